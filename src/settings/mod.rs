//! Settings: `techstrata.yaml` beside the inventory, or `--settings`.
//!
//! They say how the estate is judged and shown, never what it is. What was
//! read ([`SettingsFile`]) and what is used ([`Settings`]) are two types: only
//! [`settle`] makes one of the other, and says everything that is wrong.

mod numbers;
mod read;
mod settle;

use std::collections::BTreeSet;

use crate::date::PartialDate;
use crate::method::threshold::HORIZON_MONTHS;
use crate::method::{RuleId, Thresholds, Weights};
use crate::model::{Fact, Text};
use crate::money::Currency;
use crate::source::FileId;

pub use read::{
    Acceptance, Branding, Budget, ChangeFreeze, RuleSwitches, Section, SectionSwitches, SettingsFile, Targets,
};
pub use settle::settle;

/// The yearly discount rate where the settings state none: the Green Book's.
const DISCOUNT_RATE: f64 = 0.035;

/// What an estate is judged and shown by: every value within its range, every
/// name known, every default filled in.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The file that states them, if there is one.
    pub file: Option<FileId>,
    /// What the estate is called in the report.
    pub estate: Fact<Text>,
    /// The currency of every amount that names none.
    pub currency: Currency,
    /// The protective marking.
    pub classification: Fact<Text>,
    /// A line beside the marking that says how to handle the report.
    pub handling: Fact<Text>,
    /// The day on which the estate is judged, if the call names none.
    pub assessment_date: Fact<PartialDate>,
    /// Months within which support counts as ending, 1 to 600.
    pub horizon_months: u16,
    /// The look of the report.
    pub branding: Branding,
    /// Targets that the tiles show.
    pub targets: Targets,
    /// Money that can be spent, each year once.
    pub budgets: Vec<Budget>,
    /// Times in which nothing may be changed, none of which ends before it
    /// begins.
    pub change_freezes: Vec<ChangeFreeze>,
    /// The yearly discount rate for benefits, 0 to 1.
    pub discount_rate: f64,
    /// Weights of the ranking criteria, which sum to 1.
    pub weights: Weights,
    /// Thresholds, anchors of scales and weights of factors.
    pub thresholds: Thresholds,
    /// Rules that are not run.
    pub rules_off: BTreeSet<RuleId>,
    /// Sections of the report that are left out.
    pub sections_off: BTreeSet<Section>,
    /// Findings that are accepted until a date, each once, of rules that there
    /// are.
    pub accept: Vec<Acceptance>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            file: None,
            estate: Fact::Unknown,
            currency: Currency::GBP,
            classification: Fact::Unknown,
            handling: Fact::Unknown,
            assessment_date: Fact::Unknown,
            horizon_months: HORIZON_MONTHS,
            branding: Branding::default(),
            targets: Targets::default(),
            budgets: Vec::new(),
            change_freezes: Vec::new(),
            discount_rate: DISCOUNT_RATE,
            weights: Weights::default(),
            thresholds: Thresholds::default(),
            rules_off: BTreeSet::new(),
            sections_off: BTreeSet::new(),
            accept: Vec::new(),
        }
    }
}

impl Settings {
    /// Whether a rule is switched off.
    pub fn is_off(&self, rule: &str) -> bool {
        self.rules_off.iter().any(|off| off.as_str() == rule)
    }
}
