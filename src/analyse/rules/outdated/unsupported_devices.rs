//! A device fleet in use runs on something that nobody mends any more.

use super::{component, devices};
use crate::analyse::context::Context;
use crate::analyse::finding::Verdicts;
use crate::analyse::possible;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::catalogue::SupportState;
use crate::check::estate::Endpoint;
use crate::method::weighing;
use crate::model::vocabulary::ActionKind;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "unsupported-devices",
        version: 2,
        family: Family::Outdated,
        title: "Devices on unsupported technology",
        question: "Which devices run on something that nobody mends any more?",
        why: "A fleet without support is a way in for attackers at every desk. Medical devices may not be patched at will, so they have to be kept apart and watched.",
        needs: &["components", "count", "kind", "network.segmented", "criticality", "runs"],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::CatalogueRow],
        weighings: &[&weighing::UNSUPPORTED_DEVICES, &weighing::LOSS_OF_FLEET],
        thresholds: &[],
        sources: &["endoflife", "cyber-essentials"],
        remediation: &[ActionKind::Contain, ActionKind::Upgrade, ActionKind::Replace, ActionKind::Retire],
        limits: "A medical device is to be contained and recorded, never just upgraded: its maker decides. Embedded editions have other dates than the desktop ones of the same name.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    let is_device = |owner: Endpoint| owner.system().is_none();
    for (owner, components) in component::owners_in_state(context, is_device, SupportState::Unsupported) {
        let Endpoint::Device(device) = owner else { continue };
        let judged = component::judged(context, components);
        if !judged.firm.is_empty() {
            let state = SupportState::Unsupported;
            verdicts.findings.push(devices::finding(context, &RULE.meta, device, &judged.firm, state));
        } else if !judged.likely.is_empty() {
            verdicts.gaps.push(component::likely_match_gap(context, &RULE.meta, owner, &judged.likely));
        }
    }
    for (device, _) in context.estate.devices() {
        let owner = Endpoint::Device(device);
        if possible::lacks_components(context, owner) {
            verdicts.gaps.push(component::nothing_recorded_gap(context, &RULE.meta, owner));
        }
    }
    verdicts
}
