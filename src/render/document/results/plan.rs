//! The plan, as results hold it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::collect::major;
use crate::assess::Assessment;
use crate::render::document::plan::{SolutionRow, solution};

/// What to do first: the actions of the plan, then what could follow.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlanFacts {
    /// How it was found, and how good it is known to be.
    pub solution: SolutionRow,
    /// All money of the plan's years, if any is set.
    pub budget: Option<f64>,
    /// Risk points of all open findings.
    pub total_risk: f64,
    /// How many actions have no price and stay out of it.
    pub not_costed: usize,
    /// Actions in order.
    pub steps: Vec<PlanStep>,
}

/// One action of the plan.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlanStep {
    /// The action.
    pub action: String,
    /// What it costs.
    pub cost: f64,
    /// Risk points that it removes beyond those before it.
    pub removes: f64,
    /// Cost up to this action.
    pub cost_so_far: f64,
    /// Risk points removed up to this action.
    pub removed_so_far: f64,
    /// Whether the plan does it.
    pub is_funded: bool,
    /// The financial year in which the plan starts it.
    pub starts: Option<String>,
}

pub(super) fn plan(assessment: &Assessment) -> PlanFacts {
    let plan = &assessment.plan;
    let starts: BTreeMap<usize, usize> =
        plan.placed.iter().map(|placed| (placed.action, placed.start)).collect();
    PlanFacts {
        solution: solution(plan),
        budget: plan.budget().map(major),
        total_risk: plan.total_risk,
        not_costed: assessment.actions.uncosted(),
        steps: plan
            .chosen
            .iter()
            .map(|chosen| PlanStep {
                action: assessment.actions.all[chosen.action].id.clone(),
                cost: major(chosen.cost),
                removes: chosen.removes,
                cost_so_far: major(chosen.cost_so_far),
                removed_so_far: chosen.removed_so_far,
                is_funded: chosen.is_funded,
                starts: starts.get(&chosen.action).map(|year| plan.frame.name(*year)),
            })
            .collect(),
    }
}
