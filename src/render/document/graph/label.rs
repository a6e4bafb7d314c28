//! Names of nodes and edges, alike in every format.

use std::collections::BTreeSet;

use crate::check::estate::{Endpoint, Estate, Subject};
use crate::graph::view::{Link, Stands, View};
use crate::model::vocabulary::SystemKind;
use crate::text::visible;

/// The id of each node: `organisation/id`; `product:NAME` for a product. A
/// device that shares its id with a system is `device:organisation/id`. Names
/// are made visible before they are told apart, as every format shows them so;
/// of products that then read alike, each but the first has a number.
pub(super) fn ids(estate: &Estate, view: &View) -> Vec<String> {
    let own = view.nodes.iter().map(|node| match node {
        Stands::Endpoint(endpoint) => (estate.key((*endpoint).into()).to_string(), "device:"),
        Stands::Product(name) => (format!("product:{}", visible(name)), ""),
        Stands::Organisation(index) => {
            (estate.key(Subject::Organisation(*index)).to_string(), "organisation:")
        }
    });
    apart(own)
}

/// Each id, told apart from those before it: by its kind, if it has one, then
/// by a number.
fn apart(ids: impl Iterator<Item = (String, &'static str)>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    ids.map(|(id, kind)| {
        let mut own = id.clone();
        let mut number = 1;
        while !taken.insert(own.clone()) {
            if number == 1 && !kind.is_empty() {
                own = format!("{kind}{id}");
            } else {
                own = format!("{kind}{id} ({})", number + usize::from(kind.is_empty()));
            }
            number += 1;
        }
        own
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_read_alike_are_told_apart() {
        let ids = [
            ("product:X Y", ""),
            ("product:X Y", ""),
            ("product:X Y", ""),
            ("a/x", "device:"),
            ("a/x", "device:"),
        ];
        let ids = ids.into_iter().map(|(id, kind)| (id.to_owned(), kind));
        let expected = ["product:X Y", "product:X Y (2)", "product:X Y (3)", "a/x", "device:a/x"];
        assert_eq!(apart(ids), expected);
    }
}
