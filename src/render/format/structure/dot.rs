//! DOT, for Graphviz: one box an organisation, roles by shape.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::document::{Document, NodeMeasures};
use crate::text::visible;

/// Writes the view as DOT.
pub fn dot(document: &Document) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(out, "// {}; {}", document.view, document.edge_reads);
    let _ = writeln!(out, "digraph {} {{", quoted(document.view));
    out.push_str("  rankdir=LR;\n  node [fontname=\"sans-serif\", shape=box];\n");
    let mut boxes: BTreeMap<Option<&str>, Vec<(usize, &NodeMeasures)>> = BTreeMap::new();
    for (number, node) in document.nodes.iter().enumerate() {
        boxes.entry(node.organisation.as_deref()).or_default().push((number, node));
    }
    for (number, (organisation, nodes)) in boxes.iter().enumerate() {
        let indent = match organisation {
            Some(name) => {
                let _ = writeln!(out, "  subgraph cluster_{number} {{\n    label={};", quoted(name));
                "    "
            }
            None => "  ",
        };
        for (at, node) in nodes {
            let _ = writeln!(out, "{indent}n{at} [label={}{}];", quoted(&node.name), look(node));
        }
        if organisation.is_some() {
            out.push_str("  }\n");
        }
    }
    let numbers: BTreeMap<&str, usize> =
        document.nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect();
    for edge in &document.edges {
        let ends = (numbers.get(edge.from.as_str()), numbers.get(edge.to.as_str()));
        let (Some(from), Some(to)) = ends else { continue };
        let label = edge.interface.as_deref().unwrap_or(edge.why);
        let _ = writeln!(out, "  n{from} -> n{to} [tooltip={}];", quoted(label));
    }
    out.push_str("}\n");
    out
}

fn look(node: &NodeMeasures) -> &'static str {
    match (node.kind, node.articulation_point) {
        ("integration-engine", true) => ", shape=hexagon, penwidth=3",
        ("integration-engine", false) => ", shape=hexagon",
        ("product", _) => ", shape=note",
        (_, true) => ", penwidth=3",
        _ => "",
    }
}

/// A text between quotes, with what would end them escaped.
fn quoted(text: &str) -> String {
    format!("\"{}\"", visible(text).replace('\\', "\\\\").replace('"', "\\\""))
}
