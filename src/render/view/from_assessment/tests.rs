//! A small estate from YAML to the page.

use std::sync::Arc;

use super::*;
use crate::assess::{assess, settle};
use crate::catalogue::Catalogue;
use crate::check::resolve;
use crate::date::Day;
use crate::load::LoadedFile;
use crate::model::Inventory;
use crate::render::html;
use crate::source::{SourceFile, Sources};

const ESTATE: &str = include_str!("estate.yaml");

fn assessment(yaml: &str, settings: &str) -> (Assessment, Sources) {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile { path: "estate.yaml".to_owned(), text: Arc::from(yaml) });
    let inventory: Inventory = serde_yaml::from_str(yaml).unwrap();
    let resolved = resolve(vec![LoadedFile::new(file, inventory)], false);
    assert!(resolved.diagnostics.is_empty(), "{:?}", resolved.diagnostics);
    let settings = settle(&serde_yaml::from_str(settings).unwrap(), None).0;
    let catalogue = Catalogue::built_in().unwrap();
    let (assessment, diagnostics) = assess(resolved.estate, settings, catalogue, Day::constant(2026, 10, 31));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    (assessment, sources)
}

/// Lines around the first that holds the id of the place's entity.
fn excerpt(text: &str, place: &Place) -> Option<Excerpt> {
    let key = format!("{}:", place.origin.list.key());
    let lines: Vec<&str> = text.lines().collect();
    let list = lines.iter().position(|line| *line == key)?;
    let starts = lines.iter().enumerate().skip(list).filter(|(_, line)| line.starts_with("  - "));
    let at = starts.map(|(at, _)| at).nth(place.origin.index as usize)?;
    let field = place.field.split(['.', '[']).next().unwrap_or_default();
    let meant = (at..lines.len())
        .find(|line| lines[*line].trim_start().trim_start_matches("- ").starts_with(&format!("{field}:")));
    let end = (at + 6).min(lines.len());
    Some(Excerpt {
        path: "estate.yaml".to_owned(),
        first: at + 1,
        lines: lines[at..end].iter().map(|line| (*line).to_owned()).collect(),
        meant: meant.filter(|meant| *meant < end).unwrap_or(at) + 1,
    })
}

fn report_of(yaml: &str, settings: &str) -> Report {
    view(yaml, &assessment(yaml, settings).0)
}

fn view(yaml: &str, assessment: &Assessment) -> Report {
    super::report_of(&Inputs {
        assessment,
        version: "0.1.0",
        input_hash: "sha256:0123456789abcdef",
        beside: &Companions::default(),
        excerpt: &|place| excerpt(yaml, place),
    })
}

const SETTINGS: &str = "
estate: Testford
classification: OFFICIAL
budgets: [{year: 2026, capital: 100000}]
targets: {high_risk_systems: 1}
";

#[test]
fn an_estate_becomes_a_page_with_its_evidence() {
    let report = report_of(ESTATE, SETTINGS);
    let html = html::render(&report).unwrap();
    if let Ok(path) = std::env::var("TECHSTRATA_SAMPLE_ESTATE") {
        crate::render::write::write(std::path::Path::new(&path), html.as_bytes()).unwrap();
    }
    assert!(html.contains("Windows Server 2012 R2"));
    let detail = report.findings.details.first().unwrap();
    assert!(
        detail.excerpts.iter().any(|code| code.lines.iter().any(|line| line.is_meant)),
        "inventory lines"
    );
    assert!(
        report
            .findings
            .details
            .iter()
            .any(|one| one.evidence.iter().any(|article| article.kind == "Lifecycle")),
        "a catalogue row"
    );
    assert!(
        report.findings.details.iter().any(|one| one.evidence.iter().any(|article| article.kind == "Graph")),
        "a graph fact"
    );
}

