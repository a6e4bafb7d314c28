//! The report in a real browser: silent, self-contained, accessible, usable
//! by keyboard and without script, and printed with the board on page 1.
//!
//! Without Chromium or the npm packages the tests say so and pass; with
//! `TECHSTRATA_BROWSER=required` they fail instead.

use std::path::{Path, PathBuf};
use std::process::Command;

use techstrata::render::write::{make_folder_of, write};
use techstrata::settings::Section;

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
/// inventory; `more` is said to it beside the report's path.
fn faults(script: &str, inventory: &Path, more: &[&Path]) -> Vec<String> {
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
    let looked = Command::new("node")
        .arg(root().join("tests/browser").join(script))
        .arg(&report)
        .args(more)
        .output()
        .unwrap();
    assert!(looked.status.success(), "{}", String::from_utf8_lossy(&looked.stderr));
    serde_json::from_slice(&looked.stdout).unwrap()
}

fn assert_sound(inventory: &Path) {
    if can_run() {
        let faults = faults("check.mjs", inventory, &[]);
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

fn inventory(yaml: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("a.yaml"), yaml.as_bytes()).unwrap();
    folder
}

#[test]
fn the_report_of_an_estate_of_which_nothing_is_known_is_sound() {
    assert_sound(inventory("systems: [{id: a, name: A}, {id: b, name: B}]").path());
}

#[test]
fn the_report_of_one_system_is_sound() {
    assert_sound(inventory("systems: [{id: a, name: A}]").path());
}

/// Two systems of which everything that a rule asks for is known and well.
#[test]
fn the_report_of_an_estate_in_which_all_is_fine_is_sound() {
    let one = |id: &str| {
        format!(
            "  - {{id: {id}, name: System {id}, kind: application, owner: {{team: care}}, criticality: administrative, \
             users: 10, introduced: 2025, hosting: on-premises, verified: 2026-10-01, source: audit, \
             components: [{{product: PostgreSQL, version: \"18\"}}], data: [{{entity: order, role: {}}}], \
             resilience: {{failover: tested, failover_tested: 2026-09-01, backup_restore_tested: 2026-09-01}}, \
             people: {{supporters: 4, trained_percent: 95, satisfaction: 4.5, workarounds: []}}}}\n",
            if id == "a" { "system-of-record" } else { "view" }
        )
    };
    let yaml = format!(
        "teams: [{{id: care, name: Care}}]\ndata_entities: [{{id: order, name: Orders}}]\nsystems:\n{}{}interfaces:\n  \
         - {{id: f, name: Feed, from: a, to: b, protocol: fhir, mode: real-time, data: [order], monitored: true, \
         documented: true, encrypted: true, owner: {{team: care}}, verified: 2026-10-01, source: audit}}\n",
        one("a"),
        one("b")
    );
    assert_sound(inventory(&yaml).path());
}

/// Of a page that shows nothing, the head and the foot are left, and a sentence.
#[test]
fn the_report_with_every_section_left_out_is_sound() {
    let every: Vec<&str> = Section::ALL.iter().map(|section| section.word()).collect();
    assert_sound(council_without(&every).path());
}

#[test]
fn the_report_without_findings_and_systems_is_sound() {
    assert_sound(council_without(&["findings", "systems", "board"]).path());
}

/// The council's inventory with settings that leave out sections.
fn council_without(sections: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let council = root().join("inventories/brackwater-council");
    for file in walkdir::WalkDir::new(&council).into_iter().map(Result::unwrap) {
        let to = folder.path().join(file.path().strip_prefix(&council).unwrap());
        if file.file_type().is_file() {
            make_folder_of(&to).unwrap();
            std::fs::copy(file.path(), to).unwrap();
        }
    }
    let settings = folder.path().join("techstrata.yaml");
    let text = std::fs::read_to_string(&settings).unwrap();
    let off = format!("{text}\nsections: {{off: [{}]}}\n", sections.join(", "));
    write(&settings, off.as_bytes()).unwrap();
    folder
}

/// Words of 180 letters and a long organisation name wrap where they stand.
#[test]
fn the_report_of_very_long_names_is_sound() {
    let long = "Verylongname".repeat(15);
    let team = long.to_lowercase();
    let system = |id: usize| {
        format!(
            "  - {{id: s{id}, name: {long}{id}, owner: {{team: {team}}}, vendor: {long}, department: {long}, \
             components: [{{product: {long}, version: {long}, supported_until: 2020}}], \
             contract: {{supplier: {long}, ends: 2026-11}}, people: {{supporters: 1, satisfaction: 1, workarounds: [{long}]}}}}\n"
        )
    };
    let feed = |id: usize| {
        format!("  - {{id: f{id}, name: {long}, from: s{id}, to: s{}, protocol: hl7v2}}\n", id + 1)
    };
    let folder = tempfile::tempdir().unwrap();
    for organisation in 0..3 {
        let yaml = format!(
            "organisation: o{organisation}\norganisations: [{{id: o{organisation}, name: {long}{organisation}}}]\nsystems:\n{}interfaces:\n{}",
            (0..5).map(system).collect::<String>(),
            (0..4).map(feed).collect::<String>()
        );
        let file = folder.path().join(format!("{organisation}.yaml"));
        write(&file, yaml.as_bytes()).unwrap();
    }
    assert_sound(folder.path());
}

/// The first screen of a small public body's report, coarsely, at three sizes,
/// without colours, and with the colours that others see.
#[test]
fn the_report_looks_as_it_did() {
    if can_run() {
        let looks = root().join("tests/browser/looks.json");
        let faults = faults("looks.mjs", &root().join("inventories/brackwater-council"), &[&looks]);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
fn hostile_text_is_shown_as_text() {
    let hostile = r#"'<script>alert(1)</script>{{ 7*7 }}</title>]]>=1+1"'"#;
    let yaml = format!(
        "organisations: [{{id: o, name: {hostile}}}]\nsystems:\n  - {{id: a, name: {hostile}, vendor: {hostile}, description: {hostile}, \
         components: [{{product: {hostile}, version: {hostile}}}], contract: {{supplier: {hostile}, ends: 2025}}, \
         people: {{satisfaction: 1, workarounds: [{hostile}]}}, extra: {{note: {hostile}}}}}\n"
    );
    assert_sound(inventory(&yaml).path());
}

fn synthetic(organisations: u32, systems: u32, devices: u32, interfaces: u32) -> tempfile::TempDir {
    use techstrata::generate::{EstatePlan, files};

    let folder = tempfile::tempdir().unwrap();
    for file in files(&EstatePlan { organisations, systems, devices, interfaces, seed: 1 }) {
        let path = folder.path().join(&file.path);
        make_folder_of(&path).unwrap();
        write(&path, file.text.as_bytes()).unwrap();
    }
    folder
}

fn assert_usable(inventory: &Path) {
    if can_run() {
        let faults = faults("behaviour.mjs", inventory, &[]);
        assert!(faults.is_empty(), "{}:\n{}", inventory.display(), faults.join("\n"));
    }
}

#[test]
fn a_reader_finds_filters_sorts_saves_and_opens() {
    assert_usable(&root().join("inventories/south-vale"));
}

#[test]
fn the_report_of_500_systems_is_sound() {
    assert_sound(synthetic(3, 500, 250, 800).path());
}

/// Above a thousand systems the page holds the rest packed.
/// The budget of elements holds for any estate: what is more is packed.
#[test]
fn the_report_of_20_000_systems_is_sound() {
    assert_sound(synthetic(12, 20_000, 5_000, 25_000).path());
}

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
        write(&folder.path().join(name), text.as_bytes()).unwrap();
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
    use techstrata::assess::{assess, settle};
    use techstrata::catalogue::Catalogue;
    use techstrata::date::Day;
    use techstrata::files::Files;
    use techstrata::load::{SettingsFrom, load};
    use techstrata::plan::WhatIf;
    use techstrata::random::Random;
    use techstrata::render::{html, view};

    if !can_run() {
        return;
    }
    let loaded =
        load(&Files::default(), &root().join("inventories/south-vale"), SettingsFrom::Folder).unwrap();
    let (settings, _) = settle(&loaded.settings, None);
    let estate = techstrata::check::resolve(loaded.files, false).estate;
    let today = Day::constant(2026, 10, 31);
    let (assessment, _) = assess(estate, settings, Catalogue::built_in().unwrap(), today);
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
    let page =
        html::render(&view::report(&assessment, &loaded.sources, &view::Companions::default())).unwrap();
    write(&report, page.as_bytes()).unwrap();
    write(&expected, serde_json::to_string(&choices).unwrap().as_bytes()).unwrap();
    let looked = Command::new("node")
        .arg(root().join("tests/browser/what-if.mjs"))
        .args([&report, &expected])
        .output()
        .unwrap();
    assert!(looked.status.success(), "{}", String::from_utf8_lossy(&looked.stderr));
    let faults: Vec<String> = serde_json::from_slice(&looked.stdout).unwrap();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
