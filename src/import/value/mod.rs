//! What stands in cells: dates, numbers, words of closed lists, people.

pub mod date;
pub mod number;
pub mod person;
pub mod quantity;
pub mod word;

/// Words for nothing.
const BLANK: &[&str] = &[
    "n/a",
    "na",
    "#n/a",
    "none",
    "null",
    "nil",
    "unknown",
    "tbc",
    "tbd",
    "tba",
    "not known",
    "not set",
    "not available",
    "not applicable",
    "not specified",
    "not recorded",
    "unspecified",
    "(blank)",
    "(empty)",
    "(null)",
    "empty",
    "undefined",
    "no tag",
    "to be confirmed",
    "to be determined",
    "#ref!",
    "#value!",
    "#name?",
    "#div/0!",
    "default string",
    "to be filled by o.e.m.",
    "system serial number",
    "not found",
    "see notes",
    "various",
    "<none>",
    "<null>",
    "<unknown>",
    "-none-",
    "no data",
    "missing",
    "unassigned",
];

/// Whether a cell says that nothing is known: such a cell is empty to us.
pub fn is_blank(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.chars().all(|c| matches!(c, '-' | '.' | '?' | '–' | '—' | '_' | '*' | '/'))
    {
        return true;
    }
    text.len() <= 24 && BLANK.contains(&text.to_lowercase().as_str())
}
