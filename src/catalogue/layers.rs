//! The catalogue: layers of lifecycle facts, merged.
//!
//! The upper layer wins per product and cycle as a whole, so that no row mixes
//! the dates of two sources. What a layer does not mention stays as it was
//! below.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::product::{Layer, Product};
use super::{built_in, endoflife, record};
use crate::date::Day;
use crate::model::{Fact, Lifecycle};

/// Lifecycle facts from all layers.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    products: Vec<Product>,
    places: BTreeMap<Box<str>, usize>,
    date: Option<Day>,
}

/// Why a catalogue file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueError {
    /// The file.
    pub path: String,
    /// What is wrong with it, in words.
    pub reason: String,
}

impl fmt::Display for CatalogueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "cannot read the catalogue file `{}`: {}. Expected the products/full JSON of \
             endoflife.date, or a YAML list of products with `releases:`",
            self.path, self.reason
        )
    }
}

impl std::error::Error for CatalogueError {}

impl Catalogue {
    /// A catalogue without facts.
    pub fn empty() -> Self {
        Self::default()
    }

    /// The facts built into the program. Reading them takes some
    /// milliseconds; keep the result.
    ///
    /// # Errors
    ///
    /// Never in a released build: a test reads all embedded files.
    pub fn built_in() -> Result<Self, CatalogueError> {
        let mut catalogue = Self { date: Some(built_in::DATE), ..Self::default() };
        for product in built_in::products()? {
            catalogue.put(product);
        }
        Ok(catalogue)
    }

    /// Adds a catalogue file above what is there: the `products/full` JSON of
    /// endoflife.date, or our own YAML form.
    ///
    /// # Errors
    ///
    /// The text is neither; the reason says where and why.
    pub fn with_file(mut self, path: &str, text: &str) -> Result<Self, CatalogueError> {
        let refused = |reason: String| CatalogueError { path: path.to_owned(), reason };
        let text = text.trim_start_matches('\u{feff}');
        let (products, date) = if text.trim_start().starts_with('{') {
            endoflife::read(text, path).map_err(refused)?
        } else {
            (read_records(text, path).map_err(refused)?, None)
        };
        self.date = self.date.max(date);
        for product in products {
            self.put(product);
        }
        Ok(self)
    }

    /// Adds an inventory's own lifecycles above everything; `source` names the
    /// place where a lifecycle names no source.
    #[must_use]
    pub fn with_lifecycles(mut self, lifecycles: &[Lifecycle], source: &str) -> Self {
        let origin: Arc<str> = source.into();
        for lifecycle in lifecycles {
            self.put(record::product_of(lifecycle, &origin));
        }
        self
    }

    /// The day on which the youngest dated layer was made; nothing after it
    /// can be known from it. `None` where no layer has a date.
    pub fn date(&self) -> Option<Day> {
        self.date
    }

    /// All products, in the order in which they were first mentioned.
    pub fn products(&self) -> &[Product] {
        &self.products
    }

    /// The product of this id.
    pub fn product(&self, id: &str) -> Option<&Product> {
        self.place(id).and_then(|at| self.products.get(at))
    }

    pub(super) fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// Merges a product of an upper layer; quadratic only in one product's
    /// number of cycles.
    fn put(&mut self, upper: Product) {
        let Some(lower) = self.places.get(&upper.id).and_then(|at| self.products.get_mut(*at)) else {
            self.places.insert(upper.id.clone(), self.products.len());
            self.products.push(upper);
            return;
        };
        if upper.label != upper.id {
            lower.label = upper.label;
        }
        if let Fact::Known(vendor) = upper.vendor {
            lower.vendor = Fact::Known(vendor);
        }
        if !upper.category.is_empty() {
            lower.category = upper.category;
        }
        lower.is_complete |= upper.is_complete;
        lower.extension.is_free |= upper.extension.is_free;
        if !upper.extension.name.is_empty() {
            lower.extension.name = upper.extension.name;
        }
        add_new(&mut lower.aliases, upper.aliases);
        add_new(&mut lower.identifiers, upper.identifiers);
        for cycle in upper.cycles {
            match lower.cycles.iter_mut().find(|c| c.name == cycle.name) {
                Some(below) => *below = cycle,
                None => lower.cycles.push(cycle),
            }
        }
        if lower.extension.is_free {
            lower.cycles.iter_mut().for_each(|cycle| cycle.has_free_extension = true);
        }
    }
}

fn add_new(lower: &mut Vec<Box<str>>, upper: Vec<Box<str>>) {
    for text in upper {
        if !lower.contains(&text) {
            lower.push(text);
        }
    }
}

fn read_records(text: &str, path: &str) -> Result<Vec<Product>, String> {
    let origin: Arc<str> = path.into();
    Ok(record::read(text)?.into_iter().map(|record| record.into_product(Layer::File, &origin)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::End;

    #[test]
    fn the_upper_layer_wins_per_cycle_and_leaves_the_rest() {
        let below = "- product: x\n  releases:\n  - {cycle: 1, end_of_support: 2020-01-01, \
                     end_of_extended_support: 2021-01-01}\n  - {cycle: 2, ended: false}\n";
        let above = "lifecycles:\n- product: x\n  source: contract\n  releases:\n  \
                     - {cycle: 1, end_of_support: 2025-06}\n";
        let catalogue =
            Catalogue::empty().with_file("a.yaml", below).unwrap().with_file("b.yaml", above).unwrap();
        let product = catalogue.product("x").unwrap();
        let first = product.cycle("1").unwrap();
        assert_eq!(first.end_of_support.to_string(), "2025-06");
        assert_eq!(first.end_of_extended_support, End::Unknown);
        assert_eq!(first.source.to_string(), "catalogue file: contract");
        let second = product.cycle("2").unwrap();
        assert_eq!(second.end_of_support, End::NotAnnounced);
        assert_eq!(second.source.to_string(), "catalogue file: a.yaml");
    }

    #[test]
    fn a_file_that_is_neither_form_says_why() {
        for text in ["{\"result\": 3}", "- product: x\n  releases: [{}]", "<html>"] {
            let error = Catalogue::empty().with_file("f", text).unwrap_err();
            assert!(!error.reason.is_empty(), "{error}");
        }
    }
}
