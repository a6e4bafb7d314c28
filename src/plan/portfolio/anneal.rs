//! One chain of simulated annealing over start years, in which a plan may use
//! more than there is at a price that rises until it does not.
//!
//! Source: simulated annealing (Kirkpatrick et al. 1983), with prices on what
//! is overused that follow how often the chain is within its limits (strategic
//! oscillation, Glover 1989). A move retimes one action, or lets two change
//! places, and carries along what must come before, after or not beside it.

use super::compiled::{Compiled, ROOM, UNBOUNDED, Window};
use super::schedule::{cleared, fault, value};
use crate::random::Random;

/// Moves between two looks at the prices and the clock.
const WATCH: usize = 1_000;
/// How often a chain should be within all limits: less raises the prices,
/// more lowers them.
const WITHIN: std::ops::RangeInclusive<f64> = 0.02..=0.05;
const RISE: f64 = 1.02;
const FALL: f64 = 0.98;
/// Moves that are tried to learn what one changes.
const TRIALS: usize = 500;

/// First and last temperature, as shares of what a move changes on average.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heat {
    pub(super) hot: f64,
    pub(super) cold: f64,
}

/// What a chain moves in.
pub(super) struct Space<'a> {
    portfolio: &'a Compiled,
    windows: &'a [Window],
    rivals: &'a [Vec<usize>],
    followers: Vec<Vec<usize>>,
    /// Findings that several actions bear on, by action.
    shared: Vec<Vec<usize>>,
    /// What an action clears alone, a year.
    alone: Vec<f64>,
    /// Actions that can be done.
    open: Vec<usize>,
    /// What all findings are worth from the start: more than any plan.
    most: f64,
}

impl<'a> Space<'a> {
    pub(super) fn new(portfolio: &'a Compiled, windows: &'a [Window], rivals: &'a [Vec<usize>]) -> Self {
        let mut shared = vec![Vec::new(); portfolio.actions.len()];
        let mut alone = vec![0.0; portfolio.actions.len()];
        for (number, finding) in portfolio.findings.iter().enumerate() {
            if let [action] = finding.actions[..] {
                alone[action] += finding.value;
                continue;
            }
            for &action in &finding.actions {
                shared[action].push(number);
            }
        }
        let open = (0..portfolio.actions.len()).filter(|&action| windows[action].is_open()).collect();
        let most = portfolio.findings.iter().map(|finding| finding.value * portfolio.worth[0]).sum();
        Self { portfolio, windows, rivals, followers: portfolio.followers(), shared, alone, open, most }
    }

    /// Actions that can be done, ascending.
    pub(super) fn open(&self) -> &[usize] {
        &self.open
    }

    fn years(&self, action: usize) -> usize {
        self.portfolio.actions[action].years
    }

    /// What a year of clearing is worth where an action starts in a year.
    fn worth(&self, action: usize, start: usize) -> f64 {
        if start == 0 { 0.0 } else { self.portfolio.worth[start + self.years(action) - 1] }
    }

    fn may_start(&self, action: usize, start: usize) -> bool {
        let window = self.windows[action];
        start == 0 || (window.first..=window.last).contains(&start)
    }
}

/// A plan on its way.
pub(super) struct Chain<'a> {
    space: &'a Space<'a>,
    /// Actions that moves begin with.
    open: &'a [usize],
    start: Vec<usize>,
    /// What is used of each resource in each year, one resource after another.
    used: Vec<f64>,
    /// What each shared finding is worth now.
    cleared: Vec<f64>,
    value: f64,
    /// What of each resource is used over its limits, in all years.
    over: Vec<f64>,
    /// What a unit over the limit of a resource costs.
    price: Vec<f64>,
    /// How many actions that must be done are not.
    missing: usize,
    /// What the move in hand has changed, to take it back.
    changed: Vec<(usize, usize)>,
}

