//! Systems as entities.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::component;
use super::draft::{self, DraftInventory, put, text};
use super::link::Links;
use crate::import::collect::Collected;
use crate::import::field::Field;
use crate::import::product::Products;
use crate::import::record::Record;
use crate::import::thing::{Names, Thing};
use crate::import::value::word::{self, WordList};

/// Words in a product's column that are no product.
const NO_PRODUCT: &[&str] = &[
    "cots",
    "bespoke",
    "in-house",
    "in house",
    "inhouse",
    "custom",
    "homegrown",
    "home grown",
    "saas",
    "web",
    "spreadsheet",
    "commercial off the shelf",
    "package",
    "other",
    "developed in house",
    "proprietary",
];

/// Names of all systems.
pub(super) fn names(collected: &Collected) -> Names {
    Names::of(&collected.systems.things, &collected.table_names())
}

/// Writes every system.
pub(super) fn write(
    collected: &Collected,
    products: &Products<'_>,
    links: &Links,
    draft: &mut DraftInventory,
) {
    for (at, thing) in collected.systems.things.iter().enumerate() {
        let id = draft.all_ids.of(thing.name(), "system");
        draft.system_ids.insert(at, id);
    }
    for (at, thing) in collected.systems.things.iter().enumerate() {
        let map = system(thing, at, collected, products, links, draft);
        draft.systems.push(map);
    }
    draft.made.systems = draft.systems.len() as u64;
}

fn system(
    thing: &Thing,
    at: usize,
    collected: &Collected,
    products: &Products<'_>,
    links: &Links,
    draft: &mut DraftInventory,
) -> Map<String, Value> {
    let facts = &thing.facts;
    let mut map = Map::new();
    put(&mut map, "id", draft.system_ids.get(&at).cloned());
    put(
        &mut map,
        "name",
        Some(
            facts
                .get(Field::Path)
                .and_then(|path| path.rsplit(" / ").next())
                .filter(|_| facts.get(Field::Name).is_none())
                .unwrap_or(thing.name()),
        ),
    );
    put(&mut map, "description", facts.get(Field::Description));
    put(&mut map, "kind", kind(facts));
    put(&mut map, "vendor", facts.get(Field::Vendor));
    put(&mut map, "owner", owner(facts, draft));
    put(&mut map, "department", facts.get(Field::Department));
    let capabilities: Vec<String> =
        facts.all(Field::Capability).flat_map(split).map(|name| draft.capability(name)).collect();
    put(&mut map, "capabilities", (!capabilities.is_empty()).then_some(capabilities));
    put(&mut map, "criticality", facts.get(Field::Criticality));
    put(&mut map, "status", facts.get(Field::Status));
    put(&mut map, "introduced", facts.get(Field::Introduced));
    put(&mut map, "planned_retirement", facts.get(Field::PlannedRetirement));
    put(&mut map, "users", draft::whole(facts.get(Field::Users)));
    let sites: Vec<String> =
        facts.all(Field::Site).take(1).flat_map(split).map(|name| draft.site(name)).collect();
    put(&mut map, "sites", (!sites.is_empty()).then_some(sites));
    put(&mut map, "hosting", facts.get(Field::Hosting));
    let components = components(facts, links.databases.get(&at), products);
    draft.made.components += components.len() as u64;
    put(&mut map, "components", (!components.is_empty()).then_some(components));
    put(&mut map, "depends_on", depends_on(at, links, draft));
    let data: Vec<Value> = facts
        .all(Field::DataEntity)
        .flat_map(split)
        .map(|name| json!({"entity": draft.data_entity(name)}))
        .collect();
    put(&mut map, "data", (!data.is_empty()).then_some(data));
    groups(&mut map, facts);
    if let Some(cost) = links.costs.get(&at).filter(|_| !map.contains_key("cost")) {
        map.insert("cost".into(), json!({"annual": (cost * 100.0).round() / 100.0}));
    }
    put(&mut map, "contract", links.contracts.get(&at).cloned().or_else(|| own_contract(facts)));
    put(&mut map, "source", Some(draft::source(&thing.places, |place| collected.words(place))));
    put(&mut map, "verified", text(facts.get(Field::Verified)));
    put(&mut map, "extra", extra(thing, collected));
    map
}

fn kind(facts: &Record) -> Option<&'static str> {
    let stated = facts.get(Field::Kind).and_then(|text| word::read(WordList::SystemKind, text));
    stated.or_else(|| facts.get(Field::Class).and_then(|text| word::read(WordList::SystemKind, text)))
}

fn owner(facts: &Record, draft: &mut DraftInventory) -> Option<Value> {
    let mut owner = Map::new();
    put(&mut owner, "team", facts.get(Field::Team).map(|team| draft.team(team)));
    put(&mut owner, "person_role", facts.get(Field::OwnerRole));
    draft::filled(owner)
}

