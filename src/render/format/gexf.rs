//! GEXF 1.3, Gephi's own format.

use std::io;

use quick_xml::Writer;

use super::network::{Network, attribute, document, type_of};
use crate::render::answer::{Table, Value};

/// Writes a network as GEXF: each column of its nodes an attribute, but the
/// first two, which are id and label.
pub(super) fn write(network: &Network) -> String {
    document(|writer| {
        let root = writer
            .create_element("gexf")
            .with_attribute(("xmlns", "http://gexf.net/1.3"))
            .with_attribute(("version", "1.3"));
        root.write_inner_content(|writer| {
            let graph = writer.create_element("graph").with_attribute(("defaultedgetype", "directed"));
            graph.write_inner_content(|writer| {
                let attributes = writer.create_element("attributes").with_attribute(("class", "node"));
                attributes.write_inner_content(|writer| columns(writer, &network.nodes))?;
                writer.create_element("nodes").write_inner_content(|writer| nodes(writer, &network.nodes))?;
                writer.create_element("edges").write_inner_content(|writer| edges(writer, &network.edges))?;
                Ok(())
            })?;
            Ok(())
        })?;
        Ok(())
    })
}

fn columns(writer: &mut Writer<Vec<u8>>, table: &Table) -> io::Result<()> {
    for at in 2..table.columns.len() {
        let key = &*table.columns[at].key;
        let column = writer
            .create_element("attribute")
            .with_attribute(("id", key))
            .with_attribute(("title", key))
            .with_attribute(("type", type_of(table, at)));
        column.write_empty()?;
    }
    Ok(())
}

fn nodes(writer: &mut Writer<Vec<u8>>, table: &Table) -> io::Result<()> {
    for row in &table.rows {
        let element = writer
            .create_element("node")
            .with_attribute(("id", attribute(&row[0]).as_str()))
            .with_attribute(("label", attribute(&row[1]).as_str()));
        element.write_inner_content(|writer| {
            writer.create_element("attvalues").write_inner_content(|writer| {
                for (at, value) in row.iter().enumerate().skip(2) {
                    if *value != Value::Missing {
                        let element = writer
                            .create_element("attvalue")
                            .with_attribute(("for", &*table.columns[at].key))
                            .with_attribute(("value", attribute(value).as_str()));
                        element.write_empty()?;
                    }
                }
                Ok(())
            })?;
            Ok(())
        })?;
    }
    Ok(())
}

/// The first two columns of an edge are its ends, the third and fourth what it
/// is and by which interface; the more exact of them is its label.
fn edges(writer: &mut Writer<Vec<u8>>, table: &Table) -> io::Result<()> {
    for (number, row) in table.rows.iter().enumerate() {
        let label = if row[3] == Value::Missing { &row[2] } else { &row[3] };
        let element = writer
            .create_element("edge")
            .with_attribute(("id", number.to_string().as_str()))
            .with_attribute(("source", attribute(&row[0]).as_str()))
            .with_attribute(("target", attribute(&row[1]).as_str()))
            .with_attribute(("label", attribute(label).as_str()));
        element.write_empty()?;
    }
    Ok(())
}
