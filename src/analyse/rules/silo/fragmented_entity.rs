//! Systems hold the same data, and no recorded way carries it between them.

use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::finding::{Bounds, Draft, Finding, Gap, Rated, Verdicts, Weighed};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{DataEntityIndex, Endpoint, Subject, SystemIndex};
use crate::graph::adjacency::Undirected;
use crate::graph::build::Route;
use crate::graph::cut;
use crate::graph::view;
use crate::method::{Threshold, scale, weighing};
use crate::model::vocabulary::ActionKind;

use super::records;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "fragmented-entity",
        version: 1,
        family: Family::Silo,
        title: "Data in separate pieces",
        question: "Which data is held in places that do not exchange it?",
        why: "What is corrected in one place stays wrong in the others. Staff learn which screen to believe, and patients tell their story again.",
        needs: &["data", "interfaces[].data", "interfaces[].via", "data_entities[].sensitivity"],
        evidence: &[EvidenceKind::GraphFact, EvidenceKind::InventoryLine],
        weighings: &[&weighing::FRAGMENTED_ENTITY, &weighing::LOSS_OF_RECORD],
        thresholds: &[Threshold::FragmentationHigh, Threshold::FragmentationFew],
        sources: &["gdqf-2020"],
        remediation: &[ActionKind::Integrate, ActionKind::Consolidate],
        limits: "Fragmentation = (pieces − 1) / (holders − 1), over electronic routes that are recorded to carry the data; what people carry does not join. Three holders or more are needed. Routes whose data is not recorded may join pieces: where they could bring it below the limit, it is a question.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    let carrying = carrying(context);
    let silent: Vec<&Route> = electronic(context).filter(|route| data(context, route).is_empty()).collect();
    for entity in (0..context.estate.data_entities.len() as u32).map(DataEntityIndex) {
        let holders = context.measures.holders(entity);
        if (holders.len() as f64) < context.threshold(Threshold::FragmentationFew) {
            continue;
        }
        let known = &carrying[entity.at()];
        let high = fragmentation(context, holders, known.iter().copied());
        let limit = context.threshold(Threshold::FragmentationHigh);
        if high.share() < limit {
            continue;
        }
        let low = fragmentation(context, holders, known.iter().chain(&silent).copied());
        if low.share() < limit {
            verdicts.gaps.push(gap(context, entity));
        } else {
            verdicts.findings.push(finding(context, entity, low, high));
        }
    }
    verdicts
}

fn electronic<'a>(context: &'a Context<'_>) -> impl Iterator<Item = &'a Route> {
    context.views.routes.iter().filter(|route| !route.is_manual)
}

fn data<'a>(context: &'a Context<'_>, route: &Route) -> &'a [DataEntityIndex] {
    &context.estate.interfaces[route.interface.at()].links.data
}

/// The electronic routes that carry each entity.
fn carrying<'a>(context: &'a Context<'_>) -> Vec<Vec<&'a Route>> {
    let mut carrying: Vec<Vec<&Route>> = vec![Vec::new(); context.estate.data_entities.len()];
    for route in electronic(context) {
        for entity in data(context, route) {
            carrying[entity.at()].push(route);
        }
    }
    carrying
}

/// Pieces into which holders fall.
#[derive(Clone, Copy)]
struct Pieces {
    pieces: usize,
    holders: usize,
}

impl Pieces {
    /// (pieces − 1) / (holders − 1): 0 all joined, 1 all apart.
    fn share(self) -> f64 {
        (self.pieces as f64 - 1.0) / (self.holders as f64 - 1.0)
    }
}

/// Numbers are given to what the routes touch alone, so that the cost is that
/// of the routes and not of the estate.
fn fragmentation<'a>(
    context: &Context<'_>,
    holders: &[SystemIndex],
    routes: impl Iterator<Item = &'a Route>,
) -> Pieces {
    let number = |endpoint: Endpoint| context.views.number(endpoint) as u32;
    let mut touched: Vec<u32> = holders.iter().map(|system| number(Endpoint::System(*system))).collect();
    let mut legs: Vec<(u32, u32)> = Vec::new();
    for route in routes {
        let stops: Vec<u32> = view::stops(route).map(number).collect();
        legs.extend(stops.iter().copied().zip(stops.iter().copied().skip(1)));
        touched.extend(stops);
    }
    touched.sort_unstable();
    touched.dedup();
    let place = |node: u32| touched.binary_search(&node).map_or(0, |place| place as u32);
    let local: Vec<(u32, u32)> = legs.into_iter().map(|(u, v)| (place(u), place(v))).collect();
    let component = cut::cuts(&Undirected::new(touched.len(), &local)).component;
    let mut pieces: Vec<u32> =
        holders.iter().map(|system| component[place(number(Endpoint::System(*system))) as usize]).collect();
    pieces.sort_unstable();
    pieces.dedup();
    Pieces { pieces: pieces.len(), holders: holders.len() }
}

fn gap(context: &Context<'_>, entity: DataEntityIndex) -> Gap {
    Gap {
        rule: &RULE.meta,
        subject: Subject::DataEntity(entity),
        headline: format!(
            "{} is held in places between which no interface is recorded to carry it, but interfaces of unrecorded content could",
            context.estate.name(Subject::DataEntity(entity))
        ),
        field: "interfaces[].data",
    }
}

fn finding(context: &Context<'_>, entity: DataEntityIndex, low: Pieces, high: Pieces) -> Finding {
    let subject = Subject::DataEntity(entity);
    let statement = format!(
        "its {} holders fall into {} pieces: ({} − 1) / ({} − 1) = {:.2}",
        high.holders,
        high.pieces,
        high.pieces,
        high.holders,
        high.share()
    );
    let headline = format!(
        "{} is held by {} systems in {} separate pieces",
        context.estate.name(subject),
        high.holders,
        high.pieces
    );
    let first =
        Evidence::Graph { measure: "fragmentation", statement: statement.clone(), example: Vec::new() };
    let mut draft = Draft::new(context, &RULE.meta, subject, headline, first);
    let holders = records::holders_as(context, entity, |_| true);
    let evidence = draft.add_all(records::lines(context, &holders).into_iter().take(MOST_LINES));
    let holders = context.measures.holders(entity);
    draft.touches = holders.iter().map(|system| Endpoint::System(*system).into()).collect();
    let value = |pieces: Pieces| draft.value(&scale::FRAGMENTATION, pieces.share());
    let likelihood = vec![Rated {
        scale: &scale::FRAGMENTATION,
        fact: crate::analyse::factor::capitalised(&statement),
        value: Bounds::new(value(low), value(high), value(high)),
        evidence,
    }];
    let impact = records::loss(&mut draft, entity);
    let belief = context.lowest_belief(holders.iter().copied(), Ageing::Slow);
    draft.finish(Weighed(&weighing::FRAGMENTED_ENTITY, likelihood), impact, belief)
}

/// Lines that the evidence lists; the pieces are counted over all.
const MOST_LINES: usize = 12;
