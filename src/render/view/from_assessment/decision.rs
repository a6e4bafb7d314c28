//! What the board is asked to decide, and the curve of what money buys.

use std::collections::{BTreeMap, BTreeSet};

use super::scene::{PageContext, score, severity_word};
use crate::ask::comparison;
use crate::date::{Day, PartialDate, add_months};
use crate::method::Threshold;
use crate::plan::roadmap::quarters::quarterly;
use crate::plan::{Action, Chosen, Plan};
use crate::render::chart::{self, CurvePoint, Width};
use crate::render::number;
use crate::render::view::{CurveView, Decision, Decisions, anchor};
use crate::render::words::{and_not_judged, of, sentence, spelled_of};

/// Decisions that stand alone; the rest are one row, so that the total adds up.
const MOST: usize = 4;
/// Actions above which the curve has no dots.
const MOST_DOTS: usize = 25;

pub(super) fn decisions(scene: &PageContext<'_>) -> Decisions {
    let plan = &scene.assessment.plan;
    let funded: Vec<&Chosen> = plan.funded().collect();
    if funded.is_empty() || plan.total_risk <= 0.0 {
        return Decisions {
            title: "Decisions".to_owned(),
            sentence: none(scene),
            gap: String::new(),
            rows: Vec::new(),
            total: None,
        };
    }
    let alone = if funded.len() > MOST + 1 { MOST } else { funded.len() };
    let mut order = funded.clone();
    order.sort_by(|a, b| b.removes.total_cmp(&a.removes).then(a.cost_so_far.cmp(&b.cost_so_far)));
    let (first, rest) = order.split_at(alone);
    let starts = starts(scene);
    let mut tenths_left = tenths(plan, plan.removed());
    let whole = tenths_left;
    let mut rows: Vec<Decision> = Vec::new();
    for (index, chosen) in first.iter().enumerate() {
        let own = tenths(plan, chosen.removes);
        tenths_left -= own;
        rows.push(decision(scene, &starts, index + 1, chosen, own));
    }
    if !rest.is_empty() {
        rows.push(Decision {
            number: (alone + 1).to_string(),
            title: format!("Release {}", of(rest.len() as u64, "more action", "more actions")),
            to: "plan".to_owned(),
            note: "Each is in the table of actions".to_owned(),
            cost: scene.money(rest.iter().map(|chosen| chosen.cost).sum()),
            // What is left of the total, so that the column adds up.
            removed: of_tenths(tenths_left.max(0)),
            by: decide_by(scene, &starts, rest.iter().map(|chosen| chosen.action)),
        });
    }
    let total = (rows.len() > 1).then(|| Decision {
        number: String::new(),
        title: "Total".to_owned(),
        to: String::new(),
        note: String::new(),
        cost: scene.money(plan.cost),
        removed: number::percent_fine(whole as f64 / 1000.0),
        by: String::new(),
    });
    let title = sentence(&spelled_of(rows.len() as u64, "decision", "decisions"));
    Decisions {
        title: format!("{title} for the board"),
        sentence: below(scene),
        gap: super::cliff::gap(scene),
        rows,
        total,
    }
}

/// A part of all risk in tenths of a per cent, as the plan's table writes it.
fn tenths(plan: &Plan, removes: f64) -> i64 {
    (removes / plan.total_risk * 1000.0).round() as i64
}

fn of_tenths(tenths: i64) -> String {
    format!("{}%", number::decimal(tenths as f64 / 10.0, 1))
}

