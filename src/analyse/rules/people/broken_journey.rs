//! A journey on which people do what interfaces should: type again, carry
//! paper, hand over between systems that are not joined.

use std::collections::BTreeSet;

use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::finding::{Bounds, Draft, Finding, Gap, Rated, Verdicts, Weighed};
use crate::analyse::members;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, JourneyIndex, Subject, SystemIndex};
use crate::method::{Threshold, scale, weighing};
use crate::model::vocabulary::ActionKind;
use crate::model::{Quantity, Step};
use crate::text::{counted, rounded};

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "broken-journey",
        version: 1,
        family: Family::People,
        title: "Journey held together by hand",
        question: "On which journeys do people make up for what the systems do not do?",
        why: "Staff feel it many times a day: the same name typed again, another log-in, a form carried down the corridor. Patients wait meanwhile.",
        needs: &[
            "journeys[].steps[].rekeyed_from",
            "journeys[].steps[].paper",
            "journeys[].steps[].minutes",
            "journeys[].per_year",
            "journeys[].steps[].system",
            "journeys[].steps[].device",
            "organisations[].hourly_staff_cost",
        ],
        evidence: &[EvidenceKind::InventoryLine],
        weighings: &[&weighing::BROKEN_JOURNEY, &weighing::BROKEN_JOURNEY_LOSS],
        thresholds: &[Threshold::JourneyHours],
        sources: &["tcop"],
        remediation: &[
            ActionKind::Integrate,
            ActionKind::Consolidate,
            ActionKind::Optimise,
            ActionKind::Replace,
        ],
        limits: "How much of a step that is typed in again or done on paper would remain is not known, so its time is a bound, shown and not added to the hours lost. A hand-off counts as joined when one or two flows from end to end lead from the one system to the other, whatever they carry. The same typing may be recorded as an interface too; `manual-rekeying` counts its hours.",
    },
    judge,
};

/// What goes wrong on a journey.
#[derive(Default)]
struct Breaks {
    /// Steps that are typed in again or done on paper, by index, with minutes.
    by_hand: Vec<(usize, Option<f64>)>,
    /// Steps that take over from another system without a flow, by index.
    unjoined: Vec<usize>,
    /// Changes of device between steps.
    switches: usize,
}

fn judge(context: &Context<'_>) -> Verdicts {
    let flows = Flows::new(context);
    let mut verdicts = Verdicts::default();
    for journey in (0..context.estate.journeys.len() as u32).map(JourneyIndex) {
        let breaks = breaks(context, &flows, journey);
        let hours = context.estate.journeys[journey.at()].record.hours_by_hand();
        let is_costly = hours.is_some_and(|hours| hours >= context.threshold(Threshold::JourneyHours));
        if !breaks.by_hand.is_empty() && hours.is_none() {
            verdicts.gaps.push(gap(context, journey));
        }
        if is_costly || breaks.unjoined.len() > 1 {
            verdicts.findings.extend(finding(context, journey, &breaks, hours));
        }
    }
    verdicts
}

/// Pairs of systems joined by electronic flows from end to end.
struct Flows {
    electronic: BTreeSet<(SystemIndex, SystemIndex)>,
}

impl Flows {
    fn new(context: &Context<'_>) -> Self {
        let electronic = context
            .views
            .routes
            .iter()
            .filter(|route| !route.is_manual)
            .filter_map(|route| route.from.system().zip(route.to.system()))
            .collect();
        Self { electronic }
    }

    /// Whether one or two flows lead from the one to the other.
    fn join(&self, from: SystemIndex, to: SystemIndex) -> bool {
        let onward = self.electronic.range((from, SystemIndex(0))..=(from, SystemIndex(u32::MAX)));
        self.electronic.contains(&(from, to))
            || onward.into_iter().any(|(_, middle)| self.electronic.contains(&(*middle, to)))
    }
}

