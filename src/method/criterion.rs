//! The criteria by which systems and device fleets are ranked.
//!
//! Linear additive value with swing weights (Multi-criteria analysis: a
//! manual, 2009; Green Book MCDA guidance, 2024): each criterion has a unit,
//! a declared best and worst anchor and a straight line between them. Anchors
//! are declared, never taken from the estate, so that adding or dropping a
//! system reorders no other.

use std::collections::BTreeMap;

macro_rules! criteria {
    ($($variant:ident = $key:literal, $title:literal, $unit:literal, $best:literal => $worst:literal, $weight:literal, $why:literal;)*) => {
        /// A criterion of the ranking.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Criterion {
            $(#[doc = $why] $variant),*
        }

        impl Criterion {
            /// Every criterion, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The key in the settings.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),* }
            }

            /// What people call it.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),* }
            }

            /// The unit of its raw value.
            pub fn unit(self) -> &'static str {
                match self { $(Self::$variant => $unit),* }
            }

            /// The raw value that counts 0.
            pub fn best(self) -> f64 {
                match self { $(Self::$variant => $best),* }
            }

            /// The raw value that counts 1.
            pub fn worst(self) -> f64 {
                match self { $(Self::$variant => $worst),* }
            }

            /// Its swing weight where the settings hold none.
            pub fn default_weight(self) -> f64 {
                match self { $(Self::$variant => $weight),* }
            }

            /// Why it counts, and why so much.
            pub fn why(self) -> &'static str {
                match self { $(Self::$variant => $why),* }
            }
        }
    };
}

criteria! {
    WorstFinding = "worst-finding", "Worst finding", "points of 100", 0.0 => 100.0, 0.30,
        "The most serious single thing that is wrong: what a board would be asked about.";
    Fragility = "fragile-hub", "Importance and fragility", "product of two shares", 0.0 => 0.5, 0.15,
        "A place that much passes through and that may break.";
    Reach = "reach", "Blast radius", "share of criticality", 0.0 => 0.25, 0.15,
        "How much else stops with it.";
    HoursLost = "hours-lost", "Staff time lost", "hours a year", 0.0 => 5000.0, 0.10,
        "Time that people spend making up for it.";
    DebtAge = "debt-age", "Time without support", "years", 0.0 => 10.0, 0.10,
        "The longer nobody mends it, the more has gathered.";
    RunningCost = "running-cost", "Running cost", "pounds a year", 0.0 => 1_000_000.0, 0.05,
        "Money that could be spent better.";
    Deadline = "deadline", "Nearest dated cliff", "months away", 24.0 => 0.0, 0.10,
        "Support or a contract that is about to end takes the choice away.";
    Deliverability = "deliverability", "A priced way out", "1 if one is recorded", 0.0 => 1.0, 0.05,
        "Something can be done about it now.";
}

impl Criterion {
    /// The value of a raw figure: 0 at best, 1 at worst, straight between.
    pub fn value(self, raw: f64) -> f64 {
        ((raw - self.best()) / (self.worst() - self.best())).clamp(0.0, 1.0)
    }
}

/// The weights of one run; they always sum to 1.
#[derive(Clone, Debug)]
pub struct Weights {
    weights: Vec<f64>,
}

impl Default for Weights {
    fn default() -> Self {
        Self { weights: Criterion::ALL.iter().map(|criterion| criterion.default_weight()).collect() }
    }
}

impl Weights {
    /// Weights from the settings, shared out so that they sum to 1; a
    /// criterion that they leave out keeps its default before sharing. Also
    /// gives back the keys that name no criterion.
    pub fn from_settings(settings: &BTreeMap<String, f64>) -> (Self, Vec<&str>) {
        let mut weights = Self::default().weights;
        let mut unknown = Vec::new();
        for (key, value) in settings {
            match Criterion::ALL.iter().position(|criterion| criterion.key() == key) {
                Some(index) => weights[index] = *value,
                None => unknown.push(key.as_str()),
            }
        }
        let sum: f64 = weights.iter().sum();
        if sum > 0.0 {
            for weight in &mut weights {
                *weight /= sum;
            }
        } else {
            weights = Self::default().weights;
        }
        (Self { weights }, unknown)
    }

    /// The weight of a criterion, 0 to 1.
    pub fn get(&self, criterion: Criterion) -> f64 {
        self.weights[criterion as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_weights_sum_to_one() {
        let sum: f64 = Criterion::ALL.iter().map(|criterion| criterion.default_weight()).sum();
        assert!((sum - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_criterion_may_fall_as_its_figure_rises() {
        assert!((Criterion::Deadline.value(6.0) - 0.75).abs() < 1e-12);
        assert!((Criterion::Deadline.value(-3.0) - 1.0).abs() < 1e-12);
        assert!(Criterion::Deadline.value(30.0).abs() < 1e-12);
    }

    #[test]
    fn weights_of_the_settings_are_shared_out() {
        let settings = BTreeMap::from([("reach".to_owned(), 0.30), ("odd".to_owned(), 1.0)]);
        let (weights, unknown) = Weights::from_settings(&settings);
        assert_eq!(unknown, ["odd"]);
        assert!((weights.get(Criterion::Reach) - 0.30 / 1.15).abs() < 1e-12);
    }
}
