//! What every section reads: the assessment, and which of its entities have
//! a place on the page that a link can lead to.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::{Excerpt, Inputs};
use crate::analyse::context::Context;
use crate::analyse::finding::Severity;
use crate::analyse::lifecycle::ComponentStanding;
use crate::assess::Assessment;
use crate::catalogue::SupportState;
use crate::check::estate::{Endpoint, Estate, OrganisationIndex, Subject, SystemIndex};
use crate::date::{Day, add_months};
use crate::method::Thresholds;
use crate::money::Currency;
use crate::render::number;
use crate::render::view::{Chip, Findings, Group, Tone, anchor};
use crate::render::words::{is_every_rule, not_judged};
use crate::score::firmness::Firmness;
use crate::score::risk::severity as band;
use crate::score::robustness::yardstick;
use crate::score::{RankPosition, Scored, Verdict};
use crate::source::Place;

/// The assessment with its figures that several sections share.
pub(super) struct PageContext<'a> {
    pub(super) made_of: &'a Inputs<'a>,
    pub(super) assessment: &'a Assessment,
    pub(super) context: Context<'a>,
    pub(super) estate: &'a Estate,
    pub(super) today: Day,
    pub(super) currency: Currency,
    pub(super) firmness: &'a Firmness,
    /// Endpoints with a row in the register that is written out.
    shown: BTreeSet<Endpoint>,
    /// Where each endpoint stands.
    standings: FxHashMap<Endpoint, usize>,
    /// Rules that are switched off: what they ask is not judged.
    pub(super) off: Vec<&'static str>,
    /// Findings with a drill-down: the first so many.
    pub(super) explained: usize,
    /// Those of them that are written out: the first so many.
    pub(super) written: usize,
}

impl<'a> PageContext<'a> {
    pub(super) fn new(made_of: &'a Inputs<'a>) -> Self {
        let assessment = made_of.assessment;
        let all = &assessment.standings.all;
        let systems = all.iter().filter(|standing| standing.subject.system().is_some());
        let devices = all.iter().filter(|standing| standing.subject.system().is_none());
        let shown = worst(systems).chain(worst(devices)).map(|standing| standing.subject).collect();
        let is_explained = |scored: &&Scored| scored.severity >= Severity::Medium;
        let explained = assessment.findings.iter().take_while(is_explained).count();
        Self {
            made_of,
            assessment,
            context: assessment.context(),
            estate: &assessment.estate,
            today: assessment.today,
            currency: assessment.settings.currency,
            firmness: assessment.firmness(),
            off: assessment.off(),
            shown,
            standings: all.iter().enumerate().map(|(index, standing)| (standing.subject, index)).collect(),
            explained: explained.min(Findings::MOST_DETAILS),
            written: explained.min(Findings::FIRST_WRITTEN),
        }
    }

    pub(super) fn excerpt(&self, place: &Place) -> Option<Excerpt> {
        (self.made_of.excerpt)(place)
    }

    pub(super) fn money(&self, minor: i64) -> String {
        number::money(minor, self.currency)
    }

    /// How many systems are in use.
    pub(super) fn systems(&self) -> u64 {
        self.context.measures.systems_in_use as u64
    }

    /// Systems in use, with where they stand.
    pub(super) fn systems_in_use(&self) -> impl Iterator<Item = (SystemIndex, &'a RankPosition)> {
        let standings = self.assessment.standings.systems();
        standings.filter_map(|standing| Some((standing.subject.system()?, standing)))
    }

    /// What people call a system.
    pub(super) fn system_name(&self, system: SystemIndex) -> String {
        self.context.name(Endpoint::System(system))
    }

