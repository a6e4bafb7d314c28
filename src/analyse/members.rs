//! Facts of several systems and devices: the highest of what they state.
//!
//! Where one of them states nothing, it may be higher than any that is stated,
//! and the value is a range up to its worst anchor. So forgetting what the
//! highest states widens the range, and never hands the place to the next in
//! silence.

use super::evidence::Evidence;
use super::factor::capitalised;
use super::finding::{ANYTHING, Bounds, Draft, Rated};
use crate::check::estate::{Endpoint, SystemIndex};
use crate::method::{Scale, scale};

/// What is assumed where one of several states nothing.
const MAY_BE_HIGHER: &str = "it may be higher than any that is recorded; the middle is counted";

/// The highest criticality.
pub fn criticality(draft: &mut Draft<'_>, members: &[Endpoint]) -> Rated {
    let context = draft.context;
    // The vocabulary lists the highest first; of equal ones the first member counts.
    let highest = members
        .iter()
        .filter_map(|member| context.criticality(*member))
        .min_by_key(|(criticality, _)| *criticality);
    let known = highest.map(|(criticality, whose)| {
        let fact = format!("{} ({})", capitalised(criticality.word()), context.name(whose));
        let value = draft.word(&scale::CRITICALITY, criticality.word());
        draft.stated(&scale::CRITICALITY, whose, "criticality", fact, value)
    });
    let silent = members.iter().copied().find(|member| context.criticality(*member).is_none());
    widened(draft, &scale::CRITICALITY, known, silent, "criticality")
}

/// The most sensitive data held.
pub fn sensitivity(draft: &mut Draft<'_>, members: &[SystemIndex]) -> Rated {
    let context = draft.context;
    let most = members
        .iter()
        .filter_map(|system| context.sensitivity(*system).map(|(found, index)| (found, *system, index)))
        .max_by_key(|(found, system, _)| (*found, std::cmp::Reverse(*system)));
    let known = most.map(|(found, system, index)| {
        let endpoint = Endpoint::System(system);
        let fact = format!("Holds {} data ({})", found.word(), context.name(endpoint));
        let value = draft.word(&scale::SENSITIVITY, found.word());
        draft.stated(&scale::SENSITIVITY, endpoint, format!("data[{index}]"), fact, value)
    });
    let silent = members.iter().copied().find(|system| context.sensitivity(*system).is_none());
    widened(draft, &scale::SENSITIVITY, known, silent.map(Endpoint::System), "data")
}

/// The most people who use one of them.
pub fn users(draft: &mut Draft<'_>, members: &[SystemIndex]) -> Rated {
    let context = draft.context;
    let users = |system: SystemIndex| context.estate.systems[system.at()].record.users.get();
    let most = members
        .iter()
        .filter_map(|system| users(*system).map(|count| (count, *system)))
        .max_by_key(|(count, system)| (*count, std::cmp::Reverse(*system)));
    let known = most.map(|(count, system)| {
        let endpoint = Endpoint::System(system);
        let fact = format!("{count} people use {}", context.name(endpoint));
        let value = draft.value(&scale::USERS, f64::from(count));
        draft.stated(&scale::USERS, endpoint, "users", fact, value)
    });
    let silent = members.iter().copied().find(|system| users(*system).is_none());
    widened(draft, &scale::USERS, known, silent.map(Endpoint::System), "users")
}

fn widened(
    draft: &mut Draft<'_>,
    scale: &'static Scale,
    known: Option<Rated>,
    silent: Option<Endpoint>,
    field: &'static str,
) -> Rated {
    let assumed = if known.is_some() { MAY_BE_HIGHER } else { ANYTHING };
    let mut rated = known.unwrap_or(Rated {
        scale,
        fact: "Not recorded".to_owned(),
        value: Bounds::exact(0.0),
        evidence: Vec::new(),
    });
    if let (Some(member), true) = (silent, rated.value.low() < 1.0) {
        let place = draft.context.estate.origin(member.into()).field("");
        rated.evidence.push(draft.add(Evidence::Missing { place, field, assumed: assumed.into() }));
        rated.value = Bounds::between(rated.value.low(), 1.0);
    }
    rated
}
