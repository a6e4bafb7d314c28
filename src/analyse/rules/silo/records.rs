//! What the two rules about systems of record share.

use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::finding::{Bounds, Factor, Finding};
use crate::check::estate::{DataEntityIndex, Endpoint, SystemIndex};
use crate::model::vocabulary::DataRole;

/// Systems in use that hold an entity in a role, with their index in `data`.
pub(super) fn holders_as(
    context: &Context<'_>,
    entity: DataEntityIndex,
    wanted: impl Fn(Option<DataRole>) -> bool,
) -> Vec<(SystemIndex, u32)> {
    let holders = context.measures.holders(entity).iter();
    holders
        .flat_map(|system| {
            let links = &context.estate.systems[system.at()].links.data;
            links
                .iter()
                .filter(|link| link.entity == entity && wanted(link.role))
                .map(|link| (*system, link.index))
        })
        .collect()
}

/// The inventory lines that state who holds an entity.
pub(super) fn lines(context: &Context<'_>, holders: &[(SystemIndex, u32)]) -> Vec<Evidence> {
    holders
        .iter()
        .map(|(system, index)| {
            let entry = &context.estate.systems[system.at()];
            let role = entry.record.data[*index as usize].role.get();
            let role = role.map_or("holder, in no recorded role", DataRole::word);
            Evidence::Inventory {
                place: entry.field(format!("data[{index}]")),
                statement: format!("{}: {role}", context.name(Endpoint::System(*system))),
            }
        })
        .collect()
}

/// How sensitive an entity is.
pub(super) fn sensitivity(
    context: &Context<'_>,
    finding: &mut Finding,
    entity: DataEntityIndex,
    weight: f64,
) -> Factor {
    let entry = &context.estate.data_entities[entity.at()];
    let (fact, value, evidence) = match entry.record.sensitivity.get() {
        Some(sensitivity) => (
            format!("{} data", crate::analyse::factor::capitalised(sensitivity.word())),
            Bounds::exact(crate::analyse::factor::sensitivity_value(sensitivity)),
            Evidence::Inventory {
                place: entry.field("sensitivity"),
                statement: sensitivity.word().to_owned(),
            },
        ),
        None => (
            "Not recorded".to_owned(),
            Bounds::between(0.0, 1.0),
            Evidence::Missing {
                place: entry.field(""),
                field: "sensitivity",
                assumed: crate::analyse::factor::ANYTHING.into(),
            },
        ),
    };
    let number = finding.add(evidence);
    Factor { name: "Data sensitivity", fact, value, weight, evidence: vec![number] }
}

/// How many systems hold it: two 0.2, ten or more 1.
pub(super) fn spread(
    context: &Context<'_>,
    finding: &mut Finding,
    entity: DataEntityIndex,
    weight: f64,
) -> Factor {
    let holders = context.measures.holders(entity);
    let fact = format!("{} systems hold it", holders.len());
    let number =
        finding.add(Evidence::Graph { measure: "holders", statement: fact.clone(), example: Vec::new() });
    Factor {
        name: "Spread",
        fact,
        value: Bounds::exact((holders.len() as f64 / 10.0).min(1.0)),
        weight,
        evidence: vec![number],
    }
}
