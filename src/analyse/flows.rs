//! What rules about interfaces weigh: the flows into one receiver, taken
//! together.
//!
//! A receiver that is fed by ten poor interfaces has one problem, and one team
//! that can mend it; so rules speak of receivers and list the interfaces.

use std::collections::BTreeMap;

use super::confidence::{Ageing, Belief};
use super::context::Context;
use super::evidence::Evidence;
use super::factor;
use super::finding::{ANYTHING, Bounds, Draft, Finding, Gap, Rated, Verdicts, Weighed};
use super::members;
use super::rule::RuleMeta;
use crate::check::estate::{Endpoint, InterfaceIndex, Subject};
use crate::method::{Weighing, scale, weighing};
use crate::model::Interface;
use crate::model::vocabulary::{Criticality, Sensitivity};
use crate::text::counted;

/// Something that interfaces may lack, and how to speak of it.
pub struct Flaw {
    /// The rule that looks for it.
    pub meta: &'static RuleMeta,
    /// The field that states it.
    pub field: &'static str,
    /// Whether an interface lacks it; nothing where that is not stated or does
    /// not matter.
    pub lacks: fn(&Context<'_>, InterfaceIndex, &Interface) -> Option<bool>,
    /// Whether an interface without the field matters enough to be asked about.
    pub is_asked: fn(&Context<'_>, InterfaceIndex, &Interface) -> bool,
    /// The word for an interface that lacks it, such as `undocumented`.
    pub word: &'static str,
    /// What the evidence says of one, such as `not documented`.
    pub says: &'static str,
    /// What the share of interfaces that lack it counts: a weighing of one part.
    pub weighing: &'static Weighing,
}

/// Speaks of each receiver of interfaces that lack something. Linear.
pub fn judge(context: &Context<'_>, flaw: &Flaw) -> Verdicts {
    let mut lacking: BTreeMap<Endpoint, Vec<InterfaceIndex>> = BTreeMap::new();
    let mut silent: BTreeMap<Endpoint, usize> = BTreeMap::new();
    let mut all: BTreeMap<Endpoint, usize> = BTreeMap::new();
    for route in context.views.routes.iter().filter(|route| !route.is_manual) {
        let record = &context.estate.interfaces[route.interface.at()].record;
        *all.entry(route.to).or_default() += 1;
        match (flaw.lacks)(context, route.interface, record) {
            Some(true) => lacking.entry(route.to).or_default().push(route.interface),
            None if (flaw.is_asked)(context, route.interface, record) => {
                *silent.entry(route.to).or_default() += 1;
            }
            Some(false) | None => {}
        }
    }
    let findings =
        lacking.iter().filter_map(|(receiver, flows)| flawed(context, flaw, *receiver, flows, all[receiver]));
    let gaps = silent.into_iter().map(|(receiver, count)| Gap {
        rule: flaw.meta,
        subject: receiver.into(),
        headline: format!(
            "{} takes in data through {} of which nobody recorded whether {} {}",
            context.name(receiver),
            counted(count, "interface"),
            if count == 1 { "it is" } else { "they are" },
            flaw.word.trim_start_matches("un")
        ),
        field: flaw.meta.needs[0],
    });
    Verdicts { findings: findings.collect(), strengths: Vec::new(), gaps: gaps.collect() }
}

fn flawed(
    context: &Context<'_>,
    flaw: &Flaw,
    receiver: Endpoint,
    flows: &[InterfaceIndex],
    all: usize,
) -> Option<Finding> {
    let mut lines = flows.iter().map(|flow| line(context, *flow, flaw.field, flaw.says));
    let interfaces = match (flows.len(), all) {
        (1, 1) => format!("its only interface, which is {}", flaw.word),
        (many, all) if many == all => format!("{many} interfaces, all of them {}", flaw.word),
        (many, all) => format!("{all} interfaces, {many} of them {}", flaw.word),
    };
    let headline = format!("{} takes in data through {interfaces}", context.name(receiver));
    let mut draft = Draft::new(context, flaw.meta, receiver, headline, lines.next()?);
    let evidence = draft.add_all(lines);
    draft.touches = touched(context, receiver, flows);
    let scale = flaw.weighing.parts.first()?.scale;
    let lacking = Rated {
        scale,
        fact: format!("{} of {} {}", flows.len(), counted(all, "interface"), flaw.word),
        value: Bounds::exact(draft.value(scale, flows.len() as f64 / all as f64)),
        evidence,
    };
    let impact = loss(&mut draft, receiver, flows);
    Some(draft.finish(Weighed(flaw.weighing, vec![lacking]), impact, belief(context, flows)))
}

/// What a receiver loses with some of its feeds.
pub fn loss(draft: &mut Draft<'_>, receiver: Endpoint, flows: &[InterfaceIndex]) -> Weighed {
    let rated = vec![ends(draft, receiver, flows), carried(draft, flows), volume(draft, flows)];
    Weighed(&weighing::LOSS_OF_FEEDS, rated)
}

/// The lowest belief in what interfaces state.
pub fn belief(context: &Context<'_>, flows: &[InterfaceIndex]) -> Belief {
    Belief::lowest(flows.iter().map(|flow| context.belief(Subject::Interface(*flow), Ageing::Slow)))
}

/// Whether either end of an interface is mission-critical.
pub fn is_mission_critical(context: &Context<'_>, flow: InterfaceIndex) -> bool {
    let links = &context.estate.interfaces[flow.at()].links;
    [links.from, links.to]
        .into_iter()
        .any(|end| context.criticality(end).is_some_and(|(stated, _)| stated == Criticality::MissionCritical))
}

/// The interfaces and the systems that send, each once.
pub fn touched(context: &Context<'_>, receiver: Endpoint, flows: &[InterfaceIndex]) -> Vec<Subject> {
    let mut senders: Vec<Endpoint> =
        flows.iter().map(|flow| context.estate.interfaces[flow.at()].links.from).collect();
    senders.sort_unstable();
    senders.dedup();
    senders.retain(|sender| *sender != receiver);
    let interfaces = flows.iter().map(|flow| Subject::Interface(*flow));
    interfaces.chain(senders.into_iter().map(Subject::from)).collect()
}

/// What an interface states in a field.
pub fn line(context: &Context<'_>, flow: InterfaceIndex, field: &'static str, what: &str) -> Evidence {
    Evidence::Inventory {
        place: context.estate.interfaces[flow.at()].field(field),
        statement: format!("{}: {what}", context.estate.name(Subject::Interface(flow))),
    }
}

/// What an interface does not state.
pub fn missing(
    context: &Context<'_>,
    flow: InterfaceIndex,
    field: &'static str,
    assumed: &'static str,
) -> Evidence {
    Evidence::Missing {
        place: context.estate.interfaces[flow.at()].field(""),
        field,
        assumed: assumed.into(),
    }
}

/// The highest criticality at either end. Where an end states none it may be
/// higher than any that is stated.
pub fn ends(draft: &mut Draft<'_>, receiver: Endpoint, flows: &[InterfaceIndex]) -> Rated {
    let senders = flows.iter().map(|flow| draft.context.estate.interfaces[flow.at()].links.from);
    let all: Vec<Endpoint> = std::iter::once(receiver).chain(senders).collect();
    members::criticality(draft, &all)
}

/// The most sensitive data carried. Where an interface does not say what it
/// carries, that may be more sensitive than any that is recorded.
pub fn carried(draft: &mut Draft<'_>, flows: &[InterfaceIndex]) -> Rated {
    let context = draft.context;
    let most = flows
        .iter()
        .filter_map(|flow| sensitivity(context, *flow).map(|found| (found, *flow)))
        .max_by_key(|(found, flow)| (*found, std::cmp::Reverse(*flow)));
    let mut evidence = Vec::new();
    let (fact, low) = match most {
        Some((found, flow)) => {
            let what = format!("carries {} data", found.word());
            evidence.push(draft.add(line(context, flow, "data", &what)));
            (factor::capitalised(&what), draft.word(&scale::SENSITIVITY, found.word()))
        }
        None => ("Not recorded".to_owned(), 0.0),
    };
    let mut value = Bounds::exact(low);
    let silent = flows.iter().find(|flow| sensitivity(context, **flow).is_none());
    if let (Some(flow), true) = (silent, low < 1.0) {
        let assumed = match most {
            Some(_) => "it may be more sensitive than any that is recorded; the middle is counted",
            None => ANYTHING,
        };
        evidence.push(draft.add(missing(context, *flow, "data", assumed)));
        value = Bounds::between(low, 1.0);
    }
    Rated { scale: &scale::SENSITIVITY, fact, value, evidence }
}

/// The most sensitive data that an interface is recorded to carry.
pub fn sensitivity(context: &Context<'_>, flow: InterfaceIndex) -> Option<Sensitivity> {
    let carried = context.estate.interfaces[flow.at()].links.data.iter();
    carried.filter_map(|entity| context.estate.data_entities[entity.at()].record.sensitivity.get()).max()
}

/// Messages a day, all interfaces together.
pub fn volume(draft: &mut Draft<'_>, flows: &[InterfaceIndex]) -> Rated {
    let context = draft.context;
    let daily =
        |flow: InterfaceIndex| factor::number(&context.estate.interfaces[flow.at()].record.messages_per_day);
    let mut evidence = Vec::new();
    let mut sum = 0.0;
    for flow in flows {
        if let Some(messages) = daily(*flow) {
            sum += messages;
            let what = format!("{messages} messages a day");
            evidence.push(draft.add(line(context, *flow, "messages_per_day", &what)));
        }
    }
    let low = draft.value(&scale::VOLUME, sum);
    let silent = flows.iter().find(|flow| daily(**flow).is_none());
    let recorded = !evidence.is_empty();
    let mut value = Bounds::exact(low);
    if let (Some(flow), true) = (silent, low < 1.0) {
        let assumed = if recorded {
            "the volume may be larger than what is recorded; the middle is counted"
        } else {
            ANYTHING
        };
        evidence.push(draft.add(missing(context, *flow, "messages_per_day", assumed)));
        value = Bounds::between(low, 1.0);
    }
    let fact = match (recorded, silent) {
        (false, _) => "Not recorded".to_owned(),
        (true, None) => format!("{} messages a day", sum.round()),
        (true, Some(_)) => format!("At least {} messages a day", sum.round()),
    };
    Rated { scale: &scale::VOLUME, fact, value, evidence }
}
