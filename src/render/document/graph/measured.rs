//! From a view of the estate to the document: measures put beside names.

use super::document::{
    ArchitectureRow, BetweennessRow, CommunityRow, Counts, CriticalPairRow, Cycles, CyclicGroup, EdgeRow,
    GraphDocument, NodeMeasures, Partition, TrafficRow, UndirectedRow, UnitRow, Visibility, Whole,
};
use super::label;
use crate::ask::connection::{self, CriticalPair, Traffic};
use crate::check::estate::{Endpoint, Estate, OrganisationIndex, Subject};
use crate::graph::adjacency::Adjacency;
use crate::graph::architecture::{Role, Roles};
use crate::graph::betweenness::Betweenness;
use crate::graph::build::{DependencyReason, Views};
use crate::graph::closure::reach;
use crate::graph::cycle::groups;
use crate::graph::dominator::{self, Dominator};
use crate::graph::structure::{GraphInput, Structure, Units, structure};
use crate::graph::view::{self, Link, Stands, View, ViewName};
use crate::render::answer::Envelope;

/// Where the graph was read from.
#[derive(Clone, Debug)]
pub struct GraphOrigin<'a> {
    /// The head of the document.
    pub envelope: Envelope,
    /// What the estate is called.
    pub estate_name: String,
    /// The estate.
    pub estate: &'a Estate,
    /// Its graphs.
    pub views: &'a Views,
    /// The seed of every draw.
    pub seed: u64,
}

/// Measures a view of an estate. Cost: that of [`structure`].
pub fn document(origin: &GraphOrigin<'_>, name: ViewName) -> GraphDocument {
    let view = view::view(origin.estate, origin.views, name);
    let points: Vec<u32> = view.nodes.iter().map(|node| points(origin.estate, node).unwrap_or(0)).collect();
    let unit_of = units_of(origin.estate, &view);
    let measured = structure(&GraphInput {
        nodes: view.nodes.len(),
        edges: &view.pairs(),
        points: &points,
        unit_of: &unit_of,
        seed: origin.seed,
    });
    let made = Made { origin, view: &view, ids: label::ids(origin.estate, &view), measured: &measured };
    GraphDocument {
        envelope: origin.envelope.clone(),
        estate_name: origin.estate_name.clone(),
        seed: origin.seed,
        view: name.word(),
        edge_reads: name.edge_reads(),
        estate: made.whole(),
        nodes: (0..view.nodes.len() as u32).map(|node| made.node(node)).collect(),
        edges: made.edges(),
    }
}

fn points(estate: &Estate, node: &Stands) -> Option<u32> {
    let stated = match node {
        Stands::Endpoint(endpoint) => estate.endpoint(*endpoint).record.criticality.get(),
        Stands::Product(_) | Stands::Organisation(_) => None,
    };
    stated.map(|criticality| criticality.number() as u32)
}

fn organisation(estate: &Estate, node: &Stands) -> Option<OrganisationIndex> {
    match node {
        Stands::Endpoint(endpoint) => Some(estate.organisation_of((*endpoint).into())),
        Stands::Product(_) | Stands::Organisation(_) => None,
    }
}

/// The organisation of each system and device; they stand before products.
fn units_of(estate: &Estate, view: &View) -> Vec<u32> {
    view.nodes.iter().map_while(|node| organisation(estate, node).map(|index| index.0)).collect()
}

fn role_word(role: Role) -> &'static str {
    match role {
        Role::Shared => "shared",
        Role::Core => "core",
        Role::CoreLike => "core-like",
        Role::Central => "central",
        Role::Periphery => "periphery",
        Role::Control => "control",
    }
}

/// A view with its measures, to be written.
struct Made<'a> {
    origin: &'a GraphOrigin<'a>,
    view: &'a View,
    ids: Vec<String>,
    measured: &'a Structure,
}

