//! Formats in which an assessment can be written, one file each.

pub mod csv;
pub mod impact;
pub mod json;
pub mod lifecycle;
pub mod markdown;
pub mod results;
pub mod structure;
pub mod text;