/// What must be said with the decisions: what they leave unmet, what is not
/// costed, and how the days are made.
fn below(scene: &PageContext<'_>) -> String {
    let lead = scene.context.threshold(Threshold::ApprovalLead).round().max(0.0) as u64;
    let days = format!(
        "Decide by: {} before the work starts in the plan, or the day that the inventory names.",
        of(lead, "month", "months")
    );
    let parts = [uncosted_note(scene), days];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn none(scene: &PageContext<'_>) -> String {
    if !scene.assessment.plan.solution.is_feasible {
        super::plan::impossible(scene)
    } else if scene.assessment.findings.is_empty() {
        and_not_judged("Nothing was found that would need a decision.", &scene.off)
    } else if scene.assessment.actions.all.is_empty() {
        "No action is recorded. Record modernisation options with a cost on systems, and this page ranks them."
            .to_owned()
    } else if scene.assessment.plan.chosen.is_empty() {
        "No recorded action has both a cost and a finding that it would clear.".to_owned()
    } else if scene.assessment.plan.frame.pots.is_empty() {
        "No recorded action fits the teams' days and the years of the plan.".to_owned()
    } else {
        "No recorded action fits the budget.".to_owned()
    }
}

fn uncosted_note(scene: &PageContext<'_>) -> String {
    match scene.assessment.actions.uncosted() {
        0 => String::new(),
        1 => "1 recorded action is not costed and stays out of these figures.".to_owned(),
        more => format!("{more} recorded actions are not costed and stay out of these figures."),
    }
}

fn decision(
    scene: &PageContext<'_>,
    starts: &Starts,
    number: usize,
    chosen: &Chosen,
    tenths: i64,
) -> Decision {
    let action = &scene.assessment.actions.all[chosen.action];
    Decision {
        number: number.to_string(),
        title: action.name.clone(),
        to: anchor("action", &action.id),
        note: why(scene, action),
        cost: scene.money(chosen.cost),
        removed: if tenths == 0 {
            number::percent(chosen.removes / scene.assessment.plan.total_risk.max(1e-9))
        } else {
            of_tenths(tenths)
        },
        by: decide_by(scene, starts, std::iter::once(chosen.action)),
    }
}

/// What an action clears, and how firm that is.
fn why(scene: &PageContext<'_>, action: &Action) -> String {
    let cleared = || action.clears.iter().filter_map(|finding| scene.finding(*finding));
    let Some(worst) = cleared().max_by(|a, b| a.risk.point().total_cmp(&b.risk.point())) else {
        return "Clears nothing itself; other actions need it".to_owned();
    };
    let count = of(cleared().count() as u64, "finding", "findings");
    let firm = if worst.is_firm { "whatever the missing facts are" } else { "though facts are missing" };
    format!(
        "Clears {count}, the worst of them {} ({} of 100), {firm}",
        severity_word(worst.severity),
        score(worst.risk.point(), &scene.assessment.thresholds)
    )
}

/// By action of the plan: the first day of its work.
type Starts = BTreeMap<usize, Day>;

fn starts(scene: &PageContext<'_>) -> Starts {
    let found = &scene.assessment.plan;
    let by_quarter = quarterly(found, |action| scene.assessment.actions.all[action].months);
    let placed = found.placed.iter().zip(&by_quarter.spans);
    placed.map(|(placed, (begins, _))| (placed.action, found.frame.quarter_day(*begins))).collect()
}

/// The last day on which the first of some actions can be decided.
fn decide_by(scene: &PageContext<'_>, starts: &Starts, actions: impl Iterator<Item = usize>) -> String {
    let lead = scene.context.threshold(Threshold::ApprovalLead).round().max(0.0) as i32;
    let day_of = |action: usize| {
        starts.get(&action).map(|start| latest_decision(*start, lead, recorded_start(scene, action)))
    };
    match actions.filter_map(day_of).min() {
        None => String::new(),
        Some(day) if day <= scene.today => "Now".to_owned(),
        Some(day) => number::day_short(day),
    }
}

/// The day before the lead begins; the day that the inventory names, if that
/// is sooner.
fn latest_decision(start: Day, lead: i32, recorded: Option<Day>) -> Day {
    let begins = add_months(start, -lead);
    let day = begins.yesterday().unwrap_or(begins);
    recorded.map_or(day, |recorded| recorded.min(day))
}

fn recorded_start(scene: &PageContext<'_>, action: usize) -> Option<Day> {
    let options = scene.assessment.actions.all[action].options.iter();
    options.filter_map(|option| scene.estate.option(*option).start_by.get()).map(PartialDate::last_day).min()
}

/// High-risk systems that are left when the plan is done.
pub(super) fn high_risk_after(scene: &PageContext<'_>) -> u64 {
    comparison::high_risk_after(scene.assessment, &scene.assessment.plan) as u64
}

/// What the actions without a price would do.
pub(super) struct Uncosted {
    pub(super) actions: u64,
    pub(super) share: f64,
}

pub(super) fn uncosted(scene: &PageContext<'_>) -> Uncosted {
    let actions: Vec<&Action> = scene
        .assessment
        .actions
        .all
        .iter()
        .filter(|action| action.cost.is_none() && !action.clears.is_empty())
        .collect();
    let cleared: BTreeSet<u32> = actions.iter().flat_map(|action| action.clears.iter().copied()).collect();
    let removed: f64 =
        cleared.iter().filter_map(|finding| scene.finding(*finding)).map(|scored| scored.risk.point()).sum();
    let whole = scene.assessment.plan.total_risk;
    Uncosted { actions: actions.len() as u64, share: if whole > 0.0 { removed / whole } else { 0.0 } }
}

/// The curve; nothing with fewer than two costed actions.
pub(super) fn curve(scene: &PageContext<'_>) -> Option<CurveView> {
    let plan = &scene.assessment.plan;
    if plan.chosen.len() < 2 || plan.total_risk <= 0.0 {
        return None;
    }
    let points: Vec<CurvePoint> = plan
        .chosen
        .iter()
        .map(|chosen| CurvePoint {
            spent: chosen.cost_so_far as f64 / 100.0,
            removed: chosen.removed_so_far / plan.total_risk,
            is_funded: chosen.is_funded,
        })
        .collect();
    let (funded, all) = (plan.funded().count(), plan.chosen.len());
    let last = plan.chosen.last()?;
    let share = |removed: f64| number::percent_fine(removed / plan.total_risk);
    let (cost, bought) = (scene.money(plan.cost), share(plan.removed()));
    let total = format!("{}, {}", scene.money(last.cost_so_far), share(last.removed_so_far));
    let actions = of(funded as u64, "action", "actions");
    let title = match (funded, funded == all) {
        (0, _) => "No recorded action fits the budget".to_owned(),
        (_, true) => format!("{cost} for all costed actions removes {bought} of measured risk"),
        _ => format!(
            "{cost} removes {bought} of measured risk; the next {} would add {}",
            scene.money(last.cost_so_far - plan.cost),
            more_points(plan, last)
        ),
    };
    let ruled_out = scene.assessment.actions.all.iter().filter(|action| action.cost.is_some()).count() > all;
    let which = if ruled_out { "that can be combined and clear something" } else { "that are costed" };
    let description = format!(
        "{actions} costing {cost} remove {bought} of measured risk. All {all} actions {which}: {total}. The same values are in the table of actions."
    );
    let input = chart::Curve {
        points,
        budget: plan
            .budget()
            .map(|budget| (budget as f64 / 100.0, format!("Budget {}", scene.money(budget)))),
        funded_label: (funded > 0 && funded < all).then(|| format!("{actions}: {cost}, {bought}")),
        total_label: Some(if ruled_out {
            format!("All {all} that can be combined: {total}")
        } else {
            format!("All {all}: {total}")
        }),
        description,
        currency: scene.currency,
    };
    let dots = if all > MOST_DOTS { "" } else { " One dot is one action." };
    Some(CurveView {
        title,
        note: format!("Risk removed against total spend, in the order that we recommend.{dots}"),
        wide: chart::risk_curve(&input, Width::Wide),
        narrow: chart::risk_curve(&input, Width::Narrow),
    })
}

/// What all beyond the money would add, in points of a per cent.
fn more_points(plan: &Plan, last: &Chosen) -> String {
    let points = (tenths(plan, last.removed_so_far) - tenths(plan, plan.removed())).max(0);
    let words = number::decimal(points as f64 / 10.0, 1);
    format!("{words} {}", if points == 10 { "point" } else { "points" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_is_due_before_its_work_starts_by_the_lead() {
        let start = Day::constant(2027, 4, 1);
        assert_eq!(latest_decision(start, 3, None), Day::constant(2026, 12, 31));
        // A day in the inventory counts if it is sooner, never after the start.
        let late = Day::constant(2027, 6, 30);
        assert_eq!(latest_decision(start, 3, Some(late)), Day::constant(2026, 12, 31));
        let early = Day::constant(2026, 11, 30);
        assert_eq!(latest_decision(start, 3, Some(early)), early);
    }
}
