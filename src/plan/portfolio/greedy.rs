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

#[cfg(test)]
mod tests {
    use super::super::compiled::{CompiledAction, CompiledFinding, Demand, Resource, UNBOUNDED};
    use super::super::tests::drawn;
    use super::*;

    /// Actions that take a year each, by price and what must come before them,
    /// and findings that any of some actions clears.
    fn portfolio(
        actions: &[(f64, &[usize])],
        findings: &[(f64, &[usize])],
        exclusive: &[(usize, usize)],
    ) -> Compiled {
        let years = actions.len();
        let action = |(price, after): &(f64, &[usize])| CompiledAction {
            id: String::new(),
            years: 1,
            demand: Demand::of(0, vec![*price]).into_iter().collect(),
            after: after.to_vec(),
            earliest: 1,
            deadline: None,
            latest: None,
        };
        let finding = |(value, actions): &(f64, &[usize])| CompiledFinding {
            value: *value,
            needs_all: false,
            actions: actions.to_vec(),
        };
        Compiled {
            years,
            worth: vec![1.0; years + 1],
            worth_undiscounted: vec![1.0; years + 1],
            resources: vec![Resource { name: String::new(), is_money: true, limit: vec![UNBOUNDED; years] }],
            actions: actions.iter().map(action).collect(),
            exclusive: exclusive.to_vec(),
            findings: findings.iter().map(finding).collect(),
        }
    }

    #[test]
    fn enabling_work_counts_with_what_it_enables() {
        // 0 enables 1 and 2. With it, 2 removes 6 for 60 (0.1 a pound), 1 removes
        // 10 for 110 (0.091), 3 removes 8 for 100 (0.08); once 0 is done, 1
        // removes 10 for 100 and still beats 3.
        let actions: [(f64, &[usize]); 4] = [(10.0, &[]), (100.0, &[0]), (50.0, &[0]), (100.0, &[])];
        let findings: [(f64, &[usize]); 3] = [(10.0, &[1]), (6.0, &[2]), (8.0, &[3])];
        assert_eq!(order(&portfolio(&actions, &findings, &[])), [0, 2, 1, 3]);
    }

    #[test]
    fn what_is_ruled_out_or_clears_nothing_more_is_left_out() {
        let actions: [(f64, &[usize]); 2] = [(100.0, &[]), (90.0, &[])];
        assert_eq!(order(&portfolio(&actions, &[(50.0, &[0, 1])], &[])), [1]);
        assert_eq!(order(&portfolio(&actions, &[(90.0, &[0]), (50.0, &[1])], &[(0, 1)])), [0]);
        // What excludes what it waits for can never be done.
        let waiting: [(f64, &[usize]); 2] = [(10.0, &[]), (1.0, &[0])];
        assert_eq!(order(&portfolio(&waiting, &[(1.0, &[0]), (50.0, &[1])], &[(0, 1)])), [0]);
    }

    /// The same choice, looking at every action at each step.
    fn looking_at_all(portfolio: &Compiled, schedule: &mut Schedule<'_>) {
        let mut gains = Gains::new(portfolio, &schedule.start);
        loop {
            let open = (0..portfolio.actions.len()).filter(|action| schedule.start[*action] == 0);
            let open: Vec<usize> = open.collect();
            let candidates = open.into_iter().filter_map(|action| gains.candidate(schedule, action, 0));
            let Some(best) = candidates.max() else { return };
            gains.place(schedule, best.action, &mut Vec::new());
        }
    }

    #[test]
    fn looking_again_only_where_needed_changes_nothing() {
        for seed in 0..2000 {
            let portfolio = drawn(seed);
            let windows = portfolio.windows(&portfolio.order().unwrap());
            let rivals = portfolio.rivals();
            let mut lazy = Schedule::new(&portfolio, &windows, &rivals);
            let mut all = lazy.clone();
            extend(&portfolio, &mut lazy, &|| false);
            looking_at_all(&portfolio, &mut all);
            assert_eq!(lazy.start, all.start, "seed {seed}");
        }
    }
}
