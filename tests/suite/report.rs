//! The report as files: what is written beside it, its size, its look.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use techstrata::generate::{EstatePlan, files};
use techstrata::render::write::{make_folder_of, write};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn report(inventory: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_techstrata"))
        .args(["report", "--quiet", "--as-of", "2026-10-31"])
        .arg(inventory)
        .args(arguments)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn page(inventory: &Path, arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.html");
    let output = report(inventory, &[&["-o", path.to_str().unwrap()], arguments].concat());
    assert!(output.status.success(), "{}", said(&output));
    std::fs::read_to_string(path).unwrap()
}

/// A small inventory with settings, in a folder of its own.
fn inventory(settings: &str, more: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let own = [("a.yaml", "systems: [{id: a, name: A}, {id: b, name: B}]\n"), ("techstrata.yaml", settings)];
    for (name, text) in own.iter().chain(more) {
        let path = folder.path().join(name);
        make_folder_of(&path).unwrap();
        write(&path, text.as_bytes()).unwrap();
    }
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_folder_holds_the_page_with_its_files_and_an_archive_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let papers = folder.path().join("board/papers");
    let arguments = ["--output-dir", papers.to_str().unwrap(), "--zip"];
    let made = report(&root().join("inventories/south-vale"), &arguments);
    assert!(made.status.success(), "{}", said(&made));
    let expected = [
        "findings.csv",
        "plan.csv",
        "plan.json",
        "questions.csv",
        "register-answers.csv",
        "register.csv",
        "report.html",
        "report.zip",
        "results.json",
        "scenarios.json",
    ];
    assert_eq!(names(&papers), expected);
    let first = std::fs::read(papers.join("report.zip")).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(first.clone())).unwrap();
    assert_eq!(archive.len(), expected.len() - 1);
    for name in expected.iter().filter(|name| **name != "report.zip") {
        let mut packed = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut packed).unwrap();
        assert!(packed == std::fs::read(papers.join(name)).unwrap(), "{name}");
    }
    let results: serde_json::Value =
        serde_json::from_slice(&std::fs::read(papers.join("results.json")).unwrap()).unwrap();
    let findings = results["findings"].as_array().unwrap().len();
    let mut rows = csv::Reader::from_path(papers.join("findings.csv")).unwrap();
    assert_eq!(rows.records().count(), findings);
    // The same again, byte for byte.
    assert!(report(&root().join("inventories/south-vale"), &arguments).status.success());
    assert!(std::fs::read(papers.join("report.zip")).unwrap() == first);
}

fn synthetic(organisations: u32, systems: u32, devices: u32, interfaces: u32) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files(&EstatePlan { organisations, systems, devices, interfaces, seed: 1 }) {
        let path = folder.path().join(&file.path);
        make_folder_of(&path).unwrap();
        write(&path, file.text.as_bytes()).unwrap();
    }
    folder
}

fn elements(page: &str) -> usize {
    let opening = |part: &&str| part.starts_with(|letter: char| letter.is_ascii_lowercase());
    page.split('<').skip(1).filter(opening).count()
}

#[test]
fn the_page_keeps_its_budget_at_500_systems() {
    let page = page(synthetic(3, 500, 250, 800).path(), &[]);
    assert!(page.len() < 1_500_000, "{} bytes", page.len());
    assert!(elements(&page) < 50_000, "{} elements", elements(&page));
}

#[test]
fn the_page_keeps_its_budget_at_20_000_systems() {
    let page = page(synthetic(24, 20_000, 5_000, 30_000).path(), &[]);
    assert!(page.len() < 6_000_000, "{} bytes", page.len());
    let longest = page.split("<tbody>").skip(1).map(|table| {
        let table = table.split("</tbody>").next().unwrap();
        table.matches("<tr").count()
    });
    let longest = longest.max().unwrap();
    assert!(longest <= 200, "a table has {longest} rows");
}

