//! Rules about contracts and money.

mod lapsed_contract;
mod notice_deadline;
mod supplier_concentration;

use crate::analyse::rule::Rule;

/// The rules of the family, in report order.
pub static RULES: &[&Rule] = &[&lapsed_contract::RULE, &notice_deadline::RULE, &supplier_concentration::RULE];
