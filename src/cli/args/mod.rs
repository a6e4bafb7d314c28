//! The arguments. Help texts and completions come from here.

mod compare;
mod explain;
mod graph;
mod impact;
mod import;
mod lifecycle;
mod plan;

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use super::formats;
use crate::analyse::Severity;
use crate::date::PartialDate;
use crate::render::format::Format;
use crate::render::schema::{PUBLISHED, Published};

pub use compare::CompareArgs;
pub use explain::{AnswerArgs, ExplainArgs, QuestionsArgs, RegisterArgs, UnlistedArgs};
pub use graph::{GraphArgs, ViewArg};
pub use impact::ImpactArgs;
pub use import::{DatesArg, ImportArgs};
pub use lifecycle::{
    FactsArgs, LifecycleArgs, LifecycleCommand, ListArgs, LookupArgs, MatchArgs, UpdateArgs,
};
pub use plan::{EffortArgs, EstatePlanArgs, PlanArgs, PlanCommand, SolveArgs};

/// Reads an organisation's technology estate from YAML, finds what is out of
/// date, what everything passes through and what is not joined, and writes a
/// prioritised modernisation report with the evidence behind every number.
#[derive(Debug, Parser)]
#[command(
    name = "techstrata",
    version,
    about,
    long_about,
    max_term_width = 100,
    propagate_version = true,
    after_help = "\
Start here:
  techstrata import cmdb.xlsx -o my-estate     an inventory of the exports that you have
  techstrata init my-estate                    or a first inventory that you can fill in
  techstrata check my-estate                   what is wrong with it, to the character
  techstrata report my-estate -o report.html   the report

