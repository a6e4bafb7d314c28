//! An important system that hangs on one person or none.

use super::staff;
use crate::analyse::confidence::{self, Ageing};
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Factor, Finding, Verdicts};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, SystemIndex};
use crate::method::Threshold;
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
        thresholds: &[Threshold::FewSupporters, Threshold::ReachWorst],
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
    let mut finding =
        Finding::new(&RULE.meta, endpoint.into(), format!("{}: {statement}", context.name(endpoint)), first);
    finding.likelihood = vec![
        factor::skills(context, &mut finding, system, 0.7),
        supplier(context, &mut finding, system, 0.3),
    ];
    finding.impact = factor::impact_of_loss(context, &mut finding, endpoint);
    let lowest = context.belief(endpoint.into(), Ageing::Slow);
    finding.confidence = confidence::of_finding(lowest, &finding.likelihood, &finding.impact);
    finding
}

/// Whether the supplier stands behind it.
fn supplier(context: &Context<'_>, finding: &mut Finding, system: SystemIndex, weight: f64) -> Factor {
    const NAME: &str = "Supplier support";
    const FIELD: &str = "people.supplier_support";
    let endpoint = Endpoint::System(system);
    let people = &context.estate.systems[system.at()].record.people;
    match people.then(|people| &people.supplier_support) {
        None => factor::unknown(context, finding, endpoint, NAME, weight, FIELD, (0.0, 1.0)),
        Some(supports) => {
            let (fact, value) = if *supports {
                ("The supplier supports it".to_owned(), 0.2)
            } else {
                ("The supplier does not support it".to_owned(), 1.0)
            };
            factor::stated(
                context,
                finding,
                endpoint,
                factor::Stated { name: NAME, weight, field: FIELD, fact, value },
            )
        }
    }
}
