//! Rules about what should be joined and is not.

mod competing_records;
mod cross_organisation_gap;
mod fragmented_entity;
mod inward_unit;
mod isolated_island;
mod isolated_system;
mod manual_rekeying;
mod missing_record;
mod records;
mod unfed_copy;

use crate::analyse::rule::Rule;

/// The rules of the family, in report order.
pub static RULES: &[&Rule] = &[
    &isolated_system::RULE,
    &isolated_island::RULE,
    &competing_records::RULE,
    &missing_record::RULE,
    &fragmented_entity::RULE,
    &unfed_copy::RULE,
    &manual_rekeying::RULE,
    &cross_organisation_gap::RULE,
    &inward_unit::RULE,
];