fn breaks(context: &Context<'_>, flows: &Flows, journey: JourneyIndex) -> Breaks {
    let entry = &context.estate.journeys[journey.at()];
    let mut breaks = Breaks::default();
    let mut last_system: Option<SystemIndex> = None;
    let mut last_device = None;
    for (index, (step, links)) in entry.record.steps.iter().zip(&entry.links.steps).enumerate() {
        let minutes = step.minutes.get().map(Quantity::value);
        if step.is_by_hand() {
            breaks.by_hand.push((index, minutes));
        }
        if let (Some(from), Some(to)) = (last_system, links.system)
            && from != to
            && !flows.join(from, to)
        {
            breaks.unjoined.push(index);
        }
        if let (Some(from), Some(to)) = (last_device, links.device)
            && from != to
        {
            breaks.switches += 1;
        }
        last_system = links.system.or(last_system);
        last_device = links.device.or(last_device);
    }
    breaks
}

fn per_year(context: &Context<'_>, journey: JourneyIndex) -> Option<f64> {
    context.estate.journeys[journey.at()].record.per_year.get().map(Quantity::value)
}

fn gap(context: &Context<'_>, journey: JourneyIndex) -> Gap {
    let subject = Subject::Journey(journey);
    let field = if per_year(context, journey).is_none() { "per_year" } else { "steps[].minutes" };
    Gap {
        rule: &RULE.meta,
        subject,
        headline: format!(
            "{} is partly done by hand, and how much time that takes is not recorded",
            context.estate.name(subject)
        ),
        field,
    }
}

fn finding(
    context: &Context<'_>,
    journey: JourneyIndex,
    breaks: &Breaks,
    hours: Option<f64>,
) -> Option<Finding> {
    let subject = Subject::Journey(journey);
    let entry = &context.estate.journeys[journey.at()];
    let steps = &entry.record.steps;
    let hand = breaks.by_hand.iter().map(|(index, _)| Evidence::Inventory {
        place: entry.field(format!("steps[{index}]")),
        statement: by_hand(&steps[*index]),
    });
    let apart = breaks.unjoined.iter().map(|index| Evidence::Inventory {
        place: entry.field(format!("steps[{index}]")),
        statement: format!("{}: no flow leads here from the system of the step before", steps[*index].name),
    });
    let mut lines = hand.chain(apart);
    let headline = headline(context, journey, breaks, hours);
    let mut draft = Draft::new(context, &RULE.meta, subject, headline, lines.next()?);
    let evidence = draft.add_all(lines);
    draft.touches = touched(context, journey, breaks);
    let handoffs = Rated {
        scale: &scale::HANDOFFS,
        fact: format!(
            "{} without a flow, {} of device, over {}",
            counted(breaks.unjoined.len(), "hand-off"),
            counted(breaks.switches, "change"),
            counted(steps.len(), "step")
        ),
        value: Bounds::exact(scale::HANDOFFS.sum(
            &[("hand-off-without-flow", breaks.unjoined.len()), ("change-of-device", breaks.switches)],
            context.thresholds,
        )),
        evidence: evidence.clone(),
    };
    let likelihood = vec![time(&mut draft, journey, breaks, evidence), handoffs];
    let impact = vec![how_often(&mut draft, journey), most_critical(&mut draft, journey)];
    Some(draft.finish(
        Weighed(&weighing::BROKEN_JOURNEY, likelihood),
        Weighed(&weighing::BROKEN_JOURNEY_LOSS, impact),
        context.belief(subject, Ageing::Volume),
    ))
}

fn by_hand(step: &Step) -> String {
    let minutes = step
        .minutes
        .get()
        .map_or_else(|| "minutes not recorded".to_owned(), |minutes| spoken_minutes(minutes.value()));
    match step.rekeyed_from.known() {
        Some(source) => format!("{}: typed in again from {source}, {minutes}", step.name),
        None => format!("{}: on paper, {minutes}", step.name),
    }
}

fn spoken_minutes(minutes: f64) -> String {
    let number = minutes.to_string();
    let noun = if number == "1" { "minute" } else { "minutes" };
    format!("{number} {noun}")
}

