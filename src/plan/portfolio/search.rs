//! Local search in generations: chains find plans apart from each other, then
//! go on in nothing but what the best of them disagree about; so do generations
//! with each other.
//!
//! What good plans have in common is nearly always right, so each round makes
//! the space smaller and the same work goes deeper. Source: scatter search and
//! path relinking (Glover 1998), with annealing as the improvement. Chains are
//! seeded and rounds are counted, so the answer is the same at any number of
//! threads.

use rayon::prelude::*;

use super::anneal::{Chain, Heat, Space};
use crate::random::Random;

/// Chains in a round and plans in the pool, whatever the number of threads.
const CHAINS: usize = 8;
/// Rounds of a generation at most, and how many may change nothing before it
/// ends.
const MOST_ROUNDS: usize = 12;
const STALE: usize = 2;
/// At first everything is open; later the plans are only warmed up.
const FIRST: Heat = Heat { hot: 1.0, cold: 0.05 };
const LATER: Heat = Heat { hot: 0.25, cold: 0.05 };

/// A sound plan and its value.
type Found = (Vec<usize>, f64);

/// A search under way.
pub(super) struct Search<'a> {
    space: &'a Space<'a>,
    first: Vec<usize>,
    seed: u64,
    rounds: u64,
    /// The best plans of all generations.
    elite: Vec<Found>,
}

impl<'a> Search<'a> {
    /// Starts from a plan, which need not be sound.
    pub(super) fn new(space: &'a Space<'a>, first: &[usize], seed: u64) -> Self {
        Self { space, first: first.to_vec(), seed, rounds: 0, elite: Vec::new() }
    }

    /// One generation of `moves` in each chain of each round. Gives back the
    /// start years of the best sound plan found so far, if any was.
    pub(super) fn generation(
        &mut self,
        moves: usize,
        is_over: &(dyn Fn() -> bool + Sync),
    ) -> Option<Vec<usize>> {
        let first = [self.first.clone()];
        let fresh = self.round(&first, self.space.open(), FIRST, moves, is_over);
        let fresh = self.agree(fresh, moves, is_over);
        // What generations that knew nothing of each other disagree about is
        // where they can be wrong.
        let mut both = fresh;
        both.truncate(CHAINS / 2);
        both.extend(self.elite.drain(..).take(CHAINS / 2));
        self.elite = self.agree(both, moves, is_over);
        self.elite.first().map(|best| best.0.clone())
    }

    /// Goes on in what plans disagree about until that brings nothing new.
    fn agree(
        &mut self,
        mut pool: Vec<Found>,
        moves: usize,
        is_over: &(dyn Fn() -> bool + Sync),
    ) -> Vec<Found> {
        keep_best(&mut pool);
        let mut stale = 0;
        for _ in 0..MOST_ROUNDS {
            let open = disagreed(&pool, self.space.open());
            if open.is_empty() || stale == STALE || is_over() {
                break;
            }
            let before = pool.clone();
            let firsts: Vec<Vec<usize>> = pool.iter().map(|found| found.0.clone()).collect();
            pool.extend(self.round(&firsts, &open, LATER, moves, is_over));
            keep_best(&mut pool);
            stale = if pool == before { stale + 1 } else { 0 };
        }
        pool
    }

    fn round(
        &mut self,
        firsts: &[Vec<usize>],
        open: &[usize],
        heat: Heat,
        moves: usize,
        is_over: &(dyn Fn() -> bool + Sync),
    ) -> Vec<Found> {
        self.rounds += 1;
        let seed = crate::random::mix(self.seed).wrapping_add(self.rounds);
        (0..CHAINS)
            .into_par_iter()
            .filter_map(|chain| {
                let mut random = Random::new(seed, chain as u64);
                Chain::new(self.space, &firsts[chain % firsts.len()], open).anneal(
                    heat,
                    moves,
                    &mut random,
                    is_over,
                )
            })
            .collect()
    }
}

/// The best plans, best first, each once.
fn keep_best(pool: &mut Vec<Found>) {
    pool.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    pool.dedup_by(|a, b| a.0 == b.0);
    pool.truncate(CHAINS);
}

/// The actions that not every plan of the pool starts in the same year.
fn disagreed(pool: &[Found], open: &[usize]) -> Vec<usize> {
    let is_disputed = |action: &usize| pool.iter().any(|found| found.0[*action] != pool[0].0[*action]);
    open.iter().copied().filter(is_disputed).collect()
}
