//! Section 3: what is out of support, what is next?

use serde::Serialize;

use super::{Chip, Listing};
use crate::render::chart::Svg;

/// Support dates.
#[derive(Clone, Debug, Serialize)]
pub struct LifecycleSection {
    /// What the timeline shows, as a sentence; or what to say without one.
    pub title: String,
    /// Which share of the systems is out of support, with its bounds; empty
    /// without systems.
    pub share: String,
    /// Measures, sources and units.
    pub note: String,
    /// The years below the timeline.
    pub ticks: Vec<String>,
    /// The report's date, above its line.
    pub today: String,
    /// One row a product and cycle, soonest end of cover first.
    pub rows: Vec<LifecycleRow>,
    /// How many are not shown, and where they are; may be empty.
    pub rest: String,
    /// Systems of each area by their support.
    pub areas: Listing,
    /// Ends of support by quarter.
    pub calendar: Listing,
    /// Capabilities that stand on what is out of support or leaves it soon.
    pub capabilities: Listing,
    /// Products in many versions.
    pub spread: Listing,
    /// Products that could not be dated.
    pub undated: Listing,
}

/// The support of one product cycle.
#[derive(Clone, Debug, Serialize)]
pub struct LifecycleRow {
    /// Product and cycle.
    pub product: String,
    /// Its id on the page.
    pub id: String,
    /// How many systems use it.
    pub systems: String,
    /// How many devices; may be empty.
    pub devices: String,
    /// The timeline.
    pub bar: Svg,
    /// When normal support ends.
    pub ends: String,
    /// What was bought, or could be; may be empty.
    pub extension: String,
    /// The state.
    pub chip: Chip,
    /// Since when, or for how long; may be empty.
    pub when: String,
}
