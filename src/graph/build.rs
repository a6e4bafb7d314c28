//! From the estate to its graphs: the one place that builds petgraph.
//!
//! One inventory makes several graphs, because one kind of edge would make
//! most results wrong (methods §0): who needs whom, what is joined to what,
//! which flows run end to end, and how organisations are joined.

use std::collections::BTreeMap;

use petgraph::graph::{DiGraph, NodeIndex, UnGraph};
use rustc_hash::FxHashMap;

use crate::check::estate::{Endpoint, Estate, InterfaceIndex, OrganisationIndex, SystemIndex};
use crate::model::Component;

/// What a node of the dependency view stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A system or device.
    Endpoint(Endpoint),
    /// A product at a version, as written, in lower case.
    Platform(Box<str>),
}

/// Why one node needs another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DependencyReason {
    /// It is declared in `depends_on`, at this index; any one of several may do.
    Declared {
        /// The index in `depends_on`.
        index: u32,
        /// Whether another could take its place.
        has_alternative: bool,
    },
    /// It receives data over this interface.
    Feed(InterfaceIndex),
    /// It is built on it.
    Component,
    /// It is reached from it: `runs`.
    Runs,
}

/// A flow end to end: one row per interface in use.
#[derive(Clone, Debug)]
pub struct Route {
    /// The interface.
    pub interface: InterfaceIndex,
    /// Where the data comes from.
    pub from: Endpoint,
    /// Where the data goes.
    pub to: Endpoint,
    /// The hubs that it passes, in order: `via` without its own ends.
    pub hubs: Vec<SystemIndex>,
    /// Messages per day, if known.
    pub messages_per_day: Option<f64>,
    /// Whether people carry the data.
    pub is_manual: bool,
}

/// What flows between two organisations.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Exchange {
    /// How many interfaces.
    pub interfaces: u32,
    /// How many of them are carried by people.
    pub manual: u32,
}

/// The graphs of an estate.
#[derive(Clone, Debug)]
pub struct Views {
    /// Edge `u -> v`: u needs v to work. Systems first, then devices, each at
    /// its index; platforms behind them.
    pub dependency: DiGraph<Node, DependencyReason>,
    /// Systems and devices joined by any interface or re-keying; the weight
    /// counts the interfaces. Same node numbers as `dependency`, without
    /// platforms.
    pub integration: UnGraph<Endpoint, u32>,
    /// Flows end to end.
    pub routes: Vec<Route>,
    /// Organisations, with what flows between them.
    pub organisation: DiGraph<OrganisationIndex, Exchange>,
    systems: u32,
}

impl Views {
    /// The node number of a system or device, in `dependency` and
    /// `integration` alike.
    pub fn node(&self, endpoint: Endpoint) -> NodeIndex {
        NodeIndex::new(self.number(endpoint))
    }

    /// The same as a plain index, for the measures.
    pub fn number(&self, endpoint: Endpoint) -> usize {
        number(endpoint, self.systems)
    }

    /// The system or device of a plain index; nothing for a platform.
    pub fn endpoint(&self, number: usize) -> Option<Endpoint> {
        self.integration.node_weight(NodeIndex::new(number)).copied()
    }

    /// How many nodes the dependency view has.
    pub fn dependency_nodes(&self) -> usize {
        self.dependency.node_count()
    }

    /// The edges of the dependency view as plain indices.
    pub fn dependency_edges(&self) -> Vec<(u32, u32)> {
        self.dependency
            .raw_edges()
            .iter()
            .map(|edge| (edge.source().index() as u32, edge.target().index() as u32))
            .collect()
    }

    /// The edges of the integration view as plain indices.
    pub fn integration_edges(&self) -> Vec<(u32, u32)> {
        self.integration
            .raw_edges()
            .iter()
            .map(|edge| (edge.source().index() as u32, edge.target().index() as u32))
            .collect()
    }
}

/// Builds the graphs. Linear in systems, devices, interfaces and components.
///
/// Only what is in use makes edges; planned and retired systems stand alone,
/// so that nothing vanishes without a word.
pub fn build(estate: &Estate) -> Views {
    let routes = routes(estate);
    Views {
        dependency: dependency(estate, &routes),
        integration: integration(estate, &routes),
        organisation: organisation(estate, &routes),
        routes,
        systems: estate.systems.len() as u32,
    }
}

/// Systems are numbered first, then devices.
fn number(endpoint: Endpoint, systems: u32) -> usize {
    match endpoint {
        Endpoint::System(index) => index.at(),
        Endpoint::Device(index) => (systems + index.0) as usize,
    }
}

