//! A system in use runs on something that nobody mends any more.

use super::component;
use crate::analyse::context::Context;
use crate::analyse::factor;
use crate::analyse::finding::{Draft, Finding, Verdicts, Weighed};
use crate::analyse::lifecycle::ComponentStanding;
use crate::analyse::possible;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::catalogue::SupportState;
use crate::check::estate::{Endpoint, SystemIndex};
use crate::method::weighing;
use crate::model::vocabulary::ActionKind;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "unsupported-component",
        version: 2,
        family: Family::Outdated,
        title: "Runs on unsupported technology",
        question: "Which systems run on something that nobody mends any more?",
        why: "Past the end of support no fault and no vulnerability is mended. What stands on it can be neither secured nor changed with confidence.",
        needs: &[
            "components",
            "components[].support",
            "components[].supported_until",
            "criticality",
            "resilience.failover",
            "security",
            "people.supporters",
            "data",
        ],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::CatalogueRow, EvidenceKind::GraphFact],
        weighings: &[&weighing::UNSUPPORTED_COMPONENT, &weighing::LOSS_OF_SYSTEM],
        thresholds: &[],
        sources: &["endoflife", "cyber-essentials", "litraf-2025"],
        remediation: &[
            ActionKind::Upgrade,
            ActionKind::RePlatform,
            ActionKind::Replace,
            ActionKind::Retire,
            ActionKind::Contain,
        ],
        limits: "It knows only what the inventory names. What its supplier runs is not asked for components. Bought extensions that nobody recorded make it too severe; a match by likeness alone never raises it.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    let is_system = |owner: Endpoint| owner.system().is_some();
    for (owner, components) in component::owners_in_state(context, is_system, SupportState::Unsupported) {
        let Some(system) = owner.system() else { continue };
        // What carries others is said once, by `shared-platform`.
        if context.is_shared_platform(system) {
            continue;
        }
        let judged = component::judged(context, components);
        if !judged.firm.is_empty() {
            verdicts.findings.push(finding(context, system, &judged.firm));
        } else if !judged.likely.is_empty() {
            verdicts.gaps.push(component::likely_match_gap(context, &RULE.meta, owner, &judged.likely));
        }
    }
    for (system, _) in context.estate.systems() {
        let owner = Endpoint::System(system);
        // Of a platform that carries others, `shared-platform` says it.
        if possible::lacks_components(context, owner) && !context.is_shared_platform(system) {
            verdicts.gaps.push(component::nothing_recorded_gap(context, &RULE.meta, owner));
        }
    }
    verdicts
}

fn finding(context: &Context<'_>, system: SystemIndex, components: &[&ComponentStanding]) -> Finding {
    let owner = Endpoint::System(system);
    let headline =
        format!("{} runs on {} without support", context.name(owner), component::names(context, components));
    let first = component::line(context, components[0]);
    let mut draft = Draft::new(context, &RULE.meta, owner, headline, first);
    let likelihood = vec![
        component::debt(&mut draft, components),
        factor::resilience(&mut draft, owner),
        factor::exposure(&mut draft, owner),
        factor::skills(&mut draft, system),
    ];
    let impact = factor::impact_of_loss(&mut draft, owner);
    draft.answers_to = component::answers_to(context, components);
    let likelihood = Weighed(&weighing::UNSUPPORTED_COMPONENT, likelihood);
    draft.finish(likelihood, impact, component::belief(context, components))
}
