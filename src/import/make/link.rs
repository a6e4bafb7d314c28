//! What joins things: servers below systems, flows between them, contracts
//! over them. By key, then by name as written; a name that fits two things
//! joins neither and is listed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::component;
use super::draft::{self, DraftInventory, put};
use super::system::{own_contract, split};
use crate::import::collect::Collected;
use crate::import::field::Field;
use crate::import::record::Record;
use crate::import::thing::{Joined, Names, Thing};

const SEVERAL: &str = "the name fits several";
const NONE: &str = "no record has this name";

/// Everything that is joined.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// The devices that each system needs.
    pub on_devices: BTreeMap<usize, BTreeSet<usize>>,
    /// The systems that each system needs.
    pub on_systems: BTreeMap<usize, BTreeSet<usize>>,
    /// Devices that something names.
    pub named_devices: BTreeSet<usize>,
    /// Flows: from, to, and their row.
    pub flows: Vec<(usize, usize, Record)>,
    /// The contract of each system.
    pub contracts: BTreeMap<usize, Value>,
    /// Database components of each system.
    pub databases: BTreeMap<usize, Vec<Value>>,
    /// What each system costs in the latest year of which costs are listed.
    pub costs: BTreeMap<usize, f64>,
}

/// Reads all links. A system that only a flow names is made: it is there,
/// and nothing else is known of it.
pub(super) fn read(
    collected: &mut Collected,
    systems: &Names,
    devices: &Names,
    draft: &mut DraftInventory,
) -> Links {
    let mut links = Links::default();
    columns(collected, systems, devices, &mut links, draft);
    relations(collected, systems, devices, &mut links, draft);
    databases(collected, systems, &mut links, draft);
    contracts(collected, systems, &mut links, draft);
    costs(collected, systems, &mut links, draft);
    flows(collected, systems, &mut links, draft);
    links
}

/// Finds one thing by name; what does not lead to one is listed.
fn one(
    names: &Names,
    name: &str,
    wanted: &'static str,
    place: String,
    draft: &mut DraftInventory,
) -> Option<usize> {
    match names.find(name) {
        Joined::One(at) => Some(at),
        Joined::Several => {
            draft.not_joined(wanted, name, SEVERAL, place);
            None
        }
        Joined::None => {
            draft.not_joined(wanted, name, NONE, place);
            None
        }
    }
}

/// Links that columns of systems and devices state.
fn columns(
    collected: &Collected,
    systems: &Names,
    devices: &Names,
    links: &mut Links,
    draft: &mut DraftInventory,
) {
    for (at, thing) in collected.systems.things.iter().enumerate() {
        let place = || collected.words(thing.facts.place);
        for name in thing.facts.all(Field::Server).flat_map(split) {
            if let Some(device) = one(devices, name, "server", place(), draft) {
                links.on_devices.entry(at).or_default().insert(device);
                links.named_devices.insert(device);
            }
        }
        for name in thing.facts.all(Field::DependsOn).flat_map(split) {
            match (systems.find(name), devices.find(name)) {
                (Joined::One(other), Joined::None) if other != at => {
                    links.on_systems.entry(at).or_default().insert(other);
                }
                (Joined::None, Joined::One(device)) => {
                    links.on_devices.entry(at).or_default().insert(device);
                    links.named_devices.insert(device);
                }
                (Joined::One(_), Joined::None) => {}
                (Joined::None, Joined::None) => draft.not_joined("what it depends on", name, NONE, place()),
                _ => draft.not_joined("what it depends on", name, SEVERAL, place()),
            }
        }
    }
    for (at, thing) in collected.devices.things.iter().enumerate() {
        for name in thing.facts.all(Field::Application).flat_map(split) {
            if let Some(system) = one(systems, name, "application", collected.words(thing.facts.place), draft)
            {
                links.on_devices.entry(system).or_default().insert(at);
                links.named_devices.insert(at);
            }
        }
        if let Some(Joined::One(host)) = thing.facts.get(Field::Host).map(|host| devices.find(host)) {
            links.named_devices.insert(host);
        }
    }
}

