//! What is switched off is not judged, and says so wherever it would have
//! been seen: it is never taken for accepted, for fine, or for nothing found.

use std::path::{Path, PathBuf};

use serde_json::Value;
use techstrata::analyse::registry;
use techstrata::ask::explain;
use techstrata::assess::{Assessment, assess, settle};
use techstrata::check;
use techstrata::date::Day;
use techstrata::files::Files;
use techstrata::load::{SettingsFrom, load};
use techstrata::render::document::explain as explanation;
use techstrata::render::document::results::results;
use techstrata::render::format::{self, Format};
use techstrata::render::view::{self, Companions, Report};
use techstrata::render::words;
use techstrata::score::verdict::{APART, HUB, REKEYED, UNJOINED, UNSUPPORTED};
use techstrata::source::Sources;

use crate::estates::BUILT_IN;

const TODAY: Day = Day::constant(2026, 10, 31);

fn inventory(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("inventories").join(name)
}

/// An inventory, judged without some rules and with nothing accepted.
fn without(path: &Path, off: &[&str]) -> (Assessment, Sources) {
    let loaded = load(&Files::default(), path, SettingsFrom::Folder).unwrap();
    let settings = serde_yaml::from_str(&format!("rules: {{off: [{}]}}", off.join(", "))).unwrap();
    let (settings, faults) = settle(&settings, None);
    assert!(faults.is_empty(), "{faults:?}");
    let estate = check::resolve(loaded.files, false).estate;
    (assess(estate, settings, BUILT_IN.clone(), TODAY).0, loaded.sources)
}

fn report(judged: &(Assessment, Sources)) -> Report {
    view::report(&judged.0, &judged.1, &Companions::default())
}

fn every_rule() -> Vec<&'static str> {
    registry::rules().map(|rule| rule.meta.id).collect()
}

/// The words of all chips of a page.
fn chips(page: &Value) -> Vec<&str> {
    match page {
        Value::Array(all) => all.iter().flat_map(chips).collect(),
        Value::Object(all) => {
            let own = all.get("tone").and(all.get("word")).and_then(Value::as_str);
            own.into_iter().chain(all.values().flat_map(chips)).collect()
        }
        _ => Vec::new(),
    }
}

/// What the page says of a rule that is off: tiles, chips, its line in the
/// method, and the head.
fn page_holds(rule: &str, report: &Report) {
    let page = serde_json::to_value(report).unwrap();
    for chip in chips(&page) {
        assert!(!["Accepted", "None found"].contains(&chip), "{rule}: {chip}");
    }
    let off = words::not_judged(&[rule]).unwrap();
    for text in [&report.board.sub, &report.findings.summary, &report.evidence.summary] {
        assert!(text.contains(&off), "{rule}: {text}");
    }
    assert_ne!(report.board.tiles[0].chip.word, "None", "{rule}");
    let of_tile = [&[][..], UNSUPPORTED, HUB, APART, REKEYED];
    for (tile, rules) in report.board.tiles.iter().zip(of_tile).filter(|(_, rules)| rules.contains(&rule)) {
        assert!(tile.note.contains(&off) || tile.chip.word == "Not known", "{rule}: {}", tile.note);
        assert_ne!(tile.chip.word, "None", "{rule}: {}", tile.title);
        if rules.len() == 1 || UNJOINED.contains(&rule) {
            assert!(["Not judged", "Not known"].contains(&tile.chip.word.as_str()), "{}", tile.chip.word);
        }
        if UNJOINED.contains(&rule) {
            assert_eq!(tile.value, None, "what is not judged is not counted");
        }
    }
    let listing = report.method.listings.iter().find(|listing| listing.id == "rules").unwrap();
    let rows = &listing.table.as_ref().unwrap().rows;
    let row = rows.iter().find(|row| row.cells[0].note.starts_with(&format!("{rule},"))).unwrap();
    assert_eq!(row.cells[0].chip.as_ref().unwrap().word, "Not judged");
    assert_eq!([&row.cells[2].text, &row.cells[3].text], ["–", "–"], "{rule}");
}

