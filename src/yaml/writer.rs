//! Writing a file of an inventory, one entity after the other.

use serde_json::Value;

use super::layout::{self, Indents};
use super::scalar::{self, Context};
use crate::source::List;
use crate::text;

/// The text of one file. Holds the text alone: an entity is forgotten once
/// it is written.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
    /// The list that is being written.
    list: Option<List>,
}

impl Writer {
    /// An empty file.
    pub fn new() -> Self {
        Self::default()
    }

    /// Says where editors find the schema of the file; stands first.
    pub fn schema(&mut self, path: &str) {
        self.comment(&format!("yaml-language-server: $schema={path}"));
    }

    /// A comment on lines of its own, above what is written next.
    pub fn comment(&mut self, comment: &str) {
        let indent = if self.list.is_some() { "  " } else { "" };
        for line in comment.lines() {
            self.line(&format!("{indent}# {}", text::visible(line.trim_end())));
        }
    }

    /// The owner of all that the file holds.
    pub fn organisation(&mut self, id: &str) {
        self.line(&format!("organisation: {}", scalar::text(id, Context::Block)));
    }

    /// Writes an entity of a list, below its head where it is the first.
    /// The entities of a list have to come one after the other.
    pub fn entity(&mut self, list: List, entity: &Value) {
        if self.list != Some(list) {
            self.list = Some(list);
            let gap = if self.text.is_empty() { "" } else { "\n" };
            self.line(&format!("{gap}{}:", list.key()));
        }
        layout::put_entity(&mut self.text, list, entity, 2, Indents::default());
    }

    /// Bytes so far.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing was written yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text.
    pub fn into_text(self) -> String {
        self.text
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}
