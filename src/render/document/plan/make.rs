//! From a plan to the document.

use super::document::{
    CliffRow, ForcedRow, MoneyRow, PlanDocument, PlannedAction, PriceRow, ProposalRow, QuarterRow,
    SolutionRow, TeamRow, TotalRow, UndoneRow, YearRow,
};
use crate::ask::ahead;
use crate::assess::Assessment;
use crate::check::estate::Subject;
use crate::date::PartialDate;
use crate::load::place::Locator;
use crate::method::Threshold;
use crate::plan::lens::{Lens, lenses};
use crate::plan::roadmap::proposal::proposals;
use crate::plan::roadmap::quarters::{Quarterly, quarterly};
use crate::plan::roadmap::{LeftOut, Price, Prices, Undone, WhyUndone, needs_clinical_review};
use crate::plan::{Action, Plan};
use crate::render::answer::Envelope;
use crate::source::{Place, Sources};

/// Quarters that are looked ahead.
const QUARTERS: usize = 8;

/// Puts a plan into plain rows.
pub fn document(assessment: &Assessment, sources: &Sources, plan: &Plan, prices: &Prices) -> PlanDocument {
    let lenses =
        lenses(plan, &assessment.actions, &assessment.findings, assessment.today, &assessment.thresholds);
    let make = Make { assessment, sources, plan, lenses };
    PlanDocument {
        envelope: Envelope::new("techstrata-plan/2", Some(assessment.today), Some(sources)),
        estate_name: assessment.name(),
        currency: assessment.settings.currency,
        solution: solution(plan),
        total: TotalRow {
            cost: major(plan.cost),
            cost_at_upper_bound: major(plan.cost_at_worst),
            risk: sum(plan.total_risk),
            removed: sum(plan.removed()),
            removed_share: sum(plan.removed_share()),
            hours_saved_per_year: sum(plan.hours_saved),
            running_cost_saved_per_year: major(plan.running_cost_saved),
            confidence: sum(plan.confidence),
            actions: plan.placed.len(),
            not_costed: assessment.actions.uncosted(),
        },
        years: make.years(),
        teams: make.teams(),
        actions: make.actions(),
        undone: plan.undone.iter().map(|undone| make.undone(undone)).collect(),
        forced_undone: forced_undone(assessment, plan),
        cliffs: make.cliffs(),
        prices: prices.limits.iter().map(price).collect(),
        next_money: prices.next_money.iter().map(price).collect(),
        next_money_amount: assessment.thresholds.get(Threshold::NextMoney),
        proposals: make.proposals(),
        if_nothing_is_done: make.if_nothing_is_done(),
        assumptions: plan.assumptions.clone(),
    }
}

/// How good a plan is known to be.
pub(in crate::render) fn solution(plan: &Plan) -> SolutionRow {
    let solution = &plan.solution;
    SolutionRow {
        status: solution.status.word(),
        is_feasible: solution.is_feasible,
        clashes: solution.clashes.clone(),
        method: solution.method.word(),
        value: sum(solution.objective),
        bound: solution.bound,
        gap: solution.gap,
        is_optimal: solution.is_optimal,
        proof: solution.proof,
        greedy: solution.greedy,
        discount_rate: plan.frame.discount,
        benefit_years: plan.frame.horizon,
    }
}

/// Actions that a scenario forces and that are not done, and why.
pub(in crate::render) fn forced_undone(assessment: &Assessment, plan: &Plan) -> Vec<ForcedRow> {
    let name = |action: usize| format!("`{}`", assessment.actions.all[action].id);
    let row = |action: &usize| {
        let undone = plan.undone.iter().find(|undone| undone.action == *action);
        ForcedRow {
            id: assessment.actions.all[*action].id.clone(),
            name: assessment.actions.all[*action].name.clone(),
            why: undone.map_or_else(String::new, |undone| why_undone(&undone.why, name)),
        }
    };
    plan.forced_undone.iter().map(row).collect()
}

/// A sum without the minus that the sum of nothing has.
fn sum(value: f64) -> f64 {
    if value.abs() < 1e-9 { 0.0 } else { value }
}

fn major(minor: i64) -> f64 {
    minor as f64 / 100.0
}

