//! Devices and fleets as entities.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::component;
use super::draft::{self, DraftInventory, Member, Members, put, text};
use super::fleet::{Fleet, Fleets};
use crate::import::collect::Collected;
use crate::import::field::Field;
use crate::import::product::{KnownRelease, Products};
use crate::import::record::Record;
use crate::import::thing::{Names, Thing};
use crate::import::value::word::{self, WordList};
use crate::model::vocabulary::DeviceKind;

/// Names of all devices.
pub(super) fn names(collected: &Collected) -> Names {
    Names::of(&collected.devices.things, &collected.table_names())
}

/// Hosts that software lists alone name become devices: a machine that no
/// register holds is still there.
pub(super) fn from_software_lists(collected: &mut Collected) {
    let names = names(collected);
    let known: Vec<Record> = collected
        .software
        .hosts
        .iter()
        .filter(|host| names.find(&host.name) == crate::import::thing::Joined::None)
        .map(|host| {
            let mut record = Record::at(host.place);
            record.put(Field::Name, &host.name);
            if let Some(key) = &host.key {
                record.put(Field::Key, key);
            }
            if let Some((os, version)) = &host.os {
                record.put(Field::Os, os);
                if let Some(version) = version {
                    record.put(Field::OsVersion, version);
                }
            }
            record
        })
        .collect();
    for record in known {
        collected.devices.add_device(record);
    }
}

/// The kind of a device: as stated, else by its operating system, its model
/// or its class.
pub(super) fn kind(record: &Record, release: Option<&KnownRelease>) -> Option<&'static str> {
    let stated = record.all(Field::Kind).find_map(|text| word::read(WordList::DeviceKind, text));
    let by_class = || record.get(Field::Class).and_then(|class| word::read(WordList::DeviceKind, class));
    let by_system = || {
        let system = format!("{} {}", release?.product.as_deref()?, record.get(Field::Os)?.to_lowercase());
        let is_server = ["server", "rhel", "sles", "oracle-linux", "aix", "solaris", "centos"]
            .iter()
            .any(|word| system.contains(word));
        match () {
            () if is_server => Some("server"),
            () if system.starts_with("ipados") => Some("tablet"),
            () if system.starts_with("ios ") || system.starts_with("android") => Some("phone"),
            () if system.starts_with("esxi") => Some("hypervisor"),
            () => None,
        }
    };
    let by_model = || record.get(Field::Model).and_then(kind_of_model);
    stated.or_else(by_class).or_else(by_system).or_else(by_model)
}

/// What a maker's model is, where its name says so.
fn kind_of_model(model: &str) -> Option<&'static str> {
    const MODELS: &[(&str, &[&str])] = &[
        (
            "laptop",
            &[
                "latitude",
                "elitebook",
                "probook",
                "thinkpad",
                "macbook",
                "surface laptop",
                "zbook",
                "toughbook",
                "xps",
                "precision 5",
                "travelmate",
            ],
        ),
        (
            "workstation",
            &[
                "optiplex",
                "prodesk",
                "elitedesk",
                "thinkcentre",
                "imac",
                "veriton",
                "esprimo",
                "precision tower",
                "z2 ",
                "mac mini",
            ],
        ),
        (
            "server",
            &[
                "poweredge",
                "proliant",
                "thinksystem",
                "ucs",
                "primergy",
                "system x",
                "vmware virtual",
                "virtual machine",
            ],
        ),
        ("tablet", &["ipad", "surface pro", "surface go", "galaxy tab"]),
        ("phone", &["iphone", "galaxy s", "galaxy a", "pixel"]),
        ("printer", &["laserjet", "officejet", "ecosys", "workcentre", "versalink", "imagerunner", "bizhub"]),
        ("switch", &["catalyst", "nexus", "procurve", "aruba cx"]),
        ("firewall", &["fortigate", "pa-", "asa 5", "firepower"]),
    ];
    let model = model.to_lowercase();
    MODELS.iter().find(|(_, names)| names.iter().any(|name| model.contains(name))).map(|(kind, _)| *kind)
}

