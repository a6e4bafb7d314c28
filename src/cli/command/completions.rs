//! `completions`: prints a completion script.

use clap::CommandFactory;

use crate::cli::args::{Args, CompletionsArgs};
use crate::cli::exit::Exit;
use crate::cli::terminal::Terminal;

/// Runs the command.
pub fn run(terminal: &Terminal, args: &CompletionsArgs) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "techstrata", &mut script);
    terminal.output(&String::from_utf8_lossy(&script))
}
