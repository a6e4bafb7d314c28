//! What medical devices and clinical systems ask of a plan.

use crate::check::estate::{DeviceIndex, Endpoint, Estate};
use crate::model::vocabulary::{ActionKind, DeviceKind};
use crate::plan::Action;

/// Whether a device is a medical one.
pub(super) fn is_medical(estate: &Estate, device: DeviceIndex) -> bool {
    let kind = estate.devices[device.at()].record.kind.get();
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
pub fn needs_clinical_review(estate: &Estate, action: &Action) -> bool {
    action.options.iter().any(|option| {
        let is_change = matches!(
            estate.option(*option).kind,
            ActionKind::Replace | ActionKind::Upgrade | ActionKind::RePlatform | ActionKind::Consolidate
        );
        let is_clinical = match estate.options[option.at()].subject {
            Endpoint::System(index) => estate.systems[index.at()].record.clinical_safety.is_known(),
            Endpoint::Device(index) => is_medical(estate, index),
        };
        is_change && is_clinical
    })
}
