//! The order in which systems and device fleets deserve attention.
//!
//! Linear additive value with swing weights over declared criteria (methods
//! §5 step B): contributions add up exactly, and because anchors are declared,
//! adding or dropping a system never reorders the rest.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::risk::Scored;
use crate::analyse::context::Context;
use crate::analyse::finding::{Bounds, Severity};
use crate::analyse::{hub, possible};
use crate::catalogue::SupportState;
use crate::check::estate::Endpoint;
use crate::date::{Day, days_between};
use crate::method::{Criterion, Weights};

/// A raw figure of a criterion, in its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    /// It is known, or the nearest that is recorded.
    Known(f64),
    /// It lies between two figures.
    Between(Bounds),
    /// Nothing of it is recorded: anything is possible, and the middle counts.
    NotRecorded,
    /// It cannot apply, and counts nothing.
    NotApplicable,
}

impl Figure {
    /// The value between the criterion's anchors, 0 to 1.
    pub fn value(self, criterion: Criterion) -> Bounds {
        match self {
            Self::Known(raw) => Bounds::exact(criterion.value(raw)),
            Self::Between(raw) => raw.map(|raw| criterion.value(raw)),
            Self::NotRecorded => Bounds::between(0.0, 1.0),
            Self::NotApplicable => Bounds::exact(0.0),
        }
    }

    /// Whether it is recorded, in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Known(_) | Self::Between(_) => "recorded",
            Self::NotRecorded => "not recorded",
            Self::NotApplicable => "does not apply",
        }
    }

    /// The figure, where there is one.
    pub fn point(self) -> Option<f64> {
        match self {
            Self::Known(raw) => Some(raw),
            Self::Between(raw) => Some(raw.point()),
            Self::NotRecorded | Self::NotApplicable => None,
        }
    }
}

/// What one criterion adds to a priority.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution {
    /// The criterion.
    pub criterion: Criterion,
    /// The raw figure in the criterion's unit.
    pub raw: Figure,
    /// The figure between the criterion's anchors, 0 to 1.
    pub value: Bounds,
    /// The weight, 0 to 1.
    pub weight: f64,
}

impl Contribution {
    /// What it adds: 100 × weight × value.
    pub fn points(self) -> f64 {
        100.0 * self.weight * self.value.point()
    }
}

/// Where a system or device fleet stands.
#[derive(Clone, Debug)]
pub struct RankPosition {
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
    /// The priority with every unknown at its best and at its worst.
    pub range: Bounds,
    /// What each criterion adds, in the criteria's order.
    pub contributions: Vec<Contribution>,
    /// Its rank among those with findings, from 1; 0 without findings.
    pub rank: u32,
}

impl RankPosition {
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
    pub all: Vec<RankPosition>,
}

impl Standings {
    /// How many systems are high-risk.
    pub fn high_risk_systems(&self) -> usize {
        self.systems().filter(|standing| standing.is_high_risk()).count()
    }

    /// Standings of systems, in order.
    pub fn systems(&self) -> impl Iterator<Item = &RankPosition> {
        self.all.iter().filter(|standing| standing.subject.system().is_some())
    }

    /// Standings of devices, in order.
    pub fn devices(&self) -> impl Iterator<Item = &RankPosition> {
        self.all.iter().filter(|standing| standing.subject.system().is_none())
    }
}

