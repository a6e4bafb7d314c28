//! `analyse`: prints what was found, and trips a gate if asked to.

use crate::analyse::Severity;
use crate::assess::Assessment;
use crate::cli::args::AnalyseArgs;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::render::document::results;

/// Runs the command.
pub fn run(terminal: &Terminal, args: &AnalyseArgs) -> Exit {
    let judged = match input::judge(terminal, &args.input, &args.judge) {
        Ok(judged) => judged,
        Err(exit) => return exit,
    };
    let document = results::results(&judged.assessment, &judged.sources);
    let written = output::deliver(terminal, args.output.as_deref(), args.format, &document);
    if written != Exit::Done {
        return written;
    }
    gate(terminal, &judged.assessment, args.fail_on.map(Severity::from))
}

fn gate(terminal: &Terminal, assessment: &Assessment, fail_on: Option<Severity>) -> Exit {
    let Some(least) = fail_on else { return Exit::Done };
    let tripped =
        assessment.findings.iter().filter(|finding| finding.is_open() && finding.severity >= least).count();
    if tripped == 0 {
        return Exit::Done;
    }
    let findings = if tripped == 1 { "1 open finding is" } else { &format!("{tripped} open findings are") };
    terminal.note(&format!("{findings} {} or worse", least.word()));
    Exit::GateTripped
}
