//! How the formats for people write sentences and values: figures alike, and
//! words, code and days each its own way.

use crate::date::PartialDate;
use crate::render::answer::Value;
use crate::render::number;
use crate::sentence::Sentence;

/// What a figure that is not known is shown as.
pub(super) const MISSING: &str = "–";

/// How a format writes what is not a figure.
pub(super) struct Style {
    /// Words, made harmless.
    pub words: fn(&str) -> String,
    /// An id.
    pub id: fn(&str) -> String,
    /// A day.
    pub day: fn(PartialDate) -> String,
}

impl Style {
    pub(super) fn sentence(&self, sentence: &Sentence) -> String {
        sentence.written(self.words, self.day)
    }

    /// A value, line by line.
    pub(super) fn lines(&self, value: &Value) -> Vec<String> {
        match value {
            Value::Lines(lines) => lines.iter().map(|line| self.value(line)).collect(),
            other => vec![self.value(other)],
        }
    }

    pub(super) fn value(&self, value: &Value) -> String {
        match value {
            Value::Missing => MISSING.to_owned(),
            Value::Text(text) => self.sentence(text),
            Value::Lines(_) => self.lines(value).join("; "),
            Value::Id(id) => (self.id)(id),
            Value::Whole(number) => number::decimal(*number as f64, 0),
            Value::Decimal(number, places) => number::decimal(*number, *places),
            Value::Range(low, high, places) => number::range(*low, *high, *places),
            Value::Money(major, currency) => number::money_exact((major * 100.0).round() as i64, *currency),
            Value::Marked(value, mark) => format!("{}{mark}", self.value(value)),
            Value::Share(share) => number::percent(*share),
            Value::Day(date) => (self.day)(*date),
            Value::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        }
    }
}

/// Whether what is at this place of text split at backticks is code: it
/// stands between two of them.
pub(super) fn is_code(place: usize, pieces: usize) -> bool {
    place % 2 == 1 && place + 1 < pieces
}

/// Text with what stands between backticks written as code and the rest as
/// words; a backtick without its other is a letter.
pub(super) fn with_code(text: &str, words: impl Fn(&str) -> String, code: impl Fn(&str) -> String) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    let mut out = String::with_capacity(text.len() + 16);
    for (place, piece) in pieces.iter().enumerate() {
        if is_code(place, pieces.len()) {
            out.push_str(&code(piece));
        } else {
            let is_alone = place % 2 == 1;
            out.push_str(&words(&if is_alone { format!("`{piece}") } else { (*piece).to_owned() }));
        }
    }
    out
}
