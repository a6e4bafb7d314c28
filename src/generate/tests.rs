//! What the generator promises, on the parsed files.

use std::collections::{BTreeMap, BTreeSet};

use super::{EstatePlan, GeneratedFile, files};
use crate::model::system::Owner;
use crate::model::{Dependency, Fact, Id, Inventory, Reference};

const PLAN: EstatePlan =
    EstatePlan { organisations: 9, systems: 3000, devices: 1500, interfaces: 5000, seed: 11 };

fn parsed(plan: &EstatePlan) -> Vec<(String, Inventory)> {
    files(plan)
        .map(|file| match serde_yaml::from_str(&file.text) {
            Ok(inventory) => (file.path, inventory),
            Err(error) => panic!("{}: {error}", file.path),
        })
        .collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let first: Vec<GeneratedFile> = files(&PLAN).collect();
    let second: Vec<GeneratedFile> = files(&PLAN).collect();
    assert_eq!(first, second);
    let other: Vec<GeneratedFile> = files(&EstatePlan { seed: 12, ..PLAN }).collect();
    assert_ne!(first, other);
}

#[test]
fn bytes_do_not_change_by_accident() {
    // FNV-1a over all paths and texts. A deliberate change of the generator
    // changes this number; benchmarks before and after it do not compare.
    let plan = EstatePlan { organisations: 4, systems: 60, devices: 30, interfaces: 90, seed: 1 };
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in files(&plan).flat_map(|file| [file.path, file.text]).flat_map(String::into_bytes) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    assert_eq!(hash, 13_858_373_593_282_670_910);
}

#[test]
fn counts_are_exact() {
    for (organisations, systems, devices, interfaces) in [
        (0, 3, 2, 5),
        (1, 1, 0, 0),
        (4, 60, 30, 90),
        (9, 3000, 1500, 5000),
        (40, 12, 5, 70),
        (3, 2, 9, 8),
        (2, 1, 3, 9),
    ] {
        let plan = EstatePlan { organisations, systems, devices, interfaces, seed: 5 };
        let all = parsed(&plan);
        let sum =
            |count: fn(&Inventory) -> usize| all.iter().map(|(_, file)| count(file)).sum::<usize>() as u32;
        assert_eq!(sum(|file| file.organisations.len()), organisations + 1);
        assert_eq!(sum(|file| file.systems.len()), systems);
        assert_eq!(sum(|file| file.devices.len()), devices);
        assert_eq!(sum(|file| file.interfaces.len()), if systems < 2 { 0 } else { interfaces });
    }
}

#[test]
fn every_id_is_declared_once_and_every_reference_leads_to_one() {
    for plan in [
        PLAN,
        EstatePlan { organisations: 0, systems: 700, devices: 90, interfaces: 900, seed: 2 },
        EstatePlan { organisations: 30, systems: 45, devices: 40, interfaces: 200, seed: 3 },
        EstatePlan { organisations: 2, systems: 2, devices: 2, interfaces: 20, seed: 4 },
    ] {
        let all = parsed(&plan);
        let ids = Ids::collect(&all);
        for (path, file) in &all {
            check_references(&ids, path, file);
        }
    }
}

#[test]
fn files_are_small_and_say_what_they_are() {
    let mut paths = BTreeSet::new();
    for file in files(&EstatePlan { systems: 9000, interfaces: 20_000, ..PLAN }) {
        assert!(file.text.len() < 1_010_000, "{}: {}", file.path, file.text.len());
        let mut lines = file.text.lines();
        assert!(lines.next().is_some_and(|line| line.starts_with("# yaml-language-server: $schema=")));
        assert!(lines.next().is_some_and(|line| line.starts_with("# Synthetic")));
        assert!(paths.insert(file.path));
    }
    assert!(paths.iter().any(|path| path.ends_with("interfaces-engine-2.yaml")));
}

#[test]
fn ends_come_after_starts() {
    for (_, file) in parsed(&PLAN) {
        for system in &file.systems {
            if let Some(contract) = system.contract.known()
                && let (Some(starts), Some(ends)) = (contract.starts.get(), contract.ends.get())
            {
                assert!(starts.first_day() < ends.last_day());
            }
            if let (Some(start), Some(end)) = (system.introduced.get(), system.planned_retirement.get()) {
                assert!(start.first_day() < end.last_day());
            }
        }
        for device in &file.devices {
            if let (Some(start), Some(end)) = (device.purchased.get(), device.planned_retirement.get()) {
                assert!(start.first_day() < end.last_day());
            }
        }
    }
}

#[test]
fn the_shape_is_that_of_an_estate() {
    let all = parsed(&PLAN);
    let systems: Vec<_> = all.iter().flat_map(|(_, file)| &file.systems).collect();
    let interfaces: Vec<_> = all.iter().flat_map(|(_, file)| &file.interfaces).collect();
    let share = |part: usize, whole: usize| part as f64 / whole as f64;
    let engines = systems.iter().filter(|system| system.is_engine()).count();
    assert!((9..40).contains(&engines), "{engines}");
    let carried = interfaces.iter().filter(|interface| !interface.via.is_empty()).count();
    assert!((0.45..0.7).contains(&share(carried, interfaces.len())));
    let manual = interfaces.iter().filter(|interface| interface.is_manual()).count();
    assert!((0.05..0.12).contains(&share(manual, interfaces.len())));
    let complete = systems
        .iter()
        .filter(|system| {
            !system.components.is_empty()
                && system.criticality.is_known()
                && system.owner.is_known()
                && system.contract.is_known()
                && system.resilience.is_known()
                && system.people.is_known()
                && system.cost.is_known()
                && system.verified.is_known()
        })
        .count();
    assert!((0.60..0.75).contains(&share(complete, systems.len())), "{complete}");
}

