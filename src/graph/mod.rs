//! Graph: views of the estate and measures over them.
//!
//! `build` alone knows petgraph's builders and the estate; every measure takes
//! plain indices and returns numbers, so that published values test it
//! without an estate.

pub mod adjacency;
pub mod architecture;
pub mod betweenness;
pub mod blast;
pub mod build;
pub mod centralisation;
pub mod closure;
pub mod community;
pub mod core_number;
pub mod cut;
pub mod cycle;
pub mod dominator;
pub mod flow;
pub mod partition;
pub mod reach;
#[cfg(test)]
mod sample;
pub mod structure;
pub mod view;
