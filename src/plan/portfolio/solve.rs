//! The steps, turn by turn, and what comes out of them.

use std::collections::BTreeMap;
use std::time::Duration;

use schemars::JsonSchema;
use serde::Serialize;

use super::anneal::Space;
use super::aside::{Branching, Relaxing, Shared};
use super::clash::clashes;
use super::compiled::{Compiled, Window};
use super::greedy;
use super::relaxation::{Relaxed, Standing, Turn};
use super::schedule::{self, Schedule, value};
use super::search::Search;

/// When to stop.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Stop when the gap is this or less: 0 to prove the best.
    pub gap: f64,
    /// Stop after so many nodes of branch and bound.
    pub nodes: u64,
    /// How long one call of the solver goes on before it looks whether anyone
    /// still waits for it; nothing where it need not.
    pub slice: Option<Duration>,
    /// The seed of the search.
    pub seed: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { gap: 0.0, nodes: 200_000, slice: Some(Duration::from_secs(5)), seed: 1 }
    }
}

/// A step of the solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
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
pub struct Progress {
    /// The step that has just been made.
    pub step: Step,
    /// The value of the best plan so far.
    pub value: f64,
    /// No plan is worth more.
    pub bound: f64,
}

/// What rests on which proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// Branch and bound looked at everything.
    Optimal,
    /// The bound is that of branch and bound when it stopped.
    BranchAndBound,
    /// The bound is that of the linear relaxation.
    LinearRelaxation,
    /// The bound takes every finding as cleared as early as possible, as if
    /// nothing ran out.
    EarliestYears,
    /// There is no plan at all: not everything that must be done can be.
    Infeasible,
}

/// What a solution is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// A plan, and no other is better: proved.
    Optimal,
    /// A plan, and how far from the best it can be.
    Feasible,
    /// Proved: no plan does all that must be done.
    Infeasible,
    /// No plan was found before the end, and none was ruled out.
    NotFound,
}

impl Status {
    /// The word for it in documents.
    pub fn word(self) -> &'static str {
        match self {
            Self::Optimal => "optimal",
            Self::Feasible => "feasible",
            Self::Infeasible => "infeasible",
            Self::NotFound => "not-found",
        }
    }
}

/// A plan, and how far from the best it can be.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "techstrata portfolio solution")]
pub struct Solution {
    /// What it is.
    pub status: Status,
    /// Whether there is a plan that does all that must be done. Where there is
    /// none, the figures below are 0 and the lists empty.
    pub is_feasible: bool,
    /// What must be done and cannot be, as far as that is plain without
    /// solving; only where no plan exists.
    pub clashes: Vec<String>,
    /// Σ value over findings and years of benefit, discounted.
    pub objective: f64,
    /// The same without discount.
    pub undiscounted: f64,
    /// No plan has a higher objective; nothing where no plan exists.
    pub bound: Option<f64>,
    /// (bound − objective) / bound, 0 where both are 0; nothing without a plan.
    pub gap: Option<f64>,
    /// Whether no plan is better, proved.
    pub is_optimal: bool,
    /// What the bound rests on.
    pub proof: Proof,
    /// The optimum of the linear relaxation, if it was reached.
    pub lp_bound: Option<f64>,
    /// The objective of the greedy plan; nothing where it leaves out what must
    /// be done.
    pub greedy: Option<f64>,
    /// The start year of each action that is done, from 1.
    pub schedule: BTreeMap<String, usize>,
    /// What is spent in each year.
    pub year_spend: Vec<f64>,
    /// What each team does in each year.
    pub team_effort: BTreeMap<String, Vec<f64>>,
    /// Nodes of branch and bound.
    pub nodes: u64,
    /// The start year of each action by its number; 0 where it is not done.
    #[serde(skip)]
    pub start: Vec<usize>,
}

