//! Organisations send each other patients, and no interface goes with them.

use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Draft, Finding, Rated, Verdicts, Weighed};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{OrganisationIndex, Subject};
use crate::graph::build::Exchange;
use crate::method::{scale, weighing};
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
        weighings: &[&weighing::CROSS_ORGANISATION_GAP, &weighing::CROSS_ORGANISATION_GAP_LOSS],
        thresholds: &[],
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
        let ends = [route.from, route.to];
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
    let mut draft = Draft::new(context, &RULE.meta, subject, headline, lines.next()?);
    let referrals = draft.add_all(lines);
    let facts: Vec<String> = uncovered
        .iter()
        .map(|gap| {
            let by_hand = match gap.exchange.manual {
                0 => "nothing at all".to_owned(),
                many => format!("{many} by hand"),
            };
            format!("from {} to {}: {by_hand}", name(from), name(gap.partner))
        })
        .collect();
    let shown = facts.iter().cloned().map(|statement| Evidence::Graph {
        measure: "interfaces",
        statement,
        example: Vec::new(),
    });
    let evidence = draft.add_all(shown);
    draft.touches = uncovered.iter().map(|gap| Subject::Organisation(gap.partner)).collect();
    let has_nothing = uncovered.iter().any(|gap| gap.exchange.manual == 0);
    let way = if has_nothing { "nothing" } else { "by-hand" };
    let likelihood = vec![Rated {
        scale: &scale::WAY_FOR_DATA,
        fact: factor::capitalised(&facts.join("; ")),
        value: Bounds::exact(draft.word(&scale::WAY_FOR_DATA, way)),
        evidence,
    }];
    let impact = vec![Rated {
        scale: &scale::REFERRALS,
        fact: format!("{total:.0} referrals a year"),
        value: Bounds::exact(draft.value(&scale::REFERRALS, total)),
        evidence: referrals,
    }];
    Some(draft.finish(
        Weighed(&weighing::CROSS_ORGANISATION_GAP, likelihood),
        Weighed(&weighing::CROSS_ORGANISATION_GAP_LOSS, impact),
        context.belief(subject, Ageing::Volume),
    ))
}
