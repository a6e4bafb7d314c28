//! A contract that runs, and whose day of notice is near or gone.

use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::contract::notice_day;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Draft, Finding, Gap, Rated, Verdicts, Weighed};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, SystemIndex};
use crate::date::{Day, add_months, days_between, days_in_months};
use crate::method::{Threshold, scale, weighing};
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
        weighings: &[&weighing::NOTICE_DEADLINE, &weighing::NOTICE_DEADLINE_LOSS],
        thresholds: &[Threshold::NoticeWindowMonths, Threshold::NoticeUsualMonths],
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

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    let window = context.threshold(Threshold::NoticeWindowMonths) as i32;
    let horizon = add_months(context.today, window);
    let longest = context.threshold(Threshold::NoticeUsualMonths) as i32;
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
            None if ends <= add_months(horizon, longest) => verdicts.gaps.push(Gap {
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
    let mut draft = Draft::new(context, &RULE.meta, endpoint, headline, first);
    draft.due = Some(notice);
    let evidence = draft.add_all([Evidence::Inventory {
        place: origin.field("contract.notice_months"),
        statement: format!("last day of notice {notice}"),
    }]);
    let (fact, value) = if left < 0 {
        ("The day has passed".to_owned(), draft.word(&scale::NOTICE, "passed"))
    } else {
        (format!("{left} days are left"), draft.value(&scale::NOTICE, days_in_months(left)))
    };
    let likelihood = vec![Rated { scale: &scale::NOTICE, fact, value: Bounds::exact(value), evidence }];
    let impact = vec![
        factor::criticality(&mut draft, endpoint),
        factor::annual_cost(&mut draft, system),
        factor::reach(&mut draft, endpoint),
    ];
    draft.finish(
        Weighed(&weighing::NOTICE_DEADLINE, likelihood),
        Weighed(&weighing::NOTICE_DEADLINE_LOSS, impact),
        context.belief(endpoint, Ageing::Slow),
    )
}
