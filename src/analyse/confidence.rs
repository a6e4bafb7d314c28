//! How far a fact is believed: reliability × freshness × match (methods §8).
//!
//! Freshness halves with every half-life since the fact was verified, and
//! never falls below that of a fact which nobody is recorded to have checked:
//! so removing a date of verification never raises confidence.

use super::finding::Factor;
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

/// What belief is the product of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts {
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
}

/// How far facts of this provenance are believed on a day, 0 to 1.
pub fn belief(provenance: Provenance<'_>, ageing: Ageing, today: Day, thresholds: &Thresholds) -> f64 {
    let parts = parts(provenance, ageing, today, thresholds);
    parts.reliability * parts.freshness
}

/// What the belief in facts of this provenance is the product of.
pub fn parts(provenance: Provenance<'_>, ageing: Ageing, today: Day, thresholds: &Thresholds) -> Parts {
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
    Parts {
        reliability,
        freshness: fresh.unwrap_or(floor),
        age_days,
        half_life_days,
        is_floor: fresh.is_none(),
    }
}

/// 2^(−age / half-life).
pub fn halved(age_days: f64, half_life_days: f64) -> f64 {
    if half_life_days > 0.0 { (-age_days / half_life_days).exp2() } else { 0.0 }
}

/// Confidence of a finding: the lowest of the facts that it needs, less the
/// share of its weight that rests on nothing.
///
/// The share is half the summed weight × width of the bounds of both sides, so
/// that a finding of which every factor is unknown has none left.
pub fn of_finding(lowest_fact: f64, likelihood: &[Factor], impact: &[Factor]) -> f64 {
    let open: f64 = likelihood
        .iter()
        .chain(impact)
        .map(|factor| factor.weight * (factor.value.high - factor.value.low))
        .sum::<f64>()
        / 2.0;
    (lowest_fact * (1.0 - open)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example_of_the_method_page() {
        // methods §8: 0.9 × 2^(−365/365) × 0.95 = 0.4275.
        assert!((0.9 * halved(365.0, 365.0) * 0.95 - 0.4275).abs() < 1e-12);
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
            assert!(
                belief(with, Ageing::Version, today, &thresholds)
                    >= belief(without, Ageing::Version, today, &thresholds)
            );
        }
    }
}
