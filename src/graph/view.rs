//! The views that people can ask for by name, as plain nodes and edges.
//!
//! [`build`](super::build) makes petgraph graphs for the rules; this flattens
//! one of them, without what is not in use, so that measures and drawings
//! speak of the same nodes. Which views there are: methods §0.

use super::build::{DependencyReason, Exchange, Node, Route, Views};
use crate::check::estate::{Endpoint, Estate, InterfaceIndex, OrganisationIndex};

/// A view of the estate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewName {
    /// Who needs whom.
    Dependency,
    /// What is joined to what, leg by leg, people who carry data included.
    Integration,
    /// Flows from end to end.
    Route,
    /// How organisations are joined.
    Organisation,
}

impl ViewName {
    /// Every view.
    pub const ALL: [Self; 4] = [Self::Dependency, Self::Integration, Self::Route, Self::Organisation];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Dependency => "dependency",
            Self::Integration => "integration",
            Self::Route => "route",
            Self::Organisation => "organisation",
        }
    }

    /// How an edge u → v of it reads.
    pub fn edge_reads(self) -> &'static str {
        match self {
            Self::Dependency => "u needs v to work",
            Self::Integration => "u receives from v over one leg of an interface, or by hand",
            Self::Route => "data flows from u to v, end to end",
            Self::Organisation => "data flows from u to v, summed over interfaces",
        }
    }
}

/// What a node stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    /// A system or device fleet.
    Endpoint(Endpoint),
    /// A product at a version, in lower case.
    Product(Box<str>),
    /// An organisation.
    Organisation(OrganisationIndex),
}

/// Why an edge is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Link {
    /// It is declared in `depends_on`.
    Declared {
        /// Whether another could take its place.
        has_alternative: bool,
    },
    /// Data flows over this interface.
    Interface(InterfaceIndex),
    /// It is built on it.
    Component,
    /// It is reached from it: `runs`.
    Runs,
    /// Organisations exchange so much.
    Exchange(Exchange),
}

/// An edge between two nodes, by their places in the list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// u.
    pub from: u32,
    /// v.
    pub to: u32,
    /// Why.
    pub link: Link,
}

/// A view, flattened: what is in use, sorted by kind, organisation and id.
#[derive(Clone, Debug)]
pub struct View {
    /// Which one.
    pub name: ViewName,
    /// The nodes: systems, then devices, then products; or organisations.
    pub nodes: Vec<Stands>,
    /// The edges, repeats included, in the order of the inventory.
    pub edges: Vec<Edge>,
}

impl View {
    /// The ends of the edges.
    pub fn pairs(&self) -> Vec<(u32, u32)> {
        self.edges.iter().map(|edge| (edge.from, edge.to)).collect()
    }
}

/// Flattens a view. Linear.
pub fn view(estate: &Estate, views: &Views, name: ViewName) -> View {
    if name == ViewName::Organisation {
        return organisations(views);
    }
    let (nodes, number) = nodes_in_use(estate, views, name == ViewName::Dependency);
    let mut edges = Vec::new();
    match name {
        ViewName::Dependency => {
            for edge in views.dependency.raw_edges() {
                let link = match edge.weight {
                    DependencyReason::Declared { has_alternative, .. } => Link::Declared { has_alternative },
                    DependencyReason::Feed(interface) => Link::Interface(interface),
                    DependencyReason::Component => Link::Component,
                    DependencyReason::Runs => Link::Runs,
                };
                push(&mut edges, &number, [edge.source().index(), edge.target().index()], link);
            }
        }
        ViewName::Integration => {
            for route in &views.routes {
                let stops: Vec<usize> = stops(route).map(|stop| views.number(stop)).collect();
                for leg in stops.windows(2) {
                    push(&mut edges, &number, [leg[1], leg[0]], Link::Interface(route.interface));
                }
            }
        }
        ViewName::Route | ViewName::Organisation => {
            for route in &views.routes {
                let ends = [views.number(route.from), views.number(route.to)];
                push(&mut edges, &number, ends, Link::Interface(route.interface));
            }
        }
    }
    View { name, nodes, edges }
}

/// A flow's source, hubs and destination, in order.
pub fn stops(route: &Route) -> impl Iterator<Item = Endpoint> + '_ {
    let hubs = route.hubs.iter().map(|hub| Endpoint::System(*hub));
    std::iter::once(route.from).chain(hubs).chain(std::iter::once(route.to))
}

fn push(edges: &mut Vec<Edge>, number: &[Option<u32>], ends: [usize; 2], link: Link) {
    if let (Some(from), Some(to)) = (number[ends[0]], number[ends[1]]) {
        edges.push(Edge { from, to, link });
    }
}

/// The nodes in use, and the new number of each old one.
fn nodes_in_use(estate: &Estate, views: &Views, with_products: bool) -> (Vec<Stands>, Vec<Option<u32>>) {
    let mut nodes = Vec::new();
    let number = views
        .dependency
        .raw_nodes()
        .iter()
        .map(|node| {
            let stands = match &node.weight {
                Node::Endpoint(endpoint) if estate.is_in_use(*endpoint) => Stands::Endpoint(*endpoint),
                Node::Platform(name) if with_products => Stands::Product(name.clone()),
                _ => return None,
            };
            nodes.push(stands);
            Some(nodes.len() as u32 - 1)
        })
        .collect();
    (nodes, number)
}

fn organisations(views: &Views) -> View {
    let nodes = views.organisation.node_weights().map(|index| Stands::Organisation(*index)).collect();
    let edges = views
        .organisation
        .raw_edges()
        .iter()
        .map(|edge| Edge {
            from: edge.source().index() as u32,
            to: edge.target().index() as u32,
            link: Link::Exchange(edge.weight),
        })
        .collect();
    View { name: ViewName::Organisation, nodes, edges }
}
