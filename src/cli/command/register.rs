//! `register`: the register of legacy technology, by the government framework.

use crate::cli::args::{RegisterArgs, RegisterFormat};
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::render::format::{json, register, results, table};

/// Runs the command.
pub fn run(terminal: &Terminal, args: &RegisterArgs) -> Exit {
    let judged = match input::judge(terminal, &args.input, &args.judge) {
        Ok(judged) => judged,
        Err(exit) => return exit,
    };
    let path = args.output.as_deref();
    if args.format == RegisterFormat::Json {
        let document = results::register(&judged.assessment, &judged.sources);
        return output::deliver(terminal, path, &json::text(&document));
    }
    let tables = register::tables(&judged.assessment, &judged.sources);
    match args.format {
        RegisterFormat::Xlsx => output::deliver_workbook(terminal, path, &tables),
        _ => output::deliver(terminal, path, &table::csv(&tables[0])),
    }
}
