//! `analyse`: prints what was found, and trips a gate if asked to.

use crate::analyse::Severity;
use crate::assess::Assessment;
use crate::cli::args::{AnalyseArgs, AnalyseFormat};
use crate::cli::exit::Exit;
use crate::cli::input::{self, Judged};
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::render::format::{csv, json, markdown, results, text};

/// Runs the command.
pub fn run(terminal: &Terminal, args: &AnalyseArgs) -> Exit {
    let judged = match input::judge(terminal, &args.input, &args.judge) {
        Ok(judged) => judged,
        Err(exit) => return exit,
    };
    let width = if args.output.is_some() { 100 } else { terminal.width() };
    let document = document(&judged, args.format, width);
    let written = output::deliver(terminal, args.output.as_deref(), &document);
    if written != Exit::Done {
        return written;
    }
    gate(terminal, &judged.assessment, args.fail_on.map(Severity::from))
}

fn document(judged: &Judged, format: AnalyseFormat, width: usize) -> String {
    if format == AnalyseFormat::Text {
        return text::summary(&judged.assessment, width);
    }
    let results = results::results(&judged.assessment, &judged.sources);
    let mut bytes = Vec::new();
    // Writing to memory cannot fail.
    let _ = match format {
        AnalyseFormat::Json => json::write(&results, &mut bytes),
        AnalyseFormat::Csv => csv::write(&results, &mut bytes),
        AnalyseFormat::Markdown | AnalyseFormat::Text => {
            bytes.extend(markdown::summary(&results).into_bytes());
            Ok(())
        }
    };
    String::from_utf8_lossy(&bytes).into_owned()
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
