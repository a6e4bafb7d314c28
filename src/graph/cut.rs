//! Cuts: whose loss splits the estate, and what is cut off?
//!
//! Source: Hopcroft and Tarjan (1973), "Efficient algorithms for graph
//! manipulation", CACM 16. Method: methods §2. One depth-first pass, without
//! recursion so that a chain of any length fits the stack; our own because the
//! sizes of the pieces, and from them σ, fall out of the same pass. Most
//! articulation points cut off one leaf: rank by separation.

use std::cmp::Reverse;

use super::adjacency::{Rows, Undirected};

/// How a graph without direction holds together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cuts {
    /// Nodes whose removal splits their component, ascending.
    pub articulation_points: Vec<u32>,
    /// Edges whose removal splits their component, as (smaller, larger),
    /// ascending.
    pub bridges: Vec<(u32, u32)>,
    /// The component of each node; components are numbered by first member.
    pub component: Vec<u32>,
    sizes: Vec<u32>,
    pieces: Vec<Pieces>,
    isolated: Vec<u32>,
    largest_two: (u32, u32),
    pairs: u64,
}

/// What is left of the graph without one node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Removal {
    /// Nodes in the largest component.
    pub largest_component: u32,
    /// Number of components.
    pub components: u32,
    /// Unordered pairs of nodes that still reach each other.
    pub connected_pairs: u64,
}

/// The parts into which the rest of a node's component falls without it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Pieces {
    count: u32,
    nodes: u32,
    largest: u32,
    pairs: u64,
}

impl Pieces {
    fn add(&mut self, nodes: u32) {
        if nodes > 0 {
            self.count += 1;
            self.nodes += nodes;
            self.largest = self.largest.max(nodes);
            self.pairs += pairs(nodes);
        }
    }
}

/// Unordered pairs among `nodes` nodes.
fn pairs(nodes: u32) -> u64 {
    let nodes = u64::from(nodes);
    nodes * nodes.saturating_sub(1) / 2
}

/// Finds components, articulation points, bridges and what each removal
/// leaves. O(n + m).
pub fn cuts(graph: &Undirected) -> Cuts {
    let mut pass = Pass::new(graph.node_count());
    let mut sizes = Vec::new();
    for root in 0..graph.node_count() as u32 {
        if pass.found[root as usize] == 0 {
            pass.explore(graph.neighbours(), root, sizes.len() as u32);
            sizes.push(pass.below[root as usize]);
        }
    }
    for (node, pieces) in pass.pieces.iter_mut().enumerate() {
        // What does not hang below the node stays together above it.
        pieces.add(sizes[pass.component[node] as usize] - 1 - pieces.nodes);
    }
    pass.bridges.sort_unstable();
    let mut largest = sizes.clone();
    largest.sort_unstable_by_key(|&size| Reverse(size));
    let pieces = pass.pieces;
    Cuts {
        articulation_points: (0u32..)
            .zip(&pieces)
            .filter(|(_, pieces)| pieces.count > 1)
            .map(|(node, _)| node)
            .collect(),
        bridges: pass.bridges,
        isolated: (0u32..)
            .zip(&pieces)
            .filter(|(_, pieces)| pieces.count == 0)
            .map(|(node, _)| node)
            .collect(),
        component: pass.component,
        pieces,
        largest_two: (largest.first().copied().unwrap_or(0), largest.get(1).copied().unwrap_or(0)),
        pairs: sizes.iter().map(|&size| pairs(size)).sum(),
        sizes,
    }
}

impl Cuts {
    /// The size of each component, by its number.
    pub fn sizes(&self) -> &[u32] {
        &self.sizes
    }

    /// The sizes of the components, largest first.
    pub fn component_sizes(&self) -> Vec<u32> {
        let mut sizes = self.sizes.clone();
        sizes.sort_unstable_by_key(|&size| Reverse(size));
        sizes
    }

