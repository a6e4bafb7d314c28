//! Betweenness: at which nodes do shortest paths meet?
//!
//! Source: Freeman (1977), "A set of measures of centrality based on
//! betweenness"; Brandes (2001), "A faster algorithm for betweenness
//! centrality"; sampled sources after Brandes and Pich (2007), "Centrality
//! estimation in large networks", with the bound of Hoeffding (1963). Method:
//! methods §2.
//!
//! Our own, because it must add in the same order at any thread count:
//! sources are dealt to pieces whose number depends on the graph alone, and
//! pieces are added in order. It counts a canteen like a laboratory: show it
//! beside volume and criticality.

use rayon::prelude::*;

use super::adjacency::{Adjacency, Rows, Undirected};
use crate::random::Random;

/// How many sources to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sampling {
    /// Up to this many nodes every source is used and the result is exact.
    pub exact_up_to: usize,
    /// Sources drawn above that.
    pub sources: usize,
    /// The seed of the draw.
    pub seed: u64,
}

impl Default for Sampling {
    /// Exact up to 20,000 nodes, 500 sources above.
    fn default() -> Self {
        Self { exact_up_to: 20_000, sources: 500, seed: 0 }
    }
}

/// How many shortest paths pass through each node.
#[derive(Clone, Debug, PartialEq)]
pub struct Betweenness {
    /// Per node, over all pairs of other nodes, the sum of the shares of their
    /// shortest paths that pass through it. Unnormalised: ordered pairs where
    /// edges have a direction, unordered pairs where they have none.
    pub score: Vec<f64>,
    /// Whether sources were sampled, and how well; absent when exact.
    pub sample: Option<Sample>,
    pairs: f64,
}

/// How a sampled result was made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// Sources used.
    pub sources: usize,
    /// With 95% probability *every* node's normalised score is within this of
    /// the truth: √(ln(2n / 0.05) / 2k), after Hoeffding, for k sources. It
    /// supposes the worst; most scores are far closer.
    pub error_bound: f64,
}

impl Betweenness {
    /// Whether the scores are estimates.
    pub fn approximate(&self) -> bool {
        self.sample.is_some()
    }

    /// A node's score over the number of pairs of other nodes: 0 to 1; 0 below
    /// three nodes and for a node that is not there.
    pub fn share(&self, node: usize) -> f64 {
        let score = self.score.get(node).copied().unwrap_or(0.0);
        if self.pairs > 0.0 { score / self.pairs } else { 0.0 }
    }

    /// Every node's share.
    pub fn normalised(&self) -> Vec<f64> {
        (0..self.score.len()).map(|node| self.share(node)).collect()
    }
}

/// Betweenness over ordered pairs along edges. O(nm) time, parallel by source;
/// O(n) memory a piece.
pub fn directed(graph: &Adjacency, sampling: Sampling) -> Betweenness {
    between(Ways { out: graph.successors(), into: graph.predecessors() }, 1.0, sampling)
}

/// Betweenness over unordered pairs. O(nm) time, parallel by source; O(n)
/// memory a piece.
pub fn undirected(graph: &Undirected, sampling: Sampling) -> Betweenness {
    between(Ways { out: graph.neighbours(), into: graph.neighbours() }, 2.0, sampling)
}

/// Edges as seen from both ends.
#[derive(Clone, Copy)]
struct Ways<'a> {
    out: &'a Rows,
    into: &'a Rows,
}

/// Each pair is met `times` times.
fn between(ways: Ways, times: f64, sampling: Sampling) -> Betweenness {
    let nodes = ways.out.node_count();
    let all: Vec<u32> = (0..nodes as u32).collect();
    let (sources, sample) = if nodes <= sampling.exact_up_to || sampling.sources >= nodes {
        (all, None)
    } else {
        let sources = drawn(all, sampling);
        let bound = ((2.0 * nodes as f64 / 0.05).ln() / (2.0 * sources.len() as f64)).sqrt();
        let sample = Sample { sources: sources.len(), error_bound: bound };
        (sources, Some(sample))
    };
    // Enough pieces to share the work evenly, few enough to hold them all.
    let pieces = (16_000_000 / nodes.max(1)).clamp(8, 128);
    let size = sources.len().div_ceil(pieces).max(1);
    let parts: Vec<Vec<f64>> = sources.par_chunks(size).map(|chunk| dependencies(ways, chunk)).collect();
    let mut score = vec![0.0; nodes];
    for part in parts {
        score.iter_mut().zip(part).for_each(|(sum, more)| *sum += more);
    }
    let scale = nodes as f64 / (sources.len().max(1) as f64 * times);
    for score in &mut score {
        *score *= scale;
    }
    let others = nodes.saturating_sub(1) as f64;
    Betweenness { score, sample, pairs: others * (others - 1.0) / times }
}

