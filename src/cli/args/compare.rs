//! Arguments of `compare`.

use std::path::PathBuf;

use clap::Args as ClapArgs;

use super::{EffortArgs, InputArgs, JudgeArgs};
use crate::cli::formats;
use crate::render::format::Format;

/// Arguments of `compare`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Without `--scenario`, every file of the inventory's folder `scenarios` is compared.
Every analysis reruns for each scenario; what a scenario states is its own claim.

Examples:
  techstrata compare my-estate
  techstrata compare my-estate --scenario merge.yaml --scenario replace.yaml --format json")]
pub struct CompareArgs {
    /// Which inventory; its scenarios are compared, not laid over each other.
    #[command(flatten)]
    pub input: InputArgs,
    /// On which day.
    #[command(flatten)]
    pub judge: JudgeArgs,
    /// How long to look for each plan.
    #[command(flatten)]
    pub effort: EffortArgs,
    /// How to print it
    #[arg(long, value_name = "FORMAT", value_parser = formats::parser("compare"), default_value = formats::default("compare"))]
    pub format: Format,
    /// Write it here instead of printing it
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}