    /// Nodes without a neighbour, ascending.
    pub fn isolated(&self) -> &[u32] {
        &self.isolated
    }

    /// Unordered pairs of nodes that reach each other.
    pub fn connected_pairs(&self) -> u64 {
        self.pairs
    }

    /// What the graph is without `node`. O(1).
    pub fn removal(&self, node: u32) -> Removal {
        let pieces = self.pieces[node as usize];
        let own = self.sizes[self.component[node as usize] as usize];
        let (first, second) = self.largest_two;
        let elsewhere = if own == first { second } else { first };
        Removal {
            largest_component: elsewhere.max(pieces.largest),
            components: self.sizes.len() as u32 - 1 + pieces.count,
            connected_pairs: self.pairs - pairs(own) + pieces.pairs,
        }
    }

    /// How many other nodes a node is joined to, directly or not. O(1).
    pub fn joined_to(&self, node: u32) -> u32 {
        self.sizes[self.component[node as usize] as usize] - 1
    }

    /// σ: the share of connected unordered pairs of *other* nodes that no
    /// longer reach each other without `node`, 0 to 1. O(1).
    pub fn separation(&self, node: u32) -> f64 {
        let pieces = self.pieces[node as usize];
        let own = self.sizes[self.component[node as usize] as usize];
        let others = self.pairs - u64::from(own - 1);
        let separated = pairs(own - 1) - pieces.pairs;
        if others == 0 { 0.0 } else { separated as f64 / others as f64 }
    }
}

/// The state of the depth-first pass.
struct Pass {
    /// When each node was found, from 1; 0 where it was not yet.
    found: Vec<u32>,
    /// The earliest node that its subtree touches.
    low: Vec<u32>,
    /// Nodes in its subtree, itself included.
    below: Vec<u32>,
    component: Vec<u32>,
    pieces: Vec<Pieces>,
    bridges: Vec<(u32, u32)>,
    time: u32,
}

impl Pass {
    fn new(nodes: usize) -> Self {
        Self {
            found: vec![0; nodes],
            low: vec![0; nodes],
            below: vec![1; nodes],
            component: vec![0; nodes],
            pieces: vec![Pieces::default(); nodes],
            bridges: Vec::new(),
            time: 0,
        }
    }

    fn explore(&mut self, rows: &Rows, root: u32, component: u32) {
        // A node, its parent (the root is its own) and its next neighbour.
        let mut stack = vec![(root, root, 0usize)];
        self.find(root, component);
        while let Some(top) = stack.last_mut() {
            let (node, parent) = (top.0, top.1);
            if let Some(&next) = rows.row(node).get(top.2) {
                top.2 += 1;
                if self.found[next as usize] == 0 {
                    self.find(next, component);
                    stack.push((next, node, 0));
                } else if next != parent {
                    self.low[node as usize] = self.low[node as usize].min(self.found[next as usize]);
                }
            } else {
                stack.pop();
                if node != parent {
                    self.close(node, parent);
                }
            }
        }
    }

    fn find(&mut self, node: u32, component: u32) {
        self.time += 1;
        self.found[node as usize] = self.time;
        self.low[node as usize] = self.time;
        self.component[node as usize] = component;
    }

