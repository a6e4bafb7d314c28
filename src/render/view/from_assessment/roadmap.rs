//! The roadmap: what each year buys, whom it loads, which dated ends it does
//! not meet, and what doing nothing would come to.

use super::scene::PageContext;
use crate::check::estate::Subject;
use crate::plan::Plan;
use crate::plan::roadmap::quarters::{QUARTERS as QUARTERS_A_YEAR, Quarterly, quarterly};
use crate::plan::roadmap::{Cliff, LeftOut, Undone, WhyUndone, YearPlan};
use crate::render::chart;
use crate::render::document::plan::why_undone;
use crate::render::number;
use crate::render::view::{Cell, Chip, Listing, Tone, ViewColumn, ViewRow, ViewTable, anchor};
use crate::render::words::{of, sentence, spelled_of, with_days};

/// Rows of any one table; the rest are counted.
const MOST_ROWS: usize = 40;
/// Actions that are drawn by quarter; the rest are counted.
const MOST_ACTIONS: usize = 60;
/// Quarters that fit side by side.
const MOST_QUARTERS: usize = 12;

pub(super) fn listings(scene: &PageContext<'_>) -> Vec<Listing> {
    let plan = &scene.assessment.plan;
    let by_quarter = quarterly(plan, |action| scene.assessment.actions.all[action].months);
    let teams = if plan.frame.years * QUARTERS_A_YEAR <= MOST_QUARTERS {
        teams_by_quarter(scene, plan, &by_quarter)
    } else {
        teams(scene, plan)
    };
    // Without money nothing is fixed to a year, and quarters would say more
    // than anyone decided.
    let is_bound = !plan.frame.pots.is_empty();
    let by_action = is_bound.then(|| actions(scene, plan, &by_quarter));
    let mut listings = vec![years(scene, plan)];
    listings.extend(by_action);
    listings.extend([teams, cliffs(scene, plan), super::nothing::nothing(scene)]);
    listings
}

fn listing(
    title: &str,
    id: &str,
    text: String,
    caption: &str,
    columns: Vec<ViewColumn>,
    rows: Vec<ViewRow>,
) -> Listing {
    let table = (!rows.is_empty()).then(|| ViewTable {
        id: String::new(),
        caption: caption.to_owned(),
        note: String::new(),
        columns,
        rows,
    });
    Listing { title: title.to_owned(), id: id.to_owned(), sentence: text, table, ..Listing::default() }
}

fn years(scene: &PageContext<'_>, plan: &Plan) -> Listing {
    let mut columns = vec![ViewColumn::head("Year")];
    columns.extend(
        plan.frame.pots.iter().map(|pot| ViewColumn::text(&sentence(&format!("{} spent", pot.kind.word())))),
    );
    columns.extend([
        ViewColumn::number("Start"),
        ViewColumn::number("Complete"),
        ViewColumn::text("Risk left at its end"),
    ]);
    let rows = plan.years.iter().enumerate().map(|(year, bought)| year_row(scene, plan, year, bought));
    let text = format!(
        "{} start in {}; {} of measured risk is left at the end.",
        sentence(&of(plan.placed.len() as u64, "action", "actions")),
        of(plan.years.len() as u64, "financial year", "financial years"),
        number::percent(1.0 - plan.removed_share())
    );
    listing("Roadmap by year", "roadmap", text, "What each year costs and leaves", columns, rows.collect())
}

fn year_row(scene: &PageContext<'_>, plan: &Plan, year: usize, bought: &YearPlan) -> ViewRow {
    let mut cells = vec![Cell::new(bought.name.clone())];
    for (pot, spent) in plan.frame.pots.iter().zip(&bought.spend) {
        let Some(limit) = pot.by_year[year] else {
            cells.push(Cell::new("–".to_owned()));
            continue;
        };
        let share = if limit > 0 { *spent as f64 / limit as f64 } else { 0.0 };
        let text = format!("{} of {}", scene.money(*spent), scene.money(limit));
        cells.push(Cell::new(text).bar(chart::budget_bar(share)).sort(*spent as f64 / 100.0));
    }
    cells.push(Cell::new(bought.starts.len().to_string()));
    cells.push(Cell::new(bought.completes.len().to_string()));
    cells.push(
        Cell::new(number::percent(bought.risk_left))
            .bar(chart::share_bar(bought.risk_left))
            .sort(bought.risk_left),
    );
    ViewRow::of(cells)
}

