//! A contract that runs, and whose day of notice is near or gone.

use crate::analyse::confidence::{self, Ageing};
use crate::analyse::context::Context;
use crate::analyse::contract::notice_day;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Factor, Finding, Gap, Verdicts};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, SystemIndex};
use crate::date::{Day, add_months, days_between};
use crate::method::Threshold;
use crate::model::vocabulary::ActionKind;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "notice-deadline",
        version: 1,
        family: Family::Commercial,
        title: "Notice is due",
        question: "On which contracts must we decide now, or have we missed the day?",
        why: "The day of notice is the last on which leaving is free. After it the choice is the supplier's.",
        needs: &[
            "contract.ends",
            "contract.notice_months",
            "contract.auto_renews",
            "criticality",
            "cost.annual",
        ],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::GraphFact],
        thresholds: &[Threshold::NoticeWindowMonths, Threshold::ReachWorst],
        sources: &["tcop"],
        remediation: &[
            ActionKind::Replace,
            ActionKind::Consolidate,
            ActionKind::Optimise,
            ActionKind::Accept,
        ],
        limits: "It reads months of notice, not the clause. Where the months are not recorded it asks instead.",
    },
    judge,
};

/// Months of notice that public contracts ask for at most, as a rule: a
/// contract that ends further ahead cannot fall due within the window.
const LONGEST_USUAL_NOTICE: i32 = 12;

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    let window = context.threshold(Threshold::NoticeWindowMonths) as i32;
    let horizon = add_months(context.today, window);
    for (system, entry) in context.estate.systems() {
        let contract = &entry.record.contract;
        let Some(ends) = contract.then(|contract| &contract.ends).map(|date| date.last_day()) else {
            continue;
        };
        if !entry.record.is_in_use() || ends < context.today {
            continue;
        }
        match contract.then(|contract| &contract.notice_months) {
            Some(months) => {
                let notice = notice_day(ends, *months);
                if notice <= horizon {
                    verdicts.findings.push(finding(context, system, ends, notice));
                }
            }
            None if ends <= add_months(horizon, LONGEST_USUAL_NOTICE) => verdicts.gaps.push(Gap {
                rule: &RULE.meta,
                subject: Endpoint::System(system).into(),
                headline: format!(
                    "The contract of {} ends on {ends}; its notice is not recorded",
                    entry.record.name
                ),
                field: "contract.notice_months",
            }),
            None => {}
        }
    }
    verdicts
}

fn finding(context: &Context<'_>, system: SystemIndex, ends: Day, notice: Day) -> Finding {
    let endpoint = Endpoint::System(system);
    let origin = context.estate.origin(endpoint.into());
    let left = days_between(context.today, notice);
    let headline = if left < 0 {
        format!(
            "The day of notice for {} passed on {notice}; its contract ends on {ends}",
            context.name(endpoint)
        )
    } else {
        format!("Notice for {} is due by {notice}; its contract ends on {ends}", context.name(endpoint))
    };
    let first =
        Evidence::Inventory { place: origin.field("contract.ends"), statement: format!("ends on {ends}") };
    let mut finding = Finding::new(&RULE.meta, endpoint.into(), headline, first);
    finding.due = Some(notice);
    let line = finding.add(Evidence::Inventory {
        place: origin.field("contract.notice_months"),
        statement: format!("last day of notice {notice}"),
    });
    let window = context.threshold(Threshold::NoticeWindowMonths) * 30.4375;
    let value = if left < 0 { 1.0 } else { 0.3 + 0.5 * (1.0 - (f64::from(left) / window).min(1.0)) };
    let fact = if left < 0 { "The day has passed".to_owned() } else { format!("{left} days are left") };
    finding.likelihood = vec![Factor {
        name: "Notice",
        fact,
        value: Bounds::exact(value),
        weight: 1.0,
        evidence: vec![0, line],
    }];
    finding.impact = vec![
        factor::criticality(context, &mut finding, endpoint, 0.4),
        factor::annual_cost(context, &mut finding, system, 0.4),
        factor::reach(context, &mut finding, endpoint, 0.2),
    ];
    let lowest = context.belief(endpoint.into(), Ageing::Slow);
    finding.confidence = confidence::of_finding(lowest, &finding.likelihood, &finding.impact);
    finding
}
