//! Factors that several rules weigh: a fact, its value between anchors, and
//! the evidence for it.
//!
//! Each function adds its evidence to the finding and gives back the factor.
//! What is not stated is a range, with the missing field as evidence.

use super::context::Context;
use super::evidence::Evidence;
use super::finding::{Bounds, Factor, Finding};
use super::members;
use crate::check::estate::{Endpoint, SystemIndex};
use crate::date::days_between;
use crate::method::Threshold;
use crate::model::system::{People, Resilience, Security};
use crate::model::vocabulary::{Criticality, DeviceKind, Failover, Sensitivity};
use crate::model::{Fact, Quantity};

/// Weights of losing a system: criticality, blast radius, data sensitivity
/// (our default).
pub const LOSS_OF_SYSTEM: [f64; 3] = [0.5, 0.3, 0.2];

/// Weights of an attack on a fleet: criticality, its share of all devices,
/// whether care hangs on it (our default).
pub const LOSS_OF_DEVICES: [f64; 3] = [0.5, 0.3, 0.2];

/// Weights of losing a platform: what it carries, criticality, blast radius
/// (our default).
pub const LOSS_OF_PLATFORM: [f64; 3] = [0.3, 0.4, 0.3];

/// What is assumed of a value of which nothing is known.
pub const ANYTHING: &str = "anything from 0.00 to 1.00 is possible; the middle is counted";

/// A factor whose fact is not stated: anything from `low` to `high`.
pub fn unknown(
    context: &Context<'_>,
    finding: &mut Finding,
    endpoint: Endpoint,
    name: &'static str,
    weight: f64,
    field: &'static str,
    range: (f64, f64),
) -> Factor {
    let (low, high) = range;
    let assumed = if low <= 0.0 && high >= 1.0 {
        ANYTHING.into()
    } else {
        format!("anything from {low:.2} to {high:.2} is possible; the middle is counted").into()
    };
    let place = context.estate.origin(endpoint.into()).field("");
    let number = finding.add(Evidence::Missing { place, field, assumed });
    Factor {
        name,
        fact: "Not recorded".to_owned(),
        value: Bounds::between(range.0, range.1),
        weight,
        evidence: vec![number],
    }
}

/// A factor whose fact is stated at a field of a system or device.
pub struct Stated<'a> {
    /// What the factor is called.
    pub name: &'static str,
    /// Its weight.
    pub weight: f64,
    /// The field that states it.
    pub field: &'a str,
    /// The fact in words.
    pub fact: String,
    /// Its value, 0 to 1.
    pub value: f64,
}

/// Adds the inventory line as evidence and makes the factor.
pub fn stated(context: &Context<'_>, finding: &mut Finding, endpoint: Endpoint, fact: Stated<'_>) -> Factor {
    let number = finding.add(Evidence::Inventory {
        place: context.estate.origin(endpoint.into()).field(fact.field.to_owned()),
        statement: fact.fact.clone(),
    });
    Factor {
        name: fact.name,
        fact: fact.fact,
        value: Bounds::exact(fact.value.clamp(0.0, 1.0)),
        weight: fact.weight,
        evidence: vec![number],
    }
}

/// How much depends on it: administrative 0, mission-critical 1.
pub fn criticality(context: &Context<'_>, finding: &mut Finding, endpoint: Endpoint, weight: f64) -> Factor {
    const NAME: &str = "Criticality";
    if let Endpoint::Device(index) = endpoint {
        let entry = &context.estate.devices[index.at()];
        if entry.record.criticality.is_unknown() && !entry.links.runs.is_empty() {
            let reached: Vec<Endpoint> = entry.links.runs.iter().copied().map(Endpoint::System).collect();
            return members::criticality(context, finding, NAME, &reached, weight);
        }
    }
    match context.criticality(endpoint) {
        Some((criticality, whose)) => {
            let words = capitalised(criticality.word());
            let fact =
                if whose == endpoint { words } else { format!("{words}, through {}", context.name(whose)) };
            let value = criticality_value(criticality);
            stated(context, finding, whose, Stated { name: NAME, weight, field: "criticality", fact, value })
        }
        None => unknown(context, finding, endpoint, NAME, weight, "criticality", (0.0, 1.0)),
    }
}