/// When each action works.
fn actions(scene: &PageContext<'_>, plan: &Plan, by_quarter: &Quarterly) -> Listing {
    let quarters = plan.frame.years * QUARTERS_A_YEAR;
    let mut order: Vec<usize> = (0..plan.placed.len()).collect();
    order.sort_by_key(|&number| (by_quarter.spans[number], number));
    let rows = order.iter().take(MOST_ACTIONS).map(|&number| {
        let action = &scene.assessment.actions.all[plan.placed[number].action];
        let (begins, lasts) = by_quarter.spans[number];
        let from = plan.frame.quarter_day(begins);
        let last = plan.frame.quarter_end(begins + lasts - 1);
        ViewRow::of(vec![
            Cell::new(action.name.clone()).to(anchor("action", &action.id)),
            Cell::new(String::new()).bar(chart::quarter_bar(begins, lasts, quarters)).sort(begins as f64),
            Cell::new(format!("{} to {}", number::month(from), number::month(last))).sort(begins as f64),
        ])
    });
    let more = if order.len() > MOST_ACTIONS {
        format!(" The first {MOST_ACTIONS} are shown.")
    } else {
        String::new()
    };
    let text = format!(
        "The plan fixes the year of each action; within it, each is laid where its teams have most room.{more}"
    );
    let columns = vec![
        ViewColumn::head("Action"),
        ViewColumn::text(&format!("{} to {}", plan.frame.name(0), plan.frame.name(plan.frame.years - 1))),
        ViewColumn::text("Works"),
    ];
    listing(
        "Roadmap by quarter",
        "quarters",
        text,
        "When each action works; lines are starts of financial years",
        columns,
        rows.collect(),
    )
}

/// How full each team is in each quarter.
fn teams_by_quarter(scene: &PageContext<'_>, plan: &Plan, by_quarter: &Quarterly) -> Listing {
    let quarters = 0..plan.frame.years * QUARTERS_A_YEAR;
    let mut columns = vec![ViewColumn::head("Team")];
    columns.extend(quarters.clone().map(|quarter| ViewColumn::number(&months_of(plan, quarter))));
    let mut fullest: Option<(f64, String)> = None;
    let mut over = 0_u64;
    let mut rows = Vec::new();
    for (number, team) in plan.teams.iter().enumerate() {
        if by_quarter.days[number].iter().all(|days| *days <= 0.0) {
            continue;
        }
        let name = scene.estate.name(Subject::Team(*team));
        let organisation = scene.organisation(scene.estate.organisation_of(Subject::Team(*team)));
        let mut cells = vec![Cell::new(name.clone()).note(organisation)];
        for quarter in quarters.clone() {
            let share = by_quarter.share(number, quarter).unwrap_or(0.0);
            if fullest.as_ref().is_none_or(|(most, _)| share > *most) {
                fullest = Some((share, format!("{name} in {}", months_of(plan, quarter))));
            }
            over += u64::from(share > 1.0 + 1e-9);
            cells.push(fullness(share));
        }
        rows.push(ViewRow::of(cells));
    }
    let text = match fullest {
        Some((share, who)) if share > 0.0 => format!(
            "The fullest is {who}, with {} of its days; {}. Change freezes are taken off.",
            share_words(share),
            match over {
                0 => "no team is asked for more days than it has in any quarter".to_owned(),
                some => format!(
                    "{} over a team's days, though no year is",
                    of(some, "quarter is", "quarters are")
                ),
            }
        ),
        _ => "No action states how many days it takes of a team whose days are known.".to_owned(),
    };
    listing("Teams", "roadmap-teams", text, "Share of each team's days that the plan takes", columns, rows)
}

