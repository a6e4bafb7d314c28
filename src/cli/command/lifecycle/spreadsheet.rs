//! `lifecycle match`: a spreadsheet's names, matched.

use std::io::Read as _;

use super::{facts, horizon_months};
use crate::catalogue::Matcher;
use crate::cli::args::MatchArgs;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::terminal::Terminal;
use crate::render::format::lifecycle::{self, SpreadsheetError};
use crate::render::write;
use crate::text::counted;

pub(super) fn run(terminal: &Terminal, args: &MatchArgs) -> Result<Exit, Exit> {
    let text = read(terminal, args)?;
    let catalogue = facts(terminal, &args.facts)?;
    let today = input::day_or_today(args.facts.as_of);
    let mut table = Vec::with_capacity(text.len() * 2);
    let progress = terminal.progress("Matching the names");
    let matched = lifecycle::fill(&text, &Matcher::new(&catalogue), today, horizon_months(), &mut table);
    drop(progress);
    let matched = matched.map_err(|error| {
        terminal.error(&format!("`{}`: {error}", args.file.display()));
        match error {
            SpreadsheetError::Write(_) => Exit::MachineFailed,
            _ => Exit::WrongInput,
        }
    })?;
    let exit = match &args.output {
        Some(path) => match write::write(path, &table) {
            Ok(()) => Exit::Done,
            Err(failure) => {
                terminal.error(&failure.to_string());
                Exit::MachineFailed
            }
        },
        None => terminal.output(&String::from_utf8_lossy(&table)),
    };
    terminal.note(&format!(
        "{}: {} with a release, {} with the product alone, {} in no catalogue",
        counted(matched.rows, "row"),
        matched.with_cycle,
        matched.product_only,
        matched.rows - matched.with_cycle - matched.product_only
    ));
    Ok(exit)
}

fn read(terminal: &Terminal, args: &MatchArgs) -> Result<String, Exit> {
    if args.file.as_os_str() != "-" {
        return input::read(terminal, &args.file);
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).map_err(|error| {
        terminal.error(&format!("the standard input cannot be read: {error}"));
        Exit::WrongInput
    })?;
    Ok(text)
}
