//! Scenarios: what they break, what they change, and that laying one over
//! twice changes nothing.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;
use techstrata::check;
use techstrata::check::estate::Endpoint;
use techstrata::files::Files;
use techstrata::load::{SettingsFrom, load};
use techstrata::render::write::write;

use crate::runs::ran;

fn south_vale() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("inventories/south-vale")
}

fn techstrata(command: &str, arguments: &[&str]) -> Output {
    ran(&[&[command, south_vale().to_str().unwrap()], arguments, &["--quiet"]].concat())
}

fn json(output: &Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn scenario(folder: &tempfile::TempDir, name: &str, yaml: &str) -> String {
    let path = folder.path().join(name);
    write(&path, yaml.as_bytes()).unwrap();
    path.to_str().unwrap().to_owned()
}

fn compared(scenarios: &[&str]) -> Value {
    let mut arguments = vec!["--format", "json", "--gap", "0.05"];
    for path in scenarios {
        arguments.extend(["--scenario", path]);
    }
    json(&techstrata("compare", &arguments))
}

/// Ids of interfaces in use that end at the engine or pass it, from the
/// inventory itself.
fn interfaces_of_the_engine() -> BTreeSet<String> {
    let loaded = load(&Files::default(), &south_vale(), SettingsFrom::Folder).unwrap();
    let estate = check::resolve(loaded.files, false).estate;
    let engine = estate
        .systems()
        .find(|(index, _)| estate.key(Endpoint::System(*index).into()).to_string() == "riverside/tie")
        .unwrap()
        .0;
    let passes = |links: &techstrata::check::estate::InterfaceLinks| {
        links.via.contains(&engine) || [links.from, links.to].contains(&Endpoint::System(engine))
    };
    estate
        .interfaces()
        .filter(|(_, entry)| entry.record.is_in_use() && passes(&entry.links))
        .map(|(index, _)| estate.key(techstrata::check::estate::Subject::Interface(index)).to_string())
        .collect()
}

#[test]
fn a_scenario_that_retires_a_hub_lists_every_interface_that_it_breaks() {
    let folder = tempfile::tempdir().unwrap();
    let path = scenario(&folder, "lost.yaml", "retire: {systems: [riverside/tie]}");
    let document = compared(&[&path]);
    let broken: BTreeSet<String> = list(&document["columns"][1]["broken"])
        .iter()
        .filter(|broken| broken["kind"] == "interface")
        .map(|broken| broken["id"].as_str().unwrap().to_owned())
        .collect();
    let expected = interfaces_of_the_engine();
    assert!(expected.len() > 80);
    assert_eq!(broken, expected);
    assert!(list(&document["columns"][0]["broken"]).is_empty(), "nothing is broken as it is");
    let in_use = |column: usize| document["columns"][column]["figures"]["interfaces"].as_u64().unwrap();
    assert_eq!(in_use(1), in_use(0) - broken.len() as u64, "what is broken is not in use");
    assert_eq!(document["columns"][1]["assumes"][0], "riverside/tie is gone");
}

#[test]
fn the_same_scenario_twice_is_the_same_as_once() {
    let path = south_vale().join("scenarios/one-engine.yaml");
    let path = path.to_str().unwrap();
    let once = json(&techstrata("analyse", &["--format", "json", "--scenario", path]));
    let twice = json(&techstrata("analyse", &["--format", "json", "--scenario", path, "--scenario", path]));
    assert_eq!(once["findings"], twice["findings"]);
    assert_eq!(once["estate"], twice["estate"]);
}

#[test]
fn the_scenarios_beside_the_inventory_are_compared_and_are_no_part_of_it() {
    let document = json(&techstrata("compare", &["--format", "json", "--gap", "0.05"]));
    let names: Vec<&str> =
        list(&document["columns"]).iter().map(|column| column["name"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        ["As it is", "The engine is switched off with nothing in its place", "One engine for the region"]
    );
    let one_engine = &document["columns"][2];
    let gone: Vec<&str> =
        list(&one_engine["gone"]).iter().map(|finding| finding["id"].as_str().unwrap()).collect();
    assert!(gone.contains(&"dangerous-hub:riverside/tie"));
    assert!(list(&one_engine["broken"]).is_empty(), "{}", one_engine["broken"]);
    assert_eq!(one_engine["figures"]["systems"], document["columns"][0]["figures"]["systems"]);
}

#[test]
fn a_scenario_forces_and_forbids_actions_and_sets_budgets() {
    let folder = tempfile::tempdir().unwrap();
    let yaml = "
actions: {force: [riverside/bms-join], forbid: [riverside/tie-lift]}
budgets: [{year: 2027, capital: 900000, revenue: 400000}]
";
    let plan = |path: &str| techstrata("plan", &["--format", "json", "--gap", "0.05", "--scenario", path]);
    let wrong = plan(&scenario(&folder, "wrong.yaml", yaml));
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("riverside/bms-join"));
    let right = yaml.replace("riverside/bms-join", "stanmere/ortho-link-relay");
    let found = json(&plan(&scenario(&folder, "right.yaml", &right)));
    let done: Vec<&str> =
        list(&found["actions"]).iter().map(|action| action["id"].as_str().unwrap()).collect();
    assert!(done.contains(&"stanmere/ortho-link-relay") && !done.contains(&"riverside/tie-lift"));
    assert_eq!(list(&found["years"]).len(), 1);
    let forbidden =
        list(&found["undone"]).iter().find(|undone| undone["id"] == "riverside/tie-lift").unwrap();
    assert_eq!(forbidden["why"], "the scenario forbids it");
}

#[test]
fn what_a_scenario_states_is_cited_where_it_states_it() {
    let folder = tempfile::tempdir().unwrap();
    let yaml = "name: Known\nset:\n  - system: riverside/tie\n    facts:\n      resilience:\n        failover: untested\n";
    let path = scenario(&folder, "known.yaml", yaml);
    let found = json(&techstrata("analyse", &["--format", "json", "--scenario", &path]));
    let text = found.to_string();
    assert!(text.contains("known.yaml"), "the hub's standby is cited");
    let cited: Vec<&Value> = list(&found["findings"])
        .iter()
        .flat_map(|finding| list(&finding["evidence"]))
        .filter(|evidence| evidence["file"].as_str().is_some_and(|file| file.ends_with("known.yaml")))
        .collect();
    assert!(!cited.is_empty());
    assert!(cited.iter().all(|evidence| evidence["line"] == 6), "{cited:?}");
}

#[test]
fn the_report_sets_scenarios_beside_the_estate_or_says_that_one_is_laid_over_it() {
    let folder = tempfile::tempdir().unwrap();
    let page = |arguments: &[&str]| {
        let path = folder.path().join("report.html");
        let output = path.to_str().unwrap();
        let made = techstrata("report", &[&["--output", output], arguments].concat());
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        std::fs::read_to_string(path).unwrap()
    };
    let beside = page(&[]);
    assert!(beside.contains("One engine for the region") && beside.contains("20% less money"));
    assert!(!beside.contains("Not the estate as it is"));
    let path = scenario(&folder, "off.yaml", "name: Engine off\nretire: {systems: [riverside/tie]}\n");
    let laid = page(&["--scenario", &path]);
    assert!(laid.contains("Not the estate as it is, but a scenario: Engine off"));
    assert!(laid.contains("Taken for granted: Engine off") && laid.contains("riverside/tie is gone"));
    assert!(!laid.contains("One engine for the region"));
}

#[test]
fn what_is_wrong_with_a_scenario_is_said_all_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = scenario(&folder, "bad.yaml", "retire: {systems: [riverside/tye, riverside/pass]}");
    let output = techstrata("analyse", &["--scenario", &path]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("there is no system `riverside/tye`") && said.contains("`riverside/pass`"),
        "{said}"
    );
    assert!(said.contains("bad.yaml:1:20") && said.contains("did you mean `riverside/tie`"), "{said}");
    let path = scenario(&folder, "odd.yaml", "retyre: {}");
    let output = techstrata("analyse", &["--scenario", &path]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("odd.yaml:1:1") && said.contains("did you mean `retire`?"), "{said}");
    let yaml =
        "add:\n  organisation: riverside\n  systems:\n    - {id: new-one, name: New, depends_on: [nobody]}\n";
    let output = techstrata("check", &["--scenario", &scenario(&folder, "dangling.yaml", yaml)]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("dangling.yaml:4:45"), "{said}");
}

