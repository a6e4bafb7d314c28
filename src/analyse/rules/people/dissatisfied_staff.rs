//! Staff say that a system does not serve them.

use super::staff;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::finding::{Draft, Finding, Verdicts, Weighed};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, SystemIndex};
use crate::method::{Threshold, scale, weighing};
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
        weighings: &[&weighing::DISSATISFIED_STAFF, &weighing::LOSS_OF_TIME],
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
            verdicts.findings.push(finding(context, system, rating));
        }
    }
    verdicts
}

fn finding(context: &Context<'_>, system: SystemIndex, rating: f64) -> Finding {
    let endpoint = Endpoint::System(system);
    let fact = format!("Satisfaction {rating} of 5");
    let first = Evidence::Inventory {
        place: context.estate.origin(endpoint.into()).field(FIELD),
        statement: fact.clone(),
    };
    let headline = format!("Staff rate {} at {rating} of 5", context.name(endpoint));
    let mut draft = Draft::new(context, &RULE.meta, endpoint, headline, first);
    let value = draft.value(&scale::SATISFACTION, rating);
    let likelihood = vec![
        draft.stated(&scale::SATISFACTION, endpoint, FIELD, fact, value),
        staff::workarounds(&mut draft, system),
    ];
    staff::complete(draft, system, Weighed(&weighing::DISSATISFIED_STAFF, likelihood))
}
