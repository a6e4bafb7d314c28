//! Arguments of `lifecycle` and of what it does.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

use crate::cli::formats;
use crate::date::PartialDate;
use crate::render::format::Format;

/// Arguments of `lifecycle`.
#[derive(Debug, ClapArgs)]
pub struct LifecycleArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: LifecycleCommand,
}

/// What to do with lifecycle facts.
#[derive(Debug, Subcommand)]
pub enum LifecycleCommand {
    /// Show a product's release: its dates, its state, how it was found, what else it may be
    Lookup(LookupArgs),
    /// Match a CSV of product names and append what was found to each row
    Match(MatchArgs),
    /// List the products, or the releases of one of them
    List(ListArgs),
    /// Fetch the public lifecycle data of endoflife.date: the one command that uses the network
    Update(UpdateArgs),
}

/// Which lifecycle facts answer, and on which day.
#[derive(Debug, ClapArgs)]
pub struct FactsArgs {
    /// The day of the state [default: today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<PartialDate>,
    /// Answer from this file instead of the facts built in: endoflife.date's `products/full` JSON, or our own YAML form; later files win
    #[arg(long, value_name = "FILE")]
    pub catalogue: Vec<PathBuf>,
    /// Lay the files of --catalogue above the facts built in, as `report` does
    #[arg(long, requires = "catalogue")]
    pub with_built_in: bool,
}

/// Arguments of `lifecycle lookup`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  techstrata lifecycle lookup 'Windows Server 2012 R2'
  techstrata lifecycle lookup 'Oracle Database' 11.2.0.4 --as-of 2020-06-30
  techstrata lifecycle lookup 'cpe:2.3:a:apache:tomcat:7.0.109:*' --format json")]
pub struct LookupArgs {
    /// The product as your inventory writes it, a CPE or a package URL
    #[arg(value_name = "PRODUCT")]
    pub product: String,
    /// The version as your inventory writes it
    #[arg(value_name = "VERSION")]
    pub release: Option<String>,
    /// Who makes it
    #[arg(long, value_name = "NAME")]
    pub vendor: Option<String>,
    /// Which facts.
    #[command(flatten)]
    pub facts: FactsArgs,
    /// How to write it
    #[arg(long, value_name = "FORMAT", value_parser = formats::parser("lifecycle lookup"), default_value = formats::default("lifecycle lookup"))]
    pub format: Format,
    /// Write it here instead of printing it
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Arguments of `lifecycle match`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Reads the columns raw_vendor, raw_product and raw_version; all others pass through, and no cell is left
that a spreadsheet would run. Appends product, cycle, end_of_life, state, method, confidence,
candidates, best_state, worst_state, support_ends_first, support_ends_last and extension_ends; a name
that the table has already takes the prefix techstrata_. Only the methods `identifier` and
`exact name` are firm; where the release is open, the candidates are listed and none is chosen.

Examples:
  techstrata lifecycle match software.csv > matched.csv
  techstrata lifecycle match software.csv --catalogue products-full.json -o matched.csv")]
pub struct MatchArgs {
    /// The CSV file, in UTF-8; `-` reads the standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Which facts.
    #[command(flatten)]
    pub facts: FactsArgs,
    /// Write it here instead of printing it
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Arguments of `lifecycle list`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  techstrata lifecycle list
  techstrata lifecycle list oracle
  techstrata lifecycle list --releases windows-server")]
pub struct ListArgs {
    /// Only products whose name or id holds this
    #[arg(value_name = "TEXT", default_value = "")]
    pub filter: String,
    /// The releases of this product, by its id, instead
    #[arg(long, value_name = "PRODUCT", conflicts_with = "filter")]
    pub releases: Option<String>,
    /// Which facts.
    #[command(flatten)]
    pub facts: FactsArgs,
    /// How to write it
    #[arg(long, value_name = "FORMAT", value_parser = formats::parser("lifecycle list"), default_value = formats::default("lifecycle list"))]
    pub format: Format,
    /// Write it here instead of printing it
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Arguments of `lifecycle update`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
The proxy of HTTPS_PROXY, HTTP_PROXY or ALL_PROXY is used. The answer is checked before it replaces
the file of last time. Reports use it only where you say so:
  techstrata lifecycle update
  techstrata report my-estate -o report.html --catalogue FILE   (the file that `update` names)")]
pub struct UpdateArgs {
    /// Fetch it from here instead, such as a mirror of your own
    #[arg(long, value_name = "URL", default_value = "https://endoflife.date/api/v1/products/full")]
    pub from: String,
    /// Keep it here [default: techstrata/products-full.json in your cache folder]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}
