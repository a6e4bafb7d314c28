//! Settings as read: what the file says, each value by itself of the right
//! kind. What they come to is [`super::Settings`].

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::date::PartialDate;
use crate::model::fact::{Fact, Number, Quantity, Share, Text, may_be_blank, or_empty, stated};
use crate::model::vocabulary::vocabulary;
use crate::money::{Currency, Money};

/// Everything that can be set. All of it is optional.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "techstrata settings")]
pub struct SettingsFile {
    /// What the estate is called in the report.
    pub estate: Fact<Text>,
    /// The currency of every amount that names none. GBP where not set.
    pub currency: Fact<Currency>,
    /// The protective marking: none, OFFICIAL, OFFICIAL-SENSITIVE or free text.
    pub classification: Fact<Text>,
    /// A line beside the marking that says how to handle the report.
    pub handling: Fact<Text>,
    /// The day on which the estate is judged, if the call names none.
    pub assessment_date: Fact<PartialDate>,
    /// Support that ends within so many months counts as ending. 18 where not set.
    #[schemars(range(min = 1, max = 600))]
    pub horizon_months: Fact<u16>,
    /// The look of the report.
    #[serde(deserialize_with = "or_empty")]
    pub branding: Branding,
    /// Targets that the tiles show.
    #[serde(deserialize_with = "or_empty")]
    pub targets: Targets,
    /// Money that can be spent, by year.
    #[serde(deserialize_with = "or_empty")]
    pub budgets: Vec<Budget>,
    /// Times in which nothing may be changed.
    #[serde(deserialize_with = "or_empty")]
    pub change_freezes: Vec<ChangeFreeze>,
    /// The yearly discount rate for benefits, 0 to 1. 0.035 where not set.
    pub discount_rate: Fact<Share>,
    /// Weights of the ranking criteria, by criterion, and of the factors of a
    /// rule, by `rule.factor`; shared out to 1 within each.
    #[serde(deserialize_with = "or_empty")]
    pub weights: BTreeMap<String, Quantity>,
    /// Comparisons of criteria in pairs, which give the weights in place of
    /// `weights`: `worst-finding: {reach: 3}` says that the worst finding matters
    /// three times as much as reach. Every pair of the criteria that are named
    /// must be compared once; criteria that are not named weigh nothing.
    #[serde(deserialize_with = "or_empty")]
    pub pairwise: BTreeMap<String, BTreeMap<String, Quantity>>,
    /// Thresholds and anchors of scales that replace our defaults, by key.
    #[serde(deserialize_with = "or_empty")]
    pub thresholds: BTreeMap<String, Number>,
    /// Which rules are on.
    #[serde(deserialize_with = "or_empty")]
    pub rules: RuleSwitches,
    /// Which sections of the report are shown.
    #[serde(deserialize_with = "or_empty")]
    pub sections: SectionSwitches,
    /// Findings that are accepted until a date.
    #[serde(deserialize_with = "or_empty")]
    pub accept: Vec<Acceptance>,
}

impl SettingsFile {
    /// The currency of every amount that names none.
    pub fn currency(&self) -> Currency {
        self.currency.get().unwrap_or(Currency::GBP)
    }
}

/// The look of the report.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Branding {
    /// The colour of links and rules, as `#RRGGBB`; refused if it is too pale
    /// to be read.
    pub accent: Fact<Text>,
    /// An SVG or PNG file of at most 64 kB, beside the settings. An SVG may
    /// hold shapes and nothing else.
    pub logo: Fact<Text>,
}

/// Targets that the tiles show; a tile without a target shows none.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Targets {
    /// High-risk systems at most.
    pub high_risk_systems: Fact<u32>,
    /// Systems on unsupported technology at most.
    pub unsupported_systems: Fact<u32>,
    /// Per cent of interfaces through one hub at most.
    pub hub_share_percent: Fact<crate::model::fact::Percent>,
    /// Systems without a live interface at most.
    pub isolated_systems: Fact<u32>,
    /// Hours of re-keying a week at most.
    pub rekeying_hours_per_week: Fact<Quantity>,
}

/// Money that can be spent in one year.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// The year in which the financial year begins.
    #[schemars(range(min = 1900, max = 2200))]
    #[serde(deserialize_with = "stated")]
    pub year: u16,
    /// For what lasts.
    #[serde(default)]
    pub capital: Fact<Money>,
    /// For running.
    #[serde(default)]
    pub revenue: Fact<Money>,
}

/// A time in which nothing may be changed.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeFreeze {
    /// Its first day.
    pub from: PartialDate,
    /// Its last day.
    pub to: PartialDate,
    /// Why.
    #[serde(default)]
    pub reason: Fact<Text>,
}

/// Which rules are on; all of them where nothing is set.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RuleSwitches {
    /// Rules that are not run.
    #[serde(deserialize_with = "or_empty")]
    pub off: Vec<Text>,
}

vocabulary!(
    /// A section of the report, in the order of the page.
    Section {
        /// Board summary: how bad, what first, what it buys.
        Board = "board",
        /// Across organisations.
        Organisations = "organisations",
        /// Plan: what to fund, in which order.
        Plan = "plan",
        /// Scenarios: other ways.
        Scenarios = "scenarios",
        /// Support dates.
        Lifecycle = "lifecycle",
        /// Integration: bottlenecks and islands.
        Integration = "integration",
        /// Staff time.
        Time = "time",
        /// Before you buy.
        Buy = "buy",
        /// Findings, with how each score was worked out.
        Findings = "findings",
        /// Systems and devices.
        Systems = "systems",
        /// Evidence and gaps.
        Evidence = "evidence",
        /// Method.
        Method = "method",
    }
);

impl Section {
    /// What the section is called on the page.
    pub fn title(self) -> &'static str {
        match self {
            Self::Board => "Board summary",
            Self::Organisations => "Across organisations",
            Self::Plan => "Plan",
            Self::Scenarios => "Scenarios",
            Self::Lifecycle => "Support dates",
            Self::Integration => "Integration",
            Self::Time => "Staff time",
            Self::Buy => "Before you buy",
            Self::Findings => "Findings",
            Self::Systems => "Systems and devices",
            Self::Evidence => "Evidence and gaps",
            Self::Method => "Method",
        }
    }
}

/// Which sections of the report are shown; all of them where nothing is set.
/// What is left out is named at the foot of the page.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SectionSwitches {
    /// Sections that are left out.
    #[serde(deserialize_with = "or_empty")]
    pub off: Vec<Section>,
}

/// A finding that is accepted until a date.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// The finding, such as `dangerous-hub:riverside/tie`.
    pub finding: Text,
    /// The last day on which it is accepted.
    pub until: PartialDate,
    /// The role of whoever accepts it.
    pub by: Text,
    /// Why.
    pub reason: Text,
}
