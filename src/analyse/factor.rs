//! Facts that several rules rate: each adds its evidence to the draft and is
//! put on its scale.
//!
//! What is not stated is a range, with the missing field as evidence.

use super::context::Context;
use super::evidence::Evidence;
use super::finding::{Bounds, Draft, Rated, Weighed};
use super::members;
use crate::check::estate::{Endpoint, SystemIndex};
use crate::date::days_between;
use crate::method::{Threshold, scale, weighing};
use crate::model::system::{People, Security};
use crate::model::vocabulary::{DeviceKind, Failover};
use crate::model::{Fact, Quantity};
use crate::text::percent_with;

/// How much depends on it.
pub fn criticality(draft: &mut Draft<'_>, endpoint: Endpoint) -> Rated {
    let context = draft.context;
    let entry = context.estate.endpoint(endpoint);
    if entry.record.criticality.is_unknown() && !entry.links.runs.is_empty() {
        let reached: Vec<Endpoint> = entry.links.runs.iter().copied().map(Endpoint::System).collect();
        return members::criticality(draft, &reached);
    }
    match context.criticality(endpoint) {
        Some((criticality, whose)) => {
            let words = capitalised(criticality.word());
            let fact =
                if whose == endpoint { words } else { format!("{words}, through {}", context.name(whose)) };
            let value = draft.word(&scale::CRITICALITY, criticality.word());
            draft.stated(&scale::CRITICALITY, whose, "criticality", fact, value)
        }
        None => draft.unknown(&scale::CRITICALITY, endpoint, "criticality"),
    }
}

/// The word of a kind of device on its scale.
pub fn kind_word(kind: DeviceKind) -> &'static str {
    if kind.is_medical() { "medical" } else { "other" }
}

/// How much else stops or loses data with it: the share of the estate's
/// criticality, itself included.
pub fn reach(draft: &mut Draft<'_>, endpoint: Endpoint) -> Rated {
    let context = draft.context;
    let reach = context.measures.reach(context.views.number(endpoint));
    let at_least = if reach.is_capped { "at least " } else { "" };
    let others = match reach.dependents {
        0 => "No other system or device stops or loses data with it".to_owned(),
        1 => format!("{at_least}1 other system or device stops or loses data with it"),
        n => format!("{at_least}{n} other systems and devices stop or lose data with it"),
    };
    // Where counting stopped, only the least is known.
    let share = if reach.is_capped { percent_with(reach.low, 1) } else { share_words(reach.bounds()) };
    let weight_words = match reach.dependents {
        0 => String::new(),
        _ => format!("; {at_least}{share} of the estate's criticality with it"),
    };
    let fact = format!("{}{weight_words}", capitalised(&others));
    let example = context.measures.example_dependent(context.views, endpoint);
    let number =
        draft.add(Evidence::Graph { measure: "criticality reach", statement: fact.clone(), example });
    let value = reach.bounds().map(|share| draft.value(&scale::BLAST_RADIUS, share));
    Rated { scale: &scale::BLAST_RADIUS, fact, value, evidence: vec![number] }
}

/// A share in per cent; with its bounds where criticality is not stated.
pub fn share_words(share: Bounds) -> String {
    let whole = percent_with(share.point(), 1);
    let (low, high) = (percent_with(share.low(), 1), percent_with(share.high(), 1));
    if low == high {
        whole
    } else {
        let low = low.trim_end_matches('%');
        format!("{whole} ({low}–{high}, as the criticality of some is not recorded)")
    }
}

/// How sensitive the data is that it holds.
pub fn sensitivity(draft: &mut Draft<'_>, system: SystemIndex) -> Rated {
    let context = draft.context;
    let endpoint = Endpoint::System(system);
    let Some((sensitivity, index)) = context.sensitivity(system) else {
        return draft.unknown(&scale::SENSITIVITY, endpoint, "data");
    };
    let entity = context.estate.systems[system.at()].links.data.iter().find(|link| link.index == index);
    let name = entity.map_or_else(String::new, |link| {
        context.estate.data_entities[link.entity.at()].record.name.to_string()
    });
    let fact = format!("Holds {} data: {name}", sensitivity.word());
    let value = draft.word(&scale::SENSITIVITY, sensitivity.word());
    draft.stated(&scale::SENSITIVITY, endpoint, format!("data[{index}]"), fact, value)
}

/// The impact of losing a system or device.
pub fn impact_of_loss(draft: &mut Draft<'_>, endpoint: Endpoint) -> Weighed {
    let mut rated = vec![criticality(draft, endpoint), reach(draft, endpoint)];
    match endpoint {
        Endpoint::System(system) => {
            rated.push(sensitivity(draft, system));
            Weighed(&weighing::LOSS_OF_SYSTEM, rated)
        }
        Endpoint::Device(_) => Weighed(&weighing::LOSS_OF_DEVICE, rated),
    }
}

