//! What commands end with: a document, printed or written to a file.

use std::path::Path;

use super::exit::Exit;
use super::terminal::Terminal;
use crate::render::format::table;
use crate::render::write;

/// Writes bytes that are no text to a file; a terminal cannot show them.
pub fn deliver_bytes(terminal: &Terminal, path: Option<&Path>, bytes: &[u8]) -> Exit {
    let Some(path) = path else {
        terminal.error("a workbook cannot be printed: name a file with `-o FILE.xlsx`");
        return Exit::WrongInput;
    };
    written(terminal, write::write(path, bytes))
}

/// Writes tables as one workbook.
pub fn deliver_workbook(terminal: &Terminal, path: Option<&Path>, tables: &[table::Table]) -> Exit {
    match table::workbook(tables) {
        Ok(bytes) => deliver_bytes(terminal, path, &bytes),
        Err(error) => {
            terminal.error(&format!("the workbook cannot be written: {error}"));
            Exit::MachineFailed
        }
    }
}

/// Writes a document to a file, or prints it where none is named.
pub fn deliver(terminal: &Terminal, path: Option<&Path>, document: &str) -> Exit {
    let Some(path) = path else { return terminal.output(document) };
    written(terminal, write::write(path, document.as_bytes()))
}

fn written(terminal: &Terminal, outcome: Result<(), write::WriteFailure>) -> Exit {
    match outcome {
        Ok(()) => Exit::Done,
        Err(failure) => {
            terminal.error(&failure.to_string());
            Exit::MachineFailed
        }
    }
}
