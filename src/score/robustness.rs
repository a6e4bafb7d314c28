//! How firm an order is: weights and uncertain facts are drawn, the list is
//! ranked, and ranks are counted (methods §5 step C).
//!
//! Source: Lahdelma and Salminen (2001), "SMAA-2: Stochastic multicriteria
//! acceptability analysis for group decision making", and Tervonen and
//! Lahdelma (2007) for the number of draws: a share is within one point at 95%
//! from 9,604 draws. Deviation: weights are drawn uniformly from the simplex, or
//! each within a share of the agreed one and shared out again. Draws know only
//! their number and the seed, so that threads change nothing.

use rayon::prelude::*;

use crate::analyse::finding::Bounds;
use crate::random::Random;

/// How many draws are made and where they begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draws {
    /// How many.
    pub count: u32,
    /// The same seed gives the same draws.
    pub seed: u64,
}

impl Default for Draws {
    fn default() -> Self {
        Self { count: 10_000, seed: 1 }
    }
}

/// Which weights are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WeightSpace {
    /// Any weights at all: uniform over those that sum to 1.
    Anything,
    /// Each within this share of the agreed weight, then shared out to 1.
    Around(f64),
}

/// How often one alternative took each rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankShares {
    /// By rank, from the first.
    counts: Vec<u32>,
    draws: u32,
}

impl RankShares {
    /// The share of draws in which it took a rank, from 1.
    pub fn at(&self, rank: usize) -> f64 {
        let count = rank.checked_sub(1).and_then(|rank| self.counts.get(rank)).copied().unwrap_or(0);
        f64::from(count) / f64::from(self.draws.max(1))
    }

    /// The share of draws in which it was among the first `n`.
    pub fn within(&self, n: usize) -> f64 {
        let count: u32 = self.counts.iter().take(n).sum();
        f64::from(count) / f64::from(self.draws.max(1))
    }

    /// The ranks that hold the middle nine tenths of the draws, from 1.
    pub fn likely_ranks(&self) -> (usize, usize) {
        (self.quantile(0.05), self.quantile(0.95))
    }

    fn quantile(&self, share: f64) -> usize {
        let wanted = share * f64::from(self.draws);
        let mut seen = 0.0;
        for (rank, count) in self.counts.iter().enumerate() {
            seen += f64::from(*count);
            if seen >= wanted {
                return rank + 1;
            }
        }
        self.counts.len().max(1)
    }
}

/// Ranks alternatives by an additive value over criteria, draw by draw.
///
/// `values` holds the bounds of each alternative on each criterion, 0 to 1;
/// each is drawn uniformly between its bounds. Of equal values the earlier
/// alternative stands first. O(draws × alternatives × (criteria + log)).
pub fn rank_additive(
    values: &[Vec<Bounds>],
    weights: &[f64],
    space: WeightSpace,
    draws: Draws,
) -> Vec<RankShares> {
    rank(values.len(), draws, |random, scores| {
        let weights = draw_weights(random, weights, space);
        for (score, row) in scores.iter_mut().zip(values) {
            *score = row.iter().zip(&weights).map(|(value, weight)| weight * within(random, *value)).sum();
        }
    })
}

/// Ranks alternatives by the product of two sides, each drawn uniformly
/// between its bounds: the risk of findings.
pub fn rank_products(sides: &[(Bounds, Bounds)], draws: Draws) -> Vec<RankShares> {
    rank(sides.len(), draws, |random, scores| {
        for (score, (likelihood, impact)) in scores.iter_mut().zip(sides) {
            *score = within(random, *likelihood) * within(random, *impact);
        }
    })
}

fn within(random: &mut Random, bounds: Bounds) -> f64 {
    if bounds.is_exact() {
        bounds.point()
    } else {
        bounds.low() + random.unit() * (bounds.high() - bounds.low())
    }
}

/// Weights that sum to 1. Exponential variates that are shared out are uniform
/// on the simplex.
fn draw_weights(random: &mut Random, agreed: &[f64], space: WeightSpace) -> Vec<f64> {
    let drawn: Vec<f64> = agreed
        .iter()
        .map(|weight| match space {
            WeightSpace::Anything => -(1.0 - random.unit()).ln(),
            WeightSpace::Around(share) => weight * (1.0 + share * (2.0 * random.unit() - 1.0)),
        })
        .collect();
    let sum: f64 = drawn.iter().sum();
    if sum > 0.0 { drawn.iter().map(|weight| weight / sum).collect() } else { agreed.to_vec() }
}

/// Draws in chunks of this many, each with counts of its own.
const CHUNK: u32 = 250;

