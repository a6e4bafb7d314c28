//! A view of the estate with every measure of its graph: what `graph` writes.
//!
//! One file per format. Field names follow the literature and the words of
//! `docs/methods.md`, so that another tool's values can be held against them.

pub mod document;
mod drawn;
mod gexf;
mod graphml;
mod label;
mod measured;
mod text;

pub use document::Document;
pub use drawn::drawing;
pub use gexf::gexf;
pub use graphml::graphml;
pub use measured::{Origin, document};
pub use text::text;
