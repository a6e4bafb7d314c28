//! The plan's lists as tables, for people and for spreadsheets.

use super::answer::wait;
use super::document::{
    CliffRow, MoneyRow, PlanDocument, PlannedAction, PriceRow, ProposalRow, TeamRow, UndoneRow, YearRow,
};
use crate::render::answer::{Column, Readers, Table, Value};
use crate::sentence::say;

/// Rows that a terminal shows of each list below the years.
const SHOWN: usize = 10;
/// Where the others are.
const REST: &str = "`--format xlsx -o plan.xlsx`";

fn points(value: f64) -> Value {
    Value::Decimal(value, 2)
}

fn ids(ids: &[String]) -> Value {
    ids.join(" ").into()
}

pub(super) fn actions(document: &PlanDocument) -> Table {
    let currency = document.currency;
    let columns = vec![
        Column::sheet("starts", |action: &PlannedAction| Value::text(&action.starts)),
        Column::sheet("completes", |action: &PlannedAction| Value::text(&action.completes)),
        Column::sheet("action", |action: &PlannedAction| Value::id(&action.id)),
        Column::sheet("name", |action: &PlannedAction| Value::text(&action.name)),
        Column::sheet("kind", |action: &PlannedAction| action.kind),
        Column::sheet("works_from", |action: &PlannedAction| action.works_from),
        Column::sheet("works_until", |action: &PlannedAction| action.works_until),
        Column::sheet("start_by", |action: &PlannedAction| action.start_by),
        Column::money("cost", currency, |action: &PlannedAction| Some(action.cost)),
        Column::sheet("months", |action: &PlannedAction| action.months),
        Column::sheet("risk_removed", |action: &PlannedAction| points(action.removes)).in_unit("points"),
        Column::sheet("findings_cleared", |action: &PlannedAction| action.clears.len()),
        Column::sheet("delay_cost_per_week", |action: &PlannedAction| action.delay_cost_per_week.map(points))
            .in_unit("points"),
        Column::sheet("quick_win", |action: &PlannedAction| action.is_quick_win),
        Column::sheet("clinical_safety_review", |action: &PlannedAction| action.needs_clinical_safety_review),
        Column::sheet("after", |action: &PlannedAction| ids(&action.after)),
        Column::sheet("clears", |action: &PlannedAction| ids(&action.clears)),
        Column::sheet("places", |action: &PlannedAction| ids(&action.places)),
    ];
    Table::new("Actions", &document.actions, columns).for_readers(Readers::Sheets)
}

