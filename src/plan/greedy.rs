//! A first plan: best value first, with whatever must come before.
//!
//! Each step takes the action that removes most measured risk per pound,
//! counting the cost and the gain of its missing prerequisites with it, so
//! that enabling work is not deferred for ever (methods §6, step 2). It is a
//! heuristic and is labelled so; it adds up, and it never breaks an order.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::action::{Action, Actions};
use super::roadmap::Roadmap;
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

/// The plan that a roadmap makes: its actions by the year in which they start,
/// then what it does not do, in the order of `first`.
pub fn of_roadmap(roadmap: &Roadmap, first: &Plan, actions: &Actions, scored: &[Scored]) -> Plan {
    let mut cleared: BTreeSet<u32> =
        roadmap.placed.iter().flat_map(|placed| placed.clears.iter().copied()).collect();
    let (mut cost_so_far, mut removed_so_far) = (0, 0.0);
    let mut chosen: Vec<Chosen> = Vec::new();
    let mut add = |action: usize, cost: i64, removes: f64, is_funded: bool| {
        cost_so_far += cost;
        removed_so_far += removes;
        chosen.push(Chosen { action, cost, removes, cost_so_far, removed_so_far, is_funded });
    };
    for placed in &roadmap.placed {
        add(placed.action, placed.cost, placed.removes, true);
    }
    let done: BTreeSet<usize> = roadmap.placed.iter().map(|placed| placed.action).collect();
    let is_ruled_out = |action: usize| actions.all[action].excludes.iter().any(|other| done.contains(other));
    for later in
        first.chosen.iter().filter(|later| !done.contains(&later.action) && !is_ruled_out(later.action))
    {
        let own = actions.all[later.action].clears.iter();
        let removes = own
            .filter(|finding| scored[**finding as usize].is_open() && cleared.insert(**finding))
            .map(|finding| scored[*finding as usize].risk.point())
            .sum();
        add(later.action, later.cost, removes, false);
    }
    Plan { chosen, budget: first.budget, total_risk: first.total_risk }
}

/// Puts the costed actions in order.
///
/// An action that clears nothing, alone or as a prerequisite, is left out; so
/// is one that an earlier choice rules out. Each choice looks again only at
/// actions whose cost or gain it can have changed, so that time is close to
/// O(n log n) where few actions share prerequisites or findings, and O(n²) at
/// worst.
pub fn plan(actions: &Actions, scored: &[Scored], budget: Option<i64>) -> Plan {
    let total_risk =
        scored.iter().filter(|finding| finding.is_open()).map(|finding| finding.risk.point()).sum();
    let mut choice = Choice::new(&actions.all, scored);
    // First what fits the money, then the rest in order of value.
    choice.take_while_fits(budget.unwrap_or(i64::MAX), true);
    choice.take_while_fits(i64::MAX, budget.is_none());
    Plan { chosen: choice.chosen, budget, total_risk }
}

struct Choice<'a> {
    actions: &'a [Action],
    scored: &'a [Scored],
    /// By action: those that wait for it.
    waiting: Vec<Vec<usize>>,
    /// By finding: the actions that clear it.
    clearing: BTreeMap<u32, Vec<usize>>,
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

/// A bundle as it was when it was last looked at.
struct Candidate {
    value: f64,
    action: usize,
    /// How often its action had been looked at by then.
    look: u32,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        // Of equal values the first in the order of ids.
        self.value.total_cmp(&other.value).then_with(|| other.action.cmp(&self.action))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate {}

impl<'a> Choice<'a> {
    fn new(actions: &'a [Action], scored: &'a [Scored]) -> Self {
        let mut waiting = vec![Vec::new(); actions.len()];
        let mut clearing: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (index, action) in actions.iter().enumerate() {
            action.after.iter().for_each(|&before| waiting[before].push(index));
            action.clears.iter().for_each(|&finding| clearing.entry(finding).or_default().push(index));
        }
        Self {
            actions,
            scored,
            waiting,
            clearing,
            done: BTreeSet::new(),
            cleared: BTreeSet::new(),
            spent: 0,
            removed: 0.0,
            chosen: Vec::new(),
        }
    }

    fn take_while_fits(&mut self, limit: i64, is_funded: bool) {
        let mut looks = vec![0_u32; self.actions.len()];
        let all = 0..self.actions.len();
        let mut queue: BinaryHeap<Candidate> = all.filter_map(|action| self.candidate(action, 0)).collect();
        while let Some(candidate) = queue.pop() {
            if looks[candidate.action] != candidate.look {
                continue;
            }
            let Some(bundle) = self.bundle(candidate.action) else { continue };
            // It comes back when a choice makes it cheaper.
            if self.spent.checked_add(bundle.cost).is_none_or(|cost| cost > limit) {
                continue;
            }
            for action in self.take_all(bundle.actions, is_funded) {
                looks[action] += 1;
                queue.extend(self.candidate(action, looks[action]));
            }
        }
    }

