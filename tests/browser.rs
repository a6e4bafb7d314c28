//! The report in a real browser: silent, self-contained, accessible, usable
//! by keyboard and without script, and printed with the board on page 1.
//!
//! Without Chromium or the npm packages the tests say so and pass; with
//! `TECHSTRATA_BROWSER=required` they fail instead.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says why it skips and stops where it fails"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Why no browser can be used, if none can.
fn what_is_missing() -> Option<&'static str> {
    let chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    let has_browser =
        std::env::var_os("CHROMIUM").is_some() || chromium.iter().any(|path| Path::new(path).exists());
    if !has_browser {
        return Some("Chromium is not installed");
    }
    if Command::new("node").arg("--version").output().is_err() {
        return Some("node is not installed");
    }
    if Command::new("pdftotext").arg("-v").output().is_err() {
        return Some("pdftotext is not installed");
    }
    let modules = root().join("tests/browser/node_modules/playwright-core");
    (!modules.exists()).then_some("the packages of tests/browser are not installed: run `npm ci` there")
}

fn can_run() -> bool {
    let Some(reason) = what_is_missing() else { return true };
    assert!(std::env::var_os("TECHSTRATA_BROWSER").is_none(), "a browser is required: {reason}");
    println!("skipped: {reason}");
    false
}

/// What a script of `tests/browser` finds wrong with the report of an
/// inventory.
fn faults(script: &str, inventory: &Path) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report.html");
    let made = Command::new(env!("CARGO_BIN_EXE_techstrata"))
        .args(["report", "--quiet", "--as-of", "2026-10-31"])
        .arg(inventory)
        .arg("-o")
        .arg(&report)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let looked =
        Command::new("node").arg(root().join("tests/browser").join(script)).arg(&report).output().unwrap();
    assert!(looked.status.success(), "{}", String::from_utf8_lossy(&looked.stderr));
    serde_json::from_slice(&looked.stdout).unwrap()
}

fn assert_sound(inventory: &Path) {
    if can_run() {
        let faults = faults("check.mjs", inventory);
        assert!(faults.is_empty(), "{}:\n{}", inventory.display(), faults.join("\n"));
    }
}

#[test]
fn the_report_of_a_first_inventory_is_sound() {
    assert_sound(&root().join("inventories/minimal"));
}

#[test]
fn the_report_of_a_council_is_sound() {
    assert_sound(&root().join("inventories/brackwater-council"));
}

#[test]
fn the_report_of_a_region_is_sound() {
    assert_sound(&root().join("inventories/south-vale"));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "writes an inventory for a test")]
fn the_report_of_an_estate_of_which_nothing_is_known_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.yaml"), "systems: [{id: a, name: A}, {id: b, name: B}]").unwrap();
    assert_sound(folder.path());
}

#[test]
#[expect(clippy::disallowed_methods, reason = "writes an inventory for a test")]
fn hostile_text_is_shown_as_text() {
    let hostile = r#"'<script>alert(1)</script>{{ 7*7 }}</title>]]>=1+1"'"#;
    let yaml = format!(
        "organisations: [{{id: o, name: {hostile}}}]\nsystems:\n  - {{id: a, name: {hostile}, vendor: {hostile}, description: {hostile}, \
         components: [{{product: {hostile}, version: {hostile}}}], contract: {{supplier: {hostile}, ends: 2025}}, \
         people: {{satisfaction: 1, workarounds: [{hostile}]}}, extra: {{note: {hostile}}}}}\n"
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.yaml"), yaml).unwrap();
    assert_sound(folder.path());
}

fn synthetic(organisations: u32, systems: u32, devices: u32, interfaces: u32) -> tempfile::TempDir {
    use techstrata::generate::{Plan, files};
    use techstrata::render::write::{make_folder_of, write};

    let folder = tempfile::tempdir().unwrap();
    for file in files(&Plan { organisations, systems, devices, interfaces, seed: 1 }) {
        let path = folder.path().join(&file.path);
        make_folder_of(&path).unwrap();
        write(&path, file.text.as_bytes()).unwrap();
    }
    folder
}

fn assert_usable(inventory: &Path) {
    if can_run() {
        let faults = faults("behaviour.mjs", inventory);
        assert!(faults.is_empty(), "{}:\n{}", inventory.display(), faults.join("\n"));
    }
}

#[test]
fn a_reader_finds_filters_sorts_saves_and_opens() {
    assert_usable(&root().join("inventories/south-vale"));
}

/// Above a thousand systems the page holds the rest packed.
#[test]
fn a_reader_finds_what_is_packed() {
    let folder = synthetic(12, 1_300, 200, 1_500);
    assert_usable(folder.path());
}

/// A page with another accent, a logo and templates of others.
#[test]
fn a_branded_report_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        techstrata::render::write::write(&folder.path().join(name), text.as_bytes()).unwrap();
    };
    write("a.yaml", "systems: [{id: a, name: A}, {id: b, name: B}]\n");
    write("techstrata.yaml", "estate: Example\nbranding: {accent: \"#00594F\", logo: l.svg}\n");
    write("l.svg", r##"<svg viewBox="0 0 8 8"><path d="M0 0h8v8z" fill="#00594F"/></svg>"##);
    assert_sound(folder.path());
}

