//! GEXF 1.3, Gephi's own format.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use super::document::{Document, NodeMeasures};
use crate::text::visible;

type Column = (&'static str, &'static str, fn(&NodeMeasures) -> String);

const COLUMNS: &[Column] = &[
    ("kind", "string", |node| node.kind.to_owned()),
    ("organisation", "string", |node| node.organisation.clone().unwrap_or_default()),
    ("role", "string", |node| node.role.to_owned()),
    ("vfi", "integer", |node| node.vfi.to_string()),
    ("vfo", "integer", |node| node.vfo.to_string()),
    ("betweenness", "double", |node| node.betweenness_undirected.to_string()),
    ("articulation_point", "boolean", |node| node.articulation_point.to_string()),
    ("core_number", "integer", |node| node.core_number.to_string()),
    ("blast_radius", "long", |node| node.blast_radius.to_string()),
];

/// Writes the view as GEXF.
pub fn gexf(document: &Document) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory cannot fail.
    let _ = write(&mut writer, document);
    let mut text = String::from_utf8_lossy(&writer.into_inner()).into_owned();
    text.push('\n');
    text
}

fn write(writer: &mut Writer<Vec<u8>>, document: &Document) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = writer
        .create_element("gexf")
        .with_attribute(("xmlns", "http://gexf.net/1.3"))
        .with_attribute(("version", "1.3"));
    root.write_inner_content(|writer| {
        let graph = writer.create_element("graph").with_attribute(("defaultedgetype", "directed"));
        graph.write_inner_content(|writer| {
            let attributes = writer.create_element("attributes").with_attribute(("class", "node"));
            attributes.write_inner_content(columns)?;
            writer.create_element("nodes").write_inner_content(|writer| nodes(writer, document))?;
            writer.create_element("edges").write_inner_content(|writer| edges(writer, document))?;
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

fn columns(writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
    for (title, kind, _) in COLUMNS {
        let column = writer
            .create_element("attribute")
            .with_attribute(("id", *title))
            .with_attribute(("title", *title))
            .with_attribute(("type", *kind));
        column.write_empty()?;
    }
    Ok(())
}

fn nodes(writer: &mut Writer<Vec<u8>>, document: &Document) -> io::Result<()> {
    for node in &document.nodes {
        let element = writer
            .create_element("node")
            .with_attribute(("id", &*visible(&node.id)))
            .with_attribute(("label", &*visible(&node.name)));
        element.write_inner_content(|writer| {
            writer.create_element("attvalues").write_inner_content(|writer| {
                for (title, _, value) in COLUMNS {
                    let value = value(node);
                    let element = writer
                        .create_element("attvalue")
                        .with_attribute(("for", *title))
                        .with_attribute(("value", &*visible(&value)));
                    element.write_empty()?;
                }
                Ok(())
            })?;
            Ok(())
        })?;
    }
    Ok(())
}

fn edges(writer: &mut Writer<Vec<u8>>, document: &Document) -> io::Result<()> {
    for (number, edge) in document.edges.iter().enumerate() {
        let label = edge.interface.as_deref().unwrap_or(edge.why);
        let element = writer
            .create_element("edge")
            .with_attribute(("id", number.to_string().as_str()))
            .with_attribute(("source", &*visible(&edge.from)))
            .with_attribute(("target", &*visible(&edge.to)))
            .with_attribute(("label", &*visible(label)));
        element.write_empty()?;
    }
    Ok(())
}
