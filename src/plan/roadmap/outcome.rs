//! From start years back to actions, money and dates.

use std::collections::{BTreeMap, BTreeSet};

use super::ends::{self, Cliff};
use super::frame::Frame;
use super::map::{LeftOut, Portfolio, capital_share, quarters};
use super::order::{self, Chosen};
use super::{Choices, PlanInput};
use crate::check::estate::TeamIndex;
use crate::date::Day;
use crate::method::Threshold;
use crate::plan::Actions;
use crate::plan::portfolio::{Known, Solution, used};

/// An action that the plan does.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The action, by its index.
    pub action: usize,
    /// The year of the plan in which it starts, from 0.
    pub start: usize,
    /// How many years it works.
    pub years: usize,
    /// The first quarter of the plan, from 0, in which it may begin.
    pub first_quarter: usize,
    /// The last, if its own days name one within the plan.
    pub last_quarter: Option<usize>,
    /// What it costs in each year of work and pot, in minor units; one sum
    /// where no budget is set.
    pub cost: i64,
    /// Teams, by their place in the plan's, with the days that it takes of them
    /// in each year of work.
    pub days: Vec<(usize, Vec<f64>)>,
    /// Findings that it is the first to clear, sorted.
    pub clears: Vec<u32>,
    /// Their risk points.
    pub removes: f64,
}

/// One year of the plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct YearPlan {
    /// What it is called: `2027/28`.
    pub name: String,
    /// What is spent of each pot, in minor units.
    pub spend: Vec<i64>,
    /// Days that each team works, in the order of the plan's teams.
    pub days: Vec<f64>,
    /// Actions that start, as indices into the plan's placed actions.
    pub starts: Vec<usize>,
    /// Actions that are complete at its end, likewise.
    pub completes: Vec<usize>,
    /// Risk points that are cleared at its end.
    pub removes: f64,
    /// The share of all measured risk that is left then, 0 to 1.
    pub risk_left: f64,
}

/// Why an action is not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyUndone {
    /// It was left out before solving.
    LeftOut(LeftOut),
    /// An action that is done rules it out.
    RuledOutBy(usize),
    /// What must come first is ruled out by an action that is done.
    Needs {
        /// What must come first.
        before: usize,
        /// What rules that out.
        rival: usize,
    },
    /// Other actions clear the same findings.
    NothingLeft,
    /// Money, people or time did not reach it.
    NoRoom,
}

/// An action that the plan does not do.
#[derive(Clone, Debug, PartialEq)]
pub struct Undone {
    /// The action, by its index.
    pub action: usize,
    /// Why not.
    pub why: WhyUndone,
    /// Risk points that stay because of that.
    pub leaves: f64,
    /// The first dated end among what it would have cleared, or its own last
    /// day of starting: until then it can wait.
    pub can_wait_until: Option<Day>,
}

/// What to fund, in which order, and what that brings.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Its years and money.
    pub frame: Frame,
    /// What must and may not be done.
    pub choices: Choices,
    /// What was assumed, in words.
    pub assumptions: Vec<String>,
    /// The solver's answer: value, method, bound, gap and proof.
    pub solution: Solution,
    /// What was solved.
    pub(super) portfolio: Portfolio,
    /// Actions that are done, by start, then most risk first.
    pub placed: Vec<Placed>,
    /// Costed actions in the order that we recommend: those that are done, then
    /// what could follow.
    pub chosen: Vec<Chosen>,
    /// One a year.
    pub years: Vec<YearPlan>,
    /// Teams whose days limit it.
    pub teams: Vec<TeamIndex>,
    /// What those teams can give in each year, in days.
    pub team_limits: Vec<Vec<f64>>,
    /// Actions that are not done, most risk first.
    pub undone: Vec<Undone>,
    /// Actions that a scenario forces and that are not done, by index.
    pub forced_undone: Vec<usize>,
    /// Dated ends within the plan, by day.
    pub cliffs: Vec<Cliff>,
    /// Risk points of all open findings.
    pub total_risk: f64,
    /// Hours of staff time a year that are saved in the end.
    pub hours_saved: f64,
    /// Running cost a year that the inventory says is saved in the end, in
    /// minor units.
    pub running_cost_saved: i64,
    /// What all of it costs, in minor units.
    pub cost: i64,
    /// The same at the Treasury's upper bound for optimism, in minor units.
    pub cost_at_worst: i64,
    /// Mean confidence of what is cleared, weighted by risk, 0 to 1.
    pub confidence: f64,
}