Exit status: 0 done, 1 done and --fail-on tripped, 2 the input or the call was wrong, 3 the machine failed."
)]
pub struct Args {
    /// For every command.
    #[command(flatten)]
    pub global: GlobalArgs,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Arguments of every command.
#[derive(Debug, ClapArgs)]
pub struct GlobalArgs {
    /// Say nothing but errors and what was asked for
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Print without colour (also: the environment variable `NO_COLOR`)
    #[arg(long, global = true)]
    pub no_color: bool,
    /// Use so many threads; the answer is the same at any number
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the report: one HTML file that needs nothing else
    Report(ReportArgs),
    /// Check an inventory and say everything that is wrong with it
    Check(CheckArgs),
    /// Analyse an inventory and print what was found
    #[command(alias = "analyze")]
    Analyse(AnalyseArgs),
    /// Take one number apart: its facts, its formula and what would change it
    Explain(ExplainArgs),
    /// List the missing facts that would settle most, as a sheet to fill in
    Questions(QuestionsArgs),
    /// Write a filled-in sheet of questions into the inventory
    Answer(AnswerArgs),
    /// Write the register of legacy technology, by the government framework
    Register(RegisterArgs),
    /// Estimate what neither the inventory nor another list names
    Unlisted(UnlistedArgs),
    /// Say what to fund, in which year, what that brings and what is left undone
    Plan(PlanArgs),
    /// Put scenarios beside the estate as it is
    Compare(CompareArgs),
    /// Say what stops, and when, if one thing stops
    Impact(ImpactArgs),
    /// Measure how the estate hangs together, or draw it elsewhere
    Graph(GraphArgs),
    /// List the rules, or show one rule's page
    Rules(RulesArgs),
    /// Look up, match and list products and their support dates
    Lifecycle(LifecycleArgs),
    /// Print or write the JSON Schemas of inventory, settings and results
    Schema(SchemaArgs),
    /// Make an inventory of the exports and spreadsheets that you have
    Import(ImportArgs),
    /// Make a first inventory that passes `check`
    Init(InitArgs),
    /// Write a synthetic estate, for trials and benchmarks
    Generate(GenerateArgs),
    /// Print a completion script for your shell
    Completions(CompletionsArgs),
}

/// Which inventory, and how it is read.
#[derive(Debug, ClapArgs)]
pub struct InputArgs {
    /// The folder that holds the inventory, or one YAML file
    #[arg(value_name = "INVENTORY")]
    pub inventory: PathBuf,
    /// The settings [default: techstrata.yaml in the folder]
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// Make placeholders of references to nothing, instead of stopping
    #[arg(long)]
    pub allow_dangling: bool,
    /// Lay a scenario over the inventory; several are laid in order
    #[arg(long, value_name = "FILE")]
    pub scenario: Vec<PathBuf>,
}

/// On which day and with which lifecycle facts an estate is judged.
#[derive(Debug, ClapArgs)]
pub struct JudgeArgs {
    /// The day on which the estate is judged [default: the settings' `assessment_date`, else today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<PartialDate>,
    /// Lifecycle facts beside those built in: endoflife.date's `products/full` JSON, or our own YAML form
    #[arg(long, value_name = "FILE")]
    pub catalogue: Vec<PathBuf>,
}

/// Arguments of `report`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  techstrata report inventories/south-vale -o report.html
  techstrata report my-estate -o report.html --as-of 2027-03-31
  techstrata report my-estate --output-dir board-papers --zip --pdf board.pdf
  techstrata report my-estate -o report.html --templates our-branding")]
pub struct ReportArgs {
    /// Which inventory.
    #[command(flatten)]
    pub input: InputArgs,
    /// On which day.
    #[command(flatten)]
    pub judge: JudgeArgs,
    /// Where to write it; an interrupted run leaves the old file whole
    #[arg(long, short, value_name = "FILE", default_value = "report.html")]
    pub output: PathBuf,
    /// Write `report.html` here instead, with the CSV and JSON files of what it shows
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    pub output_dir: Option<PathBuf>,
    /// Also pack everything that is written into one archive beside it
    #[arg(long)]
    pub zip: bool,
    /// Also print it into a PDF, by a Chromium on this machine
    #[arg(long, value_name = "FILE")]
    pub pdf: Option<PathBuf>,
    /// Templates in place of ours, and a style after it (docs/templates.md)
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

/// Arguments of `check`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  techstrata check my-estate
  techstrata check my-estate --format json")]
pub struct CheckArgs {
    /// Which inventory.
    #[command(flatten)]
    pub input: InputArgs,
    /// How to write it
    #[arg(long, value_name = "FORMAT", value_parser = formats::parser("check"), default_value = formats::default("check"))]
    pub format: Format,
    /// Write it here instead of printing it
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Arguments of `analyse`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  techstrata analyse my-estate
  techstrata analyse my-estate --format csv > findings.csv
  techstrata analyse my-estate --fail-on critical --quiet")]
pub struct AnalyseArgs {
    /// Which inventory.
    #[command(flatten)]
    pub input: InputArgs,
    /// On which day.
    #[command(flatten)]
    pub judge: JudgeArgs,
    /// How to write it
    #[arg(long, value_name = "FORMAT", value_parser = formats::parser("analyse"), default_value = formats::default("analyse"))]
    pub format: Format,
    /// Exit with status 1 if an open finding is this severe or worse
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub fail_on: Option<SeverityArg>,
    /// Write it here instead of printing it
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// A severity on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the names are the severities' own")]
pub enum SeverityArg {
    Low,
    Medium,
    High,
    Critical,
}

impl From<SeverityArg> for Severity {
    fn from(severity: SeverityArg) -> Self {
        match severity {
            SeverityArg::Low => Self::Low,
            SeverityArg::Medium => Self::Medium,
            SeverityArg::High => Self::High,
            SeverityArg::Critical => Self::Critical,
        }
    }
}

/// Arguments of `rules`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  techstrata rules
  techstrata rules dangerous-hub
  techstrata rules --all --format markdown > rules.md")]
pub struct RulesArgs {
    /// One rule's page
    #[arg(value_name = "RULE")]
    pub rule: Option<String>,
    /// Every rule's page
    #[arg(long, conflicts_with = "rule")]
    pub all: bool,
    /// How to write it
    #[arg(long, value_name = "FORMAT", value_parser = formats::parser("rules"), default_value = formats::default("rules"))]
    pub format: Format,
    /// Write it here instead of printing it
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Arguments of `schema`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  techstrata schema inventory > inventory.schema.json
  techstrata schema --output-dir schemas")]
pub struct SchemaArgs {
    /// Which schema to print
    #[arg(value_parser = schema_names(), required_unless_present = "output_dir")]
    pub which: Option<String>,
    /// Write all of them into this folder instead
    #[arg(long, value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
}

fn schema_names() -> PossibleValuesParser {
    let name = |published: &Published| PossibleValue::new(published.name).help(published.about);
    PossibleValuesParser::new(PUBLISHED.iter().map(name))
}

/// Arguments of `init`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Example:
  techstrata init my-estate && techstrata report my-estate -o report.html")]
pub struct InitArgs {
    /// The folder to make; nothing that exists is overwritten
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// What the organisation is called
    #[arg(long, value_name = "NAME", default_value = "Example organisation")]
    pub name: String,
}

/// Arguments of `generate`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Example:
  techstrata generate --organisations 24 --systems 4000 --devices 2000 --interfaces 4000 --seed 1 -o /tmp/estate")]
pub struct GenerateArgs {
    /// How many organisations
    #[arg(long, value_name = "N", default_value_t = 4)]
    pub organisations: u32,
    /// How many systems in all
    #[arg(long, value_name = "N", default_value_t = 400)]
    pub systems: u32,
    /// How many devices and fleets in all
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub devices: u32,
    /// How many interfaces in all
    #[arg(long, value_name = "N", default_value_t = 400)]
    pub interfaces: u32,
    /// The same seed gives the same files
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// The folder to write to; it must be empty or new
    #[arg(long, short, value_name = "DIR")]
    pub output: PathBuf,
}

/// Arguments of `completions`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Example:
  techstrata completions bash > ~/.local/share/bash-completion/completions/techstrata")]
pub struct CompletionsArgs {
    /// Your shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_well_formed() {
        super::Args::command().debug_assert();
    }
}
