//! The register of legacy technology: one row a system, with the government
//! framework's answers and what a register wants beside them.
//!
//! A framework-aligned self-assessment, never an official submission. An open
//! indicator is a range such as `1–6`; a total that hangs on one is a range
//! in two columns.

use super::table::{Cell, Column, Table};
use crate::assess::Assessment;
use crate::check::estate::{Endpoint, Subject};
use crate::load::place::Locator;
use crate::method::Indicator;
use crate::method::indicator::RULE_SET;
use crate::model::system::System;
use crate::money::Money;
use crate::score::framework::{self, Answer, FrameworkScore};
use crate::source::{Place, Sources};

/// What the register is, in every form of it.
pub const STATUS: &str = "framework-aligned self-assessment; not an official submission";

/// The register as three tables: the systems, every answer with its reason
/// and its place, and what the register is.
pub fn tables(assessment: &Assessment, sources: &Sources) -> [Table; 3] {
    let mut scores = framework::score_all(&assessment.context());
    // What is certainly worst first, then what could be worst.
    scores.sort_by(|a, b| {
        let bounds = |score: &FrameworkScore| (score.overall.low, score.overall.high);
        let ((low_a, high_a), (low_b, high_b)) = (bounds(a), bounds(b));
        low_b.total_cmp(&low_a).then(high_b.total_cmp(&high_a)).then(a.system.cmp(&b.system))
    });
    let places: Vec<Place> =
        scores.iter().flat_map(|score| score.answers.iter().map(|answer| answer.place.clone())).collect();
    let located = Locator::new(sources).locate(&places);
    let lines: Vec<String> =
        located.iter().map(|at| format!("{}:{}", sources.path(at.file), at.line)).collect();
    let rows = scores.iter().map(|score| row(assessment, score)).collect();
    let answers = scores.iter().flat_map(|score| score.answers.iter().map(move |answer| (score, answer)));
    let answers =
        answers.zip(lines).map(|((score, answer), place)| answer_row(assessment, score, answer, place));
    [
        Table { name: "Register".to_owned(), columns: columns(), rows },
        Table { name: "Answers".to_owned(), columns: answer_columns(), rows: answers.collect() },
        notes(assessment),
    ]
}

/// What a reader has to know of the other tables.
fn notes(assessment: &Assessment) -> Table {
    let note = |what: &str, words: String| vec![Cell::text(what), Cell::text(words)];
    Table {
        name: "Notes".to_owned(),
        columns: vec![column("what", 20), column("note", 90)],
        rows: vec![
            note("status", STATUS.to_owned()),
            note("rule set", RULE_SET.to_owned()),
            note("estate", assessment.name()),
            note("judged on", assessment.today.to_string()),
            note("open answers", "A range such as 1–6 stands where nobody answered; totals then are ranges in two columns.".to_owned()),
            note("proposals", "The column `basis` of the sheet Answers says which answers a person gave and which the inventory proposes.".to_owned()),
        ],
    }
}

fn column(title: &'static str, width: u16) -> Column {
    Column { title, width }
}

fn columns() -> Vec<Column> {
    let mut columns = vec![
        column("organisation", 20),
        column("system", 22),
        column("name", 30),
        column("business_risk_owner", 22),
        column("legacy_owner", 22),
        column("supplier", 20),
    ];
    columns.extend(Indicator::ALL.iter().map(|indicator| column(indicator.key(), 6)));
    columns.extend([
        column("likelihood_low", 11),
        column("likelihood_high", 11),
        column("impact_low", 11),
        column("impact_high", 11),
        column("overall_low", 11),
        column("overall_high", 11),
        column("complete", 9),
        column("legacy", 9),
        column("red", 9),
        column("open_indicators", 24),
        column("remediation_plan", 12),
        column("remediation_funded", 12),
        column("remediation_target", 12),
        column("remediation_cost", 14),
        column("running_cost_per_year", 14),
        column("saving_per_year", 14),
        column("rule_set", 16),
        column("status", 40),
    ]);
    columns
}

