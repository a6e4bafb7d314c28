//! What a failure does, for people and for other tools: what `impact` writes.

mod chart;
pub mod document;
mod hours;
mod text;

pub use chart::{dot, mermaid};
pub use document::{Document, document};
pub use text::text;
