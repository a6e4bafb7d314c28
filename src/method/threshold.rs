//! Every threshold and weight that is a judgement, with its tag and reason.

use std::collections::BTreeMap;

use super::parameter::Parameter;
use super::scale::{self, Scale};
use super::weighing;

/// Where a threshold comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Set by a standard or government guidance.
    Standard,
    /// Taken from a paper.
    Paper,
    /// Our default.
    Default,
}

impl Tag {
    /// The letter printed beside the value: S, P or D.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Standard => "S",
            Self::Paper => "P",
            Self::Default => "D",
        }
    }
}

macro_rules! thresholds {
    ($($variant:ident = $key:literal, $default:literal, $unit:literal, $tag:ident, $why:literal;)*) => {
        /// A threshold.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Threshold {
            $(#[doc = $why] $variant),*
        }

        impl Threshold {
            /// Every threshold, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The key in the settings.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),* }
            }

            /// The value where the settings hold none.
            pub fn default_value(self) -> f64 {
                match self { $(Self::$variant => $default),* }
            }

            /// The unit of the value.
            pub fn unit(self) -> &'static str {
                match self { $(Self::$variant => $unit),* }
            }

            /// Where the value comes from.
            pub fn tag(self) -> Tag {
                match self { $(Self::$variant => Tag::$tag),* }
            }

            /// What it decides and why it is what it is.
            pub fn why(self) -> &'static str {
                match self { $(Self::$variant => $why),* }
            }
        }
    };
}

