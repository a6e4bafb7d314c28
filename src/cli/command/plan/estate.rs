//! `plan INVENTORY`: the roadmap of an estate.

use super::clock::within;
use crate::cli::args::{EstatePlanArgs, InputArgs, PlanFormat};
use crate::cli::exit::Exit;
use crate::cli::input::{self, Judged};
use crate::cli::output;
use crate::cli::switches::switches;
use crate::cli::terminal::Terminal;
use crate::date::Day;
use crate::plan::portfolio::{Limits, Progress};
use crate::plan::roadmap::{Frame, Given, Roadmap, YearBudget, has_ended, roadmap};
use crate::render::format::{Format, json, plan as format, table};

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
    let found = within(terminal, &args.effort, |limits, is_over, watch| {
        roadmap_of(terminal, &judged, &args.budget, limits, is_over, watch)
    });
    let found = match found {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    let document = format::document(assessment, &judged.sources, &found);
    let path = args.output.as_deref();
    let text = match args.format {
        PlanFormat::Xlsx => {
            return match table::workbook(&format::tables(&document)) {
                Ok(bytes) => output::deliver_bytes(terminal, path, Format::Xlsx, &bytes),
                Err(_) => Exit::MachineFailed,
            };
        }
        PlanFormat::Csv => table::csv(&format::tables(&document)[0]),
        PlanFormat::Json => json::json(&document),
        PlanFormat::Text => {
            let width = if path.is_some() { 100 } else { terminal.width() };
            format::text(&document, assessment.settings.currency(), width)
        }
    };
    output::deliver_text(terminal, path, &text)
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

/// The roadmap of a judged inventory, with what its scenario forces and
/// forbids.
///
/// # Errors
///
/// With the exit status, after saying why, if that names no action.
pub(in crate::cli) fn roadmap_of(
    terminal: &Terminal,
    judged: &Judged,
    budgets: &[YearBudget],
    limits: &Limits,
    is_over: &(dyn Fn() -> bool + Sync),
    watch: &dyn Fn(Progress),
) -> Result<Roadmap, Exit> {
    let assessment = &judged.assessment;
    let context = assessment.context();
    let switches = switches(terminal, judged)?;
    let given = Given {
        context: &context,
        actions: &assessment.actions,
        scored: &assessment.findings,
        forced: &switches.forced,
        forbidden: &switches.forbidden,
    };
    let frame = Frame::new(&assessment.settings, budgets, assessment.today, &assessment.thresholds);
    Ok(roadmap(given, frame, limits, is_over, watch))
}