/// Criticality between its anchors: administrative 0, mission-critical 1.
pub fn criticality_value(criticality: Criticality) -> f64 {
    (criticality.number() - 1.0) / 4.0
}

/// A kind of device between its anchors: its maker must approve changes 1.
pub fn kind_value(kind: DeviceKind) -> f64 {
    if kind.is_medical() { 1.0 } else { 0.3 }
}

/// How many a platform carries: forty or more count fully.
pub fn carried_value(carried: usize) -> f64 {
    (carried as f64 / 40.0).min(1.0)
}

/// How much else stops or loses data with it: the share of the estate's
/// criticality, itself included.
pub fn reach(context: &Context<'_>, finding: &mut Finding, endpoint: Endpoint, weight: f64) -> Factor {
    let reach = context.measures.reach(context.views.number(endpoint));
    let at_least = if reach.is_capped { "at least " } else { "" };
    let others = match reach.dependents {
        0 => "No other system or device stops or loses data with it".to_owned(),
        1 => format!("{at_least}1 other system or device stops or loses data with it"),
        n => format!("{at_least}{n} other systems and devices stop or lose data with it"),
    };
    // Where counting stopped, only the least is known.
    let share =
        if reach.is_capped { format!("{:.1}%", reach.low * 100.0) } else { share_words(reach.bounds()) };
    let weight_words = match reach.dependents {
        0 => String::new(),
        _ => format!("; {at_least}{share} of the estate's criticality with it"),
    };
    let fact = format!("{}{weight_words}", capitalised(&others));
    let example = context.measures.example_dependent(context.views, endpoint);
    let number =
        finding.add(Evidence::Graph { measure: "criticality reach", statement: fact.clone(), example });
    let worst = context.threshold(Threshold::ReachWorst);
    let value = reach.bounds().map(|share| (share / worst).min(1.0));
    Factor { name: "Blast radius", fact, value, weight, evidence: vec![number] }
}

/// A share in per cent; with its bounds where criticality is not stated.
pub fn share_words(share: Bounds) -> String {
    let share = share.map(|share| share * 100.0);
    let whole = format!("{:.1}%", share.point);
    if share.reads_as_one(1) {
        whole
    } else {
        let (low, high) = (share.low, share.high);
        format!("{whole} ({low:.1}–{high:.1}%, as the criticality of some is not recorded)")
    }
}

/// How sensitive the data is that it holds: public 0, special-category 1.
pub fn sensitivity(context: &Context<'_>, finding: &mut Finding, system: SystemIndex, weight: f64) -> Factor {
    const NAME: &str = "Data sensitivity";
    let endpoint = Endpoint::System(system);
    match context.sensitivity(system) {
        Some((sensitivity, index)) => {
            let entity =
                context.estate.systems[system.at()].links.data.iter().find(|link| link.index == index);
            let name = entity.map_or_else(String::new, |link| {
                context.estate.data_entities[link.entity.at()].record.name.to_string()
            });
            let field = format!("data[{index}]");
            let fact = format!("Holds {} data: {name}", sensitivity.word());
            let value = sensitivity_value(sensitivity);
            stated(context, finding, endpoint, Stated { name: NAME, weight, field: &field, fact, value })
        }
        None => unknown(context, finding, endpoint, NAME, weight, "data", (0.0, 1.0)),
    }
}

/// Sensitivity between its anchors: public 0, special-category 1.
pub fn sensitivity_value(sensitivity: Sensitivity) -> f64 {
    match sensitivity {
        Sensitivity::Public => 0.0,
        Sensitivity::Internal => 0.25,
        Sensitivity::Personal => 0.7,
        Sensitivity::SpecialCategory => 1.0,
    }
}

