//! The questions that would settle most, as a sheet to fill in.
//!
//! The columns `kind`, `subject`, `field` and `answer` are those that are read
//! back; all others are for people.

use super::wording;
use crate::ask::question::Question;
use crate::assess::Assessment;
use crate::load::form::form;
use crate::render::answer::{Answer, Column, Envelope, Table, Value};
use crate::sentence::say;
use crate::text::{counted, visible};

/// The questions, the first `shown` of them for people.
pub fn answer(envelope: Envelope, assessment: &Assessment, questions: &[Question], all: usize) -> Answer {
    let title = format!(
        "{} that would settle most, of {} open",
        counted(questions.len(), "question"),
        counted(all, "missing fact")
    );
    let mut answer = Answer::new(envelope, title);
    answer.table(table(assessment, questions));
    if all > questions.len() {
        answer
            .paragraph("`--all` shows the rest; `--format xlsx -o questions.xlsx` makes a sheet to fill in.");
    }
    answer
}

fn table(assessment: &Assessment, questions: &[Question]) -> Table {
    type Row<'a> = (usize, &'a Question);
    let numbered: Vec<Row<'_>> = (1..).zip(questions).collect();
    let key = |row: &Row<'_>| Value::Id(assessment.estate.key(row.1.subject).to_string());
    let columns = vec![
        Column::new("number", |row: &Row<'_>| row.0).titled("No."),
        Column::new("question", |row: &Row<'_>| sentence(assessment, row.1)),
        Column::new("ask", |row: &Row<'_>| whom(assessment, row.1)),
        // To be filled in.
        Column::page("answer", |_: &Row<'_>| Value::Text(say![])),
        Column::new("accepted", |row: &Row<'_>| accepted(row.1)),
        Column::people("What an answer does", |row: &Row<'_>| settles(row.1)),
        Column::sheet("ranks_settled", |row: &Row<'_>| row.1.ranks),
        Column::sheet("findings", |row: &Row<'_>| row.1.findings.len()),
        Column::sheet("bands_unsettled", |row: &Row<'_>| row.1.unsettled_bands),
        Column::sheet("rules_waiting", |row: &Row<'_>| row.1.rules.join(" ")),
        Column::page("kind", |row: &Row<'_>| row.1.subject.noun()),
        Column::page("subject", key),
        Column::page("field", |row: &Row<'_>| Value::Id(row.1.field.clone())),
    ];
    Table::new("Questions", &numbered, columns).as_records()
}

/// What an answer would settle, in words.
fn settles(question: &Question) -> String {
    let mut parts = Vec::new();
    if question.ranks > 0 {
        parts.push(format!("settles {}", counted(question.ranks as usize, "rank")));
    }
    if !question.findings.is_empty() {
        let findings = counted(question.findings.len(), "finding");
        parts.push(match question.unsettled_bands {
            0 => format!("narrows {findings}"),
            n => format!("narrows {findings}, {n} of which could still change severity"),
        });
    }
    if !question.rules.is_empty() {
        parts.push(format!("lets {} judge", counted(question.rules.len(), "rule")));
    }
    if parts.is_empty() { "completes the record".to_owned() } else { parts.join("; ") }
}

/// Whom to ask: the team and the role, else the organisation.
fn whom(assessment: &Assessment, question: &Question) -> String {
    let estate = &assessment.estate;
    let organisation = estate.organisation_name(estate.organisation_of(question.subject));
    let team = question.team.map(|team| estate.teams[team.at()].record.name.to_string());
    let who = match (team, &question.role) {
        (Some(team), Some(role)) => format!("{team} ({role})"),
        (Some(team), None) => team,
        (None, Some(role)) => role.clone(),
        (None, None) => "whoever runs it; no owner is recorded".to_owned(),
    };
    visible(&if organisation.is_empty() { who } else { format!("{who}, {organisation}") }).into_owned()
}

/// The question in words.
pub fn sentence(assessment: &Assessment, question: &Question) -> String {
    let name = assessment.estate.name(question.subject);
    format!("{}: {}", visible(&name), wording::asked(assessment, question))
}

/// What cannot be said in one cell.
const BY_HAND: &str = "write it into the inventory by hand: it has several parts";

/// The answers that are accepted, in words.
pub fn accepted(question: &Question) -> String {
    let form = form(question.subject.list(), &question.field);
    form.map_or_else(|| BY_HAND.to_owned(), |form| form.accepted())
}
