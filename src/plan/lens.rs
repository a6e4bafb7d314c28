//! Other ways to look at actions: what delay costs for the work it takes, what
//! no other action beats, and what is quick to win.
//!
//! Sources: Reinertsen (2009), The principles of product development flow
//! (cost of delay over job size); the rest is Pareto dominance. These are
//! lenses beside the plan, and never its order.

use std::collections::BTreeSet;

use super::action::{Action, Actions};
use super::roadmap::Plan;
use crate::date::{Day, days_between};
use crate::method::{Threshold, Thresholds};
use crate::score::Scored;

/// Weighted shortest job first: the cost of delay over the size of the job,
/// all on one scale. The larger, the sooner.
pub fn shortest_job(value: f64, urgency: f64, risk_reduction: f64, size: f64) -> f64 {
    (value + urgency + risk_reduction) / size
}

/// What an action brings and takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Yield {
    /// Risk points of the open findings that it clears.
    pub risk: f64,
    /// Hours of staff time a year that those findings cost.
    pub hours: f64,
    /// Its price in minor units.
    pub cost: Option<i64>,
    /// How long it takes, in months.
    pub months: Option<u16>,
    /// The least confidence of the findings that it clears, 0 to 1.
    pub confidence: f64,
    /// Days until the next dated end that its findings speak of.
    pub days_left: Option<i32>,
}

/// One action by every lens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lens {
    /// What it brings and takes.
    pub brings: Yield,
    /// Cost of delay over weeks of work; nothing where no duration is known.
    pub delay_cost_per_week: Option<f64>,
    /// Whether no other action removes as much risk for as little money and
    /// time, and is better in one of the three.
    pub is_on_front: bool,
    /// On the front, of the cheapest quarter, quick, at least of medium
    /// confidence, waiting for nothing, and started by the plan in its first
    /// two years.
    pub is_quick_win: bool,
    /// What keeps an action that is on the front and of the cheapest quarter
    /// from being a quick win.
    pub misses: Option<Miss>,
}

/// Why an action that is cheap and on the front is no quick win.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miss {
    /// Something must come first.
    Waits,
    /// It takes too long.
    Slow,
    /// What it clears is not sure enough.
    Unsure,
    /// The plan starts it later or not at all.
    Late,
}

/// Years of the plan in which a quick win starts.
const SOON: usize = 2;

/// Looks at every action. O(n²) for those with price and duration.
pub fn lenses(
    plan: &Plan,
    actions: &Actions,
    scored: &[Scored],
    today: Day,
    thresholds: &Thresholds,
) -> Vec<Lens> {
    let soon: BTreeSet<usize> =
        plan.placed.iter().filter(|placed| placed.start < SOON).map(|placed| placed.action).collect();
    let yields: Vec<Yield> = actions.all.iter().map(|action| brings(action, scored, today)).collect();
    let points: Vec<Option<Point>> =
        yields.iter().enumerate().map(|(index, brings)| point(actions, index, brings)).collect();
    let front = front(&points);
    let cheap = cheapest_quarter(&points);
    let longest = thresholds.get(Threshold::QuickWinMonths);
    let least_sure = thresholds.get(Threshold::ConfidenceMedium);
    yields
        .into_iter()
        .enumerate()
        .map(|(index, brings)| {
            let is_near =
                front[index] && points[index].zip(cheap).is_some_and(|((_, cost, _), limit)| cost <= limit);
            let miss = if !actions.all[index].after.is_empty() {
                Some(Miss::Waits)
            } else if brings.months.is_none_or(|months| f64::from(months) > longest) {
                Some(Miss::Slow)
            } else if brings.confidence < least_sure {
                Some(Miss::Unsure)
            } else {
                (!soon.contains(&index)).then_some(Miss::Late)
            };
            Lens {
                brings,
                delay_cost_per_week: delay_cost(&brings),
                is_on_front: front[index],
                is_quick_win: is_near && miss.is_none(),
                misses: miss.filter(|_| is_near),
            }
        })
        .collect()
}

fn brings(action: &Action, scored: &[Scored], today: Day) -> Yield {
    let findings =
        || action.clears.iter().map(|finding| &scored[*finding as usize]).filter(|one| one.is_open());
    let days = findings().filter_map(|finding| finding.finding.due).map(|due| days_between(today, due));
    Yield {
        risk: findings().map(|finding| finding.risk.point()).sum(),
        hours: findings().filter_map(|finding| finding.finding.hours_per_year).sum(),
        cost: action.cost,
        months: action.months,
        confidence: findings()
            .map(|finding| finding.finding.confidence)
            .fold(f64::INFINITY, f64::min)
            .min(1.0),
        days_left: days.min(),
    }
}

