//! The commands, one file each. A command reads its input, asks the library
//! and hands the answer to the terminal or a file.

pub mod analyse;
pub mod check;
pub mod completions;
//gen
pub mod init;
//rep
pub mod rules;
pub mod schema;
