//! One inventory file, as written: any mix of the lists.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::device::Device;
use super::fact::{Fact, or_empty};
use super::id::Id;
use super::interface::Interface;
use super::journey::Journey;
use super::lifecycle::Lifecycle;
use super::organisation::{Capability, DataEntity, Organisation, Site, Team};
use super::system::System;
use crate::source::List;

/// What one file holds. Every key is optional, and so is an empty list.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "techstrata inventory file")]
pub struct Inventory {
    /// The owner of everything in this file.
    pub organisation: Fact<Id>,
    /// Organisations.
    #[serde(deserialize_with = "or_empty")]
    pub organisations: Vec<Organisation>,
    /// Sites.
    #[serde(deserialize_with = "or_empty")]
    pub sites: Vec<Site>,
    /// Teams.
    #[serde(deserialize_with = "or_empty")]
    pub teams: Vec<Team>,
    /// Capabilities.
    #[serde(deserialize_with = "or_empty")]
    pub capabilities: Vec<Capability>,
    /// Data entities.
    #[serde(deserialize_with = "or_empty")]
    pub data_entities: Vec<DataEntity>,
    /// Systems.
    #[serde(deserialize_with = "or_empty")]
    pub systems: Vec<System>,
    /// Devices and fleets.
    #[serde(deserialize_with = "or_empty")]
    pub devices: Vec<Device>,
    /// Interfaces.
    #[serde(deserialize_with = "or_empty")]
    pub interfaces: Vec<Interface>,
    /// Journeys.
    #[serde(deserialize_with = "or_empty")]
    pub journeys: Vec<Journey>,
    /// Lifecycle facts that the catalogue lacks or has wrong; they win over it.
    #[serde(deserialize_with = "or_empty")]
    pub lifecycles: Vec<Lifecycle>,
}

impl Inventory {
    /// How many entries each list holds, in the order of [`List::ALL`].
    pub fn lengths(&self) -> [(List, usize); 10] {
        [
            (List::Organisations, self.organisations.len()),
            (List::Sites, self.sites.len()),
            (List::Teams, self.teams.len()),
            (List::Capabilities, self.capabilities.len()),
            (List::DataEntities, self.data_entities.len()),
            (List::Systems, self.systems.len()),
            (List::Devices, self.devices.len()),
            (List::Interfaces, self.interfaces.len()),
            (List::Journeys, self.journeys.len()),
            (List::Lifecycles, self.lifecycles.len()),
        ]
    }
}
