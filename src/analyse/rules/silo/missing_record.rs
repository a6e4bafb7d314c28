//! Several systems hold an entity, and none is its master.

use super::records;
use crate::analyse::confidence::{self, Ageing};
use crate::analyse::context::Context;
use crate::analyse::finding::{Bounds, Factor, Finding, Gap, Verdicts};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{DataEntityIndex, Endpoint, Subject, SystemIndex};
use crate::model::vocabulary::{ActionKind, DataRole};

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "missing-record",
        version: 1,
        family: Family::Silo,
        title: "No system of record",
        question: "Which data is held by several systems and kept true by none?",
        why: "Copies of nothing drift apart. Nobody can say which of them is right, and no new system knows where to ask.",
        needs: &["data", "data[].role", "data_entities[].sensitivity"],
        evidence: &[EvidenceKind::InventoryLine],
        thresholds: &[],
        sources: &["gdqf-2020"],
        remediation: &[ActionKind::Consolidate, ActionKind::Integrate, ActionKind::Optimise],
        limits: "The master may stand outside the inventory. A holder whose role is not recorded turns the finding into a question.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for number in 0..context.estate.data_entities.len() as u32 {
        let entity = DataEntityIndex(number);
        let holders = records::holders_as(context, entity, |_| true);
        let role = |(system, index): &(SystemIndex, u32)| {
            context.estate.systems[system.at()].record.data[*index as usize].role.get()
        };
        if holders.len() < 2 || holders.iter().any(|holder| role(holder) == Some(DataRole::SystemOfRecord)) {
            continue;
        }
        match holders.iter().find(|holder| role(holder).is_none()) {
            Some((system, _)) => verdicts.gaps.push(Gap {
                rule: &RULE.meta,
                subject: Endpoint::System(*system).into(),
                headline: format!(
                    "{} holds {}, but not in which role; no other system is its master",
                    context.name(Endpoint::System(*system)),
                    context.estate.name(Subject::DataEntity(entity))
                ),
                field: "data[].role",
            }),
            None => verdicts.findings.extend(finding(context, entity, &holders)),
        }
    }
    verdicts
}

fn finding(
    context: &Context<'_>,
    entity: DataEntityIndex,
    holders: &[(SystemIndex, u32)],
) -> Option<Finding> {
    let subject = Subject::DataEntity(entity);
    let mut lines = records::lines(context, holders).into_iter();
    let headline =
        format!("{} is held by {} systems and mastered by none", context.estate.name(subject), holders.len());
    let mut finding = Finding::new(&RULE.meta, subject, headline, lines.next()?);
    let numbers: Vec<usize> = std::iter::once(0).chain(lines.map(|line| finding.add(line))).collect();
    finding.touches = holders.iter().map(|(system, _)| Endpoint::System(*system).into()).collect();
    finding.likelihood = vec![Factor {
        name: "Master",
        fact: "No system of record".to_owned(),
        value: Bounds::exact(0.8),
        weight: 1.0,
        evidence: numbers,
    }];
    finding.impact = vec![
        records::sensitivity(context, &mut finding, entity, 0.6),
        records::spread(context, &mut finding, entity, 0.4),
    ];
    let lowest = holders
        .iter()
        .map(|(system, _)| context.belief(Endpoint::System(*system).into(), Ageing::Slow))
        .fold(1.0, f64::min);
    finding.confidence = confidence::of_finding(lowest, &finding.likelihood, &finding.impact);
    Some(finding)
}