/// Ranks every system and device fleet in use. O(n log n).
pub fn rank(context: &Context<'_>, scored: &[Scored], weights: &Weights) -> Standings {
    let mut of: BTreeMap<Endpoint, Vec<u32>> = BTreeMap::new();
    let mut hours: BTreeMap<Endpoint, f64> = BTreeMap::new();
    for (index, finding) in scored.iter().enumerate() {
        if let Some(endpoint) = finding.finding.subject.endpoint() {
            of.entry(endpoint).or_default().push(index as u32);
        }
        if let (Some(lost), true) = (finding.finding.hours_per_year, finding.is_open()) {
            // Both ends of a flow carry the time that it costs.
            for touched in finding.finding.touches.iter().filter_map(|subject| subject.endpoint()) {
                *hours.entry(touched).or_default() += lost;
            }
        }
    }
    let subjects: Vec<Endpoint> = context.estate.endpoints_in_use().map(|(endpoint, _)| endpoint).collect();
    let mut all: Vec<RankPosition> = subjects
        .into_par_iter()
        .map(|subject| {
            let findings = of.get(&subject).cloned().unwrap_or_default();
            standing(context, subject, findings, hours.get(&subject).copied(), scored, weights)
        })
        .collect();
    all.sort_by(|a, b| {
        let has_none = |standing: &RankPosition| standing.findings.is_empty();
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

fn standing(
    context: &Context<'_>,
    subject: Endpoint,
    findings: Vec<u32>,
    hours: Option<f64>,
    scored: &[Scored],
    weights: &Weights,
) -> RankPosition {
    let (fragility, hidden_hub) = fragile_hub(context, subject);
    let hidden = possible::worst_support(context, subject).max(hidden_hub);
    let open = || findings.iter().map(|&index| &scored[index as usize]).filter(|finding| finding.is_open());
    let raw = |criterion: Criterion| match criterion {
        Criterion::WorstFinding => {
            let worst = worst_risk(open());
            Figure::Between(Bounds::new(worst.low(), worst.point(), worst.high().max(hidden)))
        }
        Criterion::Fragility => fragility,
        Criterion::Reach => Figure::Between(context.measures.reach(context.views.number(subject)).bounds()),
        Criterion::HoursLost => Figure::Known(hours.unwrap_or(0.0)),
        Criterion::DebtAge => debt_age(context, subject),
        Criterion::RunningCost => running_cost(context, subject),
        Criterion::Deadline => nearest_cliff(context, subject),
        Criterion::Deliverability => Figure::Known(deliverability(context, subject)),
    };
    let contributions: Vec<Contribution> = Criterion::ALL
        .iter()
        .map(|&criterion| {
            let raw = raw(criterion);
            Contribution { criterion, raw, value: raw.value(criterion), weight: weights.get(criterion) }
        })
        .collect();
    let sum = |pick: fn(Bounds) -> f64| {
        100.0 * contributions.iter().map(|each| each.weight * pick(each.value)).sum::<f64>()
    };
    let range = Bounds::new(sum(Bounds::low), sum(Bounds::point), sum(Bounds::high));
    RankPosition {
        subject,
        worst: open().map(|finding| finding.severity).max(),
        support: worst_support(context, subject),
        priority: range.point(),
        range,
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

/// The highest risk of the open findings, bound by bound.
fn worst_risk<'a>(open: impl Iterator<Item = &'a Scored>) -> Bounds {
    open.fold(Bounds::default(), |worst, finding| worst.with(finding.risk, f64::max))
}

/// Importance × fragility, and the most that a finding about the hub would
/// weigh that cannot be raised for what is not recorded.
fn fragile_hub(context: &Context<'_>, subject: Endpoint) -> (Figure, f64) {
    let Some(system) = subject.system() else { return (Figure::NotApplicable, 0.0) };
    let importance = hub::importance(context, system);
    let fragility = hub::fragility(context, system);
    let product = importance.bounds().with(fragility.value, |how, breaks| how * breaks);
    (Figure::Between(product), possible::worst_hub(context, system, importance, &fragility))
}

/// The longest time without support of a component whose support is known;
/// one of which it is not known may be without for longer.
fn debt_age(context: &Context<'_>, subject: Endpoint) -> Figure {
    let components = context.lifecycles.of(subject);
    let known = components.iter().filter(|component| component.standing.state != SupportState::Unknown);
    let years = known.map(|component| component.standing.debt_years(context.today).unwrap_or(0.0));
    match years.reduce(f64::max) {
        Some(years) if possible::has_unknown_support(context, subject) => {
            Figure::Between(Bounds::new(years, years, Criterion::DebtAge.worst().max(years)))
        }
        Some(years) => Figure::Known(years),
        None if context.estate.is_run_by_others(subject) && components.is_empty() => Figure::NotApplicable,
        // Not asked of what others run, but not known to be well either.
        None if context.estate.is_run_by_others(subject) => {
            Figure::Between(Bounds::new(0.0, 0.0, Criterion::DebtAge.worst()))
        }
        None => Figure::NotRecorded,
    }
}

fn running_cost(context: &Context<'_>, subject: Endpoint) -> Figure {
    let annual = context.estate.endpoint(subject).record.cost.then(|cost| &cost.annual);
    annual.map_or(Figure::NotRecorded, |money| Figure::Known(money.major()))
}

/// Months until the nearest dated end on record: of support that has not
/// ended, or of a contract.
fn nearest_cliff(context: &Context<'_>, subject: Endpoint) -> Figure {
    let components = context.lifecycles.of(subject);
    let support = components.iter().filter_map(|component| component.standing.decided_by);
    let contract = context.estate.endpoint(subject).record.contract.then(|contract| &contract.ends);
    let dated: Vec<Day> = support.chain(contract.map(|date| date.last_day())).collect();
    let is_known = components.iter().any(|component| component.standing.state != SupportState::Unknown);
    let next = dated.iter().filter(|day| **day >= context.today).min();
    let months = next.map(|next| f64::from(days_between(context.today, *next)) / 30.4375);
    match months {
        None if dated.is_empty() && !is_known => Figure::NotRecorded,
        // What is not known may end sooner than all that is dated.
        _ if possible::has_unknown_support(context, subject) => {
            let recorded = months.unwrap_or(Criterion::Deadline.best());
            Figure::Between(Bounds::new(Criterion::Deadline.worst(), recorded, recorded))
        }
        Some(months) => Figure::Known(months),
        // What ended has no date ahead; what it costs counts elsewhere.
        None => Figure::NotApplicable,
    }
}

fn deliverability(context: &Context<'_>, subject: Endpoint) -> f64 {
    let options = context.estate.endpoint(subject).record.modernisation;
    if options.iter().any(|option| option.cost.is_known()) { 1.0 } else { 0.0 }
}
