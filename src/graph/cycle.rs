//! Cycles: which nodes need each other, in what order the rest stand, and
//! which edges to cut first.
//!
//! Source: strongly connected components after Kosaraju and Sharir (1981),
//! from petgraph, whose version of it does not recurse (its Tarjan overflows
//! the stack on a chain of 1,000,000 nodes). Breaking edges after Eades, Lin
//! and Smyth (1993), "A fast and effective heuristic for the feedback arc set
//! problem". Knows nothing of what nodes stand for.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use petgraph::algo::kosaraju_scc;

use super::adjacency::{Adjacency, Rows};

/// The strongly connected groups of a graph. Groups are numbered so that every
/// edge between two groups leads from the higher number to the lower: what a
/// group needs comes before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    group_of: Vec<u32>,
    members: Rows,
}

/// Finds the strongly connected groups. Linear in nodes and edges.
pub fn groups(graph: &Adjacency) -> Groups {
    let found = kosaraju_scc(&graph.to_petgraph());
    let mut group_of = vec![0u32; graph.node_count()];
    for (number, members) in found.iter().enumerate() {
        for member in members {
            group_of[member.index()] = number as u32;
        }
    }
    // In order of nodes, so that members come out ascending.
    let pairs: Vec<(u32, u32)> = (0u32..).zip(&group_of).map(|(node, &group)| (group, node)).collect();
    Groups { members: Rows::group(found.len(), &pairs), group_of }
}

impl Groups {
    /// How many groups there are; a node without a cycle is one of its own.
    pub fn count(&self) -> usize {
        self.members.node_count()
    }

    /// The group of a node.
    pub fn of(&self, node: u32) -> u32 {
        self.group_of[node as usize]
    }

    /// The members of a group, ascending.
    pub fn members(&self, group: u32) -> &[u32] {
        self.members.row(group)
    }

    /// Numbers of the groups with more than one member: largest first, then
    /// the one with the smallest first member.
    pub fn cyclic(&self) -> Vec<u32> {
        let mut cyclic: Vec<u32> =
            (0..self.count() as u32).filter(|&group| self.members.degree(group) > 1).collect();
        cyclic.sort_by_key(|&group| (Reverse(self.members.degree(group)), self.members(group)[0]));
        cyclic
    }

    /// The sizes of the two largest groups, where a node without a cycle
    /// counts as 1; 0 where there is no such group.
    pub fn two_largest(&self) -> (u32, u32) {
        let mut sizes: Vec<u32> = (0..self.count() as u32).map(|group| self.members.degree(group)).collect();
        sizes.sort_unstable_by_key(|&size| Reverse(size));
        (sizes.first().copied().unwrap_or(0), sizes.get(1).copied().unwrap_or(0))
    }

    /// The graph between the groups, which has no cycle. Linear.
    pub fn condensed(&self, graph: &Adjacency) -> Adjacency {
        let edges: Vec<(u32, u32)> =
            graph.successors().pairs().map(|(from, to)| (self.of(from), self.of(to))).collect();
        Adjacency::directed(self.count(), &edges)
    }
}

/// Above this many steps the check for needless cuts is left out, and the cut
/// may hold more edges than it has to.
const CHECK_STEPS: usize = 100_000_000;

/// Edges of `graph` inside `group` whose removal leaves no cycle there,
/// ascending.
///
/// A **heuristic**: the smallest such set is hard to find (Karp 1972). Nodes are
/// lined up greedily, providers right; edges that point left are cut; then each
/// cut edge is put back if the others suffice, so that no edge is cut needlessly
/// (left out in very large groups). O(m log n) for the line, and O(m) for each
/// cut edge.
pub fn breaking_edges(graph: &Adjacency, group: &[u32]) -> Vec<(u32, u32)> {
    let mut members = group.to_vec();
    members.sort_unstable();
    members.dedup();
    let local: Vec<(u32, u32)> = (0u32..)
        .zip(&members)
        .flat_map(|(from, &member)| graph.successors().row(member).iter().map(move |&to| (from, to)))
        .filter_map(|(from, to)| Some((from, members.binary_search(&to).ok()? as u32)))
        .collect();
    let inside = Adjacency::directed(members.len(), &local);
    let place = line_up(&inside);
    let (cut, kept): (Vec<_>, Vec<_>) =
        inside.successors().pairs().partition(|&(from, to)| place[from as usize] > place[to as usize]);
    let cut = if cut.len() * local.len() > CHECK_STEPS { cut } else { needed(members.len(), &cut, kept) };
    cut.into_iter().map(|(from, to)| (members[from as usize], members[to as usize])).collect()
}