impl Made<'_> {
    fn id(&self, node: u32) -> String {
        self.ids[node as usize].clone()
    }

    fn ids(&self, nodes: &[u32]) -> Vec<String> {
        nodes.iter().map(|&node| self.id(node)).collect()
    }

    fn pairs(&self, pairs: &[(u32, u32)]) -> Vec<[String; 2]> {
        pairs.iter().map(|&(u, v)| [self.id(u), self.id(v)]).collect()
    }

    fn whole(&self) -> Whole {
        let measured = self.measured;
        let count = |wanted: fn(Endpoint) -> bool| {
            let is_one = |node: &&Stands| matches!(node, Stands::Endpoint(endpoint) if wanted(*endpoint));
            self.view.nodes.iter().filter(is_one).count()
        };
        let entries = dominator::entries(&measured.graph);
        let (pairs, critical_pairs_in_all) =
            connection::critical_pairs(self.origin.estate, self.origin.views);
        Whole {
            counts: Counts {
                nodes: self.view.nodes.len(),
                systems: count(|endpoint| matches!(endpoint, Endpoint::System(_))),
                devices: count(|endpoint| matches!(endpoint, Endpoint::Device(_))),
                edges_raw: measured.edges_raw,
                edges_simple_directed: measured.graph.edge_count(),
                edges_simple_undirected: measured.undirected.edge_count(),
                density: measured.graph.density(),
            },
            visibility: self.visibility(),
            cycles: self.cycles(),
            architecture: self.architecture(),
            undirected: UndirectedRow {
                components: measured.cuts.sizes().len(),
                component_sizes: measured.cuts.component_sizes(),
                isolated_nodes: self.ids(measured.cuts.isolated()),
                articulation_points: self.ids(&measured.cuts.articulation_points),
                bridges: self.pairs(&measured.cuts.bridges),
                degree_centralisation: measured.centralisation,
                mesh_share: measured.mesh_share,
            },
            entry_nodes: self.ids(&entries),
            betweenness: betweenness_row(&measured.betweenness_undirected),
            traffic: traffic_row(connection::traffic(self.origin.estate, self.origin.views)),
            critical_pairs: pairs.iter().map(|pair| pair_row(self.origin.estate, pair)).collect(),
            critical_pairs_in_all,
            org_partition: measured.units.as_ref().map(|units| self.partition(units)),
            communities: measured.units.as_ref().and_then(|units| self.communities(units)),
        }
    }

    fn visibility(&self) -> Visibility {
        let reach = &self.measured.reach;
        let is_system =
            |node: u32| matches!(self.view.nodes[node as usize], Stands::Endpoint(Endpoint::System(_)));
        let systems = (0..self.view.nodes.len() as u32).take_while(|&node| is_system(node)).count();
        let between: Vec<(u32, u32)> =
            self.measured.graph.successors().pairs().filter(|&(u, v)| is_system(u) && is_system(v)).collect();
        Visibility {
            visible_pairs: reach.visible_pairs(),
            propagation_cost: reach.propagation_cost(),
            propagation_cost_without_diagonal: reach.propagation_cost_without_diagonal(),
            propagation_cost_systems_only: propagation_cost(systems, &between),
            propagation_cost_physical: (self.view.name == ViewName::Dependency).then(|| self.physical()),
        }
    }

    /// The closure over wires: flows leg by leg in place of flows end to end.
    fn physical(&self) -> f64 {
        let views = self.origin.views;
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for route in views.routes.iter().filter(|route| !route.is_manual) {
            let stops: Vec<u32> = view::stops(route).map(|stop| views.number(stop) as u32).collect();
            pairs.extend(stops.windows(2).map(|leg| (leg[1], leg[0])));
        }
        let others = views
            .dependency
            .raw_edges()
            .iter()
            .filter(|edge| !matches!(edge.weight, DependencyReason::Feed(_)));
        pairs.extend(others.map(|edge| (edge.source().index() as u32, edge.target().index() as u32)));
        // Counted over the nodes of the view: what is not in use has no edges,
        // and reaches itself alone.
        let all = views.dependency_nodes();
        let graph = Adjacency::directed(all, &pairs);
        let idle = (all - self.view.nodes.len()) as u64;
        let visible = reach(&graph, &groups(&graph)).visible_pairs() - idle;
        let nodes = self.view.nodes.len() as f64;
        if nodes == 0.0 { 0.0 } else { visible as f64 / (nodes * nodes) }
    }

    fn cycles(&self) -> Cycles {
        let groups = &self.measured.groups;
        let (largest, second_largest) = groups.two_largest();
        let nontrivial = groups.cyclic().into_iter().zip(&self.measured.breaking);
        Cycles {
            components: groups.count(),
            largest,
            second_largest,
            nontrivial: nontrivial
                .map(|(group, breaking)| CyclicGroup {
                    component: group,
                    members: self.ids(groups.members(group)),
                    breaking_edges: self.pairs(breaking),
                    breaking_interfaces: self.interfaces_of(breaking),
                })
                .collect(),
        }
    }

    fn interfaces_of(&self, pairs: &[(u32, u32)]) -> Vec<String> {
        let mut found: Vec<String> = self
            .view
            .edges
            .iter()
            .filter(|edge| pairs.contains(&(edge.from, edge.to)))
            .filter_map(|edge| label::link(self.origin.estate, edge.link).1)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn architecture(&self) -> ArchitectureRow {
        let found = &self.measured.architecture;
        let roles = found.roles();
        let all = [Role::Shared, Role::Core, Role::CoreLike, Role::Central, Role::Periphery, Role::Control];
        ArchitectureRow {
            kind: found.kind.name(),
            view: found.kind.view().name(),
            core_vfi: found.core.as_ref().map(|roles| roles.pivot.into),
            core_vfo: found.core.as_ref().map(|roles| roles.pivot.out),
            median_vfi: found.median.pivot.into,
            median_vfo: found.median.pivot.out,
            flow_through: found.core.as_ref().map(Roles::flow_through),
            roles: all
                .into_iter()
                .map(|role| (role_word(role), roles.count(role)))
                .filter(|(_, count)| *count > 0)
                .collect(),
        }
    }

    fn partition(&self, units: &Units) -> Partition {
        let chance = units.inwardness.as_ref();
        let per_org = (0u32..).zip(&units.links.units).map(|(unit, links)| UnitRow {
            org: self.origin.estate.key(Subject::Organisation(OrganisationIndex(unit))).to_string(),
            nodes: links.nodes,
            internal: links.internal,
            external: links.external,
            ei: links.ei_index(),
            conductance: units.links.conductance(unit),
            p_value: chance.map(|chance| chance.unit_p_values[unit as usize]),
        });
        Partition {
            modularity: units.modularity,
            internal_edges: units.links.internal,
            external_edges: units.links.external,
            ei_index: units.links.ei_index(),
            p_value: chance.map(|chance| chance.p_value),
            per_org: per_org.collect(),
        }
    }

    fn communities(&self, units: &Units) -> Option<CommunityRow> {
        let advice = units.communities.as_ref()?;
        Some(CommunityRow {
            count: advice.best.count,
            modularity: advice.best.modularity,
            adjusted_rand_index: advice.adjusted_rand_index,
            persisting: advice.persisting.iter().map(|group| self.ids(group)).collect(),
        })
    }

    fn node(&self, node: u32) -> NodeMeasures {
        let at = node as usize;
        let (estate, measured, stands) = (self.origin.estate, self.measured, &self.view.nodes[at]);
        let advice = measured.units.as_ref().and_then(|units| units.communities.as_ref());
        let owner = organisation(estate, stands).map(Subject::Organisation);
        NodeMeasures {
            id: self.id(node),
            name: label::name(estate, stands),
            kind: label::kind(estate, stands),
            organisation: owner.map(|owner| estate.key(owner).to_string()),
            criticality: points(estate, stands),
            vfi: measured.reach.into[at],
            vfo: measured.reach.out[at],
            role: role_word(measured.architecture.roles().of[at]),
            core_view: measured.architecture.core.as_ref().map(|roles| roles.of[at].letter()),
            median_view: measured.architecture.median.of[at].letter(),
            component: measured.groups.of(node),
            undirected_component: measured.cuts.component[at],
            degree: measured.undirected.neighbours().degree(node),
            betweenness_directed: measured.betweenness_directed.score[at],
            betweenness_undirected: measured.betweenness_undirected.score[at],
            articulation_point: measured.cuts.articulation_points.binary_search(&node).is_ok(),
            separation: measured.cuts.separation(node),
            core_number: measured.core_number[at],
            immediate_dominator: match measured.dominators[at] {
                Dominator::Node(above) => Some(self.id(above)),
                Dominator::Root | Dominator::Unreached => None,
            },
            is_reached_from_entries: measured.dominators[at] != Dominator::Unreached,
            dominated: measured.dominated[at],
            blast_radius: measured.blast_radius[at],
            community: advice.and_then(|advice| advice.best.of.get(at).copied()),
        }
    }

    fn edges(&self) -> Vec<EdgeRow> {
        let estate = self.origin.estate;
        let bridges = &self.measured.cuts.bridges;
        self.view
            .edges
            .iter()
            .map(|edge| {
                let (why, interface) = label::link(estate, edge.link);
                let record = match edge.link {
                    Link::Interface(index) => Some(&estate.interfaces[index.at()]),
                    _ => None,
                };
                let exchange = match edge.link {
                    Link::Exchange(exchange) => Some(exchange),
                    _ => None,
                };
                let data = record.map_or(&[][..], |entry| entry.links.data.as_slice());
                EdgeRow {
                    from: self.id(edge.from),
                    to: self.id(edge.to),
                    why,
                    interface,
                    messages_per_day: record
                        .and_then(|entry| entry.record.messages_per_day.get())
                        .map(crate::model::Quantity::value),
                    data: data
                        .iter()
                        .map(|entity| estate.data_entities[entity.at()].record.id.to_string())
                        .collect(),
                    interfaces: exchange.map(|exchange| exchange.interfaces),
                    by_hand: exchange.map(|exchange| exchange.manual),
                    is_bridge: bridges
                        .binary_search(&(edge.from.min(edge.to), edge.from.max(edge.to)))
                        .is_ok(),
                }
            })
            .collect()
    }
}

