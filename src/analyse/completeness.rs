//! How complete a record is: the weighted share of its needed fields that are
//! filled (methods §8, "Completeness").

use crate::check::estate::{Endpoint, Estate};
use crate::method::{Threshold, Thresholds};
use crate::model::{Device, System};

/// A needed field: its name, its weight and whether it is filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Needed {
    /// The field, as in the inventory format.
    pub field: &'static str,
    /// How much hangs on it.
    pub weight: f64,
    /// Whether the record states it.
    pub is_filled: bool,
}

/// The needed fields of a system or device.
pub fn needed(estate: &Estate, endpoint: Endpoint, thresholds: &Thresholds) -> Vec<Needed> {
    match endpoint {
        Endpoint::System(index) => of_system(&estate.systems[index.at()].record, thresholds),
        Endpoint::Device(index) => of_device(&estate.devices[index.at()].record, thresholds),
    }
}

/// The needed fields of a system.
pub fn of_system(system: &System, thresholds: &Thresholds) -> Vec<Needed> {
    let vital = thresholds.get(Threshold::NeededVital);
    let important = thresholds.get(Threshold::NeededImportant);
    let versions = !system.components.is_empty()
        && system.components.iter().all(|component| {
            component.version.is_known() || component.cpe.is_known() || component.purl.is_known()
        });
    let mut fields = vec![
        Needed { field: "criticality", weight: vital, is_filled: system.criticality.is_known() },
        Needed { field: "owner", weight: 1.0, is_filled: system.owner.is_known() },
        Needed {
            field: "contract.ends",
            weight: 1.0,
            is_filled: system.contract.then(|contract| &contract.ends).is_some(),
        },
        Needed {
            field: "resilience.failover",
            weight: important,
            is_filled: system.resilience.then(|resilience| &resilience.failover).is_some(),
        },
        Needed {
            field: "people.supporters",
            weight: 1.0,
            is_filled: system.people.then(|people| &people.supporters).is_some(),
        },
        Needed { field: "data", weight: 1.0, is_filled: !system.data.is_empty() },
        Needed {
            field: "cost.annual",
            weight: 1.0,
            is_filled: system.cost.then(|cost| &cost.annual).is_some(),
        },
        Needed { field: "verified", weight: 1.0, is_filled: system.verified.is_known() },
    ];
    if !system.is_run_by_others() || !system.components.is_empty() {
        fields.push(Needed { field: "components", weight: vital, is_filled: !system.components.is_empty() });
        fields.push(Needed { field: "components[].version", weight: vital, is_filled: versions });
    }
    fields
}

/// The needed fields of a device or fleet.
fn of_device(device: &Device, thresholds: &Thresholds) -> Vec<Needed> {
    let vital = thresholds.get(Threshold::NeededVital);
    let versions = !device.components.is_empty()
        && device.components.iter().all(|component| component.version.is_known() || component.cpe.is_known());
    vec![
        Needed { field: "components", weight: vital, is_filled: !device.components.is_empty() },
        Needed { field: "components[].version", weight: vital, is_filled: versions },
        Needed { field: "kind", weight: 1.0, is_filled: device.kind.is_known() },
        Needed { field: "count", weight: 1.0, is_filled: device.count.is_known() },
        Needed { field: "site", weight: 1.0, is_filled: device.site.is_known() },
        Needed { field: "purchased", weight: 1.0, is_filled: device.purchased.is_known() },
        Needed { field: "runs", weight: 1.0, is_filled: !device.runs.is_empty() },
        Needed { field: "verified", weight: 1.0, is_filled: device.verified.is_known() },
    ]
}

/// Σ weight of filled fields / Σ weight; 1 for no fields.
pub fn completeness(fields: &[Needed]) -> f64 {
    let whole: f64 = fields.iter().map(|needed| needed.weight).sum();
    let filled: f64 = fields.iter().filter(|needed| needed.is_filled).map(|needed| needed.weight).sum();
    if whole > 0.0 { filled / whole } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example_of_the_method_page() {
        // methods §8: weights 3, 1, 1, 3, 2 with 3, 0, 1, 3, 0 present: 0.70.
        let field = |weight, is_filled| Needed { field: "x", weight, is_filled };
        let fields =
            [field(3.0, true), field(1.0, false), field(1.0, true), field(3.0, true), field(2.0, false)];
        assert!((completeness(&fields) - 0.70).abs() < 1e-12);
    }
}
