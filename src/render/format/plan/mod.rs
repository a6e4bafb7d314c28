//! The plan of an estate: as text for a finance director, as JSON by the
//! published schema `plan`, and as tables.

mod document;
mod make;
mod table;
mod text;

pub use document::{Document, ForcedRow, SolutionRow};
pub use make::document;
pub(in crate::render) use make::{forced_undone, solution, why_undone};
pub use table::tables;
pub use text::text;
