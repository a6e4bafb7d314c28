//! An application in use that no interface joins to anything.

use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Draft, Finding, Rated, Strength, Verdicts, Weighed};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, SystemIndex};
use crate::method::{scale, weighing};
use crate::model::system::IsolatedByDesign;
use crate::model::vocabulary::{ActionKind, Status, SystemKind};
use crate::text::counted;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "isolated-system",
        version: 1,
        family: Family::Silo,
        title: "System with no interface",
        question: "Which applications are joined to nothing?",
        why: "What no interface reaches is typed in again, printed or forgotten. Staff carry the data, and mistakes travel with it.",
        needs: &["interfaces", "isolated_by_design", "data", "criticality", "users"],
        evidence: &[EvidenceKind::GraphFact, EvidenceKind::InventoryLine],
        weighings: &[&weighing::ISOLATED_SYSTEM, &weighing::LOSS_OF_LINK],
        thresholds: &[],
        sources: &["tcop"],
        remediation: &[
            ActionKind::Integrate,
            ActionKind::Consolidate,
            ActionKind::Retire,
            ActionKind::Accept,
        ],
        limits: "No record of an interface is no proof that there is none. A system that is meant to stand alone says so with `isolated_by_design`.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for (system, entry) in context.estate.systems() {
        let record = &entry.record;
        let is_live_application = record.kind_or_application() == SystemKind::Application
            && record.is_in_use()
            && record.status.get() != Some(Status::Pilot);
        if !is_live_application || entry.is_placeholder || context.measures.degree(system) > 0 {
            continue;
        }
        match record.isolated_by_design.known() {
            Some(design) if design.holds() => verdicts.strengths.push(strength(context, system, design)),
            _ => verdicts.findings.push(finding(context, system)),
        }
    }
    verdicts
}

fn strength(context: &Context<'_>, system: SystemIndex, design: &IsolatedByDesign) -> Strength {
    let endpoint = Endpoint::System(system);
    let reason = match design {
        IsolatedByDesign::Because(reason) => reason.to_string(),
        _ => "no reason is recorded".to_owned(),
    };
    Strength {
        rule: &RULE.meta,
        subject: endpoint.into(),
        headline: format!("{} stands alone by design: {reason}", context.name(endpoint)),
        evidence: vec![Evidence::Inventory {
            place: context.estate.origin(endpoint.into()).field("isolated_by_design"),
            statement: reason,
        }],
    }
}

fn finding(context: &Context<'_>, system: SystemIndex) -> Finding {
    let endpoint = Endpoint::System(system);
    let statement = format!("none of the {} interfaces in use touches it", context.measures.routes);
    let first = Evidence::Graph { measure: "interfaces", statement: statement.clone(), example: Vec::new() };
    let headline = format!("{} has no live interface", context.name(endpoint));
    let mut draft = Draft::new(context, &RULE.meta, endpoint, headline, first);
    let alone = Rated {
        scale: &scale::ALONE,
        fact: factor::capitalised(&statement),
        value: Bounds::exact(draft.word(&scale::ALONE, "nothing")),
        evidence: vec![0],
    };
    let likelihood = vec![alone, shared_data(&mut draft, system)];
    let impact = vec![
        factor::criticality(&mut draft, endpoint),
        factor::users(&mut draft, system),
        factor::sensitivity(&mut draft, system),
    ];
    draft.finish(
        Weighed(&weighing::ISOLATED_SYSTEM, likelihood),
        Weighed(&weighing::LOSS_OF_LINK, impact),
        context.belief(endpoint, Ageing::Slow),
    )
}

/// Whether it holds what others hold too, so that a missing link costs
/// somebody work.
fn shared_data(draft: &mut Draft<'_>, system: SystemIndex) -> Rated {
    let scale = &scale::SHARED_DATA;
    let context = draft.context;
    let endpoint = Endpoint::System(system);
    let links = &context.estate.systems[system.at()].links.data;
    if links.is_empty() {
        return draft.unknown(scale, endpoint, "data");
    }
    let shared = links.iter().find(|link| context.measures.holders(link.entity).len() > 1);
    let (field, fact, word) = match shared {
        Some(link) => {
            let entity = &context.estate.data_entities[link.entity.at()].record.name;
            let others = context.measures.holders(link.entity).len() - 1;
            (
                format!("data[{}]", link.index),
                format!("{entity} is held by {} too", counted(others, "other system")),
                "held-elsewhere-too",
            )
        }
        None => ("data".to_owned(), "No other system holds what it holds".to_owned(), "held-here-alone"),
    };
    let value = draft.word(scale, word);
    draft.stated(scale, endpoint, field, fact, value)
}