fn rank(items: usize, draws: Draws, fill: impl Fn(&mut Random, &mut [f64]) + Sync) -> Vec<RankShares> {
    let chunks: Vec<u32> = (0..draws.count.div_ceil(CHUNK)).collect();
    let counts = chunks
        .par_iter()
        .map(|chunk| {
            let mut counts = vec![0u32; items * items];
            let mut scores = vec![0.0; items];
            let mut order: Vec<u32> = Vec::with_capacity(items);
            for draw in chunk * CHUNK..((chunk + 1) * CHUNK).min(draws.count) {
                fill(&mut Random::new(draws.seed, u64::from(draw)), &mut scores);
                order.clear();
                order.extend(0..items as u32);
                order.sort_unstable_by(|a, b| {
                    scores[*b as usize].total_cmp(&scores[*a as usize]).then(a.cmp(b))
                });
                for (rank, item) in order.iter().enumerate() {
                    counts[*item as usize * items + rank] += 1;
                }
            }
            counts
        })
        .reduce_with(|mut left, right| {
            for (count, more) in left.iter_mut().zip(right) {
                *count += more;
            }
            left
        })
        .unwrap_or_default();
    counts
        .chunks(items.max(1))
        .map(|ranks| RankShares { counts: ranks.to_vec(), draws: draws.count })
        .collect()
}

/// The smallest change of one weight that brings another alternative among
/// the first `top`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    /// Which weight, by its place.
    pub criterion: usize,
    /// Its weight at the turn; the others keep their proportions.
    pub weight: f64,
    /// Which alternative comes in.
    pub enters: usize,
    /// Which one leaves.
    pub leaves: usize,
}

/// For each weight the nearest turn, if any weight from 0 to 1 brings one.
///
/// `values` are in their order, so that the first `top` are in. With one weight
/// w and the others in proportion, a value is a straight line in w; two
/// lines cross once at most. O(criteria × top × alternatives).
pub fn turns(values: &[Vec<f64>], weights: &[f64], top: usize) -> Vec<Option<Turn>> {
    (0..weights.len()).map(|criterion| nearest_turn(values, weights, top, criterion)).collect()
}

fn nearest_turn(values: &[Vec<f64>], weights: &[f64], top: usize, criterion: usize) -> Option<Turn> {
    let own = weights[criterion];
    let others = 1.0 - own;
    if others <= 0.0 {
        return None;
    }
    // The value at weight w is slope · w + rest.
    let line = |row: &Vec<f64>| {
        let whole: f64 = row.iter().zip(weights).map(|(value, weight)| value * weight).sum();
        let rest = (whole - own * row[criterion]) / others;
        (row[criterion] - rest, rest)
    };
    let lines: Vec<(f64, f64)> = values.iter().map(line).collect();
    let mut nearest: Option<Turn> = None;
    for (leaves, inside) in lines.iter().enumerate().take(top) {
        for (enters, outside) in lines.iter().enumerate().skip(top) {
            let slope = outside.0 - inside.0;
            if slope.abs() < 1e-12 {
                continue;
            }
            let weight = (inside.1 - outside.1) / slope;
            // Past the crossing it is the outside one that is ahead.
            let is_ahead_beyond = (weight > own && slope > 0.0) || (weight < own && slope < 0.0);
            let is_nearer = nearest.is_none_or(|turn| (weight - own).abs() < (turn.weight - own).abs());
            if (0.0..=1.0).contains(&weight) && is_ahead_beyond && is_nearer {
                nearest = Some(Turn { criterion, weight, enters, leaves });
            }
        }
    }
    nearest
}

/// Two criteria that order the alternatives much alike, or much against each
/// other: they count the same thing twice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Correlation {
    /// One, by its place.
    pub one: usize,
    /// The other, by its place.
    pub other: usize,
    /// Spearman's rank correlation, −1 to 1.
    pub rho: f64,
}

/// Rank correlations of every pair of criteria, ties at their mean rank; pairs
/// with a criterion on which all are equal are left out.
///
/// Source: Spearman (1904). O(criteria² × alternatives log alternatives).
pub fn correlations(values: &[Vec<f64>]) -> Vec<Correlation> {
    let criteria = values.first().map_or(0, Vec::len);
    let ranks: Vec<Option<Vec<f64>>> = (0..criteria)
        .map(|criterion| mean_ranks(&values.iter().map(|row| row[criterion]).collect::<Vec<f64>>()))
        .collect();
    let mut found = Vec::new();
    for one in 0..criteria {
        for other in one + 1..criteria {
            if let (Some(a), Some(b)) = (&ranks[one], &ranks[other]) {
                found.push(Correlation { one, other, rho: pearson(a, b) });
            }
        }
    }
    found
}

/// The rank of each value, ties at their mean; nothing if all are equal.
fn mean_ranks(values: &[f64]) -> Option<Vec<f64>> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let groups: Vec<&[usize]> = order.chunk_by(|a, b| values[*a].total_cmp(&values[*b]).is_eq()).collect();
    if groups.len() < 2 {
        return None;
    }
    let mut before = 0;
    for group in groups {
        let mean = before as f64 + f64::midpoint(group.len() as f64, 1.0);
        for item in group {
            ranks[*item] = mean;
        }
        before += group.len();
    }
    Some(ranks)
}

