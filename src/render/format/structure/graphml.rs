//! GraphML, for Gephi, yEd, Cytoscape, igraph and networkx.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::document::{Document, EdgeRow, NodeMeasures};
use crate::text::visible;

/// What every node and edge carries: a key, its type and where it comes from.
type Column<T> = (&'static str, &'static str, fn(&T) -> Option<String>);

const OF_NODES: &[Column<NodeMeasures>] = &[
    ("name", "string", |node| Some(node.name.clone())),
    ("kind", "string", |node| Some(node.kind.to_owned())),
    ("organisation", "string", |node| node.organisation.clone()),
    ("criticality", "int", |node| node.criticality.map(|points| points.to_string())),
    ("vfi", "int", |node| Some(node.vfi.to_string())),
    ("vfo", "int", |node| Some(node.vfo.to_string())),
    ("role", "string", |node| Some(node.role.to_owned())),
    ("component", "int", |node| Some(node.component.to_string())),
    ("betweenness_directed", "double", |node| Some(node.betweenness_directed.to_string())),
    ("betweenness_undirected", "double", |node| Some(node.betweenness_undirected.to_string())),
    ("articulation_point", "boolean", |node| Some(node.articulation_point.to_string())),
    ("separation", "double", |node| Some(node.separation.to_string())),
    ("core_number", "int", |node| Some(node.core_number.to_string())),
    ("immediate_dominator", "string", |node| node.immediate_dominator.clone()),
    ("blast_radius", "long", |node| Some(node.blast_radius.to_string())),
];

const OF_EDGES: &[Column<EdgeRow>] = &[
    ("why", "string", |edge| Some(edge.why.to_owned())),
    ("interface", "string", |edge| edge.interface.clone()),
    ("messages_per_day", "double", |edge| edge.messages_per_day.map(|volume| volume.to_string())),
    ("data", "string", |edge| (!edge.data.is_empty()).then(|| edge.data.join(" "))),
    ("interfaces", "int", |edge| edge.interfaces.map(|count| count.to_string())),
    ("is_bridge", "boolean", |edge| Some(edge.is_bridge.to_string())),
];

/// Writes the view as GraphML.
pub fn graphml(document: &Document) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory cannot fail.
    let _ = write(&mut writer, document);
    let mut text = String::from_utf8_lossy(&writer.into_inner()).into_owned();
    text.push('\n');
    text
}

fn write(writer: &mut Writer<Vec<u8>>, document: &Document) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root =
        writer.create_element("graphml").with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"));
    root.write_inner_content(|writer| {
        keys(writer, "node", OF_NODES)?;
        keys(writer, "edge", OF_EDGES)?;
        let graph = writer
            .create_element("graph")
            .with_attribute(("id", document.view))
            .with_attribute(("edgedefault", "directed"));
        graph.write_inner_content(|writer| {
            for node in &document.nodes {
                let element = writer.create_element("node").with_attribute(("id", &*visible(&node.id)));
                element.write_inner_content(|writer| data(writer, "node", OF_NODES, node))?;
            }
            for edge in &document.edges {
                let element = writer
                    .create_element("edge")
                    .with_attribute(("source", &*visible(&edge.from)))
                    .with_attribute(("target", &*visible(&edge.to)));
                element.write_inner_content(|writer| data(writer, "edge", OF_EDGES, edge))?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

fn keys<T>(writer: &mut Writer<Vec<u8>>, of: &str, columns: &[Column<T>]) -> io::Result<()> {
    for (name, kind, _) in columns {
        let key = writer
            .create_element("key")
            .with_attribute(("id", format!("{of}-{name}").as_str()))
            .with_attribute(("for", of))
            .with_attribute(("attr.name", *name))
            .with_attribute(("attr.type", *kind));
        key.write_empty()?;
    }
    Ok(())
}

fn data<T>(writer: &mut Writer<Vec<u8>>, of: &str, columns: &[Column<T>], row: &T) -> io::Result<()> {
    for (name, _, value) in columns {
        if let Some(value) = value(row) {
            let element =
                writer.create_element("data").with_attribute(("key", format!("{of}-{name}").as_str()));
            element.write_text_content(BytesText::new(&visible(&value)))?;
        }
    }
    Ok(())
}