fn is_engine(estate: &Estate, endpoint: Endpoint) -> bool {
    endpoint.system().is_some_and(|index| estate.systems[index.at()].record.is_engine())
}

fn routes(estate: &Estate) -> Vec<Route> {
    estate
        .interfaces()
        .filter(|(_, entry)| {
            entry.record.is_in_use()
                && entry.links.from != entry.links.to
                && estate.is_in_use(entry.links.from)
                && estate.is_in_use(entry.links.to)
        })
        .map(|(interface, entry)| {
            let links = &entry.links;
            let own = [links.from.system(), links.to.system()];
            Route {
                interface,
                from: links.from,
                to: links.to,
                hubs: links.via.iter().copied().filter(|hub| !own.contains(&Some(*hub))).collect(),
                messages_per_day: entry.record.messages_per_day.get().map(crate::model::Quantity::value),
                is_manual: entry.record.is_manual(),
            }
        })
        .collect()
}

/// Who needs whom (methods §0, "Hub rule"): a consumer needs its provider and
/// every engine on the way; an engine never needs the systems that it
/// carries. What people carry by hand is no need in this sense.
fn dependency(estate: &Estate, routes: &[Route]) -> DiGraph<Node, DependencyReason> {
    let mut graph =
        DiGraph::with_capacity(estate.systems.len() + estate.devices.len(), estate.interfaces.len() * 2);
    for (endpoint, _) in estate.endpoints() {
        graph.add_node(Node::Endpoint(endpoint));
    }
    let node = |endpoint: Endpoint| NodeIndex::new(number(endpoint, estate.systems.len() as u32));
    for route in routes.iter().filter(|route| !route.is_manual && !is_engine(estate, route.to)) {
        let need = DependencyReason::Feed(route.interface);
        graph.add_edge(node(route.to), node(route.from), need);
        for hub in &route.hubs {
            graph.add_edge(node(route.to), node(Endpoint::System(*hub)), need);
        }
    }
    let mut platforms: FxHashMap<Box<str>, NodeIndex> = FxHashMap::default();
    for (endpoint, entry) in estate.endpoints_in_use() {
        for need in entry.links.depends_on {
            let has_alternative = need.any_of.len() > 1;
            for target in &need.any_of {
                let why = DependencyReason::Declared { index: need.index, has_alternative };
                graph.add_edge(node(endpoint), node(*target), why);
            }
        }
        for system in entry.links.runs {
            graph.add_edge(node(endpoint), node(Endpoint::System(*system)), DependencyReason::Runs);
        }
        for component in entry.record.components {
            let Some(name) = platform_name(component) else { continue };
            let platform =
                *platforms.entry(name.clone()).or_insert_with(|| graph.add_node(Node::Platform(name)));
            graph.add_edge(node(endpoint), platform, DependencyReason::Component);
        }
    }
    graph
}

fn platform_name(component: &Component) -> Option<Box<str>> {
    if component.product.known().is_some() {
        return Some(component.label().to_lowercase().into());
    }
    let identifier = component.cpe.known().or(component.purl.known())?;
    Some(identifier.to_lowercase().into())
}

fn integration(estate: &Estate, routes: &[Route]) -> UnGraph<Endpoint, u32> {
    let mut graph = UnGraph::with_capacity(estate.systems.len() + estate.devices.len(), routes.len());
    for (endpoint, _) in estate.endpoints() {
        graph.add_node(endpoint);
    }
    let mut joined: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for route in routes {
        let stops = std::iter::once(route.from)
            .chain(route.hubs.iter().map(|hub| Endpoint::System(*hub)))
            .chain(std::iter::once(route.to));
        let stops: Vec<u32> = stops.map(|stop| number(stop, estate.systems.len() as u32) as u32).collect();
        for pair in stops.windows(2) {
            if pair[0] != pair[1] {
                *joined.entry((pair[0].min(pair[1]), pair[0].max(pair[1]))).or_default() += 1;
            }
        }
    }
    let mut joined: Vec<_> = joined.into_iter().collect();
    joined.sort_unstable();
    for ((a, b), interfaces) in joined {
        graph.add_edge(NodeIndex::new(a as usize), NodeIndex::new(b as usize), interfaces);
    }
    graph
}

