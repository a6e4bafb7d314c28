//! Staff say that a system does not serve them.

use super::staff;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor::{self, Stated};
use crate::analyse::finding::{Finding, Verdicts};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, SystemIndex};
use crate::method::Threshold;
use crate::model::vocabulary::ActionKind;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "dissatisfied-staff",
        version: 1,
        family: Family::People,
        title: "Staff are not content with it",
        question: "Which systems do the people who use them rate low?",
        why: "Staff know where it hurts. What they rate low costs them time each day, and they find ways around it.",
        needs: &["people.satisfaction", "people.workarounds", "users", "criticality"],
        evidence: &[EvidenceKind::InventoryLine],
        thresholds: &[Threshold::LowSatisfaction],
        sources: &["litraf-2025"],
        remediation: &[ActionKind::Optimise, ActionKind::Train, ActionKind::Replace],
        limits: "A rating is an opinion on a day. Who was asked, and how many, is not known.",
    },
    judge,
};

const FIELD: &str = "people.satisfaction";

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    let low = context.threshold(Threshold::LowSatisfaction);
    for (system, entry) in context.estate.systems() {
        let rated = entry.record.people.then(|people| &people.satisfaction).map(|rating| rating.value());
        let Some(rating) = rated else {
            verdicts.gaps.extend(staff::gap(context, &RULE.meta, system, FIELD, "how its users rate it"));
            continue;
        };
        if entry.record.is_in_use() && rating <= low {
            verdicts.findings.push(finding(context, system, rating, low));
        }
    }
    verdicts
}

fn finding(context: &Context<'_>, system: SystemIndex, rating: f64, low: f64) -> Finding {
    let endpoint = Endpoint::System(system);
    let first = Evidence::Inventory {
        place: context.estate.origin(endpoint.into()).field(FIELD),
        statement: format!("Satisfaction {rating} of 5"),
    };
    let headline = format!("Staff rate {} at {rating} of 5", context.name(endpoint));
    let mut finding = Finding::new(&RULE.meta, endpoint.into(), headline, first);
    let likelihood = vec![
        factor::stated(
            context,
            &mut finding,
            endpoint,
            Stated {
                name: "Satisfaction",
                weight: 0.7,
                field: FIELD,
                fact: format!("Satisfaction {rating} of 5"),
                value: 0.5 + 0.5 * (low - rating) / (low - 1.0).max(0.1),
            },
        ),
        staff::workarounds(context, &mut finding, system, 0.3),
    ];
    staff::complete(context, finding, system, likelihood)
}
