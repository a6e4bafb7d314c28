//! Section 1: how bad, what first, what does it buy?

use serde::Serialize;

use super::{Chip, ViewLink, ViewTable};
use crate::render::chart::Svg;

/// The board's page.
#[derive(Clone, Debug, Serialize)]
pub struct Board {
    /// The answer in one sentence.
    pub lead: String,
    /// One or two sentences more; may be empty.
    pub sub: String,
    /// Five tiles.
    pub tiles: Vec<Tile>,
    /// Three to five decisions, or why there are none.
    pub decisions: Decisions,
    /// Risk removed against spend, if actions are costed.
    pub curve: Option<CurveView>,
    /// What stands beside the decisions where there is no curve.
    pub beside: Option<ViewTable>,
    /// *If we do nothing*, *How sure we are*, *What changed*.
    pub notes: Vec<Note>,
    /// One row an organisation, if there are several.
    pub organisations: Option<ViewTable>,
}

/// One figure of the board's page.
#[derive(Clone, Debug, Serialize)]
pub struct Tile {
    /// What is counted.
    pub title: String,
    /// The figure; nothing if it is not recorded.
    pub value: Option<String>,
    /// `of 212`, `a week`.
    pub unit: String,
    /// The figure as a bar, with a mark where a target is set.
    pub bar: Svg,
    /// One sentence.
    pub note: String,
    /// How serious it is.
    pub chip: Chip,
    /// Where to read on.
    pub link: Option<ViewLink>,
}

/// The decisions asked of the board.
#[derive(Clone, Debug, Serialize)]
pub struct Decisions {
    /// `Four decisions for the board`.
    pub title: String,
    /// What to say where there are none; empty otherwise.
    pub sentence: String,
    /// The dated ends that the plan does not meet, by name; may be empty.
    pub gap: String,
    /// The decisions.
    pub rows: Vec<Decision>,
    /// Cost and risk removed in total, if they add up to something.
    pub total: Option<Decision>,
}

/// One decision.
#[derive(Clone, Debug, Serialize)]
pub struct Decision {
    /// Its place in the order; empty for the total.
    pub number: String,
    /// What to decide.
    pub title: String,
    /// The action's id on the page; may be empty.
    pub to: String,
    /// Why, and how firm its rank is.
    pub note: String,
    /// What it costs, or `Not costed`.
    pub cost: String,
    /// The share of risk that it removes.
    pub removed: String,
    /// By when; may be empty.
    pub by: String,
}

/// The curve in its two drawings.
#[derive(Clone, Debug, Serialize)]
pub struct CurveView {
    /// What it shows, as a sentence.
    pub title: String,
    /// Measure and units.
    pub note: String,
    /// For wide screens.
    pub wide: Svg,
    /// For phones and print.
    pub narrow: Svg,
}

/// A short text with a heading.
#[derive(Clone, Debug, Serialize)]
pub struct Note {
    /// The heading.
    pub title: String,
    /// The text.
    pub text: String,
}
