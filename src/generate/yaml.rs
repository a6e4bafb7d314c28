//! Writing readable YAML: block lists of entities, small maps on one line.
//!
//! Only what the vocabulary of this stage needs: its words hold no character
//! that YAML reads as anything else, which a test proves by parsing.

use std::fmt::{Display, Write};

/// The text of one file.
pub(super) struct Yaml {
    text: String,
}

impl Yaml {
    /// A file whose content belongs to an organisation.
    pub(super) fn new(organisation: &str) -> Self {
        let mut yaml = Self { text: String::new() };
        yaml.line(format_args!("# yaml-language-server: $schema=../inventory.schema.json"));
        yaml.line(format_args!(
            "# Synthetic: made by `techstrata generate`. Every organisation, system and figure is invented."
        ));
        yaml.line(format_args!("organisation: {organisation}"));
        yaml
    }

    /// Bytes so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The text.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// Begins one of the lists of the format.
    pub(super) fn list(&mut self, name: &str) {
        self.line(format_args!("\n{name}:"));
    }

    /// Begins an entity of a list.
    pub(super) fn entity(&mut self, id: impl Display) {
        self.line(format_args!("  - id: {id}"));
    }

    /// Begins a product of the list of lifecycles.
    pub(super) fn product(&mut self, id: &str) {
        self.line(format_args!("  - product: {id}"));
    }

    /// A field of the entity.
    pub(super) fn field(&mut self, key: &str, value: impl Display) {
        self.line(format_args!("    {key}: {value}"));
    }

    /// A field that is there if its value is.
    pub(super) fn maybe(&mut self, key: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.field(key, value);
        }
    }

    /// A field that holds words; left out where there are none.
    pub(super) fn words(&mut self, key: &str, words: &[impl AsRef<str>]) {
        if !words.is_empty() {
            self.field(key, flow(words));
        }
    }

    /// A field that holds a list of maps, which follow.
    pub(super) fn key(&mut self, key: &str) {
        self.line(format_args!("    {key}:"));
    }

    /// A field that holds a map on one line; left out where it holds nothing.
    pub(super) fn map(&mut self, key: &str) -> Map<'_> {
        Map { opening: format!("    {key}: {{"), text: &mut self.text, is_open: false }
    }

    /// A map on one line as an item of the list of a field.
    pub(super) fn item(&mut self) -> Map<'_> {
        Map { opening: "      - {".to_owned(), text: &mut self.text, is_open: false }
    }

    /// A map on one line as an item of a list of the format.
    pub(super) fn short_entity(&mut self) -> Map<'_> {
        Map { opening: "  - {".to_owned(), text: &mut self.text, is_open: false }
    }

    fn line(&mut self, line: impl Display) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.text, "{line}");
    }
}

/// A map on one line.
#[must_use = "it is closed by `end`"]
pub(super) struct Map<'a> {
    text: &'a mut String,
    opening: String,
    is_open: bool,
}

impl Map<'_> {
    /// A pair.
    pub(super) fn and(mut self, key: &str, value: impl Display) -> Self {
        let before = if self.is_open { ", " } else { self.opening.as_str() };
        let _ = write!(self.text, "{before}{key}: {value}");
        self.is_open = true;
        self
    }

    /// A pair that is there if its value is.
    pub(super) fn maybe(self, key: &str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.and(key, value),
            None => self,
        }
    }

    /// Closes the map.
    pub(super) fn end(self) {
        if self.is_open {
            self.text.push_str("}\n");
        }
    }
}

/// Words as a list on one line.
pub(super) fn flow(words: &[impl AsRef<str>]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    format!("[{}]", words.join(", "))
}

/// A version as a careful person writes it: in quotes where other programs
/// would read a number and lose its last nought.
pub(super) fn version(text: &str) -> String {
    let is_number = text.chars().all(|c| c.is_ascii_digit() || c == '.') && text.matches('.').count() == 1;
    if is_number && text.ends_with('0') { format!("\"{text}\"") } else { text.to_owned() }
}

/// Tenths as a decimal number: 24 is 2.4.
pub(super) fn tenths(number: u32) -> String {
    format!("{}.{}", number / 10, number % 10)
}