fn price(price: &Price) -> PriceRow {
    PriceRow {
        limit: price.limit.clone(),
        gain_share: sum(price.gain),
        removes: sum(price.removes),
        actions: price.actions,
        is_proved: price.is_proved,
    }
}

struct Make<'a> {
    assessment: &'a Assessment,
    sources: &'a Sources,
    plan: &'a Plan,
    lenses: Vec<Lens>,
}

impl Make<'_> {
    fn id(&self, action: usize) -> String {
        self.assessment.actions.all[action].id.clone()
    }

    fn finding(&self, finding: u32) -> String {
        self.assessment.findings[finding as usize].id.clone()
    }

    fn years(&self) -> Vec<YearRow> {
        let frame = &self.plan.frame;
        let placed = |indices: &[usize]| -> Vec<String> {
            indices.iter().map(|index| self.id(self.plan.placed[*index].action)).collect()
        };
        self.plan
            .years
            .iter()
            .enumerate()
            .map(|(year, plan)| YearRow {
                name: plan.name.clone(),
                money: frame
                    .pots
                    .iter()
                    .zip(&plan.spend)
                    .filter_map(|(pot, spent)| {
                        let available = major(pot.by_year[year]?);
                        Some(MoneyRow { kind: pot.kind.word(), spent: major(*spent), available })
                    })
                    .collect(),
                starts: placed(&plan.starts),
                completes: placed(&plan.completes),
                removes: sum(plan.removes),
                risk_left_share: sum(plan.risk_left),
            })
            .collect()
    }

    fn teams(&self) -> Vec<TeamRow> {
        let estate = &self.assessment.estate;
        let by_quarter = self.quarterly();
        self.plan
            .teams
            .iter()
            .enumerate()
            .map(|(number, team)| TeamRow {
                id: estate.key(Subject::Team(*team)).to_string(),
                name: estate.name(Subject::Team(*team)),
                days: self.plan.years.iter().map(|year| sum(year.days[number])).collect(),
                available: self.plan.team_limits[number].clone(),
                days_by_quarter: by_quarter.days[number].clone(),
                available_by_quarter: by_quarter.limits[number].clone(),
            })
            .collect()
    }

    fn quarterly(&self) -> Quarterly {
        quarterly(self.plan, |action| self.assessment.actions.all[action].months)
    }

    fn actions(&self) -> Vec<PlannedAction> {
        let by_quarter = self.quarterly();
        let places: Vec<Vec<Place>> = self
            .plan
            .placed
            .iter()
            .map(|placed| {
                let options = self.assessment.actions.all[placed.action].options.iter();
                options.map(|option| self.assessment.estate.option_place(*option, "")).collect()
            })
            .collect();
        let all: Vec<Place> = places.iter().flatten().cloned().collect();
        let mut lines = Locator::new(self.sources).locate(&all).into_iter();
        let frame = &self.plan.frame;
        self.plan
            .placed
            .iter()
            .zip(&by_quarter.spans)
            .zip(places)
            .map(|((placed, &(begins, lasts)), places)| {
                let action = &self.assessment.actions.all[placed.action];
                let lens = self.lenses[placed.action];
                let located = places.iter().zip(lines.by_ref());
                PlannedAction {
                    id: action.id.clone(),
                    name: action.name.clone(),
                    kind: action.kind.word(),
                    starts: frame.name(placed.start),
                    completes: frame.name(placed.start + placed.years - 1),
                    works_from: frame.quarter_day(begins).into(),
                    works_until: frame.quarter_end(begins + lasts - 1).into(),
                    cost: major(placed.cost),
                    months: action.months,
                    start_by: self.start_by(action),
                    after: action.after.iter().map(|before| self.id(*before)).collect(),
                    clears: placed.clears.iter().map(|finding| self.finding(*finding)).collect(),
                    removes: sum(placed.removes),
                    delay_cost_per_week: lens.delay_cost_per_week,
                    is_on_front: lens.is_on_front,
                    is_quick_win: lens.is_quick_win,
                    needs_clinical_safety_review: needs_clinical_review(&self.assessment.estate, action),
                    places: located
                        .map(|(_, at)| format!("{}:{}", self.sources.path(at.file), at.line))
                        .collect(),
                }
            })
            .collect()
    }

    fn start_by(&self, action: &Action) -> Option<PartialDate> {
        let options = action.options.iter().map(|option| self.assessment.estate.option(*option));
        let days = options.filter_map(|option| option.start_by.get()).map(|date| date.last_day());
        days.min().map(PartialDate::from)
    }

    fn if_nothing_is_done(&self) -> Vec<QuarterRow> {
        let estate = &self.assessment.estate;
        let keys =
            |subjects: &[Subject]| subjects.iter().map(|subject| estate.key(*subject).to_string()).collect();
        ahead::quarters(self.assessment, QUARTERS)
            .iter()
            .map(|quarter| QuarterRow {
                day: quarter.day.into(),
                risk: sum(quarter.figures.risk),
                high_risk_systems: quarter.figures.high_risk_systems,
                unsupported_systems: quarter.figures.unsupported_systems,
                lapsed_contracts: quarter.lapsed,
                loses_support: keys(&quarter.loses_support),
                contract_ends: keys(&quarter.contracts),
            })
            .collect()
    }

    fn undone(&self, undone: &Undone) -> UndoneRow {
        let action = &self.assessment.actions.all[undone.action];
        UndoneRow {
            id: action.id.clone(),
            name: action.name.clone(),
            cost: action.cost.map(major),
            why: self.why(&undone.why),
            leaves: sum(undone.leaves),
            can_wait_until: undone.can_wait_until.map(PartialDate::from),
            is_late: undone.can_wait_until.is_some_and(|day| day < self.plan.frame.first_day(0)),
        }
    }

    fn why(&self, why: &WhyUndone) -> String {
        why_undone(why, |action| format!("`{}`", self.id(action)))
    }

    fn cliffs(&self) -> Vec<CliffRow> {
        self.plan
            .cliffs
            .iter()
            .map(|cliff| CliffRow {
                day: cliff.day.into(),
                finding: cliff.finding.map(|finding| self.finding(finding)),
                subject: self.assessment.estate.key(cliff.subject).to_string(),
                headline: cliff.headline.clone(),
                cleared_by: cliff.cleared.map(PartialDate::from),
                is_met: cliff.is_met(),
            })
            .collect()
    }

    fn proposals(&self) -> Vec<ProposalRow> {
        let all = proposals(&self.assessment.estate, &self.assessment.actions, &self.assessment.findings);
        all.iter()
            .map(|proposal| ProposalRow {
                id: proposal.id.clone(),
                name: proposal.name.clone(),
                kind: proposal.kind.word(),
                clears: proposal.clears.iter().map(|finding| self.finding(*finding)).collect(),
                risk: sum(proposal.risk),
                effort: proposal.effort.word(),
                after: proposal.after.iter().map(|before| all[*before].id.clone()).collect(),
            })
            .collect()
    }
}

