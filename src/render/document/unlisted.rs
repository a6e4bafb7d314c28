//! The inventory beside another list: what is on one only, and how many are
//! likely to be on neither.

use crate::ask::unlisted::ListComparison;
use crate::check::estate::{Estate, Subject};
use crate::render::answer::{Answer, Column, Envelope, Readers, Table, Value};
use crate::render::number::decimal;
use crate::render::words::sentence;
use crate::text::counted;

/// Names that people are shown of each list.
const SHOWN: usize = 15;

/// A name and the lists that it is on.
struct Listed {
    on: &'static str,
    name: String,
    id: Option<String>,
}

/// The comparison; `noun` is what is compared.
pub fn answer(envelope: Envelope, estate: &Estate, comparison: &ListComparison, noun: &str) -> Answer {
    let mut answer = Answer::new(envelope, sentence(&format!("{noun}s on two lists, and on neither")));
    let estimate = comparison.estimate;
    answer.paragraph(format!(
        "About {} in all (95% between {} and {}); the inventory names {}, about {}%.",
        counted(estimate.all.round() as usize, noun),
        decimal(estimate.low, 0),
        decimal(estimate.high, 0),
        comparison.ours,
        decimal(comparison.coverage() * 100.0, 0)
    ));
    answer.paragraph(format!(
        "N = (n1 + 1)(n2 + 1) / (m + 1) − 1 = ({} + 1)({} + 1) / ({} + 1) − 1 = {}",
        comparison.ours,
        comparison.theirs,
        comparison.both.len(),
        decimal(estimate.all, 1)
    ));
    answer.paragraph("It holds if the two lists were made independently; if one was copied from the other, there are more.");
    let id = |subject: Subject| Some(estate.key(subject).to_string());
    let theirs = comparison.only_theirs.iter();
    let theirs: Vec<Listed> =
        theirs.map(|name| Listed { on: "other list only", name: name.clone(), id: None }).collect();
    let ours = comparison.only_ours.iter();
    let ours: Vec<Listed> = ours
        .map(|subject| Listed { on: "inventory only", name: estate.name(*subject), id: id(*subject) })
        .collect();
    let both = comparison.both.iter();
    let both: Vec<Listed> =
        both.map(|(name, subject)| Listed { on: "both", name: name.clone(), id: id(*subject) }).collect();
    for (title, listed) in [("On the other list only", &theirs), ("In the inventory only", &ours)] {
        answer.section(format!("{title}: {}", listed.len()));
        answer.table(table(listed).most(SHOWN, "`--format csv`").for_readers(Readers::People));
    }
    answer.table(table(both.iter().chain(&theirs).chain(&ours)).for_readers(Readers::Sheets));
    answer
}

fn table<'a>(rows: impl IntoIterator<Item = &'a Listed>) -> Table {
    let columns = vec![
        Column::sheet("on", |listed: &Listed| listed.on),
        Column::new("name", |listed: &Listed| listed.name.clone()),
        Column::new("inventory_id", |listed: &Listed| listed.id.clone().map(Value::Id)),
    ];
    Table::new("Lists", rows, columns)
}
