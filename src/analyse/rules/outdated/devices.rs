//! What the rules about device fleets share.

use super::component;
use crate::analyse::confidence;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor::{self, LOSS_OF_DEVICES};
use crate::analyse::finding::{Bounds, Factor, Finding};
use crate::analyse::lifecycle::ComponentStanding;
use crate::analyse::rule::RuleMeta;
use crate::catalogue::SupportState;
use crate::check::estate::{DeviceIndex, Endpoint};
use crate::method::Threshold;

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
    let first = Evidence::Inventory {
        place: context.estate.origin(owner.into()).field(format!("components[{}]", components[0].index)),
        statement: component::label(context, components[0]),
    };
    let mut finding = Finding::new(rule, owner.into(), format!("{} {words}", context.name(owner)), first);
    if state == SupportState::Ending {
        finding.due = component::first_end(components);
    }
    let [lifecycle, exposure] = component::DEVICES_WITHOUT_SUPPORT;
    finding.likelihood = vec![
        match state {
            SupportState::Ending => component::ending_factor(context, &mut finding, components, 0.8),
            _ => component::debt_factor(context, &mut finding, components, lifecycle),
        },
        factor::exposure(
            context,
            &mut finding,
            owner,
            if state == SupportState::Ending { 0.2 } else { exposure },
        ),
    ];
    finding.impact = impact(context, &mut finding, device);
    finding.answers_to = component::answers_to(context, components);
    let lowest = components.iter().map(|component| component::belief(context, component)).fold(1.0, f64::min);
    finding.confidence = confidence::of_finding(lowest, &finding.likelihood, &finding.impact);
    finding
}

/// The impact of an attack on a fleet: criticality 0.5, its share of all
/// devices 0.3, whether care hangs on it 0.2 (our default).
pub(crate) fn impact(context: &Context<'_>, finding: &mut Finding, device: DeviceIndex) -> Vec<Factor> {
    vec![
        factor::criticality(context, finding, Endpoint::Device(device), LOSS_OF_DEVICES[0]),
        fleet(context, finding, device, LOSS_OF_DEVICES[1]),
        medical(context, finding, device, LOSS_OF_DEVICES[2]),
    ]
}

/// How large the fleet is beside all devices of the estate.
pub(super) fn fleet(
    context: &Context<'_>,
    finding: &mut Finding,
    device: DeviceIndex,
    weight: f64,
) -> Factor {
    const NAME: &str = "Fleet size";
    let owner = Endpoint::Device(device);
    let record = &context.estate.devices[device.at()].record;
    let Some(count) = record.count.get() else {
        return factor::unknown(context, finding, owner, NAME, weight, "count", (0.0, 1.0));
    };
    let share = f64::from(count) / context.measures.device_count.max(1) as f64;
    let fact = format!("{count} of {} devices", context.measures.device_count);
    let value = share / context.threshold(Threshold::FleetWorst);
    factor::stated(
        context,
        finding,
        owner,
        factor::Stated { name: NAME, weight, field: "count", fact, value },
    )
}

/// Whether people's care hangs on the device itself.
fn medical(context: &Context<'_>, finding: &mut Finding, device: DeviceIndex, weight: f64) -> Factor {
    const NAME: &str = "Kind of device";
    let owner = Endpoint::Device(device);
    let Some(kind) = context.estate.devices[device.at()].record.kind.get() else {
        return factor::unknown(context, finding, owner, NAME, weight, "kind", (0.0, 1.0));
    };
    let fact = if kind.is_medical() {
        format!("A medical device ({}): its maker must approve changes", kind.word())
    } else {
        format!("Not a medical device ({})", kind.word())
    };
    let value = factor::kind_value(kind);
    let number = finding.add(Evidence::Inventory {
        place: context.estate.origin(owner.into()).field("kind"),
        statement: fact.clone(),
    });
    Factor { name: NAME, fact, value: Bounds::exact(value), weight, evidence: vec![number] }
}
