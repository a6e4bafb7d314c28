//! Arguments of `impact`.

use std::path::PathBuf;

use clap::Args as ClapArgs;

use super::InputArgs;
use crate::cli::formats;
use crate::render::format::Format;

/// Arguments of `impact`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
SUBJECT is an id (`tie`, `riverside/tie`), a product (`windows server 2012 r2`), a site or a supplier.
Where a name means several things, say which: `site:general`, `device:ward-desktops`,
`interface:pas-adt`, `product:sql server`, `supplier:Example Health Systems`.

Examples:
  techstrata impact my-estate tie
  techstrata impact my-estate 'windows server 2012 r2'
  techstrata impact my-estate tie --format mermaid")]
pub struct ImpactArgs {
    /// Which inventory.
    #[command(flatten)]
    pub input: InputArgs,
    /// What is taken to stop
    #[arg(value_name = "SUBJECT")]
    pub subject: String,
    /// How to print it
    #[arg(long, value_name = "FORMAT", value_parser = formats::parser("impact"), default_value = formats::default("impact"))]
    pub format: Format,
    /// Write it here instead of printing it
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}
