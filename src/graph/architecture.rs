//! Hidden structure: what kind of architecture the dependencies form, and the
//! part that each node plays in it.
//!
//! Source: Baldwin et al. (2014), "Hidden structure: using
//! network methods to map system architecture", Research Policy 43; for
//! application portfolios Lagerström et al. (2013, 2014). Method: methods §1.
//! Our additions: a graph without a cycle is hierarchical (under 25 nodes the
//! ratios misfire), and `CoreLike` is told apart from `Core`. Knows reach and
//! cycles, not what nodes stand for.

use std::cmp::Reverse;

use super::closure::ReachBits;
use super::cycle::Groups;

/// The kind of architecture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// No cycle, or the largest holds under 4% of the nodes.
    Hierarchical,
    /// The largest cyclic group is under 1.5 times the second.
    MultiCore,
    /// One dominant core of at most 6% of the nodes.
    BorderlineCorePeriphery,
    /// One dominant core of over 6% of the nodes.
    CorePeriphery,
}

impl Kind {
    /// Its name in the literature.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hierarchical => "hierarchical",
            Self::MultiCore => "multi-core",
            Self::BorderlineCorePeriphery => "borderline core-periphery",
            Self::CorePeriphery => "core-periphery",
        }
    }

    /// The view in which roles should be read.
    pub fn view(self) -> Yardstick {
        match self {
            Self::Hierarchical | Self::MultiCore => Yardstick::Median,
            Self::BorderlineCorePeriphery | Self::CorePeriphery => Yardstick::Core,
        }
    }
}

/// What roles are measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yardstick {
    /// The reach of the largest cyclic group.
    Core,
    /// The median reach of all nodes.
    Median,
}

impl Yardstick {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Median => "median",
        }
    }
}

/// The part of a node. Variants stand in the order of the matrix display.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Much needs it, it needs little.
    Shared,
    /// A member of the largest cyclic group (core view).
    Core,
    /// As visible as the core both ways, on no path to or from it (core view).
    CoreLike,
    /// At or above both medians (median view).
    Central,
    /// Below both pivots.
    Periphery,
    /// It needs much, little needs it.
    Control,
}

impl Role {
    /// One letter: `S`, `C`, `L`, `M`, `P`, `T`.
    pub fn letter(self) -> char {
        match self {
            Self::Shared => 'S',
            Self::Core => 'C',
            Self::CoreLike => 'L',
            Self::Central => 'M',
            Self::Periphery => 'P',
            Self::Control => 'T',
        }
    }
}

/// VFI and VFO at or above which a node counts as visible.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pivot {
    /// Of fan-in, in nodes.
    pub into: f64,
    /// Of fan-out, in nodes.
    pub out: f64,
}

/// Roles measured against one pivot.
#[derive(Clone, Debug, PartialEq)]
pub struct Roles {
    /// What they were measured against.
    pub pivot: Pivot,
    /// The role of each node.
    pub of: Vec<Role>,
}

impl Roles {
    /// How many nodes have this role.
    pub fn count(&self, role: Role) -> usize {
        self.of.iter().filter(|&&other| other == role).count()
    }

    /// The share of nodes that are not periphery, 0 to 1; 0 without nodes.
    /// The literature's flow-through is that of the core view.
    pub fn flow_through(&self) -> f64 {
        let inside = self.of.len() - self.count(Role::Periphery);
        if self.of.is_empty() { 0.0 } else { inside as f64 / self.of.len() as f64 }
    }
}

/// The structure of a graph.
#[derive(Clone, Debug, PartialEq)]
pub struct Architecture {
    /// Its kind, which names the view to read.
    pub kind: Kind,
    /// Roles against the largest cyclic group; absent without a cycle.
    pub core: Option<Roles>,
    /// Roles against the medians.
    pub median: Roles,
}

impl Architecture {
    /// The roles in the view that fits the kind.
    pub fn roles(&self) -> &Roles {
        match (self.kind.view(), &self.core) {
            (Yardstick::Core, Some(core)) => core,
            _ => &self.median,
        }
    }
}

/// Classifies a graph from its cycles and reach. O(n log n).
pub fn architecture(groups: &Groups, reach: &ReachBits) -> Architecture {
    let largest = groups.cyclic().first().copied();
    Architecture {
        kind: kind(reach.out.len(), groups),
        core: largest.map(|group| core_view(groups, group, reach)),
        median: median_view(reach),
    }
}

/// The order in which to draw the nodes of a visibility matrix: shared, core
/// (then core-like or central), periphery, control; inside each by VFI
/// descending, VFO ascending, then cyclic groups together. O(n log n).
pub fn matrix_order(roles: &Roles, groups: &Groups, reach: &ReachBits) -> Vec<u32> {
    let mut order: Vec<u32> = (0..roles.of.len() as u32).collect();
    order.sort_by_key(|&node| {
        let at = node as usize;
        let first = groups.members(groups.of(node))[0];
        (roles.of[at], Reverse(reach.into[at]), reach.out[at], first, node)
    });
    order
}

/// The kind. Ratios are compared as whole numbers.
fn kind(nodes: usize, groups: &Groups) -> Kind {
    let (first, second) = groups.two_largest();
    let (nodes, first, second) = (nodes as u64, u64::from(first), u64::from(second));
    if first <= 1 || 100 * first < 4 * nodes {
        Kind::Hierarchical
    } else if 2 * first < 3 * second {
        Kind::MultiCore
    } else if 100 * first <= 6 * nodes {
        Kind::BorderlineCorePeriphery
    } else {
        Kind::CorePeriphery
    }
}

