//! From the actions of an estate to a portfolio in numbers, and what is left
//! out of it and why.

use std::collections::{BTreeMap, BTreeSet};

use super::PlanInput;
use super::frame::{Frame, PotKind};
use crate::check::estate::{Estate, OptionIndex, TeamIndex};
use crate::model::ModernisationOption;
use crate::model::vocabulary::ActionKind;
use crate::plan::action::{Action, Actions};
use crate::plan::portfolio::compiled;
use crate::plan::portfolio::compiled::{Demand, UNBOUNDED};
use crate::plan::portfolio::{Compiled, Resource};
use crate::score::Scored;

/// Why an action is not in the portfolio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// A scenario forbids it.
    Forbidden,
    /// It has no price: it is never invented.
    NotCosted,
    /// What must come first, by index, is not in it.
    WaitsFor(usize),
    /// What must come first waits for it in turn, which joined programmes can
    /// do to each other.
    WaitsForItself,
    /// It clears no open finding, and nothing that does waits for it.
    ClearsNothing,
    /// It could start only after the plan.
    StartsTooLate,
    /// It takes longer than the plan.
    TakesTooLong,
}

/// A portfolio with the way back to the actions.
#[derive(Clone, Debug)]
pub struct Portfolio {
    /// The portfolio in numbers; money in minor units.
    pub compiled: Compiled,
    /// By its actions: the estate's.
    pub actions: Vec<usize>,
    /// By its findings: the open findings that they stand for.
    pub findings: Vec<Vec<u32>>,
    /// Actions that are not in it, by index, and why.
    pub left_out: Vec<(usize, LeftOut)>,
    /// By resource: the team, or nothing for money.
    pub teams: Vec<Option<TeamIndex>>,
    /// What was assumed, in words.
    pub assumptions: Vec<String>,
}

/// Makes the portfolio. Linear in actions and in what they clear and take.
pub fn portfolio(input: PlanInput<'_>, frame: &Frame) -> Portfolio {
    let (estate, actions, scored) = (input.context.estate, input.actions, input.scored);
    let mut left_out = left_out(input, frame);
    let kept: Vec<usize> = (0..actions.all.len()).filter(|action| !left_out.contains_key(action)).collect();
    let number: BTreeMap<usize, usize> =
        kept.iter().enumerate().map(|(number, action)| (*action, number)).collect();
    let teams = teams(estate, actions, &kept);
    let mapping =
        Mapping { estate, actions, frame, forced: &input.choices.forced, teams: &teams, number: &number };
    let rows: Vec<compiled::CompiledAction> = kept.iter().map(|action| mapping.action(*action)).collect();
    let (findings, of) = mapping.findings(scored);
    let exclusive: BTreeSet<(usize, usize)> = kept
        .iter()
        .flat_map(|action| actions.all[*action].excludes.iter().map(move |other| (*action, *other)))
        .filter_map(|(one, other)| {
            let (one, other) = (*number.get(&one)?, *number.get(&other)?);
            Some((one.min(other), one.max(other)))
        })
        .collect();
    let assumptions = mapping.assumptions(&kept);
    let money = frame.pots.len();
    Portfolio {
        compiled: Compiled {
            years: frame.years,
            worth: worth(frame, frame.discount),
            worth_undiscounted: worth(frame, 0.0),
            resources: mapping.resources(),
            actions: rows,
            exclusive: exclusive.into_iter().collect(),
            findings,
        },
        actions: kept,
        findings: of,
        left_out: std::mem::take(&mut left_out).into_iter().collect(),
        teams: std::iter::repeat_n(None, money).chain(teams.iter().copied().map(Some)).collect(),
        assumptions,
    }
}

/// What one point of risk a year is worth when it is cleared at the end of
/// year 0 to P: Σ 1/(1+r)^t over the years after it, up to the horizon.
fn worth(frame: &Frame, rate: f64) -> Vec<f64> {
    (0..=frame.years)
        .map(|done| (done + 1..=frame.horizon).map(|year| (1.0 + rate).powi(-(year as i32))).sum())
        .collect()
}

