//! From a portfolio as written to numbers, and everything that can be wrong
//! with one, at its place.

use std::collections::{BTreeMap, BTreeSet};

use super::compiled::{Compiled, CompiledAction, CompiledFinding, Demand, Resource, UNBOUNDED};
use super::fault::Fault;
use super::problem::{ActionRow, FORMAT, Mode, Problem};
use crate::text;

/// The most actions, findings or years that are read.
const MOST: usize = 100_000;
const MOST_YEARS: usize = 200;
/// The largest amount: sums of so many stay numbers, to more than a penny.
const MOST_AMOUNT: f64 = UNBOUNDED;
/// What one a year may be worth at most.
const MOST_WORTH: f64 = 1e6;

/// A portfolio being read.
pub(super) struct Compiling<'a> {
    problem: &'a Problem,
    numbers: BTreeMap<&'a str, usize>,
    faults: Vec<Fault>,
}

impl<'a> Compiling<'a> {
    /// The portfolio in numbers, or all that is wrong with it.
    pub(super) fn of(problem: &'a Problem) -> Result<Compiled, Vec<Fault>> {
        let mut compiling = Self { problem, numbers: BTreeMap::new(), faults: Vec::new() };
        let compiled = compiling.compile();
        if compiling.faults.is_empty() { Ok(compiled) } else { Err(compiling.faults) }
    }

    fn say(&mut self, field: impl Into<String>, words: impl Into<String>) {
        self.faults.push(Fault::of_field(field, words));
    }

    fn compile(&mut self) -> Compiled {
        self.check_frame();
        for (number, action) in self.problem.actions.iter().enumerate() {
            if self.numbers.insert(action.id.as_str(), number).is_some() {
                self.say(format!("actions[{number}].id"), format!("the action `{}` stands twice", action.id));
            }
        }
        let resources = self.resources();
        let rows = self.problem.actions.iter().enumerate();
        let mut actions: Vec<CompiledAction> =
            rows.map(|(number, action)| self.action(number, action)).collect();
        self.deadlines(&mut actions);
        let exclusive = self.exclusive();
        let findings = self.findings();
        let compiled = Compiled {
            years: self.problem.plan_years.min(MOST_YEARS),
            worth: worth(self.problem),
            worth_undiscounted: undiscounted(self.problem),
            resources,
            actions,
            exclusive,
            findings,
        };
        if self.faults.is_empty() {
            self.check_order(&compiled);
        }
        compiled
    }

    fn check_order(&mut self, compiled: &Compiled) {
        let circle = compiled.circle();
        let Some(&first) = circle.first() else { return };
        let names: Vec<String> = circle
            .iter()
            .chain([&first])
            .map(|action| format!("`{}`", self.problem.actions[*action].id))
            .collect();
        let words = format!("`after` leads in a circle: {}", names.join(" after "));
        self.say(format!("actions[{first}].after"), words);
    }

    fn check_frame(&mut self) {
        let problem = self.problem;
        let mut say = |is_wrong: bool, field: &str, words: String| {
            if is_wrong {
                self.faults.push(Fault::of_field(field, words));
            }
        };
        let (plan, benefit) = (problem.plan_years, problem.benefit_years);
        say(
            problem.format != FORMAT,
            "format",
            format!("the format is `{}`, not `{FORMAT}`", problem.format),
        );
        say(plan == 0, "plan_years", "`plan_years` is 0: nothing can be done".to_owned());
        say(plan > MOST_YEARS, "plan_years", format!("`plan_years` is above {MOST_YEARS}"));
        let is_short = benefit < plan;
        say(
            is_short,
            "benefit_years",
            "`benefit_years` is below `plan_years`: keep the horizon beyond the plan".to_owned(),
        );
        let is_far = benefit > 10 * MOST_YEARS;
        say(is_far, "benefit_years", format!("`benefit_years` is above {}", 10 * MOST_YEARS));
        let rate = problem.discount_rate;
        let is_rate = rate.is_finite() && rate > -1.0;
        say(!is_rate, "discount_rate", format!("`discount_rate` is {rate}: give it as 0.035 for 3.5%"));
        let is_too_much = is_rate && worth(problem).first().is_none_or(|most| *most > MOST_WORTH);
        say(
            is_too_much,
            "discount_rate",
            format!("at a `discount_rate` of {rate} later years are worth more than can be counted"),
        );
        say(problem.actions.len() > MOST, "actions", format!("there are more than {MOST} actions"));
        say(problem.findings.len() > MOST, "findings", format!("there are more than {MOST} findings"));
    }

