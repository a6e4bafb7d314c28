//! What is wrong with an inventory: diagnostics with their places.

use schemars::JsonSchema;
use serde::Serialize;

use crate::check::Estate;
use crate::diagnostic::{Diagnostic, LabelPlace};
use crate::load::place::{Located, Locator};
use crate::render::answer::{Answer, Column, Document, Envelope, Table, Value};
use crate::source::{FileId, Sources};
use crate::text::counted;

/// What `check` found.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "techstrata check")]
pub struct Check {
    /// The head of every document.
    #[serde(flatten)]
    pub envelope: Envelope,
    /// What the inventory holds, in a line.
    pub holds: String,
    /// What is to be said about it, by file and line.
    pub diagnostics: Vec<DiagnosticFacts>,
}

/// Something about the input.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DiagnosticFacts {
    /// Which kind of thing.
    pub code: &'static str,
    /// error, warning or note.
    pub level: &'static str,
    /// What is wrong and what was expected.
    pub message: String,
    /// The file, if it is about one.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The column, from 1.
    pub column: Option<usize>,
    /// Other places that explain it.
    pub related: Vec<RelatedFacts>,
    /// What to do, one sentence each.
    pub help: Vec<String>,
}

/// Another place.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RelatedFacts {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What stands there.
    pub text: String,
}

/// Diagnostics as plain data.
pub fn check(estate: &Estate, diagnostics: &[Diagnostic], sources: &Sources) -> Check {
    let located = locate(diagnostics, sources);
    let order = order(diagnostics, &located).into_iter();
    Check {
        envelope: Envelope::new("techstrata-check/2", None, Some(sources)),
        holds: holds(estate, sources),
        diagnostics: order.map(|at| facts(&diagnostics[at], &located[at], sources)).collect(),
    }
}

impl Document for Check {
    fn answer(&self) -> Answer {
        let many = match self.diagnostics.len() {
            0 => "nothing is wrong".to_owned(),
            many => counted(many, "thing") + " to look at",
        };
        let mut answer = Answer::new(self.envelope.clone(), format!("{}: {many}", self.holds));
        let columns = vec![
            Column::new("level", |row: &DiagnosticFacts| row.level),
            Column::people("Where", |row: &DiagnosticFacts| row.place().map(Value::Id)),
            Column::new("code", |row: &DiagnosticFacts| Value::id(row.code)),
            Column::sheet("file", |row: &DiagnosticFacts| row.file.clone().map(Value::Id)),
            Column::sheet("line", |row: &DiagnosticFacts| row.line),
            Column::sheet("column", |row: &DiagnosticFacts| row.column),
            Column::new("message", |row: &DiagnosticFacts| Value::text(&row.message)),
            Column::new("help", |row: &DiagnosticFacts| row.help.clone()),
        ];
        answer.table(Table::new("Diagnostics", &self.diagnostics, columns));
        answer
    }
}

impl DiagnosticFacts {
    fn place(&self) -> Option<String> {
        let file = self.file.as_deref()?;
        Some(self.line.map_or_else(|| file.to_owned(), |line| format!("{file}:{line}")))
    }
}

/// What an inventory holds, in a line.
pub fn holds(estate: &Estate, sources: &Sources) -> String {
    format!(
        "{}, {}, {} in {}, {}, {}, {}",
        counted(sources.len(), "file"),
        counted(estate.systems.len(), "system"),
        counted(estate.device_count() as usize, "device"),
        counted(estate.devices.len(), "fleet"),
        counted(estate.interfaces.len(), "interface"),
        counted(estate.journeys.len(), "journey"),
        counted(estate.organisations.len(), "organisation")
    )
}

/// The places of each diagnostic's labels.
pub fn locate(diagnostics: &[Diagnostic], sources: &Sources) -> Vec<Vec<Located>> {
    let labels = diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels);
    let spots: Vec<LabelPlace> = labels.map(|label| label.spot.clone()).collect();
    let mut located = Locator::new(sources).locate_spots(&spots).into_iter();
    diagnostics.iter().map(|diagnostic| located.by_ref().take(diagnostic.labels.len()).collect()).collect()
}

/// The file that a diagnostic is about.
pub fn file_of(diagnostic: &Diagnostic) -> Option<FileId> {
    diagnostic.labels.first().map(|label| label.spot.file())
}

/// By file, then place; those without a place last.
pub fn order(diagnostics: &[Diagnostic], located: &[Vec<Located>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..diagnostics.len()).collect();
    order.sort_by_key(|&index| {
        let file = file_of(&diagnostics[index]);
        let at = located[index].first().map_or(0, |place| place.bytes.start);
        (file.is_none(), file, at)
    });
    order
}

fn facts(diagnostic: &Diagnostic, located: &[Located], sources: &Sources) -> DiagnosticFacts {
    let related = diagnostic.labels.iter().zip(located).skip(1).map(|(label, place)| RelatedFacts {
        file: sources.path(label.spot.file()).to_owned(),
        line: place.line,
        column: place.column,
        text: label.text.clone(),
    });
    DiagnosticFacts {
        code: diagnostic.code.word(),
        level: diagnostic.level.word(),
        message: diagnostic.message.clone(),
        file: file_of(diagnostic).map(|file| sources.path(file).to_owned()),
        line: located.first().map(|place| place.line),
        column: located.first().map(|place| place.column),
        related: related.collect(),
        help: diagnostic.help.clone(),
    }
}
