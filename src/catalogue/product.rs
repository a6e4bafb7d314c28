//! What the catalogue holds: products, cycles, four ends, and their source.
//!
//! The ends of sale, of active support, of support and of paid support are
//! kept apart, because three answers are needed of them, not two: supported,
//! supported only under a contract, unsupported. Where a source knows only
//! that support ended, or only that no end is announced, [`End`] says just
//! that and no date is made up.

use std::fmt;
use std::sync::Arc;

use crate::date::{Day, PartialDate};
use crate::model::Fact;

/// A product and its release cycles.
#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    /// The stable key, such as `windows-server`.
    pub id: Box<str>,
    /// What people call it, such as `Microsoft Windows Server`.
    pub label: Box<str>,
    /// Who makes it, where the source says so.
    pub vendor: Fact<crate::model::Text>,
    /// What kind of product it is in the words of its source, such as `os`.
    /// Open: a source may add words.
    pub category: Box<str>,
    /// Other spellings.
    pub aliases: Vec<Box<str>>,
    /// CPE prefixes and package URLs, without a version.
    pub identifiers: Vec<Box<str>>,
    /// Release cycles, newest first where the source orders them.
    pub cycles: Vec<Cycle>,
    /// Whether the source lists every release that people may still run. A
    /// list of single facts does not.
    pub is_complete: bool,
    /// The extended support that its cycles have, where they have any.
    pub extension: Extension,
}

/// What the extended support of a product is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extension {
    /// What its maker calls it, such as `Extended Security Updates`; empty
    /// where nobody says.
    pub name: Box<str>,
    /// Whether everybody has it without buying anything, as Debian LTS.
    pub is_free: bool,
}

impl Product {
    /// The cycle of exactly this name; linear in the product's cycles.
    pub fn cycle(&self, name: &str) -> Option<&Cycle> {
        self.cycles.iter().find(|cycle| &*cycle.name == name)
    }
}

/// A release cycle and what is known of its ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Cycle {
    /// The cycle's name within its product, such as `2012-r2`.
    pub name: Box<str>,
    /// What people call it; the name where the source has no other.
    pub label: Box<str>,
    /// Its code name, such as `Xenial Xerus`, or empty.
    pub codename: Box<str>,
    /// Other spellings of product and cycle together.
    pub aliases: Vec<Box<str>>,
    /// When it came out.
    pub released: Fact<PartialDate>,
    /// The end of sale.
    pub end_of_sale: End,
    /// The end of active (mainstream) support.
    pub end_of_active_support: End,
    /// The end of support without a special contract, security fixes included.
    pub end_of_support: End,
    /// The end of extended support, which [`Product::extension`] describes.
    pub end_of_extended_support: End,
    /// Whether everybody has that extension without buying anything.
    pub has_free_extension: bool,
    /// Where these facts come from.
    pub source: Source,
}

/// What is known of one end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// It has a last day, inclusive.
    On(PartialDate),
    /// It has passed; nobody says on which day.
    Ended,
    /// It has not come, and no day is announced.
    NotAnnounced,
    /// Nothing is known of it, or the product has no such end.
    #[default]
    Unknown,
}

impl End {
    /// The last day, where one is known.
    pub fn last_day(self) -> Option<Day> {
        match self {
            Self::On(date) => Some(date.last_day()),
            Self::Ended | Self::NotAnnounced | Self::Unknown => None,
        }
    }

    /// Whether it lies behind `today`: the last day itself does not. `None`
    /// where nothing is known.
    pub fn is_past(self, today: Day) -> Option<bool> {
        match self {
            Self::On(date) => Some(today > date.last_day()),
            Self::Ended => Some(true),
            Self::NotAnnounced => Some(false),
            Self::Unknown => None,
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(date) => date.fmt(f),
            Self::Ended => f.write_str("ended, day unknown"),
            Self::NotAnnounced => f.write_str("not announced"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// Which layer of the catalogue a fact stands in; the later wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Built into the program.
    BuiltIn,
    /// A catalogue file that the user named.
    File,
    /// The inventory's own `lifecycles:`.
    Inventory,
}

impl Layer {
    /// The layer in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::BuiltIn => "built-in catalogue",
            Self::File => "catalogue file",
            Self::Inventory => "the inventory's lifecycles",
        }
    }
}

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The layer.
    pub layer: Layer,
    /// The place in words: a snapshot, a file, a vendor's page by its name.
    pub text: Arc<str>,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.layer.words(), self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_of_an_end_is_still_within_it() {
        let end = End::On("2023-10-10".parse().unwrap());
        assert_eq!(end.is_past(Day::constant(2023, 10, 10)), Some(false));
        assert_eq!(end.is_past(Day::constant(2023, 10, 11)), Some(true));
        assert_eq!(End::Unknown.is_past(Day::constant(2023, 10, 11)), None);
    }

    #[test]
    fn an_end_of_year_precision_lasts_the_whole_year() {
        let end = End::On("2027".parse().unwrap());
        assert_eq!(end.is_past(Day::constant(2027, 12, 31)), Some(false));
        assert_eq!(end.is_past(Day::constant(2028, 1, 1)), Some(true));
    }
}
