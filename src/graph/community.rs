//! Communities: groups of nodes with more links among them than chance would
//! make, to hold against the organisation chart.
//!
//! Source: Traag, Waltman and van Eck (2019), "From Louvain to Leiden:
//! guaranteeing well-connected communities", Scientific Reports 9. Method:
//! methods §3. Our own, because it must answer alike at any thread count and
//! reach what other implementations reach. Deviations: several searches with
//! seeds of their own, of which the best counts; and a last pass that parts
//! whatever is not connected, so that the guarantee does not rest on
//! convergence. Communities are suggestions, never findings by themselves.

use std::collections::VecDeque;

use rayon::prelude::*;

use super::adjacency::Undirected;
use super::partition::modularity;
use crate::random::Random;

/// How to search.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Search {
    /// γ: above 1 for smaller communities, below 1 for larger ones.
    pub resolution: f64,
    /// The seed.
    pub seed: u64,
    /// How many searches to run; the best counts.
    pub searches: u32,
}

impl Search {
    /// Resolution 1, seed 0, and as many searches as are cheap: 20 up to
    /// 20,000 edges, fewer above, 2 at least.
    pub fn for_edges(edges: usize) -> Self {
        let searches = (400_000 / edges.max(1)).clamp(2, 20) as u32;
        Self { resolution: 1.0, seed: 0, searches }
    }
}

/// Communities that were found.
#[derive(Clone, Debug, PartialEq)]
pub struct Communities {
    /// The community of each node, numbered by first member. Each is
    /// connected; an isolated node is one of its own.
    pub of: Vec<u32>,
    /// How many there are.
    pub count: u32,
    /// Their modularity at the resolution of the search.
    pub modularity: f64,
}

/// Searches for the communities of highest modularity. About O(m) a pass, some
/// tens of passes; searches run in parallel. The best is not guaranteed.
pub fn communities(graph: &Undirected, search: Search) -> Communities {
    let flat = Weighted::of(graph);
    let found: Vec<Communities> = (0..search.searches.max(1))
        .into_par_iter()
        .map(|draw| searched(graph, &flat, search.resolution, &mut Random::new(search.seed, u64::from(draw))))
        .collect();
    // The first of equals, so that the result has one name.
    let better =
        |best: Communities, next: Communities| if next.modularity > best.modularity { next } else { best };
    found.into_iter().reduce(better).unwrap_or(Communities { of: Vec::new(), count: 0, modularity: 0.0 })
}

/// Passes that gain less than `WORTHWHILE` before a search ends, and passes at
/// most.
const WORTHWHILE: f64 = 1e-6;
const PATIENCE: u32 = 2;
const MOST_PASSES: u32 = 50;

fn searched(graph: &Undirected, flat: &Weighted, resolution: f64, random: &mut Random) -> Communities {
    let mut best = finished(graph, &(0..flat.nodes() as u32).collect::<Vec<_>>(), resolution);
    let mut idle = 0;
    for _ in 0..MOST_PASSES {
        let next = finished(graph, &pass(flat, best.of.clone(), resolution, random), resolution);
        idle = if next.modularity > best.modularity + WORTHWHILE { 0 } else { idle + 1 };
        if next.modularity > best.modularity {
            best = next;
        }
        if idle == PATIENCE {
            break;
        }
    }
    best
}

/// One pass of the Leiden algorithm: move, refine, aggregate, until every
/// community is a single node of the aggregate.
fn pass(flat: &Weighted, mut of: Vec<u32>, resolution: f64, random: &mut Random) -> Vec<u32> {
    let mut owned;
    let mut graph = flat;
    // The node of the aggregate in which each node of the graph is.
    let mut inside: Vec<u32> = (0..flat.nodes() as u32).collect();
    loop {
        move_nodes(graph, &mut of, resolution, random);
        let communities = renumber(&mut of);
        let mut refined = refine(graph, &of, resolution, random);
        let parts = renumber(&mut refined);
        if communities as usize == graph.nodes() || parts as usize == graph.nodes() {
            return inside.into_iter().map(|node| of[node as usize]).collect();
        }
        let mut above = vec![0; parts as usize];
        for (&part, &community) in refined.iter().zip(&of) {
            above[part as usize] = community;
        }
        for node in &mut inside {
            *node = refined[*node as usize];
        }
        owned = graph.aggregated(&refined, parts as usize);
        graph = &owned;
        of = above;
    }
}

