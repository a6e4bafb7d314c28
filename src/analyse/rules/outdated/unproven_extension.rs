//! Support has ended, an extension is on sale, and nobody recorded whether it
//! was bought.

use super::component::{self, BOUGHT};
use super::devices;
use crate::analyse::confidence;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Factor, Finding, Verdicts};
use crate::analyse::lifecycle::ComponentStanding;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::catalogue::SupportState;
use crate::check::estate::Endpoint;
use crate::method::Threshold;
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
        thresholds: &[Threshold::DebtAgeWorst, Threshold::ReachWorst, Threshold::FleetWorst],
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
    let place = context.estate.origin(owner.into()).field(format!("components[{}]", components[0].index));
    let first = Evidence::Inventory { place, statement: component::label(context, components[0]) };
    let mut finding = Finding::new(&RULE.meta, owner.into(), headline, first);
    finding.likelihood = vec![
        lifecycle(context, &mut finding, components, 0.7),
        factor::exposure(context, &mut finding, owner, 0.3),
    ];
    finding.impact = match owner {
        Endpoint::System(_) => factor::impact_of_loss(context, &mut finding, owner),
        Endpoint::Device(device) => devices::impact(context, &mut finding, device),
    };
    finding.answers_to = component::answers_to(context, components);
    let lowest = components.iter().map(|component| component::belief(context, component)).fold(1.0, f64::min);
    finding.confidence = confidence::of_finding(lowest, &finding.likelihood, &finding.impact);
    finding
}

/// Anything from bought to what the time without support counts.
fn lifecycle(
    context: &Context<'_>,
    finding: &mut Finding,
    components: &[&ComponentStanding],
    weight: f64,
) -> Factor {
    let unbought = component::debt_factor(context, finding, components, weight);
    let place = context.estate.origin(components[0].owner.into());
    let assumed = format!(
        "anything from {BOUGHT:.2} (bought) to {:.2} (not bought) is possible; the middle is counted",
        unbought.value.high
    );
    let missing = finding.add(Evidence::Missing {
        place: place.field(format!("components[{}]", components[0].index)),
        field: "components[].support",
        assumed: assumed.into(),
    });
    let mut evidence = unbought.evidence;
    evidence.push(missing);
    Factor { value: Bounds::between(BOUGHT, unbought.value.high), evidence, ..unbought }
}
