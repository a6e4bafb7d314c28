//! The criteria by which systems and device fleets are ranked.
//!
//! Linear additive value with swing weights (Multi-criteria analysis: a
//! manual, 2009; Green Book MCDA guidance, 2024): each criterion has a unit,
//! a declared best and worst anchor and a straight line between them. Anchors
//! are declared, never taken from the estate, so that adding or dropping a
//! system reorders no other.

use std::collections::{BTreeMap, BTreeSet};

use super::hierarchy;

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

/// Why comparisons in pairs give no weights.
#[derive(Clone, Debug, PartialEq)]
pub enum PairFault {
    /// A key names no criterion.
    Unknown(String),
    /// Two criteria are not compared.
    Missing(Criterion, Criterion),
    /// Two criteria are compared both ways round.
    Twice(Criterion, Criterion),
    /// The comparisons contradict each other, with their consistency ratio.
    Inconsistent(f64),
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

    /// Weights from comparisons in pairs: `pairs[a][b]` says how many times as
    /// much a matters as b. Criteria that are not named weigh nothing.
    ///
    /// # Errors
    ///
    /// If a key names no criterion, a pair is missing or stated twice, or the
    /// comparisons contradict each other.
    pub fn from_pairs(pairs: &BTreeMap<String, BTreeMap<String, f64>>) -> Result<Self, PairFault> {
        let keys: BTreeSet<&str> = pairs
            .iter()
            .flat_map(|(one, others)| std::iter::once(one).chain(others.keys()))
            .map(String::as_str)
            .collect();
        let mut named = Vec::new();
        for key in keys {
            let criterion = Criterion::ALL.iter().copied().find(|criterion| criterion.key() == key);
            named.push(criterion.ok_or_else(|| PairFault::Unknown(key.to_owned()))?);
        }
        let stated = |one: Criterion, other: Criterion| {
            pairs
                .get(one.key())
                .and_then(|others| others.get(other.key()))
                .copied()
                .filter(|times| *times > 0.0)
        };
        let mut matrix = vec![vec![1.0; named.len()]; named.len()];
        for (row, one) in named.iter().enumerate() {
            for (column, other) in named.iter().enumerate().filter(|(column, _)| *column != row) {
                matrix[row][column] = match (stated(*one, *other), stated(*other, *one)) {
                    (Some(times), None) => times,
                    (None, Some(times)) => 1.0 / times,
                    (None, None) => return Err(PairFault::Missing(*one, *other)),
                    (Some(_), Some(_)) => return Err(PairFault::Twice(*one, *other)),
                };
            }
        }
        let found = hierarchy::weigh(&matrix);
        if found.consistency_ratio >= hierarchy::INCONSISTENT {
            return Err(PairFault::Inconsistent(found.consistency_ratio));
        }
        let mut weights = vec![0.0; Criterion::ALL.len()];
        for (criterion, weight) in named.iter().zip(found.weights) {
            weights[*criterion as usize] = weight;
        }
        Ok(Self { weights })
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
    fn comparisons_of_pairs_give_weights() {
        let pairs = |list: &[(&str, &str, f64)]| {
            let mut pairs: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
            for (one, other, times) in list {
                pairs.entry((*one).to_owned()).or_default().insert((*other).to_owned(), *times);
            }
            Weights::from_pairs(&pairs)
        };
        // The worked example of methods §5.
        let whole = [("reach", "debt-age", 3.0), ("reach", "deadline", 5.0), ("debt-age", "deadline", 2.0)];
        let weights = pairs(&whole).unwrap();
        assert!((weights.get(Criterion::Reach) - 0.6483).abs() < 5e-5);
        assert!(weights.get(Criterion::WorstFinding).abs() < 1e-12);
        assert_eq!(
            pairs(&whole[..2]).unwrap_err(),
            PairFault::Missing(Criterion::Deadline, Criterion::DebtAge)
        );
        assert_eq!(pairs(&[("odd", "reach", 1.0)]).unwrap_err(), PairFault::Unknown("odd".to_owned()));
        let circle = [("reach", "debt-age", 5.0), ("debt-age", "deadline", 5.0), ("deadline", "reach", 5.0)];
        assert!(matches!(pairs(&circle).unwrap_err(), PairFault::Inconsistent(ratio) if ratio > 0.1));
    }

    #[test]
    fn weights_of_the_settings_are_shared_out() {
        let settings = BTreeMap::from([("reach".to_owned(), 0.30), ("odd".to_owned(), 1.0)]);
        let (weights, unknown) = Weights::from_settings(&settings);
        assert_eq!(unknown, ["odd"]);
        assert!((weights.get(Criterion::Reach) - 0.30 / 1.15).abs() < 1e-12);
    }
}
