//! Rows of devices that agree become one fleet with a count.

use std::collections::{BTreeMap, BTreeSet};

use super::component;
use super::device;
use super::link::Links;
use crate::import::collect::Collected;
use crate::import::field::Field;
use crate::import::product::Products;
use crate::import::thing::Thing;

/// How many years machines of one fleet may be bought apart.
const YEARS_APART: i32 = 3;

/// Devices as entries: single ones and fleets.
#[derive(Debug, Default)]
pub(super) struct Fleets {
    /// Those that are entries of their own.
    pub single: Vec<usize>,
    /// Those that stand for many.
    pub fleets: Vec<Fleet>,
}

/// Alike devices.
#[derive(Debug, Default)]
pub(super) struct Fleet {
    /// Their numbers.
    pub members: Vec<usize>,
}

/// Groups devices by kind, maker, model, release of the operating system,
/// site, environment and team. What a system or another device names stays
/// single. A group whose members were bought more than three years apart is
/// parted by year, so that a fleet's year is true of it.
pub(super) fn group(collected: &Collected, products: &Products<'_>, links: &Links) -> Fleets {
    let mut fleets = Fleets::default();
    let mut groups: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (at, thing) in collected.devices.things.iter().enumerate() {
        if links.named_devices.contains(&at) {
            fleets.single.push(at);
        } else {
            groups.entry(likeness(thing, products)).or_default().push(at);
        }
    }
    for members in groups.into_values() {
        for members in by_year(members, collected) {
            match members.as_slice() {
                [only] => fleets.single.push(*only),
                _ => fleets.fleets.push(Fleet { members }),
            }
        }
    }
    fleets
        .fleets
        .sort_by_key(|fleet| (std::cmp::Reverse(fleet.members.len()), fleet.members.first().copied()));
    fleets.single.sort_unstable();
    fleets
}

fn likeness(thing: &Thing, products: &Products<'_>) -> Vec<String> {
    let facts = &thing.facts;
    let system = component::operating_system(facts, products).map(|(_, release)| release);
    let of = |field: Field| facts.get(field).unwrap_or("").to_lowercase();
    let kind = device::kind(facts, system.as_ref()).unwrap_or("");
    let system = system.map(|release| match (release.product, release.cycle) {
        (Some(product), Some(cycle)) => format!("{product} {cycle}"),
        _ => release.label.to_lowercase(),
    });
    vec![
        kind.to_owned(),
        of(Field::Manufacturer),
        of(Field::Model),
        system.unwrap_or_default(),
        of(Field::Site),
        of(Field::Environment),
        of(Field::Team),
        of(Field::InternetFacing),
        facts.all(Field::Product).collect::<Vec<_>>().join(","),
    ]
}

fn by_year(members: Vec<usize>, collected: &Collected) -> Vec<Vec<usize>> {
    let year = |at: &usize| -> Option<i32> {
        collected.devices.things.get(*at)?.facts.get(Field::Purchased)?.get(..4)?.parse().ok()
    };
    let years: BTreeSet<i32> = members.iter().filter_map(year).collect();
    let apart = years.last().zip(years.first()).map_or(0, |(last, first)| last - first);
    if apart <= YEARS_APART {
        return vec![members];
    }
    let mut groups: BTreeMap<Option<i32>, Vec<usize>> = BTreeMap::new();
    for at in members {
        groups.entry(year(&at)).or_default().push(at);
    }
    groups.into_values().collect()
}
