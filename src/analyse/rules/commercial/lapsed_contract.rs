//! The contract behind a system in use has ended.

use crate::analyse::confidence::{self, Ageing};
use crate::analyse::context::Context;
use crate::analyse::contract;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor::{self, Stated};
use crate::analyse::finding::{Factor, Finding, Verdicts};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, SystemIndex};
use crate::date::{Day, days_between};
use crate::method::Threshold;
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
        thresholds: &[Threshold::ReachWorst],
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
    let mut finding = Finding::new(&RULE.meta, endpoint.into(), headline, first);
    let years = f64::from(days_between(ends, context.today)) / 365.25;
    finding.likelihood = vec![
        factor::stated(
            context,
            &mut finding,
            endpoint,
            Stated {
                name: "Contract",
                weight: 0.7,
                field: "contract.ends",
                fact: statement,
                value: 0.7 + 0.3 * (years / 2.0).min(1.0),
            },
        ),
        renewal(context, &mut finding, system, 0.3),
    ];
    finding.impact = vec![
        factor::criticality(context, &mut finding, endpoint, 0.5),
        factor::annual_cost(context, &mut finding, system, 0.3),
        factor::reach(context, &mut finding, endpoint, 0.2),
    ];
    let lowest = context.belief(endpoint.into(), Ageing::Slow);
    finding.confidence = confidence::of_finding(lowest, &finding.likelihood, &finding.impact);
    finding
}

fn renewal(context: &Context<'_>, finding: &mut Finding, system: SystemIndex, weight: f64) -> Factor {
    const NAME: &str = "Renewal";
    const FIELD: &str = "contract.auto_renews";
    let endpoint = Endpoint::System(system);
    let contract = &context.estate.systems[system.at()].record.contract;
    if contract.then(|contract| &contract.auto_renews).is_none() {
        return factor::unknown(context, finding, endpoint, NAME, weight, FIELD, (0.0, 1.0));
    }
    let fact = "It does not renew by itself".to_owned();
    factor::stated(context, finding, endpoint, Stated { name: NAME, weight, field: FIELD, fact, value: 1.0 })
}
