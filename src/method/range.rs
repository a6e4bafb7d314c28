//! Which values a number of ours may be set to: its range, and which of two
//! lies below the other.

use std::fmt;

use super::scale::{self, At, Point, Scale, Shape};
use super::threshold::{Threshold, Thresholds};

/// The values that a number may have, both ends included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The least.
    pub least: f64,
    /// The most.
    pub most: f64,
}

impl Range {
    const fn new(least: f64, most: f64) -> Self {
        Self { least, most }
    }

    /// Whether a number lies within; what is no number does not.
    pub fn contains(self, number: f64) -> bool {
        (self.least..=self.most).contains(&number)
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a number from {} to {}", self.least, self.most)
    }
}

impl Threshold {
    /// The values that it may be set to: by its unit, and above nothing where
    /// figures are divided by it.
    pub fn range(self) -> Range {
        let divides = self.key().ends_with("-worst") || self.key().starts_with("half-life");
        match (self, self.unit()) {
            (Self::InwardIndex, _) => Range::new(-1.0, 1.0),
            (Self::OptimismCapital | Self::OptimismDuration, _) => Range::new(0.0, 10.0),
            (Self::PlanYears, _) => Range::new(1.0, 30.0),
            (Self::BenefitYears, _) => Range::new(1.0, 100.0),
            // One holder falls into no pieces.
            (Self::FragmentationFew, _) => Range::new(2.0, 1e9),
            (Self::NextMoney, _) => Range::new(1.0, 1e12),
            (_, "points") => Range::new(0.0, 100.0),
            (_, "of 5") => Range::new(1.0, 5.0),
            (_, "share" | "likeness" | "p-value") => Range::new(if divides { 0.001 } else { 0.0 }, 1.0),
            (_, "months") => Range::new(0.0, 600.0),
            (_, "years") => Range::new(if divides { 0.1 } else { 0.0 }, 100.0),
            _ => Range::new(if divides { 1.0 } else { 0.0 }, 1e9),
        }
    }
}

/// Thresholds of which the first lies below the second, or the band between
/// them is empty.
const BELOW: &[(Threshold, Threshold)] = &[
    (Threshold::SeverityMedium, Threshold::SeverityHigh),
    (Threshold::SeverityHigh, Threshold::SeverityCritical),
    (Threshold::ImportanceNotable, Threshold::ImportanceCritical),
    (Threshold::FragilityHealthy, Threshold::FragilityDangerous),
    (Threshold::UtilisationBusy, Threshold::UtilisationFull),
    (Threshold::ConfidenceMedium, Threshold::ConfidenceHigh),
    (Threshold::RekeyingHours, Threshold::RekeyingHoursWorst),
    (Threshold::JourneyHours, Threshold::JourneyHoursWorst),
    (Threshold::SeveralVersions, Threshold::SeveralVersionsWorst),
    (Threshold::BypassFew, Threshold::BypassWorst),
    (Threshold::PatchDays, Threshold::PatchDaysWorst),
];

/// Thresholds of which the first is at most the second: what is worse never
/// counts less.
const AT_MOST: &[(Threshold, Threshold)] = &[
    (Threshold::FragilityExtended, Threshold::FragilityUnsupported),
    (Threshold::FragilityUntestedFailover, Threshold::FragilityNoFailover),
    (Threshold::FragilityBusy, Threshold::FragilityFull),
    (Threshold::ReliabilityWithoutSource, Threshold::ReliabilityWithSource),
    (Threshold::PlanYears, Threshold::BenefitYears),
];

/// The key of the horizon, which scales count in years before the end.
pub const HORIZON: &str = "horizon_months";

