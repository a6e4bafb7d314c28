//! Capabilities and the support that they stand on.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::lifecycle::listing;
use super::scene::{PageContext, support_chip};
use crate::analyse::inheritance::{self, CapabilitySupport};
use crate::catalogue::SupportState;
use crate::check::estate::{CapabilityIndex, Endpoint, Subject};
use crate::render::number;
use crate::render::view::{Cell, Listing, ViewColumn, ViewRow};
use crate::render::words::{sentence, spelled_of};

/// Capabilities that are listed at most.
const MOST: usize = 30;

/// Capabilities that lean on what is out of support or leaves it soon.
pub(super) fn capabilities(scene: &PageContext<'_>) -> Listing {
    let mut all = inheritance::capabilities(&scene.context);
    // What has parts is named by its parts: all of health care rests on its worst system.
    let umbrellas: BTreeSet<CapabilityIndex> =
        scene.estate.capabilities.iter().filter_map(|entry| entry.links.part_of).collect();
    all.retain(|support| !umbrellas.contains(&support.capability));
    all.sort_by_cached_key(|support| order(scene, support));
    let unsupported = all.iter().filter(|support| support.best == SupportState::Unsupported).count();
    let open = all
        .iter()
        .filter(|support| support.worst == SupportState::Unsupported && support.best != support.worst)
        .count();
    let said = if all.is_empty() {
        "No system names a capability that it carries.".to_owned()
    } else {
        let first = sentence(&spelled_of(unsupported as u64, "capability stands", "capabilities stand"));
        let open = if open == 0 {
            String::new()
        } else {
            format!(" Of {}, too little is known to rule it out.", spelled_of(open as u64, "other", "others"))
        };
        format!(
            "{first} on something without support, of {} in use. A capability counts as unsupported if anything that it depends on is; where one of several will do, the best of them counts. Capabilities that are made up of others are left out.{open}",
            number::count(all.len() as u64)
        )
    };
    let worth_showing = |support: &&CapabilitySupport| support.best >= SupportState::Ending;
    let rows: Vec<ViewRow> =
        all.iter().filter(worth_showing).take(MOST).map(|support| row(scene, support)).collect();
    let columns = vec![
        ViewColumn::head("Capability"),
        ViewColumn::number("Systems"),
        ViewColumn::number("Without support"),
        ViewColumn::text("State"),
        ViewColumn::text("Decided by"),
    ];
    listing(
        "What capabilities stand on",
        "capabilities",
        said,
        "Capabilities without support, or about to lose it; of a state the most important first",
        columns,
        rows,
    )
}

/// The worst state first; then the most important, if recorded; then what the
/// most critical systems carry.
fn order(scene: &PageContext<'_>, support: &CapabilitySupport) -> impl Ord + use<> {
    let entry = &scene.estate.capabilities[support.capability.at()];
    let importance = entry.record.importance.get().map_or(0.0, |importance| importance.value());
    let systems = support.systems.iter();
    // The vocabulary lists the highest first.
    let criticality = systems
        .filter_map(|system| scene.context.criticality(Endpoint::System(*system)))
        .map(|(stated, _)| stated)
        .min();
    (
        Reverse(support.best),
        Reverse((importance * 10.0).round() as i64),
        criticality.is_none(),
        criticality,
        Reverse(support.without_support),
        support.capability,
    )
}

fn row(scene: &PageContext<'_>, support: &CapabilitySupport) -> ViewRow {
    let through = match support.through {
        Some((carrier, root)) if root == Endpoint::System(carrier) => {
            Cell::new(scene.estate.name(Subject::from(root)))
        }
        Some((carrier, root)) => Cell::new(scene.estate.name(Subject::from(root)))
            .note(format!("needed by {}", scene.estate.name(Endpoint::System(carrier).into()))),
        None => Cell::new(""),
    };
    ViewRow::of(vec![
        Cell::new(scene.estate.name(Subject::Capability(support.capability))),
        Cell::new(number::count(support.systems.len() as u64)),
        Cell::new(number::count(support.without_support as u64)),
        Cell::chip(support_chip(support.best)),
        through,
    ])
}