/// Different sources at random, in ascending order; at least one.
fn drawn(mut all: Vec<u32>, sampling: Sampling) -> Vec<u32> {
    Random::new(sampling.seed, 0).shuffle(&mut all);
    all.truncate(sampling.sources.max(1));
    all.sort_unstable();
    all
}

/// The sum over `sources` of each node's dependency δ (Brandes, equation 3).
fn dependencies(ways: Ways, sources: &[u32]) -> Vec<f64> {
    let mut search = Search::new(ways.out.node_count());
    let mut sum = vec![0.0; ways.out.node_count()];
    for &source in sources.iter().filter(|&&source| ways.out.degree(source) > 0) {
        search.forward(ways, source);
        search.backward(ways, &mut sum);
    }
    sum
}

/// Path counts may double with every level; past this they are scaled down.
const HIGH: f64 = 1.340_780_792_994_259_7e154; // 2^512

/// What one search needs, kept from source to source.
///
/// Nodes of one level alone are *live* at a time and all others are 0 there, so
/// that sums over whole rows need neither distances nor branches.
struct Search {
    /// 1 where a node was not yet reached.
    unseen: Vec<u8>,
    /// σ, the number of shortest paths, over the scale of its level; on the way
    /// back (1 + δ) / σ.
    paths: Vec<f64>,
    live: Vec<f64>,
    /// Nodes in the order in which they were reached, and one place more.
    order: Vec<u32>,
    /// Where each level starts in `order`, and by what its σ was divided more
    /// than that of the level before.
    levels: Vec<(usize, f64)>,
    /// How many nodes were reached.
    reached: usize,
}

impl Search {
    fn new(nodes: usize) -> Self {
        Self {
            unseen: vec![1; nodes],
            paths: vec![0.0; nodes],
            live: vec![0.0; nodes],
            order: vec![0; nodes + 1],
            levels: Vec::new(),
            reached: 0,
        }
    }

    /// Counts shortest paths from `source`, level by level.
    fn forward(&mut self, ways: Ways, source: u32) {
        self.levels.clear();
        self.order[0] = source;
        self.unseen[source as usize] = 0;
        self.paths[source as usize] = 1.0;
        let (mut first, mut past) = (0, 1);
        while first < past {
            let scale = self.rescaled(first, past);
            self.levels.push((first, scale));
            let mut end = past;
            for at in first..past {
                for &other in ways.out.row(self.order[at]) {
                    // Written always, kept if new.
                    self.order[end] = other;
                    end += usize::from(std::mem::take(&mut self.unseen[other as usize]));
                }
            }
            self.enliven(first, past);
            for &node in &self.order[past..end] {
                self.paths[node as usize] = total(&self.live, ways.into.row(node));
            }
            self.silence(first, past);
            (first, past) = (past, end);
        }
        self.reached = past;
    }

    /// Keeps the path counts of a level within range. A count that would
    /// vanish is held just above zero, which only makes its share smaller.
    fn rescaled(&mut self, first: usize, past: usize) -> f64 {
        let level = &self.order[first..past];
        if level.iter().all(|&node| self.paths[node as usize] <= HIGH) {
            return 1.0;
        }
        for &node in level {
            let paths = &mut self.paths[node as usize];
            *paths = (*paths / HIGH).max(f64::MIN_POSITIVE);
        }
        HIGH
    }

    /// Adds δ of every node but the source, from the far end back, and clears
    /// the marks.
    fn backward(&mut self, ways: Ways, sum: &mut [f64]) {
        let (mut past, mut end) = (self.reached, self.reached);
        let mut scale_below = 1.0;
        for (depth, &(first, scale)) in self.levels.iter().enumerate().rev() {
            for &node in &self.order[first..past] {
                let paths = &mut self.paths[node as usize];
                let dependency = *paths / scale_below * total(&self.live, ways.out.row(node));
                *paths = (1.0 + dependency) / *paths;
                if depth > 0 {
                    sum[node as usize] += dependency;
                }
            }
            for &node in &self.order[past..end] {
                self.live[node as usize] = 0.0;
            }
            for &node in &self.order[first..past] {
                self.live[node as usize] = self.paths[node as usize];
            }
            (past, end) = (first, past);
            scale_below = scale;
        }
        self.silence(past, end);
        for &node in &self.order[..self.reached] {
            self.unseen[node as usize] = 1;
        }
    }

