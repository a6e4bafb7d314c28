//! How much of people's time goes into carrying data by hand: the one measure
//! behind every figure of it.
//!
//! Counted are all interfaces in use that people carry and whose minutes are
//! recorded, small ones too. Steps of journeys are counted apart: they may be
//! the same work recorded twice.

use crate::check::estate::Estate;

/// Staff time that carrying data by hand takes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ByHand {
    /// How many interfaces people carry.
    pub manual: u64,
    /// Of how many the hours are recorded.
    pub timed: u64,
    /// Hours a year.
    pub hours: f64,
    /// Those of the hours whose organisation records the cost of an hour.
    pub priced_hours: f64,
    /// What those cost in a year, in minor units.
    pub cost: f64,
    /// Hours a year in steps of journeys that are typed in again or done on
    /// paper; part of them may be in `hours`, too.
    pub journey_hours: f64,
}

/// Adds up. Linear in interfaces and journeys.
pub fn by_hand(estate: &Estate) -> ByHand {
    let mut sum = ByHand::default();
    for (_, entry) in estate.interfaces() {
        if !entry.record.is_in_use() || !entry.record.is_manual() {
            continue;
        }
        sum.manual += 1;
        let Some(hours) = entry.record.manual_hours_per_year() else { continue };
        sum.timed += 1;
        sum.hours += hours;
        if let Some(hourly) = estate.organisations[entry.organisation.at()].record.hourly_staff_cost.get() {
            sum.priced_hours += hours;
            sum.cost += hours * hourly.minor as f64;
        }
    }
    sum.journey_hours = estate.journeys.iter().filter_map(|entry| entry.record.hours_by_hand()).sum();
    sum
}
