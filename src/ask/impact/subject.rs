//! What is asked about: from the text on the command line to what fails.

use std::collections::BTreeSet;

use crate::check::estate::{DeviceIndex, Endpoint, Estate, InterfaceIndex, SiteIndex, Subject};
use crate::graph::build::{Node, Views};
use crate::model::vocabulary::Hosting;
use crate::text;

/// What was asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A system or a device fleet.
    Endpoint(Endpoint),
    /// One interface.
    Interface(InterfaceIndex),
    /// A product, at one version or at any: as written, in lower case.
    Product(String),
    /// A site.
    Site(SiteIndex),
    /// A supplier, as written.
    Supplier(String),
}

/// What fails at hour 0.
#[derive(Clone, Debug)]
pub struct FailedSubject {
    /// What was asked about.
    pub what: What,
    /// Systems and device fleets that fail with it, sorted.
    pub endpoints: Vec<Endpoint>,
    /// Interfaces that fail with it.
    pub interfaces: Vec<InterfaceIndex>,
    /// What it serves and what runs on without it, sorted.
    pub run_on: Vec<Endpoint>,
}

/// Nothing of that name, and what comes near.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownSubject {
    /// The nearest names, best first.
    pub nearest: Vec<String>,
    /// Whether several things bear the name; the nearest then say which.
    pub is_ambiguous: bool,
}

/// Finds what a text means: an id with or without its organisation, a product,
/// a supplier; `system:`, `device:`, `interface:`, `site:`, `product:` or
/// `supplier:` before it settles the kind.
///
/// # Errors
///
/// With the nearest names, if it means nothing or several things.
pub fn ask(estate: &Estate, views: &Views, typed: &str) -> Result<FailedSubject, UnknownSubject> {
    let (kind, wanted) = match typed.split_once(':') {
        Some((kind, rest)) if KINDS.contains(&kind) => (Some(kind), rest),
        _ => (None, typed),
    };
    let wanted = wanted.trim();
    let mut found: Vec<(String, What)> = Vec::new();
    let mut known: Vec<String> = Vec::new();
    for (name, spoken, what) in candidates(estate, views) {
        if kind.is_some_and(|kind| kind != kind_of(&what)) {
            continue;
        }
        let bare = name.rsplit('/').next().unwrap_or(&name);
        if name == wanted || bare == wanted || is_same(&spoken, wanted) {
            found.push((name.clone(), what));
        }
        known.push(name);
    }
    // The full id, or the one kind that people mean first, settles it.
    found.sort_by_key(|(name, what)| (name != wanted, KINDS.iter().position(|kind| *kind == kind_of(what))));
    match found.as_slice() {
        [] => Err(UnknownSubject { nearest: nearest(wanted, &known), is_ambiguous: false }),
        [(_, only)] => Ok(asked(estate, views, only.clone())),
        [(first, what), (second, _), ..] if first == wanted && second != wanted => {
            Ok(asked(estate, views, what.clone()))
        }
        several => Err(UnknownSubject {
            nearest: several.iter().map(|(name, what)| format!("{}:{name}", kind_of(what))).collect(),
            is_ambiguous: true,
        }),
    }
}

const KINDS: [&str; 6] = ["system", "device", "interface", "site", "product", "supplier"];

fn kind_of(what: &What) -> &'static str {
    match what {
        What::Endpoint(endpoint) => Subject::from(*endpoint).noun(),
        What::Interface(_) => "interface",
        What::Product(_) => "product",
        What::Site(_) => "site",
        What::Supplier(_) => "supplier",
    }
}

fn is_same(spoken: &str, wanted: &str) -> bool {
    spoken.to_lowercase() == wanted.to_lowercase() || text::to_kebab_case(spoken) == wanted
}

fn nearest(wanted: &str, known: &[String]) -> Vec<String> {
    let names = text::nearest(wanted, known.iter().map(String::as_str), 3);
    if !names.is_empty() {
        return names.into_iter().map(str::to_owned).collect();
    }
    // People leave the organisation out: compare with the last part too.
    let bare = |name: &str| name.rsplit('/').next().unwrap_or(name).to_owned();
    let short: Vec<String> = known.iter().map(|name| bare(name)).collect();
    let close = text::nearest(wanted, short.iter().map(String::as_str), 3);
    known.iter().filter(|name| close.contains(&bare(name).as_str())).take(3).cloned().collect()
}

