//! How long to look for a plan, and what is usual.

use std::time::Duration;

use super::compiled::Compiled;
use super::solution::{Solution, SolveMethod};

/// When to stop.
#[derive(Clone, Copy, Debug)]
pub struct SolveLimits {
    /// Stop when the gap is this or less: 0 to prove the best.
    pub gap: f64,
    /// Stop after so many nodes of branch and bound; with none, the linear
    /// relaxation is left out, too.
    pub nodes: u64,
    /// Moves of a chain in the first generation of the search, and in the
    /// longest; with none, nothing is searched.
    pub moves: (usize, usize),
    /// How long one call of the solver goes on before it looks whether anyone
    /// still waits for it; nothing where it need not.
    pub slice: Option<Duration>,
    /// The seed of the search.
    pub seed: u64,
}

impl Default for SolveLimits {
    fn default() -> Self {
        Self {
            gap: 0.0,
            nodes: 200_000,
            moves: (50_000, 500_000),
            slice: Some(Duration::from_secs(5)),
            seed: 1,
        }
    }
}

impl SolveLimits {
    /// What is done where nobody waits for a plan alone: about a second's work
    /// at most, the less of it the larger the portfolio, and nothing that
    /// hangs on time, so that the same input gives the same plan everywhere.
    pub fn usual(portfolio: &Compiled) -> Self {
        let size = size(portfolio);
        let nodes = if size <= MOST_BRANCHED { tries(portfolio) } else { 0 };
        let actions = portfolio.actions.len();
        let moves = if actions <= MOST_SEARCHED { 1_000_000 / actions.max(100) } else { 0 };
        Self { gap: 0.005, nodes, moves: (moves, moves), slice: None, seed: 1 }
    }
}

/// How long to look for a plan, and who is told of it.
#[derive(Clone, Copy)]
pub struct Effort<'a> {
    /// When to stop; nothing for what is usual.
    pub limits: Option<SolveLimits>,
    /// Whether it is over.
    pub is_over: &'a (dyn Fn() -> bool + Sync),
    /// Whom to tell of each step.
    pub watch: &'a dyn Fn(SolveProgress),
}

impl Effort<'static> {
    /// What is done wherever nobody asks for more.
    pub const USUAL: Self = Self { limits: None, is_over: &|| false, watch: &|_| {} };
}

/// A plan that is known before anything is solved.
#[derive(Clone, Debug)]
pub struct Known {
    /// The start year of each action; 0 where it is not done.
    pub start: Vec<usize>,
    /// How it was found.
    pub method: SolveMethod,
}

impl Known {
    /// The plan of a solution.
    pub fn of(solution: &Solution) -> Self {
        Self { start: solution.start.clone(), method: solution.method }
    }
}

/// A step of the solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SolveStep {
    /// The greedy plan is made.
    Greedy,
    /// The linear relaxation is solved, or was given up.
    Relaxation,
    /// The local search is done.
    Search,
    /// Branch and bound goes on.
    Branching,
}

/// How far the solution is.
#[derive(Clone, Copy, Debug)]
pub struct SolveProgress {
    /// The step that has just been made.
    pub step: SolveStep,
    /// The value of the best plan so far.
    pub value: f64,
    /// No plan is worth more.
    pub bound: f64,
}

/// About as many variables as branch and bound has.
pub(super) fn size(portfolio: &Compiled) -> usize {
    let shared = portfolio.findings.iter().filter(|finding| finding.actions.len() > 1).count();
    portfolio.years * (portfolio.actions.len() + shared)
}

/// Nodes of branch and bound that take some tenths of a second.
pub(super) fn tries(portfolio: &Compiled) -> u64 {
    (100_000 / size(portfolio).max(1)).max(20) as u64
}

/// Up to this size branch and bound is usual.
const MOST_BRANCHED: usize = 4_000;
/// Up to so many actions the search is usual.
const MOST_SEARCHED: usize = 1_000;
