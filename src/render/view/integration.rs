//! Section 4: what stops if one thing stops? What is an island?

use serde::Serialize;

use super::{Listing, ViewTable};
use crate::render::chart::Svg;

/// Integration.
#[derive(Clone, Debug, Serialize)]
pub struct Integration {
    /// What it comes to, in one sentence.
    pub summary: String,
    /// The hubs and bottlenecks, or that there are none.
    pub hubs: Listing,
    /// The drawing of the greatest hub.
    pub blast: Option<HubView>,
    /// Which areas send to which.
    pub matrix: Option<Matrix>,
    /// The systems of each area and what flows between them.
    pub nets: Nets,
    /// Islands, cycles, data with several masters, healthy hubs, direct feeds.
    pub listings: Vec<Listing>,
}

/// The drawing of one hub, and the same as a table.
#[derive(Clone, Debug, Serialize)]
pub struct HubView {
    /// What it shows, as a sentence.
    pub title: String,
    /// Measure and units.
    pub note: String,
    /// The drawing.
    pub drawing: Svg,
    /// The same as a table.
    pub table: ViewTable,
}

/// A matrix of areas: rows send, columns receive.
#[derive(Clone, Debug, Serialize)]
pub struct Matrix {
    /// What it shows, as a sentence.
    pub title: String,
    /// How to read it.
    pub note: String,
    /// The columns.
    pub columns: Vec<MatrixColumn>,
    /// The rows, in the order of the columns.
    pub rows: Vec<MatrixRow>,
    /// The interfaces of each cell.
    pub list: Option<ViewTable>,
}

/// Drawings of what flows inside the areas.
#[derive(Clone, Debug, Serialize)]
pub struct Nets {
    /// How to read them, or why there are none.
    pub sentence: String,
    /// One an area, busiest first.
    pub all: Vec<Net>,
}

/// The drawing of an area, and the same as a table.
#[derive(Clone, Debug, Serialize)]
pub struct Net {
    /// Its id.
    pub id: String,
    /// What it shows, as a sentence.
    pub title: String,
    /// What is framed and what is not drawn.
    pub note: String,
    /// The drawing.
    pub drawing: Svg,
    /// The same as a table.
    pub table: ViewTable,
}

/// A column.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixColumn {
    /// The area's name.
    pub name: String,
    /// Its short form for the narrow heading.
    pub short: String,
}

/// A row.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixRow {
    /// The area's name.
    pub name: String,
    /// One a column.
    pub cells: Vec<MatrixCell>,
    /// Everything that it sends, also inside.
    pub sent: String,
}

/// A cell.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixCell {
    /// How many interfaces.
    pub count: String,
    /// Its class: `z` none, `dg` inside one area, `q1` to `q4` few to many.
    pub shade: &'static str,
    /// Whether an interface in it bypasses the hubs.
    pub is_direct: bool,
    /// The id of the list of its interfaces; empty if it has none.
    pub to: String,
}
