//! What the board is asked to decide, and the curve of what money buys.

use std::collections::BTreeSet;

use super::scene::{Scene, score, severity_word};
use crate::analyse::finding::Severity;
use crate::catalogue::SupportState;
use crate::check::estate::Endpoint;
use crate::date::{Day, PartialDate, add_months};
use crate::plan::{Action, Chosen};
use crate::render::chart::{self, CurvePoint, Width};
use crate::render::number;
use crate::render::view::{Curve, Decision, Decisions, anchor};
use crate::render::words::{of, sentence, spelled_of};

/// Decisions that stand alone; the rest are one row, so that the total adds up.
const MOST: usize = 4;

pub(super) fn decisions(scene: &Scene<'_>) -> Decisions {
    let plan = &scene.assessment.plan;
    let funded: Vec<&Chosen> = plan.funded().collect();
    if funded.is_empty() || plan.total_risk <= 0.0 {
        return Decisions {
            title: "Decisions".to_owned(),
            sentence: none(scene),
            rows: Vec::new(),
            total: None,
        };
    }
    let alone = if funded.len() > MOST + 1 { MOST } else { funded.len() };
    let mut order = funded.clone();
    order.sort_by(|a, b| b.removes.total_cmp(&a.removes).then(a.cost_so_far.cmp(&b.cost_so_far)));
    let (first, rest) = order.split_at(alone);
    let rest_removes: f64 = rest.iter().map(|chosen| chosen.removes).sum();
    let shares: Vec<f64> = first
        .iter()
        .map(|chosen| chosen.removes)
        .chain((!rest.is_empty()).then_some(rest_removes))
        .map(|removes| removes / plan.total_risk)
        .collect();
    let shares = number::whole_shares(&shares);
    let mut rows: Vec<Decision> = first
        .iter()
        .zip(&shares)
        .enumerate()
        .map(|(index, (chosen, share))| decision(scene, index + 1, chosen, *share))
        .collect();
    if let (false, Some(share)) = (rest.is_empty(), shares.last()) {
        rows.push(Decision {
            number: (alone + 1).to_string(),
            title: format!("Release {}", of(rest.len() as u64, "more action", "more actions")),
            to: "plan".to_owned(),
            note: "Each is in the table of actions".to_owned(),
            cost: scene.money(rest.iter().map(|chosen| chosen.cost).sum()),
            removed: format!("{share}%"),
            by: earliest(scene, rest.iter().map(|chosen| &scene.assessment.actions.all[chosen.action])),
        });
    }
    let total = (rows.len() > 1).then(|| Decision {
        number: String::new(),
        title: "Total".to_owned(),
        to: String::new(),
        note: String::new(),
        cost: scene.money(plan.funded_cost()),
        removed: format!("{}%", shares.iter().sum::<u32>()),
        by: String::new(),
    });
    let title = sentence(&spelled_of(rows.len() as u64, "decision", "decisions"));
    Decisions { title: format!("{title} for the board"), sentence: uncosted_note(scene), rows, total }
}

fn none(scene: &Scene<'_>) -> String {
    if scene.assessment.findings.is_empty() {
        "Nothing was found that would need a decision.".to_owned()
    } else if scene.assessment.actions.all.is_empty() {
        "No action is recorded. Record `modernisation` options with a cost on systems, and this page ranks them."
            .to_owned()
    } else if scene.assessment.plan.chosen.is_empty() {
        "No recorded action has both a cost and a finding that it would clear.".to_owned()
    } else {
        "No recorded action fits the budget.".to_owned()
    }
}

fn uncosted_note(scene: &Scene<'_>) -> String {
    match scene.assessment.actions.uncosted() {
        0 => String::new(),
        1 => "1 recorded action is not costed and stays out of these figures.".to_owned(),
        more => format!("{more} recorded actions are not costed and stay out of these figures."),
    }
}

fn decision(scene: &Scene<'_>, number: usize, chosen: &Chosen, share: u32) -> Decision {
    let action = &scene.assessment.actions.all[chosen.action];
    Decision {
        number: number.to_string(),
        title: action.name.clone(),
        to: anchor("action", &action.id),
        note: why(scene, action),
        cost: scene.money(chosen.cost),
        removed: format!("{share}%"),
        by: earliest(scene, std::iter::once(action)),
    }
}

/// What an action clears, and how firm that is.
fn why(scene: &Scene<'_>, action: &Action) -> String {
    let cleared = || action.clears.iter().filter_map(|finding| scene.finding(*finding));
    let Some(worst) = cleared().max_by(|a, b| a.risk.point.total_cmp(&b.risk.point)) else {
        return "Clears nothing itself; other actions need it".to_owned();
    };
    let count = of(cleared().count() as u64, "finding", "findings");
    let firm = if worst.is_firm { "and firm" } else { "though facts are missing" };
    format!(
        "Clears {count}; the worst is {}, {} of 100, {firm}",
        severity_word(worst.severity),
        score(worst.risk.point, &scene.assessment.thresholds)
    )
}

