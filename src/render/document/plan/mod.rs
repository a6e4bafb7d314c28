//! The plan of an estate, by the published schema `plan`, and as the answer
//! that every format is made from.

mod answer;
mod document;
mod make;
mod table;

pub use document::{ForcedRow, PlanDocument, SolutionRow};
pub use make::document;
pub(in crate::render) use make::{forced_undone, solution, why_undone};
