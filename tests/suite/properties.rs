//! What must hold of every estate: forgetting a fact never makes anything look
//! better in silence, and a stranger changes nobody's place.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use rayon::prelude::*;
use techstrata::analyse::Evidence;
use techstrata::assess::{Assessment, assess};
use techstrata::check::{self, Estate};
use techstrata::date::Day;
use techstrata::files::Files;
use techstrata::generate::{EstatePlan, files};
use techstrata::load::{Loaded, SettingsFrom, load};
use techstrata::model::fact::Fact;
use techstrata::model::{Device, System};
use techstrata::render::write::{make_folder_of, write};
use techstrata::score::Scored;
use techstrata::settings::Settings;

use crate::estates::BUILT_IN;

const TODAY: Day = Day::constant(2026, 10, 31);

/// A synthetic inventory, loaded anew each time so that it can be changed.
fn loaded(seed: u64) -> Loaded {
    let plan = EstatePlan { organisations: 2, systems: 40, devices: 16, interfaces: 60, seed };
    let folder = tempfile::tempdir().unwrap();
    for file in files(&plan) {
        let path = folder.path().join(&file.path);
        make_folder_of(&path).unwrap();
        write(&path, file.text.as_bytes()).unwrap();
    }
    load(&Files::default(), folder.path(), SettingsFrom::Folder).unwrap()
}

fn estate(loaded: Loaded) -> Estate {
    check::resolve(loaded.files, false).estate
}

fn judged(loaded: Loaded) -> Assessment {
    assess(estate(loaded), Settings::default(), BUILT_IN.clone(), TODAY).0
}

/// What can be forgotten of a system: each entry forgets one fact, and says
/// whether there was one.
const OF_SYSTEM: &[fn(&mut System) -> bool] = &[
    |system| forget(&mut system.criticality),
    |system| forget(&mut system.users),
    |system| forget(&mut system.verified),
    |system| forget(&mut system.source),
    |system| forget(&mut system.custom_code_source),
    |system| within(&mut system.resilience, |facts| forget(&mut facts.failover)),
    |system| within(&mut system.resilience, |facts| forget(&mut facts.failover_tested)),
    |system| within(&mut system.people, |facts| forget(&mut facts.supporters)),
    |system| within(&mut system.people, |facts| forget(&mut facts.satisfaction)),
    |system| within(&mut system.people, |facts| forget(&mut facts.trained_percent)),
    |system| within(&mut system.security, |facts| forget(&mut facts.segmented)),
    |system| within(&mut system.security, |facts| forget(&mut facts.internet_facing)),
    |system| within(&mut system.security, |facts| forget(&mut facts.patched_within_days)),
    |system| within(&mut system.security, |facts| forget(&mut facts.known_exploited_vulnerabilities)),
    |system| within(&mut system.contract, |facts| forget(&mut facts.ends)),
    |system| within(&mut system.contract, |facts| forget(&mut facts.auto_renews)),
    |system| within(&mut system.cost, |facts| forget(&mut facts.annual)),
    |system| system.components.first_mut().is_some_and(|component| forget(&mut component.version)),
    |system| forget_components(system),
];

const OF_DEVICE: &[fn(&mut Device) -> bool] = &[
    |device| forget(&mut device.criticality),
    |device| forget(&mut device.purchased),
    |device| forget(&mut device.verified),
    |device| forget(&mut device.source),
    |device| within(&mut device.security, |facts| forget(&mut facts.patched_within_days)),
    |device| device.components.first_mut().is_some_and(|component| forget(&mut component.version)),
    |device| !std::mem::take(&mut device.components).is_empty(),
];

/// What a supplier runs may have no components: of that alone their absence
/// says nothing.
fn forget_components(system: &mut System) -> bool {
    !system.is_run_by_others() && !std::mem::take(&mut system.components).is_empty()
}

fn forget<T>(fact: &mut Fact<T>) -> bool {
    std::mem::take(fact).is_known()
}

fn within<T>(fact: &mut Fact<Box<T>>, inner: impl FnOnce(&mut T) -> bool) -> bool {
    match fact {
        Fact::Known(facts) => inner(facts),
        Fact::Unknown => false,
    }
}

fn by_id(assessment: &Assessment) -> BTreeMap<&str, &Scored> {
    assessment.findings.iter().map(|finding| (finding.id.as_str(), finding)).collect()
}

/// Whether anything says that knowledge is missing there: a missing fact
/// under the finding, a gap, or a finding about what is not known.
fn says_so(after: &Assessment, before: &Scored, now: Option<&Scored>) -> bool {
    let misses = |finding: &Scored| {
        finding.finding.evidence().iter().any(|fact| matches!(fact, Evidence::Missing { .. }))
    };
    let subjects: BTreeSet<_> =
        std::iter::once(before.finding.subject).chain(before.finding.touches.iter().copied()).collect();
    now.is_some_and(misses)
        || after.gaps.iter().any(|gap| subjects.contains(&gap.subject))
        || after.findings.iter().any(|finding| subjects.contains(&finding.finding.subject) && misses(finding))
        || after
            .standings
            .all
            .iter()
            .any(|standing| subjects.contains(&standing.subject.into()) && !standing.range.is_exact())
}

