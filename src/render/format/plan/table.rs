//! The plan as tables: one workbook, or the actions as CSV.

use super::document::Document;
use crate::render::format::table::{Cell, Column, Table};

/// Every list of the document as a table; the actions first.
pub fn tables(document: &Document) -> Vec<Table> {
    vec![
        actions(document),
        years(document),
        teams(document),
        undone(document),
        cliffs(document),
        prices(document),
        proposals(document),
        Table {
            name: "Assumptions".to_owned(),
            columns: columns(&[("assumption", 100)]),
            rows: document.assumptions.iter().map(|text| vec![Cell::text(text.clone())]).collect(),
        },
    ]
}

fn columns(all: &[(&'static str, u16)]) -> Vec<Column> {
    all.iter().map(|(title, width)| Column { title, width: *width }).collect()
}

fn table(name: &str, heads: &[(&'static str, u16)], rows: Vec<Vec<Cell>>) -> Table {
    Table { name: name.to_owned(), columns: columns(heads), rows }
}

fn sum(value: f64) -> Cell {
    // What rounds to nothing has no sign.
    Cell::Decimal(if value.abs() < 0.005 { 0.0 } else { value }, 2)
}

fn actions(document: &Document) -> Table {
    let rows = document.actions.iter().map(|action| {
        vec![
            Cell::text(action.starts.clone()),
            Cell::text(action.completes.clone()),
            Cell::text(action.id.clone()),
            Cell::text(action.name.clone()),
            Cell::text(action.kind),
            sum(action.cost),
            action.months.map_or(Cell::Empty, |months| Cell::Whole(months.into())),
            sum(action.removes),
            Cell::Whole(action.clears.len() as i64),
            action.delay_cost_per_week.map_or(Cell::Empty, sum),
            Cell::yes_no(Some(action.is_quick_win)),
            Cell::yes_no(Some(action.needs_clinical_safety_review)),
            Cell::text(action.after.join(" ")),
            Cell::text(action.clears.join(" ")),
            Cell::text(action.places.join(" ")),
        ]
    });
    table(
        "Actions",
        &[
            ("starts", 10),
            ("completes", 10),
            ("action", 26),
            ("name", 44),
            ("kind", 12),
            ("cost", 14),
            ("months", 8),
            ("risk_removed", 12),
            ("findings_cleared", 10),
            ("delay_cost_per_week", 12),
            ("quick_win", 10),
            ("clinical_safety_review", 12),
            ("after", 26),
            ("clears", 60),
            ("places", 40),
        ],
        rows.collect(),
    )
}

fn years(document: &Document) -> Table {
    let rows = document.years.iter().flat_map(|year| {
        let head = [Cell::text(year.name.clone())];
        let of_year = [sum(year.removes), sum(100.0 * year.risk_left_share)];
        year.money.iter().map(move |money| {
            let own = [Cell::text(money.kind), sum(money.spent), sum(money.available)];
            head.iter().cloned().chain(own).chain(of_year.iter().cloned()).collect()
        })
    });
    let heads = [
        ("year", 10),
        ("money", 10),
        ("spent", 14),
        ("available", 14),
        ("risk_removed", 12),
        ("risk_left_percent", 12),
    ];
    table("Years", &heads, rows.collect())
}

fn teams(document: &Document) -> Table {
    let rows = document.teams.iter().flat_map(|team| {
        document.years.iter().enumerate().map(|(year, row)| {
            vec![
                Cell::text(team.id.clone()),
                Cell::text(team.name.clone()),
                Cell::text(row.name.clone()),
                sum(team.days[year]),
                sum(team.available[year]),
            ]
        })
    });
    let heads = [("team", 26), ("name", 26), ("year", 10), ("days", 10), ("available", 10)];
    table("Teams", &heads, rows.collect())
}

fn undone(document: &Document) -> Table {
    let rows = document.undone.iter().map(|undone| {
        vec![
            Cell::text(undone.id.clone()),
            Cell::text(undone.name.clone()),
            undone.cost.map_or(Cell::Empty, sum),
            Cell::text(undone.why.clone()),
            sum(undone.leaves),
            Cell::text(undone.can_wait_until.clone().unwrap_or_default()),
            Cell::yes_no(Some(undone.is_late)),
        ]
    });
    let heads = [
        ("action", 26),
        ("name", 44),
        ("cost", 14),
        ("why_not", 40),
        ("risk_left", 12),
        ("can_wait_until", 14),
        ("late_already", 10),
    ];
    table("Left undone", &heads, rows.collect())
}

fn cliffs(document: &Document) -> Table {
    let rows = document.cliffs.iter().map(|cliff| {
        vec![
            Cell::text(cliff.day.clone()),
            Cell::text(cliff.headline.clone()),
            Cell::yes_no(Some(cliff.is_met)),
            Cell::text(cliff.cleared_by.clone().unwrap_or_default()),
            Cell::text(cliff.finding.clone().unwrap_or_default()),
        ]
    });
    let heads = [("day", 12), ("what_ends", 70), ("met", 8), ("cleared_by", 12), ("finding", 44)];
    table("Dated ends", &heads, rows.collect())
}

fn prices(document: &Document) -> Table {
    let more = document
        .next_money
        .iter()
        .map(|price| (format!("+{:.0} {}", document.next_money_amount, price.limit), price));
    let lifted = document.prices.iter().map(|price| (format!("without the limit of {}", price.limit), price));
    let rows = lifted.chain(more).map(|(what, price)| {
        vec![Cell::text(what), sum(100.0 * price.gain_share), sum(price.removes), Cell::Whole(price.actions)]
    });
    let heads = [("if", 44), ("value_gained_percent", 14), ("risk_removed_more", 14), ("actions_more", 12)];
    table("Limits", &heads, rows.collect())
}

fn proposals(document: &Document) -> Table {
    let rows = document.proposals.iter().map(|proposal| {
        vec![
            Cell::text(proposal.id.clone()),
            Cell::text(proposal.name.clone()),
            Cell::text(proposal.kind),
            Cell::text(proposal.effort),
            sum(proposal.risk),
            Cell::Whole(proposal.clears.len() as i64),
            Cell::text(proposal.after.join(" ")),
        ]
    });
    let heads = [
        ("proposal", 36),
        ("name", 60),
        ("kind", 12),
        ("effort", 10),
        ("risk", 12),
        ("findings", 10),
        ("after", 36),
    ];
    table("Proposals", &heads, rows.collect())
}
