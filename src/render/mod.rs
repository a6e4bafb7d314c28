//! What people get to see: the report, and whatever else is written to files.
//!
//! `view` says what the report's templates see, `chart` draws, `number` and
//! `words` write figures and sentences, `html` joins it all to one file and
//! `write` puts it on disk. Templates compute nothing.

pub mod answer;
pub mod archive;
pub mod chart;
pub mod contrast;
pub mod document;
pub mod format;
pub mod html;
pub mod number;
pub mod reference;
pub mod schema;
pub mod view;
pub mod words;
pub mod write;

#[cfg(test)]
#[expect(clippy::too_many_lines, reason = "data, not logic")]
mod sample;
