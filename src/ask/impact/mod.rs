//! Timed blast radius: what stops when one thing stops, in which order, and
//! who feels it.
//!
//! Source: Knuth (1977), "A generalization of Dijkstra's algorithm"; method:
//! methods §2. A system stops when something that it needs has been gone for
//! longer than it copes; a need that any one of several can meet ends with the
//! last of them. A feed stops with its source or a hub on its way. What loses
//! a feed stops too, where the inventory states how long it copes and nothing
//! takes the feed's place; where it states neither, it runs on what it has,
//! and that is listed. Tolerances that nobody recorded count as none, and say
//! so.

pub mod affected;
pub mod subject;
pub mod timeline;

pub use affected::{Affected, CapabilityHit, FleetHit, JourneyHit};
pub use subject::{FailedSubject, UnknownSubject, What, ask};
pub use timeline::{Because, Feed, FeedState, Stop, Timeline, timeline};

use std::collections::BTreeSet;

use crate::check::estate::{Endpoint, Estate};
use crate::graph::build::Views;

/// What one thing's failure does to an estate.
#[derive(Clone, Debug)]
pub struct Impact {
    /// What was asked about.
    pub asked: FailedSubject,
    /// What stops, and which feeds.
    pub timeline: Timeline,
    /// Who feels it.
    pub affected: Affected,
}

/// Works out what a failure does. O((n + m) log n).
pub fn impact(estate: &Estate, views: &Views, mut asked: FailedSubject) -> Impact {
    let timeline = timeline(estate, views, &asked);
    // What stops for another reason does not run on.
    let stopped: BTreeSet<Endpoint> = timeline.stops.iter().map(|stop| stop.endpoint).collect();
    asked.run_on.retain(|endpoint| !stopped.contains(endpoint));
    let affected = affected::affected(estate, &timeline);
    Impact { asked, timeline, affected }
}

#[cfg(test)]
mod tests;
