//! A model's elements and relations as records.

use std::collections::{BTreeMap, BTreeSet};

use super::{Item, Link, Model};
use crate::import::field::{Field, RowKind};
use crate::import::found::Found;
use crate::import::heading::{Headings, SourceHeading};
use crate::import::record::{Record, RecordPlace, property, reference};
use crate::import::value::word::{self, WordList};

/// Which kinds of elements speak for an application component.
const OF_APPLICATIONS: &[&str] = &[
    "ApplicationService",
    "ApplicationInterface",
    "ApplicationFunction",
    "ApplicationProcess",
    "ApplicationInteraction",
    "ApplicationEvent",
    "ApplicationCollaboration",
];
/// Which kinds speak for a device or node.
const OF_MACHINES: &[&str] = &[
    "TechnologyService",
    "TechnologyInterface",
    "TechnologyFunction",
    "TechnologyProcess",
    "TechnologyInteraction",
    "TechnologyCollaboration",
    "InfrastructureService",
    "InfrastructureInterface",
    "InfrastructureFunction",
    "Artifact",
];
/// Relations that join a part or a behaviour to what it belongs to.
const BELONGS: &[&str] = &["Composition", "Aggregation", "Assignment", "Realization", "Realisation"];

/// All that a model gives. `table` is its number among the tables, `name` its
/// name as references know it: ends are named by the element's id, so that
/// two elements of one name stay two.
pub(in crate::import) fn records(model: &Model, table: u32, name: &str) -> Found {
    let mut found = Found { format: "an ArchiMate model", unit: "line", ..Found::default() };
    let by_id: BTreeMap<&str, &Item> = model.elements.iter().map(|item| (item.id.as_str(), item)).collect();
    for item in &model.elements {
        let place = RecordPlace { table, row: item.line };
        match item.kind.as_str() {
            "ApplicationComponent" => found.systems.push(record(item, place, RowKind::Systems)),
            "Device" | "Node" => found.devices.push(machine(item, place)),
            "SystemSoftware" | "DataObject" | "Capability" => {}
            other if OF_APPLICATIONS.contains(&other) || OF_MACHINES.contains(&other) => {}
            other => found.leave(other),
        }
    }
    software(model, &by_id, table, name, &mut found);
    let mut links = Links {
        owners: Owners::of(model, &by_id),
        table,
        name,
        systems: found
            .systems
            .iter()
            .enumerate()
            .filter_map(|(at, record)| Some((record.get(Field::Key)?.to_owned(), at)))
            .collect(),
        seen: BTreeSet::new(),
    };
    for link in &model.relations {
        if let (Some(from), Some(to)) = (by_id.get(link.from.as_str()), by_id.get(link.to.as_str())) {
            links.take(link, from, to, &mut found);
        }
    }
    found
}

fn record(item: &Item, place: RecordPlace, kind: RowKind) -> Record {
    let mut record = Record::at(place);
    let name = item.name.split_whitespace().collect::<Vec<_>>().join(" ");
    record.put(Field::Name, if name.is_empty() { &item.id } else { &name });
    record.put(Field::Key, &item.id);
    let documentation = crate::import::value::person::without_contacts(&item.documentation).0;
    if !documentation.is_empty() {
        let short: String =
            documentation.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(400).collect();
        record.put(Field::Description, &short);
    }
    for (key, value) in &item.properties {
        let meaning = Headings::all().meaning(&SourceHeading::of(key), Some(kind), None);
        if let Some(meaning) = meaning
            && let Some(value) = property(meaning.field, kind, key, value)
        {
            record.put(meaning.field, &value);
        }
    }
    record
}

/// A device or node: its kind by its name, else a server where it is a node.
fn machine(item: &Item, place: RecordPlace) -> Record {
    let mut record = record(item, place, RowKind::Devices);
    if record.get(Field::Kind).is_none() {
        let by_name = word::read(WordList::DeviceKind, &item.name);
        if let Some(kind) = by_name {
            record.put(Field::Kind, kind);
        }
    }
    record
}

/// To which components and machines each element belongs.
struct Owners<'a> {
    owners: BTreeMap<&'a str, BTreeSet<&'a str>>,
    kinds: BTreeMap<&'a str, &'a str>,
}

impl<'a> Owners<'a> {
    fn of(model: &'a Model, by_id: &BTreeMap<&'a str, &'a Item>) -> Self {
        let mut owners: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let is_owner = |id: &str| {
            by_id
                .get(id)
                .is_some_and(|item| matches!(item.kind.as_str(), "ApplicationComponent" | "Device" | "Node"))
        };
        for link in model.relations.iter().filter(|link| BELONGS.contains(&link.kind.as_str())) {
            if !is_owner(&link.to) {
                owners.entry(link.to.as_str()).or_default().insert(link.from.as_str());
            } else if !is_owner(&link.from) {
                owners.entry(link.from.as_str()).or_default().insert(link.to.as_str());
            }
        }
        let kinds = by_id.iter().map(|(id, item)| (*id, item.kind.as_str())).collect();
        Self { owners, kinds }
    }

