//! A document as one JSON document, indented, with a line break at the end.

use serde::Serialize;

/// The document; empty if it cannot be written as JSON, which none of ours is.
pub fn json(document: &impl Serialize) -> String {
    serde_json::to_string_pretty(document).map(|text| text + "\n").unwrap_or_default()
}
