//! An index of names: the longest known phrase at a place in a text.
//!
//! Words are interned and phrases form a trie over them, so a text costs one
//! look-up per word and step, however many names are known.

use rustc_hash::FxHashMap;

use super::normalise::Parts;

/// Number of an interned word; 0 stands for none.
pub(super) type WordId = u32;

/// What a phrase names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// Which entry of the caller's list.
    pub(super) entry: u32,
    /// Whether the name is a common word, so that a stated vendor must agree.
    pub(super) is_guarded: bool,
}

/// A trie of phrases.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    words: FxHashMap<Box<str>, WordId>,
    steps: FxHashMap<(u32, WordId), u32>,
    named: Vec<Option<Named>>,
}

impl Phrases {
    /// The id of a word, new or known.
    pub(super) fn intern(&mut self, word: &str) -> WordId {
        if let Some(id) = self.words.get(word) {
            return *id;
        }
        let id = self.words.len() as WordId + 1;
        self.words.insert(word.into(), id);
        id
    }

    /// The id of a known word.
    pub(super) fn word(&self, word: &str) -> Option<WordId> {
        self.words.get(word).copied()
    }

    /// Adds a phrase; one that is there already stays.
    pub(super) fn add(&mut self, parts: &Parts, named: Named) {
        if self.named.is_empty() {
            self.named.push(None);
        }
        let mut state = 0_u32;
        for word in parts.texts() {
            let id = self.intern(word);
            let next = self.named.len() as u32;
            state = *self.steps.entry((state, id)).or_insert(next);
            if state == next {
                self.named.push(None);
            }
        }
        if let (true, Some(slot)) = (state != 0, self.named.get_mut(state as usize)) {
            slot.get_or_insert(named);
        }
    }

    /// What a phrase of this one word names, if a phrase begins with it.
    pub(super) fn single(&mut self, word: WordId) -> Option<&mut Option<Named>> {
        let state = *self.steps.get(&(0, word))?;
        self.named.get_mut(state as usize)
    }

    /// The longest phrase that begins at `start`, and how many words it has.
    pub(super) fn longest(&self, words: &[WordId], start: usize) -> Option<(usize, Named)> {
        let mut state = 0_u32;
        let mut best = None;
        for (taken, word) in words.iter().skip(start).enumerate() {
            let Some(next) = self.steps.get(&(state, *word)) else {
                break;
            };
            state = *next;
            if let Some(named) = self.named.get(state as usize).copied().flatten() {
                best = Some((taken + 1, named));
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let mut phrases = Phrases::default();
        for (entry, name) in ["sql server", "sql server compact"].iter().enumerate() {
            let named = Named { entry: entry as u32, is_guarded: false };
            phrases.add(&Parts::of_name(name), named);
        }
        let text = Parts::of_name("SQL Server Compact 3.5");
        let words: Vec<WordId> = text.texts().map(|w| phrases.word(w).unwrap_or(0)).collect();
        let (length, named) = phrases.longest(&words, 0).unwrap();
        assert_eq!((length, named.entry), (3, 1));
        assert!(phrases.longest(&words, 1).is_none());
    }
}