/// Whether another machine takes over.
pub fn resilience(draft: &mut Draft<'_>, endpoint: Endpoint) -> Rated {
    let context = draft.context;
    let record = context.estate.endpoint(endpoint).record.resilience;
    let tested = record.then(|resilience| &resilience.failover_tested).map(|date| date.last_day());
    let (fact, word) = match record.then(|resilience| &resilience.failover) {
        None => return draft.unknown(&scale::RESILIENCE, endpoint, "resilience.failover"),
        Some(Failover::None) => ("Nothing takes over when it fails".to_owned(), "none"),
        Some(Failover::Untested) => ("A standby exists, but was never tried".to_owned(), "untested"),
        Some(Failover::Tested) => match tested {
            None => ("Failover tested, on no recorded date".to_owned(), "tested-undated"),
            Some(day) if !is_recent_test(context, day) => {
                (format!("Failover last tested on {day}, {}", long_ago(context)), "tested-long-ago")
            }
            Some(day) => (format!("Failover tested on {day}"), "tested"),
        },
    };
    let value = draft.word(&scale::RESILIENCE, word);
    draft.stated(&scale::RESILIENCE, endpoint, "resilience.failover", fact, value)
}

/// Whether a test of a standby on a day still says something.
pub fn is_recent_test(context: &Context<'_>, tested: crate::date::Day) -> bool {
    f64::from(days_between(tested, context.today)) <= context.threshold(Threshold::FailoverTestedDays)
}

/// How to speak of a test that says nothing any more.
pub fn long_ago(context: &Context<'_>) -> String {
    let days = context.threshold(Threshold::FailoverTestedDays);
    if days.to_bits() == Threshold::FailoverTestedDays.default_value().to_bits() {
        "more than two years ago".to_owned()
    } else {
        format!("more than {days} days ago")
    }
}

/// How open it is to attack, known holes counted.
pub fn exposure(draft: &mut Draft<'_>, endpoint: Endpoint) -> Rated {
    let exploited =
        security(draft.context, endpoint).then(|security| &security.known_exploited_vulnerabilities).copied();
    match exploited {
        Some(count) if count > 0 => {
            let (field, fact) = ("security.known_exploited_vulnerabilities", exploited_words(count));
            let value = draft.word(&scale::OPENNESS, "exploited");
            draft.stated(&scale::OPENNESS, endpoint, field, fact, value)
        }
        _ => openness(draft, endpoint),
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
    context.estate.endpoint(endpoint).record.security
}

/// How well attackers can get at it, whatever they would find.
pub fn openness(draft: &mut Draft<'_>, endpoint: Endpoint) -> Rated {
    let context = draft.context;
    let security = security(context, endpoint);
    let facing = security.then(|security| &security.internet_facing).copied();
    let device = endpoint.device().map(|index| &context.estate.devices[index.at()].record);
    let segmented = match device {
        Some(device) => device.is_segmented(),
        None => security.then(|security| &security.segmented).copied(),
    };
    // Both are read; the network is where a device's segment belongs.
    let is_of_network =
        device.is_some_and(|device| device.security.is_unknown() || device.network.is_known());
    let segment_field = if is_of_network { "network.segmented" } else { "security.segmented" };
    let facing_field = "security.internet_facing";
    let (field, fact, word) = match (facing, segmented) {
        (Some(true), _) => (facing_field, "Faces the internet", "internet"),
        (_, Some(true)) => (segment_field, "In a network segment of its own", "own-segment"),
        (_, Some(false)) => (segment_field, "Not in a network segment of its own", "no-segment"),
        (Some(false), None) => (facing_field, "Does not face the internet", "not-on-the-internet"),
        _ => return draft.unknown(&scale::OPENNESS, endpoint, segment_field),
    };
    let value = draft.word(&scale::OPENNESS, word);
    draft.stated(&scale::OPENNESS, endpoint, field, fact.to_owned(), value)
}

/// How few people can support it.
pub fn skills(draft: &mut Draft<'_>, system: SystemIndex) -> Rated {
    const FIELD: &str = "people.supporters";
    let endpoint = Endpoint::System(system);
    let people: &Fact<Box<People>> = &draft.context.estate.systems[system.at()].record.people;
    let Some(supporters) = people.then(|people| &people.supporters).copied() else {
        return draft.unknown(&scale::SKILLS, endpoint, FIELD);
    };
    let fact = match supporters {
        0 => "Nobody in the organisation can support it".to_owned(),
        1 => "One person can support it".to_owned(),
        n => format!("{n} people can support it"),
    };
    let value = draft.value(&scale::SKILLS, f64::from(supporters));
    draft.stated(&scale::SKILLS, endpoint, FIELD, fact, value)
}

/// How many people use it.
pub fn users(draft: &mut Draft<'_>, system: SystemIndex) -> Rated {
    let endpoint = Endpoint::System(system);
    match draft.context.estate.systems[system.at()].record.users.get() {
        Some(users) => {
            let value = draft.value(&scale::USERS, f64::from(users));
            draft.stated(&scale::USERS, endpoint, "users", format!("{users} people use it"), value)
        }
        None => draft.unknown(&scale::USERS, endpoint, "users"),
    }
}

/// What it costs a year.
pub fn annual_cost(draft: &mut Draft<'_>, system: SystemIndex) -> Rated {
    let endpoint = Endpoint::System(system);
    match draft.context.estate.systems[system.at()].record.cost.then(|cost| &cost.annual) {
        Some(cost) => {
            let fact = format!("Costs {:.0} a year", cost.major());
            let value = draft.value(&scale::YEARLY_COST, cost.major());
            draft.stated(&scale::YEARLY_COST, endpoint, "cost.annual", fact, value)
        }
        None => draft.unknown(&scale::YEARLY_COST, endpoint, "cost.annual"),
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