    pub(super) fn standing(&self, endpoint: Endpoint) -> Option<&'a RankPosition> {
        self.assessment.standings.all.get(*self.standings.get(&endpoint)?)
    }

    pub(super) fn finding(&self, index: u32) -> Option<&'a Scored> {
        self.assessment.findings.get(index as usize)
    }

    /// The name of an organisation; empty where there is but the unnamed one.
    pub(super) fn organisation(&self, index: OrganisationIndex) -> &'a str {
        self.estate.organisation_name(index)
    }

    /// The id on the page of a system or device; empty if it has no row.
    pub(super) fn row(&self, endpoint: Endpoint) -> String {
        if !self.shown.contains(&endpoint) {
            return String::new();
        }
        let prefix = if endpoint.system().is_some() { "sys" } else { "dev" };
        anchor(prefix, &self.estate.key(endpoint.into()).to_string())
    }

    /// The id on the page of what a finding is about; empty if it has none.
    pub(super) fn subject_row(&self, subject: Subject) -> String {
        subject.endpoint().map(|endpoint| self.row(endpoint)).unwrap_or_default()
    }

    /// The id on the page of a finding's drill-down; empty if none is written
    /// out.
    pub(super) fn explanation(&self, index: u32) -> String {
        match self.finding(index) {
            Some(scored) if (index as usize) < self.written => anchor("f", &scored.id),
            _ => String::new(),
        }
    }

    /// The chip of the worst finding of a system or device.
    pub(super) fn worst_chip(&self, standing: &RankPosition) -> Chip {
        match standing.worst {
            Some(severity) => severity_chip(severity),
            None if is_judged(standing) => self.none_by_any_rule("None found"),
            None => Chip::new(Tone::Unknown, "Not known"),
        }
    }

    /// The chip of what no rule found: fine, in a word, only where every rule
    /// was asked.
    pub(super) fn none_by_any_rule(&self, word: &str) -> Chip {
        if self.off.is_empty() {
            Chip::new(Tone::Fine, word)
        } else if self.is_all_off() {
            not_judged_chip()
        } else {
            Chip::new(Tone::Unknown, "Partly judged")
        }
    }

    /// Whether no rule at all was asked.
    pub(super) fn is_all_off(&self) -> bool {
        is_every_rule(&self.off)
    }

    /// Those of some rules that are switched off, in words.
    pub(super) fn not_judged(&self, rules: &[&str]) -> Option<String> {
        let off: Vec<&str> = self.off.iter().copied().filter(|rule| rules.contains(rule)).collect();
        not_judged(&off)
    }

    /// The last day of the cover that a component has; past if it has none.
    pub(super) fn end_of_cover(component: &ComponentStanding) -> Option<Day> {
        match component.standing.state {
            SupportState::SecurityOnly => component.standing.end_of_support,
            _ => component.standing.decided_by.or(component.standing.end_of_support),
        }
    }

    /// Whether a component has cover now and loses it by a day.
    pub(super) fn loses_cover_by(&self, component: &ComponentStanding, by: Day) -> bool {
        let is_covered =
            !matches!(component.standing.state, SupportState::Unsupported | SupportState::Unknown);
        is_covered && Self::end_of_cover(component).is_some_and(|day| day >= self.today && day <= by)
    }

    /// Systems in use without support for something that they are built on.
    pub(super) fn unsupported(&self) -> u64 {
        let is_out = |(_, standing): &(SystemIndex, &RankPosition)| {
            standing.support == Some(SupportState::Unsupported)
        };
        self.systems_in_use().filter(is_out).count() as u64
    }

    /// Systems that join those without support within so many months.
    pub(super) fn losing_support(&self, months: i32) -> u64 {
        let by = add_months(self.today, months);
        let joins = |(system, standing): &(SystemIndex, &RankPosition)| {
            standing.support != Some(SupportState::Unsupported)
                && self
                    .context
                    .lifecycles
                    .of(Endpoint::System(*system))
                    .iter()
                    .any(|component| self.loses_cover_by(component, by))
        };
        self.systems_in_use().filter(joins).count() as u64
    }

    /// Systems of whose technology something could be dated.
    pub(super) fn judged(&self) -> u64 {
        self.systems_in_use().filter(|(_, standing)| is_judged(standing)).count() as u64
    }
}

fn worst<'a>(standings: impl Iterator<Item = &'a RankPosition>) -> impl Iterator<Item = &'a RankPosition> {
    let all: Vec<&RankPosition> = standings.collect();
    let most = Group::written(all.len());
    all.into_iter().take(most)
}

fn is_judged(standing: &RankPosition) -> bool {
    standing.support.is_some_and(|state| state != SupportState::Unknown)
}

pub(super) fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Critical => Tone::Critical,
        Severity::High => Tone::High,
        Severity::Medium => Tone::Medium,
        Severity::Low => Tone::Low,
    }
}

pub(super) fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "Critical",
        Severity::High => "High",
        Severity::Medium => "Medium",
        Severity::Low => "Low",
    }
}

pub(super) fn severity_chip(severity: Severity) -> Chip {
    Chip::new(tone(severity), severity_word(severity))
}

/// The chip of what is switched off.
pub(super) fn not_judged_chip() -> Chip {
    Chip::new(Tone::Unknown, "Not judged")
}

/// The chip of what some rules say; `nothing` where all were asked and none
/// found anything.
pub(super) fn verdict_chip(verdict: Verdict, nothing: Chip) -> Chip {
    match verdict {
        Verdict::Open(severity) => severity_chip(severity),
        Verdict::NotJudged => not_judged_chip(),
        Verdict::Accepted => Chip::new(Tone::Low, "Accepted"),
        Verdict::Nothing => nothing,
    }
}

/// A score in whole points; with a decimal where rounding would show it in
/// another band.
pub(super) fn score(risk: f64, thresholds: &Thresholds) -> String {
    let (risk, whole) = (risk.clamp(0.0, 100.0), risk.round());
    if band(whole, thresholds) == band(risk, thresholds) {
        number::decimal(whole, 0)
    } else {
        number::decimal((risk * 10.0).floor() / 10.0, 1)
    }
}

/// The chip of a support state.
pub(super) fn support_chip(state: SupportState) -> Chip {
    match state {
        SupportState::Supported => Chip::new(Tone::Fine, "Supported"),
        SupportState::SecurityOnly => Chip::new(Tone::Low, "Security fixes only"),
        SupportState::Ending => Chip::new(Tone::High, "Ending"),
        SupportState::Extended => Chip::new(Tone::Medium, "Extended (paid)"),
        SupportState::Unsupported => Chip::new(Tone::Critical, "Unsupported"),
        SupportState::Unknown => Chip::new(Tone::Unknown, "Not known"),
    }
}

/// `; likely (79%) to be in the first ten`, of a share of the draws. What hardly
/// ever is there goes without saying.
pub(super) fn in_the_first_ten(share: f64) -> String {
    if share < 0.005 {
        return String::new();
    }
    format!("; {} ({}) to be in the first ten", yardstick(share), number::percent(share))
}
