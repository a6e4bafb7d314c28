//! Results as one JSON document, by the published schema.

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
