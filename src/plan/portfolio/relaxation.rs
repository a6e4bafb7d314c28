//! The "started by" formulation, and the only file that knows the solver.
//!
//! y[a,t] is 1 if action a has started by year t, z[f,c] if finding f is
//! cleared by the end of year c. Findings that one action clears need no z:
//! their value stands at y. Method: methods §6.

use std::time::Duration;

use microlp::{
    ComparisonOp, OptimizationDirection, Problem as Programme, SolveOptions, SolveOutcome, Variable,
};

use super::compiled::{Compiled, Window};
use super::schedule;

/// The formulation.
pub(super) struct Formulation<'a> {
    portfolio: &'a Compiled,
    windows: &'a [Window],
    programme: Programme,
    /// y of each action from the first year of its window.
    started: Vec<Vec<Variable>>,
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

impl<'a> Formulation<'a> {
    /// Builds it, with whole numbers or without.
    pub(super) fn new(portfolio: &'a Compiled, windows: &'a [Window], is_whole: bool) -> Self {
        let mut programme = Programme::new(OptimizationDirection::Maximize);
        let started = windows
            .iter()
            .enumerate()
            .map(|(action, window)| {
                // Empty where the window is shut.
                let years = window.first..=window.last;
                years
                    .map(|year| {
                        let gain = own_gain(portfolio, action, year, *window);
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
        for action in 0..self.windows.len() {
            for pair in self.started[action].clone().windows(2) {
                self.at_most(pair[0], Some(pair[1]));
            }
            for before in self.portfolio.actions[action].after.clone() {
                let years = self.portfolio.actions[before].years as i64;
                for (k, variable) in self.started[action].clone().into_iter().enumerate() {
                    let year = (self.windows[action].first + k) as i64;
                    let earlier = self.y(before, year - years);
                    self.at_most(variable, earlier);
                }
            }
        }
    }

    fn add_resources(&mut self) {
        for (resource, row) in self.portfolio.resources.iter().enumerate() {
            for (index, limit) in row.limit.iter().enumerate() {
                let year = index as i64 + 1;
                let mut terms: std::collections::BTreeMap<usize, (Variable, f64)> =
                    std::collections::BTreeMap::new();
                for (action, data) in self.portfolio.actions.iter().enumerate() {
                    for (k, amount) in
                        data.demand[resource].iter().enumerate().filter(|(_, amount)| **amount != 0.0)
                    {
                        for (variable, sign) in [
                            (self.y(action, year - k as i64), 1.0),
                            (self.y(action, year - k as i64 - 1), -1.0),
                        ] {
                            if let Some(variable) = variable {
                                terms.entry(variable.idx()).or_insert((variable, 0.0)).1 += sign * amount;
                            }
                        }
                    }
                }
                let terms: Vec<(Variable, f64)> = terms.into_values().filter(|term| term.1 != 0.0).collect();
                if !terms.is_empty() {
                    self.programme.add_constraint(&terms, ComparisonOp::Le, *limit);
                }
            }
        }
    }

    fn add_exclusion(&mut self) {
        for &(one, other) in &self.portfolio.exclusive {
            let last = self.portfolio.years as i64;
            if let (Some(one), Some(other)) = (self.y(one, last), self.y(other, last)) {
                self.programme.add_constraint([(one, 1.0), (other, 1.0)], ComparisonOp::Le, 1.0);
            }
        }
    }

    fn add_findings(&mut self) {
        for finding in &self.portfolio.findings {
            if finding.actions.len() == 1 {
                continue;
            }
            for year in 1..=self.portfolio.years {
                let done: Vec<Option<Variable>> = finding
                    .actions
                    .iter()
                    .map(|&action| {
                        self.y(action, year as i64 - self.portfolio.actions[action].years as i64 + 1)
                    })
                    .collect();
                let could = if finding.needs_all {
                    done.iter().all(Option::is_some)
                } else {
                    done.iter().any(Option::is_some)
                };
                let gain = finding.value * step(self.portfolio, year);
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

    /// The optimum of the linear relaxation; nothing if it was not reached in
    /// time.
    pub(super) fn relaxed(&self, limit: Option<Duration>) -> Option<f64> {
        let mut options = SolveOptions::default();
        options.time_limit = limit;
        let outcome = self.programme.solve_with(options).ok()?;
        outcome.is_optimal().then(|| outcome.solution().map(microlp::Solution::objective)).flatten()
    }

    /// Begins branch and bound from a known plan.
    pub(super) fn begin(&self, start: &[usize], nodes: u64, limit: Option<Duration>) -> Option<SolveOutcome> {
        let hint = (0..start.len()).flat_map(|action| {
            let first = self.windows[action].first;
            self.started[action].iter().enumerate().map(move |(k, variable)| {
                let is_started = start[action] != 0 && start[action] <= first + k;
                (*variable, f64::from(u8::from(is_started)))
            })
        });
        let mut options = SolveOptions::default();
        options.node_limit = Some(nodes);
        options.time_limit = limit;
        options.warm_start = Some(hint.collect());
        self.programme.solve_with(options).ok()
    }

    /// What an outcome says.
    pub(super) fn standing(&self, outcome: &SolveOutcome) -> Standing {
        let stats = outcome.stats();
        let start = outcome.solution().map(|solution| self.read(solution));
        Standing {
            bound: stats.best_bound,
            start: start.filter(|start| schedule::fault(self.portfolio, start).is_none()),
            is_done: outcome.is_optimal(),
            nodes: stats.nodes_solved,
        }
    }

    fn read(&self, solution: &microlp::Solution) -> Vec<usize> {
        self.started
            .iter()
            .zip(self.windows)
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

/// What y[a,t] is worth through findings that the action clears alone.
fn own_gain(portfolio: &Compiled, action: usize, year: usize, window: Window) -> f64 {
    let alone = portfolio.findings.iter().filter(|finding| finding.actions == [action]);
    let value: f64 = alone.map(|finding| finding.value).sum();
    let done = year + portfolio.actions[action].years - 1;
    // y stands still after the window, so that its last year holds the rest.
    let later = if year == window.last { 0.0 } else { portfolio.worth[done + 1] };
    value * (portfolio.worth[done] - later)
}
