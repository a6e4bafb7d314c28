//! Rules about what everything passes through, and about feeds that grow
//! beside it.

mod bypassed_hub;
mod dangerous_hub;
mod duplicate_feed;
mod false_redundancy;
mod full_interface;
mod single_point_of_failure;
mod undocumented_interface;
mod unencrypted_interface;
mod unmonitored_interface;

use crate::analyse::rule::Rule;

/// The rules of the family, in report order.
pub static RULES: &[&Rule] = &[
    &dangerous_hub::RULE,
    &single_point_of_failure::RULE,
    &false_redundancy::RULE,
    &full_interface::RULE,
    &bypassed_hub::RULE,
    &duplicate_feed::RULE,
    &undocumented_interface::RULE,
    &unmonitored_interface::RULE,
    &unencrypted_interface::RULE,
];
