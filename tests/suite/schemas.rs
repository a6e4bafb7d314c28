//! The published schemas: fresh, and judged by an independent validator.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use techstrata::render::schema::PUBLISHED;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn schema(name: &str) -> Value {
    let text = std::fs::read_to_string(root().join(format!("schemas/{name}.schema.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "writes generated files into the source tree")]
fn the_published_schemas_are_fresh() {
    for published in PUBLISHED {
        let path = root().join("schemas").join(published.file_name());
        if std::env::var_os("TECHSTRATA_UPDATE").is_some() {
            std::fs::write(&path, published.text()).unwrap();
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            written == published.text(),
            "schemas/{} is stale: run `TECHSTRATA_UPDATE=1 cargo test schemas::`",
            published.file_name()
        );
    }
}

/// Every YAML file below a folder.
fn yaml_below(folder: &Path) -> Vec<PathBuf> {
    walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect()
}

fn as_json(path: &Path) -> Value {
    serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn every_bundled_inventory_fits_its_schema() {
    let inventory = jsonschema::validator_for(&schema("inventory")).unwrap();
    let settings = jsonschema::validator_for(&schema("settings")).unwrap();
    let scenario = jsonschema::validator_for(&schema("scenario")).unwrap();
    let mut looked_at = 0;
    for path in yaml_below(&root().join("inventories")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".answers.yaml") {
            continue;
        }
        let is_scenario = path.parent().is_some_and(|folder| folder.ends_with("scenarios"));
        let validator = match name.as_str() {
            "techstrata.yaml" => &settings,
            _ if is_scenario => &scenario,
            _ => &inventory,
        };
        let faults: Vec<String> = validator
            .iter_errors(&as_json(&path))
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{}:\n{}", path.display(), faults.join("\n"));
        looked_at += 1;
    }
    assert!(looked_at > 40, "{looked_at}");
}

#[test]
fn the_validator_rejects_what_check_rejects() {
    let validator = jsonschema::validator_for(&schema("inventory")).unwrap();
    // Faults of form; what only the whole estate can show is not a schema's to see.
    let of_form = [
        "unknown-key-top",
        "unknown-key-in-system",
        "unknown-key-deep",
        "missing-key",
        "list-without-dash",
        "text-for-list",
        "text-for-number",
        "text-for-boolean",
        "mapping-for-text",
        "money-with-sign",
        "unknown-word-criticality",
        "unknown-word-protocol",
        "bad-date-order",
        "bad-date-no-such-month",
        "bad-id",
        "out-of-range-satisfaction",
        "out-of-range-percent",
        "negative-count",
    ];
    for case in of_form {
        let path = root().join("tests/diagnostics").join(case).join("input/bad.yaml");
        assert!(!validator.is_valid(&as_json(&path)), "{case} passes the schema");
    }
}

#[test]
fn results_fit_their_schema() {
    let validator = jsonschema::validator_for(&schema("results")).unwrap();
    for name in ["minimal", "south-vale", "brackwater-council"] {
        let output = Command::new(env!("CARGO_BIN_EXE_techstrata"))
            .args(["analyse", "--format", "json", "--quiet", "--as-of", "2026-10-31"])
            .arg(root().join("inventories").join(name))
            .output()
            .unwrap();
        let results: Value = serde_json::from_slice(&output.stdout).unwrap();
        let faults: Vec<String> = validator
            .iter_errors(&results)
            .take(5)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
    }
}

#[test]
fn other_documents_fit_their_schemas() {
    for (name, arguments) in [
        ("graph", &["graph"][..]),
        ("graph", &["graph", "--view", "integration"]),
        ("graph", &["graph", "--view", "organisation"]),
        ("impact", &["impact"]),
    ] {
        let subject: &[&str] = if name == "impact" { &["riverside/tie"] } else { &[] };
        let output = Command::new(env!("CARGO_BIN_EXE_techstrata"))
            .args(arguments)
            .arg(root().join("inventories/south-vale"))
            .args(subject)
            .args(["--format", "json", "--quiet"])
            .output()
            .unwrap();
        let document: Value = serde_json::from_slice(&output.stdout).unwrap();
        let validator = jsonschema::validator_for(&schema(name)).unwrap();
        let fault = validator.iter_errors(&document).next().map(|error| error.to_string());
        assert_eq!(fault, None, "{arguments:?}");
    }
}
