//! A portfolio as others write it: the documented format `roadmap-oracle/1`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::compiled::Compiled;
use super::compiling::Compiling;
use super::deadline::{Deadlines, each_once};
use super::fault::Fault;

/// The format that is read.
pub const FORMAT: &str = "roadmap-oracle/1";

/// A portfolio of actions, the findings that they clear and what they may use.
/// No amount is negative or above 10^15.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "techstrata portfolio")]
pub struct Problem {
    /// The format: `roadmap-oracle/1`.
    pub format: String,
    /// What it is called.
    #[serde(default)]
    pub name: Option<String>,
    /// The seed of generated data; only kept.
    #[serde(default)]
    pub seed: Option<u64>,
    /// P: years in which actions may be worked on. An action must be complete
    /// by the end of the last.
    pub plan_years: usize,
    /// H: years up to which benefit counts, P or more.
    pub benefit_years: usize,
    /// r: the discount rate a year, such as 0.035.
    pub discount_rate: f64,
    /// What may be spent in each year 1 to P.
    pub budget: Vec<f64>,
    /// What each team can do in each year 1 to P.
    #[serde(default, deserialize_with = "each_once")]
    pub capacity: BTreeMap<String, Vec<f64>>,
    /// What can be done.
    pub actions: Vec<ActionRow>,
    /// Of each pair at most one may be done.
    #[serde(default)]
    pub exclusive: Vec<[String; 2]>,
    /// Actions that must start in the given year or earlier: `[id, year]`,
    /// `{action: id, year: year}`, or a map of years by id.
    #[serde(default)]
    pub must_start_by: Deadlines,
    /// What is to be cleared, each by an id of its own.
    pub findings: Vec<FindingRow>,
    /// Known answers, if there are any; not read.
    #[serde(default)]
    #[schemars(skip)]
    pub expected: Option<Value>,
}

/// Something that can be done.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionRow {
    /// Its id.
    pub id: String,
    /// What it costs in each year of work; as many years as it takes.
    pub cost: Vec<f64>,
    /// What it takes of each team in each year of work.
    #[serde(default, deserialize_with = "each_once")]
    pub effort: BTreeMap<String, Vec<f64>>,
    /// Actions that must be complete before it starts.
    #[serde(default)]
    pub after: Vec<String>,
    /// The first year in which it may start.
    #[serde(default = "first_year")]
    pub earliest: usize,
}

fn first_year() -> usize {
    1
}

/// Something that is to be cleared.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FindingRow {
    /// Its id.
    pub id: String,
    /// What clearing it is worth in each year.
    pub annual_value: f64,
    /// Whether any of the actions clears it, or only all of them together.
    pub mode: Mode,
    /// The actions.
    pub actions: Vec<String>,
}

/// How actions clear a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// The first that is complete clears it.
    Any,
    /// It is cleared when the last is complete.
    All,
}

impl Problem {
    /// Reads a portfolio from JSON; a byte order mark before it is passed over.
    ///
    /// # Errors
    ///
    /// With the first thing that is wrong, and its line and column.
    pub fn read(text: &str) -> Result<Self, Fault> {
        serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(text))
            .map_err(|error| Fault::of_json(&error))
    }

    /// The same with numbers in place of ids.
    ///
    /// # Errors
    ///
    /// With everything that is wrong.
    pub fn compile(&self) -> Result<Compiled, Vec<Fault>> {
        Compiling::of(self)
    }
}