    fn check_amounts(&mut self, what: &str, field: &str, amounts: &[f64]) {
        for (number, amount) in amounts.iter().enumerate() {
            if let Some(wrong) = wrong_amount(*amount) {
                self.say(format!("{field}[{number}]"), format!("{what} holds {amount}, {wrong}"));
            }
        }
    }

    fn resources(&mut self) -> Vec<Resource> {
        let problem = self.problem;
        let mut resources = Vec::new();
        let mut add = |name: &str, is_money: bool, what: String, field: String, limit: &[f64]| {
            if limit.len() != problem.plan_years {
                let words = format!("{what} has {} years, the plan {}", limit.len(), problem.plan_years);
                self.say(field.clone(), words);
            }
            self.check_amounts(&what, &field, limit);
            resources.push(Resource { name: name.to_owned(), is_money, limit: limit.to_vec() });
        };
        add("budget", true, "`budget`".to_owned(), "budget".to_owned(), &problem.budget);
        for (team, limit) in &problem.capacity {
            add(team, false, format!("the capacity of `{team}`"), keyed("capacity", team), limit);
        }
        resources
    }

    fn action(&mut self, number: usize, row: &'a ActionRow) -> CompiledAction {
        let (id, years) = (&row.id, row.cost.len());
        let field = format!("actions[{number}]");
        if years == 0 {
            self.say(
                format!("{field}.cost"),
                format!("the action `{id}` has no year of work: give its `cost`, 0 if it costs nothing"),
            );
        }
        self.check_amounts(&format!("the cost of `{id}`"), &format!("{field}.cost"), &row.cost);
        let teams = self.problem.capacity.keys().map(|team| row.effort.get(team));
        let taken = std::iter::once(Some(&row.cost)).chain(teams).enumerate();
        let demand = taken.filter_map(|(resource, by_year)| Demand::of(resource, by_year?.clone())).collect();
        for (team, effort) in &row.effort {
            self.check_effort(row, team, effort, &keyed(&format!("{field}.effort"), team));
        }
        if row.earliest == 0 {
            self.say(
                format!("{field}.earliest"),
                format!("the action `{id}` may start in year 0: years count from 1"),
            );
        }
        let after = self.ids(&row.after, &format!("`after` of `{id}`"), &format!("{field}.after"));
        CompiledAction {
            id: id.clone(),
            years,
            demand,
            after,
            earliest: row.earliest.max(1),
            deadline: None,
            latest: None,
        }
    }

    fn check_effort(&mut self, row: &ActionRow, team: &str, effort: &[f64], field: &str) {
        let (id, years) = (&row.id, row.cost.len());
        let capacity = &self.problem.capacity;
        if !capacity.contains_key(team) {
            let meant = meant(team, capacity.keys().map(String::as_str));
            self.say(
                field,
                format!("the action `{id}` takes the team `{team}`, of which no capacity is given{meant}"),
            );
        }
        if effort.len() != years {
            self.say(
                field,
                format!("the action `{id}` works {years} years, its team `{team}` {}", effort.len()),
            );
        }
        self.check_amounts(&format!("the effort of `{id}`"), field, effort);
    }

    fn number(&mut self, id: &str, what: &str, field: String) -> Option<usize> {
        let found = self.numbers.get(id).copied();
        if found.is_none() {
            let meant = meant(id, self.numbers.keys().copied());
            self.say(field, format!("{what} names the action `{id}`, which does not exist{meant}"));
        }
        found
    }

