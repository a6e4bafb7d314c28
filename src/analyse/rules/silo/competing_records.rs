//! Several systems of one organisation claim to be the master of an entity.

use super::records;
use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::finding::{Bounds, Draft, Finding, Rated, Verdicts, Weighed};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{DataEntityIndex, Endpoint, Subject, SystemIndex};
use crate::method::{scale, weighing};
use crate::model::vocabulary::{ActionKind, DataRole};

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "competing-records",
        version: 1,
        family: Family::Silo,
        title: "Several systems of record",
        question: "For which data do several systems of one organisation claim to be the master?",
        why: "Where two systems are right, neither is. Every difference between them has to be found and settled by people.",
        needs: &["data", "data_entities[].sensitivity"],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::GraphFact],
        weighings: &[&weighing::COMPETING_RECORDS, &weighing::LOSS_OF_RECORD],
        thresholds: &[],
        sources: &["gdqf-2020"],
        remediation: &[ActionKind::Consolidate, ActionKind::Integrate],
        limits: "Each organisation may have a master of its own; only masters within one organisation compete. Roles are as recorded.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for number in 0..context.estate.data_entities.len() as u32 {
        let entity = DataEntityIndex(number);
        let mut masters = records::holders_as(context, entity, |role| role == Some(DataRole::SystemOfRecord));
        masters.sort_by_key(|(system, _)| (context.estate.systems[system.at()].organisation, *system));
        let rivals: Vec<(SystemIndex, u32)> = masters
            .chunk_by(|a, b| {
                context.estate.systems[a.0.at()].organisation == context.estate.systems[b.0.at()].organisation
            })
            .filter(|of_one| of_one.len() > 1)
            .flatten()
            .copied()
            .collect();
        if !rivals.is_empty() {
            verdicts.findings.extend(finding(context, entity, &rivals));
        }
    }
    verdicts
}

fn finding(context: &Context<'_>, entity: DataEntityIndex, rivals: &[(SystemIndex, u32)]) -> Option<Finding> {
    let subject = Subject::DataEntity(entity);
    let mut lines = records::lines(context, rivals).into_iter();
    let names: Vec<String> =
        rivals.iter().map(|(system, _)| context.name(Endpoint::System(*system))).collect();
    let headline = format!(
        "{} has {} systems of record: {}",
        context.estate.name(subject),
        rivals.len(),
        crate::text::join_few(&names)
    );
    let mut draft = Draft::new(context, &RULE.meta, subject, headline, lines.next()?);
    let evidence = draft.add_all(lines);
    draft.touches = rivals.iter().map(|(system, _)| Endpoint::System(*system).into()).collect();
    let likelihood = vec![Rated {
        scale: &scale::RIVAL_MASTERS,
        fact: format!("{} systems of record within one organisation", rivals.len()),
        value: Bounds::exact(draft.value(&scale::RIVAL_MASTERS, rivals.len() as f64)),
        evidence,
    }];
    let impact = records::loss(&mut draft, entity);
    let belief = context.lowest_belief(rivals.iter().map(|(system, _)| *system), Ageing::Slow);
    Some(draft.finish(Weighed(&weighing::COMPETING_RECORDS, likelihood), impact, belief))
}
