//! Times, periods and shares, in the units that cells and headings name.

use super::number;

/// A quantity as text, nothing, or what is wrong.
type Read = Result<Option<String>, &'static str>;

/// A number without trailing noughts, to two places.
pub fn plain(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Hours: in the unit that the cell or the heading names. A bare number whose
/// heading names none is not read: minutes and hours are both usual.
///
/// # Errors
///
/// With what is wrong, in words.
pub fn hours(cell: &str, heading: &str) -> Read {
    let (digits, unit) = with_unit(cell);
    let unit = if unit.is_empty() { heading_unit(heading) } else { unit };
    let value: f64 = digits.parse().map_err(|_| "is no time")?;
    let by = match unit.as_str() {
        "m" | "min" | "mins" | "minute" | "minutes" => 1.0 / 60.0,
        "h" | "hr" | "hrs" | "hour" | "hours" => 1.0,
        "d" | "day" | "days" => 24.0,
        "w" | "week" | "weeks" => 168.0,
        _ => return Err("has no unit: minutes, hours or days?"),
    };
    Ok(Some(plain(value * by)))
}

/// Whole months of a period: in the unit that cell or heading names; of a bare
/// number months, or days where that many months nobody would give.
///
/// # Errors
///
/// With what is wrong, in words.
pub fn months(cell: &str, heading: &str) -> Read {
    let (digits, unit) = with_unit(cell);
    let unit = if unit.is_empty() { heading_unit(heading) } else { unit };
    let value: f64 = digits.parse().map_err(|_| "is no period")?;
    let months = match unit.as_str() {
        "w" | "week" | "weeks" => value / 4.35,
        "y" | "yr" | "year" | "years" => value * 12.0,
        "m" | "month" | "months" | "mth" | "mths" => value,
        // Nobody gives notice of more than two years.
        "" if value <= 24.0 => value,
        "d" | "day" | "days" | "" => value / 30.4,
        _ => return Err("is no period"),
    };
    Ok(Some(format!("{:.0}", months.ceil())))
}

/// Days of a period, or of a word such as `monthly`.
///
/// # Errors
///
/// With what is wrong, in words.
pub fn days(cell: &str) -> Read {
    let (digits, unit) = with_unit(cell);
    let value: f64 = match digits.parse() {
        Ok(value) => value,
        Err(_) => {
            let days = match cell.trim().to_lowercase().as_str() {
                "daily" => "1",
                "weekly" => "7",
                "fortnightly" => "14",
                "monthly" => "31",
                "quarterly" => "92",
                "yearly" | "annually" | "annual" => "365",
                _ => return Err("is no period"),
            };
            return Ok(Some(days.to_owned()));
        }
    };
    let days = match unit.as_str() {
        "" | "d" | "day" | "days" => value,
        "w" | "week" | "weeks" => value * 7.0,
        "month" | "months" => value * 31.0,
        _ => return Err("is no period"),
    };
    Ok(Some(format!("{days:.0}")))
}

/// Years of life, from years or months.
///
/// # Errors
///
/// With what is wrong, in words.
pub fn years(cell: &str, heading: &str) -> Read {
    let (digits, unit) = with_unit(cell);
    let value: f64 = digits.parse().map_err(|_| "is no period")?;
    let in_months =
        unit.starts_with("month") || (unit.is_empty() && heading.to_lowercase().contains("month"));
    Ok(Some(plain(if in_months { value / 12.0 } else { value })))
}

/// A share of 0 to 1: from a share, per cent, or a word of `LeanIX`.
///
/// # Errors
///
/// With what is wrong, in words.
pub fn share(cell: &str) -> Read {
    let by_word = match cell.trim().to_lowercase().replace([' ', '-', '_'], "").as_str() {
        "unreasonable" | "inappropriate" => Some(0.0),
        "insufficient" | "unsuitable" => Some(0.33),
        "appropriate" | "adequate" => Some(0.67),
        "perfect" | "fullyappropriate" => Some(1.0),
        _ => None,
    };
    let share = match by_word {
        Some(share) => share,
        None => {
            let figure = number::read(cell, Some(number::DecimalSign::Point)).ok_or("is no share")?;
            match figure.value {
                value if figure.is_percent && (0.0..=100.0).contains(&value) => value / 100.0,
                value if (0.0..=1.0).contains(&value) && !figure.is_percent => value,
                _ => return Err("is no share of 0 to 1 and no per cent"),
            }
        }
    };
    Ok(Some(plain(share)))
}

/// `4 hours` as its number and its unit.
fn with_unit(cell: &str) -> (String, String) {
    let cell = cell.trim().to_lowercase();
    let cut = cell.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(cell.len());
    let (digits, unit) = cell.split_at(cut);
    let unit = unit.split_whitespace().next().unwrap_or("").trim_matches(|c: char| !c.is_alphabetic());
    (digits.to_owned(), unit.to_owned())
}

/// The unit that a heading names: `RTO (hours)`, `rto_mins`.
fn heading_unit(heading: &str) -> String {
    const UNITS: &[&str] = &[
        "minutes", "mins", "min", "hours", "hrs", "hr", "hour", "days", "day", "weeks", "months", "month",
        "years",
    ];
    heading
        .to_lowercase()
        .split(|c: char| !c.is_alphabetic())
        .find(|word| UNITS.contains(word))
        .unwrap_or("")
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_periods_need_a_unit_from_cell_or_heading() {
        assert_eq!(hours("90 mins", "RTO"), Ok(Some("1.5".to_owned())));
        assert_eq!(hours("4", "RTO (hours)"), Ok(Some("4".to_owned())));
        assert!(hours("4", "rto").is_err(), "hours or minutes: asked, never guessed");
        assert_eq!(months("90 days", "Notice"), Ok(Some("3".to_owned())));
        assert_eq!(months("6", "Notice months"), Ok(Some("6".to_owned())));
        assert_eq!(years("60", "EOL (months)"), Ok(Some("5".to_owned())));
        assert_eq!(days("Monthly"), Ok(Some("31".to_owned())));
    }

    #[test]
    fn shares_come_as_words_per_cent_or_shares() {
        assert_eq!(share("70%"), Ok(Some("0.7".to_owned())));
        assert_eq!(share("0.7"), Ok(Some("0.7".to_owned())));
        assert_eq!(share("perfect"), Ok(Some("1".to_owned())));
        assert!(share("3").is_err());
    }
}
