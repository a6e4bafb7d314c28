//! Organisations send each other patients, and no interface goes with them.

use crate::analyse::confidence::{self, Ageing};
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Factor, Finding, Verdicts};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, OrganisationIndex, Subject};
use crate::graph::build::Exchange;
use crate::method::Threshold;
use crate::model::vocabulary::ActionKind;
use crate::text::join_few;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "cross-organisation-gap",
        version: 1,
        family: Family::Silo,
        title: "Nothing travels with the patient",
        question: "Between which organisations do people move and their data does not?",
        why: "The patient arrives and the record does not. The receiving team starts again, by telephone and fax.",
        needs: &[
            "organisations[].referrals",
            "interfaces[].from",
            "interfaces[].to",
            "interfaces[].protocol",
        ],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::GraphFact],
        thresholds: &[Threshold::ReferralsWorst],
        sources: &["krackhardt-stern-1988"],
        remediation: &[ActionKind::Integrate, ActionKind::Consolidate],
        limits: "Only referrals that are recorded are compared. Any electronic interface from the one organisation to the other counts as a way, whatever it carries; a way through a third organisation does not.",
    },
    judge,
};

/// Referrals to one partner, and what joins the two.
struct Uncovered {
    index: usize,
    partner: OrganisationIndex,
    per_year: f64,
    exchange: Exchange,
}

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for number in 0..context.estate.organisations.len() as u32 {
        let organisation = OrganisationIndex(number);
        let uncovered = uncovered(context, organisation);
        verdicts.findings.extend(finding(context, organisation, &uncovered));
    }
    verdicts
}

fn uncovered(context: &Context<'_>, from: OrganisationIndex) -> Vec<Uncovered> {
    let referrals = &context.estate.organisations[from.at()].record.referrals;
    let found = referrals.iter().enumerate().filter_map(|(index, referral)| {
        let partner = (0..context.estate.organisations.len() as u32)
            .map(OrganisationIndex)
            .find(|other| context.estate.organisations[other.at()].record.id == referral.to)?;
        let exchange = exchange(context, from, partner);
        let per_year = referral.per_year.value();
        let is_covered = exchange.interfaces > exchange.manual || per_year <= 0.0;
        (!is_covered).then_some(Uncovered { index, partner, per_year, exchange })
    });
    found.collect()
}

fn exchange(context: &Context<'_>, from: OrganisationIndex, to: OrganisationIndex) -> Exchange {
    let mut found = Exchange::default();
    for route in &context.views.routes {
        let ends: [Endpoint; 2] = [route.from, route.to];
        if ends.map(|end| context.estate.organisation_of(end.into())) == [from, to] {
            found.interfaces += 1;
            found.manual += u32::from(route.is_manual);
        }
    }
    found
}

fn finding(context: &Context<'_>, from: OrganisationIndex, uncovered: &[Uncovered]) -> Option<Finding> {
    let subject = Subject::Organisation(from);
    let entry = &context.estate.organisations[from.at()];
    let name = |organisation: OrganisationIndex| context.estate.organisation_name(organisation).to_owned();
    let partners: Vec<String> = uncovered.iter().map(|gap| name(gap.partner)).collect();
    let total: f64 = uncovered.iter().map(|gap| gap.per_year).sum();
    let headline = format!(
        "{total:.0} people a year go from {} to {}, and no electronic interface goes with them",
        name(from),
        join_few(&partners)
    );
    let mut lines = uncovered.iter().map(|gap| Evidence::Inventory {
        place: entry.field(format!("referrals[{}]", gap.index)),
        statement: format!("{:.0} a year to {}", gap.per_year, name(gap.partner)),
    });
    let mut finding = Finding::new(&RULE.meta, subject, headline, lines.next()?);
    let mut numbers: Vec<usize> = std::iter::once(0).chain(lines.map(|line| finding.add(line))).collect();
    let mut facts = Vec::new();
    for gap in uncovered {
        let by_hand = match gap.exchange.manual {
            0 => "nothing at all".to_owned(),
            many => format!("{many} by hand"),
        };
        let statement = format!("from {} to {}: {by_hand}", name(from), name(gap.partner));
        facts.push(statement.clone());
        numbers.push(finding.add(Evidence::Graph { measure: "interfaces", statement, example: Vec::new() }));
    }
    let has_nothing = uncovered.iter().any(|gap| gap.exchange.manual == 0);
    finding.touches = uncovered.iter().map(|gap| Subject::Organisation(gap.partner)).collect();
    finding.likelihood = vec![Factor {
        name: "Way for the data",
        fact: factor::capitalised(&facts.join("; ")),
        value: Bounds::exact(if has_nothing { 0.8 } else { 0.6 }),
        weight: 1.0,
        evidence: numbers.clone(),
    }];
    let worst = context.threshold(Threshold::ReferralsWorst).max(1.0);
    finding.impact = vec![Factor {
        name: "People",
        fact: format!("{total:.0} referrals a year"),
        value: Bounds::exact((0.2 + 0.8 * total / worst).min(1.0)),
        weight: 1.0,
        evidence: numbers[..uncovered.len()].to_vec(),
    }];
    let lowest = context.belief(subject, Ageing::Volume);
    finding.confidence = confidence::of_finding(lowest, &finding.likelihood, &finding.impact);
    Some(finding)
}