fn pearson(a: &[f64], b: &[f64]) -> f64 {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (mean_a, mean_b) = (mean(a), mean(b));
    let (mut both, mut of_a, mut of_b) = (0.0, 0.0, 0.0);
    for (x, y) in a.iter().zip(b) {
        both += (x - mean_a) * (y - mean_b);
        of_a += (x - mean_a).powi(2);
        of_b += (y - mean_b).powi(2);
    }
    both / (of_a * of_b).sqrt()
}

/// A probability in the words of the Professional Head of Intelligence
/// Assessment's yardstick; between two of its bands the lower word holds.
pub fn yardstick(share: f64) -> &'static str {
    match share {
        _ if share >= 0.95 => "almost certain",
        _ if share >= 0.80 => "highly likely",
        _ if share >= 0.55 => "likely",
        _ if share >= 0.40 => "a realistic possibility",
        _ if share >= 0.25 => "unlikely",
        _ if share >= 0.10 => "highly unlikely",
        _ => "a remote chance",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(rows: &[[f64; 2]]) -> Vec<Vec<Bounds>> {
        rows.iter().map(|row| row.iter().map(|value| Bounds::exact(*value)).collect()).collect()
    }

    #[test]
    fn the_worked_example_of_the_method_page() {
        // methods §5: A (1, 0), B (0, 1), C (0.6, 0.6), any weights.
        let values = exact(&[[1.0, 0.0], [0.0, 1.0], [0.6, 0.6]]);
        let shares = rank_additive(&values, &[0.5, 0.5], WeightSpace::Anything, Draws::default());
        let expected = [[0.4, 0.1, 0.5], [0.4, 0.1, 0.5], [0.2, 0.8, 0.0]];
        for (shares, expected) in shares.iter().zip(expected) {
            for (rank, share) in expected.iter().enumerate() {
                assert!((shares.at(rank + 1) - share).abs() < 0.015, "{shares:?}");
            }
        }
        assert_eq!(shares[2].likely_ranks(), (1, 2));
    }

    #[test]
    fn an_unknown_value_is_drawn_between_its_bounds() {
        // 0.25 against anything from 0 to 1: first in a quarter of the draws.
        let values = vec![vec![Bounds::exact(0.25)], vec![Bounds::between(0.0, 1.0)]];
        let shares = rank_additive(&values, &[1.0], WeightSpace::Around(0.3), Draws::default());
        assert!((shares[0].at(1) - 0.25).abs() < 0.015);
        assert!((shares[0].within(2) - 1.0).abs() < 1e-12);
        let sides =
            [(Bounds::exact(0.5), Bounds::exact(0.5)), (Bounds::between(0.0, 1.0), Bounds::exact(1.0))];
        assert!((rank_products(&sides, Draws::default())[0].at(1) - 0.25).abs() < 0.015);
    }

    #[test]
    fn threads_change_no_draw() {
        let values = exact(&[[1.0, 0.0], [0.2, 0.7], [0.6, 0.6]]);
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let draws = Draws { count: 1001, seed: 7 };
            pool.install(|| rank_additive(&values, &[0.5, 0.5], WeightSpace::Around(0.3), draws))
        };
        assert_eq!(on(1), on(3));
    }

    #[test]
    fn the_nearest_turn_is_where_the_lines_cross() {
        // A = w, B = 1 − w, C = 0.6: at w = 0.55 C leads, and A passes it at 0.6.
        let values = vec![vec![0.6, 0.6], vec![1.0, 0.0], vec![0.0, 1.0]];
        let turns = turns(&values, &[0.55, 0.45], 1);
        let turn = turns[0].unwrap();
        assert_eq!((turn.enters, turn.leaves), (1, 0));
        assert!((turn.weight - 0.6).abs() < 1e-12);
        assert!((turns[1].unwrap().weight - 0.4).abs() < 1e-12);
        // Nothing brings in what is worse on everything.
        assert_eq!(super::turns(&[vec![0.6, 0.6], vec![0.1, 0.2]], &[0.5, 0.5], 1), [None, None]);
    }

    #[test]
    fn rank_correlation_by_hand() {
        // Ranks 1 2 3 4 against 2 1 4 3: 1 − 6 · 4 / (4 · 15) = 0.6.
        let rows =
            vec![vec![1.0, 20.0, 5.0], vec![2.0, 10.0, 5.0], vec![3.0, 40.0, 5.0], vec![4.0, 30.0, 5.0]];
        let found = correlations(&rows);
        assert_eq!(found.len(), 1, "the third criterion tells nothing apart");
        assert!((found[0].rho - 0.6).abs() < 1e-12);
        assert_eq!(mean_ranks(&[3.0, 1.0, 3.0]), Some(vec![2.5, 1.0, 2.5]));
    }

    #[test]
    fn words_begin_at_their_band() {
        for (share, word) in
            [(0.97, "almost certain"), (0.95, "almost certain"), (0.6, "likely"), (0.02, "a remote chance")]
        {
            assert_eq!(yardstick(share), word);
        }
    }
}
