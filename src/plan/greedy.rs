//! A first plan: best value first, with whatever must come before.
//!
//! Each step takes the action that removes most measured risk per pound,
//! counting the cost and the gain of its missing prerequisites with it, so
//! that enabling work is not deferred for ever (methods §6, step 2). It is a
//! heuristic and is labelled so; it adds up, and it never breaks an order.

use std::collections::BTreeSet;

use super::action::{Action, Actions};
use crate::score::Scored;

/// An action of the plan, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// The action, as its index.
    pub action: usize,
    /// What it costs, in minor units.
    pub cost: i64,
    /// Risk points that it removes beyond those before it.
    pub removes: f64,
    /// Cost of all actions up to this one, in minor units.
    pub cost_so_far: i64,
    /// Risk points removed up to this one.
    pub removed_so_far: f64,
    /// Whether it fits the budget together with all before it.
    pub is_funded: bool,
}

/// Costed actions in the order that we recommend.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// In order: those that fit the budget first.
    pub chosen: Vec<Chosen>,
    /// All money of the settings' budgets in minor units, if any is set.
    pub budget: Option<i64>,
    /// Risk points of all open findings.
    pub total_risk: f64,
}

impl Plan {
    /// Actions that fit the budget; all of them where no budget is set.
    pub fn funded(&self) -> impl Iterator<Item = &Chosen> {
        self.chosen.iter().filter(|chosen| chosen.is_funded)
    }

    /// What the funded actions cost, in minor units.
    pub fn funded_cost(&self) -> i64 {
        self.funded().map(|chosen| chosen.cost).sum()
    }

    /// The share of all measured risk that the funded actions remove, 0 to 1.
    pub fn funded_share(&self) -> f64 {
        let removed: f64 = self.funded().map(|chosen| chosen.removes).sum();
        if self.total_risk > 0.0 { removed / self.total_risk } else { 0.0 }
    }

    /// Findings that the funded actions clear, sorted.
    pub fn funded_clears(&self, actions: &Actions) -> BTreeSet<u32> {
        self.funded().flat_map(|chosen| actions.all[chosen.action].clears.iter().copied()).collect()
    }
}

/// Puts the costed actions in order. O(actions² × findings cleared).
///
/// An action that clears nothing, alone or as a prerequisite, is left out; so
/// is one that an earlier choice rules out.
pub fn plan(actions: &Actions, scored: &[Scored], budget: Option<i64>) -> Plan {
    let total_risk =
        scored.iter().filter(|finding| finding.is_open()).map(|finding| finding.risk.point).sum();
    let mut choice = Choice {
        actions: &actions.all,
        scored,
        done: BTreeSet::new(),
        cleared: BTreeSet::new(),
        spent: 0,
        removed: 0.0,
        chosen: Vec::new(),
    };
    // First what fits the money, then the rest in order of value.
    choice.take_while_fits(budget.unwrap_or(i64::MAX), true);
    choice.take_while_fits(i64::MAX, budget.is_none());
    Plan { chosen: choice.chosen, budget, total_risk }
}

struct Choice<'a> {
    actions: &'a [Action],
    scored: &'a [Scored],
    done: BTreeSet<usize>,
    cleared: BTreeSet<u32>,
    spent: i64,
    removed: f64,
    chosen: Vec<Chosen>,
}

/// An action with its missing prerequisites, in the order to do them.
struct Bundle {
    actions: Vec<usize>,
    cost: i64,
    gain: f64,
}

impl Choice<'_> {
    fn take_while_fits(&mut self, limit: i64, is_funded: bool) {
        while let Some(bundle) = self.best(limit) {
            for action in bundle.actions {
                self.take(action, is_funded);
            }
        }
    }

    fn best(&self, limit: i64) -> Option<Bundle> {
        let bundles = (0..self.actions.len()).filter_map(|action| self.bundle(action));
        let fitting = bundles.filter(|bundle| {
            bundle.gain > 0.0 && self.spent.checked_add(bundle.cost).is_some_and(|cost| cost <= limit)
        });
        // The first of the best, in the order of ids.
        fitting.reduce(|best, bundle| if value(&bundle) > value(&best) { bundle } else { best })
    }

    fn bundle(&self, action: usize) -> Option<Bundle> {
        let mut order = Vec::new();
        self.collect(action, &mut Vec::new(), &mut order)?;
        if order.is_empty() {
            return None;
        }
        let mut cost: i64 = 0;
        let mut gained = BTreeSet::new();
        for &member in &order {
            cost = cost.checked_add(self.actions[member].cost?)?;
            gained
                .extend(self.actions[member].clears.iter().filter(|finding| !self.cleared.contains(finding)));
        }
        let gain = gained.iter().map(|finding| self.risk(*finding)).sum();
        Some(Bundle { actions: order, cost, gain })
    }

    /// Appends an action behind its missing prerequisites; nothing if one of
    /// them is ruled out. What is waited for further up counts as satisfied:
    /// circles of options are input errors, but joined programmes can make one.
    fn collect(&self, action: usize, waiting: &mut Vec<usize>, order: &mut Vec<usize>) -> Option<()> {
        if self.done.contains(&action) || order.contains(&action) || waiting.contains(&action) {
            return Some(());
        }
        let record = &self.actions[action];
        let ruled_out = |other: &usize| self.done.contains(other) || order.contains(other);
        if record.excludes.iter().any(ruled_out) {
            return None;
        }
        waiting.push(action);
        for before in &record.after {
            self.collect(*before, waiting, order)?;
        }
        waiting.pop();
        order.push(action);
        Some(())
    }

    fn take(&mut self, action: usize, is_funded: bool) {
        let record = &self.actions[action];
        let fresh: Vec<u32> =
            record.clears.iter().copied().filter(|finding| !self.cleared.contains(finding)).collect();
        let removes: f64 = fresh.iter().map(|finding| self.risk(*finding)).sum();
        let cost = record.cost.unwrap_or(0);
        self.done.insert(action);
        self.cleared.extend(fresh);
        self.spent += cost;
        self.removed += removes;
        self.chosen.push(Chosen {
            action,
            cost,
            removes,
            cost_so_far: self.spent,
            removed_so_far: self.removed,
            is_funded,
        });
    }

    fn risk(&self, finding: u32) -> f64 {
        self.scored[finding as usize].risk.point
    }
}

/// Risk points per pound; free actions first.
fn value(bundle: &Bundle) -> f64 {
    bundle.gain / (bundle.cost.max(1) as f64)
}
