//! Partitions: how well a given grouping of the nodes, such as an organisation
//! chart, fits the links between them.
//!
//! Source: Newman and Girvan (2004), "Finding and evaluating community
//! structure in networks"; Krackhardt and Stern (1988), the E–I index, with
//! its permutation test; Hubert and Arabie (1985), "Comparing partitions".
//! Method: methods §3. Units are plain numbers from 0 up; large units look
//! inward by arithmetic, hence the test.

use rayon::prelude::*;

use super::adjacency::Undirected;
use crate::random::Random;

/// The links of one unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnitLinks {
    /// Its nodes.
    pub nodes: u32,
    /// Edges between two of its nodes.
    pub internal: u32,
    /// Edges between one of its nodes and another unit's.
    pub external: u32,
}

impl UnitLinks {
    /// E–I index, −1 (all inward) to 1 (all outward); nothing without edges.
    pub fn ei_index(self) -> Option<f64> {
        ei_index(self.internal, self.external)
    }

    /// The sum of its nodes' degrees.
    pub fn volume(self) -> u64 {
        2 * u64::from(self.internal) + u64::from(self.external)
    }
}

/// The links within and between units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links {
    /// The links of each unit.
    pub units: Vec<UnitLinks>,
    /// Edges inside units.
    pub internal: u32,
    /// Edges between units.
    pub external: u32,
}

impl Links {
    /// E–I index of the whole, −1 to 1; nothing without edges.
    pub fn ei_index(&self) -> Option<f64> {
        ei_index(self.internal, self.external)
    }

    /// Conductance of a unit: its external edges over the smaller of its
    /// volume and that of all others, 0 (closed) to 1; nothing where either
    /// has no edges.
    pub fn conductance(&self, unit: u32) -> Option<f64> {
        let links = self.units[unit as usize];
        let all = 2 * (u64::from(self.internal) + u64::from(self.external));
        let smaller = links.volume().min(all - links.volume());
        (smaller > 0).then(|| f64::from(links.external) / smaller as f64)
    }
}

fn ei_index(internal: u32, external: u32) -> Option<f64> {
    let (internal, external) = (f64::from(internal), f64::from(external));
    (internal + external > 0.0).then(|| (external - internal) / (external + internal))
}

/// Counts the links of each unit. Linear.
///
/// # Panics
///
/// If there are fewer unit numbers than nodes. So do all below.
pub fn links(graph: &Undirected, unit_of: &[u32]) -> Links {
    let count = unit_of.iter().max().map_or(0, |&last| last as usize + 1);
    let mut units = vec![UnitLinks::default(); count];
    for &unit in unit_of {
        units[unit as usize].nodes += 1;
    }
    let (mut inside, mut across) = (0, 0);
    for (u, v) in graph.edges() {
        let (one, other) = (unit_of[u as usize], unit_of[v as usize]);
        if one == other {
            inside += 1;
            units[one as usize].internal += 1;
        } else {
            across += 1;
            units[one as usize].external += 1;
            units[other as usize].external += 1;
        }
    }
    Links { units, internal: inside, external: across }
}

/// Modularity Q = Σ (internal / m − γ (volume / 2m)²) over units, below 1;
/// γ is the resolution, 1 in the definition. 0 without edges. Linear.
pub fn modularity(graph: &Undirected, unit_of: &[u32], resolution: f64) -> f64 {
    let edges = graph.edge_count() as f64;
    if edges == 0.0 {
        return 0.0;
    }
    links(graph, unit_of)
        .units
        .iter()
        .map(|unit| {
            let volume = unit.volume() as f64 / (2.0 * edges);
            f64::from(unit.internal) / edges - resolution * volume * volume
        })
        .sum()
}

/// How likely chance alone makes a grouping as inward as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Inwardness {
    /// For the whole: the share of shuffles, this grouping counted among them,
    /// with an E–I index no higher. Above 0, at most 1.
    pub p_value: f64,
    /// The same for each unit; 1 for a unit without edges.
    pub unit_p_values: Vec<f64>,
}

