//! Words mistyped by a letter or two.
//!
//! A word that no name holds is read as the one known word that is most like
//! it: Jaro–Winkler (Winkler 1990) of at least 0.92, with a lead of 0.05 over
//! the next (methods §4, tag D), and at most one edit, or two in words of
//! eight letters and more. A match found this way is probable, never firm.

use rustc_hash::FxHashMap;

/// The least likeness of a correction.
const LIKENESS: f64 = 0.92;
/// How much likelier it must be than the next word.
const LEAD: f64 = 0.05;
/// Shorter words are too easily others.
const SHORTEST: usize = 5;

/// Known words, by first letter.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    by_initial: FxHashMap<char, Vec<(u32, Box<str>)>>,
}

impl Spelling {
    /// Adds a word; short words and numbers are passed over.
    pub(super) fn add(&mut self, word: &str) {
        let letters = word.len() >= SHORTEST && word.bytes().all(|b| b.is_ascii_lowercase());
        if let (true, Some(initial)) = (letters, word.chars().next()) {
            let list = self.by_initial.entry(initial).or_default();
            list.push((letter_set(word), word.into()));
        }
    }

    /// The known word that is meant, and how alike the two are. Linear in the
    /// words with that first letter.
    pub(super) fn correct(&self, typed: &str) -> Option<(&str, f64)> {
        if typed.len() < SHORTEST || !typed.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        let letters = letter_set(typed);
        let edits = if typed.len() >= 8 { 2 } else { 1 };
        let (mut best, mut next): (Option<(&str, f64)>, f64) = (None, 0.0);
        for (set, word) in self.by_initial.get(&typed.chars().next()?)? {
            let is_far = (set ^ letters).count_ones() > 4 || word.len().abs_diff(typed.len()) > 3;
            if is_far || best.is_some_and(|(best, _)| best == &**word) {
                continue;
            }
            let likeness = strsim::jaro_winkler(typed, word);
            match best {
                Some((_, most)) if likeness <= most => {
                    if !is_longer_form(word, best) {
                        next = next.max(likeness);
                    }
                }
                _ => {
                    if let Some((_, most)) = best.filter(|_| !is_longer_form(word, best)) {
                        next = next.max(most);
                    }
                    best = Some((word, likeness));
                }
            }
        }
        best.filter(|(word, likeness)| {
            *likeness >= LIKENESS && likeness - next >= LEAD && strsim::osa_distance(typed, word) <= edits
        })
    }
}

/// Whether one of the two begins with the other: `postgres`, `postgresql`.
fn is_longer_form(word: &str, best: Option<(&str, f64)>) -> bool {
    best.is_some_and(|(best, _)| best.starts_with(word) || word.starts_with(best))
}

fn letter_set(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_lowercase).fold(0, |set, letter| set | 1 << (letter - b'a'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jaro_winkler_of_the_method_page() {
        for (a, b, want) in
            [("MARTHA", "MARHTA", 0.9611), ("DWAYNE", "DUANE", 0.8400), ("DIXON", "DICKSONX", 0.8133)]
        {
            assert!((strsim::jaro_winkler(a, b) - want).abs() < 0.000_05, "{a}");
        }
    }

    #[test]
    fn a_slip_is_corrected_and_another_word_is_not() {
        let mut spelling = Spelling::default();
        for word in ["windows", "postgres", "postgresql", "postfix", "server"] {
            spelling.add(word);
        }
        let corrected = |typed| spelling.correct(typed).map(|(word, _)| word);
        assert_eq!(corrected("windws"), Some("windows"));
        assert_eq!(corrected("postgress"), Some("postgres"));
        assert_eq!(corrected("winders"), None);
        assert_eq!(corrected("postman"), None);
    }
}
