//! Every command writes every format that it names, and every JSON begins with
//! the same head.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use clap::CommandFactory as _;
use serde_json::Value;
use techstrata::cli::args::Args;
use techstrata::cli::formats::FORMATS;
use techstrata::render::format::Format;
use techstrata::render::schema::PUBLISHED;

fn inventory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("inventories/minimal")
}

/// What each command is asked, with the schema of its JSON.
fn calls(folder: &Path) -> Vec<(&'static str, &'static str, Vec<String>)> {
    let list = folder.join("list.csv");
    techstrata::render::write::write(&list, b"name\npas\nA thing that nobody listed\n").unwrap();
    let scenario = folder.join("scenario.yaml");
    techstrata::render::write::write(&scenario, b"retire: {systems: [archive]}\n").unwrap();
    let scenario = scenario.display().to_string();
    let problem = folder.join("portfolio.json");
    let portfolio = br#"{"format":"roadmap-oracle/1","plan_years":1,"benefit_years":2,"discount_rate":0,"budget":[10],"actions":[{"id":"a","cost":[10]}],"findings":[{"id":"f","annual_value":3,"mode":"any","actions":["a"]}]}"#;
    techstrata::render::write::write(&problem, portfolio).unwrap();
    let problem = problem.display().to_string();
    let estate = inventory().display().to_string();
    let list = list.display().to_string();
    let on = |words: &[&str]| -> Vec<String> {
        let words = words.iter().map(|word| {
            word.replace("ESTATE", &estate)
                .replace("LIST", &list)
                .replace("SCENARIO", &scenario)
                .replace("PORTFOLIO", &problem)
        });
        words.collect()
    };
    vec![
        ("analyse", "results", on(&["analyse", "ESTATE", "--as-of", "2026-10-31"])),
        ("check", "check", on(&["check", "ESTATE"])),
        (
            "compare",
            "comparison",
            on(&["compare", "ESTATE", "--scenario", "SCENARIO", "--as-of", "2026-10-31"]),
        ),
        ("explain", "explain", on(&["explain", "ESTATE", "bookings", "--as-of", "2026-10-31"])),
        ("explain", "explain", on(&["explain", "ESTATE", "rule:dangerous-hub"])),
        ("graph", "graph", on(&["graph", "ESTATE"])),
        ("impact", "impact", on(&["impact", "ESTATE", "bookings"])),
        ("lifecycle list", "answer", on(&["lifecycle", "list", "oracle"])),
        ("lifecycle list", "answer", on(&["lifecycle", "list", "--releases", "windows-server"])),
        ("lifecycle lookup", "lookup", on(&["lifecycle", "lookup", "SQL Server 2014"])),
        ("lifecycle lookup", "lookup", on(&["lifecycle", "lookup", "Windows Server 2012 R2"])),
        ("plan", "plan", on(&["plan", "ESTATE", "--as-of", "2026-10-31"])),
        ("plan solve", "solution", on(&["plan", "solve", "PORTFOLIO"])),
        ("questions", "answer", on(&["questions", "ESTATE", "--framework"])),
        ("register", "register", on(&["register", "ESTATE"])),
        ("rules", "answer", on(&["rules"])),
        ("unlisted", "answer", on(&["unlisted", "ESTATE", "LIST"])),
    ]
}

fn run(words: &[String], format: &str, file: Option<&Path>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_techstrata"));
    command.args(words).args(["--format", format, "--quiet"]);
    if let Some(file) = file {
        command.arg("--output").arg(file);
    }
    command.output().unwrap()
}

/// Every command of the command line, `lifecycle list` and the like.
fn commands() -> Vec<(String, clap::Command)> {
    let mut found = Vec::new();
    for command in Args::command().get_subcommands() {
        found.push((command.get_name().to_owned(), command.clone()));
        for below in command.get_subcommands() {
            found.push((format!("{} {}", command.get_name(), below.get_name()), below.clone()));
        }
    }
    found
}

#[test]
fn every_command_with_formats_is_listed_and_offers_what_the_list_says() {
    let mut offered = BTreeSet::new();
    for (name, command) in commands() {
        let Some(format) = command.get_arguments().find(|argument| argument.get_id() == "format") else {
            continue;
        };
        let words: Vec<String> =
            format.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
        let listed = FORMATS.iter().find(|(known, _)| *known == name);
        let listed = listed.unwrap_or_else(|| panic!("{name} is in no list of formats")).1;
        let listed: Vec<&str> = listed.iter().map(|format| format.word()).collect();
        assert_eq!(words, listed, "{name}");
        for format in ["text", "json", "markdown"] {
            assert!(listed.contains(&format), "{name} lacks {format}");
        }
        offered.insert(name);
    }
    let listed: BTreeSet<String> = FORMATS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(offered, listed);
}

