//! Core numbers: how densely a node is embedded.
//!
//! Source: Seidman (1983), "Network structure and minimum degree"; algorithm of
//! Batagelj and Zaveršnik (2003), "An O(m) algorithm for cores decomposition of
//! networks". Knows a graph without direction and nothing else.

use super::adjacency::Undirected;

/// For each node the largest k such that it belongs to a part of the graph in
/// which every node has at least k neighbours. Linear.
pub fn core_numbers(graph: &Undirected) -> Vec<u32> {
    let rows = graph.neighbours();
    let nodes = graph.node_count();
    let mut core: Vec<u32> = (0..nodes as u32).map(|node| rows.degree(node)).collect();
    let mut order: Vec<u32> = (0..nodes as u32).collect();
    order.sort_by_key(|&node| core[node as usize]);
    let mut place = vec![0usize; nodes];
    for (at, &node) in order.iter().enumerate() {
        place[node as usize] = at;
    }
    // Where the nodes of each remaining degree start in `order`.
    let most = core.iter().copied().max().unwrap_or(0) as usize;
    let mut start = vec![0usize; most + 2];
    for &degree in &core {
        start[degree as usize + 1] += 1;
    }
    for degree in 0..=most {
        start[degree + 1] += start[degree];
    }
    for at in 0..nodes {
        let node = order[at];
        for &other in rows.row(node) {
            let degree = core[other as usize];
            if degree <= core[node as usize] {
                continue;
            }
            // Swap the neighbour to the front of its degree, then shrink it.
            let front = start[degree as usize].max(at + 1);
            let from = place[other as usize];
            let first = order[front];
            order.swap(front, from);
            place[first as usize] = from;
            place[other as usize] = front;
            start[degree as usize] = front + 1;
            core[other as usize] -= 1;
        }
    }
    core
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample;

    #[test]
    fn hand_10_has_a_two_core_of_the_cycle() {
        assert_eq!(core_numbers(&sample::hand_10().undirected()), [1, 1, 2, 2, 2, 2, 1, 1, 1, 0]);
    }

    #[test]
    fn cliques_tails_and_the_karate_club() {
        // A clique of four with a tail of two.
        let graph = Undirected::new(6, &[(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3), (3, 4), (4, 5)]);
        assert_eq!(core_numbers(&graph), [3, 3, 3, 3, 1, 1]);
        // Known: ten members form the 4-core.
        let karate = core_numbers(&sample::karate());
        assert_eq!(karate.iter().filter(|&&core| core == 4).count(), 10);
        assert_eq!(karate.iter().max(), Some(&4));
        assert!(core_numbers(&Undirected::new(0, &[])).is_empty());
    }

    #[test]
    fn agrees_with_peeling_by_definition() {
        let graph = sample::random_digraph(120, 500, 8).undirected();
        let found = core_numbers(&graph);
        for k in 1..=found.iter().copied().max().unwrap_or(0) + 1 {
            let mut inside = [true; 120];
            loop {
                let weak: Vec<u32> = (0..120u32)
                    .filter(|&node| inside[node as usize])
                    .filter(|&node| {
                        let left =
                            graph.neighbours().row(node).iter().filter(|&&other| inside[other as usize]);
                        (left.count() as u32) < k
                    })
                    .collect();
                if weak.is_empty() {
                    break;
                }
                for node in weak {
                    inside[node as usize] = false;
                }
            }
            assert!(inside.iter().zip(&found).all(|(&inside, &core)| inside == (core >= k)));
        }
    }
}