/// Solves a portfolio. The answer is the same for the same seed at any number
/// of threads, unless `is_over` or a slice's time cuts it short. Actions and
/// findings multiply in the greedy step; branch and bound is exponential at
/// worst and stops at its limits. Comes back soon after `is_over`, whatever is
/// under way then.
pub fn solve(
    portfolio: &Compiled,
    limits: &Limits,
    is_over: &(dyn Fn() -> bool + Sync),
    watch: &dyn Fn(Progress),
) -> Solution {
    let order = portfolio.order().unwrap_or_default();
    let windows = portfolio.windows(&order);
    let rivals = portfolio.rivals();
    let space = Space::new(portfolio, &windows, &rivals);
    let mut solving = Solving {
        portfolio,
        limits,
        best: None,
        bound: earliest(portfolio, &windows),
        proof: Proof::EarliestYears,
        clashes: clashes(portfolio, &windows),
        nodes: 0,
        watch,
    };
    if !solving.clashes.is_empty() {
        solving.proof = Proof::Infeasible;
        return solving.finish(None, None);
    }
    let shared = Shared::new(portfolio, &windows);
    let relaxing = if is_over() { None } else { Relaxing::begin(&shared, limits.slice) };

    let mut first = Schedule::new(portfolio, &windows, &rivals);
    for &action in order.iter().filter(|&&action| windows[action].is_needed) {
        first.place_all(action);
    }
    greedy::extend(portfolio, &mut first, is_over);
    let greedy = first.has_needed().then(|| value(portfolio, &first.start, &portfolio.worth));
    if greedy.is_some() {
        solving.offer(&first.start);
    }
    solving.say(Step::Greedy);

    // Where the relaxation takes long, the search does not wait for it; where
    // it does not, its bound may spare the search.
    let mut search = Search::new(&space, &first.start, limits.seed);
    if size(portfolio) > SOON {
        solving.search(&mut search, QUICK, is_over);
    }
    let relaxed = relaxing.map_or(Relaxed::GivenUp, |relaxing| relaxing.end(is_over));
    let lp_bound = solving.relaxed(relaxed);
    solving.say(Step::Relaxation);
    if size(portfolio) <= SOON {
        solving.search(&mut search, QUICK, is_over);
    }
    solving.branch(&shared, &mut search, is_over);
    solving.finish(greedy, lp_bound)
}

/// About as many variables as the relaxation has.
fn size(portfolio: &Compiled) -> usize {
    portfolio.years * (portfolio.actions.len() + portfolio.findings.len())
}

/// Up to this size the relaxation is solved within about a second.
const SOON: usize = 10_000;

/// Every finding cleared as early as its actions could be done alone.
fn earliest(portfolio: &Compiled, windows: &[Window]) -> f64 {
    let start: Vec<usize> =
        windows.iter().map(|window| if window.is_open() { window.first } else { 0 }).collect();
    value(portfolio, &start, &portfolio.worth)
}

/// A solution being made.
struct Solving<'a> {
    portfolio: &'a Compiled,
    limits: &'a Limits,
    best: Option<(f64, Vec<usize>)>,
    bound: f64,
    proof: Proof,
    clashes: Vec<String>,
    nodes: u64,
    watch: &'a dyn Fn(Progress),
}

/// Moves of a chain before branch and bound begins: enough where it will soon
/// be done.
const QUICK: usize = 50_000;
/// Nodes between two looks at the clock.
const NODES_A_SLICE: u64 = 400;
/// Nodes before the next generation of the search.
const NODES_A_TURN: u64 = 800;
/// Moves of a chain in the second generation and at most; each generation
/// takes four times those of the one before.
const SECOND: usize = 200_000;
const MOST: usize = 500_000;