thresholds! {
    SeverityCritical = "severity-critical", 80.0, "points", Default, "A risk score from here up is Critical.";
    SeverityHigh = "severity-high", 60.0, "points", Default, "A risk score from here up is High.";
    SeverityMedium = "severity-medium", 40.0, "points", Default, "A risk score from here up is Medium.";
    ImportanceNotable = "importance-notable", 0.10, "share", Default, "A hub that carries or reaches this share is notable.";
    ImportanceCritical = "importance-critical", 0.25, "share", Default, "A hub that carries or reaches this share is critical: a quarter of the estate leans on it.";
    HubFew = "hub-few", 5.0, "systems and devices", Default, "Fewer that depend on a system or pass through it make it no hub: in a tiny estate a quarter is one system.";
    FragilityHealthy = "fragility-healthy", 0.20, "share", Default, "A central hub below this fragility is healthy.";
    FragilityDangerous = "fragility-dangerous", 0.50, "share", Default, "A central hub from this fragility up is dangerous.";
    FragilityUnsupported = "fragility-unsupported", 0.50, "share", Default, "What an unsupported component adds to fragility.";
    FragilityExtended = "fragility-extended", 0.25, "share", Default, "What paid extended support alone adds to fragility.";
    FragilityNoFailover = "fragility-no-failover", 0.40, "share", Default, "What a missing failover adds to fragility.";
    FragilityUntestedFailover = "fragility-untested-failover", 0.20, "share", Default, "What an untested failover adds to fragility.";
    FragilityFull = "fragility-full", 0.40, "share", Default, "What a use of capacity from the full limit up adds to fragility.";
    FragilityBusy = "fragility-busy", 0.20, "share", Default, "What a use of capacity from the busy limit up adds to fragility.";
    FragilitySupplierExit = "fragility-supplier-exit", 0.20, "share", Default, "What a contract that ends within 12 months adds to fragility.";
    FragilityFewSkilled = "fragility-few-skilled", 0.20, "share", Default, "What fewer than two skilled people add to fragility.";
    FragilityNoSource = "fragility-no-source", 0.20, "share", Default, "What custom code without its source adds to fragility.";
    UtilisationFull = "utilisation-full", 0.85, "share", Default, "From this use of capacity queues grow 6.7 times (1/(1-0.85)).";
    UtilisationBusy = "utilisation-busy", 0.70, "share", Default, "From this use of capacity queues grow 3.3 times (1/(1-0.70)).";
    SeparationNotable = "separation-notable", 0.10, "share", Default, "A point whose loss separates this share of connected pairs is a single point of failure.";
    IslandShare = "island-share", 0.05, "share", Default, "A connected group below this share of systems is an island.";
    IslandSmall = "island-small", 4.0, "systems", Default, "In a small estate a connected group below this is an island beside one twice its size or larger.";
    RekeyingHours = "rekeying-hours", 100.0, "hours a year", Default, "Re-keying below this is not reported as a finding.";
    RekeyingHoursWorst = "rekeying-hours-worst", 5000.0, "hours a year", Default, "Re-keying from here up counts fully.";
    ErrorRatePerField = "error-rate-per-field", 0.0029, "share", Paper, "Wrong fields in single data entry, 0.29% (95% CI 0.24 to 0.35), pooled from clinical research.";
    FailoverTestedDays = "failover-tested-days", 730.0, "days", Default, "A test of a standby longer ago says little: it is not tested any more.";
    SupplierExitMonths = "supplier-exit-months", 12.0, "months", Default, "A contract that ends within this time without renewing itself is an exit of the supplier.";
    FewSupporters = "few-supporters", 2.0, "people", Default, "Fewer people than this who can support an important system is too few.";
    LowSatisfaction = "low-satisfaction", 2.5, "of 5", Default, "Satisfaction from here down is low.";
    LowTraining = "low-training", 0.60, "share", Default, "A trained share of users below this is low.";
    NoticeWindowMonths = "notice-window-months", 12.0, "months", Default, "Notice that is due within this time needs a decision now.";
    NoticeUsualMonths = "notice-usual-months", 12.0, "months", Default, "Months of notice that public contracts ask for at most, as a rule: what ends further ahead cannot fall due within the window.";
    NeededVital = "needed-vital", 3.0, "ordinary facts", Default, "How much of completeness hangs on criticality, components and their versions, without which little can be judged.";
    NeededImportant = "needed-important", 2.0, "ordinary facts", Default, "How much of completeness hangs on what takes over in an outage.";
    SameEndDays = "same-end-days", 31.0, "days", Default, "Two ends of support that lie closer are one end, written differently.";
    WeakNetwork = "weak-network", 0.5, "share", Default, "A site none of whose network weaknesses counts so much is no finding: one dead spot is a fact of life.";
    MissingFacts = "missing-facts", 2.0, "facts", Default, "So many missing of the four that every judgement needs make a finding.";
    StaleMonths = "stale-months", 24.0, "months", Default, "Facts last checked longer ago are stale.";
    SharedPlatform = "shared-platform", 5.0, "systems and devices", Default, "A platform, database or infrastructure that so many others name as needed carries them.";
    SeveralVersions = "several-versions", 3.0, "releases", Default, "From so many releases of one product side by side, an organisation keeps too many.";
    SeveralVersionsWorst = "several-versions-worst", 6.0, "releases", Default, "So many releases of one product side by side count fully.";
    SeveralVersionsSystems = "several-versions-systems", 80.0, "systems", Default, "So many systems of one organisation on products with many releases count fully.";
    DebtAgeWorst = "debt-age-worst", 3.0, "years", Default, "Time without support from here up counts fully.";
    ReachWorst = "reach-worst", 0.10, "share", Default, "A reach over this share of the estate's criticality, a notable share, counts fully.";
    LifeEndUserDevice = "life-end-user-device", 5.0, "years", Default, "Workstations, laptops, tablets, phones and kiosks older than this are past their expected life.";
    LifeInfrastructure = "life-infrastructure", 7.0, "years", Default, "Servers, storage, network devices and printers older than this are past their expected life.";
    LifeMedicalDevice = "life-medical-device", 10.0, "years", Default, "Medical devices older than this are past their expected life.";
    HardwareAgeWorst = "hardware-age-worst", 5.0, "years", Default, "Time past the expected life or the planned retirement from here up counts fully.";
    BypassFew = "bypass-few", 3.0, "feeds", Default, "Fewer feeds past a hub are not reported.";
    BypassWorst = "bypass-worst", 20.0, "feeds", Default, "So many feeds past one hub count fully.";
    FragmentationHigh = "fragmentation-high", 0.5, "share", Default, "From this share of holders without a way between them, data is fragmented.";
    FragmentationFew = "fragmentation-few", 3.0, "systems", Default, "Fewer holders say too little to call data fragmented.";
    InwardIndex = "inward-index", -0.5, "E–I index", Default, "A unit whose E–I index is this or lower looks inward: three links inside for each across.";
    InwardChance = "inward-chance", 0.05, "p-value", Paper, "Chance must make a unit look so inward in no more than this share of shuffles.";
    InwardSmall = "inward-small", 4.0, "systems", Default, "Units of fewer systems say too little to be judged.";
    JourneyHours = "journey-hours", 100.0, "hours a year", Default, "A journey that loses less time by hand is not reported for it.";
    JourneyHoursWorst = "journey-hours-worst", 10000.0, "hours a year", Default, "Time lost on one journey from here up counts fully.";
    WifiCoverage = "wifi-coverage", 0.75, "share", Default, "Wireless coverage below this leaves staff without their systems where they work.";
    WanPerDevice = "wan-per-device", 0.06, "megabits a second for each device", Default, "A wide-area link with less than this for each device is narrow.";
    SupplierShare = "supplier-share", 0.30, "share", Default, "A supplier that holds this share of an organisation's criticality is hard to leave.";
    SupplierFew = "supplier-few", 5.0, "systems", Default, "In an organisation with fewer important systems, one supplier's share says little.";
    ReferralsWorst = "referrals-worst", 25000.0, "referrals a year", Default, "So many referrals a year between two organisations count fully.";
    LegacyVolumeWorst = "legacy-volume-worst", 1000.0, "messages a day", Default, "Volume over legacy protocols into one system from here up counts fully.";
    PatchDays = "patch-days", 14.0, "days", Standard, "Fixes applied later than this are late: Cyber Essentials sets 14 days for critical and high-risk ones.";
    PatchDaysWorst = "patch-days-worst", 180.0, "days", Default, "Fixes applied this late count fully.";
    FleetWorst = "fleet-worst", 0.10, "share", Default, "A fleet of this share of all devices counts fully.";
    ReliabilityWithSource = "reliability-with-source", 0.95, "share", Default, "How far a fact is believed whose source is named.";
    ReliabilityWithoutSource = "reliability-without-source", 0.85, "share", Default, "How far a fact is believed whose source is not named.";
    FreshnessUnverified = "freshness-unverified", 0.65, "share", Default, "How far a fact is believed that nobody is recorded to have checked.";
    HalfLifeVersion = "half-life-version", 365.0, "days", Default, "After this time a version is believed half as much.";
    HalfLifeVolume = "half-life-volume", 365.0, "days", Default, "After this time a volume is believed half as much.";
    HalfLifeOwner = "half-life-owner", 730.0, "days", Default, "After this time an owner, contract or rating is believed half as much.";
    FitCut = "fit-cut", 0.5, "share", Default, "From here up a fit is good: the cut between keep, invest, migrate and eliminate.";
    PlanYears = "plan-years", 5.0, "years", Default, "How many years a roadmap has where no budget names them.";
    BenefitYears = "benefit-years", 10.0, "years", Default, "Up to how many years from its start a roadmap counts benefits.";
    OptimismCapital = "optimism-capital", 2.0, "share", Standard, "How much more equipment and development may cost than planned: the Treasury's generic upper bound of 200% of capital.";
    OptimismDuration = "optimism-duration", 0.54, "share", Standard, "How much longer equipment and development may take: the Treasury's generic upper bound of 54%.";
    NextMoney = "next-money", 100_000.0, "pounds", Default, "How much more money a roadmap is tried with, to say what the next pounds would buy.";
    QuickWinMonths = "quick-win-months", 3.0, "months", Default, "A quick win takes no longer than this, about 90 days.";
    ApprovalLead = "approval-lead", 3.0, "months", Default, "How long before the work starts the board must have decided, so that money, people and contracts are in place.";
    SameName = "same-name", 0.92, "likeness", Default, "Names so alike (Jaro and Winkler) in one organisation may be one thing recorded twice.";
    ConfidenceHigh = "confidence-high", 0.75, "share", Default, "Confidence from here up is high.";
    ConfidenceMedium = "confidence-medium", 0.50, "share", Default, "Confidence from here up is medium.";
}

