//! The files beside the page: what it shows, for spreadsheets and programs.

use crate::ask::question::{self, Wanted};
use crate::cli::input::Judged;
use crate::render::archive::Named;
use crate::render::format::comparison::Document;
use crate::render::format::{csv, json, plan, questions, register, results, table};

/// Every file but the page, by name.
pub(super) fn beside(judged: &Judged, compared: Option<&Document>) -> Vec<Named> {
    let (assessment, sources) = (&judged.assessment, &judged.sources);
    let document = results::results(assessment, sources);
    let mut findings = Vec::new();
    let mut facts = Vec::new();
    // Writing to memory cannot fail.
    let _ = csv::write(&document, &mut findings);
    let _ = json::write(&document, &mut facts);
    let asked = question::questions(assessment, Wanted { with_framework: false });
    let mut files = vec![
        ("results.json".to_owned(), facts),
        ("findings.csv".to_owned(), findings),
        ("questions.csv".to_owned(), table::csv(&questions::sheet(assessment, &asked)).into_bytes()),
    ];
    let [scores, answers, _] = register::tables(assessment, sources);
    files.push(("register.csv".to_owned(), table::csv(&scores).into_bytes()));
    files.push(("register-answers.csv".to_owned(), table::csv(&answers).into_bytes()));
    if let Some(roadmap) = &assessment.roadmap {
        let document = plan::document(assessment, sources, roadmap);
        files.push(("plan.json".to_owned(), json::text(&document).into_bytes()));
        files.push(("plan.csv".to_owned(), table::csv(&plan::tables(&document)[0]).into_bytes()));
    }
    if let Some(document) = compared {
        files.push(("scenarios.json".to_owned(), json::text(document).into_bytes()));
    }
    files
}
