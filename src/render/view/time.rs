//! Section 5: where do people re-key, switch device, wait?

use serde::Serialize;

use super::{Chip, Listing};

/// Staff time.
#[derive(Clone, Debug, Serialize)]
pub struct Time {
    /// What it comes to, in one sentence.
    pub summary: String,
    /// The journeys that lose most, at most five.
    pub journeys: Vec<JourneyView>,
    /// The rest of the journeys, and what people say.
    pub listings: Vec<Listing>,
}

/// A journey, step by step.
#[derive(Clone, Debug, Serialize)]
pub struct JourneyView {
    /// Its id on the page.
    pub id: String,
    /// What it shows, as a sentence.
    pub title: String,
    /// Volume and source.
    pub note: String,
    /// Its steps.
    pub steps: Vec<StepView>,
}

/// A step.
#[derive(Clone, Debug, Serialize)]
pub struct StepView {
    /// Its place in the order.
    pub number: String,
    /// What is done.
    pub name: String,
    /// In which system; may be empty.
    pub system: String,
    /// On which device and how long; may be empty.
    pub detail: String,
    /// Re-keying, device switch, paper.
    pub chips: Vec<Chip>,
}
