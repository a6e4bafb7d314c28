//! What the report's templates see: finished strings and drawings, one file
//! a section. Nothing here is computed and nothing is markup but [`Svg`].
//!
//! Every text is plain; the templates escape it. Anchors are made by
//! [`anchor`], so that an id and its links agree.

mod board;
mod buying;
mod evidence;
mod finding;
mod frame;
pub mod from_assessment;
mod integration;
mod lifecycle;
mod method;
mod packed;
mod part;
mod plan;
mod register;
mod scenario;
mod time;

pub use board::{Board, Curve, Decision, Decisions, Note, Tile};
pub use buying::Buying;
pub use evidence::Evidence;
pub use finding::{
    Article, Code, CodeLine, Factor, FactorKind, FindingDetail, Findings, Formula, Indicator, Mark, Term,
};
pub use frame::{Footer, Header, Marking};
pub use from_assessment::{Beside, report};
pub use integration::{Hub, Integration, Matrix, MatrixCell, MatrixColumn, MatrixRow, Net, Nets};
pub use lifecycle::{Lifecycle, LifecycleRow};
pub use method::{Definition, Method};
pub use packed::Packed;
pub use part::{
    Area, Cell, Chip, Column, ColumnKind, Group, Link, Listing, Row, ScriptData, Table, Tone, anchor,
};
pub use plan::{Action, Plan, Wins};
pub use register::Register;
pub use scenario::Scenarios;
pub use time::{Journey, Step, Time};

pub use crate::render::chart::Svg;

use serde::Serialize;

/// The whole report.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Banner, title, date, what it covers.
    pub header: Header,
    /// The sections that are shown, by id, in the order of the page.
    pub shown: Vec<&'static str>,
    /// What the settings leave out, in words; nothing if all is shown.
    pub left_out: Option<String>,
    /// How bad, what first, what it buys.
    pub board: Board,
    /// What to fund, in which order. Absent if no action is recorded.
    pub plan: Option<Plan>,
    /// Other ways beside it, and what the report takes for granted. Absent if
    /// there is neither.
    pub scenarios: Option<Scenarios>,
    /// What is out of support, what is next.
    pub lifecycle: Lifecycle,
    /// What stops if one thing stops; what is an island.
    pub integration: Integration,
    /// Where people lose time. Absent if nothing of it is recorded.
    pub time: Option<Time>,
    /// What to optimise before buying.
    pub buying: Buying,
    /// Why each score is what it is.
    pub findings: Findings,
    /// What is known of each system and device.
    pub register: Register,
    /// How far this can be trusted.
    pub evidence: Evidence,
    /// How this was made.
    pub method: Method,
    /// Versions and hashes.
    pub footer: Footer,
}
