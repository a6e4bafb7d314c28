//! What every answer says of itself, alike in all of them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::date::{Day, PartialDate};
use crate::source::Sources;

/// The head of every JSON document that techstrata writes.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Envelope {
    /// The format and its version, such as `techstrata-plan/2`.
    pub format: &'static str,
    /// The version of techstrata that wrote it.
    pub version: &'static str,
    /// The day on which it was judged; nothing where no day matters.
    pub day: Option<PartialDate>,
    /// SHA-256 over paths and texts of all files that were read, in order, in
    /// hexadecimal; nothing where none was.
    pub hash: Option<String>,
}

impl Envelope {
    /// The head of a document about these files, as at this day.
    pub fn new(format: &'static str, day: Option<Day>, sources: Option<&Sources>) -> Self {
        Self {
            format,
            version: env!("CARGO_PKG_VERSION"),
            day: day.map(PartialDate::from),
            hash: sources.map(Sources::sha256),
        }
    }
}
