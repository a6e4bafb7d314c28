//! The plan: actions in order, and what is left undone.

use super::roadmap;
use super::scene::PageContext;
use crate::method::Threshold;
use crate::plan::lens::{Miss, lenses};
use crate::plan::portfolio::{Proof, Status};
use crate::plan::{Chosen, Lens, WhatIf};
use crate::render::chart::{self, Win};
use crate::render::number;
use crate::render::view::{ActionView, PlanSection, ScriptData, ViewLink, Wins, anchor};
use crate::render::words::{self, of};
use crate::text::join_and;

/// Findings that a row names; the rest are counted.
const MOST_NAMED: usize = 3;
/// Actions that have a row; the rest are counted.
const MOST_ROWS: usize = 200;
/// Actions among which a reader may choose.
const MOST_CHOICES: usize = 400;

pub(super) fn plan(scene: &PageContext<'_>) -> Option<PlanSection> {
    let plan = &scene.assessment.plan;
    if scene.assessment.actions.all.is_empty() {
        return None;
    }
    let most = plan.chosen.iter().map(|chosen| chosen.removes).fold(0.0, f64::max).max(1e-9);
    let funded = plan.funded().count();
    let is_cut = funded > 0 && funded < plan.chosen.len();
    let rows = plan.chosen.iter().take(MOST_ROWS).enumerate();
    let actions: Vec<ActionView> = rows
        .map(|(index, chosen)| ActionView {
            is_last_funded: is_cut && index + 1 == funded,
            ..action(scene, index + 1, chosen, most)
        })
        .collect();
    let budget =
        plan.budget().map(|budget| format!(" The dashed line marks the budget of {}.", scene.money(budget)));
    Some(PlanSection {
        summary: summary(scene),
        caption: if plan.frame.pots.is_empty() {
            "Costed actions by the year in which they start, best value first".to_owned()
        } else {
            "Costed actions by the year in which they start, most risk first".to_owned()
        },
        note: format!(
            "Risk removed is what each action adds after those above it; cost per 1% counts what must come first and brings nothing itself. {}{}{}",
            how_good(scene),
            left_out_of_page(plan.chosen.len()),
            budget.filter(|_| is_cut).unwrap_or_default()
        ),
        has_order: actions.iter().any(|action| !action.after.is_empty()),
        actions,
        has_years: plan.funded().next().is_some(),
        wins: wins(scene),
        what_if: what_if(scene),
        sign: scene.currency.sign().to_owned(),
        roadmap: roadmap::listings(scene),
        undone: roadmap::undone(scene),
    })
}

/// What the page leaves out of a long plan; nothing of a short one.
fn left_out_of_page(actions: usize) -> String {
    let mut text = String::new();
    if actions > MOST_ROWS {
        let all = number::count(actions as u64);
        words::append(
            &mut text,
            &format!(" The first {MOST_ROWS} of {all} are shown; the plan as CSV has them all."),
        );
    }
    if actions > MOST_CHOICES {
        words::append(
            &mut text,
            " They are too many to choose among on a page; a scenario that forces or forbids actions shows another choice.",
        );
    }
    text
}

/// Effort against risk removed, of every costed action of known duration.
fn wins(scene: &PageContext<'_>) -> Option<Wins> {
    let assessment = scene.assessment;
    let plan = &assessment.plan;
    let all = lenses(plan, &assessment.actions, &assessment.findings, scene.today, &assessment.thresholds);
    let whole = plan.total_risk.max(1e-9);
    let wins: Vec<Win> = plan
        .chosen
        .iter()
        .enumerate()
        .filter_map(|(index, chosen)| {
            let lens = all[chosen.action];
            let months = assessment.actions.all[chosen.action].months?;
            (lens.brings.risk > 0.0).then(|| Win {
                number: (index + 1).to_string(),
                months: f64::from(months),
                removed: lens.brings.risk / whole * 100.0,
                cost: chosen.cost as f64 / 100.0,
                is_quick_win: lens.is_quick_win,
            })
        })
        .collect();
    if wins.len() < 2 {
        return None;
    }
    let quick: Vec<String> =
        wins.iter().filter(|win| win.is_quick_win).map(|win| win.number.clone()).collect();
    let title = match quick.as_slice() {
        [] => "No action is a quick win".to_owned(),
        [only] => format!("Action {only} is a quick win"),
        several => format!("Actions {} are quick wins", join_and(several)),
    };
    let longest = assessment.thresholds.get(Threshold::QuickWinMonths);
    let note = format!(
        "Months of work against the share of measured risk that each action clears alone; the area is its cost, the dashed lines are medians, numbers are those of the table above. A quick win (plum) is beaten by no other action on risk, money and time, counting what must come first; is of the cheapest quarter; takes {} months at most; waits for nothing; rests on facts of at least medium confidence; and starts in the first two years of the plan.{}",
        number::short_decimal(longest),
        near_misses(scene, &all)
    );
    let drawing = chart::win_matrix(
        &wins,
        &format!("{title}. Each action's months, cost and risk removed stand in the table above."),
    );
    Some(Wins { title, note, drawing })
}

