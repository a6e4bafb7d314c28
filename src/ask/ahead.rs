//! If nothing is done: the same estate, judged at the end of each quarter
//! ahead.
//!
//! Nothing is extrapolated. Each quarter is a whole assessment on its last
//! day with today's inventory; what changes are dates that pass. Confidence
//! falls too, because facts age.

use rayon::prelude::*;

use super::comparison::{Figures, figures};
use crate::assess::{Assessment, assess};
use crate::check::estate::{Endpoint, Subject};
use crate::date::{Day, add_months, quarter};

/// Estates with more systems, devices and interfaces than this are not judged
/// again for each quarter.
pub const MOST_ENTITIES: usize = 50_000;

/// One quarter ahead.
#[derive(Clone, Debug, PartialEq)]
pub struct Quarter {
    /// Its last day.
    pub day: Day,
    /// Figures on that day.
    pub figures: Figures,
    /// Contracts that ended by then, of systems in use.
    pub lapsed: usize,
    /// What loses support in it: systems and devices.
    pub loses_support: Vec<Subject>,
    /// Systems whose contract ends in it.
    pub contracts: Vec<Subject>,
}

/// The estate today and at the end of each of the next quarters; nothing if it
/// is too large to be judged again.
pub fn quarters(assessment: &Assessment, count: usize) -> Vec<Quarter> {
    let estate = &assessment.estate;
    let entities = estate.systems.len() + estate.devices.len() + estate.interfaces.len();
    if entities > MOST_ENTITIES {
        return Vec::new();
    }
    let days: Vec<Day> = std::iter::once(assessment.today)
        .chain((0..count).map(|ahead| last_day(assessment.today, ahead as i32)))
        .collect();
    (0..days.len())
        .into_par_iter()
        .map(|number| {
            let after = if number == 0 { days[0] } else { days[number - 1] };
            quarter_of(assessment, after, days[number])
        })
        .collect()
}

/// The last day of the quarter that holds a day, so many quarters on.
fn last_day(today: Day, ahead: i32) -> Day {
    let (year, number) = quarter(today);
    let first = Day::constant(year, 3 * (number - 1) + 1, 1);
    let next = add_months(first, 3 * (ahead + 1));
    next.yesterday().unwrap_or(next)
}

fn quarter_of(assessment: &Assessment, after: Day, day: Day) -> Quarter {
    let (then, _) = assess(
        assessment.estate.clone(),
        assessment.settings.clone(),
        None,
        assessment.catalogue.clone(),
        day,
    );
    let estate = &assessment.estate;
    let is_within = |end: Day| end > after && end <= day;
    let endpoints = || assessment.standings.all.iter().map(|standing| standing.subject);
    let mut loses_support: Vec<Subject> = endpoints()
        .filter(|endpoint| {
            let components = assessment.lifecycles.of(*endpoint).iter();
            components.filter_map(|component| component.standing.end_of_support).any(is_within)
        })
        .map(Subject::from)
        .collect();
    loses_support.sort_unstable();
    let ends = |endpoint: Endpoint| match endpoint {
        Endpoint::System(index) => {
            estate.systems[index.at()].record.contract.then(|contract| &contract.ends).copied()
        }
        Endpoint::Device(index) => {
            estate.devices[index.at()].record.contract.then(|contract| &contract.ends).copied()
        }
    };
    let mut contracts: Vec<Subject> = endpoints()
        .filter(|endpoint| ends(*endpoint).is_some_and(|date| is_within(date.last_day())))
        .map(Subject::from)
        .collect();
    contracts.sort_unstable();
    Quarter {
        day,
        figures: figures(&then),
        lapsed: endpoints()
            .filter(|endpoint| ends(*endpoint).is_some_and(|date| date.last_day() < day))
            .count(),
        loses_support,
        contracts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_end_on_their_last_day() {
        let today = Day::constant(2026, 10, 31);
        assert_eq!(last_day(today, 0), Day::constant(2026, 12, 31));
        assert_eq!(last_day(today, 1), Day::constant(2027, 3, 31));
        assert_eq!(last_day(Day::constant(2026, 3, 31), 0), Day::constant(2026, 3, 31));
    }
}
