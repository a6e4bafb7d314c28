//! Every measure of one graph at once, with and without direction: what
//! `graph` prints, so that others can check it.
//!
//! The measures and their sources are those of the sibling files; this knows
//! plain numbers alone. Methods §1 to §3.

use super::adjacency::{Adjacency, Undirected};
use super::architecture::{Architecture, architecture};
use super::betweenness::{self, Betweenness, Sampling};
use super::blast::blast_radius;
use super::centralisation::{degree_centralisation, mesh_share};
use super::closure::{ReachBits, reach};
use super::community::{Communities, Search, communities};
use super::core_number::core_numbers;
use super::cut::{Cuts, cuts};
use super::cycle::{Groups, breaking_edges, groups};
use super::dominator::{Dominator, dominated, immediate_dominators};
use super::partition::{self, Inwardness, Links};

/// Label shuffles behind a p-value (methods §3).
pub const SHUFFLES: u32 = 999;

/// Resolutions at which communities are looked for; only those that stand
/// unchanged at all of them are reported as such (methods §3).
pub const RESOLUTIONS: [f64; 3] = [0.5, 1.0, 2.0];

/// Above so many nodes, what needs many passes is left out: shuffles and
/// communities.
pub const MOST_FOR_PARTITION: usize = 200_000;

/// What is measured.
#[derive(Clone, Debug)]
pub struct GraphInput<'a> {
    /// How many nodes there are.
    pub nodes: usize,
    /// Edges in any order, repeats and self-loops included.
    pub edges: &'a [(u32, u32)],
    /// The criticality of each node in points; 0 where none is stated.
    pub points: &'a [u32],
    /// The unit of each node; of as many of the first nodes as belong to
    /// units at all.
    pub unit_of: &'a [u32],
    /// The seed of draws.
    pub seed: u64,
}

/// Every measure of one graph.
#[derive(Clone, Debug)]
pub struct Structure {
    /// Edges as given.
    pub edges_raw: usize,
    /// The simple graph.
    pub graph: Adjacency,
    /// The same without direction.
    pub undirected: Undirected,
    /// Strongly connected components.
    pub groups: Groups,
    /// VFO and VFI.
    pub reach: ReachBits,
    /// Type and roles.
    pub architecture: Architecture,
    /// For each cyclic group, largest first, edges whose removal breaks it.
    pub breaking: Vec<Vec<(u32, u32)>>,
    /// Articulation points, bridges, components.
    pub cuts: Cuts,
    /// k-core numbers.
    pub core_number: Vec<u32>,
    /// Immediate dominators below a virtual root.
    pub dominators: Vec<Dominator>,
    /// How many nodes each dominates.
    pub dominated: Vec<u32>,
    /// Betweenness along edges.
    pub betweenness_directed: Betweenness,
    /// Betweenness without direction.
    pub betweenness_undirected: Betweenness,
    /// Criticality of each node and all that needs it, in points.
    pub blast_radius: Vec<u64>,
    /// Freeman's degree centralisation; nothing below three nodes.
    pub centralisation: Option<f64>,
    /// Pairs joined over pairs possible; nothing below two nodes.
    pub mesh_share: Option<f64>,
    /// The grouping by units, if there are any.
    pub units: Option<Units>,
}

/// How well the units fit the links between their members.
#[derive(Clone, Debug)]
pub struct Units {
    /// Internal and external edges.
    pub links: Links,
    /// Modularity of the grouping.
    pub modularity: f64,
    /// What chance alone would make; absent for the largest graphs.
    pub inwardness: Option<Inwardness>,
    /// Communities at resolution 1, as advice; absent for the largest graphs.
    pub communities: Option<Advice>,
}

/// Communities as advice.
#[derive(Clone, Debug)]
pub struct Advice {
    /// The best found at resolution 1.
    pub best: Communities,
    /// Groups that stand unchanged at every resolution, two nodes or more.
    pub persisting: Vec<Vec<u32>>,
    /// Agreement with the units: 1 the same, 0 no better than chance.
    pub adjusted_rand_index: f64,
}