/// Why actions that are cheap and beaten by none are no quick wins.
fn near_misses(scene: &PageContext<'_>, all: &[Lens]) -> String {
    let chosen = || scene.assessment.plan.chosen.iter().enumerate();
    let missing = |wanted: Miss| -> Vec<String> {
        let these = chosen().filter(|(_, chosen)| all[chosen.action].misses == Some(wanted));
        these.map(|(index, _)| (index + 1).to_string()).collect()
    };
    let parts: Vec<String> = [
        (missing(Miss::Slow), "for taking longer"),
        (missing(Miss::Waits), "for waiting for another"),
        (missing(Miss::Unsure), "for low confidence"),
        (missing(Miss::Late), "for starting later or not at all"),
    ]
    .into_iter()
    .filter(|(numbers, _)| !numbers.is_empty())
    .map(|(numbers, why)| format!("{} {why}", join_and(&numbers)))
    .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!(" As cheap and as good, but none: {}.", parts.join("; "))
    }
}

/// The figures of the page's own sum, as JSON that ends no script element.
fn what_if(scene: &PageContext<'_>) -> ScriptData {
    let assessment = scene.assessment;
    if assessment.plan.chosen.is_empty() || assessment.plan.chosen.len() > MOST_CHOICES {
        return ScriptData::default();
    }
    let figures = WhatIf::new(
        &assessment.plan.chosen,
        &assessment.actions,
        &assessment.findings,
        &assessment.standings,
    );
    ScriptData::of(&figures)
}

/// How far the plan can be from the best.
pub(super) fn how_good(scene: &PageContext<'_>) -> String {
    let plan = &scene.assessment.plan;
    let money = if plan.frame.pots.is_empty() { "" } else { "the budgets, " };
    let limits = format!("within {money}the teams' days of each year and the recorded last days of starting");
    let solution = &plan.solution;
    match solution.proof {
        _ if solution.is_optimal => {
            format!("No other plan {limits} removes more risk, sooner: proved.")
        }
        Proof::EarliestYears => {
            "There are too many actions to prove how near to the best that is.".to_owned()
        }
        _ => format!(
            "No other plan {limits} can be better by more than {}; that this is the best is not proved.",
            number::percent(solution.gap.unwrap_or(1.0))
        ),
    }
}

/// That what is forced cannot all be done, and why.
pub(super) fn impossible(scene: &PageContext<'_>) -> String {
    let solution = &scene.assessment.plan.solution;
    let clashes = &solution.clashes;
    let why = if clashes.is_empty() { String::new() } else { format!(": {}", clashes.join("; ")) };
    match solution.status {
        Status::Infeasible => format!("No plan can do all that must be done{why}."),
        Status::NotFound => "No plan was found that does all that must be done.".to_owned(),
        Status::Optimal | Status::Feasible => String::new(),
    }
}

fn summary(scene: &PageContext<'_>) -> String {
    let plan = &scene.assessment.plan;
    let (funded, all) = (plan.funded().count(), scene.assessment.actions.all.len());
    if !plan.solution.is_feasible {
        return impossible(scene);
    }
    if funded == 0 {
        return format!(
            "None of {} is costed, clears a finding and fits the budget.",
            of(all as u64, "recorded action", "recorded actions")
        );
    }
    format!(
        "{funded} of {}: {}, removes {} of measured risk; high-risk systems go from {} to {}.",
        of(all as u64, "recorded action", "recorded actions"),
        scene.money(plan.cost),
        number::percent_fine(plan.removed_share()),
        scene.assessment.standings.high_risk_systems(),
        super::decision::high_risk_after(scene),
    )
}

