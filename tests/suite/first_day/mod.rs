//! The first day with techstrata: five exports of a fictional trust, imported
//! and held against the key of what is really there.

mod generator;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use generator::{Key, Set, Size, make};
use techstrata::catalogue::Catalogue;
use techstrata::import::mapping::Mapping;
use techstrata::import::{self, Imported, Request};
use techstrata::table::Limits;

/// What stands in `inventories/first-day`: small enough for a repository.
const BUNDLED: Size = Size { applications: 60, servers: 120, devices: 1_000, software_rows: 3_000 };
/// What a trust really has.
const WHOLE: Size = Size { applications: 300, servers: 900, devices: 20_000, software_rows: 60_000 };

fn import(files: &[(PathBuf, String)]) -> Imported {
    let catalogue = Catalogue::built_in().unwrap();
    let request = Request {
        files,
        organisation: Some("Northmoor NHS Trust"),
        dates: None,
        mapping: &Mapping::default(),
        catalogue: &catalogue,
        day: "2026-11-30".parse().unwrap(),
        limits: Limits::default(),
        progress: &|_, _| {},
    };
    import::run(request).unwrap()
}

fn written(set: &Set, folder: &Path) -> Vec<(PathBuf, String)> {
    let write = |(name, bytes): &(&str, Vec<u8>)| {
        let path = folder.join(name);
        techstrata::render::write::write(&path, bytes).unwrap();
        (path, (*name).to_owned())
    };
    set.files.iter().map(write).collect()
}

/// The entities of a list of a made file.
fn list(made: &Imported, path: &str, name: &str) -> Vec<serde_json::Value> {
    let text = made.files.iter().find(|file| file.path == path).map_or("", |file| &file.text);
    let value: serde_json::Value = serde_yaml::from_str(text).unwrap();
    value.get(name).and_then(serde_json::Value::as_array).cloned().unwrap_or_default()
}

fn field<'v>(value: &'v serde_json::Value, key: &str) -> &'v str {
    value.get(key).and_then(serde_json::Value::as_str).unwrap_or("")
}

fn check(made: &Imported, key: &Key) {
    let systems = list(made, "systems.yaml", "systems");
    let devices = list(made, "devices.yaml", "devices");
    let names: BTreeSet<String> = systems.iter().map(|system| field(system, "name").to_owned()).collect();
    assert_eq!(names, key.applications, "every application once, the department's own among them");

    let host_of: BTreeMap<&str, String> =
        devices.iter().map(|device| (field(device, "id"), field(device, "name").to_uppercase())).collect();
    let mut joined = BTreeSet::new();
    for system in &systems {
        for host in system.get("depends_on").and_then(serde_json::Value::as_array).into_iter().flatten() {
            let host = host.as_str().and_then(|id| host_of.get(id)).cloned().unwrap_or_default();
            joined.insert((field(system, "name").to_owned(), host));
        }
    }
    let right = joined.intersection(&key.runs_on).count();
    println!("joins: {right} right of {} made, {} there", joined.len(), key.runs_on.len());
    assert!(right * 100 >= joined.len() * 99, "precision");
    assert!(right * 100 >= key.runs_on.len() * 97, "recall");

    let machines = key.devices.len() + key.servers.len() + key.unregistered.len();
    assert_eq!(made.report.made.machines, machines as u64, "no machine twice, none lost");
    let fleets = made
        .files
        .iter()
        .filter(|file| file.path.starts_with("devices/") && file.text.contains(",5CG"))
        .count();
    assert_eq!(fleets, key.fleets);

    let conflicts: BTreeSet<(String, &str)> =
        made.report.conflicts.iter().map(|conflict| (conflict.name.clone(), conflict.field)).collect();
    assert_eq!(conflicts, key.conflicts);
    assert!(
        made.report
            .conflicts
            .iter()
            .all(|conflict| conflict.taken_from.contains("row") && conflict.other_from.contains("row"))
    );

    let with_contract: BTreeSet<String> = systems
        .iter()
        .filter(|system| system.get("contract").is_some_and(|contract| contract.get("ends").is_some()))
        .map(|system| field(system, "name").to_owned())
        .collect();
    assert_eq!(with_contract, key.contracts);
    assert_eq!(made.report.noise_rows, key.noise);
    let unseen = made.report.unconfirmed.iter().filter(|one| one.because.starts_with("last seen")).count();
    assert_eq!(unseen, key.unseen);
    for file in &made.files {
        for person in &key.people {
            assert!(!file.text.contains(person.as_str()), "{} holds {person}", file.path);
        }
        assert!(!file.text.contains("'s iPhone"), "{}", file.path);
    }
}

#[test]
fn the_bundled_exports_lead_to_what_is_really_there() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("inventories/first-day");
    let set = make(BUNDLED);
    if std::env::var_os("TECHSTRATA_UPDATE").is_some() {
        written(&set, &folder);
    }
    let files: Vec<(PathBuf, String)> =
        set.files.iter().map(|(name, _)| (folder.join(name), (*name).to_owned())).collect();
    for ((path, _), (name, bytes)) in files.iter().zip(&set.files) {
        let stale = std::fs::read(path).ok().as_deref() != Some(bytes);
        assert!(!stale, "{name} is stale: run with TECHSTRATA_UPDATE=1");
    }
    check(&import(&files), &set.key);
}

#[test]
#[ignore = "twenty thousand devices: half a minute in an unoptimised build"]
fn the_exports_of_a_whole_trust_lead_to_what_is_really_there() {
    let folder = tempfile::tempdir().unwrap();
    let set = make(WHOLE);
    check(&import(&written(&set, folder.path())), &set.key);
}
