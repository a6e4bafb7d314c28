//! Products at versions as components.

use serde_json::{Map, Value, json};

use crate::import::field::Field;
use crate::import::product::{KnownRelease, Products};
use crate::import::record::Record;

/// The operating system that a record states: as written, for the inventory,
/// and what it leads to.
pub(super) fn operating_system(record: &Record, products: &Products<'_>) -> Option<(Value, KnownRelease)> {
    let product = record.get(Field::Os)?;
    let version = system_version(record);
    let release = products.release(None, product, version.as_deref());
    let mut component = Map::new();
    component.insert("product".into(), json!(product));
    if let Some(version) = &version {
        component.insert("version".into(), json!(version));
    }
    component.insert("role".into(), json!("operating-system"));
    if let Some(until) = record.get(Field::OsEnd) {
        component.insert("supported_until".into(), json!(until));
    }
    Some((Value::Object(component), release))
}

/// Version, edition, service pack and build as one text, what the product's
/// own name already says left out.
fn system_version(record: &Record) -> Option<String> {
    let product = record.get(Field::Os).unwrap_or("").to_lowercase();
    let mut parts: Vec<String> = Vec::new();
    let version = record.get(Field::OsVersion).or_else(|| record.get(Field::OsBuild));
    for part in [version, record.get(Field::OsEdition), record.get(Field::ServicePack)].into_iter().flatten()
    {
        let is_said = product.contains(&part.to_lowercase()) || parts.iter().any(|known| known == part);
        let is_number = part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_digit());
        match (is_said, is_number && record.get(Field::ServicePack) == Some(part)) {
            (_, true) if part == "0" => {}
            (_, true) => parts.push(format!("SP{part}")),
            (false, false) => parts.push(part.to_owned()),
            _ => {}
        }
    }
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// A component of a product and version.
pub(super) fn component(
    vendor: Option<&str>,
    product: &str,
    version: Option<&str>,
    role: Option<&str>,
) -> Map<String, Value> {
    let mut component = Map::new();
    component.insert("product".into(), json!(product));
    for (key, value) in [("version", version), ("vendor", vendor), ("role", role)] {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            component.insert(key.into(), json!(value));
        }
    }
    component
}