/// Everything that can be asked about: its name, what people call it, and it.
fn candidates(estate: &Estate, views: &Views) -> Vec<(String, String, What)> {
    let key = |subject: Subject| (estate.key(subject).to_string(), estate.name(subject));
    let mut all = Vec::new();
    let mut add = |(name, spoken): (String, String), what: What| all.push((name, spoken, what));
    for (endpoint, _) in estate.endpoints_in_use() {
        add(key(endpoint.into()), What::Endpoint(endpoint));
    }
    for (index, _) in estate.interfaces().filter(|(_, entry)| entry.record.is_in_use()) {
        add(key(Subject::Interface(index)), What::Interface(index));
    }
    for index in (0..estate.sites.len() as u32).map(SiteIndex) {
        add(key(Subject::Site(index)), What::Site(index));
    }
    for name in products(views) {
        add((name.clone(), name.clone()), What::Product(name));
    }
    for name in suppliers(estate) {
        add((name.clone(), name.clone()), What::Supplier(name));
    }
    all
}

/// Products at each version and at any, in lower case.
fn products(views: &Views) -> BTreeSet<String> {
    let platforms = views.dependency.node_weights().filter_map(|node| match node {
        Node::Platform(name) => Some(name),
        Node::Endpoint(_) => None,
    });
    let mut names = BTreeSet::new();
    for name in platforms {
        names.insert(name.to_string());
        // "oracle database 11.2.0.4" is asked for as "oracle database" too.
        if let Some((product, version)) = name.rsplit_once(' ')
            && version.starts_with(|c: char| c.is_ascii_digit())
        {
            names.insert(product.to_owned());
        }
    }
    names
}

fn suppliers(estate: &Estate) -> BTreeSet<String> {
    estate
        .endpoints_in_use()
        .map(|(endpoint, _)| endpoint)
        .filter_map(|endpoint| supplier_of(estate, endpoint))
        .map(str::to_owned)
        .collect()
}

/// Who supplies something: of a system as its contract says, else its vendor;
/// of a device its manufacturer.
pub fn supplier_of(estate: &Estate, endpoint: Endpoint) -> Option<&str> {
    let name = match endpoint {
        Endpoint::System(index) => {
            let record = &estate.systems[index.at()].record;
            record.contract.then(|contract| &contract.supplier).or(record.vendor.known())
        }
        Endpoint::Device(index) => estate.devices[index.at()].record.manufacturer.known(),
    };
    name.map(|name| name.as_str())
}

fn asked(estate: &Estate, views: &Views, what: What) -> FailedSubject {
    let mut asked = FailedSubject { what, endpoints: Vec::new(), interfaces: Vec::new(), run_on: Vec::new() };
    match &asked.what {
        What::Endpoint(endpoint) => asked.endpoints.push(*endpoint),
        What::Interface(index) => asked.interfaces.push(*index),
        What::Product(name) => asked.endpoints = built_on(views, name),
        What::Site(site) => {
            let (fails, runs_on) = at_site(estate, *site);
            (asked.endpoints, asked.run_on) = (fails, runs_on);
        }
        What::Supplier(name) => {
            let served = estate
                .endpoints_in_use()
                .map(|(endpoint, _)| endpoint)
                .filter(|endpoint| supplier_of(estate, *endpoint) == Some(name.as_str()));
            (asked.endpoints, asked.run_on) = served.partition(|endpoint| estate.is_run_by_others(*endpoint));
        }
    }
    asked
}

fn built_on(views: &Views, name: &str) -> Vec<Endpoint> {
    let is_it = |platform: &str| {
        let versioned = platform.strip_prefix(name).and_then(|rest| rest.strip_prefix(' '));
        platform == name
            || versioned.is_some_and(|version| {
                version.starts_with(|c: char| c.is_ascii_digit()) && !version.contains(' ')
            })
    };
    let mut found = BTreeSet::new();
    for edge in views.dependency.raw_edges() {
        if let Some(Node::Platform(platform)) = views.dependency.node_weight(edge.target())
            && is_it(platform)
            && let Some(endpoint) = views.endpoint(edge.source().index())
        {
            found.insert(endpoint);
        }
    }
    found.into_iter().collect()
}

/// What fails with a site: its devices, and systems that run on the premises
/// and are used there alone. Other systems that are used there run on.
fn at_site(estate: &Estate, site: SiteIndex) -> (Vec<Endpoint>, Vec<Endpoint>) {
    let mut fails = Vec::new();
    let mut runs_on = Vec::new();
    for (index, entry) in estate.systems().filter(|(_, entry)| entry.record.is_in_use()) {
        if !entry.links.sites.contains(&site) {
            continue;
        }
        let is_there =
            entry.record.hosting.get() == Some(Hosting::OnPremises) && entry.links.sites.len() == 1;
        if is_there {
            fails.push(Endpoint::System(index));
        } else {
            runs_on.push(Endpoint::System(index));
        }
    }
    let devices = (0..estate.devices.len() as u32).map(DeviceIndex).filter(|index| {
        let entry = &estate.devices[index.at()];
        entry.record.is_in_use() && entry.links.site == Some(site)
    });
    fails.extend(devices.map(Endpoint::Device));
    (fails, runs_on)
}
