//! A system in use whose facts were last checked long ago.

use super::unsure;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::finding::{Draft, Finding, Verdicts};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, SystemIndex};
use crate::date::{Day, add_months, years_between};
use crate::method::{Threshold, scale, weighing};
use crate::model::vocabulary::ActionKind;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "stale-facts",
        version: 1,
        family: Family::Quality,
        title: "Facts were checked long ago",
        question: "Whose facts has nobody checked for a long time?",
        why: "Versions, owners and contracts change. A fact that was true two years ago may mislead today.",
        needs: &["verified"],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::Assumption, EvidenceKind::GraphFact],
        weighings: &[&weighing::STALE_FACTS, &weighing::LOSS_OF_SYSTEM],
        thresholds: &[Threshold::StaleMonths],
        sources: &["gdqf-2020"],
        remediation: &[ActionKind::Optimise],
        limits: "A date says when somebody looked, not how closely.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    let oldest = add_months(context.today, -(context.threshold(Threshold::StaleMonths) as i32));
    for (system, entry) in context.estate.systems() {
        let verified = entry.record.verified.get().map(|date| date.last_day());
        if let (true, Some(day)) = (entry.record.is_in_use(), verified)
            && day < oldest
        {
            verdicts.findings.push(finding(context, system, day));
        }
    }
    verdicts
}

fn finding(context: &Context<'_>, system: SystemIndex, verified: Day) -> Finding {
    let endpoint = Endpoint::System(system);
    let years = years_between(verified, context.today);
    let first = Evidence::Inventory {
        place: context.estate.origin(endpoint.into()).field("verified"),
        statement: format!("last checked on {verified}"),
    };
    let headline = format!("The facts of {} were last checked {years:.1} years ago", context.name(endpoint));
    let draft = Draft::new(context, &RULE.meta, endpoint, headline, first);
    let unknown = draft.value(&scale::STALE, years);
    let fact = format!("Last checked on {verified}, {years:.1} years ago");
    unsure::complete(draft, endpoint, &weighing::STALE_FACTS, unknown, fact)
}