/// A number that stands on the wrong side of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Disorder {
    /// The key that must have the lower value, and its value.
    pub lower: (&'static str, f64),
    /// The key that must have the higher one, and its value.
    pub higher: (&'static str, f64),
    /// Whether they may be equal.
    pub may_be_equal: bool,
}

/// Every pair of numbers in force that stands the wrong way round, each once:
/// cuts of bands, and figures and values of a scale.
pub fn disorder(thresholds: &Thresholds) -> Vec<Disorder> {
    let pair = |&(lower, higher): &(Threshold, Threshold), may_be_equal: bool| {
        let value = |threshold: Threshold| (threshold.key(), thresholds.get(threshold));
        Disorder { lower: value(lower), higher: value(higher), may_be_equal }
    };
    let below = BELOW.iter().map(|each| pair(each, false));
    let at_most = AT_MOST.iter().map(|each| pair(each, true));
    let rising = scale::all().flat_map(|scale| rising(scale, thresholds));
    let mut wrong: Vec<Disorder> = Vec::new();
    for found in below.chain(at_most).chain(rising).filter(Disorder::is_wrong) {
        let is_known = |known: &Disorder| known.lower.0 == found.lower.0 && known.higher.0 == found.higher.0;
        if !wrong.iter().any(is_known) {
            wrong.push(found);
        }
    }
    wrong
}

impl Disorder {
    fn is_wrong(&self) -> bool {
        let (lower, higher) = (self.lower.1, self.higher.1);
        if self.may_be_equal { lower > higher } else { lower >= higher }
    }
}

/// Neighbours on a scale's line: their figures must not fall, nor what they
/// count turn round, or a worse fact would count less.
fn rising(scale: &'static Scale, thresholds: &Thresholds) -> Vec<Disorder> {
    let Shape::Line { points, .. } = &scale.shape else { return Vec::new() };
    let figure = |at: &'static At| match at {
        At::Own(parameter) => (parameter.key, thresholds.parameter(parameter)),
        At::Threshold(threshold) => (threshold.key(), thresholds.get(*threshold)),
        At::Horizon => (HORIZON, -thresholds.horizon_years()),
    };
    let counts = |point: &'static Point| (point.value.key, thresholds.parameter(&point.value));
    let in_order = |lower, higher| Disorder { lower, higher, may_be_equal: true };
    let pairs = points.windows(2).flat_map(|pair| {
        let (one, next) = (&pair[0], &pair[1]);
        let (lower, higher) = if one.value.default <= next.value.default { (one, next) } else { (next, one) };
        [in_order(figure(&one.at), figure(&next.at)), in_order(counts(lower), counts(higher))]
    });
    pairs.collect()
}

/// The values that a parameter of a scale may be set to: what a fact counts is
/// a share, and where a point stands is any figure. Nothing where no scale has
/// the key.
pub fn of_parameter(key: &str) -> Option<Range> {
    const FIGURE: Range = Range::new(-1e9, 1e9);
    let is_figure = |scale: &'static Scale| match &scale.shape {
        Shape::Line { points, .. } => {
            points.iter().any(|point| matches!(&point.at, At::Own(parameter) if parameter.key == key))
        }
        _ => false,
    };
    let scale = scale::all().find(|scale| scale.parameters().iter().any(|one| one.key == key))?;
    Some(if is_figure(scale) { FIGURE } else { Range::new(0.0, 1.0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_numbers_are_within_their_ranges_and_in_order() {
        for threshold in Threshold::ALL {
            let (range, value) = (threshold.range(), threshold.default_value());
            assert!(range.contains(value), "{} is {value}, expected {range}", threshold.key());
            assert!(!range.contains(f64::NAN));
        }
        for parameter in scale::all().flat_map(Scale::parameters) {
            let range = of_parameter(parameter.key).unwrap();
            assert!(range.contains(parameter.default), "{} is {}", parameter.key, parameter.default);
        }
        assert_eq!(disorder(&Thresholds::default()), []);
    }

    #[test]
    fn what_figures_are_divided_by_is_above_nothing() {
        for threshold in Threshold::ALL.iter().filter(|threshold| threshold.key().ends_with("-worst")) {
            assert!(threshold.range().least > 0.0, "{}", threshold.key());
        }
    }

    #[test]
    fn cuts_that_stand_the_wrong_way_round_are_named_once() {
        let mut thresholds = Thresholds::default();
        thresholds.replace([("severity-high", 80.0), ("rekeying-hours", 6000.0)]);
        let keys: Vec<_> =
            disorder(&thresholds).iter().map(|found| (found.lower.0, found.higher.0)).collect();
        assert_eq!(
            keys,
            [("severity-high", "severity-critical"), ("rekeying-hours", "rekeying-hours-worst")]
        );
    }
}
