//! An important system that hangs on one person or none.

use super::staff;
use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Draft, Finding, Rated, Verdicts, Weighed};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, SystemIndex};
use crate::method::{Threshold, scale, weighing};
use crate::model::vocabulary::{ActionKind, Criticality};

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "too-few-supporters",
        version: 1,
        family: Family::People,
        title: "Too few people can support it",
        question: "Which important systems hang on one person or none?",
        why: "When that person is away, nobody can mend it. When they leave, what they know leaves with them.",
        needs: &["people.supporters", "people.supplier_support", "criticality"],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::GraphFact],
        weighings: &[&weighing::TOO_FEW_SUPPORTERS, &weighing::LOSS_OF_SYSTEM],
        thresholds: &[Threshold::FewSupporters],
        sources: &["litraf-2025"],
        remediation: &[ActionKind::Train, ActionKind::Replace, ActionKind::Contain],
        limits: "It counts heads, not skill. Only mission-critical and business-critical systems are looked at.",
    },
    judge,
};

const SUPPORTERS: &str = "people.supporters";

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    let few = context.threshold(Threshold::FewSupporters);
    for (system, entry) in context.estate.systems() {
        let important = matches!(
            entry.record.criticality.get(),
            Some(Criticality::MissionCritical | Criticality::BusinessCritical)
        );
        if !important {
            continue;
        }
        let Some(count) = entry.record.people.then(|people| &people.supporters).copied() else {
            verdicts.gaps.extend(staff::gap(
                context,
                &RULE.meta,
                system,
                SUPPORTERS,
                "how many can support it",
            ));
            continue;
        };
        if entry.record.is_in_use() && f64::from(count) < few {
            verdicts.findings.push(finding(context, system, count));
        }
    }
    verdicts
}

fn finding(context: &Context<'_>, system: SystemIndex, count: u32) -> Finding {
    let endpoint = Endpoint::System(system);
    let statement = match count {
        0 => "nobody in the organisation can support it".to_owned(),
        1 => "one person can support it".to_owned(),
        n => format!("only {n} people can support it"),
    };
    let first = Evidence::Inventory {
        place: context.estate.origin(endpoint.into()).field(SUPPORTERS),
        statement: statement.clone(),
    };
    let headline = format!("{}: {statement}", context.name(endpoint));
    let mut draft = Draft::new(context, &RULE.meta, endpoint, headline, first);
    let likelihood = vec![factor::skills(&mut draft, system), supplier(&mut draft, system)];
    let impact = factor::impact_of_loss(&mut draft, endpoint);
    let likelihood = Weighed(&weighing::TOO_FEW_SUPPORTERS, likelihood);
    draft.finish(likelihood, impact, context.belief(endpoint, Ageing::Slow))
}

/// Whether the supplier stands behind it.
fn supplier(draft: &mut Draft<'_>, system: SystemIndex) -> Rated {
    const FIELD: &str = "people.supplier_support";
    let endpoint = Endpoint::System(system);
    let people = &draft.context.estate.systems[system.at()].record.people;
    let Some(supports) = people.then(|people| &people.supplier_support) else {
        return draft.unknown(&scale::SUPPLIER_SUPPORT, endpoint, FIELD);
    };
    let (fact, word) = if *supports {
        ("The supplier supports it", "supported")
    } else {
        ("The supplier does not support it", "not-supported")
    };
    let value = draft.word(&scale::SUPPLIER_SUPPORT, word);
    draft.stated(&scale::SUPPLIER_SUPPORT, endpoint, FIELD, fact.to_owned(), value)
}
