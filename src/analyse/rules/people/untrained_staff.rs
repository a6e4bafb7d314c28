//! Many of the people who use a system were never trained in it.

use super::staff;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::finding::{Draft, Finding, Verdicts, Weighed};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, SystemIndex};
use crate::method::{Threshold, scale, weighing};
use crate::model::vocabulary::ActionKind;
use crate::text::percent_with;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "untrained-staff",
        version: 1,
        family: Family::People,
        title: "Too few are trained in it",
        question: "Which systems are used by people who were never trained in them?",
        why: "Untrained people use a part of what is there and work around the rest. Training costs less than replacing, so it comes first.",
        needs: &["people.trained_percent", "people.workarounds", "users", "criticality"],
        evidence: &[EvidenceKind::InventoryLine],
        weighings: &[&weighing::UNTRAINED_STAFF, &weighing::LOSS_OF_TIME],
        thresholds: &[Threshold::LowTraining],
        sources: &["litraf-2025"],
        remediation: &[ActionKind::Train, ActionKind::Optimise],
        limits: "It knows whether people were trained, not whether the training was any good.",
    },
    judge,
};

const FIELD: &str = "people.trained_percent";

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    let low = context.threshold(Threshold::LowTraining);
    for (system, entry) in context.estate.systems() {
        let trained =
            entry.record.people.then(|people| &people.trained_percent).map(|percent| percent.share());
        let Some(share) = trained else {
            verdicts.gaps.extend(staff::gap(context, &RULE.meta, system, FIELD, "how many are trained"));
            continue;
        };
        if entry.record.is_in_use() && share < low {
            verdicts.findings.push(finding(context, system, share));
        }
    }
    verdicts
}

fn finding(context: &Context<'_>, system: SystemIndex, share: f64) -> Finding {
    let endpoint = Endpoint::System(system);
    let fact = format!("{} of its users are trained", percent_with(share, 0));
    let first = Evidence::Inventory {
        place: context.estate.origin(endpoint.into()).field(FIELD),
        statement: fact.clone(),
    };
    let headline =
        format!("{} of the users of {} are trained in it", percent_with(share, 0), context.name(endpoint));
    let mut draft = Draft::new(context, &RULE.meta, endpoint, headline, first);
    let value = draft.value(&scale::TRAINING, share);
    let likelihood = vec![
        draft.stated(&scale::TRAINING, endpoint, FIELD, fact, value),
        staff::workarounds(&mut draft, system),
    ];
    staff::complete(draft, system, Weighed(&weighing::UNTRAINED_STAFF, likelihood))
}