/// The kind as the model knows it; a finer word becomes the coarser one that
/// holds it.
fn model_kind(kind: &'static str) -> Option<&'static str> {
    if DeviceKind::ALL.iter().any(|known| known.word() == kind) {
        return Some(kind);
    }
    match kind {
        "firewall" | "switch" | "router" | "access-point" | "load-balancer" | "vpn-gateway" => {
            Some("network")
        }
        "hypervisor" => Some("server"),
        _ => None,
    }
}

/// Writes every device and fleet.
pub(super) fn write(
    collected: &Collected,
    products: &Products<'_>,
    fleets: &Fleets,
    draft: &mut DraftInventory,
) {
    let installed = installed(collected, products);
    for at in &fleets.single {
        let Some(thing) = collected.devices.things.get(*at) else { continue };
        let map = single(thing, *at, collected, products, &installed, draft);
        draft.made.machines +=
            u64::from(thing.facts.get(Field::Count).and_then(|count| count.parse().ok()).unwrap_or(1_u32));
        draft.made.single_machines += 1;
        draft.devices.push(map);
    }
    for fleet in &fleets.fleets {
        let map = whole(fleet, collected, products, &installed, draft);
        draft.devices.push(map);
    }
    draft.made.devices = draft.devices.len() as u64;
}

/// Known products on each device: by release, the text of product, version
/// and maker as first written.
type OnDevice = BTreeMap<usize, BTreeMap<(String, String), (String, String, String)>>;

fn installed(collected: &Collected, products: &Products<'_>) -> OnDevice {
    let names = names(collected);
    let hosts: Vec<Option<usize>> = collected
        .software
        .hosts
        .iter()
        .map(|host| match names.find(&host.name) {
            crate::import::thing::Joined::One(at) => Some(at),
            _ => None,
        })
        .collect();
    let releases: Vec<Option<(String, String)>> = collected
        .software
        .installed
        .iter()
        .map(|installed| {
            let vendor = Some(installed.vendor.as_str()).filter(|text| !text.is_empty());
            let version = Some(installed.version.as_str()).filter(|text| !text.is_empty());
            let release = products.release(vendor, &installed.product, version);
            let product = release.product.filter(|_| !release.is_system)?;
            Some((product, release.cycle.unwrap_or_else(|| installed.version.clone())))
        })
        .collect();
    let mut pairs: Vec<(u32, u32)> = collected.software.pairs.iter().copied().collect();
    pairs.sort_unstable();
    let mut on: OnDevice = BTreeMap::new();
    for (host, item) in pairs {
        let (Some(Some(device)), Some(Some(release)), Some(installed)) = (
            hosts.get(host as usize),
            releases.get(item as usize),
            collected.software.installed.get(item as usize),
        ) else {
            continue;
        };
        on.entry(*device).or_default().entry(release.clone()).or_insert_with(|| {
            (installed.product.clone(), installed.version.clone(), installed.vendor.clone())
        });
    }
    on
}

fn single(
    thing: &Thing,
    at: usize,
    collected: &Collected,
    products: &Products<'_>,
    installed: &OnDevice,
    draft: &mut DraftInventory,
) -> Map<String, Value> {
    let facts = &thing.facts;
    let id = draft.all_ids.of(thing.name(), "device");
    draft.device_ids.insert(at, id.clone());
    let system = component::operating_system(facts, products);
    let mut map = Map::new();
    put(&mut map, "id", Some(id));
    put(&mut map, "name", Some(thing.name()));
    shared(&mut map, facts, system.as_ref().map(|(_, release)| release), draft);
    put(&mut map, "count", draft::whole(facts.get(Field::Count)).filter(|count| *count != json!(1)));
    put(&mut map, "status", text(facts.get(Field::Status)).filter(|status| *status != json!("live")));
    put(&mut map, "criticality", text(facts.get(Field::Criticality)));
    put(&mut map, "department", text(facts.get(Field::Department)));
    put(&mut map, "purchased", text(facts.get(Field::Purchased)));
    put(&mut map, "planned_retirement", text(facts.get(Field::PlannedRetirement)));
    let mut components: Vec<Value> = system.map(|(component, _)| component).into_iter().collect();
    components.extend(stated(facts));
    for (product, version, vendor) in installed.get(&at).into_iter().flat_map(BTreeMap::values) {
        let vendor = Some(vendor.as_str());
        components.push(Value::Object(component::component(vendor, product, Some(version), None)));
    }
    draft.made.components += components.len() as u64;
    put(&mut map, "components", (!components.is_empty()).then_some(components));
    if let Some(cost) = draft::money(facts.get(Field::PurchaseCost)).filter(|cost| !cost.is_object()) {
        map.insert("cost".into(), json!({"one_off": cost}));
    }
    put(&mut map, "source", Some(draft::source(&thing.places, |place| collected.words(place))));
    put(&mut map, "verified", text(facts.get(Field::Verified)));
    let mut extra = Map::new();
    for (key, field) in [
        ("serial", Field::Serial),
        ("asset_tag", Field::AssetTag),
        ("warranty_until", Field::WarrantyUntil),
        ("end_of_support", Field::HardwareEnd),
        ("environment", Field::Environment),
        ("virtual", Field::Virtual),
        ("host", Field::Host),
        ("firmware", Field::Firmware),
    ] {
        put(&mut extra, key, facts.get(field));
    }
    put(&mut extra, "keys", draft::keys(&thing.keys, &collected.tables));
    put(&mut map, "extra", draft::filled(extra));
    map
}

/// What single devices and fleets share.
fn shared(
    map: &mut Map<String, Value>,
    facts: &Record,
    release: Option<&KnownRelease>,
    draft: &mut DraftInventory,
) {
    put(map, "kind", kind(facts, release).and_then(model_kind));
    put(map, "manufacturer", facts.get(Field::Manufacturer));
    put(map, "model", facts.get(Field::Model));
    put(map, "site", facts.get(Field::Site).map(|site| draft.site(site)));
    if let Some(team) = facts.get(Field::Team) {
        let team = draft.team(team);
        map.insert("owner".into(), json!({"team": team}));
    }
    let mut security = Map::new();
    put(&mut security, "internet_facing", draft::truth(facts.get(Field::InternetFacing)));
    put(map, "security", draft::filled(security));
}

fn whole(
    fleet: &Fleet,
    collected: &Collected,
    products: &Products<'_>,
    installed: &OnDevice,
    draft: &mut DraftInventory,
) -> Map<String, Value> {
    let things: Vec<&Thing> =
        fleet.members.iter().filter_map(|at| collected.devices.things.get(*at)).collect();
    let Some(first) = things.first() else { return Map::new() };
    let system = component::operating_system(&first.facts, products);
    let release = system.as_ref().map(|(_, release)| release);
    let (name, slug) = fleet_name(&first.facts, release);
    let id = draft.all_ids.of(&slug, "devices");
    fleet.members.iter().for_each(|at| {
        draft.device_ids.insert(*at, id.clone());
    });
    let mut map = Map::new();
    put(&mut map, "id", Some(id.clone()));
    put(&mut map, "name", Some(name));
    shared(&mut map, &first.facts, release, draft);
    let count: u64 = things
        .iter()
        .map(|thing| thing.facts.get(Field::Count).and_then(|count| count.parse().ok()).unwrap_or(1_u64))
        .sum();
    draft.made.machines += count;
    put(&mut map, "count", Some(count));
    put(&mut map, "department", agreed(&things, Field::Department));
    put(&mut map, "purchased", agreed_date(&things, Field::Purchased));
    put(&mut map, "planned_retirement", agreed_date(&things, Field::PlannedRetirement));
    let mut components: Vec<Value> = system.map(|(component, _)| component).into_iter().collect();
    components.extend(stated(&first.facts));
    components.extend(on_all(fleet, installed));
    draft.made.components += components.len() as u64;
    put(&mut map, "components", (!components.is_empty()).then_some(components));
    let tables: BTreeSet<u32> = things.iter().flat_map(|thing| thing.tables()).collect();
    let files: Vec<&str> = tables
        .iter()
        .filter_map(|table| collected.tables.get(*table as usize))
        .map(|table| table.file.as_str())
        .collect();
    let members = format!("devices/{id}.csv");
    put(
        &mut map,
        "source",
        Some(format!("{}; each machine with its row in {members}", crate::text::join_and(&files))),
    );
    put(&mut map, "verified", median(&things, Field::Verified));
    let mut extra = Map::new();
    put(&mut extra, "members", Some(members));
    put(&mut extra, "environment", first.facts.get(Field::Environment));
    put(&mut extra, "warranty_until", agreed_date(&things, Field::WarrantyUntil));
    put(&mut extra, "end_of_support", agreed_date(&things, Field::HardwareEnd));
    put(&mut map, "extra", draft::filled(extra));
    let rows = things.iter().map(|thing| member(thing, collected)).collect();
    draft.members.push(Members { fleet: id, rows });
    map
}

/// The products that the source itself names on the machine.
fn stated(facts: &Record) -> Vec<Value> {
    let component = |product| Value::Object(component::component(None, product, None, None));
    facts.all(Field::Product).map(component).collect()
}

/// The products that every machine of a fleet has. What some have is true of
/// these alone, and stands in `software.csv`.
fn on_all(fleet: &Fleet, installed: &OnDevice) -> Vec<Value> {
    let mut lists = fleet.members.iter().map(|at| installed.get(at));
    let Some(Some(first)) = lists.next() else { return Vec::new() };
    let rest: Vec<_> = lists.collect();
    first
        .iter()
        .filter(|(release, _)| rest.iter().all(|list| list.is_some_and(|list| list.contains_key(release))))
        .map(|(_, (product, version, vendor))| {
            Value::Object(component::component(Some(vendor), product, Some(version), None))
        })
        .collect()
}

fn fleet_name(facts: &Record, release: Option<&KnownRelease>) -> (String, String) {
    let maker = facts.get(Field::Manufacturer).unwrap_or("");
    let model = facts.get(Field::Model).unwrap_or("");
    let what = match (maker, model) {
        ("", "") => kind(facts, release).map_or("Devices", |kind| kind).to_owned(),
        (maker, model) if model.to_lowercase().starts_with(&maker.to_lowercase()) => model.to_owned(),
        (maker, model) => format!("{maker} {model}").trim().to_owned(),
    };
    let system = release.map(|release| release.label.clone());
    let parts: Vec<String> =
        [Some(what), system, facts.get(Field::Site).map(str::to_owned)].into_iter().flatten().collect();
    let slug =
        [model, release.map_or("", |release| &release.label), facts.get(Field::Site).unwrap_or("")].join(" ");
    let slug = if slug.trim().is_empty() { parts.join(" ") } else { slug };
    (parts.join(", "), slug)
}

/// What all that state a field agree on.
fn agreed<'a>(things: &[&'a Thing], field: Field) -> Option<&'a str> {
    let mut values = things.iter().filter_map(|thing| thing.facts.get(field));
    let first = values.next()?;
    values.all(|value| value.eq_ignore_ascii_case(first)).then_some(first)
}

