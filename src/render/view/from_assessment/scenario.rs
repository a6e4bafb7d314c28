//! Scenarios: what the report takes for granted, and other ways beside it.

use super::Companions;
use super::scene::PageContext;
use crate::render::answer::Value;
use crate::render::document::comparison::{ColumnRow, ComparisonDocument, figures, not_comparable};
use crate::render::format;
use crate::render::number;
use crate::render::view::{Cell, Listing, Scenarios, ViewColumn, ViewRow, ViewTable, anchor};
use crate::render::words::{and_not_judged, append, of, sentence, spelled_of};
use crate::text::join_and;

/// Rows that are shown of what a scenario breaks.
const MOST_BROKEN: usize = 12;
/// Findings that are named of those that are gone or new.
const MOST_NAMED: usize = 4;

pub(super) fn scenarios(scene: &PageContext<'_>) -> Option<Scenarios> {
    let Companions { compared, laid } = scene.made_of.beside;
    let mut listings: Vec<Listing> = laid.iter().map(|(name, claims)| taken(name, claims)).collect();
    let compared = compared.as_ref().filter(|document| document.columns.len() > 1);
    if let Some(document) = compared {
        listings.push(side_by_side(scene, document));
        let is_scenario = |column: &&ColumnRow| column.file.is_some();
        listings.extend(document.columns.iter().filter(is_scenario).map(|column| one(scene, column)));
    }
    (!listings.is_empty()).then(|| Scenarios { summary: summary(laid.len(), compared), listings })
}

fn summary(laid: usize, compared: Option<&ComparisonDocument>) -> String {
    let mut sentences = Vec::new();
    if laid > 0 {
        sentences.push(
            "This whole report takes for granted what is listed here first; it is not the estate as it is."
                .to_owned(),
        );
    }
    if let Some(document) = compared {
        let others = document.columns.len() as u64 - 1;
        sentences.push(format!(
            "{} beside the estate as it is, each judged and planned whole.",
            sentence(&spelled_of(others, "other way is set", "other ways are set"))
        ));
    }
    sentences.join(" ")
}

fn taken(name: &str, claims: &[String]) -> Listing {
    Listing {
        title: format!("Taken for granted: {name}"),
        id: String::new(),
        sentence: own_claims(claims),
        ..Listing::default()
    }
}

fn own_claims(claims: &[String]) -> String {
    if claims.is_empty() {
        return "It claims nothing.".to_owned();
    }
    format!("Its own claims, which no fact of the inventory supports: {}.", claims.join("; "))
}

fn side_by_side(scene: &PageContext<'_>, document: &ComparisonDocument) -> Listing {
    let mut columns = vec![ViewColumn::head("Measure")];
    columns.extend(document.columns.iter().map(|column| ViewColumn::number(&column.name)));
    let words = |value: &Value| match value {
        Value::Money(sum, _) => scene.money((sum * 100.0).round() as i64),
        figure => format::figure(figure),
    };
    let rows = figures(document).into_iter().map(|(label, values)| {
        let mut cells = vec![Cell::new(label)];
        cells.extend(values.iter().map(|value| Cell::new(words(value))));
        ViewRow::of(cells)
    });
    Listing {
        title: "Side by side".to_owned(),
        id: "side-by-side".to_owned(),
        sentence: "A lower figure is not always better: what a scenario leaves without an end is no longer judged, and is counted as broken instead.".to_owned(),
        table: Some(ViewTable {
            id: String::new(),
            caption: "The estate as it is, and each other way".to_owned(),
            note: and_not_judged(&not_comparable(document).join(" "), &document.not_judged),
            columns,
            rows: rows.collect(),
        }),
        ..Listing::default()
    }
}

fn one(scene: &PageContext<'_>, column: &ColumnRow) -> Listing {
    let mut text = match column.broken_in_words() {
        Some(broken) => format!(
            "It breaks {broken}, so its risk is not comparable: what lost its end is no longer judged. "
        ),
        None => "It breaks no interface and no recorded need. ".to_owned(),
    };
    append(&mut text, &own_claims(&column.assumes));
    for forced in &column.plan.forced_undone {
        append(&mut text, &format!(" Forced but not possible: {} ({}).", forced.name, forced.why));
    }
    append(
        &mut text,
        &format!(
            " {} gone, {} new, {} by half a point or more.",
            sentence(&of(column.gone.len() as u64, "finding is", "findings are")),
            of(column.new.len() as u64, "is", "are"),
            of(column.changed.len() as u64, "changes", "change")
        ),
    );
    if let Some(named) = worst_gone(scene, column) {
        append(&mut text, &format!(" Gone, worst first: {named}."));
    }
    if column.broken.len() > MOST_BROKEN {
        append(&mut text, &format!(" The first {MOST_BROKEN} of what it breaks are shown."));
    }
    let rows = column.broken.iter().take(MOST_BROKEN).map(|broken| {
        ViewRow::of(vec![
            Cell::new(broken.name.clone()),
            Cell::new(sentence(broken.kind)),
            Cell::new(broken.lost.clone()),
        ])
    });
    let table = (!column.broken.is_empty()).then(|| ViewTable {
        id: String::new(),
        caption: format!(
            "What it leaves without an end: {} of {}",
            number::count(column.broken.len().min(MOST_BROKEN) as u64),
            number::count(column.broken.len() as u64)
        ),
        note: String::new(),
        columns: vec![ViewColumn::head("Broken"), ViewColumn::text("Kind"), ViewColumn::text("Loses")],
        rows: rows.collect(),
    });
    let id = anchor("scenario", &column.name.to_lowercase());
    Listing { title: column.name.clone(), id, sentence: text, table, ..Listing::default() }
}

/// The worst findings that a scenario removes, in words.
fn worst_gone(scene: &PageContext<'_>, column: &ColumnRow) -> Option<String> {
    let title = |id: &str| {
        let scored = scene.assessment.findings.iter().find(|scored| scored.id == id)?;
        Some(format!("{} ({})", scored.finding.rule.title, scene.estate.name(scored.finding.subject)))
    };
    let named: Vec<String> = column.gone.iter().take(MOST_NAMED).filter_map(|row| title(&row.id)).collect();
    (!named.is_empty()).then(|| join_and(&named))
}
