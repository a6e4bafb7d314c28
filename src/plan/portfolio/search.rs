//! Local search over orders of starting: each order is read as a plan by
//! starting one action after the other as early as it fits.
//!
//! Source: the serial schedule scheme of resource-constrained scheduling
//! (Kolisch 1996), with simulated annealing over orders (Kirkpatrick et al.
//! 1983). Orders read so nearly always include a best plan, not always; branch
//! and bound looks beyond them. Chains are seeded and independent, so the
//! answer is the same at any number of threads.

use rayon::prelude::*;

use super::compiled::{Compiled, Window};
use super::schedule::{Schedule, value};
use crate::random::Random;

/// Chains, whatever the number of threads.
const CHAINS: u64 = 8;
/// Steps that one chain takes in all, shared out by the size of the problem.
const WORK: usize = 60_000_000;
const MOST_STEPS: usize = 60_000;
const LEAST_STEPS: usize = 4_000;
/// Temperatures as shares of the value, first and last.
const HOT: f64 = 0.02;
const COLD: f64 = 0.000_02;

/// What the search moves in.
pub(super) struct Space<'a> {
    pub(super) portfolio: &'a Compiled,
    pub(super) windows: &'a [Window],
    pub(super) rivals: &'a [Vec<usize>],
}

impl Space<'_> {
    fn read(&self, order: &[usize]) -> Schedule<'_> {
        let mut schedule = Schedule::new(self.portfolio, self.windows, self.rivals);
        for &action in order {
            schedule.place(action);
        }
        schedule
    }

    /// The value of a plan; far below nothing where something needed is left
    /// out.
    fn worth(&self, schedule: &Schedule<'_>) -> f64 {
        let missing = self
            .windows
            .iter()
            .zip(&schedule.start)
            .filter(|(window, start)| window.is_needed && **start == 0);
        value(self.portfolio, &schedule.start, &self.portfolio.worth) - 1e12 * missing.count() as f64
    }
}

/// Searches from a first plan. Gives back the best start years found, and
/// their value; far below nothing where no plan does all that must be done.
pub(super) fn search(
    space: &Space<'_>,
    first: &[usize],
    seed: u64,
    is_over: &(dyn Fn() -> bool + Sync),
) -> (Vec<usize>, f64) {
    let size = space.portfolio.findings.len() + 20 * space.portfolio.actions.len();
    let steps = (WORK / size.max(1)).clamp(LEAST_STEPS, MOST_STEPS);
    let found: Vec<(Vec<usize>, f64)> = (0..CHAINS)
        .into_par_iter()
        .map(|chain| anneal(space, first, steps, Random::new(seed, chain), is_over))
        .collect();
    // The first of equals.
    found
        .into_iter()
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
        .unwrap_or_else(|| (first.to_vec(), f64::NEG_INFINITY))
}

/// An order that reads as the first plan: by start year, the rest behind.
fn order_of(space: &Space<'_>, start: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..start.len()).filter(|&action| space.windows[action].is_open()).collect();
    let key = |action: usize| {
        let begun = if start[action] == 0 { usize::MAX } else { start[action] };
        (!space.windows[action].is_needed, begun, action)
    };
    order.sort_by_key(|&action| key(action));
    order
}

fn anneal(
    space: &Space<'_>,
    first: &[usize],
    steps: usize,
    mut random: Random,
    is_over: &(dyn Fn() -> bool + Sync),
) -> (Vec<usize>, f64) {
    let mut order = order_of(space, first);
    let schedule = space.read(&order);
    let mut now = space.worth(&schedule);
    let mut best = (schedule.start, now);
    if order.len() < 2 {
        return best;
    }
    for step in 0..steps {
        if step % 256 == 0 && is_over() {
            break;
        }
        let (from, to) = draw_move(&mut random, order.len());
        shift(&mut order, from, to);
        let schedule = space.read(&order);
        let after = space.worth(&schedule);
        let heat = HOT * (COLD / HOT).powf(step as f64 / steps as f64) * now.abs().max(1e-9);
        if after >= now || random.unit() < ((after - now) / heat).exp() {
            now = after;
            if now > best.1 {
                best = (schedule.start, now);
            }
        } else {
            shift(&mut order, to, from);
        }
    }
    best
}

/// A place and where to move it: near in three of four draws.
fn draw_move(random: &mut Random, length: usize) -> (usize, usize) {
    let from = random.below(length as u32) as usize;
    let reach = if random.below(4) == 0 { length } else { (length / 6).clamp(2, 12) };
    let step = 1 + random.below(reach as u32) as usize;
    let to = if random.below(2) == 0 { from.saturating_sub(step) } else { (from + step).min(length - 1) };
    (from, to)
}

fn shift(order: &mut [usize], from: usize, to: usize) {
    if from < to {
        order[from..=to].rotate_left(1);
    } else {
        order[to..=from].rotate_right(1);
    }
}
