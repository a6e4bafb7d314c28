//! Random numbers that are the same everywhere: what searches, samples or
//! generates must answer alike on every machine and at any thread count.
//!
//! Source: Steele, Lea and Flood (2014), "Fast splittable
//! pseudorandom number generators", where it is named split-mix. Not for secrets.

/// A generator of one sequence.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The generator of draw `draw` in a run with this seed.
    pub fn new(seed: u64, draw: u64) -> Self {
        Self(mix(mix(seed).wrapping_add(draw)))
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number in `0..limit`, which must not be 0. The bias is below 2^-32.
    pub fn below(&mut self, limit: u32) -> u32 {
        ((u128::from(self.bits()) * u128::from(limit)) >> 64) as u32
    }

    /// A number from 0 up to but not including 1.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Brings a list into random order (Fisher and Yates).
    pub fn shuffle(&mut self, list: &mut [u32]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last as u32 + 1) as usize);
        }
    }
}

/// A number whose every bit depends on every bit of another.
pub fn mix(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_first_values_of_seed_zero() {
        // The reference implementation from state 0.
        let mut random = Random(0);
        assert_eq!(random.bits(), 0xe220_a839_7b1d_cdaf);
        assert_eq!(random.bits(), 0x6e78_9e6a_a1b9_65f4);
    }

    #[test]
    fn draws_stay_in_range_and_differ_by_draw() {
        let mut random = Random::new(7, 0);
        assert!((0..1000).all(|_| random.below(3) < 3 && (0.0..1.0).contains(&random.unit())));
        assert_ne!(Random::new(7, 0).bits(), Random::new(7, 1).bits());
    }

    #[test]
    fn a_shuffle_keeps_every_item() {
        let mut list: Vec<u32> = (0..50).collect();
        Random::new(1, 1).shuffle(&mut list);
        assert_ne!(list, (0..50).collect::<Vec<_>>());
        list.sort_unstable();
        assert_eq!(list, (0..50).collect::<Vec<_>>());
    }

    #[test]
    fn every_order_of_three_comes_about_as_often() {
        let mut seen = std::collections::BTreeMap::new();
        for draw in 0..6000 {
            let mut list = [0, 1, 2];
            Random::new(1, draw).shuffle(&mut list);
            *seen.entry(list).or_insert(0_u32) += 1;
        }
        assert_eq!(seen.len(), 6);
        // 1,000 each; 5 standard deviations of a count are 144.
        assert!(seen.values().all(|times| (856..=1144).contains(times)), "{seen:?}");
    }

    #[test]
    fn a_unit_lies_from_0_to_below_1_and_is_a_half_on_average() {
        let mut random = Random::new(1, 0);
        let units: Vec<f64> = (0..10_000).map(|_| random.unit()).collect();
        assert!(units.iter().all(|unit| (0.0..1.0).contains(unit)));
        let mean = units.iter().sum::<f64>() / 10_000.0;
        // 5 standard deviations of the mean are 0.0144.
        assert!((mean - 0.5).abs() < 0.0144, "{mean}");
    }
}
