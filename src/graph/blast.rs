//! Blast radius: what fails when one thing fails, and when.
//!
//! Source: the closure of methods §1 by criticality; impact times after Knuth
//! (1977), "A generalization of Dijkstra's algorithm", Information Processing
//! Letters 6, for needs that any one of several providers can meet. Method:
//! methods §2. Knows weights and hours as numbers, not where they come from.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::adjacency::{Adjacency, Rows};
use super::closure::{Along, weight_reached};
use super::cycle::Groups;

/// For each node its own criticality plus that of all that needs it, directly
/// or not, in points. Edges read "u needs v". O(groups · m / 64) words.
///
/// # Panics
///
/// If there are fewer criticalities than nodes.
pub fn blast_radius(graph: &Adjacency, groups: &Groups, criticality: &[u32]) -> Vec<u64> {
    weight_reached(graph, groups, criticality, Along::Successors)
}

/// One need of one node. A node with several needs is hit by the first that
/// fails; a need with several providers fails with the last of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// Who needs it.
    pub consumer: u32,
    /// Who can meet it, each with the hours that the consumer copes after that
    /// provider fails. Hours below zero or unlike a number count as 0; infinite
    /// ones never end. A need without providers never fails.
    pub providers: Vec<(u32, f64)>,
}

/// The needs of all nodes, ready to be asked.
#[derive(Clone, Debug)]
pub struct Needs {
    consumer: Vec<u32>,
    alternatives: Vec<u32>,
    /// Per provider the places in `uses`.
    uses_of: Rows,
    /// The need and the hours.
    uses: Vec<(u32, f64)>,
}

impl Needs {
    /// The needs of `nodes` nodes. Linear.
    ///
    /// # Panics
    ///
    /// If a need names a node outside `0..nodes`.
    pub fn new(nodes: usize, needs: &[Need]) -> Self {
        let mut uses = Vec::new();
        let mut by_provider = Vec::new();
        for (number, need) in (0u32..).zip(needs) {
            assert!((need.consumer as usize) < nodes, "a need names its consumer among the nodes");
            for &(provider, hours) in &need.providers {
                by_provider.push((provider, uses.len() as u32));
                uses.push((number, hours.max(0.0)));
            }
        }
        Self {
            consumer: needs.iter().map(|need| need.consumer).collect(),
            alternatives: needs.iter().map(|need| need.providers.len() as u32).collect(),
            uses_of: Rows::group(nodes, &by_provider),
            uses,
        }
    }

    /// Hours until each node is hit when the `failed` ones stop at hour 0;
    /// nothing where it never is. O((n + needs) log n).
    ///
    /// # Panics
    ///
    /// If a failed node is none of the nodes.
    pub fn impact_hours(&self, failed: &[u32]) -> Vec<Option<f64>> {
        let mut hit: Vec<Option<f64>> = vec![None; self.uses_of.node_count()];
        let mut intact = self.alternatives.clone();
        let mut latest = vec![0.0f64; intact.len()];
        // Bits of numbers from zero up compare like the numbers.
        let mut queue: BinaryHeap<Reverse<(u64, u32)>> =
            failed.iter().map(|&node| Reverse((0, node))).collect();
        while let Some(Reverse((bits, node))) = queue.pop() {
            if hit[node as usize].is_some() {
                continue;
            }
            let now = f64::from_bits(bits);
            hit[node as usize] = Some(now);
            for &at in self.uses_of.row(node) {
                let (need, hours) = self.uses[at as usize];
                let need = need as usize;
                latest[need] = latest[need].max(now + hours);
                intact[need] -= 1;
                let consumer = self.consumer[need];
                if intact[need] == 0 && latest[need].is_finite() && hit[consumer as usize].is_none() {
                    queue.push(Reverse((latest[need].to_bits(), consumer)));
                }
            }
        }
        hit
    }
}

/// The criticality hit within `hours`, in points, from the times of
/// [`Needs::impact_hours`].
pub fn blast_within(impact_hours: &[Option<f64>], criticality: &[u32], hours: f64) -> u64 {
    impact_hours
        .iter()
        .zip(criticality)
        .filter(|(hit, _)| hit.is_some_and(|hit| hit <= hours))
        .map(|(_, &points)| u64::from(points))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{cycle, sample};

    fn need(consumer: u32, providers: &[(u32, f64)]) -> Need {
        Need { consumer, providers: providers.to_vec() }
    }

    #[test]
    fn hand_10_blasts_count_each_dependant_once() {
        // Node 6 takes A, B and the cycle with it: 3+2+(5+4+4+3)+0 = 21.
        let graph = sample::hand_10();
        let radius = blast_radius(&graph, &cycle::groups(&graph), &[3, 2, 5, 4, 4, 3, 0, 0, 1, 1]);
        assert_eq!(radius, [3, 2, 21, 21, 21, 21, 21, 22, 1, 1]);
    }

    #[test]
    fn timed_blast_of_an_engine() {
        // 0 engine T, 1 LIMS, 2 EPR, 3 ED, 4 PACS, 5 Pharmacy, 6 standby.
        let needs = Needs::new(
            7,
            &[
                need(1, &[(0, 4.0)]),
                need(2, &[(1, 2.0)]),
                need(3, &[(2, 0.0)]),
                need(4, &[(0, 24.0)]),
                need(5, &[(0, 0.0), (6, 0.0)]),
            ],
        );
        let hours = needs.impact_hours(&[0]);
        assert_eq!(hours, [Some(0.0), Some(4.0), Some(6.0), Some(6.0), Some(24.0), None, None]);
        let criticality = [2, 4, 5, 5, 3, 5, 0];
        assert_eq!(blast_within(&hours, &criticality, 4.0), 6); // T 2, LIMS 4
        assert_eq!(blast_within(&hours, &criticality, 8.0), 16); // and EPR 5, ED 5
        assert_eq!(blast_within(&hours, &criticality, 24.0), 19); // and PACS 3
        // With the standby gone too, Pharmacy stops at once.
        assert_eq!(needs.impact_hours(&[0, 6])[5], Some(0.0));
    }

    #[test]
    fn any_of_fails_with_the_last_and_all_of_with_the_first() {
        // 0 fails; 1 and 2 follow after 1 and 5 hours. 3 needs either, 4 both.
        let needs = Needs::new(
            5,
            &[
                need(1, &[(0, 1.0)]),
                need(2, &[(0, 5.0)]),
                need(3, &[(1, 10.0), (2, 1.0)]),
                need(4, &[(1, 10.0)]),
                need(4, &[(2, 1.0)]),
            ],
        );
        // Either: max(1 + 10, 5 + 1) = 11. Both: min(11, 6) = 6.
        assert_eq!(needs.impact_hours(&[0])[3..], [Some(11.0), Some(6.0)]);
    }

    #[test]
    fn cycles_endless_and_senseless_tolerances_are_harmless() {
        let needs = Needs::new(
            4,
            &[
                need(0, &[(1, 1.0)]),
                need(1, &[(0, f64::NAN)]),
                need(2, &[(1, f64::INFINITY)]),
                need(3, &[]),
                need(3, &[(3, -1.0)]),
            ],
        );
        assert_eq!(needs.impact_hours(&[0]), [Some(0.0), Some(0.0), None, None]);
        assert_eq!(needs.impact_hours(&[]), [None; 4]);
    }
}