/// Writes the report of a folder: set `TECHSTRATA_FOLDER` and
/// `TECHSTRATA_FOLDER_REPORT`.
#[test]
fn a_folder_can_be_written_to_look_at() {
    let (Ok(folder), Ok(path)) =
        (std::env::var("TECHSTRATA_FOLDER"), std::env::var("TECHSTRATA_FOLDER_REPORT"))
    else {
        return;
    };
    let loaded = crate::load::load(
        &crate::files::Files::default(),
        std::path::Path::new(&folder),
        crate::load::SettingsFrom::Folder,
    )
    .unwrap();
    let resolved = resolve(loaded.files, true);
    let catalogue = Catalogue::built_in().unwrap();
    let (assessment, _) =
        assess(resolved.estate, settle(&loaded.settings, None).0, catalogue, Day::constant(2026, 10, 31));
    let html = html::render(&report(&assessment, &loaded.sources, &Companions::default())).unwrap();
    crate::render::write::write(std::path::Path::new(&path), html.as_bytes()).unwrap();
}

#[test]
fn both_factors_give_the_score_that_is_printed() {
    let report = report_of(ESTATE, SETTINGS);
    for detail in &report.findings.details {
        let number = |text: &str| text.parse::<f64>().unwrap();
        let product = 100.0 * number(&detail.formula.likelihood) * number(&detail.formula.impact);
        assert!((product - number(&detail.formula.result)).abs() <= 0.6, "{}", detail.key);
    }
}

#[test]
fn decisions_add_up_to_what_the_lead_sentence_claims() {
    // Money for more than one decision: one alone has no total.
    let report = report_of(ESTATE, &SETTINGS.replace("capital: 100000", "capital: 1000000"));
    let total = report.board.decisions.total.as_ref().unwrap();
    assert!(report.board.lead.contains(&total.cost), "{} / {}", report.board.lead, total.cost);
    assert!(report.board.lead.contains(&total.removed), "{} / {}", report.board.lead, total.removed);
    let tenths = |text: &str| (text.trim_end_matches('%').parse::<f64>().unwrap() * 10.0).round() as i64;
    let sum: i64 = report.board.decisions.rows.iter().map(|row| tenths(&row.removed)).sum();
    assert_eq!(sum, tenths(&total.removed));
}

#[test]
fn an_estate_of_one_bare_system_claims_nothing() {
    let report = report_of("systems:\n  - {id: a, name: A}\n", "{}");
    assert!(report.board.lead.contains("can score only 0 of 1"), "{}", report.board.lead);
    assert!(report.board.curve.is_none() && report.plan.is_none() && report.time.is_none());
    assert!(report.board.tiles[2].value.is_none(), "no interface is recorded");
    assert!(report.header.marking.is_none());
    html::render(&report).unwrap();
}

#[test]
fn an_empty_estate_has_a_page() {
    let report = report_of("systems: []\n", "{}");
    assert!(report.board.lead.contains("holds no system"));
    html::render(&report).unwrap();
}

#[test]
fn the_same_estate_gives_the_same_page() {
    let page = || html::render(&report_of(ESTATE, SETTINGS)).unwrap();
    assert_eq!(page(), page());
}

const ISOLATED: &str = "
systems:
  - {id: a, name: A, contract: {ends: 2026-01-31, auto_renews: true}}
  - {id: b, name: B, contract: {ends: 2026-01-31}}
  - {id: c, name: C, isolated_by_design: true}
  - {id: d, name: D, licences: {purchased: 10, in_use: 4, unit_cost: 50}, cost: {annual: 200}}
  - {id: e, name: E, licences: {purchased: 10, in_use: 4, unit_cost: 50}, cost: {annual: 400}}
interfaces:
  - {id: i, from: d, to: e, protocol: paper, records_per_year: 60, minutes_per_transaction: 10}
";

#[test]
fn what_is_accepted_or_meant_to_stand_alone_is_counted_apart() {
    let settings =
        "accept: [{finding: 'isolated-system:a', until: 2027-12-31, by: Board, reason: meant to be}]";
    let tile = &report_of(ISOLATED, settings).board.tiles[3];
    assert_eq!(tile.value.as_deref(), Some("1"));
    assert!(tile.note.contains("Besides 1 accepted and 1 by design."), "{}", tile.note);
}

