//! Feeds from system to system that go past the hub to which both ends are
//! joined already.

use std::collections::{BTreeMap, BTreeSet};

use crate::analyse::context::Context;
use crate::analyse::finding::{Bounds, Draft, Finding, Rated, Verdicts, Weighed};
use crate::analyse::flows;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, InterfaceIndex, Subject, SystemIndex};
use crate::graph::view;
use crate::method::{Threshold, scale, weighing};
use crate::model::vocabulary::ActionKind;
use crate::text::counted;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "bypassed-hub",
        version: 1,
        family: Family::Bottleneck,
        title: "Feeds that bypass the hub",
        question: "Which feeds go from system to system although a hub joins both ends?",
        why: "Every feed past the hub is one more to know, watch and rebuild when either end is replaced. The hub was bought so that they need not exist.",
        needs: &["kind", "interfaces[].via", "interfaces[].from", "interfaces[].data", "criticality"],
        evidence: &[EvidenceKind::InventoryLine],
        weighings: &[&weighing::BYPASSED_HUB, &weighing::LOSS_OF_FEEDS],
        thresholds: &[Threshold::BypassFew],
        sources: &["tcop"],
        remediation: &[
            ActionKind::Integrate,
            ActionKind::Consolidate,
            ActionKind::Optimise,
            ActionKind::Accept,
        ],
        limits: "A system is joined to a hub when any of its interfaces passes or ends there. Images and bulk extracts often bypass a message engine for good reason: look at the list before you act. A hub whose kind is not recorded as `integration-engine` is not seen as one. What people carry by hand belongs to `manual-rekeying`.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let joined = joined(context);
    let mut past: BTreeMap<SystemIndex, Vec<InterfaceIndex>> = BTreeMap::new();
    for route in context.views.routes.iter().filter(|route| !route.is_manual && route.hubs.is_empty()) {
        let (Some(from), Some(to)) = (route.from.system(), route.to.system()) else { continue };
        if is_hub(context, from) || is_hub(context, to) {
            continue;
        }
        let (Some(of_from), Some(of_to)) = (joined.get(&from), joined.get(&to)) else { continue };
        if let Some(hub) = of_from.intersection(of_to).next() {
            past.entry(*hub).or_default().push(route.interface);
        }
    }
    let few = context.threshold(Threshold::BypassFew);
    let findings = past.iter().filter(|(_, flows)| flows.len() as f64 >= few);
    Verdicts {
        findings: findings.filter_map(|(hub, flows)| finding(context, *hub, flows)).collect(),
        ..Verdicts::default()
    }
}

fn is_hub(context: &Context<'_>, system: SystemIndex) -> bool {
    context.estate.systems[system.at()].record.is_engine()
}

/// The hubs that each system is joined to.
fn joined(context: &Context<'_>) -> BTreeMap<SystemIndex, BTreeSet<SystemIndex>> {
    let mut joined: BTreeMap<SystemIndex, BTreeSet<SystemIndex>> = BTreeMap::new();
    for route in context.views.routes.iter().filter(|route| !route.is_manual) {
        let stops: Vec<SystemIndex> = view::stops(route).filter_map(Endpoint::system).collect();
        for hub in stops.iter().filter(|stop| is_hub(context, **stop)) {
            for system in stops.iter().filter(|stop| *stop != hub) {
                joined.entry(*system).or_default().insert(*hub);
            }
        }
    }
    joined
}

fn finding(context: &Context<'_>, hub: SystemIndex, flows: &[InterfaceIndex]) -> Option<Finding> {
    let endpoint = Endpoint::System(hub);
    let through = context.measures.routed(hub) as usize;
    let headline = format!(
        "{} from system to system past {}, which already joins both of their ends",
        if flows.len() == 1 { "1 feed goes".to_owned() } else { format!("{} feeds go", flows.len()) },
        context.name(endpoint)
    );
    let mut lines = flows.iter().map(|flow| {
        let links = &context.estate.interfaces[flow.at()].links;
        let ends = format!("{} to {}", context.name(links.from), context.name(links.to));
        flows::line(context, *flow, "from", &ends)
    });
    let mut draft = Draft::new(context, &RULE.meta, endpoint, headline, lines.next()?);
    let evidence = draft.add_all(lines);
    draft.touches = flows.iter().map(|flow| Subject::Interface(*flow)).collect();
    let likelihood = vec![Rated {
        scale: &scale::FEEDS_PAST,
        fact: format!("{} past it, {through} through it", counted(flows.len(), "feed")),
        value: Bounds::exact(draft.value(&scale::FEEDS_PAST, flows.len() as f64)),
        evidence,
    }];
    let receiver = context.estate.interfaces[flows[0].at()].links.to;
    let impact = flows::loss(&mut draft, receiver, flows);
    Some(draft.finish(Weighed(&weighing::BYPASSED_HUB, likelihood), impact, flows::belief(context, flows)))
}
