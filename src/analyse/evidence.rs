//! Evidence: the facts under a finding, each with its place.

use std::borrow::Cow;
use std::sync::Arc;

use crate::check::estate::Subject;
use crate::source::Place;

/// One fact under a finding.
#[derive(Clone, Debug, PartialEq)]
pub enum Evidence {
    /// The inventory states it, there.
    Inventory {
        /// Where; resolved to file and lines when shown.
        place: Place,
        /// What it says, in words.
        statement: String,
    },
    /// The inventory does not state it, there.
    Missing {
        /// The entity.
        place: Place,
        /// The field that would settle it, such as `resilience.failover`.
        field: &'static str,
        /// What is assumed in its place, or what range is taken.
        assumed: Cow<'static, str>,
    },
    /// The lifecycle catalogue states it.
    Catalogue {
        /// The product's id.
        product: Arc<str>,
        /// The cycle.
        cycle: Arc<str>,
        /// The dates, in words.
        statement: String,
        /// Where the catalogue has it from.
        source: Arc<str>,
        /// How the product was found, in words.
        matched: Arc<str>,
    },
    /// The graph shows it.
    Graph {
        /// The measure, such as `message share`.
        measure: &'static str,
        /// What it shows, in words with its counts.
        statement: String,
        /// A path that serves as an example, if there is one.
        example: Vec<Subject>,
    },
    /// We assume it.
    Assumption {
        /// What, and why.
        statement: String,
    },
}
