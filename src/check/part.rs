//! What the files hold, in one piece: each list sorted by owner and id, every
//! id once, and which organisations there are.

use rustc_hash::FxHashMap;

use super::estate::OrganisationIndex;
use super::reference::Resolver;
use crate::diagnostic::{Code, Diagnostic, LabelPlace};
use crate::load::{LoadedFile, UNNAMED};
use crate::model::{
    Capability, DataEntity, Device, Fact, Id, Interface, Journey, Lifecycle, Organisation, Site, System, Team,
};
use crate::source::{FileId, List, Origin, Place};

/// A record that knows its id.
pub(super) trait Named {
    fn id(&self) -> &Id;
}

macro_rules! named {
    ($($record:ty),*) => { $(impl Named for $record { fn id(&self) -> &Id { &self.id } })* };
}

named!(Organisation, Site, Team, Capability, DataEntity, System, Device, Interface, Journey);

impl Named for Lifecycle {
    fn id(&self) -> &Id {
        &self.product
    }
}

/// A record with its owner's name and place.
pub(super) struct Found<R> {
    pub(super) owner: Box<str>,
    pub(super) origin: Origin,
    pub(super) record: R,
}

/// The lists of all files, each in one piece.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) organisations: Vec<Found<Organisation>>,
    pub(super) sites: Vec<Found<Site>>,
    pub(super) teams: Vec<Found<Team>>,
    pub(super) capabilities: Vec<Found<Capability>>,
    pub(super) data_entities: Vec<Found<DataEntity>>,
    pub(super) systems: Vec<Found<System>>,
    pub(super) devices: Vec<Found<Device>>,
    pub(super) interfaces: Vec<Found<Interface>>,
    pub(super) journeys: Vec<Found<Journey>>,
    pub(super) lifecycles: Vec<Found<Lifecycle>>,
    pub(super) broken: Vec<(Box<str>, List, Id)>,
    owners: std::collections::BTreeMap<Box<str>, FileId>,
}

impl Parts {
    pub(super) fn collect(files: Vec<LoadedFile>) -> Self {
        let mut parts = Self::default();
        for mut file in files {
            let inventory = std::mem::take(&mut file.inventory);
            let owner: Box<str> = file.owner.key().into();
            let mut owns = false;
            macro_rules! take {
                ($($field:ident: $list:expr),*) => { $(
                    owns |= !inventory.$field.is_empty() && !matches!($list, List::Organisations | List::Lifecycles);
                    parts.$field.extend(inventory.$field.into_iter().enumerate().map(|(index, record)| Found {
                        owner: owner.clone(),
                        origin: file.origin($list, index),
                        record,
                    }));
                )* };
            }
            take!(
                organisations: List::Organisations, sites: List::Sites, teams: List::Teams,
                capabilities: List::Capabilities, data_entities: List::DataEntities,
                systems: List::Systems, devices: List::Devices, interfaces: List::Interfaces,
                journeys: List::Journeys, lifecycles: List::Lifecycles
            );
            if owns || !file.broken.is_empty() {
                parts.owners.entry(owner.clone()).or_insert(file.file);
            }
            parts.broken.extend(file.broken.into_iter().map(|(list, id)| (owner.clone(), list, id)));
        }
        parts
    }

    /// Settles which organisations there are: those declared, and those that
    /// files name as their owner.
    pub(super) fn organisations(&mut self, allow_dangling: bool) -> Resolver {
        let mut diagnostics = Vec::new();
        sort_and_deduplicate(&mut self.organisations, false, &mut diagnostics);
        for (owner, file) in &self.owners {
            let declared = self.organisations.iter().any(|found| found.record.id.as_str() == &**owner);
            if let (false, Ok(id)) = (declared, Id::parse(owner)) {
                let origin = Origin { file: *file, list: List::Organisations, index: 0 };
                self.organisations.push(Found { owner: owner.clone(), origin, record: undeclared(id) });
            }
        }
        self.organisations.sort_by(|a, b| a.record.id.cmp(&b.record.id));
        let ids: Vec<Box<str>> =
            self.organisations.iter().map(|found| found.record.id.as_str().into()).collect();
        let organisations: FxHashMap<Box<str>, OrganisationIndex> =
            ids.iter().enumerate().map(|(index, id)| (id.clone(), OrganisationIndex(index as u32))).collect();
        let broken: Vec<&str> = self
            .broken
            .iter()
            .filter(|(_, list, _)| *list == List::Organisations)
            .map(|(_, _, id)| id.as_str())
            .collect();
        let parents = parents(&self.organisations, &organisations, &broken, &mut diagnostics);
        Resolver { organisations, organisation_ids: ids, parents, allow_dangling, diagnostics }
    }
}

