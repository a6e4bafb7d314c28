//! A system whose loss splits the estate, and that nothing can replace.

use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Draft, Finding, Gap, Rated, Verdicts, Weighed};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, SystemIndex};
use crate::method::{Threshold, scale, weighing};
use crate::model::vocabulary::{ActionKind, Failover};
use crate::text::percent_with;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "single-point-of-failure",
        version: 1,
        family: Family::Bottleneck,
        title: "Single point of failure",
        question: "Whose loss splits the estate, with nothing to take over?",
        why: "Everything that flows across such a point stops with it. A second way, or a standby that was tried, takes the danger away.",
        needs: &[
            "interfaces",
            "interfaces[].via",
            "resilience.failover",
            "resilience.failover_tested",
            "criticality",
        ],
        evidence: &[EvidenceKind::GraphFact, EvidenceKind::InventoryLine],
        weighings: &[&weighing::SINGLE_POINT, &weighing::SINGLE_POINT_LOSS],
        thresholds: &[Threshold::SeparationNotable, Threshold::FailoverTestedDays],
        sources: &["hopcroft-tarjan-1973", "freeman-1977", "brandes-2001"],
        remediation: &[ActionKind::Contain, ActionKind::Integrate, ActionKind::RePlatform],
        limits: "It counts recorded interfaces only, and each alike. A point that cuts off a single leaf is left out.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    let notable = context.threshold(Threshold::SeparationNotable);
    for (system, entry) in context.estate.systems() {
        let number = context.views.number(Endpoint::System(system));
        let separation = context.measures.separation(number);
        if !entry.record.is_in_use() || separation < notable {
            continue;
        }
        let resilience = &entry.record.resilience;
        let tested = resilience.then(|record| &record.failover_tested).map(|date| date.last_day());
        let unknown = match resilience.then(|record| &record.failover) {
            // "Tested" needs a date (methods §2).
            Some(Failover::Tested) => match tested {
                Some(day) if factor::is_recent_test(context, day) => continue,
                Some(_) => None,
                None => Some(("when its standby was tried", "resilience.failover_tested")),
            },
            Some(_) => None,
            None => Some(("whether anything takes over", "resilience.failover")),
        };
        let Some((what, field)) = unknown else {
            verdicts.findings.push(finding(context, system, separation));
            continue;
        };
        verdicts.gaps.push(Gap {
            rule: &RULE.meta,
            subject: Endpoint::System(system).into(),
            headline: format!(
                "The loss of {} would cut off {} of the other connected pairs, and {what} is not recorded",
                entry.record.name,
                percent_with(separation, 0)
            ),
            field,
        });
    }
    verdicts
}

fn finding(context: &Context<'_>, system: SystemIndex, separation: f64) -> Finding {
    let endpoint = Endpoint::System(system);
    let groups = context.measures.groups_without(context.views.number(endpoint));
    let statement = format!(
        "without it {} of the other connected pairs are cut off from each other; its group falls into {groups} parts",
        percent_with(separation, 0)
    );
    let first = Evidence::Graph { measure: "separation", statement: statement.clone(), example: Vec::new() };
    let headline = format!("{} is a single point of failure: {statement}", context.name(endpoint));
    let mut draft = Draft::new(context, &RULE.meta, endpoint, headline, first);
    if let Some(statement) = context.measures.betweenness(context.views.number(endpoint)) {
        draft.add(Evidence::Graph { measure: "betweenness", statement, example: Vec::new() });
    }
    let likelihood = vec![factor::resilience(&mut draft, endpoint), factor::skills(&mut draft, system)];
    let cut_off = Rated {
        scale: &scale::SEPARATION,
        fact: factor::capitalised(&statement),
        value: Bounds::exact(draft.value(&scale::SEPARATION, separation)),
        evidence: vec![0],
    };
    let impact =
        vec![cut_off, factor::criticality(&mut draft, endpoint), factor::reach(&mut draft, endpoint)];
    draft.finish(
        Weighed(&weighing::SINGLE_POINT, likelihood),
        Weighed(&weighing::SINGLE_POINT_LOSS, impact),
        context.belief(endpoint, Ageing::Slow),
    )
}
