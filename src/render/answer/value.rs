//! Typed values: exact, and written by each format its own way.

use crate::date::{Day, PartialDate};
use crate::money::Currency;
use crate::render::number;
use crate::sentence::Sentence;

/// A value in a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Not known, or it does not apply.
    Missing,
    /// Words.
    Text(Sentence),
    /// Several, each on a line of its own.
    Lines(Vec<Value>),
    /// The id of something, to be copied as it is.
    Id(String),
    /// A whole number.
    Whole(i64),
    /// A number, and with how many places it is shown.
    Decimal(f64, usize),
    /// A number between two others, and with how many places they are shown.
    Range(f64, f64, usize),
    /// An amount in major units.
    Money(f64, Currency),
    /// A share, 0 to 1.
    Share(f64),
    /// A value with a mark behind it that people are told about.
    Marked(Box<Value>, &'static str),
    /// A day, as precise as it is known.
    Day(PartialDate),
    /// Yes or no.
    YesNo(bool),
}

impl Value {
    /// Words; missing if there are none.
    pub fn text(text: impl Into<Sentence>) -> Self {
        text.into().into()
    }

    /// An id.
    pub fn id(id: impl Into<String>) -> Self {
        Self::Id(id.into())
    }

    /// Its text without a format, days as `2027-03-31`: what sheets hold.
    pub fn words(&self) -> String {
        match self {
            Self::Text(text) => text.to_string(),
            Self::Id(id) => id.clone(),
            Self::Lines(lines) => lines.iter().map(Self::words).collect::<Vec<_>>().join("; "),
            Self::Day(date) => date.to_string(),
            Self::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Self::Range(low, high, places) => number::range(*low, *high, *places),
            Self::Missing => String::new(),
            Self::Marked(value, _) => value.words(),
            Self::Whole(whole) => whole.to_string(),
            Self::Decimal(number, _) | Self::Money(number, _) | Self::Share(number) => number.to_string(),
        }
    }

    /// Whether it is read as a figure: aligned to the right, never broken.
    pub fn is_figure(&self) -> bool {
        if let Self::Marked(value, _) = self {
            return value.is_figure();
        }
        matches!(
            self,
            Self::Whole(_) | Self::Decimal(..) | Self::Range(..) | Self::Money(..) | Self::Share(_)
        )
    }

    /// The value for programs: numbers unrounded, days as `2027-03-31`.
    pub fn json(&self) -> serde_json::Value {
        match self {
            Self::Missing => serde_json::Value::Null,
            Self::Text(text) => text.to_string().into(),
            Self::Lines(lines) => lines.iter().map(Self::json).collect(),
            Self::Id(id) => id.as_str().into(),
            Self::Whole(number) => (*number).into(),
            Self::Decimal(number, _) | Self::Money(number, _) | Self::Share(number) => (*number).into(),
            Self::Range(low, high, _) => vec![*low, *high].into(),
            Self::Day(date) => date.to_string().into(),
            Self::YesNo(yes) => (*yes).into(),
            Self::Marked(value, _) => value.json(),
        }
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Into::into)
    }
}

/// Empty text is missing.
impl From<Sentence> for Value {
    fn from(text: Sentence) -> Self {
        if text.is_empty() { Self::Missing } else { Self::Text(text) }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Sentence::from(text).into()
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Sentence::from(text).into()
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(lines: Vec<T>) -> Self {
        if lines.is_empty() {
            Self::Missing
        } else {
            Self::Lines(lines.into_iter().map(Into::into).collect())
        }
    }
}

impl From<PartialDate> for Value {
    fn from(date: PartialDate) -> Self {
        Self::Day(date)
    }
}

impl From<Day> for Value {
    fn from(day: Day) -> Self {
        Self::Day(day.into())
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::YesNo(yes)
    }
}

macro_rules! whole {
    ($($number:ty),*) => {
        $(impl From<$number> for Value {
            fn from(number: $number) -> Self {
                Self::Whole(number.into())
            }
        })*
    };
}

whole!(u8, u16, u32, i32, i64);

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Whole(number as i64)
    }
}