/// The day by which the first of some actions must begin; empty if no day is
/// recorded and no support ends.
fn earliest<'a>(scene: &Scene<'_>, actions: impl Iterator<Item = &'a Action>) -> String {
    match actions.filter_map(|action| begin_by(scene, action)).min() {
        None => String::new(),
        Some(day) if day <= scene.today => "Now".to_owned(),
        Some(day) => number::day_short(day),
    }
}

/// The recorded `start_by`, else the day from which the work would end after
/// support does; now, if support has ended.
fn begin_by(scene: &Scene<'_>, action: &Action) -> Option<Day> {
    let options = || action.options.iter();
    let recorded = options().filter_map(|option| scene.estate.option(*option).start_by.get());
    if let Some(day) = recorded.map(PartialDate::last_day).min() {
        return Some(day);
    }
    let subjects: BTreeSet<Endpoint> =
        options().map(|option| scene.estate.options[option.at()].subject).collect();
    let clears_support = action
        .clears
        .iter()
        .filter_map(|finding| scene.finding(*finding))
        .any(|scored| scored.finding.rule.family == crate::analyse::rule::Family::Outdated);
    if !clears_support {
        return None;
    }
    let components = subjects.iter().flat_map(|subject| scene.context.lifecycles.of(*subject));
    let days = components.filter_map(|component| match component.standing.state {
        SupportState::Unsupported => Some(scene.today),
        SupportState::Ending => {
            let months = action.months.map_or(0, i32::from);
            component.standing.decided_by.map(|day| add_months(day, -months).max(scene.today))
        }
        _ => None,
    });
    days.min()
}

/// High-risk systems that are left when the funded actions are done.
pub(super) fn high_risk_after(scene: &Scene<'_>) -> u64 {
    let cleared = scene.assessment.plan.funded_clears(&scene.assessment.actions);
    let is_left = |finding: &u32| {
        let scored = scene.finding(*finding);
        scored
            .is_some_and(|one| one.is_open() && one.severity >= Severity::High && !cleared.contains(finding))
    };
    scene.systems_in_use().filter(|(_, standing)| standing.findings.iter().any(is_left)).count() as u64
}

/// What the actions without a price would do.
pub(super) struct Uncosted {
    pub(super) actions: u64,
    pub(super) share: f64,
}

pub(super) fn uncosted(scene: &Scene<'_>) -> Uncosted {
    let actions: Vec<&Action> = scene
        .assessment
        .actions
        .all
        .iter()
        .filter(|action| action.cost.is_none() && !action.clears.is_empty())
        .collect();
    let cleared: BTreeSet<u32> = actions.iter().flat_map(|action| action.clears.iter().copied()).collect();
    let removed: f64 =
        cleared.iter().filter_map(|finding| scene.finding(*finding)).map(|scored| scored.risk.point).sum();
    let whole = scene.assessment.plan.total_risk;
    Uncosted { actions: actions.len() as u64, share: if whole > 0.0 { removed / whole } else { 0.0 } }
}

/// The curve; nothing with fewer than two costed actions.
pub(super) fn curve(scene: &Scene<'_>) -> Option<Curve> {
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
    let share = |removed: f64| number::percent(removed / plan.total_risk);
    let (cost, bought) = (scene.money(plan.funded_cost()), number::percent(plan.funded_share()));
    let total = format!("{}, {}", scene.money(last.cost_so_far), share(last.removed_so_far));
    let actions = of(funded as u64, "action", "actions");
    let buys_most = plan.funded_share() * 2.0 >= last.removed_so_far / plan.total_risk;
    let title = match (funded, funded == all) {
        (0, _) => "No recorded action fits the budget".to_owned(),
        (_, true) => format!("All costed actions together remove {bought} of measured risk"),
        _ if buys_most => format!("The first {cost} buys most of the benefit"),
        _ => format!("The first {cost} buys {bought}"),
    };
    let description = format!(
        "{actions} costing {cost} remove {bought} of measured risk. All {all} costed actions: {total}. The same values are in the table of actions."
    );
    let input = chart::Curve {
        points,
        budget: plan.budget.map(|budget| (budget as f64 / 100.0, format!("Budget {}", scene.money(budget)))),
        funded_label: (funded > 0 && funded < all).then(|| format!("{actions}: {cost}, {bought}")),
        total_label: Some(format!("All {all}: {total}")),
        description,
        currency: scene.currency,
    };
    Some(Curve {
        title,
        note: "Risk removed against total spend, in the order that we recommend. One dot is one action."
            .to_owned(),
        wide: chart::risk_curve(&input, Width::Wide),
        narrow: chart::risk_curve(&input, Width::Narrow),
    })
}
