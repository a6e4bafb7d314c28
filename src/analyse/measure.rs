//! Measures of the graphs that more than one rule reads, computed once.

use super::reach::{self, Reach, stops_its_source};
use crate::check::estate::{DataEntityIndex, Endpoint, Estate, InterfaceIndex, Subject, SystemIndex};
use crate::graph::adjacency::{Adjacency, Rows, Undirected};
use crate::graph::betweenness::{self, Betweenness, Sampling};
use crate::graph::build::{DependencyReason, Views};
use crate::graph::cut;
use crate::model::Quantity;

/// Measures of the estate's graphs. Numbers of systems and devices are those
/// of the views.
#[derive(Clone, Debug)]
pub struct Measures {
    reach: Vec<Reach>,
    /// By node: who stops with it.
    stopping: Rows,
    /// By node: who loses a feed with it.
    starving: Rows,
    cuts: cut::Cuts,
    betweenness: Option<Betweenness>,
    degree: Vec<u32>,
    groups: Vec<Vec<SystemIndex>>,
    largest: usize,
    routed: Vec<u32>,
    messages: Vec<f64>,
    all_messages: f64,
    /// Interfaces without a recorded volume that pass each system.
    unmeasured: Vec<u32>,
    /// The largest recorded volume of one interface.
    largest_volume: f64,
    utilisation: Vec<Option<(f64, InterfaceIndex)>>,
    holders: Vec<Vec<SystemIndex>>,
    needed_by: Vec<Vec<Endpoint>>,
    /// Interfaces in use.
    pub routes: usize,
    /// Systems in use.
    pub systems_in_use: usize,
    /// Single devices in use.
    pub device_count: u64,
}

/// Betweenness is exact up to 5,000 systems and devices and sampled above. It
/// is shown beside other evidence and never counted, so the largest estates go
/// without.
const MOST_FOR_BETWEENNESS: usize = 100_000;
const SAMPLING: Sampling = Sampling { exact_up_to: 5000, sources: 500, seed: 1 };

impl Measures {
    /// Measures the graphs of an estate.
    ///
    /// Linear, but for reach: exact for all at once up to 10,000 systems and devices (two nodes each); above,
    /// one bounded search per node, which stops at a quarter of the criticality.
    pub fn build(estate: &Estate, views: &Views) -> Self {
        let nodes = views.dependency_nodes();
        let edges_of = |is_wanted: fn(DependencyReason) -> bool| -> Vec<(u32, u32)> {
            let edges = views.dependency.raw_edges().iter().filter(|edge| is_wanted(edge.weight));
            edges.map(|edge| (edge.source().index() as u32, edge.target().index() as u32)).collect()
        };
        let predecessors = |edges: &[(u32, u32)]| Adjacency::directed(nodes, edges).predecessors().clone();
        let integration = Undirected::new(views.integration.node_count(), &views.integration_edges());
        let endpoints = integration.node_count();
        let groups = groups(estate, &integration);
        // Groups are sorted by their first system; the first of the largest counts.
        let largest = (0..groups.len()).rev().max_by_key(|&index| groups[index].len()).unwrap_or(0);
        let mut measures = Self {
            reach: reach::of_all(estate, views),
            stopping: predecessors(&edges_of(stops_its_source)),
            starving: predecessors(&edges_of(|need| matches!(need, DependencyReason::Feed(_)))),
            cuts: cut::cuts(&integration),
            betweenness: (endpoints <= MOST_FOR_BETWEENNESS)
                .then(|| betweenness::undirected(&integration, SAMPLING)),
            degree: (0..endpoints as u32).map(|node| integration.neighbours().degree(node)).collect(),
            groups,
            largest,
            routed: vec![0; estate.systems.len()],
            messages: vec![0.0; estate.systems.len()],
            all_messages: 0.0,
            unmeasured: vec![0; estate.systems.len()],
            largest_volume: 0.0,
            utilisation: vec![None; estate.systems.len()],
            holders: holders(estate),
            needed_by: needed_by(estate),
            routes: views.routes.len(),
            systems_in_use: estate.systems.iter().filter(|entry| entry.record.is_in_use()).count(),
            device_count: estate
                .devices
                .iter()
                .filter(|entry| entry.record.is_in_use())
                .map(|entry| u64::from(entry.record.count_or_one()))
                .sum(),
        };
        measures.count_routes(estate, views);
        measures
    }

