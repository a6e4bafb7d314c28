//! Documents that are no tables: which format one is, told by its content,
//! never by its name.

use std::io::Read as _;
use std::path::Path;

use super::found::Found;
use super::{archimate, backstage, cyclonedx, xml};
use crate::files;

/// The most that is read of a document.
const MOST_BYTES: u64 = 256 << 20;
/// How many bytes tell what it is.
const LOOK: u64 = 8 * 1024;

/// A document as read, before anything is made of it.
pub(super) enum Document {
    /// An ArchiMate model.
    Model(archimate::Model),
    /// A CycloneDX bill of materials.
    Bill(serde_json::Value),
    /// The documents of a Backstage catalogue, each with its line.
    Catalogue(Vec<(u64, serde_json::Value)>),
}

impl Document {
    /// Reads a file that is a known document; nothing if it is something
    /// else, perhaps a table.
    ///
    /// # Errors
    ///
    /// If it looks like a known document and cannot be read.
    pub(super) fn open(path: &Path) -> Result<Option<Self>, String> {
        // Whatever is wrong is said where tables are opened.
        let Ok(file) = files::open(path) else { return Ok(None) };
        let mut start = Vec::new();
        file.take(LOOK).read_to_end(&mut start).map_err(|error| error.to_string())?;
        let start = String::from_utf8_lossy(&start).into_owned();
        let head = start.trim_start_matches('\u{feff}').trim_start();
        let is_catalogue = head.contains("apiVersion: backstage.io");
        if !(head.starts_with('<') || head.starts_with('{') || is_catalogue) {
            return Ok(None);
        }
        let read = files::open(path).and_then(|file| files::up_to(file, MOST_BYTES));
        let bytes = read.map_err(|failure| failure.to_string())?;
        let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())?;
        let text = text.trim_start_matches('\u{feff}');
        if is_catalogue {
            return backstage::read(text).map(|entries| Some(Self::Catalogue(entries)));
        }
        if head.starts_with('{') {
            let value: serde_json::Value =
                serde_json::from_str(text).map_err(|error| format!("the JSON is broken: {error}"))?;
            return match value.get("bomFormat").and_then(serde_json::Value::as_str) {
                Some("CycloneDX") => Ok(Some(Self::Bill(value))),
                _ => Err("it is JSON, and no CycloneDX bill of materials: nothing here reads it".to_owned()),
            };
        }
        let root = xml::parse(text)?;
        if root.name == "bom" {
            return Ok(Some(Self::Bill(cyclonedx::from_xml(&root))));
        }
        archimate::from_xml(&root).map(|model| Some(Self::Model(model))).ok_or_else(|| {
            format!(
                "it is XML, and neither an ArchiMate model nor a CycloneDX bill: its first element is `{}`",
                root.name
            )
        })
    }

    /// Its records. `table` is its number among the sources, `name` its name
    /// as references know it.
    pub(super) fn records(&self, table: u32, name: &str) -> Found {
        match self {
            Self::Model(model) => archimate::records(model, table, name),
            Self::Bill(bill) => cyclonedx::records(bill, table, name),
            Self::Catalogue(entries) => backstage::records(entries, table, name),
        }
    }
}
