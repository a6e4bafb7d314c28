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

/// Makes a report and gives back what the browser finds wrong with it.
fn faults_of(inventory: &Path) -> Vec<String> {
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
        Command::new("node").arg(root().join("tests/browser/check.mjs")).arg(&report).output().unwrap();
    assert!(looked.status.success(), "{}", String::from_utf8_lossy(&looked.stderr));
    serde_json::from_slice(&looked.stdout).unwrap()
}

fn assert_sound(inventory: &Path) {
    if can_run() {
        let faults = faults_of(inventory);
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
