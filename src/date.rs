//! Dates as people record them: a day, a month or only a year.
//!
//! An end that is recorded as `2027-03` means its last day, a start its first;
//! this module keeps the recorded precision so that the report can print what
//! was written. It knows no clock: today is always a parameter.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One calendar day.
pub type Day = Date;

/// A date of day, month or year precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    /// 1 to 12, or 0 where only the year was recorded.
    month: i8,
    /// 1 to 31, or 0 where the day was not recorded.
    day: i8,
}

impl PartialDate {
    /// The first day that the date can mean; what a start means.
    pub fn first_day(self) -> Day {
        Day::constant(self.year, self.month.max(1), self.day.max(1))
    }

    /// The last day that the date can mean; what an end means.
    pub fn last_day(self) -> Day {
        match (self.month, self.day) {
            (0, _) => Day::constant(self.year, 12, 31),
            (month, 0) => Day::constant(self.year, month, 1).last_of_month(),
            (month, day) => Day::constant(self.year, month, day),
        }
    }

    /// The year, the month if recorded and the day if recorded.
    pub fn parts(self) -> (i16, Option<i8>, Option<i8>) {
        (self.year, (self.month > 0).then_some(self.month), (self.day > 0).then_some(self.day))
    }
}

impl From<Day> for PartialDate {
    fn from(day: Day) -> Self {
        Self { year: day.year(), month: day.month(), day: day.day() }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.month, self.day) {
            (0, _) => write!(f, "{:04}", self.year),
            (month, 0) => write!(f, "{:04}-{month:02}", self.year),
            (month, day) => write!(f, "{:04}-{month:02}-{day:02}", self.year),
        }
    }
}

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotADate {
    /// What is wrong, in words.
    pub reason: String,
}

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for NotADate {}

/// The forms a date may take, for messages.
pub const DATE_FORMS: &str = "a date such as `2027-03-31`, `2027-03` or `2027`";

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let form = || NotADate { reason: format!("expected {DATE_FORMS}") };
        let mut parts = text.split('-');
        let year = digits(parts.next(), 4).ok_or_else(form)? as i16;
        if !(1900..=2200).contains(&year) {
            return Err(NotADate { reason: format!("the year {year} is not between 1900 and 2200") });
        }
        let Some(month) = parts.next() else {
            return Ok(Self { year, month: 0, day: 0 });
        };
        let month = digits(Some(month), 2).ok_or_else(form)? as i8;
        if !(1..=12).contains(&month) {
            return Err(NotADate { reason: format!("there is no month {month}") });
        }
        let Some(day) = parts.next() else {
            return Ok(Self { year, month, day: 0 });
        };
        let day = digits(Some(day), 2).ok_or_else(form)? as i8;
        if parts.next().is_some() {
            return Err(form());
        }
        Day::new(year, month, day)
            .map(Self::from)
            .map_err(|_| NotADate { reason: format!("{year}-{month:02} has no day {day}") })
    }
}

fn digits(part: Option<&str>, width: usize) -> Option<u16> {
    let part = part?;
    (part.len() == width && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DateVisitor;
        impl Visitor<'_> for DateVisitor {
            type Value = PartialDate;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(DATE_FORMS)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<PartialDate, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_u64<E: de::Error>(self, year: u64) -> Result<PartialDate, E> {
                self.visit_str(&year.to_string())
            }
        }
        deserializer.deserialize_str(DateVisitor)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for PartialDate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PartialDate".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A day, a month or a year: `2027-03-31`, `2027-03` or `2027`. A partial date means its last day for an end and its first day for a start.",
            "anyOf": [
                {"type": "string", "format": "partial-date",
                 "pattern": "^(19|20|21|22)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"},
                {"type": "integer", "minimum": 1900, "maximum": 2200}
            ]
        })
    }
}

/// Whole days from `earlier` to `later`; negative if `later` is the earlier.
pub fn days_between(earlier: Day, later: Day) -> i32 {
    (later - earlier).get_days()
}

/// Years of 365.25 days from `earlier` to `later`; negative if reversed.
pub fn years_between(earlier: Day, later: Day) -> f64 {
    f64::from(days_between(earlier, later)) / 365.25
}

/// A number of days in years of 365.25 days.
pub fn days_in_years(days: i32) -> f64 {
    f64::from(days) / 365.25
}

/// A number of days in months, twelve of which are a year of 365.25 days.
pub fn days_in_months(days: i32) -> f64 {
    days_in_years(days) * 12.0
}

/// The day `months` later (or earlier, if negative). A day that the month
/// lacks becomes the month's last; out-of-range results clamp to the calendar.
pub fn add_months(day: Day, months: i32) -> Day {
    day.saturating_add(jiff::Span::new().months(months.clamp(-12_000, 12_000)))
}

/// Year and quarter (1 to 4) of a day.
pub fn quarter(day: Day) -> (i16, i8) {
    (day.year(), (day.month() - 1) / 3 + 1)
}

/// A year and quarter in words: `January to March 2027`.
pub fn quarter_words((year, quarter): (i16, i8)) -> String {
    let months = match quarter {
        1 => "January to March",
        2 => "April to June",
        3 => "July to September",
        _ => "October to December",
    };
    format!("{months} {year}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_partial_date_ends_on_its_last_day_and_starts_on_its_first() {
        assert_eq!(parse("2027").last_day(), Day::constant(2027, 12, 31));
        assert_eq!(parse("2028-02").last_day(), Day::constant(2028, 2, 29));
        assert_eq!(parse("2027-03").first_day(), Day::constant(2027, 3, 1));
        assert_eq!(parse("2027-03-31").first_day(), Day::constant(2027, 3, 31));
    }

    #[test]
    fn impossible_dates_say_why() {
        let reason = |text: &str| text.parse::<PartialDate>().unwrap_err().reason;
        assert_eq!(reason("2027-02-30"), "2027-02 has no day 30");
        assert_eq!(reason("2027-13"), "there is no month 13");
        assert!(reason("31/03/2027").starts_with("expected a date"));
        assert!(reason("0027").contains("not between"));
    }

    #[test]
    fn month_ends_clamp() {
        assert_eq!(add_months(Day::constant(2027, 3, 31), -1), Day::constant(2027, 2, 28));
    }

    #[test]
    fn debt_age_of_the_method_page() {
        // methods.md §4: 2023-10-10 to 2026-08-22 is 1,047 days, 2.87 years.
        let (from, to) = (Day::constant(2023, 10, 10), Day::constant(2026, 8, 22));
        assert_eq!(days_between(from, to), 1047);
        assert!((years_between(from, to) - 2.87).abs() < 0.005);
    }
}
