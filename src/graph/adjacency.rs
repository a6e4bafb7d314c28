//! The simple graph on which every measure stands: compressed sparse rows.
//!
//! Measures need neighbours in a fixed order, twice over the same memory,
//! and nothing else of a graph; so this knows neither estate nor weights.
//! Parallel edges are merged and self-loops dropped here, once, because
//! petgraph's bridges and most published definitions go wrong on them.

use petgraph::graph::{DiGraph, NodeIndex};

/// Sorted lists of targets, one a node, in two flat arrays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    start: Vec<u32>,
    target: Vec<u32>,
}

impl Rows {
    /// The targets of `node`, ascending, each once.
    pub fn row(&self, node: u32) -> &[u32] {
        let node = node as usize;
        &self.target[self.start[node] as usize..self.start[node + 1] as usize]
    }

    /// How many targets `node` has.
    pub fn degree(&self, node: u32) -> u32 {
        let node = node as usize;
        self.start[node + 1] - self.start[node]
    }

    /// How many nodes there are.
    pub fn node_count(&self) -> usize {
        self.start.len().saturating_sub(1)
    }

    /// How many targets there are over all rows.
    pub fn target_count(&self) -> usize {
        self.target.len()
    }

    /// Every pair of node and target, ascending.
    pub fn pairs(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        (0..self.node_count() as u32)
            .flat_map(move |node| self.row(node).iter().map(move |&other| (node, other)))
    }

    /// Groups `items` by key in `0..keys`, keeping their order. Linear.
    pub(super) fn group(keys: usize, items: &[(u32, u32)]) -> Self {
        let mut start = vec![0u32; keys + 1];
        for &(key, _) in items {
            start[key as usize + 1] += 1;
        }
        for key in 0..keys {
            start[key + 1] += start[key];
        }
        let mut free = start.clone();
        let mut target = vec![0u32; items.len()];
        for &(key, item) in items {
            let place = &mut free[key as usize];
            target[*place as usize] = item;
            *place += 1;
        }
        Self { start, target }
    }

    /// Rows that point the other way; sorted whatever the order of these.
    fn reversed(&self) -> Self {
        let turned: Vec<(u32, u32)> = self.pairs().map(|(from, to)| (to, from)).collect();
        Self::group(self.node_count(), &turned)
    }

    /// Drops self-loops and repeats of rows that are already sorted.
    fn simplified(&self) -> Self {
        let mut simple = Self { start: vec![0], target: Vec::with_capacity(self.target.len()) };
        for node in 0..self.node_count() as u32 {
            let mut last = node;
            for &other in self.row(node) {
                if other != node && other != last {
                    simple.target.push(other);
                    last = other;
                }
            }
            simple.start.push(simple.target.len() as u32);
        }
        simple
    }
}

/// A simple directed graph. For dependencies `u -> v` reads "u needs v".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adjacency {
    successors: Rows,
    predecessors: Rows,
}

impl Adjacency {
    /// The simple graph of `nodes` nodes with these edges, in any order.
    /// Linear in nodes and edges.
    ///
    /// # Panics
    ///
    /// If an edge names a node outside `0..nodes`, or there are 2^32 edges.
    pub fn directed(nodes: usize, edges: &[(u32, u32)]) -> Self {
        // Grouping is stable, so that two passes sort both ends.
        let predecessors =
            Rows::group(nodes, &edges.iter().map(|&(from, to)| (to, from)).collect::<Vec<_>>());
        let successors = predecessors.reversed().simplified();
        let predecessors = successors.reversed();
        Self { successors, predecessors }
    }

    /// The simple graph under a petgraph graph of any weights.
    pub fn of_petgraph<N, E>(graph: &DiGraph<N, E>) -> Self {
        let edges: Vec<(u32, u32)> = graph
            .raw_edges()
            .iter()
            .map(|edge| (edge.source().index() as u32, edge.target().index() as u32))
            .collect();
        Self::directed(graph.node_count(), &edges)
    }

    /// The same graph for an algorithm of petgraph.
    pub fn to_petgraph(&self) -> DiGraph<(), ()> {
        let mut graph = DiGraph::with_capacity(self.node_count(), self.edge_count());
        for _ in 0..self.node_count() {
            graph.add_node(());
        }
        for (from, to) in self.successors.pairs() {
            graph.add_edge(NodeIndex::new(from as usize), NodeIndex::new(to as usize), ());
        }
        graph
    }

