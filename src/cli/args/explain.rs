//! Arguments of `explain`, `register`, `questions`, `answer` and `unlisted`.

use std::path::PathBuf;

use clap::Args as ClapArgs;

use super::{InputArgs, JudgeArgs};
use crate::cli::formats;
use crate::render::format::Format;

/// Arguments of `explain`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
SUBJECT is the id of a finding (`dangerous-hub:riverside/tie`), or of a system, device, interface,
action, rule or anything else of the inventory. Where a name means several things, say which:
`system:tie`, `action:rebuild-tie`, `rule:dangerous-hub`.

Examples:
  techstrata explain my-estate dangerous-hub:riverside/tie
  techstrata explain my-estate tie
  techstrata explain my-estate rule:dangerous-hub --format markdown")]
pub struct ExplainArgs {
    /// Which inventory.
    #[command(flatten)]
    pub input: InputArgs,
    /// What to explain
    #[arg(value_name = "SUBJECT")]
    pub subject: String,
    /// On which day.
    #[command(flatten)]
    pub judge: JudgeArgs,
    /// How to print it
    #[arg(long, value_name = "FORMAT", value_parser = formats::parser("explain"), default_value = formats::default("explain"))]
    pub format: Format,
    /// Write it here instead of printing it
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Arguments of `register`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
One row a system in use: a self-assessment aligned with the government's Legacy IT Risk
Assessment Framework (rule set litraf-2025-03), never an official submission. What nobody
answered is shown as a range, and never counted as 1.

Examples:
  techstrata register my-estate --format xlsx -o register.xlsx
  techstrata register my-estate --format csv")]
pub struct RegisterArgs {
    /// Which inventory.
    #[command(flatten)]
    pub input: InputArgs,
    /// On which day.
    #[command(flatten)]
    pub judge: JudgeArgs,
    /// How to write it
    #[arg(long, value_name = "FORMAT", value_parser = formats::parser("register"), default_value = formats::default("register"))]
    pub format: Format,
    /// Write it here instead of printing it
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Arguments of `questions`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Fill in the column `answer`, and `techstrata answer` writes it into the inventory.

Examples:
  techstrata questions my-estate
  techstrata questions my-estate --all --format xlsx -o questions.xlsx
  techstrata answer my-estate questions.xlsx")]
pub struct QuestionsArgs {
    /// Which inventory.
    #[command(flatten)]
    pub input: InputArgs,
    /// On which day.
    #[command(flatten)]
    pub judge: JudgeArgs,
    /// How many questions at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub most: usize,
    /// All of them
    #[arg(long, conflicts_with = "most")]
    pub all: bool,
    /// Ask for the government framework's open answers too
    #[arg(long)]
    pub framework: bool,
    /// How to write them
    #[arg(long, value_name = "FORMAT", value_parser = formats::parser("questions"), default_value = formats::default("questions"))]
    pub format: Format,
    /// Write them here instead of printing them
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Arguments of `answer`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Each answer is written where it belongs, and nothing else is touched: comments and order stay.
An answer that the format does not accept, or that the inventory already states otherwise, is
reported and not written.

Examples:
  techstrata answer my-estate questions.csv
  techstrata answer my-estate questions.xlsx --dry-run")]
pub struct AnswerArgs {
    /// Which inventory.
    #[command(flatten)]
    pub input: InputArgs,
    /// The sheet that `questions` wrote, filled in: CSV or a workbook
    #[arg(value_name = "SHEET")]
    pub sheet: PathBuf,
    /// Say what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Arguments of `unlisted`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
LIST is another list of the same things, made independently of the inventory: what a network
scan found, the finance system's contracts, a help desk's catalogue. From what is on both, the
number that neither names is estimated (Chapman 1951).

Examples:
  techstrata unlisted my-estate discovered.csv --column hostname
  techstrata unlisted my-estate contracts.xlsx --column service")]
pub struct UnlistedArgs {
    /// Which inventory.
    #[command(flatten)]
    pub input: InputArgs,
    /// The other list: CSV or a workbook
    #[arg(value_name = "LIST")]
    pub list: PathBuf,
    /// The column that holds names or ids [default: the first]
    #[arg(long, value_name = "HEADING")]
    pub column: Option<String>,
    /// Compare device fleets instead of systems
    #[arg(long)]
    pub devices: bool,
    /// How to print it
    #[arg(long, value_name = "FORMAT", value_parser = formats::parser("unlisted"), default_value = formats::default("unlisted"))]
    pub format: Format,
    /// Write it here instead of printing it
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}
