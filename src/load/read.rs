//! Reads files as text, in parallel: size, encoding, byte order mark.

use std::ops::Range;

use super::walk::{Found, FoundFile, Reason};
use crate::diagnostic::{Code, Diagnostic, LabelPlace};
use crate::files::{FileRole, Files, LARGEST_FILE, ReadFailure};
use crate::source::{FileId, SourceFile};

/// A file as text, or what is wrong with it.
#[derive(Debug)]
pub(super) struct TextFile {
    /// The file; its text is as far as it can be shown.
    pub(super) source: SourceFile,
    /// Why its text cannot be used.
    pub(super) problem: Option<Problem>,
}

/// Why a file's text cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// The machine refused.
    Unreadable(String),
    /// It is larger than the limit, by bytes.
    TooLarge(u64),
    /// It is not UTF-8, from this place of the text shown.
    NotUtf8(Range<usize>),
}

/// Reads one file.
pub(super) fn read(files: &Files, file: &FoundFile, role: FileRole) -> TextFile {
    match files.read(&file.path, role, LARGEST_FILE) {
        Ok(bytes) => decode(&file.name, bytes),
        Err(ReadFailure::TooLarge(limit)) => unusable(&file.name, Problem::TooLarge(limit)),
        Err(failure) => unusable(&file.name, Problem::Unreadable(failure.to_string())),
    }
}

fn unusable(name: &str, problem: Problem) -> TextFile {
    let source = SourceFile { path: name.to_owned(), text: "".into() };
    TextFile { source, problem: Some(problem) }
}

fn decode(name: &str, bytes: Vec<u8>) -> TextFile {
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            TextFile { source: SourceFile { path: name.to_owned(), text: text.into() }, problem: None }
        }
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let shown = String::from_utf8_lossy(error.as_bytes()).into_owned();
            // What could not be read is shown as one replacement sign.
            let bad = good..good + char::REPLACEMENT_CHARACTER.len_utf8();
            TextFile {
                source: SourceFile { path: name.to_owned(), text: shown.into() },
                problem: Some(Problem::NotUtf8(bad)),
            }
        }
    }
}

/// What is to be said about a file that cannot be used.
pub(super) fn diagnostic(file: FileId, problem: &Problem) -> Diagnostic {
    match problem {
        Problem::Unreadable(reason) => {
            Diagnostic::new(Code::Unreadable, format!("the file cannot be read: {reason}")).at(LabelPlace::File(file), "")
        }
        Problem::TooLarge(limit) => Diagnostic::new(
            Code::FileTooLarge,
            format!("the file is larger than {} MiB, the most that is read of one file", limit / (1024 * 1024)),
        )
        .at(LabelPlace::File(file), "")
        .help("split it: an inventory may be spread over any number of files"),
        Problem::NotUtf8(span) => Diagnostic::new(Code::NotUtf8, "the file is not UTF-8")
            .at(LabelPlace::Bytes(file, span.clone()), "this byte is in another encoding")
            .help("save the file as UTF-8; a spreadsheet offers it as `CSV UTF-8`, an editor under `Save with encoding`"),
    }
}

/// What is to be said about what was passed over, with the file that stands
/// for it.
pub(super) fn passed_over(found: &Found) -> Vec<(SourceFile, Code, String)> {
    found
        .passed_over
        .iter()
        .map(|passed| {
            let source = SourceFile { path: passed.name.clone(), text: "".into() };
            match &passed.reason {
                Reason::Link => {
                    (source, Code::LinkNotFollowed, "this is a link, and links are not followed".to_owned())
                }
                Reason::Unreadable(reason) => {
                    (source, Code::Unreadable, format!("this cannot be read: {reason}"))
                }
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_dropped_and_other_encodings_are_placed() {
        let file = decode("a.yaml", b"\xef\xbb\xbfsystems: []".to_vec());
        assert_eq!(&*file.source.text, "systems: []");
        let file = decode("b.yaml", b"name: caf\xe9\n".to_vec());
        assert_eq!(file.problem, Some(Problem::NotUtf8(9..12)));
    }
}
