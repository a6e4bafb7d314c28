//! What comes out of solving a portfolio.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

/// How a plan was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SolveMethod {
    /// Best gain for its cost first.
    Greedy,
    /// Local search.
    Search,
    /// Branch and bound.
    BranchAndBound,
}

impl SolveMethod {
    /// The word for it in documents.
    pub fn word(self) -> &'static str {
        match self {
            Self::Greedy => "greedy",
            Self::Search => "search",
            Self::BranchAndBound => "branch-and-bound",
        }
    }
}

/// What rests on which proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// Branch and bound looked at everything.
    Optimal,
    /// The bound is that of branch and bound when it stopped.
    BranchAndBound,
    /// The bound is that of the linear relaxation.
    LinearRelaxation,
    /// The bound takes every finding as cleared as early as possible, as if
    /// nothing ran out.
    EarliestYears,
    /// There is no plan at all: not everything that must be done can be.
    Infeasible,
}

/// What a solution is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// A plan, and no other is better: proved.
    Optimal,
    /// A plan, and how far from the best it can be.
    Feasible,
    /// Proved: no plan does all that must be done.
    Infeasible,
    /// No plan was found before the end, and none was ruled out.
    NotFound,
}

impl Status {
    /// The word for it in documents.
    pub fn word(self) -> &'static str {
        match self {
            Self::Optimal => "optimal",
            Self::Feasible => "feasible",
            Self::Infeasible => "infeasible",
            Self::NotFound => "not-found",
        }
    }
}

/// A plan, and how far from the best it can be.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "techstrata portfolio solution")]
pub struct Solution {
    /// What it is.
    pub status: Status,
    /// Whether there is a plan that does all that must be done. Where there is
    /// none, the figures below are 0 and the lists empty.
    pub is_feasible: bool,
    /// What must be done and cannot be, as far as that is plain without
    /// solving; only where no plan exists.
    pub clashes: Vec<String>,
    /// Σ value over findings and years of benefit, discounted.
    pub objective: f64,
    /// The same without discount.
    pub undiscounted: f64,
    /// No plan has a higher objective; nothing where no plan exists.
    pub bound: Option<f64>,
    /// (bound − objective) / bound, 0 where both are 0; nothing without a plan.
    pub gap: Option<f64>,
    /// Whether no plan is better, proved.
    pub is_optimal: bool,
    /// How the plan was found.
    pub method: SolveMethod,
    /// What the bound rests on.
    pub proof: Proof,
    /// The optimum of the linear relaxation, if it was reached.
    pub lp_bound: Option<f64>,
    /// The objective of the greedy plan; nothing where it leaves out what must
    /// be done.
    pub greedy: Option<f64>,
    /// The start year of each action that is done, from 1.
    pub schedule: BTreeMap<String, usize>,
    /// What is spent in each year.
    pub year_spend: Vec<f64>,
    /// What each team does in each year.
    pub team_effort: BTreeMap<String, Vec<f64>>,
    /// Nodes of branch and bound.
    pub nodes: u64,
    /// The start year of each action by its number; 0 where it is not done.
    #[serde(skip)]
    pub start: Vec<usize>,
}