/// Measures a graph. O(nm) for betweenness up to 20,000 nodes, O(m) per
/// source above; O(groups · m / 64) for reach; parallel.
///
/// # Panics
///
/// If an edge or a unit names a node that is not there, or `points` is short.
pub fn structure(given: &GraphInput<'_>) -> Structure {
    let graph = Adjacency::directed(given.nodes, given.edges);
    let undirected = graph.undirected();
    let groups = groups(&graph);
    let reach = reach(&graph, &groups);
    let sampling = Sampling { seed: given.seed, ..Sampling::default() };
    let dominators = immediate_dominators(&graph);
    let breaking =
        groups.cyclic().into_iter().map(|group| breaking_edges(&graph, groups.members(group))).collect();
    Structure {
        edges_raw: given.edges.len(),
        architecture: architecture(&groups, &reach),
        breaking,
        cuts: cuts(&undirected),
        core_number: core_numbers(&undirected),
        dominated: dominated(&dominators),
        dominators,
        betweenness_directed: betweenness::directed(&graph, sampling),
        betweenness_undirected: betweenness::undirected(&undirected, sampling),
        blast_radius: blast_radius(&graph, &groups, given.points),
        centralisation: degree_centralisation(&undirected),
        mesh_share: mesh_share(&undirected),
        units: units(&undirected, given),
        reach,
        groups,
        undirected,
        graph,
    }
}

fn units(whole: &Undirected, given: &GraphInput<'_>) -> Option<Units> {
    if given.unit_of.is_empty() {
        return None;
    }
    let members = given.unit_of.len() as u32;
    let edges: Vec<(u32, u32)> = whole.edges().filter(|&(u, v)| u < members && v < members).collect();
    let graph = Undirected::new(given.unit_of.len(), &edges);
    let is_small = given.unit_of.len() <= MOST_FOR_PARTITION;
    Some(Units {
        links: partition::links(&graph, given.unit_of),
        modularity: partition::modularity(&graph, given.unit_of, 1.0),
        inwardness: is_small.then(|| partition::inwardness(&graph, given.unit_of, SHUFFLES, given.seed)),
        communities: is_small.then(|| advice(&graph, given)),
    })
}

fn advice(graph: &Undirected, given: &GraphInput<'_>) -> Advice {
    let search = |resolution| {
        let search = Search { resolution, seed: given.seed, ..Search::for_edges(graph.edge_count()) };
        communities(graph, search)
    };
    let found = RESOLUTIONS.map(search);
    let partitions: Vec<&[u32]> = found.iter().map(|communities| communities.of.as_slice()).collect();
    let mut persisting = partition::persisting(&partitions);
    persisting.retain(|group| group.len() > 1);
    let [_, best, _] = found;
    Advice { adjusted_rand_index: partition::adjusted_rand_index(&best.of, given.unit_of), best, persisting }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample;

    #[test]
    fn all_measures_speak_of_the_same_graph() {
        let pairs: Vec<(u32, u32)> = sample::hand_10().successors().pairs().collect();
        let found = structure(&GraphInput {
            nodes: 10,
            edges: &[pairs.as_slice(), &[(0, 0), pairs[0]]].concat(),
            points: &[3, 2, 5, 4, 4, 3, 0, 0, 1, 1],
            unit_of: &[],
            seed: 0,
        });
        assert_eq!(found.edges_raw, pairs.len() + 2);
        assert_eq!(found.reach.visible_pairs(), 43);
        assert_eq!(found.blast_radius, [3, 2, 21, 21, 21, 21, 21, 22, 1, 1]);
        assert_eq!(found.breaking.len(), 1);
        assert!(found.units.is_none());
    }

    #[test]
    fn only_the_first_nodes_belong_to_units() {
        // Two triangles joined by an edge, and a product under all six.
        let triangles: Vec<(u32, u32)> = sample::two_triangles().edges().collect();
        let product: Vec<(u32, u32)> = (0..6).map(|node| (node, 6)).collect();
        let found = structure(&GraphInput {
            nodes: 7,
            edges: &[triangles, product].concat(),
            points: &[0; 7],
            unit_of: &[0, 0, 0, 1, 1, 1],
            seed: 0,
        });
        let units = found.units.unwrap();
        assert!((units.modularity - 5.0 / 14.0).abs() < 1e-12);
        let advice = units.communities.unwrap();
        assert_eq!(advice.persisting, [vec![0, 1, 2], vec![3, 4, 5]]);
        assert!((advice.adjusted_rand_index - 1.0).abs() < 1e-12);
    }
}
