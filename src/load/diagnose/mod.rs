//! Everything that is wrong with a file, at once.
//!
//! The file's tree is walked against the JSON Schema that comes from the same
//! types as the parser, so that both always agree on what fits. Each problem
//! points at its exact bytes and names what was expected.

mod say;

use serde_json::Value as Schema;

use crate::date::PartialDate;
use crate::diagnostic::{Code, Diagnostic, LabelPlace};
use crate::model::{Id, Reference};
use crate::source::FileId;
use crate::text;
use crate::yaml::tree::{Node, Value};

pub(super) use say::unreadable;
use say::{bad_id, of_key, quoted_or};

/// What is wrong at a place: the path of keys and indices to it, for telling
/// which entity it belongs to.
#[derive(Debug)]
pub(super) struct Fault {
    /// The list and the index of the entity, if it lies within one.
    pub(super) entity: Option<(String, usize)>,
    /// What to say.
    pub(super) diagnostic: Diagnostic,
}

/// Walks a tree against a schema.
pub(super) fn diagnose(root: &Node, schema: &Schema, file: FileId) -> Vec<Fault> {
    let mut walk = Walk { root: schema, file, entity: None, faults: Vec::new() };
    if !root.is_null() {
        walk.check(root, schema, "");
    }
    walk.faults
}

/// Walks a part of a tree against one definition of a schema.
pub(super) fn diagnose_part(part: &Node, schema: &Schema, definition: &str, file: FileId) -> Vec<Fault> {
    let mut walk = Walk { root: schema, file, entity: None, faults: Vec::new() };
    if let Some(own) = schema.get("$defs").and_then(|definitions| definitions.get(definition)) {
        walk.check(part, own, "");
    }
    walk.faults
}

struct Walk<'a> {
    root: &'a Schema,
    file: FileId,
    entity: Option<(String, usize)>,
    faults: Vec<Fault>,
}