#[test]
fn ten_hours_by_hand_count_though_no_finding_is_made_of_so_few() {
    // 60 records × 10 minutes / 60 = 10 hours a year.
    let (found, _) = assessment(ISOLATED, "{}");
    assert!((crate::ask::comparison::figures(&found).hours_per_year - 10.0).abs() < 1e-9);
    let tile = &report_of(ISOLATED, "{}").board.tiles[4];
    assert_eq!(tile.value.as_deref(), Some("0.2\u{A0}h"));
}

#[test]
fn a_contract_that_renewed_itself_has_not_ended() {
    let (found, _) = assessment(ISOLATED, "{}");
    let quarters = crate::ask::ahead::quarters(&found, 1);
    assert_eq!(quarters[0].lapsed, 1);
    let report = report_of(ISOLATED, "{}");
    let contracts = report.buying.listings.iter().find(|listing| listing.id == "contracts").unwrap();
    let text = contracts.sentence.replace('\u{A0}', " ");
    assert!(
        text.contains("2 deadlines have passed: 1 contract has ended and 1 contract has renewed itself."),
        "{text}"
    );
}

#[test]
fn licences_worth_more_than_the_whole_running_cost_stay_out_of_the_sum() {
    // Six unused at 50 each are 300: D costs 200 in all, E 400.
    let report = report_of(ISOLATED, "{}");
    let summary = &report.buying.summary;
    assert!(summary.contains("a list value of £300 a year"), "{summary}");
}

const ENDING: &str = "
systems:
  - id: a
    name: A
    criticality: mission-critical
    components: [{product: Wold Base, version: 4, supported_until: 2027-01-31}]
  - id: b
    name: B
    criticality: mission-critical
    components: [{product: Wold Base, version: 4, supported_until: 2027-01-31}]
    modernisation:
      - {id: lift, kind: replace, name: Lift it, cost: 5000, months: 3, resolves: all}
      - {id: swap, kind: replace, name: Swap it, cost: 90000, months: 3, resolves: all, excludes: [lift]}
      - {id: open, kind: integrate, name: Open it, cost: 100, months: 3, resolves: [isolated-system], after: [swap]}
";

#[test]
fn the_board_names_the_dated_ends_that_the_plan_does_not_fund() {
    let (found, _) = assessment(ENDING, "budgets: [{year: 2027, capital: 10000}]");
    let report = view(ENDING, &found);
    let said = report.board.decisions.gap.replace('\u{A0}', " ");
    assert!(
        said.starts_with("Of 2 dated ends by the end of the plan, none are met before their day and 1 is not funded at all: Wold Base 4 on 31 Jan 2027."),
        "{said}"
    );
    let nothing = report.board.notes[0].text.replace('\u{A0}', " ");
    assert!(
        nothing.contains("2 systems lose support for Wold Base 4 on 31 January 2027. The plan clears 1 of them, none before that day."),
        "{nothing}"
    );
    // The work may start on 1 April 2027: three months before, and the day before that.
    assert_eq!(report.board.decisions.rows[0].by.replace('\u{A0}', " "), "31 Dec 2026");
    let method = &report.method.paragraphs[2];
    assert!(!method.contains("good first answer") && method.contains("proved"), "{method}");
}

#[test]
fn a_plan_that_cannot_do_what_is_forced_says_so() {
    // Swapping costs more than there is, and is ruled out by lifting.
    let (found, _) = assessment(ENDING, "budgets: [{year: 2027, capital: 10000}]");
    let at = |id: &str| found.actions.all.iter().position(|action| action.id.ends_with(id)).unwrap();
    let forced = vec![at("lift"), at("swap")];
    let found = found.judgement.planned(&crate::plan::roadmap::Choices { forced, forbidden: Vec::new() });
    assert_eq!(found.plan.funded().count(), 0);
    let report = view(ENDING, &found);
    assert!(report.board.decisions.sentence.starts_with("No plan can do all that must be done: "));
    let summary = report.plan.unwrap().summary;
    assert!(summary.starts_with("No plan can do all that must be done: "), "{summary}");
    assert!(summary.contains("rule each other out"), "{summary}");
}
