//! CycloneDX bills of materials, JSON and XML, from 1.2 on: software bills
//! onto the system that they are of, services as systems with the data that
//! they exchange, hardware bills as devices.

use serde_json::{Map, Value, json};

use super::field::Field;
use super::found::Found;
use super::record::{Record, RecordPlace, reference};
use super::xml::Element;

/// Elements of the XML form that hold a list.
const LISTS: &[&str] = &["components", "services", "properties", "dependencies", "data", "endpoints"];

/// The XML form as the JSON form says the same.
pub(super) fn from_xml(root: &Element) -> Value {
    object(root)
}

fn object(element: &Element) -> Value {
    let mut map = Map::new();
    for (key, value) in &element.attributes {
        map.insert(key.clone(), json!(value));
    }
    for child in &element.children {
        if LISTS.contains(&child.name.as_str()) {
            map.insert(child.name.clone(), Value::Array(child.children.iter().map(object).collect()));
        } else if child.children.is_empty() && child.attributes.is_empty() {
            map.insert(child.name.clone(), json!(child.text.trim()));
        } else if child.name == "dependency" {
            let known = map.entry("dependsOn").or_insert_with(|| json!([]));
            if let (Some(list), Some(of)) = (known.as_array_mut(), child.attribute("ref")) {
                list.push(json!(of));
            }
        } else {
            map.insert(child.name.clone(), object(child));
        }
    }
    let text = element.text.trim();
    if !text.is_empty() {
        map.insert("value".into(), json!(text));
    }
    if element.name == "classification" {
        map.insert("classification".into(), json!(text));
    }
    Value::Object(map)
}

/// All that a bill gives.
pub(super) fn records(bill: &Value, table: u32, name: &str) -> Found {
    let mut making = Making {
        found: Found { format: "a CycloneDX bill of materials", unit: "entry", ..Found::default() },
        table,
        name,
        entry: 0,
        main: None,
    };
    making.main(bill);
    making.components(bill, 0);
    making.services(bill, None, 0);
    making.dependencies(bill);
    making.found
}

/// How deep bills may nest.
const DEEPEST: usize = 64;

struct Making<'a> {
    found: Found,
    table: u32,
    name: &'a str,
    entry: u64,
    /// The key of the system that the bill is of.
    main: Option<String>,
}

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
}

fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