impl Plan {
    /// Risk points that it removes.
    pub fn removed(&self) -> f64 {
        self.placed.iter().fold(0.0, |sum, placed| sum + placed.removes)
    }

    /// The share of all measured risk that it removes, 0 to 1.
    pub fn removed_share(&self) -> f64 {
        if self.total_risk > 0.0 { self.removed() / self.total_risk } else { 0.0 }
    }

    /// Dated ends that it does not meet.
    pub fn unmet(&self) -> impl Iterator<Item = &Cliff> {
        self.cliffs.iter().filter(|cliff| !cliff.is_met())
    }

    /// All money of its years in minor units, if any is set.
    pub fn budget(&self) -> Option<i64> {
        let pots = &self.frame.pots;
        (!pots.is_empty()).then(|| pots.iter().flat_map(|pot| pot.by_year.iter().flatten()).sum())
    }

    /// Actions that it does, in order.
    pub fn funded(&self) -> impl Iterator<Item = &Chosen> {
        self.chosen.iter().filter(|chosen| chosen.is_funded)
    }

    /// Findings that it clears, sorted.
    pub fn cleared(&self) -> BTreeSet<u32> {
        self.placed.iter().flat_map(|placed| placed.clears.iter().copied()).collect()
    }

    /// The year in which it starts an action, from 0; nothing where it does not
    /// do it.
    pub fn start(&self, action: usize) -> Option<usize> {
        self.placed.iter().find(|placed| placed.action == action).map(|placed| placed.start)
    }

    /// Its start years, for another portfolio of these actions.
    pub(super) fn known(&self, actions: &[usize]) -> Known {
        let starts: BTreeMap<usize, usize> =
            self.placed.iter().map(|placed| (placed.action, placed.start + 1)).collect();
        let start = |action: &usize| starts.get(action).copied().unwrap_or(0);
        Known { start: actions.iter().map(start).collect(), method: self.solution.method }
    }
}

pub(super) fn outcome(input: PlanInput<'_>, frame: Frame, portfolio: Portfolio, solution: Solution) -> Plan {
    let reading = Reading { input, frame: &frame, portfolio: &portfolio, start: &solution.start };
    let cleared = reading.cleared();
    let placed = reading.placed(&cleared);
    let open = input.scored.iter().filter(|finding| finding.is_open());
    let total_risk: f64 = open.map(|finding| finding.risk.point()).sum();
    let cleared_findings = || cleared.keys().map(|finding| &input.scored[*finding as usize]);
    let weight: f64 = cleared_findings().map(|finding| finding.risk.point()).sum();
    let believed: f64 =
        cleared_findings().map(|finding| finding.risk.point() * finding.finding.confidence).sum();
    let saved = placed.iter().flat_map(|placed| &input.actions.all[placed.action].options);
    let money = frame.pots.len();
    let mut plan = Plan {
        hours_saved: cleared_findings().filter_map(|finding| finding.finding.hours_per_year).sum(),
        running_cost_saved: saved
            .filter_map(|option| input.context.estate.option(*option).saves_per_year.known())
            .map(|money| money.minor)
            .sum(),
        cost_at_worst: reading.cost_at_worst(&placed),
        cost: placed.iter().map(|placed| placed.cost).sum(),
        confidence: if weight > 0.0 { believed / weight } else { 0.0 },
        total_risk,
        forced_undone: forced_undone(input, &placed),
        chosen: order::chosen(input, &placed),
        years: reading.years(&placed, total_risk),
        undone: reading.undone(&cleared),
        placed,
        cliffs: Vec::new(),
        teams: portfolio.teams.iter().copied().flatten().collect(),
        team_limits: portfolio.compiled.resources[money..].iter().map(|team| team.limit.clone()).collect(),
        assumptions: portfolio.assumptions.clone(),
        choices: input.choices.clone(),
        portfolio,
        solution,
        frame,
    };
    plan.cliffs = ends::cliffs(input, &plan);
    plan
}

