//! Section 8: what do we know of each system and device?

use serde::Serialize;

use super::Group;

/// Systems and devices.
#[derive(Clone, Debug, Serialize)]
pub struct Register {
    /// What it comes to, in one sentence.
    pub summary: String,
    /// How many are not shown, and where they are; may be empty.
    pub rest: String,
    /// The systems.
    pub systems: Option<Group>,
    /// The devices and fleets.
    pub devices: Option<Group>,
}

impl Register {
    /// Above this many only the worst are shown.
    pub const MOST_SHOWN_WHOLE: usize = 1000;
    /// How many of the worst are shown then.
    pub const WORST_SHOWN: usize = 500;
}
