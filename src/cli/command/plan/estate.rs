//! `plan INVENTORY`: the roadmap of an estate.

use super::clock::within;
use crate::assess::Assessment;
use crate::cli::args::{EffortArgs, EstatePlanArgs, InputArgs};
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::date::Day;
use crate::plan::Plan;
use crate::plan::portfolio::{Effort, Status};
use crate::plan::roadmap::{Frame, YearBudget, has_ended};
use crate::render::document::plan as document;

pub(super) fn run(terminal: &Terminal, from: &InputArgs, args: &EstatePlanArgs) -> Exit {
    let judged = match input::judge(terminal, from, &args.judge) {
        Ok(judged) => judged,
        Err(exit) => return exit,
    };
    let assessment = &judged.assessment;
    if let Some(fault) = wrong_budget(&args.budget, assessment.today) {
        terminal.error(&fault);
        return Exit::WrongInput;
    }
    let other = plan_of(terminal, assessment, &args.budget, &args.effort);
    let plan = other.as_ref().unwrap_or(&assessment.plan);
    let prices = {
        let _progress = terminal.progress("Pricing the limits");
        assessment.prices(plan, &|| false)
    };
    let document = document::document(assessment, &judged.sources, plan, &prices);
    output::deliver(terminal, args.output.as_deref(), args.format, &document)
}

/// What is wrong with the budgets of a call, if anything.
fn wrong_budget(budgets: &[YearBudget], today: Day) -> Option<String> {
    budgets.iter().enumerate().find_map(|(number, budget)| {
        let year = budget.year;
        if budgets[..number].iter().any(|other| other.year == year) {
            return Some(format!("`--budget` names {year} twice: give each year once"));
        }
        let is_over = has_ended(year, today);
        is_over.then(|| {
            format!("`--budget` names {year}, a financial year that has ended by {today}: nothing can be done in it")
        })
    })
}

/// The plan with other money, or looked for longer; nothing where the one that
/// everything shows stands: neither is asked for, or it is proved.
pub(in crate::cli) fn plan_of(
    terminal: &Terminal,
    assessment: &Assessment,
    budgets: &[YearBudget],
    effort: &EffortArgs,
) -> Option<Plan> {
    let is_proved = matches!(assessment.plan.solution.status, Status::Optimal | Status::Infeasible);
    if budgets.is_empty() && (is_proved || !effort.is_stated()) {
        return None;
    }
    let frame = Frame::new(&assessment.settings, budgets, assessment.today, &assessment.thresholds);
    if !effort.is_stated() {
        return Some(assessment.other_plan(frame, &Effort::USUAL));
    }
    Some(within(terminal, effort, |effort| assessment.other_plan(frame, effort)))
}
