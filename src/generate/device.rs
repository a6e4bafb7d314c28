//! A device or a fleet of alike devices.

use super::product;
use super::random::{Random, Stream};
use super::shape::{Organisation, Shape};
use super::system::{THIS_YEAR, month};
use super::vocabulary::{Client, DeviceType, SITES};
use crate::source::List;
use crate::yaml::{Facts, Writer};

/// Writes a device or fleet. A third of them lack something.
pub(super) fn write(shape: &Shape, organisation: &Organisation, index: u32, yaml: &mut Writer) {
    let mut random = shape.random(Stream::Device, organisation, index);
    let (kind, _) = organisation.device_type(index);
    let (maker, model) = *random.pick(kind.models);
    let purchased = random.between(2009, 2025);
    let set_up = if random.chance(40) { random.between(purchased, 2025) } else { purchased };
    let lacks = if random.chance(34) { 40 } else { 0 };
    let site = organisation.device_site(index);
    let site_name = SITES.iter().find(|(id, _)| *id == site).map_or(site, |(_, name)| name);
    let mut facts = Facts::new().and("id", organisation.device_id(index));
    facts.set("name", format!("{}, {site_name}", kind.name));
    facts.set("kind", kind.kind);
    facts.set("manufacturer", maker);
    facts.set("model", model);
    if !random.chance(lacks) {
        facts.set("count", random.magnitude(1, kind.most));
    }
    if !random.chance(lacks) {
        facts.set("site", site);
    }
    if !random.chance(lacks) {
        facts.set("purchased", purchased);
    }
    if random.chance(8) {
        facts.set("planned_retirement", random.between(THIS_YEAR + 1, THIS_YEAR + 5));
    }
    facts.set("components", vec![component(&mut random, kind, (maker, model), set_up, lacks)]);
    if !random.chance(lacks) {
        facts.list("runs", runs(organisation, &mut random));
    }
    if random.chance(25) {
        facts.set("network", Facts::new().and("segmented", random.chance(30)));
    }
    if random.chance(25) {
        facts.set("cost", Facts::new().and("annual", random.magnitude(100, 90_000)));
    }
    if !random.chance(lacks) {
        facts.set("verified", month(&mut random));
    }
    yaml.entity(List::Devices, &facts.into());
}

fn component(
    random: &mut Random,
    kind: &DeviceType,
    (maker, model): (&str, &str),
    year: u32,
    lacks: u32,
) -> Facts {
    let firmware = format!("{}.{}", random.between(1, 9), random.below(20));
    let (name, number, role) = match product::device_stack(random, kind.client, year) {
        Some(((name, number), role)) => (name.to_owned(), number.to_owned(), role),
        None => (format!("{maker} {model} firmware"), firmware, "firmware"),
    };
    let is_versioned = kind.client == Client::Windows || !random.chance(lacks);
    let number = (is_versioned && !number.is_empty()).then_some(number);
    Facts::new().and("product", name).maybe("version", number).and("role", role)
}

/// One or two systems that are reached from it, the central ones most.
fn runs(organisation: &Organisation, random: &mut Random) -> Vec<String> {
    let joined = organisation.joined();
    let count = joined.end - joined.start;
    if count == 0 {
        return Vec::new();
    }
    let first = random.early(count);
    let mut runs = vec![organisation.system_id(joined.start + first)];
    if count > 1 && random.chance(40) {
        runs.push(organisation.system_id(joined.start + (first + 1) % count));
    }
    runs
}
