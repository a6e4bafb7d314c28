//! GraphML, for Gephi, yEd, Cytoscape, igraph and networkx.

use std::io;

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::network::{Network, attribute, document, type_of};
use crate::render::answer::{Table, Value};

/// Writes a network as GraphML: each column an attribute.
pub(super) fn write(network: &Network) -> String {
    document(|writer| {
        let root = writer
            .create_element("graphml")
            .with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"));
        root.write_inner_content(|writer| {
            keys(writer, "node", &network.nodes, 1)?;
            keys(writer, "edge", &network.edges, 2)?;
            let graph = writer
                .create_element("graph")
                .with_attribute(("id", network.name.as_str()))
                .with_attribute(("edgedefault", "directed"));
            graph.write_inner_content(|writer| {
                elements(writer, "node", &network.nodes, &["id"])?;
                elements(writer, "edge", &network.edges, &["source", "target"])
            })?;
            Ok(())
        })?;
        Ok(())
    })
}

fn key(of: &str, table: &Table, at: usize) -> String {
    format!("{of}-{}", table.columns[at].key)
}

fn keys(writer: &mut Writer<Vec<u8>>, of: &str, table: &Table, from: usize) -> io::Result<()> {
    for at in from..table.columns.len() {
        let element = writer
            .create_element("key")
            .with_attribute(("id", key(of, table, at).as_str()))
            .with_attribute(("for", of))
            .with_attribute(("attr.name", &*table.columns[at].key))
            .with_attribute(("attr.type", type_of(table, at)));
        element.write_empty()?;
    }
    Ok(())
}

/// Each row as an element: its first columns name it, the others are its data.
fn elements(writer: &mut Writer<Vec<u8>>, of: &str, table: &Table, ids: &[&str]) -> io::Result<()> {
    for row in &table.rows {
        let named = ids.iter().zip(row).map(|(name, value)| (*name, attribute(value)));
        let named: Vec<(&str, String)> = named.collect();
        let attributes = named.iter().map(|(name, value)| (*name, value.as_str()));
        let element = writer.create_element(of).with_attributes(attributes);
        element.write_inner_content(|writer| {
            for (at, value) in row.iter().enumerate().skip(ids.len()) {
                if *value != Value::Missing {
                    let key = key(of, table, at);
                    let data = writer.create_element("data").with_attribute(("key", key.as_str()));
                    data.write_text_content(BytesText::new(&attribute(value)))?;
                }
            }
            Ok(())
        })?;
    }
    Ok(())
}
