//! Departments and organisations that exchange data with themselves.

use std::collections::BTreeMap;

use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::finding::{Bounds, Draft, Finding, Rated, Verdicts, Weighed};
use crate::analyse::members;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, OrganisationIndex, Subject, SystemIndex};
use crate::graph::adjacency::Undirected;
use crate::graph::partition::{self, UnitLinks};
use crate::graph::structure::{MOST_FOR_PARTITION, SHUFFLES};
use crate::method::{Threshold, scale, weighing};
use crate::model::vocabulary::ActionKind;
use crate::text::{join_few, percent_with};

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "inward-unit",
        version: 1,
        family: Family::Silo,
        title: "Looks inward",
        question: "Which departments and organisations exchange data with themselves more than chance would have it?",
        why: "A unit that talks to itself has its own truth. Work that crosses its border crosses it on paper.",
        needs: &["department", "interfaces[].from", "interfaces[].to", "isolated_by_design"],
        evidence: &[EvidenceKind::GraphFact, EvidenceKind::InventoryLine],
        weighings: &[&weighing::INWARD_UNIT, &weighing::INWARD_UNIT_LOSS],
        thresholds: &[Threshold::InwardIndex, Threshold::InwardChance, Threshold::InwardSmall],
        sources: &["krackhardt-stern-1988", "newman-girvan-2004"],
        remediation: &[ActionKind::Integrate, ActionKind::Consolidate, ActionKind::Accept],
        limits: "E–I = (across − inside) / (across + inside), over flows from end to end between systems, so that a shared hub does not hide what passes it. Large units look inward by arithmetic: 999 shuffles of the units among the systems must rarely look as inward. The shuffles are seeded. A system without a department counts in its organisation alone. Above 200,000 systems the rule is silent.",
    },
    judge,
};

/// A unit that looks inward.
struct Inward {
    /// What it is called.
    name: String,
    links: UnitLinks,
    /// The share of shuffles that look as inward.
    chance: f64,
    members: Vec<SystemIndex>,
}

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    let systems: Vec<SystemIndex> = context
        .estate
        .systems()
        .filter(|(_, entry)| entry.record.is_in_use())
        .map(|(index, _)| index)
        .collect();
    if systems.len() > MOST_FOR_PARTITION {
        return verdicts;
    }
    let mut inward: BTreeMap<OrganisationIndex, Vec<Inward>> = BTreeMap::new();
    for (organisation, unit) in inward_units(context, &systems, department_of) {
        inward.entry(organisation).or_default().push(unit);
    }
    for (organisation, unit) in inward_units(context, &systems, |context, system| {
        let organisation = context.estate.systems[system.at()].organisation;
        Some((organisation, "the organisation as a whole".to_owned()))
    }) {
        inward.entry(organisation).or_default().push(unit);
    }
    verdicts.findings = inward.iter().filter_map(|(index, units)| finding(context, *index, units)).collect();
    verdicts
}

/// Whose a unit is, and what it is called.
type Unit = (OrganisationIndex, String);
/// The unit of a system, if it has one.
type UnitOf = fn(&Context<'_>, SystemIndex) -> Option<Unit>;
/// A unit; a system of no unit stands alone, as one of its own.
type Key = (Option<SystemIndex>, Option<Unit>);

fn department_of(context: &Context<'_>, system: SystemIndex) -> Option<Unit> {
    let entry = &context.estate.systems[system.at()];
    let department = entry.record.department.known()?;
    Some((entry.organisation, format!("{department} department")))
}

fn inward_units(
    context: &Context<'_>,
    systems: &[SystemIndex],
    unit_of: UnitOf,
) -> Vec<(OrganisationIndex, Inward)> {
    let mut numbers: BTreeMap<Key, u32> = BTreeMap::new();
    let keys: Vec<Key> = systems
        .iter()
        .map(|system| {
            let unit = unit_of(context, *system);
            (unit.is_none().then_some(*system), unit)
        })
        .collect();
    for key in &keys {
        let next = numbers.len() as u32;
        numbers.entry(key.clone()).or_insert(next);
    }
    let units: Vec<u32> = keys.iter().map(|key| numbers[key]).collect();
    let graph = flows(context, systems);
    let links = partition::links(&graph, &units);
    let few = context.threshold(Threshold::InwardSmall);
    let limit = context.threshold(Threshold::InwardIndex);
    let is_inward = |links: &UnitLinks| {
        f64::from(links.nodes) >= few && links.ei_index().is_some_and(|index| index <= limit)
    };
    if numbers.len() <= 1 || !links.units.iter().any(is_inward) {
        return Vec::new();
    }
    let chance = partition::inwardness(&graph, &units, SHUFFLES, 1).unit_p_values;
    numbers
        .into_iter()
        .filter_map(|((_, unit), number)| {
            let links = links.units[number as usize];
            let chance = chance[number as usize];
            let (organisation, name) = unit?;
            let members =
                (0..systems.len()).filter(|at| units[*at] == number).map(|at| systems[at]).collect();
            (is_inward(&links) && chance <= context.threshold(Threshold::InwardChance))
                .then_some((organisation, Inward { name, links, chance, members }))
        })
        .collect()
}

/// Systems joined by flows from end to end.
fn flows(context: &Context<'_>, systems: &[SystemIndex]) -> Undirected {
    let place = |end: Endpoint| systems.binary_search(&end.system()?).ok().map(|place| place as u32);
    let pairs: Vec<(u32, u32)> = context
        .views
        .routes
        .iter()
        .filter_map(|route| Some((place(route.from)?, place(route.to)?)))
        .collect();
    Undirected::new(systems.len(), &pairs)
}

fn finding(context: &Context<'_>, organisation: OrganisationIndex, units: &[Inward]) -> Option<Finding> {
    let subject = Subject::Organisation(organisation);
    let names: Vec<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
    let verb = if units.len() == 1 { "looks" } else { "look" };
    let headline =
        format!("{}: {} {verb} inward", context.estate.organisation_name(organisation), join_few(&names));
    let mut lines = units.iter().map(|unit| {
        let UnitLinks { internal, external, .. } = unit.links;
        let index = unit.links.ei_index().unwrap_or_default();
        let statement = format!(
            "{}: {internal} links inside and {external} across, E–I ({external} − {internal}) / ({external} + {internal}) = {index:.2}; chance looks so inward in {} of shuffles",
            unit.name,
            percent_with(unit.chance, 1)
        );
        Evidence::Graph { measure: "E–I index", statement, example: Vec::new() }
    });
    let mut draft = Draft::new(context, &RULE.meta, subject, headline, lines.next()?);
    let evidence = draft.add_all(lines);
    let worst = units.iter().filter_map(|unit| unit.links.ei_index()).fold(0.0, f64::min);
    let likelihood = vec![Rated {
        scale: &scale::INWARDNESS,
        fact: format!("The most inward: {worst:.2}, between −1 (all inside) and 1 (all across)"),
        value: Bounds::exact(draft.value(&scale::INWARDNESS, -worst)),
        evidence,
    }];
    let members: Vec<SystemIndex> = units.iter().flat_map(|unit| unit.members.iter().copied()).collect();
    let endpoints: Vec<Endpoint> = members.iter().copied().map(Endpoint::System).collect();
    let impact =
        vec![members::criticality(&mut draft, &endpoints), members::sensitivity(&mut draft, &members)];
    Some(draft.finish(
        Weighed(&weighing::INWARD_UNIT, likelihood),
        Weighed(&weighing::INWARD_UNIT_LOSS, impact),
        context.lowest_belief(members, Ageing::Slow),
    ))
}
