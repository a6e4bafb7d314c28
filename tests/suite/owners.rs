//! Whose a file is, is one decision: however an estate says it, check,
//! scenarios and comparisons see the same estate.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;
use techstrata::check;
use techstrata::check::Estate;
use techstrata::check::estate::Subject;
use techstrata::files::Files;
use techstrata::load::{SettingsFrom, load, scenario};

const ORGANISATION: &str = "organisations: [{id: general, name: General}]\n";
const SYSTEMS: &str = "
systems:
  - {id: pas, name: PAS, depends_on: [hub], modernisation: [{id: lift, kind: upgrade, after: [swap]}]}
  - {id: hub, name: Hub, modernisation: [{id: swap, kind: replace}]}
  - {id: new-hub, name: New hub}
";
const REST: &str = "
devices: [{id: pcs, name: Computers, runs: [pas, hub]}]
interfaces: [{id: orders, from: pas, to: pcs, via: [hub]}]
journeys: [{id: visit, name: Visit, steps: [{name: book, system: hub}]}]
";

/// The same estate, by how it says whose it is.
fn estates() -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    let stated = |text: &str| format!("organisation: general\n{text}");
    vec![
        (
            "each file states it",
            vec![
                ("all.yaml", stated(ORGANISATION)),
                ("more/systems.yaml", stated(SYSTEMS)),
                ("rest.yaml", stated(REST)),
            ],
        ),
        (
            "a folder states it",
            vec![
                ("organisation.yaml", ORGANISATION.to_owned()),
                ("more/systems.yaml", SYSTEMS.to_owned()),
                ("rest.yaml", REST.to_owned()),
            ],
        ),
        (
            "there is but one",
            vec![
                ("z.yaml", ORGANISATION.to_owned()),
                ("more/systems.yaml", SYSTEMS.to_owned()),
                ("rest.yaml", REST.to_owned()),
            ],
        ),
        (
            "one file states it and another declares it",
            vec![("a.yaml", stated(SYSTEMS)), ("b.yaml", format!("{ORGANISATION}{REST}"))],
        ),
        ("all is in one file", vec![("a.yaml", format!("{ORGANISATION}{SYSTEMS}{REST}"))]),
        ("nobody says it", vec![("a.yaml", SYSTEMS.to_owned()), ("b.yaml", REST.to_owned())]),
    ]
}

