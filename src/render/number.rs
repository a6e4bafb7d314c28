//! Figures as people read them: counts, money, shares, dates and durations.
//!
//! British English throughout. A figure never breaks from its unit, a minus
//! is U+2212, and nothing claims more precision than it has.

use crate::date::{Day, PartialDate, days_between};
use crate::money::Currency;

/// The space at which no line may break.
const NO_BREAK: char = '\u{A0}';
/// A real minus.
const MINUS: char = '\u{2212}';

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A count with its thousands apart: `12,418`.
pub fn count(value: u64) -> String {
    crate::text::grouped(value)
}

/// A figure with so many decimals, its thousands apart.
pub fn decimal(value: f64, places: usize) -> String {
    let text = format!("{:.*}", places, value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole.parse::<u64>().map_or_else(|_| whole.to_owned(), count);
    let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let mut out = String::new();
    if value < 0.0 && !is_zero {
        out.push(MINUS);
    }
    out.push_str(&whole);
    if places > 0 {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A figure without decimals where it is whole, else with one.
pub fn short_decimal(value: f64) -> String {
    let tenths = (value * 10.0).round();
    let places = usize::from(tenths % 10.0 != 0.0);
    decimal(tenths / 10.0, places)
}

/// A number that lies between two others: `3.10–4.67`, or one number where
/// both read the same.
pub fn range(low: f64, high: f64, places: usize) -> String {
    let (low, high) = (decimal(low, places), decimal(high, places));
    if low == high { low } else { format!("{low}–{high}") }
}

/// An amount of minor units for reading: `£950`, `£7.5k`, `£410k`, `£1.06m`.
/// The exact amount belongs in CSV and JSON.
pub fn money(minor: i64, currency: Currency) -> String {
    let major = minor as f64 / 100.0;
    let size = major.abs();
    let (figure, unit) = if size < 999.5 {
        (decimal(major, 0), "")
    } else if size < 9_950.0 {
        (short_decimal(major / 1e3), "k")
    } else if size < 999_500.0 {
        (decimal(major / 1e3, 0), "k")
    } else if size < 999.5e6 {
        (three_figures(major / 1e6), "m")
    } else {
        (three_figures(major / 1e9), "bn")
    };
    with_sign(&figure, unit, currency)
}

/// A round amount for an axis: `£0`, `£500k`, `£1.5m`.
pub fn money_round(minor: i64, currency: Currency) -> String {
    let major = minor as f64 / 100.0;
    let (value, unit) = match major {
        size if size < 1e3 => (size, ""),
        size if size < 1e6 => (size / 1e3, "k"),
        size if size < 1e9 => (size / 1e6, "m"),
        size => (size / 1e9, "bn"),
    };
    with_sign(&short_decimal(value), unit, currency)
}

/// A rate in full: `£24.50`.
pub fn money_exact(minor: i64, currency: Currency) -> String {
    let places = if minor % 100 == 0 { 0 } else { 2 };
    with_sign(&decimal(minor as f64 / 100.0, places), "", currency)
}

fn three_figures(value: f64) -> String {
    let places = match value.abs() {
        size if size < 9.995 => 2,
        size if size < 99.95 => 1,
        _ => 0,
    };
    decimal(value, places)
}

fn with_sign(figure: &str, unit: &str, currency: Currency) -> String {
    let (minus, figure) = match figure.strip_prefix(MINUS) {
        Some(rest) => ("\u{2212}", rest),
        None => ("", figure),
    };
    let sign = currency.sign();
    if sign.len() == 3 && sign.is_ascii() {
        format!("{minus}{sign}{NO_BREAK}{figure}{unit}")
    } else {
        format!("{minus}{sign}{figure}{unit}")
    }
}

/// A share of 0 to 1 in per cent: whole, unless it is under 1%.
pub fn percent(share: f64) -> String {
    let per_cent = share * 100.0;
    if per_cent != 0.0 && per_cent.abs() < 0.05 {
        return "under 0.1%".to_owned();
    }
    let places = usize::from(per_cent != 0.0 && per_cent.abs() < 0.95);
    format!("{}%", decimal(per_cent, places))
}

/// The same to a tenth where it is not whole: `24.6%`, `40%`. For what a
/// reader adds up or compares with a table of tenths.
pub fn percent_fine(share: f64) -> String {
    if share > 0.0 && share < 0.0005 { percent(share) } else { format!("{}%", short_decimal(share * 100.0)) }
}

/// A part of a whole in per cent; nothing of nothing is 0%. What is not
/// everything never reads as 100%.
pub fn percent_of(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "0%".to_owned();
    }
    if part < whole && part as f64 / whole as f64 > 0.99 {
        return "99%".to_owned();
    }
    percent(part as f64 / whole as f64)
}

/// Shares of 0 to 1 in whole per cent that add up to their rounded sum
/// (largest remainder); ties go to the earlier.
pub fn whole_shares(shares: &[f64]) -> Vec<u32> {
    let exact: Vec<f64> = shares.iter().map(|share| share.max(0.0) * 100.0).collect();
    let mut whole: Vec<u32> = exact.iter().map(|value| value.floor() as u32).collect();
    let wanted = exact.iter().sum::<f64>().round() as u32;
    let mut order: Vec<usize> = (0..exact.len()).collect();
    order.sort_by(|a, b| exact[*b].fract().total_cmp(&exact[*a].fract()).then(a.cmp(b)));
    let missing = wanted.saturating_sub(whole.iter().sum()) as usize;
    for index in order.into_iter().take(missing) {
        whole[index] += 1;
    }
    whole
}

/// A day in full: `31 October 2026`.
pub fn day(day: Day) -> String {
    partial(day.into())
}

/// The month of a day, short: `Apr`.
pub fn month_name(day: Day) -> &'static str {
    MONTHS[day.month() as usize - 1].get(..3).unwrap_or_default()
}

/// The month and year of a day, short: `Apr 2027`.
pub fn month(day: Day) -> String {
    format!("{}\u{a0}{}", month_name(day), day.year())
}

/// A day for a table: `31 Oct 2026`.
pub fn day_short(day: Day) -> String {
    partial_short(day.into())
}

/// A date as precise as it was recorded: `31 October 2026`, `October 2026`,
/// `2026`.
pub fn partial(date: PartialDate) -> String {
    written(date, usize::MAX)
}

/// The same for a table: `31 Oct 2026`, `Oct 2026`, `2026`.
pub fn partial_short(date: PartialDate) -> String {
    written(date, 3)
}

fn written(date: PartialDate, letters: usize) -> String {
    let month_name = |month: i8| -> &'static str {
        let name = MONTHS.get((month - 1).max(0) as usize).copied().unwrap_or("");
        &name[..letters.min(name.len())]
    };
    match date.parts() {
        (year, Some(month), Some(day)) => {
            format!("{day}{NO_BREAK}{}{NO_BREAK}{year}", month_name(month))
        }
        (year, Some(month), None) => format!("{}{NO_BREAK}{year}", month_name(month)),
        (year, None, _) => year.to_string(),
    }
}

