//! Section 2: what do we fund, in which order?

use serde::Serialize;

use super::{Listing, ScriptData, ViewLink};
use crate::render::chart::Svg;

/// The plan.
#[derive(Clone, Debug, Serialize)]
pub struct PlanSection {
    /// What it comes to, in one sentence.
    pub summary: String,
    /// What the table shows, as a sentence.
    pub caption: String,
    /// Measures and units.
    pub note: String,
    /// Actions in plan order.
    pub actions: Vec<ActionView>,
    /// Whether actions have a year in which they start.
    pub has_years: bool,
    /// Whether any of the actions waits for another.
    pub has_order: bool,
    /// The figures with which a reader's own choice is added up, as JSON that
    /// may stand in a script element; empty if there is nothing to choose.
    pub what_if: ScriptData,
    /// The sign of the currency.
    pub sign: String,
    /// Effort against risk removed; nothing where no duration is known.
    pub wins: Option<Wins>,
    /// The roadmap: its years, its teams, the dated ends that it does not
    /// meet, the estate if nothing is done. Empty where none was made.
    pub roadmap: Vec<Listing>,
    /// What is left undone, and until when it can wait.
    pub undone: Listing,
}

/// The quick-wins matrix.
#[derive(Clone, Debug, Serialize)]
pub struct Wins {
    /// What it shows, as a sentence.
    pub title: String,
    /// Measure and units.
    pub note: String,
    /// The drawing.
    pub drawing: Svg,
}

/// One action.
#[derive(Clone, Debug, Serialize)]
pub struct ActionView {
    /// Its id on the page.
    pub id: String,
    /// Its place in the order.
    pub order: String,
    /// The year in which it starts; empty where it has none.
    pub starts: String,
    /// What to do.
    pub title: String,
    /// What it is for.
    pub subject: String,
    /// The subject's id on the page; may be empty.
    pub to: String,
    /// What it costs, or `Not costed`.
    pub cost: String,
    /// The cost in major units for sorting; nothing if it is not known.
    pub cost_sort: Option<f64>,
    /// The share of risk that it removes after those above it.
    pub removed: String,
    /// The same as a bar.
    pub removed_bar: Svg,
    /// The same for sorting.
    pub removed_sort: f64,
    /// What one per cent of risk costs; may be empty.
    pub cost_per_point: String,
    /// Months of work; may be empty.
    pub months: String,
    /// What must be complete before; empty if nothing must.
    pub after: String,
    /// Findings that it clears.
    pub fixes: Vec<ViewLink>,
    /// How many more it clears than `fixes` names; empty if none.
    pub fixes_more: String,
    /// Whether the money ends after it.
    pub is_last_funded: bool,
}