    /// Hands what is known of a finished subtree to its parent.
    fn close(&mut self, node: u32, parent: u32) {
        let low = self.low[node as usize];
        let below = self.below[node as usize];
        let above = parent as usize;
        self.low[above] = self.low[above].min(low);
        self.below[above] += below;
        if low >= self.found[above] {
            self.pieces[above].add(below);
        }
        if low > self.found[above] {
            self.bridges.push((node.min(parent), node.max(parent)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample::{self, near};

    #[test]
    fn kite_and_karate_have_their_published_cuts() {
        let kite = cuts(&sample::kite());
        assert_eq!(kite.articulation_points, [7, 8]);
        assert_eq!(kite.bridges, [(7, 8), (8, 9)]);
        let karate = cuts(&sample::karate());
        assert_eq!(karate.articulation_points, [0]);
        assert_eq!(karate.bridges, [(0, 11)]);
    }

    #[test]
    fn hand_10_falls_apart_as_drawn() {
        let found = cuts(&sample::hand_10().undirected());
        assert_eq!(found.articulation_points, [2, 3, 4, 5, 7]);
        assert_eq!(found.bridges, [(0, 2), (1, 3), (4, 6), (5, 7), (7, 8)]);
        assert_eq!(found.component_sizes(), [9, 1]);
        assert_eq!(found.isolated(), [9]);
        // Without 5: {7, 8}, {9} and the other six: 1 + 15 = 16 pairs.
        let removal = found.removal(5);
        assert_eq!(removal, Removal { largest_component: 6, components: 3, connected_pairs: 16 });
        // 36 pairs, 8 of them with node 5: 28 others, of which 12 are lost.
        assert!(near(found.separation(5), 12.0 / 28.0));
        assert!(near(found.separation(0), 0.0) && near(found.separation(9), 0.0));
    }

    #[test]
    fn the_centre_of_a_star_separates_every_pair() {
        let found = cuts(&sample::star(5));
        assert!(near(found.separation(0), 1.0));
        assert_eq!(found.bridges.len(), 5);
        assert_eq!(found.removal(0), Removal { largest_component: 1, components: 5, connected_pairs: 0 });
        assert!(cuts(&sample::ring(6)).articulation_points.is_empty());
    }

    #[test]
    fn a_repeated_edge_is_one_edge_and_still_a_bridge() {
        // Multiplicity is for the caller to count: the graph here is simple.
        assert_eq!(cuts(&Undirected::new(2, &[(0, 1), (1, 0), (0, 0)])).bridges, [(0, 1)]);
    }

    #[test]
    fn every_removal_agrees_with_removing() {
        let graph = sample::random_digraph(90, 100, 6).undirected();
        let found = cuts(&graph);
        for node in 0..90u32 {
            // Without its edges the node stays behind as one component of one.
            let edges: Vec<_> = graph.edges().filter(|&(u, v)| u != node && v != node).collect();
            let rest = cuts(&Undirected::new(90, &edges));
            let removal = found.removal(node);
            assert_eq!(removal.components as usize, rest.sizes().len() - 1);
            assert_eq!(removal.connected_pairs, rest.connected_pairs());
            assert_eq!(removal.largest_component, rest.component_sizes()[0]);
            let split = found.articulation_points.contains(&node);
            assert_eq!(split, rest.sizes().len() > found.sizes().len() + 1);
            let lost = found.connected_pairs()
                - u64::from(found.sizes()[found.component[node as usize] as usize] - 1);
            let share = (lost - rest.connected_pairs()) as f64 / lost as f64;
            assert!(near(found.separation(node), share));
        }
        for (u, v) in graph.edges() {
            let edges: Vec<_> = graph.edges().filter(|&edge| edge != (u, v)).collect();
            let splits = cuts(&Undirected::new(90, &edges)).sizes().len() > found.sizes().len();
            assert_eq!(found.bridges.contains(&(u, v)), splits);
        }
    }

    #[test]
    fn a_chain_of_a_million_does_not_overflow() {
        let chain: Vec<(u32, u32)> = (0..999_999).map(|node| (node, node + 1)).collect();
        let found = cuts(&Undirected::new(1_000_000, &chain));
        assert_eq!(found.bridges.len(), 999_999);
        assert_eq!(found.articulation_points.len(), 999_998);
    }

    #[test]
    fn an_empty_graph_has_no_cut() {
        let found = cuts(&Undirected::new(0, &[]));
        assert!(found.component_sizes().is_empty() && found.bridges.is_empty());
        assert_eq!(cuts(&Undirected::new(1, &[])).removal(0).components, 0);
    }
}