impl<'a> Chain<'a> {
    /// Starts from a plan, which need not be sound.
    pub(super) fn new(space: &'a Space<'a>, first: &[usize], open: &'a [usize]) -> Self {
        let portfolio = space.portfolio;
        let price = |limit: &[f64]| {
            let bounded: f64 = limit.iter().filter(|limit| **limit < UNBOUNDED).sum();
            space.most / bounded.max(1e-9)
        };
        let mut chain = Self {
            space,
            open,
            start: Vec::new(),
            used: Vec::new(),
            cleared: Vec::new(),
            value: 0.0,
            over: Vec::new(),
            price: portfolio.resources.iter().map(|resource| price(&resource.limit)).collect(),
            missing: 0,
            changed: Vec::new(),
        };
        chain.account(first);
        chain
    }

    /// Adds everything up anew, so that no error of rounding grows.
    fn account(&mut self, start: &[usize]) {
        let portfolio = self.space.portfolio;
        self.start = vec![0; portfolio.actions.len()];
        self.used = vec![0.0; portfolio.resources.len() * portfolio.years];
        self.cleared = vec![0.0; portfolio.findings.len()];
        self.over = vec![0.0; portfolio.resources.len()];
        self.value = 0.0;
        self.missing = self.space.windows.iter().filter(|window| window.is_needed).count();
        for (action, &start) in start.iter().enumerate() {
            self.set(action, start);
        }
        self.changed.clear();
    }

    /// Cools from hot to cold over so many moves. Gives back the best sound
    /// plan that it came by, if any.
    pub(super) fn anneal(
        mut self,
        heat: Heat,
        moves: usize,
        random: &mut Random,
        is_over: &(dyn Fn() -> bool + Sync),
    ) -> Option<(Vec<usize>, f64)> {
        let mut best = None;
        let mut most = f64::NEG_INFINITY;
        if self.open.is_empty() {
            return None;
        }
        let scale = self.scale(random);
        let mut within = 0_usize;
        for step in 0..moves {
            if self.is_within() {
                within += 1;
                if self.value > most + 1e-9 && fault(self.space.portfolio, &self.start).is_none() {
                    most = self.value;
                    best = Some(self.start.clone());
                }
            }
            if step % WATCH == WATCH - 1 {
                if is_over() {
                    break;
                }
                self.reprice(within as f64 / WATCH as f64);
                within = 0;
            }
            let warmth = heat.hot * (heat.cold / heat.hot).powf(step as f64 / moves as f64) * scale;
            self.step(warmth, random);
        }
        let portfolio = self.space.portfolio;
        best.map(|start| {
            let value = value(portfolio, &start, &portfolio.worth);
            (start, value)
        })
    }

    /// Tries a move, and keeps it if it is better or if chance will have it.
    fn step(&mut self, warmth: f64, random: &mut Random) {
        let before = self.merit();
        let is_sound = self.draw(random);
        let after = self.merit();
        if is_sound && (after >= before || random.unit() < ((after - before) / warmth).exp()) {
            self.changed.clear();
        } else {
            self.undo();
        }
    }

    fn reprice(&mut self, share_within: f64) {
        let turn = if share_within < *WITHIN.start() {
            RISE
        } else if share_within > *WITHIN.end() {
            FALL
        } else {
            1.0
        };
        for price in &mut self.price {
            *price *= turn;
        }
        let start = std::mem::take(&mut self.start);
        self.account(&start);
    }

    fn merit(&self) -> f64 {
        let over: f64 = self.over.iter().zip(&self.price).map(|(over, price)| over * price).sum();
        self.value - over - self.missing as f64 * self.space.most
    }

    fn is_within(&self) -> bool {
        self.missing == 0 && self.over.iter().all(|over| *over <= ROOM)
    }

    /// What a move changes of the value, on average.
    fn scale(&mut self, random: &mut Random) -> f64 {
        let mut sum = 0.0;
        let mut count = 0.0;
        for _ in 0..TRIALS {
            let before = self.value;
            if self.draw(random) {
                sum += (self.value - before).abs();
                count += 1.0;
            }
            self.undo();
        }
        if count > 0.0 { (sum / count).max(1e-9) } else { 1.0 }
    }

    /// Makes a move of chance: two actions change places, or one gets another
    /// start. False where it cannot be, and must be undone.
    fn draw(&mut self, random: &mut Random) -> bool {
        let space = self.space;
        let action = self.any(random);
        let now = self.start[action];
        if random.below(2) == 0 {
            let other = self.any(random);
            let then = self.start[other];
            return now != then
                && space.may_start(action, then)
                && space.may_start(other, now)
                && self.retime(if now == 0 { other } else { action }, 0, random)
                && self.retime(action, then, random)
                && self.retime(other, now, random);
        }
        let window = space.windows[action];
        let drawn = below(random, window.last - window.first + 2);
        let start = if drawn == 0 { 0 } else { window.first + drawn - 1 };
        start != now && self.retime(action, start, random)
    }

