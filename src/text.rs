//! Text that people typed: nearest spellings and safe display.
//!
//! Diagnostics, references and settings all suggest the nearest right answer;
//! this is the one place that decides what "near" means. It knows nothing of
//! inventories.

/// The candidates most like `typed`, best first, at most `limit` of them.
///
/// Likeness is Jaro–Winkler on lower-cased text (Winkler 1990) or a shared
/// part between hyphens; only candidates that a person would accept as the
/// same word mistyped are returned. Ties keep the candidates' own order.
///
/// Cost is linear in the number of candidates.
pub fn nearest<'a, I>(typed: &str, candidates: I, limit: usize) -> Vec<&'a str>
where
    I: IntoIterator<Item = &'a str>,
{
    const NEAR: f64 = 0.80;
    // What is so much less like it than the best would only distract.
    const BEHIND: f64 = 0.07;
    let wanted = typed.to_lowercase();
    let mut scored: Vec<(f64, &str)> = candidates
        .into_iter()
        .map(|candidate| (likeness(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(score, _)| *score >= NEAR)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.dedup_by(|a, b| a.1 == b.1);
    let best = scored.first().map_or(0.0, |first| first.0);
    scored.retain(|(score, _)| *score >= best - BEHIND);
    scored.into_iter().take(limit).map(|(_, text)| text).collect()
}

fn likeness(wanted: &str, candidate: &str) -> f64 {
    let spelling = strsim::jaro_winkler(wanted, candidate);
    let shares_part = wanted.len() >= 3 && candidate.split(['-', '/', '_', ' ']).any(|part| part == wanted);
    // One slip of the finger: a letter more, less, other or swapped.
    let is_one_slip = wanted.chars().count() >= 3 && strsim::osa_distance(wanted, candidate) <= 1;
    let least = if is_one_slip {
        0.9
    } else if shares_part {
        0.85
    } else {
        0.0
    };
    spelling.max(least)
}

/// How alike two names are, 0 to 1: Jaro and Winkler (1990).
pub fn name_likeness(one: &str, other: &str) -> f64 {
    strsim::jaro_winkler(one, other)
}

/// How many slips of the finger lie between two texts: letters more, less,
/// other or swapped.
pub fn slips(one: &str, other: &str) -> usize {
    strsim::osa_distance(one, other)
}

/// A count with its thousands apart: `12,455`.
pub fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A measured figure in whole numbers, its thousands apart; never negative.
pub fn rounded(value: f64) -> String {
    grouped(value.max(0.0).round() as u64)
}

/// A share of 0 to 1 in per cent with so many decimals: `24.6%`.
pub fn percent_with(share: f64, decimals: usize) -> String {
    format!("{:.decimals$}%", share * 100.0)
}

/// A number of days in the unit that people would use: `40 days`, `5 months`,
/// `2.5 years`.
pub fn days_words(days: i32) -> String {
    match days {
        ..=60 => counted(days.max(0) as usize, "day"),
        61..=730 => counted((f64::from(days) / 30.4375).round() as usize, "month"),
        _ => format!("{:.1} years", f64::from(days) / 365.25),
    }
}

/// A count with its noun, whose plural is regular: `1 interface`, `2
/// interfaces`, `2 vulnerabilities`.
pub fn counted(count: usize, noun: &str) -> String {
    let (count, is_one) = (grouped(count as u64), count == 1);
    match noun.strip_suffix('y') {
        _ if is_one => format!("1 {noun}"),
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{count} {stem}ies"),
        _ => format!("{count} {noun}s"),
    }
}

/// Words joined as a person would write them: `a`, `a or b`, `a, b or c`.
pub fn join_or<S: AsRef<str>>(words: &[S]) -> String {
    join_with(words, "or")
}

/// Words joined as a person would write them: `a`, `a and b`, `a, b and c`.
pub fn join_and<S: AsRef<str>>(words: &[S]) -> String {
    join_with(words, "and")
}

/// The same of up to four; of more the first three, and how many more.
pub fn join_few<S: AsRef<str>>(words: &[S]) -> String {
    const MOST: usize = 4;
    if words.len() <= MOST {
        return join_and(words);
    }
    let (named, more) = words.split_at(MOST - 1);
    let more = format!("{} more", more.len());
    let parts: Vec<&str> = named.iter().map(AsRef::as_ref).chain([more.as_str()]).collect();
    join_and(&parts)
}

fn join_with<S: AsRef<str>>(words: &[S], conjunction: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [start @ .., last] => {
            let start: Vec<&str> = start.iter().map(AsRef::as_ref).collect();
            format!("{} {conjunction} {}", start.join(", "), last.as_ref())
        }
    }
}

/// Text with every invisible or direction-changing character written as a
/// visible code (`U+202E`), so that no output can be made to read as
/// something else. Line breaks and tabs become spaces.
pub fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return std::borrow::Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if is_hidden(c) => {
                use std::fmt::Write as _;
                // Writing to a String cannot fail.
                let _ = write!(out, "U+{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    std::borrow::Cow::Owned(out)
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// Whether `text` is kebab-case: lower-case letters and digits in parts
/// joined by single hyphens. Dots are allowed inside a part, so that `v1.2`
/// style ids of other tools survive an import.
pub fn is_kebab_case(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|part| {
            !part.is_empty()
                && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.')
                && !part.starts_with('.')
                && !part.ends_with('.')
        })
}

/// The nearest kebab-case spelling of any text: `Ward Desktops!` becomes
/// `ward-desktops`. Empty if nothing of the text can be kept.
pub fn to_kebab_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_word_finds_the_right_one_first() {
        let keys = ["vendor", "version", "verified"];
        assert_eq!(nearest("vendro", keys, 3).first(), Some(&"vendor"));
    }

    #[test]
    fn an_unrelated_word_finds_nothing() {
        assert!(nearest("xylophone", ["vendor", "version"], 3).is_empty());
    }

    #[test]
    fn part_of_an_id_counts_as_near() {
        assert_eq!(nearest("lims", ["pathology-lims"], 1), ["pathology-lims"]);
    }

    #[test]
    fn hidden_characters_become_visible_codes() {
        assert_eq!(visible("a\u{202E}b"), "aU+202Eb");
        assert_eq!(visible("plain"), "plain");
    }

    #[test]
    fn kebab_case_is_lower_case_parts_joined_by_single_hyphens() {
        assert!(is_kebab_case("ward-desktops-2"));
        for bad in ["", "Ward", "a--b", "-a", "a_b", "a b"] {
            assert!(!is_kebab_case(bad), "{bad}");
        }
        assert_eq!(to_kebab_case("  Ward Desktops! "), "ward-desktops");
    }

    #[test]
    fn counts_keep_their_thousands_apart() {
        assert_eq!(counted(12_455, "device"), "12,455 devices");
        assert_eq!(counted(1, "vulnerability"), "1 vulnerability");
        assert_eq!(rounded(999.6), "1,000");
    }

    #[test]
    fn of_more_than_four_words_three_stand_for_all() {
        assert_eq!(join_few(&["a", "b", "c", "d"]), "a, b, c and d");
        assert_eq!(join_few(&["a", "b", "c", "d", "e"]), "a, b, c and 2 more");
    }

    #[test]
    fn words_join_as_written_by_hand() {
        assert_eq!(join_or(&["a", "b", "c"]), "a, b or c");
        assert_eq!(join_and(&["a"]), "a");
    }
}
