//! Weighings: which scales make up one side of a finding's score, and how
//! much each weighs.
//!
//! Swing weights of a linear additive value (Multi-criteria analysis: a
//! manual, 2009). Those of one weighing are shared out to 1, whatever the
//! settings say.

use super::parameter::Parameter;
use super::scale::{
    ALONE, BLAST_RADIUS, CARRIES, CONTRACT, CONTRADICTIONS, CRITICALITY, DEVICE_KIND, DEVICES_THERE,
    DUPLICATE, EXPECTED_LINK, EXPLOITED, FEEDS_ALIKE, FEEDS_PAST, FLEET_SIZE, FRAGILITY, FRAGMENTATION,
    HANDOFFS, HARDWARE_AGE, HOW_OFTEN, IMPORTANCE, INWARDNESS, ISLAND, JOURNEY_TIME, LEGACY_ENCRYPTION,
    LEGACY_PROTOCOL, LIFECYCLE, MASTER, NETWORK, NOTICE, OPEN_LIFECYCLE, OPENNESS, REFERRALS, REKEYING_TIME,
    RELEASES, RENEWAL, RESILIENCE, RIVAL_MASTERS, SATISFACTION, SENSITIVITY, SEPARATION, SHARED_DATA,
    SHARED_GROUND, SKILLS, SPREAD, STALE, SUPPLIER_SHARE, SUPPLIER_SUPPORT, SUPPLIER_SYSTEMS,
    SYSTEMS_CONCERNED, Scale, TIME_TO_FIX, TRAINING, UNDOCUMENTED, UNENCRYPTED, UNKNOWN, UNMONITORED,
    UNPROVEN_LIFECYCLE, USE_OF_CAPACITY, USERS, VOLUME, WAY_FOR_DATA, WORKAROUNDS, WRONG_FIELDS, YEARLY_COST,
};
use super::threshold::Thresholds;

/// A side of a finding's score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// How bad the condition is.
    Likelihood,
    /// What hangs on the subject.
    Impact,
}

impl Side {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Likelihood => "likelihood",
            Self::Impact => "impact",
        }
    }
}

/// Which scales make up one side of a finding's score.
#[derive(Debug)]
pub struct Weighing {
    /// What its parts' keys begin with.
    pub key: &'static str,
    /// What it weighs.
    pub what: &'static str,
    /// Which side it makes up.
    pub side: Side,
    /// Its parts, in the order of the page.
    pub parts: &'static [Part],
}

/// One part of a weighing.
#[derive(Debug)]
pub struct Part {
    /// How the fact becomes a value.
    pub scale: &'static Scale,
    /// What the factor is called here, where not as its scale is.
    pub title: Option<&'static str>,
    /// How much it weighs beside the others.
    pub weight: Parameter,
}

impl Part {
    /// What the factor is called.
    pub fn name(&self) -> &'static str {
        self.title.unwrap_or(self.scale.title)
    }
}

impl Weighing {
    /// The part of a scale; nothing where it has none.
    pub fn part(&'static self, scale: &'static Scale) -> Option<&'static Part> {
        self.parts.iter().find(|part| part.scale.key == scale.key)
    }

    /// The weight of a scale, 0 to 1; 0 where it has no part.
    pub fn weight(&'static self, scale: &'static Scale, thresholds: &Thresholds) -> f64 {
        self.part(scale).map_or(0.0, |part| self.weight_of(part, thresholds))
    }

    /// The weight of one of its parts, 0 to 1; all of them sum to 1.
    pub fn weight_of(&'static self, part: &'static Part, thresholds: &Thresholds) -> f64 {
        let set = |part: &'static Part| thresholds.weight(&part.weight).max(0.0);
        let sum: f64 = self.parts.iter().map(set).sum();
        if sum > 0.0 && sum.is_finite() { set(part) / sum } else { 1.0 / self.parts.len() as f64 }
    }
}

macro_rules! weighings {
    ($($name:ident = $key:literal, $side:ident, $why:literal {
        $($scale:ident $part:literal $weight:literal $(as $title:literal)?),* $(,)?
    })*) => {
        $(
            #[doc = $why]
            pub static $name: Weighing = Weighing {
                key: $key,
                what: $why,
                side: Side::$side,
                parts: &[$(Part {
                    scale: &$scale,
                    title: weighings!(@title $($title)?),
                    weight: Parameter::new(concat!($key, ".", $part), $weight),
                }),*],
            };
        )*
        /// Every weighing, in the order of the documentation.
        pub static ALL: &[&Weighing] = &[$(&$name),*];
    };
    (@title) => { None };
    (@title $title:literal) => { Some($title) };
}

