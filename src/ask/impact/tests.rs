//! The worked example of methods §2 and what stands around it.

use super::*;
use crate::check::estate::Endpoint;
use crate::check::resolve;
use crate::graph::build;
use crate::load::LoadedFile;
use crate::source::FileId;

fn of(yaml: &str, subject: &str) -> (Estate, Impact) {
    let file = LoadedFile::new(FileId(0), serde_yaml::from_str(yaml).unwrap());
    let resolved = resolve(vec![file], false);
    assert!(resolved.diagnostics.is_empty(), "{:?}", resolved.diagnostics);
    let views = build::build(&resolved.estate);
    let asked = ask(&resolved.estate, &views, subject).unwrap();
    let impact = impact(&resolved.estate, &views, asked);
    (resolved.estate, impact)
}

/// `id hours` of everything that stops, in order.
fn stops(estate: &Estate, impact: &Impact) -> Vec<String> {
    let line = |stop: &Stop| format!("{} {}", estate.id(stop.endpoint.into()), stop.hours);
    impact.timeline.stops.iter().map(line).collect()
}

const HOSPITAL: &str = "
systems:
  - {id: t, name: Engine, kind: integration-engine, criticality: business-operational}
  - {id: lims, name: LIMS, criticality: business-critical, depends_on: [{any_of: [t], tolerance_hours: 4}]}
  - {id: epr, name: EPR, criticality: mission-critical, depends_on: [{any_of: [lims], tolerance_hours: 2}]}
  - {id: ed, name: ED, criticality: mission-critical, depends_on: [{any_of: [epr], tolerance_hours: 0}], users: 300,
     capabilities: [emergency], sites: [main]}
  - {id: pacs, name: PACS, criticality: administrative, depends_on: [{any_of: [t], tolerance_hours: 24}]}
  - {id: pharmacy, name: Pharmacy, criticality: mission-critical, depends_on: [{any_of: [t, standby]}]}
  - {id: standby, name: Standby}
  - {id: minor, name: Minor injuries, capabilities: [emergency]}
capabilities: [{id: emergency, name: Emergency care}]
sites: [{id: main, name: Main site}]
devices: [{id: pcs, name: Ward PCs, count: 40, runs: [ed, standby]}]
journeys:
  - {id: visit, name: Visit, per_year: 8760, steps: [{name: Book, system: standby}, {name: See, system: ed}]}
";

#[test]
fn times_are_those_of_the_worked_example() {
    let (estate, impact) = of(HOSPITAL, "t");
    assert_eq!(stops(&estate, &impact), ["t 0", "lims 4", "ed 6", "epr 6", "pacs 24"]);
    let within = |hours| impact.timeline.criticality_within(&estate, hours);
    // Engine 2, LIMS 4; then EPR 5, ED 5; then PACS, 1 here.
    assert_eq!((within(4.0), within(8.0), within(24.0)), (6, 16, 17));
    assert!(impact.timeline.stops.iter().all(|stop| stop.is_certain));
}

#[test]
fn who_feels_it_is_counted() {
    let (estate, impact) = of(HOSPITAL, "t");
    let affected = &impact.affected;
    assert_eq!(affected.users, 300);
    assert_eq!(affected.without_users, 4);
    assert_eq!(affected.sites.len(), 1);
    assert_eq!((affected.fleets[0].devices, affected.fleets[0].systems), (40, 1));
    let journey = affected.journeys[0];
    assert_eq!((journey.step, journey.hours, journey.per_hour), (1, 6.0, Some(1.0)));
    let capability = affected.capabilities[0];
    assert_eq!((capability.stopped, capability.all), (1, 2));
    assert_eq!(estate.capabilities[capability.capability.at()].record.id.as_str(), "emergency");
}