/// The impact of losing a system or device: criticality 0.5, blast radius 0.3,
/// data sensitivity 0.2 (our default). A device, which holds no data of its
/// own on record, is weighed by criticality 0.6 and blast radius 0.4.
pub fn impact_of_loss(context: &Context<'_>, finding: &mut Finding, endpoint: Endpoint) -> Vec<Factor> {
    match endpoint {
        Endpoint::System(system) => vec![
            criticality(context, finding, endpoint, LOSS_OF_SYSTEM[0]),
            reach(context, finding, endpoint, LOSS_OF_SYSTEM[1]),
            sensitivity(context, finding, system, LOSS_OF_SYSTEM[2]),
        ],
        Endpoint::Device(_) => {
            vec![criticality(context, finding, endpoint, 0.6), reach(context, finding, endpoint, 0.4)]
        }
    }
}

/// Whether another machine takes over: tested within two years 0, none 1.
pub fn resilience(context: &Context<'_>, finding: &mut Finding, endpoint: Endpoint, weight: f64) -> Factor {
    const NAME: &str = "Resilience";
    let record: &Fact<Box<Resilience>> = match endpoint {
        Endpoint::System(index) => &context.estate.systems[index.at()].record.resilience,
        Endpoint::Device(index) => &context.estate.devices[index.at()].record.resilience,
    };
    let tested = record.then(|resilience| &resilience.failover_tested).map(|date| date.last_day());
    let (fact, value) = match record.then(|resilience| &resilience.failover) {
        None => return unknown(context, finding, endpoint, NAME, weight, "resilience.failover", (0.0, 1.0)),
        Some(Failover::None) => ("Nothing takes over when it fails".to_owned(), 1.0),
        Some(Failover::Untested) => ("A standby exists, but was never tried".to_owned(), 0.6),
        Some(Failover::Tested) => match tested {
            None => ("Failover tested, on no recorded date".to_owned(), 0.3),
            Some(day) if days_between(day, context.today) > 730 => {
                (format!("Failover last tested on {day}, more than two years ago"), 0.4)
            }
            Some(day) => (format!("Failover tested on {day}"), 0.0),
        },
    };
    stated(
        context,
        finding,
        endpoint,
        Stated { name: NAME, weight, field: "resilience.failover", fact, value },
    )
}

/// How open it is to attack: in a segment of its own 0, facing the internet
/// or with vulnerabilities known to be exploited 1.
pub fn exposure(context: &Context<'_>, finding: &mut Finding, endpoint: Endpoint, weight: f64) -> Factor {
    let exploited =
        security(context, endpoint).then(|security| &security.known_exploited_vulnerabilities).copied();
    match exploited {
        Some(count) if count > 0 => {
            let (name, field) = ("Exposure", "security.known_exploited_vulnerabilities");
            let fact = exploited_words(count);
            stated(context, finding, endpoint, Stated { name, weight, field, fact, value: 1.0 })
        }
        _ => openness(context, finding, endpoint, weight),
    }
}

/// Vulnerabilities that are known to be exploited, with their count.
pub fn exploited_words(count: u32) -> String {
    match count {
        1 => "1 open vulnerability that is known to be exploited".to_owned(),
        n => format!("{n} open vulnerabilities that are known to be exploited"),
    }
}

/// The security facts of a system or device.
pub fn security<'a>(context: &Context<'a>, endpoint: Endpoint) -> &'a Fact<Box<Security>> {
    match endpoint {
        Endpoint::System(index) => &context.estate.systems[index.at()].record.security,
        Endpoint::Device(index) => &context.estate.devices[index.at()].record.security,
    }
}

