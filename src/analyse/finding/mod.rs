//! Findings, strengths and gaps: what rules say.

mod draft;

pub use draft::{ANYTHING, Draft, Rated, Weighed};

use super::confidence::Belief;
use super::evidence::Evidence;
use super::rule::RuleMeta;
use crate::check::estate::{Estate, Subject};
use crate::date::Day;
pub use crate::method::Bounds;
use crate::method::Part;

/// One factor of a likelihood or an impact: a fact, its value and its weight.
#[derive(Clone, Debug)]
pub struct Factor {
    /// The scale that turned the fact into the value, and what it is called.
    pub part: &'static Part,
    /// The fact in words, with its unit.
    pub fact: String,
    /// The value, 0 (best anchor) to 1 (worst anchor).
    pub value: Bounds,
    /// The weight; those of one side sum to 1.
    pub weight: f64,
    /// Which evidence of the finding it rests on, from 0.
    pub evidence: Vec<usize>,
}

impl Factor {
    /// What it is called, such as `Lifecycle`.
    pub fn name(&self) -> &'static str {
        self.part.name()
    }
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

/// What a rule found. Made whole by [`Draft::finish`] alone: it has evidence,
/// weights that sum to 1 and a belief.
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
    /// How far it is believed, 0 to 1: its belief, less the share of its weight
    /// that rests on nothing.
    pub confidence: f64,
    /// How far the least sure of the facts that it needs is believed, and why.
    pub belief: Belief,
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
    /// The facts, in the order of their numbers.
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
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