#[test]
fn degrees_have_a_heavy_tail_and_some_systems_none() {
    let all = parsed(&PLAN);
    let mut degrees: BTreeMap<(String, String), u32> = BTreeMap::new();
    for (_, file) in &all {
        let owner = owner(file);
        for system in &file.systems {
            degrees.entry((owner.clone(), system.id.to_string())).or_default();
        }
    }
    let systems = degrees.len();
    for (_, file) in &all {
        for interface in &file.interfaces {
            for end in [&interface.from, &interface.to] {
                let (organisation, id) = end.parts();
                let key = (organisation.map_or_else(|| owner(file), str::to_owned), id.to_owned());
                if let Some(degree) = degrees.get_mut(&key) {
                    *degree += 1;
                }
            }
        }
    }
    assert_eq!(degrees.len(), systems);
    let alone = degrees.values().filter(|degree| **degree == 0).count();
    assert!((systems / 50..systems / 4).contains(&alone), "{alone} of {systems} alone");
    let most = degrees.values().max().copied().unwrap_or_default();
    assert!(most > 60, "{most}");
}

fn owner(file: &Inventory) -> String {
    file.organisation.known().map(ToString::to_string).unwrap_or_default()
}

/// The ids of an estate by kind, owner and id; and who is part of whom.
#[derive(Default)]
struct Ids {
    all: BTreeSet<(&'static str, String, String)>,
    region: String,
}

impl Ids {
    fn collect(all: &[(String, Inventory)]) -> Self {
        let mut ids = Self { region: owner(&all[0].1), ..Self::default() };
        for (path, file) in all {
            macro_rules! add {
                ($($field:ident),*) => { $(
                    for entity in &file.$field {
                        let key = (stringify!($field), owner(file), entity.id.to_string());
                        assert!(ids.all.insert(key), "{path}: {} twice", entity.id);
                    }
                )* };
            }
            add!(
                organisations,
                sites,
                teams,
                capabilities,
                data_entities,
                systems,
                devices,
                interfaces,
                journeys
            );
            let systems = file.systems.iter().flat_map(|system| &system.modernisation);
            for option in systems {
                assert!(ids.all.insert(("options", owner(file), option.id.to_string())));
            }
        }
        ids
    }

    fn has(&self, kind: &'static str, organisation: &str, id: &str) -> bool {
        self.all.contains(&(kind, organisation.to_owned(), id.to_owned()))
    }

    fn check(&self, path: &str, file: &Inventory, kinds: &[&'static str], reference: &Reference) {
        let (organisation, id) = reference.parts();
        let found = kinds.iter().any(|kind| {
            if let Some(organisation) = organisation {
                return self.has(kind, organisation, id);
            }
            let is_inherited = ["teams", "capabilities", "data_entities"].contains(kind);
            self.has(kind, &owner(file), id) || is_inherited && self.has(kind, &self.region, id)
        });
        assert!(found, "{path}: {kinds:?} `{reference}`");
    }
}

fn check_references(ids: &Ids, path: &str, file: &Inventory) {
    let one = |kinds: &[&'static str], reference: &Reference| ids.check(path, file, kinds, reference);
    let team = |owner: &Fact<Box<Owner>>| {
        if let Some(team) = owner.then(|owner| &owner.team) {
            one(&["teams"], team);
        }
    };
    let needs = |needs: &[Dependency]| {
        needs.iter().flat_map(|need| &need.any_of).for_each(|need| one(&["systems", "devices"], need));
    };
    for organisation in &file.organisations {
        let parent = organisation.part_of.known().map(Id::as_str);
        assert!(parent.is_none_or(|parent| parent == ids.region));
    }
    for capability in file.capabilities.iter().filter_map(|capability| capability.part_of.known()) {
        one(&["capabilities"], capability);
    }
    for system in &file.systems {
        team(&system.owner);
        needs(&system.depends_on);
        system.capabilities.iter().for_each(|capability| one(&["capabilities"], capability));
        system.sites.iter().for_each(|site| one(&["sites"], site));
        system.data.iter().for_each(|held| one(&["data_entities"], &held.entity));
        for option in &system.modernisation {
            option.after.iter().chain(&option.excludes).for_each(|other| one(&["options"], other));
            option.capacity.keys().for_each(|team| assert!(ids.has("teams", &owner(file), team)));
        }
        assert!(
            system
                .depends_on
                .iter()
                .flat_map(|need| &need.any_of)
                .all(|need| need.as_str() != system.id.as_str())
        );
    }
    for device in &file.devices {
        device.site.known().into_iter().for_each(|site| one(&["sites"], site));
        device.runs.iter().for_each(|system| one(&["systems"], system));
    }
    for interface in &file.interfaces {
        assert_ne!(interface.from, interface.to, "{path}: {}", interface.id);
        one(&["systems", "devices"], &interface.from);
        one(&["systems", "devices"], &interface.to);
        interface.via.iter().for_each(|hub| one(&["systems"], hub));
        interface.data.iter().for_each(|entity| one(&["data_entities"], entity));
        team(&interface.owner);
    }
    for step in file.journeys.iter().flat_map(|journey| &journey.steps) {
        step.system.known().into_iter().for_each(|system| one(&["systems"], system));
        step.device.known().into_iter().for_each(|device| one(&["devices"], device));
        step.rekeyed_from.known().into_iter().for_each(|system| one(&["systems"], system));
    }
}
