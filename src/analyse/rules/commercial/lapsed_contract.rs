//! The contract behind a system in use has ended.

use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::contract;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Draft, Finding, Rated, Verdicts, Weighed};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, SystemIndex};
use crate::date::{Day, years_between};
use crate::method::{scale, weighing};
use crate::model::vocabulary::ActionKind;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "lapsed-contract",
        version: 1,
        family: Family::Commercial,
        title: "Contract has ended",
        question: "Which systems in use stand on a contract that has ended?",
        why: "Without a contract nobody is bound to mend it, and the price of the next hour is open. Buying in a hurry costs most.",
        needs: &["contract.ends", "contract.auto_renews", "criticality", "cost.annual"],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::GraphFact],
        weighings: &[&weighing::LAPSED_CONTRACT, &weighing::LAPSED_CONTRACT_LOSS],
        thresholds: &[],
        sources: &["litraf-2025"],
        remediation: &[ActionKind::Replace, ActionKind::Retire, ActionKind::Accept],
        limits: "A renewal that nobody recorded makes it wrong; a contract that renews itself is left out.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for (system, entry) in context.estate.systems() {
        let ends = entry.record.contract.then(|contract| &contract.ends).map(|date| date.last_day());
        if let (true, Some(ends)) = (entry.record.is_in_use() && contract::has_lapsed(context, system), ends)
        {
            verdicts.findings.push(finding(context, system, ends));
        }
    }
    verdicts
}

fn finding(context: &Context<'_>, system: SystemIndex, ends: Day) -> Finding {
    let endpoint = Endpoint::System(system);
    let statement = format!("The contract ended on {ends}");
    let first = Evidence::Inventory {
        place: context.estate.origin(endpoint.into()).field("contract.ends"),
        statement: statement.clone(),
    };
    let headline = format!("{} has been without a contract since {ends}", context.name(endpoint));
    let mut draft = Draft::new(context, &RULE.meta, endpoint, headline, first);
    let value = draft.value(&scale::CONTRACT, years_between(ends, context.today));
    let likelihood = vec![
        draft.stated(&scale::CONTRACT, endpoint, "contract.ends", statement, value),
        renewal(&mut draft, system),
    ];
    let impact = vec![
        factor::criticality(&mut draft, endpoint),
        factor::annual_cost(&mut draft, system),
        factor::reach(&mut draft, endpoint),
    ];
    draft.finish(
        Weighed(&weighing::LAPSED_CONTRACT, likelihood),
        Weighed(&weighing::LAPSED_CONTRACT_LOSS, impact),
        context.belief(endpoint, Ageing::Slow),
    )
}

fn renewal(draft: &mut Draft<'_>, system: SystemIndex) -> Rated {
    const FIELD: &str = "contract.auto_renews";
    let endpoint = Endpoint::System(system);
    let contract = &draft.context.estate.systems[system.at()].record.contract;
    if contract.then(|contract| &contract.auto_renews).is_none() {
        return draft.unknown(&scale::RENEWAL, endpoint, FIELD);
    }
    let value = draft.word(&scale::RENEWAL, "does-not-renew");
    draft.stated(&scale::RENEWAL, endpoint, FIELD, "It does not renew by itself".to_owned(), value)
}
