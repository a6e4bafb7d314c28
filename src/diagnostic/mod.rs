//! Diagnostics: what is to be said about the user's input.
//!
//! A diagnostic is data: a code, a level, a message, places and help. Terminal
//! and JSON read the same data. Stages that read input return a value *and*
//! diagnostics, so that all errors are shown at once and nothing is lost.

mod code;

pub use code::Code;

use std::ops::Range;

use crate::source::{FileId, Place};

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The input is wrong; the run ends with exit status 2.
    Error,
    /// The input is suspect; the run goes on.
    Warning,
    /// Worth knowing.
    Note,
}

impl Level {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Where a label points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabelPlace {
    /// The value at a symbolic place; resolved when shown.
    Value(Place),
    /// The key at a symbolic place; resolved when shown.
    Key(Place),
    /// The value at a path of a file that holds no entities, such as
    /// `accept[0].finding` of the settings; resolved when shown.
    Setting(FileId, String),
    /// The key at such a path; resolved when shown.
    SettingKey(FileId, String),
    /// Bytes of a file's text.
    Bytes(FileId, Range<usize>),
    /// A whole file, or its beginning.
    File(FileId),
}

impl LabelPlace {
    /// The file that it points into.
    pub fn file(&self) -> FileId {
        match self {
            Self::Value(place) | Self::Key(place) => place.origin.file,
            Self::Setting(file, _) | Self::SettingKey(file, _) | Self::Bytes(file, _) | Self::File(file) => {
                *file
            }
        }
    }
}

/// A spot with what is to be said there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub spot: LabelPlace,
    /// What; may be empty for the first label, whose diagnostic says it.
    pub text: String,
}

/// Something about the user's input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of thing; stable, never reused.
    pub code: Code,
    /// How much it matters.
    pub level: Level,
    /// What is wrong and what was expected, in one sentence.
    pub message: String,
    /// Where: the first is the place itself, the others explain it.
    pub labels: Vec<Label>,
    /// What to do, one sentence each.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// A diagnostic at the code's own level, without places yet.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, level: code.level(), message: message.into(), labels: Vec::new(), help: Vec::new() }
    }

    /// Adds a place.
    #[must_use]
    pub fn at(mut self, spot: LabelPlace, text: impl Into<String>) -> Self {
        self.labels.push(Label { spot, text: text.into() });
        self
    }

    /// Adds a sentence of help.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Adds "did you mean" with the nearest right answers, if there are any.
    #[must_use]
    pub fn suggest(self, nearest: &[&str]) -> Self {
        if nearest.is_empty() {
            return self;
        }
        let quoted: Vec<String> = nearest.iter().map(|word| format!("`{word}`")).collect();
        self.help(format!("did you mean {}?", crate::text::join_or(&quoted)))
    }
}

/// How many of the diagnostics are errors.
pub fn error_count(diagnostics: &[Diagnostic]) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Error).count()
}
