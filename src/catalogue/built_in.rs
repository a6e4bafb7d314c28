//! The facts that the program carries, in our own file form.
//!
//! `data/README.md` says where they come from and under which licence.

use std::sync::Arc;

use rayon::prelude::*;

use super::layers::CatalogueError;
use super::product::{Layer, Product};
use super::record::ProductRecord;
use crate::date::Day;

/// The day of the snapshot that most of the facts are derived from.
pub(super) const DATE: Day = Day::constant(2026, 8, 22);

const SNAPSHOT: &str = "endoflife.date snapshot 2026-08-22";

/// The file of single facts; every other lists whole products.
const VENDOR_PAGES: &str = "vendor-pages.yaml";

/// Lower first: the vendors' own pages win over the snapshot.
const FILES: [(&str, &str); 6] = [
    ("operating-systems.yaml", include_str!("data/operating-systems.yaml")),
    ("databases.yaml", include_str!("data/databases.yaml")),
    ("runtimes-and-frameworks.yaml", include_str!("data/runtimes-and-frameworks.yaml")),
    ("servers.yaml", include_str!("data/servers.yaml")),
    ("applications-and-devices.yaml", include_str!("data/applications-and-devices.yaml")),
    (VENDOR_PAGES, include_str!("data/vendor-pages.yaml")),
];

/// All built-in products, in the order of the files; a product may come twice.
pub(super) fn products() -> Result<Vec<Product>, CatalogueError> {
    let origin: Arc<str> = SNAPSHOT.into();
    let files: Vec<Vec<Product>> = FILES
        .par_iter()
        .map(|(name, text)| {
            let records: Vec<ProductRecord> = serde_yaml::from_str(text).map_err(|error| CatalogueError {
                path: format!("built-in {name}"),
                reason: error.to_string(),
            })?;
            let products = records.into_iter().map(|record| record.into_product(Layer::BuiltIn, &origin));
            let is_whole = *name != VENDOR_PAGES;
            Ok(products
                .map(|product| Product { is_complete: product.is_complete || is_whole, ..product })
                .collect())
        })
        .collect::<Result<_, _>>()?;
    Ok(files.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    #[test]
    fn the_built_in_facts_cover_what_public_bodies_run() {
        let catalogue = Catalogue::built_in().unwrap();
        assert!(catalogue.products().len() >= 150);
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