/// The date that all agree on, as exactly as they do: the day, the month or
/// the year.
fn agreed_date(things: &[&Thing], field: Field) -> Option<String> {
    let mut values = things.iter().filter_map(|thing| thing.facts.get(field));
    let mut common = values.next()?.to_owned();
    for value in values {
        while !value.starts_with(&common) {
            common = common.rsplit_once('-').map(|(start, _)| start.to_owned())?;
        }
    }
    Some(common)
}

fn median<'a>(things: &[&'a Thing], field: Field) -> Option<&'a str> {
    let mut values: Vec<&str> = things.iter().filter_map(|thing| thing.facts.get(field)).collect();
    values.sort_unstable();
    values.get(values.len() / 2).copied()
}

fn member(thing: &Thing, collected: &Collected) -> Member {
    let mut cells = BTreeMap::new();
    for (heading, field) in MEMBER_FIELDS {
        if let Some(value) = thing.facts.get(*field) {
            cells.insert(*heading, value.to_owned());
        }
    }
    if let Some((table, key)) = thing.keys.first() {
        let register = collected.tables.get(*table as usize).map_or("", |table| &table.register);
        cells.insert("key", format!("{register}:{key}"));
    }
    cells.insert("source", draft::source(&thing.places, |place| collected.words(place)));
    Member { cells }
}

/// The columns of a members' table.
pub const MEMBER_FIELDS: &[(&str, Field)] = &[
    ("name", Field::Name),
    ("serial", Field::Serial),
    ("asset_tag", Field::AssetTag),
    ("domain", Field::Domain),
    ("os_version", Field::OsVersion),
    ("department", Field::Department),
    ("purchased", Field::Purchased),
    ("warranty_until", Field::WarrantyUntil),
    ("last_seen", Field::Verified),
    ("count", Field::Count),
];
