//! What a choice of actions would bring: the same sum that the report's page
//! does when a reader ticks actions on and off.
//!
//! It adds up a choice and solves nothing. An action whose prerequisite is
//! not chosen costs money and brings no benefit.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Actions, Chosen};
use crate::analyse::Severity;
use crate::score::{Scored, Standings};

/// The figures behind the page's sum.
#[derive(Clone, Debug, Serialize)]
pub struct WhatIf {
    /// What can be chosen, in the order of the plan.
    pub actions: Vec<Choice>,
    /// Open findings that some action clears.
    pub findings: Vec<Clearable>,
    /// High-risk systems that could cease to be: the numbers of the findings
    /// that make them so, all of which must be cleared.
    pub systems: Vec<Vec<usize>>,
    /// Risk points of all open findings.
    pub total_risk: f64,
    /// How many systems are high-risk now.
    pub high_risk: usize,
}

/// Something that can be chosen.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// The action's id.
    pub id: String,
    /// What it costs, in minor units.
    pub cost: i64,
    /// What must be chosen with it, by number.
    pub after: Vec<usize>,
    /// Whether the plan recommends it.
    pub on: bool,
}

/// An open finding and what clears it.
#[derive(Clone, Debug, Serialize)]
pub struct Clearable {
    /// Its risk.
    pub risk: f64,
    /// Any of these clears it, by number.
    pub by: Vec<usize>,
}

/// What a choice brings.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// What the chosen actions cost, in minor units.
    pub cost: i64,
    /// Risk points that they remove.
    pub removed: f64,
    /// How many systems are high-risk then.
    pub high_risk: usize,
    /// Chosen actions that bring nothing, because something before them is
    /// not chosen.
    pub waiting: Vec<usize>,
}

impl WhatIf {
    /// The figures of a plan's actions.
    pub fn new(chosen: &[Chosen], actions: &Actions, scored: &[Scored], standings: &Standings) -> Self {
        let number: BTreeMap<usize, usize> =
            chosen.iter().enumerate().map(|(number, chosen)| (chosen.action, number)).collect();
        let mut clearing: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (number, chosen) in chosen.iter().enumerate() {
            for finding in &actions.all[chosen.action].clears {
                if scored[*finding as usize].is_open() {
                    clearing.entry(*finding).or_default().push(number);
                }
            }
        }
        let place: BTreeMap<u32, usize> =
            clearing.keys().enumerate().map(|(place, finding)| (*finding, place)).collect();
        let high = standings.systems().filter(|standing| standing.is_high_risk());
        let systems = high
            .filter_map(|standing| {
                let grave = standing.findings.iter().filter(|finding| {
                    let scored = &scored[**finding as usize];
                    scored.is_open() && scored.severity >= Severity::High
                });
                // One that no action clears keeps the system where it is.
                grave.map(|finding| place.get(finding).copied()).collect::<Option<Vec<usize>>>()
            })
            .collect();
        Self {
            actions: chosen
                .iter()
                .map(|chosen| {
                    let action = &actions.all[chosen.action];
                    Choice {
                        id: action.id.clone(),
                        cost: chosen.cost,
                        after: action.after.iter().filter_map(|before| number.get(before).copied()).collect(),
                        on: chosen.is_funded,
                    }
                })
                .collect(),
            findings: clearing
                .into_iter()
                .map(|(finding, by)| Clearable { risk: scored[finding as usize].risk.point(), by })
                .collect(),
            systems,
            total_risk: scored.iter().filter(|one| one.is_open()).map(|one| one.risk.point()).sum(),
            high_risk: standings.high_risk_systems(),
        }
    }

    /// What a choice brings; `chosen` says of each action whether it is on.
    pub fn outcome(&self, chosen: &[bool]) -> Outcome {
        let mut works: Vec<Option<bool>> = vec![None; self.actions.len()];
        for number in 0..self.actions.len() {
            self.settle(number, chosen, &mut works);
        }
        let is_working = |number: usize| works[number] == Some(true);
        let cleared: Vec<bool> =
            self.findings.iter().map(|finding| finding.by.iter().any(|number| is_working(*number))).collect();
        let saved = self.systems.iter().filter(|needs| needs.iter().all(|finding| cleared[*finding])).count();
        let on = (0..self.actions.len()).filter(|number| chosen[*number]);
        Outcome {
            cost: on.clone().map(|number| self.actions[number].cost).sum(),
            removed: self
                .findings
                .iter()
                .zip(&cleared)
                .filter(|(_, cleared)| **cleared)
                .map(|(one, _)| one.risk)
                .sum(),
            high_risk: self.high_risk - saved,
            waiting: on.filter(|number| !is_working(*number)).collect(),
        }
    }

    /// Whether an action is chosen with all that must come before it. Orders
    /// have no circles, which was checked when they were read.
    fn settle(&self, number: usize, chosen: &[bool], works: &mut Vec<Option<bool>>) -> bool {
        if let Some(known) = works[number] {
            return known;
        }
        works[number] = Some(false);
        let all = self.actions[number].after.iter().all(|before| self.settle(*before, chosen, works));
        works[number] = Some(chosen[number] && all);
        chosen[number] && all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(id: &str, cost: i64, after: Vec<usize>) -> Choice {
        Choice { id: id.to_owned(), cost, after, on: false }
    }

    #[test]
    fn without_its_prerequisite_an_action_costs_and_brings_nothing() {
        let page = WhatIf {
            actions: vec![
                choice("first", 100, vec![]),
                choice("second", 50, vec![0]),
                choice("other", 30, vec![]),
            ],
            findings: vec![
                Clearable { risk: 40.0, by: vec![1] },
                Clearable { risk: 20.0, by: vec![1, 2] },
                Clearable { risk: 5.0, by: vec![0] },
            ],
            systems: vec![vec![0, 1], vec![1]],
            total_risk: 100.0,
            high_risk: 3,
        };
        let alone = page.outcome(&[false, true, false]);
        assert_eq!((alone.cost, alone.high_risk, alone.waiting.as_slice()), (50, 3, &[1][..]));
        assert!(alone.removed.abs() < 1e-12);
        let both = page.outcome(&[true, true, false]);
        assert_eq!((both.cost, both.high_risk, both.waiting.len()), (150, 1, 0));
        assert!((both.removed - 65.0).abs() < 1e-12);
        let other = page.outcome(&[false, true, true]);
        assert!((other.removed - 20.0).abs() < 1e-12 && other.high_risk == 2);
    }
}
