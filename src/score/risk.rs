//! The risk score of a finding: 100 × likelihood × impact.
//!
//! Each side is Σ weight × value over its factors (linear additive value,
//! Multi-criteria analysis: a manual, 2009). Both sides are always shown, never
//! the product alone. Computed unrounded; rounded only for display.

use crate::analyse::finding::{Bounds, Factor, Finding, Severity};
use crate::check::estate::Estate;
use crate::date::Day;
use crate::method::{Threshold, Thresholds};
use crate::settings::{Acceptance, Settings};

/// A finding with its score and place.
#[derive(Clone, Debug)]
pub struct Scored {
    /// The finding.
    pub finding: Finding,
    /// Its id, such as `dangerous-hub:riverside/tie`.
    pub id: String,
    /// Σ weight × value of the likelihood, 0 to 1.
    pub likelihood: Bounds,
    /// Σ weight × value of the impact, 0 to 1.
    pub impact: Bounds,
    /// 100 × likelihood × impact, 0 to 100.
    pub risk: Bounds,
    /// The band of the risk.
    pub severity: Severity,
    /// Whether the band is the same at best and at worst.
    pub is_firm: bool,
    /// The acceptance in force, as its index in the settings.
    pub accepted: Option<usize>,
}

impl Scored {
    /// Whether it counts as measured risk: an accepted finding does not.
    pub fn is_open(&self) -> bool {
        self.accepted.is_none()
    }
}

/// Scores findings and puts them in order: highest risk first, then by id.
///
/// O(n log n) in the number of findings.
pub fn score(
    findings: Vec<Finding>,
    estate: &Estate,
    settings: &Settings,
    thresholds: &Thresholds,
    today: Day,
) -> Vec<Scored> {
    let acceptances = InForce::new(&settings.accept, today);
    let mut scored: Vec<Scored> = findings
        .into_iter()
        .map(|finding| {
            let id = finding.id(estate);
            let accepted = acceptances.find(&id);
            score_one(finding, id, accepted, thresholds)
        })
        .collect();
    scored.sort_by(|a, b| b.risk.point().total_cmp(&a.risk.point()).then_with(|| a.id.cmp(&b.id)));
    scored
}

fn score_one(finding: Finding, id: String, accepted: Option<usize>, thresholds: &Thresholds) -> Scored {
    let likelihood = weighted_sum(&finding.likelihood);
    let impact = weighted_sum(&finding.impact);
    let risk = risk(likelihood, impact);
    let severity = severity(risk.point(), thresholds);
    let is_firm = severity_of_bounds(risk, thresholds) == (severity, severity);
    Scored { finding, id, likelihood, impact, risk, severity, is_firm, accepted }
}

/// 100 × likelihood × impact, bound by bound.
pub fn risk(likelihood: Bounds, impact: Bounds) -> Bounds {
    likelihood.with(impact, |likelihood, impact| 100.0 * likelihood * impact)
}

/// Σ weight × value, bound by bound.
pub fn weighted_sum(factors: &[Factor]) -> Bounds {
    let sum = |pick: fn(Bounds) -> f64| factors.iter().map(|factor| factor.weight * pick(factor.value)).sum();
    Bounds::new(sum(Bounds::low), sum(Bounds::point), sum(Bounds::high))
}

/// The band of a risk.
pub fn severity(risk: f64, thresholds: &Thresholds) -> Severity {
    if risk >= thresholds.get(Threshold::SeverityCritical) {
        Severity::Critical
    } else if risk >= thresholds.get(Threshold::SeverityHigh) {
        Severity::High
    } else if risk >= thresholds.get(Threshold::SeverityMedium) {
        Severity::Medium
    } else {
        Severity::Low
    }
}

fn severity_of_bounds(risk: Bounds, thresholds: &Thresholds) -> (Severity, Severity) {
    (severity(risk.low(), thresholds), severity(risk.high(), thresholds))
}

/// Confidence in words: high, medium or low.
pub fn confidence_word(confidence: f64, thresholds: &Thresholds) -> &'static str {
    if confidence >= thresholds.get(Threshold::ConfidenceHigh) {
        "high"
    } else if confidence >= thresholds.get(Threshold::ConfidenceMedium) {
        "medium"
    } else {
        "low"
    }
}

/// Acceptances whose date has not passed.
struct InForce<'a> {
    by_finding: std::collections::BTreeMap<&'a str, usize>,
}

impl<'a> InForce<'a> {
    fn new(acceptances: &'a [Acceptance], today: Day) -> Self {
        let in_force = acceptances
            .iter()
            .enumerate()
            .filter(|(_, acceptance)| acceptance.until.last_day() >= today)
            .map(|(index, acceptance)| (acceptance.finding.as_str(), index));
        Self { by_finding: in_force.collect() }
    }

    fn find(&self, id: &str) -> Option<usize> {
        self.by_finding.get(id).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::weighing::LOSS_OF_SYSTEM;

    fn factor(value: Bounds, weight: f64) -> Factor {
        let part = &LOSS_OF_SYSTEM.parts[0];
        Factor { part, fact: String::new(), value, weight, evidence: Vec::new() }
    }

    #[test]
    fn the_worked_example_of_the_report_design() {
        // report.md: 100 × 0.905 × 0.940 = 85.07, shown as 85.
        let likelihood = weighted_sum(&[
            factor(Bounds::exact(1.0), 0.5),
            factor(Bounds::exact(0.85), 0.3),
            factor(Bounds::exact(0.75), 0.2),
        ]);
        let impact = weighted_sum(&[
            factor(Bounds::exact(1.0), 0.4),
            factor(Bounds::exact(0.85), 0.4),
            factor(Bounds::exact(1.0), 0.2),
        ]);
        assert!((likelihood.point() - 0.905).abs() < 1e-12);
        assert!((impact.point() - 0.940).abs() < 1e-12);
        assert!((100.0 * likelihood.point() * impact.point() - 85.07).abs() < 1e-9);
    }

    #[test]
    fn bands_begin_at_their_threshold() {
        let thresholds = Thresholds::default();
        let bands = [
            (80.0, Severity::Critical),
            (79.9, Severity::High),
            (60.0, Severity::High),
            (39.9, Severity::Low),
        ];
        for (risk, band) in bands {
            assert_eq!(severity(risk, &thresholds), band);
        }
    }
}
