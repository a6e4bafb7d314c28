//! What limits cost, and what more money would bring: the plan solved again,
//! from itself.

use rayon::prelude::*;

use super::PlanInput;
use super::outcome::{Plan, Reading};
use crate::method::Threshold;
use crate::plan::portfolio::compiled::UNBOUNDED;
use crate::plan::portfolio::{Effort, Known, Solution, SolveLimits};

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
    /// Whether that is proved; else it is at least so much.
    pub is_proved: bool,
}

/// What limits cost and what more money would bring.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prices {
    /// What each tight limit costs, dearest first.
    pub limits: Vec<Price>,
    /// What the next money would buy, by pot; empty where no budget is set.
    pub next_money: Vec<Price>,
}

/// A limit is tight where a year uses so much of it: below that the plan does
/// not feel it.
const TIGHT: f64 = 0.8;

/// Solves a plan again without each tight limit, and with the next money. The
/// same at any number of threads, unless `is_over` cuts it short.
pub fn prices(input: PlanInput<'_>, plan: &Plan, is_over: &(dyn Fn() -> bool + Sync)) -> Prices {
    if !plan.solution.is_feasible {
        return Prices::default();
    }
    let pricing = Pricing { input, plan, is_over };
    let compiled = &plan.portfolio.compiled;
    let reading = pricing.reading(&plan.solution.start);
    let used = reading.used();
    let money = plan.frame.pots.len();
    let is_tight = |resource: &usize| {
        let mut rows = used[*resource].iter().zip(&compiled.resources[*resource].limit);
        rows.any(|(used, limit)| *used >= TIGHT * limit && *limit > 0.0)
    };
    let tight: Vec<usize> = (0..compiled.resources.len()).filter(is_tight).collect();
    let lifted = |resource: &usize| {
        let name = &compiled.resources[*resource].name;
        let words = if *resource < money { name.clone() } else { format!("the days of {name}") };
        pricing.price(*resource, words, &|_, _| UNBOUNDED)
    };
    let mut limits: Vec<Price> = tight.par_iter().map(lifted).collect();
    limits.sort_by(|a, b| b.gain.total_cmp(&a.gain).then_with(|| a.limit.cmp(&b.limit)));
    let more = 100.0 * input.context.threshold(Threshold::NextMoney);
    let pots: Vec<usize> = (0..money).filter(|pot| plan.frame.pots[*pot].by_year[0].is_some()).collect();
    let with_more = |pot: &usize| {
        let words = compiled.resources[*pot].name.clone();
        pricing.price(*pot, words, &|amount, year| if year == 0 { amount + more } else { amount })
    };
    Prices { limits, next_money: pots.par_iter().map(with_more).collect() }
}

struct Pricing<'a> {
    input: PlanInput<'a>,
    plan: &'a Plan,
    is_over: &'a (dyn Fn() -> bool + Sync),
}

impl<'a> Pricing<'a> {
    fn reading<'b>(&'b self, start: &'b [usize]) -> Reading<'b>
    where
        'a: 'b,
    {
        Reading { input: self.input, frame: &self.plan.frame, portfolio: &self.plan.portfolio, start }
    }

    /// The price of a resource, with another limit in each year.
    fn price(&self, resource: usize, limit: String, other: &dyn Fn(f64, usize) -> f64) -> Price {
        let mut compiled = self.plan.portfolio.compiled.clone();
        for (year, amount) in compiled.resources[resource].limit.iter_mut().enumerate() {
            *amount = other(*amount, year);
        }
        let limits = SolveLimits { moves: (0, 0), ..SolveLimits::usual(&compiled) };
        let known = [Known::of(&self.plan.solution)];
        let effort = Effort { limits: Some(limits), is_over: self.is_over, watch: &|_| {} };
        self.beside(&effort.solve(&compiled, &known), limit)
    }

    fn beside(&self, found: &Solution, limit: String) -> Price {
        let own = &self.plan.solution;
        let removed = |start: &[usize]| -> f64 {
            self.reading(start).cleared().keys().map(|finding| self.input.risk(*finding)).sum()
        };
        let count = |start: &[usize]| start.iter().filter(|start| **start > 0).count() as i64;
        Price {
            limit,
            gain: if own.objective > 0.0 { found.objective / own.objective - 1.0 } else { 0.0 },
            removes: removed(&found.start) - removed(&own.start),
            actions: count(&found.start) - count(&own.start),
            is_proved: own.is_optimal && found.is_optimal,
        }
    }
}
