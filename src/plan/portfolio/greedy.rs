//! A first plan: best gain for its cost first, what must come before counted
//! with it (methods §6, step 2).

use super::compiled::Compiled;
use super::schedule::{Schedule, cleared};

/// Adds to a plan, until nothing fits, the action with the highest gain for
/// the money that it and its missing prerequisites take; equals by number.
/// When it is over, what is left is added in the order of one last look.
/// O(actions · pairs of action and finding).
pub(super) fn extend(portfolio: &Compiled, schedule: &mut Schedule<'_>, is_over: &(dyn Fn() -> bool + Sync)) {
    let mut gains = Gains::new(portfolio, &schedule.start);
    let mut open: Vec<usize> =
        (0..portfolio.actions.len()).filter(|&action| schedule.start[action] == 0).collect();
    loop {
        let mut best: Option<(f64, usize)> = None;
        let mut is_cut = false;
        open.retain(|&action| {
            if schedule.start[action] != 0 {
                return false;
            }
            is_cut = is_cut || is_over();
            if is_cut {
                return true;
            }
            let Some(rate) = gains.rate(schedule, action) else { return false };
            if rate > best.map_or(0.0, |(highest, _)| highest) {
                best = Some((rate, action));
            }
            true
        });
        if is_cut {
            return gains.rush(schedule, open);
        }
        let Some((_, action)) = best else { return };
        gains.place(schedule, action);
    }
}

/// What each finding is worth to a plan, and what an action would add.
struct Gains<'a> {
    portfolio: &'a Compiled,
    /// Findings that an action bears on.
    of: Vec<Vec<usize>>,
    /// What each finding is worth now.
    now: Vec<f64>,
}

impl<'a> Gains<'a> {
    fn new(portfolio: &'a Compiled, start: &[usize]) -> Self {
        let mut of = vec![Vec::new(); portfolio.actions.len()];
        for (number, finding) in portfolio.findings.iter().enumerate() {
            for &action in &finding.actions {
                of[action].push(number);
            }
        }
        let now = (0..portfolio.findings.len()).map(|finding| worth(portfolio, start, finding)).collect();
        Self { portfolio, of, now }
    }

    /// Findings that some of these actions bear on, each once.
    fn touched(&self, actions: &[usize]) -> Vec<usize> {
        if let [action] = actions {
            return self.of[*action].clone();
        }
        let mut touched: Vec<usize> =
            actions.iter().flat_map(|action| self.of[*action].iter().copied()).collect();
        touched.sort_unstable();
        touched.dedup();
        touched
    }

    /// Gain for money; nothing where the action does not fit any more.
    fn rate(&self, schedule: &mut Schedule<'_>, action: usize) -> Option<f64> {
        schedule.tried(action, |start, placed| {
            let touched = self.touched(placed);
            let gain: f64 = touched
                .iter()
                .map(|finding| worth(self.portfolio, start, *finding) - self.now[*finding])
                .sum();
            let price: f64 = placed.iter().map(|action| cost(self.portfolio, *action)).sum();
            gain / price.max(1e-9)
        })
    }

    fn place(&mut self, schedule: &mut Schedule<'_>, action: usize) {
        let placed = schedule.place_all(action);
        for finding in self.touched(&placed) {
            self.now[finding] = worth(self.portfolio, &schedule.start, finding);
        }
    }

    fn rush(&mut self, schedule: &mut Schedule<'_>, open: Vec<usize>) {
        let rated = open.into_iter().filter_map(|action| Some((self.rate(schedule, action)?, action)));
        let mut rated: Vec<(f64, usize)> = rated.collect();
        rated.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (_, action) in rated {
            let is_open = schedule.start[action] == 0;
            if is_open && self.rate(schedule, action).is_some_and(|rate| rate > 0.0) {
                self.place(schedule, action);
            }
        }
    }
}

/// What a finding is worth to a plan.
fn worth(portfolio: &Compiled, start: &[usize], finding: usize) -> f64 {
    match cleared(portfolio, start, finding) {
        0 => 0.0,
        year => portfolio.findings[finding].value * portfolio.worth[year],
    }
}

/// The money that an action takes; that of all pots where there are several.
fn cost(portfolio: &Compiled, action: usize) -> f64 {
    let demand = portfolio.resources.iter().zip(&portfolio.actions[action].demand);
    demand.filter(|(resource, _)| resource.is_money).map(|(_, cost)| cost.iter().sum::<f64>()).sum()
}
