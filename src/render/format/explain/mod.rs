//! One number, taken apart: facts with their lines, catalogue rows, graph
//! facts, the formula with its figures, how sure it is and what would change
//! it.
//!
//! The document is the published schema `explain`; text and Markdown are made
//! from it alone, so that no reader sees more than another.

mod belief;
mod document;
mod make;
mod text;

pub use document::Document;
pub use make::document;
pub use text::{markdown, text};
