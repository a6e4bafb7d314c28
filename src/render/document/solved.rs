//! The plan of any portfolio: what `plan solve` prints.

use schemars::JsonSchema;
use serde::Serialize;

use crate::plan::portfolio::Solution;
use crate::render::answer::Envelope;

/// A portfolio's plan.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "techstrata portfolio solution")]
pub struct Solved {
    /// The head of every document.
    #[serde(flatten)]
    pub envelope: Envelope,
    /// The plan.
    #[serde(flatten)]
    pub solution: Solution,
}
