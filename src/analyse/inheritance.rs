//! What a system or a capability inherits from what it needs (methods §4).
//!
//! A system is as badly off as the worst of its own components and of what it
//! depends on; of alternatives the best counts. A capability is as badly off
//! as the worst system that carries it or a part of it. What is not known
//! makes a range: at best as if it were supported, at worst as if it were not.

use std::cmp::Reverse;
use std::collections::{BTreeSet, VecDeque};

use super::context::Context;
use super::lifecycle::ComponentStanding;
use crate::catalogue::SupportState;
use crate::check::estate::{CapabilityIndex, Endpoint, EndpointEntry, SystemIndex};

/// How badly off each is with what it inherits: the least fixed point of
/// max(own, max over needs of min over alternatives). Circles are allowed; a
/// need without alternatives adds nothing.
///
/// O(levels × needs), where levels is how many different values there are.
pub fn inherit<T: Copy + Ord>(own: &[T], needs: &[Vec<Vec<u32>>]) -> Vec<T> {
    let mut waiting: Vec<Vec<u32>> = vec![Vec::new(); own.len()];
    for (index, needs) in needs.iter().enumerate() {
        for &needed in needs.iter().flatten() {
            waiting[needed as usize].push(index as u32);
        }
    }
    let mut value = own.to_vec();
    let mut queue: VecDeque<u32> = (0..own.len() as u32).collect();
    while let Some(index) = queue.pop_front() {
        let worst = needs[index as usize].iter().filter_map(|any_of| best_of(&value, any_of)).max();
        let Some(worst) = worst.filter(|worst| *worst > value[index as usize]) else { continue };
        value[index as usize] = worst;
        queue.extend(&waiting[index as usize]);
    }
    value
}

fn best_of<T: Copy + Ord>(value: &[T], any_of: &[u32]) -> Option<T> {
    any_of.iter().map(|&index| value[index as usize]).min()
}

/// What a capability stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapabilitySupport {
    /// The capability.
    pub capability: CapabilityIndex,
    /// Systems in use that carry it or a part of it, sorted.
    pub systems: Vec<SystemIndex>,
    /// How many of them lean on something that is known to have no support.
    pub without_support: usize,
    /// Its state if all that is not known were supported.
    pub best: SupportState,
    /// Its state if all that is not known were unsupported.
    pub worst: SupportState,
    /// The system or device whose own component decides the state at best,
    /// and the system that carries the capability and needs it.
    pub through: Option<(SystemIndex, Endpoint)>,
}

/// What each capability that a system carries stands on, worst first; of
/// equals those with most systems without support. Close to linear in the dependencies.
pub fn capabilities(context: &Context<'_>) -> Vec<CapabilitySupport> {
    let needs = needs(context);
    let own = |unknown: Rank| -> Vec<Rank> {
        (0..needs.len()).map(|number| own_rank(context, number, unknown)).collect()
    };
    // At best, an extension that nobody recorded was bought.
    let best_own = own(Rank::SUPPORTED);
    let best = inherit(&best_own, &needs);
    let worst = inherit(&own(Rank::UNSUPPORTED), &needs);
    let mut all: Vec<CapabilitySupport> = carried(context)
        .into_iter()
        .enumerate()
        .filter(|(_, systems)| !systems.is_empty())
        .map(|(capability, systems)| {
            let number = |system: &SystemIndex| context.views.number(Endpoint::System(*system));
            // The first of the worst, by id.
            let head = systems.iter().copied().rev().max_by_key(|system| best[number(system)]);
            let through = head.filter(|head| best[number(head)] > Rank::SUPPORTED).and_then(|head| {
                let root = root_of(number(&head), &best_own, &best, &needs);
                context.views.endpoint(root).map(|root| (head, root))
            });
            let state = |ranks: &[Rank]| {
                systems
                    .iter()
                    .map(|system| ranks[number(system)])
                    .max()
                    .map_or(SupportState::Unknown, Rank::state)
            };
            CapabilitySupport {
                capability: CapabilityIndex(capability as u32),
                without_support: systems
                    .iter()
                    .filter(|system| best[number(system)] == Rank::UNSUPPORTED)
                    .count(),
                best: state(&best),
                worst: state(&worst),
                systems: systems.into_iter().collect(),
                through,
            }
        })
        .collect();
    all.sort_by_key(|support| {
        let ranks = (Rank::of(support.best), Rank::of(support.worst));
        (Reverse(ranks), Reverse(support.without_support), support.capability)
    });
    all
}

/// Support states in order of how badly off one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank(u8);

impl Rank {
    const SUPPORTED: Self = Self(0);
    const UNSUPPORTED: Self = Self(4);