    /// What passes through each hub. A flow that ends at an engine and one
    /// that starts there are two legs of the same traffic, so of the legs at
    /// an engine the larger side counts.
    fn count_routes(&mut self, estate: &Estate, views: &Views) {
        let mut legs: Vec<(f64, f64)> = vec![(0.0, 0.0); estate.systems.len()];
        for route in &views.routes {
            let volume = route.messages_per_day.unwrap_or(0.0);
            let is_unmeasured = u32::from(route.messages_per_day.is_none());
            self.all_messages += volume;
            self.largest_volume = self.largest_volume.max(volume);
            for hub in &route.hubs {
                self.messages[hub.at()] += volume;
                self.unmeasured[hub.at()] += is_unmeasured;
            }
            for (end, is_source) in [(route.from, true), (route.to, false)] {
                let Some(system) = end.system() else { continue };
                if estate.systems[system.at()].record.is_engine() {
                    let leg = &mut legs[system.at()];
                    if is_source {
                        leg.1 += volume;
                    } else {
                        leg.0 += volume;
                    }
                    self.routed[system.at()] += 1;
                    self.unmeasured[system.at()] += is_unmeasured;
                }
            }
            for hub in &route.hubs {
                self.routed[hub.at()] += 1;
            }
            self.note_utilisation(estate, route.interface, &route.hubs, [route.from, route.to]);
        }
        for (through, (incoming, outgoing)) in self.messages.iter_mut().zip(legs) {
            *through += incoming.max(outgoing);
        }
    }

    fn note_utilisation(
        &mut self,
        estate: &Estate,
        interface: InterfaceIndex,
        hubs: &[SystemIndex],
        ends: [Endpoint; 2],
    ) {
        let Some(used) = utilisation_of(estate, interface) else { return };
        let ends = ends.into_iter().filter_map(Endpoint::system);
        for system in hubs.iter().copied().chain(ends) {
            let known = &mut self.utilisation[system.at()];
            if known.is_none_or(|(most, _)| used > most) {
                *known = Some((used, interface));
            }
        }
    }

    /// How much depends on a node.
    pub fn reach(&self, number: usize) -> Reach {
        self.reach.get(number).copied().unwrap_or_default()
    }

    /// σ: the share of other connected pairs that the loss of a node
    /// separates, 0 to 1.
    pub fn separation(&self, number: usize) -> f64 {
        self.cuts.separation(number as u32)
    }

    /// How many others a node is joined to, directly or not.
    pub fn joined_to(&self, number: usize) -> u32 {
        self.cuts.joined_to(number as u32)
    }

    /// How many parts the node's group falls into without it.
    pub fn groups_without(&self, number: usize) -> u32 {
        let elsewhere = self.cuts.sizes().len() as u32 - 1;
        self.cuts.removal(number as u32).components - elsewhere
    }

    /// How many of the shortest ways between others run across a system or
    /// device, in words; nothing where none do or the estate is too large.
    pub fn betweenness(&self, number: usize) -> Option<String> {
        let measured = self.betweenness.as_ref()?;
        let share = Some(measured.share(number)).filter(|share| *share > 0.0)?;
        let sampled = measured.sample.as_ref().map_or_else(String::new, |sample| {
            format!(
                ", estimated from {} starts, off by {:.1} points at most",
                sample.sources,
                100.0 * sample.error_bound
            )
        });
        Some(format!(
            "{:.1}% of all shortest ways between other systems and devices run across it{sampled}; shown, not counted",
            share * 100.0
        ))
    }

    /// How many others a system is joined to by interfaces in use.
    pub fn degree(&self, system: SystemIndex) -> u32 {
        self.degree[system.at()]
    }

    /// Connected groups of systems in use, each sorted; joined by way of
    /// devices too.
    pub fn groups(&self) -> &[Vec<SystemIndex>] {
        &self.groups
    }

    /// Whether a group is the largest.
    pub fn is_largest(&self, group: &[SystemIndex]) -> bool {
        self.groups.get(self.largest).is_some_and(|largest| largest.first() == group.first())
    }

    /// Systems and devices in use that name a system in their `depends_on`, in
    /// the order of their numbers.
    pub fn needed_by(&self, system: SystemIndex) -> &[Endpoint] {
        &self.needed_by[system.at()]
    }

    /// How many systems the largest group holds.
    pub fn largest_group(&self) -> usize {
        self.groups.get(self.largest).map_or(0, Vec::len)
    }

    /// How many interfaces in use pass through a system, or end at it if it is
    /// an engine.
    pub fn routed(&self, system: SystemIndex) -> u32 {
        self.routed[system.at()]
    }

    /// φ: the share of recorded message volume that passes through a system;
    /// nothing where no volume is recorded.
    pub fn message_share(&self, system: SystemIndex) -> Option<f64> {
        (self.all_messages > 0.0).then(|| (self.messages[system.at()] / self.all_messages).min(1.0))
    }

