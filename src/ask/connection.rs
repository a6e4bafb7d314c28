//! How well what is critical is joined: disjoint ways between critical pairs,
//! shared ground counted, and how much goes through hubs.
//!
//! Source: Menger (1927); methods §2: two paths through one data centre are
//! one path, so shared hosts are added before ways are counted.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::estate::{Endpoint, Estate, SystemIndex};
use crate::graph::adjacency::Undirected;
use crate::graph::build::Views;
use crate::graph::flow::{edge_disjoint_paths, node_disjoint_paths};
use crate::model::vocabulary::Criticality;

/// Pairs that are looked at, the first by id.
pub const MOST_PAIRS: usize = 200;

/// Two mission-critical systems between which data flows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriticalPair {
    /// Where the data comes from.
    pub from: SystemIndex,
    /// Where it goes.
    pub to: SystemIndex,
    /// Ways in the integration view that share no link.
    pub edge_disjoint: u32,
    /// Ways that share no system between the two; the direct link is one.
    pub node_disjoint: u32,
    /// Something under systems of every one of several ways: with it, all of
    /// them are lost.
    pub shared_ground: Option<Endpoint>,
}

impl CriticalPair {
    /// How many single failures of others the connection stands: its ways that
    /// share no system, less one; none where shared ground takes them all.
    pub fn failures_stood(&self) -> u32 {
        if self.shared_ground.is_some() { 0 } else { self.node_disjoint.saturating_sub(1) }
    }
}

/// The critical pairs of an estate, and how many there are in all. One maximum
/// flow a pair, and one search for each shared ground.
pub fn critical_pairs(estate: &Estate, views: &Views) -> (Vec<CriticalPair>, usize) {
    let is_critical = |system: SystemIndex| {
        estate.systems[system.at()].record.criticality.get() == Some(Criticality::MissionCritical)
    };
    let pairs: BTreeSet<(SystemIndex, SystemIndex)> = views
        .routes
        .iter()
        .filter(|route| !route.is_manual)
        .filter_map(|route| route.from.system().zip(route.to.system()))
        .filter(|(from, to)| is_critical(*from) && is_critical(*to))
        .collect();
    let graph = electronic(views);
    let grounds = Grounds::new(estate, views);
    let looked_at = pairs.iter().take(MOST_PAIRS).map(|&(from, to)| {
        let ends = [from, to].map(|system| views.number(Endpoint::System(system)) as u32);
        let node_disjoint = node_disjoint_paths(&graph, ends[0], ends[1]);
        CriticalPair {
            from,
            to,
            edge_disjoint: edge_disjoint_paths(&graph, ends[0], ends[1]),
            node_disjoint,
            shared_ground: if node_disjoint > 1 { grounds.shared(views, &graph, ends) } else { None },
        }
    });
    (looked_at.collect(), pairs.len())
}

/// The integration view without what people carry.
fn electronic(views: &Views) -> Undirected {
    let mut legs = Vec::new();
    for route in views.routes.iter().filter(|route| !route.is_manual) {
        let stops: Vec<u32> =
            crate::graph::view::stops(route).map(|stop| views.number(stop) as u32).collect();
        legs.extend(stops.windows(2).map(|leg| (leg[0], leg[1])));
    }
    Undirected::new(views.integration.node_count(), &legs)
}

/// What falls with each thing that others are declared to need.
struct Grounds {
    /// By what is needed, the nodes that fall with it, at first or second hand.
    falls_with: BTreeMap<Endpoint, BTreeSet<u32>>,
}

impl Grounds {
    fn new(estate: &Estate, views: &Views) -> Self {
        let mut needed_by: BTreeMap<Endpoint, Vec<Endpoint>> = BTreeMap::new();
        let systems =
            estate.systems().map(|(index, entry)| (Endpoint::System(index), &entry.links.depends_on));
        for (endpoint, links) in systems {
            for link in links {
                if let [only] = link.any_of.as_slice() {
                    needed_by.entry(*only).or_default().push(endpoint);
                }
            }
        }
        let falls_with =
            needed_by.keys().map(|ground| (*ground, fallen(&needed_by, views, *ground))).collect();
        Self { falls_with }
    }

    /// The first thing whose loss parts the two ends, which are taken to stand.
    fn shared(&self, views: &Views, graph: &Undirected, ends: [u32; 2]) -> Option<Endpoint> {
        let carried = |ground: Endpoint, fallen: &BTreeSet<u32>| {
            let is_end = ends.contains(&(views.number(ground) as u32));
            fallen.len() > 1 && !is_end
        };
        let mut grounds = self.falls_with.iter().filter(|(ground, fallen)| carried(**ground, fallen));
        grounds.find(|(_, fallen)| !is_joined(graph, ends, fallen)).map(|(ground, _)| *ground)
    }
}

