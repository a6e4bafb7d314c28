//! Section 6: what do we optimise before we buy?

use serde::Serialize;

use super::Listing;

/// What can be said before anything is bought.
#[derive(Clone, Debug, Serialize)]
pub struct BuyingSection {
    /// What it comes to, in one sentence.
    pub summary: String,
    /// Unused licences, overlaps, contracts, suppliers.
    pub listings: Vec<Listing>,
}
