//! The register of legacy technology: one row a system in use, with the
//! government framework's answers and what a register wants beside them.
//!
//! A framework-aligned self-assessment, never an official submission. An open
//! indicator is a range such as `1–6`; a total that hangs on one is a range
//! in two columns.

use schemars::JsonSchema;
use serde::Serialize;

use super::results::{AnswerFacts, FrameworkFacts, WeightRange, Writer};
use crate::assess::Assessment;
use crate::check::estate::{Endpoint, Subject};
use crate::date::PartialDate;
use crate::method::Indicator;
use crate::method::indicator::RULE_SET;
use crate::model::system::System;
use crate::money::{Currency, Money};
use crate::render::answer::{Answer, Column, Document, Envelope, Readers, Table, Value};
use crate::score::framework::{self, FrameworkScore};
use crate::sentence::say;
use crate::source::Sources;

/// What the register is, in every form of it.
const STATUS: &str = "framework-aligned self-assessment; not an official submission";

/// The register of legacy technology.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "techstrata register")]
pub struct Register {
    /// The head of every document.
    #[serde(flatten)]
    pub envelope: Envelope,
    /// What the estate is called.
    pub estate_name: String,
    /// What it is and is not.
    pub status: &'static str,
    /// The rule set.
    pub rule_set: &'static str,
    /// The currency of every sum, in major units.
    pub currency: Currency,
    /// Systems in use: what is certainly worst first, then what could be worst.
    pub systems: Vec<RegisterRow>,
}

/// A system in use.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RegisterRow {
    /// Whose it is.
    pub organisation: String,
    /// What people call it.
    pub name: String,
    /// The role that bears its risk, if recorded.
    pub business_risk_owner: Option<String>,
    /// The team that answers for it, if recorded.
    pub legacy_owner: Option<String>,
    /// Who supplies it, if recorded.
    pub supplier: Option<String>,
    /// The framework's answers and scores.
    #[serde(flatten)]
    pub framework: FrameworkFacts,
    /// Whether there is a plan to remedy it.
    pub remediation_plan: Option<bool>,
    /// Whether that is funded.
    pub remediation_funded: Option<bool>,
    /// When it is to be done.
    pub remediation_target: Option<PartialDate>,
    /// What the cheapest of its priced options costs.
    pub remediation_cost: Option<f64>,
    /// What it costs a year.
    pub running_cost_per_year: Option<f64>,
    /// The most that one of its options saves a year.
    pub saving_per_year: Option<f64>,
}

/// The register of an assessment.
pub fn register(assessment: &Assessment, sources: &Sources) -> Register {
    let mut scores = framework::score_all(&assessment.context());
    scores.sort_by(|a, b| {
        let bounds = |score: &FrameworkScore| (score.overall.low(), score.overall.high());
        let ((low_a, high_a), (low_b, high_b)) = (bounds(a), bounds(b));
        low_b.total_cmp(&low_a).then(high_b.total_cmp(&high_a)).then(a.system.cmp(&b.system))
    });
    let writer = Writer::new(assessment, sources);
    Register {
        envelope: Envelope::new("techstrata-register/2", Some(assessment.today), Some(sources)),
        estate_name: assessment.name(),
        status: STATUS,
        rule_set: RULE_SET,
        currency: assessment.settings.currency,
        systems: scores.iter().map(|score| row(assessment, writer.framework(score), score)).collect(),
    }
}