    /// The one element of a kind that an element speaks for, up to four steps
    /// away; nothing where there are several.
    fn one(&self, item: &'a Item, kind: &str) -> Option<&'a str> {
        let is_kind = |id: &str| self.kinds.get(id).is_some_and(|known| *known == kind);
        if is_kind(&item.id) {
            return Some(&item.id);
        }
        let mut level: BTreeSet<&'a str> = BTreeSet::from([item.id.as_str()]);
        let mut seen = level.clone();
        for _ in 0..4 {
            let above: BTreeSet<&'a str> = level
                .iter()
                .filter_map(|id| self.owners.get(*id))
                .flatten()
                .copied()
                .filter(|id| seen.insert(id))
                .collect();
            let owners: Vec<&'a str> = above.iter().copied().filter(|id| is_kind(id)).collect();
            match owners.as_slice() {
                [] => level = above,
                [only] => return Some(only),
                _ => return None,
            }
        }
        None
    }
}

/// System software as components of the machines and applications that it is
/// joined to.
fn software(model: &Model, by_id: &BTreeMap<&str, &Item>, table: u32, name: &str, found: &mut Found) {
    for link in &model.relations {
        let ends = [by_id.get(link.from.as_str()), by_id.get(link.to.as_str())];
        let [Some(from), Some(to)] = ends else { continue };
        let (software, other) = match (from.kind.as_str(), to.kind.as_str()) {
            ("SystemSoftware", other) if other != "SystemSoftware" => (from, to),
            (other, "SystemSoftware") if other != "SystemSoftware" => (to, from),
            _ => continue,
        };
        let is_machine = matches!(other.kind.as_str(), "Device" | "Node");
        let is_joined = BELONGS.contains(&link.kind.as_str())
            || matches!(link.kind.as_str(), "Serving" | "UsedBy" | "Association");
        if !(is_joined && (is_machine || other.kind == "ApplicationComponent")) {
            continue;
        }
        let mut record = Record::at(RecordPlace { table, row: software.line });
        let end = reference(name, &other.id);
        record.put(if is_machine { Field::Name } else { Field::Application }, &end);
        record.put(Field::Product, software.name.trim());
        for (key, value) in &software.properties {
            let field = Headings::all().meaning(&SourceHeading::of(key), Some(RowKind::Software), None);
            if let Some(field) = field
                .map(|meaning| meaning.field)
                .filter(|field| matches!(field, Field::Version | Field::Vendor))
            {
                record.put(field, value);
            }
        }
        if is_machine {
            found.software.push(record);
        } else {
            record.put(Field::ComponentRole, "other");
            found.components.push(record);
        }
    }
}

/// Relations on their way to records.
struct Links<'a> {
    owners: Owners<'a>,
    table: u32,
    name: &'a str,
    /// Records of systems by the element's id.
    systems: BTreeMap<String, usize>,
    seen: BTreeSet<(String, String, String)>,
}

impl<'a> Links<'a> {
    fn system(&self, item: &'a Item) -> Option<&'a str> {
        self.owners.one(item, "ApplicationComponent")
    }

    fn machine(&self, item: &'a Item) -> Option<&'a str> {
        self.owners.one(item, "Device").or_else(|| self.owners.one(item, "Node"))
    }

    /// A link of two ends, once.
    fn ends(&mut self, link: &Link, one: &str, other: &str, relation: &str) -> Option<Record> {
        let is_new =
            one != other && self.seen.insert((one.to_owned(), other.to_owned(), relation.to_owned()));
        is_new.then(|| {
            let mut record = Record::at(RecordPlace { table: self.table, row: link.line });
            record.put(Field::From, &reference(self.name, one));
            record.put(Field::To, &reference(self.name, other));
            record.put(Field::Relation, relation);
            if !link.name.trim().is_empty() {
                record.put(Field::Name, link.name.trim());
            }
            record
        })
    }

    fn take(&mut self, link: &Link, from: &'a Item, to: &'a Item, found: &mut Found) {
        let below =
            self.machine(from).zip(self.system(to)).or_else(|| self.machine(to).zip(self.system(from)));
        match link.kind.as_str() {
            "Flow" | "Serving" | "UsedBy" | "Triggering" => {
                if let Some((one, other)) = self.system(from).zip(self.system(to)) {
                    found.interfaces.extend(self.ends(link, one, other, "data"));
                } else if let Some((machine, system)) = below {
                    found.relations.extend(self.ends(link, system, machine, "runs on"));
                }
            }
            "Assignment" | "Realization" | "Composition" | "Aggregation" | "Association" => {
                if let Some((machine, system)) = below {
                    found.relations.extend(self.ends(link, system, machine, "runs on"));
                } else if from.kind == "ApplicationComponent" && BELONGS.contains(&link.kind.as_str()) {
                    self.put(&to.id, Field::PartOf, &from.name, found);
                }
            }
            "Access" => {
                let (holder, data) = if to.kind == "DataObject" { (from, to) } else { (to, from) };
                if let Some(id) = self.system(holder).filter(|_| data.kind == "DataObject") {
                    self.put(id, Field::DataEntity, &data.name, found);
                }
            }
            _ => {}
        }
        if let Some(id) = self.system(from).filter(|_| to.kind == "Capability") {
            self.put(id, Field::Capability, &to.name, found);
        }
    }

    fn put(&self, id: &str, field: Field, value: &str, found: &mut Found) {
        let record = self.systems.get(id).and_then(|at| found.systems.get_mut(*at));
        if let Some(record) = record.filter(|_| !value.trim().is_empty()) {
            record.put(field, value.trim());
        }
    }
}