/// The time between two days, whichever comes first: `18 days`, `5 months`,
/// `2 years 3 months`.
pub fn duration(a: Day, b: Day) -> String {
    let (from, to) = if a <= b { (a, b) } else { (b, a) };
    let mut months = (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month())
        - i32::from(from.month());
    let last_of_month = to.day() == to.days_in_month();
    if to.day() < from.day() && !last_of_month {
        months -= 1;
    }
    if months < 1 {
        return of(i64::from(days_between(from, to)), "day", "days");
    }
    if months < 24 {
        return of(i64::from(months), "month", "months");
    }
    let years = of(i64::from(months / 12), "year", "years");
    match months % 12 {
        0 => years,
        rest => format!("{years} {}", of(i64::from(rest), "month", "months")),
    }
}

fn of(value: i64, one: &str, many: &str) -> String {
    format!("{value}{NO_BREAK}{}", if value == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pounds(amount: f64) -> String {
        money((amount * 100.0).round() as i64, Currency::GBP)
    }

    fn on(text: &str) -> Day {
        text.parse::<PartialDate>().unwrap().first_day()
    }

    fn plain(text: &str) -> String {
        text.replace(NO_BREAK, " ")
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(count(0), "0");
        assert_eq!(count(999), "999");
        assert_eq!(count(12_418), "12,418");
        assert_eq!(count(1_000_000), "1,000,000");
    }

    #[test]
    fn a_minus_is_a_minus_and_zero_has_none() {
        assert_eq!(decimal(-1234.5, 1), "\u{2212}1,234.5");
        assert_eq!(decimal(-0.04, 1), "0.0");
        assert_eq!(short_decimal(3.0), "3");
        assert_eq!(short_decimal(3.26), "3.3");
    }

    #[test]
    fn money_keeps_two_or_three_figures() {
        let cases = [
            (0.0, "£0"),
            (950.0, "£950"),
            (999.6, "£1k"),
            (7_000.0, "£7k"),
            (7_500.0, "£7.5k"),
            (12_400.0, "£12k"),
            (410_000.0, "£410k"),
            (999_400.0, "£999k"),
            (999_600.0, "£1.00m"),
            (1_060_000.0, "£1.06m"),
            (12_340_000.0, "£12.3m"),
            (1_250_000_000.0, "£1.25bn"),
            (-410_000.0, "\u{2212}£410k"),
        ];
        for (amount, expected) in cases {
            assert_eq!(pounds(amount), expected);
        }
        assert_eq!(money_exact(2450, Currency::GBP), "£24.50");
        assert_eq!(money_round(150_000_000, Currency::GBP), "£1.5m");
        assert_eq!(money_round(0, Currency::GBP), "£0");
        assert_eq!(money(4_100_000, Currency::parse("CHF").unwrap()), "CHF\u{A0}41k");
    }

    #[test]
    fn shares_are_whole_unless_under_one_per_cent() {
        assert_eq!(percent(0.4), "40%");
        assert_eq!(percent(0.004), "0.4%");
        assert_eq!(percent(0.0), "0%");
        assert_eq!(percent(0.000_01), "under 0.1%");
        assert_eq!(percent_of(999, 1000), "99%");
        assert_eq!(percent_of(0, 0), "0%");
    }

    #[test]
    fn shares_of_a_column_add_up() {
        // 33.3 + 33.3 + 33.4 would print 33 + 33 + 33.
        assert_eq!(whole_shares(&[0.333, 0.333, 0.334]), [33, 33, 34]);
        // 12.6 + 7.5 + 10.4 + 9.5 = 40: floors 12 + 7 + 10 + 9 lack two.
        assert_eq!(whole_shares(&[0.126, 0.075, 0.104, 0.095]), [13, 8, 10, 9]);
        assert!(whole_shares(&[]).is_empty());
    }

    #[test]
    fn dates_are_as_precise_as_recorded() {
        assert_eq!(plain(&day(on("2026-10-31"))), "31 October 2026");
        assert_eq!(plain(&day_short(on("2026-10-31"))), "31 Oct 2026");
        assert_eq!(plain(&partial("2027-03".parse().unwrap())), "March 2027");
        assert_eq!(plain(&partial_short("2027".parse().unwrap())), "2027");
    }

    #[test]
    fn durations_use_the_unit_that_a_person_would() {
        let between = |a: &str, b: &str| plain(&duration(on(a), on(b)));
        assert_eq!(between("2026-10-13", "2026-10-31"), "18 days");
        assert_eq!(between("2026-10-31", "2026-10-30"), "1 day");
        assert_eq!(between("2025-10-14", "2026-10-31"), "12 months");
        assert_eq!(between("2024-07-09", "2026-10-31"), "2 years 3 months");
        assert_eq!(between("2024-10-31", "2026-10-31"), "2 years");
        assert_eq!(between("2027-01-31", "2027-02-28"), "1 month");
    }
}
