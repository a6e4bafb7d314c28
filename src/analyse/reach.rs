//! How much depends on each system and device (β of methods §2).
//!
//! Our deviation: what nothing depends on reaches nobody, so its share is 0.
//! Counting it in its own reach would give the only system of a small estate
//! the reach of the whole.

use rayon::prelude::*;

use crate::check::estate::Estate;
use crate::graph::adjacency::Adjacency;
use crate::graph::build::{DependencyReason, Views};
use crate::graph::reach;
use crate::method::Bounds;

/// How much depends on a system or device.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reach {
    /// The share of the criticality of all that is joined that stops or loses
    /// data with it, itself included; 0 to 1, and 0 where nothing depends on it.
    pub share: f64,
    /// The share if those of them that state no criticality had the lowest,
    /// and all others that state none the highest.
    pub low: f64,
    /// The share if it were the other way round.
    pub high: f64,
    /// How many other systems and devices stop or lose data with it.
    pub dependents: u32,
    /// Whether counting was stopped because the share was large enough: both
    /// numbers are then the least.
    pub is_capped: bool,
}

impl Reach {
    /// The share with its bounds.
    pub fn bounds(self) -> Bounds {
        Bounds::new(self.low, self.share, self.high)
    }
}

/// Criticality in whole points for counting reach: as methods §0, with the
/// middle of the range, 3, where it is not stated.
const UNSTATED_POINTS: u32 = 3;

/// How far the points of an unstated criticality may lie from the middle.
const UNSTATED_SPREAD: u64 = 2;

/// Whether what needs stops with what it needs.
pub(super) fn stops_its_source(need: DependencyReason) -> bool {
    matches!(need, DependencyReason::Declared { has_alternative: false, .. } | DependencyReason::Runs)
}

/// Points of criticality in whole numbers, by the number of a system, and 1
/// where the middle stands for what is not stated. Devices carry none of
/// their own.
fn points(estate: &Estate, endpoints: usize) -> (Vec<u32>, Vec<u32>) {
    let (mut points, mut unstated) = (vec![0; endpoints], vec![0; endpoints]);
    for (index, entry) in estate.systems() {
        if entry.record.is_in_use() {
            let stated = entry.record.criticality.get().map(|criticality| criticality.number() as u32);
            points[index.at()] = stated.unwrap_or(UNSTATED_POINTS);
            unstated[index.at()] = u32::from(stated.is_none());
        }
    }
    (points, unstated)
}

/// What stops, or loses data, with each node.
///
/// What is declared as needed takes its dependents down, and theirs; a feed
/// that stops leaves its receiver running on what it has, so that loss does
/// not travel on. (The closure over all feeds, as methods §1 counts it, would
/// give every member of a closely joined core the reach of the whole core.)
/// Each system has two nodes: one that falls and one that is harmed, by a fall
/// or by a lost feed; only harm is counted. A need that another could meet is
/// no need.
pub(super) fn of_all(estate: &Estate, views: &Views) -> Vec<Reach> {
    let endpoints = views.integration.node_count();
    let harmed = |node: usize| (endpoints + node) as u32;
    let mut edges: Vec<(u32, u32)> = (0..endpoints).map(|node| (harmed(node), node as u32)).collect();
    for edge in views.dependency.raw_edges() {
        let (from, to) = (edge.source().index(), edge.target().index());
        if stops_its_source(edge.weight) {
            edges.push((from as u32, to as u32));
        } else if matches!(edge.weight, DependencyReason::Feed(_)) {
            edges.push((harmed(from), to as u32));
        }
    }
    let (points, unstated) = points(estate, endpoints);
    let is_joined = joined(views, endpoints);
    let sum = |own: &[u32]| -> u64 {
        own.iter().zip(&is_joined).filter(|(_, joined)| **joined).map(|(&point, _)| u64::from(point)).sum()
    };
    let whole = Whole { points: sum(&points), unstated: sum(&unstated) };
    let nothing = vec![0; endpoints];
    let behind = |own: &[u32]| [nothing.as_slice(), own].concat();
    let unstated = if unstated.contains(&1) { behind(&unstated) } else { Vec::new() };
    let of =
        reach::Counted { weights: &behind(&points), counts: &behind(&vec![1; endpoints]), marks: &unstated };
    let reached = reach::of_dependents(&Adjacency::directed(2 * endpoints, &edges), &of, whole.points / 4);
    reached.into_par_iter().take(endpoints).map(|reached| share(reached, whole)).collect()
}