/// Gains below this, in edges, are rounding.
const TINY: f64 = 1e-9;

/// Moves each node to the community where it gains most, and looks again at
/// its neighbours, until nobody gains.
fn move_nodes(graph: &Weighted, of: &mut [u32], resolution: f64, random: &mut Random) {
    let nodes = graph.nodes();
    let mut bags = Bags::of(graph, of);
    let mut order: Vec<u32> = (0..nodes as u32).collect();
    random.shuffle(&mut order);
    let mut queue = VecDeque::from(order);
    let mut queued = vec![true; nodes];
    let mut links = Links::new(nodes);
    while let Some(node) = queue.pop_front() {
        let at = node as usize;
        queued[at] = false;
        let old = of[at];
        bags.take(old, graph.strength[at]);
        links.collect(graph.row(node).map(|(other, weight)| (of[other as usize], weight)));
        let cost = resolution * graph.strength[at] / graph.total;
        let gain = |community: u32| links.to(community) - cost * bags.volume[community as usize];
        let (mut best, mut most) = (old, gain(old));
        for &community in &links.touched {
            if gain(community) > most + TINY {
                (best, most) = (community, gain(community));
            }
        }
        if most < -TINY {
            // Alone it gains 0.
            best = bags.empty.last().copied().unwrap_or(old);
        }
        bags.put(best, graph.strength[at]);
        if best == old {
            continue;
        }
        of[at] = best;
        for (other, _) in graph.row(node) {
            if of[other as usize] != best && !std::mem::replace(&mut queued[other as usize], true) {
                queue.push_back(other);
            }
        }
    }
}

/// The communities while nodes move.
struct Bags {
    volume: Vec<f64>,
    size: Vec<u32>,
    /// Those without nodes; the next to use stands last.
    empty: Vec<u32>,
}

impl Bags {
    fn of(graph: &Weighted, of: &[u32]) -> Self {
        let mut volume = vec![0.0; graph.nodes()];
        let mut size = vec![0; graph.nodes()];
        for (node, &community) in of.iter().enumerate() {
            volume[community as usize] += graph.strength[node];
            size[community as usize] += 1;
        }
        let empty = (0..size.len() as u32).rev().filter(|&community| size[community as usize] == 0).collect();
        Self { volume, size, empty }
    }

    fn take(&mut self, from: u32, strength: f64) {
        self.volume[from as usize] -= strength;
        self.size[from as usize] -= 1;
        if self.size[from as usize] == 0 {
            // Without rounding left over.
            self.volume[from as usize] = 0.0;
            self.empty.push(from);
        }
    }

    /// Into a community with nodes, or into the last empty one.
    fn put(&mut self, into: u32, strength: f64) {
        if self.size[into as usize] == 0 {
            self.empty.pop();
        }
        self.volume[into as usize] += strength;
        self.size[into as usize] += 1;
    }
}

/// θ of the paper, in edges: how freely a node may choose less than the best.
const FREEDOM: f64 = 0.05;