/// Every number of one run that is a judgement: defaults, with what the
/// settings replace.
#[derive(Clone, Debug)]
pub struct Thresholds {
    replaced: BTreeMap<Threshold, f64>,
    /// Parameters of scales, by key.
    parameters: BTreeMap<&'static str, f64>,
    /// Weights of factors, by key.
    weights: BTreeMap<&'static str, f64>,
    horizon_months: u16,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            replaced: BTreeMap::new(),
            parameters: BTreeMap::new(),
            weights: BTreeMap::new(),
            horizon_months: HORIZON_MONTHS,
        }
    }
}

/// Months within which support counts as ending, where the settings say none:
/// one budget round and one procurement.
pub const HORIZON_MONTHS: u16 = 18;

impl Thresholds {
    /// The same with another horizon.
    #[must_use]
    pub fn with_horizon(self, horizon_months: u16) -> Self {
        Self { horizon_months, ..self }
    }

    /// Replaces thresholds and parameters of scales by key; gives back the keys
    /// that name none.
    pub fn replace<'a>(&mut self, values: impl IntoIterator<Item = (&'a str, f64)>) -> Vec<&'a str> {
        let mut unknown = Vec::new();
        for (key, value) in values {
            let threshold = Threshold::ALL.iter().find(|threshold| threshold.key() == key);
            let parameter = || scale::all().flat_map(Scale::parameters).find(|one| one.key == key);
            if let Some(threshold) = threshold {
                self.replaced.insert(*threshold, value);
            } else if let Some(parameter) = parameter() {
                self.parameters.insert(parameter.key, value);
            } else {
                unknown.push(key);
            }
        }
        unknown
    }

    /// Replaces weights of factors by key; gives back the keys that name none.
    pub fn replace_weights<'a>(&mut self, values: impl IntoIterator<Item = (&'a str, f64)>) -> Vec<&'a str> {
        let mut unknown = Vec::new();
        for (key, value) in values {
            let parts = weighing::ALL.iter().flat_map(|weighing| weighing.parts);
            match parts.map(|part| part.weight.key).find(|known| *known == key) {
                Some(known) => {
                    self.weights.insert(known, value);
                }
                None => unknown.push(key),
            }
        }
        unknown
    }

    /// The value in force.
    pub fn get(&self, threshold: Threshold) -> f64 {
        self.replaced.get(&threshold).copied().unwrap_or_else(|| threshold.default_value())
    }

    /// The value of a scale's parameter in force.
    pub fn parameter(&self, parameter: &Parameter) -> f64 {
        self.parameters.get(parameter.key).copied().unwrap_or(parameter.default)
    }

    /// The weight of a factor in force, before weights are shared out.
    pub fn weight(&self, weight: &Parameter) -> f64 {
        self.weights.get(weight.key).copied().unwrap_or(weight.default)
    }

    /// Years within which support counts as ending.
    pub fn horizon_years(&self) -> f64 {
        f64::from(self.horizon_months) / 12.0
    }

    /// Whether the settings replaced it.
    pub fn is_replaced(&self, threshold: Threshold) -> bool {
        self.replaced.contains_key(&threshold)
    }

    /// Parameters of scales and weights of factors that the settings replaced,
    /// by key, with the value in force.
    pub fn replaced_parameters(&self) -> impl Iterator<Item = (&'static str, f64)> + '_ {
        self.parameters.iter().chain(&self.weights).map(|(key, value)| (*key, *value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_replace_defaults_and_unknown_keys_come_back() {
        let mut thresholds = Thresholds::default();
        let unknown = thresholds.replace([("low-satisfaction", 3.0), ("nonsense", 1.0)]);
        assert_eq!(unknown, ["nonsense"]);
        assert!((thresholds.get(Threshold::LowSatisfaction) - 3.0).abs() < f64::EPSILON);
        assert!(thresholds.is_replaced(Threshold::LowSatisfaction));
    }
}
