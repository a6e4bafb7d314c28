//! From start years back to actions, money and dates.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::Given;
use super::ends::{self, Cliff};
use super::frame::Frame;
use super::map::{LeftOut, Portfolio, capital_share, quarters};
use crate::check::estate::TeamIndex;
use crate::date::Day;
use crate::method::Threshold;
use crate::plan::lens::{Lens, lenses};
use crate::plan::portfolio::compiled::UNBOUNDED;
use crate::plan::portfolio::{Limits, Solution, solve};

/// An action that the roadmap does.
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
    /// By team of the roadmap and year of work: the days that it takes.
    pub days: Vec<Vec<f64>>,
    /// Findings that it is the first to clear, sorted.
    pub clears: Vec<u32>,
    /// Their risk points.
    pub removes: f64,
}

/// One year of the roadmap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct YearPlan {
    /// What it is called: `2027/28`.
    pub name: String,
    /// What is spent of each pot, in minor units.
    pub spend: Vec<i64>,
    /// Days that each team works, in the order of the roadmap's teams.
    pub days: Vec<f64>,
    /// Actions that start, as indices into the roadmap's placed actions.
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

/// An action that the roadmap does not do.
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

/// What a limit costs.
#[derive(Clone, Debug, PartialEq)]
pub struct Price {
    /// The limit, in words: `revenue`, `the days of Integration`.
    pub limit: String,
    /// What the objective gains without it, as a share of it.
    pub gain: f64,
    /// Risk points more that are cleared by the end of the plan.
    pub removes: f64,
    /// Actions more, less those that drop out.
    pub actions: i64,
}

/// What to fund, in which order, and what that brings.
#[derive(Clone, Debug)]
pub struct Roadmap {
    /// Its years and money.
    pub frame: Frame,
    /// What was assumed, in words.
    pub assumptions: Vec<String>,
    /// The solver's answer: value, bound, gap and proof.
    pub solution: Solution,
    /// Actions that are done, by start, then most risk first.
    pub placed: Vec<Placed>,
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
    /// What each tight limit costs, dearest first.
    pub prices: Vec<Price>,
    /// What the next money would buy, by pot; empty where no budget is set.
    pub next_money: Vec<Price>,
    /// By action of the estate: every other lens.
    pub lenses: Vec<Lens>,
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

impl Roadmap {
    /// Risk points that it removes.
    pub fn removed(&self) -> f64 {
        self.years.iter().map(|year| year.removes).sum()
    }

    /// The share of all measured risk that it removes, 0 to 1.
    pub fn removed_share(&self) -> f64 {
        if self.total_risk > 0.0 { self.removed() / self.total_risk } else { 0.0 }
    }

    /// Dated ends that it does not meet.
    pub fn unmet(&self) -> impl Iterator<Item = &Cliff> {
        self.cliffs.iter().filter(|cliff| !cliff.is_met())
    }
}

pub(super) fn outcome(
    given: Given<'_>,
    frame: Frame,
    portfolio: Portfolio,
    solution: Solution,
    limits: &Limits,
    is_over: &(dyn Fn() -> bool + Sync),
) -> Roadmap {
    let reading = Reading { given, frame: &frame, portfolio: &portfolio, start: &solution.start };
    let cleared = reading.cleared();
    let placed = reading.placed(&cleared);
    let total_risk: f64 =
        given.scored.iter().filter(|finding| finding.is_open()).map(|finding| finding.risk.point()).sum();
    let years = reading.years(&placed, total_risk);
    let undone = reading.undone(&cleared);
    let (prices, next_money) = reading.prices(&solution, limits, is_over);
    let cost = placed.iter().map(|placed| placed.cost).sum();
    let cleared_findings = || cleared.keys().map(|finding| &given.scored[*finding as usize]);
    let weight: f64 = cleared_findings().map(|finding| finding.risk.point()).sum();
    let believed: f64 =
        cleared_findings().map(|finding| finding.risk.point() * finding.finding.confidence).sum();
    let saved = placed.iter().flat_map(|placed| &given.actions.all[placed.action].options);
    let money = frame.pots.len();
    let mut roadmap = Roadmap {
        hours_saved: cleared_findings().filter_map(|finding| finding.finding.hours_per_year).sum(),
        running_cost_saved: saved
            .filter_map(|option| given.context.estate.option(*option).saves_per_year.known())
            .map(|money| money.minor)
            .sum(),
        cost_at_worst: reading.cost_at_worst(&placed),
        cost,
        confidence: if weight > 0.0 { believed / weight } else { 0.0 },
        lenses: lenses(given.actions, given.scored, given.context.today, given.context.thresholds),
        total_risk,
        forced_undone: forced_undone(given, &placed),
        placed,
        years,
        undone,
        cliffs: Vec::new(),
        prices,
        next_money,
        teams: portfolio.teams.iter().copied().flatten().collect(),
        team_limits: portfolio.compiled.resources[money..].iter().map(|team| team.limit.clone()).collect(),
        assumptions: portfolio.assumptions,
        solution,
        frame,
    };
    roadmap.cliffs = ends::cliffs(given, &roadmap);
    roadmap
}

fn forced_undone(given: Given<'_>, placed: &[Placed]) -> Vec<usize> {
    let is_done = |action: &usize| placed.iter().any(|placed| placed.action == *action);
    given.forced.iter().copied().filter(|action| !is_done(action)).collect()
}

struct Reading<'a> {
    given: Given<'a>,
    frame: &'a Frame,
    portfolio: &'a Portfolio,
    start: &'a [usize],
}

