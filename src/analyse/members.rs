//! Factors over several systems and devices: the highest of what they state.
//!
//! Where one of them states nothing, it may be higher than any that is stated,
//! and the factor is a range up to its worst anchor. So forgetting what the
//! highest states widens the range, and never hands the place to the next in
//! silence.

use super::context::Context;
use super::evidence::Evidence;
use super::factor::{ANYTHING, Stated, capitalised, sensitivity_value, stated};
use super::finding::{Bounds, Factor, Finding};
use crate::check::estate::{Endpoint, SystemIndex};

/// What is assumed where one of several states nothing.
const MAY_BE_HIGHER: &str = "it may be higher than any that is recorded; the middle is counted";

/// The highest criticality: administrative 0, mission-critical 1.
pub fn criticality(
    context: &Context<'_>,
    finding: &mut Finding,
    name: &'static str,
    members: &[Endpoint],
    weight: f64,
) -> Factor {
    // The vocabulary lists the highest first; of equal ones the first member counts.
    let highest = members
        .iter()
        .filter_map(|member| context.criticality(*member))
        .min_by_key(|(criticality, _)| *criticality);
    let known = highest.map(|(criticality, whose)| {
        let fact = format!("{} ({})", capitalised(criticality.word()), context.name(whose));
        let value = (criticality.number() - 1.0) / 4.0;
        stated(context, finding, whose, Stated { name, weight, field: "criticality", fact, value })
    });
    let silent = members.iter().copied().find(|member| context.criticality(*member).is_none());
    widened(context, finding, name, weight, known, silent, "criticality")
}

/// The most sensitive data held: public 0, special-category 1.
pub fn sensitivity(
    context: &Context<'_>,
    finding: &mut Finding,
    members: &[SystemIndex],
    weight: f64,
) -> Factor {
    const NAME: &str = "Data sensitivity";
    let most = members
        .iter()
        .filter_map(|system| context.sensitivity(*system).map(|(found, index)| (found, *system, index)))
        .max_by_key(|(found, system, _)| (*found, std::cmp::Reverse(*system)));
    let known = most.map(|(found, system, index)| {
        let endpoint = Endpoint::System(system);
        let fact = format!("Holds {} data ({})", found.word(), context.name(endpoint));
        let field = format!("data[{index}]");
        let value = sensitivity_value(found);
        stated(context, finding, endpoint, Stated { name: NAME, weight, field: &field, fact, value })
    });
    let silent = members.iter().copied().find(|system| context.sensitivity(*system).is_none());
    widened(context, finding, NAME, weight, known, silent.map(Endpoint::System), "data")
}

/// The most people who use one of them: nobody 0, a thousand or more 1.
pub fn users(context: &Context<'_>, finding: &mut Finding, members: &[SystemIndex], weight: f64) -> Factor {
    const NAME: &str = "Users";
    let users = |system: SystemIndex| context.estate.systems[system.at()].record.users.get();
    let most = members
        .iter()
        .filter_map(|system| users(*system).map(|count| (count, *system)))
        .max_by_key(|(count, system)| (*count, std::cmp::Reverse(*system)));
    let known = most.map(|(count, system)| {
        let endpoint = Endpoint::System(system);
        let fact = format!("{count} people use {}", context.name(endpoint));
        let value = f64::from(count) / 1000.0;
        stated(context, finding, endpoint, Stated { name: NAME, weight, field: "users", fact, value })
    });
    let silent = members.iter().copied().find(|system| users(*system).is_none());
    widened(context, finding, NAME, weight, known, silent.map(Endpoint::System), "users")
}

fn widened(
    context: &Context<'_>,
    finding: &mut Finding,
    name: &'static str,
    weight: f64,
    known: Option<Factor>,
    silent: Option<Endpoint>,
    field: &'static str,
) -> Factor {
    let nothing = Factor {
        name,
        fact: "Not recorded".to_owned(),
        value: Bounds::exact(0.0),
        weight,
        evidence: Vec::new(),
    };
    let assumed = if known.is_some() { MAY_BE_HIGHER } else { ANYTHING };
    let mut factor = known.unwrap_or(nothing);
    if let (Some(member), true) = (silent, factor.value.low < 1.0) {
        let place = context.estate.origin(member.into()).field("");
        factor.evidence.push(finding.add(Evidence::Missing { place, field, assumed: assumed.into() }));
        factor.value = Bounds::between(factor.value.low, 1.0);
    }
    factor
}
