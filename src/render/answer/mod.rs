//! What a command answers, once for every format: sections of sentences,
//! facts, lists and tables of typed values.
//!
//! Whoever makes an answer writes its sentences; a format lays them out and
//! knows no command. Values are exact here, and rounded only where a format
//! shows them to people.

mod document;
mod envelope;
mod table;
mod value;

pub use document::{Document, PlainAnswer, PlainSection, PlainTable};
pub use envelope::Envelope;
pub use table::{Column, Heading, Readers, Table};
pub use value::Value;

use crate::render::words;
use crate::sentence::Sentence;

/// What a command answers.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What every answer says of itself.
    pub envelope: Envelope,
    /// What it is about, in a line.
    pub title: Sentence,
    /// What it says.
    pub sections: Vec<Section>,
}

/// A part of an answer under a heading of its own.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// The heading; may be empty.
    pub heading: Sentence,
    /// Whether it belongs to the section before it.
    pub is_below: bool,
    /// What it says, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Clone, Debug)]
pub enum Block {
    /// A sentence or several.
    Paragraph(Sentence),
    /// Labels with what they stand for.
    Facts(Vec<(&'static str, Sentence)>),
    /// A list, each item with its depth from 0.
    Items(Vec<(usize, Sentence)>),
    /// A table.
    Table(Table),
    /// Lines as they are, such as those of a file.
    Lines(Vec<String>),
}

impl Answer {
    /// An answer that says nothing yet but what it is about.
    pub fn new(envelope: Envelope, title: impl Into<Sentence>) -> Self {
        Self { envelope, title: title.into(), sections: Vec::new() }
    }

    /// Begins a section; what is said from now on stands in it.
    pub fn section(&mut self, heading: impl Into<Sentence>) {
        self.sections.push(Section { heading: heading.into(), ..Section::default() });
    }

    /// Begins a section that belongs to the one before it.
    pub fn subsection(&mut self, heading: impl Into<Sentence>) {
        self.sections.push(Section { heading: heading.into(), is_below: true, blocks: Vec::new() });
    }

    /// Says a sentence or several.
    pub fn paragraph(&mut self, text: impl Into<Sentence>) {
        self.add(Block::Paragraph(text.into()));
    }

    /// Says what a label stands for; nothing if that is empty.
    pub fn fact(&mut self, label: &'static str, value: impl Into<Sentence>) {
        let value = value.into();
        if value.is_empty() {
            return;
        }
        match self.blocks().last_mut() {
            Some(Block::Facts(facts)) => facts.push((label, value)),
            _ => self.add(Block::Facts(vec![(label, value)])),
        }
    }

    /// Goes on with a list, or begins one.
    pub fn item(&mut self, text: impl Into<Sentence>) {
        self.item_at(0, text);
    }

    /// The same at a depth: 1 stands under the item before it.
    pub fn item_at(&mut self, depth: usize, text: impl Into<Sentence>) {
        let item = (depth, text.into());
        match self.blocks().last_mut() {
            Some(Block::Items(items)) => items.push(item),
            _ => self.add(Block::Items(vec![item])),
        }
    }

    /// A list of at most so many of these, and how many more there are.
    pub fn some<T: Into<Sentence>>(
        &mut self,
        all: impl ExactSizeIterator<Item = T>,
        most: usize,
        rest: &str,
    ) {
        let more = words::more(all.len(), all.len().min(most), rest);
        all.take(most).for_each(|text| self.item(text));
        if !more.is_empty() {
            self.item(more);
        }
    }

    /// Shows a table; nothing of one without rows that only people would see.
    pub fn table(&mut self, table: Table) {
        if !(table.rows.is_empty() && table.readers == Readers::People) {
            self.add(Block::Table(table));
        }
    }

    /// Shows lines as they are.
    pub fn lines(&mut self, lines: Vec<String>) {
        self.add(Block::Lines(lines));
    }

    /// Its tables for spreadsheets and programs, the most important first.
    pub fn sheets(&self) -> impl Iterator<Item = &Table> {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        blocks.filter_map(|block| match block {
            Block::Table(table) if table.readers != Readers::People => Some(table),
            _ => None,
        })
    }

    fn blocks(&mut self) -> &mut Vec<Block> {
        if self.sections.is_empty() {
            self.sections.push(Section::default());
        }
        let last = self.sections.len() - 1;
        &mut self.sections[last].blocks
    }

    fn add(&mut self, block: Block) {
        self.blocks().push(block);
    }
}

impl Section {
    /// What people are shown of it.
    pub fn for_people(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| match block {
            Block::Table(table) => table.readers != Readers::Sheets && !table.rows.is_empty(),
            _ => true,
        })
    }
}
