//! The order of stopping as a drawing, for Graphviz and Mermaid. Bounded: what
//! was asked about is one node, and of what stops with it the most critical
//! are drawn with all that leads to them, the rest counted in one node.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::document::{Document, StopRow};
use super::hours::in_hours;
use crate::render::format::structure::{dot_quoted, mermaid_quoted};
use crate::text::counted;

/// Nodes that are drawn.
const SHOWN: usize = 40;

/// What is drawn: the subject as node 0, the stops in order from node 1, the
/// number of each id, and how many stops more.
struct Drawn<'a> {
    subject: String,
    stops: Vec<&'a StopRow>,
    numbers: BTreeMap<&'a str, usize>,
    more: usize,
}

fn drawn(document: &Document) -> Drawn<'_> {
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
    Drawn { subject: subject(document), more: all.len() - stops.len(), stops, numbers }
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

impl Drawn<'_> {
    /// Each arrow from what stopped to what stops with it: numbers and words.
    fn arrows(&self) -> impl Iterator<Item = (usize, usize, String)> + '_ {
        self.stops.iter().enumerate().filter_map(|(place, stop)| {
            let number = place + 1;
            let from = *self.numbers.get(cause(stop)?)?;
            let label = match (stop.why, stop.copes_hours) {
                ("lost-feed", _) => stop.because_of_name.clone().unwrap_or_default(),
                (_, Some(hours)) if hours > 0.0 => format!("copes {}", in_hours(hours)),
                _ => "needs".to_owned(),
            };
            (from != number).then_some((from, number, label))
        })
    }
}

fn subject(document: &Document) -> String {
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

/// Writes the order of stopping as DOT.
pub fn dot(document: &Document) -> String {
    let drawn = drawn(document);
    let mut out =
        String::from("digraph impact {\n  rankdir=LR;\n  node [fontname=\"sans-serif\", shape=box];\n");
    // Writing to a String cannot fail.
    let _ = writeln!(out, "  n0 [label={}, penwidth=3];", dot_quoted(&drawn.subject));
    for (place, stop) in drawn.stops.iter().enumerate() {
        let _ = writeln!(out, "  n{} [label={}];", place + 1, dot_quoted(&label(stop)));
    }
    for (from, to, label) in drawn.arrows() {
        let _ = writeln!(out, "  n{from} -> n{to} [label={}];", dot_quoted(&label));
    }
    if drawn.more > 0 {
        let _ = writeln!(out, "  more [label=\"and {} more\", style=dashed];", drawn.more);
    }
    out.push_str("}\n");
    out
}

/// Writes the order of stopping as a Mermaid flow chart.
pub fn mermaid(document: &Document) -> String {
    let drawn = drawn(document);
    let mut out = String::from("flowchart LR\n");
    // Writing to a String cannot fail.
    let _ = writeln!(out, "  n0[{}]", mermaid_quoted(&drawn.subject));
    for (place, stop) in drawn.stops.iter().enumerate() {
        let _ = writeln!(out, "  n{}[{}]", place + 1, mermaid_quoted(&label(stop)));
    }
    for (from, to, label) in drawn.arrows() {
        let _ = writeln!(out, "  n{from} -->|{}| n{to}", mermaid_quoted(&label));
    }
    if drawn.more > 0 {
        let _ = writeln!(out, "  more[\"and {} more\"]", drawn.more);
    }
    out
}
