//! What the rules about device fleets share.

use super::component;
use crate::analyse::context::Context;
use crate::analyse::factor;
use crate::analyse::finding::{Draft, Finding, Rated, Weighed};
use crate::analyse::lifecycle::ComponentStanding;
use crate::analyse::rule::RuleMeta;
use crate::catalogue::SupportState;
use crate::check::estate::{DeviceIndex, Endpoint};
use crate::method::{scale, weighing};

/// A finding about a fleet whose components are all in one state.
pub(super) fn finding(
    context: &Context<'_>,
    rule: &'static RuleMeta,
    device: DeviceIndex,
    components: &[&ComponentStanding],
    state: SupportState,
) -> Finding {
    let owner = Endpoint::Device(device);
    let record = &context.estate.devices[device.at()].record;
    let count = record.count_or_one();
    let names = component::names(context, components);
    let words = match (state, count) {
        (SupportState::Ending, 1) => {
            format!("loses support for {names}{}", component::in_quarter(components))
        }
        (SupportState::Ending, n) => {
            format!("({n} devices) lose support for {names}{}", component::in_quarter(components))
        }
        (_, 1) => format!("runs on {names} without support"),
        (_, n) => format!("({n} devices) run on {names} without support"),
    };
    let headline = format!("{} {words}", context.name(owner));
    let mut draft = Draft::new(context, rule, owner, headline, component::line(context, components[0]));
    let likelihood = if state == SupportState::Ending {
        draft.due = component::first_end(components);
        let rated = vec![component::ending(&mut draft, components), factor::exposure(&mut draft, owner)];
        Weighed(&weighing::ENDING_DEVICES, rated)
    } else {
        let rated = vec![component::debt(&mut draft, components), factor::exposure(&mut draft, owner)];
        Weighed(&weighing::UNSUPPORTED_DEVICES, rated)
    };
    let impact = impact(&mut draft, device);
    draft.answers_to = component::answers_to(context, components);
    draft.finish(likelihood, impact, component::belief(context, components))
}

/// The impact of an attack on a fleet.
pub(crate) fn impact(draft: &mut Draft<'_>, device: DeviceIndex) -> Weighed {
    let rated =
        vec![factor::criticality(draft, Endpoint::Device(device)), fleet(draft, device), kind(draft, device)];
    Weighed(&weighing::LOSS_OF_FLEET, rated)
}

/// How large the fleet is beside all devices of the estate.
pub(super) fn fleet(draft: &mut Draft<'_>, device: DeviceIndex) -> Rated {
    let owner = Endpoint::Device(device);
    let all = draft.context.measures.device_count;
    let Some(count) = draft.context.estate.devices[device.at()].record.count.get() else {
        return draft.unknown(&scale::FLEET_SIZE, owner, "count");
    };
    let value = draft.value(&scale::FLEET_SIZE, f64::from(count) / all.max(1) as f64);
    draft.stated(&scale::FLEET_SIZE, owner, "count", format!("{count} of {all} devices"), value)
}

/// Whether people's care hangs on the device itself.
fn kind(draft: &mut Draft<'_>, device: DeviceIndex) -> Rated {
    let owner = Endpoint::Device(device);
    let Some(kind) = draft.context.estate.devices[device.at()].record.kind.get() else {
        return draft.unknown(&scale::DEVICE_KIND, owner, "kind");
    };
    let fact = if kind.is_medical() {
        format!("A medical device ({}): its maker must approve changes", kind.word())
    } else {
        format!("Not a medical device ({})", kind.word())
    };
    let value = draft.word(&scale::DEVICE_KIND, factor::kind_word(kind));
    draft.stated(&scale::DEVICE_KIND, owner, "kind", fact, value)
}
