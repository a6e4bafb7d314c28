//! The roadmap of an estate: what to fund in which year, what that brings,
//! what is left undone and until when it can wait.
//!
//! Source: methods §6; the solver is [`super::portfolio`]. This stage turns an
//! estate's actions into that problem and its answer back into actions, years
//! and money. It knows no page.

mod clinical;
mod ends;
pub mod frame;
pub mod map;
mod outcome;
pub mod proposal;
pub mod quarters;

pub use clinical::needs_clinical_review;
pub use ends::Cliff;
pub use frame::{Frame, Pot, PotKind, YearBudget, has_ended};
pub use map::{LeftOut, Portfolio, portfolio};
pub use outcome::{Placed, Price, Roadmap, Undone, WhyUndone, YearPlan};

use super::Actions;
use super::portfolio::{Limits, Progress, Solution, solve};
use crate::analyse::context::Context;
use crate::score::Scored;

/// All that a roadmap is made from.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// What rules may read.
    pub context: &'a Context<'a>,
    /// What could be done.
    pub actions: &'a Actions,
    /// Every finding, highest risk first.
    pub scored: &'a [Scored],
    /// Actions that must be done, by their indices.
    pub forced: &'a [usize],
    /// Actions that may not be done, by their indices.
    pub forbidden: &'a [usize],
}

/// Makes the roadmap: solves the portfolio, then solves it again with each
/// tight limit lifted, and with the next money.
///
/// The same at any number of threads unless `is_over` or a slice's time cuts
/// it short. The cost is that of the solver, once and once more, shortened,
/// for each limit.
pub fn roadmap(
    given: Given<'_>,
    frame: Frame,
    limits: &Limits,
    is_over: &(dyn Fn() -> bool + Sync),
    watch: &dyn Fn(Progress),
) -> Roadmap {
    let portfolio = portfolio(given, &frame);
    let solution = solved(&portfolio, limits, is_over, watch);
    outcome::outcome(given, frame, portfolio, solution, limits, is_over)
}

/// Solves, first with what must start by a day taken as a must.
fn solved(
    portfolio: &Portfolio,
    limits: &Limits,
    is_over: &(dyn Fn() -> bool + Sync),
    watch: &dyn Fn(Progress),
) -> Solution {
    if portfolio.compiled.actions.iter().all(|action| action.latest.is_none()) {
        return solve(&portfolio.compiled, limits, is_over, watch);
    }
    let mut strict = portfolio.compiled.clone();
    for action in &mut strict.actions {
        action.deadline = [action.deadline, action.latest].into_iter().flatten().min();
    }
    let with_all = solve(&strict, limits, is_over, watch);
    // Where not everything fits in time, what is late may start later or never,
    // and is named.
    if with_all.is_feasible { with_all } else { solve(&portfolio.compiled, limits, is_over, watch) }
}
