//! What each figure of a ranking rests on: findings, inventory lines, graph
//! facts. Nothing here is computed anew; places are looked up when asked.

use super::ranking::{Figure, RankPosition};
use super::risk::Scored;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::hub;
use crate::catalogue::SupportState;
use crate::check::estate::Endpoint;
use crate::date::Day;
use crate::method::Criterion;

/// What one figure rests on.
#[derive(Clone, Debug, Default)]
pub struct Rests {
    /// Findings, by their indices.
    pub findings: Vec<u32>,
    /// Facts.
    pub evidence: Vec<Evidence>,
}

/// What a standing's figure on a criterion rests on. Linear in its findings
/// and components.
pub fn rests(
    context: &Context<'_>,
    standing: &RankPosition,
    criterion: Criterion,
    scored: &[Scored],
) -> Rests {
    let subject = standing.subject;
    let place = |field: &str| context.estate.origin(subject.into()).field(field.to_owned());
    let stated = |field: &str, statement: String| Evidence::Inventory { place: place(field), statement };
    let figure = standing.contributions.iter().find(|each| each.criterion == criterion).map(|each| each.raw);
    let missing = |field: &'static str| Evidence::Missing {
        place: place(""),
        field,
        assumed: crate::analyse::finding::ANYTHING.into(),
    };
    let by_fact = |evidence: Vec<Evidence>| Rests { findings: Vec::new(), evidence };
    match (criterion, figure) {
        (_, Some(Figure::NotApplicable) | None) => Rests::default(),
        (Criterion::WorstFinding, _) => Rests { findings: worst(standing, scored), evidence: Vec::new() },
        (Criterion::HoursLost, _) => Rests { findings: costing_time(subject, scored), evidence: Vec::new() },
        (Criterion::Fragility, _) => by_fact(fragility(context, subject)),
        (Criterion::Reach, _) => by_fact(vec![reach(context, subject)]),
        (Criterion::DebtAge, Some(Figure::NotRecorded)) => by_fact(vec![missing("components")]),
        (Criterion::DebtAge, _) => by_fact(
            debts(context, subject)
                .max_by(|one, other| one.1.total_cmp(&other.1))
                .map(|(field, years)| {
                    let words = if years > 0.0 {
                        format!("without support for {years:.1} years")
                    } else {
                        "not out of support".to_owned()
                    };
                    stated(&field, words)
                })
                .into_iter()
                .collect(),
        ),
        (Criterion::RunningCost, Some(Figure::NotRecorded)) => by_fact(vec![missing("cost.annual")]),
        (Criterion::RunningCost, _) => {
            by_fact(vec![stated("cost.annual", "what it costs a year".to_owned())])
        }
        (Criterion::Deadline, Some(Figure::NotRecorded)) => by_fact(vec![missing("contract.ends")]),
        (Criterion::Deadline, _) => {
            by_fact(cliff(context, subject).map(|(field, words)| stated(&field, words)).into_iter().collect())
        }
        (Criterion::Deliverability, Some(Figure::Known(priced))) if priced > 0.0 => {
            by_fact(vec![stated("modernisation", "a priced option is recorded".to_owned())])
        }
        (Criterion::Deliverability, _) => {
            by_fact(vec![stated("modernisation", "no priced option is recorded".to_owned())])
        }
    }
}

/// The open finding with the highest risk.
fn worst(standing: &RankPosition, scored: &[Scored]) -> Vec<u32> {
    let open = standing.findings.iter().copied().filter(|index| scored[*index as usize].is_open());
    // Findings stand in the order of their risk.
    open.min().into_iter().collect()
}

fn costing_time(subject: Endpoint, scored: &[Scored]) -> Vec<u32> {
    let is_counted = |finding: &&Scored| {
        finding.is_open()
            && finding.finding.hours_per_year.is_some()
            && finding.finding.touches.contains(&subject.into())
    };
    let indexed = scored.iter().enumerate().filter(|(_, finding)| is_counted(finding));
    indexed.map(|(index, _)| index as u32).collect()
}

fn fragility(context: &Context<'_>, subject: Endpoint) -> Vec<Evidence> {
    let Some(system) = subject.system() else { return Vec::new() };
    let importance = hub::importance(context, system);
    let fragility = hub::fragility(context, system);
    let statement = format!(
        "importance {:.3}, the largest of: messages {:.3}, reach {:.3}, separation {:.3}; fragility {}",
        importance.value(),
        importance.messages.unwrap_or(0.0),
        importance.reach,
        importance.separation,
        fragility.formula()
    );
    let graph = Evidence::Graph { measure: "importance × fragility", statement, example: Vec::new() };
    let weak = fragility.weaknesses.into_iter().filter(|weakness| weakness.share.high() > 0.0);
    std::iter::once(graph).chain(weak.map(|weakness| weakness.evidence)).collect()
}

fn reach(context: &Context<'_>, subject: Endpoint) -> Evidence {
    let reach = context.measures.reach(context.views.number(subject));
    Evidence::Graph {
        measure: "criticality reach",
        statement: format!(
            "{} others stop or lose data with it; {:.4} of the criticality of all that is joined",
            reach.dependents, reach.share
        ),
        example: context.measures.example_dependent(context.views, subject),
    }
}

/// Each component of known support with its years without it.
fn debts<'a>(context: &'a Context<'_>, subject: Endpoint) -> impl Iterator<Item = (String, f64)> + 'a {
    let known = context
        .lifecycles
        .of(subject)
        .iter()
        .filter(|component| component.standing.state != SupportState::Unknown);
    known.map(|component| {
        let years = component.standing.debt_years(context.today).unwrap_or(0.0);
        (format!("components[{}]", component.index), years)
    })
}

/// The field of the nearest dated end ahead, and what ends.
fn cliff(context: &Context<'_>, subject: Endpoint) -> Option<(String, String)> {
    let support = context.lifecycles.of(subject).iter().filter_map(|component| {
        let day = component.standing.decided_by?;
        Some((day, format!("components[{}]", component.index), format!("support ends on {day}")))
    });
    let contract = context.estate.endpoint(subject).record.contract;
    let ends: Option<Day> = contract.then(|contract| &contract.ends).map(|date| date.last_day());
    let contract = ends.map(|day| (day, "contract.ends".to_owned(), format!("the contract ends on {day}")));
    let ahead = support.chain(contract).filter(|(day, ..)| *day >= context.today);
    ahead.min().map(|(_, field, words)| (field, words))
}
