//! Arguments of `plan` and of what it does.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

use super::{InputArgs, JudgeArgs};
use crate::cli::formats;
use crate::plan::roadmap::YearBudget;
use crate::render::format::Format;

/// Arguments of `plan`.
#[derive(Debug, ClapArgs)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "\
Money that is not recorded is never invented: what has no price is listed and stays out of every sum.
A budget is the money of the financial year that begins in April of the year named.
The plan is the one that every command and the report show. With --time-limit, --gap or --seed it is looked
for longer, from that one on, unless that one is proved to be the best.

Examples:
  techstrata plan my-estate
  techstrata plan my-estate --budget 2027=400000 --budget 2028=250000/60000
  techstrata plan my-estate --format xlsx -o plan.xlsx
  techstrata plan solve portfolio.json"
)]
pub struct PlanArgs {
    /// Something else than the plan of an inventory.
    #[command(subcommand)]
    pub command: Option<PlanCommand>,
    /// The plan of an inventory.
    #[command(flatten)]
    pub estate: EstatePlanArgs,
}

/// Arguments of `plan INVENTORY`.
#[derive(Debug, ClapArgs)]
pub struct EstatePlanArgs {
    /// The folder that holds the inventory, or one YAML file
    #[arg(value_name = "INVENTORY", required = true)]
    pub inventory: Option<PathBuf>,
    /// The settings [default: techstrata.yaml in the folder]
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// Make placeholders of references to nothing, instead of stopping
    #[arg(long)]
    pub allow_dangling: bool,
    /// Lay a scenario over the inventory; several are laid in order
    #[arg(long, value_name = "FILE")]
    pub scenario: Vec<PathBuf>,
    /// On which day.
    #[command(flatten)]
    pub judge: JudgeArgs,
    /// Money of one year, in place of the settings' budget of that year alone: YEAR=SUM, which may be
    /// spent as either, or YEAR=CAPITAL/REVENUE; once for each year
    #[arg(long, value_name = "YEAR=MONEY", value_parser = year_budget)]
    pub budget: Vec<YearBudget>,
    /// How long to look.
    #[command(flatten)]
    pub effort: EffortArgs,
    /// How to print it
    #[arg(long, value_name = "FORMAT", value_parser = formats::parser("plan"), default_value = formats::default("plan"))]
    pub format: Format,
    /// Write it here instead of printing it
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

impl EstatePlanArgs {
    /// Which inventory, and how it is read; nothing beside a subcommand.
    pub fn input(&self) -> Option<InputArgs> {
        Some(InputArgs {
            inventory: self.inventory.clone()?,
            settings: self.settings.clone(),
            allow_dangling: self.allow_dangling,
            scenario: self.scenario.clone(),
        })
    }
}

fn year_budget(text: &str) -> Result<YearBudget, String> {
    let wrong = || "write YEAR=SUM, or YEAR=CAPITAL/REVENUE, such as 2027=400000/60000".to_owned();
    let (year, money) = text.split_once('=').ok_or_else(wrong)?;
    let year: u16 = year.trim().parse().map_err(|_| wrong())?;
    if !(1900..=2200).contains(&year) {
        return Err("a year from 1900 to 2200".to_owned());
    }
    let minor = |text: &str| -> Result<i64, String> {
        let amount: f64 = text.trim().replace(['_', ','], "").parse().map_err(|_| wrong())?;
        if (0.0..=1e12).contains(&amount) {
            Ok((amount * 100.0).round() as i64)
        } else {
            Err("a sum from 0 to 1,000,000,000,000".to_owned())
        }
    };
    match money.split_once('/') {
        Some((capital, revenue)) => {
            Ok(YearBudget { year, first: minor(capital)?, revenue: Some(minor(revenue)?) })
        }
        None => Ok(YearBudget { year, first: minor(money)?, revenue: None }),
    }
}

/// What to do with plans.
#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// Solve any portfolio in the documented format and print the plan
    Solve(SolveArgs),
}

/// How long to look for the best plan.
#[derive(Debug, ClapArgs)]
pub struct EffortArgs {
    /// Stop after so many seconds with the best plan so far [default: 60]; Ctrl-C does the same at once
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub time_limit: Option<f64>,
    /// Stop when no plan can be better by more than this share [default: 0]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub gap: Option<f64>,
    /// The seed of the search; the same seed gives the same plan where time does not cut it short [default: 1]
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
}

impl EffortArgs {
    /// Whether the call asks for any.
    pub fn is_stated(&self) -> bool {
        self.time_limit.is_some() || self.gap.is_some() || self.seed.is_some()
    }
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
    /// How to print it
    #[arg(long, value_name = "FORMAT", value_parser = formats::parser("plan solve"), default_value = formats::default("plan solve"))]
    pub format: Format,
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
