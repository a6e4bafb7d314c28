//! Where systems stand, how firm that is, and what the government framework
//! says of them.

use schemars::JsonSchema;
use serde::Serialize;

use super::{SubjectFacts, WeightRange};

/// Where a system or device stands.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StandingFacts {
    /// The system or device.
    pub subject: SubjectFacts,
    /// Its rank, from 1; nothing without findings.
    pub rank: Option<u32>,
    /// 100 × Σ weight × value, 0 to 100; at best and at worst where figures
    /// are not recorded.
    pub priority: WeightRange,
    /// How often it took which rank when weights and unknown facts were drawn;
    /// nothing below the first 200.
    pub firmness: Option<FirmnessFacts>,
    /// What each criterion adds.
    pub contributions: Vec<ContributionFacts>,
    /// The worst severity of its open findings.
    pub worst: Option<&'static str>,
    /// The worst support state of its components.
    pub support: Option<&'static str>,
    /// Ids of its findings.
    pub findings: Vec<String>,
}

/// What one criterion adds.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ContributionFacts {
    /// The criterion.
    pub criterion: &'static str,
    /// The raw figure, if there is one.
    pub raw: Option<f64>,
    /// recorded, `not recorded` (anything is possible, the middle counts) or
    /// `does not apply` (counts nothing).
    pub state: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// Between the anchors, 0 to 1.
    pub value: WeightRange,
    /// The weight.
    pub weight: f64,
    /// 100 × weight × value.
    pub points: f64,
}

/// How often something took which rank in the draws.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FirmnessFacts {
    /// The share of draws in which it came first.
    pub first: f64,
    /// The share in which it was among the first five.
    pub top_five: f64,
    /// The share in which it was among the first ten.
    pub top_ten: f64,
    /// The share in which it was among the first ten whatever the weights;
    /// nothing for findings, which have none.
    pub top_ten_at_any_weights: Option<f64>,
    /// The first of the ranks that hold the middle nine tenths of the draws.
    pub best_rank: usize,
    /// The last of them.
    pub worst_rank: usize,
    /// The share of the first ten in words.
    pub words: &'static str,
}

/// How firm the order of systems and fleets is.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OrderFacts {
    /// How many draws were made.
    pub draws: u32,
    /// Where they begin.
    pub seed: u64,
    /// How far each weight was drawn up and down, as a share of it.
    pub weights_within: f64,
    /// The smallest change of each weight that alters the first ten.
    pub turns: Vec<TurnFacts>,
    /// Pairs of criteria that count much the same.
    pub correlated: Vec<CorrelationFacts>,
}

/// The smallest change of one weight that alters the first ten.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TurnFacts {
    /// The criterion.
    pub criterion: &'static str,
    /// Its weight now.
    pub weight: f64,
    /// Its weight at the turn, the others in proportion; nothing if no weight
    /// alters the first ten.
    pub turns_at: Option<f64>,
    /// Who comes in.
    pub enters: Option<String>,
    /// Who leaves.
    pub leaves: Option<String>,
}

/// Two criteria that order systems much alike.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CorrelationFacts {
    /// One.
    pub one: &'static str,
    /// The other.
    pub other: &'static str,
    /// Spearman's rank correlation, −1 to 1.
    pub rho: f64,
}

/// framework-aligned self-assessment, never an official submission.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FrameworkFacts {
    /// The system.
    pub system: String,
    /// The rule set.
    pub rule_set: &'static str,
    /// (mean + highest) / 2 of the likelihood indicators, 1 to 6.
    pub likelihood: WeightRange,
    /// (mean + highest) / 2 of the impact indicators, 1 to 5.
    pub impact: WeightRange,
    /// Likelihood × impact, 1 to 30; a range where answers are open.
    pub overall: WeightRange,
    /// Whether every indicator is answered.
    pub is_complete: bool,
    /// 16 or more; nothing if that hangs on open answers.
    pub is_red: Option<bool>,
    /// A likelihood indicator of 3 or more; nothing if that hangs on open answers.
    pub is_legacy: Option<bool>,
    /// One answer an indicator.
    pub answers: Vec<AnswerFacts>,
}

/// The answer to one indicator.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AnswerFacts {
    /// `l1` to `l7`, `c1` to `c6`.
    pub indicator: &'static str,
    /// The lowest that it can be.
    pub least: u8,
    /// The highest that it can be.
    pub most: u8,
    /// judged, proposed or open.
    pub basis: &'static str,
    /// The facts behind it, or what is missing.
    pub fact: String,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is suggested where it is open; never counted.
    pub suggestion: Option<u8>,
    /// Why that is suggested.
    pub suggested_because: Option<String>,
}
