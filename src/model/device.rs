//! Devices: a single one, or a fleet of alike ones with a count.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::component::Component;
use super::dependency::Dependency;
use super::fact::{Fact, Text, may_be_blank, or_empty};
use super::id::{Id, Reference};
use super::modernisation::ModernisationOption;
use super::system::{Contract, Cost, Owner, Resilience, Security};
use super::vocabulary::{Criticality, DeviceKind, Status};
use crate::date::PartialDate;

/// A device, or a fleet of alike devices. Only `id` and `name` are needed.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Device {
    /// Unique among the organisation's devices.
    pub id: Id,
    /// What people call it.
    pub name: Text,
    /// What it is for, in a sentence.
    #[serde(default)]
    pub description: Fact<Text>,
    /// What kind of device it is.
    #[serde(default)]
    pub kind: Fact<DeviceKind>,
    /// Who made it.
    #[serde(default)]
    pub manufacturer: Fact<Text>,
    /// The maker's model.
    #[serde(default)]
    pub model: Fact<Text>,
    /// How many there are. One where not stated.
    #[serde(default)]
    pub count: Fact<u32>,
    /// Where they are.
    #[serde(default)]
    pub site: Fact<Reference>,
    /// The department that they serve.
    #[serde(default)]
    pub department: Fact<Text>,
    /// Who answers for them.
    #[serde(default)]
    pub owner: Fact<Box<Owner>>,
    /// How much depends on them.
    #[serde(default)]
    pub criticality: Fact<Criticality>,
    /// Where in their life they are. Live where not stated.
    #[serde(default)]
    pub status: Fact<Status>,
    /// When they were bought.
    #[serde(default)]
    pub purchased: Fact<PartialDate>,
    /// When the organisation means to leave them.
    #[serde(default)]
    pub planned_retirement: Fact<PartialDate>,
    /// The products and versions that they are built on.
    #[serde(default, deserialize_with = "or_empty")]
    pub components: Vec<Component>,
    /// The systems that are reached from them.
    #[serde(default, deserialize_with = "or_empty")]
    pub runs: Vec<Reference>,
    /// What they need.
    #[serde(default, deserialize_with = "or_empty")]
    pub depends_on: Vec<Dependency>,
    /// How they stand in the network.
    #[serde(default)]
    pub network: Fact<Box<DeviceNetwork>>,
    /// Their security facts.
    #[serde(default)]
    pub security: Fact<Box<Security>>,
    /// What happens when they fail.
    #[serde(default)]
    pub resilience: Fact<Box<Resilience>>,
    /// What they cost.
    #[serde(default)]
    pub cost: Fact<Box<Cost>>,
    /// The contract behind them.
    #[serde(default)]
    pub contract: Fact<Box<Contract>>,
    /// What could be done about them.
    #[serde(default, deserialize_with = "or_empty")]
    pub modernisation: Vec<ModernisationOption>,
    /// Where these facts come from.
    #[serde(default)]
    pub source: Fact<Text>,
    /// When somebody last checked them.
    #[serde(default)]
    pub verified: Fact<PartialDate>,
    /// Anything else; shown, never analysed.
    #[serde(default, deserialize_with = "or_empty")]
    pub extra: BTreeMap<String, serde_json::Value>,
}

impl Device {
    /// How many devices the entry stands for; one where no count is stated.
    pub fn count_or_one(&self) -> u32 {
        self.count.get().unwrap_or(1)
    }

    /// Whether it is in use; a device of unstated status is.
    pub fn is_in_use(&self) -> bool {
        self.status.get().is_none_or(Status::is_in_use)
    }

    /// Whether it is known to stand in a network segment of its own.
    pub fn is_segmented(&self) -> Option<bool> {
        self.network
            .then(|network| &network.segmented)
            .or_else(|| self.security.then(|security| &security.segmented))
            .copied()
    }
}

/// How devices stand in the network.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeviceNetwork {
    /// Whether they stand in a network segment of their own.
    #[serde(default)]
    pub segmented: Fact<bool>,
    /// Whether they are connected at all.
    #[serde(default)]
    pub connected: Fact<bool>,
}

may_be_blank!(DeviceNetwork);
