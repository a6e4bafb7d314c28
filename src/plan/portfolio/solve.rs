//! The steps, turn by turn.

use std::collections::BTreeMap;

use super::anneal::Space;
use super::aside::{Branching, Relaxing, Shared};
use super::clash::clashes;
use super::compiled::{Compiled, Window};
use super::effort::{Effort, Known, SolveLimits, SolveProgress, SolveStep, size, tries};
use super::greedy;
use super::relaxation::{Relaxed, Standing, Turn};
use super::schedule::{self, Schedule, value};
use super::search::Search;
use super::solution::{Proof, Solution, SolveMethod, Status};

/// Solves a portfolio. The answer is the same for the same seed at any number
/// of threads, unless `is_over` or a slice's time cuts it short. The greedy
/// step is close to O(n log n); branch and bound is exponential at worst and
/// stops at its limits. Comes back soon after `is_over`, whatever is under way
/// then.
pub fn solve(
    portfolio: &Compiled,
    limits: &SolveLimits,
    is_over: &(dyn Fn() -> bool + Sync),
    watch: &dyn Fn(SolveProgress),
) -> Solution {
    solve_from(portfolio, &[], limits, is_over, watch)
}

impl Effort<'_> {
    /// Solves a portfolio from plans that are known.
    pub fn solve(&self, portfolio: &Compiled, known: &[Known]) -> Solution {
        let limits = self.limits.unwrap_or_else(|| SolveLimits::usual(portfolio));
        solve_from(portfolio, known, &limits, self.is_over, self.watch)
    }
}

/// The same from plans that are known, such as that of a portfolio which
/// differs in one limit; those that are not sound here are passed over. No
/// sound one of them is worth more than what comes out.
fn solve_from(
    portfolio: &Compiled,
    known: &[Known],
    limits: &SolveLimits,
    is_over: &(dyn Fn() -> bool + Sync),
    watch: &dyn Fn(SolveProgress),
) -> Solution {
    let order = portfolio.order().unwrap_or_default();
    let windows = portfolio.windows(&order);
    let rivals = portfolio.rivals();
    let mut solving = Solving {
        portfolio,
        limits,
        best: None,
        method: SolveMethod::Greedy,
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
    let is_relaxed = limits.nodes > 0 && !is_over();
    let relaxing = is_relaxed.then(|| Relaxing::begin(&shared, limits.slice)).flatten();

    let mut first = Schedule::new(portfolio, &windows, &rivals);
    for &action in order.iter().filter(|&&action| windows[action].is_needed) {
        first.place_all(action);
    }
    greedy::extend(portfolio, &mut first, is_over);
    let greedy = first.has_needed().then(|| value(portfolio, &first.start, &portfolio.worth));
    solving.offer(&first.start, SolveMethod::Greedy);
    for known in known.iter().filter(|known| schedule::fault(portfolio, &known.start).is_none()) {
        solving.offer(&known.start, known.method);
        let mut further = Schedule::of(portfolio, &windows, &rivals, &known.start);
        greedy::extend(portfolio, &mut further, is_over);
        solving.offer(&further.start, SolveMethod::Greedy);
    }
    solving.say(SolveStep::Greedy);

    let space = Space::new(portfolio, &windows, &rivals);
    let mut search = Search::new(&space, &first.start, limits.seed);
    // Where the relaxation takes long, the search does not wait for it; where
    // it does not, its proof may spare the search.
    let is_small = size(portfolio) <= SOON;
    if !is_small {
        solving.search(&mut search, limits.moves.0, is_over);
    }
    let relaxed = relaxing.map_or(Relaxed::GivenUp, |relaxing| relaxing.end(is_over));
    let lp_bound = solving.relaxed(relaxed);
    solving.say(SolveStep::Relaxation);
    if is_small {
        solving.prove(&shared, is_over);
        solving.search(&mut search, limits.moves.0, is_over);
    }
    solving.branch(&shared, &mut search, is_over);
    solving.finish(greedy, lp_bound)
}

/// Up to this size the relaxation is solved within about a second, and branch
/// and bound is tried before the search.
const SOON: usize = 6_000;

/// Every finding cleared as early as its actions could be done alone.
fn earliest(portfolio: &Compiled, windows: &[Window]) -> f64 {
    let start: Vec<usize> =
        windows.iter().map(|window| if window.is_open() { window.first } else { 0 }).collect();
    value(portfolio, &start, &portfolio.worth)
}

/// A solution being made.
struct Solving<'a> {
    portfolio: &'a Compiled,
    limits: &'a SolveLimits,
    best: Option<(f64, Vec<usize>)>,
    method: SolveMethod,
    bound: f64,
    proof: Proof,
    clashes: Vec<String>,
    nodes: u64,
    watch: &'a dyn Fn(SolveProgress),
}

