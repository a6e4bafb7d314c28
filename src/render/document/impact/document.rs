//! The document behind every format, by the published schema `impact`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::ask::impact::subject::supplier_of;
use crate::ask::impact::{Because, FailedSubject, Feed, FeedState, Impact, Stop, What};
use crate::check::estate::{Endpoint, Estate, InterfaceIndex, Subject};
use crate::model::system::Resilience;
use crate::model::vocabulary::{Criticality, Failover};
use crate::model::{Fact, Quantity};
use crate::render::answer::Envelope;
use crate::sentence::{Sentence, say};

/// What a failure does.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "techstrata impact")]
pub struct ImpactDocument {
    /// The head of every document.
    #[serde(flatten)]
    pub envelope: Envelope,
    /// What the estate is called.
    pub estate_name: String,
    /// What is taken to fail.
    pub subject: SubjectRow,
    /// What stops, the subject included, by hour, then most critical first.
    pub stops: Vec<StopRow>,
    /// Feeds that are lost, by hour.
    pub feeds: Vec<FeedRow>,
    /// Who feels it.
    pub affected: AffectedRow,
    /// The stated criticality that has stopped after so many hours, in points.
    pub blast: Vec<BlastRow>,
}

/// What is taken to fail at hour 0.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SubjectRow {
    /// system, device, interface, product, site or supplier.
    pub kind: &'static str,
    /// Its id, or its name where it has none.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Systems and devices that fail with it at hour 0.
    pub fails: Vec<String>,
    /// How many single devices the fleets among them stand for.
    pub devices: u64,
    /// Of an interface: who sends, who receives, and the engines between them.
    pub ends: Option<EndsRow>,
    /// Names of systems and devices that it serves and that run on.
    pub runs_on: Vec<String>,
    /// What is taken for granted.
    pub assumed: Vec<String>,
    /// The team that answers for it.
    pub team: Option<String>,
    /// The role that answers for it.
    pub person_role: Option<String>,
    /// Who supplies it.
    pub supplier: Option<String>,
    /// Its standby, in words.
    pub standby: Option<Sentence>,
    /// Its recovery time objective in hours.
    pub rto_hours: Option<f64>,
    /// What besides it stops before its recovery time objective has passed.
    pub stops_before_rto: Option<usize>,
}

/// The ends of an interface.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EndsRow {
    /// What people call the sender.
    pub from: String,
    /// What people call the receiver.
    pub to: String,
    /// What people call the engines that it passes, in order.
    pub via: Vec<String>,
}

/// A system or device fleet that stops.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StopRow {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// system or device.
    pub kind: &'static str,
    /// Hours after the failure; at the earliest where it is not certain.
    pub hours: f64,
    /// Whether that is known; else a tolerance on some way to it is not recorded.
    pub is_certain: bool,
    /// asked, needs, needs-one-of or lost-feed.
    pub why: &'static str,
    /// The id of what stopped it.
    pub because_of: Option<String>,
    /// Of a lost feed, the id of the source or hub that stopped it.
    pub feed_lost_with: Option<String>,
    /// What people call what stopped it.
    pub because_of_name: Option<String>,
    /// Hours that it copes without that, if recorded.
    pub copes_hours: Option<f64>,
    /// Its criticality, if stated.
    pub criticality: Option<Criticality>,
    /// Its users, if stated.
    pub users: Option<u32>,
    /// Its own recovery time objective in hours, if stated.
    pub rto_hours: Option<f64>,
}

/// A feed that is lost.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FeedRow {
    /// The interface.
    pub interface: String,
    /// What people call it.
    pub name: String,
    /// Who gets nothing any more.
    pub to: String,
    /// What people call them.
    pub to_name: String,
    /// The data that it carries.
    pub data: Vec<String>,
    /// Hours after the failure.
    pub hours: f64,
    /// receiver-stopped, automatic, by-hand, stops-receiver, hub or runs-on.
    pub then: &'static str,
    /// Hours until the receiver stops, where it does.
    pub copes_hours: Option<f64>,
    /// Messages a day, if recorded.
    pub messages_per_day: Option<f64>,
}

