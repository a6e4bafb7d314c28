//! `questions`: the missing facts that would settle most.

use crate::ask::question::{self, Wanted};
use crate::cli::args::{QuestionsArgs, QuestionsFormat};
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::render::format::{questions, table};

/// Runs the command.
pub fn run(terminal: &Terminal, args: &QuestionsArgs) -> Exit {
    let judged = match input::judge(terminal, &args.input, &args.judge) {
        Ok(judged) => judged,
        Err(exit) => return exit,
    };
    let assessment = &judged.assessment;
    let wanted = Wanted { with_framework: args.framework };
    let mut asked = question::questions(assessment, wanted);
    let all = asked.len();
    if !args.all {
        asked.truncate(args.most);
    }
    let path = args.output.as_deref();
    let sheet = || questions::sheet(assessment, &asked);
    let text = match args.format {
        QuestionsFormat::Xlsx => return output::deliver_workbook(terminal, path, &[sheet()]),
        QuestionsFormat::Csv => table::csv(&sheet()),
        QuestionsFormat::Markdown => table::markdown(&[sheet()]),
        QuestionsFormat::Text => {
            let width = if path.is_some() { 100 } else { terminal.width() };
            questions::text(assessment, &asked, all, width)
        }
    };
    output::deliver(terminal, path, &text)
}
