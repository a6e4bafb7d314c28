//! Days on which support or a contract ends: the greatest of them, and what
//! the plan does not do about them.

use std::collections::{BTreeMap, BTreeSet};

use super::lifecycle;
use super::scene::PageContext;
use super::tile::is_unsupported;
use crate::analyse::lifecycle::ComponentStanding;
use crate::analyse::rule::Family;
use crate::check::estate::{Endpoint, Subject, SystemIndex};
use crate::date::{Day, add_months};
use crate::plan::roadmap::Cliff;
use crate::render::number;
use crate::render::words::{append, of, spelled};
use crate::score::Scored;
use crate::text::join_and;

/// Unmet ends that the board names.
const MOST_NAMED: usize = 3;

/// The end of one product version in the horizon that most systems meet on
/// one day; of equals the first. All of its systems count, as in the timeline
/// and in the table of dated ends.
pub(super) fn greatest(scene: &PageContext<'_>) -> String {
    let by = add_months(scene.today, i32::from(scene.assessment.settings.horizon_months));
    let mut ends: BTreeMap<(Day, String), BTreeSet<SystemIndex>> = BTreeMap::new();
    for component in scene.context.lifecycles.all() {
        let (Endpoint::System(system), Some(day)) = (component.owner, PageContext::end_of_cover(component))
        else {
            continue;
        };
        if scene.loses_cover_by(component, by) {
            let (name, _) = lifecycle::names(scene, component);
            ends.entry((day, name)).or_default().insert(system);
        }
    }
    match ends.into_iter().rev().max_by_key(|(_, systems)| systems.len()) {
        Some(((day, product), systems)) => sentences(scene, day, &product, &systems),
        None => String::new(),
    }
}

fn sentences(scene: &PageContext<'_>, day: Day, product: &str, systems: &BTreeSet<SystemIndex>) -> String {
    let all = systems.len();
    let joins = systems.iter().filter(|system| !is_unsupported(scene, **system)).count();
    let on = number::day(day);
    let mut text = match all {
        1 => format!(" The next end of support is that of {product}, on {on}, on one system."),
        _ => format!(" {} lose support for {product} on {on}", of(all as u64, "system", "systems")),
    };
    let outcomes: Vec<Cleared> = systems.iter().map(|system| cleared(scene, *system, day)).collect();
    if let [only] = outcomes.as_slice() {
        text.push_str(clears_one(*only));
        return text;
    }
    if joins < all {
        text.push_str(&format_joins(joins));
    }
    text.push('.');
    let count = |wanted: Cleared| outcomes.iter().filter(|outcome| **outcome == wanted).count();
    let (early, late) = (count(Cleared::InTime), count(Cleared::Late));
    let some = early + late;
    append(
        &mut text,
        &match (some, early) {
            (0, _) => " The plan clears none of them.".to_owned(),
            (_, early) if some == early => format!(" The plan clears {some} of them before that day."),
            (_, early) => format!(" The plan clears {some} of them, {} before that day.", none_or(early)),
        },
    );
    text
}

fn clears_one(outcome: Cleared) -> &'static str {
    match outcome {
        Cleared::Never => " The plan does not clear it.",
        Cleared::Late => " The plan clears it after that day.",
        Cleared::InTime => " The plan clears it.",
    }
}

fn format_joins(joins: usize) -> String {
    match joins {
        0 => "; each of them runs on something else that is out of support today".to_owned(),
        1 => "; 1 of them runs on nothing that is out of support today".to_owned(),
        some => format!("; {some} of them run on nothing that is out of support today"),
    }
}

fn none_or(count: usize) -> String {
    if count == 0 { "none".to_owned() } else { spelled(count as u64) }
}

/// Whether the plan clears an end, and when.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cleared {
    Never,
    Late,
    InTime,
}

/// Whether the plan clears the end of a system's support by a day.
fn cleared(scene: &PageContext<'_>, system: SystemIndex, day: Day) -> Cleared {
    let is_end = |finding: &u32| {
        scene.finding(*finding).is_some_and(|scored| {
            scored.finding.subject == Subject::System(system)
                && scored.finding.due.is_some()
                && scored.finding.rule.family == Family::Outdated
        })
    };
    let standing = scene.standing(Endpoint::System(system));
    let mut ends = standing.map_or(&[][..], |one| &one.findings).iter().copied().filter(is_end);
    let cliffs = &scene.assessment.plan.cliffs;
    match ends.find_map(|end| cliffs.iter().find(|cliff| cliff.finding == Some(end))?.cleared) {
        None => Cleared::Never,
        Some(by) if by > day => Cleared::Late,
        Some(_) => Cleared::InTime,
    }
}

/// The honest gap: how many dated ends the plan meets, and by name the largest
/// that it does not fund. Empty where it meets all.
pub(super) fn gap(scene: &PageContext<'_>) -> String {
    let found = &scene.assessment.plan;
    let (all, unmet) = (found.cliffs.len(), found.unmet().count());
    if unmet == 0 {
        return String::new();
    }
    let mut missing: BTreeMap<String, (f64, Day)> = BTreeMap::new();
    let mut not_funded = 0;
    for cliff in found.unmet().filter(|cliff| cliff.cleared.is_none()) {
        not_funded += 1;
        let scored = cliff.finding.and_then(|finding| scene.finding(finding));
        let sum = missing.entry(what_ends(scene, cliff, scored)).or_insert((0.0, cliff.day));
        // What lies too far ahead to be a finding has no risk yet.
        sum.0 += scored.map_or(0.0, |scored| scored.risk.point());
        sum.1 = sum.1.min(cliff.day);
    }
    let met = format!(
        "Of {} by the end of the plan, {} met before their day",
        of(all as u64, "dated end", "dated ends"),
        match all - unmet {
            0 => "none are".to_owned(),
            1 => "1 is".to_owned(),
            some => format!("{some} are"),
        }
    );
    let mut order: Vec<(String, (f64, Day))> = missing.into_iter().collect();
    order.sort_by(|a, b| b.1.0.total_cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
    let named: Vec<String> = order
        .iter()
        .take(MOST_NAMED)
        .map(|(name, (_, day))| format!("{name} on {}", number::day_short(*day)))
        .collect();
    match not_funded {
        0 => format!("{met}; all are funded."),
        1 => format!("{met} and 1 is not funded at all: {}.", join_and(&named)),
        some if order.len() <= MOST_NAMED => {
            format!("{met} and {some} are not funded at all: {}.", join_and(&named))
        }
        some => format!("{met} and {some} are not funded at all; the largest are {}.", join_and(&named)),
    }
}

/// The product or contract that ends.
fn what_ends(scene: &PageContext<'_>, cliff: &Cliff, scored: Option<&Scored>) -> String {
    let name = scene.estate.name(cliff.subject);
    let notice = || format!("the notice for {name}");
    if scored.is_some_and(|scored| scored.finding.rule.family == Family::Commercial) {
        return notice();
    }
    let Some(endpoint) = cliff.subject.endpoint() else { return name };
    let ends = |component: &&ComponentStanding| PageContext::end_of_cover(component) == Some(cliff.day);
    let first = scene.context.lifecycles.of(endpoint).iter().find(ends);
    match first {
        Some(component) => lifecycle::names(scene, component).0,
        None if scored.is_none() => notice(),
        None => name,
    }
}
