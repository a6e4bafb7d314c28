//! Interfaces: a flow of data from one system or device to another.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fact::{Fact, Quantity, Share, Text, or_empty};
use super::id::{Id, Reference};
use super::system::Owner;
use super::vocabulary::{Criticality, Fallback, InterfaceMode, Protocol, Status};
use crate::date::PartialDate;

/// A flow of data. Only `id`, `from` and `to` are needed.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Interface {
    /// Unique among the organisation's interfaces.
    pub id: Id,
    /// What people call it.
    #[serde(default)]
    pub name: Fact<Text>,
    /// What it is for, in a sentence.
    #[serde(default)]
    pub description: Fact<Text>,
    /// Where the data comes from.
    pub from: Reference,
    /// Where the data goes.
    pub to: Reference,
    /// How the data travels.
    #[serde(default)]
    pub protocol: Fact<Protocol>,
    /// The version of the protocol.
    #[serde(default)]
    pub version: Fact<Text>,
    /// When the data travels.
    #[serde(default)]
    pub mode: Fact<InterfaceMode>,
    /// The data entities that it carries.
    #[serde(default, deserialize_with = "or_empty")]
    pub data: Vec<Reference>,
    /// Messages per day.
    #[serde(default)]
    pub messages_per_day: Fact<Quantity>,
    /// The share of a day's messages that falls in the busiest hour, 0 to 1.
    #[serde(default)]
    pub peak_hour_share: Fact<Share>,
    /// Messages per second that it can carry.
    #[serde(default)]
    pub capacity_per_second: Fact<Quantity>,
    /// Seconds from sending to receiving.
    #[serde(default)]
    pub latency_seconds: Fact<Quantity>,
    /// Failures per month.
    #[serde(default)]
    pub failures_per_month: Fact<Quantity>,
    /// Minutes of people's time per transaction, for manual ones.
    #[serde(default)]
    pub minutes_per_transaction: Fact<Quantity>,
    /// Records per year, for manual ones.
    #[serde(default)]
    pub records_per_year: Fact<Quantity>,
    /// Fields per record, for manual ones.
    #[serde(default)]
    pub fields: Fact<u32>,
    /// The hubs that it passes, when `from` and `to` name the end systems.
    #[serde(default, deserialize_with = "or_empty")]
    pub via: Vec<Reference>,
    /// Who answers for it.
    #[serde(default)]
    pub owner: Fact<Box<Owner>>,
    /// Whether somebody is told when it fails.
    #[serde(default)]
    pub monitored: Fact<bool>,
    /// Whether it is documented.
    #[serde(default)]
    pub documented: Fact<bool>,
    /// Whether the data is encrypted on its way.
    #[serde(default)]
    pub encrypted: Fact<bool>,
    /// How much depends on it.
    #[serde(default)]
    pub criticality: Fact<Criticality>,
    /// Hours that the receiver manages without it.
    #[serde(default)]
    pub tolerance_hours: Fact<Quantity>,
    /// What the receiver does without it.
    #[serde(default)]
    pub fallback: Fact<Fallback>,
    /// How many people can mend it.
    #[serde(default)]
    pub skilled_people: Fact<u32>,
    /// Where in its life it is. Live where not stated.
    #[serde(default)]
    pub status: Fact<Status>,
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

impl Interface {
    /// Whether people carry the data: re-keying, paper or fax.
    pub fn is_manual(&self) -> bool {
        self.protocol.get().is_some_and(Protocol::is_manual)
    }

    /// Whether it is in use; an interface of unstated status is.
    pub fn is_in_use(&self) -> bool {
        self.status.get().is_none_or(Status::is_in_use)
    }

    /// Hours of people's time per year: records × minutes / 60 (methods §3),
    /// if both are known.
    pub fn manual_hours_per_year(&self) -> Option<f64> {
        let records = self.records_per_year.get()?.value();
        let minutes = self.minutes_per_transaction.get()?.value();
        Some(records * minutes / 60.0)
    }
}