    /// φ at its highest: if each interface through a system whose volume is
    /// not recorded carried as much as the busiest that is recorded (our
    /// default; no more is known of it).
    pub fn most_message_share(&self, system: SystemIndex) -> Option<f64> {
        let hidden = f64::from(self.unmeasured[system.at()]) * self.largest_volume;
        let (through, all) = (self.messages[system.at()] + hidden, self.all_messages + hidden);
        (self.all_messages > 0.0).then(|| (through / all).min(1.0))
    }

    /// ρ: the largest share of its capacity that an interface at a system
    /// uses, and which one; nothing where no capacity is recorded.
    pub fn utilisation(&self, system: SystemIndex) -> Option<(f64, InterfaceIndex)> {
        self.utilisation[system.at()]
    }

    /// Systems in use that hold a data entity in any role, sorted.
    pub fn holders(&self, entity: DataEntityIndex) -> &[SystemIndex] {
        &self.holders[entity.at()]
    }

    /// A path from a system or device to something that stops or loses data
    /// with it, two steps at most, as an example; empty if nothing does. A lost
    /// feed does not travel on, so it can only be the last step.
    pub fn example_dependent(&self, views: &Views, endpoint: Endpoint) -> Vec<Subject> {
        let mut path = vec![endpoint];
        let mut current = views.number(endpoint) as u32;
        let next = |rows: &Rows, current: u32, path: &[Endpoint]| {
            rows.row(current).iter().find_map(|&node| {
                let candidate = views.endpoint(node as usize)?;
                (!path.contains(&candidate)).then_some((node, candidate))
            })
        };
        while path.len() < 3 {
            let stops = next(&self.stopping, current, &path);
            let Some((node, candidate)) = stops.or_else(|| next(&self.starving, current, &path)) else {
                break;
            };
            path.push(candidate);
            current = node;
            if stops.is_none() {
                break;
            }
        }
        if path.len() > 1 { path.into_iter().map(Subject::from).collect() } else { Vec::new() }
    }
}

/// ρ in the busiest hour where its share is recorded, else over the day
/// (methods §2).
pub fn utilisation_of(estate: &Estate, interface: InterfaceIndex) -> Option<f64> {
    let record = &estate.interfaces[interface.at()].record;
    let daily = record.messages_per_day.get().map(Quantity::value)?;
    let capacity =
        record.capacity_per_second.get().map(Quantity::value).filter(|capacity| *capacity > 0.0)?;
    let per_second = match record.peak_hour_share.get() {
        Some(share) => daily * share.value() / 3600.0,
        None => daily / 86_400.0,
    };
    Some(per_second / capacity)
}

fn needed_by(estate: &Estate) -> Vec<Vec<Endpoint>> {
    let mut needed_by = vec![Vec::new(); estate.systems.len()];
    for (endpoint, entry) in estate.endpoints_in_use() {
        for needed in
            entry.links.depends_on.iter().flat_map(|link| &link.any_of).filter_map(|needed| needed.system())
        {
            if needed_by[needed.at()].last() != Some(&endpoint) {
                needed_by[needed.at()].push(endpoint);
            }
        }
    }
    needed_by
}

fn groups(estate: &Estate, integration: &Undirected) -> Vec<Vec<SystemIndex>> {
    let mut group_of = vec![u32::MAX; integration.node_count()];
    let mut groups: Vec<Vec<SystemIndex>> = Vec::new();
    for start in 0..estate.systems.len() as u32 {
        if group_of[start as usize] != u32::MAX || !estate.systems[start as usize].record.is_in_use() {
            continue;
        }
        let number = groups.len() as u32;
        let (mut members, mut stack) = (Vec::new(), vec![start]);
        group_of[start as usize] = number;
        while let Some(node) = stack.pop() {
            if (node as usize) < estate.systems.len() {
                members.push(SystemIndex(node));
            }
            for &next in integration.neighbours().row(node) {
                if group_of[next as usize] == u32::MAX {
                    group_of[next as usize] = number;
                    stack.push(next);
                }
            }
        }
        members.sort_unstable();
        groups.push(members);
    }
    groups
}

fn holders(estate: &Estate) -> Vec<Vec<SystemIndex>> {
    let mut holders = vec![Vec::new(); estate.data_entities.len()];
    for (index, entry) in estate.systems().filter(|(_, entry)| entry.record.is_in_use()) {
        for link in &entry.links.data {
            let list: &mut Vec<SystemIndex> = &mut holders[link.entity.at()];
            if list.last() != Some(&index) {
                list.push(index);
            }
        }
    }
    holders
}
