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

pub use board::{Board, CurveView, Decision, Decisions, Note, Tile};
pub use buying::BuyingSection;
pub use evidence::EvidenceSection;
pub use finding::{
    Article, Code, CodeLine, FactorKind, FactorRow, FindingDetail, Findings, Formula, Indicator, Mark, Term,
};
pub use frame::{Footer, Header, Marking};
pub use from_assessment::{Companions, report};
pub use integration::{HubView, Integration, Matrix, MatrixCell, MatrixColumn, MatrixRow, Net, Nets};
pub use lifecycle::{LifecycleRow, LifecycleSection};
pub use method::{Definition, MethodSection};
pub use packed::Packed;
pub use part::{
    Area, Cell, Chip, ColumnKind, Group, Listing, ScriptData, Tone, ViewColumn, ViewLink, ViewRow, ViewTable,
    anchor,
};
pub use plan::{ActionView, PlanSection, Wins};
pub use register::RegisterSection;
pub use scenario::Scenarios;
pub use time::{JourneyView, StepView, Time};

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
    pub plan: Option<PlanSection>,
    /// Other ways beside it, and what the report takes for granted. Absent if
    /// there is neither.
    pub scenarios: Option<Scenarios>,
    /// What is out of support, what is next.
    pub lifecycle: LifecycleSection,
    /// What stops if one thing stops; what is an island.
    pub integration: Integration,
    /// Where people lose time. Absent if nothing of it is recorded.
    pub time: Option<Time>,
    /// What to optimise before buying.
    pub buying: BuyingSection,
    /// Why each score is what it is.
    pub findings: Findings,
    /// What is known of each system and device.
    pub register: RegisterSection,
    /// How far this can be trusted.
    pub evidence: EvidenceSection,
    /// How this was made.
    pub method: MethodSection,
    /// Versions and hashes.
    pub footer: Footer,
}
