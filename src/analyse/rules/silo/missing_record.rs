//! Several systems hold an entity, and none is its master.

use super::records;
use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::finding::{Bounds, Draft, Finding, Gap, Rated, Verdicts, Weighed};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{DataEntityIndex, Endpoint, Subject, SystemIndex};
use crate::method::{scale, weighing};
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
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::GraphFact],
        weighings: &[&weighing::MISSING_RECORD, &weighing::LOSS_OF_RECORD],
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
        if holders.len() <= 1 || holders.iter().any(|holder| role(holder) == Some(DataRole::SystemOfRecord)) {
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
    let mut draft = Draft::new(context, &RULE.meta, subject, headline, lines.next()?);
    let evidence = draft.add_all(lines);
    draft.touches = holders.iter().map(|(system, _)| Endpoint::System(*system).into()).collect();
    let likelihood = vec![Rated {
        scale: &scale::MASTER,
        fact: "No system of record".to_owned(),
        value: Bounds::exact(draft.word(&scale::MASTER, "none")),
        evidence,
    }];
    let impact = records::loss(&mut draft, entity);
    let belief = context.lowest_belief(holders.iter().map(|(system, _)| *system), Ageing::Slow);
    Some(draft.finish(Weighed(&weighing::MISSING_RECORD, likelihood), impact, belief))
}
