//! Sentences in which days are values, so that each output writes a day its
//! own way and nothing has to search text for dates.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

use crate::date::{Day, PartialDate};

/// Words and days in the order in which they are read. Made by `say!`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sentence(Vec<SentencePart>);

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SentencePart {
    /// Words as they are; what stands between backticks is code.
    Words(String),
    /// A day, as precise as it is known.
    Day(PartialDate),
}

/// A sentence of its parts in order: words, days and other sentences.
macro_rules! say {
    ($($part:expr),* $(,)?) => {{
        #[allow(unused_mut, reason = "a sentence may have no parts")]
        let mut sentence = $crate::sentence::Sentence::default();
        $(sentence.push($part);)*
        sentence
    }};
}

pub(crate) use say;

impl Sentence {
    /// Goes on with words, a day or another sentence.
    pub fn push(&mut self, more: impl Into<Self>) {
        for part in more.into().0 {
            match (self.0.last_mut(), part) {
                (_, SentencePart::Words(more)) if more.is_empty() => {}
                (Some(SentencePart::Words(text)), SentencePart::Words(more)) => text.push_str(&more),
                (_, part) => self.0.push(part),
            }
        }
    }

    /// The sentence as text, with its words and its days written by these.
    pub fn written(&self, words: impl Fn(&str) -> String, day: impl Fn(PartialDate) -> String) -> String {
        let part = |part: &SentencePart| match part {
            SentencePart::Words(text) => words(text),
            SentencePart::Day(date) => day(*date),
        };
        self.0.iter().map(part).collect()
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sentences that say something, with a separator between them.
    pub fn joined(all: impl IntoIterator<Item = Self>, separator: &str) -> Self {
        let mut joined = Self::default();
        for sentence in all.into_iter().filter(|sentence| !sentence.is_empty()) {
            if !joined.is_empty() {
                joined.push(separator);
            }
            joined.push(sentence);
        }
        joined
    }
}

/// Days are written `2027-03-31`.
impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written(str::to_owned, |day| day.to_string()))
    }
}

impl From<String> for Sentence {
    fn from(text: String) -> Self {
        Self(if text.is_empty() { Vec::new() } else { vec![SentencePart::Words(text)] })
    }
}

impl From<&str> for Sentence {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Cow<'_, str>> for Sentence {
    fn from(text: Cow<'_, str>) -> Self {
        text.into_owned().into()
    }
}

impl From<&String> for Sentence {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<PartialDate> for Sentence {
    fn from(date: PartialDate) -> Self {
        Self(vec![SentencePart::Day(date)])
    }
}

impl From<Day> for Sentence {
    fn from(day: Day) -> Self {
        PartialDate::from(day).into()
    }
}

impl From<&Self> for Sentence {
    fn from(sentence: &Self) -> Self {
        sentence.clone()
    }
}

impl Serialize for Sentence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Sentence {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        String::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_output_writes_days_its_own_way_and_leaves_words_alone() {
        let ends: PartialDate = "2024-07".parse().unwrap();
        let text = say!["version 2012-10 ", format!("ended {}", "at"), " ", ends, "", "; more"];
        assert_eq!(text.to_string(), "version 2012-10 ended at 2024-07; more");
        assert_eq!(text.0.len(), 3, "words that follow each other are one part");
        let written = text.written(str::to_uppercase, |date| format!("<{date}>"));
        assert_eq!(written, "VERSION 2012-10 ENDED AT <2024-07>; MORE");
    }

    #[test]
    fn what_says_nothing_leaves_no_separator() {
        let parts = [say!["a"], say![], say!["b"]];
        assert_eq!(Sentence::joined(parts, "; ").to_string(), "a; b");
    }
}
