//! The questions that would settle most, as a sheet to fill in.
//!
//! The columns `kind`, `subject`, `field` and `answer` are those that are read
//! back; all others are for people.

use std::fmt::Write as _;

use super::super::table::{Cell, Column, Table};
use super::super::text::wrapped;
use super::wording;
use crate::ask::question::Question;
use crate::assess::Assessment;
use crate::check::estate::Subject;
use crate::load::form::form;
use crate::source::List;
use crate::text::{counted, visible};

/// The sheet, one row a question.
pub fn sheet(assessment: &Assessment, questions: &[Question]) -> Table {
    let column = |title, width| Column { title, width };
    Table {
        name: "Questions".to_owned(),
        columns: vec![
            column("number", 8),
            column("ask", 30),
            column("question", 60),
            column("answer", 24),
            column("accepted", 40),
            column("ranks_settled", 10),
            column("findings", 10),
            column("bands_unsettled", 10),
            column("rules_waiting", 30),
            column("kind", 12),
            column("subject", 30),
            column("field", 30),
        ],
        rows: questions
            .iter()
            .enumerate()
            .map(|(index, question)| {
                vec![
                    Cell::Whole(index as i64 + 1),
                    Cell::text(whom(assessment, question)),
                    Cell::text(sentence(assessment, question)),
                    Cell::Empty,
                    Cell::text(accepted(question)),
                    Cell::Whole(question.ranks.into()),
                    Cell::Whole(question.findings.len() as i64),
                    Cell::Whole(question.unsettled_bands.into()),
                    Cell::text(question.rules.join(" ")),
                    Cell::text(question.subject.noun()),
                    Cell::text(assessment.estate.key(question.subject).to_string()),
                    Cell::text(question.field.clone()),
                ]
            })
            .collect(),
    }
}

/// The questions for the terminal, `shown` of `all`.
pub fn text(assessment: &Assessment, questions: &[Question], all: usize, width: usize) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "{} that would settle most, of {} open\n",
        counted(questions.len(), "question"),
        counted(all, "fact").replace(" fact", " missing fact")
    );
    for (index, question) in questions.iter().enumerate() {
        let number = format!("{:>3}. ", index + 1);
        let _ =
            writeln!(out, "{}", wrapped(&format!("{number}{}", sentence(assessment, question)), width, 5));
        let _ = writeln!(out, "{}", wrapped(&format!("     Ask {}", whom(assessment, question)), width, 9));
        let _ = writeln!(out, "{}\n", wrapped(&format!("     {}", settles(question)), width, 5));
    }
    if all > questions.len() {
        let _ = writeln!(
            out,
            "`--all` shows the rest; `--format xlsx -o questions.xlsx` makes a sheet to fill in."
        );
    }
    out
}

/// What an answer would settle, in words.
pub fn settles(question: &Question) -> String {
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
    let text = parts.join("; ");
    if text.is_empty() {
        "completes the record".to_owned()
    } else {
        crate::analyse::factor::capitalised(&text)
    }
}

/// Whom to ask: the team and the role, else the organisation.
pub fn whom(assessment: &Assessment, question: &Question) -> String {
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
    let form = list_of(question).and_then(|list| form(list, &question.field));
    form.map_or_else(|| BY_HAND.to_owned(), |form| form.accepted())
}

fn list_of(question: &Question) -> Option<List> {
    Some(match question.subject {
        Subject::System(_) => List::Systems,
        Subject::Device(_) => List::Devices,
        Subject::Interface(_) => List::Interfaces,
        Subject::Journey(_) => List::Journeys,
        Subject::Site(_) => List::Sites,
        Subject::Organisation(_) => List::Organisations,
        _ => return None,
    })
}
