//! YAML as text: a tree that knows its bytes, a writer and an editor.
//!
//! Whoever writes an inventory writes it here, so that one place knows which
//! texts need quotes, in which order keys stand and how a file is changed
//! without losing a comment. Plain data is [`serde_json::Value`], whose
//! mappings keep their order. What facts mean is not known here.

mod align;
mod change;
mod columns;
mod edit;
mod facts;
mod layout;
pub(crate) mod path;
mod scalar;
pub(crate) mod tree;
mod writer;

#[cfg(test)]
mod tests;

pub use edit::{Edits, NotWritten};
pub use facts::Facts;
pub use path::Path;
pub use writer::Writer;
