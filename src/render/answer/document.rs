//! What a command found out, as plain data that every format is made from.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value as Json};

use super::{Answer, Block, Envelope, Readers, Section, Table};
use crate::render::format::drawing::Drawing;
use crate::render::format::network::Network;
use crate::sentence::{Sentence, say};

/// What a command found out. Its own fields are its JSON.
pub trait Document: Serialize {
    /// The same for people and for spreadsheets.
    fn answer(&self) -> Answer;

    /// The same as things and arrows; nothing where it is not of that kind.
    fn drawing(&self) -> Option<Drawing> {
        None
    }

    /// The same as nodes and edges with what is measured of them; nothing
    /// where it is not of that kind.
    fn network(&self) -> Option<Network> {
        None
    }
}

/// An answer without other data behind it is its own document.
impl Document for Answer {
    fn answer(&self) -> Answer {
        self.clone()
    }
}

/// An answer for programs.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "techstrata answer")]
pub struct PlainAnswer {
    /// The head of every document.
    #[serde(flatten)]
    pub envelope: Envelope,
    /// What it is about.
    pub title: Sentence,
    /// What it says.
    pub sections: Vec<PlainSection>,
}

/// A part of an answer for programs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlainSection {
    /// Its heading; may be empty.
    pub heading: Sentence,
    /// What it says in sentences.
    pub text: Vec<Sentence>,
    /// Its tables.
    pub tables: Vec<PlainTable>,
}

/// A table for programs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlainTable {
    /// What it holds.
    pub name: &'static str,
    /// Its columns, in order.
    pub columns: Vec<String>,
    /// One object a row, with a value for each column; null where it is not
    /// known or does not apply. Numbers are unrounded, shares 0 to 1.
    pub rows: Vec<Map<String, Json>>,
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let plain = PlainAnswer {
            envelope: self.envelope.clone(),
            title: self.title.clone(),
            sections: self.sections.iter().map(section).collect(),
        };
        plain.serialize(serializer)
    }
}

fn section(section: &Section) -> PlainSection {
    let mut plain = PlainSection { heading: section.heading.clone(), text: Vec::new(), tables: Vec::new() };
    for block in &section.blocks {
        match block {
            Block::Paragraph(text) => plain.text.push(text.clone()),
            Block::Items(items) => plain.text.extend(items.iter().map(|(_, text)| text.clone())),
            Block::Facts(facts) => {
                plain.text.extend(facts.iter().map(|(label, value)| say![*label, ": ", value]));
            }
            Block::Lines(lines) => plain.text.extend(lines.iter().map(Sentence::from)),
            Block::Table(shown) if shown.readers != Readers::People => plain.tables.push(table(shown)),
            Block::Table(_) => {}
        }
    }
    plain
}

fn table(table: &Table) -> PlainTable {
    let columns = table.for_sheets();
    let key = |at: &usize| table.columns[*at].key.to_string();
    let row = |row: &Vec<super::Value>| columns.iter().map(|at| (key(at), row[*at].json())).collect();
    PlainTable {
        name: table.name,
        columns: columns.iter().map(key).collect(),
        rows: table.rows.iter().map(row).collect(),
    }
}
