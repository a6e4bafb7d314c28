//! The order of stopping as a drawing, for Graphviz and Mermaid. Bounded: the
//! most critical first, the rest counted in one node.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::document::{Document, StopRow};
use crate::render::format::structure::{dot_quoted, mermaid_quoted};
use crate::render::number::decimal;

/// Nodes that are drawn.
const SHOWN: usize = 40;

/// What is drawn: the stops in order, the number of each id, how many more.
struct Drawn<'a> {
    stops: Vec<&'a StopRow>,
    numbers: BTreeMap<&'a str, usize>,
    more: usize,
}

fn drawn(document: &Document) -> Drawn<'_> {
    let stops: Vec<&StopRow> = document.stops.iter().take(SHOWN).collect();
    let numbers = stops.iter().enumerate().map(|(number, stop)| (stop.id.as_str(), number)).collect();
    Drawn { more: document.stops.len() - stops.len(), stops, numbers }
}

impl Drawn<'_> {
    /// Each arrow from what stopped to what stops with it: numbers and words.
    fn arrows(&self) -> impl Iterator<Item = (usize, usize, String)> + '_ {
        self.stops.iter().enumerate().filter_map(|(number, stop)| {
            let cause = stop.feed_lost_with.as_deref().or(stop.because_of.as_deref())?;
            let from = *self.numbers.get(cause)?;
            let label = match (stop.why, stop.copes_hours) {
                ("lost-feed", _) => stop.because_of_name.clone().unwrap_or_default(),
                (_, Some(hours)) => format!("copes {} h", decimal(hours, 0)),
                _ => "needs".to_owned(),
            };
            (from != number).then_some((from, number, label))
        })
    }
}

fn label(stop: &StopRow) -> String {
    let early = if stop.is_certain { "" } else { "≥ " };
    format!("{} · {early}{} h", stop.name, decimal(stop.hours, usize::from(stop.hours.fract() != 0.0)))
}

/// Writes the order of stopping as DOT.
pub fn dot(document: &Document) -> String {
    let drawn = drawn(document);
    let mut out =
        String::from("digraph impact {\n  rankdir=LR;\n  node [fontname=\"sans-serif\", shape=box];\n");
    // Writing to a String cannot fail.
    for (number, stop) in drawn.stops.iter().enumerate() {
        let look = if stop.why == "asked" { ", penwidth=3" } else { "" };
        let _ = writeln!(out, "  n{number} [label={}{look}];", dot_quoted(&label(stop)));
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
    for (number, stop) in drawn.stops.iter().enumerate() {
        let _ = writeln!(out, "  n{number}[{}]", mermaid_quoted(&label(stop)));
    }
    for (from, to, label) in drawn.arrows() {
        let _ = writeln!(out, "  n{from} -->|{}| n{to}", mermaid_quoted(&label));
    }
    if drawn.more > 0 {
        let _ = writeln!(out, "  more[\"and {} more\"]", drawn.more);
    }
    out
}
