//! Journeys: a patient pathway or business process as steps through systems.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::{Fact, Quantity, Text, or_empty};
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
    #[serde(default, deserialize_with = "or_empty")]
    pub steps: Vec<Step>,
    /// Where these facts come from.
    #[serde(default)]
    pub source: Fact<Text>,
    /// When somebody last checked them.
    #[serde(default)]
    pub verified: Fact<PartialDate>,
    /// Anything else; shown, never analysed.
    #[serde(default, deserialize_with = "or_empty")]
    pub extra: BTreeMap<String, serde_json::Value>,
}

impl Journey {
    /// Hours of people's time a year in steps that are typed in again or done
    /// on paper; nothing where how often it is made, or every such step's
    /// minutes, are not recorded.
    pub fn hours_by_hand(&self) -> Option<f64> {
        let by_hand = self.steps.iter().filter(|step| step.is_by_hand());
        let known: Vec<f64> = by_hand.filter_map(|step| step.minutes.get()).map(Quantity::value).collect();
        if known.is_empty() {
            return None;
        }
        Some(self.per_year.get()?.value() * known.iter().sum::<f64>() / 60.0)
    }
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

impl Step {
    /// Whether people do what an interface should: typed in again, or paper.
    pub fn is_by_hand(&self) -> bool {
        self.rekeyed_from.is_known() || self.paper.get() == Some(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_counts_as_much_as_typing_again_and_other_steps_do_not() {
        let journey: Journey = serde_yaml::from_str(
            "{id: a, name: A, per_year: 600, steps: [{name: look, minutes: 9}, \
             {name: type, minutes: 4, rekeyed_from: x}, {name: carry, minutes: 2, paper: true}]}",
        )
        .unwrap();
        // 600 times × (4 + 2) minutes / 60 = 60 hours.
        assert!((journey.hours_by_hand().unwrap() - 60.0).abs() < 1e-9);
    }
}
