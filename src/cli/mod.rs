//! The command line: arguments, what is printed, exit statuses.
//!
//! Everything below this module is silent; here alone the clock is read, the
//! terminal asked and results turned into text and numbers.

pub mod args;
pub mod command;
pub mod diagnostics;
pub mod exit;
pub mod formats;
pub mod input;
pub mod output;
pub mod scenarios;
pub mod terminal;

use clap::Parser;

use args::{Args, Command};
use exit::Exit;
use terminal::Terminal;

/// Runs the command of this process's arguments.
///
/// A fault of ours ends as a failure of the machine, with one sentence and no
/// half-written file.
pub fn run() -> Exit {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return stop_parsing(&error),
    };
    let terminal = Terminal::new(&args.global);
    if let Some(threads) = args.global.threads {
        // The pool can be built once only; this is the first use.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build_global();
    }
    std::panic::set_hook(Box::new(|_| {}));
    let outcome =
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| dispatch(&terminal, args.command)));
    outcome.unwrap_or_else(|fault| {
        let reason = fault
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| fault.downcast_ref::<&str>().copied())
            .unwrap_or("no reason given");
        terminal.error(&format!("techstrata has a fault and stopped: {reason}"));
        terminal.error("please report it with the command that you ran; nothing was left half written");
        Exit::MachineFailed
    })
}

fn stop_parsing(error: &clap::Error) -> Exit {
    // Help and version are asked for; everything else is a wrong call.
    let is_asked = !error.use_stderr();
    let _ = error.print();
    if is_asked { Exit::Done } else { Exit::WrongInput }
}

fn dispatch(terminal: &Terminal, command: Command) -> Exit {
    match command {
        Command::Report(args) => command::report::run(terminal, &args),
        Command::Check(args) => command::check::run(terminal, &args),
        Command::Analyse(args) => command::analyse::run(terminal, &args),
        Command::Explain(args) => command::explain::run(terminal, &args),
        Command::Questions(args) => command::questions::run(terminal, &args),
        Command::Answer(args) => command::answer::run(terminal, &args),
        Command::Register(args) => command::register::run(terminal, &args),
        Command::Unlisted(args) => command::unlisted::run(terminal, &args),
        Command::Plan(args) => command::plan::run(terminal, &args),
        Command::Compare(args) => command::compare::run(terminal, &args),
        Command::Impact(args) => command::impact::run(terminal, &args),
        Command::Graph(args) => command::graph::run(terminal, &args),
        Command::Rules(args) => command::rules::run(terminal, &args),
        Command::Lifecycle(args) => command::lifecycle::run(terminal, &args),
        Command::Schema(args) => command::schema::run(terminal, &args),
        Command::Import(args) => command::import::run(terminal, &args),
        Command::Init(args) => command::init::run(terminal, &args),
        Command::Generate(args) => command::generate::run(terminal, &args),
        Command::Completions(args) => command::completions::run(terminal, &args),
    }
}
