//! The arguments of `import`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

/// `import`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  techstrata import cmdb.xlsx intune.csv contracts.xlsx -o my-trust
  techstrata import cmdb.xlsx --dry-run
  techstrata import export.csv --write-mapping mapping.yaml --dry-run
  techstrata import export.csv --mapping mapping.yaml --dates day-first -o my-trust

Then: techstrata report my-trust -o report.html")]
pub struct ImportArgs {
    /// The exports: CSV or any delimited text, XLSX, XLS, ODS. Where two disagree, the first one wins
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The folder of the inventory to make; new or empty
    #[arg(long, short, value_name = "DIR", required_unless_present = "dry_run")]
    pub output: Option<PathBuf>,
    /// Say what would be taken, and write no inventory
    #[arg(long)]
    pub dry_run: bool,
    /// What the organisation is called
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// How dates such as 03/04/2027 are read where a column does not tell
    #[arg(long, value_name = "ORDER")]
    pub dates: Option<DatesArg>,
    /// What the tables mean, as `--write-mapping` writes it
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Write what was understood as a file to correct and give back with `--mapping`
    #[arg(long, value_name = "FILE")]
    pub write_mapping: Option<PathBuf>,
    /// The day of the import [default: today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<crate::date::PartialDate>,
    /// The most that is read of one workbook when unpacked, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 1024, value_parser = clap::value_parser!(u64).range(1..=65536))]
    pub unpacked_limit: u64,
    /// The most cells that are read of one workbook
    #[arg(long, value_name = "N", default_value_t = 20_000_000)]
    pub cell_limit: u64,
}

/// What comes first in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DatesArg {
    /// The day: 03/04/2027 is 3 April
    DayFirst,
    /// The month: 03/04/2027 is 4 March
    MonthFirst,
}
