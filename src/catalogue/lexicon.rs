//! The curated table of spellings, `data/aliases.yaml`, as read.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lexicon {
    /// Names per product.
    pub(super) names: Vec<Names>,
    /// `vendor:product` of CPE names, and the product they mean, where the
    /// catalogue has no identifier or another's.
    pub(super) cpes: BTreeMap<String, String>,
    /// Names of products that the catalogue does not hold.
    pub(super) others: Vec<String>,
    /// Names that are common words: a stated vendor must agree.
    pub(super) guarded: Vec<String>,
    /// Words of vendors' names.
    pub(super) makers: Vec<String>,
    /// Words that never name a product.
    pub(super) noise: Vec<String>,
    /// Spellings of one vendor.
    pub(super) vendors: Vec<Vec<String>>,
}

/// The names of one product.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Names {
    /// Its id.
    pub(super) product: String,
    /// Words of its vendors' names.
    #[serde(default)]
    pub(super) vendors: Vec<String>,
    /// Its names, as people write them.
    #[serde(rename = "names")]
    pub(super) spellings: Vec<String>,
    /// Words that may stand beside the name.
    #[serde(default)]
    pub(super) words: Vec<String>,
}

impl Lexicon {
    /// The table that the program carries; empty if it cannot be read, which
    /// a test rules out.
    pub(super) fn built_in() -> Self {
        Self::read().unwrap_or_else(|_| Self {
            names: Vec::new(),
            cpes: BTreeMap::new(),
            others: Vec::new(),
            guarded: Vec::new(),
            makers: Vec::new(),
            noise: Vec::new(),
            vendors: Vec::new(),
        })
    }

    fn read() -> Result<Self, serde_yaml::Error> {
        serde_yaml::from_str(include_str!("data/aliases.yaml"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_well_formed() {
        Lexicon::read().unwrap();
    }
}
