//! From an assessment to what the templates see, one file a section.
//!
//! Here figures become words. No sentence says more than the assessment
//! holds: what is not recorded is called so, and no section invents a figure.

mod area;
mod board;
mod buying;
mod capability;
mod cliff;
mod decision;
mod evidence;
mod excerpt;
mod explanation;
mod finding;
mod fit;
mod frame;
mod hub;
mod integration;
mod lifecycle;
mod matrix;
mod method;
mod net;
mod note;
mod nothing;
mod plan;
mod register;
mod roadmap;

mod scales;
mod scenario;
mod scene;
mod tile;
mod time;

use super::Report;
use crate::assess::Assessment;
use crate::render::document::comparison::ComparisonDocument;
use crate::source::{Place, Sources};
use excerpt::Excerpts;
use scene::PageContext;

/// What a report is made of.
pub struct Inputs<'a> {
    /// The assessment.
    pub assessment: &'a Assessment,
    /// The version of techstrata.
    pub version: &'a str,
    /// The hash of everything that was read, such as `sha256:…`.
    pub input_hash: &'a str,
    /// Scenarios.
    pub beside: &'a Companions,
    /// Finds the lines of a place in the inventory; nothing if they cannot be
    /// shown.
    pub excerpt: &'a (dyn Fn(&Place) -> Option<Excerpt> + Sync),
}

/// What stands beside the estate in a report.
#[derive(Debug, Default)]
pub struct Companions {
    /// Other ways, compared with the estate.
    pub compared: Option<ComparisonDocument>,
    /// Scenarios that are laid over the inventory: names and claims.
    pub laid: Vec<(String, Vec<String>)>,
}

/// Lines of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The file, relative to the inventory.
    pub path: String,
    /// The number of the first line, from 1.
    pub first: usize,
    /// The lines, without their ends.
    pub lines: Vec<String>,
    /// The number of the line that is meant.
    pub meant: usize,
}

/// Makes the report of an assessment, with the lines of its sources.
pub fn report(assessment: &Assessment, sources: &Sources, beside: &Companions) -> Report {
    let excerpts = Excerpts::new(assessment, sources);
    let excerpt = |place: &Place| excerpts.of(place);
    let input_hash = format!("sha256:{}", sources.sha256());
    report_of(&Inputs {
        assessment,
        version: env!("CARGO_PKG_VERSION"),
        input_hash: &input_hash,
        beside,
        excerpt: &excerpt,
    })
}

/// Makes the report of its parts.
pub fn report_of(inputs: &Inputs<'_>) -> Report {
    let scene = PageContext::new(inputs);
    Report {
        header: frame::header(&scene),
        shown: frame::shown(&scene),
        left_out: frame::left_out(&scene),
        board: board::board(&scene),
        plan: plan::plan(&scene),
        scenarios: scenario::scenarios(&scene),
        lifecycle: lifecycle::lifecycle(&scene),
        integration: integration::integration(&scene),
        time: time::time(&scene),
        buying: buying::buying(&scene),
        findings: finding::findings(&scene),
        register: register::register(&scene),
        evidence: evidence::evidence(&scene),
        method: method::method(&scene),
        footer: frame::footer(&scene),
    }
}

#[cfg(test)]
mod tests;
