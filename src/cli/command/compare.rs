//! `compare`: scenarios beside the estate as it is.

use std::path::{Path, PathBuf};

use super::plan::{roadmap_of, within};
use crate::cli::args::{CompareArgs, CompareFormat, InputArgs};
use crate::cli::exit::Exit;
use crate::cli::input::{self, Judged};
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::load::scenario::{self, SCENARIOS};
use crate::plan::roadmap::Roadmap;
use crate::render::format::comparison::{self as format, Column};
use crate::render::format::json;

/// Runs the command.
pub fn run(terminal: &Terminal, args: &CompareArgs) -> Exit {
    let files = match scenarios(terminal, args) {
        Ok(files) => files,
        Err(exit) => return exit,
    };
    let mut judged: Vec<Planned> = Vec::new();
    for file in std::iter::once(None).chain(files.iter().map(Some)) {
        match one(terminal, args, file.map(PathBuf::as_path)) {
            Ok(column) => judged.push(column),
            Err(exit) => return exit,
        }
    }
    let columns: Vec<Column<'_>> = judged
        .iter()
        .map(|planned| Column {
            name: planned.name.clone(),
            file: planned.file.clone(),
            assumes: planned.assumes.clone(),
            assessment: &planned.judged.assessment,
            roadmap: &planned.roadmap,
        })
        .collect();
    let document = format::document(&columns, judged[0].judged.sources.sha256());
    let width = if args.output.is_some() { 100 } else { terminal.width() };
    let text = match args.format {
        CompareFormat::Text => format::text(&document, width),
        CompareFormat::Json => json::text(&document),
        CompareFormat::Markdown => format::markdown(&document),
    };
    output::deliver(terminal, args.output.as_deref(), &text)
}

/// The scenarios of the call, else those beside the inventory.
fn scenarios(terminal: &Terminal, args: &CompareArgs) -> Result<Vec<PathBuf>, Exit> {
    if !args.input.scenario.is_empty() {
        return Ok(args.input.scenario.clone());
    }
    let folder = args.input.inventory.join(SCENARIOS);
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml"))
        .collect();
    files.sort();
    if files.is_empty() {
        terminal.error(&format!("there is no scenario to compare: `{}` holds none", folder.display()));
        terminal.note("name one with `--scenario FILE`; `techstrata schema scenario` prints the format");
        return Err(Exit::WrongInput);
    }
    Ok(files)
}

/// The estate as it is, or a scenario, judged and planned.
struct Planned {
    name: String,
    file: Option<String>,
    assumes: Vec<String>,
    judged: Judged,
    roadmap: Roadmap,
}

fn one(terminal: &Terminal, args: &CompareArgs, file: Option<&Path>) -> Result<Planned, Exit> {
    let input = InputArgs {
        inventory: args.input.inventory.clone(),
        settings: args.input.settings.clone(),
        allow_dangling: args.input.allow_dangling,
        scenario: file.map(Path::to_owned).into_iter().collect(),
    };
    let judged = input::judge(terminal, &input, &args.judge)?;
    let roadmap = within(terminal, &args.effort, |limits, is_over, watch| {
        roadmap_of(terminal, &judged, &[], limits, is_over, watch)
    })?;
    let Some(file) = file else {
        let name = "As it is".to_owned();
        return Ok(Planned { name, file: None, assumes: Vec::new(), judged, roadmap });
    };
    let text = input::read(terminal, file)?;
    let read = scenario::read(&text).unwrap_or_default();
    let stem = file.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let name = read.name.known().map_or(stem, ToString::to_string);
    let assumes = scenario::claims(&read);
    Ok(Planned { name, file: Some(file.display().to_string()), assumes, judged, roadmap })
}
