//! What is said of each fault: what was expected, in words, and the nearest
//! right answer.

use std::ops::Range;

use serde_json::Value as Schema;

use super::{Walk, types};
use crate::diagnostic::{Code, Diagnostic, LabelPlace};
use crate::source::FileId;
use crate::text;
use crate::yaml::tree::{DEEPEST, MOST_EXPANDED, Node, Unreadable, Value};

/// What to say of a text that has no tree.
pub(in crate::load) fn unreadable(problem: Unreadable, file: FileId) -> Diagnostic {
    let at = |code, message: String, span: Range<usize>| {
        Diagnostic::new(code, message).at(LabelPlace::Bytes(file, span), "")
    };
    match problem {
        Unreadable::Syntax(span, reason) => {
            syntax(at(Code::Syntax, format!("this is not YAML: {reason}"), span), &reason)
        }
        Unreadable::TooDeep(span) => at(
            Code::NestingTooDeep,
            format!("lists and mappings are nested deeper than {DEEPEST} levels, the most that is read"),
            span,
        ),
        Unreadable::TooLarge(span) => at(
            Code::AliasExpansion,
            format!("aliases expand to more than {MOST_EXPANDED} values, the most that is read"),
            span,
        )
        .help("write the values out, or use fewer aliases"),
        Unreadable::SeveralDocuments(span) => {
            at(Code::SeveralDocuments, "a second document begins here; a file holds one".to_owned(), span)
                .help("remove the `---`, or move what follows to a file of its own")
        }
    }
}

fn syntax(diagnostic: Diagnostic, reason: &str) -> Diagnostic {
    if reason.contains("tab") {
        diagnostic.help("indent with spaces; YAML does not allow tabs there")
    } else if reason.contains("mapping values") || reason.contains("simple key") || reason.contains("':'") {
        diagnostic.help("is a `:` missing behind the key, or does a text with `: ` need quotes?")
    } else {
        diagnostic
    }
}

impl<'a> Walk<'a> {
    pub(super) fn wrong_type(&mut self, node: &Node, expected: &str, key: &str) {
        let subject = if key.is_empty() { String::new() } else { format!("`{key}`: ") };
        let message = format!("{subject}expected {expected}, found {}", node.noun());
        let diagnostic = Diagnostic::new(Code::WrongType, message).at(self.spot(node), "");
        let is_missing_dash = expected.starts_with("a list") && matches!(node.value, Value::Map(_));
        self.report(if is_missing_dash {
            diagnostic.help("put a dash before each entry: `- id: ...`")
        } else {
            diagnostic
        });
    }

    pub(super) fn duplicate_key(&mut self, first: &Node, again: &Node, key: &str) {
        self.report(
            Diagnostic::new(Code::DuplicateKey, format!("the key `{}` stands twice", text::visible(key)))
                .at(self.spot(again), "again here")
                .at(self.spot(first), "first here")
                .help("keep one of them"),
        );
    }

    pub(super) fn unknown_key(&mut self, name: &Node, key: &str, known: &[&str], within: &str) {
        let nearest = text::nearest(key, known.iter().copied(), 2);
        let within = if within.is_empty() { String::new() } else { format!(" in `{within}`") };
        let diagnostic =
            Diagnostic::new(Code::UnknownKey, format!("there is no key `{}`{within}", text::visible(key)))
                .at(self.spot(name), "")
                .suggest(&nearest);
        self.report(if !nearest.is_empty() {
            diagnostic
        } else if known.contains(&"extra") {
            diagnostic.help("what the format does not know goes below `extra:`")
        } else if known.len() <= 14 {
            diagnostic.help(format!("expected {}", quoted_or(known)))
        } else {
            diagnostic
        });
    }

    pub(super) fn missing_key(&mut self, node: &Node, key: &str, within: &str) {
        let whose =
            node.get("id").and_then(|(_, id)| id.text()).map(|id| format!(" of `{}`", text::visible(id)));
        let within = whose
            .unwrap_or_else(|| if within.is_empty() { String::new() } else { format!(" in `{within}`") });
        // The first line of a long entity says enough.
        let head = node.span.start..node.span.end;
        self.report(
            Diagnostic::new(Code::MissingKey, format!("the key `{key}`{within} is missing"))
                .at(LabelPlace::Bytes(self.file, head), ""),
        );
    }

    /// What a schema expects, in words.
    pub(super) fn expected(&self, schema: &'a Schema) -> String {
        let (name, schema) = self.resolve(schema);
        let named = match name {
            "PartialDate" => crate::date::DATE_FORMS,
            "Id" => "an id in kebab-case",
            "Reference" => "an id, or `organisation/id`",
            "Money" => "an amount such as `12000`, or `{amount: 12000, currency: GBP}`",
            "Dependency" => "an id, or `{any_of: [...], tolerance_hours: 4}`",
            "IsolatedByDesign" => "`true`, or the reason in words",
            "Resolves" => "`all`, or a list of rules, products or protocols",
            "Text" => "text",
            _ => "",
        };
        if !named.is_empty() {
            return named.to_owned();
        }
        if let Some(branches) = schema.get("anyOf").and_then(Schema::as_array) {
            let mut words: Vec<String> = branches
                .iter()
                .filter(|branch| branch.get("type").and_then(Schema::as_str) != Some("null"))
                .map(|branch| self.expected(branch))
                .collect();
            words.dedup();
            return text::join_or(&words);
        }
        let kinds: Vec<&str> = types(schema).into_iter().filter(|kind| *kind != "null").collect();
        if kinds.contains(&"string") {
            return "text".to_owned();
        }
        let words: Vec<String> = kinds.iter().map(|kind| self.expected_type(kind, schema)).collect();
        text::join_or(&words)
    }

    fn expected_type(&self, kind: &str, schema: &'a Schema) -> String {
        match kind {
            "array" => match schema.get("items").map(|items| self.resolve(items).0) {
                Some("Id" | "Reference") => "a list of ids, such as `[pas, lims]`".to_owned(),
                Some("Text") => "a list of texts".to_owned(),
                _ => "a list".to_owned(),
            },
            "object" => {
                let keys = schema.get("properties").and_then(Schema::as_object);
                let first: Vec<&str> =
                    keys.map_or(Vec::new(), |map| map.keys().take(2).map(String::as_str).collect());
                match first.as_slice() {
                    [] => "a mapping".to_owned(),
                    [only] => format!("a mapping such as `{{{only}: ...}}`"),
                    [one, two, ..] => format!("a mapping such as `{{{one}: ..., {two}: ...}}`"),
                }
            }
            "integer" => "a whole number".to_owned(),
            "number" => "a number".to_owned(),
            "boolean" => "`true` or `false`".to_owned(),
            other => other.to_owned(),
        }
    }
}

pub(super) fn bad_id(reason: &str, text: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::BadId, text::visible(reason).into_owned());
    let kebab: Vec<String> = text.split('/').map(text::to_kebab_case).collect();
    let better = kebab.join("/");
    if better.is_empty() || kebab.iter().any(String::is_empty) {
        diagnostic
    } else {
        diagnostic.suggest(&[&better])
    }
}

pub(super) fn of_key(key: &str, otherwise: &str) -> String {
    match key {
        "" => otherwise.to_owned(),
        // The one list of words whose key is no noun.
        "off" => "section of the report".to_owned(),
        key => format!("`{key}`"),
    }
}

pub(super) fn quoted_or(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    text::join_or(&quoted)
}
