//! The method's scales and weights of factors, as in force.

use super::lifecycle::listing;
use super::scene::PageContext;
use crate::method::{scale, weighing};
use crate::render::number::decimal;
use crate::render::view::{Cell, Listing, ViewColumn, ViewRow};

/// How each fact becomes a value.
pub(super) fn scales(scene: &PageContext<'_>) -> Listing {
    let thresholds = &scene.assessment.thresholds;
    let changed = |scale: &'static scale::Scale| {
        let of_settings = |key: &str| thresholds.replaced_parameters().any(|(replaced, _)| replaced == key);
        scale.parameters().iter().any(|parameter| of_settings(parameter.key))
    };
    let rows = scale::all()
        .map(|scale| {
            let mut formula = Cell::new(scale.formula(thresholds));
            if changed(scale) {
                formula = formula.note("changed in the settings");
            }
            ViewRow::of(vec![Cell::new(scale.title).note(scale.key), formula, Cell::new(scale.why)])
        })
        .collect();
    let columns =
        vec![ViewColumn::head("Factor"), ViewColumn::text("How a fact counts"), ViewColumn::text("Why")];
    let sentence = "How a fact becomes a value from 0 (best) to 1 (worst): `a → b` says that the figure a counts b. All are our defaults.".to_owned();
    listing("Scales", "scales", sentence, "Scales of factors in force", columns, rows)
}

/// How much each factor weighs beside the others of its side.
pub(super) fn weights(scene: &PageContext<'_>) -> Listing {
    let thresholds = &scene.assessment.thresholds;
    let rows = weighing::ALL
        .iter()
        .map(|weighing| {
            let parts: Vec<String> = weighing
                .parts
                .iter()
                .map(|part| format!("{} {}", decimal(weighing.weight_of(part, thresholds), 2), part.name()))
                .collect();
            ViewRow::of(vec![
                Cell::new(weighing.what).note(weighing.key),
                Cell::new(weighing.side.word()),
                Cell::new(parts.join(", ")),
            ])
        })
        .collect();
    let columns = vec![ViewColumn::head("Of what"), ViewColumn::text("Side"), ViewColumn::text("Weights")];
    let sentence = "A side of a score is Σ weight × value; the weights of a row add up to 1.".to_owned();
    listing("Weights of factors", "factor-weights", sentence, "Weights of factors in force", columns, rows)
}
