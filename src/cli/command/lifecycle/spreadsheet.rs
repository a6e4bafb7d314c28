//! `lifecycle match`: a spreadsheet's names, matched.

use super::{facts, horizon_months};
use crate::catalogue::Matcher;
use crate::cli::args::MatchArgs;
use crate::cli::exit::Exit;
use crate::cli::terminal::Terminal;
use crate::cli::{input, output};
use crate::files::FileRole;
use crate::render::document::lifecycle::{self, SpreadsheetError};
use crate::render::format::Format;
use crate::text::counted;

pub(super) fn run(terminal: &Terminal, args: &MatchArgs) -> Result<Exit, Exit> {
    let text = input::text(terminal, &args.file, FileRole::Sheet)?;
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
    let exit = output::deliver_bytes(terminal, args.output.as_deref(), Format::Csv, &table);
    if exit != Exit::Done {
        return Ok(exit);
    }
    terminal.note(&format!(
        "{}: {} with a release, {} with the product alone, {} in no catalogue",
        counted(matched.rows, "row"),
        matched.with_cycle,
        matched.product_only,
        matched.rows - matched.with_cycle - matched.product_only
    ));
    Ok(exit)
}