fn forced_undone(input: PlanInput<'_>, placed: &[Placed]) -> Vec<usize> {
    let is_done = |action: &usize| placed.iter().any(|placed| placed.action == *action);
    input.choices.forced.iter().copied().filter(|action| !is_done(action)).collect()
}

/// Start years of a portfolio, being read.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) input: PlanInput<'a>,
    pub(super) frame: &'a Frame,
    pub(super) portfolio: &'a Portfolio,
    pub(super) start: &'a [usize],
}

impl Reading<'_> {
    /// The year, from 0, at whose end each finding is cleared, and by which
    /// action of the portfolio; the first, and of equals the first by index.
    pub(super) fn cleared(&self) -> BTreeMap<u32, (usize, usize)> {
        let compiled = &self.portfolio.compiled;
        let mut cleared = BTreeMap::new();
        for (row, findings) in compiled.findings.iter().zip(&self.portfolio.findings) {
            let done = row.actions.iter().filter(|action| self.start[**action] > 0);
            let first =
                done.map(|action| (self.start[*action] + compiled.actions[*action].years - 2, *action)).min();
            if let Some(first) = first {
                cleared.extend(findings.iter().map(|finding| (*finding, first)));
            }
        }
        cleared
    }

    fn placed(&self, cleared: &BTreeMap<u32, (usize, usize)>) -> Vec<Placed> {
        let compiled = &self.portfolio.compiled;
        let pots = self.frame.pots.len();
        let mut clears: Vec<Vec<u32>> = vec![Vec::new(); compiled.actions.len()];
        for (finding, (_, by)) in cleared {
            clears[*by].push(*finding);
        }
        let mut placed: Vec<Placed> = Vec::new();
        for (number, row) in compiled.actions.iter().enumerate().filter(|(number, _)| self.start[*number] > 0)
        {
            let action = self.portfolio.actions[number];
            let record = &self.input.actions.all[action];
            let quarters = quarters(self.input.context.estate, record, self.frame);
            let clears = std::mem::take(&mut clears[number]);
            let days = row.demand.iter().filter(|demand| demand.resource >= pots);
            placed.push(Placed {
                action,
                start: self.start[number] - 1,
                years: row.years,
                first_quarter: quarters.first,
                last_quarter: quarters.last,
                cost: record.cost.unwrap_or(0),
                days: days.map(|demand| (demand.resource - pots, demand.by_year.clone())).collect(),
                removes: self.input.risk_of(&clears),
                clears,
            });
        }
        placed.sort_by(|a, b| {
            let order = a.start.cmp(&b.start).then(self.merit(b).total_cmp(&self.merit(a)));
            order.then(a.action.cmp(&b.action))
        });
        placed
    }

    /// What comes first within a year: most risk; most for its money where no
    /// money is set, so that a reader can draw the line.
    fn merit(&self, placed: &Placed) -> f64 {
        if self.frame.pots.is_empty() { placed.removes / placed.cost.max(1) as f64 } else { placed.removes }
    }

    fn years(&self, placed: &[Placed], total_risk: f64) -> Vec<YearPlan> {
        let used = self.used();
        let money = self.frame.pots.len();
        let mut left = total_risk;
        (0..self.frame.years)
            .map(|year| {
                let which = |is_wanted: &dyn Fn(&Placed) -> bool| -> Vec<usize> {
                    (0..placed.len()).filter(|index| is_wanted(&placed[*index])).collect()
                };
                let completes = which(&|placed| placed.start + placed.years == year + 1);
                let removes: f64 = completes.iter().map(|index| placed[*index].removes).sum();
                left -= removes;
                YearPlan {
                    name: self.frame.name(year),
                    spend: used[..money].iter().map(|pot| pot[year].round() as i64).collect(),
                    days: used[money..].iter().map(|team| team[year]).collect(),
                    starts: which(&|placed| placed.start == year),
                    completes,
                    removes,
                    risk_left: if total_risk > 0.0 { (left / total_risk).max(0.0) } else { 0.0 },
                }
            })
            .collect()
    }

    /// What is used of each resource in each year.
    pub(super) fn used(&self) -> Vec<Vec<f64>> {
        used(&self.portfolio.compiled, self.start)
    }

    fn undone(&self, cleared: &BTreeMap<u32, (usize, usize)>) -> Vec<Undone> {
        let numbers = 0..self.portfolio.actions.len();
        let done: BTreeSet<usize> = numbers
            .clone()
            .filter(|number| self.start[*number] > 0)
            .map(|number| self.portfolio.actions[number])
            .collect();
        let left_out = self.portfolio.left_out.iter();
        let before = left_out.map(|(action, why)| (*action, WhyUndone::LeftOut(why.clone())));
        let after = numbers.filter(|number| self.start[*number] == 0).map(|number| {
            let action = self.portfolio.actions[number];
            (action, why(self.input.actions, action, &done, &self.open(action, cleared)))
        });
        let mut undone: Vec<Undone> = before
            .chain(after)
            .map(|(action, why)| {
                let open = self.open(action, cleared);
                Undone {
                    action,
                    why,
                    leaves: open.iter().map(|finding| self.input.risk(*finding)).sum(),
                    can_wait_until: self.can_wait_until(action, &open),
                }
            })
            .collect();
        undone.sort_by(|a, b| b.leaves.total_cmp(&a.leaves).then(a.action.cmp(&b.action)));
        undone
    }

    /// Open findings of an action that nothing clears.
    fn open(&self, action: usize, cleared: &BTreeMap<u32, (usize, usize)>) -> Vec<u32> {
        let clears = self.input.actions.all[action].clears.iter().copied();
        clears.filter(|finding| !cleared.contains_key(finding) && self.input.is_open(*finding)).collect()
    }

    fn can_wait_until(&self, action: usize, open: &[u32]) -> Option<Day> {
        let estate = self.input.context.estate;
        let ends = open.iter().filter_map(|finding| self.input.scored[*finding as usize].finding.due);
        let options = self.input.actions.all[action].options.iter();
        let starts = options.filter_map(|option| estate.option(*option).start_by.get());
        ends.chain(starts.map(|date| date.last_day())).min()
    }

    /// Capital at the Treasury's generic upper bound, divided as the budgets
    /// divide it.
    fn cost_at_worst(&self, placed: &[Placed]) -> i64 {
        let uplift = self.input.context.threshold(Threshold::OptimismCapital);
        let estate = self.input.context.estate;
        let options = placed.iter().flat_map(|placed| &self.input.actions.all[placed.action].options);
        let worst: f64 = options
            .map(|option| {
                let record = estate.option(*option);
                let cost: i64 =
                    record.cost.known().map_or(0, |cost| cost.years().iter().map(|money| money.minor).sum());
                cost as f64 * (1.0 + uplift * capital_share(record))
            })
            .sum();
        worst.round() as i64
    }
}

/// Why an action that is not done is not; `open` is what it would clear still.
fn why(actions: &Actions, action: usize, done: &BTreeSet<usize>, open: &[u32]) -> WhyUndone {
    let row = &actions.all[action];
    if let Some(rival) = row.excludes.iter().find(|other| done.contains(other)) {
        return WhyUndone::RuledOutBy(*rival);
    }
    if !row.clears.is_empty() && open.is_empty() {
        return WhyUndone::NothingLeft;
    }
    if let Some((before, rival)) = actions.need_ruled_out(action, done) {
        return WhyUndone::Needs { before, rival };
    }
    WhyUndone::NoRoom
}