#[test]
fn one_of_several_is_enough_until_the_last_is_gone() {
    let both = "{systems: [{id: a, name: A, components: [{product: Plinth, version: '7'}]},
      {id: b, name: B, components: [{product: Plinth, version: '7'}]},
      {id: c, name: C, depends_on: [{any_of: [a, b], tolerance_hours: 3}]}]}";
    let (estate, impact) = of(both, "a");
    assert_eq!(stops(&estate, &impact), ["a 0"]);
    for product in ["plinth 7", "Plinth", "product:plinth-7"] {
        let (estate, impact) = of(both, product);
        assert_eq!(stops(&estate, &impact), ["a 0", "b 0", "c 3"], "{product}");
        assert_eq!(impact.timeline.stops[2].because, Because::NeedsOneOf(impact.timeline.stops[1].endpoint));
    }
}

const FEEDS: &str = "
systems: [{id: pas, name: PAS}, {id: tie, name: TIE, kind: integration-engine},
  {id: stops, name: Stops}, {id: hand, name: By hand}, {id: auto, name: Auto}, {id: runs, name: Runs on},
  {id: after, name: After, depends_on: [stops]}]
interfaces:
  - {id: f1, from: pas, to: stops, via: [tie], tolerance_hours: 4, fallback: none}
  - {id: f2, from: pas, to: hand, via: [tie], tolerance_hours: 1, fallback: manual}
  - {id: f3, from: pas, to: auto, via: [tie], fallback: automatic}
  - {id: f4, from: pas, to: runs, via: [tie]}
  - {id: f5, from: stops, to: pas}
";

fn states(impact: &Impact) -> Vec<(u32, f64, FeedState)> {
    impact.timeline.feeds.iter().map(|feed| (feed.interface.0, feed.hours, feed.state)).collect()
}

#[test]
fn a_lost_feed_stops_only_whom_it_is_known_to_stop() {
    let (estate, impact) = of(FEEDS, "tie");
    assert_eq!(stops(&estate, &impact), ["tie 0", "after 4", "stops 4"]);
    // Nobody recorded how long `after` copes: as early as 4 hours.
    assert!(!impact.timeline.stops[1].is_certain && impact.timeline.stops[2].is_certain);
    let mut found = states(&impact);
    found.sort_by_key(|feed| feed.0);
    assert_eq!(
        found,
        [
            (0, 0.0, FeedState::StopsReceiver(4.0)),
            (1, 0.0, FeedState::ByHand),
            (2, 0.0, FeedState::FallsBack),
            (3, 0.0, FeedState::RunsOn),
            (4, 4.0, FeedState::RunsOn),
        ]
    );
}

#[test]
fn one_interface_can_be_asked_about() {
    let (estate, impact) = of(FEEDS, "interface:f1");
    assert_eq!(stops(&estate, &impact), ["after 4", "stops 4"]);
    assert_eq!(states(&impact).len(), 2);
}

#[test]
fn a_hub_does_not_need_what_it_carries() {
    let (estate, impact) = of(
        "{systems: [{id: pas, name: P}, {id: tie, name: T, kind: integration-engine}],
      interfaces: [{id: f, from: pas, to: tie, tolerance_hours: 0, fallback: none}]}",
        "pas",
    );
    assert_eq!(stops(&estate, &impact), ["pas 0"]);
    assert_eq!(impact.timeline.feeds[0].state, FeedState::Hub);
}

#[test]
fn a_site_takes_what_stands_there_and_a_supplier_what_it_runs() {
    let yaml = "
sites: [{id: main, name: Main}, {id: other, name: Other}]
systems:
  - {id: local, name: L, hosting: on-premises, sites: [main]}
  - {id: wide, name: W, hosting: on-premises, sites: [main, other]}
  - {id: rented, name: R, hosting: saas, sites: [main], contract: {supplier: Orrin}}
  - {id: bought, name: B, hosting: on-premises, vendor: Orrin}
devices: [{id: pcs, name: P, site: main}]
";
    let (estate, impact) = of(yaml, "site:main");
    assert_eq!(stops(&estate, &impact), ["local 0", "pcs 0"]);
    assert_eq!(impact.asked.run_on.len(), 2);
    let (estate, impact) = of(yaml, "orrin");
    assert_eq!(stops(&estate, &impact), ["rented 0"]);
    assert_eq!(impact.asked.run_on.len(), 1);
    assert!(matches!(impact.asked.endpoints[0], Endpoint::System(_)));
}