    fn ids(&mut self, ids: &[String], what: &str, field: &str) -> Vec<usize> {
        let rows = ids.iter().enumerate();
        let found: BTreeSet<usize> =
            rows.filter_map(|(at, id)| self.number(id, what, format!("{field}[{at}]"))).collect();
        found.into_iter().collect()
    }

    fn deadlines(&mut self, actions: &mut [CompiledAction]) {
        for (field, id, year) in self.problem.must_start_by.all() {
            if let Some(number) = self.number(id, "`must_start_by`", field) {
                let deadline = &mut actions[number].deadline;
                *deadline = Some(deadline.map_or(year, |known: usize| known.min(year)));
            }
        }
    }

    fn exclusive(&mut self) -> Vec<(usize, usize)> {
        let mut pairs = BTreeSet::new();
        for (number, pair) in self.problem.exclusive.iter().enumerate() {
            let field = format!("exclusive[{number}]");
            match self.ids(pair, "`exclusive`", &field).as_slice() {
                [one, other] => {
                    pairs.insert((*one, *other));
                }
                [_] if pair[0] == pair[1] => {
                    self.say(field, format!("`exclusive` pairs `{}` with itself", pair[0]));
                }
                _ => {}
            }
        }
        pairs.into_iter().collect()
    }

    /// Findings that the same actions clear in the same way are one.
    fn findings(&mut self) -> Vec<CompiledFinding> {
        let mut joined: BTreeMap<(bool, Vec<usize>), f64> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for (number, row) in self.problem.findings.iter().enumerate() {
            let (id, field) = (&row.id, format!("findings[{number}]"));
            if !seen.insert(id) {
                self.say(format!("{field}.id"), format!("the finding `{id}` stands twice"));
            }
            if let Some(wrong) = wrong_amount(row.annual_value) {
                let words = format!("the value of `{id}` is {}, {wrong}", row.annual_value);
                self.say(format!("{field}.annual_value"), words);
            }
            let actions = self.ids(&row.actions, &format!("the finding `{id}`"), &format!("{field}.actions"));
            // What no action clears is worth nothing to any plan.
            if !actions.is_empty() {
                let needs_all = row.mode == Mode::All && actions.len() > 1;
                *joined.entry((needs_all, actions)).or_default() += row.annual_value;
            }
        }
        joined
            .into_iter()
            .map(|((needs_all, actions), value)| CompiledFinding { value, needs_all, actions })
            .collect()
    }
}

/// What is wrong with an amount, if anything.
fn wrong_amount(amount: f64) -> Option<String> {
    if !amount.is_finite() || amount < 0.0 {
        return Some("which is negative or no number".to_owned());
    }
    (amount > MOST_AMOUNT).then(|| format!("which is above {MOST_AMOUNT:.0}"))
}

/// The field of a key, or of its map where the key would not read as one.
fn keyed(map: &str, key: &str) -> String {
    if key.contains(['.', '[', ']']) { map.to_owned() } else { format!("{map}.{key}") }
}

/// `: did you mean …?` where something is spelt nearly so.
fn meant<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> String {
    let nearest: Vec<String> =
        text::nearest(typed, known, 3).into_iter().map(|id| format!("`{id}`")).collect();
    if nearest.is_empty() { String::new() } else { format!(": did you mean {}?", text::join_or(&nearest)) }
}

/// What one a year is worth when it is cleared at the end of each year 0 to P:
/// Σ 1/(1+r)^t over the years after it, up to H.
fn worth(problem: &Problem) -> Vec<f64> {
    let rate = 1.0 + problem.discount_rate;
    sums(problem, |year| rate.powi(-(year as i32)))
}

fn undiscounted(problem: &Problem) -> Vec<f64> {
    sums(problem, |_| 1.0)
}

fn sums(problem: &Problem, of_year: impl Fn(usize) -> f64) -> Vec<f64> {
    let (plan, horizon) = (problem.plan_years.min(MOST_YEARS), problem.benefit_years.min(10 * MOST_YEARS));
    (0..=plan).map(|done| (done + 1..=horizon).map(&of_year).sum()).collect()
}