/// Each term on a scale to 10: 5,000 hours a year, 100 points of risk, an end
/// that is due today (nothing from two years on); the size in weeks of work.
fn delay_cost(brings: &Yield) -> Option<f64> {
    let weeks = f64::from(brings.months?) * 30.4375 / 7.0;
    let urgency = brings.days_left.map_or(0.0, |days| 10.0 * (1.0 - f64::from(days.max(0)) / 730.5).max(0.0));
    let value = (brings.hours / 500.0).min(10.0);
    let risk = (brings.risk / 10.0).min(10.0);
    (weeks > 0.0).then(|| shortest_job(value, urgency, risk, weeks))
}

/// Benefit to be had, cost and duration to be spared.
type Point = (f64, f64, f64);

/// Its own benefit, and cost and duration with all that must come first: the
/// costs add up, and the longest chain counts.
fn point(actions: &Actions, index: usize, brings: &Yield) -> Option<Point> {
    if brings.risk <= 0.0 {
        return None;
    }
    let before = actions.before(index);
    let costs: Option<i64> = before.iter().map(|before| actions.all[*before].cost).sum();
    let months = chain(actions, index, &mut vec![None; actions.all.len()])?;
    Some((brings.risk, (costs? + brings.cost?) as f64, f64::from(months)))
}

/// Months from the first of what must come before an action to its own end.
fn chain(actions: &Actions, index: usize, known: &mut [Option<u32>]) -> Option<u32> {
    if known[index].is_none() {
        // A circle of joined programmes ends where it began.
        known[index] = Some(0);
        let mut longest = 0;
        for before in &actions.all[index].after {
            longest = longest.max(chain(actions, *before, known)?);
        }
        known[index] = Some(longest + u32::from(actions.all[index].months?));
    }
    known[index]
}

/// Which points no other dominates; what has no point is not on the front.
pub fn front(points: &[Option<Point>]) -> Vec<bool> {
    let dominates = |a: &Point, b: &Point| {
        a.0 >= b.0 && a.1 <= b.1 && a.2 <= b.2 && (a.0 > b.0 || a.1 < b.1 || a.2 < b.2)
    };
    points
        .iter()
        .map(|point| {
            point.as_ref().is_some_and(|own| !points.iter().flatten().any(|other| dominates(other, own)))
        })
        .collect()
}

/// The price, with what must come first, up to which an action is of the
/// cheapest quarter of those that bring something.
fn cheapest_quarter(points: &[Option<Point>]) -> Option<f64> {
    let mut costs: Vec<f64> = points.iter().flatten().map(|(_, cost, _)| *cost).collect();
    costs.sort_unstable_by(f64::total_cmp);
    let last = costs.len().div_ceil(4).checked_sub(1)?;
    costs.get(last).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example_of_weighted_shortest_job() {
        // methods §5: (8 + 13 + 5) / 8 = 3.25.
        assert!((shortest_job(8.0, 13.0, 5.0, 8.0) - 3.25).abs() < 1e-12);
    }

    #[test]
    fn what_costs_more_and_brings_less_is_not_on_the_front() {
        // methods §5: (10, 5), (8, 3), (7, 4), (3, 1): the third is dominated.
        let points = [(10.0, 5.0), (8.0, 3.0), (7.0, 4.0), (3.0, 1.0)];
        let points: Vec<Option<Point>> =
            points.iter().map(|(benefit, cost)| Some((*benefit, *cost, 1.0))).collect();
        assert_eq!(front(&points), [true, true, false, true]);
    }

    #[test]
    fn equal_points_share_the_front() {
        assert_eq!(front(&[Some((1.0, 1.0, 1.0)), Some((1.0, 1.0, 1.0)), None]), [true, true, false]);
    }

    #[test]
    fn the_cheapest_quarter_rounds_up() {
        let points = [5.0, 1.0, 3.0, 2.0, 4.0].map(|cost| Some((1.0, cost, 1.0)));
        assert_eq!(cheapest_quarter(&points), Some(2.0));
        assert_eq!(cheapest_quarter(&[]), None);
    }

    #[test]
    fn what_waits_takes_the_money_and_time_of_what_it_waits_for() {
        let action = |cost, months, after: &[usize]| Action {
            id: String::new(),
            name: String::new(),
            kind: crate::model::vocabulary::ActionKind::Retire,
            options: Vec::new(),
            cost: Some(cost),
            months: Some(months),
            clears: Vec::new(),
            after: after.to_vec(),
            excludes: Vec::new(),
        };
        // A fax server switched off in 2 months for 4, after a link of 6 months for 58.
        let actions = Actions { all: vec![action(58, 6, &[]), action(4, 2, &[0])] };
        let brings =
            Yield { risk: 9.0, hours: 0.0, cost: Some(4), months: Some(2), confidence: 1.0, days_left: None };
        assert_eq!(point(&actions, 1, &brings), Some((9.0, 62.0, 8.0)));
    }
}
