//! `questions`: the missing facts that would settle most.

use crate::ask::question::{self, Wanted};
use crate::cli::args::QuestionsArgs;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::render::answer::Envelope;
use crate::render::document::questions;

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
    let envelope = Envelope::new("techstrata-questions/1", Some(assessment.today), Some(&judged.sources));
    let answer = questions::answer(envelope, assessment, &asked, all);
    output::deliver(terminal, args.output.as_deref(), args.format, &answer)
}