#[test]
fn a_chromium_prints_the_report_into_a_pdf() {
    if !can_run() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("board.pdf");
    let made = Command::new(env!("CARGO_BIN_EXE_techstrata"))
        .args(["report", "--quiet", "--as-of", "2026-10-31"])
        .arg(root().join("inventories/south-vale"))
        .arg("-o")
        .arg(folder.path().join("report.html"))
        .arg("--pdf")
        .arg(&pdf)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let text = Command::new("pdftotext").args(["-l", "1", "-raw"]).arg(&pdf).arg("-").output().unwrap();
    let first = String::from_utf8_lossy(&text.stdout).into_owned();
    assert!(first.contains("for the board") && first.contains("How sure we are"), "{first}");
}

#[test]
fn the_report_of_twelve_organisations_is_sound() {
    assert_sound(synthetic(12, 300, 120, 400).path());
}

/// The page's sum and ours, on 200 choices drawn at random.
#[test]
fn the_page_adds_up_a_choice_of_actions_as_we_do() {
    use techstrata::assess::{Switches, assess};
    use techstrata::catalogue::Catalogue;
    use techstrata::date::Day;
    use techstrata::load::{SettingsFrom, load};
    use techstrata::plan::WhatIf;
    use techstrata::random::Random;
    use techstrata::render::{html, view, write};

    if !can_run() {
        return;
    }
    let mut loaded = load(&root().join("inventories/south-vale"), SettingsFrom::Folder).unwrap();
    let settings = std::mem::take(&mut loaded.settings);
    let estate = techstrata::check::resolve(loaded.files, false).estate;
    let today = Day::constant(2026, 10, 31);
    let (assessment, _) = assess(estate, settings, None, Catalogue::built_in().unwrap(), today);
    let assessment = assessment.with_roadmap(&Switches::default());
    let sums = WhatIf::new(
        &assessment.plan.chosen,
        &assessment.actions,
        &assessment.findings,
        &assessment.standings,
    );
    let choices: Vec<serde_json::Value> = (0..200)
        .map(|draw| {
            let mut random = Random::new(7, draw);
            let share = 1 + random.below(8);
            let on: Vec<bool> = sums.actions.iter().map(|_| random.below(9) < share).collect();
            let outcome = sums.outcome(&on);
            serde_json::json!({
                "on": on, "cost": outcome.cost, "removed": outcome.removed,
                "high_risk": outcome.high_risk, "waiting": outcome.waiting.len(),
            })
        })
        .collect();
    assert!(choices.iter().any(|choice| choice["waiting"] != 0), "some choice leaves a prerequisite out");
    let folder = tempfile::tempdir().unwrap();
    let (report, expected) = (folder.path().join("report.html"), folder.path().join("choices.json"));
    let page = html::render(&view::report(&assessment, &loaded.sources, &view::Beside::default())).unwrap();
    write::write(&report, page.as_bytes()).unwrap();
    write::write(&expected, serde_json::to_string(&choices).unwrap().as_bytes()).unwrap();
    let looked = Command::new("node")
        .arg(root().join("tests/browser/what-if.mjs"))
        .args([&report, &expected])
        .output()
        .unwrap();
    assert!(looked.status.success(), "{}", String::from_utf8_lossy(&looked.stderr));
    let faults: Vec<String> = serde_json::from_slice(&looked.stdout).unwrap();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