/// Compares E–I indices with those after `draws` random exchanges of units
/// among the nodes. O(m) a shuffle, parallel; the same for the same seed.
pub fn inwardness(graph: &Undirected, unit_of: &[u32], draws: u32, seed: u64) -> Inwardness {
    let actual = links(graph, unit_of);
    let at_most = |shuffled: Option<f64>, real: Option<f64>| match (shuffled, real) {
        (Some(shuffled), Some(real)) => u32::from(shuffled <= real),
        (None, Some(_)) => 0,
        (_, None) => 1,
    };
    let counts = (0..draws)
        .into_par_iter()
        .map(|draw| {
            let mut units = unit_of.to_vec();
            Random::new(seed, u64::from(draw)).shuffle(&mut units);
            let shuffled = links(graph, &units);
            let each = shuffled.units.iter().zip(&actual.units);
            let mut counts: Vec<u32> =
                each.map(|(one, real)| at_most(one.ei_index(), real.ei_index())).collect();
            counts.push(at_most(shuffled.ei_index(), actual.ei_index()));
            counts
        })
        .reduce(
            || vec![0; actual.units.len() + 1],
            |mut left, right| {
                left.iter_mut().zip(right).for_each(|(sum, more)| *sum += more);
                left
            },
        );
    let mut p_values: Vec<f64> =
        counts.into_iter().map(|count| f64::from(count + 1) / f64::from(draws + 1)).collect();
    let p_value = p_values.pop().unwrap_or(1.0);
    Inwardness { p_value, unit_p_values: p_values }
}

/// The adjusted Rand index of two groupings of the same nodes: 1 when they
/// agree, about 0 when they agree by chance only. O(n log n).
pub fn adjusted_rand_index(one: &[u32], other: &[u32]) -> f64 {
    let both: Vec<(u32, u32)> = one.iter().copied().zip(other.iter().copied()).collect();
    let together = pairs_alike(&both);
    let (first, second) = (pairs_alike(one), pairs_alike(other));
    let all = both.len() as f64 * (both.len() as f64 - 1.0) / 2.0;
    let expected = if all > 0.0 { first * second / all } else { 0.0 };
    let most = f64::midpoint(first, second);
    // Both all together or both all apart: the same grouping.
    if most <= expected { 1.0 } else { (together - expected) / (most - expected) }
}

/// Pairs of equal entries.
fn pairs_alike<T: Ord + Clone>(list: &[T]) -> f64 {
    let mut sorted = list.to_vec();
    sorted.sort_unstable();
    sorted
        .chunk_by(|one, other| one == other)
        .map(|alike| alike.len() as f64 * (alike.len() as f64 - 1.0) / 2.0)
        .sum()
}