/// Builds each community anew from single nodes that merge only where they are
/// well connected, which keeps every part connected.
fn refine(graph: &Weighted, of: &[u32], resolution: f64, random: &mut Random) -> Vec<u32> {
    let nodes = graph.nodes();
    let mut whole = vec![0.0; nodes];
    for (node, &community) in of.iter().enumerate() {
        whole[community as usize] += graph.strength[node];
    }
    let mut part: Vec<u32> = (0..nodes as u32).collect();
    let mut alone = vec![true; nodes];
    let mut volume = graph.strength.clone();
    // Weight between a part and the rest of its community.
    let mut outward: Vec<f64> = (0..nodes as u32)
        .map(|node| {
            let inside = graph.row(node).filter(|&(other, _)| of[other as usize] == of[node as usize]);
            inside.map(|(_, weight)| weight).sum()
        })
        .collect();
    let mut order: Vec<u32> = (0..nodes as u32).collect();
    random.shuffle(&mut order);
    let mut links = Links::new(nodes);
    let mut choices: Vec<(u32, f64)> = Vec::new();
    for node in order {
        let at = node as usize;
        let community = of[at];
        let all = whole[community as usize];
        let connected =
            |volume: f64, outward: f64| outward + TINY >= resolution * volume * (all - volume) / graph.total;
        if !alone[at] || !connected(graph.strength[at], outward[at]) {
            continue;
        }
        let fellows = graph.row(node).filter(|&(other, _)| of[other as usize] == community);
        links.collect(fellows.map(|(other, weight)| (part[other as usize], weight)));
        choices.clear();
        for &other in &links.touched {
            let gain =
                links.to(other) - resolution * graph.strength[at] * volume[other as usize] / graph.total;
            if gain >= 0.0 && connected(volume[other as usize], outward[other as usize]) {
                choices.push((other, gain));
            }
        }
        let Some(chosen) = chosen(&choices, random) else { continue };
        let into = chosen as usize;
        part[at] = chosen;
        (alone[at], alone[into]) = (false, false);
        volume[into] += graph.strength[at];
        outward[into] += outward[at] - 2.0 * links.to(chosen);
    }
    part
}

/// One of the choices, with odds exp(gain / θ).
fn chosen(choices: &[(u32, f64)], random: &mut Random) -> Option<u32> {
    let most = choices.iter().map(|&(_, gain)| gain).fold(f64::NEG_INFINITY, f64::max);
    let odds = |gain: f64| ((gain - most) / FREEDOM).exp();
    let mut left = random.unit() * choices.iter().map(|&(_, gain)| odds(gain)).sum::<f64>();
    for &(community, gain) in choices {
        left -= odds(gain);
        if left < 0.0 {
            return Some(community);
        }
    }
    choices.last().map(|&(community, _)| community)
}

/// Parts communities that are not connected, numbers them by first member and
/// takes their modularity.
fn finished(graph: &Undirected, of: &[u32], resolution: f64) -> Communities {
    const NONE: u32 = u32::MAX;
    let mut parted = vec![NONE; of.len()];
    let mut count = 0;
    let mut stack = Vec::new();
    for first in 0..of.len() as u32 {
        if parted[first as usize] != NONE {
            continue;
        }
        parted[first as usize] = count;
        stack.push(first);
        while let Some(node) = stack.pop() {
            for &other in graph.neighbours().row(node) {
                if parted[other as usize] == NONE && of[other as usize] == of[node as usize] {
                    parted[other as usize] = count;
                    stack.push(other);
                }
            }
        }
        count += 1;
    }
    let modularity = modularity(graph, &parted, resolution);
    Communities { of: parted, count, modularity }
}

/// Numbers labels from 0 in order of appearance; how many there are. Labels
/// are below the number of entries.
fn renumber(labels: &mut [u32]) -> u32 {
    let mut new = vec![u32::MAX; labels.len()];
    let mut count = 0;
    for label in labels {
        let number = &mut new[*label as usize];
        if *number == u32::MAX {
            *number = count;
            count += 1;
        }
        *label = *number;
    }
    count
}

/// Weights from one node to each community around it, kept from node to node.
struct Links {
    weight: Vec<f64>,
    touched: Vec<u32>,
}

impl Links {
    fn new(communities: usize) -> Self {
        Self { weight: vec![0.0; communities], touched: Vec::new() }
    }

    fn to(&self, community: u32) -> f64 {
        self.weight[community as usize]
    }

    fn collect(&mut self, links: impl Iterator<Item = (u32, f64)>) {
        for community in self.touched.drain(..) {
            self.weight[community as usize] = 0.0;
        }
        for (community, weight) in links {
            let sum = &mut self.weight[community as usize];
            if *sum == 0.0 {
                self.touched.push(community);
            }
            *sum += weight;
        }
    }
}

/// A graph whose edges have weights. Weights inside an aggregated node count
/// in its strength only.
struct Weighted {
    start: Vec<u32>,
    link: Vec<(u32, f64)>,
    strength: Vec<f64>,
    /// 2m: the sum of all strengths.
    total: f64,
}