#[test]
fn a_system_can_move_with_all_that_it_refers_to() {
    let folder = tempfile::tempdir().unwrap();
    let path = scenario(&folder, "move.yaml", "move: [{system: riverside/clinical-portal, to: hillbrook}]");
    let output = techstrata("check", &["--scenario", &path]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let found = json(&techstrata("analyse", &["--format", "json", "--scenario", &path]));
    let text = found.to_string();
    assert!(text.contains("hillbrook/clinical-portal") && !text.contains("riverside/clinical-portal\""));
}

#[test]
fn what_cannot_be_forced_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let force = |name: &str, yaml: &str| {
        let path = scenario(&folder, name, yaml);
        techstrata("plan", &["--gap", "0.05", "--scenario", &path])
    };
    let both = force("both.yaml", "actions: {force: [tie-lift], forbid: [riverside/tie-lift]}");
    assert_eq!(both.status.code(), Some(2));
    let said = String::from_utf8_lossy(&both.stderr).into_owned();
    assert!(
        said.contains("must and may not do `riverside/tie-lift`") && said.contains("both.yaml:1:19"),
        "{said}"
    );
    let one_year = "actions: {force: [tie-replace]}\nbudgets: [{year: 2027, capital: 1000, revenue: 1000}]\n";
    let short = force("short.yaml", one_year);
    assert!(short.status.success(), "{}", String::from_utf8_lossy(&short.stderr));
    let text = String::from_utf8(short.stdout).unwrap();
    assert!(text.contains("Forced but not possible: 1"), "{text}");
}
