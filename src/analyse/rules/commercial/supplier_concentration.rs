//! Much of what an organisation cannot do without comes from one supplier.

use std::collections::BTreeMap;

use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::contract::{concentration, even_suppliers, is_supplier_recorded, supplier};
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Draft, Finding, Gap, Rated, Verdicts, Weighed};
use crate::analyse::members;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, OrganisationIndex, Subject, SystemIndex};
use crate::method::{Threshold, scale, weighing};
use crate::model::vocabulary::{ActionKind, Criticality};
use crate::text::{counted, percent_with};

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "supplier-concentration",
        version: 1,
        family: Family::Commercial,
        title: "Much hangs on one supplier",
        question: "Where does one supplier hold most of what an organisation cannot do without?",
        why: "Who supplies the core sets the price at renewal. If they fail, are sold or leave the market, everything moves at once.",
        needs: &["contract.supplier", "vendor", "criticality"],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::GraphFact],
        weighings: &[&weighing::SUPPLIER_CONCENTRATION, &weighing::SUPPLIER_CONCENTRATION_LOSS],
        thresholds: &[Threshold::SupplierShare, Threshold::SupplierFew],
        sources: &["doj-ftc-2023", "tcop"],
        remediation: &[
            ActionKind::Replace,
            ActionKind::Consolidate,
            ActionKind::Optimise,
            ActionKind::Accept,
        ],
        limits: "Counted are mission- and business-critical systems with a known supplier, by points of criticality; the supplier is that of the contract, else the vendor, as written; what is `In-house` hangs on no supplier. The index is Herfindahl and Hirschman's, whose bands of 1,000 and 1,800 describe markets: read it as a trend. Concentration can be chosen for good reasons.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut by_organisation: BTreeMap<OrganisationIndex, Vec<SystemIndex>> = BTreeMap::new();
    for (system, entry) in context.estate.systems().filter(|(_, entry)| entry.record.is_in_use()) {
        let stated = entry.record.criticality.get();
        if matches!(stated, Some(Criticality::MissionCritical | Criticality::BusinessCritical)) {
            by_organisation.entry(entry.organisation).or_default().push(system);
        }
    }
    let few = context.threshold(Threshold::SupplierFew);
    let mut verdicts = Verdicts::default();
    for (organisation, systems) in by_organisation {
        let known = systems.iter().filter(|system| is_supplier_recorded(context, **system)).count();
        if (systems.len() as f64) < few {
            continue;
        }
        if known < systems.len() - known {
            verdicts.gaps.push(gap(context, organisation, known, systems.len()));
        } else {
            verdicts.findings.extend(finding(context, organisation, &systems));
        }
    }
    verdicts
}

fn points(context: &Context<'_>, system: SystemIndex) -> f64 {
    context.criticality(Endpoint::System(system)).map_or(0.0, |(stated, _)| stated.number())
}

fn gap(context: &Context<'_>, organisation: OrganisationIndex, known: usize, all: usize) -> Gap {
    Gap {
        rule: &RULE.meta,
        subject: Subject::Organisation(organisation),
        headline: format!(
            "{}: the supplier is recorded of {known} of {} that it cannot do without",
            context.estate.organisation_name(organisation),
            counted(all, "system")
        ),
        field: "contract.supplier",
    }
}

fn finding(
    context: &Context<'_>,
    organisation: OrganisationIndex,
    systems: &[SystemIndex],
) -> Option<Finding> {
    let mut held: BTreeMap<&str, Vec<SystemIndex>> = BTreeMap::new();
    for system in systems {
        if let Some(name) = supplier(context, *system) {
            held.entry(name).or_default().push(*system);
        }
    }
    let weight = |systems: &[SystemIndex]| systems.iter().map(|system| points(context, *system)).sum::<f64>();
    let recorded: Vec<SystemIndex> =
        systems.iter().copied().filter(|system| is_supplier_recorded(context, *system)).collect();
    let all: f64 = weight(&recorded);
    let unknown = weight(systems) - all;
    // The first by name of the largest.
    let (name, own) = held.iter().rev().max_by(|a, b| weight(a.1).total_cmp(&weight(b.1)))?;
    let share = weight(own) / all;
    if share < context.threshold(Threshold::SupplierShare) {
        return None;
    }
    let index = concentration(held.values().map(|systems| weight(systems) / all));
    let statement = format!(
        "{name} holds {:.0} of {all:.0} points of criticality ({}), {}; index {index:.0}, as if {:.1} suppliers shared evenly",
        weight(own),
        percent_with(share, 0),
        counted(own.len(), "system"),
        even_suppliers(index)
    );
    let subject = Subject::Organisation(organisation);
    let headline = format!(
        "{}: {} of what it cannot do without comes from {name}",
        context.estate.organisation_name(organisation),
        percent_with(share, 0)
    );
    let first =
        Evidence::Graph { measure: "supplier share", statement: statement.clone(), example: Vec::new() };
    let mut draft = Draft::new(context, &RULE.meta, subject, headline, first);
    let lines = own.iter().take(MOST_LINES).map(|system| {
        let entry = &context.estate.systems[system.at()];
        let has_contract = entry.record.contract.then(|contract| &contract.supplier).is_some();
        Evidence::Inventory {
            place: entry.field(if has_contract { "contract.supplier" } else { "vendor" }),
            statement: format!("{}: {name}", context.name(Endpoint::System(*system))),
        }
    });
    let evidence = draft.add_all(lines);
    draft.touches = own.iter().map(|system| Endpoint::System(*system).into()).collect();
    let value = |share: f64| draft.value(&scale::SUPPLIER_SHARE, share);
    let (least, most) = (weight(own) / (all + unknown), (weight(own) + unknown) / (all + unknown));
    let likelihood = vec![Rated {
        scale: &scale::SUPPLIER_SHARE,
        fact: factor::capitalised(&statement),
        value: Bounds::new(value(least), value(share), value(most)),
        evidence,
    }];
    let endpoints: Vec<Endpoint> = own.iter().copied().map(Endpoint::System).collect();
    let systems = Rated {
        scale: &scale::SUPPLIER_SYSTEMS,
        fact: format!("{} that the organisation cannot do without", counted(own.len(), "system")),
        value: Bounds::exact(draft.value(&scale::SUPPLIER_SYSTEMS, own.len() as f64)),
        evidence: vec![0],
    };
    let impact = vec![members::criticality(&mut draft, &endpoints), systems];
    Some(draft.finish(
        Weighed(&weighing::SUPPLIER_CONCENTRATION, likelihood),
        Weighed(&weighing::SUPPLIER_CONCENTRATION_LOSS, impact),
        context.lowest_belief(own.iter().copied(), Ageing::Slow),
    ))
}

/// Lines that the evidence lists.
const MOST_LINES: usize = 12;