/// An estate with one fact less: what stands at a place forgets a field;
/// nothing if there is no such place or no such fact.
fn with_one_forgotten(seed: u64, field: usize, pick: impl Fn(usize) -> usize) -> Option<Loaded> {
    let mut changed = loaded(seed);
    let inventories = changed.files.iter_mut().map(|file| &mut file.inventory);
    let forgot = if let Some(forget) = OF_SYSTEM.get(field) {
        let mut systems: Vec<&mut System> =
            inventories.flat_map(|inventory| &mut inventory.systems).collect();
        let at = pick(systems.len());
        systems.get_mut(at).is_some_and(|system| forget(system))
    } else {
        let mut devices: Vec<&mut Device> =
            inventories.flat_map(|inventory| &mut inventory.devices).collect();
        let at = pick(devices.len());
        devices.get_mut(at).is_some_and(|device| OF_DEVICE[field - OF_SYSTEM.len()](device))
    };
    forgot.then_some(changed)
}

/// What looks better after a fact was forgotten, and does not say so.
///
/// Issue's words: removing one fact never raises the confidence, and never
/// turns a score into a better one without saying so. A finding that is left
/// with fewer components is another claim: it must say so as well.
fn better_in_silence(before: &Assessment, after: &Assessment) -> Option<String> {
    let standings = before.standings.all.iter().find_map(|old| {
        // What it was must still be possible, or a gap says what cannot be judged.
        let new = after.standings.all.iter().find(|new| new.subject == old.subject)?;
        let is_named = after.gaps.iter().any(|gap| gap.subject == old.subject.into());
        let is_possible = old.priority <= new.range.high() + 1e-9;
        let key = before.estate.key(old.subject.into());
        (!is_possible && !is_named).then(|| {
            format!(
                "{key}: priority was {}, and {} is now the most that it may be",
                old.priority,
                new.range.high()
            )
        })
    });
    let now = by_id(after);
    let findings = || {
        by_id(before).into_iter().find_map(|(id, old)| {
            let new = now.get(id).copied();
            let same = new.filter(|new| new.finding.answers_to == old.finding.answers_to);
            let (was, risk) = (old.finding.confidence, new.map_or(0.0, |new| new.risk.point()));
            match same {
                Some(new) if new.finding.confidence > was + 1e-12 => {
                    Some(format!("{id}: confidence rose from {was} to {}", new.finding.confidence))
                }
                None if !says_so(after, old, new) => {
                    Some(format!("{id} speaks of less, or not at all, in silence"))
                }
                _ if risk < old.risk.point() - 1e-9 && !says_so(after, old, new) => {
                    Some(format!("{id}: {} fell to {risk} in silence", old.risk.point()))
                }
                _ => None,
            }
        })
    };
    standings.or_else(findings)
}

/// Estates that forget a fact.
const SEEDS: std::ops::Range<u64> = 1..6;

/// Every fact of every such estate, one at a time: minutes of work, so it is
/// run by name before a change of what is judged.
#[test]
#[ignore = "takes minutes: cargo test properties:: -- --ignored"]
fn forgetting_any_fact_never_helps_in_silence() {
    for seed in SEEDS {
        let before = judged(loaded(seed));
        let places = before.estate.systems.len().max(before.estate.devices.len());
        let fields = OF_SYSTEM.len() + OF_DEVICE.len();
        let faults: Vec<String> = (0..fields * places)
            .into_par_iter()
            .filter_map(|case| {
                let after = judged(with_one_forgotten(seed, case % fields, |_| case / fields)?);
                let fault = better_in_silence(&before, &after)?;
                Some(format!("seed {seed}, field {}, at {}: {fault}", case % fields, case / fields))
            })
            .collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn forgetting_a_fact_never_helps_in_silence(seed in SEEDS, pick in any::<prop::sample::Index>(), field in 0usize..26) {
        let changed = with_one_forgotten(seed, field, |len| pick.index(len));
        prop_assume!(changed.is_some());
        let (before, after) = (judged(loaded(seed)), judged(changed.unwrap()));
        prop_assert_eq!(better_in_silence(&before, &after), None);
    }

    /// A system that nothing joins to the rest changes nobody's priority or
    /// order.
    #[test]
    fn a_stranger_reorders_nobody(seed in 1u64..6, criticality in 0usize..5) {
        let before = judged(loaded(seed));
        let mut changed = loaded(seed);
        let words = ["mission-critical", "business-critical", "business-operational", "administrative", "~"];
        let stranger: System = serde_yaml::from_str(&format!(
            "{{id: stranger, name: Quite alone, criticality: {}, components: [{{product: Windows Server, version: 2008 R2}}]}}",
            words[criticality]
        ))
        .unwrap();
        let home = changed.files.iter_mut().find(|file| !file.inventory.systems.is_empty()).unwrap();
        home.inventory.systems.push(stranger);
        let after = judged(changed);
        let order = |assessment: &Assessment| -> Vec<(String, String)> {
            let key = |subject| assessment.estate.key(subject).to_string();
            assessment
                .standings
                .all
                .iter()
                .map(|standing| (key(standing.subject.into()), format!("{:.9}", standing.priority)))
                .filter(|(key, _)| !key.ends_with("/stranger"))
                .collect()
        };
        prop_assert_eq!(order(&before), order(&after));
    }
}
