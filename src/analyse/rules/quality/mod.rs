//! Rules about what we do not know.

mod contradicting_facts;
mod likely_duplicate;
mod missing_facts;
mod stale_facts;
mod unknown_version;
mod unmatched_product;
mod unsure;

use crate::analyse::rule::Rule;

/// The rules of the family, in report order.
pub static RULES: &[&Rule] = &[
    &missing_facts::RULE,
    &unknown_version::RULE,
    &unmatched_product::RULE,
    &contradicting_facts::RULE,
    &likely_duplicate::RULE,
    &stale_facts::RULE,
];
