//! Rules about where people feel it.

mod broken_journey;
mod dissatisfied_staff;
mod staff;
mod too_few_supporters;
mod untrained_staff;
mod weak_connectivity;

use crate::analyse::rule::Rule;

/// The rules of the family, in report order.
pub static RULES: &[&Rule] = &[
    &too_few_supporters::RULE,
    &dissatisfied_staff::RULE,
    &untrained_staff::RULE,
    &broken_journey::RULE,
    &weak_connectivity::RULE,
];