/// A share of a team's days: a bar, or a warning where it is more than all.
fn fullness(share: f64) -> Cell {
    if share > 1.0 + 1e-9 {
        return Cell::chip(Chip::new(Tone::High, share_words(share))).sort(share);
    }
    Cell::new(share_words(share)).bar(chart::share_bar(share)).sort(share)
}

/// A share in words; what is asked of a team without days has none.
fn share_words(share: f64) -> String {
    if share.is_finite() { number::percent(share) } else { "No days".to_owned() }
}

/// A quarter by its months: `Apr–Jun 2027`.
fn months_of(plan: &Plan, quarter: usize) -> String {
    let first = plan.frame.quarter_day(quarter);
    let last = plan.frame.quarter_end(quarter);
    format!("{}–{}", number::month_name(first), number::month(last))
}

fn teams(scene: &PageContext<'_>, plan: &Plan) -> Listing {
    let mut columns = vec![ViewColumn::head("Team")];
    columns.extend(plan.years.iter().map(|year| ViewColumn::text(&year.name)));
    let mut fullest: Option<(f64, String)> = None;
    let mut rows = Vec::new();
    for (number, team) in plan.teams.iter().enumerate() {
        let name = scene.estate.name(Subject::Team(*team));
        let organisation = scene.organisation(scene.estate.organisation_of(Subject::Team(*team)));
        let mut cells = vec![Cell::new(name.clone()).note(organisation)];
        for (year, bought) in plan.years.iter().enumerate() {
            let limit = plan.team_limits[number][year];
            let share = if limit > 0.0 { bought.days[number] / limit } else { 0.0 };
            if fullest.as_ref().is_none_or(|(most, _)| share > *most) {
                fullest = Some((share, format!("{name} in {}", bought.name)));
            }
            let text = format!("{} of its days", number::percent(share));
            let note =
                format!("{} of {}", number::decimal(bought.days[number], 0), number::decimal(limit, 0));
            cells.push(Cell::new(text).note(note).bar(chart::share_bar(share.min(1.0))).sort(share));
        }
        if plan.years.iter().any(|year| year.days[number] > 0.0) {
            rows.push(ViewRow::of(cells));
        }
    }
    let text = match fullest {
        Some((share, who)) if share > 0.0 => {
            format!(
                "The fullest is {who}, with {} of its days. Change freezes are taken off.",
                number::percent(share)
            )
        }
        _ => "No action states how many days it takes of a team whose days are known.".to_owned(),
    };
    listing("Teams", "roadmap-teams", text, "Days that the plan takes of each team", columns, rows)
}

/// Dated ends that the plan does not meet: the honest gap, by name.
fn cliffs(scene: &PageContext<'_>, plan: &Plan) -> Listing {
    let unmet: Vec<&Cliff> = plan.unmet().collect();
    let not_funded = unmet.iter().filter(|cliff| cliff.cleared.is_none()).count() as u64;
    let text = match (unmet.len(), plan.cliffs.len()) {
        (_, 0) => "No support and no notice is known to end by the end of the plan.".to_owned(),
        (0, all) => format!("The plan meets all {all} dated ends by its own end."),
        (some, all) => format!(
            "{} of {} by the end of the plan are not met before their day; {} not funded at all.{}",
            sentence(&number::count(some as u64)),
            of(all as u64, "dated end", "dated ends"),
            spelled_of(not_funded, "is", "are"),
            if some > MOST_ROWS { format!(" The first {MOST_ROWS} are shown.") } else { String::new() }
        ),
    };
    let rows = unmet.iter().take(MOST_ROWS).map(|cliff| {
        let headline = Cell::new(with_days(&cliff.headline));
        let cleared = cliff
            .cleared
            .map_or_else(|| "Not funded".to_owned(), |day| format!("By {}", number::day_short(day)));
        ViewRow::of(vec![
            match cliff.finding {
                Some(finding) => headline.to(scene.explanation(finding)),
                None => headline,
            },
            Cell::new(number::day_short(cliff.day)),
            Cell::new(cleared),
        ])
    });
    let columns = vec![ViewColumn::head("What ends"), ViewColumn::text("Day"), ViewColumn::text("Cleared")];
    listing(
        "Dated ends that this plan does not meet",
        "cliffs",
        text,
        "Dated ends, earliest first",
        columns,
        rows.collect(),
    )
}

