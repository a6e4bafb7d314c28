//! What could be wrong with a system or device of which something is not
//! recorded: the most that a finding would weigh, were the answer the worst.
//!
//! A missing component raises no finding, so without this the worst finding of
//! its owner would look better for not being known. Only a bound comes from
//! here, never a value that counts.

use super::context::Context;
use super::factor;
use super::hub::{self, Fragility, Importance};
use crate::catalogue::SupportState;
use crate::check::estate::{DeviceIndex, Endpoint, SystemIndex};
use crate::method::weighing::{LOSS_OF_FLEET, LOSS_OF_HUB, LOSS_OF_PLATFORM, LOSS_OF_SYSTEM};
use crate::method::{Scale, Threshold, Weighing, scale};

/// Whether something in use stands on components and none is recorded. What
/// its supplier runs is not: of that the contract is ours to know.
pub fn lacks_components(context: &Context<'_>, endpoint: Endpoint) -> bool {
    let record = context.estate.endpoint(endpoint).record;
    record.is_in_use() && record.components.is_empty() && !context.estate.is_run_by_others(endpoint)
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
    let is_open = fragility.value.low() < dangerous && fragility.value.high() >= dangerous;
    if !is_open
        || importance.bounds().high() < context.threshold(Threshold::ImportanceCritical)
        || !hub::is_leaned_on(context, system, importance)
    {
        return 0.0;
    }
    let highest = importance.bounds().high();
    let worst = [
        (&scale::IMPORTANCE, scale::IMPORTANCE.value(highest, context.thresholds)),
        (&scale::CRITICALITY, criticality(context, Endpoint::System(system))),
    ];
    100.0 * fragility.value.high() * most(context, &LOSS_OF_HUB, &worst)
}

/// Σ weight × value.
fn most(context: &Context<'_>, weighing: &'static Weighing, worst: &[(&'static Scale, f64)]) -> f64 {
    worst.iter().map(|(scale, value)| weighing.weight(scale, context.thresholds) * value).sum()
}

fn criticality(context: &Context<'_>, endpoint: Endpoint) -> f64 {
    // A fleet that states none takes the highest of what it runs: one of those
    // may be silent too.
    let stated = context.criticality(endpoint).filter(|(_, whose)| *whose == endpoint);
    stated.map_or(1.0, |(stated, _)| scale::CRITICALITY.word(stated.word(), context.thresholds))
}

fn reach(context: &Context<'_>, endpoint: Endpoint) -> f64 {
    let reach = context.measures.reach(context.views.number(endpoint));
    scale::BLAST_RADIUS.value(reach.high, context.thresholds)
}

fn loss_of_system(context: &Context<'_>, system: SystemIndex) -> f64 {
    let endpoint = Endpoint::System(system);
    let held = context.sensitivity(system);
    let sensitivity = held.map_or(1.0, |(held, _)| scale::SENSITIVITY.word(held.word(), context.thresholds));
    let criticality = (&scale::CRITICALITY, criticality(context, endpoint));
    let reach = (&scale::BLAST_RADIUS, reach(context, endpoint));
    let loss = most(context, &LOSS_OF_SYSTEM, &[criticality, reach, (&scale::SENSITIVITY, sensitivity)]);
    if !context.is_shared_platform(system) {
        return loss;
    }
    let carried = context.measures.needed_by(system).len() as f64;
    let carried = (&scale::CARRIES, scale::CARRIES.value(carried, context.thresholds));
    loss.max(most(context, &LOSS_OF_PLATFORM, &[carried, criticality, reach]))
}

fn loss_of_devices(context: &Context<'_>, device: DeviceIndex) -> f64 {
    let record = &context.estate.devices[device.at()].record;
    let share =
        record.count.get().map(|count| f64::from(count) / context.measures.device_count.max(1) as f64);
    let fleet = share.map_or(1.0, |share| scale::FLEET_SIZE.value(share, context.thresholds));
    let kind = record.kind.get();
    let kind = kind.map_or(1.0, |kind| scale::DEVICE_KIND.word(factor::kind_word(kind), context.thresholds));
    let criticality = (&scale::CRITICALITY, criticality(context, Endpoint::Device(device)));
    most(context, &LOSS_OF_FLEET, &[criticality, (&scale::FLEET_SIZE, fleet), (&scale::DEVICE_KIND, kind)])
}
