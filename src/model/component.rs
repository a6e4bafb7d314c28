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
    /// Its product as written, else its CPE or package URL.
    pub fn product_name(&self) -> &str {
        [&self.product, &self.cpe, &self.purl]
            .into_iter()
            .find_map(Fact::known)
            .map_or("unnamed component", Text::as_str)
    }

    /// What to call it: product and version as written.
    pub fn label(&self) -> String {
        label(self.product_name(), self.version.known().map_or("", Text::as_str))
    }
}

/// A product with its version, which is not said twice where one holds the
/// other; the product alone where the version is empty. Everything that names
/// a product and its version does so by this.
pub fn label(product: &str, version: &str) -> String {
    let (lower, version_lower) = (product.to_lowercase(), version.to_lowercase());
    let is_said =
        lower.strip_suffix(&version_lower).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
    if version.is_empty() || is_said {
        return product.to_owned();
    }
    // `Microsoft SQL Server` is named by `SQL Server 2014`, but `Suite 12` not by `12 SP1`.
    let ends = lower.match_indices(' ').map(|(at, _)| &lower[at + 1..]).chain([lower.as_str()]);
    let mut names = ends.filter(|end| !end.bytes().any(|byte| byte.is_ascii_digit()));
    if names.any(|end| version_lower.strip_prefix(end).is_some_and(|rest| rest.starts_with(' '))) {
        return version.to_owned();
    }
    format!("{product} {version}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_and_its_version_are_said_once() {
        assert_eq!(label("PostgreSQL", "12.17"), "PostgreSQL 12.17");
        assert_eq!(label("PostgreSQL", ""), "PostgreSQL");
        assert_eq!(label("Windows Server 2016", "2016"), "Windows Server 2016");
        assert_eq!(label("Microsoft SQL Server", "SQL Server 2014"), "SQL Server 2014");
        assert_eq!(label("Suite 12", "12 SP1"), "Suite 12 12 SP1");
        assert_eq!(label("Suite", "Suited 4"), "Suite Suited 4");
        assert_eq!(label("Release 12", "2"), "Release 12 2");
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