/// Actions that would clear nothing beyond what the plan clears, by name, so
/// that all recorded actions are accounted for.
fn idle(scene: &PageContext<'_>, plan: &Plan) -> String {
    let names = |wanted: &dyn Fn(&Undone) -> bool| -> Vec<&str> {
        let idle = plan.undone.iter().filter(|undone| undone.leaves <= 0.0 && wanted(undone));
        idle.map(|undone| scene.assessment.actions.all[undone.action].name.as_str()).collect()
    };
    let clears_nothing = |undone: &Undone| {
        undone.why == WhyUndone::LeftOut(LeftOut::ClearsNothing)
            || scene.assessment.actions.all[undone.action].clears.is_empty()
    };
    let mut out = String::new();
    for (names, what) in [
        (names(&clears_nothing), "would clear nothing that was found"),
        (names(&|undone| !clears_nothing(undone)), "would clear only what the plan clears already"),
    ] {
        if !names.is_empty() {
            let more = sentence(&spelled_of(names.len() as u64, "more", "more"));
            let listed = super::lifecycle::listed(&names, 8);
            crate::render::words::append(&mut out, &format!(" {more} {what}: {listed}."));
        }
    }
    out
}

pub(super) fn undone(scene: &PageContext<'_>) -> Listing {
    let plan = &scene.assessment.plan;
    let worth: Vec<_> = plan.undone.iter().filter(|undone| undone.leaves > 0.0).collect();
    let whole = plan.total_risk.max(1e-9);
    let uncosted = scene.assessment.actions.uncosted() as u64;
    let mut text = match worth.len() {
        0 => "Every recorded action that would clear something is in the plan.".to_owned(),
        some => format!(
            "{} not in the plan.",
            sentence(&of(
                some as u64,
                "action that would clear something is",
                "actions that would clear something are"
            ))
        ),
    };
    crate::render::words::append(&mut text, &idle(scene, plan));
    if uncosted > 0 {
        crate::render::words::append(
            &mut text,
            &format!(
                " {} not costed and {} out of every total.",
                sentence(&spelled_of(uncosted, "action is", "actions are")),
                if uncosted == 1 { "stays" } else { "stay" }
            ),
        );
    }
    let rows = worth.iter().take(MOST_ROWS).map(|undone| {
        let action = &scene.assessment.actions.all[undone.action];
        let why = why_undone(&undone.why, |other| scene.assessment.actions.all[other].name.clone());
        let wait = match undone.can_wait_until {
            None => "No day is known".to_owned(),
            Some(day) if day < scene.today => format!("Its day was {}", number::day_short(day)),
            Some(day) => number::day_short(day),
        };
        ViewRow::of(vec![
            Cell::new(action.name.clone()),
            Cell::new(action.cost.map_or_else(|| "Not costed".to_owned(), |cost| scene.money(cost))),
            Cell::new(sentence(&why)),
            Cell::new(format!("{}%", number::decimal(undone.leaves / whole * 100.0, 1))).sort(undone.leaves),
            Cell::new(wait),
        ])
    });
    let columns = vec![
        ViewColumn::head("Action"),
        ViewColumn::text("Cost"),
        ViewColumn::text("Why not"),
        ViewColumn::number("Risk left"),
        ViewColumn::text("Can wait until"),
    ];
    listing(
        "Left undone",
        "undone",
        text,
        "Actions that the plan leaves out, most risk first",
        columns,
        rows.collect(),
    )
}
