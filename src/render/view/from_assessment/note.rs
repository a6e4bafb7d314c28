//! The three short texts of the board's page.

use std::collections::{BTreeMap, BTreeSet};

use super::scene::Scene;
use super::tile::is_unsupported;
use crate::analyse::completeness;
use crate::check::estate::{Endpoint, SystemIndex};
use crate::date::{Day, add_months};
use crate::method::Threshold;
use crate::render::number;
use crate::render::view::Note;
use crate::render::words::{self, of, sentence, spelled};
use crate::text::join_and;

pub(super) fn notes(scene: &Scene<'_>) -> Vec<Note> {
    let note = |title: &str, text: String| Note { title: title.to_owned(), text };
    vec![
        note("If we do nothing", nothing(scene)),
        note("How sure we are", sure(scene)),
        note(
            "What changed",
            "This report was made without an earlier one, so it cannot say what changed.".to_owned(),
        ),
    ]
}

/// A day on which systems lose support together.
struct Cliff {
    day: Day,
    products: BTreeSet<String>,
    systems: BTreeSet<SystemIndex>,
}

fn nothing(scene: &Scene<'_>) -> String {
    let now = scene.unsupported();
    let in_a_year = now + scene.losing_support(12);
    let by = number::day(add_months(scene.today, 12));
    let mut text = match (now, in_a_year == now) {
        (0, true) => format!("No system is known to lose support by {by}."),
        (_, true) => format!(
            "{} stay on unsupported technology; no other is known to join them by {by}.",
            of(now, "system", "systems")
        ),
        _ => format!(
            "Systems on unsupported technology rise from {} to {} by {by}.",
            number::count(now),
            number::count(in_a_year)
        ),
    };
    if let Some(cliff) = greatest_cliff(scene) {
        text.push_str(&cliff_sentences(scene, &cliff));
    }
    let unknown = scene.systems().saturating_sub(scene.judged());
    if unknown > 0 {
        words::append(
            &mut text,
            &format!(" {} cannot be dated and may add to this.", of(unknown, "system", "systems")),
        );
    }
    text
}

/// The day in the horizon on which most systems lose support.
fn greatest_cliff(scene: &Scene<'_>) -> Option<Cliff> {
    let by = add_months(scene.today, i32::from(scene.assessment.settings.horizon_months()));
    let mut cliffs: BTreeMap<Day, Cliff> = BTreeMap::new();
    for component in scene.context.lifecycles.all() {
        let Endpoint::System(system) = component.owner else { continue };
        if !scene.loses_cover_by(component, by) || is_unsupported(scene, system) {
            continue;
        }
        let Some(day) = Scene::end_of_cover(component) else { continue };
        let cliff = cliffs.entry(day).or_insert_with(|| Cliff {
            day,
            products: BTreeSet::new(),
            systems: BTreeSet::new(),
        });
        cliff.systems.insert(system);
        let name = &scene.context.lifecycles.product(component).cycle_name;
        if !name.is_empty() {
            cliff.products.insert(name.clone());
        }
    }
    cliffs.into_values().rev().max_by_key(|cliff| cliff.systems.len())
}

/// Says by name what the plan does not fund.
fn cliff_sentences(scene: &Scene<'_>, cliff: &Cliff) -> String {
    let products: Vec<&String> = cliff.products.iter().take(2).collect();
    let named = if products.is_empty() { String::new() } else { format!(" ({})", join_and(&products)) };
    let day = number::day(cliff.day);
    let mut text = match cliff.systems.len() {
        1 => format!(" The next is one system, on {day}{named}."),
        many => format!(" {} lose it on one day, {day}{named}.", of(many as u64, "system", "systems")),
    };
    let cleared = scene.assessment.plan.funded_clears(&scene.assessment.actions);
    let is_funded = |system: &&SystemIndex| {
        scene.standing(Endpoint::System(**system)).is_some_and(|standing| {
            standing.findings.iter().any(|finding| {
                cleared.contains(finding)
                    && scene.finding(*finding).is_some_and(|scored| {
                        scored.finding.rule.id == "ending-component"
                            || scored.finding.rule.id == "shared-platform"
                    })
            })
        })
    };
    let funded = cliff.systems.iter().filter(is_funded).count();
    words::append(
        &mut text,
        &match (funded, cliff.systems.len()) {
            (0, _) => " The plan funds no action for it.".to_owned(),
            (some, all) if some == all => " The plan funds what it takes.".to_owned(),
            (some, all) => format!(" The plan funds {some} of these {all}."),
        },
    );
    text
}

fn sure(scene: &Scene<'_>) -> String {
    let open: Vec<_> = scene.assessment.findings.iter().filter(|scored| scored.is_open()).collect();
    let complete = number::percent(completeness_of_all(scene));
    let recorded = format!("{complete} of the facts that we need are recorded.");
    let whole: f64 = open.iter().map(|scored| scored.risk.point).sum();
    if whole <= 0.0 {
        return recorded;
    }
    let high = scene.context.threshold(Threshold::ConfidenceHigh);
    let sure: f64 = open.iter().filter(|one| one.finding.confidence >= high).map(|one| one.risk.point).sum();
    let firm = open.iter().filter(|scored| scored.is_firm).count() as u64;
    format!(
        "{} of measured risk rests on facts in which our confidence is high. {} of {} keep their band whatever the missing facts are.{} {recorded}",
        number::percent(sure / whole),
        number::count(firm),
        of(open.len() as u64, "finding", "findings"),
        first_ten(scene)
    )
}

/// How many of the first ten systems stay there when weights and missing
/// figures are drawn.
fn first_ten(scene: &Scene<'_>) -> String {
    let shares = &scene.assessment.firmness.standings;
    let ten = shares.len().min(10);
    if shares.len() <= 10 {
        return String::new();
    }
    let stay = shares.iter().take(ten).filter(|shares| shares.within(10) >= 0.8).count() as u64;
    format!(
        " {} of the first ten systems are highly likely to stay there at other weights.",
        sentence(&spelled(stay))
    )
}

/// The mean completeness of systems and devices in use.
pub(super) fn completeness_of_all(scene: &Scene<'_>) -> f64 {
    let shares: Vec<f64> = scene
        .assessment
        .standings
        .all
        .iter()
        .map(|standing| {
            completeness::completeness(&match standing.subject {
                Endpoint::System(index) => completeness::of_system(&scene.estate.systems[index.at()].record),
                Endpoint::Device(index) => completeness::of_device(&scene.estate.devices[index.at()].record),
            })
        })
        .collect();
    if shares.is_empty() { 0.0 } else { shares.iter().sum::<f64>() / shares.len() as f64 }
}
