//! Reach: how much each node can affect and be affected by, and the
//! propagation cost of the whole.
//!
//! Source: Baldwin et al. (2014), "Hidden structure: using network methods to map
//! system architecture", Research Policy 43, and by the same authors "Exploring
//! the structure of complex software designs" (2006). Method: methods §1.
//!
//! Deviation in the making, not in the result: instead of one bitset a group
//! up to some size and one search a node above it, 512 sources at a time flow
//! through the condensed graph as bits. That takes O(groups · edges between
//! groups / 64) steps at any size and 64 bytes a group and thread, so neither
//! memory nor time is quadratic in nodes with words to spare. Sums are whole
//! numbers, so threads cannot change them.

use rayon::prelude::*;

use super::adjacency::{Adjacency, Rows};
use super::cycle::Groups;

/// Sources that flow together, as bits of one block.
const BLOCK: usize = 512;
type Block = [u64; BLOCK / 64];

/// Pieces into which the sources are dealt; not the number of threads.
const HANDS: usize = 16;

/// How far each node reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReachBits {
    /// VFO, visibility fan-out: nodes that each node can reach, itself
    /// included. For dependencies: what it needs, directly or not.
    pub out: Vec<u32>,
    /// VFI, visibility fan-in: nodes that can reach each node, itself
    /// included. For dependencies: what needs it.
    pub into: Vec<u32>,
}

/// Counts reach both ways. O(n + m) and O(groups · m / 64) words.
pub fn reach(graph: &Adjacency, groups: &Groups) -> ReachBits {
    let ones = vec![1; graph.node_count()];
    let count = |sums: Vec<u64>| sums.into_iter().map(|sum| sum as u32).collect();
    ReachBits {
        out: count(weight_reached(graph, groups, &ones, Along::Predecessors)),
        into: count(weight_reached(graph, groups, &ones, Along::Successors)),
    }
}

impl ReachBits {
    /// Ordered pairs of nodes of which the first reaches the second, each node
    /// with itself included.
    pub fn visible_pairs(&self) -> u64 {
        self.out.iter().map(|&count| u64::from(count)).sum()
    }

    /// Visible pairs over n²: the share of the estate that a change at a node
    /// chosen at random may touch. 0 to 1; 0 without nodes.
    ///
    /// It falls when edges go unrecorded: print the edge count beside it.
    pub fn propagation_cost(&self) -> f64 {
        let nodes = self.out.len() as f64;
        if nodes == 0.0 { 0.0 } else { self.visible_pairs() as f64 / (nodes * nodes) }
    }

    /// The same without counting a node's reach of itself: 0 to 1; 0 below two
    /// nodes.
    pub fn propagation_cost_without_diagonal(&self) -> f64 {
        let nodes = self.out.len() as u64;
        if nodes < 2 {
            return 0.0;
        }
        (self.visible_pairs() - nodes) as f64 / (nodes * (nodes - 1)) as f64
    }
}

/// Which way sources flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Along {
    /// To successors: each node collects what can reach it.
    Successors,
    /// To predecessors: each node collects what it can reach.
    Predecessors,
}

/// For each node the weight of all nodes from which one gets to it along the
/// edges, itself included.
pub(super) fn weight_reached(graph: &Adjacency, groups: &Groups, weight: &[u32], along: Along) -> Vec<u64> {
    let condensed = groups.condensed(graph);
    let weights: Vec<u64> = (0..groups.count() as u32)
        .map(|group| groups.members(group).iter().map(|&member| u64::from(weight[member as usize])).sum())
        .collect();
    let rows = match along {
        Along::Successors => condensed.successors(),
        Along::Predecessors => condensed.predecessors(),
    };
    let sums = (0..HANDS)
        .into_par_iter()
        .map(|hand| sums_of_hand(rows, &weights, along, hand))
        .reduce(Vec::new, add);
    (0..graph.node_count() as u32)
        .map(|node| sums.get(groups.of(node) as usize).copied().unwrap_or(0))
        .collect()
}

fn add(mut left: Vec<u64>, right: Vec<u64>) -> Vec<u64> {
    if left.len() < right.len() {
        return add(right, left);
    }
    left.iter_mut().zip(right).for_each(|(sum, more)| *sum += more);
    left
}

/// What every `HANDS`-th block of sources, from block `hand` on, adds to each
/// group.
fn sums_of_hand(rows: &Rows, weights: &[u64], along: Along, hand: usize) -> Vec<u64> {
    let count = weights.len();
    if hand * BLOCK >= count {
        return Vec::new();
    }
    let mut sums = vec![0u64; count];
    let mut marks: Vec<Block> = vec![[0; BLOCK / 64]; count];
    for first in (hand * BLOCK..count).step_by(HANDS * BLOCK) {
        let past = (first + BLOCK).min(count);
        for source in first..past {
            marks[source][(source - first) / 64] |= 1 << ((source - first) % 64);
        }
        let planes = planes(&weights[first..past]);
        // Edges lead to lower numbers, so one sweep meets every group after
        // all that flow into it.
        let mut visit = |group: usize| {
            let mark = std::mem::take(&mut marks[group]);
            if mark == [0; BLOCK / 64] {
                return;
            }
            sums[group] += planes.iter().map(|plane| plane.weight(&mark)).sum::<u64>();
            for &next in rows.row(group as u32) {
                let next = &mut marks[next as usize];
                next.iter_mut().zip(mark).for_each(|(word, more)| *word |= more);
            }
        };
        match along {
            Along::Successors => (0..past).rev().for_each(&mut visit),
            Along::Predecessors => (first..count).for_each(&mut visit),
        }
    }
    sums
}

