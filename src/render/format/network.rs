//! Nodes and edges with all that is measured of them, for programs that work
//! with graphs.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use crate::render::answer::{Table, Value};
use crate::text::visible;

/// A graph as two tables.
#[derive(Clone, Debug)]
pub struct Network {
    /// Its name, a word.
    pub name: String,
    /// The nodes: id, what people call it, then what is measured.
    pub nodes: Table,
    /// The edges: from, to, why, the interface if it is one, then the rest.
    pub edges: Table,
}

/// A column's type, in the words of GraphML and GEXF.
pub(super) fn type_of(table: &Table, column: usize) -> &'static str {
    let known = table.rows.iter().map(|row| &row[column]).find(|value| **value != Value::Missing);
    match known {
        Some(Value::Whole(_)) => "long",
        Some(Value::Decimal(..) | Value::Share(_) | Value::Money(..)) => "double",
        Some(Value::YesNo(_)) => "boolean",
        _ => "string",
    }
}

/// A value as these formats write it: unrounded, in letters that can be seen.
pub(super) fn attribute(value: &Value) -> String {
    match value {
        Value::YesNo(yes) => yes.to_string(),
        other => visible(&other.words()).into_owned(),
    }
}

/// An XML document.
pub(super) fn document(write: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory cannot fail.
    let _ = writer
        .write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
        .and_then(|()| write(&mut writer));
    let mut text = String::from_utf8_lossy(&writer.into_inner()).into_owned();
    text.push('\n');
    text
}
