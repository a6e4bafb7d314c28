//! Lifecycle facts: products, their release cycles and the dates on which
//! support ends.
//!
//! One form serves an inventory's own `lifecycles:`, catalogue files given on
//! the command line and the built-in catalogue. Four ends are kept apart: of
//! sale, of active support, of support, and of paid extended support.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::{Fact, Text, or_empty};
use super::id::Id;
use crate::date::PartialDate;

/// A product and its release cycles.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lifecycle {
    /// The product's id, such as `windows-server`.
    pub product: Id,
    /// What people call it.
    #[serde(default)]
    pub name: Fact<Text>,
    /// Who makes it.
    #[serde(default)]
    pub vendor: Fact<Text>,
    /// Other spellings of the product.
    #[serde(default, deserialize_with = "or_empty")]
    pub aliases: Vec<Text>,
    /// CPE prefixes and package URLs without a version.
    #[serde(default, deserialize_with = "or_empty")]
    pub identifiers: Vec<Text>,
    /// Its release cycles.
    #[serde(default, deserialize_with = "or_empty")]
    pub releases: Vec<Release>,
    /// Where these facts come from.
    #[serde(default)]
    pub source: Fact<Text>,
    /// When somebody last checked them.
    #[serde(default)]
    pub verified: Fact<PartialDate>,
}

/// A release cycle and its dates; every end is the last day, inclusive.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// The cycle, such as `2012-r2`.
    pub cycle: Text,
    /// What people call it, such as `Windows Server 2012 R2`.
    #[serde(default)]
    pub name: Fact<Text>,
    /// Other spellings of product and cycle together.
    #[serde(default, deserialize_with = "or_empty")]
    pub aliases: Vec<Text>,
    /// When it came out.
    #[serde(default)]
    pub released: Fact<PartialDate>,
    /// The last day of sale.
    #[serde(default)]
    pub end_of_sale: Fact<PartialDate>,
    /// The last day of active (mainstream) support.
    #[serde(default)]
    pub end_of_active_support: Fact<PartialDate>,
    /// The last day of support without a special contract.
    #[serde(default)]
    pub end_of_support: Fact<PartialDate>,
    /// The last day of paid extended support.
    #[serde(default)]
    pub end_of_extended_support: Fact<PartialDate>,
    /// Where these dates come from, if not the product's source.
    #[serde(default)]
    pub source: Fact<Text>,
}