    /// The rank of a state; nothing for one that is not known.
    fn of(state: SupportState) -> Option<Self> {
        match state {
            SupportState::Supported => Some(Self::SUPPORTED),
            SupportState::SecurityOnly => Some(Self(1)),
            SupportState::Ending => Some(Self(2)),
            SupportState::Extended => Some(Self(3)),
            SupportState::Unsupported => Some(Self::UNSUPPORTED),
            SupportState::Unknown => None,
        }
    }

    fn state(self) -> SupportState {
        match self.0 {
            0 => SupportState::Supported,
            1 => SupportState::SecurityOnly,
            2 => SupportState::Ending,
            3 => SupportState::Extended,
            _ => SupportState::Unsupported,
        }
    }
}

/// The worst of a system's or device's own components. One without any is not
/// known, as is one that was matched by likeness alone.
fn own_rank(context: &Context<'_>, number: usize, unknown: Rank) -> Rank {
    let components =
        context.views.endpoint(number).map_or(&[][..], |endpoint| context.lifecycles.of(endpoint));
    let of_component = |component: &ComponentStanding| {
        let is_firm = context.is_firm(component);
        let standing = &component.standing;
        let state = if unknown == Rank::SUPPORTED { standing.best } else { standing.state };
        Rank::of(state).filter(|_| is_firm).unwrap_or(unknown)
    };
    components.iter().map(of_component).max().unwrap_or(unknown)
}

/// What each system and device in use needs, by the numbers of the views.
fn needs(context: &Context<'_>) -> Vec<Vec<Vec<u32>>> {
    let number = |one: &Endpoint| context.views.number(*one) as u32;
    let needs = |entry: EndpointEntry<'_>| -> Vec<Vec<u32>> {
        let links = if entry.record.is_in_use() { entry.links.depends_on } else { &[] };
        links.iter().map(|link| link.any_of.iter().map(number).collect()).collect()
    };
    context.estate.endpoints().map(|(_, entry)| needs(entry)).collect()
}

/// The systems in use that carry each capability or a part of it.
fn carried(context: &Context<'_>) -> Vec<BTreeSet<SystemIndex>> {
    let capabilities = &context.estate.capabilities;
    let mut carried = vec![BTreeSet::new(); capabilities.len()];
    for (system, entry) in context.estate.systems().filter(|(_, entry)| entry.record.is_in_use()) {
        for &capability in &entry.links.capabilities {
            // Circles of parts were cut when the estate was checked.
            let mut next = Some(capability);
            while let Some(index) = next {
                carried[index.at()].insert(system);
                next = capabilities[index.at()].links.part_of;
            }
        }
    }
    carried
}

/// Whose own components put `start` into its state.
fn root_of(start: usize, own: &[Rank], value: &[Rank], needs: &[Vec<Vec<u32>>]) -> usize {
    let wanted = value[start];
    let mut seen = BTreeSet::from([start]);
    let mut open = VecDeque::from([start]);
    while let Some(number) = open.pop_front() {
        if own[number] >= wanted {
            return number;
        }
        // Of alternatives that are all as bad, each leads to a root.
        let bad = needs[number].iter().filter(|any_of| best_of(value, any_of) >= Some(wanted));
        for &next in bad.flatten() {
            if value[next as usize] >= wanted && seen.insert(next as usize) {
                open.push_back(next as usize);
            }
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_alternatives_the_best_counts_and_of_needs_the_worst() {
        // methods §4: A 0.2 and one of {B 0.9, C 0.4} -> 0.4, in hundredths.
        let own = [0, 20, 90, 40];
        let needs = vec![vec![vec![1], vec![2, 3]], vec![], vec![], vec![]];
        assert_eq!(inherit(&own, &needs), [40, 20, 90, 40]);
    }

    #[test]
    fn a_circle_takes_the_worst_of_its_members() {
        let needs = vec![vec![vec![1]], vec![vec![2]], vec![vec![0]], vec![vec![0]]];
        assert_eq!(inherit(&[1, 5, 2, 0], &needs), [5, 5, 5, 5]);
    }

    #[test]
    fn a_circle_of_alternatives_lends_itself_nothing() {
        // 0 needs 1 or 2, and 1 needs 0: nothing in the circle is bad.
        let needs = vec![vec![vec![1, 2]], vec![vec![0]], vec![]];
        assert_eq!(inherit(&[0, 0, 9], &needs), [0, 0, 9]);
    }

    #[test]
    fn the_root_is_who_is_badly_off_itself() {
        let own = [0, 4, 4, 0].map(Rank);
        let needs = vec![vec![vec![3]], vec![], vec![], vec![vec![1, 2]]];
        let value = inherit(&own, &needs);
        assert_eq!(root_of(0, &own, &value, &needs), 1);
    }
}
