//! Every test of the whole: one binary, so that the library is linked once.
//!
//! `cargo test house::` runs the tests of one file. Unit tests stand beside
//! the code; fixtures stand beside this folder.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says why it skips and stops where it fails"
)]

mod answering;
mod answers;
mod blanks;
mod browser;
mod charts;
mod cli;
mod compare;
mod diagnostics;
mod estate_plan;
mod estates;
mod explain;
mod first_day;
mod formats;
mod generated_estate;
mod generated_names;
mod graph;
mod house;
mod impact;
mod import;
mod import_formats;
mod import_headings;
mod last_days;
mod lifecycle;
mod matching_cases;
mod not_judged;
mod one_figure;
mod oracle_graphs;
mod oracles;
mod outputs;
mod owners;
mod plan;
mod properties;
mod report;
mod rules;
mod runs;
mod schemas;
mod settings;
mod snapshot;
mod working;
