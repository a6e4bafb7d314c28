//! Things and arrows for other programs to draw: DOT for Graphviz, Mermaid for
//! wikis.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::text::visible;

/// Edges that Mermaid draws before it refuses.
const MOST_EDGES: usize = 500;

/// Things and the arrows between them.
#[derive(Clone, Debug, Default)]
pub struct Drawing {
    /// What an arrow means, or what is left out; said in a comment.
    pub comment: String,
    /// The things.
    pub nodes: Vec<DrawnNode>,
    /// The arrows.
    pub arrows: Vec<Arrow>,
}

/// A thing.
#[derive(Clone, Debug, Default)]
pub struct DrawnNode {
    /// What it is called.
    pub label: String,
    /// The box that it stands in, if any.
    pub group: Option<String>,
    /// Its shape.
    pub shape: NodeShape,
    /// Whether it is drawn with a thick line.
    pub is_strong: bool,
}

/// What a thing looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NodeShape {
    /// A system, a device, a group.
    #[default]
    Box,
    /// What others are joined by.
    Hexagon,
    /// A product.
    Note,
    /// What stands for others that are not drawn.
    Dashed,
}

/// An arrow from one thing to another, by their places.
#[derive(Clone, Debug)]
pub struct Arrow {
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// What it means; empty if that goes without saying.
    pub label: String,
    /// What is told of it where somebody points at it; may be empty.
    pub note: String,
}

/// The drawing as DOT, with a box around each group.
pub fn dot(drawing: &Drawing) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(out, "// {}\ndigraph {{", visible(&drawing.comment));
    out.push_str("  rankdir=LR;\n  node [fontname=\"sans-serif\", shape=box];\n");
    let mut groups: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
    for (at, node) in drawing.nodes.iter().enumerate() {
        groups.entry(node.group.as_deref()).or_default().push(at);
    }
    for (number, (group, nodes)) in groups.iter().enumerate() {
        let indent = if group.is_some() { "    " } else { "  " };
        if let Some(name) = group {
            let _ = writeln!(out, "  subgraph cluster_{number} {{\n    label={};", dot_quoted(name));
        }
        for at in nodes {
            let node = &drawing.nodes[*at];
            let _ = writeln!(out, "{indent}n{at} [label={}{}];", dot_quoted(&node.label), look(node));
        }
        if group.is_some() {
            out.push_str("  }\n");
        }
    }
    for Arrow { from, to, label, note } in &drawing.arrows {
        let told = [("label", label), ("tooltip", note)];
        let told = told.iter().filter(|(_, text)| !text.is_empty());
        let told: Vec<String> = told.map(|(name, text)| format!("{name}={}", dot_quoted(text))).collect();
        let told = if told.is_empty() { String::new() } else { format!(" [{}]", told.join(", ")) };
        let _ = writeln!(out, "  n{from} -> n{to}{told};");
    }
    out + "}\n"
}

fn look(node: &DrawnNode) -> String {
    let shape = match node.shape {
        NodeShape::Box => "",
        NodeShape::Hexagon => ", shape=hexagon",
        NodeShape::Note => ", shape=note",
        NodeShape::Dashed => ", style=dashed",
    };
    format!("{shape}{}", if node.is_strong { ", penwidth=3" } else { "" })
}

/// A text between quotes, with what would end them escaped.
fn dot_quoted(text: &str) -> String {
    format!("\"{}\"", visible(text).replace('\\', "\\\\").replace('"', "\\\""))
}

/// The drawing as a Mermaid flow chart. Equal arrows are one; above 500 a
/// comment says that Mermaid will refuse to draw them.
pub fn mermaid(drawing: &Drawing) -> String {
    let mut out = String::from("flowchart LR\n");
    // `%%{` would open a directive.
    let comment = visible(&drawing.comment).replace(['{', '}'], "");
    let _ = writeln!(out, "  %% {comment}");
    let arrows: BTreeSet<(usize, usize, &str)> =
        drawing.arrows.iter().map(|arrow| (arrow.from, arrow.to, arrow.label.as_str())).collect();
    if arrows.len() > MOST_EDGES {
        let _ = writeln!(
            out,
            "  %% {} edges: Mermaid draws {MOST_EDGES} unless `maxEdges` is raised; DOT has no such limit",
            arrows.len()
        );
    }
    for (at, node) in drawing.nodes.iter().enumerate() {
        let (open, close) = if node.shape == NodeShape::Hexagon { ("{{", "}}") } else { ("[", "]") };
        let _ = writeln!(out, "  n{at}{open}{}{close}", mermaid_quoted(&node.label));
    }
    for (from, to, label) in arrows {
        let label = if label.is_empty() { String::new() } else { format!("|{}|", mermaid_quoted(label)) };
        let _ = writeln!(out, "  n{from} -->{label} n{to}");
    }
    out
}

/// A text between quotes, with what Mermaid would read as its own escaped.
fn mermaid_quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in visible(text).chars() {
        match c {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '&' => out.push_str("#amp;"),
            '`' => out.push_str("#96;"),
            // `%%` opens a comment and `%%{` a directive, even in a name.
            '%' => out.push_str("#37;"),
            '{' => out.push_str("#123;"),
            '}' => out.push_str("#125;"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_mermaid_neither_directive_nor_shape() {
        let name = "PAS %%{init: {'theme':'forest'}}%%";
        assert_eq!(
            mermaid_quoted(name),
            "\"PAS #37;#37;#123;init: #123;'theme':'forest'#125;#125;#37;#37;\""
        );
        assert_eq!(mermaid_quoted("a\nb \"c\""), "\"a b #quot;c#quot;\"");
    }

    #[test]
    fn groups_are_boxes_and_equal_arrows_one() {
        let node = |label: &str, group: Option<&str>| DrawnNode {
            label: label.to_owned(),
            group: group.map(str::to_owned),
            ..DrawnNode::default()
        };
        let arrow = || Arrow { from: 0, to: 1, label: String::new(), note: String::new() };
        let drawing = Drawing {
            comment: "u → v".to_owned(),
            nodes: vec![node("a\"", Some("west")), node("b", None)],
            arrows: vec![arrow(), arrow()],
        };
        assert_eq!(
            mermaid(&drawing),
            "flowchart LR\n  %% u → v\n  n0[\"a#quot;\"]\n  n1[\"b\"]\n  n0 --> n1\n"
        );
        let dot = dot(&drawing);
        assert!(dot.contains("    label=\"west\";\n    n0 [label=\"a\\\"\"];\n  }\n"), "{dot}");
        assert_eq!(dot.matches("n0 -> n1;").count(), 2, "{dot}");
    }
}