pub(super) fn years(document: &PlanDocument) -> Table {
    type Row<'a> = (&'a YearRow, &'a MoneyRow);
    let currency = document.currency;
    let all = document.years.iter();
    let rows: Vec<Row<'_>> = all.flat_map(|year| year.money.iter().map(move |money| (year, money))).collect();
    let columns = vec![
        Column::sheet("year", |row: &Row<'_>| Value::text(&row.0.name)),
        Column::sheet("money", |row: &Row<'_>| row.1.kind),
        Column::money("spent", currency, |row: &Row<'_>| Some(row.1.spent)),
        Column::money("available", currency, |row: &Row<'_>| Some(row.1.available)),
        Column::sheet("risk_removed", |row: &Row<'_>| points(row.0.removes)).in_unit("points"),
        Column::sheet("risk_left_share", |row: &Row<'_>| Value::Share(row.0.risk_left_share)),
    ];
    Table::new("Years", &rows, columns).for_readers(Readers::Sheets)
}

pub(super) fn teams(document: &PlanDocument) -> Table {
    type Row<'a> = (&'a TeamRow, usize);
    let years = 0..document.years.len();
    let all = document.teams.iter();
    let rows: Vec<Row<'_>> = all.flat_map(|team| years.clone().map(move |year| (team, year))).collect();
    let columns = vec![
        Column::sheet("team", |row: &Row<'_>| Value::id(&row.0.id)),
        Column::sheet("name", |row: &Row<'_>| Value::text(&row.0.name)),
        Column::sheet("year", |row: &Row<'_>| Value::text(&document.years[row.1].name)),
        Column::sheet("days", |row: &Row<'_>| Value::Decimal(row.0.days[row.1], 2)),
        Column::sheet("available", |row: &Row<'_>| Value::Decimal(row.0.available[row.1], 2)).in_unit("days"),
    ];
    Table::new("Teams", &rows, columns).for_readers(Readers::Sheets)
}

pub(super) fn undone(document: &PlanDocument) -> Table {
    let currency = document.currency;
    let columns = vec![
        Column::people("Cost", move |undone: &UndoneRow| {
            undone.cost.map_or("not costed".into(), |cost| Value::Money(cost, currency))
        }),
        Column::people("Action", |undone: &UndoneRow| vec![Value::text(&undone.name), Value::id(&undone.id)]),
        Column::sheet("action", |undone: &UndoneRow| Value::id(&undone.id)),
        Column::sheet("name", |undone: &UndoneRow| Value::text(&undone.name)),
        Column::money("cost", currency, |undone: &UndoneRow| undone.cost),
        Column::new("why_not", |undone: &UndoneRow| Value::text(&undone.why)),
        Column::people("Leaves", |undone: &UndoneRow| Value::Decimal(undone.leaves, 0)),
        Column::people("Can wait", wait),
        Column::sheet("risk_left", |undone: &UndoneRow| points(undone.leaves)).in_unit("points"),
        Column::sheet("can_wait_until", |undone: &UndoneRow| undone.can_wait_until),
        Column::sheet("late_already", |undone: &UndoneRow| undone.is_late),
    ];
    Table::new("Left undone", &document.undone, columns).most(SHOWN, REST)
}

/// Dated ends that the plan does not meet, for people.
pub(super) fn unmet(unmet: &[&CliffRow]) -> Table {
    let columns = vec![
        Column::people("Day", |cliff: &&CliffRow| cliff.day),
        Column::people("What ends", |cliff: &&CliffRow| Value::text(&cliff.headline)),
        Column::people("In the plan", |cliff: &&CliffRow| match cliff.cleared_by {
            Some(day) => say!["cleared by ", day, ", after it"],
            None => say!["not funded"],
        }),
    ];
    Table::new("Unmet", unmet, columns).for_readers(Readers::People).most(SHOWN, REST)
}

pub(super) fn cliffs(document: &PlanDocument) -> Table {
    let columns = vec![
        Column::sheet("day", |cliff: &CliffRow| cliff.day),
        Column::sheet("what_ends", |cliff: &CliffRow| Value::text(&cliff.headline)),
        Column::sheet("met", |cliff: &CliffRow| cliff.is_met),
        Column::sheet("cleared_by", |cliff: &CliffRow| cliff.cleared_by),
        Column::sheet("finding", |cliff: &CliffRow| cliff.finding.clone().map(Value::Id)),
    ];
    Table::new("Dated ends", &document.cliffs, columns).for_readers(Readers::Sheets)
}

pub(super) fn prices(document: &PlanDocument) -> Table {
    type Row<'a> = (String, &'a PriceRow);
    let amount = document.next_money_amount;
    let more = document.next_money.iter().map(|price| (format!("{amount:.0} more {}", price.limit), price));
    let lifted = document.prices.iter().map(|price| (format!("without the limit of {}", price.limit), price));
    let rows: Vec<Row<'_>> = lifted.chain(more).collect();
    let columns = vec![
        Column::sheet("if", |row: &Row<'_>| Value::text(&row.0)),
        Column::sheet("value_gained_share", |row: &Row<'_>| Value::Share(row.1.gain_share)),
        Column::sheet("risk_removed_more", |row: &Row<'_>| points(row.1.removes)).in_unit("points"),
        Column::sheet("actions_more", |row: &Row<'_>| row.1.actions),
    ];
    Table::new("Limits", &rows, columns).for_readers(Readers::Sheets)
}

pub(super) fn proposals(document: &PlanDocument) -> Table {
    let columns = vec![
        Column::people("Risk", |proposal: &ProposalRow| Value::Decimal(proposal.risk, 0)),
        Column::sheet("proposal", |proposal: &ProposalRow| Value::id(&proposal.id)),
        Column::new("name", |proposal: &ProposalRow| Value::text(&proposal.name)).titled("Proposal"),
        Column::sheet("kind", |proposal: &ProposalRow| proposal.kind),
        Column::new("effort", |proposal: &ProposalRow| proposal.effort),
        Column::sheet("risk", |proposal: &ProposalRow| points(proposal.risk)).in_unit("points"),
        Column::new("findings", |proposal: &ProposalRow| proposal.clears.len()),
        Column::new("after", |proposal: &ProposalRow| ids(&proposal.after)),
    ];
    Table::new("Proposals", &document.proposals, columns).most(SHOWN, REST)
}
