//! The estate: everything that was loaded, with nothing unresolved left.
//!
//! Entities keep their record as written beside links that are indices into
//! the estate's lists. Every list is sorted by organisation and id, so that
//! the order of files never shows.

pub use super::subject::{Subject, SubjectEntry, SubjectKey, SubjectRecord};
use crate::model::endpoint::EndpointRecord;
use crate::model::vocabulary::DataRole;
use crate::model::{
    Capability, DataEntity, Device, Interface, Journey, Lifecycle, ModernisationOption, Organisation, Site,
    System, Team,
};
use crate::source::{Origin, Place};

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub u32);

            impl $name {
                /// The index as a position in the estate's list.
                pub fn at(self) -> usize {
                    self.0 as usize
                }
            }
        )*
    };
}

index!(
    /// An organisation of the estate.
    OrganisationIndex,
    /// A site of the estate.
    SiteIndex,
    /// A team of the estate.
    TeamIndex,
    /// A capability of the estate.
    CapabilityIndex,
    /// A data entity of the estate.
    DataEntityIndex,
    /// A system of the estate.
    SystemIndex,
    /// A device or fleet of the estate.
    DeviceIndex,
    /// An interface of the estate.
    InterfaceIndex,
    /// A journey of the estate.
    JourneyIndex,
    /// A modernisation option of the estate.
    OptionIndex,
);

/// An entity: its record as written, where it stands and what it links to.
#[derive(Clone, Debug)]
pub struct Entry<R, L = ()> {
    /// Whose it is.
    pub organisation: OrganisationIndex,
    /// Where it stands. A placeholder stands where it was first referred to.
    pub origin: Origin,
    /// Whether nothing declares it and a reference alone made it.
    pub is_placeholder: bool,
    /// The record as written.
    pub record: R,
    /// What it refers to.
    pub links: L,
}

impl<R, L> Entry<R, L> {
    /// The place of one of its fields.
    pub fn field(&self, field: impl Into<std::borrow::Cow<'static, str>>) -> Place {
        self.origin.field(field)
    }

    /// The same entry as a view of its record, with links of that view.
    pub(super) fn seen_as<'a, V: From<&'a R>, K>(&'a self, links: K) -> Entry<V, K> {
        Entry {
            organisation: self.organisation,
            origin: self.origin,
            is_placeholder: self.is_placeholder,
            record: V::from(&self.record),
            links,
        }
    }
}

/// What data flows between and dependencies lead to: a system or a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Endpoint {
    /// A system.
    System(SystemIndex),
    /// A device or fleet.
    Device(DeviceIndex),
}

impl Endpoint {
    /// The system, if it is one.
    pub fn system(self) -> Option<SystemIndex> {
        match self {
            Self::System(index) => Some(index),
            Self::Device(_) => None,
        }
    }

    /// The device or fleet, if it is one.
    pub fn device(self) -> Option<DeviceIndex> {
        match self {
            Self::System(_) => None,
            Self::Device(index) => Some(index),
        }
    }
}

/// What an organisation links to.
#[derive(Clone, Debug, Default)]
pub struct OrganisationLinks {
    /// The organisation that it is part of.
    pub part_of: Option<OrganisationIndex>,
}

/// What a capability links to.
#[derive(Clone, Debug, Default)]
pub struct CapabilityLinks {
    /// The capability that it is part of.
    pub part_of: Option<CapabilityIndex>,
}

/// A dependency with its ends found.
#[derive(Clone, Debug)]
pub struct DependencyLink {
    /// One of these is enough; never empty.
    pub any_of: Vec<Endpoint>,
    /// Hours that the dependent manages without, if known.
    pub tolerance_hours: Option<f64>,
    /// Its index in `depends_on`, for its place.
    pub index: u32,
}

/// What a system links to.
#[derive(Clone, Debug, Default)]
pub struct SystemLinks {
    /// The team that answers for it.
    pub team: Option<TeamIndex>,
    /// Where it is used.
    pub sites: Vec<SiteIndex>,
    /// What the business can do with it.
    pub capabilities: Vec<CapabilityIndex>,
    /// What it needs.
    pub depends_on: Vec<DependencyLink>,
    /// The data that it holds; the index is that in `data`, for its place.
    pub data: Vec<DataLink>,
}

