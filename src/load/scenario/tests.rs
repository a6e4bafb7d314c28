//! Scenarios laid over small inventories.

use super::{apply, read};
use crate::load::{Loaded, LoadedFile};
use crate::model::Inventory;
use crate::source::FileId;

const BASE: &str = "
organisation: a
organisations: [{id: a, name: A}, {id: b, name: B}]
systems:
  - {id: hub, name: Hub, kind: integration-engine}
  - {id: new-hub, name: New hub, kind: integration-engine}
  - {id: pas, name: PAS, depends_on: [hub], resilience: {failover: none, rto_hours: 4}}
  - {id: lims, name: Laboratory}
interfaces:
  - {id: orders, from: pas, to: lims, via: [hub]}
";

fn laid(scenario: &str, times: usize) -> Result<String, Vec<String>> {
    let mut loaded = Loaded::default();
    let inventory: Inventory = serde_yaml::from_str(BASE).unwrap();
    loaded.files.push(LoadedFile { file: FileId(0), inventory, kept: Vec::new(), broken: Vec::new() });
    let read = read(scenario).unwrap();
    for _ in 0..times {
        apply(&mut loaded, &read, "scenario.yaml", scenario)?;
    }
    let files: Vec<serde_json::Value> =
        loaded.files.iter().map(|file| serde_json::to_value(&file.inventory).unwrap()).collect();
    Ok(serde_json::to_string(&files).unwrap())
}

#[test]
fn the_same_scenario_twice_changes_nothing_the_second_time() {
    let scenario = "
retire: {systems: [lims], interfaces: [orders]}
replace: [{system: hub, by: new-hub}]
move: [{system: a/pas, to: b}]
add: {organisation: a, systems: [{id: portal, name: Portal}]}
set: [{system: new-hub, facts: {resilience: {failover: tested, failover_tested: 2027-01}}}]
";
    assert_eq!(laid(scenario, 1).unwrap(), laid(scenario, 2).unwrap());
}

#[test]
fn what_led_to_the_old_leads_to_the_new() {
    let after = laid("replace: [{system: hub, by: new-hub}]", 1).unwrap();
    assert!(after.contains("\"via\":[\"a/new-hub\"]") && after.contains("a/new-hub"), "{after}");
    assert!(after.contains("\"status\":\"retired\""));
}

#[test]
fn facts_are_laid_over_and_the_rest_stays() {
    let after = laid("set: [{system: pas, facts: {resilience: {failover: tested}}}]", 1).unwrap();
    assert!(after.contains("\"failover\":\"tested\"") && after.contains("\"rto_hours\":4"), "{after}");
}

#[test]
fn what_is_not_there_says_so_with_the_nearest() {
    let faults = laid("{retire: {systems: [hubb]}, set: [{facts: {}}]}", 1).unwrap_err();
    assert_eq!(faults.len(), 2);
    assert!(faults[0].contains("there is no system `hubb`; did you mean `a/hub`"), "{faults:?}");
    let faults = laid("set: [{system: pas, facts: {resilience: {failover: maybe}}}]", 1).unwrap_err();
    assert!(faults[0].contains("maybe"), "{faults:?}");
}
