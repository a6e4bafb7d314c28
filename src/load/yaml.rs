//! From text to an inventory, settings or a scenario: fast where the text fits, slow and
//! exact where it does not.
//!
//! The typed parser reads a file that fits in one pass. One that does not is
//! read again as a tree, to say everything that is wrong; entities without a
//! fault are kept all the same.

use serde::de::DeserializeOwned;

use super::diagnose::{self, Fault};
use super::scenario::Scenario;
use super::schema::{inventory_schema, scenario_schema, settings_schema};
use super::{FileOwner, LoadedFile};
use crate::diagnostic::{Code, Diagnostic, LabelPlace};
use crate::model::{Id, Inventory};
use crate::settings::SettingsFile;
use crate::source::{FileId, List};
use crate::yaml::tree::{self, Node, Value};

/// Reads an inventory file.
pub(super) fn inventory(text: &str, file: FileId) -> (LoadedFile, Vec<Diagnostic>) {
    let whole = |inventory| LoadedFile::new(file, inventory);
    let refused = match typed::<Inventory>(text) {
        Ok(inventory) => return (whole(inventory), Vec::new()),
        Err(refused) => refused,
    };
    match tree::parse(text) {
        Err(problem) => (whole(Inventory::default()), vec![diagnose::unreadable(problem, file)]),
        Ok(None) => (whole(Inventory::default()), Vec::new()),
        Ok(Some(root)) => {
            let faults =
                or_the_parsers_own(diagnose::diagnose(&root, inventory_schema(), file), &refused, file);
            let kept = salvage(text, &root, &faults, file);
            (kept, faults.into_iter().map(|fault| fault.diagnostic).collect())
        }
    }
}

/// Reads the settings file; what does not fit is as if it were not set.
pub(super) fn settings(text: &str, file: FileId) -> (SettingsFile, Vec<Diagnostic>) {
    let refused = match typed::<SettingsFile>(text) {
        Ok(settings) => return (settings, Vec::new()),
        Err(refused) => refused,
    };
    match tree::parse(text) {
        Err(problem) => (SettingsFile::default(), vec![diagnose::unreadable(problem, file)]),
        Ok(None) => (SettingsFile::default(), Vec::new()),
        Ok(Some(root)) => {
            let faults =
                or_the_parsers_own(diagnose::diagnose(&root, settings_schema(), file), &refused, file);
            (each_setting(text, &root), faults.into_iter().map(|fault| fault.diagnostic).collect())
        }
    }
}

/// Every setting that fits by itself, so that what is wrong with one hides
/// nothing that is wrong with another.
fn each_setting(text: &str, root: &Node) -> SettingsFile {
    let Value::Map(entries) = &root.value else { return SettingsFile::default() };
    let mut sound = serde_json::Map::new();
    for (key, value) in entries {
        let alone = text.get(key.span.start..value.span.end).and_then(|alone| typed(alone).ok());
        let read = alone.and_then(|alone: SettingsFile| serde_json::to_value(alone).ok());
        if let (Some(name), Some(mut read)) = (key.text(), read)
            && let Some(value) = read.get_mut(name)
        {
            sound.insert(name.to_owned(), value.take());
        }
    }
    serde_json::from_value(sound.into()).unwrap_or_default()
}

/// Reads a scenario; nothing of it where it does not fit. One that fits is
/// walked all the same: it is small, and ranges stand in the schema alone.
pub(super) fn scenario(text: &str, file: FileId) -> (Scenario, Vec<Diagnostic>) {
    let root = match tree::parse(text) {
        Err(problem) => return (Scenario::default(), vec![diagnose::unreadable(problem, file)]),
        Ok(None) => return (Scenario::default(), Vec::new()),
        Ok(Some(root)) => root,
    };
    let faults = diagnose::diagnose(&root, scenario_schema(), file);
    let (scenario, faults) = match typed::<Scenario>(text) {
        Ok(scenario) => (scenario, faults),
        Err(refused) => (Scenario::default(), or_the_parsers_own(faults, &refused, file)),
    };
    (scenario, faults.into_iter().map(|fault| fault.diagnostic).collect())
}

/// Everything that is wrong with the facts of the `number`-th change of a
/// scenario, for an entity of a kind. What they leave out is not missing: it
/// stays as it is.
pub(super) fn facts_faults(text: &str, file: FileId, number: usize, kind: &str) -> Vec<Diagnostic> {
    let Ok(Some(root)) = tree::parse(text) else { return Vec::new() };
    let change = root.get("set").and_then(|(_, changes)| changes.item(number));
    let Some((_, facts)) = change.and_then(|change| change.get("facts")) else { return Vec::new() };
    let faults = diagnose::diagnose_part(facts, inventory_schema(), kind, file);
    // A list is replaced whole, so what an entry of it lacks is missing.
    let is_wrong = |fault: &Fault| fault.diagnostic.code != Code::MissingKey || fault.entity.is_some();
    faults.into_iter().filter(is_wrong).map(|fault| fault.diagnostic).collect()
}

