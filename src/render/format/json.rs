//! One JSON document, by a published schema.

use std::io;

use super::results::Results;

/// Writes the results as JSON, indented, with a line break at the end.
///
/// # Errors
///
/// If writing fails. The results themselves can always be written.
pub fn write(results: &Results, out: &mut impl io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, results)?;
    out.write_all(b"\n")
}

/// A document as JSON, indented, with a line break at the end. Empty if it
/// cannot be written as JSON, which no document of ours does.
pub fn text(document: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(document).map(|text| text + "\n").unwrap_or_default()
}