fn left_out(input: PlanInput<'_>, frame: &Frame) -> BTreeMap<usize, LeftOut> {
    let (estate, actions, scored) = (input.context.estate, input.actions, input.scored);
    let mut out = BTreeMap::new();
    for (index, action) in actions.all.iter().enumerate() {
        if input.choices.forbidden.contains(&index) {
            out.insert(index, LeftOut::Forbidden);
        } else if action.cost.is_none() {
            out.insert(index, LeftOut::NotCosted);
        } else if quarters(estate, action, frame).year() > frame.years {
            out.insert(index, LeftOut::StartsTooLate);
        } else if years_of_work(estate, action, frame) > frame.years {
            out.insert(index, LeftOut::TakesTooLong);
        }
    }
    leave_out_waiting(actions, &mut out);
    // What must start by a day of the plan is a must, though what it is for
    // may raise no finding yet.
    let is_worth = |index: usize| {
        let action = &actions.all[index];
        input.choices.forced.contains(&index)
            || action.clears.iter().any(|finding| scored[*finding as usize].is_open())
            || quarters(estate, action, frame).last.is_some_and(|last| last < 4 * frame.years)
    };
    let mut useful: BTreeSet<usize> =
        (0..actions.all.len()).filter(|index| !out.contains_key(index) && is_worth(*index)).collect();
    let mut open: Vec<usize> = useful.iter().copied().collect();
    while let Some(index) = open.pop() {
        for before in &actions.all[index].after {
            if useful.insert(*before) {
                open.push(*before);
            }
        }
    }
    for index in 0..actions.all.len() {
        if !useful.contains(&index) {
            out.entry(index).or_insert(LeftOut::ClearsNothing);
        }
    }
    out
}

/// Leaves out what waits for something left out, and what waits for itself.
fn leave_out_waiting(actions: &Actions, out: &mut BTreeMap<usize, LeftOut>) {
    let mut waits: Vec<usize> = actions.all.iter().map(|action| action.after.len()).collect();
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); actions.all.len()];
    for (index, action) in actions.all.iter().enumerate() {
        action.after.iter().for_each(|before| followers[*before].push(index));
    }
    let mut ready: Vec<usize> = (0..waits.len()).filter(|index| waits[*index] == 0).collect();
    while let Some(index) = ready.pop() {
        if !out.contains_key(&index) {
            let first = actions.all[index].after.iter().find(|before| out.contains_key(before));
            out.extend(first.map(|first| (index, LeftOut::WaitsFor(*first))));
        }
        for &follower in &followers[index] {
            waits[follower] -= 1;
            if waits[follower] == 0 {
                ready.push(follower);
            }
        }
    }
    // What is never ready stands in a circle or behind one.
    for index in (0..waits.len()).filter(|index| waits[*index] > 0) {
        let why = if actions.before_itself(index) {
            LeftOut::WaitsForItself
        } else {
            let stuck = actions.all[index].after.iter().find(|before| waits[**before] > 0);
            LeftOut::WaitsFor(*stuck.unwrap_or(&index))
        };
        out.entry(index).or_insert(why);
    }
}

/// Teams of known capacity that some action takes, in their order.
fn teams(estate: &Estate, actions: &Actions, kept: &[usize]) -> Vec<TeamIndex> {
    let options = kept.iter().flat_map(|action| &actions.all[*action].options);
    let named: BTreeSet<TeamIndex> =
        options.flat_map(|option| estate.options[option.at()].teams.iter().copied()).collect();
    let is_known = |team: &TeamIndex| estate.teams[team.at()].record.capacity_days_per_year.is_known();
    named.into_iter().filter(is_known).collect()
}

/// The quarters of the plan, from 0, in which an action may begin by its own
/// days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quarters {
    /// The first, by `earliest`.
    pub(super) first: usize,
    /// The last, by `start_by`; nothing where no day is stated, or where it
    /// lies before the plan: then it is late, and begins when it can.
    pub(super) last: Option<usize>,
}

impl Quarters {
    /// The first year of the plan, from 1, in which it may start.
    fn year(self) -> usize {
        self.first / 4 + 1
    }
}

/// When an action may begin: it never begins before the first day of a
/// quarter that lies before its `earliest`, unless `start_by` leaves no other.
pub(super) fn quarters(estate: &Estate, action: &Action, frame: &Frame) -> Quarters {
    let record = |option: &OptionIndex| estate.option(*option);
    let starts = action.options.iter().filter_map(|option| record(option).start_by.get());
    let last = starts.map(|date| frame.quarter_of(date.last_day())).min();
    let last = last.and_then(|quarter| usize::try_from(quarter).ok());
    let begins = action.options.iter().filter_map(|option| record(option).earliest.get());
    let Some(day) = begins.map(crate::date::PartialDate::first_day).max() else {
        return Quarters { first: 0, last };
    };
    let Ok(holds) = usize::try_from(frame.quarter_of(day)) else { return Quarters { first: 0, last } };
    let next = if frame.quarter_day(holds) < day { holds + 1 } else { holds };
    let first = if last.is_some_and(|last| next > last) { holds } else { next };
    Quarters { first, last }
}

