//! What a cell says beside one name and one version: several releases, a
//! bound, a range, a remark about the past or about a plan.
//!
//! A remark never decides. Of several releases none is chosen. The words are
//! those of the languages that exports come in; a text without any of them,
//! which is nearly every text, costs one look at its characters.

use super::normalise::LONGEST_TEXT;
use super::statement_words::{FIRST_WORDS, FROM, LISTS, NEWER, OLDER, REMARKS, TO, UP_TO};

/// How the versions of a statement bound the release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// This or a newer one.
    AtLeast,
    /// This or an older one.
    AtMost,
    /// From the first to the second of two.
    Between,
}

/// What a field says, remarks taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Statement {
    /// The text of each release that is named; one where there is no list.
    pub(super) pieces: Vec<String>,
    /// How they bound the release, where they do.
    pub(super) bound: Option<Bound>,
    /// Whether the text itself is not sure.
    pub(super) is_doubted: bool,
}

/// The part of a text that is looked at, as of every field.
pub(super) fn start(text: &str) -> &str {
    let end = text.char_indices().nth(LONGEST_TEXT).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

/// What a field says, where it says more than one version; linear in the text
/// times the words.
pub(super) fn read(text: &str) -> Option<Statement> {
    if !may_state(text) {
        return None;
    }
    let whole = text.to_lowercase();
    let text = without_remarks(&whole);
    let (text, is_doubted) = match text.trim().strip_suffix('?') {
        Some(rest) => (rest.trim().to_owned(), true),
        None => (text.trim().to_owned(), false),
    };
    let (text, bound) = bounded(&text);
    let ends = if bound.is_none() { range(&text) } else { None };
    let (pieces, bound) = match ends {
        Some(ends) => (ends, Some(Bound::Between)),
        None if bound.is_some() => (vec![text], bound),
        None => (listed(&text), None),
    };
    let is_plain = pieces.len() == 1
        && bound.is_none()
        && !is_doubted
        && pieces.first() == Some(&whole.trim().to_owned());
    (!is_plain).then_some(Statement { pieces, bound, is_doubted })
}

/// Whether a text has a sign or word that a statement needs; most
/// have not, and cost no more than this.
fn may_state(text: &str) -> bool {
    let is_sign =
        |b: u8| matches!(b, b'/' | b',' | b';' | b'|' | b'&' | b'+' | b'<' | b'>' | b'?') || b > 127;
    let is_word = |word: &str| {
        let lower = || word.bytes().map(|b| b.to_ascii_lowercase());
        FIRST_WORDS.binary_search_by(|first| first.bytes().cmp(lower())).is_ok()
    };
    text.bytes().any(is_sign)
        || text.contains(" - ")
        || text.split(|c: char| !c.is_ascii_alphabetic()).any(is_word)
}

/// The text without remarks: a bracket that begins with one, or the rest.
fn without_remarks(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(['(', '[']) {
        let inside = rest.get(open + 1..).unwrap_or("");
        let close = inside.find([')', ']']).unwrap_or(inside.len());
        let start = inside.trim_start();
        let is_remark = begins_with(start, REMARKS).or_else(|| begins_with(start, &["old", "alt"])).is_some();
        let end = (open + 1 + close + 1).min(rest.len());
        kept.push_str(rest.get(..if is_remark { open } else { end }).unwrap_or(""));
        rest = rest.get(end..).unwrap_or("");
    }
    kept.push_str(rest);
    let cut = REMARKS.iter().filter_map(|remark| place_of_word(&kept, remark)).filter(|at| *at > 0).min();
    match cut {
        Some(at) => kept.get(..at).unwrap_or("").trim_end_matches([' ', ',', ';', '-']).to_owned(),
        None => kept,
    }
}

/// The text without its bound, and the bound.
fn bounded(text: &str) -> (String, Option<Bound>) {
    if let Some(rest) =
        text.strip_suffix('+').filter(|rest| rest.trim_end().ends_with(|c: char| c.is_ascii_digit()))
    {
        return (rest.trim().to_owned(), Some(Bound::AtLeast));
    }
    for (words, bound) in [(NEWER, Bound::AtLeast), (OLDER, Bound::AtMost)] {
        if let Some(at) = words.iter().filter_map(|word| place_of_word(text, word)).find(|at| *at > 0) {
            return (text.get(..at).unwrap_or("").trim_end_matches([' ', ',', '(']).to_owned(), Some(bound));
        }
    }
    for (words, bound) in [(FROM, Bound::AtLeast), (UP_TO, Bound::AtMost)] {
        for word in words {
            let Some(at) = place_of_word(text, word) else { continue };
            let after = text.get(at + word.len()..).unwrap_or("").trim_start();
            let is_list = word.starts_with('>')
                && text.get(..at).is_some_and(|t| t.contains(|c: char| c.is_ascii_digit()));
            if after.starts_with(|c: char| c.is_ascii_digit()) && !is_list {
                let before = text.get(..at).unwrap_or("").trim_end();
                return (format!("{before} {after}").trim().to_owned(), Some(bound));
            }
        }
    }
    (text.to_owned(), None)
}

/// The two ends of a range of versions.
fn range(text: &str) -> Option<Vec<String>> {
    TO.iter().find_map(|to| {
        let (before, after) = text.split_once(to)?;
        let is_end = |c: char| c.is_ascii_digit();
        (before.trim_end().ends_with(is_end) && after.trim_start().starts_with(is_end))
            .then(|| vec![before.trim().to_owned(), after.trim().to_owned()])
    })
}

/// The pieces of a list.
fn listed(text: &str) -> Vec<String> {
    let mut pieces = vec![text.to_owned()];
    for sign in LISTS {
        pieces =
            pieces.iter().flat_map(|piece| piece.split(sign).map(|part| part.trim().to_owned())).collect();
    }
    pieces.into_iter().filter(|piece| !piece.is_empty()).collect()
}

fn begins_with(text: &str, words: &[&str]) -> Option<usize> {
    words.iter().find(|word| place_of_word(text, word) == Some(0)).map(|word| word.len())
}

/// Where a word stands by itself: no letter or digit touches a word of letters.
fn place_of_word(text: &str, word: &str) -> Option<usize> {
    let is_letters = word.starts_with(char::is_alphabetic);
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find(word)) {
        let (start, end) = (from + found, from + found + word.len());
        let before = text.get(..start).and_then(|t| t.chars().next_back());
        let after = text.get(end..).and_then(|t| t.chars().next());
        let touches = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if !is_letters || (!touches(before) && !touches(after)) {
            return Some(start);
        }
        from = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<String> {
        read(text).map_or_else(|| vec![text.to_owned()], |statement| statement.pieces)
    }

    #[test]
    fn a_remark_about_the_past_or_a_plan_is_taken_out() {
        for text in [
            "2019 (was 2008 R2)",
            "2019 (upgraded from 2008 R2)",
            "2019, formerly 2012",
            "2019 (früher 2008)",
            "2019 [ex 2008 R2]",
            "2019 (to be upgraded to 2025)",
            "2019 anciennement 2008",
        ] {
            assert_eq!(pieces(text), ["2019"], "{text}");
        }
    }

    #[test]
    fn the_words_are_sorted() {
        assert!(FIRST_WORDS.is_sorted());
    }

    #[test]
    fn lists_fall_into_their_releases() {
        assert_eq!(pieces("2012 R2 / 2019"), ["2012 r2", "2019"]);
        assert_eq!(pieces("2008 R2 -> 2019"), ["2008 r2", "2019"]);
        assert_eq!(pieces("7, 8 und 10"), ["7", "8", "10"]);
        assert_eq!(pieces("Windows 7/10"), ["windows 7", "10"]);
        assert_eq!(pieces("XP / Vista"), ["xp", "vista"]);
        assert_eq!(read("Windows Server 2019 Standard"), None);
    }

    #[test]
    fn bounds_and_ranges_are_told_apart() {
        let bound = |text: &str| read(text).and_then(|statement| statement.bound);
        for text in ["13+", ">= 13", "13 or later", "13 oder höher", "13 ou supérieur", "ab 13"] {
            assert_eq!(bound(text), Some(Bound::AtLeast), "{text}");
        }
        for text in ["<= 13", "13 or earlier", "up to 13", "13 oder älter"] {
            assert_eq!(bound(text), Some(Bound::AtMost), "{text}");
        }
        for text in ["2012 - 2019", "2012 to 2019", "2012–2019", "7 bis 10"] {
            assert_eq!(bound(text), Some(Bound::Between), "{text}");
        }
        assert_eq!(bound("10.0.17763-x"), None);
        assert!(read("2012?").unwrap().is_doubted);
    }
}
