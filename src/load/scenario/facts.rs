//! Lays single facts over a system, a device or an interface, and says them in
//! words.

use serde_json::{Map, Value};

use super::ScenarioChange;
use super::apply::Overlay;
use crate::diagnostic::{Code, Diagnostic};
use crate::load::yaml;
use crate::source::Origin;
use crate::text;

impl Overlay<'_> {
    /// Lays the facts of the `number`-th change over what it names.
    pub(super) fn change(&mut self, change: &ScenarioChange, number: usize) {
        let stated = [&change.system, &change.device, &change.interface];
        if stated.iter().filter(|fact| fact.is_known()).count() != 1 {
            let message = "a change under `set` names one `system`, `device` or `interface`";
            let spot = self.spot(&format!("set[{number}]"));
            self.faults.push(Diagnostic::new(Code::BadValue, message).at(spot, ""));
            return;
        }
        let path = format!("set[{number}]");
        macro_rules! laid {
            ($field:ident, $list:ident, $noun:literal, $kind:literal) => {{
                let Some(reference) = change.$field.known() else { return };
                let known = self.ids(|inventory| inventory.$list.iter().map(|record| &record.id).collect());
                let found = self.find(reference, $noun, &known, &format!("{path}.{}", $noun));
                let found = found.and_then(|found| self.$field(&found));
                found.map(|(origin, record)| (origin, merged(record, &change.facts), $kind))
            }};
        }
        let laid = if change.system.is_known() {
            laid!(system, systems, "system", "System")
        } else if change.device.is_known() {
            laid!(device, devices, "device", "Device")
        } else {
            laid!(interface, interfaces, "interface", "Interface")
        };
        match laid {
            Some((origin, Ok(()), _)) => self.cite(origin, &change.facts, &path),
            Some((_, Err(reason), kind)) => {
                let text = self.loaded.sources.text(self.file);
                let mut faults = yaml::facts_faults(text, self.file, number, kind);
                if faults.is_empty() {
                    let message = format!("the facts do not fit the inventory format: {reason}");
                    let spot = self.spot(&format!("{path}.facts"));
                    faults.push(Diagnostic::new(Code::BadValue, message).at(spot, ""));
                }
                self.faults.extend(faults);
            }
            None => {}
        }
    }

    fn cite(&mut self, origin: Origin, facts: &Map<String, Value>, path: &str) {
        for (field, _) in leaves(facts) {
            let place = format!("{path}.facts.{field}");
            self.restate(origin, &field, place);
        }
    }
}

/// Facts in words: `people.supporters 4`.
pub(super) fn in_words(facts: &Map<String, Value>) -> String {
    let said = |value: &Value| match value {
        Value::Null => "not known".to_owned(),
        Value::Bool(is_so) => if *is_so { "yes" } else { "no" }.to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let words = leaves(facts).into_iter().map(|(field, value)| match value {
        Value::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => {
            let entries = if items.len() == 1 { "entry" } else { "entries" };
            format!("{field} with {} {entries}", items.len())
        }
        Value::Array(items) if items.is_empty() => format!("{field} none"),
        Value::Array(items) => {
            format!("{field} {}", text::join_and(&items.iter().map(said).collect::<Vec<_>>()))
        }
        other => format!("{field} {}", said(other)),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// Every value of a mapping that is no mapping itself, as `contract.ends`.
fn leaves(facts: &Map<String, Value>) -> Vec<(String, &Value)> {
    facts
        .iter()
        .flat_map(|(key, value)| match value {
            Value::Object(below) => {
                leaves(below).into_iter().map(|(field, value)| (format!("{key}.{field}"), value)).collect()
            }
            _ => vec![(key.clone(), value)],
        })
        .collect()
}

/// Lays facts over a record, mapping by mapping.
fn merged<T: serde::Serialize + serde::de::DeserializeOwned>(
    record: &mut T,
    facts: &Map<String, Value>,
) -> Result<(), String> {
    let mut whole = serde_json::to_value(&*record).map_err(|error| error.to_string())?;
    lay_over(&mut whole, &Value::Object(facts.clone()));
    *record = serde_json::from_value(whole).map_err(|error| error.to_string())?;
    Ok(())
}

fn lay_over(base: &mut Value, over: &Value) {
    match (base, over) {
        (Value::Object(base), Value::Object(over)) => {
            for (key, value) in over {
                lay_over(base.entry(key.clone()).or_insert(Value::Null), value);
            }
        }
        (base, over) => base.clone_from(over),
    }
}
