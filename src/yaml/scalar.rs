//! Single values as YAML.
//!
//! A text stands plain only where every reader takes it for that text, be it
//! of YAML 1.1 or 1.2: the older one makes booleans of `no` and `on`, seconds
//! of `12:30`, dates of `2024-05-01` and eight of `010`, and both make 7.1 of
//! `7.10`. A machine that reads our files must not lose a version's last
//! nought.

use std::borrow::Cow;
use std::fmt::Write;

use serde_json::Number;

/// Where a value stands: in a block, or between brackets or braces, where
/// commas and colons part it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Context {
    Block,
    Flow,
}

/// A text on one line: plain where that is safe, else in double quotes.
pub(super) fn text(text: &str, context: Context) -> Cow<'_, str> {
    if is_plain(text, context) { Cow::Borrowed(text) } else { Cow::Owned(quoted(text)) }
}

/// A text in double quotes, everything escaped that does not print.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            _ if prints(letter) => out.push(letter),
            _ => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\U{:08x}", u32::from(letter));
            }
        }
    }
    out.push('"');
    out
}

/// Whether YAML lets a character stand as it is and no reader takes it for a
/// line's end.
pub(super) fn prints(letter: char) -> bool {
    !letter.is_control() && !matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// A number as readers of both versions read one: an exponent has its point
/// and its sign.
pub(super) fn number(number: &Number) -> String {
    let text = number.to_string();
    let Some((digits, exponent)) = text.split_once(['e', 'E']) else { return text };
    let point = if digits.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with(['-', '+']) { "" } else { "+" };
    format!("{digits}{point}e{sign}{exponent}")
}

/// Whether a text without quotes is that text to every reader.
fn is_plain(text: &str, context: Context) -> bool {
    let begins =
        |letter: char| letter.is_alphanumeric() || matches!(letter, '/' | '(' | '_') || letter > '\u{9f}';
    text.starts_with(begins)
        && text.chars().all(prints)
        && text.trim() == text
        && !text.ends_with([':', '-', '?'])
        && !text.contains(": ")
        && !text.contains(" #")
        && (context == Context::Block || !text.contains([',', '[', ']', '{', '}', ':']))
        && !is_a_word_of_yaml(text)
        && !is_like_a_number(text)
        && !is_like_a_date(text)
}

fn is_a_word_of_yaml(text: &str) -> bool {
    const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Whole, decimal, with an exponent, to the base of sixteen, eight or two, in
/// minutes and seconds, with `_` or `,` between the figures.
fn is_like_a_number(text: &str) -> bool {
    if !text.starts_with(|letter: char| letter.is_ascii_digit() || letter == '_') {
        return false;
    }
    let only = |text: &str, fits: fn(char) -> bool| text.chars().all(|letter| fits(letter) || letter == '_');
    let figures = |letter: char| letter.is_ascii_digit();
    let lower = text.to_ascii_lowercase();
    for (prefix, fits) in
        [("0x", (|l| l.is_ascii_hexdigit()) as fn(char) -> bool), ("0o", figures), ("0b", figures)]
    {
        if let Some(rest) = lower.strip_prefix(prefix) {
            return only(rest, fits);
        }
    }
    let (digits, exponent) = lower.split_once('e').unwrap_or((&lower, "0"));
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    let points = digits.matches('.').count();
    points <= 1
        && only(exponent, figures)
        && only(digits, |letter| letter.is_ascii_digit() || ".,:".contains(letter))
}

/// `2024-05-01`, `2024-5-1 12:00` and `2024-05`.
fn is_like_a_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let year = parts.next().unwrap_or_default();
    let begins = |part: Option<&str>| part.is_some_and(|part| part.starts_with(|l: char| l.is_ascii_digit()));
    year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) && begins(parts.next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_some_reader_takes_for_something_else_stands_in_quotes() {
        for word in [
            "",
            " ",
            "~",
            "null",
            "Null",
            "no",
            "No",
            "on",
            "OFF",
            "yes",
            "y",
            "N",
            "true",
            "False",
            "1",
            "010",
            "0x1F",
            "0o17",
            "0b11",
            "1e3",
            "1.5E+3",
            "1_000",
            "1,000",
            "7.10",
            "7.",
            ".5",
            "+1",
            "-1",
            "12:30",
            "1:2:3.5",
            "2024-05-01",
            "2024-5-1",
            "2024-05",
            "2024-05-01T10:00:00Z",
            ".inf",
            ".NaN",
            "---",
            "...",
            "- a",
            "? a",
            "a: b",
            "a:",
            "a #b",
            "#a",
            "&a",
            "*a",
            "!a",
            "|",
            ">",
            "'a'",
            "\"a\"",
            "%a",
            "@a",
            "`a`",
            "=",
            "<<",
            "[a]",
            "{a}",
            ",a",
            " a",
            "a ",
            "a\tb",
            "a\nb",
            "a\u{7f}",
            "a\u{85}",
            "a\u{2028}b",
            "\u{feff}a",
            "a\u{a0}",
        ] {
            assert!(text(word, Context::Block).starts_with('"'), "{word:?}");
        }
    }

    #[test]
    fn plain_words_stay_plain() {
        for word in [
            "pas",
            "Patient Administration System",
            "2008 R2",
            "24H2",
            "19c",
            "2.5.1",
            "16.04 LTS",
            "Patients & staff",
            "it's",
            "C++",
            "a/b",
            "R&D",
            "Ångström",
            "東京",
            "£5",
            "10.0.14393",
            "e3",
            "12a",
            "1-2",
            "x#y",
            "all",
            "none",
            "/srv",
            "(none)",
            "2016 SP3",
        ] {
            assert_eq!(text(word, Context::Flow), word);
        }
        assert_eq!(text("12:30 to 13:00, daily", Context::Block), "12:30 to 13:00, daily");
        assert_eq!(text("12:30 to 13:00", Context::Flow), "\"12:30 to 13:00\"");
        assert_eq!(text("a, b", Context::Flow), "\"a, b\"");
    }

    #[test]
    fn quotes_keep_what_they_hold() {
        assert_eq!(quoted("say \"hi\"\\\n\u{1b}"), r#""say \"hi\"\\\n\U0000001b""#);
    }

    #[test]
    fn an_exponent_has_its_point_and_its_sign() {
        let written = |value: f64| number(&Number::from_f64(value).unwrap());
        assert_eq!(
            [written(1e300), written(1.5e-9), written(24.5), written(3.0)],
            ["1.0e+300", "1.5e-9", "24.5", "3.0"]
        );
    }
}
