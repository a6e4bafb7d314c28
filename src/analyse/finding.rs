//! Findings, strengths and gaps: what rules say.

use super::evidence::Evidence;
use super::rule::RuleMeta;
use crate::check::estate::{Estate, Subject};
use crate::date::Day;

/// A number that is known only within bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// At best.
    pub low: f64,
    /// What is used.
    pub point: f64,
    /// At worst.
    pub high: f64,
}

impl Bounds {
    /// A number that is known.
    pub fn exact(value: f64) -> Self {
        Self { low: value, point: value, high: value }
    }

    /// A number that is not known: anything from `low` to `high`, counted at
    /// the middle.
    pub fn between(low: f64, high: f64) -> Self {
        Self { low, point: f64::midpoint(low, high), high }
    }

    /// Whether it is known.
    pub fn is_exact(self) -> bool {
        (self.high - self.low).abs() < f64::EPSILON
    }

    /// Whether both ends read the same with so many decimals: a range that
    /// shows as one figure is not worth printing.
    pub fn reads_as_one(self, decimals: usize) -> bool {
        format!("{:.decimals$}", self.low) == format!("{:.decimals$}", self.high)
    }

    /// Each bound through the same function, which must not fall.
    #[must_use]
    pub fn map(self, f: impl Fn(f64) -> f64) -> Self {
        Self { low: f(self.low), point: f(self.point), high: f(self.high) }
    }
}

/// One factor of a likelihood or an impact: a fact, its value and its weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// What it is called, such as `Lifecycle`.
    pub name: &'static str,
    /// The fact in words, with its unit.
    pub fact: String,
    /// The value, 0 (best anchor) to 1 (worst anchor).
    pub value: Bounds,
    /// The weight; those of one side sum to 1.
    pub weight: f64,
    /// Which evidence of the finding it rests on, from 0.
    pub evidence: Vec<usize>,
}

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Below medium.
    Low,
    /// Worth planning for.
    Medium,
    /// Worth acting on this year.
    High,
    /// Worth acting on now.
    Critical,
}

impl Severity {
    /// Every severity, worst first.
    pub const ALL: [Self; 4] = [Self::Critical, Self::High, Self::Medium, Self::Low];

    /// The word for it, in lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

/// What a rule found. It cannot be built without evidence.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static RuleMeta,
    /// What it is about.
    pub subject: Subject,
    /// What is wrong, in one sentence that names the subject.
    pub headline: String,
    /// The factors of the likelihood.
    pub likelihood: Vec<Factor>,
    /// The factors of the impact.
    pub impact: Vec<Factor>,
    /// The facts; never empty.
    evidence: Vec<Evidence>,
    /// How far its facts are believed, 0 to 1: the lowest of those it needs.
    pub confidence: f64,
    /// What an option may name to clear it, beside the rule: products,
    /// protocols.
    pub answers_to: Vec<String>,
    /// Other subjects that it touches.
    pub touches: Vec<Subject>,
    /// Hours of staff time that it costs in a year, if it costs any.
    pub hours_per_year: Option<f64>,
    /// The dated end that it warns of: of support, or the day of notice.
    pub due: Option<Day>,
}

impl Finding {
    /// A finding with its first fact.
    pub fn new(rule: &'static RuleMeta, subject: Subject, headline: String, first: Evidence) -> Self {
        Self {
            rule,
            subject,
            headline,
            likelihood: Vec::new(),
            impact: Vec::new(),
            evidence: vec![first],
            confidence: 1.0,
            answers_to: Vec::new(),
            touches: Vec::new(),
            hours_per_year: None,
            due: None,
        }
    }

    /// Adds a fact and gives back its number, from 0. A fact that is already
    /// there keeps its number.
    pub fn add(&mut self, evidence: Evidence) -> usize {
        if let Some(number) = self.evidence.iter().position(|known| *known == evidence) {
            return number;
        }
        self.evidence.push(evidence);
        self.evidence.len() - 1
    }

    /// The facts, in the order of their numbers.
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    /// Lowers the confidence to that of a fact which the finding needs.
    pub fn rests_on(&mut self, confidence: f64) {
        self.confidence = self.confidence.min(confidence);
    }

    /// Gives back the room that its lists kept to grow.
    pub fn shrink(&mut self) {
        self.likelihood.shrink_to_fit();
        self.impact.shrink_to_fit();
        self.evidence.shrink_to_fit();
        self.answers_to.shrink_to_fit();
        self.touches.shrink_to_fit();
    }

    /// The id: rule and subject, such as `dangerous-hub:riverside/tie`.
    pub fn id(&self, estate: &Estate) -> String {
        format!("{}:{}", self.rule.id, estate.key(self.subject))
    }
}

/// Something that is as it should be although it looks as if it were not.
#[derive(Clone, Debug)]
pub struct Strength {
    /// The rule that cleared it.
    pub rule: &'static RuleMeta,
    /// What it is about.
    pub subject: Subject,
    /// What is well, in one sentence that names the subject.
    pub headline: String,
    /// The facts.
    pub evidence: Vec<Evidence>,
}

/// Something that cannot be judged, and which field would settle it.
#[derive(Clone, Debug)]
pub struct Gap {
    /// The rule that could not judge.
    pub rule: &'static RuleMeta,
    /// What it is about.
    pub subject: Subject,
    /// What cannot be said, in one sentence.
    pub headline: String,
    /// The field that would settle it, such as `resilience.failover`.
    pub field: &'static str,
}

/// Everything that one rule says.
#[derive(Clone, Debug, Default)]
pub struct Verdicts {
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// What is well although it looks otherwise.
    pub strengths: Vec<Strength>,
    /// What cannot be judged.
    pub gaps: Vec<Gap>,
}

impl Verdicts {
    /// Takes over everything that `other` says.
    pub fn extend(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.strengths.extend(other.strengths);
        self.gaps.extend(other.gaps);
    }
}
