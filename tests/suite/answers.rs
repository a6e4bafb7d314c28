//! The bundled estates against their answer keys: every planted fault is
//! found, and no innocent is accused.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;

use crate::runs::ran;

#[derive(Deserialize)]
struct AnswerKey {
    faults: Vec<Answer>,
    innocents: Vec<Answer>,
}

#[derive(Deserialize)]
struct Answer {
    rule: String,
    subject: String,
    because: String,
}

impl Answer {
    fn finding(&self) -> String {
        format!("{}:{}", self.rule, self.subject)
    }
}

fn inventories() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("inventories")
}

/// Ids of all findings of a bundled estate, on the day of its settings.
fn findings_of(name: &str) -> BTreeSet<String> {
    let output = ran(&["analyse", inventories().join(name).to_str().unwrap(), "--format", "json", "--quiet"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let results: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = results["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["id"].as_str().unwrap().to_owned()).collect()
}

fn assert_agrees(name: &str, least_faults: usize, least_innocents: usize) {
    let text = std::fs::read_to_string(inventories().join(format!("{name}.answers.yaml"))).unwrap();
    let key: AnswerKey = serde_yaml::from_str(&text).unwrap();
    assert!(key.faults.len() >= least_faults && key.innocents.len() >= least_innocents);
    let found = findings_of(name);
    let missed = key.faults.iter().filter(|fault| !found.contains(&fault.finding()));
    let accused = key.innocents.iter().filter(|innocent| found.contains(&innocent.finding()));
    let wrong: Vec<String> = missed
        .map(|fault| format!("missed {}: {}", fault.finding(), fault.because))
        .chain(accused.map(|innocent| format!("accused {}: {}", innocent.finding(), innocent.because)))
        .collect();
    assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
}

#[test]
fn the_region_shows_every_fault_and_accuses_no_innocent() {
    assert_agrees("south-vale", 50, 25);
}

#[test]
fn the_council_shows_every_fault_and_accuses_no_innocent() {
    assert_agrees("brackwater-council", 20, 10);
}

#[test]
fn every_rule_has_a_planted_fault() {
    let text = std::fs::read_to_string(inventories().join("south-vale.answers.yaml")).unwrap();
    let key: AnswerKey = serde_yaml::from_str(&text).unwrap();
    let planted: BTreeSet<&str> = key.faults.iter().map(|fault| fault.rule.as_str()).collect();
    let missing: Vec<&str> = techstrata::analyse::registry::rules()
        .map(|rule| rule.meta.id)
        .filter(|id| !planted.contains(id))
        .collect();
    assert!(missing.is_empty(), "no fault is planted for {missing:?}");
}
