//! The order in which actions are recommended: those of the plan by year, then
//! what it does not reach, best value for money first.

use std::collections::{BTreeMap, BTreeSet};

use super::{Placed, PlanInput};
use crate::plan::portfolio::compiled::{self, Demand, UNBOUNDED};
use crate::plan::portfolio::{Compiled, Resource, order};

/// A costed action, in the order that we recommend.
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
    /// Whether the plan does it.
    pub is_funded: bool,
}

/// The actions that a plan does in its order, then those that clear something
/// more and that nothing rules out, best value for money first, what must come
/// before them counted with them. Close to O(n log n).
pub(super) fn chosen(input: PlanInput<'_>, placed: &[Placed]) -> Vec<Chosen> {
    let mut chosen: Vec<Chosen> = Vec::new();
    let (mut cost_so_far, mut removed_so_far) = (0, 0.0);
    let mut add = |action: usize, cost: i64, removes: f64, is_funded: bool| {
        cost_so_far += cost;
        removed_so_far += removes;
        chosen.push(Chosen { action, cost, removes, cost_so_far, removed_so_far, is_funded });
    };
    for placed in placed {
        add(placed.action, placed.cost, placed.removes, true);
    }
    let mut cleared: BTreeSet<u32> = placed.iter().flat_map(|placed| placed.clears.iter().copied()).collect();
    for action in beyond(input, placed, &cleared) {
        let record = &input.actions.all[action];
        let fresh =
            record.clears.iter().filter(|finding| input.is_open(**finding) && cleared.insert(**finding));
        let removes = input.risk_of(fresh);
        add(action, record.cost.unwrap_or(0), removes, false);
    }
    chosen
}

/// What the plan leaves out and could be done with more of everything.
fn beyond(input: PlanInput<'_>, placed: &[Placed], cleared: &BTreeSet<u32>) -> Vec<usize> {
    let kept = left(input, &placed.iter().map(|placed| placed.action).collect());
    let number: BTreeMap<usize, usize> =
        kept.iter().enumerate().map(|(number, action)| (*action, number)).collect();
    let own = |others: &[usize]| -> Vec<usize> {
        let mut own: Vec<usize> = others.iter().filter_map(|other| number.get(other).copied()).collect();
        own.sort_unstable();
        own
    };
    let action = |index: &usize| {
        let record = &input.actions.all[*index];
        compiled::CompiledAction {
            id: record.id.clone(),
            years: 1,
            demand: Demand::of(0, vec![record.cost.unwrap_or(0) as f64]).into_iter().collect(),
            after: own(&record.after),
            earliest: 1,
            deadline: None,
            latest: None,
        }
    };
    let mut clearing: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (number, action) in kept.iter().enumerate() {
        let open = |finding: &&u32| input.is_open(**finding) && !cleared.contains(finding);
        for finding in input.actions.all[*action].clears.iter().filter(open) {
            clearing.entry(*finding).or_default().push(number);
        }
    }
    let rivals = kept.iter().enumerate().flat_map(|(one, action)| {
        let others = own(&input.actions.all[*action].excludes);
        others.into_iter().filter(move |other| one < *other).map(move |other| (one, other))
    });
    // Nothing limits it, and no year is worth more than another.
    let years = kept.len().max(1);
    let unlimited = Compiled {
        years,
        worth: vec![1.0; years + 1],
        worth_undiscounted: vec![1.0; years + 1],
        resources: vec![Resource { name: String::new(), is_money: true, limit: vec![UNBOUNDED; years] }],
        exclusive: rivals.collect(),
        actions: kept.iter().map(action).collect(),
        findings: clearing
            .into_iter()
            .map(|(finding, actions)| compiled::CompiledFinding {
                value: input.risk(finding),
                needs_all: false,
                actions,
            })
            .collect(),
    };
    order(&unlimited).into_iter().map(|number| kept[number]).collect()
}

/// Costed actions that could follow what is done, ascending: nothing done rules
/// them out, no scenario forbids them, and what must come before them is done
/// or one of them.
fn left(input: PlanInput<'_>, done: &BTreeSet<usize>) -> Vec<usize> {
    let all = &input.actions.all;
    let could = |index: usize| {
        let is_ruled_out = || all[index].excludes.iter().any(|other| done.contains(other));
        let is_forbidden = || input.choices.forbidden.contains(&index);
        !done.contains(&index) && all[index].cost.is_some() && !is_ruled_out() && !is_forbidden()
    };
    let mut waits: Vec<usize> = all
        .iter()
        .map(|action| action.after.iter().filter(|before| !done.contains(before)).count())
        .collect();
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); all.len()];
    for (index, action) in all.iter().enumerate() {
        action.after.iter().for_each(|before| followers[*before].push(index));
    }
    let mut ready: Vec<usize> = (0..all.len()).filter(|index| waits[*index] == 0 && could(*index)).collect();
    let mut kept = BTreeSet::new();
    // What waits for itself is never ready.
    while let Some(index) = ready.pop() {
        kept.insert(index);
        for &follower in &followers[index] {
            waits[follower] -= 1;
            if waits[follower] == 0 && could(follower) {
                ready.push(follower);
            }
        }
    }
    kept.into_iter().collect()
}
