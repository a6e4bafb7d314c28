//! The same data takes two ways between the same two systems.

use std::collections::BTreeMap;

use crate::analyse::confidence::{self, Ageing};
use crate::analyse::context::Context;
use crate::analyse::finding::{Bounds, Factor, Finding, Gap, Verdicts};
use crate::analyse::flows;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{DataEntityIndex, Endpoint, InterfaceIndex, Subject};
use crate::method::Threshold;
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
        thresholds: &[Threshold::LegacyVolumeWorst],
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
        if flows.len() == 2 { "twice".to_owned() } else { format!("{} times", flows.len()) },
        join_few(&names)
    );
    let mut carried = flows.iter().map(|flow| flows::line(context, *flow, "data", &join_and(&entities)));
    let mut finding = Finding::new(&RULE.meta, Subject::Interface(first), headline, carried.next()?);
    let numbers: Vec<usize> = std::iter::once(0).chain(carried.map(|line| finding.add(line))).collect();
    finding.touches = flows[1..].iter().map(|flow| Subject::Interface(*flow)).collect();
    finding.touches.extend([Subject::from(links.from), Subject::from(links.to)]);
    finding.likelihood = vec![Factor {
        name: "Feeds alike",
        fact: format!("{} carry {}", counted(flows.len(), "feed"), join_and(&entities)),
        value: Bounds::exact((0.3 + 0.2 * (flows.len() as f64 - 1.0)).min(0.9)),
        weight: 1.0,
        evidence: numbers,
    }];
    finding.impact = vec![
        flows::ends(context, &mut finding, links.to, flows, 0.5),
        flows::carried(context, &mut finding, flows, 0.5),
    ];
    let lowest =
        flows.iter().map(|flow| context.belief(Subject::Interface(*flow), Ageing::Slow)).fold(1.0, f64::min);
    finding.confidence = confidence::of_finding(lowest, &finding.likelihood, &finding.impact);
    Some(finding)
}
