//! If nothing is done: the same estate, judged at the end of each quarter
//! ahead.
//!
//! Nothing is extrapolated. Each quarter is judged whole on its last
//! day with today's inventory; what changes are dates that pass. Confidence
//! falls too, because facts age.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::comparison::{Figures, figures};
use crate::analyse::contract;
use crate::assess::{Judgement, judge};
use crate::catalogue::SupportState;
use crate::check::estate::{Endpoint, Subject, SystemIndex};
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
    /// Contracts that ended by then and did not renew themselves, of systems
    /// in use.
    pub lapsed: usize,
    /// Systems and devices of which a component loses support in it, whatever
    /// else they run on.
    pub loses_support: Vec<Subject>,
    /// Systems and devices whose contract ends in it, renewed or not.
    pub contracts: Vec<Subject>,
    /// Systems that had support for all that is known on the day before and
    /// have it no longer.
    pub newly_unsupported: Vec<SystemIndex>,
    /// Systems that were high-risk on the day before and are so no longer.
    pub eased: Vec<Eased>,
}

/// A system that is no longer high-risk although nothing was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Eased {
    /// The system.
    pub system: SystemIndex,
    /// Whether support of something ended for which an extension is on sale of
    /// which nobody recorded whether it was bought: what was certain became a
    /// range, and its middle counts.
    pub may_be_extended: bool,
}

/// One day of looking ahead: its quarter, and who is how on it.
struct Ahead {
    quarter: Quarter,
    unsupported: BTreeSet<SystemIndex>,
    high: BTreeSet<SystemIndex>,
    may_be_extended: BTreeSet<SystemIndex>,
}

/// The estate today and at the end of each of the next quarters; nothing if it
/// is too large to be judged again.
pub fn quarters(judgement: &Judgement, count: usize) -> Vec<Quarter> {
    let estate = &judgement.estate;
    let entities = estate.systems.len() + estate.devices.len() + estate.interfaces.len();
    if entities > MOST_ENTITIES {
        return Vec::new();
    }
    let days: Vec<Day> = std::iter::once(judgement.today)
        .chain((0..count).map(|ahead| last_day(judgement.today, ahead as i32)))
        .collect();
    let mut all: Vec<Ahead> = (0..days.len())
        .into_par_iter()
        .map(|number| {
            let after = if number == 0 { days[0] } else { days[number - 1] };
            quarter_of(judgement, after, days[number])
        })
        .collect();
    for number in 1..all.len() {
        let (before, now) = (&all[number - 1], &all[number]);
        let newly_unsupported = now.unsupported.difference(&before.unsupported).copied().collect();
        let eased = before
            .high
            .difference(&now.high)
            .map(|system| Eased { system: *system, may_be_extended: now.may_be_extended.contains(system) });
        let eased = eased.collect();
        all[number].quarter.newly_unsupported = newly_unsupported;
        all[number].quarter.eased = eased;
    }
    all.into_iter().map(|ahead| ahead.quarter).collect()
}

/// The last day of the quarter that holds a day, so many quarters on.
fn last_day(today: Day, ahead: i32) -> Day {
    let (year, number) = quarter(today);
    let first = Day::constant(year, 3 * (number - 1) + 1, 1);
    let next = add_months(first, 3 * (ahead + 1));
    next.yesterday().unwrap_or(next)
}

fn quarter_of(judgement: &Judgement, after: Day, day: Day) -> Ahead {
    let (then, _) =
        judge(judgement.estate.clone(), judgement.settings.clone(), judgement.catalogue.clone(), day);
    // The last day of support is still covered: it is lost on the next.
    let is_within = |end: Day| end >= after && end < day;
    let endpoints = || judgement.standings.all.iter().map(|standing| standing.subject);
    let mut loses_support: Vec<Subject> = endpoints()
        .filter(|endpoint| {
            let components = judgement.lifecycles.of(*endpoint).iter();
            components.filter_map(|component| component.standing.end_of_support).any(is_within)
        })
        .map(Subject::from)
        .collect();
    loses_support.sort_unstable();
    let mut contracts: Vec<Subject> = endpoints()
        .filter(|endpoint| contract_end(judgement, *endpoint).is_some_and(|end| end > after && end <= day))
        .map(Subject::from)
        .collect();
    contracts.sort_unstable();
    let context = then.context();
    let systems = || then.standings.systems().filter_map(|one| Some((one.subject.system()?, one)));
    let lapsed = systems().filter(|(system, _)| contract::has_lapsed(&context, *system)).count();
    let unsupported = systems().filter(|(_, one)| one.support == Some(SupportState::Unsupported));
    let high = systems().filter(|(_, one)| one.is_high_risk());
    Ahead {
        unsupported: unsupported.map(|(system, _)| system).collect(),
        high: high.map(|(system, _)| system).collect(),
        may_be_extended: systems()
            .map(|(system, _)| system)
            .filter(|system| {
                let components = then.lifecycles.of(Endpoint::System(*system)).iter();
                components
                    .map(|component| &component.standing)
                    .any(|standing| standing.is_range() && standing.end_of_support.is_some_and(is_within))
            })
            .collect(),
        quarter: Quarter {
            day,
            figures: figures(&then),
            lapsed,
            loses_support,
            contracts,
            newly_unsupported: Vec::new(),
            eased: Vec::new(),
        },
    }
}

/// The last day of the contract of a system or device, if recorded.
fn contract_end(judgement: &Judgement, endpoint: Endpoint) -> Option<Day> {
    let contract = judgement.estate.endpoint(endpoint).record.contract;
    contract.then(|contract| &contract.ends).map(|date| date.last_day())
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
