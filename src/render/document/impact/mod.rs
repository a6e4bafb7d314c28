//! What a failure does, for people and for other tools: what `impact` answers.

mod answer;
mod document;
mod drawn;
mod hours;

pub use document::{ImpactDocument, document};
