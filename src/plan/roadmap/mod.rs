//! The plan of an estate: what to fund in which year, what that brings, what is
//! left undone and until when it can wait.
//!
//! Source: methods §12; the solver is [`super::portfolio`]. This stage turns an
//! estate's actions into that problem and its answer back into actions, years
//! and money. It is made once for an estate, and everything that speaks of a
//! plan reads it. It knows no page.

mod clinical;
mod ends;
pub mod frame;
pub mod map;
mod order;
mod outcome;
mod prices;
pub mod proposal;
pub mod quarters;

pub use clinical::needs_clinical_review;
pub use ends::Cliff;
pub use frame::{Frame, Pot, PotKind, YearBudget, has_ended};
pub use map::{LeftOut, Portfolio, portfolio};
pub use order::Chosen;
pub use outcome::{Placed, Plan, Undone, WhyUndone, YearPlan};
pub use prices::{Price, Prices, prices};

use super::Actions;
use super::portfolio::{Compiled, Effort, Known, Solution};
use crate::analyse::context::Context;
use crate::score::Scored;

/// All that a plan is made from, beside its years and their money.
#[derive(Clone, Copy, Debug)]
pub struct PlanInput<'a> {
    /// What rules may read.
    pub context: &'a Context<'a>,
    /// What could be done.
    pub actions: &'a Actions,
    /// Every finding, highest risk first.
    pub scored: &'a [Scored],
    /// What must and may not be done.
    pub choices: &'a Choices,
}

/// Actions that a plan must and must not do, by their indices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Those that must be done.
    pub forced: Vec<usize>,
    /// Those that may not be done.
    pub forbidden: Vec<usize>,
}

impl PlanInput<'_> {
    /// Whether a finding is open.
    fn is_open(&self, finding: u32) -> bool {
        self.scored[finding as usize].is_open()
    }

    /// The risk points of a finding.
    fn risk(&self, finding: u32) -> f64 {
        self.scored[finding as usize].risk.point()
    }

    /// The risk points of several findings; 0 and never -0 of none.
    fn risk_of<'b>(&self, findings: impl IntoIterator<Item = &'b u32>) -> f64 {
        findings.into_iter().fold(0.0, |sum, finding| sum + self.risk(*finding))
    }
}

/// Makes the plan, from one that is known if there is any: it is then never
/// worth less, where that one is possible here.
///
/// The same at any number of threads unless the effort's time cuts it short.
/// The cost is that of the solver, twice where something must start by a day.
pub fn plan(input: PlanInput<'_>, frame: Frame, known: Option<&Plan>, effort: &Effort<'_>) -> Plan {
    let mut portfolio = portfolio(input, &frame);
    let known: Vec<Known> = known.into_iter().map(|known| known.known(&portfolio.actions)).collect();
    let solution = solved(&mut portfolio, &known, effort);
    outcome::outcome(input, frame, portfolio, solution)
}

/// Solves, first with what must start by a day taken as a must.
fn solved(portfolio: &mut Portfolio, known: &[Known], effort: &Effort<'_>) -> Solution {
    if let Some(strict) = strict(&portfolio.compiled) {
        let with_all = effort.solve(&strict, known);
        if with_all.is_feasible {
            portfolio.compiled = strict;
            return with_all;
        }
        // Where not everything fits in time, what is late may start later or
        // never, and is named.
    }
    effort.solve(&portfolio.compiled, known)
}

/// The same with every last day of starting as a must; nothing where there is
/// none.
fn strict(compiled: &Compiled) -> Option<Compiled> {
    compiled.actions.iter().any(|action| action.latest.is_some()).then(|| {
        let mut strict = compiled.clone();
        for action in &mut strict.actions {
            action.deadline = [action.deadline, action.latest].into_iter().flatten().min();
        }
        strict
    })
}