fn row(assessment: &Assessment, score: &FrameworkScore) -> Vec<Cell> {
    let estate = &assessment.estate;
    let entry = &estate.systems[score.system.at()];
    let subject: Subject = Endpoint::System(score.system).into();
    let record = &entry.record;
    let team = entry.links.team.map(|team| estate.teams[team.at()].record.name.to_string());
    let role = record.owner.then(|owner| &owner.person_role).map(ToString::to_string);
    let supplier = record.contract.then(|contract| &contract.supplier).or(record.vendor.known());
    let mut cells = vec![
        Cell::text(estate.organisation_name(estate.organisation_of(subject))),
        Cell::text(estate.id(subject)),
        Cell::text(record.name.as_str()),
        Cell::text(role.unwrap_or_default()),
        Cell::text(team.unwrap_or_default()),
        Cell::text(supplier.map_or("", |supplier| supplier.as_str())),
    ];
    cells.extend(score.answers.iter().map(answer_cell));
    let total = |value: f64| Cell::Decimal(value, 2);
    cells.extend(
        [score.likelihood, score.impact, score.overall].iter().flat_map(|b| [total(b.low), total(b.high)]),
    );
    let open: Vec<&str> = score.open().map(|answer| answer.indicator.key()).collect();
    cells.extend([
        Cell::yes_no(Some(score.is_complete())),
        Cell::yes_no(score.is_legacy()),
        Cell::yes_no(score.is_red()),
        Cell::text(open.join(" ")),
    ]);
    cells.extend(remediation(record));
    cells.extend([Cell::text(RULE_SET), Cell::text(STATUS)]);
    cells
}

/// A score, or a range such as `2–5`.
fn answer_cell(answer: &Answer) -> Cell {
    match answer.score() {
        Some(score) => Cell::Whole(score.into()),
        None => Cell::text(format!("{}–{}", answer.least, answer.most)),
    }
}

fn remediation(record: &System) -> [Cell; 6] {
    let fact = &record.remediation;
    let yes_no = |value: Option<&bool>| Cell::yes_no(value.copied());
    let priced: Vec<&[Money]> = record
        .modernisation
        .iter()
        .filter_map(|option| option.cost.known())
        .map(|cost| cost.years())
        .collect();
    // Options rule each other out as often as not: the cheapest is the least
    // that remediation costs.
    let cheapest = priced.iter().map(|years| years.iter().map(|money| money.minor).sum::<i64>()).min();
    let saving = record
        .modernisation
        .iter()
        .filter_map(|option| option.saves_per_year.known())
        .map(|money| money.minor)
        .max();
    let major =
        |minor: Option<i64>| minor.map_or(Cell::Empty, |minor| Cell::Decimal(minor as f64 / 100.0, 2));
    [
        yes_no(fact.then(|remediation| &remediation.plan)),
        yes_no(fact.then(|remediation| &remediation.funded)),
        fact.then(|remediation| &remediation.target).map_or(Cell::Empty, |date| Cell::Day(date.last_day())),
        major(cheapest),
        major(record.cost.then(|cost| &cost.annual).map(|money| money.minor)),
        major(saving),
    ]
}

fn answer_columns() -> Vec<Column> {
    vec![
        column("system", 30),
        column("indicator", 10),
        column("title", 34),
        column("score", 8),
        column("basis", 10),
        column("reason", 60),
        column("suggestion", 10),
        column("suggested_because", 40),
        column("question", 50),
        column("place", 40),
        column("rule_set", 16),
        column("status", 40),
    ]
}

fn answer_row(assessment: &Assessment, score: &FrameworkScore, answer: &Answer, place: String) -> Vec<Cell> {
    let key = assessment.estate.key(Endpoint::System(score.system).into()).to_string();
    let (suggestion, because) = match &answer.suggestion {
        Some((score, because)) => (Cell::Whole((*score).into()), Cell::text(because.clone())),
        None => (Cell::Empty, Cell::Empty),
    };
    vec![
        Cell::text(key),
        Cell::text(answer.indicator.key()),
        Cell::text(answer.indicator.title()),
        answer_cell(answer),
        Cell::text(answer.basis.word()),
        Cell::text(answer.fact.clone()),
        suggestion,
        because,
        Cell::text(answer.indicator.question()),
        Cell::text(place),
        Cell::text(RULE_SET),
        Cell::text(STATUS),
    ]
}