/// Who feels it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AffectedRow {
    /// Users of the systems that stop, added up: who uses two counts twice.
    pub users: u64,
    /// Systems that stop and state no users.
    pub systems_without_users: u32,
    /// Sites where something that stops is used.
    pub sites: Vec<String>,
    /// Journeys that stop, soonest first.
    pub journeys: Vec<JourneyRow>,
    /// Capabilities that lose systems, worst first.
    pub capabilities: Vec<CapabilityRow>,
    /// Device fleets from which a stopped system is reached.
    pub fleets: Vec<FleetRow>,
}

/// A journey that stops.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct JourneyRow {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The first step that can no longer be done.
    pub step: String,
    /// Hours after the failure; at the earliest where it is not certain.
    pub hours: f64,
    /// Whether that is known.
    pub is_certain: bool,
    /// How often it is taken in an hour, averaged over the year.
    pub per_hour: Option<f64>,
}

/// A capability that loses systems.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CapabilityRow {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Systems that serve it and stop.
    pub stopped: u32,
    /// Systems in use that serve it.
    pub all: u32,
    /// Hours until the first stops; at the earliest where it is not certain.
    pub hours: f64,
    /// Whether that is known.
    pub is_certain: bool,
}

/// A device fleet from which a stopped system is reached.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FleetRow {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// How many single devices.
    pub devices: u32,
    /// How many of the systems reached from it stop.
    pub systems: u32,
}

/// How much has stopped by an hour.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BlastRow {
    /// Hours after the failure.
    pub hours: f64,
    /// Points of stated criticality that have stopped.
    pub criticality: u32,
    /// Systems and fleets that have stopped, the subject included.
    pub stopped: usize,
}

/// Hours at which the blast is counted.
const HOURS: [f64; 6] = [0.0, 1.0, 4.0, 8.0, 24.0, 72.0];

/// Puts names to what a failure does.
pub fn document(envelope: Envelope, estate: &Estate, estate_name: String, impact: &Impact) -> ImpactDocument {
    let timeline = &impact.timeline;
    ImpactDocument {
        envelope,
        estate_name,
        subject: subject(estate, impact),
        stops: timeline.stops.iter().map(|stop| stop_row(estate, stop)).collect(),
        feeds: timeline.feeds.iter().map(|feed| feed_row(estate, feed)).collect(),
        affected: affected(estate, impact),
        blast: HOURS
            .into_iter()
            .map(|hours| BlastRow {
                hours,
                criticality: timeline.criticality_within(estate, hours),
                stopped: timeline.stops.iter().filter(|stop| stop.hours <= hours).count(),
            })
            .collect(),
    }
}

fn key(estate: &Estate, subject: impl Into<Subject>) -> String {
    estate.key(subject.into()).to_string()
}

fn subject(estate: &Estate, impact: &Impact) -> SubjectRow {
    let asked = &impact.asked;
    let (kind, id, name) = match &asked.what {
        What::Endpoint(endpoint) => named(estate, (*endpoint).into()),
        What::Interface(index) => named(estate, Subject::Interface(*index)),
        What::Site(index) => named(estate, Subject::Site(*index)),
        What::Product(name) => ("product", name.clone(), name.clone()),
        What::Supplier(name) => ("supplier", name.clone(), name.clone()),
    };
    let record = match asked.what {
        What::Endpoint(endpoint) => Some(facts(estate, endpoint)),
        What::Interface(index) => Some(interface_facts(estate, index)),
        _ => None,
    };
    let rto_hours = record.as_ref().and_then(|facts| facts.rto_hours);
    let before = |rto: f64| impact.timeline.consequences().filter(|stop| stop.hours < rto).count();
    SubjectRow {
        kind,
        id,
        name,
        fails: asked.endpoints.iter().map(|endpoint| key(estate, *endpoint)).collect(),
        devices: asked.endpoints.iter().map(|endpoint| devices(estate, *endpoint)).sum(),
        ends: match asked.what {
            What::Interface(index) => Some(ends(estate, index)),
            _ => None,
        },
        runs_on: asked.run_on.iter().map(|endpoint| estate.name((*endpoint).into())).collect(),
        assumed: assumed(estate, asked),
        team: record.as_ref().and_then(|facts| facts.team.clone()),
        person_role: record.as_ref().and_then(|facts| facts.person_role.clone()),
        supplier: record.as_ref().and_then(|facts| facts.supplier.clone()),
        standby: record.as_ref().and_then(|facts| facts.standby.clone()),
        rto_hours,
        stops_before_rto: rto_hours.map(before),
    }
}

