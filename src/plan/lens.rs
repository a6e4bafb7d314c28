//! Other ways to look at actions: what delay costs for the work it takes, what
//! no other action beats, and what is quick to win.
//!
//! Sources: Reinertsen (2009), The principles of product development flow
//! (cost of delay over job size); the rest is Pareto dominance. These are
//! lenses beside the plan, and never its order.

use super::action::{Action, Actions};
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
    /// On the front, of the cheapest quarter, quick, and at least of medium
    /// confidence.
    pub is_quick_win: bool,
}

/// Looks at every action. O(n²) for those with price and duration.
pub fn lenses(actions: &Actions, scored: &[Scored], today: Day, thresholds: &Thresholds) -> Vec<Lens> {
    let yields: Vec<Yield> = actions.all.iter().map(|action| brings(action, scored, today)).collect();
    let points: Vec<Option<Point>> = yields.iter().map(point).collect();
    let front = front(&points);
    let cheap = cheapest_quarter(&yields);
    let longest = thresholds.get(Threshold::QuickWinMonths);
    let least_sure = thresholds.get(Threshold::ConfidenceMedium);
    yields
        .into_iter()
        .enumerate()
        .map(|(index, brings)| {
            let is_cheap = brings.cost.zip(cheap).is_some_and(|(cost, limit)| cost <= limit);
            let is_quick = brings.months.is_some_and(|months| f64::from(months) <= longest);
            Lens {
                brings,
                delay_cost_per_week: delay_cost(&brings),
                is_on_front: front[index],
                is_quick_win: front[index] && is_cheap && is_quick && brings.confidence >= least_sure,
            }
        })
        .collect()
}

fn brings(action: &Action, scored: &[Scored], today: Day) -> Yield {
    let findings =
        || action.clears.iter().map(|finding| &scored[*finding as usize]).filter(|one| one.is_open());
    let days = findings().filter_map(|finding| finding.finding.due).map(|due| days_between(today, due));
    Yield {
        risk: findings().map(|finding| finding.risk.point).sum(),
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

fn point(brings: &Yield) -> Option<Point> {
    let is_worth = brings.risk > 0.0;
    is_worth.then_some((brings.risk, brings.cost? as f64, f64::from(brings.months?)))
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

/// The price up to which an action is of the cheapest quarter of those that
/// bring something.
fn cheapest_quarter(yields: &[Yield]) -> Option<i64> {
    let mut costs: Vec<i64> =
        yields.iter().filter(|brings| brings.risk > 0.0).filter_map(|brings| brings.cost).collect();
    costs.sort_unstable();
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
        let with = |cost| Yield {
            risk: 1.0,
            hours: 0.0,
            cost: Some(cost),
            months: Some(1),
            confidence: 1.0,
            days_left: None,
        };
        assert_eq!(cheapest_quarter(&[5, 1, 3, 2, 4].map(with)), Some(2));
        assert_eq!(cheapest_quarter(&[]), None);
    }
}
