//! A device fleet in use loses support within the horizon.

use super::{component, devices};
use crate::analyse::context::Context;
use crate::analyse::finding::Verdicts;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::catalogue::SupportState;
use crate::check::estate::Endpoint;
use crate::method::weighing;
use crate::model::vocabulary::ActionKind;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "ending-devices",
        version: 1,
        family: Family::Outdated,
        title: "Devices that lose support soon",
        question: "Which devices lose support within the horizon?",
        why: "A fleet takes years to renew. What ends within the horizon has to be in the next budget.",
        needs: &["components", "count", "kind", "network.segmented", "criticality", "runs"],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::CatalogueRow],
        weighings: &[&weighing::ENDING_DEVICES, &weighing::LOSS_OF_FLEET],
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
    for (owner, components) in component::owners_in_state(context, is_device, SupportState::Ending) {
        let Endpoint::Device(device) = owner else { continue };
        let judged = component::judged(context, components);
        if !judged.firm.is_empty() {
            let state = SupportState::Ending;
            verdicts.findings.push(devices::finding(context, &RULE.meta, device, &judged.firm, state));
        } else if !judged.likely.is_empty() {
            verdicts.gaps.push(component::likely_match_gap(context, &RULE.meta, owner, &judged.likely));
        }
    }
    verdicts
}
