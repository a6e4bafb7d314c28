//! The commands, one file each. A command reads its input, asks the library
//! and hands the answer to the terminal or a file.

pub mod analyse;
pub mod answer;
pub mod check;
pub mod compare;
pub mod completions;
pub mod explain;
pub mod generate;
pub mod graph;
pub mod impact;
pub mod import;
pub mod init;
pub mod lifecycle;
pub mod plan;
pub mod questions;
pub mod register;
pub mod report;
pub mod rules;
pub mod schema;
pub mod unlisted;
