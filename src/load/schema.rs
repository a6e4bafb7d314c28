//! placeholder
use std::sync::OnceLock;
/// i
pub fn inventory_schema() -> &'static serde_json::Value {
    static S: OnceLock<serde_json::Value> = OnceLock::new();
    S.get_or_init(|| schemars::schema_for!(crate::model::Inventory).to_value())
}
/// s
pub fn settings_schema() -> &'static serde_json::Value {
    static S: OnceLock<serde_json::Value> = OnceLock::new();
    S.get_or_init(|| schemars::schema_for!(crate::settings::Settings).to_value())
}
