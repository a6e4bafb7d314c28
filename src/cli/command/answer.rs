//! `answer`: writes a filled-in sheet of questions into the inventory.
//!
//! Nothing is written before everything was tried: each file is changed in
//! memory, read back by the same loader, and only files that still pass are
//! replaced, each whole.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::check::estate::{Endpoint, Estate, Subject};
use crate::cli::args::AnswerArgs;
use crate::cli::exit::Exit;
use crate::cli::input::{self, Checked};
use crate::cli::terminal::Terminal;
use crate::load::edit;
use crate::load::sheet::Sheet;
use crate::render::write;
use crate::source::{FileId, Place};
use crate::text;

/// Runs the command.
pub fn run(terminal: &Terminal, args: &AnswerArgs) -> Exit {
    let progress = terminal.progress("");
    let checked = match input::check(terminal, &args.input, &progress) {
        Ok(checked) => checked,
        Err(exit) => return exit,
    };
    drop(progress);
    if !input::print_diagnostics(terminal, &checked.diagnostics, &checked.sources) {
        return Exit::WrongInput;
    }
    let sheet = match input::sheet(terminal, &args.sheet) {
        Ok(sheet) => sheet,
        Err(exit) => return exit,
    };
    let answers = match answers(&sheet, &checked.estate) {
        Ok(answers) => answers,
        Err(missing) => {
            terminal.error(&format!("`{}` has no column `{missing}`", args.sheet.display()));
            terminal
                .note("`techstrata questions INVENTORY --format csv` writes a sheet that can be read back");
            return Exit::WrongInput;
        }
    };
    let changed = apply(terminal, &checked, &answers);
    finish(terminal, args, &checked, &answers, &changed)
}

/// One row of the sheet with an answer.
struct Answer {
    row: usize,
    field: String,
    value: String,
    /// Where it belongs; nothing if the subject is not in the inventory.
    place: Option<Place>,
    subject: String,
}

/// The answers of a sheet, or the column that it lacks.
fn answers(sheet: &Sheet, estate: &Estate) -> Result<Vec<Answer>, &'static str> {
    let column = |name: &'static str| sheet.column(name).ok_or(name);
    let (kind, subject, field, answer) =
        (column("kind")?, column("subject")?, column("field")?, column("answer")?);
    let known = subjects(estate);
    let rows = sheet.rows.iter().filter(|(_, row)| !row[answer].trim().is_empty());
    Ok(rows
        .map(|(number, row)| {
            let found = known.get(&(row[kind].trim().to_owned(), row[subject].trim().to_owned()));
            let field = row[field].trim().to_owned();
            Answer {
                row: *number,
                place: found.map(|found| estate.origin(*found).field(field.clone())),
                field,
                value: unguarded(&row[answer]),
                subject: row[subject].trim().to_owned(),
            }
        })
        .collect())
}

/// A cell without the apostrophe that keeps spreadsheets from computing it.
fn unguarded(cell: &str) -> String {
    let cell = cell.trim();
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest.to_owned(),
        _ => cell.to_owned(),
    }
}

fn subjects(estate: &Estate) -> BTreeMap<(String, String), Subject> {
    let systems = estate.systems().map(|(index, _)| Subject::from(Endpoint::System(index)));
    let devices = estate.devices().map(|(index, _)| Subject::from(Endpoint::Device(index)));
    let interfaces = estate.interfaces().map(|(index, _)| Subject::Interface(index));
    let journeys =
        (0..estate.journeys.len() as u32).map(|at| Subject::Journey(crate::check::estate::JourneyIndex(at)));
    let sites = (0..estate.sites.len() as u32).map(|at| Subject::Site(crate::check::estate::SiteIndex(at)));
    let organisations = (0..estate.organisations.len() as u32)
        .map(|at| Subject::Organisation(crate::check::estate::OrganisationIndex(at)));
    systems
        .chain(devices)
        .chain(interfaces)
        .chain(journeys)
        .chain(sites)
        .chain(organisations)
        .map(|subject| ((subject.noun().to_owned(), estate.key(subject).to_string()), subject))
        .collect()
}

/// The changed text of each file, and how many answers were taken.
struct Changed {
    texts: BTreeMap<FileId, String>,
    taken: usize,
}

/// Tries every answer, each on top of those before it.
fn apply(terminal: &Terminal, checked: &Checked, answers: &[Answer]) -> Changed {
    let mut changed = Changed { texts: BTreeMap::new(), taken: 0 };
    for answer in answers {
        let refuse = |why: &str| {
            let subject = text::visible(&answer.subject);
            let field = text::visible(&answer.field);
            terminal.error(&format!("row {}: {subject}, `{field}`: {why}", answer.row));
        };
        let Some(place) = &answer.place else {
            refuse("the inventory has no such subject");
            continue;
        };
        let file = place.origin.file;
        let before = changed.texts.get(&file).map_or_else(|| checked.sources.text(file), String::as_str);
        match edit::with_fact(before, place, &answer.value) {
            Err(why) => refuse(&why.to_string()),
            Ok(after) => match crate::load::first_error(&after) {
                Some(why) => refuse(&why),
                None => {
                    changed.taken += 1;
                    changed.texts.insert(file, after);
                }
            },
        }
    }
    changed
}

fn finish(
    terminal: &Terminal,
    args: &AnswerArgs,
    checked: &Checked,
    answers: &[Answer],
    changed: &Changed,
) -> Exit {
    let verb = if args.dry_run { "would be written" } else { "written" };
    for (file, text) in &changed.texts {
        let path = path_of(&args.input.inventory, checked.sources.path(*file));
        if !args.dry_run
            && let Err(failure) = write::write(&path, text.as_bytes())
        {
            terminal.error(&failure.to_string());
            return Exit::MachineFailed;
        }
        terminal.note(&format!("{}: {verb}", path.display()));
    }
    terminal.note(&format!("{} of {} {verb}", changed.taken, text::counted(answers.len(), "answer")));
    if changed.taken == answers.len() { Exit::Done } else { Exit::WrongInput }
}

/// The path of a file of an inventory, which may be that one file.
fn path_of(inventory: &Path, file: &str) -> PathBuf {
    if inventory.is_file() { inventory.to_owned() } else { inventory.join(file) }
}