    fn candidate(&self, action: usize, look: u32) -> Option<Candidate> {
        let bundle = self.bundle(action).filter(|bundle| bundle.gain > 0.0)?;
        Some(Candidate { value: value(&bundle), action, look })
    }

    /// Takes the actions and gives back those to look at again: whose bundle
    /// holds one of them, clears what they cleared, or is ruled out by them.
    fn take_all(&mut self, taken: Vec<usize>, is_funded: bool) -> BTreeSet<usize> {
        let mut touched = BTreeSet::new();
        for action in taken {
            let fresh = self.take(action, is_funded);
            touched.insert(action);
            touched.extend(self.actions[action].excludes.iter().copied());
            touched.extend(fresh.iter().filter_map(|finding| self.clearing.get(finding)).flatten());
        }
        let mut open: Vec<usize> = touched.iter().copied().collect();
        while let Some(action) = open.pop() {
            open.extend(self.waiting[action].iter().copied().filter(|waiting| touched.insert(*waiting)));
        }
        touched
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
        waiting.push(action);
        for before in &record.after {
            self.collect(*before, waiting, order)?;
        }
        waiting.pop();
        // Behind its prerequisites, because they may rule it out, too.
        let is_done = |other: &usize| self.done.contains(other) || order.contains(other);
        if record.excludes.iter().any(is_done) {
            return None;
        }
        order.push(action);
        Some(())
    }

    /// Takes an action and gives back the findings that it cleared first.
    fn take(&mut self, action: usize, is_funded: bool) -> Vec<u32> {
        let record = &self.actions[action];
        let fresh: Vec<u32> =
            record.clears.iter().copied().filter(|finding| !self.cleared.contains(finding)).collect();
        let removes: f64 = fresh.iter().map(|finding| self.risk(*finding)).sum();
        let cost = record.cost.unwrap_or(0);
        self.done.insert(action);
        self.cleared.extend(&fresh);
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
        fresh
    }

