//! Centralisation: mesh or hub?
//!
//! Source: Freeman (1979), "Centrality in social networks: conceptual
//! clarification", Social Networks 1. Method: methods §2. Describes a shape; an
//! integration engine is meant to be central, so this is no fault in itself.

use super::adjacency::Undirected;

/// Degree centralisation: how much the most connected node stands out, from 0
/// (all alike) to 1 (a star). Nothing below three nodes. Linear.
pub fn degree_centralisation(graph: &Undirected) -> Option<f64> {
    let nodes = graph.node_count() as u64;
    if nodes < 3 {
        return None;
    }
    let degrees = (0..nodes as u32).map(|node| u64::from(graph.neighbours().degree(node)));
    let highest = degrees.clone().max().unwrap_or(0);
    let lead: u64 = degrees.map(|degree| highest - degree).sum();
    Some(lead as f64 / ((nodes - 1) * (nodes - 2)) as f64)
}

/// Joined pairs over all pairs, n(n − 1)/2: 1 when everything is wired to
/// everything. Nothing below two nodes.
pub fn mesh_share(graph: &Undirected) -> Option<f64> {
    let nodes = graph.node_count() as u64;
    (nodes > 1).then(|| graph.edge_count() as f64 / (nodes * (nodes - 1) / 2) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample;

    #[test]
    fn a_star_has_one_and_a_ring_none() {
        assert_eq!(degree_centralisation(&sample::star(7)), Some(1.0));
        assert_eq!(degree_centralisation(&sample::ring(9)), Some(0.0));
    }

    #[test]
    fn three_nodes_are_the_least_that_one_can_stand_out_of() {
        let path = Undirected::new(3, &[(0, 1), (1, 2)]);
        assert_eq!(degree_centralisation(&path), Some(1.0));
        assert_eq!(degree_centralisation(&Undirected::new(2, &[(0, 1)])), None);
    }

    #[test]
    fn the_kite_lies_between() {
        // Degrees 4,4,3,6,3,5,5,3,2,1; sum 36; Σ(6 − d) = 60 − 36 = 24; 24/72.
        assert_eq!(degree_centralisation(&sample::kite()), Some(24.0 / 72.0));
    }

    #[test]
    fn mesh_counts_pairs() {
        assert_eq!(mesh_share(&sample::ring(3)), Some(1.0));
        assert_eq!(mesh_share(&sample::star(3)), Some(0.5));
        assert_eq!(mesh_share(&Undirected::new(1, &[])), None);
    }
}
