//! All that a rule may read: the estate, its graphs and measures that more
//! than one rule needs, each computed once.

use super::confidence::{Ageing, Belief, Provenance, belief};
use super::lifecycle::{ComponentStanding, Lifecycles};
use super::measure::Measures;
use crate::catalogue::SupportState;
use crate::check::estate::{Endpoint, Estate, Subject, SystemIndex};
use crate::date::Day;
use crate::graph::build::Views;
use crate::method::{Threshold, Thresholds};
use crate::model::Component;
use crate::model::vocabulary::{Criticality, Sensitivity, SystemKind};
use crate::money::Currency;

/// All that a rule may read.
#[derive(Debug)]
pub struct Context<'a> {
    /// The estate.
    pub estate: &'a Estate,
    /// Its graphs.
    pub views: &'a Views,
    /// The day on which it is judged.
    pub today: Day,
    /// Months within which support counts as ending.
    pub horizon_months: u16,
    /// The estate's currency.
    pub currency: Currency,
    /// The thresholds in force.
    pub thresholds: &'a Thresholds,
    /// Support of every component in use.
    pub lifecycles: &'a Lifecycles,
    /// Measures of the graphs.
    pub measures: &'a Measures,
}

impl Context<'_> {
    /// A threshold in force.
    pub fn threshold(&self, threshold: Threshold) -> f64 {
        self.thresholds.get(threshold)
    }

    /// How far the facts of a subject are believed.
    pub fn belief(&self, subject: impl Into<Subject>, ageing: Ageing) -> Belief {
        let subject = subject.into();
        self.provenance(subject)
            .map_or(Belief::Certain("it is vocabulary, and no measurement"), |provenance| {
                belief(subject, provenance, ageing, self.today, self.thresholds)
            })
    }

    /// The lowest belief in the facts of several systems.
    pub fn lowest_belief(&self, systems: impl IntoIterator<Item = SystemIndex>, ageing: Ageing) -> Belief {
        Belief::lowest(systems.into_iter().map(|system| self.belief(Endpoint::System(system), ageing)))
    }

    /// What a subject says of its own facts; vocabulary says nothing.
    pub fn provenance(&self, subject: Subject) -> Option<Provenance<'_>> {
        let record = self.estate.subject(subject).record;
        (!subject.is_vocabulary()).then_some(Provenance { source: record.source, verified: record.verified })
    }

    /// The criticality that is stated for a system or device; a device takes
    /// the highest of the systems reached from it if it states none itself.
    /// Also says whose statement it is.
    pub fn criticality(&self, endpoint: Endpoint) -> Option<(Criticality, Endpoint)> {
        let stated = |one| Some((self.estate.endpoint(one).record.criticality.get()?, one));
        let runs = self.estate.endpoint(endpoint).links.runs.iter().copied();
        // The vocabulary lists the highest first.
        stated(endpoint).or_else(|| runs.map(Endpoint::System).filter_map(stated).min())
    }

    /// The most sensitive data that a system holds, with its index in `data`.
    pub fn sensitivity(&self, system: SystemIndex) -> Option<(Sensitivity, u32)> {
        let entry = &self.estate.systems[system.at()];
        let held = entry.links.data.iter().filter_map(|link| {
            let entity = &self.estate.data_entities[link.entity.at()].record;
            entity.sensitivity.get().map(|sensitivity| (sensitivity, link.index))
        });
        held.max_by_key(|(sensitivity, index)| (*sensitivity, std::cmp::Reverse(*index)))
    }

    /// The record of a component.
    pub fn component(&self, component: &ComponentStanding) -> &Component {
        &self.estate.endpoint(component.owner).record.components[component.index as usize]
    }

    /// Whether the support of a component may raise a finding on its own: the
    /// inventory itself states the end, or the match is an identifier or an
    /// exact name and every release that may be meant is in one state.
    pub fn is_firm(&self, component: &ComponentStanding) -> bool {
        let is_settled = component.standing.state != SupportState::Unknown;
        self.component(component).supported_until.is_known()
            || (is_settled && self.lifecycles.product(component).is_named())
    }

    /// Whether a system is there for others to stand on, and enough do.
    pub fn is_shared_platform(&self, system: SystemIndex) -> bool {
        let kind = self.estate.systems[system.at()].record.kind.get();
        let is_ground =
            matches!(kind, Some(SystemKind::Platform | SystemKind::Database | SystemKind::Infrastructure));
        is_ground && self.measures.needed_by(system).len() as f64 >= self.threshold(Threshold::SharedPlatform)
    }

    /// What people call a system or device.
    pub fn name(&self, endpoint: Endpoint) -> String {
        self.estate.name(endpoint.into())
    }
}
