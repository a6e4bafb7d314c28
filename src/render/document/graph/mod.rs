//! A view of the estate with every measure of its graph: what `graph` writes.
//!
//! Field names follow the literature and the words of `docs/methods.md`, so
//! that another tool's values can be held against them.

mod answer;
pub mod document;
mod label;
mod measured;

pub use document::GraphDocument;
pub use measured::{GraphOrigin, document};
