//! The order of stopping as a drawing. Bounded: what
//! was asked about is one node, and of what stops with it the most critical
//! are drawn with all that leads to them, the rest counted in one node.

use std::collections::BTreeMap;

use super::document::{ImpactDocument, StopRow};
use super::hours::in_hours;
use crate::render::format::drawing::{Arrow, Drawing, DrawnNode, NodeShape};
use crate::text::counted;

/// Nodes that are drawn.
const SHOWN: usize = 40;

/// The subject as node 0, the stops in order from node 1, and one for those
/// that are left out.
pub(super) fn drawing(document: &ImpactDocument) -> Drawing {
    let all: Vec<&StopRow> = document.stops.iter().filter(|stop| stop.why != "asked").collect();
    let asked = document.stops.iter().filter(|stop| stop.why == "asked");
    let mut numbers: BTreeMap<&str, usize> = asked.map(|stop| (stop.id.as_str(), 0)).collect();
    numbers.insert(&document.subject.id, 0);
    let chosen = chosen(&all, &numbers);
    let stops: Vec<&StopRow> =
        all.iter().zip(&chosen).filter(|(_, chosen)| **chosen).map(|(stop, _)| *stop).collect();
    for (number, stop) in stops.iter().enumerate() {
        numbers.entry(&stop.id).or_insert(number + 1);
    }
    let node = |label: String| DrawnNode { label, ..DrawnNode::default() };
    let mut nodes = vec![DrawnNode { is_strong: true, ..node(subject(document)) }];
    nodes.extend(stops.iter().map(|stop| node(label(stop))));
    let more = all.len() - stops.len();
    if more > 0 {
        nodes.push(DrawnNode { shape: NodeShape::Dashed, ..node(format!("and {more} more")) });
    }
    Drawing {
        comment: format!("what stops with {}", document.subject.name),
        nodes,
        arrows: (1..).zip(&stops).filter_map(|(number, stop)| arrow(stop, number, &numbers)).collect(),
    }
}

/// From what stopped to what stops with it.
fn arrow(stop: &StopRow, number: usize, numbers: &BTreeMap<&str, usize>) -> Option<Arrow> {
    let from = *numbers.get(cause(stop)?)?;
    let label = match (stop.why, stop.copes_hours) {
        ("lost-feed", _) => stop.because_of_name.clone().unwrap_or_default(),
        (_, Some(hours)) if hours > 0.0 => format!("copes {}", in_hours(hours)),
        _ => "needs".to_owned(),
    };
    (from != number).then_some(Arrow { from, to: number, label, note: String::new() })
}

/// Which stops are drawn: the most critical first, each with what leads to it
/// from the subject, so that no arrow is missing.
fn chosen(all: &[&StopRow], failed: &BTreeMap<&str, usize>) -> Vec<bool> {
    let places: BTreeMap<&str, usize> =
        all.iter().enumerate().rev().map(|(place, stop)| (stop.id.as_str(), place)).collect();
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&place| std::cmp::Reverse(all[place].criticality.map(|level| level.number() as u32)));
    let mut chosen = vec![false; all.len()];
    let mut room = SHOWN - 1;
    for place in order {
        let mut way = Vec::new();
        let mut next = Some(place);
        while let Some(place) = next.filter(|place| !chosen[*place] && !way.contains(place)) {
            way.push(place);
            let cause = cause(all[place]).filter(|cause| !failed.contains_key(cause));
            next = cause.and_then(|cause| places.get(cause)).copied();
        }
        if way.len() <= room {
            room -= way.len();
            for place in way {
                chosen[place] = true;
            }
        }
    }
    chosen
}

/// The id of what stopped it.
fn cause(stop: &StopRow) -> Option<&str> {
    stop.feed_lost_with.as_deref().or(stop.because_of.as_deref())
}

fn subject(document: &ImpactDocument) -> String {
    let asked = document.stops.iter().filter(|stop| stop.why == "asked");
    let (systems, fleets): (Vec<&StopRow>, Vec<&StopRow>) = asked.partition(|stop| stop.kind == "system");
    let name = &document.subject.name;
    match (document.subject.kind, systems.len(), fleets.len()) {
        ("system" | "device" | "interface", ..) => format!("{name} · {}", in_hours(0.0)),
        (_, systems, 0) => format!("{name} · {}", counted(systems, "system")),
        (_, 0, fleets) => format!("{name} · {}", counted(fleets, "device fleet")),
        (_, systems, fleets) => {
            format!("{name} · {} and {}", counted(systems, "system"), counted(fleets, "device fleet"))
        }
    }
}

fn label(stop: &StopRow) -> String {
    let early = if stop.is_certain { "" } else { "≥ " };
    format!("{} · {early}{}", stop.name, in_hours(stop.hours))
}