weighings! {
    LOSS_OF_SYSTEM = "loss-of-system", Impact, "Losing a system." {
        CRITICALITY "criticality" 0.5, BLAST_RADIUS "blast-radius" 0.3, SENSITIVITY "data-sensitivity" 0.2,
    }
    LOSS_OF_DEVICE = "loss-of-device", Impact, "Losing a device, which holds no data of its own on record." {
        CRITICALITY "criticality" 0.6, BLAST_RADIUS "blast-radius" 0.4,
    }
    LOSS_OF_FLEET = "loss-of-fleet", Impact, "An attack on a fleet of devices." {
        CRITICALITY "criticality" 0.5, FLEET_SIZE "fleet-size" 0.3, DEVICE_KIND "device-kind" 0.2,
    }
    LOSS_OF_PLATFORM = "loss-of-platform", Impact, "Losing a platform that carries others." {
        CARRIES "carries" 0.3, CRITICALITY "criticality" 0.4, BLAST_RADIUS "blast-radius" 0.3,
    }
    LOSS_OF_HUB = "loss-of-hub", Impact, "Losing what much passes through." {
        IMPORTANCE "importance" 0.6, CRITICALITY "criticality" 0.4,
    }
    LOSS_OF_FEEDS = "loss-of-feeds", Impact, "Losing what a system is fed." {
        CRITICALITY "criticality" 0.4 as "Criticality of the ends", SENSITIVITY "data-sensitivity" 0.3,
        VOLUME "volume" 0.3,
    }
    LOSS_OF_RECORD = "loss-of-record", Impact, "Data that nobody can rely on." {
        SENSITIVITY "data-sensitivity" 0.6, SPREAD "spread" 0.4,
    }
    LOSS_OF_LINK = "loss-of-link", Impact, "Working without a link to the rest." {
        CRITICALITY "criticality" 0.4, USERS "users" 0.3, SENSITIVITY "data-sensitivity" 0.3,
    }
    LOSS_OF_TIME = "loss-of-time", Impact, "Time and patience of those who use a system." {
        USERS "users" 0.5, CRITICALITY "criticality" 0.5,
    }
    UNSUPPORTED_COMPONENT = "unsupported-component", Likelihood, "A system on what nobody mends." {
        LIFECYCLE "lifecycle" 0.6, RESILIENCE "resilience" 0.15, OPENNESS "openness" 0.15, SKILLS "skills" 0.1,
    }
    SHARED_PLATFORM = "shared-platform", Likelihood, "A platform that nobody mends any more, or soon will not." {
        LIFECYCLE "lifecycle" 0.7, RESILIENCE "resilience" 0.15, OPENNESS "openness" 0.15,
    }
    UNSUPPORTED_DEVICES = "unsupported-devices", Likelihood, "A fleet on what nobody mends." {
        LIFECYCLE "lifecycle" 0.7, OPENNESS "openness" 0.3,
    }
    UNPROVEN_EXTENSION = "unproven-extension", Likelihood, "Support that may have been bought." {
        UNPROVEN_LIFECYCLE "lifecycle" 0.7, OPENNESS "openness" 0.3,
    }
    ENDING_COMPONENT = "ending-component", Likelihood, "A system on what soon nobody mends." {
        LIFECYCLE "lifecycle" 0.8, RESILIENCE "resilience" 0.1, SKILLS "skills" 0.1,
    }
    ENDING_DEVICES = "ending-devices", Likelihood, "A fleet on what soon nobody mends." {
        LIFECYCLE "lifecycle" 0.8, OPENNESS "openness" 0.2,
    }
    SEVERAL_VERSIONS = "several-versions", Likelihood, "Many releases side by side." { RELEASES "releases" 1.0 }
    SEVERAL_VERSIONS_LOSS = "several-versions", Impact, "The systems on them." { SYSTEMS_CONCERNED "systems" 1.0 }
    AGED_HARDWARE = "aged-hardware", Likelihood, "Hardware past its time." {
        HARDWARE_AGE "age" 0.8, RESILIENCE "resilience" 0.2,
    }
    AGED_HARDWARE_LOSS = "aged-hardware", Impact, "A fleet that fails." {
        CRITICALITY "criticality" 0.5, FLEET_SIZE "fleet-size" 0.3, BLAST_RADIUS "blast-radius" 0.2,
    }
    LEGACY_PROTOCOLS = "legacy-protocol", Likelihood, "Feeds over what is to be left." {
        LEGACY_PROTOCOL "protocol" 0.6, LEGACY_ENCRYPTION "encryption" 0.4,
    }
    LEGACY_PROTOCOLS_LOSS = "legacy-protocol", Impact, "What those feeds bring." {
        CRITICALITY "criticality" 0.4 as "Criticality of the ends", SENSITIVITY "data-sensitivity" 0.4,
        VOLUME "volume" 0.2,
    }
    EXPLOITED_VULNERABILITY = "exploited-vulnerability", Likelihood, "Ways in that attackers use." {
        EXPLOITED "count" 0.75, OPENNESS "openness" 0.25,
    }
    SLOW_PATCHING = "slow-patching", Likelihood, "Fixes that come late." {
        TIME_TO_FIX "days" 0.7, OPENNESS "openness" 0.3,
    }
    DANGEROUS_HUB = "dangerous-hub", Likelihood, "A hub that may break." { FRAGILITY "fragility" 1.0 }
    SINGLE_POINT = "single-point-of-failure", Likelihood, "A point with nothing to take over." {
        RESILIENCE "resilience" 0.7, SKILLS "skills" 0.3,
    }
    SINGLE_POINT_LOSS = "single-point-of-failure", Impact, "What is cut off, and what stops." {
        SEPARATION "separation" 0.5, CRITICALITY "criticality" 0.3, BLAST_RADIUS "blast-radius" 0.2,
    }
    FALSE_REDUNDANCY = "false-redundancy", Likelihood, "Two ways on one ground." {
        SHARED_GROUND "ground" 0.6, RESILIENCE "resilience" 0.4,
    }
    FULL_INTERFACE = "full-interface", Likelihood, "A feed near its limit." { USE_OF_CAPACITY "use" 1.0 }
    FULL_INTERFACE_LOSS = "full-interface", Impact, "What it feeds." {
        CRITICALITY "criticality" 0.6 as "Criticality of the ends", SENSITIVITY "data-sensitivity" 0.4,
    }
    BYPASSED_HUB = "bypassed-hub", Likelihood, "Feeds past a hub." { FEEDS_PAST "feeds" 1.0 }
    DUPLICATE_FEED = "duplicate-feed", Likelihood, "The same sent more than once." { FEEDS_ALIKE "feeds" 1.0 }
    DUPLICATE_FEED_LOSS = "duplicate-feed", Impact, "What is sent." {
        CRITICALITY "criticality" 0.5 as "Criticality of the ends", SENSITIVITY "data-sensitivity" 0.5,
    }
    UNDOCUMENTED_INTERFACE = "undocumented-interface", Likelihood, "Feeds that nobody wrote down." {
        UNDOCUMENTED "share" 1.0,
    }
    UNMONITORED_INTERFACE = "unmonitored-interface", Likelihood, "Feeds that nobody watches." {
        UNMONITORED "share" 1.0,
    }
    UNENCRYPTED_INTERFACE = "unencrypted-interface", Likelihood, "Feeds that anybody can read." {
        UNENCRYPTED "share" 1.0,
    }
    ISOLATED_SYSTEM = "isolated-system", Likelihood, "A system with no link." {
        ALONE "connection" 0.5, SHARED_DATA "data" 0.5,
    }
    ISOLATED_ISLAND = "isolated-island", Likelihood, "A group with no link." { ISLAND "connection" 1.0 }
    COMPETING_RECORDS = "competing-records", Likelihood, "Several masters." { RIVAL_MASTERS "rivals" 1.0 }
    MISSING_RECORD = "missing-record", Likelihood, "No master." { MASTER "master" 1.0 }
    FRAGMENTED_ENTITY = "fragmented-entity", Likelihood, "Data in pieces." { FRAGMENTATION "pieces" 1.0 }
    UNFED_COPY = "unfed-copy", Likelihood, "A copy that nothing feeds." { EXPECTED_LINK "expectation" 1.0 }
    UNFED_COPY_LOSS = "unfed-copy", Impact, "Who relies on the copy." {
        CRITICALITY "criticality" 0.5, SENSITIVITY "data-sensitivity" 0.5,
    }
    MANUAL_REKEYING = "manual-rekeying", Likelihood, "What people type again." { REKEYING_TIME "hours" 1.0 }
    MANUAL_REKEYING_LOSS = "manual-rekeying", Impact, "What their slips do." {
        WRONG_FIELDS "wrong-fields" 0.4, CRITICALITY "criticality" 0.3, SENSITIVITY "data-sensitivity" 0.3,
    }
    CROSS_ORGANISATION_GAP = "cross-organisation-gap", Likelihood, "Patients without their data." {
        WAY_FOR_DATA "way" 1.0,
    }
    CROSS_ORGANISATION_GAP_LOSS = "cross-organisation-gap", Impact, "How many they are." {
        REFERRALS "people" 1.0,
    }
    INWARD_UNIT = "inward-unit", Likelihood, "Units that look inward." { INWARDNESS "index" 1.0 }
    INWARD_UNIT_LOSS = "inward-unit", Impact, "What they keep to themselves." {
        CRITICALITY "criticality" 0.5, SENSITIVITY "data-sensitivity" 0.5,
    }
    TOO_FEW_SUPPORTERS = "too-few-supporters", Likelihood, "Too few who know it." {
        SKILLS "skills" 0.7, SUPPLIER_SUPPORT "supplier" 0.3,
    }
    DISSATISFIED_STAFF = "dissatisfied-staff", Likelihood, "What staff say of it." {
        SATISFACTION "rating" 0.7, WORKAROUNDS "workarounds" 0.3,
    }
    UNTRAINED_STAFF = "untrained-staff", Likelihood, "How few were shown." {
        TRAINING "trained" 0.7, WORKAROUNDS "workarounds" 0.3,
    }
    WEAK_CONNECTIVITY = "weak-connectivity", Likelihood, "A network that holds people up." { NETWORK "network" 1.0 }
    WEAK_CONNECTIVITY_LOSS = "weak-connectivity", Impact, "What hangs on it." {
        DEVICES_THERE "devices" 0.5, CRITICALITY "criticality" 0.5,
    }
    BROKEN_JOURNEY = "broken-journey", Likelihood, "What people make up for." {
        JOURNEY_TIME "hours" 0.6, HANDOFFS "hand-offs" 0.4,
    }
    BROKEN_JOURNEY_LOSS = "broken-journey", Impact, "How often, and for what." {
        HOW_OFTEN "times" 0.5, CRITICALITY "criticality" 0.5,
    }
    LAPSED_CONTRACT = "lapsed-contract", Likelihood, "Nobody is bound to mend it." {
        CONTRACT "contract" 0.7, RENEWAL "renewal" 0.3,
    }
    LAPSED_CONTRACT_LOSS = "lapsed-contract", Impact, "What runs without one." {
        CRITICALITY "criticality" 0.5, YEARLY_COST "yearly-cost" 0.3, BLAST_RADIUS "blast-radius" 0.2,
    }
    NOTICE_DEADLINE = "notice-deadline", Likelihood, "The last day to leave." { NOTICE "notice" 1.0 }
    NOTICE_DEADLINE_LOSS = "notice-deadline", Impact, "What is tied in." {
        CRITICALITY "criticality" 0.4, YEARLY_COST "yearly-cost" 0.4, BLAST_RADIUS "blast-radius" 0.2,
    }
    SUPPLIER_CONCENTRATION = "supplier-concentration", Likelihood, "Much in one hand." { SUPPLIER_SHARE "share" 1.0 }
    SUPPLIER_CONCENTRATION_LOSS = "supplier-concentration", Impact, "What is in it." {
        CRITICALITY "criticality" 0.5, SUPPLIER_SYSTEMS "systems" 0.5,
    }
    UNKNOWN_VERSION = "unknown-version", Likelihood, "A system on a release that nobody knows." {
        OPEN_LIFECYCLE "lifecycle" 0.6, RESILIENCE "resilience" 0.15, OPENNESS "openness" 0.15, SKILLS "skills" 0.1,
    }
    UNKNOWN_VERSION_DEVICES = "unknown-version-devices", Likelihood, "A fleet on a release that nobody knows." {
        OPEN_LIFECYCLE "lifecycle" 0.7, OPENNESS "openness" 0.3,
    }
    NOT_KNOWN = "unknown-share", Likelihood, "How much is not known." { UNKNOWN "share" 1.0 }
    STALE_FACTS = "stale-facts", Likelihood, "How old what is known is." { STALE "age" 1.0 }
    CONTRADICTING_FACTS = "contradicting-facts", Likelihood, "What excludes what." { CONTRADICTIONS "count" 1.0 }
    LIKELY_DUPLICATE = "likely-duplicate", Likelihood, "What may be one." { DUPLICATE "likeness" 1.0 }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn default_weights_sum_to_one_and_have_keys_of_their_own() {
        let mut keys = BTreeSet::new();
        for weighing in ALL {
            let sum: f64 = weighing.parts.iter().map(|part| part.weight.default).sum();
            assert!((sum - 1.0).abs() < 1e-12, "{}: {sum}", weighing.key);
            for part in weighing.parts {
                assert!(keys.insert(part.weight.key), "{} is there twice", part.weight.key);
            }
        }
    }

    #[test]
    fn weights_of_the_settings_are_shared_out_within_their_weighing() {
        let mut thresholds = Thresholds::default();
        let keys = [("loss-of-system.criticality", 0.7), ("nonsense.criticality", 1.0)];
        assert_eq!(thresholds.replace_weights(keys), ["nonsense.criticality"]);
        // 0.7, 0.3 and 0.2 of 1.2.
        let weight = LOSS_OF_SYSTEM.weight(&CRITICALITY, &thresholds);
        assert!((weight - 0.7 / 1.2).abs() < 1e-12);
        let none = LOSS_OF_SYSTEM.parts.iter().map(|part| (part.weight.key, 0.0));
        assert!(thresholds.replace_weights(none).is_empty());
        assert!((LOSS_OF_SYSTEM.weight(&CRITICALITY, &thresholds) - 1.0 / 3.0).abs() < 1e-12);
    }
}
