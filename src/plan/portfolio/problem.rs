//! A portfolio as others write it: the documented format `roadmap-oracle/1`,
//! and everything that can be wrong with one.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::compiled::{Action, Compiled, Finding, Resource};

/// The format that is read.
pub const FORMAT: &str = "roadmap-oracle/1";

/// The most actions, findings or years that are read.
const MOST: usize = 100_000;
const MOST_YEARS: usize = 200;

/// A portfolio of actions, the findings that they clear and what they may use.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "techstrata portfolio")]
pub struct Problem {
    /// The format: `roadmap-oracle/1`.
    pub format: String,
    /// What it is called.
    #[serde(default)]
    pub name: Option<String>,
    /// The seed of generated data; only kept.
    #[serde(default)]
    pub seed: Option<u64>,
    /// P: years in which actions may be worked on. An action must be complete
    /// by the end of the last.
    pub plan_years: usize,
    /// H: years up to which benefit counts, P or more.
    pub benefit_years: usize,
    /// r: the discount rate a year, such as 0.035.
    pub discount_rate: f64,
    /// What may be spent in each year 1 to P.
    pub budget: Vec<f64>,
    /// What each team can do in each year 1 to P.
    #[serde(default)]
    pub capacity: BTreeMap<String, Vec<f64>>,
    /// What can be done.
    pub actions: Vec<ActionRow>,
    /// Of each pair at most one may be done.
    #[serde(default)]
    pub exclusive: Vec<[String; 2]>,
    /// Actions that must start in the given year or earlier: `[id, year]`,
    /// `{action: id, year: year}`, or a map of years by id.
    #[serde(default)]
    pub must_start_by: Deadlines,
    /// What is to be cleared.
    pub findings: Vec<FindingRow>,
    /// Known answers, if there are any; not read.
    #[serde(default)]
    #[schemars(skip)]
    pub expected: Option<Value>,
}

/// Something that can be done.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionRow {
    /// Its id.
    pub id: String,
    /// What it costs in each year of work; as many years as it takes.
    pub cost: Vec<f64>,
    /// What it takes of each team in each year of work.
    #[serde(default)]
    pub effort: BTreeMap<String, Vec<f64>>,
    /// Actions that must be complete before it starts.
    #[serde(default)]
    pub after: Vec<String>,
    /// The first year in which it may start.
    #[serde(default = "first_year")]
    pub earliest: usize,
}

fn first_year() -> usize {
    1
}

/// Something that is to be cleared.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FindingRow {
    /// Its id.
    pub id: String,
    /// What clearing it is worth in each year.
    pub annual_value: f64,
    /// Whether any of the actions clears it, or only all of them together.
    pub mode: Mode,
    /// The actions.
    pub actions: Vec<String>,
}

/// How actions clear a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// The first that is complete clears it.
    Any,
    /// It is cleared when the last is complete.
    All,
}

/// Years by which actions must have started.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Deadlines {
    /// One row each.
    Rows(Vec<Deadline>),
    /// Years by id.
    ById(BTreeMap<String, usize>),
}

impl Default for Deadlines {
    fn default() -> Self {
        Self::Rows(Vec::new())
    }
}

/// The year by which an action must have started.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Deadline {
    /// `[id, year]`.
    Pair(String, usize),
    /// `{action: id, year: year}`.
    Named {
        /// The action.
        #[serde(alias = "id")]
        action: String,
        /// The year.
        #[serde(alias = "by", alias = "start_by")]
        year: usize,
    },
    /// `{id: year}`.
    Map(BTreeMap<String, usize>),
}

impl Deadlines {
    fn all(&self) -> Vec<(&str, usize)> {
        match self {
            Self::ById(years) => years.iter().map(|(id, year)| (id.as_str(), *year)).collect(),
            Self::Rows(rows) => rows
                .iter()
                .flat_map(|row| match row {
                    Deadline::Pair(id, year) | Deadline::Named { action: id, year } => {
                        vec![(id.as_str(), *year)]
                    }
                    Deadline::Map(years) => years.iter().map(|(id, year)| (id.as_str(), *year)).collect(),
                })
                .collect(),
        }
    }
}

impl Problem {
    /// Reads a portfolio from JSON.
    ///
    /// # Errors
    ///
    /// With one sentence that names line and column.
    pub fn read(text: &str) -> Result<Self, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    /// The same with numbers in place of ids.
    ///
    /// # Errors
    ///
    /// With everything that is wrong, one sentence each.
    pub fn compile(&self) -> Result<Compiled, Vec<String>> {
        let mut compiling = Compiling { problem: self, numbers: BTreeMap::new(), faults: Vec::new() };
        let compiled = compiling.compile();
        if compiling.faults.is_empty() { Ok(compiled) } else { Err(compiling.faults) }
    }
}

struct Compiling<'a> {
    problem: &'a Problem,
    numbers: BTreeMap<&'a str, usize>,
    faults: Vec<String>,
}

impl<'a> Compiling<'a> {
    fn compile(&mut self) -> Compiled {
        self.check_frame();
        for (number, action) in self.problem.actions.iter().enumerate() {
            if self.numbers.insert(action.id.as_str(), number).is_some() {
                self.faults.push(format!("the action `{}` stands twice", action.id));
            }
        }
        let resources = self.resources();
        let mut actions: Vec<Action> =
            self.problem.actions.iter().map(|action| self.action(action, resources.len())).collect();
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
        if self.faults.is_empty() && compiled.order().is_none() {
            self.faults.push("`after` leads in a circle".to_owned());
        }
        compiled
    }

