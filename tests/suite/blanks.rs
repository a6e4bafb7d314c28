//! What is left blank is not known, everywhere alike: a missing key, an empty
//! value, `~`, `null` and a blank text. Where something must be written, each
//! of them is missing.
//!
//! The keys come from the schemas, so that a new one cannot be forgotten.

use serde_json::{Map, Value, json};
use techstrata::load::first_error;
use techstrata::load::scenario;
use techstrata::load::schema::{inventory_schema, scenario_schema, settings_schema};
use techstrata::model::Inventory;
use techstrata::settings::SettingsFile;
use techstrata::source::FileId;

/// How nothing is written.
const BLANKS: [&str; 6] = ["", "~", "null", "\"\"", "''", "\"  \""];
/// Stands where nothing is to be written.
const MARK: &str = "nothing-is-written-here";

/// A key of a schema, with a document in which its value is [`MARK`] and all
/// else that must be there is.
struct Case {
    path: String,
    is_required: bool,
    marked: Value,
}

struct Cases<'a> {
    root: &'a Value,
    found: Vec<Case>,
}

fn cases(root: &Value) -> Vec<Case> {
    let mut cases = Cases { root, found: Vec::new() };
    cases.walk(root, "", &|value| value, 0);
    assert!(cases.found.len() > 10);
    cases.found
}

impl<'a> Cases<'a> {
    fn resolved(&self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str() {
            Some(name) => &self.root["$defs"][name.rsplit('/').next().unwrap()],
            None => schema,
        }
    }

    /// The shapes that a schema allows, without nothing.
    fn shapes(&self, schema: &'a Value) -> Vec<&'a Value> {
        let schema = self.resolved(schema);
        match schema["anyOf"].as_array().or(schema["oneOf"].as_array()) {
            Some(branches) => branches.iter().flat_map(|branch| self.shapes(branch)).collect(),
            None if schema["type"] == "null" => Vec::new(),
            None => vec![schema],
        }
    }

    fn walk(&mut self, schema: &'a Value, path: &str, within: &dyn Fn(Value) -> Value, depth: usize) {
        if depth > 6 {
            return;
        }
        for shape in self.shapes(schema) {
            if let Some(properties) = shape["properties"].as_object() {
                self.keys(shape, properties, path, within, depth);
            }
            if shape["items"].is_object() {
                let one = |value: Value| within(json!([value]));
                self.walk(&shape["items"], &format!("{path}[]"), &one, depth + 1);
            }
        }
    }

    fn keys(
        &mut self,
        shape: &'a Value,
        properties: &'a Map<String, Value>,
        path: &str,
        within: &dyn Fn(Value) -> Value,
        depth: usize,
    ) {
        let required: Vec<&str> =
            shape["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let least: Map<String, Value> =
            required.iter().map(|key| ((*key).to_owned(), self.least(&properties[*key]))).collect();
        for (key, below) in properties {
            let with = |value: Value| {
                let mut all = least.clone();
                all.insert(key.clone(), value);
                within(Value::Object(all))
            };
            let path = format!("{path}.{key}");
            let is_required = required.contains(&key.as_str());
            self.found.push(Case { path: path.clone(), is_required, marked: with(json!(MARK)) });
            self.walk(below, &path, &with, depth + 1);
        }
    }

    /// The least that fits a schema.
    fn least(&self, schema: &'a Value) -> Value {
        if schema["$ref"] == "#/$defs/PartialDate" {
            return json!("2027");
        }
        let shape = self.shapes(schema)[0];
        if let Some(word) = shape["const"].as_str() {
            return json!(word);
        }
        if let Some(words) = shape["enum"].as_array() {
            return words[0].clone();
        }
        let kind = shape["type"].as_str().or_else(|| shape["type"][0].as_str()).unwrap();
        match kind {
            "string" => json!("x"),
            "number" | "integer" => json!(shape["minimum"].as_u64().unwrap_or(1).max(1)),
            "boolean" => json!(true),
            "array" => json!([self.least(&shape["items"])]),
            _ => {
                let keys = shape["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
                Value::Object(
                    keys.map(|key| (key.to_owned(), self.least(&shape["properties"][key]))).collect(),
                )
            }
        }
    }
}

/// A document as YAML with nothing where the mark stands.
fn yaml(document: &Value, blank: &str) -> String {
    document.to_string().replace(&format!("\"{MARK}\""), blank)
}

/// The document without the key whose value is the mark.
fn without(document: &Value) -> Value {
    match document {
        Value::Object(entries) => Value::Object(
            entries
                .iter()
                .filter(|(_, value)| **value != json!(MARK))
                .map(|(key, value)| (key.clone(), without(value)))
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.iter().map(without).collect()),
        other => other.clone(),
    }
}

/// Tries every key of a schema. `read` gives what was read of a text, `fault`
/// what is said of it.
fn every_key(
    schema: &Value,
    read: impl Fn(&str) -> Result<Value, String>,
    fault: impl Fn(&str) -> Option<String>,
) -> Vec<String> {
    let mut wrong = Vec::new();
    for case in cases(schema) {
        let whole = read(&without(&case.marked).to_string());
        for blank in BLANKS {
            let text = yaml(&case.marked, blank);
            let said = fault(&text);
            if case.is_required {
                let is_missing = said.as_ref().is_some_and(|said| said.contains("is missing"));
                if !is_missing {
                    wrong.push(format!("{} `{blank}`: must be there, and {said:?}", case.path));
                }
            } else if said.is_some() || read(&text) != whole || whole.is_err() {
                wrong.push(format!("{} `{blank}`: {said:?} {:?} {whole:?}", case.path, read(&text)));
            }
        }
    }
    wrong
}

fn typed<T: serde::de::DeserializeOwned + serde::Serialize>(text: &str) -> Result<Value, String> {
    let value: T = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_value(value).map_err(|error| error.to_string())
}

#[test]
fn what_is_left_blank_in_an_inventory_is_not_known() {
    let wrong = every_key(inventory_schema(), typed::<Inventory>, first_error);
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_left_blank_in_a_scenario_is_not_known() {
    let said = |text: &str| scenario::read(text, FileId(0)).1.first().map(|fault| fault.message.clone());
    let wrong = every_key(scenario_schema(), typed::<scenario::Scenario>, said);
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_left_blank_in_the_settings_is_not_set() {
    let said = |text: &str| typed::<SettingsFile>(text).err().map(|_| "is missing".to_owned());
    let wrong = every_key(settings_schema(), typed::<SettingsFile>, said);
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_blank_entry_of_a_list_is_a_fault() {
    for text in [
        "systems: [{id: a, name: A, standards: [~]}]",
        "systems: [{id: a, name: A, standards: [\" \"]}]",
        "systems: [{id: a, name: A, sites: [\"\"]}]",
        "systems: [{id: a, name: A, depends_on: [~]}]",
        "systems: [{id: a, name: A, components: [~]}]",
        "lifecycles: [{product: p, aliases: [\"\"]}]",
    ] {
        assert!(
            first_error(text).is_some_and(|said| said.contains("found nothing")),
            "{text}: {:?}",
            first_error(text)
        );
    }
}
