//! How far a fact is believed: reliability × freshness × match (methods §8).
//!
//! Freshness halves with every half-life since the fact was verified, and
//! never falls below that of a fact which nobody is recorded to have checked:
//! so removing a date of verification never raises confidence.

use super::finding::Factor;
use crate::check::estate::Subject;
use crate::date::{Day, PartialDate, days_between};
use crate::method::{Threshold, Thresholds};
use crate::model::fact::{Fact, Text};

/// How fast a kind of fact ages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ageing {
    /// Versions and components.
    Version,
    /// Volumes, counts, minutes.
    Volume,
    /// Owners, contracts, ratings and what else changes slowly.
    Slow,
}

impl Ageing {
    fn half_life(self) -> Threshold {
        match self {
            Self::Version => Threshold::HalfLifeVersion,
            Self::Volume => Threshold::HalfLifeVolume,
            Self::Slow => Threshold::HalfLifeOwner,
        }
    }
}

/// What an entity says of its own facts.
#[derive(Clone, Copy, Debug)]
pub struct Provenance<'a> {
    /// Where they come from.
    pub source: &'a Fact<Text>,
    /// When somebody last checked them.
    pub verified: &'a Fact<PartialDate>,
}

/// How far something is believed, 0 to 1, and why.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Belief {
    /// An entity's facts: reliability × freshness × match.
    Facts(FactsBelief),
    /// Something that is certain whatever the facts are, and why.
    Certain(&'static str),
}

/// Belief in an entity's facts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FactsBelief {
    /// Whose facts they are.
    pub subject: Subject,
    /// Whether it records where they come from.
    pub has_source: bool,
    /// How far a source of this kind is believed, 0 to 1.
    pub reliability: f64,
    /// 2^(−age / half-life), but at least that of an unverified fact.
    pub freshness: f64,
    /// Days since somebody checked, if recorded.
    pub age_days: Option<i32>,
    /// Days in which freshness halves.
    pub half_life_days: f64,
    /// Whether freshness is that of an unverified fact.
    pub is_floor: bool,
    /// How sure the product was found, 0 to 1; 1 where none had to be.
    pub matched: f64,
}

impl Belief {
    /// The belief, 0 to 1.
    pub fn value(self) -> f64 {
        match self {
            Self::Facts(facts) => facts.reliability * facts.freshness * facts.matched,
            Self::Certain(_) => 1.0,
        }
    }

    /// The same of a fact that also rests on a match so sure.
    #[must_use]
    pub fn matched(self, sure: f64) -> Self {
        match self {
            Self::Facts(facts) => Self::Facts(FactsBelief { matched: facts.matched * sure, ..facts }),
            Self::Certain(_) => self,
        }
    }

    /// The lower of two; of equal ones the first.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        if other.value() < self.value() { other } else { self }
    }

    /// The lowest of several, which keeps whose it is; of equal ones the first.
    pub fn lowest(all: impl IntoIterator<Item = Self>) -> Self {
        all.into_iter().reduce(Self::min).unwrap_or(Self::Certain("it rests on no entity's own facts"))
    }
}

/// How far an entity's facts are believed on a day.
pub fn belief(
    subject: Subject,
    provenance: Provenance<'_>,
    ageing: Ageing,
    today: Day,
    thresholds: &Thresholds,
) -> Belief {
    let reliability = thresholds.get(if provenance.source.is_known() {
        Threshold::ReliabilityWithSource
    } else {
        Threshold::ReliabilityWithoutSource
    });
    let floor = thresholds.get(Threshold::FreshnessUnverified);
    let half_life_days = thresholds.get(ageing.half_life());
    let verified = provenance.verified.get();
    let age_days = verified.map(|verified| days_between(verified.last_day(), today).max(0));
    let fresh = age_days.map(|age| halved(f64::from(age), half_life_days)).filter(|fresh| *fresh > floor);
    Belief::Facts(FactsBelief {
        subject,
        has_source: provenance.source.is_known(),
        reliability,
        freshness: fresh.unwrap_or(floor),
        age_days,
        half_life_days,
        is_floor: fresh.is_none(),
        matched: 1.0,
    })
}

/// 2^(−age / half-life).
pub fn halved(age_days: f64, half_life_days: f64) -> f64 {
    if half_life_days > 0.0 { (-age_days / half_life_days).exp2() } else { 0.0 }
}

/// Confidence of a finding: the lowest of the facts that it needs, less the
/// share of its weight that rests on nothing.
///
/// That share is half the summed weight × width of the bounds of both sides, so
/// that a finding of which every factor is unknown has none left.
pub fn of_finding(lowest_fact: f64, likelihood: &[Factor], impact: &[Factor]) -> f64 {
    (lowest_fact * (1.0 - open(likelihood, impact))).clamp(0.0, 1.0)
}

/// A finding has two sides, of which each weighs 1.
const SIDES: f64 = 2.0;

/// The share of a finding's weight that rests on nothing, 0 to 1.
pub fn open(likelihood: &[Factor], impact: &[Factor]) -> f64 {
    likelihood.iter().chain(impact).map(|factor| factor.weight * factor.value.width()).sum::<f64>() / SIDES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::estate::SystemIndex;

    #[test]
    fn the_worked_example_of_the_method_page() {
        // methods §8: 0.9 × 2^(−365/365) × 0.95 = 0.4275.
        assert!((0.9 * halved(365.0, 365.0) * 0.95 - 0.4275).abs() < 1e-12);
    }

    #[test]
    fn the_lowest_belief_keeps_whose_it_is() {
        let facts = |subject: u32, reliability: f64| {
            Belief::Facts(FactsBelief {
                subject: Subject::System(SystemIndex(subject)),
                has_source: true,
                reliability,
                freshness: 0.5,
                age_days: Some(365),
                half_life_days: 365.0,
                is_floor: false,
                matched: 1.0,
            })
        };
        let lowest =
            Belief::lowest([facts(1, 0.9), Belief::Certain("so"), facts(2, 0.8).matched(0.5), facts(3, 0.4)]);
        assert_eq!(lowest, facts(2, 0.8).matched(0.5));
        // 0.8 × 0.5 × 0.5
        assert!((lowest.value() - 0.2).abs() < 1e-12);
    }

    #[test]
    fn removing_a_date_of_verification_never_raises_belief() {
        let thresholds = Thresholds::default();
        let today = Day::constant(2026, 10, 31);
        let none = Fact::Unknown;
        for verified in ["2026-10-01", "2024-01", "2001"] {
            let verified = Fact::Known(verified.parse().unwrap());
            let with = Provenance { source: &Fact::Unknown, verified: &verified };
            let without = Provenance { source: &Fact::Unknown, verified: &none };
            let subject = Subject::System(SystemIndex(0));
            let of = |from| belief(subject, from, Ageing::Version, today, &thresholds).value();
            assert!(of(with) >= of(without));
        }
    }
}