/// The values of a cell that lists several.
pub(super) fn split(cell: &str) -> impl Iterator<Item = &str> {
    let has_strong = cell.contains([';', '|', '\n']);
    cell.split(move |c: char| if has_strong { matches!(c, ';' | '|' | '\n') } else { c == ',' })
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// Components from the product's, the database's and the stack's columns, and
/// from a list of databases. Of a stack only what the catalogue knows: the
/// rest is text about it.
fn components(facts: &Record, databases: Option<&Vec<Value>>, products: &Products<'_>) -> Vec<Value> {
    let mut found: BTreeMap<String, Value> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    let mut add = |key: String, component: Value| {
        if found.insert(key.clone(), component).is_none() {
            order.push(key);
        }
    };
    let version = facts.get(Field::Version);
    let product = facts
        .get(Field::Product)
        .filter(|product| !NO_PRODUCT.contains(&product.to_lowercase().as_str()))
        .or_else(|| facts.get(Field::Name).filter(|_| version.is_some()));
    if let Some(product) = product {
        let mut map = component::component(facts.get(Field::Vendor), product, version, Some("application"));
        put(&mut map, "supported_until", facts.get(Field::SupportedUntil));
        add(product.to_lowercase(), Value::Object(map));
    }
    if let Some(os) = component::operating_system(facts, products) {
        add(os.1.label.to_lowercase(), os.0);
    }
    for cell in facts.all(Field::Database).flat_map(split).filter(|cell| products.names(cell).is_some()) {
        add(cell.to_lowercase(), Value::Object(component::component(None, cell, None, Some("database"))));
    }
    for cell in facts.all(Field::Stack).flat_map(|cell| cell.split([',', ';', '|', '+', '/', '\n'])) {
        let cell = cell.trim();
        if let Some(is_system) = products.names(cell).filter(|_| !cell.is_empty()) {
            let role = is_system.then_some("operating-system");
            add(cell.to_lowercase(), Value::Object(component::component(None, cell, None, role)));
        }
    }
    let mut components: Vec<Value> = order.iter().filter_map(|key| found.remove(key)).collect();
    components.extend(databases.into_iter().flatten().cloned());
    components
}

fn depends_on(at: usize, links: &Links, draft: &DraftInventory) -> Option<Value> {
    let devices =
        links.on_devices.get(&at).into_iter().flatten().filter_map(|device| draft.device_ids.get(device));
    let systems =
        links.on_systems.get(&at).into_iter().flatten().filter_map(|system| draft.system_ids.get(system));
    let ids: std::collections::BTreeSet<&String> = devices.chain(systems).collect();
    (!ids.is_empty()).then(|| json!(ids))
}

/// The small maps: cost, licences, resilience, fit, security, people,
/// remediation.
fn groups(map: &mut Map<String, Value>, facts: &Record) {
    let mut group = |key: &str, entries: Vec<(&str, Option<Value>)>| {
        let inner: Map<String, Value> =
            entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect();
        put(map, key, draft::filled(inner));
    };
    let pounds = |field: Field| draft::money(facts.get(field)).filter(|cost| !cost.is_object());
    group("cost", vec![("annual", pounds(Field::AnnualCost)), ("one_off", pounds(Field::PurchaseCost))]);
    group(
        "licences",
        vec![
            ("purchased", draft::whole(facts.get(Field::LicencesPurchased))),
            ("in_use", draft::whole(facts.get(Field::LicencesInUse))),
            ("unit_cost", pounds(Field::UnitCost)),
        ],
    );
    let failover = match facts.get(Field::Failover).and_then(word::yes) {
        Some(true) => Some(json!("untested")),
        Some(false) => Some(json!("none")),
        None => None,
    };
    group(
        "resilience",
        vec![
            ("failover", failover),
            ("rto_hours", draft::number(facts.get(Field::Rto))),
            ("rpo_hours", draft::number(facts.get(Field::Rpo))),
        ],
    );
    group(
        "fit",
        vec![
            ("functional", draft::number(facts.get(Field::FitFunctional))),
            ("technical", draft::number(facts.get(Field::FitTechnical))),
            ("reason", text(facts.get(Field::FitReason))),
        ],
    );
    group(
        "security",
        vec![
            ("mfa", draft::truth(facts.get(Field::Mfa))),
            ("patched_within_days", draft::whole(facts.get(Field::PatchedDays))),
            ("internet_facing", draft::truth(facts.get(Field::InternetFacing))),
        ],
    );
    group("people", vec![("supporters", draft::whole(facts.get(Field::Supporters)))]);
    group(
        "remediation",
        vec![
            ("plan", draft::truth(facts.get(Field::RemediationPlan))),
            ("target", text(facts.get(Field::RemediationTarget))),
        ],
    );
}

/// A contract of a row of contracts or of a system.
pub(super) fn own_contract(facts: &Record) -> Option<Value> {
    let mut contract = Map::new();
    put(&mut contract, "supplier", facts.get(Field::Supplier));
    let (starts, ends) = (facts.get(Field::ContractStart), facts.get(Field::ContractEnd));
    // A contract that ends before it begins is a slip in one of both dates.
    let starts = starts.filter(|starts| ends.is_none_or(|ends| *starts <= ends));
    put(&mut contract, "starts", starts);
    put(&mut contract, "ends", ends);
    put(&mut contract, "notice_months", draft::whole(facts.get(Field::NoticeMonths)));
    put(&mut contract, "auto_renews", draft::truth(facts.get(Field::AutoRenews)));
    draft::filled(contract)
}

fn extra(thing: &Thing, collected: &Collected) -> Option<Value> {
    let mut extra = Map::new();
    put(&mut extra, "keys", draft::keys(&thing.keys, &collected.tables));
    let aliases: Vec<&str> = thing.facts.all(Field::Alias).collect();
    put(&mut extra, "aliases", (!aliases.is_empty()).then_some(aliases));
    for (key, field) in [
        ("environment", Field::Environment),
        ("part_of", Field::PartOf),
        ("technology", Field::Stack),
        ("data_sensitivity", Field::Sensitivity),
        ("organisation", Field::Organisation),
    ] {
        put(&mut extra, key, thing.facts.get(field));
    }
    for field in [Field::AnnualCost, Field::UnitCost, Field::PurchaseCost] {
        let foreign = draft::money(thing.facts.get(field)).filter(Value::is_object);
        put(&mut extra, field.word(), foreign);
    }
    for (heading, value) in &thing.facts.extra {
        extra.entry(heading.to_string()).or_insert_with(|| json!(value));
    }
    draft::filled(extra)
}
