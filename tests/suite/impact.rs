//! `impact` as a duty manager meets it: the words for the bundled hub, what a
//! wrong name gets, and that every format holds together.

use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

use crate::runs::ran;

fn south_vale() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("inventories/south-vale")
}

fn run(arguments: &[&str]) -> Output {
    ran(&[&["impact", south_vale().to_str().unwrap()], arguments, &["--quiet"]].concat())
}

fn text(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(subject: &str) -> Value {
    serde_json::from_str(&text(&[subject, "--format", "json"])).unwrap()
}

#[test]
fn the_answer_for_the_hub_is_the_one_that_was_read() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/impact/south-vale-tie.txt");
    let found = text(&["tie"]);
    if std::env::var_os("TECHSTRATA_UPDATE").is_some() {
        techstrata::render::write::write(&path, found.as_bytes()).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap();
    assert_eq!(found, expected, "read it, then TECHSTRATA_UPDATE=1 cargo test impact::");
}

#[test]
fn the_answer_is_bounded() {
    for subject in ["tie", "vm-cluster-b", "windows server 2012 r2", "site:general", "core-network"] {
        let lines = text(&[subject]).lines().count();
        assert!(lines < 140, "{subject}: {lines} lines are not an answer");
    }
}

#[test]
fn every_kind_of_subject_is_understood() {
    for (subject, kind) in [
        ("riverside/tie", "system"),
        ("device:riverside/ward-desktops", "device"),
        ("riverside/discharge-fax", "interface"),
        ("site:riverside/general", "site"),
        ("product:windows server 2012 r2", "product"),
        ("supplier:Northlode Software", "supplier"),
    ] {
        assert_eq!(json(subject)["subject"]["kind"], kind, "{subject}");
    }
}

#[test]
fn causes_precede_what_they_stop() {
    let document = json("vm-cluster-b");
    let stops = document["stops"].as_array().unwrap();
    let hours =
        |id: &Value| stops.iter().find(|stop| stop["id"] == *id).map(|stop| stop["hours"].as_f64().unwrap());
    assert!(stops.len() > 20);
    for stop in stops.iter().filter(|stop| stop["why"] != "asked") {
        let cause = if stop["why"] == "lost-feed" { &stop["feed_lost_with"] } else { &stop["because_of"] };
        let before = hours(cause).unwrap_or_else(|| panic!("{stop}: its cause does not stop"));
        let copes = stop["copes_hours"].as_f64().unwrap_or(0.0);
        assert!((before + copes - stop["hours"].as_f64().unwrap()).abs() < 1e-9, "{stop}");
    }
    let blast: Vec<f64> = document["blast"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["criticality"].as_f64().unwrap())
        .collect();
    assert!(blast.is_sorted());
}

#[test]
fn drawings_name_what_stops() {
    let mermaid = text(&["tie", "--format", "mermaid"]);
    assert!(mermaid.starts_with("flowchart LR\n") && mermaid.contains("Blood transfusion"), "{mermaid}");
    let dot = text(&["tie", "--format", "dot"]);
    assert!(dot.contains("digraph {") && dot.contains("-> n1"), "{dot}");
}

#[test]
fn a_wrong_name_is_answered_with_the_nearest() {
    let output = run(&["riverside/tiee"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("nothing in use is called `riverside/tiee`"), "{said}");
}

#[test]
fn what_fails_at_once_is_named_and_drawn_as_one() {
    let said = text(&["site:general"]);
    assert!(
        said.contains("35 systems and 36 device fleets (12,455 devices) fail with it at once."),
        "{said}"
    );
    assert!(said.contains("and 59 more: 23 systems and 36 device fleets"), "{said}");
    assert!(
        said.contains("the first at\nonce or later.") || said.contains("the\nfirst at once or later."),
        "{said}"
    );
    let on = json("site:general")["subject"]["runs_on"].clone();
    let stops = json("site:general")["stops"].clone();
    let stops: Vec<&Value> = stops.as_array().unwrap().iter().map(|stop| &stop["name"]).collect();
    assert!(on.as_array().unwrap().iter().all(|name| !stops.contains(&name)), "{on}");
    for subject in ["site:general", "tie", "windows server 2012 r2", "riverside/discharge-fax"] {
        let drawn = text(&[subject, "--format", "mermaid"]);
        let nodes = drawn
            .lines()
            .filter(|line| line.starts_with("  n") && line.contains('[') && !line.contains("[\"and "))
            .count();
        let arrows = drawn.lines().filter(|line| line.contains(" -->")).count();
        assert!((1..=40).contains(&nodes) && arrows == nodes - 1, "{subject}: {nodes}, {arrows}");
    }
}

#[test]
fn an_interface_names_its_ends() {
    let said = text(&["riverside/discharge-fax"]);
    for line in
        ["Call     no owner is recorded", "From     Electronic Patient Record", "To       Community record"]
    {
        assert!(said.contains(line), "{said}");
    }
    assert!(text(&["device:riverside/ward-desktops"]).contains("1,400 devices are out."));
    assert!(text(&["supplier:Dell"]).contains("Nothing fails with it at once."));
}
