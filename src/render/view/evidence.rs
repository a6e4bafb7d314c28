//! Section 9: how far can we trust this?

use serde::Serialize;

use super::Listing;

/// Evidence and gaps.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceSection {
    /// What it comes to, in one sentence.
    pub summary: String,
    /// Completeness, what to find out first, stale facts, unmatched
    /// products, strengths, accepted findings.
    pub listings: Vec<Listing>,
}