fn action(scene: &PageContext<'_>, order: usize, chosen: &Chosen, most: f64) -> ActionView {
    let record = &scene.assessment.actions.all[chosen.action];
    let plan = &scene.assessment.plan;
    let whole = plan.total_risk.max(1e-9);
    let subjects: Vec<_> =
        record.options.iter().map(|option| scene.estate.options[option.at()].subject).collect();
    let (subject, to) = match subjects.as_slice() {
        [only] => (scene.context.name(*only), scene.row(*only)),
        many => (of(many.len() as u64, "system or device", "systems and devices"), String::new()),
    };
    let points = chosen.removes / whole * 100.0;
    let fixes = named(scene, &record.clears);
    let more = record.clears.len() - fixes.len();
    ActionView {
        id: anchor("action", &record.id),
        order: order.to_string(),
        starts: starts(scene, chosen.action),
        title: record.name.clone(),
        subject,
        to,
        cost: scene.money(chosen.cost),
        cost_sort: Some(chosen.cost as f64 / 100.0),
        removed: format!("{}%", number::decimal(points, 1)),
        removed_bar: chart::share_bar(chosen.removes / most),
        removed_sort: points,
        cost_per_point: if points >= 0.05 {
            scene.money(((chosen.cost + enabling(scene, chosen.action)) as f64 / points).round() as i64)
        } else {
            String::new()
        },
        months: record.months.map(|months| months.to_string()).unwrap_or_default(),
        after: after(scene, &record.after),
        fixes_more: match (more, fixes.is_empty()) {
            (0, true) => needed_by(scene, chosen.action),
            (0, false) => String::new(),
            (_, true) => of(more as u64, "finding", "findings"),
            _ => format!("and {more} more"),
        },
        fixes,
        is_last_funded: false,
    }
}

/// What must come before an action and brings nothing itself, in minor units:
/// its price belongs to what it is done for.
fn enabling(scene: &PageContext<'_>, action: usize) -> i64 {
    let before = scene.assessment.actions.before(action);
    let chosen = scene.assessment.plan.chosen.iter();
    chosen
        .filter(|other| before.contains(&other.action) && other.removes <= 0.0)
        .map(|other| other.cost)
        .sum()
}

/// What an action that clears nothing itself is needed by, by the numbers of
/// the table.
fn needed_by(scene: &PageContext<'_>, action: usize) -> String {
    let assessment = scene.assessment;
    let chosen = assessment.plan.chosen.iter().enumerate();
    let waiting = chosen.filter(|(_, other)| assessment.actions.before(other.action).contains(&action));
    let numbers: Vec<String> = waiting.map(|(index, _)| (index + 1).to_string()).collect();
    match numbers.as_slice() {
        [] => "Nothing that was found".to_owned(),
        [only] => format!("Needed by action {only}"),
        several => format!("Needed by actions {}", join_and(several)),
    }
}

/// The year in which the plan starts an action.
fn starts(scene: &PageContext<'_>, action: usize) -> String {
    let plan = &scene.assessment.plan;
    plan.start(action).map_or_else(|| "Not funded".to_owned(), |year| plan.frame.name(year))
}

/// Findings with a drill-down, one a rule, worst first.
fn named(scene: &PageContext<'_>, clears: &[u32]) -> Vec<ViewLink> {
    let mut named: Vec<ViewLink> = Vec::new();
    for finding in clears {
        let (to, scored) = (scene.explanation(*finding), scene.finding(*finding));
        let Some(scored) = scored.filter(|_| !to.is_empty()) else { continue };
        let text = scored.finding.rule.title;
        if named.len() < MOST_NAMED && named.iter().all(|link| link.text != text) {
            named.push(ViewLink { to, text: text.to_owned(), view: String::new() });
        }
    }
    named
}

fn after(scene: &PageContext<'_>, actions: &[usize]) -> String {
    let names: Vec<&str> =
        actions.iter().map(|action| scene.assessment.actions.all[*action].name.as_str()).collect();
    join_and(&names)
}
