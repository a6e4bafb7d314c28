//! The JSON Schemas of what is read, made from the Rust types: the published
//! ones, and those by which a file that does not fit is explained.

use std::sync::OnceLock;

use serde_json::Value;

pub use crate::model::schema::inventory_schema;

/// The schema of a scenario.
pub fn scenario_schema() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(|| schemars::schema_for!(super::scenario::Scenario).to_value())
}

/// The schema of the settings file.
pub fn settings_schema() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(|| schemars::schema_for!(crate::settings::SettingsFile).to_value())
}