    fn check_frame(&mut self) {
        let problem = self.problem;
        let mut say = |is_wrong: bool, words: String| {
            if is_wrong {
                self.faults.push(words);
            }
        };
        say(problem.format != FORMAT, format!("the format is `{}`, not `{FORMAT}`", problem.format));
        say(problem.plan_years == 0, "`plan_years` is 0: nothing can be done".to_owned());
        say(problem.plan_years > MOST_YEARS, format!("`plan_years` is above {MOST_YEARS}"));
        say(
            problem.benefit_years < problem.plan_years,
            "`benefit_years` is below `plan_years`: keep the horizon beyond the plan".to_owned(),
        );
        say(problem.benefit_years > 10 * MOST_YEARS, format!("`benefit_years` is above {}", 10 * MOST_YEARS));
        say(
            !(problem.discount_rate.is_finite() && problem.discount_rate > -1.0),
            format!("`discount_rate` is {}", problem.discount_rate),
        );
        say(problem.actions.len() > MOST, format!("there are more than {MOST} actions"));
        say(problem.findings.len() > MOST, format!("there are more than {MOST} findings"));
    }

    fn check_amounts(&mut self, what: &str, amounts: &[f64]) {
        if amounts.iter().any(|amount| !amount.is_finite() || *amount < 0.0) {
            self.faults.push(format!("{what} holds an amount that is negative or no number"));
        }
    }

    fn resources(&mut self) -> Vec<Resource> {
        let problem = self.problem;
        let mut resources = vec![Resource { name: "budget".to_owned(), limit: problem.budget.clone() }];
        for (team, limit) in &problem.capacity {
            resources.push(Resource { name: team.clone(), limit: limit.clone() });
        }
        for resource in &resources {
            let what = if resource.name == "budget" {
                "`budget`".to_owned()
            } else {
                format!("the capacity of `{}`", resource.name)
            };
            if resource.limit.len() != problem.plan_years {
                self.faults.push(format!(
                    "{what} has {} years, the plan {}",
                    resource.limit.len(),
                    problem.plan_years
                ));
            }
            self.check_amounts(&what, &resource.limit);
        }
        resources
    }

    fn action(&mut self, row: &'a ActionRow, resources: usize) -> Action {
        let (id, years) = (&row.id, row.cost.len());
        if years == 0 {
            self.faults.push(format!(
                "the action `{id}` has no year of work: give its `cost`, 0 if it costs nothing"
            ));
        }
        self.check_amounts(&format!("the cost of `{id}`"), &row.cost);
        let mut demand = vec![row.cost.clone()];
        for team in self.problem.capacity.keys() {
            demand.push(row.effort.get(team).cloned().unwrap_or_else(|| vec![0.0; years]));
        }
        demand.resize(resources, Vec::new());
        for (team, effort) in &row.effort {
            if !self.problem.capacity.contains_key(team) {
                self.faults.push(format!(
                    "the action `{id}` takes the team `{team}`, of which no capacity is given"
                ));
            }
            if effort.len() != years {
                self.faults.push(format!(
                    "the action `{id}` works {years} years, its team `{team}` {}",
                    effort.len()
                ));
            }
            self.check_amounts(&format!("the effort of `{id}`"), effort);
        }
        if row.earliest == 0 {
            self.faults.push(format!("the action `{id}` may start in year 0: years count from 1"));
        }
        let after = self.ids(&row.after, &format!("`after` of `{id}`"));
        Action {
            id: id.clone(),
            years,
            demand,
            after,
            earliest: row.earliest.max(1),
            deadline: None,
            latest: None,
        }
    }

    fn ids(&mut self, ids: &'a [String], place: &str) -> Vec<usize> {
        let mut found = BTreeSet::new();
        for id in ids {
            match self.numbers.get(id.as_str()) {
                Some(number) => {
                    found.insert(*number);
                }
                None => self.faults.push(format!("{place} names the action `{id}`, which does not exist")),
            }
        }
        found.into_iter().collect()
    }

    fn deadlines(&mut self, actions: &mut [Action]) {
        for (id, year) in self.problem.must_start_by.all() {
            match self.numbers.get(id) {
                Some(number) => {
                    let deadline = &mut actions[*number].deadline;
                    *deadline = Some(deadline.map_or(year, |known: usize| known.min(year)));
                }
                None => {
                    self.faults
                        .push(format!("`must_start_by` names the action `{id}`, which does not exist"));
                }
            }
        }
    }

    fn exclusive(&mut self) -> Vec<(usize, usize)> {
        let mut pairs = BTreeSet::new();
        for pair in &self.problem.exclusive {
            match self.ids(pair, "`exclusive`").as_slice() {
                [one, other] => {
                    pairs.insert((*one, *other));
                }
                [_] if pair[0] == pair[1] => {
                    self.faults.push(format!("`exclusive` pairs `{}` with itself", pair[0]));
                }
                _ => {}
            }
        }
        pairs.into_iter().collect()
    }

    /// Findings that the same actions clear in the same way are one.
    fn findings(&mut self) -> Vec<Finding> {
        let mut joined: BTreeMap<(bool, Vec<usize>), f64> = BTreeMap::new();
        for row in &self.problem.findings {
            if !row.annual_value.is_finite() || row.annual_value < 0.0 {
                self.faults
                    .push(format!("the finding `{}` has a value that is negative or no number", row.id));
            }
            let actions = self.ids(&row.actions, &format!("the finding `{}`", row.id));
            // What no action clears is worth nothing to any plan.
            if !actions.is_empty() {
                let needs_all = row.mode == Mode::All && actions.len() > 1;
                *joined.entry((needs_all, actions)).or_default() += row.annual_value;
            }
        }
        joined
            .into_iter()
            .map(|((needs_all, actions), value)| Finding { value, needs_all, actions })
            .collect()
    }
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
