//! Start years, what they use and what they are worth.

use super::compiled::{Compiled, ROOM, Window};

/// A plan being made: start years and what is left of each resource.
#[derive(Clone, Debug)]
pub(super) struct Schedule<'a> {
    portfolio: &'a Compiled,
    windows: &'a [Window],
    rivals: &'a [Vec<usize>],
    /// The start year of each action; 0 where it is not done.
    pub(super) start: Vec<usize>,
    /// What is left of each resource in each year.
    left: Vec<Vec<f64>>,
}

impl<'a> Schedule<'a> {
    pub(super) fn new(portfolio: &'a Compiled, windows: &'a [Window], rivals: &'a [Vec<usize>]) -> Self {
        Self {
            portfolio,
            windows,
            rivals,
            start: vec![0; portfolio.actions.len()],
            left: portfolio.resources.iter().map(|resource| resource.limit.clone()).collect(),
        }
    }

    /// Starts an action as early as it fits, what must come before it first,
    /// and gives back what was started; nothing, and nothing changed, where it
    /// does not fit.
    pub(super) fn place_all(&mut self, action: usize) -> Vec<usize> {
        let mut placed = Vec::new();
        if !self.place_into(action, &mut placed) {
            for action in placed.drain(..) {
                self.remove(action);
            }
        }
        placed
    }

    /// What is said of the start years with an action placed, and of what had
    /// to be started for it; nothing where it does not fit. Changes nothing.
    pub(super) fn tried<R>(
        &mut self,
        action: usize,
        look: impl FnOnce(&[usize], &[usize]) -> R,
    ) -> Option<R> {
        // Adding back what was taken off would not give the same sums.
        let left = self.left.clone();
        let mut placed = Vec::new();
        let said = self.place_into(action, &mut placed).then(|| look(&self.start, &placed));
        for action in placed {
            self.start[action] = 0;
        }
        self.left = left;
        said
    }

    fn place_into(&mut self, action: usize, placed: &mut Vec<usize>) -> bool {
        if self.start[action] != 0 {
            return true;
        }
        if !self.windows[action].is_open() || self.rivals[action].iter().any(|&rival| self.start[rival] != 0)
        {
            return false;
        }
        let portfolio = self.portfolio;
        let row = &portfolio.actions[action];
        let mut first = self.windows[action].first;
        for &before in &row.after {
            if !self.place_into(before, placed) {
                return false;
            }
            first = first.max(self.start[before] + portfolio.actions[before].years);
        }
        let fitting = (first..=self.windows[action].last).find(|&start| self.fits(action, start));
        let Some(start) = fitting else { return false };
        self.put(action, start);
        placed.push(action);
        true
    }

    fn fits(&self, action: usize, start: usize) -> bool {
        self.left.iter().zip(&self.portfolio.actions[action].demand).all(|(left, demand)| {
            demand.iter().zip(&left[start - 1..]).all(|(amount, left)| *amount <= *left + ROOM)
        })
    }

    pub(super) fn put(&mut self, action: usize, start: usize) {
        self.start[action] = start;
        self.use_up(action, start, 1.0);
    }

    fn remove(&mut self, action: usize) {
        let start = std::mem::take(&mut self.start[action]);
        self.use_up(action, start, -1.0);
    }

    fn use_up(&mut self, action: usize, start: usize, sign: f64) {
        for (left, demand) in self.left.iter_mut().zip(&self.portfolio.actions[action].demand) {
            for (amount, left) in demand.iter().zip(&mut left[start - 1..]) {
                *left -= sign * amount;
            }
        }
    }

    /// Whether everything that must be done is done.
    pub(super) fn has_needed(&self) -> bool {
        self.windows.iter().zip(&self.start).all(|(window, start)| !window.is_needed || *start != 0)
    }
}

/// The year at whose end each finding is cleared; 0 where it never is.
pub(super) fn cleared(portfolio: &Compiled, start: &[usize], finding: usize) -> usize {
    let row = &portfolio.findings[finding];
    let done = |action: &usize| match start[*action] {
        0 => None,
        start => Some(start + portfolio.actions[*action].years - 1),
    };
    if row.needs_all {
        row.actions.iter().map(done).try_fold(0, |last, done| Some(last.max(done?))).unwrap_or(0)
    } else {
        row.actions.iter().filter_map(done).min().unwrap_or(0)
    }
}

/// Σ value × worth over what is cleared, by a table of worth.
pub(super) fn value(portfolio: &Compiled, start: &[usize], worth: &[f64]) -> f64 {
    let sum: f64 = (0..portfolio.findings.len())
        .map(|finding| match cleared(portfolio, start, finding) {
            0 => 0.0,
            year => portfolio.findings[finding].value * worth[year],
        })
        .sum();
    // The sum of nothing is a zero with a minus, which nobody should read.
    sum + 0.0
}

/// What is wrong with start years, checked from the ground up; nothing where
/// they are feasible.
pub(super) fn fault(portfolio: &Compiled, start: &[usize]) -> Option<String> {
    for (action, &begun) in start.iter().enumerate() {
        let row = &portfolio.actions[action];
        if begun == 0 {
            if row.deadline.is_some() {
                return Some(format!("`{}` must be done and is not", row.id));
            }
            continue;
        }
        if begun < row.earliest || begun + row.years > portfolio.years + 1 {
            return Some(format!("`{}` starts in year {begun}, outside its years", row.id));
        }
        if row.deadline.into_iter().chain(row.latest).any(|last| begun > last) {
            return Some(format!("`{}` starts in year {begun}, too late", row.id));
        }
        for &before in &row.after {
            if start[before] == 0 || start[before] + portfolio.actions[before].years > begun {
                return Some(format!(
                    "`{}` starts before `{}` is complete",
                    row.id, portfolio.actions[before].id
                ));
            }
        }
    }
    if let Some(&(one, other)) =
        portfolio.exclusive.iter().find(|pair| start[pair.0] != 0 && start[pair.1] != 0)
    {
        return Some(format!(
            "`{}` and `{}` rule each other out",
            portfolio.actions[one].id, portfolio.actions[other].id
        ));
    }
    used(portfolio, start).iter().zip(&portfolio.resources).find_map(|(used, resource)| {
        let year = used.iter().zip(&resource.limit).position(|(used, limit)| *used > limit + 1e-6)?;
        Some(format!("more of `{}` than there is in year {}", resource.name, year + 1))
    })
}

/// What start years use of each resource in each year.
pub(super) fn used(portfolio: &Compiled, start: &[usize]) -> Vec<Vec<f64>> {
    let mut used = vec![vec![0.0; portfolio.years]; portfolio.resources.len()];
    for (row, &begun) in portfolio.actions.iter().zip(start).filter(|(_, begun)| **begun != 0) {
        for (used, demand) in used.iter_mut().zip(&row.demand) {
            for (k, amount) in demand.iter().enumerate() {
                used[begun - 1 + k] += amount;
            }
        }
    }
    used
}