impl Weighted {
    fn of(graph: &Undirected) -> Self {
        let mut start = vec![0];
        let mut link = Vec::with_capacity(2 * graph.edge_count());
        for node in 0..graph.node_count() as u32 {
            link.extend(graph.neighbours().row(node).iter().map(|&other| (other, 1.0)));
            start.push(link.len() as u32);
        }
        let strength =
            (0..graph.node_count() as u32).map(|node| f64::from(graph.neighbours().degree(node))).collect();
        // One at least, so that a graph without edges divides by something.
        Self { start, strength, total: (link.len() as f64).max(1.0), link }
    }

    fn nodes(&self) -> usize {
        self.strength.len()
    }

    fn row(&self, node: u32) -> impl Iterator<Item = (u32, f64)> + '_ {
        self.link[self.start[node as usize] as usize..self.start[node as usize + 1] as usize].iter().copied()
    }

    /// The graph whose nodes are the given parts of this one.
    fn aggregated(&self, part: &[u32], parts: usize) -> Self {
        let mut strength = vec![0.0; parts];
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); parts];
        for (node, &part) in (0u32..).zip(part) {
            strength[part as usize] += self.strength[node as usize];
            members[part as usize].push(node);
        }
        let mut start = vec![0];
        let mut link = Vec::new();
        let mut links = Links::new(parts);
        for (own, members) in (0u32..).zip(&members) {
            let all = members.iter().flat_map(|&node| self.row(node));
            links.collect(all.map(|(other, weight)| (part[other as usize], weight)));
            link.extend(
                links.touched.iter().filter(|&&other| other != own).map(|&other| (other, links.to(other))),
            );
            start.push(link.len() as u32);
        }
        Self { start, link, strength, total: self.total }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::partition::persisting;
    use crate::graph::sample;

    fn found(graph: &Undirected, resolution: f64) -> Communities {
        communities(graph, Search { resolution, ..Search::for_edges(graph.edge_count()) })
    }

    #[test]
    fn karate_reaches_its_exact_optimum() {
        let found = found(&sample::karate(), 1.0);
        assert!((found.modularity - 0.419_790).abs() < 1e-6);
        assert_eq!(found.count, 4);
    }

    #[test]
    fn two_triangles_are_two_communities() {
        let found = found(&sample::two_triangles(), 1.0);
        assert_eq!(found.of, [0, 0, 0, 1, 1, 1]);
        assert!((found.modularity - 5.0 / 14.0).abs() < 1e-12);
    }

    #[test]
    fn cliques_merge_at_one_and_part_at_two_so_none_persists() {
        let graph = sample::ring_of_cliques();
        let at_one = found(&graph, 1.0);
        assert!(at_one.modularity > 0.98 * 0.887_879);
        assert!(at_one.count < 30);
        let at_two = found(&graph, 2.0);
        assert_eq!(at_two.of, (0..150).map(|node| node / 5).collect::<Vec<_>>());
        // At resolution 1 most cliques stand in pairs: those are not believed.
        let kept = persisting(&[&at_one.of, &at_two.of]).len() as u32;
        assert!(kept < at_one.count / 2, "{kept} of {} persist", at_one.count);
    }

    #[test]
    fn every_community_is_connected_and_threads_change_nothing() {
        let graph = sample::random_digraph(500, 900, 13).undirected();
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
            pool.install(|| found(&graph, 1.0))
        };
        let one = on(1);
        assert_eq!(one, on(3));
        assert_eq!(finished(&graph, &one.of, 1.0), one);
    }

    #[test]
    fn nodes_without_edges_stay_alone() {
        assert_eq!(
            found(&Undirected::new(3, &[]), 1.0),
            Communities { of: vec![0, 1, 2], count: 3, modularity: 0.0 }
        );
        assert_eq!(found(&Undirected::new(0, &[]), 1.0).count, 0);
        assert_eq!(found(&Undirected::new(3, &[(0, 2)]), 1.0).of, [0, 1, 0]);
    }
}
