//! Section 8: what do we know of each system and device?

use serde::Serialize;

use super::{Group, Listing, Packed};

/// Systems and devices.
#[derive(Clone, Debug, Serialize)]
pub struct RegisterSection {
    /// What it comes to, in one sentence.
    pub summary: String,
    /// How many are not shown, and where they are; may be empty.
    pub rest: String,
    /// The systems.
    pub systems: Option<Group>,
    /// The devices and fleets.
    pub devices: Option<Group>,
    /// What to keep, invest in, migrate or eliminate.
    pub fits: Listing,
    /// What opens below rows that are written out without it: ids and terms.
    pub opened: Packed,
}

impl RegisterSection {
    /// So many rows open without script; what opens below the others is
    /// packed.
    pub const MOST_OPENED: usize = 60;
}
