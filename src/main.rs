//! The techstrata command: arguments in, exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    techstrata::cli::run().into()
}
