//! The "started by" formulation, and the only file that knows the solver.
//!
//! y[a,t] is 1 if action a has started by year t, z[f,c] if finding f is
//! cleared by the end of year c. Findings that one action clears need no z:
//! their value stands at y. Method: methods §6.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use microlp::{
    ComparisonOp, Error, OptimizationDirection, Problem as Programme, SolveOptions, SolveOutcome, Variable,
};

use super::compiled::{Compiled, UNBOUNDED, Window};
use super::schedule;

/// The formulation; it shares what it was made from, so that it can be solved
/// on a thread that nobody waits for.
pub(super) struct Formulation {
    portfolio: Arc<Compiled>,
    windows: Arc<[Window]>,
    programme: Programme,
    /// y of each action from the first year of its window.
    started: Vec<Vec<Variable>>,
}

/// What came of the linear relaxation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Relaxed {
    /// Its optimum.
    Optimum(f64),
    /// Not even it has a solution, so no plan does all that must be done.
    Impossible,
    /// It was left before its end.
    GivenUp,
}

/// What came of a turn of branch and bound.
pub(super) enum Turn {
    /// What it knows now.
    Standing(Standing),
    /// No plan does all that must be done.
    Impossible,
    /// The solver failed.
    Failed,
}

/// What branch and bound knows after a slice of work.
pub(super) struct Standing {
    /// No plan is worth more.
    pub(super) bound: Option<f64>,
    /// Start years of the best plan that it found.
    pub(super) start: Option<Vec<usize>>,
    /// Whether nothing is left to look at.
    pub(super) is_done: bool,
    /// Nodes solved.
    pub(super) nodes: u64,
}

impl Formulation {
    /// Builds it, with whole numbers or without.
    pub(super) fn new(portfolio: &Arc<Compiled>, windows: &Arc<[Window]>, is_whole: bool) -> Self {
        let mut programme = Programme::new(OptimizationDirection::Maximize);
        let alone = cleared_alone(portfolio);
        let started = windows
            .iter()
            .enumerate()
            .map(|(action, window)| {
                // Empty where the window is shut.
                let years = window.first..=window.last;
                years
                    .map(|year| {
                        let gain = alone[action] * own_step(portfolio, action, year, *window);
                        let must = i32::from(window.is_needed && year == window.last);
                        if is_whole {
                            programme.add_integer_var(gain, (must, 1))
                        } else {
                            programme.add_var(gain, (f64::from(must), 1.0))
                        }
                    })
                    .collect()
            })
            .collect();
        let (portfolio, windows) = (Arc::clone(portfolio), Arc::clone(windows));
        let mut formulation = Self { portfolio, windows, programme, started };
        formulation.add_order();
        formulation.add_resources();
        formulation.add_exclusion();
        formulation.add_findings();
        formulation
    }

    /// y[a,t]; nothing where it is 0 for certain.
    fn y(&self, action: usize, year: i64) -> Option<Variable> {
        let window = self.windows[action];
        if !window.is_open() || year < window.first as i64 {
            return None;
        }
        self.started[action].get((year as usize).min(window.last) - window.first).copied()
    }

    fn at_most(&mut self, left: Variable, right: Option<Variable>) {
        let mut terms = vec![(left, 1.0)];
        terms.extend(right.map(|right| (right, -1.0)));
        self.programme.add_constraint(&terms, ComparisonOp::Le, 0.0);
    }

    fn add_order(&mut self) {
        let portfolio = Arc::clone(&self.portfolio);
        for action in 0..self.windows.len() {
            for pair in self.started[action].clone().windows(2) {
                self.at_most(pair[0], Some(pair[1]));
            }
            for &before in &portfolio.actions[action].after {
                let years = portfolio.actions[before].years as i64;
                for (k, variable) in self.started[action].clone().into_iter().enumerate() {
                    let year = (self.windows[action].first + k) as i64;
                    let earlier = self.y(before, year - years);
                    self.at_most(variable, earlier);
                }
            }
        }
    }

    fn add_resources(&mut self) {
        let portfolio = Arc::clone(&self.portfolio);
        let mut taking = vec![Vec::new(); portfolio.resources.len()];
        for (action, row) in portfolio.actions.iter().enumerate() {
            row.demand.iter().for_each(|demand| taking[demand.resource].push((action, &demand.by_year)));
        }
        for (row, taking) in portfolio.resources.iter().zip(&taking) {
            for (index, limit) in row.limit.iter().enumerate().filter(|(_, limit)| **limit < UNBOUNDED) {
                let terms = self.taken(taking, index as i64 + 1);
                if !terms.is_empty() {
                    self.programme.add_constraint(&terms, ComparisonOp::Le, *limit);
                }
            }
        }
    }

    /// What actions take of a resource in a year.
    fn taken(&self, taking: &[(usize, &Vec<f64>)], year: i64) -> Vec<(Variable, f64)> {
        let mut terms: BTreeMap<usize, (Variable, f64)> = BTreeMap::new();
        for (action, by_year) in taking {
            for (k, amount) in by_year.iter().enumerate().filter(|(_, amount)| **amount != 0.0) {
                // In its year of work k: started by then, and not by the year before.
                let started = year - k as i64;
                for (variable, sign) in
                    [(self.y(*action, started), 1.0), (self.y(*action, started - 1), -1.0)]
                {
                    if let Some(variable) = variable {
                        terms.entry(variable.idx()).or_insert((variable, 0.0)).1 += sign * amount;
                    }
                }
            }
        }
        terms.into_values().filter(|term| term.1 != 0.0).collect()
    }