/// The place of each node in a line whose edges mostly point right: nodes
/// without successors go to the right end, those without predecessors to the
/// left, else the one that needs most and is needed least goes left.
fn line_up(graph: &Adjacency) -> Vec<i64> {
    let nodes = graph.node_count();
    let mut out: Vec<i64> =
        (0..nodes as u32).map(|node| i64::from(graph.successors().degree(node))).collect();
    let mut into: Vec<i64> =
        (0..nodes as u32).map(|node| i64::from(graph.predecessors().degree(node))).collect();
    let mut place = vec![0i64; nodes];
    let mut open = vec![true; nodes];
    let key = |node: u32, out: &[i64], into: &[i64]| {
        let (out, into) = (out[node as usize], into[node as usize]);
        // Ends first: 0 goes right, 1 goes left, 2 is a choice.
        let kind = if out == 0 { 0u8 } else { 1 + u8::from(into != 0) };
        (kind, into - out, node)
    };
    let mut queue: BTreeSet<(u8, i64, u32)> = (0..nodes as u32).map(|node| key(node, &out, &into)).collect();
    let (mut left, mut right) = (0i64, i64::from(nodes as u32));
    while let Some((kind, _, node)) = queue.pop_first() {
        open[node as usize] = false;
        if kind == 0 {
            right -= 1;
            place[node as usize] = right;
        } else {
            place[node as usize] = left;
            left += 1;
        }
        for (neighbours, degree_is_in) in [(graph.successors(), true), (graph.predecessors(), false)] {
            for &other in neighbours.row(node).iter().filter(|&&other| open[other as usize]) {
                queue.remove(&key(other, &out, &into));
                let degree = if degree_is_in { &mut into } else { &mut out };
                degree[other as usize] -= 1;
                queue.insert(key(other, &out, &into));
            }
        }
    }
    place
}

/// The edges of `cut` without which the kept ones would close a cycle.
fn needed(nodes: usize, cut: &[(u32, u32)], kept: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    let mut row: Vec<Vec<u32>> = vec![Vec::new(); nodes];
    for (from, to) in kept {
        row[from as usize].push(to);
    }
    let mut seen = vec![u32::MAX; nodes];
    let mut needed = Vec::new();
    for (round, &(from, to)) in (0u32..).zip(cut) {
        // Put back unless the kept edges already lead from `to` to `from`.
        let mut stack = vec![to];
        seen[to as usize] = round;
        while let Some(node) = stack.pop() {
            for &next in &row[node as usize] {
                if seen[next as usize] != round {
                    seen[next as usize] = round;
                    stack.push(next);
                }
            }
        }
        if seen[from as usize] == round {
            needed.push((from, to));
        } else {
            row[from as usize].push(to);
        }
    }
    needed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample;

    #[test]
    fn hand_10_has_one_cycle_of_four() {
        let groups = groups(&sample::hand_10());
        assert_eq!(groups.count(), 7);
        let cyclic = groups.cyclic();
        assert_eq!(cyclic.len(), 1);
        assert_eq!(groups.members(cyclic[0]), [2, 3, 4, 5]);
        assert_eq!(groups.two_largest(), (4, 1));
    }

    #[test]
    fn equal_groups_are_listed_by_first_member() {
        // Two 2-cycles, and the larger cycle behind them.
        let graph = Adjacency::directed(7, &[(2, 3), (3, 2), (0, 1), (1, 0), (4, 5), (5, 6), (6, 4)]);
        let groups = groups(&graph);
        let listed: Vec<&[u32]> = groups.cyclic().iter().map(|&group| groups.members(group)).collect();
        assert_eq!(listed, [&[4, 5, 6][..], &[0, 1], &[2, 3]]);
    }

    #[test]
    fn edges_between_groups_lead_to_lower_numbers() {
        let graph = sample::random_digraph(300, 700, 5);
        let groups = groups(&graph);
        assert!(groups.condensed(&graph).successors().pairs().all(|(from, to)| from > to));
    }

    #[test]
    fn a_ring_breaks_at_one_edge_and_a_two_way_feed_too() {
        let ring = Adjacency::directed(4, &[(0, 1), (1, 2), (2, 3), (3, 0)]);
        assert_eq!(breaking_edges(&ring, &[0, 1, 2, 3]).len(), 1);
        // Two rings that share 0 -> 1: that one edge is enough.
        let shared = Adjacency::directed(4, &[(0, 1), (1, 2), (2, 0), (1, 3), (3, 0)]);
        assert_eq!(breaking_edges(&shared, &[0, 1, 2, 3]), [(0, 1)]);
        let feed = Adjacency::directed(2, &[(0, 1), (1, 0)]);
        assert_eq!(breaking_edges(&feed, &[0, 1]).len(), 1);
    }

    #[test]
    fn breaking_edges_leave_no_cycle_and_none_is_needless() {
        let graph = sample::random_digraph(60, 240, 9);
        let all: Vec<u32> = (0..60).collect();
        let cut = breaking_edges(&graph, &all);
        let without = |skip: &[(u32, u32)]| {
            let edges: Vec<_> = graph.successors().pairs().filter(|edge| !skip.contains(edge)).collect();
            groups(&Adjacency::directed(60, &edges)).cyclic().len()
        };
        assert_eq!(without(&cut), 0);
        for at in 0..cut.len() {
            let mut fewer = cut.clone();
            fewer.remove(at);
            assert_ne!(without(&fewer), 0, "{:?} is cut needlessly", cut[at]);
        }
    }

    #[test]
    fn a_chain_of_a_million_does_not_overflow() {
        let chain: Vec<(u32, u32)> = (0..999_999).map(|node| (node, node + 1)).collect();
        assert_eq!(groups(&Adjacency::directed(1_000_000, &chain)).count(), 1_000_000);
    }
}
