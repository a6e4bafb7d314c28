//! What must hold of every estate: forgetting a fact never makes anything look
//! better in silence, and a stranger changes nobody's place.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use techstrata::analyse::Evidence;
use techstrata::analyse::completeness::is_run_by_others;
use techstrata::assess::{Assessment, assess};
use techstrata::catalogue::Catalogue;
use techstrata::check::{self, Estate};
use techstrata::date::Day;
use techstrata::generate::{Plan, files};
use techstrata::load::{Loaded, SettingsFrom, load};
use techstrata::model::fact::Fact;
use techstrata::model::{Device, System};
use techstrata::render::write::{make_folder_of, write};
use techstrata::score::Scored;
use techstrata::settings::Settings;

const TODAY: Day = Day::constant(2026, 10, 31);

/// A synthetic inventory, loaded anew each time so that it can be changed.
fn loaded(seed: u64) -> Loaded {
    let plan = Plan { organisations: 2, systems: 40, devices: 16, interfaces: 60, seed };
    let folder = tempfile::tempdir().unwrap();
    for file in files(&plan) {
        let path = folder.path().join(&file.path);
        make_folder_of(&path).unwrap();
        write(&path, file.text.as_bytes()).unwrap();
    }
    load(folder.path(), SettingsFrom::Folder).unwrap()
}

fn estate(loaded: Loaded) -> Estate {
    check::resolve(loaded.files, false).estate
}

fn judged(loaded: Loaded) -> Assessment {
    assess(estate(loaded), Settings::default(), None, Catalogue::built_in().unwrap(), TODAY).0
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
    !is_run_by_others(system) && !std::mem::take(&mut system.components).is_empty()
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Issue's words: removing one fact never raises the confidence, and never
    /// turns a score into a better one without saying so. A finding that is
    /// left with fewer components is another claim: it must say so as well.
    #[test]
    fn forgetting_a_fact_never_helps_in_silence(seed in 1u64..6, pick in any::<prop::sample::Index>(), field in 0usize..26) {
        let before = judged(loaded(seed));
        let mut changed = loaded(seed);
        let forgot = if field < OF_SYSTEM.len() {
            let mut systems: Vec<&mut System> =
                changed.files.iter_mut().flat_map(|file| file.inventory.systems.iter_mut()).collect();
            let at = pick.index(systems.len());
            OF_SYSTEM[field](systems[at])
        } else {
            let mut devices: Vec<&mut Device> =
                changed.files.iter_mut().flat_map(|file| file.inventory.devices.iter_mut()).collect();
            let at = pick.index(devices.len());
            OF_DEVICE[field - OF_SYSTEM.len()](devices[at])
        };
        prop_assume!(forgot);
        let after = judged(changed);
        let now = by_id(&after);
        for old in &before.standings.all {
            // What it was must still be possible, or a gap says what cannot be judged.
            let new = after.standings.all.iter().find(|new| new.subject == old.subject).unwrap();
            let key = before.estate.key(old.subject.into());
            let is_named = after.gaps.iter().any(|gap| gap.subject == old.subject.into());
            prop_assert!(
                old.priority <= new.range.high + 1e-9 || is_named,
                "{key}: priority was {}, and {} is now the most that it may be", old.priority, new.range.high
            );
        }
        for (id, old) in by_id(&before) {
            let new = now.get(id).copied();
            if let Some(new) = new
                && new.finding.answers_to == old.finding.answers_to
            {
                let (was, is) = (old.finding.confidence, new.finding.confidence);
                prop_assert!(is <= was + 1e-12, "{id}: confidence rose from {was} to {is}");
            } else {
                prop_assert!(says_so(&after, old, new), "{id} speaks of less, or not at all, in silence");
            }
            let risk = new.map_or(0.0, |new| new.risk.point);
            if risk < old.risk.point - 1e-9 {
                prop_assert!(says_so(&after, old, new), "{id}: {} fell to {risk} in silence", old.risk.point);
            }
        }
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
