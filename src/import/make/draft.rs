//! The inventory under construction.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::naming::Ids;
use crate::import::record::{RecordPlace, as_reference};
use crate::import::report::{JoinReport, Made, UnconfirmedReport};
use crate::import::thing::{Joined, Names};

/// Entities as plain data, list by list, and what stands beside them.
#[derive(Debug, Default)]
pub struct DraftInventory {
    /// Sites.
    pub sites: Vec<Map<String, Value>>,
    /// Teams.
    pub teams: Vec<Map<String, Value>>,
    /// Capabilities.
    pub capabilities: Vec<Map<String, Value>>,
    /// Data entities.
    pub data_entities: Vec<Map<String, Value>>,
    /// Systems.
    pub systems: Vec<Map<String, Value>>,
    /// Devices and fleets.
    pub devices: Vec<Map<String, Value>>,
    /// Interfaces.
    pub interfaces: Vec<Map<String, Value>>,
    /// The single machines of each fleet.
    pub members: Vec<Members>,
    /// Devices that are no longer in use, by name and key.
    pub retired: Names,
    /// Names that joined nothing.
    pub joins: BTreeMap<(&'static str, String), JoinReport>,
    /// What no second source confirms.
    pub unconfirmed: Vec<UnconfirmedReport>,
    /// What was made.
    pub made: Made,
    site_ids: Named,
    team_ids: Named,
    capability_ids: Named,
    entity_ids: Named,
    /// Ids of systems by their number among the collected.
    pub system_ids: BTreeMap<usize, String>,
    /// Ids of devices, or of their fleets, by their number.
    pub device_ids: BTreeMap<usize, String>,
    pub(super) all_ids: Ids,
    pub(super) interface_ids: Ids,
}

/// Names met before, with their ids.
#[derive(Debug, Default)]
struct Named {
    ids: Ids,
    known: BTreeMap<String, String>,
}

/// The single machines of a fleet.
#[derive(Debug, Default)]
pub struct Members {
    /// The fleet's id.
    pub fleet: String,
    /// One row a machine.
    pub rows: Vec<Member>,
}

/// One machine of a fleet.
#[derive(Debug, Default)]
pub struct Member {
    /// Columns by heading.
    pub cells: BTreeMap<&'static str, String>,
}

impl DraftInventory {
    /// The id of a site, which is made where it is new.
    pub fn site(&mut self, name: &str) -> String {
        entry(&mut self.site_ids, &mut self.sites, name, "site")
    }

    /// The id of a team.
    pub fn team(&mut self, name: &str) -> String {
        entry(&mut self.team_ids, &mut self.teams, name, "team")
    }

    /// The id of a capability.
    pub fn capability(&mut self, name: &str) -> String {
        entry(&mut self.capability_ids, &mut self.capabilities, name, "capability")
    }

    /// The id of a data entity.
    pub fn data_entity(&mut self, name: &str) -> String {
        entry(&mut self.entity_ids, &mut self.data_entities, name, "data")
    }

    /// Notes a name that joined nothing.
    pub fn not_joined(&mut self, wanted: &'static str, name: &str, because: &'static str, place: String) {
        let is_retired = self.retired.find(name) != Joined::None;
        let because = if is_retired { "it is no longer in use" } else { because };
        let shown = match as_reference(name) {
            Some((table, key)) => format!("{table} {key}").trim().to_owned(),
            None => name.to_owned(),
        };
        let join = self.joins.entry((wanted, name.to_lowercase())).or_insert_with(|| JoinReport {
            name: shown,
            wanted,
            because,
            place,
            times: 0,
        });
        join.times += 1;
    }
}

fn entry(named: &mut Named, list: &mut Vec<Map<String, Value>>, name: &str, fallback: &str) -> String {
    let known = crate::import::thing::mark(name);
    if let Some(id) = named.known.get(&known) {
        return id.clone();
    }
    let id = named.ids.of(name, fallback);
    let mut map = Map::new();
    map.insert("id".into(), json!(id));
    map.insert("name".into(), json!(name));
    list.push(map);
    named.known.insert(known, id.clone());
    id
}

/// Puts a value where there is one.
pub(super) fn put(map: &mut Map<String, Value>, key: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        map.insert(key.to_owned(), value.into());
    }
}

/// A date, such as `2027-03-31`; text to YAML, and so written plain.
pub(super) fn text(value: Option<&str>) -> Option<Value> {
    value.map(|value| json!(value))
}

/// A whole number.
pub(super) fn whole(value: Option<&str>) -> Option<Value> {
    value.and_then(|value| value.parse::<u64>().ok()).map(|value| json!(value))
}

/// A number, whole where it is.
pub(super) fn number(value: Option<&str>) -> Option<Value> {
    let value: f64 = value?.parse().ok()?;
    Some(if value.fract() == 0.0 && value.abs() < 1e15 { json!(value as i64) } else { json!(value) })
}

/// Money as an amount, with the currency where it is not the pound.
pub(super) fn money(value: Option<&str>) -> Option<Value> {
    let (amount, currency) = match value?.split_once(' ') {
        Some((amount, currency)) => (amount, Some(currency)),
        None => (value?, None),
    };
    let amount = number(Some(amount))?;
    Some(match currency {
        Some(currency) if currency != "GBP" => json!({"amount": amount, "currency": currency}),
        _ => amount,
    })
}

/// Yes or no.
pub(super) fn truth(value: Option<&str>) -> Option<Value> {
    value.map(|value| json!(value == "yes"))
}

/// A map as a value, if it holds anything.
pub(super) fn filled(map: Map<String, Value>) -> Option<Value> {
    (!map.is_empty()).then_some(Value::Object(map))
}

/// The keys of a thing by register, the first of each register.
pub(super) fn keys(of: &[(u32, String)], tables: &[crate::import::collect::CollectedTable]) -> Option<Value> {
    let mut keys = Map::new();
    for (table, key) in of {
        let register = tables.get(*table as usize).map_or("source", |table| table.register.as_str());
        keys.entry(register.to_owned()).or_insert_with(|| json!(key));
    }
    filled(keys)
}

/// Where a thing's facts come from, in words.
pub(super) fn source(places: &[RecordPlace], words: impl Fn(RecordPlace) -> String) -> String {
    let mut seen = BTreeSet::new();
    let named: Vec<String> =
        places.iter().filter(|place| seen.insert(**place)).take(4).map(|place| words(*place)).collect();
    let more = places.len().saturating_sub(named.len());
    let named = named.join("; ");
    if more > 0 { format!("{named}; and {more} more rows") } else { named }
}