#[test]
fn an_accent_is_used_or_refused_with_one_that_would_do() {
    let fine = page(inventory("branding: {accent: \"#00594F\"}\n", &[]).path(), &[]);
    assert!(fine.contains("--navy:#00594F;--link:#00594F"));
    let pale = inventory("branding: {accent: \"#41B6E6\", logo: none.svg}\n", &[]);
    let refused = report(pale.path(), &["-o", pale.path().join("x.html").to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    let said = said(&refused);
    assert!(said.contains("branding.accent") && said.contains("would do"), "{said}");
    assert!(said.contains("branding.logo"), "both are said at once: {said}");
    assert!(!pale.path().join("x.html").exists());
}

#[test]
fn a_logo_stands_in_the_page_as_shapes() {
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>"#;
    let folder = inventory("estate: Example\nbranding: {logo: logo.svg}\n", &[("logo.svg", svg)]);
    let made = page(folder.path(), &[]);
    assert!(made.contains(r#"<svg class="logo" role="img" aria-label="Example" viewBox="0 0 8 8">"#));
    assert!(!made.contains("img-src"));
    let hostile = inventory("branding: {logo: l.svg}\n", &[("l.svg", "<svg onload=\"x()\"/>")]);
    let refused = report(hostile.path(), &["-o", hostile.path().join("x.html").to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("`onload`"), "{}", said(&refused));
}

#[test]
fn templates_and_a_style_replace_ours() {
    let example = root().join("docs/branding-example");
    let made = page(&root().join("inventories/minimal"), &["--templates", example.to_str().unwrap()]);
    assert!(made.contains("Prepared by Example Consulting (fictional) for"));
    assert!(made.contains("#about{border-left"));
    assert!(made.find("id=\"about\"").unwrap() < made.find("id=\"board\"").unwrap());
}

#[test]
fn a_template_that_fits_nothing_is_refused_with_its_place() {
    let folder =
        inventory("{}\n", &[("t/sections/bord.tera", "x"), ("u/sections/front.tera", "{{ heder.estate }}")]);
    let with = |name: &str| {
        let (out, templates) = (folder.path().join("x.html"), folder.path().join(name));
        report(folder.path(), &["-o", out.to_str().unwrap(), "--templates", templates.to_str().unwrap()])
    };
    let unknown = with("t");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(said(&unknown).contains("did you mean `sections/board.tera`"), "{}", said(&unknown));
    let broken = with("u");
    assert_eq!(broken.status.code(), Some(2));
    assert!(said(&broken).contains("sections/front") && said(&broken).contains("heder"), "{}", said(&broken));
    assert_eq!(with("missing").status.code(), Some(2));
}

#[test]
fn values_are_escaped_in_templates_of_others_too() {
    let hostile = "systems: [{id: a, name: A}]\n";
    let folder = inventory(
        "estate: \"<script>alert(1)</script>\"\n",
        &[
            ("b.yaml", &hostile.replace("id: a", "id: c")),
            ("t/sections/front.tera", "<p>{{ header.estate }}</p>"),
        ],
    );
    let made = page(folder.path(), &["--templates", folder.path().join("t").to_str().unwrap()]);
    assert!(made.contains("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"));
}

#[test]
fn without_a_chromium_the_report_is_written_and_the_pdf_is_not() {
    let folder = inventory("{}\n", &[]);
    let (html, pdf) = (folder.path().join("x.html"), folder.path().join("x.pdf"));
    let output = Command::new(env!("CARGO_BIN_EXE_techstrata"))
        .args(["report", "--quiet"])
        .arg(folder.path())
        .args(["-o", html.to_str().unwrap(), "--pdf", pdf.to_str().unwrap()])
        .env_remove("CHROMIUM")
        .env("PATH", folder.path())
        .output()
        .unwrap();
    if output.status.success() {
        // Some installers put a browser where no search path leads.
        assert!(pdf.exists());
        return;
    }
    assert_eq!(output.status.code(), Some(3));
    assert!(html.exists() && said(&output).contains("no Chromium was found"), "{}", said(&output));
}
