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
    /// What is left of each resource in each year, one resource after another.
    left: Vec<f64>,
    /// What the last placing changed: where, and what was left there. Adding
    /// back what was taken off would not give the same sums.
    changed: Vec<(usize, f64)>,
}

impl<'a> Schedule<'a> {
    pub(super) fn new(portfolio: &'a Compiled, windows: &'a [Window], rivals: &'a [Vec<usize>]) -> Self {
        Self {
            portfolio,
            windows,
            rivals,
            start: vec![0; portfolio.actions.len()],
            left: portfolio.resources.iter().flat_map(|resource| resource.limit.iter().copied()).collect(),
            changed: Vec::new(),
        }
    }

    /// One that is sound, to go on from.
    pub(super) fn of(
        portfolio: &'a Compiled,
        windows: &'a [Window],
        rivals: &'a [Vec<usize>],
        start: &[usize],
    ) -> Self {
        let mut schedule = Self::new(portfolio, windows, rivals);
        for (action, &start) in start.iter().enumerate().filter(|(_, start)| **start != 0) {
            schedule.put(action, start);
        }
        schedule
    }

    /// Starts an action as early as it fits, what must come before it first,
    /// and gives back what was started; nothing, and nothing changed, where it
    /// does not fit.
    pub(super) fn place_all(&mut self, action: usize) -> Vec<usize> {
        let mut placed = Vec::new();
        self.changed.clear();
        if !self.place_into(action, &mut placed) {
            self.take_back(&placed);
            placed.clear();
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
        let mut placed = Vec::new();
        self.changed.clear();
        let said = self.place_into(action, &mut placed).then(|| look(&self.start, &placed));
        self.take_back(&placed);
        said
    }

    fn place_into(&mut self, action: usize, placed: &mut Vec<usize>) -> bool {
        if self.start[action] != 0 {
            return true;
        }
        if !self.windows[action].is_open() {
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
        // Behind its prerequisites, because they may rule it out, too.
        if self.rivals[action].iter().any(|&rival| self.start[rival] != 0) {
            return false;
        }
        let fitting = (first..=self.windows[action].last).find(|&start| self.fits(action, start));
        let Some(start) = fitting else { return false };
        self.put(action, start);
        placed.push(action);
        true
    }

    /// Where the amounts of a resource stand from a start year on.
    fn from(&self, resource: usize, start: usize) -> usize {
        resource * self.portfolio.years + start - 1
    }

    fn fits(&self, action: usize, start: usize) -> bool {
        self.portfolio.actions[action].demand.iter().all(|demand| {
            let left = &self.left[self.from(demand.resource, start)..];
            demand.by_year.iter().zip(left).all(|(amount, left)| *amount <= *left + ROOM)
        })
    }

    fn put(&mut self, action: usize, start: usize) {
        self.start[action] = start;
        for demand in &self.portfolio.actions[action].demand {
            let from = self.from(demand.resource, start);
            for (k, amount) in demand.by_year.iter().enumerate() {
                self.changed.push((from + k, self.left[from + k]));
                self.left[from + k] -= amount;
            }
        }
    }

    fn take_back(&mut self, placed: &[usize]) {
        for (at, was) in self.changed.drain(..).rev() {
            self.left[at] = was;
        }
        for action in placed {
            self.start[*action] = 0;
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
pub fn used(portfolio: &Compiled, start: &[usize]) -> Vec<Vec<f64>> {
    let mut used = vec![vec![0.0; portfolio.years]; portfolio.resources.len()];
    for (row, &begun) in portfolio.actions.iter().zip(start).filter(|(_, begun)| **begun != 0) {
        for demand in &row.demand {
            let used = &mut used[demand.resource][begun - 1..];
            used.iter_mut().zip(&demand.by_year).for_each(|(used, amount)| *used += amount);
        }
    }
    used
}
