//! The columns in which a file's blocks stand, so that what is added stands
//! as the rest does.

use std::rc::Rc;

use super::layout::Indents;
use super::tree::{Form, Node, Value};

/// The column of a byte, in characters from 0.
pub(super) fn column(text: &str, at: usize) -> usize {
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    text[start..at].chars().count()
}

/// The indents that a file uses: those of its first mapping and list.
pub(super) fn indents(text: &str, root: &Node) -> Indents {
    let mut seen = Seen { text, map: None, dash: None, item: None };
    seen.look(root);
    let standard = Indents::default();
    Indents {
        map: seen.map.filter(|by| *by > 0).unwrap_or(standard.map),
        dash: seen.dash.unwrap_or(standard.dash),
        item: seen.item.filter(|by| *by > 1).unwrap_or(standard.item),
    }
}

/// What was seen of a file's indents.
struct Seen<'a> {
    text: &'a str,
    map: Option<usize>,
    dash: Option<usize>,
    item: Option<usize>,
}

impl Seen<'_> {
    fn look(&mut self, node: &Node) {
        let is_all = self.map.is_some() && self.dash.is_some() && self.item.is_some();
        if is_all || node.is_alias || node.form != Form::Block {
            return;
        }
        match &node.value {
            Value::Map(entries) => {
                for (key, value) in entries {
                    self.look_below(column(self.text, key.span.start), value);
                    self.look(value);
                }
            }
            Value::List(items) => items.iter().for_each(|item| self.look(item)),
            Value::Scalar(_) => {}
        }
    }

    /// Looks at a value whose key stands in a column.
    fn look_below(&mut self, key: usize, value: &Node) {
        if value.is_alias || value.form != Form::Block {
            return;
        }
        match &value.value {
            Value::Map(entries) => {
                let first = entries.first().map(|(key, _)| column(self.text, key.span.start));
                self.map = self.map.or(first.and_then(|first| first.checked_sub(key)));
            }
            Value::List(items) => self.look_at_list(key, items),
            Value::Scalar(_) => {}
        }
    }

    fn look_at_list(&mut self, key: usize, items: &[Rc<Node>]) {
        let Some(item) = items.first() else { return };
        let before = self.text[..item.span.start].trim_end_matches(' ');
        if before.ends_with('-') {
            let dash = column(self.text, before.len() - 1);
            self.dash = self.dash.or(dash.checked_sub(key));
            self.item = self.item.or(Some(column(self.text, item.span.start) - dash));
        }
    }
}
