//! How firm the order of an estate's systems and findings is.
//!
//! Only the first [`CANDIDATES`] of each list are drawn: what stands below
//! them is taken not to reach the top.

use super::ranking::{RankPosition, Standings};
use super::risk::Scored;
use super::robustness::{
    Correlation, Draws, RankShares, Turn, WeightSpace, correlations, rank_additive, rank_products, turns,
};
use crate::analyse::finding::Bounds;
use crate::method::{Criterion, Weights};

/// How many of each list are drawn.
pub const CANDIDATES: usize = 200;

/// How far each agreed weight is drawn up and down.
pub const AROUND: f64 = 0.3;

/// How many the smallest change of a weight is sought for.
pub const TOP: usize = 10;

/// Of how many of the first the correlation of criteria is taken.
pub const MOST_CORRELATED: usize = 5000;

/// From this rank correlation, up or down, two criteria count alike.
pub const CORRELATED: f64 = 0.8;

/// How firm an order is.
#[derive(Clone, Debug, Default)]
pub struct Firmness {
    /// How it was drawn.
    pub draws: Draws,
    /// The first systems and fleets in order, with weights within 30% of the
    /// agreed ones.
    pub standings: Vec<RankShares>,
    /// The same with any weights at all.
    pub standings_at_any_weights: Vec<RankShares>,
    /// The first open findings in order, by their indices, unknown facts drawn.
    pub findings: Vec<(u32, RankShares)>,
    /// By criterion, the smallest change of its weight that alters the first
    /// ten; indices are those of the standings.
    pub turns: Vec<Option<Turn>>,
    /// Pairs of criteria that order the ranked ones alike or against each
    /// other, by their places in [`Criterion::ALL`].
    pub correlated: Vec<Correlation>,
}

impl Firmness {
    /// The shares of a finding, by its index; nothing if it was not drawn.
    pub fn of_finding(&self, index: u32) -> Option<&RankShares> {
        self.findings.iter().find(|(finding, _)| *finding == index).map(|(_, shares)| shares)
    }
}

/// Draws and ranks. O(draws × candidates × log candidates) and little for the rest.
pub fn measure(standings: &Standings, findings: &[Scored], weights: &Weights) -> Firmness {
    let draws = Draws::default();
    let ranked: Vec<&RankPosition> = standings.all.iter().filter(|standing| standing.rank > 0).collect();
    let candidates = &ranked[..ranked.len().min(CANDIDATES)];
    let agreed: Vec<f64> = Criterion::ALL.iter().map(|criterion| weights.get(*criterion)).collect();
    let bounds: Vec<Vec<Bounds>> = candidates
        .iter()
        .map(|standing| standing.contributions.iter().map(|each| each.value).collect())
        .collect();
    let points = |list: &[&RankPosition]| -> Vec<Vec<f64>> {
        list.iter()
            .map(|standing| standing.contributions.iter().map(|each| each.value.point()).collect())
            .collect()
    };
    let open: Vec<u32> = (0..findings.len() as u32)
        .filter(|index| findings[*index as usize].is_open())
        .take(CANDIDATES)
        .collect();
    let sides: Vec<(Bounds, Bounds)> = open
        .iter()
        .map(|index| (findings[*index as usize].likelihood, findings[*index as usize].impact))
        .collect();
    let correlated = correlations(&points(&ranked[..ranked.len().min(MOST_CORRELATED)]));
    Firmness {
        draws,
        standings: rank_additive(&bounds, &agreed, WeightSpace::Around(AROUND), draws),
        standings_at_any_weights: rank_additive(&bounds, &agreed, WeightSpace::Anything, draws),
        findings: open.into_iter().zip(rank_products(&sides, draws)).collect(),
        turns: turns(&points(candidates), &agreed, TOP),
        correlated: correlated.into_iter().filter(|pair| pair.rho.abs() > CORRELATED).collect(),
    }
}
