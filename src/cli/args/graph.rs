//! Arguments of `graph`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::InputArgs;
use crate::cli::formats;
use crate::graph::view::ViewName;
use crate::render::format::Format;

/// Arguments of `graph`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  techstrata graph my-estate
  techstrata graph my-estate --view integration --format dot | dot -Tsvg > estate.svg
  techstrata graph my-estate --format json > graph.json   (every measure, by the schema `graph`)")]
pub struct GraphArgs {
    /// Which inventory.
    #[command(flatten)]
    pub input: InputArgs,
    /// Which view
    #[arg(long, value_enum, default_value_t = ViewArg::Dependency)]
    pub view: ViewArg,
    /// How to print it
    #[arg(long, value_name = "FORMAT", value_parser = formats::parser("graph"), default_value = formats::default("graph"))]
    pub format: Format,
    /// The seed of shuffles, searches and samples
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Write it here instead of printing it
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// A view on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ViewArg {
    /// Who needs whom.
    Dependency,
    /// What is joined to what, by interfaces or by hand.
    Integration,
    /// Flows from end to end.
    Route,
    /// How organisations are joined.
    Organisation,
}

impl From<ViewArg> for ViewName {
    fn from(view: ViewArg) -> Self {
        match view {
            ViewArg::Dependency => Self::Dependency,
            ViewArg::Integration => Self::Integration,
            ViewArg::Route => Self::Route,
            ViewArg::Organisation => Self::Organisation,
        }
    }
}
