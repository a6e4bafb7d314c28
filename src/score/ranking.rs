//! The order in which systems and device fleets deserve attention.
//!
//! Linear additive value with swing weights over declared criteria (methods
//! §5 step B): contributions add up exactly, and because anchors are declared,
//! adding or dropping a system never reorders the rest.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::risk::Scored;
use crate::analyse::context::Context;
use crate::analyse::finding::Severity;
use crate::analyse::hub;
use crate::catalogue::SupportState;
use crate::check::estate::{Endpoint, Subject};
use crate::date::{Day, days_between};
use crate::method::{Criterion, Weights};

/// What one criterion adds to a priority.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution {
    /// The criterion.
    pub criterion: Criterion,
    /// The raw figure in the criterion's unit; nothing where it is not
    /// recorded, which counts 0 and is said.
    pub raw: Option<f64>,
    /// The figure between the criterion's anchors, 0 to 1.
    pub value: f64,
    /// The weight, 0 to 1.
    pub weight: f64,
}

impl Contribution {
    /// What it adds: 100 × weight × value.
    pub fn points(self) -> f64 {
        100.0 * self.weight * self.value
    }
}

/// Where a system or device fleet stands.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The system or fleet.
    pub subject: Endpoint,
    /// Its findings, as indices into the scored findings, in their order.
    pub findings: Vec<u32>,
    /// The worst band of its open findings.
    pub worst: Option<Severity>,
    /// The worst support state of its components; nothing without components.
    pub support: Option<SupportState>,
    /// 100 × Σ weight × value, 0 to 100.
    pub priority: f64,
    /// What each criterion adds, in the criteria's order.
    pub contributions: Vec<Contribution>,
    /// Its rank among those with findings, from 1; 0 without findings.
    pub rank: u32,
}

impl Standing {
    /// Whether its worst open finding is high or critical.
    pub fn is_high_risk(&self) -> bool {
        self.worst >= Some(Severity::High)
    }
}

/// Standings of every system and device in use: ranked ones first, then the
/// rest by id.
#[derive(Clone, Debug, Default)]
pub struct Standings {
    /// In order.
    pub all: Vec<Standing>,
}

impl Standings {
    /// How many systems are high-risk.
    pub fn high_risk_systems(&self) -> usize {
        self.systems().filter(|standing| standing.is_high_risk()).count()
    }

    /// Standings of systems, in order.
    pub fn systems(&self) -> impl Iterator<Item = &Standing> {
        self.all.iter().filter(|standing| standing.subject.system().is_some())
    }

    /// Standings of devices, in order.
    pub fn devices(&self) -> impl Iterator<Item = &Standing> {
        self.all.iter().filter(|standing| standing.subject.system().is_none())
    }
}

/// Ranks every system and device fleet in use. O(n log n).
pub fn rank(context: &Context<'_>, scored: &[Scored], weights: &Weights) -> Standings {
    let mut of: BTreeMap<Endpoint, Vec<u32>> = BTreeMap::new();
    let mut hours: BTreeMap<Endpoint, f64> = BTreeMap::new();
    for (index, finding) in scored.iter().enumerate() {
        if let Some(endpoint) = endpoint(finding.finding.subject) {
            of.entry(endpoint).or_default().push(index as u32);
        }
        if let (Some(lost), true) = (finding.finding.hours_per_year, finding.is_open()) {
            // Both ends of a flow carry the time that it costs.
            for touched in finding.finding.touches.iter().filter_map(|subject| endpoint(*subject)) {
                *hours.entry(touched).or_default() += lost;
            }
        }
    }
    let subjects = in_use(context);
    let mut all: Vec<Standing> = subjects
        .into_par_iter()
        .map(|subject| {
            let findings = of.get(&subject).cloned().unwrap_or_default();
            standing(context, subject, findings, hours.get(&subject).copied(), scored, weights)
        })
        .collect();
    all.sort_by(|a, b| {
        let has_none = |standing: &Standing| standing.findings.is_empty();
        has_none(a)
            .cmp(&has_none(b))
            .then_with(|| b.priority.total_cmp(&a.priority))
            .then_with(|| a.subject.cmp(&b.subject))
    });
    for (index, standing) in all.iter_mut().enumerate() {
        standing.rank = if standing.findings.is_empty() { 0 } else { index as u32 + 1 };
    }
    Standings { all }
}

fn endpoint(subject: Subject) -> Option<Endpoint> {
    match subject {
        Subject::System(index) => Some(Endpoint::System(index)),
        Subject::Device(index) => Some(Endpoint::Device(index)),
        _ => None,
    }
}