    fn add_exclusion(&mut self) {
        let portfolio = Arc::clone(&self.portfolio);
        for &(one, other) in &portfolio.exclusive {
            let last = portfolio.years as i64;
            if let (Some(one), Some(other)) = (self.y(one, last), self.y(other, last)) {
                self.programme.add_constraint([(one, 1.0), (other, 1.0)], ComparisonOp::Le, 1.0);
            }
        }
    }

    fn add_findings(&mut self) {
        let portfolio = Arc::clone(&self.portfolio);
        for finding in &portfolio.findings {
            if finding.actions.len() == 1 {
                continue;
            }
            for year in 1..=portfolio.years {
                let done: Vec<Option<Variable>> = finding
                    .actions
                    .iter()
                    .map(|&action| self.y(action, year as i64 - portfolio.actions[action].years as i64 + 1))
                    .collect();
                let could = if finding.needs_all {
                    done.iter().all(Option::is_some)
                } else {
                    done.iter().any(Option::is_some)
                };
                let gain = finding.value * step(&portfolio, year);
                if !could || gain <= 0.0 {
                    continue;
                }
                let cleared = self.programme.add_var(gain, (0.0, 1.0));
                if finding.needs_all {
                    for variable in done {
                        self.at_most(cleared, variable);
                    }
                } else {
                    let mut terms = vec![(cleared, 1.0)];
                    terms.extend(done.into_iter().flatten().map(|variable| (variable, -1.0)));
                    self.programme.add_constraint(&terms, ComparisonOp::Le, 0.0);
                }
            }
        }
    }

    /// Solves it without whole numbers, slice by slice until it is left alone.
    pub(super) fn relaxed(&self, slice: Option<Duration>, is_left: &AtomicBool) -> Relaxed {
        let mut options = SolveOptions::default();
        options.time_limit = slice;
        let mut outcome = self.programme.solve_with(options);
        loop {
            match outcome {
                Err(Error::Infeasible) => return Relaxed::Impossible,
                Ok(found) if found.is_optimal() => {
                    let optimum = found.solution().map(microlp::Solution::objective);
                    return optimum.map_or(Relaxed::GivenUp, Relaxed::Optimum);
                }
                Ok(found) if !is_left.load(Ordering::Relaxed) => outcome = found.resume(),
                _ => return Relaxed::GivenUp,
            }
        }
    }

    /// Begins branch and bound from a known plan.
    pub(super) fn begin(
        &self,
        start: &[usize],
        nodes: u64,
        slice: Option<Duration>,
    ) -> Result<SolveOutcome, Error> {
        let hint = (0..start.len()).flat_map(|action| {
            let first = self.windows[action].first;
            self.started[action].iter().enumerate().map(move |(k, variable)| {
                let is_started = start[action] != 0 && start[action] <= first + k;
                (*variable, f64::from(u8::from(is_started)))
            })
        });
        let mut options = SolveOptions::default();
        options.node_limit = Some(nodes);
        options.time_limit = slice;
        options.warm_start = Some(hint.collect());
        self.programme.solve_with(options)
    }

    /// What an outcome says.
    pub(super) fn turn(&self, outcome: &Result<SolveOutcome, Error>) -> Turn {
        let outcome = match outcome {
            Ok(outcome) => outcome,
            Err(Error::Infeasible) => return Turn::Impossible,
            Err(_) => return Turn::Failed,
        };
        let stats = outcome.stats();
        let start = outcome.solution().map(|solution| self.read(solution));
        Turn::Standing(Standing {
            bound: stats.best_bound,
            start: start.filter(|start| schedule::fault(&self.portfolio, start).is_none()),
            is_done: outcome.is_optimal(),
            nodes: stats.nodes_solved,
        })
    }

    fn read(&self, solution: &microlp::Solution) -> Vec<usize> {
        self.started
            .iter()
            .zip(self.windows.iter())
            .map(|(years, window)| {
                let begun = years.iter().position(|variable| solution.var_value(*variable) > 0.5);
                begun.map_or(0, |k| window.first + k)
            })
            .collect()
    }
}

/// What being cleared by the end of a year adds over the year after it.
fn step(portfolio: &Compiled, year: usize) -> f64 {
    portfolio.worth[year] - if year < portfolio.years { portfolio.worth[year + 1] } else { 0.0 }
}

/// By action: what the findings that it clears alone are worth a year.
fn cleared_alone(portfolio: &Compiled) -> Vec<f64> {
    let mut alone = vec![0.0; portfolio.actions.len()];
    for finding in &portfolio.findings {
        if let [action] = finding.actions[..] {
            alone[action] += finding.value;
        }
    }
    alone
}

/// What y[a,t] adds of a finding that the action clears alone.
fn own_step(portfolio: &Compiled, action: usize, year: usize, window: Window) -> f64 {
    let done = year + portfolio.actions[action].years - 1;
    // y stands still after the window, so that its last year holds the rest.
    let later = if year == window.last { 0.0 } else { portfolio.worth[done + 1] };
    portfolio.worth[done] - later
}
