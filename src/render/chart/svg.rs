//! The writer of SVG: rounded coordinates, escaped text, measured words.

use std::fmt;
use std::fmt::Write as _;

use serde::Serialize;

use crate::text::visible;

/// A finished drawing. Only this module's writer makes one, so a template
/// may print it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Svg(String);

impl Svg {
    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Svg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Collects the parts of a drawing.
pub(super) struct Writer {
    out: String,
    open: Vec<&'static str>,
}

impl Writer {
    /// A drawing that a reader's software passes over: its meaning stands
    /// beside it in words. It stretches to the place it is given.
    pub(super) fn decoration(class: &str, width: f64, height: f64) -> Self {
        let mut out = String::with_capacity(256);
        // Writing to a String cannot fail, here and below.
        let _ = write!(
            out,
            r#"<svg class="{class}" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">"#,
            n(width),
            n(height)
        );
        Self { out, open: vec!["svg"] }
    }

    /// The same for marks in per cent of the place it is given, which need no
    /// scale of their own.
    pub(super) fn stretched(class: &str) -> Self {
        Self { out: format!(r#"<svg class="{class}" aria-hidden="true">"#), open: vec!["svg"] }
    }

    /// A drawing with a title and a description; `id` must be unique on the
    /// page. `role` is `img`, or `group` if it holds links. It stretches to
    /// the place it is given.
    pub(super) fn meaningful(head: &Head<'_>) -> Self {
        Self::begin(head, "")
    }

    /// The same, as large as its words need: what is too wide for its place is
    /// scrolled to.
    pub(super) fn meaningful_at_its_size(head: &Head<'_>) -> Self {
        Self::begin(head, &format!(r#" width="{}" height="{}""#, n(head.width), n(head.height)))
    }

    fn begin(head: &Head<'_>, size: &str) -> Self {
        let Head { class, id, role, width, height, title, description } = *head;
        let mut out = String::with_capacity(4096);
        let _ = write!(
            out,
            r#"<svg class="{class}"{size} viewBox="0 0 {} {}" role="{role}" aria-labelledby="{id}-t {id}-d" font-size="13">"#,
            n(width),
            n(height)
        );
        let _ = write!(
            out,
            r#"<title id="{id}-t">{}</title><desc id="{id}-d">{}</desc>"#,
            escaped(title),
            escaped(description)
        );
        Self { out, open: vec!["svg"] }
    }

    /// Adds an element without content; values are escaped.
    pub(super) fn shape(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.out.push_str("/>");
    }

    /// Adds an element with text in it.
    pub(super) fn text(&mut self, text: &str, attributes: &[(&str, &str)]) {
        self.start("text", attributes);
        // The space keeps words of neighbouring texts apart when read aloud.
        let _ = write!(self.out, ">{}</text> ", escaped(text));
    }

    /// Opens a group or link; [`Self::close`] ends it.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.out.push('>');
        self.open.push(name);
    }

    /// Ends what was opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            let _ = write!(self.out, "</{name}>");
        }
    }

    /// The finished drawing.
    pub(super) fn finish(mut self) -> Svg {
        while !self.open.is_empty() {
            self.close();
        }
        Svg(self.out)
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _ = write!(self.out, "<{name}");
        for (key, value) in attributes {
            let _ = write!(self.out, r#" {key}="{}""#, escaped(value));
        }
    }
}

/// What a meaningful drawing says about itself.
#[derive(Clone, Copy)]
pub(super) struct Head<'a> {
    pub(super) class: &'static str,
    pub(super) id: &'a str,
    pub(super) role: &'static str,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
}

/// A coordinate, rounded to a tenth.
pub(super) fn n(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let tenths = tenths.unsigned_abs();
    match tenths % 10 {
        0 => format!("{sign}{}", tenths / 10),
        rest => format!("{sign}{}.{rest}", tenths / 10),
    }
}

/// Text as it may stand in an element or a quoted attribute.
pub(crate) fn escaped(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// About how wide a text is in Arial, in units of its font size; a little
/// more than true, so that words fit.
pub(super) fn text_width(text: &str) -> f64 {
    text.chars()
        .map(|letter| match letter {
            'i' | 'j' | 'l' | '\'' | '|' | '.' | ',' | ':' | ';' | '!' => 0.28,
            'f' | 't' | 'r' | ' ' | '\u{A0}' | '(' | ')' | '-' | '/' | '\u{B7}' => 0.36,
            'm' | 'w' | 'M' | '%' | '@' => 0.86,
            'W' => 0.96,
            'A'..='Z' => 0.72,
            ' '..='~' | '\u{A3}' => 0.58,
            '\u{C0}'..='\u{24F}' => 0.66,
            _ => 1.0,
        })
        .sum()
}

/// A text in at most `lines` lines of `width` (in font sizes); what is too
/// long ends in an ellipsis.
pub(super) fn wrapped(text: &str, width: f64, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in visible(text).split_whitespace() {
        let fits = out.last().map(|line| format!("{line} {word}")).filter(|line| text_width(line) <= width);
        match (fits, out.last_mut()) {
            (Some(longer), Some(line)) => *line = longer,
            _ => out.push(word.to_owned()),
        }
    }
    let is_cut = out.len() > lines;
    out.truncate(lines);
    for (index, line) in out.iter_mut().enumerate() {
        let must_cut = is_cut && index + 1 == lines;
        if must_cut || text_width(line) > width {
            *line = shortened(line, width, must_cut);
        }
    }
    out
}

fn shortened(line: &str, width: f64, always: bool) -> String {
    let mut kept: String = line.to_owned();
    if always {
        kept.push('…');
    }
    while text_width(&kept) > width && kept.chars().count() > 1 {
        if kept.ends_with('…') {
            kept.pop();
        }
        kept.pop();
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_tenths_without_a_negative_zero() {
        assert_eq!(n(12.0), "12");
        assert_eq!(n(12.345), "12.3");
        assert_eq!(n(-0.04), "0");
        assert_eq!(n(-0.25), "-0.3");
    }

    #[test]
    fn text_comes_out_as_text() {
        assert_eq!(escaped("<a b=\"c\">&'\u{202E}"), "&lt;a b=&quot;c&quot;&gt;&amp;&#39;U+202E");
    }

    #[test]
    fn long_names_wrap_and_end_in_an_ellipsis() {
        assert_eq!(wrapped("Trust integration engine", 10.0, 3), ["Trust integration", "engine"]);
        let cut = wrapped("Emergency department information and tracking board", 8.0, 2);
        assert_eq!(cut.len(), 2);
        assert!(cut[1].ends_with('…'), "{cut:?}");
        assert!(cut.iter().all(|line| text_width(line) <= 8.0), "{cut:?}");
        assert!(wrapped(&"W".repeat(60), 8.0, 2)[0].ends_with('…'));
        assert!(wrapped("", 8.0, 2).is_empty());
    }
}
