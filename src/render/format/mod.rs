//! Formats in which an assessment can be written, one file each.

pub mod comparison;
pub mod csv;
pub mod explain;
pub mod impact;
pub mod json;
pub mod lifecycle;
pub mod markdown;
pub mod plan;
pub mod questions;
pub mod register;
pub mod results;
pub mod structure;
pub mod table;
pub mod text;
pub mod unlisted;
