//! Entities as the text of inventory files.

use std::fmt::Write as _;

use serde_json::{Map, Value};

/// The text of one file: a head of comments, then lists of entities.
#[derive(Debug, Default)]
pub(super) struct File {
    text: String,
}

impl File {
    /// A file that begins with comments.
    pub(super) fn new(comments: &[String]) -> Self {
        let mut text = String::new();
        for comment in comments {
            text.push_str("# ");
            text.push_str(&crate::text::visible(comment));
            text.push('\n');
        }
        Self { text }
    }

    /// A list of entities; nothing for an empty one.
    pub(super) fn list(&mut self, name: &str, entities: &[Map<String, Value>]) {
        if entities.is_empty() {
            return;
        }
        let _ = write!(self.text, "\n{name}:\n");
        for entity in entities {
            for (at, (key, value)) in entity.iter().enumerate() {
                self.text.push_str(if at == 0 { "  - " } else { "    " });
                self.field(key, value);
            }
        }
    }

    fn field(&mut self, key: &str, value: &Value) {
        self.text.push_str(&scalar(&Value::String(key.to_owned())));
        self.text.push(':');
        match value {
            Value::Array(items) if items.iter().any(Value::is_object) => {
                self.text.push('\n');
                for item in items {
                    let _ = writeln!(self.text, "      - {}", flow(item));
                }
            }
            other => {
                self.text.push(' ');
                self.text.push_str(&flow(other));
                self.text.push('\n');
            }
        }
    }

    /// The text.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}

fn flow(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let pairs: Vec<String> = map
                .iter()
                .map(|(key, value)| format!("{}: {}", scalar(&Value::String(key.clone())), flow(value)))
                .collect();
            format!("{{{}}}", pairs.join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        other => scalar(other),
    }
}

/// Plain where that reads back as the same text or date, else quoted.
fn scalar(value: &Value) -> String {
    let Value::String(text) = value else { return value.to_string() };
    let is_date = text.parse::<crate::date::PartialDate>().is_ok();
    let is_plain = text.len() < 200
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' ' | '/' | '.' | '(' | ')'))
        && !text.ends_with(' ')
        && !matches!(
            text.to_lowercase().as_str(),
            "yes" | "no" | "true" | "false" | "null" | "on" | "off" | "y" | "n"
        );
    if is_plain || is_date { text.clone() } else { value.to_string() }
}
