//! Rules about what should be joined and is not.

mod competing_records;
mod isolated_island;
mod isolated_system;
mod manual_rekeying;
mod missing_record;
mod records;

use crate::analyse::rule::Rule;

/// The rules of the family, in report order.
pub static RULES: &[&Rule] = &[
    &isolated_system::RULE,
    &isolated_island::RULE,
    &competing_records::RULE,
    &missing_record::RULE,
    &manual_rekeying::RULE,
];
