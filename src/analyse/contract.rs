//! What contracts say: who supplies, and until when one must have decided.

use super::context::Context;
use crate::check::estate::SystemIndex;
use crate::date::{Day, add_months};

/// Words for an organisation's own work in place of a supplier.
const OWN: [&str; 4] = ["in-house", "in house", "inhouse", "own development"];

/// Who supplies a system: the supplier of the contract, else the vendor, as
/// written. Nothing where neither is recorded, or where the organisation makes
/// it itself, which hangs on nobody else.
pub fn supplier<'a>(context: &'a Context<'_>, system: SystemIndex) -> Option<&'a str> {
    let record = &context.estate.systems[system.at()].record;
    let contract = record.contract.then(|contract| &contract.supplier);
    let name = contract.or(record.vendor.known())?.as_str();
    let is_own = OWN.iter().any(|own| name.eq_ignore_ascii_case(own));
    (!is_own).then_some(name)
}

/// Whether it is recorded who supplies a system.
pub fn is_supplier_recorded(context: &Context<'_>, system: SystemIndex) -> bool {
    let record = &context.estate.systems[system.at()].record;
    record.vendor.is_known() || record.contract.then(|contract| &contract.supplier).is_some()
}

/// Whether the contract of a system has ended and did not renew itself.
pub fn has_lapsed(context: &Context<'_>, system: SystemIndex) -> bool {
    let contract = &context.estate.systems[system.at()].record.contract;
    let ends = contract.then(|contract| &contract.ends).map(|date| date.last_day());
    let renews = contract.then(|contract| &contract.auto_renews) == Some(&true);
    !renews && ends.is_some_and(|ends| ends < context.today)
}

/// The Herfindahl–Hirschman index of shares that sum to 1: 10,000 for one
/// supplier, towards 0 for many.
pub fn concentration(shares: impl Iterator<Item = f64>) -> f64 {
    shares.map(|share| (100.0 * share).powi(2)).sum()
}

/// As if so many suppliers shared evenly.
pub fn even_suppliers(concentration: f64) -> f64 {
    10_000.0 / concentration
}

/// The last day of notice: the end less the months of notice. An end on a
/// month's last day gives a notice on a month's last day (methods §7).
pub fn notice_day(ends: Day, months: u16) -> Day {
    let day = add_months(ends, -i32::from(months));
    if ends == ends.last_of_month() { day.last_of_month() } else { day }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example_of_the_method_page() {
        // methods §7: shares 50, 30 and 20: 3,800, as if 2.63 shared evenly.
        let index = concentration([0.5, 0.3, 0.2].into_iter());
        assert!((index - 3800.0).abs() < 1e-9);
        assert!((even_suppliers(index) - 2.63).abs() < 0.005);
    }

    #[test]
    fn notice_is_given_on_the_last_day_of_a_month_where_the_end_is_one() {
        assert_eq!(notice_day(Day::constant(2027, 3, 31), 12), Day::constant(2026, 3, 31));
        assert_eq!(notice_day(Day::constant(2027, 2, 28), 6), Day::constant(2026, 8, 31));
        assert_eq!(notice_day(Day::constant(2027, 5, 15), 3), Day::constant(2027, 2, 15));
    }
}