/// Rows that link two records: which needs which, the kind of link says.
fn relations(
    collected: &mut Collected,
    systems: &Names,
    devices: &Names,
    links: &mut Links,
    draft: &mut DraftInventory,
) {
    let mut flows = Vec::new();
    let databases = database_names(collected);
    for record in &collected.relations {
        let (Some(from), Some(to)) = (record.get(Field::From), record.get(Field::To)) else { continue };
        if let Joined::One(at) = databases.find(from) {
            if let (Joined::One(system), Some(component)) =
                (systems.find(to), collected.databases.get(at).and_then(database))
            {
                add_database(links, system, component);
            }
            continue;
        }
        let ends = [from, to].map(|name| (systems.find(name), devices.find(name)));
        let place = collected.words(record.place);
        match ends {
            [(Joined::One(system), _), (Joined::None, Joined::One(device))]
            | [(Joined::None, Joined::One(device)), (Joined::One(system), _)] => {
                links.on_devices.entry(system).or_default().insert(device);
                links.named_devices.insert(device);
            }
            [(Joined::One(from), _), (Joined::One(to), _)] if from != to => {
                match direction(record.get(Field::Relation).unwrap_or("")) {
                    Some(Direction::FromNeedsTo) => {
                        links.on_systems.entry(from).or_default().insert(to);
                    }
                    Some(Direction::ToNeedsFrom) => {
                        links.on_systems.entry(to).or_default().insert(from);
                    }
                    Some(Direction::Data) => flows.push(record.clone()),
                    None => draft.not_joined(
                        "a kind of link",
                        record.get(Field::Relation).unwrap_or("none stated"),
                        "it does not say which needs which",
                        place,
                    ),
                }
            }
            [(Joined::None, Joined::One(_)), (Joined::None, Joined::One(_))]
            | [(Joined::One(_), _), (Joined::One(_), _)] => {}
            [one, other] => {
                for (name, found) in [(from, one), (to, other)] {
                    match found {
                        (Joined::None, Joined::None) => {
                            draft.not_joined("an end of a link", name, NONE, place.clone());
                        }
                        (Joined::Several, _) | (_, Joined::Several) => {
                            draft.not_joined("an end of a link", name, SEVERAL, place.clone());
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    collected.interfaces.extend(flows);
}

enum Direction {
    FromNeedsTo,
    ToNeedsFrom,
    Data,
}

/// What a kind of link says, by its first verb: `Depends on::Used by`.
fn direction(relation: &str) -> Option<Direction> {
    let verb = relation.split("::").next().unwrap_or(relation).to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| verb.contains(word));
    if has(&[
        "send",
        "receive",
        "exchange",
        "feed",
        "data",
        "integrat",
        "interface",
        "flow",
        "provides information",
    ]) {
        return Some(Direction::Data);
    }
    if has(&[
        "used by",
        "depended on by",
        "hosts",
        "supports",
        "serves",
        "provides",
        "runs::",
        "contains",
        "consumed by",
    ]) || verb.trim() == "runs"
    {
        return Some(Direction::ToNeedsFrom);
    }
    has(&[
        "depends",
        "uses",
        "runs on",
        "hosted on",
        "requires",
        "consumes",
        "relies",
        "needs",
        "authenticat",
        "stored",
    ])
    .then_some(Direction::FromNeedsTo)
}

/// Databases become components of the systems that they serve.
fn databases(collected: &Collected, systems: &Names, links: &mut Links, draft: &mut DraftInventory) {
    for record in &collected.databases {
        let Some(component) = database(record) else { continue };
        for name in record.all(Field::Application).flat_map(split) {
            if let Some(system) = one(systems, name, "application", collected.words(record.place), draft) {
                add_database(links, system, component.clone());
            }
        }
    }
}

/// A product as a component: a database where nothing else is said.
fn database(record: &Record) -> Option<Value> {
    let product = record.get(Field::Product)?;
    let version = record.get(Field::Version);
    let role = record.get(Field::ComponentRole).or(Some("database"));
    let mut map = component::component(record.get(Field::Vendor), product, version, role);
    for identifier in record.all(Field::Identifier) {
        let key = if identifier.starts_with("pkg:") { "purl" } else { "cpe" };
        put(&mut map, key, Some(identifier));
    }
    put(&mut map, "supported_until", record.get(Field::SupportedUntil));
    Some(Value::Object(map))
}

fn add_database(links: &mut Links, system: usize, component: Value) {
    let known = links.databases.entry(system).or_default();
    if !known.contains(&component) {
        known.push(component);
    }
}

/// Databases by name and key.
fn database_names(collected: &Collected) -> Names {
    let things: Vec<Thing> = collected.databases.iter().cloned().map(Thing::of).collect();
    Names::of(&things, &collected.table_names())
}

/// Costs of the latest year, all kinds of one system together.
fn costs(collected: &Collected, systems: &Names, links: &mut Links, draft: &mut DraftInventory) {
    let mut by_year: BTreeMap<usize, BTreeMap<String, f64>> = BTreeMap::new();
    for record in &collected.costs {
        let (Some(name), Some(amount)) = (record.get(Field::Application), record.get(Field::AnnualCost))
        else {
            continue;
        };
        let (Ok(amount), year) = (amount.parse::<f64>(), record.get(Field::Year).unwrap_or("")) else {
            continue;
        };
        if let Some(system) = one(systems, name, "application", collected.words(record.place), draft) {
            *by_year.entry(system).or_default().entry(year.to_owned()).or_default() += amount;
        }
    }
    links.costs = by_year
        .into_iter()
        .filter_map(|(system, years)| Some((system, years.into_values().next_back()?)))
        .collect();
}

/// Contracts join the systems that they cover; one that several contracts
/// cover takes the one that ends last.
fn contracts(collected: &Collected, systems: &Names, links: &mut Links, draft: &mut DraftInventory) {
    for record in &collected.contracts {
        let Some(contract) = own_contract(record) else { continue };
        let covers: Vec<&str> = record.all(Field::Covers).flat_map(split).collect();
        let by_name = record.get(Field::Name).filter(|_| covers.is_empty());
        let mut covered = BTreeSet::new();
        for name in covers.into_iter().chain(by_name) {
            covered.extend(one(
                systems,
                name,
                "what a contract covers",
                collected.words(record.place),
                draft,
            ));
        }
        draft.made.contracts += u64::from(!covered.is_empty());
        for system in covered {
            let ends =
                |contract: &Value| contract.get("ends").and_then(Value::as_str).unwrap_or("").to_owned();
            let known = links.contracts.entry(system).or_insert_with(|| contract.clone());
            if ends(known) < ends(&contract) {
                known.clone_from(&contract);
            }
        }
    }
}

/// Flows of data between systems.
fn flows(collected: &mut Collected, systems: &Names, links: &mut Links, draft: &mut DraftInventory) {
    let mut made: BTreeMap<String, usize> = BTreeMap::new();
    let records = std::mem::take(&mut collected.interfaces);
    for record in &records {
        let (Some(from), Some(to)) = (record.get(Field::From), record.get(Field::To)) else { continue };
        let place = collected.words(record.place);
        let mut end = |name: &str| match systems.find(name) {
            Joined::One(at) => Some(at),
            Joined::Several => {
                draft.not_joined("an end of a flow", name, SEVERAL, place.clone());
                None
            }
            Joined::None => {
                let next = collected.systems.things.len();
                let at = *made.entry(crate::import::thing::mark(name)).or_insert(next);
                if at == next {
                    let mut facts = Record::at(record.place);
                    facts.put(Field::Name, name);
                    collected.systems.things.push(Thing::of(facts));
                }
                Some(at)
            }
        };
        if let (Some(from), Some(to)) = (end(from), end(to))
            && from != to
        {
            links.flows.push((from, to, record.clone()));
        }
    }
    collected.interfaces = records;
}

/// Writes the flows.
pub(super) fn write(collected: &Collected, links: &Links, draft: &mut DraftInventory) {
    for (from, to, record) in &links.flows {
        let (Some(from), Some(to)) = (draft.system_ids.get(from).cloned(), draft.system_ids.get(to).cloned())
        else {
            continue;
        };
        let mut map = Map::new();
        let name = record.get(Field::Name);
        let id =
            draft.interface_ids.of(&name.map_or_else(|| format!("{from} {to}"), str::to_owned), "interface");
        put(&mut map, "id", Some(id));
        put(&mut map, "name", name);
        put(&mut map, "description", record.get(Field::Description));
        put(&mut map, "from", Some(from));
        put(&mut map, "to", Some(to));
        put(&mut map, "protocol", record.get(Field::Protocol));
        let frequency = record.get(Field::Frequency);
        let is_manual = matches!(record.get(Field::Protocol), Some("manual-rekeying" | "paper" | "fax"));
        put(&mut map, "mode", if is_manual { Some("manual") } else { frequency });
        let data: Vec<String> =
            record.all(Field::InterfaceData).flat_map(split).map(|name| draft.data_entity(name)).collect();
        put(&mut map, "data", (!data.is_empty()).then_some(data));
        put(&mut map, "messages_per_day", draft::number(record.get(Field::Messages)));
        if let Some(team) = record.get(Field::Team) {
            let team = draft.team(team);
            map.insert("owner".into(), json!({"team": team}));
        }
        put(&mut map, "criticality", record.get(Field::Criticality));
        put(&mut map, "status", record.get(Field::Status));
        put(&mut map, "source", Some(collected.words(record.place)));
        put(&mut map, "verified", record.get(Field::Verified));
        draft.interfaces.push(map);
    }
    draft.made.interfaces = draft.interfaces.len() as u64;
    draft.made.sites = draft.sites.len() as u64;
    draft.made.teams = draft.teams.len() as u64;
}
