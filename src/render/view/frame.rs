//! Banner, title and foot of the report.

use serde::Serialize;

/// The head of the report.
#[derive(Clone, Debug, Serialize)]
pub struct Header {
    /// The estate's name; may be empty.
    pub estate: String,
    /// The protective marking, if one is set.
    pub marking: Option<Marking>,
    /// A line above everything: that all of it is invented, or a scenario.
    pub notice: Option<String>,
    /// The day of judgement in full.
    pub as_at: String,
    /// The same as `2026-10-31`.
    pub as_at_iso: String,
    /// What it covers: `212 systems, 1,386 devices, 341 interfaces`.
    pub covers: String,
    /// The day of the report before this one, if it is known.
    pub previous: Option<String>,
    /// Where the report date stands on the timeline, in per cent.
    pub report_line_percent: f64,
}

/// A protective marking.
#[derive(Clone, Debug, Serialize)]
pub struct Marking {
    /// The marking.
    pub text: String,
    /// How to handle the report; may be empty.
    pub handling: String,
}

/// The foot of the report.
#[derive(Clone, Debug, Serialize)]
pub struct Footer {
    /// The version of techstrata.
    pub version: String,
    /// Hash of everything that was read.
    pub input_hash: String,
    /// The catalogue's date and version, in words.
    pub catalogue: String,
}