/// A data holding with its entity found.
#[derive(Clone, Copy, Debug)]
pub struct DataLink {
    /// The data entity.
    pub entity: DataEntityIndex,
    /// How it is held, if known.
    pub role: Option<DataRole>,
    /// Its index in `data`.
    pub index: u32,
}

/// What a device links to.
#[derive(Clone, Debug, Default)]
pub struct DeviceLinks {
    /// The team that answers for it.
    pub team: Option<TeamIndex>,
    /// Where it is.
    pub site: Option<SiteIndex>,
    /// The systems reached from it.
    pub runs: Vec<SystemIndex>,
    /// What it needs.
    pub depends_on: Vec<DependencyLink>,
}

/// What a system and a device both link to.
#[derive(Clone, Copy, Debug)]
pub struct EndpointLinks<'a> {
    /// The team that answers for it.
    pub team: Option<TeamIndex>,
    /// Where a system is used; where a device is.
    pub sites: &'a [SiteIndex],
    /// The systems reached from it: none from a system.
    pub runs: &'a [SystemIndex],
    /// What it needs.
    pub depends_on: &'a [DependencyLink],
}

/// A system or device as what both have, see [`Estate::endpoint`].
pub type EndpointEntry<'a> = Entry<EndpointRecord<'a>, EndpointLinks<'a>>;

impl<'a> From<&'a Entry<System, SystemLinks>> for EndpointEntry<'a> {
    fn from(entry: &'a Entry<System, SystemLinks>) -> Self {
        let SystemLinks { team, sites, depends_on, capabilities: _, data: _ } = &entry.links;
        entry.seen_as(EndpointLinks { team: *team, sites, runs: &[], depends_on })
    }
}

impl<'a> From<&'a Entry<Device, DeviceLinks>> for EndpointEntry<'a> {
    fn from(entry: &'a Entry<Device, DeviceLinks>) -> Self {
        let DeviceLinks { team, site, runs, depends_on } = &entry.links;
        entry.seen_as(EndpointLinks { team: *team, sites: site.as_slice(), runs, depends_on })
    }
}

/// What an interface links to.
#[derive(Clone, Debug)]
pub struct InterfaceLinks {
    /// Where the data comes from.
    pub from: Endpoint,
    /// Where the data goes.
    pub to: Endpoint,
    /// The hubs that it passes.
    pub via: Vec<SystemIndex>,
    /// The data entities that it carries.
    pub data: Vec<DataEntityIndex>,
    /// The team that answers for it.
    pub team: Option<TeamIndex>,
}

/// What a journey links to, step by step.
#[derive(Clone, Debug, Default)]
pub struct JourneyLinks {
    /// One per step.
    pub steps: Vec<StepLinks>,
}

/// What one step links to.
#[derive(Clone, Copy, Debug, Default)]
pub struct StepLinks {
    /// The system that it is done in.
    pub system: Option<SystemIndex>,
    /// The device that it is done on.
    pub device: Option<DeviceIndex>,
    /// Where it is done.
    pub site: Option<SiteIndex>,
    /// The system whose data is typed in again.
    pub rekeyed_from: Option<SystemIndex>,
}

/// A modernisation option: where it stands and what it links to. Its record
/// is reached through [`Estate::option`].
#[derive(Clone, Debug)]
pub struct OptionEntry {
    /// Whose it is.
    pub organisation: OrganisationIndex,
    /// The system or device that it is for.
    pub subject: Endpoint,
    /// Its index in that entity's `modernisation`.
    pub index: u32,
    /// Options that must be complete first.
    pub after: Vec<OptionIndex>,
    /// Options that it rules out.
    pub excludes: Vec<OptionIndex>,
    /// Teams that it takes, in the order of its `capacity`.
    pub teams: Vec<TeamIndex>,
}

