//! The published JSON Schemas, made from the Rust types.

use super::format::comparison::Document as Comparison;
use super::format::explain::Document as Explain;
use super::format::impact::Document as Impact;
use super::format::plan::Document as Plan;
use super::format::results::{Register, Results};
use super::format::structure::Document as Graph;
use crate::load::scenario::Scenario;
use crate::load::schema as input;
use crate::plan::portfolio::{Problem, Solution};

/// A published schema.
#[derive(Clone, Debug)]
pub struct Published {
    /// Its name: inventory, settings, results, graph, impact, explain,
    /// register, plan,
    /// scenario, comparison, portfolio or solution.
    pub name: &'static str,
    /// The schema, indented, with a line break at the end.
    pub text: String,
}

impl Published {
    /// The name of its file below `schemas/`.
    pub fn file_name(&self) -> String {
        format!("{}.schema.json", self.name)
    }
}

/// Every published schema.
pub fn published() -> Vec<Published> {
    let results = schemars::schema_for!(Results).to_value();
    let comparison = schemars::schema_for!(Comparison).to_value();
    let scenario = schemars::schema_for!(Scenario).to_value();
    let plan = schemars::schema_for!(Plan).to_value();
    let register = schemars::schema_for!(Register).to_value();
    let explain = schemars::schema_for!(Explain).to_value();
    let impact = schemars::schema_for!(Impact).to_value();
    let portfolio = schemars::schema_for!(Problem).to_value();
    let solution = schemars::schema_for!(Solution).to_value();
    let graph = schemars::schema_for!(Graph).to_value();
    [
        ("inventory", input::inventory_schema()),
        ("settings", input::settings_schema()),
        ("results", &results),
        ("graph", &graph),
        ("impact", &impact),
        ("explain", &explain),
        ("register", &register),
        ("plan", &plan),
        ("scenario", &scenario),
        ("comparison", &comparison),
        ("portfolio", &portfolio),
        ("solution", &solution),
    ]
    .into_iter()
    .map(|(name, schema)| Published { name, text: format!("{schema:#}\n") })
    .collect()
}
