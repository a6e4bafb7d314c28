//! How much depends on each node: the weight and number of all nodes from
//! which it can be reached, itself included (β of methods §2).
//!
//! Up to 20,000 nodes the answer is exact for all. Above, each node is
//! searched on its own and the search stops at a weight that is large enough
//! for every use: the answer is then the least, and says so.

use rayon::prelude::*;

use super::adjacency::Adjacency;
use super::{blast, cycle};

/// Nodes up to which reach is exact.
pub const EXACT_UP_TO: usize = 20_000;

/// What depends on a node, itself included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// The summed weight.
    pub weight: u64,
    /// How many nodes, by `counts`.
    pub count: u64,
    /// The sum of `marks`.
    pub marked: u64,
    /// Whether the search stopped at the cap: both numbers are then the least.
    pub is_capped: bool,
}

/// What is summed over the nodes that are reached: one number a node each.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'a> {
    /// The weight, which the cap is about.
    pub weights: &'a [u32],
    /// How many it counts as.
    pub counts: &'a [u32],
    /// Anything else that is to be summed; may be empty for nothing.
    pub marks: &'a [u32],
}

/// What depends on each node along the edges `u -> v` ("u needs v").
///
/// O(groups · m / 64) up to [`EXACT_UP_TO`] nodes. Above, O(n + m) per node at
/// the worst, but the search of a node ends once `cap` is passed.
pub fn of_dependents(graph: &Adjacency, of: &Counted<'_>, cap: u64) -> Vec<Reached> {
    if graph.node_count() <= EXACT_UP_TO { exact(graph, of) } else { bounded(graph, of, cap) }
}

fn exact(graph: &Adjacency, of: &Counted<'_>) -> Vec<Reached> {
    let groups = cycle::groups(graph);
    let sums = |numbers: &[u32]| blast::blast_radius(graph, &groups, numbers);
    let marks = if of.marks.is_empty() { vec![0; graph.node_count()] } else { sums(of.marks) };
    let pairs = sums(of.weights).into_iter().zip(sums(of.counts));
    pairs
        .zip(marks)
        .map(|((weight, count), marked)| Reached { weight, count, marked, is_capped: false })
        .collect()
}

/// Nodes of one unit of parallel work.
const CHUNK: usize = 1024;

fn bounded(graph: &Adjacency, of: &Counted<'_>, cap: u64) -> Vec<Reached> {
    let nodes: Vec<u32> = (0..graph.node_count() as u32).collect();
    nodes
        .par_chunks(CHUNK)
        .flat_map_iter(|chunk| {
            let mut search = Search { seen_by: vec![u32::MAX; graph.node_count()], stack: Vec::new() };
            chunk.iter().map(|&start| search.from(graph, of, cap, start)).collect::<Vec<_>>()
        })
        .collect()
}

struct Search {
    /// The start of the last search that saw each node.
    seen_by: Vec<u32>,
    stack: Vec<u32>,
}

impl Search {
    fn from(&mut self, graph: &Adjacency, of: &Counted<'_>, cap: u64, start: u32) -> Reached {
        let mut reached = Reached::default();
        self.stack.clear();
        self.stack.push(start);
        self.seen_by[start as usize] = start;
        while let Some(node) = self.stack.pop() {
            reached.weight += u64::from(of.weights[node as usize]);
            reached.count += u64::from(of.counts[node as usize]);
            reached.marked += of.marks.get(node as usize).copied().map_or(0, u64::from);
            if reached.weight > cap {
                reached.is_capped = true;
                return reached;
            }
            for &next in graph.predecessors().row(node) {
                if self.seen_by[next as usize] != start {
                    self.seen_by[next as usize] = start;
                    self.stack.push(next);
                }
            }
        }
        reached
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// a needs b, b needs c, d needs c, e alone; c and d need each other.
    fn graph() -> Adjacency {
        Adjacency::directed(5, &[(0, 1), (1, 2), (3, 2), (2, 3)])
    }

    const OF: Counted<'_> = Counted { weights: &[5, 4, 2, 1, 3], counts: &[1; 5], marks: &[0, 1, 0, 1, 0] };

    #[test]
    fn whatever_leads_to_a_node_depends_on_it() {
        let reached = of_dependents(&graph(), &OF, 100);
        let weights: Vec<u64> = reached.iter().map(|reached| reached.weight).collect();
        assert_eq!(weights, [5, 9, 12, 12, 3]);
        assert_eq!((reached[2].count, reached[2].marked), (4, 2));
    }

    #[test]
    fn a_bounded_search_agrees_below_its_cap_and_says_so_above() {
        assert_eq!(bounded(&graph(), &OF, 100), exact(&graph(), &OF));
        let capped = bounded(&graph(), &OF, 8);
        assert!(capped[2].is_capped && capped[2].weight > 8);
        assert!(!capped[0].is_capped);
    }
}
