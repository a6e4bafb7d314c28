//! The comparison as an answer: figures in columns, then what each scenario
//! clears, brings and breaks, and what it takes for granted.

use super::document::{BrokenRow, ChangedRow, ColumnRow, ComparedFinding, ComparisonDocument, PlanRow};
use crate::render::answer::{self, Answer, Column, Heading, Readers, Table, Value};
use crate::render::words::not_judged;
use crate::sentence::say;

/// Rows that a terminal shows of each list.
const SHOWN: usize = 12;

/// Stands behind a figure that cannot be held against the estate as it is.
const NOT_COMPARABLE: &str = "*";

impl answer::Document for ComparisonDocument {
    fn answer(&self) -> Answer {
        let day = self.envelope.day.map_or_else(|| say![], |day| say![", as at ", day]);
        let mut answer = Answer::new(self.envelope.clone(), say![&self.estate_name, day]);
        answer.table(side_by_side(self));
        for note in not_comparable(self).into_iter().chain(not_judged(&self.not_judged)) {
            answer.paragraph(note);
        }
        for column in self.columns.iter().skip(1) {
            scenario(&mut answer, column);
        }
        answer
    }
}

fn side_by_side(document: &ComparisonDocument) -> Table {
    let rows = figures(document).into_iter();
    let heads = document.columns.iter().map(|column| Heading::named(column.name.clone()));
    Table {
        columns: std::iter::once(Heading::named("Figure")).chain(heads).collect(),
        rows: rows.map(|(label, cells)| std::iter::once(Value::text(label)).chain(cells).collect()).collect(),
        ..Table::empty("Side by side")
    }
}

/// Why marked figures cannot be held against the estate as it is, one
/// sentence a scenario.
pub(in crate::render) fn not_comparable(document: &ComparisonDocument) -> Vec<String> {
    let note = |column: &ColumnRow| {
        let broken = column.broken_in_words()?;
        Some(format!(
            "{NOT_COMPARABLE} {}: not comparable: {broken} broken; what lost its end is no longer judged.",
            column.name
        ))
    };
    document.columns.iter().filter_map(note).collect()
}

/// Every figure in words, with one value a column.
pub(in crate::render) fn figures(document: &ComparisonDocument) -> Vec<(&'static str, Vec<Value>)> {
    let each = |of: &dyn Fn(&ColumnRow) -> Value| document.columns.iter().map(of).collect();
    let planned = |of: &dyn Fn(&ColumnRow, &PlanRow) -> Value| {
        each(&|column| match &column.plan {
            plan if !plan.is_feasible => "not possible".into(),
            plan => of(column, plan),
        })
    };
    let rounded = |value: f64| Value::Decimal(value, 0);
    let sum = |value: f64| Value::Money(value, document.currency);
    // What rests on findings is marked where something lost its end.
    let judged = |column: &ColumnRow, figure: Value| {
        if column.broken.is_empty() { figure } else { Value::Marked(Box::new(figure), NOT_COMPARABLE) }
    };
    let counted = |column: &ColumnRow, figure: usize| judged(column, figure.into());
    let or_not_judged = |figure: Option<usize>| figure.map_or("not judged".into(), Value::from);
    vec![
        ("Broken interfaces and needs", each(&|c| c.broken.len().into())),
        ("Systems in use", each(&|c| c.figures.systems.into())),
        ("Interfaces in use", each(&|c| c.figures.interfaces.into())),
        ("Measured risk, points", each(&|c| judged(c, rounded(c.figures.risk)))),
        ("Critical findings", each(&|c| counted(c, c.figures.critical))),
        ("High findings", each(&|c| counted(c, c.figures.high))),
        ("Medium findings", each(&|c| counted(c, c.figures.medium))),
        ("Low findings", each(&|c| counted(c, c.figures.low))),
        ("High-risk systems", each(&|c| counted(c, c.figures.high_risk_systems))),
        ("Systems without support", each(&|c| c.figures.unsupported_systems.into())),
        ("Systems without an interface", each(&|c| or_not_judged(c.figures.systems_without_interface))),
        ("Staff hours lost a year", each(&|c| judged(c, rounded(c.figures.hours_per_year)))),
        ("Recorded running cost a year", each(&|c| sum(c.figures.running_cost_per_year))),
        ("Systems and fleets without a cost", each(&|c| c.figures.without_recorded_cost.into())),
        ("Cannot be judged", each(&|c| c.figures.cannot_be_judged.into())),
        ("Plan: actions", planned(&|_, plan| plan.actions.into())),
        ("Plan: cost", planned(&|_, plan| sum(plan.cost))),
        ("Plan: risk removed, points", planned(&|c, plan| judged(c, rounded(plan.removed)))),
        ("Plan: high-risk systems after it", planned(&|c, plan| counted(c, plan.high_risk_systems))),
    ]
}