#[test]
fn a_name_that_means_nothing_or_two_things_is_answered() {
    let file = LoadedFile::new(
        FileId(0),
        serde_yaml::from_str(
            "{systems: [{id: pathology, name: P}, {id: x, name: X}], devices: [{id: x, name: Y}]}",
        )
        .unwrap(),
    );
    let estate = resolve(vec![file], false).estate;
    let views = build::build(&estate);
    let wrong = ask(&estate, &views, "patholgy").unwrap_err();
    assert_eq!(wrong, UnknownSubject { nearest: vec!["pathology".to_owned()], is_ambiguous: false });
    let twice = ask(&estate, &views, "x").unwrap_err();
    assert_eq!(twice.nearest, ["system:x", "device:x"]);
    assert!(twice.is_ambiguous && ask(&estate, &views, "device:x").is_ok());
}

#[test]
fn a_time_is_known_only_if_every_alternative_is() {
    // A stops at 0 or later: its tolerance is not recorded. B stops at 4. So C,
    // which needs either, stops at 4 + 1 or, if A lasts longer, later.
    let (estate, impact) = of(
        "{systems: [{id: t, name: T}, {id: a, name: A, depends_on: [t]},
      {id: b, name: B, depends_on: [{any_of: [t], tolerance_hours: 4}]},
      {id: c, name: C, depends_on: [{any_of: [a, b], tolerance_hours: 1}], capabilities: [care]},
      {id: d, name: D, depends_on: [{any_of: [b], tolerance_hours: 1}]}],
      capabilities: [{id: care, name: Care}],
      journeys: [{id: visit, name: Visit, steps: [{name: See, system: c}]}]}",
        "t",
    );
    assert_eq!(stops(&estate, &impact), ["t 0", "a 0", "b 4", "c 5", "d 5"]);
    let certain: Vec<bool> = impact.timeline.stops.iter().map(|stop| stop.is_certain).collect();
    assert_eq!(certain, [true, false, true, false, true]);
    assert!(!impact.affected.journeys[0].is_certain && !impact.affected.capabilities[0].is_certain);
}

#[test]
fn a_known_reason_makes_a_time_known_beside_an_open_one() {
    // B stops at 0 for sure, through the second need; the first might last.
    let (estate, impact) = of(
        "{systems: [{id: t, name: T}, {id: b, name: B, depends_on: [t, {any_of: [t], tolerance_hours: 0}]}]}",
        "t",
    );
    assert_eq!(stops(&estate, &impact), ["t 0", "b 0"]);
    assert!(impact.timeline.stops[1].is_certain);
}

#[test]
fn what_stops_does_not_run_on() {
    let yaml = "
sites: [{id: main, name: Main}, {id: other, name: Other}]
systems:
  - {id: local, name: L, hosting: on-premises, sites: [main]}
  - {id: wide, name: W, hosting: on-premises, sites: [main, other], depends_on: [local]}
  - {id: far, name: F, hosting: on-premises, sites: [main, other]}
devices: [{id: pcs, name: P, site: other, manufacturer: Dell, count: 40}]
";
    let (estate, impact) = of(yaml, "site:main");
    assert_eq!(stops(&estate, &impact), ["local 0", "wide 0"]);
    let on: Vec<&str> = impact.asked.run_on.iter().map(|on| estate.id((*on).into())).collect();
    assert_eq!(on, ["far"]);
    // Who makes a device can be asked about: its fleets lose support.
    let (estate, impact) = of(yaml, "supplier:Dell");
    assert!(stops(&estate, &impact).is_empty());
    assert_eq!(impact.asked.run_on.len(), 1);
}
