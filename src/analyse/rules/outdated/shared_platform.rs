//! A platform that carries many others, and that nobody mends any more or
//! soon will not.

use super::component;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Draft, Finding, Gap, Rated, Verdicts, Weighed};
use crate::analyse::lifecycle::ComponentStanding;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::catalogue::SupportState;
use crate::check::estate::{Endpoint, SystemIndex};
use crate::method::{Threshold, scale, weighing};
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
        weighings: &[&weighing::SHARED_PLATFORM, &weighing::LOSS_OF_PLATFORM],
        thresholds: &[Threshold::SharedPlatform],
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
    let mut draft = Draft::new(context, &RULE.meta, owner, headline, component::line(context, components[0]));
    let lifecycle = if state == SupportState::Ending {
        draft.due = component::first_end(components);
        component::ending(&mut draft, components)
    } else {
        component::debt(&mut draft, components)
    };
    let likelihood =
        vec![lifecycle, factor::resilience(&mut draft, owner), factor::exposure(&mut draft, owner)];
    let impact = vec![
        carries(&mut draft, carried),
        factor::criticality(&mut draft, owner),
        factor::reach(&mut draft, owner),
    ];
    draft.touches = carried.iter().map(|endpoint| (*endpoint).into()).collect();
    draft.answers_to = component::answers_to(context, components);
    draft.finish(
        Weighed(&weighing::SHARED_PLATFORM, likelihood),
        Weighed(&weighing::LOSS_OF_PLATFORM, impact),
        component::belief(context, components),
    )
}

/// How many a list names.
const NAMED: usize = 5;

/// How many stand on it.
fn carries(draft: &mut Draft<'_>, carried: &[Endpoint]) -> Rated {
    let mut names: Vec<String> =
        carried.iter().take(NAMED).map(|endpoint| draft.context.name(*endpoint)).collect();
    if carried.len() > names.len() {
        names.push(format!("{} more", carried.len() - names.len()));
    }
    let fact = format!("Named as needed by {}: {}", carried.len(), join_and(&names));
    let number = draft.add(Evidence::Graph {
        measure: "direct dependants",
        statement: fact.clone(),
        example: Vec::new(),
    });
    let value = Bounds::exact(draft.value(&scale::CARRIES, carried.len() as f64));
    Rated { scale: &scale::CARRIES, fact, value, evidence: vec![number] }
}
