//! `report`: writes the HTML report.

use crate::cli::args::ReportArgs;
use crate::cli::exit::Exit;
use crate::cli::input::{self, Judged};
use crate::cli::terminal::Terminal;
use crate::load::scenario::ActionSwitches;
use crate::render::{html, view, write};

/// Runs the command.
pub fn run(terminal: &Terminal, args: &ReportArgs) -> Exit {
    let judged = match input::judge(terminal, &args.input, &args.judge) {
        Ok(judged) => judged,
        Err(exit) => return exit,
    };
    let progress = terminal.progress("Solving the plan");
    let Judged { sources, assessment, .. } = judged;
    let judged =
        Judged { assessment: assessment.with_roadmap(), sources, switches: ActionSwitches::default() };
    progress.step("Writing the report");
    let report = view::report(&judged.assessment, &judged.sources);
    let html = match html::render(&report) {
        Ok(html) => html,
        Err(error) => {
            terminal.error(&format!("the report could not be made: {error}"));
            return Exit::MachineFailed;
        }
    };
    if let Err(failure) = write::write(&args.output, html.as_bytes()) {
        terminal.error(&failure.to_string());
        return Exit::MachineFailed;
    }
    drop(progress);
    let open = judged.assessment.findings.iter().filter(|finding| finding.is_open()).count();
    terminal.note(&format!(
        "{}: {open} findings, {} of {} systems high-risk, {} kB",
        args.output.display(),
        judged.assessment.standings.high_risk_systems(),
        judged.assessment.measures.systems_in_use,
        html.len().div_ceil(1000)
    ));
    Exit::Done
}