#[expect(clippy::disallowed_methods, reason = "writes an inventory for a test")]
fn written(files: &[(&str, String)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// What an estate joins, without the name of its one organisation.
fn shape(estate: &Estate) -> Vec<String> {
    let key = |subject: Subject| estate.key(subject).to_string().replace("general/", "");
    let interfaces = estate.interfaces.iter().map(|entry| {
        let via: Vec<String> = entry.links.via.iter().map(|hub| key(Subject::System(*hub))).collect();
        format!("{} -> {} via {via:?}", key(entry.links.from.into()), key(entry.links.to.into()))
    });
    let needs = estate.systems().flat_map(|(index, entry)| {
        let links = entry.links.depends_on.iter().flat_map(|link| &link.any_of);
        links.map(move |end| format!("{} needs {}", key(Subject::System(index)), key((*end).into())))
    });
    let status = estate
        .systems()
        .map(|(index, entry)| format!("{}: {:?}", key(Subject::System(index)), entry.record.status));
    let runs = estate.devices.iter().flat_map(|entry| &entry.links.runs);
    let runs = runs.map(|system| format!("runs {}", key(Subject::System(*system))));
    let steps = estate.journeys.iter().flat_map(|entry| &entry.links.steps).filter_map(|step| step.system);
    let steps = steps.map(|system| format!("step in {}", key(Subject::System(system))));
    let options = estate.options().flat_map(|(_, entry)| &entry.after);
    let options = options.map(|option| format!("after {}", estate.option(*option).id));
    interfaces.chain(needs).chain(status).chain(runs).chain(steps).chain(options).collect()
}

fn laid_over(folder: &Path, scenario: &str) -> Vec<String> {
    let mut loaded = load(&Files::default(), folder, SettingsFrom::Folder).unwrap();
    assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
    scenario::lay(&mut loaded, "scenario.yaml", scenario).unwrap();
    let resolved = check::resolve(loaded.files, false);
    assert!(resolved.diagnostics.is_empty(), "{:?}", resolved.diagnostics);
    assert_eq!(resolved.estate.organisations.len(), 1);
    shape(&resolved.estate)
}

#[test]
fn however_an_estate_says_whose_it_is_a_scenario_makes_the_same_of_it() {
    for scenario in [
        "{}",
        "replace: [{system: hub, by: new-hub}]",
        "{add: {systems: [{id: third, name: Third hub}]}, replace: [{system: hub, by: third}]}",
        "{add: {systems: [{id: third, name: Third hub, depends_on: [pas]}], interfaces: [{id: i, from: third, to: hub}]}}",
        "merge: [{systems: [hub, pas], into: new-hub}]",
        "retire: {systems: [hub], interfaces: [orders]}",
        "set: [{system: hub, facts: {users: 4}}]",
    ] {
        let mut all = estates().into_iter().map(|(how, files)| {
            let folder = written(&files);
            (how, laid_over(folder.path(), scenario))
        });
        let (_, first) = all.next().unwrap();
        assert!(first.len() > 6, "{first:?}");
        for (how, shape) in all {
            assert_eq!(shape, first, "{how}: {scenario}");
        }
    }
}

#[test]
fn a_comparison_breaks_nothing_where_one_organisation_owns_all() {
    for (how, files) in estates() {
        let folder = written(&files);
        let scenario = folder.path().join("scenarios").join("swap.yaml");
        let parts = [(
            "scenarios/swap.yaml",
            "{add: {systems: [{id: third, name: T}]}, replace: [{system: hub, by: third}]}".to_owned(),
        )];
        let beside = written(&parts);
        fs::create_dir(scenario.parent().unwrap()).unwrap();
        fs::copy(beside.path().join("scenarios/swap.yaml"), &scenario).unwrap();
        let mut call = Command::cargo_bin("techstrata").unwrap();
        let run = call.args(["compare", "--time-limit", "1"]).arg(folder.path()).assert();
        let run = run.code(0).stderr("");
        let text = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
        assert!(!text.contains("leads to nothing") && text.contains("third"), "{how}: {text}");
    }
}

#[test]
fn a_system_that_is_alone_of_its_id_needs_no_organisation_beside_others() {
    let files = [
        ("a/organisation.yaml", "organisations: [{id: a, name: A}]".to_owned()),
        ("a/s.yaml", "{systems: [{id: pas, name: P}, {id: lims, name: L}], interfaces: [{id: i, from: pas, to: lims}]}".to_owned()),
        ("b/organisation.yaml", "organisations: [{id: b, name: B}]".to_owned()),
        ("b/s.yaml", "{systems: [{id: epr, name: E}], interfaces: [{id: i, from: a/pas, to: epr}]}".to_owned()),
        ("loose.yaml", "{systems: [{id: spare, name: S}], interfaces: [{id: j, from: spare, to: a/pas}]}".to_owned()),
    ];
    let folder = written(&files);
    let mut loaded = load(&Files::default(), folder.path(), SettingsFrom::Folder).unwrap();
    assert_eq!(loaded.diagnostics.len(), 1, "{:?}", loaded.diagnostics);
    // From and to the unnamed organisation, seen from the others.
    let text = "{replace: [{system: pas, by: spare}], merge: [{systems: [lims], into: epr}]}";
    scenario::lay(&mut loaded, "scenario.yaml", text).unwrap();
    let resolved = check::resolve(loaded.files, false);
    let said: Vec<&str> = resolved.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert_eq!(said, ["the interface `j` leads back to where it starts"]);
    assert_eq!(
        shape(&resolved.estate)[..3],
        ["spare -> b/epr via []", "spare -> b/epr via []", "spare -> spare via []"]
    );
}

#[test]
fn what_nobody_owns_beside_others_is_said_with_its_place() {
    let two = "organisations: [{id: riverside, name: R}, {id: westmere, name: W}]";
    let folder =
        written(&[("a.yaml", two.to_owned()), ("b.yaml", "systems:\n  - {id: pas, name: P}\n".to_owned())]);
    let mut call = Command::cargo_bin("techstrata").unwrap();
    call.arg("check").arg(folder.path()).assert().code(0).stderr(
        contains(
            "warning[owner-not-stated]: nothing says whose this file is, beside `riverside` and `westmere`",
        )
        .and(contains("--> b.yaml:2:10"))
        .and(contains("write `organisation: ID` at the top of the file")),
    );
}
