//! The files beside the page: what it shows, for spreadsheets and programs.

use crate::ask::question::{self, Wanted};
use crate::cli::input::Judged;
use crate::render::answer::{Answer, Document as _, Envelope};
use crate::render::archive::Named;
use crate::render::document::comparison::ComparisonDocument;
use crate::render::document::{plan, questions, register, results};
use crate::render::format::csv::csv;
use crate::render::format::json::json;

/// Every file but the page, by name.
pub(super) fn beside(judged: &Judged, compared: Option<&ComparisonDocument>) -> Vec<Named> {
    let (assessment, sources) = (&judged.assessment, &judged.sources);
    let document = results::results(assessment, sources);
    let asked = question::questions(assessment, Wanted { with_framework: false });
    let envelope = Envelope::new("techstrata-questions/1", Some(assessment.today), Some(sources));
    let mut files = vec![("results.json".to_owned(), json(&document).into_bytes())];
    let mut add = |names: &[&str], answer: &Answer| {
        let sheets = names.iter().zip(answer.sheets());
        files.extend(sheets.map(|(name, sheet)| ((*name).to_owned(), csv(sheet).into_bytes())));
    };
    add(&["findings.csv"], &document.answer());
    add(&["questions.csv"], &questions::answer(envelope, assessment, &asked, asked.len()));
    add(&["register.csv", "register-answers.csv"], &register::register(assessment, sources).answer());
    let prices = assessment.prices(&assessment.plan, &|| false);
    let plan = plan::document(assessment, sources, &assessment.plan, &prices);
    add(&["plan.csv"], &plan.answer());
    files.push(("plan.json".to_owned(), json(&plan).into_bytes()));
    if let Some(document) = compared {
        files.push(("scenarios.json".to_owned(), json(document).into_bytes()));
    }
    files
}