fn in_use(context: &Context<'_>) -> Vec<Endpoint> {
    let systems = context.estate.systems().filter(|(_, entry)| entry.record.is_in_use());
    let devices = context.estate.devices().filter(|(_, entry)| entry.record.is_in_use());
    systems
        .map(|(index, _)| Endpoint::System(index))
        .chain(devices.map(|(index, _)| Endpoint::Device(index)))
        .collect()
}

fn standing(
    context: &Context<'_>,
    subject: Endpoint,
    findings: Vec<u32>,
    hours: Option<f64>,
    scored: &[Scored],
    weights: &Weights,
) -> Standing {
    let open = || findings.iter().map(|&index| &scored[index as usize]).filter(|finding| finding.is_open());
    let worst_risk = open().map(|finding| finding.risk.point).fold(0.0, f64::max);
    let raw = |criterion: Criterion| match criterion {
        Criterion::WorstFinding => Some(worst_risk),
        Criterion::Fragility => fragile_hub(context, subject),
        Criterion::Reach => Some(context.measures.reach(context.views.number(subject)).share),
        Criterion::HoursLost => hours,
        Criterion::DebtAge => debt_age(context, subject),
        Criterion::RunningCost => running_cost(context, subject),
        Criterion::Deadline => nearest_cliff(context, subject),
        Criterion::Deliverability => Some(deliverability(context, subject)),
    };
    let contributions: Vec<Contribution> = Criterion::ALL
        .iter()
        .map(|&criterion| {
            let raw = raw(criterion);
            let value = raw.map_or(0.0, |raw| criterion.value(raw));
            Contribution { criterion, raw, value, weight: weights.get(criterion) }
        })
        .collect();
    Standing {
        subject,
        worst: open().map(|finding| finding.severity).max(),
        support: worst_support(context, subject),
        priority: contributions.iter().map(|contribution| contribution.points()).sum(),
        contributions,
        findings,
        rank: 0,
    }
}

/// The worst support state of its components; what is not known stands
/// between supported and ending, never as fine.
fn worst_support(context: &Context<'_>, subject: Endpoint) -> Option<SupportState> {
    let order = |state: SupportState| match state {
        SupportState::Supported => 0,
        SupportState::SecurityOnly => 1,
        SupportState::Unknown => 2,
        SupportState::Ending => 3,
        SupportState::Extended => 4,
        SupportState::Unsupported => 5,
    };
    let components = context.lifecycles.of(subject);
    components.iter().map(|component| component.standing.state).max_by_key(|state| order(*state))
}

fn fragile_hub(context: &Context<'_>, subject: Endpoint) -> Option<f64> {
    let system = subject.system()?;
    let importance = hub::importance(context, system).value();
    Some(importance * hub::fragility(context, system).value.point)
}

fn debt_age(context: &Context<'_>, subject: Endpoint) -> Option<f64> {
    let components = context.lifecycles.of(subject);
    let years = components.iter().filter_map(|component| component.standing.debt_years(context.today));
    years.reduce(f64::max)
}

fn running_cost(context: &Context<'_>, subject: Endpoint) -> Option<f64> {
    let cost = match subject {
        Endpoint::System(index) => &context.estate.systems[index.at()].record.cost,
        Endpoint::Device(index) => &context.estate.devices[index.at()].record.cost,
    };
    cost.then(|cost| &cost.annual).map(|money| money.major())
}

/// Months until the next dated end: of support that has not ended, or of a
/// contract.
fn nearest_cliff(context: &Context<'_>, subject: Endpoint) -> Option<f64> {
    let components = context.lifecycles.of(subject).iter();
    let support = components.filter_map(|component| component.standing.decided_by);
    let contract = match subject {
        Endpoint::System(index) => {
            context.estate.systems[index.at()].record.contract.then(|contract| &contract.ends)
        }
        Endpoint::Device(index) => {
            context.estate.devices[index.at()].record.contract.then(|contract| &contract.ends)
        }
    };
    let ahead = |day: &Day| *day >= context.today;
    let next = support.chain(contract.map(|date| date.last_day())).filter(ahead).min()?;
    Some(f64::from(days_between(context.today, next)) / 30.4375)
}

fn deliverability(context: &Context<'_>, subject: Endpoint) -> f64 {
    let options = match subject {
        Endpoint::System(index) => &context.estate.systems[index.at()].record.modernisation,
        Endpoint::Device(index) => &context.estate.devices[index.at()].record.modernisation,
    };
    if options.iter().any(|option| option.cost.is_known()) { 1.0 } else { 0.0 }
}
