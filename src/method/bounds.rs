//! A number that is known only within bounds.

/// A number that is known only within bounds: at best, as counted, at worst.
///
/// Always finite and in order: whatever it is made of, `low ≤ point ≤ high`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    low: f64,
    point: f64,
    high: f64,
}

impl Bounds {
    /// A number between two others. Ends that stand the wrong way round are
    /// turned, and a point outside them moves to the nearer one.
    pub fn new(low: f64, point: f64, high: f64) -> Self {
        let (one, other) = (finite(low), finite(high));
        let (low, high) = (one.min(other), one.max(other));
        Self { low, point: finite(point).clamp(low, high), high }
    }

    /// A number that is known.
    pub fn exact(value: f64) -> Self {
        Self::new(value, value, value)
    }

    /// A number that is not known: anything from `low` to `high`, counted at
    /// the middle.
    pub fn between(low: f64, high: f64) -> Self {
        Self::new(low, f64::midpoint(low, high), high)
    }

    /// At best.
    pub fn low(self) -> f64 {
        self.low
    }

    /// What is counted.
    pub fn point(self) -> f64 {
        self.point
    }

    /// At worst.
    pub fn high(self) -> f64 {
        self.high
    }

    /// How far apart the ends lie.
    pub fn width(self) -> f64 {
        self.high - self.low
    }

    /// Whether it is known.
    pub fn is_exact(self) -> bool {
        self.width().abs() < f64::EPSILON
    }

    /// Whether both ends read the same with so many decimals: a range that
    /// shows as one figure is not worth printing.
    pub fn reads_as_one(self, decimals: usize) -> bool {
        format!("{:.decimals$}", self.low) == format!("{:.decimals$}", self.high)
    }

    /// Each bound through the same function. Where it falls, best and worst
    /// change places.
    #[must_use]
    pub fn map(self, f: impl Fn(f64) -> f64) -> Self {
        Self::new(f(self.low), f(self.point), f(self.high))
    }

    /// Bound by bound with another.
    #[must_use]
    pub fn with(self, other: Self, f: impl Fn(f64, f64) -> f64) -> Self {
        Self::new(f(self.low, other.low), f(self.point, other.point), f(self.high, other.high))
    }
}

/// What has no size counts as nothing, and what is too large as the largest.
fn finite(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { value.clamp(f64::MIN, f64::MAX) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bounds_are_finite_and_in_order_whatever_they_are_made_of(
            low in proptest::num::f64::ANY,
            point in proptest::num::f64::ANY,
            high in proptest::num::f64::ANY,
        ) {
            for bounds in [Bounds::new(low, point, high), Bounds::between(low, high), Bounds::exact(point)] {
                prop_assert!(bounds.low() <= bounds.point() && bounds.point() <= bounds.high());
                prop_assert!(bounds.low().is_finite() && bounds.high().is_finite());
            }
        }
    }

    #[test]
    fn a_falling_function_turns_the_ends() {
        let turned = Bounds::new(1.0, 2.0, 4.0).map(|value| -value);
        assert_eq!(turned, Bounds::new(-4.0, -2.0, -1.0));
    }
}
