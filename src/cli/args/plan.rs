//! Arguments of `plan` and of what it does.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

/// Arguments of `plan`.
#[derive(Debug, ClapArgs)]
pub struct PlanArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: PlanCommand,
}

/// What to do with plans.
#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// Solve any portfolio in the documented format and print the plan as JSON
    Solve(SolveArgs),
}

/// How long to look for the best plan.
#[derive(Debug, ClapArgs)]
pub struct EffortArgs {
    /// Stop after so many seconds with the best plan so far; Ctrl-C does the same at once
    #[arg(long, value_name = "SECONDS", default_value_t = 60.0, value_parser = seconds)]
    pub time_limit: f64,
    /// Stop when no plan can be better by more than this share
    #[arg(long, value_name = "SHARE", default_value_t = 0.0, value_parser = share)]
    pub gap: f64,
    /// The seed of the search; the same seed gives the same plan where time does not cut it short
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
}

/// Arguments of `plan solve`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Reads the format `roadmap-oracle/1` (`techstrata schema portfolio`) and prints objective, bound, gap and
start years by the schema `solution`. The objective is the discounted value of what is cleared.

Examples:
  techstrata plan solve portfolio.json
  techstrata plan solve portfolio.json --time-limit 300 --gap 0.01 -o plan.json")]
pub struct SolveArgs {
    /// The portfolio; `-` reads the standard input
    #[arg(value_name = "PROBLEM")]
    pub problem: PathBuf,
    /// How long.
    #[command(flatten)]
    pub effort: EffortArgs,
    /// Write it here instead of printing it
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

fn seconds(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    if (0.0..=1e7).contains(&number) {
        Ok(number)
    } else {
        Err("between 0 and 10,000,000 seconds".to_owned())
    }
}

fn share(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    if (0.0..=1.0).contains(&number) {
        Ok(number)
    } else {
        Err("a share from 0 to 1, such as 0.01".to_owned())
    }
}
