//! Devices: their cycles are model names; their operating system is another
//! product with other dates.

use super::said::{Said, choose};
use super::{Answer, Fit, general};

/// Words of an operating system that a device's row may name, and its product.
const SYSTEMS: &[(&str, &str)] = &[("ipados", "ipados"), ("ios", "ios"), ("android", "android")];

/// The cycle of a device by its model, longest model name first; with an
/// operating system named too, both are possible answers.
pub(super) fn device(said: &Said<'_>, id: &str) -> Answer {
    let model = model(said, id);
    let system =
        SYSTEMS.iter().find(|(word, _)| said.has(word)).map(|(_, system)| general::resolve(said, system));
    let Some(system) = system else {
        let fit = match (model.is_empty(), said.all_versions(id).next()) {
            (false, _) => choose(model),
            (true, Some(_)) => Fit::Absent,
            (true, None) => Fit::Missing,
        };
        return said.none(id, fit);
    };
    let mut found = model;
    match (system.product, system.fit) {
        (Some(product), Fit::Cycle(cycle)) => found.push((product, cycle)),
        (_, Fit::OneOf(cycles)) => found.extend(cycles),
        _ => {}
    }
    let fit = if found.is_empty() { Fit::Missing } else { Fit::OneOf(found) };
    said.none(id, fit)
}

/// The cycles whose model name is said, the longest.
fn model(said: &Said<'_>, id: &str) -> Vec<(usize, usize)> {
    let Some((place, product)) =
        said.catalogue.place(id).and_then(|place| said.catalogue.products().get(place).map(|p| (place, p)))
    else {
        return Vec::new();
    };
    let scored: Vec<(usize, usize)> = product
        .cycles
        .iter()
        .enumerate()
        .map(|(at, cycle)| {
            let by_name = said.said_length(&cycle.name);
            (by_name.max(said.said_length(&cycle.label)), at)
        })
        .collect();
    let longest = scored.iter().map(|(length, _)| *length).max().unwrap_or(0);
    scored
        .into_iter()
        .filter(|(length, _)| longest > 0 && *length == longest)
        .map(|(_, at)| (place, at))
        .collect()
}