/// The groups that stand unchanged in every one of these partitions, each
/// ascending, in order of first member. Run a community search at several
/// resolutions and believe only these: modularity merges small groups in
/// large graphs (Fortunato and Barthélemy 2007). Linear.
pub fn persisting(partitions: &[&[u32]]) -> Vec<Vec<u32>> {
    let Some((first, rest)) = partitions.split_first() else { return Vec::new() };
    let members = |labels: &[u32]| {
        let count = labels.iter().max().map_or(0, |&last| last as usize + 1);
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); count];
        for (node, &label) in (0u32..).zip(labels) {
            members[label as usize].push(node);
        }
        members
    };
    let others: Vec<(&[u32], Vec<Vec<u32>>)> = rest.iter().map(|&labels| (labels, members(labels))).collect();
    let mut kept: Vec<Vec<u32>> = members(first)
        .into_iter()
        .filter(|group| {
            group.first().is_some_and(|&node| {
                others.iter().all(|(labels, members)| members[labels[node as usize] as usize] == *group)
            })
        })
        .collect();
    kept.sort_unstable();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample::{self, near};

    #[test]
    fn two_triangles_by_hand() {
        // m = 7; each triangle: internal 3, external 1, volume 7 of 14.
        // Q = 2 (3/7 − 1/4) = 5/14. E–I = (1 − 6) / 7. Conductance 1/7.
        let graph = sample::two_triangles();
        let units = [0, 0, 0, 1, 1, 1];
        let found = links(&graph, &units);
        assert_eq!(found.units[0], UnitLinks { nodes: 3, internal: 3, external: 1 });
        assert!(near(modularity(&graph, &units, 1.0), 5.0 / 14.0));
        assert!(near(found.ei_index().expect("edges"), -5.0 / 7.0));
        assert!(near(found.conductance(0).expect("edges"), 1.0 / 7.0));
        assert!(near(found.units[1].ei_index().expect("edges"), -0.5));
    }

    #[test]
    fn karate_factions_as_published() {
        let (graph, units) = (sample::karate(), sample::karate_factions());
        assert!(near(modularity(&graph, &units, 1.0), 0.358_235));
        assert_eq!(links(&graph, &units).ei_index(), Some(-56.0 / 78.0));
        let test = inwardness(&graph, &units, 999, 1);
        assert!(test.p_value <= 0.05 && test.unit_p_values.iter().all(|&p| p <= 0.05));
        assert_eq!(test, inwardness(&graph, &units, 999, 1));
    }

    #[test]
    fn paired_cliques_score_higher_than_true_ones() {
        // One community a clique: 1 − 2/22 − 1/30; in pairs: 1 − 1/22 − 2/30.
        let graph = sample::ring_of_cliques();
        let cliques: Vec<u32> = (0..150).map(|node| node / 5).collect();
        let paired: Vec<u32> = (0..150).map(|node| node / 10).collect();
        assert!(near(modularity(&graph, &cliques, 1.0), 0.875_758));
        assert!(near(modularity(&graph, &paired, 1.0), 0.887_879));
        // At twice the resolution the cliques win, and no group persists.
        assert!(modularity(&graph, &cliques, 2.0) > modularity(&graph, &paired, 2.0));
        assert!(persisting(&[&paired, &cliques]).is_empty());
    }

    #[test]
    fn units_without_links_have_no_index() {
        let graph = Undirected::new(4, &[(0, 1)]);
        let found = links(&graph, &[0, 0, 1, 1]);
        assert_eq!((found.units[0].ei_index(), found.units[1].ei_index()), (Some(-1.0), None));
        assert_eq!((found.conductance(0), found.conductance(1)), (None, None));
        assert!(near(inwardness(&graph, &[0, 0, 1, 1], 9, 0).unit_p_values[1], 1.0));
        assert!(near(modularity(&Undirected::new(2, &[]), &[0, 1], 1.0), 0.0));
        assert_eq!(links(&Undirected::new(0, &[]), &[]).ei_index(), None);
    }

    #[test]
    fn rand_index_of_equal_and_of_crossing_groups() {
        assert!(near(adjusted_rand_index(&[0, 0, 1, 1], &[5, 5, 2, 2]), 1.0));
        // Pairs alike: 2, 2, together 0; expected 2·2/6; (0 − 2/3) / (2 − 2/3).
        assert!(near(adjusted_rand_index(&[0, 0, 1, 1], &[0, 1, 0, 1]), -0.5));
        assert!(near(adjusted_rand_index(&[0, 1, 2], &[2, 1, 0]), 1.0));
        assert!(near(adjusted_rand_index(&[], &[]), 1.0));
    }

    #[test]
    fn only_unchanged_groups_persist() {
        let kept = persisting(&[&[1, 1, 0, 0, 2], &[0, 0, 1, 2, 3], &[4, 4, 4, 1, 2]]);
        assert_eq!(kept, [vec![4]]);
        assert_eq!(persisting(&[&[1, 1, 0], &[0, 0, 1]]), [vec![0, 1], vec![2]]);
        assert!(persisting(&[]).is_empty());
    }
}
