//! Scenarios beside the estate as it is: figures in columns, then what each
//! scenario clears, brings and breaks, and what it takes for granted.

mod document;
mod text;

pub use document::{AS_IT_IS, Column, ColumnRow, Document, document};
pub use text::{figures, markdown, not_comparable, text};
