//! What could be wrong with a system or device of which something is not
//! recorded: the most that a finding would weigh, were the answer the worst.
//!
//! A missing component raises no finding, so without this the worst finding of
//! its owner would look better for not being known. Only a bound comes from
//! here, never a value that counts.

use super::completeness;
use super::context::Context;
use super::factor::{self, LOSS_OF_DEVICES, LOSS_OF_PLATFORM, LOSS_OF_SYSTEM};
use super::hub::{self, Fragility, Importance};
use crate::catalogue::SupportState;
use crate::check::estate::{DeviceIndex, Endpoint, SystemIndex};
use crate::method::Threshold;

/// Whether something in use stands on components and none is recorded. What
/// its supplier runs is not: of that the contract is ours to know.
pub fn lacks_components(context: &Context<'_>, endpoint: Endpoint) -> bool {
    match endpoint {
        Endpoint::System(index) => {
            let record = &context.estate.systems[index.at()].record;
            record.is_in_use() && record.components.is_empty() && !completeness::is_run_by_others(record)
        }
        Endpoint::Device(index) => {
            let record = &context.estate.devices[index.at()].record;
            record.is_in_use() && record.components.is_empty()
        }
    }
}

/// Whether the support of something that it stands on is not known: nothing is
/// recorded, or one of the components cannot be judged.
pub fn has_unknown_support(context: &Context<'_>, endpoint: Endpoint) -> bool {
    let components = context.lifecycles.of(endpoint);
    components.iter().any(|component| component.standing.state == SupportState::Unknown)
        || lacks_components(context, endpoint)
}

/// The most that a finding about support would weigh, 0 to 100: certain to
/// happen, with every unknown of its impact at its worst. Nothing where the
/// support of all that it stands on is known.
pub fn worst_support(context: &Context<'_>, endpoint: Endpoint) -> f64 {
    if !has_unknown_support(context, endpoint) {
        return 0.0;
    }
    100.0
        * match endpoint {
            Endpoint::System(index) => loss_of_system(context, index),
            Endpoint::Device(index) => loss_of_devices(context, index),
        }
}

/// The most that a finding about a hub would weigh, 0 to 100, where its
/// fragility may be dangerous and need not be.
pub fn worst_hub(
    context: &Context<'_>,
    system: SystemIndex,
    importance: Importance,
    fragility: &Fragility,
) -> f64 {
    let dangerous = context.threshold(Threshold::FragilityDangerous);
    let is_open = fragility.value.low < dangerous && fragility.value.high >= dangerous;
    if !is_open
        || importance.bounds().high < context.threshold(Threshold::ImportanceCritical)
        || !hub::is_leaned_on(context, system, importance)
    {
        return 0.0;
    }
    let [of_importance, of_criticality] = hub::LOSS;
    let impact = of_importance * hub::importance_value(importance.bounds().high)
        + of_criticality * criticality(context, Endpoint::System(system));
    100.0 * fragility.value.high * impact
}

fn criticality(context: &Context<'_>, endpoint: Endpoint) -> f64 {
    // A fleet that states none takes the highest of what it runs: one of those
    // may be silent too.
    context
        .criticality(endpoint)
        .filter(|(_, whose)| *whose == endpoint)
        .map_or(1.0, |(stated, _)| factor::criticality_value(stated))
}

fn reach(context: &Context<'_>, endpoint: Endpoint) -> f64 {
    let reach = context.measures.reach(context.views.number(endpoint));
    (reach.high / context.threshold(Threshold::ReachWorst)).min(1.0)
}

fn loss_of_system(context: &Context<'_>, system: SystemIndex) -> f64 {
    let endpoint = Endpoint::System(system);
    let (criticality, reach) = (criticality(context, endpoint), reach(context, endpoint));
    let sensitivity = context.sensitivity(system).map_or(1.0, |(held, _)| factor::sensitivity_value(held));
    let [of_criticality, of_reach, of_data] = LOSS_OF_SYSTEM;
    let loss = of_criticality * criticality + of_reach * reach + of_data * sensitivity;
    if !context.is_shared_platform(system) {
        return loss;
    }
    let [of_carried, of_criticality, of_reach] = LOSS_OF_PLATFORM;
    let carried = factor::carried_value(context.measures.needed_by(system).len());
    loss.max(of_carried * carried + of_criticality * criticality + of_reach * reach)
}

fn loss_of_devices(context: &Context<'_>, device: DeviceIndex) -> f64 {
    let record = &context.estate.devices[device.at()].record;
    let share =
        record.count.get().map(|count| f64::from(count) / context.measures.device_count.max(1) as f64);
    let fleet = share.map_or(1.0, |share| (share / context.threshold(Threshold::FleetWorst)).min(1.0));
    let kind = record.kind.get().map_or(1.0, factor::kind_value);
    let [of_criticality, of_fleet, of_kind] = LOSS_OF_DEVICES;
    of_criticality * criticality(context, Endpoint::Device(device)) + of_fleet * fleet + of_kind * kind
}
