//! Section 10: how was this made?

use serde::Serialize;

use super::Listing;

/// The method.
#[derive(Clone, Debug, Serialize)]
pub struct MethodSection {
    /// Paragraphs on how a score comes about.
    pub paragraphs: Vec<String>,
    /// Rules, thresholds, weights, publications, versions and hashes.
    pub listings: Vec<Listing>,
    /// Words and what they mean here.
    pub glossary: Vec<Definition>,
}

/// A word of the glossary.
#[derive(Clone, Debug, Serialize)]
pub struct Definition {
    /// The word.
    pub word: String,
    /// What it means here.
    pub meaning: String,
}
