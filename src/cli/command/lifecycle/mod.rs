//! `lifecycle`: products, their releases and their support dates.

mod list;
mod look_up;
mod spreadsheet;
mod update;

use crate::catalogue::Catalogue;
use crate::cli::args::{FactsArgs, LifecycleArgs, LifecycleCommand};
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::terminal::Terminal;
use crate::settings::Settings;

/// Runs the command.
pub fn run(terminal: &Terminal, args: &LifecycleArgs) -> Exit {
    let ran = match &args.command {
        LifecycleCommand::Lookup(args) => look_up::run(terminal, args),
        LifecycleCommand::Match(args) => spreadsheet::run(terminal, args),
        LifecycleCommand::List(args) => list::run(terminal, args),
        LifecycleCommand::Update(args) => update::run(terminal, args),
    };
    ran.unwrap_or_else(|exit| exit)
}

/// The facts that answer: the files alone, or above those built in.
fn facts(terminal: &Terminal, args: &FactsArgs) -> Result<Catalogue, Exit> {
    let base = if args.catalogue.is_empty() || args.with_built_in {
        input::built_in(terminal)?
    } else {
        Catalogue::empty()
    };
    input::catalogue(terminal, base, &args.catalogue)
}

/// Months within which support counts as ending, where no settings are read.
fn horizon_months() -> u16 {
    Settings::default().horizon_months
}