fn scenario(answer: &mut Answer, column: &ColumnRow) {
    let file = column.file.as_deref().unwrap_or_default();
    answer.section(format!("{} ({file})", column.name));
    for forced in &column.plan.forced_undone {
        answer.item(format!("Forced but not possible: {} ({}): {}", forced.name, forced.id, forced.why));
    }
    if !column.assumes.is_empty() {
        answer.item("Its own claims, checked by nobody here:");
        column.assumes.iter().for_each(|claim| answer.item_at(1, claim));
    }
    if let Some(broken) = column.broken_in_words() {
        answer.subsection(format!(
            "It breaks {broken}; none of it is in the measured risk, because what lost its end is no longer judged"
        ));
        let columns = vec![
            Column::new("kind", |broken: &BrokenRow| broken.kind),
            Column::new("name", |broken: &BrokenRow| Value::text(&broken.name)),
            Column::new("id", |broken: &BrokenRow| Value::id(&broken.id)),
            Column::new("loses", |broken: &BrokenRow| Value::text(&broken.lost)),
        ];
        listed(answer, Table::new("Broken", &column.broken, columns));
    }
    for (title, findings) in [("Findings gone", &column.gone), ("Findings new", &column.new)] {
        if findings.is_empty() {
            continue;
        }
        answer.subsection(format!("{title}: {}", findings.len()));
        let columns = vec![
            Column::new("risk", |finding: &ComparedFinding| Value::Decimal(finding.risk, 1)),
            Column::new("finding", |finding: &ComparedFinding| Value::id(&finding.id)),
        ];
        listed(answer, Table::new("Findings", findings, columns));
    }
    if !column.changed.is_empty() {
        let many = column.changed.len();
        answer.subsection(format!("Findings whose risk changes by half a point or more: {many}"));
        let columns = vec![
            Column::new("before", |change: &ChangedRow| Value::Decimal(change.before, 1)),
            Column::new("after", |change: &ChangedRow| Value::Decimal(change.after, 1)),
            Column::new("finding", |change: &ChangedRow| Value::id(&change.id)),
        ];
        listed(answer, Table::new("Changed", &column.changed, columns));
    }
}

fn listed(answer: &mut Answer, table: Table) {
    answer.table(table.most(SHOWN, "").for_readers(Readers::People));
}

#[cfg(test)]
mod tests {
    use super::super::document::{BrokenRow, FigureRow};
    use super::*;
    use crate::money::Currency;
    use crate::render::answer::Envelope;
    use crate::render::document::plan::ForcedRow;
    use crate::render::format::{self, Format};

    fn column(name: &str, broken: Vec<BrokenRow>, plan: PlanRow) -> ColumnRow {
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
            systems_without_interface: None,
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
        let plan = |is_feasible, forced_undone| PlanRow {
            actions: 0,
            cost: 0.0,
            removed: 0.0,
            value: 0.0,
            high_risk_systems: 1,
            is_feasible,
            forced_undone,
        };
        let document = ComparisonDocument {
            envelope: Envelope::new("techstrata-comparison/2", None, None),
            estate_name: "Estate".to_owned(),
            currency: Currency::GBP,
            not_judged: Vec::new(),
            columns: vec![
                column("As it is", Vec::new(), plan(true, Vec::new())),
                column("Off", vec![lost(), lost()], plan(false, vec![forced])),
            ],
        };
        let text = String::from_utf8(format::write(&document, Format::Text, 200).unwrap()).unwrap();
        let row = |label: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(label));
            line.unwrap_or_default()
                .split("  ")
                .map(str::trim)
                .filter(|cell| !cell.is_empty())
                .collect::<Vec<_>>()
        };
        assert_eq!(row("Broken interfaces and needs"), ["0", "2"]);
        assert_eq!(row("Measured risk, points"), ["120", "120*"]);
        assert_eq!(row("Systems in use"), ["3", "3"]);
        assert_eq!(row("Plan: risk removed, points"), ["0", "not possible"]);
        assert!(text.contains("* Off: not comparable: 2 interfaces broken;"), "{text}");
        assert!(text.contains("Forced but not possible: Lift (a/lift): not costed"), "{text}");
    }
}
