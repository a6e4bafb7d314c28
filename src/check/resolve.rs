//! From files to the estate: owners, ids and references.
//!
//! Duplicates and references to nothing are diagnosed at the exact value; the
//! estate holds what remains. Time is linear in the size of the inventory,
//! plus sorting.

use rustc_hash::FxHashMap;

use super::estate::{
    CapabilityIndex, CapabilityLinks, DataEntityIndex, DataLink, DependencyLink, DeviceIndex, DeviceLinks,
    Endpoint, Entry, Estate, InterfaceLinks, JourneyLinks, OptionEntry, OptionIndex, OrganisationIndex,
    OrganisationLinks, SiteIndex, StepLinks, SystemIndex, SystemLinks, TeamIndex,
};
use super::reference::{Made, Resolver, Scope, Table};
use crate::diagnostic::{Code, Diagnostic, Level, Spot};
use crate::load::LoadedFile;
use crate::model::system::Owner;
use crate::model::{
    Capability, DataEntity, Dependency, Device, Fact, Id, Interface, Journey, Lifecycle, ModernisationOption,
    Organisation, Reference, Site, System, Team,
};
use crate::source::{FileId, List, Origin, Place};

/// The id of the organisation of files that name none.
pub const UNNAMED: &str = "unnamed";

/// An estate, and what is to be said about its references.
#[derive(Debug)]
pub struct Resolved {
    /// The estate; sound only if no diagnostic is an error.
    pub estate: Estate,
    /// Duplicates, references to nothing, circles.
    pub diagnostics: Vec<Diagnostic>,
}

/// Builds the estate from what the files hold.
///
/// With `allow_dangling`, a reference to nothing makes a placeholder, which
/// is marked as such; without, it is an error.
pub fn resolve(files: Vec<LoadedFile>, allow_dangling: bool) -> Resolved {
    let mut parts = Parts::collect(files);
    let resolver = parts.organisations(allow_dangling);
    let mut build = Build {
        sites: Table::new(List::Sites, Scope::Own),
        teams: Table::new(List::Teams, Scope::Inherited),
        capabilities: Table::new(List::Capabilities, Scope::Inherited),
        data_entities: Table::new(List::DataEntities, Scope::Inherited),
        systems: Table::new(List::Systems, Scope::Own),
        devices: Table::new(List::Devices, Scope::Own),
        options: FxHashMap::default(),
        resolver,
    };
    let estate = build.estate(parts);
    Resolved { estate, diagnostics: build.resolver.diagnostics }
}

