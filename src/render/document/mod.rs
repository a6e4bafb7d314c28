//! What each command found out, one file or folder each: plain data by a
//! published schema where there is one, and the answer that every format is
//! made from. All prose of answers stands here.

pub mod check;
pub mod comparison;
pub mod explain;
pub mod graph;
pub mod impact;
pub mod import;
pub mod lifecycle;
pub mod plan;
pub mod questions;
pub mod register;
pub mod results;
pub mod rules;
pub mod solved;
pub mod unlisted;
