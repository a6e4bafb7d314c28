//! Mermaid, for wikis and Markdown.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::document::Document;
use crate::text::visible;

/// Edges that Mermaid draws before it refuses.
const MOST_EDGES: usize = 500;

/// Writes the view as a Mermaid flow chart. Edges between the same two nodes
/// are one; above 500 a comment says that Mermaid will refuse to draw them.
pub fn mermaid(document: &Document) -> String {
    let mut out = String::from("flowchart LR\n");
    let numbers: BTreeMap<&str, usize> =
        document.nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect();
    let joined: BTreeSet<(usize, usize)> = document
        .edges
        .iter()
        .filter_map(|edge| Some((*numbers.get(edge.from.as_str())?, *numbers.get(edge.to.as_str())?)))
        .collect();
    // Writing to a String cannot fail.
    let _ = writeln!(out, "  %% {}: {}", document.view, document.edge_reads);
    if joined.len() > MOST_EDGES {
        let _ = writeln!(
            out,
            "  %% {} edges: Mermaid draws {MOST_EDGES} unless `maxEdges` is raised; DOT has no such limit",
            joined.len()
        );
    }
    for (at, node) in document.nodes.iter().enumerate() {
        let (open, close) = if node.kind == "integration-engine" { ("{{", "}}") } else { ("[", "]") };
        let _ = writeln!(out, "  n{at}{open}{}{close}", quoted(&node.name));
    }
    for (from, to) in joined {
        let _ = writeln!(out, "  n{from} --> n{to}");
    }
    out
}

/// A text between quotes, with what Mermaid would read as its own escaped.
fn quoted(text: &str) -> String {
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
        assert_eq!(quoted(name), "\"PAS #37;#37;#123;init: #123;'theme':'forest'#125;#125;#37;#37;\"");
        assert_eq!(quoted("a\nb \"c\""), "\"a b #quot;c#quot;\"");
    }
}
