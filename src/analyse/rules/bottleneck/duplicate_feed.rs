//! The same data takes two ways between the same two systems.

use std::collections::BTreeMap;

use crate::analyse::context::Context;
use crate::analyse::finding::{Bounds, Draft, Finding, Gap, Rated, Verdicts, Weighed};
use crate::analyse::flows;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{DataEntityIndex, Endpoint, InterfaceIndex, Subject};
use crate::method::{scale, weighing};
use crate::model::vocabulary::ActionKind;
use crate::text::{counted, join_and, join_few};

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "duplicate-feed",
        version: 1,
        family: Family::Bottleneck,
        title: "Same data sent twice",
        question: "Which data takes more than one way between the same two systems?",
        why: "Two feeds of the same data must be kept alike for ever. When they differ, nobody can say which was right.",
        needs: &["interfaces[].data", "interfaces[].from", "interfaces[].to", "criticality"],
        evidence: &[EvidenceKind::InventoryLine],
        weighings: &[&weighing::DUPLICATE_FEED, &weighing::DUPLICATE_FEED_LOSS],
        thresholds: &[],
        sources: &["tcop"],
        remediation: &[
            ActionKind::Consolidate,
            ActionKind::Retire,
            ActionKind::Integrate,
            ActionKind::Accept,
        ],
        limits: "Interfaces count as the same when they join the same two systems in the same direction and one carries all the data entities of the other; what each carries of them is not recorded. A batch that tops up a live feed can be meant. What people carry by hand is not counted.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut between: BTreeMap<(Endpoint, Endpoint), Vec<InterfaceIndex>> = BTreeMap::new();
    for route in context.views.routes.iter().filter(|route| !route.is_manual) {
        between.entry((route.from, route.to)).or_default().push(route.interface);
    }
    let mut verdicts = Verdicts::default();
    for flows in between.values().filter(|flows| flows.len() > 1) {
        let groups = alike(context, flows);
        if groups.is_empty() {
            let silent = flows.iter().find(|flow| data(context, **flow).is_empty());
            verdicts.gaps.extend(silent.map(|flow| gap(context, *flow)));
        }
        verdicts.findings.extend(groups.iter().filter_map(|(flows, shared)| finding(context, flows, shared)));
    }
    verdicts
}

fn data<'a>(context: &'a Context<'_>, flow: InterfaceIndex) -> &'a [DataEntityIndex] {
    &context.estate.interfaces[flow.at()].links.data
}

/// Interfaces of one pair of which one carries all that the other does, each in
/// one group, with what is shared.
fn alike(
    context: &Context<'_>,
    flows: &[InterfaceIndex],
) -> Vec<(Vec<InterfaceIndex>, Vec<DataEntityIndex>)> {
    let mut open: Vec<InterfaceIndex> = flows.to_vec();
    let mut groups = Vec::new();
    while !open.is_empty() {
        let first = open.remove(0);
        let of_first = data(context, first);
        let is_alike = |flow: &InterfaceIndex| {
            let other = data(context, *flow);
            let within =
                |a: &[DataEntityIndex], b: &[DataEntityIndex]| a.iter().all(|entity| b.contains(entity));
            !other.is_empty() && !of_first.is_empty() && (within(other, of_first) || within(of_first, other))
        };
        let (same, rest): (Vec<InterfaceIndex>, Vec<InterfaceIndex>) =
            open.iter().partition(|flow| is_alike(flow));
        if !same.is_empty() {
            let shared = of_first
                .iter()
                .copied()
                .filter(|entity| same.iter().any(|flow| data(context, *flow).contains(entity)))
                .collect();
            groups.push((std::iter::once(first).chain(same).collect(), shared));
        }
        open = rest;
    }
    groups
}

fn gap(context: &Context<'_>, flow: InterfaceIndex) -> Gap {
    let links = &context.estate.interfaces[flow.at()].links;
    Gap {
        rule: &RULE.meta,
        subject: Subject::Interface(flow),
        headline: format!(
            "{} and {} are joined by several interfaces, and what {} carries is not recorded",
            context.name(links.from),
            context.name(links.to),
            context.estate.name(Subject::Interface(flow))
        ),
        field: "interfaces[].data",
    }
}

fn finding(context: &Context<'_>, flows: &[InterfaceIndex], shared: &[DataEntityIndex]) -> Option<Finding> {
    let (first, links) = (*flows.first()?, &context.estate.interfaces[flows.first()?.at()].links);
    let entities: Vec<String> =
        shared.iter().map(|entity| context.estate.name(Subject::DataEntity(*entity))).collect();
    let names: Vec<String> =
        flows.iter().map(|flow| context.estate.name(Subject::Interface(*flow))).collect();
    let headline = format!(
        "{} goes from {} to {} {}: {}",
        join_few(&entities),
        context.name(links.from),
        context.name(links.to),
        if let [_, _] = flows { "twice".to_owned() } else { format!("{} times", flows.len()) },
        join_few(&names)
    );
    let mut carried = flows.iter().map(|flow| flows::line(context, *flow, "data", &join_and(&entities)));
    let mut draft = Draft::new(context, &RULE.meta, Subject::Interface(first), headline, carried.next()?);
    let evidence = draft.add_all(carried);
    draft.touches = flows[1..].iter().map(|flow| Subject::Interface(*flow)).collect();
    draft.touches.extend([Subject::from(links.from), Subject::from(links.to)]);
    let likelihood = vec![Rated {
        scale: &scale::FEEDS_ALIKE,
        fact: format!("{} carry {}", counted(flows.len(), "feed"), join_and(&entities)),
        value: Bounds::exact(draft.value(&scale::FEEDS_ALIKE, flows.len() as f64)),
        evidence,
    }];
    let impact = vec![flows::ends(&mut draft, links.to, flows), flows::carried(&mut draft, flows)];
    Some(draft.finish(
        Weighed(&weighing::DUPLICATE_FEED, likelihood),
        Weighed(&weighing::DUPLICATE_FEED_LOSS, impact),
        flows::belief(context, flows),
    ))
}