/// Everything that is joined.
#[derive(Clone, Copy)]
struct Whole {
    points: u64,
    /// How many of them state no criticality.
    unstated: u64,
}

/// The least share is that of the lowest criticality inside and the highest
/// outside, the greatest the other way round, so that knowing less never
/// narrows it.
fn share(reached: reach::Reached, whole: Whole) -> Reach {
    let dependents = reached.count.saturating_sub(1) as u32;
    if dependents == 0 {
        return Reach::default();
    }
    let of = |weight: u64, whole: u64| (weight as f64 / whole.max(1) as f64).min(1.0);
    let share = of(reached.weight, whole.points);
    if whole.unstated == 0 {
        return Reach { share, low: share, high: share, dependents, is_capped: reached.is_capped };
    }
    let inside = UNSTATED_SPREAD * reached.marked;
    let outside = UNSTATED_SPREAD * whole.unstated.saturating_sub(reached.marked);
    let least = (whole.points + outside).saturating_sub(inside);
    let most = (whole.points + inside).saturating_sub(outside);
    Reach {
        share,
        low: of(reached.weight.saturating_sub(inside), least),
        high: if reached.is_capped { 1.0 } else { of(reached.weight + inside, most) },
        dependents,
        is_capped: reached.is_capped,
    }
}

/// Whether a system or device is joined to another by a need or an interface.
/// Shares of criticality are shares of what is joined, so that a system with
/// no tie to the rest changes no other's score.
fn joined(views: &Views, endpoints: usize) -> Vec<bool> {
    let mut is_joined = vec![false; endpoints];
    let needs =
        views.dependency.raw_edges().iter().map(|edge| (edge.source().index(), edge.target().index()));
    let flows =
        views.integration.raw_edges().iter().map(|edge| (edge.source().index(), edge.target().index()));
    for (from, to) in
        needs.chain(flows).filter(|(from, to)| from != to && *from < endpoints && *to < endpoints)
    {
        is_joined[from] = true;
        is_joined[to] = true;
    }
    is_joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::reach::Reached;

    fn reached(weight: u64, count: u64, marked: u64) -> Reached {
        Reached { weight, count, marked, is_capped: false }
    }

    #[test]
    fn what_nothing_depends_on_reaches_nobody() {
        assert_eq!(share(reached(5, 1, 0), Whole { points: 5, unstated: 0 }), Reach::default());
    }

    #[test]
    fn an_unstated_criticality_is_anything_from_one_to_five() {
        // Own 5 and one dependent of unstated criticality, of 20 with it at 3:
        // 8/20; at 1 it is 6/18, at 5 it is 10/22.
        let whole = Whole { points: 20, unstated: 1 };
        let reach = share(reached(8, 2, 1), whole);
        let near = |found: f64, wanted: f64| (found - wanted).abs() < 1e-12;
        assert!(near(reach.share, 0.4) && near(reach.low, 6.0 / 18.0) && near(reach.high, 10.0 / 22.0));
    }

    #[test]
    fn an_unstated_criticality_outside_leaves_the_total_open() {
        // Own 5 and one dependent of 3, of 20 with the one outside at 3: of 18 to 22.
        let reach = share(reached(8, 2, 0), Whole { points: 20, unstated: 1 });
        assert!((reach.low - 8.0 / 22.0).abs() < 1e-12 && (reach.high - 8.0 / 18.0).abs() < 1e-12);
        assert!(share(reached(8, 2, 0), Whole { points: 20, unstated: 0 }).bounds().is_exact());
    }

    #[test]
    fn another_unstated_criticality_outside_never_narrows_a_share() {
        // One more of 20 states nothing: 6/(18 + 2) to 10/(22 − 2).
        let reach = share(reached(8, 2, 1), Whole { points: 20, unstated: 2 });
        assert!((reach.low - 0.3).abs() < 1e-12 && (reach.high - 0.5).abs() < 1e-12, "{reach:?}");
    }
}
