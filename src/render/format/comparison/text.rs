//! The comparison for a terminal, and as Markdown.

use std::fmt::Write as _;

use super::document::{ColumnRow, Document, FindingRow, PlanRow};
use crate::render::format::text::wrapped;
use crate::render::number::{count, decimal};
use crate::text::visible;

/// Rows that are shown of each list.
const SHOWN: usize = 12;

/// Stands behind a figure that cannot be held against the estate as it is.
const NOT_COMPARABLE: &str = "*";

// Writing to a String cannot fail, so results of `writeln!` are dropped here.

/// The comparison as text, `width` columns wide where lines can be broken.
pub fn text(document: &Document, width: usize) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}, as at {}\n", visible(&document.estate_name), document.as_of);
    let currency = &document.currency;
    let rows = figures(document, &|value| format!("{currency} {}", decimal(value, 0)));
    let heads: Vec<String> = document.columns.iter().map(|column| short(&column.name)).collect();
    let widths: Vec<usize> = heads
        .iter()
        .enumerate()
        .map(|(at, head)| {
            rows.iter()
                .map(|(_, cells)| cells[at].chars().count())
                .chain([head.chars().count()])
                .max()
                .unwrap_or(8)
        })
        .collect();
    let mut line = |label: &str, cells: &[String]| {
        let cells: Vec<String> =
            cells.iter().zip(&widths).map(|(cell, width)| format!("{cell:>width$}")).collect();
        let _ = writeln!(out, "{label:<34}{}", cells.join("  "));
    };
    line("", &heads);
    for (label, cells) in &rows {
        line(label, cells);
    }
    for note in not_comparable(document) {
        let _ = writeln!(out, "{}", wrapped(&note, width, 2));
    }
    for column in document.columns.iter().skip(1) {
        scenario(&mut out, column, width);
    }
    out
}

/// Why marked figures cannot be held against the estate as it is, one
/// sentence a scenario.
pub fn not_comparable(document: &Document) -> Vec<String> {
    let note = |column: &ColumnRow| {
        let broken = column.broken_in_words()?;
        Some(format!(
            "{NOT_COMPARABLE} {}: not comparable: {broken} broken; what lost its end is no longer judged.",
            visible(&column.name)
        ))
    };
    document.columns.iter().filter_map(note).collect()
}

/// The comparison as Markdown: the same text, set as code.
pub fn markdown(document: &Document) -> String {
    let text = text(document, 100);
    let (title, rest) = text.split_once('\n').unwrap_or((&text, ""));
    format!("# {title}\n\n```text\n{}```\n", rest.trim_start_matches('\n'))
}

/// A name in at most 22 letters.
fn short(name: &str) -> String {
    let name = visible(name);
    if name.chars().count() <= 22 {
        name.into_owned()
    } else {
        name.chars().take(21).chain(['…']).collect()
    }
}

/// Every figure in words, with one value a column; `sum` writes money in major
/// units.
pub fn figures(document: &Document, sum: &dyn Fn(f64) -> String) -> Vec<(&'static str, Vec<String>)> {
    let each = |of: &dyn Fn(&ColumnRow) -> String| document.columns.iter().map(of).collect();
    let planned = |of: &dyn Fn(&ColumnRow, &PlanRow) -> String| {
        each(&|column| match &column.plan {
            None => "no plan".to_owned(),
            Some(plan) if !plan.is_feasible => "not possible".to_owned(),
            Some(plan) => of(column, plan),
        })
    };
    let whole = |value: usize| count(value as u64);
    // What rests on findings is marked where something lost its end.
    let judged = |column: &ColumnRow, figure: String| {
        if column.broken.is_empty() { figure } else { format!("{figure}{NOT_COMPARABLE}") }
    };
    vec![
        ("Broken interfaces and needs", each(&|c| whole(c.broken.len()))),
        ("Systems in use", each(&|c| whole(c.figures.systems))),
        ("Interfaces in use", each(&|c| whole(c.figures.interfaces))),
        ("Measured risk, points", each(&|c| judged(c, decimal(c.figures.risk, 0)))),
        ("Critical findings", each(&|c| judged(c, whole(c.figures.critical)))),
        ("High findings", each(&|c| judged(c, whole(c.figures.high)))),
        ("Medium findings", each(&|c| judged(c, whole(c.figures.medium)))),
        ("Low findings", each(&|c| judged(c, whole(c.figures.low)))),
        ("High-risk systems", each(&|c| judged(c, whole(c.figures.high_risk_systems)))),
        ("Systems without support", each(&|c| whole(c.figures.unsupported_systems))),
        ("Systems without an interface", each(&|c| whole(c.figures.systems_without_interface))),
        ("Staff hours lost a year", each(&|c| judged(c, decimal(c.figures.hours_per_year, 0)))),
        ("Recorded running cost a year", each(&|c| sum(c.figures.running_cost_per_year))),
        ("Systems and fleets without a cost", each(&|c| whole(c.figures.without_recorded_cost))),
        ("Cannot be judged", each(&|c| whole(c.figures.cannot_be_judged))),
        ("Plan: actions", planned(&|_, plan| whole(plan.actions))),
        ("Plan: cost", planned(&|_, plan| sum(plan.cost))),
        ("Plan: risk removed, points", planned(&|c, plan| judged(c, decimal(plan.removed, 0)))),
        ("Plan: high-risk systems after it", planned(&|c, plan| judged(c, whole(plan.high_risk_systems)))),
    ]
}

