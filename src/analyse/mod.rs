//! Analyse: what rules say of an estate.
//!
//! A rule is one file with its data and one pure function of the context. It
//! returns findings, strengths and gaps; it cannot fail, print or see another
//! rule. This stage does not know scores, money or pages.

pub mod completeness;
pub mod confidence;
pub mod context;
pub mod contract;
pub mod evidence;
pub mod factor;
pub mod finding;
pub mod flows;
pub mod hub;
pub mod inheritance;
pub mod lifecycle;
pub mod measure;
pub mod members;
pub mod possible;
pub mod protocol;
pub mod reach;
pub mod registry;
pub mod rule;
pub mod rules;
pub mod run;

pub use context::Context;
pub use evidence::Evidence;
pub use finding::{Bounds, Factor, Finding, Gap, Severity, Strength, Verdicts};
pub use registry::RULES;
pub use rule::{EvidenceKind, Family, Rule, RuleMeta};