fn undeclared(id: Id) -> Organisation {
    let name = if id.as_str() == UNNAMED { "Unnamed organisation" } else { id.as_str() };
    Organisation {
        name: name.into(),
        id,
        ods_code: Fact::Unknown,
        part_of: Fact::Unknown,
        staff: Fact::Unknown,
        hourly_staff_cost: Fact::Unknown,
        annual_budget: Fact::Unknown,
        referrals: Vec::new(),
        source: Fact::Unknown,
        verified: Fact::Unknown,
        extra: std::collections::BTreeMap::new(),
    }
}

fn parents(
    found: &[Found<Organisation>],
    by_id: &FxHashMap<Box<str>, OrganisationIndex>,
    broken: &[&str],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<OrganisationIndex>> {
    let mut parents: Vec<Option<OrganisationIndex>> = Vec::with_capacity(found.len());
    for entry in found {
        let part_of = entry.record.part_of.known();
        let parent = part_of.and_then(|id| by_id.get(id.as_str()).copied());
        if let (Some(id), None) = (part_of, parent)
            && !broken.contains(&id.as_str())
        {
            let nearest =
                crate::text::nearest(id.as_str(), found.iter().map(|entry| entry.record.id.as_str()), 3);
            diagnostics.push(
                Diagnostic::new(Code::DanglingReference, format!("no organisation is called `{id}`"))
                    .at(LabelPlace::Value(entry.origin.field("part_of")), "leads to nothing")
                    .suggest(&nearest),
            );
        }
        parents.push(parent);
    }
    let origins: Vec<Place> = found.iter().map(|entry| entry.origin.field("part_of")).collect();
    let names: Vec<&str> = found.iter().map(|entry| entry.record.id.as_str()).collect();
    break_circles(&mut parents, |index| index.at(), &origins, &names, diagnostics);
    parents
}

/// Reports each circle of `part_of` once and cuts it, so that walking upwards
/// ends. Linear.
pub(super) fn break_circles<I: Copy>(
    parents: &mut [Option<I>],
    at: impl Fn(I) -> usize,
    places: &[Place],
    names: &[&str],
    diagnostics: &mut Vec<Diagnostic>,
) {
    // 0 unseen, otherwise the number of the walk that saw it.
    let mut seen = vec![0_usize; parents.len()];
    for start in 0..parents.len() {
        let (mut current, walk) = (start, start + 1);
        while seen[current] == 0 {
            seen[current] = walk;
            let Some(parent) = parents[current] else { break };
            let parent = at(parent);
            if seen[parent] == walk {
                let (code, message) = if parent == current {
                    (Code::SelfReference, format!("`{}` is part of itself", names[current]))
                } else {
                    (Code::PartOfCycle, format!("`{}` is part of itself, by way of others", names[parent]))
                };
                diagnostics.push(
                    Diagnostic::new(code, message)
                        .at(LabelPlace::Value(places[current].clone()), "closes the circle")
                        .help("remove one `part_of` of the circle"),
                );
                parents[current] = None;
                break;
            }
            current = parent;
        }
    }
}

/// Sorts by owner and id, and drops every later entity of the same id with a
/// diagnostic that shows both places.
pub(super) fn sort_and_deduplicate<R: Named>(
    list: &mut Vec<Found<R>>,
    by_owner: bool,
    diagnostics: &mut Vec<Diagnostic>,
) {
    list.sort_by(|a, b| {
        let owners = if by_owner { a.owner.cmp(&b.owner) } else { std::cmp::Ordering::Equal };
        owners.then_with(|| a.record.id().cmp(b.record.id())).then_with(|| a.origin.cmp(&b.origin))
    });
    let mut kept: Vec<Found<R>> = Vec::with_capacity(list.len());
    for found in list.drain(..) {
        match kept.last() {
            Some(first)
                if first.record.id() == found.record.id() && (!by_owner || first.owner == found.owner) =>
            {
                diagnostics.push(duplicate(first.origin, found.origin, found.record.id()));
            }
            _ => kept.push(found),
        }
    }
    *list = kept;
}

fn duplicate(first: Origin, second: Origin, id: &Id) -> Diagnostic {
    let field = if second.list == List::Lifecycles { "product" } else { "id" };
    Diagnostic::new(Code::DuplicateId, format!("the {} `{id}` is declared twice", second.list.noun()))
        .at(LabelPlace::Value(second.field(field)), "declared again here")
        .at(LabelPlace::Value(first.field(field)), "first declared here")
        .help("give one of them another id, or join the two")
}
