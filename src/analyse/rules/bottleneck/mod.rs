//! Rules about what everything passes through.

mod dangerous_hub;
mod single_point_of_failure;

use crate::analyse::rule::Rule;

/// The rules of the family, in report order.
pub static RULES: &[&Rule] = &[&dangerous_hub::RULE, &single_point_of_failure::RULE];