#[test]
fn every_format_is_written_by_a_command_and_looks_like_itself() {
    let folder = tempfile::tempdir().unwrap();
    let mut written = BTreeSet::new();
    let mut asked = BTreeSet::new();
    for (name, _, words) in calls(folder.path()) {
        asked.insert(name);
        let formats = FORMATS.iter().find(|(known, _)| *known == name).unwrap().1;
        for format in formats {
            let file = folder.path().join("answer");
            let output = run(&words, format.word(), Some(&file));
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success(), "{words:?} {}: {said}", format.word());
            let bytes = std::fs::read(&file).unwrap();
            assert!(looks_like(*format, &bytes), "{words:?} {}", format.word());
            written.insert(*format);
        }
    }
    assert_eq!(asked, FORMATS.iter().map(|(name, _)| *name).collect(), "each command is tried");
    assert_eq!(written, Format::ALL.into_iter().collect(), "each format is tried");
}

fn looks_like(format: Format, bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    match format {
        Format::Text => !text.trim().is_empty() && !text.contains("</"),
        Format::Json => serde_json::from_str::<Value>(&text).is_ok_and(|value| value.is_object()),
        Format::Markdown => text.starts_with("# "),
        Format::Html => text.starts_with("<!doctype html>") && text.ends_with("</html>\n"),
        Format::Csv => text.starts_with('\u{feff}') && text.contains("\r\n"),
        Format::Xlsx => bytes.starts_with(b"PK"),
        Format::Dot => text.contains("digraph {") && text.ends_with("}\n"),
        Format::Graphml => text.contains("<graphml ") && text.ends_with("</graphml>\n"),
        Format::Gexf => text.contains("<gexf ") && text.ends_with("</gexf>\n"),
        Format::Mermaid => text.starts_with("flowchart LR\n"),
    }
}

#[test]
fn every_json_has_the_same_head_and_fits_its_schema() {
    let folder = tempfile::tempdir().unwrap();
    let mut forms = BTreeSet::new();
    let own = calls(folder.path()).into_iter();
    let own = own.map(|(name, schema, mut words)| {
        words.extend(["--format".to_owned(), "json".to_owned()]);
        (name, schema, words)
    });
    for (_, schema, words) in own {
        let output = Command::new(env!("CARGO_BIN_EXE_techstrata")).args(&words).arg("-q").output().unwrap();
        let document: Value = serde_json::from_slice(&output.stdout).unwrap();
        let keys: Vec<&String> = document.as_object().unwrap().keys().take(4).collect();
        assert_eq!(keys, ["format", "version", "day", "hash"], "{words:?}");
        let form = document["format"].as_str().unwrap();
        let (name, version) = form.split_once('/').unwrap();
        assert!(name.starts_with("techstrata-") && version.parse::<u32>().is_ok(), "{form}");
        assert_eq!(document["version"], env!("CARGO_PKG_VERSION"));
        let reads_files =
            words.iter().any(|word| Path::new(word) == inventory() || word.ends_with("portfolio.json"));
        assert_eq!(document["hash"].as_str().map(str::len), reads_files.then_some(64), "{words:?}");
        forms.insert((form.to_owned(), schema));
        let published = PUBLISHED.iter().find(|published| published.name == schema).unwrap();
        let validator = jsonschema::validator_for(&published.text().parse().unwrap()).unwrap();
        let fault = validator.iter_errors(&document).next().map(|error| error.to_string());
        assert_eq!(fault, None, "{words:?}");
    }
    assert!(forms.len() >= FORMATS.len(), "each command has a form of its own: {forms:?}");
}

/// The currency of a sum and the unit of a figure stand in the heading.
#[test]
fn columns_of_sums_name_their_currency() {
    let folder = tempfile::tempdir().unwrap();
    for (command, sums) in [
        ("plan", &["cost (GBP)"][..]),
        ("register", &["remediation_cost (GBP)", "running_cost_per_year (GBP)", "saving_per_year (GBP)"]),
    ] {
        let (_, _, words) = calls(folder.path()).into_iter().find(|call| call.0 == command).unwrap();
        let said = String::from_utf8(run(&words, "csv", None).stdout).unwrap();
        let headings: Vec<&str> = said.lines().next().unwrap().split(',').collect();
        for sum in sums {
            assert!(headings.contains(sum), "{command}: {headings:?}");
        }
        let bare: Vec<&&str> =
            headings.iter().filter(|name| name.contains("cost") && !name.ends_with(')')).collect();
        assert!(bare.is_empty(), "{command}: {bare:?}");
    }
}