fn headline(context: &Context<'_>, journey: JourneyIndex, breaks: &Breaks, hours: Option<f64>) -> String {
    let name = context.estate.name(Subject::Journey(journey));
    let organisation = context.estate.journeys[journey.at()].organisation;
    let rate = context.estate.organisations[organisation.at()].record.hourly_staff_cost.get();
    let time = hours.map(|hours| match rate {
        Some(rate) => format!(
            "steps typed in again or done on paper take {} hours a year, {} of staff time",
            rounded(hours),
            rate.currency.unwrap_or(context.currency).rough(hours * rate.major())
        ),
        None => format!("steps typed in again or done on paper take {} hours a year", rounded(hours)),
    });
    let apart = match breaks.unjoined.len() {
        0 => None,
        1 => Some("1 hand-off has no flow behind it".to_owned()),
        many => Some(format!("{many} hand-offs have no flow behind them")),
    };
    let parts: Vec<String> = time.into_iter().chain(apart).collect();
    format!("{name}: {}", parts.join("; "))
}

/// The systems of the steps that break, and those typed from.
fn touched(context: &Context<'_>, journey: JourneyIndex, breaks: &Breaks) -> Vec<Subject> {
    let steps = &context.estate.journeys[journey.at()].links.steps;
    let broken = breaks.by_hand.iter().map(|(index, _)| *index).chain(breaks.unjoined.iter().copied());
    let systems: BTreeSet<SystemIndex> =
        broken.flat_map(|index| [steps[index].system, steps[index].rekeyed_from]).flatten().collect();
    systems.into_iter().map(|system| Endpoint::System(system).into()).collect()
}

fn time(draft: &mut Draft<'_>, journey: JourneyIndex, breaks: &Breaks, mut evidence: Vec<usize>) -> Rated {
    let scale = &scale::JOURNEY_TIME;
    let entry = &draft.context.estate.journeys[journey.at()];
    if breaks.by_hand.is_empty() {
        let fact = "No step is typed in again or done on paper".to_owned();
        let value = Bounds::exact(draft.word(scale, "nothing-by-hand"));
        return Rated { scale, fact, value, evidence };
    }
    let Some(hours) = entry.record.hours_by_hand() else {
        let field = if entry.record.per_year.is_known() { "steps[].minutes" } else { "per_year" };
        return draft.missing(scale, entry.field(""), field, "Not recorded");
    };
    let times = per_year(draft.context, journey).unwrap_or_default();
    let minutes: f64 = breaks.by_hand.iter().filter_map(|(_, minutes)| *minutes).sum();
    evidence.push(draft.add(Evidence::Inventory {
        place: entry.field("per_year"),
        statement: format!("{} times a year", rounded(times)),
    }));
    let fact = format!(
        "{} times a year × {minutes} minutes by hand / 60 = {} hours a year",
        rounded(times),
        rounded(hours)
    );
    // What would remain of these steps nobody recorded: from nothing to all.
    let value = Bounds::between(draft.value(scale, 0.0), draft.value(scale, hours));
    Rated { scale, fact, value, evidence }
}

/// How often it is taken.
fn how_often(draft: &mut Draft<'_>, journey: JourneyIndex) -> Rated {
    let scale = &scale::HOW_OFTEN;
    let entry = &draft.context.estate.journeys[journey.at()];
    let Some(times) = per_year(draft.context, journey) else {
        return draft.missing(scale, entry.field(""), "per_year", "Not recorded");
    };
    let fact = format!("{} times a year", rounded(times));
    let line = Evidence::Inventory { place: entry.field("per_year"), statement: fact.clone() };
    let value = Bounds::exact(draft.value(scale, times));
    Rated { scale, fact, value, evidence: vec![draft.add(line)] }
}

/// The highest criticality among the systems of its steps.
fn most_critical(draft: &mut Draft<'_>, journey: JourneyIndex) -> Rated {
    let entry = &draft.context.estate.journeys[journey.at()];
    let steps = entry.links.steps.iter();
    let mut systems: Vec<Endpoint> = steps.filter_map(|step| step.system).map(Endpoint::System).collect();
    systems.sort_unstable();
    systems.dedup();
    if systems.is_empty() {
        let fact = "Not recorded for any system on it";
        return draft.missing(&scale::CRITICALITY, entry.field(""), "steps[].system", fact);
    }
    members::criticality(draft, &systems)
}
