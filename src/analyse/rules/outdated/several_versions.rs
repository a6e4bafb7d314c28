//! Many releases of one product side by side in one organisation.

use std::collections::{BTreeMap, BTreeSet};

use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Draft, Finding, Rated, Verdicts, Weighed};
use crate::analyse::lifecycle::ComponentStanding;
use crate::analyse::possible;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, OrganisationIndex, Subject, SystemIndex};
use crate::method::{Scale, Threshold, scale, weighing};
use crate::model::vocabulary::ActionKind;
use crate::text::{counted, join_and};

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "several-versions",
        version: 2,
        family: Family::Outdated,
        title: "Many releases of one product",
        question: "Which organisations keep many releases of one product side by side?",
        why: "Each release needs its own skill, its own tests and its own fixes. Fewer releases free people for what else is late.",
        needs: &["components"],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::GraphFact],
        weighings: &[&weighing::SEVERAL_VERSIONS, &weighing::SEVERAL_VERSIONS_LOSS],
        thresholds: &[Threshold::SeveralVersions],
        sources: &["tcop"],
        remediation: &[ActionKind::Consolidate, ActionKind::Upgrade, ActionKind::Retire],
        limits: "It counts releases of firm matches in systems, not devices. One release more in the middle of a move is no fault.",
    },
    judge,
};

/// The systems on each release of a product.
type Releases<'a> = BTreeMap<&'a str, Vec<&'a ComponentStanding>>;

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    let most = context.threshold(Threshold::SeveralVersions);
    for (organisation, products) in products(context) {
        let mut many: Vec<(&str, Releases<'_>)> =
            products.into_iter().filter(|(_, releases)| releases.len() as f64 >= most).collect();
        many.sort_by_key(|(name, releases)| (std::cmp::Reverse(releases.len()), *name));
        if !many.is_empty() {
            verdicts.findings.push(finding(context, organisation, &many));
        }
    }
    verdicts
}

/// Products by name with their releases, by organisation.
fn products<'a>(context: &'a Context<'_>) -> BTreeMap<OrganisationIndex, BTreeMap<&'a str, Releases<'a>>> {
    let mut all: BTreeMap<OrganisationIndex, BTreeMap<&str, Releases<'_>>> = BTreeMap::new();
    for component in context.lifecycles.all() {
        let Some(system) = component.owner.system() else { continue };
        let found = context.lifecycles.product(component);
        if let (Some(cycle), true) = (&found.cycle, found.is_firm()) {
            let organisation = context.estate.systems[system.at()].organisation;
            let releases = all.entry(organisation).or_default().entry(&found.product_name).or_default();
            releases.entry(cycle).or_default().push(component);
        }
    }
    all
}

fn finding(context: &Context<'_>, organisation: OrganisationIndex, many: &[(&str, Releases<'_>)]) -> Finding {
    let subject = Subject::Organisation(organisation);
    let (worst, releases) = &many[0];
    let others = match many.len() - 1 {
        0 => String::new(),
        n => format!(", and {} beside it", counted(n, "more product")),
    };
    let headline = format!(
        "{} keeps {} of {worst} side by side{others}",
        context.estate.name(subject),
        counted(releases.len(), "release")
    );
    let mut lines = many.iter().flat_map(|(name, releases)| {
        releases.iter().map(move |(cycle, components)| line(context, name, cycle, components))
    });
    // A product is listed for its releases, so there is a first line.
    let first = lines.next().unwrap_or(Evidence::Assumption { statement: headline.clone() });
    let mut draft = Draft::new(context, &RULE.meta, subject, headline, first);
    let evidence = draft.add_all(lines);
    let systems = systems(many);
    draft.touches = systems.iter().map(|system| Endpoint::System(*system).into()).collect();
    let silent = silent(context, organisation);
    let likelihood = vec![spread(&draft, many, evidence, silent.len())];
    let impact = vec![concerned(&mut draft, &systems, &silent)];
    draft.finish(
        Weighed(&weighing::SEVERAL_VERSIONS, likelihood),
        Weighed(&weighing::SEVERAL_VERSIONS_LOSS, impact),
        context.lowest_belief(systems, Ageing::Version),
    )
}

fn line(context: &Context<'_>, name: &str, cycle: &str, components: &[&ComponentStanding]) -> Evidence {
    let first = components[0];
    Evidence::Inventory {
        place: context.estate.origin(first.owner.into()).field(format!("components[{}]", first.index)),
        statement: format!(
            "{name} {cycle}: {}, first {}",
            counted(components.len(), "component"),
            context.name(first.owner)
        ),
    }
}

fn systems(many: &[(&str, Releases<'_>)]) -> BTreeSet<SystemIndex> {
    let components = many.iter().flat_map(|(_, releases)| releases.values().flatten());
    components.filter_map(|component| component.owner.system()).collect()
}

/// Systems of the organisation of which no components are recorded.
fn silent(context: &Context<'_>, organisation: OrganisationIndex) -> Vec<SystemIndex> {
    let own = context.estate.systems().filter(|(_, entry)| entry.organisation == organisation);
    own.map(|(system, _)| system)
        .filter(|system| possible::lacks_components(context, Endpoint::System(*system)))
        .collect()
}

/// How many products a fact names.
const NAMED: usize = 4;

/// How many releases the product with most of them has.
fn spread(draft: &Draft<'_>, many: &[(&str, Releases<'_>)], evidence: Vec<usize>, silent: usize) -> Rated {
    let names: Vec<String> = many
        .iter()
        .take(NAMED)
        .map(|(name, releases)| format!("{} of {name}", counted(releases.len(), "release")))
        .collect();
    let releases = many[0].1.len();
    Rated {
        scale: &scale::RELEASES,
        fact: factor::capitalised(&join_and(&names)),
        value: up_to(draft, &scale::RELEASES, releases, releases + silent),
        evidence,
    }
}

/// What a count weighs that may be higher.
fn up_to(draft: &Draft<'_>, scale: &'static Scale, known: usize, most: usize) -> Bounds {
    let known = draft.value(scale, known as f64);
    Bounds::new(known, known, draft.value(scale, most as f64))
}

/// How many systems stand on these products. A count, not a share of the
/// organisation: a system that has nothing to do with them changes nothing.
fn concerned(draft: &mut Draft<'_>, systems: &BTreeSet<SystemIndex>, silent: &[SystemIndex]) -> Rated {
    let fact = format!(
        "{} {} on these products",
        counted(systems.len(), "system"),
        if systems.len() == 1 { "stands" } else { "stand" }
    );
    let shown =
        Evidence::Graph { measure: "systems concerned", statement: fact.clone(), example: Vec::new() };
    let mut evidence = vec![draft.add(shown)];
    if let Some(first) = silent.first() {
        let place = draft.context.estate.origin(Endpoint::System(*first).into()).field("");
        let assumed = format!(
            "{} of the organisation {} no components; each may stand on one more release",
            counted(silent.len(), "system"),
            if silent.len() == 1 { "states" } else { "state" }
        );
        evidence.push(draft.add(Evidence::Missing { place, field: "components", assumed: assumed.into() }));
    }
    let scale = &scale::SYSTEMS_CONCERNED;
    let value = up_to(draft, scale, systems.len(), systems.len() + silent.len());
    Rated { scale, fact, value, evidence }
}
