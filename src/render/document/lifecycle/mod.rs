//! Lifecycle facts: what the `lifecycle` commands answer.

mod list;
mod look_up;
mod spreadsheet;

pub use list::{cycles, products};
pub use look_up::{LookUp, look_up};
pub use spreadsheet::{APPENDED, Matched, SpreadsheetError, fill};
