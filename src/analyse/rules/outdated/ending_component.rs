//! A system in use runs on something whose support ends within the horizon.

use super::component;
use crate::analyse::context::Context;
use crate::analyse::factor;
use crate::analyse::finding::{Draft, Finding, Verdicts, Weighed};
use crate::analyse::lifecycle::ComponentStanding;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::catalogue::SupportState;
use crate::check::estate::{Endpoint, SystemIndex};
use crate::method::weighing;
use crate::model::vocabulary::ActionKind;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "ending-component",
        version: 1,
        family: Family::Outdated,
        title: "Support ends soon",
        question: "Which systems lose support within the horizon?",
        why: "A move takes a budget round and a procurement. What ends within that time has to be decided now.",
        needs: &["components", "criticality", "resilience.failover", "people.supporters", "data"],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::CatalogueRow, EvidenceKind::GraphFact],
        weighings: &[&weighing::ENDING_COMPONENT, &weighing::LOSS_OF_SYSTEM],
        thresholds: &[],
        sources: &["endoflife", "litraf-2025"],
        remediation: &[ActionKind::Upgrade, ActionKind::RePlatform, ActionKind::Replace, ActionKind::Retire],
        limits: "Vendors move dates. A match by likeness alone never raises it, and a system that is to be retired before the date is still named.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    let is_system = |owner: Endpoint| owner.system().is_some();
    for (owner, components) in component::owners_in_state(context, is_system, SupportState::Ending) {
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
    verdicts
}

fn finding(context: &Context<'_>, system: SystemIndex, components: &[&ComponentStanding]) -> Finding {
    let owner = Endpoint::System(system);
    let headline = format!(
        "{} loses support for {}{}",
        context.name(owner),
        component::names(context, components),
        component::in_quarter(components)
    );
    let first = component::line(context, components[0]);
    let mut draft = Draft::new(context, &RULE.meta, owner, headline, first);
    draft.due = component::first_end(components);
    let likelihood = vec![
        component::ending(&mut draft, components),
        factor::resilience(&mut draft, owner),
        factor::skills(&mut draft, system),
    ];
    let impact = factor::impact_of_loss(&mut draft, owner);
    draft.answers_to = component::answers_to(context, components);
    let likelihood = Weighed(&weighing::ENDING_COMPONENT, likelihood);
    draft.finish(likelihood, impact, component::belief(context, components))
}
