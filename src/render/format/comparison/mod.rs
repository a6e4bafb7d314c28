//! Scenarios beside the estate as it is: figures in columns, then what each
//! scenario clears, brings and breaks, and what it takes for granted.

mod document;
mod text;

pub use document::{Column, Document, document};
pub use text::{markdown, text};