    fn risk(&self, finding: u32) -> f64 {
        self.scored[finding as usize].risk.point()
    }
}

/// Risk points per pound; free actions first.
fn value(bundle: &Bundle) -> f64 {
    bundle.gain / (bundle.cost.max(1) as f64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analyse::finding::{Bounds, Finding, Severity};
    use crate::analyse::registry::rules;
    use crate::check::estate::{Subject, SystemIndex};
    use crate::model::vocabulary::ActionKind;

    /// Findings of these risks, each about a system of its own.
    fn findings(risks: &[f64]) -> Vec<Scored> {
        let meta = &rules().next().unwrap().meta;
        let finding = |(index, &risk): (usize, &f64)| Scored {
            finding: Finding::bare(meta, Subject::System(SystemIndex(index as u32))),
            id: index.to_string(),
            likelihood: Bounds::exact(1.0),
            impact: Bounds::exact(risk / 100.0),
            risk: Bounds::exact(risk),
            severity: Severity::Low,
            is_firm: true,
            accepted: None,
        };
        risks.iter().enumerate().map(finding).collect()
    }

    fn action(cost: i64, clears: &[u32], after: &[usize], excludes: &[usize]) -> Action {
        Action {
            id: String::new(),
            name: String::new(),
            kind: ActionKind::Upgrade,
            options: Vec::new(),
            cost: Some(cost),
            months: None,
            clears: clears.to_vec(),
            after: after.to_vec(),
            excludes: excludes.to_vec(),
        }
    }

    fn order(plan: &Plan) -> Vec<(usize, bool)> {
        plan.chosen.iter().map(|chosen| (chosen.action, chosen.is_funded)).collect()
    }

    #[test]
    fn enabling_work_counts_with_what_it_enables() {
        // 0 enables 1 and 2. Alone it clears nothing. With it, 1 removes 10 for
        // 110 (0.091 a pound) and beats 3 (8 for 100); once it is done, 2
        // removes 6 for 50 (0.12) and comes before 3, too.
        let actions = Actions {
            all: vec![
                action(10, &[], &[], &[]),
                action(100, &[0], &[0], &[]),
                action(50, &[1], &[0], &[]),
                action(100, &[2], &[], &[]),
            ],
        };
        let scored = findings(&[10.0, 6.0, 8.0]);
        let all = plan(&actions, &scored, None);
        // 2 with its enabler removes 6 for 60 (0.1): the best first step.
        assert_eq!(order(&all), [(0, true), (2, true), (1, true), (3, true)]);
        let sums: Vec<(i64, f64)> =
            all.chosen.iter().map(|chosen| (chosen.cost_so_far, chosen.removed_so_far)).collect();
        assert_eq!(sums, [(10, 0.0), (60, 6.0), (160, 16.0), (260, 24.0)]);
    }

    #[test]
    fn what_does_not_fit_the_budget_stays_visible_behind_it() {
        let actions = Actions { all: vec![action(300, &[0], &[], &[]), action(100, &[1], &[], &[])] };
        let chosen = plan(&actions, &findings(&[90.0, 10.0]), Some(200));
        assert_eq!(order(&chosen), [(1, true), (0, false)]);
        assert_eq!(chosen.funded_cost(), 100);
        assert!((chosen.funded_share() - 0.1).abs() < 1e-12);
    }

    #[test]
    fn one_of_two_options_that_exclude_each_other_is_taken() {
        let actions = Actions { all: vec![action(100, &[0], &[], &[1]), action(90, &[0], &[], &[0])] };
        assert_eq!(order(&plan(&actions, &findings(&[50.0]), None)), [(1, true)]);
    }

    #[test]
    fn an_option_that_excludes_what_it_waits_for_is_never_taken() {
        let actions = Actions { all: vec![action(10, &[1], &[], &[1]), action(1, &[0], &[0], &[0])] };
        assert_eq!(order(&plan(&actions, &findings(&[50.0, 1.0]), None)), [(0, true)]);
    }

    #[test]
    fn what_clears_nothing_more_is_left_out() {
        let actions = Actions { all: vec![action(10, &[0], &[], &[]), action(20, &[0], &[], &[])] };
        assert_eq!(order(&plan(&actions, &findings(&[50.0]), None)), [(0, true)]);
    }

    /// The same choice, looking at every action at each step.
    fn looking_at_all(actions: &Actions, scored: &[Scored], budget: Option<i64>) -> Vec<Chosen> {
        let mut choice = Choice::new(&actions.all, scored);
        for (limit, is_funded) in [(budget.unwrap_or(i64::MAX), true), (i64::MAX, budget.is_none())] {
            loop {
                let bundles = (0..actions.all.len()).filter_map(|action| choice.bundle(action));
                let fitting =
                    bundles.filter(|bundle| bundle.gain > 0.0 && choice.spent + bundle.cost <= limit);
                let best = fitting.reduce(|best, next| if value(&next) > value(&best) { next } else { best });
                let Some(bundle) = best else { break };
                for action in bundle.actions {
                    choice.take(action, is_funded);
                }
            }
        }
        choice.chosen
    }

    fn portfolio() -> impl Strategy<Value = (Vec<f64>, Vec<Action>)> {
        let risks = proptest::collection::vec(1..60_u32, 1..12);
        risks.prop_flat_map(|risks| {
            let clears = proptest::collection::btree_set(0..risks.len() as u32, 0..4);
            let links = proptest::collection::btree_set(0..20_usize, 0..3);
            let one = (0..40_i64, clears, links.clone(), links, proptest::bool::weighted(0.9));
            let actions = proptest::collection::vec(one, 1..20);
            actions.prop_map(move |drafts| {
                let mut all: Vec<Action> = Vec::new();
                for (index, (cost, clears, after, excludes, is_costed)) in drafts.into_iter().enumerate() {
                    let clears: Vec<u32> = clears.into_iter().collect();
                    let earlier = |links: std::collections::BTreeSet<usize>| -> Vec<usize> {
                        links.into_iter().filter(|&other| other < index).collect()
                    };
                    let (after, excludes) = (earlier(after), earlier(excludes));
                    for &other in &excludes {
                        all[other].excludes.push(index);
                    }
                    let mut made = action(cost, &clears, &after, &excludes);
                    made.cost = is_costed.then_some(cost);
                    all.push(made);
                }
                (risks.iter().map(|&risk| f64::from(risk)).collect(), all)
            })
        })
    }

    proptest! {
        #[test]
        fn looking_again_only_where_needed_changes_nothing((risks, all) in portfolio(), budget in proptest::option::of(0..200_i64)) {
            let (actions, scored) = (Actions { all }, findings(&risks));
            prop_assert_eq!(plan(&actions, &scored, budget).chosen, looking_at_all(&actions, &scored, budget));
        }

        #[test]
        fn a_plan_keeps_every_order_and_exclusion_and_adds_up((risks, all) in portfolio(), budget in 0..200_i64) {
            let (actions, scored) = (Actions { all }, findings(&risks));
            let made = plan(&actions, &scored, Some(budget));
            let at: BTreeMap<usize, usize> =
                made.chosen.iter().enumerate().map(|(at, chosen)| (chosen.action, at)).collect();
            for (position, chosen) in made.chosen.iter().enumerate() {
                let record = &actions.all[chosen.action];
                prop_assert!(record.after.iter().all(|before| at.get(before).is_some_and(|&at| at < position)));
                prop_assert!(!record.excludes.iter().any(|other| at.contains_key(other)));
            }
            prop_assert!(made.funded_cost() <= budget);
            let cleared: BTreeSet<u32> =
                made.chosen.iter().flat_map(|chosen| &actions.all[chosen.action].clears).copied().collect();
            let sum: f64 = cleared.iter().map(|&finding| risks[finding as usize]).sum();
            prop_assert!((made.chosen.last().map_or(0.0, |last| last.removed_so_far) - sum).abs() < 1e-9);
        }
    }
}