fn named(estate: &Estate, subject: Subject) -> (&'static str, String, String) {
    (subject.noun(), key(estate, subject), estate.name(subject))
}

/// How many single devices a fleet stands for.
fn devices(estate: &Estate, endpoint: Endpoint) -> u64 {
    endpoint.device().map_or(0, |index| estate.devices[index.at()].record.count_or_one().into())
}

fn ends(estate: &Estate, index: InterfaceIndex) -> EndsRow {
    let links = &estate.interfaces[index.at()].links;
    EndsRow {
        from: estate.name(links.from.into()),
        to: estate.name(links.to.into()),
        via: links.via.iter().map(|hub| estate.name(Endpoint::System(*hub).into())).collect(),
    }
}

fn assumed(estate: &Estate, asked: &FailedSubject) -> Vec<String> {
    let text = match asked.what {
        What::Endpoint(endpoint) => {
            match estate.endpoint(endpoint).record.resilience.then(|record| &record.failover) {
                Some(Failover::None) => return Vec::new(),
                Some(_) => "its standby has failed too",
                None => "its standby, if it has one, has failed too",
            }
        }
        What::Interface(_) => "only this interface fails; both of its ends run on",
        What::Product(_) => {
            "everything that is built on it stops at once, as when it is switched off to stop an attack"
        }
        What::Site(_) => {
            "its devices stop, and the systems that run on the premises and are used there alone; where other systems stand is not recorded"
        }
        What::Supplier(_) => "what they host stops; what runs on our premises goes on without their support",
    };
    vec![text.to_owned()]
}

/// Whom to call about a system or device, and what takes over.
struct Facts {
    team: Option<String>,
    person_role: Option<String>,
    supplier: Option<String>,
    standby: Option<Sentence>,
    rto_hours: Option<f64>,
}

fn facts(estate: &Estate, endpoint: Endpoint) -> Facts {
    let entry = estate.endpoint(endpoint);
    let (team, owner) = (entry.links.team, entry.record.owner);
    let resilience = estate.endpoint(endpoint).record.resilience;
    Facts {
        team: team.map(|team| estate.name(Subject::Team(team))),
        person_role: owner.then(|owner| &owner.person_role).map(ToString::to_string),
        supplier: supplier_of(estate, endpoint).map(str::to_owned),
        standby: standby(resilience),
        rto_hours: hours(resilience),
    }
}

/// An interface has an owner, but neither supplier nor standby of its own.
fn interface_facts(estate: &Estate, index: InterfaceIndex) -> Facts {
    let entry = &estate.interfaces[index.at()];
    Facts {
        team: entry.links.team.map(|team| estate.name(Subject::Team(team))),
        person_role: entry.record.owner.then(|owner| &owner.person_role).map(ToString::to_string),
        supplier: None,
        standby: None,
        rto_hours: None,
    }
}

fn hours(resilience: &Fact<Box<Resilience>>) -> Option<f64> {
    resilience.then(|record| &record.rto_hours).map(|hours| hours.value())
}

fn standby(resilience: &Fact<Box<Resilience>>) -> Option<Sentence> {
    let tested = resilience.then(|record| &record.failover_tested);
    let text = match resilience.then(|record| &record.failover)? {
        Failover::None => say!["nothing takes over"],
        Failover::Untested => say!["a standby exists, but was never tried"],
        Failover::Tested => match tested {
            Some(date) => say!["a standby exists, last tried ", *date],
            None => say!["a standby exists; when it was tried is not recorded"],
        },
    };
    Some(text)
}