    /// The graph without direction. Linear.
    pub fn undirected(&self) -> Undirected {
        Undirected::new(self.node_count(), &self.successors.pairs().collect::<Vec<_>>())
    }

    /// What each node points at.
    pub fn successors(&self) -> &Rows {
        &self.successors
    }

    /// What points at each node.
    pub fn predecessors(&self) -> &Rows {
        &self.predecessors
    }

    /// How many nodes there are.
    pub fn node_count(&self) -> usize {
        self.successors.node_count()
    }

    /// How many simple edges there are.
    pub fn edge_count(&self) -> usize {
        self.successors.target_count()
    }

    /// Simple edges over n², 0 to 1; 0 without nodes.
    pub fn density(&self) -> f64 {
        let nodes = self.node_count() as f64;
        if nodes == 0.0 { 0.0 } else { self.edge_count() as f64 / (nodes * nodes) }
    }
}

/// A simple graph without direction: each edge stands in both rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undirected {
    rows: Rows,
}

impl Undirected {
    /// The simple graph of `nodes` nodes with these edges, in any order and
    /// either direction. Linear in nodes and edges.
    ///
    /// # Panics
    ///
    /// If an edge names a node outside `0..nodes`, or there are 2^31 edges.
    pub fn new(nodes: usize, edges: &[(u32, u32)]) -> Self {
        let both: Vec<(u32, u32)> = edges.iter().flat_map(|&(u, v)| [(u, v), (v, u)]).collect();
        // The list is symmetric: its reversal is itself, sorted.
        Self { rows: Rows::group(nodes, &both).reversed().simplified() }
    }

    /// The neighbours of each node.
    pub fn neighbours(&self) -> &Rows {
        &self.rows
    }

    /// How many nodes there are.
    pub fn node_count(&self) -> usize {
        self.rows.node_count()
    }

    /// How many simple edges there are.
    pub fn edge_count(&self) -> usize {
        self.rows.target_count() / 2
    }

    /// Every edge once as (smaller, larger), ascending.
    pub fn edges(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.rows.pairs().filter(|(u, v)| u < v)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parallel_edges_merge_and_self_loops_vanish() {
        let graph = Adjacency::directed(4, &[(2, 0), (0, 1), (0, 1), (1, 1), (1, 0), (2, 1), (0, 0)]);
        assert_eq!(graph.successors().pairs().collect::<Vec<_>>(), [(0, 1), (1, 0), (2, 0), (2, 1)]);
        assert_eq!(graph.predecessors().row(1), [0, 2]);
        assert_eq!(graph.predecessors().row(3), [0u32; 0]);
        assert_eq!((graph.edge_count(), graph.density()), (4, 0.25));

        let undirected = graph.undirected();
        assert_eq!(undirected.edges().collect::<Vec<_>>(), [(0, 1), (0, 2), (1, 2)]);
        assert_eq!(undirected.neighbours().row(0), [1, 2]);
        assert_eq!(undirected.neighbours().degree(3), 0);
    }

    #[test]
    fn node_zero_keeps_no_self_loop_and_its_first_neighbour() {
        let graph = Adjacency::directed(2, &[(0, 0), (1, 0), (1, 1), (1, 0)]);
        assert_eq!(graph.successors().pairs().collect::<Vec<_>>(), [(1, 0)]);
    }

    #[test]
    fn order_of_edges_changes_nothing() {
        let edges = [(3, 1), (0, 2), (2, 3), (3, 1), (1, 0)];
        let mut turned = edges;
        turned.reverse();
        assert_eq!(Adjacency::directed(4, &edges), Adjacency::directed(4, &turned));
        assert_eq!(Undirected::new(4, &edges), Undirected::new(4, &turned));
    }

    #[test]
    fn petgraph_and_back_is_the_same_graph() {
        let graph = Adjacency::directed(5, &[(0, 4), (4, 2), (2, 0), (3, 2)]);
        assert_eq!(Adjacency::of_petgraph(&graph.to_petgraph()), graph);
    }

    #[test]
    fn an_empty_graph_has_nothing() {
        let graph = Adjacency::directed(0, &[]);
        assert_eq!((graph.node_count(), graph.edge_count(), graph.density()), (0, 0, 0.0));
        assert_eq!(graph.undirected().edges().count(), 0);
        assert_eq!(Undirected::default().node_count(), 0);
    }
}
