//! A first plan: best gain for its cost first, what must come before counted
//! with it (methods §17, step 1).
//!
//! An action is looked at again only when it would be next: what it gains for
//! its money falls as money and years run out, and rises only where something
//! that it waits for, or that clears a finding together with it, is placed
//! (lazy evaluation: Minoux 1978).

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::compiled::{Compiled, Window};
use super::schedule::{Schedule, cleared};

/// Adds to a plan, until nothing fits, the action with the highest gain for
/// the money that it and its missing prerequisites take; equals by number.
/// When it is over, what is left is added in the order of the last look. Gives
/// back what was started, in order.
///
/// Close to O(n log n) where few actions share prerequisites or findings.
pub(super) fn extend(
    portfolio: &Compiled,
    schedule: &mut Schedule<'_>,
    is_over: &(dyn Fn() -> bool + Sync),
) -> Vec<usize> {
    let mut gains = Gains::new(portfolio, &schedule.start);
    let mut looks = vec![0_u32; portfolio.actions.len()];
    let mut queue = BinaryHeap::new();
    for action in 0..looks.len() {
        if schedule.start[action] == 0 {
            queue.extend(gains.candidate(schedule, action, 0));
        }
    }
    let mut order = Vec::new();
    while let Some(best) = queue.pop() {
        let action = best.action;
        if looks[action] != best.look || schedule.start[action] != 0 {
            continue;
        }
        let Some(now) = gains.candidate(schedule, action, best.look) else { continue };
        if queue.peek().is_some_and(|next| *next > now) && !is_over() {
            queue.push(now);
            continue;
        }
        for action in gains.place(schedule, action, &mut order) {
            looks[action] += 1;
            queue.extend(gains.candidate(schedule, action, looks[action]));
        }
    }
    order
}

/// All actions that add something, best gain for their money first, what must
/// come before them directly before.
pub fn order(portfolio: &Compiled) -> Vec<usize> {
    let windows: Vec<Window> = portfolio.windows(&portfolio.order().unwrap_or_default());
    let rivals = portfolio.rivals();
    extend(portfolio, &mut Schedule::new(portfolio, &windows, &rivals), &|| false)
}

/// An action as it was when it was last looked at.
#[derive(PartialEq)]
struct Candidate {
    /// Gain for money.
    rate: f64,
    action: usize,
    /// How often it had been put in anew by then.
    look: u32,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rate.total_cmp(&other.rate).then_with(|| other.action.cmp(&self.action))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Eq for Candidate {}

/// What each finding is worth to a plan, and what an action would add.
struct Gains<'a> {
    portfolio: &'a Compiled,
    /// Findings that an action bears on.
    of: Vec<Vec<usize>>,
    followers: Vec<Vec<usize>>,
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
        Self { portfolio, of, followers: portfolio.followers(), now }
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

    /// An action with its gain for money; nothing where it does not fit or
    /// gains nothing.
    fn candidate(&self, schedule: &mut Schedule<'_>, action: usize, look: u32) -> Option<Candidate> {
        let rate = schedule.tried(action, |start, placed| {
            let touched = self.touched(placed);
            let gain: f64 = touched
                .iter()
                .map(|finding| worth(self.portfolio, start, *finding) - self.now[*finding])
                .sum();
            let price: f64 = placed.iter().map(|action| self.portfolio.price(*action)).sum();
            gain / price.max(1e-9)
        })?;
        (rate > 0.0).then_some(Candidate { rate, action, look })
    }

    /// Places an action and gives back those that can have become better by
    /// it, ascending.
    fn place(&mut self, schedule: &mut Schedule<'_>, action: usize, order: &mut Vec<usize>) -> Vec<usize> {
        let placed = schedule.place_all(action);
        let mut better: Vec<usize> = Vec::new();
        for finding in self.touched(&placed) {
            self.now[finding] = worth(self.portfolio, &schedule.start, finding);
            let row = &self.portfolio.findings[finding];
            if row.needs_all {
                better.extend(&row.actions);
            }
        }
        better.extend(&placed);
        order.extend(placed);
        // What waits for any of them, at any remove, too.
        better.sort_unstable();
        better.dedup();
        let mut is_seen: std::collections::BTreeSet<usize> = better.iter().copied().collect();
        while let Some(action) = better.pop() {
            better.extend(self.followers[action].iter().copied().filter(|next| is_seen.insert(*next)));
        }
        is_seen.into_iter().filter(|action| schedule.start[*action] == 0).collect()
    }
}

/// What a finding is worth to a plan.
fn worth(portfolio: &Compiled, start: &[usize], finding: usize) -> f64 {
    match cleared(portfolio, start, finding) {
        0 => 0.0,
        year => portfolio.findings[finding].value * portfolio.worth[year],
    }
}