    fn enliven(&mut self, first: usize, past: usize) {
        for &node in &self.order[first..past] {
            self.live[node as usize] = self.paths[node as usize];
        }
    }

    fn silence(&mut self, first: usize, past: usize) {
        for &node in &self.order[first..past] {
            self.live[node as usize] = 0.0;
        }
    }
}

/// The sum of the values at these places, in their order.
fn total(values: &[f64], places: &[u32]) -> f64 {
    places.iter().map(|&place| values[place as usize]).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample::{self, near};

    fn exact(graph: &Undirected) -> Betweenness {
        undirected(graph, Sampling::default())
    }

    #[test]
    fn published_values_of_small_networks() {
        assert!(near(exact(&sample::kite()).normalised()[7], 14.0 / 36.0)); // Heather
        assert!(near(exact(&sample::karate()).normalised()[0], 0.437_635));
        assert!(near(exact(&sample::florentine()).normalised()[1], 0.521_978)); // Medici
    }

    #[test]
    fn ends_of_a_bridge_between_triangles_have_six() {
        // Node 2 lies between {0, 1} and {3, 4, 5}: 2 · 3 = 6.
        assert_eq!(exact(&sample::two_triangles()).score, [0.0, 0.0, 6.0, 6.0, 0.0, 0.0]);
    }

    #[test]
    fn direction_counts_ordered_pairs() {
        // hand-10, from the oracle: the cycle carries everything.
        let found = directed(&sample::hand_10(), Sampling::default());
        assert_eq!(found.score, [0.0, 0.0, 9.0, 15.0, 15.0, 9.0, 0.0, 0.0, 0.0, 0.0]);
        assert!(!found.approximate());
        assert!(near(found.normalised()[3], 15.0 / 72.0));
    }

    #[test]
    fn thread_count_changes_no_bit() {
        let graph = sample::random_digraph(800, 3_000, 11).undirected();
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
            pool.install(|| exact(&graph).score.iter().map(|score| score.to_bits()).collect::<Vec<_>>())
        };
        assert_eq!(on(1), on(3));
    }

    #[test]
    fn a_sample_is_marked_and_keeps_its_bound() {
        let graph = sample::random_digraph(600, 1_500, 2).undirected();
        let truth = exact(&graph).normalised();
        let sampled = undirected(&graph, Sampling { exact_up_to: 100, sources: 200, seed: 4 });
        let kept = sampled.sample.expect("it is sampled");
        assert_eq!(kept.sources, 200);
        // √(ln(24,000) / 400) = √(10.0858 / 400) = 0.15879.
        assert!((kept.error_bound - 0.158_79).abs() < 1e-5);
        assert!(truth.iter().zip(sampled.normalised()).all(|(t, s)| (t - s).abs() <= kept.error_bound));
        // All sources are no sample.
        assert!(!undirected(&graph, Sampling { exact_up_to: 0, sources: 600, seed: 0 }).approximate());
    }

    #[test]
    fn two_thousand_doublings_stay_finite() {
        // A chain of diamonds: 2^2000 shortest paths from end to end.
        let edges: Vec<(u32, u32)> = (0..2_000)
            .flat_map(|at| {
                [
                    (3 * at, 3 * at + 1),
                    (3 * at, 3 * at + 2),
                    (3 * at + 1, 3 * at + 3),
                    (3 * at + 2, 3 * at + 3),
                ]
            })
            .collect();
        let graph = Adjacency::directed(6_001, &edges);
        let found = directed(&graph, Sampling { exact_up_to: 0, sources: 40, seed: 1 });
        assert!(found.score.iter().all(|score| score.is_finite()));
        // Both halves of a diamond carry the same, its joint both together.
        let exact = directed(&graph, Sampling::default());
        // Joint 1,500 (node 4,500): 4,500 nodes before it, 1,500 behind.
        assert!((exact.score[4_500] - 4_500.0 * 1_500.0).abs() < 1e-3);
    }

    #[test]
    fn too_few_nodes_have_no_pairs() {
        assert_eq!(exact(&Undirected::new(2, &[(0, 1)])).normalised(), [0.0, 0.0]);
        assert!(exact(&Undirected::new(0, &[])).score.is_empty());
    }
}