impl Solving<'_> {
    fn value(&self) -> f64 {
        self.best.as_ref().map_or(f64::NEG_INFINITY, |best| best.0)
    }

    /// Takes a plan if it is sound and better.
    fn offer(&mut self, start: &[usize]) {
        let found = value(self.portfolio, start, &self.portfolio.worth);
        if found > self.value() && schedule::fault(self.portfolio, start).is_none() {
            self.best = Some((found, start.to_vec()));
        }
    }

    fn tighten(&mut self, bound: f64, proof: Proof) {
        if bound < self.bound {
            self.bound = bound;
            self.proof = proof;
        }
    }

    /// Whether the gap is small enough to stop.
    fn is_close(&self) -> bool {
        gap(self.value(), self.bound) <= self.limits.gap.max(1e-9)
    }

    fn say(&self, step: Step) {
        (self.watch)(Progress { step, value: self.value(), bound: self.bound });
    }

    fn is_done(&self, is_over: &(dyn Fn() -> bool + Sync)) -> bool {
        self.is_close() || self.proof == Proof::Infeasible || is_over()
    }

    /// Takes over what the relaxation came to: its optimum.
    fn relaxed(&mut self, relaxed: Relaxed) -> Option<f64> {
        match relaxed {
            Relaxed::Optimum(bound) => {
                self.tighten(bound, Proof::LinearRelaxation);
                return Some(bound);
            }
            Relaxed::Impossible => self.rule_out(),
            Relaxed::GivenUp => {}
        }
        None
    }

    /// No plan exists, unless one was found: then the solver's rounding is at
    /// its end, and the plan stands.
    fn rule_out(&mut self) {
        if self.best.is_none() {
            self.proof = Proof::Infeasible;
        }
    }

    fn search(&mut self, search: &mut Search<'_>, moves: usize, is_over: &(dyn Fn() -> bool + Sync)) {
        if self.is_done(is_over) {
            return;
        }
        if let Some(start) = search.generation(moves, is_over) {
            self.offer(&start);
        }
        self.say(Step::Search);
    }

    /// Branch and bound, and beside it a longer generation of the search at
    /// each turn, until the longest brings nothing.
    fn branch(&mut self, shared: &Shared, search: &mut Search<'_>, is_over: &(dyn Fn() -> bool + Sync)) {
        if self.is_done(is_over) {
            return;
        }
        let known =
            self.best.as_ref().map_or_else(|| vec![0; self.portfolio.actions.len()], |best| best.1.clone());
        let Some(branching) = Branching::begin(shared, known, NODES_A_SLICE, self.limits.slice) else {
            return;
        };
        let mut moves = SECOND;
        // The nodes of a large portfolio take long: the search goes on at once.
        let mut turn = if size(self.portfolio) > SOON { 0 } else { NODES_A_TURN };
        while let Some(Turn::Standing(standing)) = self.heard(branching.end_of_turn(is_over)) {
            self.learn(&standing);
            if standing.is_done || self.is_done(is_over) || self.nodes >= self.limits.nodes {
                return;
            }
            branching.resume();
            if self.nodes >= turn {
                let before = self.value();
                self.search(search, moves, is_over);
                let is_worn_out = moves == MOST && self.value() <= before;
                turn = if is_worn_out { u64::MAX } else { self.nodes + NODES_A_TURN };
                moves = (moves * 4).min(MOST);
                if self.is_done(is_over) {
                    return;
                }
            }
        }
    }

    fn heard(&mut self, turn: Option<Turn>) -> Option<Turn> {
        if matches!(turn, Some(Turn::Impossible)) {
            self.rule_out();
        }
        turn
    }

    /// Takes over what branch and bound has found.
    fn learn(&mut self, standing: &Standing) {
        self.nodes = standing.nodes;
        if let Some(start) = &standing.start {
            self.offer(start);
        }
        if standing.is_done {
            self.proof = Proof::Optimal;
            self.bound = self.value();
        } else if let Some(bound) = standing.bound {
            self.tighten(bound.max(self.value()), Proof::BranchAndBound);
        }
        self.say(Step::Branching);
    }

    fn finish(self, greedy: Option<f64>, lp_bound: Option<f64>) -> Solution {
        let is_feasible = self.best.is_some();
        let (objective, start) = self.best.unwrap_or_else(|| (0.0, vec![0; self.portfolio.actions.len()]));
        let (year_spend, team_effort) = spent(self.portfolio, &start);
        let bound = self.bound.max(objective);
        let gap = gap(objective, bound);
        let status = match (is_feasible, self.proof) {
            (true, _) if gap <= 1e-9 => Status::Optimal,
            (true, _) => Status::Feasible,
            (false, Proof::Infeasible) => Status::Infeasible,
            (false, _) => Status::NotFound,
        };
        Solution {
            status,
            is_feasible,
            clashes: self.clashes,
            objective,
            undiscounted: value(self.portfolio, &start, &self.portfolio.worth_undiscounted),
            bound: (status != Status::Infeasible).then_some(bound),
            gap: is_feasible.then_some(gap),
            is_optimal: status == Status::Optimal,
            proof: if status == Status::Optimal { Proof::Optimal } else { self.proof },
            lp_bound,
            greedy,
            schedule: self
                .portfolio
                .actions
                .iter()
                .zip(&start)
                .filter(|(_, start)| **start != 0)
                .map(|(action, start)| (action.id.clone(), *start))
                .collect(),
            year_spend,
            team_effort,
            nodes: self.nodes,
            start,
        }
    }
}

/// What is spent in each year, of all money, and what each team does.
fn spent(portfolio: &Compiled, start: &[usize]) -> (Vec<f64>, BTreeMap<String, Vec<f64>>) {
    let mut spend = vec![0.0; portfolio.years];
    let mut effort = BTreeMap::new();
    for (resource, used) in portfolio.resources.iter().zip(schedule::used(portfolio, start)) {
        if resource.is_money {
            spend.iter_mut().zip(used).for_each(|(sum, used)| *sum += used);
        } else {
            effort.insert(resource.name.clone(), used);
        }
    }
    (spend, effort)
}

/// (bound − value) / bound.
fn gap(value: f64, bound: f64) -> f64 {
    if value >= bound {
        0.0
    } else if bound > 0.0 {
        ((bound - value) / bound).min(1.0)
    } else {
        1.0
    }
}