/// How well attackers can get at it, whatever they would find: in a segment of
/// its own 0, facing the internet 1.
pub fn openness(context: &Context<'_>, finding: &mut Finding, endpoint: Endpoint, weight: f64) -> Factor {
    const NAME: &str = "Exposure";
    let security = security(context, endpoint);
    let facing = security.then(|security| &security.internet_facing).copied();
    let segmented = match endpoint {
        Endpoint::System(_) => security.then(|security| &security.segmented).copied(),
        Endpoint::Device(index) => context.estate.devices[index.at()].record.is_segmented(),
    };
    let segment_field = match endpoint {
        // Both are read; the network is where a device's segment belongs.
        Endpoint::Device(index) if context.estate.devices[index.at()].record.security.is_unknown() => {
            "network.segmented"
        }
        Endpoint::Device(index) if context.estate.devices[index.at()].record.network.is_known() => {
            "network.segmented"
        }
        _ => "security.segmented",
    };
    let (field, fact, value) = match (facing, segmented) {
        (Some(true), _) => ("security.internet_facing", "Faces the internet".to_owned(), 1.0),
        (_, Some(true)) => (segment_field, "In a network segment of its own".to_owned(), 0.0),
        (_, Some(false)) => (segment_field, "Not in a network segment of its own".to_owned(), 0.6),
        (Some(false), None) => ("security.internet_facing", "Does not face the internet".to_owned(), 0.4),
        _ => return unknown(context, finding, endpoint, NAME, weight, segment_field, (0.0, 1.0)),
    };
    stated(context, finding, endpoint, Stated { name: NAME, weight, field, fact, value })
}

/// How few people can support it: four or more 0, nobody 1.
pub fn skills(context: &Context<'_>, finding: &mut Finding, system: SystemIndex, weight: f64) -> Factor {
    const NAME: &str = "Skills";
    let endpoint = Endpoint::System(system);
    let people: &Fact<Box<People>> = &context.estate.systems[system.at()].record.people;
    let Some(supporters) = people.then(|people| &people.supporters).copied() else {
        return unknown(context, finding, endpoint, NAME, weight, "people.supporters", (0.0, 1.0));
    };
    let value = match supporters {
        0 => 1.0,
        1 => 0.9,
        2 => 0.6,
        3 => 0.3,
        _ => 0.0,
    };
    let fact = match supporters {
        0 => "Nobody in the organisation can support it".to_owned(),
        1 => "One person can support it".to_owned(),
        n => format!("{n} people can support it"),
    };
    stated(context, finding, endpoint, Stated { name: NAME, weight, field: "people.supporters", fact, value })
}

/// How many people use it: nobody 0, a thousand or more 1.
pub fn users(context: &Context<'_>, finding: &mut Finding, system: SystemIndex, weight: f64) -> Factor {
    const NAME: &str = "Users";
    let endpoint = Endpoint::System(system);
    match context.estate.systems[system.at()].record.users.get() {
        Some(users) => {
            let fact = format!("{users} people use it");
            let value = f64::from(users) / 1000.0;
            stated(context, finding, endpoint, Stated { name: NAME, weight, field: "users", fact, value })
        }
        None => unknown(context, finding, endpoint, NAME, weight, "users", (0.0, 1.0)),
    }
}

/// Money per year between nothing and half a million pounds.
pub fn annual_cost(context: &Context<'_>, finding: &mut Finding, system: SystemIndex, weight: f64) -> Factor {
    const NAME: &str = "Yearly cost";
    let endpoint = Endpoint::System(system);
    match context.estate.systems[system.at()].record.cost.then(|cost| &cost.annual) {
        Some(cost) => {
            let fact = format!("Costs {:.0} a year", cost.major());
            let value = cost.major() / 500_000.0;
            stated(
                context,
                finding,
                endpoint,
                Stated { name: NAME, weight, field: "cost.annual", fact, value },
            )
        }
        None => unknown(context, finding, endpoint, NAME, weight, "cost.annual", (0.0, 1.0)),
    }
}

/// A text with its first letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().collect::<String>() + letters.as_str(),
        None => String::new(),
    }
}

/// A quantity as a plain number.
pub fn number(fact: &Fact<Quantity>) -> Option<f64> {
    fact.get().map(Quantity::value)
}
