//! Many of the people who use a system were never trained in it.

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
        id: "untrained-staff",
        version: 1,
        family: Family::People,
        title: "Too few are trained in it",
        question: "Which systems are used by people who were never trained in them?",
        why: "Untrained people use a part of what is there and work around the rest. Training costs less than replacing, so it comes first.",
        needs: &["people.trained_percent", "people.workarounds", "users", "criticality"],
        evidence: &[EvidenceKind::InventoryLine],
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
            verdicts.findings.push(finding(context, system, share, low));
        }
    }
    verdicts
}

fn finding(context: &Context<'_>, system: SystemIndex, share: f64, low: f64) -> Finding {
    let endpoint = Endpoint::System(system);
    let fact = format!("{:.0}% of its users are trained", share * 100.0);
    let first = Evidence::Inventory {
        place: context.estate.origin(endpoint.into()).field(FIELD),
        statement: fact.clone(),
    };
    let headline =
        format!("{:.0}% of the users of {} are trained in it", share * 100.0, context.name(endpoint));
    let mut finding = Finding::new(&RULE.meta, endpoint.into(), headline, first);
    let likelihood = vec![
        factor::stated(
            context,
            &mut finding,
            endpoint,
            Stated {
                name: "Training",
                weight: 0.7,
                field: FIELD,
                fact,
                value: 0.4 + 0.6 * (low - share) / low.max(0.01),
            },
        ),
        staff::workarounds(context, &mut finding, system, 0.3),
    ];
    staff::complete(context, finding, system, likelihood)
}
