//! Names of nodes and edges, alike in every format.

use std::collections::BTreeSet;

use crate::check::estate::{Endpoint, Estate, Subject};
use crate::graph::view::{Link, Stands, View};
use crate::model::vocabulary::SystemKind;

/// The id of each node: `organisation/id`; `product:NAME` for a product. A
/// device that shares its id with a system is `device:organisation/id`.
pub(super) fn ids(estate: &Estate, view: &View) -> Vec<String> {
    let mut taken = BTreeSet::new();
    view.nodes
        .iter()
        .map(|node| {
            let id = match node {
                Stands::Endpoint(endpoint) => estate.key((*endpoint).into()).to_string(),
                Stands::Product(name) => format!("product:{name}"),
                Stands::Organisation(index) => estate.key(Subject::Organisation(*index)).to_string(),
            };
            if taken.insert(id.clone()) { id } else { format!("device:{id}") }
        })
        .collect()
}

/// What people call a node.
pub(super) fn name(estate: &Estate, node: &Stands) -> String {
    match node {
        Stands::Endpoint(endpoint) => estate.name((*endpoint).into()),
        Stands::Product(name) => name.to_string(),
        Stands::Organisation(index) => estate.organisation_name(*index).to_owned(),
    }
}

/// What kind of thing a node is, in the words of the inventory.
pub(super) fn kind(estate: &Estate, node: &Stands) -> &'static str {
    match node {
        Stands::Endpoint(Endpoint::System(index)) => {
            let kind = estate.systems[index.at()].record.kind.get();
            kind.map_or("system", SystemKind::word)
        }
        Stands::Endpoint(Endpoint::Device(index)) => {
            estate.devices[index.at()].record.kind.get().map_or("device", |kind| kind.word())
        }
        Stands::Product(_) => "product",
        Stands::Organisation(_) => "organisation",
    }
}

/// Why an edge is there, in one word, with its interface if it is one.
pub(super) fn link(estate: &Estate, link: Link) -> (&'static str, Option<String>) {
    match link {
        Link::Declared { has_alternative: false } => ("depends-on", None),
        Link::Declared { has_alternative: true } => ("depends-on-any", None),
        Link::Interface(index) => ("interface", Some(estate.key(Subject::Interface(index)).to_string())),
        Link::Component => ("component", None),
        Link::Runs => ("runs", None),
        Link::Exchange(_) => ("exchange", None),
    }
}
