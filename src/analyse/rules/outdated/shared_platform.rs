//! A platform that carries many others, and that nobody mends any more or
//! soon will not.

use super::component;
use crate::analyse::confidence;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor::{self, LOSS_OF_PLATFORM};
use crate::analyse::finding::{Bounds, Factor, Finding, Gap, Verdicts};
use crate::analyse::lifecycle::ComponentStanding;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::catalogue::SupportState;
use crate::check::estate::{Endpoint, SystemIndex};
use crate::method::Threshold;
use crate::model::vocabulary::ActionKind;
use crate::text::{counted, join_and};

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "shared-platform",
        version: 1,
        family: Family::Outdated,
        title: "Shared platform without support",
        question: "Which databases, clusters and platforms carry many systems and are out of support, or soon will be?",
        why: "Everything on such a platform inherits its state, and one move serves all of it. Said once for each system it would look like many faults and be funded like many.",
        needs: &[
            "kind",
            "depends_on",
            "components",
            "components[].support",
            "criticality",
            "people.supporters",
        ],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::CatalogueRow, EvidenceKind::GraphFact],
        thresholds: &[Threshold::SharedPlatform, Threshold::DebtAgeWorst, Threshold::ReachWorst],
        sources: &["endoflife", "cyber-essentials", "litraf-2025"],
        remediation: &[
            ActionKind::Upgrade,
            ActionKind::RePlatform,
            ActionKind::Consolidate,
            ActionKind::Replace,
            ActionKind::Contain,
        ],
        limits: "It counts what the inventory says depends on the platform. It stands in place of the findings about the platform's own components; those of the systems on it are still theirs.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for (system, entry) in context.estate.systems() {
        if !entry.record.is_in_use() || !context.is_shared_platform(system) {
            continue;
        }
        let in_state = |state: SupportState| {
            let components = context.lifecycles.of(Endpoint::System(system)).iter();
            component::judged(
                context,
                components.filter(|component| component.standing.state == state).collect(),
            )
        };
        let (out, ending) = (in_state(SupportState::Unsupported), in_state(SupportState::Ending));
        if !out.firm.is_empty() {
            verdicts.findings.push(finding(context, system, &out.firm, SupportState::Unsupported));
        } else if !ending.firm.is_empty() {
            verdicts.findings.push(finding(context, system, &ending.firm, SupportState::Ending));
        } else {
            verdicts.gaps.extend(gap(context, system, &[out.likely, ending.likely].concat()));
        }
    }
    verdicts
}

/// What cannot be said of a platform: a likely match, or no component at all.
fn gap(context: &Context<'_>, system: SystemIndex, likely: &[&ComponentStanding]) -> Option<Gap> {
    let owner = Endpoint::System(system);
    if !likely.is_empty() {
        return Some(component::likely_match_gap(context, &RULE.meta, owner, likely));
    }
    let is_dark = context.lifecycles.of(owner).iter().all(|one| one.standing.state == SupportState::Unknown);
    is_dark.then(|| Gap {
        rule: &RULE.meta,
        subject: owner.into(),
        headline: format!(
            "{} carries {}, and whether it is supported is not known",
            context.name(owner),
            counted(context.measures.needed_by(system).len(), "other")
        ),
        field: "components",
    })
}

fn finding(
    context: &Context<'_>,
    system: SystemIndex,
    components: &[&ComponentStanding],
    state: SupportState,
) -> Finding {
    let owner = Endpoint::System(system);
    let carried = context.measures.needed_by(system);
    let names = component::names(context, components);
    let words = match state {
        SupportState::Ending => format!("loses support for {names}{}", component::in_quarter(components)),
        _ => format!("runs without support on {names}"),
    };
    let headline =
        format!("{} {words}, and carries {}", context.name(owner), counted(carried.len(), "other"));
    let first = Evidence::Inventory {
        place: context.estate.origin(owner.into()).field(format!("components[{}]", components[0].index)),
        statement: component::label(context, components[0]),
    };
    let mut finding = Finding::new(&RULE.meta, owner.into(), headline, first);
    if state == SupportState::Ending {
        finding.due = component::first_end(components);
    }
    finding.likelihood = vec![
        match state {
            SupportState::Ending => component::ending_factor(context, &mut finding, components, 0.7),
            _ => component::debt_factor(context, &mut finding, components, 0.7),
        },
        factor::resilience(context, &mut finding, owner, 0.15),
        factor::exposure(context, &mut finding, owner, 0.15),
    ];
    finding.impact = vec![
        carries(context, &mut finding, carried, LOSS_OF_PLATFORM[0]),
        factor::criticality(context, &mut finding, owner, LOSS_OF_PLATFORM[1]),
        factor::reach(context, &mut finding, owner, LOSS_OF_PLATFORM[2]),
    ];
    finding.touches = carried.iter().map(|endpoint| (*endpoint).into()).collect();
    finding.answers_to = component::answers_to(context, components);
    let lowest = components.iter().map(|component| component::belief(context, component)).fold(1.0, f64::min);
    finding.confidence = confidence::of_finding(lowest, &finding.likelihood, &finding.impact);
    finding
}

/// How many stand on it: forty or more count fully.
fn carries(context: &Context<'_>, finding: &mut Finding, carried: &[Endpoint], weight: f64) -> Factor {
    let mut names: Vec<String> = carried.iter().take(5).map(|endpoint| context.name(*endpoint)).collect();
    if carried.len() > names.len() {
        names.push(format!("{} more", carried.len() - names.len()));
    }
    let statement = format!("Named as needed by {}: {}", carried.len(), join_and(&names));
    let fact =
        Evidence::Graph { measure: "direct dependants", statement: statement.clone(), example: Vec::new() };
    let evidence = vec![finding.add(fact)];
    let value = factor::carried_value(carried.len());
    Factor { name: "Carries", fact: statement, value: Bounds::exact(value), weight, evidence }
}
