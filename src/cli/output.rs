//! What commands end with: a document, printed or written to a file.

use std::path::Path;

use super::exit::Exit;
use super::terminal::Terminal;
use crate::render::write;

/// Writes a document to a file, or prints it where none is named.
pub fn deliver(terminal: &Terminal, path: Option<&Path>, document: &str) -> Exit {
    let Some(path) = path else { return terminal.output(document) };
    match write::write(path, document.as_bytes()) {
        Ok(()) => Exit::Done,
        Err(failure) => {
            terminal.error(&failure.to_string());
            Exit::MachineFailed
        }
    }
}