fn scenario(out: &mut String, column: &ColumnRow, width: usize) {
    let file = column.file.as_deref().unwrap_or("");
    let _ = writeln!(out, "\n{} ({})", visible(&column.name), visible(file));
    let mut item = |text: &str| {
        let _ = writeln!(out, "{}", wrapped(&format!("  {text}"), width, 4));
    };
    lost(&mut item, column);
    if !column.assumes.is_empty() {
        item("Its own claims, checked by nobody here:");
        for claim in &column.assumes {
            item(&format!("  {}", visible(claim)));
        }
    }
    for (title, list) in [("Findings gone", &column.gone), ("Findings new", &column.new)] {
        let row = |finding: &FindingRow| format!("{:>5}  {}", decimal(finding.risk, 1), visible(&finding.id));
        listed(&mut item, &format!("{title}, {}:", list.len()), list, row);
    }
    let title = format!("Findings whose risk changes by half a point or more, {}:", column.changed.len());
    listed(&mut item, &title, &column.changed, |change| {
        format!(
            "{:>5} to {:>5}  {}",
            decimal(change.before, 1),
            decimal(change.after, 1),
            visible(&change.id)
        )
    });
}

/// What the scenario breaks, and what it forces in vain.
fn lost(item: &mut impl FnMut(&str), column: &ColumnRow) {
    let title = format!(
        "It breaks {}; none of it is in the measured risk, because what lost its end is no longer judged:",
        column.broken_in_words().unwrap_or_default()
    );
    listed(item, &title, &column.broken, |broken| {
        format!(
            "{} {} ({}) loses {}",
            broken.kind,
            visible(&broken.name),
            visible(&broken.id),
            visible(&broken.lost)
        )
    });
    for forced in column.plan.iter().flat_map(|plan| &plan.forced_undone) {
        item(&format!(
            "Forced but not possible: {} ({}): {}",
            visible(&forced.name),
            visible(&forced.id),
            forced.why
        ));
    }
}

/// A title, the first rows, and how many more; nothing of an empty list.
fn listed<T>(item: &mut impl FnMut(&str), title: &str, list: &[T], row: impl Fn(&T) -> String) {
    if list.is_empty() {
        return;
    }
    item(title);
    for each in list.iter().take(SHOWN) {
        item(&format!("  {}", row(each)));
    }
    if list.len() > SHOWN {
        item(&format!("  and {} more", list.len() - SHOWN));
    }
}

#[cfg(test)]
mod tests {
    use super::super::document::{BrokenRow, FigureRow};
    use super::*;
    use crate::render::format::plan::ForcedRow;

    fn column(name: &str, broken: Vec<BrokenRow>, plan: Option<PlanRow>) -> ColumnRow {
        let figures = FigureRow {
            systems: 3,
            devices: 0,
            interfaces: 2,
            risk: 120.0,
            critical: 0,
            high: 1,
            medium: 2,
            low: 0,
            high_risk_systems: 1,
            unsupported_systems: 0,
            systems_without_interface: 0,
            hours_per_year: 0.0,
            running_cost_per_year: 0.0,
            without_recorded_cost: 3,
            cannot_be_judged: 0,
        };
        ColumnRow {
            name: name.to_owned(),
            file: None,
            assumes: Vec::new(),
            figures,
            plan,
            gone: Vec::new(),
            new: Vec::new(),
            changed: Vec::new(),
            broken,
        }
    }

    #[test]
    fn risk_is_not_compared_where_a_scenario_breaks_something() {
        let lost = || BrokenRow {
            kind: "interface",
            id: "a/orders".to_owned(),
            name: "Orders".to_owned(),
            lost: "Engine".to_owned(),
        };
        let forced =
            ForcedRow { id: "a/lift".to_owned(), name: "Lift".to_owned(), why: "not costed".to_owned() };
        let plan = PlanRow {
            actions: 0,
            cost: 0.0,
            removed: 0.0,
            value: 0.0,
            high_risk_systems: 1,
            is_feasible: false,
            forced_undone: vec![forced],
        };
        let document = Document {
            format: "techstrata-comparison/1",
            techstrata: "0",
            as_of: "2026-10-31".to_owned(),
            estate_name: "Estate".to_owned(),
            inventory_sha256: String::new(),
            currency: "GBP".to_owned(),
            columns: vec![
                column("As it is", Vec::new(), None),
                column("Off", vec![lost(), lost()], Some(plan)),
            ],
        };
        let rows = figures(&document, &|sum| decimal(sum, 0));
        let row = |label: &str| rows.iter().find(|(known, _)| *known == label).unwrap().1.clone();
        assert_eq!(rows[0], ("Broken interfaces and needs", vec!["0".to_owned(), "2".to_owned()]));
        assert_eq!(row("Measured risk, points"), ["120", "120*"]);
        assert_eq!(row("Systems in use"), ["3", "3"]);
        assert_eq!(row("Plan: risk removed, points"), ["no plan", "not possible"]);
        let text = text(&document, 200);
        assert!(text.contains("* Off: not comparable: 2 interfaces broken;"), "{text}");
        assert!(text.contains("Forced but not possible: Lift (a/lift): not costed"), "{text}");
    }
}
