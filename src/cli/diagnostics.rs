//! Diagnostics as people read them at a terminal, in the form that compilers
//! made familiar: the code, the sentence, file, line and column, the line
//! itself with a caret, and help.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level as Title, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, LabelPlace, Level};
use crate::load::place::Located;
use crate::render::document::check::{file_of, locate, order};
use crate::source::{FileId, Sources};
use crate::text::visible;

/// How many diagnostics of one file are shown; the rest are counted.
const MOST_PER_FILE: usize = 50;

/// How much of a line is shown on either side of what is marked.
const MOST_BESIDE: usize = 160;

/// Diagnostics as text for people, by file and line, errors and warnings
/// alike; empty for none.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, has_colour: bool) -> String {
    let located = locate(diagnostics, sources);
    let renderer = if has_colour { Renderer::styled() } else { Renderer::plain() };
    let mut shown: BTreeMap<Option<FileId>, usize> = BTreeMap::new();
    let mut blocks = Vec::new();
    for index in order(diagnostics, &located) {
        let file = file_of(&diagnostics[index]);
        let count = shown.entry(file).or_default();
        *count += 1;
        if *count <= MOST_PER_FILE {
            blocks.push(one(&diagnostics[index], &located[index], sources, &renderer));
        }
    }
    for (file, count) in shown {
        if count > MOST_PER_FILE {
            let path = file.map_or("no file", |file| sources.path(file));
            blocks.push(format!("note: {} more in {}", count - MOST_PER_FILE, visible(path)));
        }
    }
    blocks.join("\n\n") + if diagnostics.is_empty() { "" } else { "\n" }
}

fn one(diagnostic: &Diagnostic, located: &[Located], sources: &Sources, renderer: &Renderer) -> String {
    let title = match diagnostic.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
        Level::Note => Title::NOTE,
    };
    let message = visible(&diagnostic.message).into_owned();
    let lines: Vec<Option<Line>> = diagnostic
        .labels
        .iter()
        .zip(located)
        .map(|(label, place)| Line::of(&label.spot, place, sources))
        .collect();
    let labels: Vec<String> =
        diagnostic.labels.iter().map(|label| visible(&label.text).into_owned()).collect();
    let mut group: Group<'_> =
        Group::with_title(title.primary_title(message.as_str()).id(diagnostic.code.word()));
    for (index, line) in lines.iter().enumerate() {
        let Some(line) = line else { continue };
        let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(line.marked.clone()).label(labels[index].as_str());
        let snippet = Snippet::source(line.text.as_str()).line_start(line.number).path(line.path.as_str());
        group = group.element(snippet.annotation(annotation));
    }
    let helps: Vec<String> = diagnostic.help.iter().map(|help| visible(help).into_owned()).collect();
    for help in &helps {
        group = group.element(Title::HELP.message(help.as_str()));
    }
    let mut text = renderer.render(&[group]);
    if lines.iter().all(Option::is_none)
        && let Some(file) = file_of(diagnostic)
    {
        // A whole file has no line to show; its path still stands below.
        let _ = write!(text, "\n  --> {}", visible(sources.path(file)));
    }
    text
}

/// One line of a file with what is marked in it, hidden characters visible.
struct Line {
    path: String,
    number: usize,
    text: String,
    marked: std::ops::Range<usize>,
}

impl Line {
    fn of(spot: &LabelPlace, place: &Located, sources: &Sources) -> Option<Self> {
        let text = sources.text(spot.file());
        if matches!(spot, LabelPlace::File(_)) || text.is_empty() {
            return None;
        }
        let start = text[..place.bytes.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[place.bytes.start..].find('\n').map_or(text.len(), |at| place.bytes.start + at);
        // Of something longer than a line, its first line is marked.
        let marked_end = place.bytes.end.clamp(place.bytes.start, end);
        let before = beside(&text[start..place.bytes.start], false);
        let marked = visible(text[place.bytes.start..marked_end].trim_end_matches('\r')).into_owned();
        let marked: String = marked.chars().take(MOST_BESIDE).collect();
        let after = beside(&text[marked_end..end], true);
        let span = before.len()..before.len() + marked.len();
        Some(Self {
            path: visible(sources.path(spot.file())).into_owned(),
            number: place.line,
            text: format!("{before}{marked}{after}"),
            marked: span,
        })
    }
}

/// What stands beside the mark, cut where it is long.
fn beside(text: &str, is_after: bool) -> String {
    let text = visible(text.trim_end_matches('\r')).into_owned();
    let length = text.chars().count();
    if length <= MOST_BESIDE {
        return text;
    }
    if is_after {
        text.chars().take(MOST_BESIDE).chain("…".chars()).collect()
    } else {
        "…".chars().chain(text.chars().skip(length - MOST_BESIDE)).collect()
    }
}
