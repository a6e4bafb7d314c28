//! From years to quarters: the same plan, spread so that no team has more in
//! one quarter than it must.
//!
//! The solver plans years; this changes none of its years and costs nothing.
//! Within its years an action may begin in any quarter, because what must come
//! before it is complete by then. The longest work is laid first, each at the
//! quarter where the fullest of its teams is least full (list scheduling,
//! Graham 1969).

use super::{Frame, Placed, Plan};

/// Quarters in a year.
pub const QUARTERS: usize = 4;

/// A plan by quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct Quarterly {
    /// By placed action: the quarter in which it begins, from 0, and how many
    /// it lasts.
    pub spans: Vec<(usize, usize)>,
    /// By team and quarter: days that it works.
    pub days: Vec<Vec<f64>>,
    /// By team and quarter: days that it has.
    pub limits: Vec<Vec<f64>>,
}

impl Quarterly {
    /// The share of a team's days that a quarter takes; nothing where it has
    /// none and none is asked.
    pub fn share(&self, team: usize, quarter: usize) -> Option<f64> {
        let (days, limit) = (self.days[team][quarter], self.limits[team][quarter]);
        match (days > 0.0, limit > 0.0) {
            (_, true) => Some(days / limit),
            (true, false) => Some(f64::INFINITY),
            (false, false) => None,
        }
    }
}

/// Spreads a plan over quarters. `months` says how long a placed action
/// takes, where that is known; otherwise it takes its years whole.
/// O(actions × quarters), and more where one works in several teams.
pub fn quarterly(plan: &Plan, months: impl Fn(usize) -> Option<u16>) -> Quarterly {
    let quarters = plan.frame.years * QUARTERS;
    let limits: Vec<Vec<f64>> = plan.team_limits.iter().map(|by_year| limits(&plan.frame, by_year)).collect();
    let mut found = Quarterly {
        spans: vec![(0, 0); plan.placed.len()],
        days: vec![vec![0.0; quarters]; limits.len()],
        limits,
    };
    let lasts = |number: usize| -> usize {
        let placed = &plan.placed[number];
        let whole = placed.years * QUARTERS;
        // Without a known duration it works from its first quarter on.
        let first = placed.start * QUARTERS;
        let room = (first + whole).saturating_sub(placed.first_quarter.max(first)).max(1);
        months(placed.action).map_or(room, |months| usize::from(months).div_ceil(3)).clamp(1, room)
    };
    let mut order: Vec<usize> = (0..plan.placed.len()).collect();
    let effort = |number: usize| plan.placed[number].days.iter().flat_map(|(_, days)| days).sum::<f64>();
    order.sort_by(|&a, &b| lasts(b).cmp(&lasts(a)).then(effort(b).total_cmp(&effort(a))).then(a.cmp(&b)));
    for number in order {
        found.place(plan, number, lasts(number));
    }
    found
}

/// A team's days by quarter: its year's, by how much of the year's workable
/// time each quarter has.
fn limits(frame: &Frame, by_year: &[f64]) -> Vec<f64> {
    by_year
        .iter()
        .enumerate()
        .flat_map(|(year, limit)| frame.quarter_shares[year].map(|share| share * limit))
        .collect()
}

impl Quarterly {
    fn place(&mut self, plan: &Plan, number: usize, lasts: usize) {
        let placed = &plan.placed[number];
        let first = placed.start * QUARTERS;
        let latest = first + placed.years * QUARTERS - lasts;
        let (from, to) = begins(placed, first, latest, lasts);
        let peak = |begins: usize| -> f64 {
            let mut peak = 0.0_f64;
            for (team, by_year) in &placed.days {
                for (quarter, days) in spread(by_year, first, begins, lasts) {
                    let limit = self.limits[*team][quarter].max(1e-9);
                    peak = peak.max((self.days[*team][quarter] + days) / limit);
                }
            }
            peak
        };
        let best = (from..=to).map(|begins| (peak(begins), begins));
        let best = best.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let begins = best.map_or(from, |(_, begins)| begins);
        for (team, by_year) in &placed.days {
            for (quarter, days) in spread(by_year, first, begins, lasts) {
                self.days[*team][quarter] += days;
            }
        }
        self.spans[number] = (begins, lasts);
    }
}

/// The quarters in which a placed action may begin: within its years, touching
/// each of them, not before its first day and not after its last.
fn begins(placed: &Placed, first: usize, latest: usize, lasts: usize) -> (usize, usize) {
    let to = if placed.years > 1 { latest.min(first + QUARTERS - 1) } else { latest };
    let to = placed.last_quarter.map_or(to, |last| to.min(last)).max(first);
    let reaches_the_last = (first + (placed.years - 1) * QUARTERS + 1).saturating_sub(lasts);
    (first.max(placed.first_quarter).max(reaches_the_last).min(to), to)
}

/// The days of each year of work, spread evenly over the quarters of that
/// year in which the work goes on; in the year's last where none does.
fn spread(by_year: &[f64], first: usize, begins: usize, lasts: usize) -> Vec<(usize, f64)> {
    let mut out = Vec::new();
    for (year, days) in by_year.iter().enumerate().filter(|(_, days)| **days > 0.0) {
        let (from, to) = (first + year * QUARTERS, first + (year + 1) * QUARTERS);
        let on: Vec<usize> = (from.max(begins)..to.min(begins + lasts)).collect();
        let on = if on.is_empty() { vec![to - 1] } else { on };
        out.extend(on.iter().map(|quarter| (*quarter, days / on.len() as f64)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An action of so many years that may begin in these quarters.
    fn placed(start: usize, years: usize, first_quarter: usize, last_quarter: Option<usize>) -> Placed {
        Placed {
            action: 0,
            start,
            years,
            first_quarter,
            last_quarter,
            cost: 0,
            days: Vec::new(),
            clears: Vec::new(),
            removes: 0.0,
        }
    }

    #[test]
    fn work_begins_between_its_first_and_its_last_day() {
        // A year's work of one quarter in the second year: any of its four.
        assert_eq!(begins(&placed(1, 1, 0, None), 4, 7, 1), (4, 7));
        // Not before October, not after December.
        assert_eq!(begins(&placed(1, 1, 6, None), 4, 7, 1), (6, 7));
        assert_eq!(begins(&placed(1, 1, 0, Some(6)), 4, 7, 1), (4, 6));
        // 20 months from October touch three years: 7 quarters, of 12.
        assert_eq!(begins(&placed(0, 3, 2, None), 0, 5, 7), (2, 3));
        // Begun a year later they still end in the third year.
        assert_eq!(begins(&placed(1, 3, 2, None), 4, 9, 7), (6, 7));
    }

    #[test]
    fn days_go_to_the_quarters_of_their_year_in_which_work_goes_on() {
        assert_eq!(spread(&[30.0], 4, 5, 3), [(5, 10.0), (6, 10.0), (7, 10.0)]);
        assert_eq!(spread(&[10.0, 40.0], 0, 3, 5), [(3, 10.0), (4, 10.0), (5, 10.0), (6, 10.0), (7, 10.0)]);
        assert_eq!(spread(&[10.0], 0, 4, 1), [(3, 10.0)]);
    }
}