/// The sources of a block whose weight has a given binary digit, so that a
/// weighted sum is a few population counts.
struct Plane {
    digit: u32,
    sources: Block,
}

impl Plane {
    fn weight(&self, mark: &Block) -> u64 {
        let count: u32 = self.sources.iter().zip(mark).map(|(plane, mark)| (plane & mark).count_ones()).sum();
        u64::from(count) << self.digit
    }
}

fn planes(weights: &[u64]) -> Vec<Plane> {
    (0..u64::BITS)
        .map(|digit| {
            let mut sources: Block = [0; BLOCK / 64];
            for (at, weight) in weights.iter().enumerate() {
                sources[at / 64] |= (weight >> digit & 1) << (at % 64);
            }
            Plane { digit, sources }
        })
        .filter(|plane| plane.sources != [0; BLOCK / 64])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::cycle;
    use crate::graph::sample::{self, near};

    fn reach_of(graph: &Adjacency) -> ReachBits {
        reach(graph, &cycle::groups(graph))
    }

    #[test]
    fn published_example_of_zaggl() {
        // Zaggl 2025: 1→2, 2→3, 2→5, 3→4. Reach 5, 4, 2, 1, 1 = 13 of 25.
        let reach = reach_of(&Adjacency::directed(5, &[(0, 1), (1, 2), (1, 4), (2, 3)]));
        assert_eq!(reach.out, [5, 4, 2, 1, 1]);
        assert!(near(reach.propagation_cost(), 0.52));
    }

    #[test]
    fn hand_10_reaches_43_of_100_pairs() {
        let reach = reach_of(&sample::hand_10());
        assert_eq!(reach.out, [7, 7, 6, 6, 6, 6, 1, 1, 2, 1]);
        assert_eq!(reach.into, [1, 1, 6, 6, 6, 6, 7, 8, 1, 1]);
        assert_eq!(reach.visible_pairs(), 43);
        assert!(near(reach.propagation_cost(), 0.43));
        assert!(near(reach.propagation_cost_without_diagonal(), 33.0 / 90.0));
    }

    #[test]
    fn a_hub_does_not_join_the_routes_that_it_carries() {
        // Three routes s → engine → d, nodes s 0–2, engine 3, d 4–6.
        // Physical: each d needs the engine, the engine each s. d reaches
        // itself, engine, 3 s = 5, three times; engine 4; s 1 each: 22 of 49.
        let physical = Adjacency::directed(7, &[(4, 3), (5, 3), (6, 3), (3, 0), (3, 1), (3, 2)]);
        assert_eq!(reach_of(&physical).visible_pairs(), 22);
        // Route-aware: d_i needs s_i and the engine: 3·3 + 1 + 3 = 13 of 49.
        let routes = Adjacency::directed(7, &[(4, 0), (4, 3), (5, 1), (5, 3), (6, 2), (6, 3)]);
        assert_eq!(reach_of(&routes).visible_pairs(), 13);
    }

    #[test]
    fn agrees_with_a_search_from_every_node() {
        // More groups than one block, with and without large cycles.
        for (nodes, edges) in [(1_500u32, 1_400), (1_500, 2_200), (700, 3_000), (1, 0)] {
            let graph = sample::random_digraph(nodes, edges, 3);
            let reach = reach_of(&graph);
            for node in (0..nodes).step_by(7) {
                assert_eq!(reach.out[node as usize], found_from(graph.successors(), node));
                assert_eq!(reach.into[node as usize], found_from(graph.predecessors(), node));
            }
        }
    }

    fn found_from(rows: &Rows, start: u32) -> u32 {
        let mut seen = vec![false; rows.node_count()];
        seen[start as usize] = true;
        let mut stack = vec![start];
        let mut found = 0;
        while let Some(node) = stack.pop() {
            found += 1;
            for &next in rows.row(node) {
                if !std::mem::replace(&mut seen[next as usize], true) {
                    stack.push(next);
                }
            }
        }
        found
    }

    #[test]
    fn two_nodes_and_one_edge_reach_half_of_what_is_not_their_own() {
        let two = reach_of(&Adjacency::directed(2, &[(0, 1)]));
        assert!(near(two.propagation_cost_without_diagonal(), 0.5));
    }

    #[test]
    fn nothing_reaches_nothing() {
        let reach = reach_of(&Adjacency::directed(0, &[]));
        assert_eq!(reach.visible_pairs(), 0);
        assert!(near(reach.propagation_cost(), 0.0));
        assert!(near(reach_of(&Adjacency::directed(1, &[])).propagation_cost_without_diagonal(), 0.0));
    }
}