/// Why the typed parser refused a text.
struct Refused {
    reason: String,
    at: Option<usize>,
}

fn typed<T: DeserializeOwned + Default>(text: &str) -> Result<T, Refused> {
    // Aliases are expanded while parsing, so their size is counted before.
    if tree::may_have_anchor(text)
        && let Err(problem) = tree::parse(text)
    {
        return Err(Refused { reason: format!("{problem:?}"), at: None });
    }
    match serde_yaml::from_str::<Option<T>>(text) {
        Ok(value) => Ok(value.unwrap_or_default()),
        Err(error) => {
            Err(Refused { reason: error.to_string(), at: error.location().map(|location| location.index()) })
        }
    }
}

/// Where the walk finds nothing, the typed parser's own words at its own
/// place: nothing that was refused passes in silence.
fn or_the_parsers_own(faults: Vec<Fault>, refused: &Refused, file: FileId) -> Vec<Fault> {
    if !faults.is_empty() {
        return faults;
    }
    let spot = match refused.at {
        Some(at) => LabelPlace::Bytes(file, at..at),
        None => LabelPlace::File(file),
    };
    let diagnostic = Diagnostic::new(Code::BadValue, refused.reason.clone()).at(spot, "");
    vec![Fault { entity: None, diagnostic }]
}

/// Keeps every entity that has no fault, with its true index; notes the ids of
/// the others.
fn salvage(text: &str, root: &Node, faults: &[Fault], file: FileId) -> LoadedFile {
    let mut loaded = LoadedFile::new(file, Inventory::default());
    let owner = root.get("organisation").and_then(|(_, value)| value.text()).map(Id::parse);
    if let Some(Ok(id)) = owner {
        loaded.inventory.organisation = crate::model::Fact::Known(id.clone());
        loaded.owner = FileOwner::Stated(id);
    }
    macro_rules! keep {
        ($($field:ident: $list:expr),* $(,)?) => { $(
            loaded.inventory.$field = kept_of(text, root, faults, $list, &mut loaded.kept, &mut loaded.broken);
        )* };
    }
    keep!(
        organisations: List::Organisations, sites: List::Sites, teams: List::Teams,
        capabilities: List::Capabilities, data_entities: List::DataEntities,
        systems: List::Systems, devices: List::Devices, interfaces: List::Interfaces,
        journeys: List::Journeys, lifecycles: List::Lifecycles,
    );
    loaded
}

fn kept_of<T: DeserializeOwned>(
    text: &str,
    root: &Node,
    faults: &[Fault],
    list: List,
    kept: &mut Vec<(List, Vec<u32>)>,
    broken: &mut Vec<(List, Id)>,
) -> Vec<T> {
    let Some((_, value)) = root.get(list.key()) else { return Vec::new() };
    let Value::List(items) = &value.value else { return Vec::new() };
    let has_fault = |index: usize| {
        faults
            .iter()
            .any(|fault| fault.entity.as_ref().is_some_and(|(key, at)| key == list.key() && *at == index))
    };
    let (mut records, mut indices) = (Vec::new(), Vec::new());
    for (index, item) in items.iter().enumerate() {
        let record = if has_fault(index) { None } else { alone(text, item) };
        match record {
            Some(record) => {
                records.push(record);
                indices.push(index as u32);
            }
            None => broken.extend(ids_of(item).into_iter().map(|id| (list, id))),
        }
    }
    kept.push((list, indices));
    records
}

/// Parses one entity from its own lines, moved to where they stand in a line.
fn alone<T: DeserializeOwned>(text: &str, item: &Node) -> Option<T> {
    let start = item.span.start;
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let indent = text[line..start].chars().count();
    let lines = format!("{}{}", " ".repeat(indent), text.get(item.span.clone())?);
    serde_yaml::from_str(&lines).ok()
}

/// Every id that an entity claims, however often.
fn ids_of(item: &Node) -> Vec<Id> {
    let Value::Map(entries) = &item.value else { return Vec::new() };
    let ids = entries.iter().filter(|(key, _)| matches!(key.text(), Some("id" | "product")));
    ids.filter_map(|(_, value)| Id::parse(value.text()?).ok()).collect()
}