/// A record that knows its id.
trait Named {
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
struct Found<R> {
    owner: Box<str>,
    origin: Origin,
    record: R,
}

/// The lists of all files, each in one piece.
#[derive(Default)]
struct Parts {
    organisations: Vec<Found<Organisation>>,
    sites: Vec<Found<Site>>,
    teams: Vec<Found<Team>>,
    capabilities: Vec<Found<Capability>>,
    data_entities: Vec<Found<DataEntity>>,
    systems: Vec<Found<System>>,
    devices: Vec<Found<Device>>,
    interfaces: Vec<Found<Interface>>,
    journeys: Vec<Found<Journey>>,
    lifecycles: Vec<Found<Lifecycle>>,
    broken: Vec<(Box<str>, List, Id)>,
    owners: std::collections::BTreeMap<Box<str>, FileId>,
}

impl Parts {
    fn collect(files: Vec<LoadedFile>) -> Self {
        let mut parts = Self::default();
        for mut file in files {
            let inventory = std::mem::take(&mut file.inventory);
            let owner: Box<str> = inventory.organisation.known().map_or(UNNAMED, Id::as_str).into();
            let mut owns = false;
            macro_rules! take {
                ($($field:ident: $list:expr),*) => { $(
                    owns |= !inventory.$field.is_empty() && $list != List::Organisations;
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
    fn organisations(&mut self, allow_dangling: bool) -> Resolver {
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
            let nearest = crate::text::nearest(id.as_str(), by_id.keys().map(AsRef::as_ref), 3);
            diagnostics.push(
                Diagnostic::new(Code::DanglingReference, format!("no organisation is called `{id}`"))
                    .at(Spot::Value(entry.origin.field("part_of")), "leads to nothing")
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
fn break_circles<I: Copy>(
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
                        .at(Spot::Value(places[current].clone()), "closes the circle")
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
fn sort_and_deduplicate<R: Named>(
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
        .at(Spot::Value(second.field(field)), "declared again here")
        .at(Spot::Value(first.field(field)), "first declared here")
        .help("give one of them another id, or join the two")
}

/// The tables while the estate is built.
struct Build {
    sites: Table,
    teams: Table,
    capabilities: Table,
    data_entities: Table,
    systems: Table,
    devices: Table,
    options: FxHashMap<(OrganisationIndex, Box<str>), OptionIndex>,
    resolver: Resolver,
}

impl Build {
    fn estate(&mut self, mut parts: Parts) -> Estate {
        self.index_all(&mut parts);
        let organisations = self.organisation_entries(parts.organisations);
        let capabilities = self.capability_entries(parts.capabilities);
        let mut estate = Estate {
            organisations,
            capabilities,
            systems: self.system_entries(parts.systems),
            devices: self.device_entries(parts.devices),
            ..Estate::default()
        };
        self.collect_options(&mut estate);
        estate.interfaces = self.interface_entries(parts.interfaces);
        estate.journeys = self.journey_entries(parts.journeys);
        estate.sites = self.plain(parts.sites);
        estate.teams = self.plain(parts.teams);
        estate.data_entities = self.plain(parts.data_entities);
        estate.lifecycles = self.plain(parts.lifecycles);
        self.add_made(&mut estate);
        estate
    }

    fn index_all(&mut self, parts: &mut Parts) {
        let resolver = &mut self.resolver;
        macro_rules! index {
            ($($field:ident),*) => { $(
                sort_and_deduplicate(&mut parts.$field, true, &mut resolver.diagnostics);
                for (index, found) in parts.$field.iter().enumerate() {
                    let owner = owner_of(&resolver.organisations, &found.owner);
                    self.$field.insert(owner, found.record.id().as_str(), index as u32);
                }
            )* };
        }
        index!(sites, teams, capabilities, data_entities, systems, devices);
        sort_and_deduplicate(&mut parts.interfaces, true, &mut resolver.diagnostics);
        sort_and_deduplicate(&mut parts.journeys, true, &mut resolver.diagnostics);
        sort_and_deduplicate(&mut parts.lifecycles, true, &mut resolver.diagnostics);
        for (owner, list, id) in &parts.broken {
            let owner = owner_of(&resolver.organisations, owner);
            let table = match list {
                List::Sites => &mut self.sites,
                List::Teams => &mut self.teams,
                List::Capabilities => &mut self.capabilities,
                List::DataEntities => &mut self.data_entities,
                List::Systems => &mut self.systems,
                List::Devices => &mut self.devices,
                _ => continue,
            };
            table.mark_broken(owner, id.as_str());
        }
    }

    fn plain<R>(&self, found: Vec<Found<R>>) -> Vec<Entry<R>> {
        found.into_iter().map(|found| self.entry(found, ())).collect()
    }

    fn entry<R, L>(&self, found: Found<R>, links: L) -> Entry<R, L> {
        Entry {
            organisation: owner_of(&self.resolver.organisations, &found.owner),
            origin: found.origin,
            is_placeholder: false,
            record: found.record,
            links,
        }
    }

    fn organisation_entries(
        &self,
        found: Vec<Found<Organisation>>,
    ) -> Vec<Entry<Organisation, OrganisationLinks>> {
        found
            .into_iter()
            .enumerate()
            .map(|(index, found)| Entry {
                organisation: OrganisationIndex(index as u32),
                origin: found.origin,
                is_placeholder: false,
                record: found.record,
                links: OrganisationLinks { part_of: self.resolver.parents[index] },
            })
            .collect()
    }

    fn capability_entries(
        &mut self,
        found: Vec<Found<Capability>>,
    ) -> Vec<Entry<Capability, CapabilityLinks>> {
        let mut entries: Vec<_> = found
            .into_iter()
            .map(|found| {
                let owner = owner_of(&self.resolver.organisations, &found.owner);
                let part_of = found.record.part_of.known().and_then(|reference| {
                    let place = || found.origin.field("part_of");
                    one(&mut self.resolver, &mut self.capabilities, owner, reference, place)
                });
                self.entry(found, CapabilityLinks { part_of: part_of.map(CapabilityIndex) })
            })
            .collect();
        let places: Vec<Place> = entries.iter().map(|entry| entry.field("part_of")).collect();
        let names: Vec<String> = entries.iter().map(|entry| entry.record.id.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        // A capability that only its use declares has no parent.
        let mut parents: Vec<Option<CapabilityIndex>> = entries
            .iter()
            .map(|entry| entry.links.part_of.filter(|parent| parent.at() < places.len()))
            .collect();
        break_circles(&mut parents, |index| index.at(), &places, &names, &mut self.resolver.diagnostics);
        for (entry, parent) in entries.iter_mut().zip(parents) {
            entry.links.part_of = parent;
        }
        entries
    }

    fn system_entries(&mut self, found: Vec<Found<System>>) -> Vec<Entry<System, SystemLinks>> {
        found
            .into_iter()
            .map(|found| {
                let links = self.system_links(&found);
                self.entry(found, links)
            })
            .collect()
    }

    fn system_links(&mut self, found: &Found<System>) -> SystemLinks {
        let (owner, origin, record) =
            (owner_of(&self.resolver.organisations, &found.owner), found.origin, &found.record);
        SystemLinks {
            team: self.team(owner, origin, &record.owner),
            sites: many(&mut self.resolver, &mut self.sites, owner, &record.sites, origin, "sites")
                .map(SiteIndex)
                .collect(),
            capabilities: many(
                &mut self.resolver,
                &mut self.capabilities,
                owner,
                &record.capabilities,
                origin,
                "capabilities",
            )
            .map(CapabilityIndex)
            .collect(),
            depends_on: self.dependencies(owner, origin, &record.depends_on, &record.id, List::Systems),
            data: record
                .data
                .iter()
                .enumerate()
                .filter_map(|(index, holding)| {
                    let place = || origin.field(format!("data[{index}].entity"));
                    let entity =
                        one(&mut self.resolver, &mut self.data_entities, owner, &holding.entity, place)?;
                    let role = holding.role.get();
                    Some(DataLink { entity: DataEntityIndex(entity), role, index: index as u32 })
                })
                .collect(),
        }
    }

    fn device_entries(&mut self, found: Vec<Found<Device>>) -> Vec<Entry<Device, DeviceLinks>> {
        found
            .into_iter()
            .map(|found| {
                let links = self.device_links(&found);
                self.entry(found, links)
            })
            .collect()
    }

    fn device_links(&mut self, found: &Found<Device>) -> DeviceLinks {
        let (owner, origin, record) =
            (owner_of(&self.resolver.organisations, &found.owner), found.origin, &found.record);
        DeviceLinks {
            team: self.team(owner, origin, &record.owner),
            site: record.site.known().and_then(|site| {
                let place = || origin.field("site");
                one(&mut self.resolver, &mut self.sites, owner, site, place).map(SiteIndex)
            }),
            runs: many(&mut self.resolver, &mut self.systems, owner, &record.runs, origin, "runs")
                .map(SystemIndex)
                .collect(),
            depends_on: self.dependencies(owner, origin, &record.depends_on, &record.id, List::Devices),
        }
    }

    fn team(
        &mut self,
        owner: OrganisationIndex,
        origin: Origin,
        field: &Fact<Box<Owner>>,
    ) -> Option<TeamIndex> {
        let team = field.then(|owner| &owner.team)?;
        let place = || origin.field("owner.team");
        one(&mut self.resolver, &mut self.teams, owner, team, place).map(TeamIndex)
    }

    fn endpoint(
        &mut self,
        owner: OrganisationIndex,
        reference: &Reference,
        place: impl Fn() -> Place,
    ) -> Option<Endpoint> {
        let tables = &mut [&mut self.systems, &mut self.devices];
        self.resolver.find(tables, owner, reference, place).map(|(table, index)| match table {
            0 => Endpoint::System(SystemIndex(index)),
            _ => Endpoint::Device(DeviceIndex(index)),
        })
    }

    fn dependencies(
        &mut self,
        owner: OrganisationIndex,
        origin: Origin,
        dependencies: &[Dependency],
        own_id: &Id,
        list: List,
    ) -> Vec<DependencyLink> {
        let mut links = Vec::with_capacity(dependencies.len());
        for (index, dependency) in dependencies.iter().enumerate() {
            let mut any_of = Vec::with_capacity(dependency.any_of.len());
            for (choice, reference) in dependency.any_of.iter().enumerate() {
                let place = || {
                    origin.field(if dependency.is_bare {
                        format!("depends_on[{index}]")
                    } else {
                        format!("depends_on[{index}].any_of[{choice}]")
                    })
                };
                let Some(endpoint) = self.endpoint(owner, reference, place) else { continue };
                if reference.parts() == (None, own_id.as_str()) && same_list(endpoint, list) {
                    self.resolver.diagnostics.push(
                        Diagnostic::new(Code::SelfReference, format!("`{own_id}` depends on itself"))
                            .at(Spot::Value(place()), "is the same entity"),
                    );
                    continue;
                }
                any_of.push(endpoint);
            }
            if !any_of.is_empty() {
                let tolerance_hours = dependency.tolerance_hours.get().map(crate::model::Quantity::value);
                links.push(DependencyLink { any_of, tolerance_hours, index: index as u32 });
            }
        }
        links
    }

    fn interface_entries(&mut self, found: Vec<Found<Interface>>) -> Vec<Entry<Interface, InterfaceLinks>> {
        found
            .into_iter()
            .filter_map(|found| {
                let links = self.interface_links(&found)?;
                Some(self.entry(found, links))
            })
            .collect()
    }

    fn interface_links(&mut self, found: &Found<Interface>) -> Option<InterfaceLinks> {
        let (owner, origin, record) =
            (owner_of(&self.resolver.organisations, &found.owner), found.origin, &found.record);
        let from = self.endpoint(owner, &record.from, || origin.field("from"));
        let to = self.endpoint(owner, &record.to, || origin.field("to"));
        let links = InterfaceLinks {
            via: many(&mut self.resolver, &mut self.systems, owner, &record.via, origin, "via")
                .map(SystemIndex)
                .collect(),
            data: many(&mut self.resolver, &mut self.data_entities, owner, &record.data, origin, "data")
                .map(DataEntityIndex)
                .collect(),
            team: self.team(owner, origin, &record.owner),
            from: from?,
            to: to?,
        };
        if links.from == links.to {
            let mut diagnostic = Diagnostic::new(
                Code::SelfReference,
                format!("the interface `{}` leads back to where it starts", record.id),
            )
            .at(Spot::Value(origin.field("to")), "is the same as `from`");
            diagnostic.level = Level::Warning;
            self.resolver.diagnostics.push(diagnostic);
        }
        Some(links)
    }

    fn journey_entries(&mut self, found: Vec<Found<Journey>>) -> Vec<Entry<Journey, JourneyLinks>> {
        found
            .into_iter()
            .map(|found| {
                let links = self.journey_links(&found);
                self.entry(found, links)
            })
            .collect()
    }

    fn journey_links(&mut self, found: &Found<Journey>) -> JourneyLinks {
        let owner = owner_of(&self.resolver.organisations, &found.owner);
        let mut steps = Vec::with_capacity(found.record.steps.len());
        for (index, step) in found.record.steps.iter().enumerate() {
            let mut look_up = |table: &mut Table, field: &Fact<Reference>, name: &str| {
                let place = || found.origin.field(format!("steps[{index}].{name}"));
                field.known().and_then(|reference| one(&mut self.resolver, table, owner, reference, place))
            };
            steps.push(StepLinks {
                system: look_up(&mut self.systems, &step.system, "system").map(SystemIndex),
                device: look_up(&mut self.devices, &step.device, "device").map(DeviceIndex),
                site: look_up(&mut self.sites, &step.site, "site").map(SiteIndex),
                rekeyed_from: look_up(&mut self.systems, &step.rekeyed_from, "rekeyed_from").map(SystemIndex),
            });
        }
        JourneyLinks { steps }
    }

    /// Numbers the options by organisation and id, then finds what they name.
    fn collect_options(&mut self, estate: &mut Estate) {
        let mut options: Vec<(OrganisationIndex, Id, Endpoint, u32)> = Vec::new();
        let systems = estate.systems().map(|(index, entry)| {
            (entry.organisation, Endpoint::System(index), entry.record.modernisation.as_slice())
        });
        let devices = estate.devices().map(|(index, entry)| {
            (entry.organisation, Endpoint::Device(index), entry.record.modernisation.as_slice())
        });
        for (organisation, subject, list) in systems.chain(devices) {
            let of_subject = |(index, option): (usize, &ModernisationOption)| {
                (organisation, option.id.clone(), subject, index as u32)
            };
            options.extend(list.iter().enumerate().map(of_subject));
        }
        options.sort_by(|a, b| (a.0, &a.1, a.2, a.3).cmp(&(b.0, &b.1, b.2, b.3)));
        for (organisation, id, subject, index) in options {
            let number = OptionIndex(estate.options.len() as u32);
            let key = (organisation, Box::from(id.as_str()));
            if let Some(first) = self.options.get(&key) {
                let place = estate.origin(subject.into()).field(format!("modernisation[{index}].id"));
                self.resolver.diagnostics.push(
                    Diagnostic::new(
                        Code::DuplicateId,
                        format!("the modernisation option `{id}` is declared twice"),
                    )
                    .at(Spot::Value(place), "declared again here")
                    .at(Spot::Value(estate.option_place(*first, "id")), "first declared here"),
                );
                continue;
            }
            self.options.insert(key, number);
            estate.options.push(OptionEntry {
                organisation,
                subject,
                index,
                after: Vec::new(),
                excludes: Vec::new(),
                teams: Vec::new(),
            });
        }
        for number in 0..estate.options.len() {
            self.link_option(estate, OptionIndex(number as u32));
        }
        self.report_after_circles(estate);
    }

    fn link_option(&mut self, estate: &mut Estate, number: OptionIndex) {
        let organisation = estate.options[number.at()].organisation;
        let record = estate.option(number).clone();
        let mut after = Vec::new();
        let mut excludes = Vec::new();
        for (list, field, references) in
            [(&mut after, "after", &record.after), (&mut excludes, "excludes", &record.excludes)]
        {
            for (index, reference) in references.iter().enumerate() {
                let place = estate.option_place(number, &format!("{field}[{index}]"));
                list.extend(self.find_option(organisation, reference, number, place));
            }
        }
        let mut teams = Vec::new();
        for name in record.capacity.keys() {
            let place = || estate.option_place(number, &format!("capacity.{name}"));
            match Reference::parse(name) {
                Ok(reference) => teams.extend(
                    one(&mut self.resolver, &mut self.teams, organisation, &reference, place).map(TeamIndex),
                ),
                Err(reason) => self
                    .resolver
                    .diagnostics
                    .push(Diagnostic::new(Code::BadId, reason).at(Spot::Key(place()), "is not a team")),
            }
        }
        let entry = &mut estate.options[number.at()];
        (entry.after, entry.excludes, entry.teams) = (after, excludes, teams);
    }

    fn find_option(
        &mut self,
        organisation: OrganisationIndex,
        reference: &Reference,
        own: OptionIndex,
        place: Place,
    ) -> Option<OptionIndex> {
        let (named, id) = reference.parts();
        let owner = named.map_or(Some(organisation), |name| self.resolver.organisations.get(name).copied());
        let found = owner.and_then(|owner| self.options.get(&(owner, Box::from(id))).copied());
        match found {
            Some(index) if index == own => {
                self.resolver.diagnostics.push(
                    Diagnostic::new(Code::SelfReference, format!("the option `{id}` names itself"))
                        .at(Spot::Value(place), "is the same option"),
                );
                None
            }
            Some(index) => Some(index),
            None => {
                let ids = self.options.keys().filter(|(of, _)| Some(*of) == owner).map(|(_, id)| &**id);
                let mut ids: Vec<&str> = ids.collect();
                ids.sort_unstable();
                let nearest = crate::text::nearest(id, ids, 3);
                self.resolver.diagnostics.push(
                    Diagnostic::new(
                        Code::DanglingReference,
                        format!("no modernisation option is called `{reference}`"),
                    )
                    .at(Spot::Value(place), "leads to nothing")
                    .suggest(&nearest),
                );
                None
            }
        }
    }

    /// Options that wait for each other in a circle can never start.
    fn report_after_circles(&mut self, estate: &mut Estate) {
        let mut graph = petgraph::graph::DiGraph::<(), ()>::new();
        let nodes: Vec<_> = estate.options.iter().map(|_| graph.add_node(())).collect();
        for (index, entry) in estate.options() {
            for after in &entry.after {
                graph.add_edge(nodes[index.at()], nodes[after.at()], ());
            }
        }
        let mut circles: Vec<Vec<u32>> = petgraph::algo::kosaraju_scc(&graph)
            .into_iter()
            .filter(|group| group.len() > 1)
            .map(|group| {
                let mut members: Vec<u32> = group.iter().map(|node| node.index() as u32).collect();
                members.sort_unstable();
                members
            })
            .collect();
        circles.sort();
        for members in circles {
            let ids: Vec<String> =
                members.iter().map(|&index| format!("`{}`", estate.option(OptionIndex(index)).id)).collect();
            let place = estate.option_place(OptionIndex(members[0]), "after");
            self.resolver.diagnostics.push(
                Diagnostic::new(
                    Code::AfterCycle,
                    format!("{} wait for each other", crate::text::join_and(&ids)),
                )
                .at(Spot::Value(place), "can never start")
                .help("remove one `after` of the circle"),
            );
            for &index in &members {
                estate.options[index as usize].after.clear();
            }
        }
    }

    /// Entries that references alone made stand behind those declared.
    fn add_made(&mut self, estate: &mut Estate) {
        fn push<R, L: Default>(list: &mut Vec<Entry<R, L>>, made: Vec<Made>, record: impl Fn(&Id) -> R) {
            for made in made {
                // A reference holds a valid id, so this never leaves one out.
                let Ok(id) = Id::parse(&made.id) else { continue };
                list.push(Entry {
                    organisation: made.organisation,
                    origin: made.place.origin,
                    is_placeholder: made.is_placeholder,
                    record: record(&id),
                    links: L::default(),
                });
            }
        }
        push(&mut estate.systems, std::mem::take(&mut self.systems.made), bare);
        push(&mut estate.sites, std::mem::take(&mut self.sites.made), bare);
        push(&mut estate.teams, std::mem::take(&mut self.teams.made), bare);
        push(&mut estate.capabilities, std::mem::take(&mut self.capabilities.made), bare);
        push(&mut estate.data_entities, std::mem::take(&mut self.data_entities.made), bare);
        push(&mut estate.devices, std::mem::take(&mut self.devices.made), bare);
    }
}

/// A record with an id and a name and nothing else known.
fn bare<R: serde::de::DeserializeOwned>(id: &Id) -> R {
    let fields = serde_json::json!({"name": id.as_str(), "id": id.as_str()});
    #[expect(clippy::unwrap_used, reason = "every noun is valid with an id and a name; a test builds each")]
    serde_json::from_value(fields).unwrap()
}

fn owner_of(organisations: &FxHashMap<Box<str>, OrganisationIndex>, name: &str) -> OrganisationIndex {
    organisations.get(name).copied().unwrap_or(OrganisationIndex(0))
}

fn same_list(endpoint: Endpoint, list: List) -> bool {
    matches!((endpoint, list), (Endpoint::System(_), List::Systems) | (Endpoint::Device(_), List::Devices))
}

fn one(
    resolver: &mut Resolver,
    table: &mut Table,
    owner: OrganisationIndex,
    reference: &Reference,
    place: impl Fn() -> Place,
) -> Option<u32> {
    resolver.find(&mut [table], owner, reference, place).map(|(_, index)| index)
}

fn many<'a>(
    resolver: &'a mut Resolver,
    table: &'a mut Table,
    owner: OrganisationIndex,
    references: &'a [Reference],
    origin: Origin,
    field: &'a str,
) -> impl Iterator<Item = u32> + 'a {
    references.iter().enumerate().filter_map(move |(index, reference)| {
        one(resolver, table, owner, reference, || origin.field(format!("{field}[{index}]")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Inventory;

    fn files(texts: &[&str]) -> Vec<LoadedFile> {
        texts
            .iter()
            .enumerate()
            .map(|(index, text)| LoadedFile {
                file: FileId(index as u32),
                inventory: serde_yaml::from_str::<Inventory>(text).unwrap(),
                kept: Vec::new(),
                broken: Vec::new(),
            })
            .collect()
    }

    fn codes(resolved: &Resolved) -> Vec<&'static str> {
        resolved.diagnostics.iter().map(|diagnostic| diagnostic.code.word()).collect()
    }

    const TWO_TRUSTS: [&str; 3] = [
        "{organisation: icb, organisations: [{id: icb, name: ICB}], data_entities: [{id: patient, name: P}]}",
        "{organisation: a, organisations: [{id: a, name: A, part_of: icb}],
          systems: [{id: pas, name: PAS, data: [{entity: patient}]}, {id: tie, name: TIE, kind: integration-engine}]}",
        "{organisation: b, organisations: [{id: b, name: B, part_of: icb}], systems: [{id: epr, name: EPR}],
          interfaces: [{id: feed, from: a/pas, to: epr, via: [a/tie], data: [patient]}]}",
    ];

    #[test]
    fn references_cross_organisations_and_vocabulary_is_inherited() {
        let resolved = resolve(files(&TWO_TRUSTS), false);
        assert!(resolved.diagnostics.is_empty(), "{:?}", resolved.diagnostics);
        let estate = resolved.estate;
        let links = &estate.interfaces[0].links;
        assert_eq!(estate.key(links.from.into()).to_string(), "a/pas");
        assert_eq!(estate.key(Subject::System(links.via[0])).to_string(), "a/tie");
        assert_eq!(estate.data_entities.len(), 1);
    }

    use super::super::estate::Subject;

    #[test]
    fn the_order_of_files_changes_nothing() {
        let mut reversed = TWO_TRUSTS;
        reversed.reverse();
        let keys = |texts: &[&str]| -> Vec<String> {
            let estate = resolve(files(texts), false).estate;
            estate.systems().map(|(index, _)| estate.key(Subject::System(index)).to_string()).collect()
        };
        assert_eq!(keys(&TWO_TRUSTS), keys(&reversed));
        assert_eq!(keys(&TWO_TRUSTS), ["a/pas", "a/tie", "b/epr"]);
    }

    #[test]
    fn a_reference_to_nothing_is_an_error_with_the_nearest_id() {
        let resolved = resolve(
            files(&["{systems: [{id: pas, name: P, depends_on: [sam-1]}, {id: san-1, name: S}]}"]),
            false,
        );
        assert_eq!(codes(&resolved), ["dangling-reference"]);
        assert_eq!(resolved.diagnostics[0].help, ["did you mean `san-1`?"]);
    }

    #[test]
    fn a_reference_to_nothing_can_make_a_placeholder() {
        let text =
            "{systems: [{id: pas, name: P, depends_on: [gone]}], devices: [{id: d, name: D, site: nowhere}]}";
        let resolved = resolve(files(&[text]), true);
        assert_eq!(codes(&resolved), ["placeholder-reference", "placeholder-reference"]);
        assert!(resolved.estate.systems[1].is_placeholder);
        assert!(resolved.estate.sites[0].is_placeholder);
        assert_eq!(resolved.estate.systems[0].links.depends_on[0].any_of, [Endpoint::System(SystemIndex(1))]);
    }

    #[test]
    fn vocabulary_that_nobody_declares_is_taken_from_its_use() {
        let text = "{systems: [{id: pas, name: P, capabilities: [booking], data: [{entity: patient}], owner: {team: t}}]}";
        let resolved = resolve(files(&[text]), false);
        assert!(resolved.diagnostics.is_empty());
        assert_eq!(resolved.estate.capabilities[0].record.id.as_str(), "booking");
        assert!(!resolved.estate.data_entities[0].is_placeholder);
    }

    #[test]
    fn the_same_id_twice_shows_both_places() {
        let resolved = resolve(files(&["systems: [{id: a, name: A}]", "systems: [{id: a, name: B}]"]), false);
        assert_eq!(codes(&resolved), ["duplicate-id"]);
        let files: Vec<u32> =
            resolved.diagnostics[0].labels.iter().map(|label| label.spot.file().0).collect();
        assert_eq!(files, [1, 0]);
    }

    #[test]
    fn circles_are_reported_once_and_cut() {
        let text = "{organisations: [{id: a, name: A, part_of: b}, {id: b, name: B, part_of: a}],
                     capabilities: [{id: c, name: C, part_of: c}], systems: [{id: s, name: S, depends_on: [s]}],
                     interfaces: [{id: i, from: s, to: s}]}";
        let resolved = resolve(files(&[text]), false);
        assert_eq!(codes(&resolved), ["part-of-cycle", "self-reference", "self-reference", "self-reference"]);
        assert_eq!(resolved.diagnostics[3].level, Level::Warning);
    }

    #[test]
    fn options_that_wait_for_each_other_are_an_error() {
        let text = "systems: [{id: s, name: S, modernisation: [
            {id: x, kind: upgrade, after: [y]}, {id: y, kind: upgrade, after: [x]}, {id: z, kind: train, after: [w]}]}]";
        let resolved = resolve(files(&[text]), false);
        assert_eq!(codes(&resolved), ["dangling-reference", "after-cycle"]);
    }
}
