//! What the rules about who holds data share.

use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor::capitalised;
use crate::analyse::finding::{Bounds, Draft, Rated, Weighed};
use crate::check::estate::{DataEntityIndex, Endpoint, SystemIndex};
use crate::method::{scale, weighing};
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

/// What is lost with an entity that nobody can rely on.
pub(super) fn loss(draft: &mut Draft<'_>, entity: DataEntityIndex) -> Weighed {
    let rated = vec![sensitivity(draft, entity), spread(draft, entity)];
    Weighed(&weighing::LOSS_OF_RECORD, rated)
}

/// How sensitive an entity is.
fn sensitivity(draft: &mut Draft<'_>, entity: DataEntityIndex) -> Rated {
    let scale = &scale::SENSITIVITY;
    let entry = &draft.context.estate.data_entities[entity.at()];
    let Some(sensitivity) = entry.record.sensitivity.get() else {
        return draft.missing(scale, entry.field(""), "sensitivity", "Not recorded");
    };
    let line =
        Evidence::Inventory { place: entry.field("sensitivity"), statement: sensitivity.word().to_owned() };
    let fact = format!("{} data", capitalised(sensitivity.word()));
    let value = Bounds::exact(draft.word(scale, sensitivity.word()));
    Rated { scale, fact, value, evidence: vec![draft.add(line)] }
}

/// How many systems hold it.
fn spread(draft: &mut Draft<'_>, entity: DataEntityIndex) -> Rated {
    let holders = draft.context.measures.holders(entity).len();
    let fact = format!("{holders} systems hold it");
    let shown = Evidence::Graph { measure: "holders", statement: fact.clone(), example: Vec::new() };
    let value = Bounds::exact(draft.value(&scale::SPREAD, holders as f64));
    Rated { scale: &scale::SPREAD, fact, value, evidence: vec![draft.add(shown)] }
}