fn fallen(needed_by: &BTreeMap<Endpoint, Vec<Endpoint>>, views: &Views, ground: Endpoint) -> BTreeSet<u32> {
    let mut found = BTreeSet::from([views.number(ground) as u32]);
    let mut open = vec![ground];
    while let Some(endpoint) = open.pop() {
        for dependent in needed_by.get(&endpoint).into_iter().flatten() {
            if found.insert(views.number(*dependent) as u32) {
                open.push(*dependent);
            }
        }
    }
    found
}

fn is_joined(graph: &Undirected, ends: [u32; 2], fallen: &BTreeSet<u32>) -> bool {
    let mut seen = BTreeSet::from([ends[0]]);
    let mut open = vec![ends[0]];
    while let Some(node) = open.pop() {
        for &next in graph.neighbours().row(node) {
            if next == ends[1] {
                return true;
            }
            if !fallen.contains(&next) && seen.insert(next) {
                open.push(next);
            }
        }
    }
    false
}

/// How much goes through hubs, and how much from system to system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Electronic flows from end to end.
    pub flows: usize,
    /// Those that pass a hub or end at one.
    pub through_hubs: usize,
    /// Pairs of systems and devices that other flows join.
    pub point_to_point_pairs: usize,
    /// Systems and devices in use that any of them joins.
    pub joined: usize,
}

impl Traffic {
    /// The share of flows that pass or end at a hub, 0 to 1.
    pub fn hub_share(self) -> Option<f64> {
        (self.flows > 0).then(|| self.through_hubs as f64 / self.flows as f64)
    }

    /// Pairs that could be joined: n(n − 1)/2 of those that are joined at all.
    pub fn possible_pairs(self) -> usize {
        self.joined * self.joined.saturating_sub(1) / 2
    }
}

/// Counts flows through hubs. Linear.
pub fn traffic(estate: &Estate, views: &Views) -> Traffic {
    let is_hub =
        |end: Endpoint| end.system().is_some_and(|system| estate.systems[system.at()].record.is_engine());
    let mut traffic = Traffic::default();
    let mut pairs = BTreeSet::new();
    let mut joined = BTreeSet::new();
    for route in views.routes.iter().filter(|route| !route.is_manual) {
        traffic.flows += 1;
        joined.extend([route.from, route.to]);
        if !route.hubs.is_empty() || is_hub(route.from) || is_hub(route.to) {
            traffic.through_hubs += 1;
        } else {
            pairs.insert((route.from.min(route.to), route.from.max(route.to)));
        }
    }
    traffic.point_to_point_pairs = pairs.len();
    traffic.joined = joined.len();
    traffic
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::resolve;
    use crate::graph::build;
    use crate::load::LoadedFile;
    use crate::source::FileId;

    fn of(yaml: &str) -> (Estate, Views) {
        let file = LoadedFile::new(FileId(0), serde_yaml::from_str(yaml).unwrap());
        let estate = resolve(vec![file], false).estate;
        let views = build::build(&estate);
        (estate, views)
    }

    /// a to b by way of x and by way of y, both on one host or on two.
    fn two_ways(host_of_y: &str) -> String {
        format!(
            "{{systems: [{{id: a, name: A, criticality: mission-critical}}, {{id: b, name: B, criticality: mission-critical}},
              {{id: x, name: X, kind: integration-engine, depends_on: [h1]}},
              {{id: y, name: Y, kind: integration-engine, depends_on: [{host_of_y}]}},
              {{id: h1, name: H1}}, {{id: h2, name: H2}}],
              interfaces: [{{id: f, from: a, to: b, via: [x]}}, {{id: g, from: a, to: b, via: [y]}}]}}"
        )
    }

    #[test]
    fn two_ways_on_one_host_are_one() {
        let (estate, views) = of(&two_ways("h2"));
        let (pairs, all) = critical_pairs(&estate, &views);
        assert_eq!((all, pairs[0].edge_disjoint, pairs[0].node_disjoint), (1, 2, 2));
        assert_eq!((pairs[0].shared_ground, pairs[0].failures_stood()), (None, 1));

        let (estate, views) = of(&two_ways("h1"));
        let (pairs, _) = critical_pairs(&estate, &views);
        let ground = pairs[0].shared_ground.unwrap();
        assert_eq!((estate.name(ground.into()).as_str(), pairs[0].failures_stood()), ("H1", 0));
    }

    #[test]
    fn traffic_is_counted_from_end_to_end() {
        let (estate, views) = of(
            "{systems: [{id: a, name: A}, {id: b, name: B}, {id: c, name: C}, {id: t, name: T, kind: integration-engine}],
              interfaces: [{id: f, from: a, to: b, via: [t]}, {id: g, from: a, to: t}, {id: h, from: b, to: c},
                {id: i, from: c, to: b}, {id: j, from: a, to: c, protocol: paper}]}",
        );
        let traffic = traffic(&estate, &views);
        assert_eq!((traffic.flows, traffic.through_hubs, traffic.point_to_point_pairs), (4, 2, 1));
        assert_eq!((traffic.hub_share(), traffic.possible_pairs()), (Some(0.5), 6));
    }
}
