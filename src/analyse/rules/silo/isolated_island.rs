//! A small group of systems that is joined inside and to nothing else.

use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Draft, Finding, Rated, Verdicts, Weighed};
use crate::analyse::members;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, SystemIndex};
use crate::method::{Threshold, scale, weighing};
use crate::model::system::IsolatedByDesign;
use crate::model::vocabulary::ActionKind;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "isolated-island",
        version: 1,
        family: Family::Silo,
        title: "Island of systems",
        question: "Which groups of systems are joined only to each other?",
        why: "An island keeps its data to itself. Whoever needs it from outside asks by telephone, or types it in again.",
        needs: &["interfaces", "isolated_by_design", "data", "criticality"],
        evidence: &[EvidenceKind::GraphFact, EvidenceKind::InventoryLine],
        weighings: &[&weighing::ISOLATED_ISLAND, &weighing::LOSS_OF_LINK],
        thresholds: &[Threshold::IslandShare, Threshold::IslandSmall],
        sources: &["hopcroft-tarjan-1973"],
        remediation: &[ActionKind::Integrate, ActionKind::Consolidate, ActionKind::Accept],
        limits: "No record of an interface is no proof that there is none. The finding stands at the island's most critical system.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    let share = context.threshold(Threshold::IslandShare) * context.measures.systems_in_use as f64;
    let most = share.max(context.threshold(Threshold::IslandSmall));
    let largest = context.measures.largest_group();
    for group in context.measures.groups() {
        let is_island = group.len() > 1
            && (group.len() as f64) < most
            && group.len() <= largest.saturating_sub(group.len());
        let by_design = group.iter().any(|system| {
            let design = &context.estate.systems[system.at()].record.isolated_by_design;
            design.known().is_some_and(IsolatedByDesign::holds)
        });
        if is_island && !by_design {
            verdicts.findings.push(finding(context, group));
        }
    }
    verdicts
}

fn finding(context: &Context<'_>, group: &[SystemIndex]) -> Finding {
    let criticality = |system: &SystemIndex| {
        context.criticality(Endpoint::System(*system)).map_or(0, |(stated, _)| stated.number() as i32)
    };
    // The first of the most critical, by id.
    let head = group.iter().copied().rev().max_by_key(|system| criticality(system)).unwrap_or(SystemIndex(0));
    let endpoint = Endpoint::System(head);
    let names: Vec<String> = group.iter().map(|system| context.name(Endpoint::System(*system))).collect();
    let size = names.len();
    let names = crate::text::join_few(&names);
    let statement = format!("{size} systems are joined to each other and to nothing else: {names}");
    let first = Evidence::Graph { measure: "island", statement: statement.clone(), example: Vec::new() };
    let headline = format!("{names} form an island");
    let mut draft = Draft::new(context, &RULE.meta, endpoint, headline, first);
    draft.touches = group.iter().map(|system| Endpoint::System(*system).into()).collect();
    let likelihood = vec![Rated {
        scale: &scale::ISLAND,
        fact: factor::capitalised(&statement),
        value: Bounds::exact(draft.word(&scale::ISLAND, "island")),
        evidence: vec![0],
    }];
    let endpoints: Vec<Endpoint> = group.iter().copied().map(Endpoint::System).collect();
    let impact = vec![
        members::criticality(&mut draft, &endpoints),
        members::users(&mut draft, group),
        members::sensitivity(&mut draft, group),
    ];
    draft.finish(
        Weighed(&weighing::ISOLATED_ISLAND, likelihood),
        Weighed(&weighing::LOSS_OF_LINK, impact),
        context.lowest_belief(group.iter().copied(), Ageing::Slow),
    )
}
