//! Lifecycle facts as text, JSON and tables: what the `lifecycle` commands
//! print.

mod list;
mod look_up;
mod spreadsheet;

pub use list::{cycles, products};
pub use look_up::{Answer, json, look_up, text};
pub use spreadsheet::{APPENDED, Matched, SpreadsheetError, fill};