fn row(assessment: &Assessment, framework: FrameworkFacts, score: &FrameworkScore) -> RegisterRow {
    let estate = &assessment.estate;
    let entry = &estate.systems[score.system.at()];
    let subject: Subject = Endpoint::System(score.system).into();
    let record = &entry.record;
    let supplier = record.contract.then(|contract| &contract.supplier).or(record.vendor.known());
    let remediation = &record.remediation;
    RegisterRow {
        organisation: estate.organisation_name(estate.organisation_of(subject)).to_owned(),
        name: record.name.to_string(),
        business_risk_owner: record.owner.then(|owner| &owner.person_role).map(ToString::to_string),
        legacy_owner: entry.links.team.map(|team| estate.teams[team.at()].record.name.to_string()),
        supplier: supplier.map(ToString::to_string),
        framework,
        remediation_plan: remediation.then(|remediation| &remediation.plan).copied(),
        remediation_funded: remediation.then(|remediation| &remediation.funded).copied(),
        remediation_target: remediation.then(|remediation| &remediation.target).copied(),
        remediation_cost: cheapest(record),
        running_cost_per_year: record.cost.then(|cost| &cost.annual).map(|money| major(money.minor)),
        saving_per_year: saving(record),
    }
}

fn major(minor: i64) -> f64 {
    minor as f64 / 100.0
}

/// Options rule each other out as often as not: the cheapest is the least
/// that remediation costs.
fn cheapest(record: &System) -> Option<f64> {
    let priced = record.modernisation.iter().filter_map(|option| option.cost.known());
    priced.map(|cost| cost.years().iter().map(|money: &Money| money.minor).sum::<i64>()).min().map(major)
}

fn saving(record: &System) -> Option<f64> {
    let options = record.modernisation.iter();
    options.filter_map(|option| option.saves_per_year.known()).map(|money| money.minor).max().map(major)
}

impl Document for Register {
    fn answer(&self) -> Answer {
        let mut answer = Answer::new(
            self.envelope.clone(),
            format!("Register of legacy technology: {}", self.estate_name),
        );
        let day = self.envelope.day.map_or_else(|| say![], |day| say!["; judged on ", day]);
        answer.paragraph(say![format!("{}, rule set {}", self.status, self.rule_set), day, "."]);
        answer.paragraph("A range such as 1–6 stands where nobody answered; totals then are ranges.");
        answer.table(self.table());
        answer.table(self.answers().for_readers(Readers::Sheets));
        answer.table(self.notes().for_readers(Readers::Sheets));
        answer
    }
}

impl Register {
    fn table(&self) -> Table {
        let bound = |value: f64| Value::Decimal(value, 2);
        let total = |total: &WeightRange| Value::Range(total.low, total.high, 2);
        let text = |text: &Option<String>| text.as_deref().map(Value::text);
        let mut columns = vec![
            Column::sheet("organisation", |row: &RegisterRow| Value::text(&row.organisation)),
            Column::people("System", |row: &RegisterRow| {
                vec![Value::text(&row.name), Value::id(&row.framework.system)]
            }),
            Column::sheet("system", |row: &RegisterRow| Value::id(&row.framework.system)),
            Column::sheet("name", |row: &RegisterRow| Value::text(&row.name)),
            Column::sheet("business_risk_owner", move |row: &RegisterRow| text(&row.business_risk_owner)),
            Column::sheet("legacy_owner", move |row: &RegisterRow| text(&row.legacy_owner)),
            Column::sheet("supplier", move |row: &RegisterRow| text(&row.supplier)),
        ];
        columns.extend(Indicator::ALL.iter().enumerate().map(|(at, indicator)| {
            Column::sheet(indicator.key(), move |row: &RegisterRow| score(&row.framework.answers[at]))
        }));
        columns.extend([
            Column::people("Likelihood", move |row: &RegisterRow| total(&row.framework.likelihood)),
            Column::people("Impact", move |row: &RegisterRow| total(&row.framework.impact)),
            Column::people("Overall", move |row: &RegisterRow| total(&row.framework.overall)),
            Column::sheet("likelihood_low", move |row: &RegisterRow| bound(row.framework.likelihood.low)),
            Column::sheet("likelihood_high", move |row: &RegisterRow| bound(row.framework.likelihood.high)),
            Column::sheet("impact_low", move |row: &RegisterRow| bound(row.framework.impact.low)),
            Column::sheet("impact_high", move |row: &RegisterRow| bound(row.framework.impact.high)),
            Column::sheet("overall_low", move |row: &RegisterRow| bound(row.framework.overall.low)),
            Column::sheet("overall_high", move |row: &RegisterRow| bound(row.framework.overall.high)),
            Column::sheet("complete", |row: &RegisterRow| row.framework.is_complete),
            Column::new("legacy", |row: &RegisterRow| row.framework.is_legacy),
            Column::new("red", |row: &RegisterRow| row.framework.is_red),
            Column::new("open_indicators", |row: &RegisterRow| open(&row.framework)),
            Column::sheet("remediation_plan", |row: &RegisterRow| row.remediation_plan),
            Column::sheet("remediation_funded", |row: &RegisterRow| row.remediation_funded),
            Column::sheet("remediation_target", |row: &RegisterRow| row.remediation_target),
            Column::money("remediation_cost", self.currency, |row: &RegisterRow| row.remediation_cost),
            Column::money("running_cost_per_year", self.currency, |row: &RegisterRow| {
                row.running_cost_per_year
            }),
            Column::money("saving_per_year", self.currency, |row: &RegisterRow| row.saving_per_year),
            Column::sheet("rule_set", |_: &RegisterRow| RULE_SET),
            Column::sheet("status", |_: &RegisterRow| STATUS),
        ]);
        Table::new("Register", &self.systems, columns)
    }

