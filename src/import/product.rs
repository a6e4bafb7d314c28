//! What product names in tables lead to in the catalogue, each name asked
//! once.

use std::cell::RefCell;
use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use crate::catalogue::{Catalogue, Matcher, Query, VersionFit};
use crate::model::component::label;

/// What a product and version lead to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KnownRelease {
    /// The product's id, if the catalogue knows it.
    pub product: Option<String>,
    /// The release cycle, if one is meant.
    pub cycle: Option<String>,
    /// What people call both.
    pub label: String,
    /// Whether it is an operating system.
    pub is_system: bool,
}

/// Products by name.
pub struct Products<'c> {
    matcher: Matcher<'c>,
    asked: RefCell<FxHashMap<String, KnownRelease>>,
}

impl<'c> Products<'c> {
    /// Over a catalogue.
    pub fn new(catalogue: &'c Catalogue) -> Self {
        Self { matcher: Matcher::new(catalogue), asked: RefCell::default() }
    }

    /// What a product and version lead to.
    pub fn release(&self, vendor: Option<&str>, product: &str, version: Option<&str>) -> KnownRelease {
        let mut key = product.to_owned();
        let _ = write!(key, "\u{0}{}\u{0}{}", version.unwrap_or(""), vendor.unwrap_or(""));
        if let Some(known) = self.asked.borrow().get(&key) {
            return known.clone();
        }
        let found = self.matcher.find(Query { vendor, product, version, ..Query::default() });
        let id = found.product.map(|product| product.id.to_string());
        let is_system = found.product.is_some_and(|product| &*product.category == "os");
        let cycle = match found.version {
            VersionFit::Cycle => found.cycle.map(|cycle| cycle.name.to_string()),
            _ => None,
        };
        let label = match (found.product, found.cycle) {
            (Some(product), Some(cycle)) => label(&product.label, &cycle.label),
            (Some(product), None) => label(&product.label, version.unwrap_or("")),
            _ => label(product, version.unwrap_or("")),
        };
        let release = KnownRelease { product: id, cycle, label, is_system };
        self.asked.borrow_mut().insert(key, release.clone());
        release
    }

    /// Whether a text names a product, and whether that is an operating
    /// system.
    pub fn names(&self, text: &str) -> Option<bool> {
        let release = self.release(None, text, None);
        release.product.is_some().then_some(release.is_system)
    }
}