/// How many financial years an action works in: by its months, counted from
/// the quarter in which it may first begin, and by the yearly figures of its
/// options.
pub fn years_of_work(estate: &Estate, action: &Action, frame: &Frame) -> usize {
    let waits = 3 * (quarters(estate, action, frame).first % 4);
    let by_months = action.months.map_or(1, |months| (waits + usize::from(months)).div_ceil(12));
    let stated = action.options.iter().map(|option| {
        let record = estate.option(*option);
        let money = record.cost.known().map_or(1, |cost| cost.years().len());
        let days = record.capacity.values().map(|days| days.years().len()).max().unwrap_or(1);
        money.max(days)
    });
    stated.max().unwrap_or(1).max(by_months).max(1)
}

/// The share of an option's cost that is capital; where it states none, the
/// usual share of what it does, which is printed as an assumption.
pub(super) fn capital_share(record: &ModernisationOption) -> f64 {
    record.capital_share.get().map_or_else(|| usual_share(record.kind), |share| share.value())
}

struct Mapping<'a> {
    estate: &'a Estate,
    actions: &'a Actions,
    frame: &'a Frame,
    teams: &'a [TeamIndex],
    number: &'a BTreeMap<usize, usize>,
    forced: &'a [usize],
}

impl Mapping<'_> {
    fn resources(&self) -> Vec<Resource> {
        let money = self.frame.pots.iter().map(|pot| Resource {
            name: pot.kind.word().to_owned(),
            // One sum bounds what capital and revenue count already.
            is_money: pot.kind != PotKind::Money || self.frame.pots.len() == 1,
            limit: pot.by_year.iter().map(|minor| minor.map_or(UNBOUNDED, |minor| minor as f64)).collect(),
        });
        let teams = self.teams.iter().map(|team| {
            let record = &self.estate.teams[team.at()].record;
            let days = record.capacity_days_per_year.get().map_or(0.0, |days| days.value());
            Resource {
                name: record.name.to_string(),
                is_money: false,
                limit: self.frame.workable.iter().map(|share| days * share).collect(),
            }
        });
        money.chain(teams).collect()
    }

    fn action(&self, index: usize) -> compiled::CompiledAction {
        let action = &self.actions.all[index];
        let years = years_of_work(self.estate, action, self.frame);
        let money = self.frame.pots.iter().enumerate().filter_map(|(number, pot)| {
            Demand::of(number, (0..years).map(|year| self.spend(action, years, year, pot.kind)).collect())
        });
        let named = action.options.iter().flat_map(|option| &self.estate.options[option.at()].teams);
        let own: BTreeSet<usize> = named.filter_map(|team| self.teams.binary_search(team).ok()).collect();
        let pots = self.frame.pots.len();
        let teams = own.into_iter().filter_map(|team| {
            let days = |year| self.effort(action, years, year, self.teams[team]);
            Demand::of(pots + team, (0..years).map(days).collect())
        });
        let quarters = quarters(self.estate, action, self.frame);
        compiled::CompiledAction {
            id: action.id.clone(),
            years,
            demand: money.chain(teams).collect(),
            after: action.after.iter().filter_map(|before| self.number.get(before).copied()).collect(),
            earliest: quarters.year(),
            deadline: self.forced.contains(&index).then_some(self.frame.years),
            latest: quarters.last.map(|quarter| quarter / 4 + 1),
        }
    }

    /// What a year of work costs of one kind of money, in minor units.
    fn spend(&self, action: &Action, years: usize, year: usize, kind: PotKind) -> f64 {
        action
            .options
            .iter()
            .map(|option| {
                let record = self.estate.option(*option);
                let Some(cost) = record.cost.known() else { return 0.0 };
                let stated: Vec<f64> = cost.years().iter().map(|money| money.minor as f64).collect();
                let capital = capital_share(record);
                let share = match kind {
                    PotKind::Money => 1.0,
                    PotKind::Capital => capital,
                    PotKind::Revenue => 1.0 - capital,
                };
                share * spread(&stated, years, year)
            })
            .sum()
    }

    /// What a year of work takes of a team, in days.
    fn effort(&self, action: &Action, years: usize, year: usize, team: TeamIndex) -> f64 {
        action
            .options
            .iter()
            .flat_map(|option| {
                // References were resolved in the order of the keys.
                let teams = self.estate.options[option.at()].teams.iter();
                teams.zip(self.estate.option(*option).capacity.values())
            })
            .filter(|(named, _)| **named == team)
            .map(|(_, days)| {
                let stated: Vec<f64> = days.years().iter().map(|days| days.value()).collect();
                spread(&stated, years, year)
            })
            .sum()
    }

    /// Findings that the same actions clear are one; any of them clears it.
    fn findings(&self, scored: &[Scored]) -> (Vec<compiled::CompiledFinding>, Vec<Vec<u32>>) {
        let mut clearing: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (action, number) in self.number {
            for finding in &self.actions.all[*action].clears {
                clearing.entry(*finding).or_default().push(*number);
            }
        }
        let mut joined: BTreeMap<Vec<usize>, Vec<u32>> = BTreeMap::new();
        for (finding, mut actions) in clearing {
            if scored[finding as usize].is_open() {
                actions.sort_unstable();
                joined.entry(actions).or_default().push(finding);
            }
        }
        joined
            .into_iter()
            .map(|(actions, findings)| {
                let value = findings.iter().map(|finding| scored[*finding as usize].risk.point()).sum();
                (compiled::CompiledFinding { value, needs_all: false, actions }, findings)
            })
            .unzip()
    }

    fn assumptions(&self, kept: &[usize]) -> Vec<String> {
        let mut said = Vec::new();
        let options = || kept.iter().flat_map(|action| &self.actions.all[*action].options).copied();
        let counted =
            |is_wanted: &dyn Fn(OptionIndex) -> bool| options().filter(|option| is_wanted(*option)).count();
        let split = self.frame.pots.len() > 1;
        let unsplit = counted(&|option| {
            let record = self.estate.option(option);
            record.capital_share.is_unknown() && record.cost.is_known()
        });
        if split && unsplit > 0 {
            said.push(format!(
                "{} no capital share; replacing, upgrading, re-platforming and consolidating count as capital, all else as revenue",
                states(unsplit)
            ));
        }
        let undated = counted(&|option| self.estate.option(option).months.is_unknown());
        if undated > 0 {
            said.push(format!(
                "{} no duration, and count as one year of work for each year of cost",
                states(undated)
            ));
        }
        let idle = counted(&|option| self.estate.option(option).capacity.is_empty());
        if idle > 0 {
            said.push(format!("{} no days of any team, and load none", states(idle)));
        }
        let unlimited: BTreeSet<String> = options()
            .flat_map(|option| self.estate.options[option.at()].teams.clone())
            .filter(|team| !self.teams.contains(team))
            .map(|team| self.estate.teams[team.at()].record.name.to_string())
            .collect();
        if !unlimited.is_empty() {
            let names: Vec<String> = unlimited.into_iter().collect();
            said.push(format!(
                "nobody recorded how many days {} can give, so nothing limits them",
                crate::text::join_and(&names)
            ));
        }
        if !self.frame.ended.is_empty() {
            let years: Vec<String> = self.frame.ended.iter().map(ToString::to_string).collect();
            said.push(format!(
                "the budgets of {} are left out: those years have ended",
                crate::text::join_and(&years)
            ));
        }
        if self.frame.pots.is_empty() {
            said.push("no budget is set, so nothing limits the money".to_owned());
        }
        if self.frame.workable.iter().any(|share| *share < 1.0) {
            said.push("change freezes take their share of each team's days in the year".to_owned());
        }
        said
    }
}

/// `1 option states`, `3 options state`.
fn states(count: usize) -> String {
    if count == 1 { "1 option states".to_owned() } else { format!("{count} options state") }
}

/// One sum is shared out over the years of work; yearly figures stay in theirs.
fn spread(stated: &[f64], years: usize, year: usize) -> f64 {
    match stated {
        [only] => only / years as f64,
        yearly => yearly.get(year).copied().unwrap_or(0.0),
    }
}

/// The share of capital where an option states none: an assumption that is
/// printed.
fn usual_share(kind: ActionKind) -> f64 {
    match kind {
        ActionKind::Replace | ActionKind::Upgrade | ActionKind::RePlatform | ActionKind::Consolidate => 1.0,
        _ => 0.0,
    }
}
