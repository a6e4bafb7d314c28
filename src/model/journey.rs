//! Journeys: a patient pathway or business process as steps through systems.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::{Fact, Quantity, Text};
use super::id::{Id, Reference};
use crate::date::PartialDate;

/// A journey.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Journey {
    /// Unique among the organisation's journeys.
    pub id: Id,
    /// What people call it.
    pub name: Text,
    /// How often it is made in a year.
    #[serde(default)]
    pub per_year: Fact<Quantity>,
    /// Its steps, in order.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// Where these facts come from.
    #[serde(default)]
    pub source: Fact<Text>,
    /// When somebody last checked them.
    #[serde(default)]
    pub verified: Fact<PartialDate>,
    /// Anything else; shown, never analysed.
    #[serde(default)]
    pub extra: BTreeMap<String, serde_json::Value>,
}

/// One step of a journey.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What is done.
    pub name: Text,
    /// The system that it is done in.
    #[serde(default)]
    pub system: Fact<Reference>,
    /// The device that it is done on.
    #[serde(default)]
    pub device: Fact<Reference>,
    /// Where it is done.
    #[serde(default)]
    pub site: Fact<Reference>,
    /// Minutes of people's time.
    #[serde(default)]
    pub minutes: Fact<Quantity>,
    /// The system whose data is typed in again here.
    #[serde(default)]
    pub rekeyed_from: Fact<Reference>,
    /// Whether it is done on paper.
    #[serde(default)]
    pub paper: Fact<bool>,
}