/// What the terminal and the document for programs say of it.
fn texts_hold(rule: &'static str, (assessment, sources): &(Assessment, Sources)) {
    let document = results(assessment, sources);
    let run = document.provenance.rules.iter().find(|run| run.id == rule).unwrap();
    assert!(!run.was_run);
    let text = format::write(&document, Format::Text, 400).unwrap();
    let text = String::from_utf8(text).unwrap();
    assert!(text.contains(&words::not_judged(&[rule]).unwrap()), "{rule}: {text}");
    let family = registry::rule(rule).unwrap().meta.family.title();
    let line = text.lines().find(|line| line.trim_start().starts_with(family)).unwrap();
    assert!(line.contains("not judged"), "{rule}: {line}");

    let explained = explain::find(assessment, &format!("rule:{rule}")).unwrap();
    let document = explanation::document(assessment, sources, explained);
    let text = String::from_utf8(format::write(&document, Format::Text, 400).unwrap()).unwrap();
    assert!(text.contains("Not judged: it is switched off in the settings"), "{text}");
    let missing = explain::find(assessment, &format!("{rule}:bookings")).unwrap_err();
    assert_eq!(missing.off, Some(rule));
}

#[test]
fn every_rule_that_is_off_is_called_not_judged_and_nothing_else() {
    let path = inventory("minimal");
    for rule in every_rule() {
        let judged = without(&path, &[rule]);
        page_holds(rule, &report(&judged));
        texts_hold(rule, &judged);
    }
}

#[test]
fn a_large_estate_counts_and_clears_nothing_by_a_rule_that_is_off() {
    let path = inventory("south-vale");
    for off in [&["isolated-system"][..], &["dangerous-hub"], &["manual-rekeying"], UNSUPPORTED] {
        let judged = without(&path, off);
        let report = report(&judged);
        let tile = match off[0] {
            "isolated-system" => 3,
            "dangerous-hub" => 2,
            "manual-rekeying" => 4,
            _ => 1,
        };
        assert_eq!(report.board.tiles[tile].chip.word, "Not judged", "{off:?}");
        let page = serde_json::to_value(&report).unwrap();
        assert!(!chips(&page).contains(&"Accepted") && !chips(&page).contains(&"None found"), "{off:?}");
        if off == HUB {
            let hubs = &report.integration.hubs.table.as_ref().unwrap().rows;
            let last = |row: &view::ViewRow| Some(row.cells.last()?.chip.as_ref()?.word.clone());
            let chips: Vec<String> = hubs.iter().filter_map(last).collect();
            assert!(!chips.is_empty() && chips.iter().all(|chip| chip == "Not judged"), "{chips:?}");
        }
    }
}

#[test]
fn where_every_rule_is_off_nothing_is_claimed() {
    let off = every_rule();
    let judged = without(&inventory("minimal"), &off);
    let report = report(&judged);
    assert_eq!(report.board.tiles[0].value, None);
    assert_eq!(report.board.tiles[0].chip.word, "Not judged");
    let said = words::not_judged(&off).unwrap();
    assert!(report.board.sub.contains(&said) && report.findings.summary.starts_with(&said));
    assert!(!report.board.lead.contains("No system is high-risk"), "{}", report.board.lead);
    let text = format::write(&results(&judged.0, &judged.1), Format::Text, 100).unwrap();
    let text = String::from_utf8(text).unwrap();
    assert!(text.contains(&said) && text.contains("No rule was asked"), "{text}");
}

#[test]
fn a_rule_that_found_nothing_is_not_taken_for_one_that_is_off() {
    let report = report(&without(&inventory("minimal"), &[]));
    let page = serde_json::to_value(&report).unwrap().to_string();
    assert!(!page.contains("Not judged") && !page.contains("Partly judged"));
}
