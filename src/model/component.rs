//! Components: a product at a version that a system or device is built on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::{Fact, Text, may_be_blank};
use super::vocabulary::{ComponentRole, SupportKind};
use crate::date::PartialDate;

/// A product at a version, named or identified.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// The product's name, as people write it.
    #[serde(default)]
    pub product: Fact<Text>,
    /// The version, as written: `7.10` stays `7.10`.
    #[serde(default)]
    pub version: Fact<Text>,
    /// Who makes it.
    #[serde(default)]
    pub vendor: Fact<Text>,
    /// A CPE 2.2 or 2.3 name.
    #[serde(default)]
    pub cpe: Fact<Text>,
    /// A package URL.
    #[serde(default)]
    pub purl: Fact<Text>,
    /// What it does here.
    #[serde(default)]
    pub role: Fact<ComponentRole>,
    /// Support that was bought.
    #[serde(default)]
    pub support: Fact<Box<Support>>,
    /// Its last day of support here; wins over the catalogue.
    #[serde(default)]
    pub supported_until: Fact<PartialDate>,
    /// Where these facts come from.
    #[serde(default)]
    pub source: Fact<Text>,
    /// When somebody last checked them.
    #[serde(default)]
    pub verified: Fact<PartialDate>,
}

impl Component {
    /// What to call it: the product as written, else its CPE or package URL.
    pub fn label(&self) -> &str {
        [&self.product, &self.cpe, &self.purl]
            .into_iter()
            .find_map(Fact::known)
            .map_or("unnamed component", Text::as_str)
    }
}

/// Support that was bought for a component.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// Of which kind.
    pub kind: SupportKind,
    /// Its last day.
    #[serde(default)]
    pub until: Fact<PartialDate>,
}

may_be_blank!(Support);
