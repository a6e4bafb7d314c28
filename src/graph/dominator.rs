//! Dominators: what must every way in go through?
//!
//! Source: Cooper, Harvey and Kennedy (2001), "A simple, fast dominance
//! algorithm", from petgraph. A virtual root stands above the entry nodes,
//! which nothing needs. Method: methods §2. Knows the graph alone; whether an
//! alternative exists in practice it cannot tell.

use petgraph::algo::dominators::simple_fast;
use petgraph::graph::NodeIndex;

use super::adjacency::Adjacency;

/// The nearest node that is on every path from the entries to a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dominator {
    /// No path from an entry leads here: an isolated node, or a cycle that
    /// nothing enters and what hangs on it alone.
    Unreached,
    /// Paths meet at the virtual root only.
    Root,
    /// Every path passes this node.
    Node(u32),
}

/// Nodes that point at others while nothing points at them, ascending.
pub fn entries(graph: &Adjacency) -> Vec<u32> {
    (0..graph.node_count() as u32)
        .filter(|&node| graph.predecessors().degree(node) == 0 && graph.successors().degree(node) > 0)
        .collect()
}

/// The immediate dominator of each node below a virtual root above
/// [`entries`]. Near linear in practice, O(n²) at worst.
pub fn immediate_dominators(graph: &Adjacency) -> Vec<Dominator> {
    let mut rooted = graph.to_petgraph();
    let root = rooted.add_node(());
    for entry in entries(graph) {
        rooted.add_edge(root, NodeIndex::new(entry as usize), ());
    }
    let found = simple_fast(&rooted, root);
    (0..graph.node_count())
        .map(|node| match found.immediate_dominator(NodeIndex::new(node)) {
            None => Dominator::Unreached,
            Some(above) if above == root => Dominator::Root,
            Some(above) => Dominator::Node(above.index() as u32),
        })
        .collect()
}

/// How many other nodes cannot be reached from the entries but through each
/// node. Linear.
pub fn dominated(immediate: &[Dominator]) -> Vec<u32> {
    let mut open = vec![0u32; immediate.len()];
    for dominator in immediate {
        if let Dominator::Node(above) = dominator {
            open[*above as usize] += 1;
        }
    }
    // From the leaves of the dominator tree up.
    let mut count = vec![0u32; immediate.len()];
    let mut ready: Vec<u32> = (0..immediate.len() as u32).filter(|&node| open[node as usize] == 0).collect();
    while let Some(node) = ready.pop() {
        if let Dominator::Node(above) = immediate[node as usize] {
            count[above as usize] += count[node as usize] + 1;
            open[above as usize] -= 1;
            if open[above as usize] == 0 {
                ready.push(above);
            }
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample;

    #[test]
    fn hand_10_is_dominated_as_the_oracle_says() {
        use Dominator::{Node, Root, Unreached};
        let graph = sample::hand_10();
        assert_eq!(entries(&graph), [0, 1, 8]);
        let found = immediate_dominators(&graph);
        assert_eq!(found, [Root, Root, Root, Root, Node(3), Node(4), Node(4), Root, Root, Unreached]);
        // Through 3 alone: 4, 5, 6. Through 4 alone: 5, 6.
        assert_eq!(dominated(&found), [0, 0, 0, 3, 2, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn a_closed_cycle_is_not_reached() {
        let graph = Adjacency::directed(4, &[(0, 1), (1, 0), (1, 2)]);
        assert!(entries(&graph).is_empty());
        assert_eq!(immediate_dominators(&graph), [Dominator::Unreached; 4]);
        assert!(immediate_dominators(&Adjacency::directed(0, &[])).is_empty());
    }

    #[test]
    fn a_long_chain_does_not_overflow() {
        let chain: Vec<(u32, u32)> = (0..199_999).map(|node| (node, node + 1)).collect();
        let found = immediate_dominators(&Adjacency::directed(200_000, &chain));
        assert_eq!(found[199_999], Dominator::Node(199_998));
        assert_eq!(dominated(&found)[0], 199_999);
    }
}
