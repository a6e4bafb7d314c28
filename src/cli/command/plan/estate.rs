//! `plan INVENTORY`: the roadmap of an estate.

use super::clock::within;
use crate::cli::args::{EstatePlanArgs, InputArgs, PlanFormat};
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::plan::roadmap::{Frame, Given, roadmap};
use crate::render::format::{json, plan as format, table};

pub(super) fn run(terminal: &Terminal, from: &InputArgs, args: &EstatePlanArgs) -> Exit {
    let judged = match input::judge(terminal, from, &args.judge) {
        Ok(judged) => judged,
        Err(exit) => return exit,
    };
    let assessment = &judged.assessment;
    let context = assessment.context();
    let given = Given { context: &context, actions: &assessment.actions, scored: &assessment.findings };
    let frame = Frame::new(&assessment.settings, &args.budget, assessment.today, &assessment.thresholds);
    let found = within(terminal, &args.effort, |limits, is_over, watch| {
        roadmap(given, frame, limits, is_over, watch)
    });
    let document = format::document(assessment, &judged.sources, &found);
    let path = args.output.as_deref();
    let text = match args.format {
        PlanFormat::Xlsx => return output::deliver_workbook(terminal, path, &format::tables(&document)),
        PlanFormat::Csv => table::csv(&format::tables(&document)[0]),
        PlanFormat::Json => json::text(&document),
        PlanFormat::Text => {
            let width = if path.is_some() { 100 } else { terminal.width() };
            format::text(&document, assessment.settings.currency(), width)
        }
    };
    output::deliver(terminal, path, &text)
}
