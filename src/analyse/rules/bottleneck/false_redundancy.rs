//! Alternatives that fall together, because the same thing is under all of
//! them.
//!
//! Methods §2: two paths through one data centre are one path; shared hosts
//! are added before alternatives are counted.

use std::collections::BTreeSet;

use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Draft, Finding, Gap, Rated, Verdicts, Weighed};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{DependencyLink, Endpoint};
use crate::method::{scale, weighing};
use crate::model::vocabulary::ActionKind;
use crate::text::join_and;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "false-redundancy",
        version: 1,
        family: Family::Bottleneck,
        title: "Alternatives that fall together",
        question: "Where do all alternatives stand on the same thing?",
        why: "Two of everything is no help when both stand on one cluster. It looks safe on paper, so nobody prepares for the day.",
        needs: &["depends_on", "criticality"],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::GraphFact],
        weighings: &[&weighing::FALSE_REDUNDANCY, &weighing::LOSS_OF_SYSTEM, &weighing::LOSS_OF_DEVICE],
        thresholds: &[],
        sources: &["menger-1927"],
        remediation: &[
            ActionKind::RePlatform,
            ActionKind::Optimise,
            ActionKind::Upgrade,
            ActionKind::Contain,
        ],
        limits: "Followed is what is declared as needed without an alternative of its own. Shared power, rooms and network paths count only where somebody recorded them as dependencies. An alternative of which no dependency is recorded is asked about.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for (endpoint, _) in context.estate.endpoints_in_use() {
        let links = context.estate.endpoint(endpoint).links.depends_on;
        for link in links.iter().filter(|link| link.any_of.len() > 1) {
            let grounds: Vec<BTreeSet<Endpoint>> =
                link.any_of.iter().map(|alternative| grounds(context, *alternative)).collect();
            let shared = shared(&grounds);
            let silent =
                link.any_of.iter().find(|end| context.estate.endpoint(**end).links.depends_on.is_empty());
            match (shared.is_empty(), silent) {
                (false, _) => {
                    verdicts.findings.push(finding(context, endpoint, link, &shared));
                    break;
                }
                (true, Some(silent)) => verdicts.gaps.push(gap(context, endpoint, *silent)),
                (true, None) => {}
            }
        }
    }
    verdicts.gaps.dedup_by_key(|gap| gap.subject);
    verdicts
}

/// Everything that something needs without an alternative, itself included.
fn grounds(context: &Context<'_>, start: Endpoint) -> BTreeSet<Endpoint> {
    let mut found = BTreeSet::from([start]);
    let mut open = vec![start];
    while let Some(endpoint) = open.pop() {
        for link in context.estate.endpoint(endpoint).links.depends_on {
            if let [only] = link.any_of.as_slice()
                && found.insert(*only)
            {
                open.push(*only);
            }
        }
    }
    found
}

fn shared(grounds: &[BTreeSet<Endpoint>]) -> Vec<Endpoint> {
    let Some((first, rest)) = grounds.split_first() else { return Vec::new() };
    first.iter().copied().filter(|end| rest.iter().all(|other| other.contains(end))).collect()
}

fn gap(context: &Context<'_>, endpoint: Endpoint, silent: Endpoint) -> Gap {
    Gap {
        rule: &RULE.meta,
        subject: silent.into(),
        headline: format!(
            "{} counts on {} as an alternative, and what that stands on is not recorded",
            context.name(endpoint),
            context.name(silent)
        ),
        field: "depends_on",
    }
}

/// How many things alternatives stand on are named.
const NAMED: usize = 3;

fn finding(context: &Context<'_>, endpoint: Endpoint, link: &DependencyLink, shared: &[Endpoint]) -> Finding {
    let alternatives: Vec<String> = link.any_of.iter().map(|end| context.name(*end)).collect();
    let grounds: Vec<String> = shared.iter().take(NAMED).map(|end| context.name(*end)).collect();
    let place = context.estate.origin(endpoint.into()).field(format!("depends_on[{}]", link.index));
    let statement = format!("any one of {} is enough", join_and(&alternatives));
    let headline = format!(
        "{} counts on {} as alternatives, and all of them stand on {}",
        context.name(endpoint),
        join_and(&alternatives),
        join_and(&grounds)
    );
    let first = Evidence::Inventory { place, statement };
    let mut draft = Draft::new(context, &RULE.meta, endpoint, headline, first);
    let evidence = draft.add_all(link.any_of.iter().map(|alternative| {
        let statement = format!("{} stands on {}", context.name(*alternative), join_and(&grounds));
        let example = vec![(*alternative).into(), shared[0].into()];
        Evidence::Graph { measure: "shared ground", statement, example }
    }));
    draft.touches = link.any_of.iter().chain(shared).map(|end| (*end).into()).collect();
    draft.touches.dedup();
    let all = match alternatives.as_slice() {
        [_, _] => "Both".to_owned(),
        more => format!("All {}", more.len()),
    };
    let ground = Rated {
        scale: &scale::SHARED_GROUND,
        fact: format!("{all} alternatives stand on {}", join_and(&grounds)),
        value: Bounds::exact(draft.word(&scale::SHARED_GROUND, "shared")),
        evidence,
    };
    let likelihood = vec![ground, factor::resilience(&mut draft, shared[0])];
    let impact = factor::impact_of_loss(&mut draft, endpoint);
    let likelihood = Weighed(&weighing::FALSE_REDUNDANCY, likelihood);
    draft.finish(likelihood, impact, context.belief(endpoint, Ageing::Slow))
}
