//! The published JSON Schemas, made from the Rust types.

use schemars::JsonSchema;

use super::answer::PlainAnswer;
use super::document::check::Check;
use super::document::comparison::ComparisonDocument as Comparison;
use super::document::explain::ExplainDocument as Explain;
use super::document::graph::GraphDocument as Graph;
use super::document::impact::ImpactDocument as Impact;
use super::document::lifecycle::LookUp;
use super::document::plan::PlanDocument as Plan;
use super::document::register::Register;
use super::document::results::Results;
use super::document::solved::Solved;
use crate::load::scenario::Scenario;
use crate::load::schema as input;
use crate::plan::portfolio::Problem;

/// A published schema.
#[derive(Clone, Copy, Debug)]
pub struct Published {
    /// Its name on the command line and in `schemas/`.
    pub name: &'static str,
    /// What it is of.
    pub about: &'static str,
    make: fn() -> serde_json::Value,
}

const fn published(name: &'static str, about: &'static str, make: fn() -> serde_json::Value) -> Published {
    Published { name, about, make }
}

/// Every published schema.
pub const PUBLISHED: &[Published] = &[
    published("inventory", "an inventory file", || input::inventory_schema().clone()),
    published("settings", "`techstrata.yaml`", || input::settings_schema().clone()),
    published("scenario", "a scenario file", of::<Scenario>),
    published("results", "`analyse --format json`", of::<Results>),
    published("check", "`check --format json`", of::<Check>),
    published("graph", "`graph --format json`", of::<Graph>),
    published("impact", "`impact --format json`", of::<Impact>),
    published("explain", "`explain --format json`", of::<Explain>),
    published("register", "`register --format json`", of::<Register>),
    published("plan", "`plan --format json`", of::<Plan>),
    published("comparison", "`compare --format json`", of::<Comparison>),
    published("lookup", "`lifecycle lookup --format json`", of::<LookUp>),
    published("answer", "the JSON of every other command", of::<PlainAnswer>),
    published("portfolio", "what `plan solve` reads", of::<Problem>),
    published("solution", "what `plan solve` prints", of::<Solved>),
];

fn of<T: JsonSchema>() -> serde_json::Value {
    schemars::schema_for!(T).to_value()
}

impl Published {
    /// The name of its file below `schemas/`.
    pub fn file_name(&self) -> String {
        format!("{}.schema.json", self.name)
    }

    /// The schema, indented, with a line break at the end.
    pub fn text(&self) -> String {
        format!("{:#}\n", (self.make)())
    }
}
