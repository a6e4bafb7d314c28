//! Scenarios beside the estate as it is: figures in columns, then what each
//! scenario clears, brings and breaks, and what it takes for granted.

mod answer;
mod document;

pub(in crate::render) use answer::{figures, not_comparable};
pub use document::{AS_IT_IS, ColumnRow, ComparedEstate, ComparisonDocument, document};
