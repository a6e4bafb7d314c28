//! `answer`: writes a filled-in sheet of questions into the inventory.
//!
//! Nothing is written before everything was tried: each file is changed in
//! memory, read back by the same loader, and only files that still pass are
//! replaced, each whole.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::estate::{Estate, Subject};
use crate::cli::args::AnswerArgs;
use crate::cli::exit::Exit;
use crate::cli::input::{self, Checked};
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::load::form::{self, Form};
use crate::load::sheet::Sheet;
use crate::source::{FileId, Origin, Place};
use crate::text;
use crate::yaml::{Edits, NotWritten, Path as YamlPath};

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
    found: Option<Subject>,
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
                found: found.copied(),
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
    estate
        .subjects()
        .map(|subject| ((subject.noun().to_owned(), estate.key(subject).to_string()), subject))
        .collect()
}

/// The changed text of each file, and how many answers were taken.
struct Changed {
    texts: BTreeMap<FileId, String>,
    taken: usize,
    /// Answers that say what the inventory says already.
    unchanged: usize,
}

/// Tries every answer, each on top of those before it.
fn apply(terminal: &Terminal, checked: &Checked, answers: &[Answer]) -> Changed {
    let mut changed = Changed { texts: BTreeMap::new(), taken: 0, unchanged: 0 };
    let mut rows: BTreeMap<(Origin, &str), &Answer> = BTreeMap::new();
    let names = Names::new(&checked.estate);
    for answer in answers {
        let earlier = answer
            .place
            .as_ref()
            .and_then(|place| rows.insert((place.origin, form::target(&answer.field)), answer));
        match earlier {
            Some(earlier) if earlier.value == answer.value => changed.unchanged += 1,
            Some(earlier) => {
                let why = format!(
                    "row {} of this sheet answers it already, with `{}`",
                    earlier.row,
                    text::visible(&earlier.value)
                );
                refuse(terminal, answer, &why);
            }
            None => {
                if let Err(why) = take(checked, &names, answer, &mut changed) {
                    refuse(terminal, answer, &why);
                }
            }
        }
    }
    changed
}

fn refuse(terminal: &Terminal, answer: &Answer, why: &str) {
    let (subject, field) = (text::visible(&answer.subject), text::visible(&answer.field));
    terminal.error(&format!("row {}: {subject}, `{field}`: {why}", answer.row));
}

/// Takes one answer, or says why not.
fn take(checked: &Checked, names: &Names, answer: &Answer, changed: &mut Changed) -> Result<(), String> {
    let (Some(place), Some(subject)) = (&answer.place, answer.found) else {
        return Err("the inventory has no such subject".to_owned());
    };
    let form = form::form(place.origin.list, &answer.field)
        .ok_or("its answer has several parts: write it into the inventory by hand")?;
    let value = form.value(&answer.value)?;
    names.check(&checked.estate, subject, &form, &answer.field, &answer.value)?;
    let place = place.origin.field(form::target(&answer.field).to_owned());
    let file = place.origin.file;
    if !checked.paths.contains_key(&file) {
        return Err("a scenario adds it: write the answer into the scenario by hand".to_owned());
    }
    let before = changed.texts.get(&file).map_or_else(|| checked.sources.text(file), String::as_str);
    match filled(before, &place, &value) {
        Err(NotWritten::Same) => changed.unchanged += 1,
        Err(why) => return Err(why.to_string()),
        Ok(after) => {
            // The form holds; what is left is what two facts say of each other.
            if let Some(why) = crate::load::first_error(&after) {
                return Err(why);
            }
            changed.taken += 1;
            changed.texts.insert(file, after);
        }
    }
    Ok(())
}

/// The text with a fact that it did not state.
fn filled(text: &str, place: &Place, value: &serde_json::Value) -> Result<String, NotWritten> {
    let mut edits = Edits::new(text)?;
    edits.fill(&YamlPath::from(place), value)?;
    edits.finish()
}

/// What answers may refer to, by the keys of the estate.
struct Names {
    systems: BTreeSet<String>,
    teams: BTreeSet<String>,
    data: BTreeSet<String>,
}

impl Names {
    fn new(estate: &Estate) -> Self {
        let keys = |is_one: fn(&Subject) -> bool| -> BTreeSet<String> {
            estate.subjects().filter(is_one).map(|subject| estate.key(subject).to_string()).collect()
        };
        Self {
            systems: keys(|subject| subject.endpoint().is_some()),
            teams: keys(|subject| matches!(subject, Subject::Team(_))),
            data: keys(|subject| matches!(subject, Subject::DataEntity(_))),
        }
    }

    /// Refuses an answer that names what the inventory does not hold.
    fn check(
        &self,
        estate: &Estate,
        subject: Subject,
        form: &Form,
        field: &str,
        answer: &str,
    ) -> Result<(), String> {
        let (known, noun) = match (form, field) {
            (Form::Id, "owner" | "owner.team") => (&self.teams, "team"),
            (Form::Ids, "depends_on" | "runs") => (&self.systems, "system or device"),
            (Form::Holdings(_), _) | (Form::Ids, "data") => (&self.data, "data entity"),
            _ => return Ok(()),
        };
        // Vocabulary that nobody declared is taken from its use.
        if known.is_empty() {
            return Ok(());
        }
        let own = estate.key(subject).to_string();
        let organisation = own.rsplit_once('/').map_or("", |(organisation, _)| organisation);
        for part in answer.split(';') {
            let id = part.split(':').next().unwrap_or(part).trim();
            let has_it = |key: &String| {
                key == id
                    || *key == format!("{organisation}/{id}")
                    // A region's vocabulary is its members' too.
                    || (noun == "data entity" && key.rsplit('/').next() == Some(id))
            };
            if !id.is_empty() && !known.iter().any(has_it) {
                let near = text::nearest(id, known.iter().map(String::as_str), 1);
                let hint = near.first().map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                return Err(format!("the inventory has no {noun} `{}`{hint}", text::visible(id)));
            }
        }
        Ok(())
    }
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
        // Answers are taken for files of the inventory alone.
        let Some(path) = checked.paths.get(file) else { continue };
        if !args.dry_run
            && let Err(exit) = output::change_inventory(terminal, path, text)
        {
            return exit;
        }
        terminal.note(&format!("{}: {verb}", path.display()));
    }
    let unchanged = match changed.unchanged {
        0 => String::new(),
        n => format!("; {n} unchanged, as the inventory says so already"),
    };
    terminal.note(&format!(
        "{} of {} {verb}{unchanged}",
        changed.taken,
        text::counted(answers.len(), "answer")
    ));
    if changed.taken + changed.unchanged == answers.len() { Exit::Done } else { Exit::WrongInput }
}
