//! What if it were done otherwise?

use serde::Serialize;

use super::Listing;

/// Scenarios: those that the report takes for granted, and those that stand
/// beside it.
#[derive(Clone, Debug, Serialize)]
pub struct Scenarios {
    /// What there is, in one sentence.
    pub summary: String,
    /// The figures side by side, then each scenario.
    pub listings: Vec<Listing>,
}