fn stop_row(estate: &Estate, stop: &Stop) -> StopRow {
    let (why, because): (&'static str, Option<Subject>) = match stop.because {
        Because::Asked => ("asked", None),
        Because::Needs(provider) => ("needs", Some(provider.into())),
        Because::NeedsOneOf(provider) => ("needs-one-of", Some(provider.into())),
        Because::LostFeed { interface, .. } => ("lost-feed", Some(Subject::Interface(interface))),
    };
    let criticality = estate.endpoint(stop.endpoint).record.criticality.get();
    let system = stop.endpoint.system();
    let users = system.and_then(|index| estate.systems[index.at()].record.users.get());
    StopRow {
        id: key(estate, stop.endpoint),
        name: estate.name(stop.endpoint.into()),
        kind: Subject::from(stop.endpoint).noun(),
        hours: stop.hours,
        is_certain: stop.is_certain,
        why,
        because_of: because.map(|subject| key(estate, subject)),
        feed_lost_with: match stop.because {
            Because::LostFeed { with, .. } => with.map(|with| key(estate, with)),
            _ => None,
        },
        because_of_name: because.map(|subject| estate.name(subject)),
        copes_hours: stop.copes_hours,
        criticality,
        users,
        rto_hours: hours(estate.endpoint(stop.endpoint).record.resilience),
    }
}

fn feed_row(estate: &Estate, feed: &Feed) -> FeedRow {
    let entry = &estate.interfaces[feed.interface.at()];
    let (then, copes_hours) = match feed.state {
        FeedState::ReceiverStopped => ("receiver-stopped", None),
        FeedState::FallsBack => ("automatic", None),
        FeedState::ByHand => ("by-hand", None),
        FeedState::StopsReceiver(hours) => ("stops-receiver", Some(hours)),
        FeedState::Hub => ("hub", None),
        FeedState::RunsOn => ("runs-on", None),
    };
    let entity = |entity: &crate::check::estate::DataEntityIndex| estate.name(Subject::DataEntity(*entity));
    FeedRow {
        interface: key(estate, Subject::Interface(feed.interface)),
        name: estate.name(Subject::Interface(feed.interface)),
        to: key(estate, feed.to),
        to_name: estate.name(feed.to.into()),
        data: entry.links.data.iter().map(entity).collect(),
        hours: feed.hours,
        then,
        copes_hours,
        messages_per_day: entry.record.messages_per_day.get().map(Quantity::value),
    }
}

fn affected(estate: &Estate, impact: &Impact) -> AffectedRow {
    let affected = &impact.affected;
    let journeys = affected.journeys.iter().map(|hit| JourneyRow {
        id: key(estate, Subject::Journey(hit.journey)),
        name: estate.name(Subject::Journey(hit.journey)),
        step: estate.journeys[hit.journey.at()].record.steps[hit.step as usize].name.to_string(),
        hours: hit.hours,
        is_certain: hit.is_certain,
        per_hour: hit.per_hour,
    });
    let capabilities = affected.capabilities.iter().map(|hit| CapabilityRow {
        id: key(estate, Subject::Capability(hit.capability)),
        name: estate.name(Subject::Capability(hit.capability)),
        stopped: hit.stopped,
        all: hit.all,
        hours: hit.hours,
        is_certain: hit.is_certain,
    });
    let fleets = affected.fleets.iter().map(|hit| FleetRow {
        id: key(estate, Subject::Device(hit.fleet)),
        name: estate.name(Subject::Device(hit.fleet)),
        devices: hit.devices,
        systems: hit.systems,
    });
    AffectedRow {
        users: affected.users,
        systems_without_users: affected.without_users,
        sites: affected.sites.iter().map(|site| estate.name(Subject::Site(*site))).collect(),
        journeys: journeys.collect(),
        capabilities: capabilities.collect(),
        fleets: fleets.collect(),
    }
}
