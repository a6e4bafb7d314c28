//! A view as a drawing: one box an organisation, roles by shape, what would
//! part the estate with a thick line.

use std::collections::BTreeMap;

use super::document::{Document, EdgeRow, NodeMeasures};
use crate::render::format::drawing::{Arrow, Drawing, Node, Shape};

/// The view's nodes and edges; an edge to what the view leaves out is not
/// drawn.
pub fn drawing(document: &Document) -> Drawing {
    let nodes = document.nodes.iter().enumerate();
    let numbers: BTreeMap<&str, usize> = nodes.map(|(at, node)| (node.id.as_str(), at)).collect();
    let arrow = |edge: &EdgeRow| {
        let (from, to) = (*numbers.get(edge.from.as_str())?, *numbers.get(edge.to.as_str())?);
        let note = edge.interface.clone().unwrap_or_else(|| edge.why.to_owned());
        Some(Arrow { from, to, label: String::new(), note })
    };
    Drawing {
        comment: format!("{}: {}", document.view, document.edge_reads),
        nodes: document.nodes.iter().map(node).collect(),
        arrows: document.edges.iter().filter_map(arrow).collect(),
    }
}

fn node(node: &NodeMeasures) -> Node {
    Node {
        label: node.name.clone(),
        group: node.organisation.clone(),
        shape: match node.kind {
            "integration-engine" => Shape::Hexagon,
            "product" => Shape::Note,
            _ => Shape::Box,
        },
        is_strong: node.articulation_point,
    }
}