/// Everything that was loaded, resolved.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "one list per noun of the model")]
pub struct Estate {
    pub organisations: Vec<Entry<Organisation, OrganisationLinks>>,
    pub sites: Vec<Entry<Site>>,
    pub teams: Vec<Entry<Team>>,
    pub capabilities: Vec<Entry<Capability, CapabilityLinks>>,
    pub data_entities: Vec<Entry<DataEntity>>,
    pub systems: Vec<Entry<System, SystemLinks>>,
    pub devices: Vec<Entry<Device, DeviceLinks>>,
    pub interfaces: Vec<Entry<Interface, InterfaceLinks>>,
    pub journeys: Vec<Entry<Journey, JourneyLinks>>,
    pub options: Vec<OptionEntry>,
    pub lifecycles: Vec<Entry<Lifecycle>>,
}

impl Estate {
    /// Every system with its index.
    pub fn systems(&self) -> impl Iterator<Item = (SystemIndex, &Entry<System, SystemLinks>)> {
        self.systems.iter().enumerate().map(|(index, entry)| (SystemIndex(index as u32), entry))
    }

    /// Every device or fleet with its index.
    pub fn devices(&self) -> impl Iterator<Item = (DeviceIndex, &Entry<Device, DeviceLinks>)> {
        self.devices.iter().enumerate().map(|(index, entry)| (DeviceIndex(index as u32), entry))
    }

    /// Every interface with its index.
    pub fn interfaces(&self) -> impl Iterator<Item = (InterfaceIndex, &Entry<Interface, InterfaceLinks>)> {
        self.interfaces.iter().enumerate().map(|(index, entry)| (InterfaceIndex(index as u32), entry))
    }

    /// Every modernisation option with its index.
    pub fn options(&self) -> impl Iterator<Item = (OptionIndex, &OptionEntry)> {
        self.options.iter().enumerate().map(|(index, entry)| (OptionIndex(index as u32), entry))
    }

    /// How many single devices the fleets stand for.
    pub fn device_count(&self) -> u64 {
        self.devices.iter().map(|entry| u64::from(entry.record.count_or_one())).sum()
    }

    /// What a system or device has that both nouns have: the one place that
    /// asks which of the two it is.
    pub fn endpoint(&self, endpoint: Endpoint) -> EndpointEntry<'_> {
        match endpoint {
            Endpoint::System(index) => (&self.systems[index.at()]).into(),
            Endpoint::Device(index) => (&self.devices[index.at()]).into(),
        }
    }

    /// Every system, then every device or fleet, by what both have.
    pub fn endpoints(&self) -> impl Iterator<Item = (Endpoint, EndpointEntry<'_>)> {
        let systems = self.systems().map(|(index, entry)| (Endpoint::System(index), entry.into()));
        systems.chain(self.devices().map(|(index, entry)| (Endpoint::Device(index), entry.into())))
    }

    /// The same, of what is in use.
    pub fn endpoints_in_use(&self) -> impl Iterator<Item = (Endpoint, EndpointEntry<'_>)> {
        self.endpoints().filter(|(_, entry)| entry.record.is_in_use())
    }

    /// Whether a system or device is in use.
    pub fn is_in_use(&self, endpoint: Endpoint) -> bool {
        self.endpoint(endpoint).record.is_in_use()
    }

    /// Whether somebody else runs it; a device is our own.
    pub fn is_run_by_others(&self, endpoint: Endpoint) -> bool {
        endpoint.system().is_some_and(|index| self.systems[index.at()].record.is_run_by_others())
    }

    /// The record of a modernisation option.
    pub fn option(&self, index: OptionIndex) -> &ModernisationOption {
        let entry = &self.options[index.at()];
        &self.endpoint(entry.subject).record.modernisation[entry.index as usize]
    }

    /// The place of a field of a modernisation option; the empty field is the
    /// option itself.
    pub fn option_place(&self, index: OptionIndex, field: &str) -> Place {
        let entry = &self.options[index.at()];
        let dot = if field.is_empty() { "" } else { "." };
        self.origin(entry.subject.into()).field(format!("modernisation[{}]{dot}{field}", entry.index))
    }

    /// The name of an organisation; empty for the unnamed one.
    pub fn organisation_name(&self, index: OrganisationIndex) -> &str {
        &self.organisations[index.at()].record.name
    }

    /// Whether an organisation stands for what belongs to no other.
    pub fn is_unnamed(&self, index: OrganisationIndex) -> bool {
        self.organisations[index.at()].record.id.as_str() == crate::load::UNNAMED
    }
}
