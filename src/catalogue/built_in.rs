//! The facts that the program carries, in our own file form.
//!
//! `data/README.md` says where they come from and under which licence.

use std::sync::Arc;

use super::compact;
use super::layers::CatalogueError;
use super::product::{Layer, Product};
use super::record::ProductRecord;
use crate::date::Day;

/// The day of the snapshot that most of the facts are derived from.
pub(super) const DATE: Day = Day::constant(2026, 8, 22);

const SNAPSHOT: &str = "endoflife.date snapshot 2026-08-22";

/// All built-in products; a product may come twice, and the later wins: the
/// vendors' own pages over the snapshot.
pub(super) fn products() -> Result<Vec<Product>, CatalogueError> {
    let origin: Arc<str> = SNAPSHOT.into();
    let refused = |name: &str, reason| CatalogueError { path: format!("built-in {name}"), reason };
    let mut products = compact::read(include_str!("data/endoflife.txt"), &origin)
        .map_err(|reason| refused("endoflife.txt", reason))?;
    let records: Vec<ProductRecord> = serde_yaml::from_str(include_str!("data/vendor-pages.yaml"))
        .map_err(|error| refused("vendor-pages.yaml", error.to_string()))?;
    products.extend(records.into_iter().map(|record| record.into_product(Layer::BuiltIn, &origin)));
    Ok(products)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    #[test]
    fn the_built_in_facts_cover_what_public_bodies_run() {
        let catalogue = Catalogue::built_in().unwrap();
        assert!(catalogue.products().len() >= 500);
        for id in ["windows-server", "hp-ux", "oracle-database", "mirth-connect"] {
            assert!(catalogue.product(id).is_some(), "{id}");
        }
    }

    #[test]
    fn every_built_in_date_comes_after_the_release() {
        for product in products().unwrap() {
            for cycle in &product.cycles {
                let released = cycle.released.get().map(crate::date::PartialDate::first_day);
                let paid = cycle.end_of_extended_support.last_day();
                let end = cycle.end_of_support.last_day();
                assert!(
                    end.is_none() || released.is_none() || end >= released,
                    "{} {}",
                    product.id,
                    cycle.name
                );
                assert!(paid.is_none() || end.is_none() || paid >= end, "{} {}", product.id, cycle.name);
            }
        }
    }
}
