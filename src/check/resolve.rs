//! From files to the estate: owners, ids and references.
//!
//! Duplicates and references to nothing are diagnosed at the exact value; the
//! estate holds what remains. Time is linear in the size of the inventory,
//! plus sorting.

use rustc_hash::FxHashMap;

use super::estate::{
    CapabilityIndex, CapabilityLinks, DataEntityIndex, DataLink, DependencyLink, DeviceIndex, DeviceLinks,
    Endpoint, Entry, Estate, InterfaceLinks, JourneyLinks, OptionIndex, OrganisationIndex, OrganisationLinks,
    SiteIndex, StepLinks, Subject, SystemIndex, SystemLinks, TeamIndex,
};
use super::part::{Found, Named as _, Parts, break_circles, sort_and_deduplicate};
use super::reference::{Made, Resolver, Scope, Table};
use crate::diagnostic::{Code, Diagnostic, LabelPlace, Level};
use crate::load::LoadedFile;
use crate::model::system::Owner;
use crate::model::{
    Capability, Dependency, Device, Fact, Id, Interface, Journey, Organisation, Reference, System,
};
use crate::source::{List, Origin, Place};

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

/// The tables while the estate is built.
pub(super) struct Build {
    sites: Table,
    pub(super) teams: Table,
    capabilities: Table,
    data_entities: Table,
    systems: Table,
    devices: Table,
    pub(super) options: FxHashMap<(OrganisationIndex, Box<str>), OptionIndex>,
    pub(super) resolver: Resolver,
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
                if reference.parts() == (None, own_id.as_str()) && Subject::from(endpoint).list() == list {
                    self.resolver.diagnostics.push(self_dependency(own_id, place(), dependency));
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
            .at(LabelPlace::Value(origin.field("to")), "is the same as `from`");
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

/// Needing itself alone says nothing and is left out with a warning; itself or
/// another says that it may stand in for itself, which is a mistake.
fn self_dependency(own_id: &Id, place: Place, dependency: &Dependency) -> Diagnostic {
    let mut diagnostic =
        Diagnostic::new(Code::SelfReference, format!("`{own_id}` depends on itself; that is left out"))
            .at(LabelPlace::Value(place), "is the same entity");
    if dependency.any_of.len() == 1 {
        diagnostic.level = Level::Warning;
    } else {
        diagnostic.message = format!("`{own_id}` cannot stand in for itself");
    }
    diagnostic
}

pub(super) fn one(
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