    fn answers(&self) -> Table {
        type Row<'a> = (&'a RegisterRow, &'a AnswerFacts, &'static Indicator);
        let rows = self.systems.iter().flat_map(|system| {
            let answers = system.framework.answers.iter().zip(Indicator::ALL);
            answers.map(move |(answer, indicator)| (system, answer, indicator))
        });
        let rows: Vec<Row<'_>> = rows.collect();
        let because = |row: &Row<'_>| row.1.suggested_because.as_deref().map(Value::text);
        let columns = vec![
            Column::new("system", |row: &Row<'_>| Value::id(&row.0.framework.system)),
            Column::new("indicator", |row: &Row<'_>| row.1.indicator),
            Column::new("title", |row: &Row<'_>| row.2.title()),
            Column::new("score", |row: &Row<'_>| score(row.1)),
            Column::new("basis", |row: &Row<'_>| row.1.basis),
            Column::new("reason", |row: &Row<'_>| Value::text(&row.1.fact)),
            Column::new("suggestion", |row: &Row<'_>| row.1.suggestion),
            Column::new("suggested_because", because),
            Column::new("question", |row: &Row<'_>| row.2.question()),
            Column::new("place", |row: &Row<'_>| Value::Id(format!("{}:{}", row.1.file, row.1.line))),
            Column::new("rule_set", |_: &Row<'_>| RULE_SET),
            Column::new("status", |_: &Row<'_>| STATUS),
        ];
        Table::new("Answers", &rows, columns)
    }

    /// What a reader has to know of the other sheets.
    fn notes(&self) -> Table {
        type Note = (&'static str, crate::sentence::Sentence);
        let day = self.envelope.day.map_or_else(|| say![], |day| say![day]);
        let notes = [
            ("status", say![STATUS]),
            ("rule set", say![RULE_SET]),
            ("estate", say![&self.estate_name]),
            ("judged on", day),
            (
                "open answers",
                say![
                    "A range such as 1–6 stands where nobody answered; totals then are ranges in two columns."
                ],
            ),
            (
                "proposals",
                say![
                    "The column `basis` of the sheet Answers says which answers a person gave and which the inventory proposes."
                ],
            ),
        ];
        let columns = vec![
            Column::new("what", |note: &Note| note.0),
            Column::new("note", |note: &Note| note.1.clone()),
        ];
        Table::new("Notes", &notes, columns)
    }
}

/// A score, or a range such as `2–5`.
fn score(answer: &AnswerFacts) -> Value {
    Value::Range(answer.least.into(), answer.most.into(), 0)
}

fn open(framework: &FrameworkFacts) -> String {
    let open = framework.answers.iter().filter(|answer| answer.least != answer.most);
    open.map(|answer| answer.indicator).collect::<Vec<_>>().join(" ")
}
