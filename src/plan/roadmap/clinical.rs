//! What medical devices and clinical systems ask of a plan.

use super::Given;
use crate::check::estate::{DeviceIndex, Endpoint};
use crate::model::vocabulary::{ActionKind, DeviceKind};

/// Whether a device is a medical one.
pub(super) fn is_medical(given: Given<'_>, device: DeviceIndex) -> bool {
    let kind = given.context.estate.devices[device.at()].record.kind.get();
    matches!(
        kind,
        Some(
            DeviceKind::ImagingModality
                | DeviceKind::BedsideMonitor
                | DeviceKind::InfusionPump
                | DeviceKind::Analyser
                | DeviceKind::OtherMedical
        )
    )
}

/// Whether an action changes a medical device, or a system with a place in
/// the clinical safety process (DCB0129 and DCB0160): then it needs a
/// clinical safety review.
pub fn needs_clinical_review(given: Given<'_>, action: usize) -> bool {
    let estate = given.context.estate;
    given.actions.all[action].options.iter().any(|option| {
        let is_change = matches!(
            estate.option(*option).kind,
            ActionKind::Replace | ActionKind::Upgrade | ActionKind::RePlatform | ActionKind::Consolidate
        );
        let is_clinical = match estate.options[option.at()].subject {
            Endpoint::System(index) => estate.systems[index.at()].record.clinical_safety.is_known(),
            Endpoint::Device(index) => is_medical(given, index),
        };
        is_change && is_clinical
    })
}
