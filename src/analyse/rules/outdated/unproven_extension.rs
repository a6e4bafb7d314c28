//! Support has ended, an extension is on sale, and nobody recorded whether it
//! was bought.

use super::component;
use super::patching;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Draft, Finding, Rated, Verdicts, Weighed};
use crate::analyse::lifecycle::ComponentStanding;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::catalogue::SupportState;
use crate::check::estate::Endpoint;
use crate::method::{scale, weighing};
use crate::model::vocabulary::ActionKind;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "unproven-extension",
        version: 1,
        family: Family::Outdated,
        title: "Extended support without proof",
        question: "Where has support ended while an extension is on sale, and was it bought?",
        why: "With the extension it is still mended; without it nobody mends it. One line in a purchase order decides which, and it costs nothing to look.",
        needs: &[
            "components",
            "components[].support",
            "components[].supported_until",
            "criticality",
            "security",
        ],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::CatalogueRow, EvidenceKind::GraphFact],
        weighings: &[&weighing::UNPROVEN_EXTENSION, &weighing::LOSS_OF_SYSTEM, &weighing::LOSS_OF_FLEET],
        thresholds: &[],
        sources: &["endoflife", "cyber-essentials"],
        remediation: &[ActionKind::Upgrade, ActionKind::RePlatform, ActionKind::Replace, ActionKind::Contain],
        limits: "It cannot see purchase orders: the state is a range until `components[].support` is recorded. A match by likeness alone never raises it.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for (owner, components) in component::owners_in_state(context, |_| true, SupportState::Unsupported) {
        let unproven = component::judged(context, components).unproven;
        if !unproven.is_empty() {
            verdicts.findings.push(finding(context, owner, &unproven));
        }
    }
    verdicts
}

fn finding(context: &Context<'_>, owner: Endpoint, components: &[&ComponentStanding]) -> Finding {
    let headline = format!(
        "{}: support of {} has ended, and whether its paid extension was bought is not recorded",
        context.name(owner),
        component::names(context, components)
    );
    let mut draft = Draft::new(context, &RULE.meta, owner, headline, component::line(context, components[0]));
    let likelihood = vec![lifecycle(&mut draft, components), factor::exposure(&mut draft, owner)];
    let impact = patching::impact(&mut draft, owner);
    draft.answers_to = component::answers_to(context, components);
    let likelihood = Weighed(&weighing::UNPROVEN_EXTENSION, likelihood);
    draft.finish(likelihood, impact, component::belief(context, components))
}

/// Anything from bought to what the time without support counts.
fn lifecycle(draft: &mut Draft<'_>, components: &[&ComponentStanding]) -> Rated {
    let unbought = component::debt(draft, components);
    let bought = draft.word(&scale::UNPROVEN_LIFECYCLE, "bought");
    let place = draft.context.estate.origin(components[0].owner.into());
    let assumed = format!(
        "anything from {bought:.2} (bought) to {:.2} (not bought) is possible; the middle is counted",
        unbought.value.high()
    );
    let missing = draft.add(Evidence::Missing {
        place: place.field(format!("components[{}]", components[0].index)),
        field: "components[].support",
        assumed: assumed.into(),
    });
    let mut evidence = unbought.evidence;
    evidence.push(missing);
    Rated {
        scale: &scale::UNPROVEN_LIFECYCLE,
        value: Bounds::between(bought, unbought.value.high()),
        evidence,
        ..unbought
    }
}
