//! Draws for synthetic estates: whole numbers only, the same everywhere. Each
//! entity has a sequence of its own, so that it can be written, or only its id
//! computed, without those before it.

use crate::random as base;

/// What a sequence is drawn for; sequences of different streams are unrelated.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stream {
    Organisation = 1,
    System,
    Device,
    InterfaceKind,
    Interface,
    Journey,
}

/// Tenths as a decimal number: 24 is 2.4.
pub(super) fn tenths(number: u32) -> f64 {
    f64::from(number) / 10.0
}

/// A generator of one sequence.
pub(super) struct Random(base::Random);

impl Random {
    /// The sequence of one entity: the `index`-th of a stream in an
    /// organisation.
    pub(super) fn of(seed: u64, stream: Stream, organisation: u32, index: u32) -> Self {
        let entity = u64::from(organisation) << 32 | u64::from(index);
        Self(base::Random::new(base::mix(seed) ^ stream as u64, entity))
    }

    /// A number in `0..limit`, which must not be 0.
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        self.0.below(limit)
    }

    /// A number in `least..=most`.
    pub(super) fn between(&mut self, least: u32, most: u32) -> u32 {
        least + self.below(most - least + 1)
    }

    /// True in `percent` of 100 cases.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of several, which must not be empty.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len() as u32) as usize]
    }

    /// A number in `0..limit` that is small most of the time: the chance of
    /// `n` falls about as 1 / n, so that a few get most (Zipf).
    pub(super) fn early(&mut self, limit: u32) -> u32 {
        let octaves = u32::BITS - limit.leading_zeros();
        let start = 1_u32 << self.below(octaves);
        (start - 1 + self.below(start)) % limit
    }

    /// A number in `least..=most` with as many in each doubling, of two
    /// digits that are not 0: costs, counts, volumes.
    pub(super) fn magnitude(&mut self, least: u32, most: u32) -> u32 {
        let doublings = u32::BITS - (most / least).leading_zeros();
        let start = least << self.below(doublings);
        let number = start + self.below(start);
        rounded(number).clamp(least, most)
    }
}

/// The first two digits of a number, then noughts.
fn rounded(number: u32) -> u32 {
    let mut scale = 1;
    while number / scale >= 100 {
        scale *= 10;
    }
    number / scale * scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_within_their_bounds() {
        let mut random = Random::of(7, Stream::System, 0, 0);
        for limit in [1, 2, 3, 100, 1_000_000] {
            assert!((0..1000).all(|_| random.below(limit) < limit && random.early(limit) < limit));
        }
        assert!((0..1000).all(|_| (20..=9000).contains(&random.magnitude(20, 9000))));
        assert!((0..1000).all(|_| (3..=5).contains(&random.between(3, 5))));
    }

    #[test]
    fn early_numbers_get_most() {
        let mut random = Random::of(7, Stream::System, 0, 0);
        let draws: Vec<u32> = (0..10_000).map(|_| random.early(1000)).collect();
        let first_tenth = draws.iter().filter(|draw| **draw < 100).count();
        assert!((6000..8000).contains(&first_tenth), "{first_tenth}");
        assert!(draws.iter().any(|draw| *draw > 900));
    }
}
