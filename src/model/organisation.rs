//! Organisations, and what belongs to them as a whole: sites, teams,
//! capabilities and data entities.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::{Fact, Importance, Percent, Quantity, Text, may_be_blank, or_empty};
use super::id::{Id, Reference};
use super::vocabulary::Sensitivity;
use crate::date::PartialDate;
use crate::money::Money;

/// An organisation.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Unique in the estate.
    pub id: Id,
    /// What people call it.
    pub name: Text,
    /// Its Organisation Data Service code; checked for form only.
    #[serde(default)]
    pub ods_code: Fact<Text>,
    /// The organisation that it is part of.
    #[serde(default)]
    pub part_of: Fact<Id>,
    /// How many people work there.
    #[serde(default)]
    pub staff: Fact<u32>,
    /// What an hour of staff time costs; turns minutes lost into money.
    #[serde(default)]
    pub hourly_staff_cost: Fact<Money>,
    /// What it spends in a year.
    #[serde(default)]
    pub annual_budget: Fact<Money>,
    /// Patients or cases that it refers to others each year.
    #[serde(default, deserialize_with = "or_empty")]
    pub referrals: Vec<Referral>,
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

/// How much one organisation hands over to another.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Referral {
    /// The other organisation.
    pub to: Id,
    /// Referrals or shared patients per year.
    pub per_year: Quantity,
}

/// A place where the organisation works.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Unique among the organisation's sites.
    pub id: Id,
    /// What people call it.
    pub name: Text,
    /// Its connectivity.
    #[serde(default)]
    pub connectivity: Fact<Box<Connectivity>>,
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

/// How a site is connected.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Connectivity {
    /// Megabits per second to the outside.
    #[serde(default)]
    pub wan_mbps: Fact<Quantity>,
    /// The kind of line, in words.
    #[serde(default)]
    pub wan_technology: Fact<Text>,
    /// How many per cent of the site have wireless coverage.
    #[serde(default)]
    pub wifi_coverage_percent: Fact<Percent>,
    /// Places without signal.
    #[serde(default, deserialize_with = "or_empty")]
    pub dead_spots: Vec<Text>,
}

may_be_blank!(Connectivity);

/// A team.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// Unique among the organisation's teams.
    pub id: Id,
    /// What people call it.
    pub name: Text,
    /// Person-days per year that it has for change.
    #[serde(default)]
    pub capacity_days_per_year: Fact<Quantity>,
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

/// Something that the business can do.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Capability {
    /// Unique among the organisation's capabilities.
    pub id: Id,
    /// What people call it.
    pub name: Text,
    /// The capability that it is part of.
    #[serde(default)]
    pub part_of: Fact<Reference>,
    /// How important it is, 1 to 5.
    #[serde(default)]
    pub importance: Fact<Importance>,
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

/// Something that is recorded about the world: patient, order, result.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DataEntity {
    /// Unique among the organisation's data entities.
    pub id: Id,
    /// What people call it.
    pub name: Text,
    /// How sensitive it is.
    #[serde(default)]
    pub sensitivity: Fact<Sensitivity>,
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
