//! The roadmap of an estate: as text for a finance director, as JSON by the
//! published schema `plan`, and as tables.

mod document;
mod make;
mod table;
mod text;

pub use document::{Document, ForcedRow};
pub use make::document;
pub(in crate::render) use make::{forced_undone, why_undone};
pub use table::tables;
pub use text::text;