fn organisation(estate: &Estate, routes: &[Route]) -> DiGraph<OrganisationIndex, Exchange> {
    let mut graph = DiGraph::new();
    for index in 0..estate.organisations.len() as u32 {
        graph.add_node(OrganisationIndex(index));
    }
    let mut exchanges: BTreeMap<(OrganisationIndex, OrganisationIndex), Exchange> = BTreeMap::new();
    for route in routes {
        let pair = (estate.organisation_of(route.from.into()), estate.organisation_of(route.to.into()));
        let exchange = exchanges.entry(pair).or_default();
        exchange.interfaces += 1;
        exchange.manual += u32::from(route.is_manual);
    }
    for ((from, to), exchange) in exchanges {
        graph.add_edge(NodeIndex::new(from.at()), NodeIndex::new(to.at()), exchange);
    }
    graph
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::resolve;
    use crate::load::LoadedFile;
    use crate::source::FileId;

    fn estate(yaml: &str) -> Estate {
        let file = LoadedFile::new(FileId(0), serde_yaml::from_str(yaml).unwrap());
        let resolved = resolve(vec![file], false);
        assert!(resolved.diagnostics.is_empty(), "{:?}", resolved.diagnostics);
        resolved.estate
    }

    /// Sum of nodes reachable from each node, itself included.
    fn visible_pairs(edges: &[(u32, u32)], nodes: usize) -> usize {
        (0..nodes)
            .map(|start| {
                let (mut seen, mut stack) = (vec![false; nodes], vec![start]);
                while let Some(node) = stack.pop() {
                    if !std::mem::replace(&mut seen[node], true) {
                        stack.extend(
                            edges.iter().filter(|edge| edge.0 as usize == node).map(|edge| edge.1 as usize),
                        );
                    }
                }
                seen.iter().filter(|seen| **seen).count()
            })
            .sum()
    }

    const THREE_ROUTES: &str = "
systems: [{id: engine, name: E, kind: integration-engine},
  {id: s1, name: S}, {id: s2, name: S}, {id: s3, name: S}, {id: d1, name: D}, {id: d2, name: D}, {id: d3, name: D}]
interfaces:
  - {id: r1, from: s1, to: d1, via: [engine]}
  - {id: r2, from: s2, to: d2, via: [engine]}
  - {id: r3, from: s3, to: d3, via: [engine]}
";

    #[test]
    fn an_engine_does_not_make_what_it_carries_depend_on_each_other() {
        // methods §0: route-aware 13/49; the wires alone would say 22/49.
        let views = build(&estate(THREE_ROUTES));
        assert_eq!(visible_pairs(&views.dependency_edges(), 7), 13);
        let wires: Vec<(u32, u32)> = views
            .routes
            .iter()
            .flat_map(|route| {
                let (from, to) = (views.number(route.from) as u32, views.number(route.to) as u32);
                let hub = views.number(Endpoint::System(route.hubs[0])) as u32;
                [(to, hub), (hub, from)]
            })
            .collect();
        assert_eq!(visible_pairs(&wires, 7), 22);
    }

    #[test]
    fn an_interface_that_ends_at_an_engine_gives_the_engine_no_need() {
        let views = build(&estate(
            "{systems: [{id: pas, name: P}, {id: tie, name: T, kind: integration-engine}, {id: lims, name: L}],
              interfaces: [{id: a, from: pas, to: tie}, {id: b, from: tie, to: lims}]}",
        ));
        // Sorted by id: lims 0, pas 1, tie 2. Only lims needs tie.
        assert_eq!(views.dependency_edges(), [(0, 2)]);
        assert_eq!(views.integration_edges(), [(0, 2), (1, 2)]);
    }

    #[test]
    fn what_people_carry_joins_but_is_no_need() {
        let views = build(&estate(
            "{systems: [{id: a, name: A}, {id: b, name: B}],
              interfaces: [{id: i, from: a, to: b, protocol: manual-rekeying}]}",
        ));
        assert!(views.dependency_edges().is_empty());
        assert_eq!(views.integration_edges(), [(0, 1)]);
    }

    #[test]
    fn what_is_retired_joins_nothing() {
        let views = build(&estate(
            "{systems: [{id: a, name: A, status: retired}, {id: b, name: B}], interfaces: [{id: i, from: a, to: b}]}",
        ));
        assert!(views.routes.is_empty());
        assert_eq!(views.integration.node_count(), 2);
    }

    #[test]
    fn one_platform_stands_under_every_system_that_is_built_on_it() {
        let views = build(&estate(
            "{systems: [{id: a, name: A, components: [{product: Windows Server, version: 2012}]},
                        {id: b, name: B, components: [{product: windows server, version: '2012'}]}]}",
        ));
        assert_eq!(views.dependency_nodes(), 3);
        assert_eq!(views.dependency_edges(), [(0, 2), (1, 2)]);
    }
}
