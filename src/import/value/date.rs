//! Dates in the forms that exports and people write.
//!
//! Whether a column writes the day or the month first is settled for the
//! whole column, by the values that allow one reading only. Where none does
//! it stays open: a date that may be read in two ways is not read.

use crate::date::{Day, PartialDate};

/// What comes first in dates such as `03/04/2027`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// The day: 3 April.
    DayFirst,
    /// The month: 4 March.
    MonthFirst,
}

impl DateOrder {
    /// The words of mapping files and the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::DayFirst => "day-first",
            Self::MonthFirst => "month-first",
        }
    }
}

/// What a text says as a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// One date, however it is read.
    One(PartialDate),
    /// Two dates: with the day first, and with the month first.
    Two(PartialDate, PartialDate),
    /// It says that there is no end: a date such as 31 December 9999.
    Never,
    /// It is no date.
    None,
}

/// What the numbers of a column count from, where they mean days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Serials {
    /// Whether day 0 is 1 January 1904.
    pub from_1904: bool,
}

/// Reads one text.
pub fn read(text: &str, serials: Serials) -> Reading {
    let text = without_time(text.trim());
    if text.is_empty() || text.len() > 40 {
        return Reading::None;
    }
    if let Some(reading) = of_digits(text, serials) {
        return reading;
    }
    let parts: Vec<&str> = text.split(['/', '-', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [one, two, three] => of_three(one, two, three),
        [one, two] => of_two(one, two),
        [weekday, one, two, three] if is_weekday(weekday) => of_three(one, two, three),
        _ => Reading::None,
    }
}

/// What a text says in a column of a settled order.
pub fn settled(reading: Reading, order: Option<DateOrder>) -> Option<PartialDate> {
    match (reading, order) {
        (Reading::One(date), _) => Some(date),
        (Reading::Two(day_first, _), Some(DateOrder::DayFirst)) => Some(day_first),
        (Reading::Two(_, month_first), Some(DateOrder::MonthFirst)) => Some(month_first),
        _ => None,
    }
}

/// `03/04/2027 14:05:00`, `2027-03-04T14:05Z`: the date alone.
fn without_time(text: &str) -> &str {
    let text = text.strip_suffix(" UTC").or(text.strip_suffix(" GMT")).unwrap_or(text);
    let Some(colon) = text.find(':') else { return text };
    let before = text.get(..colon).unwrap_or(text);
    let cut = before.rfind(['T', ' ', ',']).unwrap_or(0);
    let is_hour = before.get(cut + 1..).is_some_and(|hour| {
        !hour.is_empty() && hour.len() <= 2 && hour.bytes().all(|byte| byte.is_ascii_digit())
    });
    if cut > 0 && is_hour { before.get(..cut).unwrap_or(text).trim_end_matches([',', ' ']) } else { text }
}

/// A text of digits alone: a year, a compact date, days or seconds counted.
fn of_digits(text: &str, serials: Serials) -> Option<Reading> {
    let whole = text.split_once('.').map_or(text, |(whole, rest)| {
        let is_fraction = whole.len() == 5 && rest.bytes().all(|byte| byte.is_ascii_digit());
        if is_fraction { whole } else { text }
    });
    if !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    Some(match whole.len() {
        4 => year(number).map_or(Reading::None, Reading::One),
        5 => of_serial(number, serials),
        8 => sane(number / 10_000, number / 100 % 100, number % 100),
        10 => of_seconds(number),
        13 => of_seconds(number / 1000),
        _ => Reading::None,
    })
}

/// Days since 30 December 1899, or since 1 January 1904. Only days of 1980 to
/// 2100: other numbers of five digits are no dates.
fn of_serial(number: i64, serials: Serials) -> Reading {
    let start = if serials.from_1904 { Day::constant(1904, 1, 1) } else { Day::constant(1899, 12, 30) };
    plus_days(start, number)
        .filter(|day| (1980..=2100).contains(&day.year()))
        .map_or(Reading::None, |day| Reading::One(day.into()))
}

fn of_seconds(number: i64) -> Reading {
    plus_days(Day::constant(1970, 1, 1), number / 86_400)
        .filter(|day| (1980..=2100).contains(&day.year()))
        .map_or(Reading::None, |day| Reading::One(day.into()))
}

fn plus_days(start: Day, days: i64) -> Option<Day> {
    start.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

fn year(number: i64) -> Option<PartialDate> {
    (1960..=2100).contains(&number).then(|| format!("{number:04}").parse().ok()).flatten()
}

/// A date that is meant; those that stand for "never" or "none" are told.
fn sane(year: i64, month: i64, day: i64) -> Reading {
    if year >= 2990 {
        return Reading::Never;
    }
    match date(year, month, day) {
        Some(date) if year > 1900 && (year, month, day) != (1970, 1, 1) => Reading::One(date),
        _ => Reading::None,
    }
}

fn date(year: i64, month: i64, day: i64) -> Option<PartialDate> {
    format!("{year:04}-{month:02}-{day:02}").parse().ok()
}

fn of_two(one: &str, two: &str) -> Reading {
    let partial = |year: i64, month: i64| {
        let text = format!("{year:04}-{month:02}");
        match year {
            2990.. => Reading::Never,
            1901..2990 => text.parse().map_or(Reading::None, Reading::One),
            _ => Reading::None,
        }
    };
    match (month(one), number(one), month(two), number(two)) {
        (Some(month), _, _, Some(year)) => partial(full_year(year, two), month),
        (_, Some(year), Some(month), _) => partial(full_year(year, one), month),
        (_, Some(year), _, Some(month)) if one.len() == 4 => partial(year, month),
        (_, Some(month), _, Some(year)) if two.len() == 4 => partial(year, month),
        _ => Reading::None,
    }
}

fn of_three(one: &str, two: &str, three: &str) -> Reading {
    if let (Some(month), Some(day), Some(year)) = (month(two), number(one), number(three)) {
        // 31 March 2027, and 2027 March 31.
        return if one.len() == 4 && one.bytes().all(|byte| byte.is_ascii_digit()) {
            sane(day, month, year)
        } else {
            sane(full_year(year, three), month, day)
        };
    }
    if let (Some(month), Some(day), Some(year)) = (month(one), number(two), number(three)) {
        return sane(full_year(year, three), month, day);
    }
    let (Some(first), Some(second), Some(third)) = (number(one), number(two), number(three)) else {
        return Reading::None;
    };
    if one.len() == 4 {
        return sane(first, second, third);
    }
    if three.len() != 4 && three.len() != 2 {
        return Reading::None;
    }
    let year = full_year(third, three);
    match (sane(year, second, first), sane(year, first, second)) {
        (Reading::One(day_first), Reading::One(month_first)) if day_first == month_first => {
            Reading::One(day_first)
        }
        (Reading::One(day_first), Reading::One(month_first)) => Reading::Two(day_first, month_first),
        (Reading::One(only), _) | (_, Reading::One(only)) => Reading::One(only),
        (Reading::Never, _) => Reading::Never,
        _ => Reading::None,
    }
}

/// Which reading the values that allow one only speak for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OrderEvidence {
    /// Values whose first number can be no month.
    pub day_first: u64,
    /// Values whose second number can be no month.
    pub month_first: u64,
    /// Values that allow both readings.
    pub open: u64,
}

impl OrderEvidence {
    /// Counts one value.
    pub fn add(&mut self, text: &str) {
        let text = without_time(text.trim());
        let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
        let [one, two, three] = parts.as_slice() else { return };
        let (Some(first), Some(second), Some(_)) = (number(one), number(two), number(three)) else { return };
        if one.len() > 2 || two.len() > 2 || !(three.len() == 4 || three.len() == 2) {
            return;
        }
        match (first > 12, second > 12) {
            (true, false) => self.day_first += 1,
            (false, true) => self.month_first += 1,
            (false, false) if first != second => self.open += 1,
            _ => {}
        }
    }

    /// The order, if the evidence speaks for one alone. A slip in a thousand
    /// does not unsettle a column.
    pub fn order(self) -> Option<DateOrder> {
        if self.day_first > 0 && self.month_first * 1000 <= self.day_first {
            return Some(DateOrder::DayFirst);
        }
        (self.month_first > 0 && self.day_first * 1000 <= self.month_first).then_some(DateOrder::MonthFirst)
    }
}

fn number(text: &str) -> Option<i64> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = text.get(digits.len()..).unwrap_or("");
    let is_ordinal = matches!(suffix, "" | "st" | "nd" | "rd" | "th");
    (is_ordinal && !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

fn full_year(year: i64, written: &str) -> i64 {
    match (written.len(), year) {
        (2, ..=69) => 2000 + year,
        (2, _) => 1900 + year,
        _ => year,
    }
}

fn month(text: &str) -> Option<i64> {
    const MONTHS: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let text = text.to_lowercase();
    let text = if text == "sept" { "sep" } else { &text };
    (text.len() >= 3)
        .then(|| {
            MONTHS.iter().position(|month| *month == text || (text.len() == 3 && month.starts_with(text)))
        })
        .flatten()
        .map(|at| at as i64 + 1)
}

fn is_weekday(text: &str) -> bool {
    let text = text.to_lowercase();
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|day| text.starts_with(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> String {
        match read(text, Serials::default()) {
            Reading::One(date) => date.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn one_date_in_all_its_forms() {
        for text in [
            "2027-03-31",
            "2027/03/31",
            "31/03/2027",
            "03/31/2027",
            "31.3.2027",
            "31-Mar-27",
            "31 March 2027",
            "March 31, 2027",
            "31st March 2027",
            "Wed 31 Mar 2027",
            "20270331",
            "2027-03-31T14:05:59Z",
            "31/03/2027 14:05",
            "2027-03-31 22:14:55.794442",
            "46477",
            "46477.5",
            "1806451200",
            "1806451200000",
        ] {
            assert_eq!(one(text), "2027-03-31", "{text}");
        }
        assert_eq!(one("Mar-27"), "2027-03");
        assert_eq!(one("03/2027"), "2027-03");
        assert_eq!(one("2027"), "2027");
        // The same day counted from 1904 is 1462 days less.
        let serials = Serials { from_1904: true };
        assert_eq!(read("45015", serials), read("46477", Serials::default()));
    }

    #[test]
    fn a_date_of_two_readings_waits_for_the_column() {
        let reading = read("03/04/2027", Serials::default());
        assert_eq!(settled(reading, None), None);
        let date = |order| settled(reading, Some(order)).unwrap().to_string();
        assert_eq!(date(DateOrder::DayFirst), "2027-04-03");
        assert_eq!(date(DateOrder::MonthFirst), "2027-03-04");
        assert_eq!(one("05/05/2027"), "2027-05-05", "either way the same");
    }

    #[test]
    fn a_column_is_day_first_if_a_value_can_be_nothing_else() {
        let order = |texts: &[&str]| {
            let mut evidence = OrderEvidence::default();
            for text in texts {
                evidence.add(text);
            }
            evidence.order()
        };
        assert_eq!(order(&["03/04/2027", "31/03/2027"]), Some(DateOrder::DayFirst));
        assert_eq!(order(&["03/04/2027", "3/31/27"]), Some(DateOrder::MonthFirst));
        assert_eq!(order(&["03/04/2027", "01/02/2026"]), None);
        assert_eq!(order(&["31/03/2027", "03/31/2027"]), None, "the column contradicts itself");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "10.0.19045",
            "192.168.1.1",
            "12345678",
            "Q3",
            "31/02/2027",
            "99999",
            "7.10",
            "1900-01-00",
            "1970-01-01",
        ] {
            assert!(matches!(read(text, Serials::default()), Reading::None), "{text}");
        }
        assert_eq!(read("31/12/9999", Serials::default()), Reading::Never);
    }
}
