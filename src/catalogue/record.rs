//! Our own file form of lifecycle facts, as YAML.
//!
//! A file is a list of products as [`crate::model::Lifecycle`] writes them, or
//! a mapping whose `lifecycles:` is that list. Some keys are added that an
//! inventory does not need: a product's `category:`, `complete:`, which says
//! that no release is left out, and `free_extension:`, which says that nobody
//! has to buy its extended support; a cycle's `codename:` and its `ended:`,
//! which says that support is over (`true`) or has no announced end (`false`)
//! where nobody publishes a day. Keys that we do not know are
//! passed over, so that a newer file can be read.

use std::sync::Arc;

use serde::Deserialize;

use super::product::{Cycle, End, Extension, Layer, Product, Source};
use crate::date::PartialDate;
use crate::model::{Fact, Lifecycle, Release, Text};

/// The list under a key, as in an inventory; its other keys are passed over.
#[derive(Deserialize)]
struct Keyed {
    lifecycles: Vec<ProductRecord>,
}

/// Reads a file of either shape. No untagged enum: its buffering would read
/// `7.10` as a number.
pub(super) fn read(text: &str) -> Result<Vec<ProductRecord>, String> {
    let is_list = text
        .lines()
        .map(str::trim_start)
        .find(|line| !line.is_empty() && !line.starts_with('#') && !line.starts_with("---"))
        .is_some_and(|line| line.starts_with(['-', '[']));
    let records = if is_list {
        serde_yaml::from_str(text)
    } else {
        serde_yaml::from_str(text).map(|keyed: Keyed| keyed.lifecycles)
    };
    records.map_err(|error| error.to_string())
}

/// A product as a file writes it.
#[derive(Deserialize)]
pub(super) struct ProductRecord {
    product: Text,
    #[serde(default)]
    name: Fact<Text>,
    #[serde(default)]
    vendor: Fact<Text>,
    #[serde(default)]
    category: Fact<Text>,
    #[serde(default)]
    aliases: Vec<Text>,
    #[serde(default)]
    identifiers: Vec<Text>,
    #[serde(default)]
    releases: Vec<CycleRecord>,
    #[serde(default)]
    complete: bool,
    #[serde(default)]
    free_extension: bool,
    #[serde(default)]
    source: Fact<Text>,
}

#[derive(Deserialize)]
struct CycleRecord {
    cycle: Text,
    #[serde(default)]
    name: Fact<Text>,
    #[serde(default)]
    codename: Fact<Text>,
    #[serde(default)]
    aliases: Vec<Text>,
    #[serde(default)]
    released: Fact<PartialDate>,
    #[serde(default)]
    end_of_sale: Fact<PartialDate>,
    #[serde(default)]
    end_of_active_support: Fact<PartialDate>,
    #[serde(default)]
    end_of_support: Fact<PartialDate>,
    #[serde(default)]
    end_of_extended_support: Fact<PartialDate>,
    #[serde(default)]
    ended: Fact<bool>,
    #[serde(default)]
    source: Fact<Text>,
}

impl ProductRecord {
    /// The product with every cycle's source; `origin` stands where the file
    /// names none.
    pub(super) fn into_product(self, layer: Layer, origin: &Arc<str>) -> Product {
        let origin = source_text(&self.source, origin);
        let id = boxed(&self.product);
        Product {
            label: known_or(&self.name, &id),
            vendor: self.vendor,
            category: known_or(&self.category, ""),
            aliases: self.aliases.iter().map(boxed).collect(),
            identifiers: self.identifiers.iter().map(boxed).collect(),
            cycles: self.releases.into_iter().map(|release| release.into_cycle(layer, &origin)).collect(),
            is_complete: self.complete,
            extension: Extension { name: "".into(), is_free: self.free_extension },
            id,
        }
    }
}

impl CycleRecord {
    fn into_cycle(self, layer: Layer, origin: &Arc<str>) -> Cycle {
        let name = boxed(&self.cycle);
        Cycle {
            label: known_or(&self.name, &name),
            codename: known_or(&self.codename, ""),
            aliases: self.aliases.iter().map(boxed).collect(),
            released: self.released,
            end_of_sale: on(&self.end_of_sale),
            end_of_active_support: on(&self.end_of_active_support),
            end_of_support: match (self.end_of_support, self.ended) {
                (Fact::Known(date), _) => End::On(date),
                (Fact::Unknown, Fact::Known(true)) => End::Ended,
                (Fact::Unknown, Fact::Known(false)) => End::NotAnnounced,
                (Fact::Unknown, Fact::Unknown) => End::Unknown,
            },
            end_of_extended_support: on(&self.end_of_extended_support),
            has_free_extension: false,
            source: Source { layer, text: source_text(&self.source, origin) },
            name,
        }
    }
}

/// A product of the inventory's own `lifecycles:`.
pub(super) fn product_of(lifecycle: &Lifecycle, origin: &Arc<str>) -> Product {
    let origin = source_text(&lifecycle.source, origin);
    let id: Box<str> = lifecycle.product.as_str().into();
    Product {
        label: known_or(&lifecycle.name, &id),
        vendor: lifecycle.vendor.clone(),
        category: "".into(),
        aliases: lifecycle.aliases.iter().map(boxed).collect(),
        identifiers: lifecycle.identifiers.iter().map(boxed).collect(),
        cycles: lifecycle.releases.iter().map(|release| cycle_of(release, &origin)).collect(),
        is_complete: false,
        extension: Extension::default(),
        id,
    }
}

fn cycle_of(release: &Release, origin: &Arc<str>) -> Cycle {
    let name = boxed(&release.cycle);
    Cycle {
        label: known_or(&release.name, &name),
        codename: "".into(),
        aliases: release.aliases.iter().map(boxed).collect(),
        released: release.released.clone(),
        end_of_sale: on(&release.end_of_sale),
        end_of_active_support: on(&release.end_of_active_support),
        end_of_support: on(&release.end_of_support),
        end_of_extended_support: on(&release.end_of_extended_support),
        has_free_extension: false,
        source: Source { layer: Layer::Inventory, text: source_text(&release.source, origin) },
        name,
    }
}

fn on(date: &Fact<PartialDate>) -> End {
    match date {
        Fact::Known(date) => End::On(*date),
        Fact::Unknown => End::Unknown,
    }
}

fn boxed(text: &Text) -> Box<str> {
    text.as_str().into()
}

fn known_or(text: &Fact<Text>, otherwise: &str) -> Box<str> {
    text.known().map_or(otherwise, Text::as_str).into()
}

fn source_text(own: &Fact<Text>, origin: &Arc<str>) -> Arc<str> {
    own.known().map_or_else(|| Arc::clone(origin), |text| text.as_str().into())
}
