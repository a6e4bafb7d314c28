//! A device or a fleet of alike devices.

use super::product;
use super::random::{Random, Stream};
use super::shape::{Organisation, Shape};
use super::system::THIS_YEAR;
use super::vocabulary::{Client, DeviceType, SITES};
use super::yaml::{Yaml, version};

/// Writes a device or fleet. A third of them lack something.
pub(super) fn write(shape: &Shape, organisation: &Organisation, index: u32, yaml: &mut Yaml) {
    let mut random = shape.random(Stream::Device, organisation, index);
    let (kind, _) = organisation.device_type(index);
    let (maker, model) = *random.pick(kind.models);
    let purchased = random.between(2009, 2025);
    let set_up = if random.chance(40) { random.between(purchased, 2025) } else { purchased };
    let lacks = if random.chance(34) { 40 } else { 0 };
    let site = organisation.device_site(index);
    let site_name = SITES.iter().find(|(id, _)| *id == site).map_or(site, |(_, name)| name);
    yaml.entity(organisation.device_id(index));
    yaml.field("name", format_args!("{}, {site_name}", kind.name));
    yaml.field("kind", kind.kind);
    yaml.field("manufacturer", maker);
    yaml.field("model", model);
    if !random.chance(lacks) {
        yaml.field("count", random.magnitude(1, kind.most));
    }
    if !random.chance(lacks) {
        yaml.field("site", site);
    }
    if !random.chance(lacks) {
        yaml.field("purchased", purchased);
    }
    if random.chance(8) {
        yaml.field("planned_retirement", random.between(THIS_YEAR + 1, THIS_YEAR + 5));
    }
    write_component(&mut random, kind, (maker, model), set_up, lacks, yaml);
    if !random.chance(lacks) {
        yaml.words("runs", &runs(organisation, &mut random));
    }
    if random.chance(25) {
        yaml.map("network").and("segmented", random.chance(30)).end();
    }
    if random.chance(25) {
        yaml.map("cost").and("annual", random.magnitude(100, 90_000)).end();
    }
    if !random.chance(lacks) {
        yaml.field(
            "verified",
            format_args!("{}-{:02}", random.between(2023, THIS_YEAR), random.between(1, 9)),
        );
    }
}

fn write_component(
    random: &mut Random,
    kind: &DeviceType,
    (maker, model): (&str, &str),
    year: u32,
    lacks: u32,
    yaml: &mut Yaml,
) {
    let firmware = format!("{}.{}", random.between(1, 9), random.below(20));
    let (name, number, role) = match product::device_stack(random, kind.client, year) {
        Some(((name, number), role)) => (name.to_owned(), number.to_owned(), role),
        None => (format!("{maker} {model} firmware"), firmware, "firmware"),
    };
    let is_versioned = kind.client == Client::Windows || !random.chance(lacks);
    let number = if number.is_empty() || !is_versioned {
        String::new()
    } else {
        format!(", version: {}", version(&number))
    };
    yaml.field("components", format_args!("[{{product: {name}{number}, role: {role}}}]"));
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