impl Making<'_> {
    fn record(&mut self) -> Record {
        self.entry += 1;
        Record::at(RecordPlace { table: self.table, row: self.entry })
    }

    fn key(value: &Value) -> Option<String> {
        text(value, "bom-ref").or(text(value, "purl")).or(text(value, "name")).map(str::to_owned)
    }

    /// What the bill is of.
    fn main(&mut self, bill: &Value) {
        let Some(main) = bill.get("metadata").and_then(|metadata| metadata.get("component")) else { return };
        let Some(name) = text(main, "name") else { return };
        if text(main, "type") == Some("device") {
            self.device(main);
            return;
        }
        let mut record = self.record();
        record.put(Field::Name, name);
        describe(&mut record, main);
        let key = Self::key(main).unwrap_or_else(|| name.to_owned());
        record.put(Field::Key, &key);
        if let Some(version) = text(main, "version") {
            record.put(Field::Product, name);
            record.put(Field::Version, version);
        }
        if let Some(day) = bill
            .get("metadata")
            .and_then(|metadata| text(metadata, "timestamp"))
            .and_then(|day| day.get(..10))
        {
            record.put(Field::Verified, day);
        }
        self.main = Some(key);
        self.found.systems.push(record);
    }

    fn components(&mut self, of: &Value, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for component in list(of, "components") {
            match text(component, "type").unwrap_or("library") {
                "device" => self.device(component),
                kind @ ("file"
                | "device-driver"
                | "data"
                | "cryptographic-asset"
                | "machine-learning-model") => {
                    self.found.leave(kind);
                }
                kind => self.component(component, kind),
            }
            self.components(component, depth + 1);
        }
    }

    fn component(&mut self, component: &Value, kind: &str) {
        let (Some(name), Some(main)) = (text(component, "name"), self.main.clone()) else {
            self.found.leave("component of no system");
            return;
        };
        let role = match kind {
            "operating-system" => "operating-system",
            "firmware" => "firmware",
            "framework" | "platform" => "runtime",
            "application" => "application",
            "container" => "virtualisation",
            _ => "library",
        };
        let mut record = self.record();
        record.put(Field::Application, &reference(self.name, &main));
        record.put(Field::Product, name);
        record.put(Field::ComponentRole, role);
        if let Some(version) = text(component, "version") {
            record.put(Field::Version, version);
        }
        if let Some(maker) = maker(component) {
            record.put(Field::Vendor, maker);
        }
        for identifier in ["purl", "cpe"] {
            if let Some(identifier) = text(component, identifier) {
                record.put(Field::Identifier, identifier);
            }
        }
        self.found.components.push(record);
    }

    fn device(&mut self, device: &Value) {
        let Some(name) = text(device, "name") else { return };
        let mut record = self.record();
        record.put(Field::Name, name);
        record.put(Field::Model, name);
        if let Some(key) = Self::key(device) {
            record.put(Field::Key, &key);
        }
        if let Some(maker) = maker(device) {
            record.put(Field::Manufacturer, maker);
        }
        if let Some(version) = text(device, "version") {
            record.put(Field::Firmware, version);
        }
        let property = |wanted: &str| {
            list(device, "properties")
                .find(|property| text(property, "name") == Some(wanted))
                .and_then(|property| text(property, "value"))
        };
        if let Some(count) = property("cdx:device:quantity").filter(|count| count.parse::<u32>().is_ok()) {
            record.put(Field::Count, count);
        }
        if let Some(serial) = property("cdx:device:serialNumber") {
            record.put(Field::Serial, serial);
        }
        self.found.devices.push(record);
    }

    /// Services as systems; one inside another is part of it.
    fn services(&mut self, of: &Value, parent: Option<&str>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for service in list(of, "services") {
            let Some(name) = text(service, "name") else { continue };
            let mut record = self.record();
            record.put(Field::Name, name);
            describe(&mut record, service);
            record.put(Field::Kind, "external-service");
            let key = Self::key(service).unwrap_or_else(|| name.to_owned());
            record.put(Field::Key, &key);
            if let Some(provider) = service.get("provider").and_then(|provider| text(provider, "name")) {
                record.put(Field::Vendor, provider);
            }
            if let Some(parent) = parent {
                record.put(Field::PartOf, parent);
            }
            self.found.systems.push(record);
            self.data(service, &key);
            self.services(service, Some(name), depth + 1);
        }
    }

    /// The data that a service exchanges with what the bill is of.
    fn data(&mut self, service: &Value, key: &str) {
        let Some(main) = self.main.clone().filter(|main| main != key) else { return };
        for (flows, is_outward) in
            [(&["inbound", "bi-directional", "unknown"][..], false), (&["outbound"][..], true)]
        {
            let data: Vec<&str> = list(service, "data")
                .filter(|data| text(data, "flow").is_some_and(|flow| flows.contains(&flow)))
                .filter_map(|data| text(data, "classification").or(text(data, "name")))
                .collect();
            if data.is_empty() {
                continue;
            }
            let (from, to) = if is_outward { (key, main.as_str()) } else { (main.as_str(), key) };
            let ends = [reference(self.name, from), reference(self.name, to)];
            let mut record = self.record();
            record.put(Field::From, &ends[0]);
            record.put(Field::To, &ends[1]);
            for data in data {
                record.put(Field::InterfaceData, data);
            }
            self.found.interfaces.push(record);
        }
    }

    /// Which systems of the bill need which.
    fn dependencies(&mut self, bill: &Value) {
        let known: std::collections::BTreeSet<String> = self
            .found
            .systems
            .iter()
            .filter_map(|record| record.get(Field::Key))
            .map(str::to_owned)
            .collect();
        for dependency in list(bill, "dependencies") {
            let Some(from) = text(dependency, "ref").filter(|from| known.contains(*from)) else { continue };
            for to in list(dependency, "dependsOn").filter_map(Value::as_str).filter(|to| known.contains(*to))
            {
                let ends = [reference(self.name, from), reference(self.name, to)];
                let mut record = self.record();
                record.put(Field::From, &ends[0]);
                record.put(Field::To, &ends[1]);
                record.put(Field::Relation, "depends on");
                self.found.relations.push(record);
            }
        }
    }
}

fn describe(record: &mut Record, value: &Value) {
    if let Some(description) = text(value, "description") {
        let (description, _) = super::value::person::without_contacts(description);
        let short: String = description.chars().take(400).collect();
        record.put(Field::Description, &short);
    }
}

/// Who makes a component: a company, never its author.
fn maker(component: &Value) -> Option<&str> {
    let of = |key: &str| component.get(key).and_then(|maker| text(maker, "name"));
    of("supplier")
        .or_else(|| of("manufacturer"))
        .or_else(|| text(component, "publisher"))
        .or_else(|| text(component, "group"))
}
