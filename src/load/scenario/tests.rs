//! Scenarios laid over small inventories.

use super::{claims, lay, read};
use crate::diagnostic::{Diagnostic, LabelPlace};
use crate::load::place::Locator;
use crate::load::{Loaded, LoadedFile};
use crate::model::Inventory;
use crate::source::{FileId, SourceFile};

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

fn loaded(base: &str) -> Loaded {
    let mut loaded = Loaded::default();
    let file = loaded.sources.add(SourceFile { path: "base.yaml".to_owned(), text: base.into() });
    let inventory: Inventory = serde_yaml::from_str(base).unwrap();
    loaded.files.push(LoadedFile::new(file, inventory));
    loaded
}

fn laid(scenario: &str, times: usize) -> Result<String, Vec<Diagnostic>> {
    let mut loaded = loaded(BASE);
    for _ in 0..times {
        lay(&mut loaded, "scenario.yaml", scenario)?;
    }
    let files: Vec<serde_json::Value> =
        loaded.files.iter().map(|file| serde_json::to_value(&file.inventory).unwrap()).collect();
    Ok(serde_json::to_string(&files).unwrap())
}

/// `line:column code: message` of all that is wrong with a scenario.
fn faults(scenario: &str) -> Vec<String> {
    let mut loaded = loaded(BASE);
    let faults = lay(&mut loaded, "scenario.yaml", scenario).unwrap_err();
    let spots: Vec<LabelPlace> = faults.iter().map(|fault| fault.labels[0].spot.clone()).collect();
    let places = Locator::new(&loaded.sources).locate_spots(&spots);
    faults
        .iter()
        .zip(places)
        .map(|(fault, at)| format!("{}:{} {}: {}", at.line, at.column, fault.code.word(), fault.message))
        .collect()
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
    assert_eq!(faults[0].message, "there is no system `hubb`");
    assert_eq!(faults[0].help, ["did you mean `a/hub`?"]);
}

#[test]
fn what_does_not_fit_is_placed_and_said_in_the_words_of_the_format() {
    assert_eq!(
        faults("retire:\n  systems: [hubb]\nmove: [{system: pas, to: c}]\n"),
        [
            "3:26 dangling-reference: there is no organisation `c` to move it to",
            "2:13 dangling-reference: there is no system `hubb`",
        ]
    );
    assert_eq!(
        faults("set:\n  - system: pas\n    facts: {criticality: hugh, resilence: {rto_hours: 4}}\n"),
        ["3:26 unknown-word: `hugh` is not a `criticality`", "3:32 unknown-key: there is no key `resilence`",]
    );
    // A list is replaced whole; what a mapping leaves out stays as it is.
    assert_eq!(
        faults("set: [{system: pas, facts: {depends_on: [{tolerance_hours: 2}]}}]"),
        ["1:42 missing-key: the key `any_of` in `depends_on` is missing"]
    );
    assert_eq!(faults("retyre: {}"), ["1:1 unknown-key: there is no key `retyre`"]);
    assert_eq!(
        faults("budgets: [{year: 27, capital: 1}]"),
        ["1:18 out-of-range: 27 is out of range: expected a number from 1900 to 2200"]
    );
}

#[test]
fn something_new_with_a_known_id_is_refused() {
    let found = faults(
        "add: {organisation: a, systems: [{id: hub, name: H}], interfaces: [{id: orders, from: pas, to: lims}]}",
    );
    assert_eq!(
        found,
        [
            "1:39 duplicate-id: the system `hub` is there already",
            "1:73 duplicate-id: the interface `orders` is there already",
        ]
    );
    // In another organisation it is another thing.
    assert!(laid("add: {organisation: b, systems: [{id: hub, name: H}]}", 1).is_ok());
}

#[test]
fn vocabulary_alone_can_be_added() {
    let after = laid("add: {organisation: a, capabilities: [{id: care, name: Care}]}", 1).unwrap();
    assert!(after.contains("\"care\""), "{after}");
}

#[test]
fn what_a_moved_system_refers_to_stays_where_it_was() {
    let base = "
organisation: a
organisations: [{id: region, name: R}, {id: a, name: A, part_of: region}, {id: b, name: B}]
teams: [{id: desk, name: Desk}]
sites: [{id: main, name: Main}]
systems:
  - id: pas
    name: PAS
    owner: {team: desk}
    sites: [main]
    depends_on: [lims]
    capabilities: [booking, care]
    data: [{entity: patient}]
    modernisation:
      - {id: lift, kind: upgrade, capacity: {desk: 4, crew: 2}}
      - {id: swap, kind: replace, after: [lift, test]}
  - {id: lims, name: Laboratory, modernisation: [{id: test, kind: upgrade}, {id: last, kind: upgrade, after: [lift]}]}
";
    let above = "
organisation: region
teams: [{id: crew, name: Crew}]
capabilities: [{id: care, name: Care}]
data_entities: [{id: patient, name: Patient}]
";
    let mut loaded = loaded(&base.replace("teams:", "capabilities: [{id: booking, name: Booking}]\nteams:"));
    let file = loaded.sources.add(SourceFile { path: "region.yaml".to_owned(), text: above.into() });
    let inventory: Inventory = serde_yaml::from_str(above).unwrap();
    loaded.files.push(LoadedFile::new(file, inventory));
    lay(&mut loaded, "scenario.yaml", "move: [{system: a/pas, to: b}]").unwrap();
    let moved = &loaded.files.last().unwrap().inventory;
    assert_eq!(moved.organisation.known().unwrap().as_str(), "b");
    let pas = serde_json::to_value(&moved.systems[0]).unwrap();
    assert_eq!(pas["capabilities"], serde_json::json!(["a/booking", "region/care"]));
    assert_eq!(pas["data"][0]["entity"], "region/patient");
    assert_eq!(pas["owner"]["team"], "a/desk");
    assert_eq!(pas["sites"][0], "a/main");
    let capacity = pas["modernisation"][0]["capacity"].as_object().unwrap();
    assert_eq!(capacity.keys().collect::<Vec<_>>(), ["a/desk", "region/crew"]);
    assert_eq!(pas["modernisation"][1]["after"], serde_json::json!(["b/lift", "a/test"]));
    let lims = serde_json::to_value(&loaded.files[0].inventory.systems[0]).unwrap();
    assert_eq!(lims["modernisation"][1]["after"], serde_json::json!(["b/lift"]));
}

#[test]
fn claims_are_said_in_words() {
    let text = "set: [{system: a/lims, facts: {people: {supporters: 4}, sites: [main], users: null}}]";
    let (scenario, faults) = read(text, FileId(0));
    assert!(faults.is_empty());
    assert_eq!(claims(&scenario), ["a/lims: people.supporters 4, sites main, users not known"]);
}
