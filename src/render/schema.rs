//! The published JSON Schemas, made from the Rust types.

use super::format::results::Results;
use crate::load::schema as input;

/// A published schema.
#[derive(Clone, Debug)]
pub struct Published {
    /// Its name: inventory, settings or results.
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
    [("inventory", input::inventory_schema()), ("settings", input::settings_schema()), ("results", &results)]
        .into_iter()
        .map(|(name, schema)| Published { name, text: format!("{schema:#}\n") })
        .collect()
}