impl Reading<'_> {
    /// The year, from 0, at whose end each finding is cleared, and by which
    /// action of the portfolio; the first, and of equals the first by index.
    fn cleared(&self) -> BTreeMap<u32, (usize, usize)> {
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
        let mut placed: Vec<Placed> = (0..compiled.actions.len())
            .filter(|number| self.start[*number] > 0)
            .map(|number| {
                let action = self.portfolio.actions[number];
                let quarters =
                    quarters(self.given.context.estate, &self.given.actions.all[action], self.frame);
                let clears: Vec<u32> = cleared
                    .iter()
                    .filter(|(_, (_, by))| *by == number)
                    .map(|(finding, _)| *finding)
                    .collect();
                Placed {
                    action,
                    start: self.start[number] - 1,
                    years: compiled.actions[number].years,
                    first_quarter: quarters.first,
                    last_quarter: quarters.last,
                    cost: self.given.actions.all[action].cost.unwrap_or(0),
                    days: compiled.actions[number].demand[self.frame.pots.len()..].to_vec(),
                    removes: clears
                        .iter()
                        .map(|finding| self.given.scored[*finding as usize].risk.point())
                        .sum(),
                    clears,
                }
            })
            .collect();
        placed.sort_by(|a, b| {
            a.start.cmp(&b.start).then(b.removes.total_cmp(&a.removes)).then(a.action.cmp(&b.action))
        });
        placed
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
    fn used(&self) -> Vec<Vec<f64>> {
        let compiled = &self.portfolio.compiled;
        let mut used = vec![vec![0.0; self.frame.years]; compiled.resources.len()];
        for (row, start) in compiled.actions.iter().zip(self.start).filter(|(_, start)| **start > 0) {
            for (used, demand) in used.iter_mut().zip(&row.demand) {
                for (year, amount) in demand.iter().enumerate() {
                    used[start - 1 + year] += amount;
                }
            }
        }
        used
    }

    fn undone(&self, cleared: &BTreeMap<u32, (usize, usize)>) -> Vec<Undone> {
        let left_out = self.portfolio.left_out.iter();
        let before = left_out.map(|(action, why)| (*action, WhyUndone::LeftOut(why.clone())));
        let numbers = 0..self.portfolio.actions.len();
        let after = numbers.filter(|number| self.start[*number] == 0).map(|number| {
            let action = self.portfolio.actions[number];
            (action, self.why(action, cleared))
        });
        let mut undone: Vec<Undone> = before
            .chain(after)
            .map(|(action, why)| {
                let open = self.open(action, cleared);
                Undone {
                    action,
                    why,
                    leaves: open
                        .iter()
                        .map(|finding| self.given.scored[*finding as usize].risk.point())
                        .sum(),
                    can_wait_until: self.can_wait_until(action, &open),
                }
            })
            .collect();
        undone.sort_by(|a, b| b.leaves.total_cmp(&a.leaves).then(a.action.cmp(&b.action)));
        undone
    }

    /// Open findings of an action that nothing clears.
    fn open(&self, action: usize, cleared: &BTreeMap<u32, (usize, usize)>) -> Vec<u32> {
        let clears = self.given.actions.all[action].clears.iter().copied();
        clears
            .filter(|finding| {
                !cleared.contains_key(finding) && self.given.scored[*finding as usize].is_open()
            })
            .collect()
    }

    fn why(&self, action: usize, cleared: &BTreeMap<u32, (usize, usize)>) -> WhyUndone {
        let row = &self.given.actions.all[action];
        let done: BTreeSet<usize> = (0..self.portfolio.actions.len())
            .filter(|number| self.start[*number] > 0)
            .map(|number| self.portfolio.actions[number])
            .collect();
        if let Some(rival) = row.excludes.iter().find(|other| done.contains(other)) {
            return WhyUndone::RuledOutBy(*rival);
        }
        if !row.clears.is_empty() && self.open(action, cleared).is_empty() {
            return WhyUndone::NothingLeft;
        }
        if let Some((before, rival)) = self.given.actions.need_ruled_out(action, &done) {
            return WhyUndone::Needs { before, rival };
        }
        WhyUndone::NoRoom
    }

    fn can_wait_until(&self, action: usize, open: &[u32]) -> Option<Day> {
        let estate = self.given.context.estate;
        let ends = open.iter().filter_map(|finding| self.given.scored[*finding as usize].finding.due);
        let options = self.given.actions.all[action].options.iter();
        let starts = options.filter_map(|option| estate.option(*option).start_by.get());
        ends.chain(starts.map(|date| date.last_day())).min()
    }

    /// Capital at the Treasury's generic upper bound, divided as the budgets
    /// divide it.
    fn cost_at_worst(&self, placed: &[Placed]) -> i64 {
        let uplift = self.given.context.threshold(Threshold::OptimismCapital);
        let estate = self.given.context.estate;
        let options = placed.iter().flat_map(|placed| &self.given.actions.all[placed.action].options);
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

    /// Solves again without each tight limit, and with the next money.
    fn prices(
        &self,
        solution: &Solution,
        limits: &Limits,
        is_over: &(dyn Fn() -> bool + Sync),
    ) -> (Vec<Price>, Vec<Price>) {
        if !solution.is_feasible {
            return (Vec::new(), Vec::new());
        }
        let used = self.used();
        let compiled = &self.portfolio.compiled;
        let money = self.frame.pots.len();
        let is_tight = |resource: &usize| {
            let rows = used[*resource].iter().zip(&compiled.resources[*resource].limit);
            rows.into_iter().any(|(used, limit)| *used >= 0.8 * limit && *limit > 0.0)
        };
        let tight: Vec<usize> = (0..compiled.resources.len()).filter(is_tight).collect();
        let shortened = Limits { nodes: limits.nodes / 20, ..*limits };
        let try_with = |resource: usize, limit: &dyn Fn(f64, usize) -> f64, words: String| {
            let mut other = compiled.clone();
            for (year, amount) in other.resources[resource].limit.iter_mut().enumerate() {
                *amount = limit(*amount, year);
            }
            let found = solve(&other, &shortened, is_over, &|_| {});
            self.price(solution, &found, words)
        };
        let mut prices: Vec<Price> = tight
            .par_iter()
            .map(|resource| {
                let name = &compiled.resources[*resource].name;
                let words = if *resource < money { name.clone() } else { format!("the days of {name}") };
                try_with(*resource, &|_, _| UNBOUNDED, words)
            })
            .collect();
        prices.sort_by(|a, b| b.gain.total_cmp(&a.gain).then_with(|| a.limit.cmp(&b.limit)));
        let more = 100.0 * self.given.context.threshold(Threshold::NextMoney);
        let next: Vec<Price> = (0..money)
            .into_par_iter()
            .filter(|pot| self.frame.pots[*pot].by_year[0].is_some())
            .map(|pot| {
                let words = compiled.resources[pot].name.clone();
                try_with(pot, &|amount, year| if year == 0 { amount + more } else { amount }, words)
            })
            .collect();
        (prices, next)
    }

    fn price(&self, solution: &Solution, other: &Solution, limit: String) -> Price {
        let removed = |start: &[usize]| -> f64 {
            Reading { start, ..*self }
                .cleared()
                .keys()
                .map(|finding| self.given.scored[*finding as usize].risk.point())
                .sum()
        };
        // A shortened search may miss what the longer one found; then nothing is gained.
        let (start, objective) = if other.objective > solution.objective {
            (&other.start, other.objective)
        } else {
            (&solution.start, solution.objective)
        };
        let count = |start: &[usize]| start.iter().filter(|start| **start > 0).count() as i64;
        Price {
            limit,
            gain: if solution.objective > 0.0 { objective / solution.objective - 1.0 } else { 0.0 },
            removes: removed(start) - removed(self.start),
            actions: count(start) - count(self.start),
        }
    }
}