/// Nodes between two looks at the clock.
const NODES_A_SLICE: u64 = 400;
/// Nodes before the next generation of the search.
const NODES_A_TURN: u64 = 800;
/// Each generation of the search takes so many times the moves of the one
/// before, up to the longest.
const LONGER: usize = 4;

impl Solving<'_> {
    fn value(&self) -> f64 {
        self.best.as_ref().map_or(f64::NEG_INFINITY, |best| best.0)
    }

    /// Takes a plan if it is sound and better.
    fn offer(&mut self, start: &[usize], method: SolveMethod) {
        let found = value(self.portfolio, start, &self.portfolio.worth);
        if found > self.value() && schedule::fault(self.portfolio, start).is_none() {
            self.best = Some((found, start.to_vec()));
            self.method = method;
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

    fn say(&self, step: SolveStep) {
        (self.watch)(SolveProgress { step, value: self.value(), bound: self.bound });
    }

    fn is_done(&self, is_over: &(dyn Fn() -> bool + Sync)) -> bool {
        self.is_close() || self.is_ruled_out() || is_over()
    }

    fn is_proved(&self) -> bool {
        gap(self.value(), self.bound) <= 1e-9 || self.is_ruled_out()
    }

    fn is_ruled_out(&self) -> bool {
        self.proof == Proof::Infeasible
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
        if moves == 0 || self.is_done(is_over) {
            return;
        }
        if let Some(start) = search.generation(moves, is_over) {
            self.offer(&start, SolveMethod::Search);
        }
        self.say(SolveStep::Search);
    }

    /// The best plan so far, as branch and bound begins with it; a turn of it
    /// takes so many nodes.
    fn begin(&self, shared: &Shared, nodes: u64) -> Option<Branching> {
        let nothing = || vec![0; self.portfolio.actions.len()];
        let known = self.best.as_ref().map_or_else(nothing, |best| best.1.clone());
        Branching::begin(shared, known, nodes, self.limits.slice)
    }

    /// Branch and bound for as long as a small portfolio takes, before anything
    /// is searched.
    fn prove(&mut self, shared: &Shared, is_over: &(dyn Fn() -> bool + Sync)) {
        let nodes = tries(self.portfolio).min(self.limits.nodes);
        if nodes == 0 || self.is_proved() || is_over() {
            return;
        }
        let Some(branching) = self.begin(shared, nodes) else { return };
        if let Some(Turn::Standing(standing)) = self.heard(branching.end_of_turn(is_over)) {
            self.learn(&standing, 0);
        }
    }

    /// Branch and bound, and beside it a longer generation of the search at
    /// each turn, until the longest brings nothing.
    fn branch(&mut self, shared: &Shared, search: &mut Search<'_>, is_over: &(dyn Fn() -> bool + Sync)) {
        let spent = self.nodes;
        let (first, most) = self.limits.moves;
        let is_spent = |nodes: u64| nodes >= self.limits.nodes;
        if is_spent(spent) || self.is_done(is_over) {
            return;
        }
        let Some(branching) = self.begin(shared, NODES_A_SLICE.min(self.limits.nodes)) else { return };
        let mut moves = (LONGER * first).min(most);
        // The nodes of a large portfolio take long: the search goes on at once.
        let mut turn = if size(self.portfolio) > SOON { 0 } else { spent + NODES_A_TURN };
        while let Some(Turn::Standing(standing)) = self.heard(branching.end_of_turn(is_over)) {
            self.learn(&standing, spent);
            if standing.is_done || self.is_done(is_over) || is_spent(self.nodes) {
                return;
            }
            branching.resume();
            if self.nodes >= turn {
                let before = self.value();
                self.search(search, moves, is_over);
                let is_worn_out = moves == most && self.value() <= before;
                turn = if is_worn_out { u64::MAX } else { self.nodes + NODES_A_TURN };
                moves = (moves * LONGER).min(most);
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

    /// Takes over what branch and bound has found, after so many nodes before
    /// it.
    fn learn(&mut self, standing: &Standing, before: u64) {
        self.nodes = before + standing.nodes;
        if let Some(start) = &standing.start {
            self.offer(start, SolveMethod::BranchAndBound);
        }
        if standing.is_done {
            self.proof = Proof::Optimal;
            self.bound = self.value();
        } else if let Some(bound) = standing.bound {
            self.tighten(bound.max(self.value()), Proof::BranchAndBound);
        }
        self.say(SolveStep::Branching);
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
            method: self.method,
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