    fn any(&self, random: &mut Random) -> usize {
        self.open[below(random, self.open.len())]
    }

    /// Starts an action in a year, or drops it with year 0, and mends the
    /// order around it. False where that cannot be.
    fn retime(&mut self, action: usize, start: usize, random: &mut Random) -> bool {
        let space = self.space;
        self.set(action, start);
        // No move needs to touch everything; one that does goes in circles.
        if self.changed.len() > space.open.len() {
            return false;
        }
        if start == 0 {
            return !space.windows[action].is_needed && self.mend_after(action, random);
        }
        for &rival in &space.rivals[action] {
            if self.start[rival] != 0 && !self.retime(rival, 0, random) {
                return false;
            }
        }
        let before = &space.portfolio.actions[action].after;
        before.iter().all(|&before| self.mend_before(before, start, random))
            && self.mend_after(action, random)
    }

    /// Has an action complete before a year.
    fn mend_before(&mut self, action: usize, year: usize, random: &mut Random) -> bool {
        let window = self.space.windows[action];
        let last = year.saturating_sub(self.space.years(action)).min(window.last);
        if last < window.first {
            return false;
        }
        if (1..=last).contains(&self.start[action]) {
            return true;
        }
        let chosen = last - below(random, last - window.first + 1);
        self.retime(action, chosen, random)
    }

    /// Puts off or drops what started before this action is complete.
    fn mend_after(&mut self, action: usize, random: &mut Random) -> bool {
        let space = self.space;
        let start = self.start[action];
        let done = if start == 0 { usize::MAX } else { start + space.years(action) };
        space.followers[action].iter().all(|&follower| {
            let now = self.start[follower];
            let next = if done <= space.windows[follower].last { done } else { 0 };
            now == 0 || now >= done || self.retime(follower, next, random)
        })
    }

    /// Gives an action another start, whatever that breaks.
    fn set(&mut self, action: usize, start: usize) {
        let before = self.start[action];
        if before != start {
            self.changed.push((action, before));
            self.turn(action, before, start);
        }
    }

    fn undo(&mut self) {
        while let Some((action, before)) = self.changed.pop() {
            self.turn(action, self.start[action], before);
        }
    }

    fn turn(&mut self, action: usize, before: usize, start: usize) {
        let space = self.space;
        self.start[action] = start;
        self.take(action, before, -1.0);
        self.take(action, start, 1.0);
        if space.windows[action].is_needed {
            self.missing = self.missing + usize::from(start == 0) - usize::from(before == 0);
        }
        self.value += space.alone[action] * (space.worth(action, start) - space.worth(action, before));
        for &finding in &space.shared[action] {
            let now = match cleared(space.portfolio, &self.start, finding) {
                0 => 0.0,
                year => space.portfolio.findings[finding].value * space.portfolio.worth[year],
            };
            self.value += now - std::mem::replace(&mut self.cleared[finding], now);
        }
    }

    /// Takes what an action needs of each resource, or gives it back.
    fn take(&mut self, action: usize, start: usize, sign: f64) {
        if start == 0 {
            return;
        }
        let portfolio = self.space.portfolio;
        for demand in &portfolio.actions[action].demand {
            for (k, amount) in demand.by_year.iter().enumerate().filter(|(_, amount)| **amount > 0.0) {
                let year = start - 1 + k;
                let used = &mut self.used[demand.resource * portfolio.years + year];
                let limit = portfolio.resources[demand.resource].limit[year] + ROOM;
                let over = (*used - limit).max(0.0);
                *used += sign * amount;
                self.over[demand.resource] += (*used - limit).max(0.0) - over;
            }
        }
    }
}

/// A whole number below a limit, each alike likely.
fn below(random: &mut Random, limit: usize) -> usize {
    random.below(u32::try_from(limit).unwrap_or(u32::MAX)) as usize
}
