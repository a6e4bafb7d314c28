//! Subjects: whatever of the estate a finding, a question or an answer can be
//! about, as one table of kinds. A kind that is added here is one whose every
//! reader the compiler then names.

use std::fmt;

use super::estate::{
    CapabilityIndex, DataEntityIndex, DeviceIndex, Endpoint, Entry, Estate, InterfaceIndex, JourneyIndex,
    OrganisationIndex, SiteIndex, SystemIndex, TeamIndex,
};
use crate::date::PartialDate;
use crate::model::system::Owner;
use crate::model::{
    Capability, DataEntity, Device, Fact, Id, Interface, Journey, Organisation, Site, System, Team, Text,
};
use crate::source::{List, Origin};

/// What every kind of subject says of itself.
#[derive(Clone, Copy, Debug)]
pub struct SubjectRecord<'a> {
    /// Its id within its organisation and kind.
    pub id: &'a Id,
    /// What people call it; only an interface may have no name.
    pub name: Option<&'a Text>,
    /// Where its facts come from.
    pub source: &'a Fact<Text>,
    /// When somebody last checked them.
    pub verified: &'a Fact<PartialDate>,
}

/// A subject as what all kinds have, see [`Estate::subject`].
pub type SubjectEntry<'a> = Entry<SubjectRecord<'a>>;

/// Each kind with its index, its list in YAML, its list in the estate, and how
/// its name is read.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident($index:ident): $list:ident, $field:ident, $name:expr;)*) => {
        /// What a finding is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Subject {
            $($(#[$doc])* $kind($index),)*
        }

        impl Subject {
            /// The list that it stands in.
            pub fn list(self) -> List {
                match self {
                    $(Self::$kind(_) => List::$list,)*
                }
            }
        }

        $(impl<'a> From<&'a $kind> for SubjectRecord<'a> {
            fn from(record: &'a $kind) -> Self {
                let name: fn(&'a $kind) -> Option<&'a Text> = $name;
                Self { id: &record.id, name: name(record), source: &record.source, verified: &record.verified }
            }
        })*

        impl Estate {
            /// What a subject says of itself, whatever its kind, and where it
            /// stands.
            pub fn subject(&self, subject: Subject) -> SubjectEntry<'_> {
                match subject {
                    $(Subject::$kind(index) => self.$field[index.at()].seen_as(()),)*
                }
            }

            /// Every subject, kind by kind.
            pub fn subjects(&self) -> impl Iterator<Item = Subject> + use<> {
                let none = std::iter::empty();
                $(let none = none.chain((0..self.$field.len() as u32).map(|at| Subject::$kind($index(at))));)*
                none
            }
        }
    };
}

kinds!(
    /// A system.
    System(SystemIndex): Systems, systems, |record| Some(&record.name);
    /// A device or fleet.
    Device(DeviceIndex): Devices, devices, |record| Some(&record.name);
    /// An interface.
    Interface(InterfaceIndex): Interfaces, interfaces, |record| record.name.known();
    /// A journey.
    Journey(JourneyIndex): Journeys, journeys, |record| Some(&record.name);
    /// A data entity.
    DataEntity(DataEntityIndex): DataEntities, data_entities, |record| Some(&record.name);
    /// A site.
    Site(SiteIndex): Sites, sites, |record| Some(&record.name);
    /// A capability.
    Capability(CapabilityIndex): Capabilities, capabilities, |record| Some(&record.name);
    /// A team.
    Team(TeamIndex): Teams, teams, |record| Some(&record.name);
    /// An organisation.
    Organisation(OrganisationIndex): Organisations, organisations, |record| Some(&record.name);
);

impl From<Endpoint> for Subject {
    fn from(endpoint: Endpoint) -> Self {
        match endpoint {
            Endpoint::System(index) => Self::System(index),
            Endpoint::Device(index) => Self::Device(index),
        }
    }
}

impl Subject {
    /// What kind of thing it is, in words.
    pub fn noun(self) -> &'static str {
        self.list().noun()
    }

    /// The system or device, if it is one.
    pub fn endpoint(self) -> Option<Endpoint> {
        match self {
            Self::System(index) => Some(Endpoint::System(index)),
            Self::Device(index) => Some(Endpoint::Device(index)),
            Self::Interface(_)
            | Self::Journey(_)
            | Self::DataEntity(_)
            | Self::Site(_)
            | Self::Capability(_)
            | Self::Team(_)
            | Self::Organisation(_) => None,
        }
    }

    /// Whether it is a word of the organisation's own rather than something
    /// observed: its facts do not age.
    pub fn is_vocabulary(self) -> bool {
        match self {
            Self::DataEntity(_) | Self::Capability(_) | Self::Team(_) => true,
            Self::System(_)
            | Self::Device(_)
            | Self::Interface(_)
            | Self::Journey(_)
            | Self::Site(_)
            | Self::Organisation(_) => false,
        }
    }
}

impl Estate {
    /// Where a subject stands.
    pub fn origin(&self, subject: Subject) -> Origin {
        self.subject(subject).origin
    }

    /// Whose a subject is; an organisation is its own.
    pub fn organisation_of(&self, subject: Subject) -> OrganisationIndex {
        self.subject(subject).organisation
    }

    /// The id of a subject, without its organisation.
    pub fn id(&self, subject: Subject) -> &str {
        self.subject(subject).record.id.as_str()
    }

    /// What people call a subject. An interface without a name is called
    /// after its ends.
    pub fn name(&self, subject: Subject) -> String {
        match (self.subject(subject).record.name, subject) {
            (None, Subject::Interface(index)) => {
                let links = &self.interfaces[index.at()].links;
                format!("{} to {}", self.name(links.from.into()), self.name(links.to.into()))
            }
            (name, _) => name.map(ToString::to_string).unwrap_or_default(),
        }
    }

    /// Who answers for a subject: the team, and the owner as written. Nothing
    /// for kinds that have no owner of their own.
    pub fn owner(&self, subject: Subject) -> Option<(Option<TeamIndex>, &Fact<Box<Owner>>)> {
        if let Subject::Interface(index) = subject {
            let entry = &self.interfaces[index.at()];
            return Some((entry.links.team, &entry.record.owner));
        }
        let entry = self.endpoint(subject.endpoint()?);
        Some((entry.links.team, entry.record.owner))
    }

    /// The full id of a subject: `organisation/id`, or the bare id where the
    /// organisation is the unnamed one.
    pub fn key(&self, subject: Subject) -> SubjectKey<'_> {
        let entry = self.subject(subject);
        let is_its_own = matches!(subject, Subject::Organisation(_));
        let owner = (!is_its_own).then(|| &self.organisations[entry.organisation.at()].record.id);
        SubjectKey { organisation: owner.map_or("", Id::as_str), id: entry.record.id.as_str() }
    }
}

/// The full id of a subject, for display.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SubjectKey<'a> {
    /// The organisation's id; empty for the unnamed one.
    pub organisation: &'a str,
    /// The subject's id.
    pub id: &'a str,
}

impl fmt::Display for SubjectKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.organisation.is_empty() || self.organisation == crate::load::UNNAMED {
            f.write_str(self.id)
        } else {
            write!(f, "{}/{}", self.organisation, self.id)
        }
    }
}