fn traffic_row(traffic: Traffic) -> TrafficRow {
    TrafficRow {
        flows: traffic.flows,
        through_hubs: traffic.through_hubs,
        hub_share: traffic.hub_share(),
        point_to_point_pairs: traffic.point_to_point_pairs,
        possible_pairs: traffic.possible_pairs(),
    }
}

fn pair_row(estate: &Estate, pair: &CriticalPair) -> CriticalPairRow {
    let key = |endpoint: Endpoint| estate.key(endpoint.into()).to_string();
    CriticalPairRow {
        from: key(Endpoint::System(pair.from)),
        to: key(Endpoint::System(pair.to)),
        edge_disjoint_paths: pair.edge_disjoint,
        node_disjoint_paths: pair.node_disjoint,
        shared_ground: pair.shared_ground.map(key),
        failures_stood: pair.failures_stood(),
    }
}

fn propagation_cost(nodes: usize, edges: &[(u32, u32)]) -> f64 {
    let graph = Adjacency::directed(nodes, edges);
    reach(&graph, &groups(&graph)).propagation_cost()
}

fn betweenness_row(betweenness: &Betweenness) -> BetweennessRow {
    BetweennessRow {
        is_exact: betweenness.sample.is_none(),
        sources: betweenness.sample.map(|sample| sample.sources),
        error_bound: betweenness.sample.map(|sample| sample.error_bound),
    }
}
