//! Who feels it: journeys, capabilities, sites, device fleets, users.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::timeline::{Stop, Timeline};
use crate::check::estate::{
    CapabilityIndex, DeviceIndex, Endpoint, Estate, JourneyIndex, SiteIndex, SystemIndex,
};
use crate::model::Quantity;

/// A journey that stops.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JourneyHit {
    /// Which.
    pub journey: JourneyIndex,
    /// The index of the first step that can no longer be done.
    pub step: u32,
    /// Hours after the failure.
    pub hours: f64,
    /// Whether that is known; else it is the earliest.
    pub is_certain: bool,
    /// How often it is taken in an hour, averaged over the year, if recorded.
    pub per_hour: Option<f64>,
}

/// A capability that loses systems.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CapabilityHit {
    /// Which.
    pub capability: CapabilityIndex,
    /// Systems in use that serve it and stop.
    pub stopped: u32,
    /// Systems in use that serve it.
    pub all: u32,
    /// Hours until the first of them stops.
    pub hours: f64,
    /// Whether that is known; else it is the earliest.
    pub is_certain: bool,
}

/// A device fleet from which a stopped system is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FleetHit {
    /// Which.
    pub fleet: DeviceIndex,
    /// How many single devices.
    pub devices: u32,
    /// How many of the systems reached from it stop.
    pub systems: u32,
}

/// Who feels it.
#[derive(Clone, Debug, Default)]
pub struct Affected {
    /// Journeys that stop, soonest first.
    pub journeys: Vec<JourneyHit>,
    /// Capabilities that lose systems, worst first.
    pub capabilities: Vec<CapabilityHit>,
    /// Sites where a stopped system or device is used, sorted.
    pub sites: Vec<SiteIndex>,
    /// Fleets from which a stopped system is reached, largest first.
    pub fleets: Vec<FleetHit>,
    /// Users of the systems that stop, added up: who uses two counts twice.
    pub users: u64,
    /// Systems that stop and state no users.
    pub without_users: u32,
}

/// Works out who feels it. Linear.
pub fn affected(estate: &Estate, timeline: &Timeline) -> Affected {
    let hours: BTreeMap<Endpoint, When> =
        timeline.stops.iter().map(|stop| (stop.endpoint, When::of(stop))).collect();
    let stopped: BTreeSet<SystemIndex> = hours.keys().filter_map(|endpoint| endpoint.system()).collect();
    let users = stopped.iter().map(|system| estate.systems[system.at()].record.users.get());
    Affected {
        journeys: journeys(estate, &hours),
        capabilities: capabilities(estate, &hours),
        sites: sites(estate, &hours),
        fleets: fleets(estate, &stopped),
        users: users.clone().flatten().map(u64::from).sum(),
        without_users: users.filter(Option::is_none).count() as u32,
    }
}

/// When something stops: what is known comes before what may be later.
#[derive(Clone, Copy)]
struct When {
    hours: f64,
    is_certain: bool,
}

impl When {
    const NEVER: Self = Self { hours: f64::INFINITY, is_certain: false };

    fn of(stop: &Stop) -> Self {
        Self { hours: stop.hours, is_certain: stop.is_certain }
    }

    fn order(&self, other: &Self) -> Ordering {
        self.hours.total_cmp(&other.hours).then(other.is_certain.cmp(&self.is_certain))
    }
}

fn journeys(estate: &Estate, hours: &BTreeMap<Endpoint, When>) -> Vec<JourneyHit> {
    let mut hits: Vec<JourneyHit> = (0u32..)
        .zip(&estate.journeys)
        .filter_map(|(number, entry)| {
            let first = (0u32..).zip(&entry.links.steps).filter_map(|(step, links)| {
                let needs = [links.system.map(Endpoint::System), links.device.map(Endpoint::Device)];
                let soonest = needs.into_iter().flatten().filter_map(|needed| hours.get(&needed)).copied();
                soonest.min_by(When::order).map(|when| (when, step))
            });
            let (when, step) = first.min_by(|a, b| a.0.order(&b.0).then(a.1.cmp(&b.1)))?;
            let When { hours, is_certain } = when;
            let per_hour = entry.record.per_year.get().map(Quantity::value).map(|times| times / 8760.0);
            Some(JourneyHit { journey: JourneyIndex(number), step, hours, is_certain, per_hour })
        })
        .collect();
    hits.sort_by(|a, b| {
        let often = |hit: &JourneyHit| hit.per_hour.unwrap_or(0.0);
        a.hours.total_cmp(&b.hours).then(often(b).total_cmp(&often(a))).then(a.journey.cmp(&b.journey))
    });
    hits
}

fn capabilities(estate: &Estate, hours: &BTreeMap<Endpoint, When>) -> Vec<CapabilityHit> {
    let mut hits: BTreeMap<CapabilityIndex, CapabilityHit> = BTreeMap::new();
    for (index, entry) in estate.systems().filter(|(_, entry)| entry.record.is_in_use()) {
        let stopped = hours.get(&Endpoint::System(index)).copied();
        for &capability in &entry.links.capabilities {
            let When { hours, is_certain } = When::NEVER;
            let none = CapabilityHit { capability, stopped: 0, all: 0, hours, is_certain };
            let hit = hits.entry(capability).or_insert(none);
            hit.all += 1;
            if let Some(when) = stopped {
                hit.stopped += 1;
                let known = When { hours: hit.hours, is_certain: hit.is_certain };
                let first = if when.order(&known).is_lt() { when } else { known };
                (hit.hours, hit.is_certain) = (first.hours, first.is_certain);
            }
        }
    }
    let mut hits: Vec<CapabilityHit> = hits.into_values().filter(|hit| hit.stopped > 0).collect();
    let share = |hit: &CapabilityHit| f64::from(hit.stopped) / f64::from(hit.all);
    hits.sort_by(|a, b| {
        share(b).total_cmp(&share(a)).then(a.hours.total_cmp(&b.hours)).then(a.capability.cmp(&b.capability))
    });
    hits
}

fn sites(estate: &Estate, hours: &BTreeMap<Endpoint, When>) -> Vec<SiteIndex> {
    let mut sites = BTreeSet::new();
    for endpoint in hours.keys() {
        sites.extend(estate.endpoint(*endpoint).links.sites);
    }
    sites.into_iter().collect()
}

fn fleets(estate: &Estate, stopped: &BTreeSet<SystemIndex>) -> Vec<FleetHit> {
    let mut hits: Vec<FleetHit> = estate
        .devices()
        .filter(|(_, entry)| entry.record.is_in_use())
        .map(|(fleet, entry)| FleetHit {
            fleet,
            devices: entry.record.count_or_one(),
            systems: entry.links.runs.iter().filter(|system| stopped.contains(system)).count() as u32,
        })
        .filter(|hit| hit.systems > 0)
        .collect();
    hits.sort_by_key(|hit| (std::cmp::Reverse(hit.devices), hit.fleet));
    hits
}
