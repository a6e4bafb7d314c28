//! Scales: how a fact becomes a value from 0 (best) to 1 (worst).
//!
//! One declaration computes and prints, so that the two cannot drift. Each is
//! a table of words, a line through points, or made of such (linear additive
//! value with declared anchors, Multi-criteria analysis: a manual, 2009). Every
//! number in one is a parameter with a key, and can be set. Declarations are
//! static: a factor, of which a large estate has millions, holds a reference.

mod bottleneck;
mod commercial;
mod outdated;
mod people;
mod quality;
mod shared;
mod silo;

pub use bottleneck::*;
pub use commercial::*;
pub use outdated::*;
pub use people::*;
pub use quality::*;
pub use shared::*;
pub use silo::*;

use super::parameter::Parameter;
use super::threshold::{Threshold, Thresholds};
use crate::text::grouped;

/// How a kind of fact becomes a value from 0 to 1.
#[derive(Debug)]
pub struct Scale {
    /// What its parameters' keys begin with; unique.
    pub key: &'static str,
    /// What a factor on it is called.
    pub title: &'static str,
    /// Why its values are what they are.
    pub why: &'static str,
    /// How a fact is turned into a value.
    pub shape: Shape,
}

/// How a fact is turned into a value.
#[derive(Debug)]
pub enum Shape {
    /// One of some words.
    Words(&'static [Word]),
    /// A figure: straight between the points, flat beyond them.
    Line {
        /// What the figure counts, in the plural.
        unit: &'static str,
        /// By rising figure.
        points: &'static [Point],
    },
    /// One of some words, else as on another scale.
    Unless {
        /// The words.
        words: &'static [Word],
        /// The scale of all else.
        scale: &'static Scale,
    },
    /// The sum of so much for each of something, at most 1.
    Sum(&'static [Word]),
    /// The worst of several scales, and so much more for each further one
    /// that says something, at most 1.
    Worst {
        /// The scales.
        of: &'static [&'static Scale],
        /// What each further one adds.
        further: Parameter,
    },
    /// The figure as it is, a share; with its formula.
    Share(&'static str),
}

/// A word with its value.
#[derive(Debug)]
pub struct Word {
    /// The word.
    pub word: &'static str,
    /// What it counts, 0 to 1.
    pub value: Parameter,
}

/// A figure with its value.
#[derive(Debug)]
pub struct Point {
    /// The figure.
    pub at: At,
    /// What it counts, 0 to 1.
    pub value: Parameter,
}

/// Where a point stands.
#[derive(Debug)]
pub enum At {
    /// At a parameter of the scale's own.
    Own(Parameter),
    /// At a threshold.
    Threshold(Threshold),
    /// At the horizon of the settings, in years before the end.
    Horizon,
}

impl At {
    /// The figure in force.
    pub fn figure(&self, thresholds: &Thresholds) -> f64 {
        match self {
            Self::Own(parameter) => thresholds.parameter(parameter),
            Self::Threshold(threshold) => thresholds.get(*threshold),
            Self::Horizon => -thresholds.horizon_years(),
        }
    }
}

impl Scale {
    /// What a figure counts, 0 to 1. What is no number counts as the worst.
    pub fn value(&'static self, figure: f64, thresholds: &Thresholds) -> f64 {
        match &self.shape {
            Shape::Line { points, .. } => along(points, figure, thresholds),
            Shape::Unless { scale, .. } => scale.value(figure, thresholds),
            Shape::Share(_) => share(figure),
            Shape::Words(_) | Shape::Sum(_) | Shape::Worst { .. } => self.worst(thresholds),
        }
    }

    /// What a word counts, 0 to 1. A word that the scale lacks counts as the
    /// worst.
    pub fn word(&'static self, word: &str, thresholds: &Thresholds) -> f64 {
        let found = self.words().iter().find(|one| one.word == word);
        found.map_or_else(|| self.worst(thresholds), |one| share(thresholds.parameter(&one.value)))
    }

    /// The words that it knows.
    pub fn words(&self) -> &'static [Word] {
        match &self.shape {
            Shape::Words(words) | Shape::Unless { words, .. } | Shape::Sum(words) => words,
            Shape::Line { .. } | Shape::Worst { .. } | Shape::Share(_) => &[],
        }
    }

    /// What so many of each word count together, at most 1.
    pub fn sum(&'static self, counts: &[(&str, usize)], thresholds: &Thresholds) -> f64 {
        let each = |(word, count): &(&str, usize)| self.word(word, thresholds) * *count as f64;
        share(counts.iter().map(each).sum())
    }

    /// What several values count together: the worst, and something more for
    /// each further one.
    pub fn together(&'static self, values: &[f64], thresholds: &Thresholds) -> f64 {
        let Shape::Worst { further, .. } = &self.shape else { return self.worst(thresholds) };
        let worst = values.iter().copied().fold(0.0, f64::max);
        let others = values.len().saturating_sub(1) as f64;
        share(worst + thresholds.parameter(further) * others)
    }

    /// The most that anything counts on it.
    fn worst(&'static self, thresholds: &Thresholds) -> f64 {
        let of =
            |words: &[Word]| words.iter().map(|one| thresholds.parameter(&one.value)).fold(0.0, f64::max);
        share(match &self.shape {
            Shape::Words(words) => of(words),
            Shape::Line { points, .. } => {
                points.iter().map(|point| thresholds.parameter(&point.value)).fold(0.0, f64::max)
            }
            Shape::Unless { words, scale } => of(words).max(scale.worst(thresholds)),
            Shape::Sum(_) | Shape::Worst { .. } | Shape::Share(_) => 1.0,
        })
    }

    /// Every parameter of its own, in the order of its declaration.
    pub fn parameters(&'static self) -> Vec<&'static Parameter> {
        match &self.shape {
            Shape::Words(words) | Shape::Unless { words, .. } | Shape::Sum(words) => {
                words.iter().map(|one| &one.value).collect()
            }
            Shape::Line { points, .. } => points
                .iter()
                .flat_map(|point| {
                    let at = match &point.at {
                        At::Own(parameter) => Some(parameter),
                        At::Threshold(_) | At::Horizon => None,
                    };
                    at.into_iter().chain([&point.value])
                })
                .collect(),
            Shape::Worst { further, .. } => vec![further],
            Shape::Share(_) => Vec::new(),
        }
    }

    /// Every threshold at which one of its points stands.
    pub fn thresholds(&'static self) -> Vec<Threshold> {
        match &self.shape {
            Shape::Line { points, .. } => points
                .iter()
                .filter_map(|point| match point.at {
                    At::Threshold(threshold) => Some(threshold),
                    At::Own(_) | At::Horizon => None,
                })
                .collect(),
            Shape::Unless { scale, .. } => scale.thresholds(),
            Shape::Worst { of, .. } => of.iter().flat_map(|scale| scale.thresholds()).collect(),
            Shape::Words(_) | Shape::Sum(_) | Shape::Share(_) => Vec::new(),
        }
    }

    /// How a fact becomes a value, with the numbers in force, so that a reader
    /// can compute it again.
    pub fn formula(&'static self, thresholds: &Thresholds) -> String {
        let value = |parameter: &Parameter| number(thresholds.parameter(parameter));
        let table = |words: &[Word]| {
            let each: Vec<String> =
                words.iter().map(|one| format!("{} {}", one.word, value(&one.value))).collect();
            each.join(", ")
        };
        match &self.shape {
            Shape::Words(words) => table(words),
            Shape::Line { unit, points } => {
                let each: Vec<String> = points
                    .iter()
                    .map(|point| format!("{} → {}", number(point.at.figure(thresholds)), value(&point.value)))
                    .collect();
                format!("{unit}: {}; straight between", each.join(", "))
            }
            Shape::Unless { words, scale } => format!("{}; else {}", table(words), scale.formula(thresholds)),
            Shape::Sum(words) => {
                let each: Vec<String> =
                    words.iter().map(|one| format!("{} × {}", value(&one.value), one.word)).collect();
                format!("{}, at most 1", each.join(" + "))
            }
            Shape::Worst { of, further } => {
                let each: Vec<String> = of.iter().map(|scale| scale.formula(thresholds)).collect();
                format!("the worst, and {} for each further, at most 1: {}", value(further), each.join("; "))
            }
            Shape::Share(formula) => (*formula).to_owned(),
        }
    }
}

/// Every scale, in the order of the documentation.
pub fn all() -> impl Iterator<Item = &'static Scale> {
    [shared::ALL, outdated::ALL, bottleneck::ALL, silo::ALL, people::ALL, commercial::ALL, quality::ALL]
        .into_iter()
        .flatten()
        .copied()
}

/// The value of a figure on the line through points; of two points at one
/// figure the later counts.
fn along(points: &[Point], figure: f64, thresholds: &Thresholds) -> f64 {
    let mut passed: Option<(f64, f64)> = None;
    for point in points {
        let (at, value) = (point.at.figure(thresholds), thresholds.parameter(&point.value));
        if figure < at {
            return share(match passed {
                Some((from, least)) => least + (value - least) * ((figure - from) / (at - from)),
                None => value,
            });
        }
        passed = Some((at, value));
    }
    let last = passed.map_or(1.0, |(_, value)| value);
    if figure.is_nan() { 1.0 } else { share(last) }
}

/// A share, whatever the settings say; what is no number counts as the worst.
fn share(value: f64) -> f64 {
    if value.is_nan() { 1.0 } else { value.clamp(0.0, 1.0) }
}

/// A number as people write it: `0.25`, `50,000`, `−1.5`.
fn number(value: f64) -> String {
    let size = value.abs();
    let digits = if size >= 1000.0 && size.fract() == 0.0 { grouped(size as u64) } else { size.to_string() };
    if value < 0.0 { format!("−{digits}") } else { digits }
}

/// Scales and the list of them: `words`, `line`, `unless`, `sum`, `worst` and
/// `share` as [`Shape`] says.
macro_rules! scales {
    ($($name:ident = $key:literal, $title:literal, $shape:ident $body:tt, $why:literal;)*) => {
        $(
            #[doc = $why]
            pub static $name: $crate::method::scale::Scale = $crate::method::scale::Scale {
                key: $key,
                title: $title,
                why: $why,
                shape: $crate::method::scale::shape!($shape $key $body),
            };
        )*
        /// Every scale of this family, in the order of the documentation.
        pub(super) static ALL: &[&$crate::method::scale::Scale] = &[$(&$name),*];
    };
}

macro_rules! shape {
    (words $key:tt { $($word:literal => $value:literal),* $(,)? }) => {
        $crate::method::scale::Shape::Words($crate::method::scale::words!($key $($word => $value),*))
    };
    (sum $key:tt { $($word:literal => $value:literal),* $(,)? }) => {
        $crate::method::scale::Shape::Sum($crate::method::scale::words!($key $($word => $value),*))
    };
    (unless $key:tt { $($word:literal => $value:literal),*; else $scale:path }) => {
        $crate::method::scale::Shape::Unless {
            words: $crate::method::scale::words!($key $($word => $value),*),
            scale: &$scale,
        }
    };
    (line $key:tt { $unit:literal; $($point:literal $at:tt => $value:literal),* $(,)? }) => {
        $crate::method::scale::Shape::Line {
            unit: $unit,
            points: &[$($crate::method::scale::Point {
                at: $crate::method::scale::at!($key $point $at),
                value: $crate::method::parameter::Parameter::new(concat!($key, ".", $point), $value),
            }),*],
        }
    };
    (worst $key:tt { $($scale:path),*; further $value:literal }) => {
        $crate::method::scale::Shape::Worst {
            of: &[$(&$scale),*],
            further: $crate::method::parameter::Parameter::new(concat!($key, ".further"), $value),
        }
    };
    (share $key:tt { $formula:literal }) => {
        $crate::method::scale::Shape::Share($formula)
    };
}

macro_rules! words {
    ($key:tt $($word:literal => $value:literal),*) => {
        &[$($crate::method::scale::Word {
            word: $word,
            value: $crate::method::parameter::Parameter::new(concat!($key, ".", $word), $value),
        }),*]
    };
}

macro_rules! at {
    ($key:tt $point:literal [horizon]) => {
        $crate::method::scale::At::Horizon
    };
    ($key:tt $point:literal [$threshold:ident]) => {
        $crate::method::scale::At::Threshold($crate::method::threshold::Threshold::$threshold)
    };
    ($key:tt $point:literal $at:literal) => {
        $crate::method::scale::At::Own($crate::method::parameter::Parameter::new(
            concat!($key, ".", $point, ".at"),
            $at,
        ))
    };
}

pub(crate) use {at, scales, shape, words};

#[cfg(test)]
mod tests;