/// Why an action is not done, in words; `name` gives those of an action.
pub(in crate::render) fn why_undone(why: &WhyUndone, name: impl Fn(usize) -> String) -> String {
    match why {
        WhyUndone::LeftOut(LeftOut::Forbidden) => "the scenario forbids it".to_owned(),
        WhyUndone::LeftOut(LeftOut::NotCosted) => "not costed".to_owned(),
        WhyUndone::LeftOut(LeftOut::WaitsFor(before)) => {
            format!("waits for {}, which is not in the plan's reach", name(*before))
        }
        WhyUndone::LeftOut(LeftOut::WaitsForItself) => "waits for work that waits for it in turn".to_owned(),
        WhyUndone::LeftOut(LeftOut::ClearsNothing) => "clears no open finding".to_owned(),
        WhyUndone::LeftOut(LeftOut::StartsTooLate) => "may start only after the plan".to_owned(),
        WhyUndone::LeftOut(LeftOut::TakesTooLong) => "takes longer than the plan".to_owned(),
        WhyUndone::RuledOutBy(rival) => format!("{} is done instead", name(*rival)),
        WhyUndone::Needs { before, rival } => {
            format!("needs {}, and {} is done instead of that", name(*before), name(*rival))
        }
        WhyUndone::NothingLeft => "other actions clear the same findings".to_owned(),
        WhyUndone::NoRoom => "money, people or time do not reach it".to_owned(),
    }
}