impl<'a> Walk<'a> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.faults.push(Fault { entity: self.entity.clone(), diagnostic });
    }

    fn spot(&self, node: &Node) -> LabelPlace {
        LabelPlace::Bytes(self.file, node.span.clone())
    }

    /// Checks a value against a schema; `key` is what it is called.
    fn check(&mut self, node: &Node, schema: &'a Schema, key: &str) {
        let (name, schema) = self.resolve(schema);
        if self.check_named(node, name, key) {
            return;
        }
        if let Some(branches) = schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Schema::as_array)
        {
            self.check_branches(node, schema, branches, key);
        } else if let Some(words) = schema.get("enum").and_then(Schema::as_array) {
            self.check_words(node, &words.iter().filter_map(Schema::as_str).collect::<Vec<_>>(), key);
        } else {
            self.check_plain(node, schema, key);
        }
    }

    fn resolve(&self, schema: &'a Schema) -> (&'a str, &'a Schema) {
        let Some(reference) = schema.get("$ref").and_then(Schema::as_str) else { return ("", schema) };
        let name = reference.strip_prefix("#/$defs/").unwrap_or(reference);
        let found = self.root.get("$defs").and_then(|definitions| definitions.get(name));
        (name, found.unwrap_or(schema))
    }

    /// Types whose text says more than a schema can: dates, ids, references.
    fn check_named(&mut self, node: &Node, name: &str, key: &str) -> bool {
        let parse: fn(&str) -> Result<(), String> = match name {
            "PartialDate" => |text| text.parse::<PartialDate>().map(drop).map_err(|error| error.reason),
            "Id" => |text| Id::parse(text).map(drop),
            "Reference" => |text| Reference::parse(text).map(drop),
            "Text" if node.is_blank() => |_| Ok(()),
            _ => return false,
        };
        let Some(text) = node.text().filter(|_| !node.is_blank()) else {
            let wanted = match name {
                "PartialDate" => crate::date::DATE_FORMS,
                "Text" => "text",
                _ => "an id in kebab-case",
            };
            self.wrong_type(node, wanted, key);
            return true;
        };
        if let Err(reason) = parse(text) {
            let diagnostic = if name == "PartialDate" {
                let message = format!("`{}` is not a date: {reason}", text::visible(text));
                Diagnostic::new(Code::BadDate, message).at(self.spot(node), "")
            } else {
                bad_id(&reason, text).at(self.spot(node), "")
            };
            self.report(diagnostic);
        }
        true
    }

    /// Several shapes may fit: the branch of the value's own shape explains
    /// best what is wrong.
    fn check_branches(&mut self, node: &Node, whole: &'a Schema, branches: &'a [Schema], key: &str) {
        let words: Vec<&str> =
            branches.iter().filter_map(|branch| branch.get("const")).filter_map(Schema::as_str).collect();
        if words.len() > 1 {
            return self.check_words(node, &words, key);
        }
        let is_null = |branch: &&Schema| branch.get("type").and_then(Schema::as_str) == Some("null");
        if node.is_null() && branches.iter().any(|branch| is_null(&branch)) {
            return;
        }
        let real: Vec<&'a Schema> = branches.iter().filter(|branch| !is_null(branch)).collect();
        let fitting: Vec<&'a Schema> =
            real.iter().copied().filter(|branch| self.has_shape(node, branch)).collect();
        match fitting.as_slice() {
            [] if real.len() == 1 => self.check(node, real[0], key),
            [] => {
                let expected = self.expected(whole);
                self.wrong_type(node, &expected, key);
            }
            [only] => self.check(node, only, key),
            [first, ..] => {
                let before = self.faults.len();
                for branch in &fitting {
                    self.check(node, branch, key);
                    if self.faults.len() == before {
                        return;
                    }
                    self.faults.truncate(before);
                }
                self.check(node, first, key);
            }
        }
    }

    /// Whether a value has the outer shape that a schema speaks of.
    fn has_shape(&self, node: &Node, schema: &'a Schema) -> bool {
        let (_, schema) = self.resolve(schema);
        if let Some(word) = schema.get("const").and_then(Schema::as_str) {
            return node.text() == Some(word);
        }
        if schema.get("enum").is_some() || schema.get("oneOf").is_some() {
            return node.text().is_some();
        }
        if let Some(branches) = schema.get("anyOf").and_then(Schema::as_array) {
            return branches.iter().any(|branch| self.has_shape(node, branch));
        }
        types(schema).iter().any(|kind| is_of_type(node, kind))
    }

    fn check_words(&mut self, node: &Node, words: &[&str], key: &str) {
        let Some(text) = node.text().filter(|_| !node.is_null()) else {
            return self.wrong_type(node, &format!("one of {}", quoted_or(words)), key);
        };
        if words.contains(&text) {
            return;
        }
        let nearest = text::nearest(text, words.iter().copied(), 2);
        let message = format!("`{}` is not a {}", text::visible(text), of_key(key, "known word"));
        self.report(
            Diagnostic::new(Code::UnknownWord, message)
                .at(self.spot(node), "")
                .suggest(&nearest)
                .help(format!("expected {}", quoted_or(words))),
        );
    }

    fn check_plain(&mut self, node: &Node, schema: &'a Schema, key: &str) {
        let kinds = types(schema);
        if kinds.is_empty() {
            return;
        }
        if node.is_null() && kinds.contains(&"null") {
            return;
        }
        if !kinds.iter().any(|kind| is_of_type(node, kind)) {
            let expected = self.expected(schema);
            return self.wrong_type(node, &expected, key);
        }
        match &node.value {
            Value::Map(entries) => self.check_map(node, entries, schema, key),
            Value::List(items) => self.check_list(node, items, schema, key),
            Value::Scalar(_) => self.check_range(node, schema, &kinds),
        }
    }

    fn check_map(
        &mut self,
        node: &Node,
        entries: &[(Node, std::rc::Rc<Node>)],
        schema: &'a Schema,
        key: &str,
    ) {
        let properties = schema.get("properties").and_then(Schema::as_object);
        let additional = schema.get("additionalProperties");
        let names: Vec<&str> = properties.map_or(Vec::new(), |map| map.keys().map(String::as_str).collect());
        let required = schema.get("required").and_then(Schema::as_array).map_or(&[][..], Vec::as_slice);
        let required: Vec<&str> = required.iter().filter_map(Schema::as_str).collect();
        for (index, (name, value)) in entries.iter().enumerate() {
            let Some(text) = name.text() else {
                self.wrong_type(name, "a key", key);
                continue;
            };
            if let Some((first, _)) =
                entries[..index].iter().find(|(earlier, _)| earlier.text() == Some(text))
            {
                self.duplicate_key(first, name, text);
                continue;
            }
            match properties.and_then(|map| map.get(text)) {
                Some(_) if required.contains(&text) && value.is_blank() => {}
                Some(property) => self.check_entry(text, value, property),
                None => match additional {
                    Some(Schema::Object(_)) => self.check(value, additional.unwrap_or(schema), text),
                    Some(Schema::Bool(false)) => self.unknown_key(name, text, &names, key),
                    _ => {}
                },
            }
        }
        for wanted in required {
            match node.get(wanted) {
                None => self.missing_key(node, wanted, key),
                Some((_, value)) if value.is_blank() => self.missing_key(value, wanted, key),
                Some(_) => {}
            }
        }
    }

    /// Enters a key; below a list of the file itself, each item is an entity.
    fn check_entry(&mut self, key: &str, value: &Node, schema: &'a Schema) {
        // A key without a value is a fact that is not known.
        if value.is_null() || value.is_blank() && self.may_be_left_out(schema) {
            return;
        }
        let Value::List(items) = &value.value else { return self.check(value, schema, key) };
        if self.entity.is_some() {
            return self.check(value, schema, key);
        }
        let (_, list) = self.resolve(schema);
        let Some(item_schema) = list.get("items") else { return self.check(value, schema, key) };
        for (index, item) in items.iter().enumerate() {
            self.entity = Some((key.to_owned(), index));
            self.check(item, item_schema, key);
        }
        self.entity = None;
    }

    /// Whether a blank text stands for nothing: for an unknown fact, or for an
    /// empty list or mapping.
    fn may_be_left_out(&self, schema: &'a Schema) -> bool {
        let (_, schema) = self.resolve(schema);
        let branches = schema.get("anyOf").and_then(Schema::as_array).map_or(&[][..], Vec::as_slice);
        types(schema).iter().any(|kind| matches!(*kind, "null" | "array" | "object"))
            || branches.iter().any(|branch| types(branch).contains(&"null"))
    }

    fn check_list(&mut self, node: &Node, items: &[std::rc::Rc<Node>], schema: &'a Schema, key: &str) {
        if let Some(least) = schema.get("minItems").and_then(Schema::as_u64)
            && (items.len() as u64) < least
        {
            let message = format!("{} needs at least {least} entry", of_key(key, "the list"));
            self.report(Diagnostic::new(Code::BadValue, message).at(self.spot(node), ""));
        }
        if let Some(item_schema) = schema.get("items") {
            for item in items {
                self.check(item, item_schema, key);
            }
        }
    }

    fn check_range(&mut self, node: &Node, schema: &'a Schema, kinds: &[&str]) {
        let Some(number) = node.number().filter(|_| !kinds.contains(&"string")) else { return };
        let least = schema.get("minimum").and_then(Schema::as_f64);
        let most = schema.get("maximum").and_then(Schema::as_f64).or_else(|| largest(schema));
        let is_within = least.is_none_or(|least| number >= least) && most.is_none_or(|most| number <= most);
        if is_within && !number.is_nan() {
            return;
        }
        let expected = match (least, most) {
            (Some(least), Some(most)) if most < 1e9 => format!("a number from {least} to {most}"),
            (Some(least), _) => format!("a number of {least} or more"),
            (None, Some(most)) => format!("a number of {most} or less"),
            (None, None) => "a number".to_owned(),
        };
        let message = format!("{} is out of range: expected {expected}", node.text().unwrap_or_default());
        self.report(Diagnostic::new(Code::OutOfRange, message).at(self.spot(node), ""));
    }
}

fn types(schema: &Schema) -> Vec<&str> {
    match schema.get("type") {
        Some(Schema::String(kind)) => vec![kind],
        Some(Schema::Array(kinds)) => kinds.iter().filter_map(Schema::as_str).collect(),
        _ => Vec::new(),
    }
}

fn is_of_type(node: &Node, kind: &str) -> bool {
    match (kind, &node.value) {
        ("object", Value::Map(_)) | ("array", Value::List(_)) => true,
        ("null", _) => node.is_null(),
        ("string", Value::Scalar(_)) => !node.is_null(),
        ("number", Value::Scalar(_)) => node.number().is_some(),
        ("integer", Value::Scalar(_)) => node.number().is_some_and(|number| number.fract() == 0.0),
        ("boolean", Value::Scalar(_)) => node.boolean().is_some(),
        _ => false,
    }
}

/// The largest number of a sized integer.
fn largest(schema: &Schema) -> Option<f64> {
    match schema.get("format").and_then(Schema::as_str)? {
        "uint8" => Some(f64::from(u8::MAX)),
        "uint16" => Some(f64::from(u16::MAX)),
        "uint32" => Some(f64::from(u32::MAX)),
        _ => None,
    }
}