fn core_view(groups: &Groups, largest: u32, reach: &ReachBits) -> Roles {
    let member = groups.members(largest)[0] as usize;
    let pivot = Pivot { into: f64::from(reach.into[member]), out: f64::from(reach.out[member]) };
    measured(reach, pivot, |node| if groups.of(node) == largest { Role::Core } else { Role::CoreLike })
}

fn median_view(reach: &ReachBits) -> Roles {
    let pivot = Pivot { into: median(&reach.into), out: median(&reach.out) };
    measured(reach, pivot, |_| Role::Central)
}

fn measured(reach: &ReachBits, pivot: Pivot, above_both: impl Fn(u32) -> Role) -> Roles {
    let of = (0u32..)
        .zip(reach.into.iter().zip(&reach.out))
        .map(|(node, (&into, &out))| match (f64::from(into) >= pivot.into, f64::from(out) >= pivot.out) {
            (true, true) => above_both(node),
            (true, false) => Role::Shared,
            (false, true) => Role::Control,
            (false, false) => Role::Periphery,
        })
        .collect();
    Roles { pivot, of }
}

/// The median; of an even number the mean of the middle two; 0 of none.
fn median(values: &[u32]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let half = sorted.len() / 2;
    match sorted.len() {
        0 => 0.0,
        count if count % 2 == 1 => f64::from(sorted[half]),
        _ => f64::midpoint(f64::from(sorted[half - 1]), f64::from(sorted[half])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::adjacency::Adjacency;
    use crate::graph::sample::{self, near};
    use crate::graph::{closure, cycle};

    fn of(graph: &Adjacency) -> (Groups, ReachBits, Architecture) {
        let groups = cycle::groups(graph);
        let reach = closure::reach(graph, &groups);
        let architecture = architecture(&groups, &reach);
        (groups, reach, architecture)
    }

    fn letters(roles: &Roles) -> String {
        roles.of.iter().map(|role| role.letter()).collect()
    }

    /// Rings of these sizes beside single nodes.
    fn rings(sizes: &[u32], nodes: usize) -> Adjacency {
        let mut edges = Vec::new();
        let mut first = 0;
        for &size in sizes {
            edges.extend((0..size).map(|at| (first + at, first + (at + 1) % size)));
            first += size;
        }
        Adjacency::directed(nodes, &edges)
    }

    #[test]
    fn hand_10_has_core_control_shared_and_periphery() {
        let (_, _, found) = of(&sample::hand_10());
        assert_eq!(found.kind, Kind::CorePeriphery);
        let core = found.core.as_ref().expect("there is a cycle");
        assert_eq!(letters(core), "TTCCCCSSPP");
        assert_eq!(core.pivot, Pivot { into: 6.0, out: 6.0 });
        assert!(near(core.flow_through(), 0.8));
        assert_eq!(letters(&found.median), "TTMMMMSSPP");
        assert_eq!(found.roles(), core);
    }

    #[test]
    fn a_chain_beside_the_core_may_look_like_it() {
        // Cycle 3·3 pairs, chain 5+4+3+2+1 = 15: 24 of 64. Node 5 is x3,
        // reached by 3 and reaching 3, as every member of the cycle.
        let (_, reach, found) = of(&sample::core_like());
        assert!(near(reach.propagation_cost(), 0.375));
        assert_eq!((reach.into[5], reach.out[5]), (3, 3));
        assert_eq!(letters(&found.core.expect("there is a cycle")), "CCCTTLSS");
    }

    #[test]
    fn kinds_change_exactly_at_their_limits() {
        let kind_of = |sizes: &[u32], nodes| of(&rings(sizes, nodes)).2.kind;
        assert_eq!(kind_of(&[], 10), Kind::Hierarchical);
        assert_eq!(kind_of(&[3], 76), Kind::Hierarchical); // 3.9%
        assert_eq!(kind_of(&[4], 100), Kind::BorderlineCorePeriphery); // 4% is not below 4%
        assert_eq!(kind_of(&[6], 100), Kind::BorderlineCorePeriphery); // 6% is still borderline
        assert_eq!(kind_of(&[7], 100), Kind::CorePeriphery);
        assert_eq!(kind_of(&[8, 6], 100), Kind::MultiCore); // 1.33 times
        assert_eq!(kind_of(&[9, 6], 100), Kind::CorePeriphery); // 1.5 times is not below
    }

    #[test]
    fn without_a_cycle_only_the_median_view_exists() {
        let (_, _, found) = of(&Adjacency::directed(3, &[(0, 1), (1, 2)]));
        assert_eq!(found.core, None);
        // VFI 1, 2, 3 and VFO 3, 2, 1; medians 2 and 2.
        assert_eq!(letters(found.roles()), "TMS");
        assert!(near(of(&Adjacency::directed(0, &[])).2.median.flow_through(), 0.0));
    }

    #[test]
    fn matrix_starts_with_shared_and_ends_with_control() {
        let (groups, reach, found) = of(&sample::hand_10());
        // Shared by VFI 8 then 7; core; periphery P2 (VFO 1) before P1 (2).
        assert_eq!(matrix_order(found.roles(), &groups, &reach), [7, 6, 2, 3, 4, 5, 9, 8, 0, 1]);
    }

    #[test]
    fn equal_groups_pivot_on_the_one_with_the_first_member() {
        let (_, _, found) = of(&Adjacency::directed(6, &[(0, 2), (2, 0), (1, 3), (3, 1), (4, 0), (5, 0)]));
        assert_eq!(letters(&found.core.expect("there is a cycle")), "CTCTTT");
    }
}
