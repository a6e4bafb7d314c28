//! What a system and a device both say of themselves, in one view of
//! references: whoever asks for what they share asks once. What only one of
//! the two has is asked of that noun.

use super::component::Component;
use super::device::Device;
use super::fact::{Fact, Text};
use super::modernisation::ModernisationOption;
use super::system::{Contract, Cost, Owner, Resilience, Security, System};
use super::vocabulary::{Criticality, Status};
use crate::date::PartialDate;

macro_rules! shared {
    ($($(#[$doc:meta])* $field:ident: $type:ty),* $(,)?) => {
        /// The fields of a system or device that both nouns have.
        #[derive(Clone, Copy, Debug)]
        pub struct EndpointRecord<'a> {
            $($(#[$doc])* pub $field: &'a $type,)*
        }

        impl<'a> From<&'a System> for EndpointRecord<'a> {
            fn from(record: &'a System) -> Self {
                Self { $($field: &record.$field,)* }
            }
        }

        impl<'a> From<&'a Device> for EndpointRecord<'a> {
            fn from(record: &'a Device) -> Self {
                Self { $($field: &record.$field,)* }
            }
        }
    };
}

shared!(
    /// The department that it serves.
    department: Fact<Text>,
    /// Who answers for it.
    owner: Fact<Box<Owner>>,
    /// How much depends on it.
    criticality: Fact<Criticality>,
    /// Where in its life it is. Live where not stated.
    status: Fact<Status>,
    /// When the organisation means to leave it.
    planned_retirement: Fact<PartialDate>,
    /// The products and versions that it is built on.
    components: [Component],
    /// Its security facts.
    security: Fact<Box<Security>>,
    /// What happens when it fails.
    resilience: Fact<Box<Resilience>>,
    /// What it costs.
    cost: Fact<Box<Cost>>,
    /// The contract behind it.
    contract: Fact<Box<Contract>>,
    /// What could be done about it.
    modernisation: [ModernisationOption],
    /// When somebody last checked it.
    verified: Fact<PartialDate>,
);

impl EndpointRecord<'_> {
    /// Whether it is in use; what has no stated status is.
    pub fn is_in_use(&self) -> bool {
        self.status.get().is_none_or(Status::is_in_use)
    }
}
