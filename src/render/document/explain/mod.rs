//! One number, taken apart: facts with their lines, catalogue rows, graph
//! facts, the formula with its figures, how sure it is and what would change
//! it.
//!
//! The document is the published schema `explain`; the answer is made from it
//! alone, so that no reader sees more than another.

mod answer;
mod belief;
mod document;
mod make;

pub use document::ExplainDocument;
pub use make::document;
