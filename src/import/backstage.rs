//! Backstage catalogues: components and resources as systems, APIs as
//! interfaces between those that provide and those that consume them, groups
//! as teams.

use std::collections::BTreeMap;

use serde::Deserialize as _;
use serde_json::Value;

use super::field::Field;
use super::found::Found;
use super::record::{Record, RecordPlace, reference};
use super::value::word::{self, WordList};

/// The documents of a catalogue, each with its line.
///
/// # Errors
///
/// If one of them is no YAML; with its place.
pub(super) fn read(text: &str) -> Result<Vec<(u64, Value)>, String> {
    if text.contains(": &") || text.contains(": *") {
        return Err("it uses YAML anchors, which are not read here: write the values out".to_owned());
    }
    let mut line = 1;
    let mut entries = Vec::new();
    for part in text.split("\n---") {
        let begins = line;
        line += part.matches('\n').count() as u64 + 1;
        let part = part.trim_start_matches("---");
        let value = Value::deserialize(serde_yaml::Deserializer::from_str(part))
            .map_err(|error| format!("the document that begins on line {begins}: {error}"))?;
        if value.is_object() {
            entries.push((begins, value));
        }
    }
    Ok(entries)
}

/// All that a catalogue gives.
pub(super) fn records(entries: &[(u64, Value)], table: u32, name: &str) -> Found {
    let mut found = Found { format: "a Backstage catalogue", unit: "line", ..Found::default() };
    let mut apis: BTreeMap<String, (Vec<String>, Vec<String>, u64)> = BTreeMap::new();
    for (line, entry) in entries {
        let place = RecordPlace { table, row: *line };
        let kind = text(entry, "kind").unwrap_or("").to_lowercase();
        let Some(id) = entry.get("metadata").and_then(|metadata| text(metadata, "name")) else { continue };
        match kind.as_str() {
            "component" | "resource" | "system" => {
                let key = format!("{kind}:{id}");
                found.systems.push(system(entry, &kind, &key, id, place));
                links(entry, &key, &mut found, place, name);
                for (list, is_provider) in [("providesApis", true), ("consumesApis", false)] {
                    for api in spec_list(entry, list) {
                        let known =
                            apis.entry(bare(api).1).or_insert_with(|| (Vec::new(), Vec::new(), *line));
                        if is_provider { known.0.push(key.clone()) } else { known.1.push(key.clone()) }
                    }
                }
            }
            // Owners name a group by this, not by its title.
            "group" => found.teams.push(id.to_owned()),
            "api" => {}
            other => found.leave(other),
        }
    }
    for (api, (providers, consumers, line)) in apis {
        for (provider, consumer) in
            providers.iter().flat_map(|one| consumers.iter().map(move |other| (one, other)))
        {
            let mut record = Record::at(RecordPlace { table, row: line });
            record.put(Field::Name, &api);
            record.put(Field::From, &reference(name, provider));
            record.put(Field::To, &reference(name, consumer));
            found.interfaces.push(record);
        }
    }
    found
}

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
}

fn spec_list<'v>(entry: &'v Value, key: &str) -> impl Iterator<Item = &'v str> {
    entry
        .get("spec")
        .and_then(|spec| spec.get(key))
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
}

/// `component:default/ledger` as its kind and its name.
fn bare(of: &str) -> (String, String) {
    let (kind, rest) = of.split_once(':').unwrap_or(("", of));
    let name = rest.rsplit('/').next().unwrap_or(rest);
    (kind.to_lowercase(), name.to_owned())
}

fn system(entry: &Value, kind: &str, key: &str, id: &str, place: RecordPlace) -> Record {
    let mut record = Record::at(place);
    let metadata = entry.get("metadata").cloned().unwrap_or_default();
    let spec = entry.get("spec").cloned().unwrap_or_default();
    record.put(Field::Name, text(&metadata, "title").unwrap_or(id));
    record.put(Field::Key, key);
    if let Some(description) = text(&metadata, "description") {
        let (description, _) = super::value::person::without_contacts(description);
        let short: String =
            description.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(400).collect();
        record.put(Field::Description, &short);
    }
    let kind = match (kind, text(&spec, "type").unwrap_or("")) {
        ("resource", "database") => "database",
        ("resource", _) => "infrastructure",
        ("system", _) => "platform",
        _ => "application",
    };
    record.put(Field::Kind, kind);
    let status = match text(&spec, "lifecycle").unwrap_or("") {
        "experimental" => Some("pilot"),
        other => word::read(WordList::Status, other),
    };
    if let Some(status) = status {
        record.put(Field::Status, status);
    }
    // An owner may be a person: a group alone is taken.
    if let Some((_, owner)) = text(&spec, "owner").map(bare).filter(|(kind, _)| kind != "user") {
        record.put(Field::Team, &owner);
    }
    if let Some(system) = text(&spec, "system") {
        record.put(Field::PartOf, &bare(system).1);
    }
    record
}

/// What a component needs.
fn links(entry: &Value, key: &str, found: &mut Found, place: RecordPlace, name: &str) {
    for other in spec_list(entry, "dependsOn") {
        let (kind, id) = bare(other);
        let kind = if kind.is_empty() { "component".to_owned() } else { kind };
        let mut record = Record::at(place);
        record.put(Field::From, &reference(name, key));
        record.put(Field::To, &reference(name, &format!("{kind}:{id}")));
        record.put(Field::Relation, "depends on");
        found.relations.push(record);
    }
}
