//! Facts of one system or device that cannot all be true.
//!
//! Both sides are kept and shown. What decides meanwhile is what the module
//! that reads them says; this rule asks which of the two is right.

use super::unsure;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor::capitalised;
use crate::analyse::finding::{Draft, Finding, Verdicts};
use crate::analyse::lifecycle::ComponentStanding;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::Endpoint;
use crate::date::{Day, PartialDate, days_between};
use crate::method::{Threshold, scale, weighing};
use crate::model::vocabulary::{ActionKind, Failover};

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "contradicting-facts",
        version: 1,
        family: Family::Quality,
        title: "Facts contradict each other",
        question: "Which systems and devices are described in ways that cannot all be true?",
        why: "A number that rests on two facts which exclude each other can be attacked, whichever is used. One look by whoever runs the thing settles it.",
        needs: &[
            "components[].supported_until",
            "components[].support",
            "people.supplier_support",
            "contract.ends",
            "resilience.failover",
            "resilience.failover_tested",
            "planned_retirement",
        ],
        evidence: &[
            EvidenceKind::InventoryLine,
            EvidenceKind::CatalogueRow,
            EvidenceKind::Assumption,
            EvidenceKind::GraphFact,
        ],
        weighings: &[&weighing::CONTRADICTING_FACTS, &weighing::LOSS_OF_SYSTEM, &weighing::LOSS_OF_DEVICE],
        thresholds: &[Threshold::SameEndDays],
        sources: &["gdqf-2020"],
        remediation: &[ActionKind::Optimise],
        limits: "It knows four contradictions: an own last day of support that is a month or more from the catalogue's, support by a supplier whose contract ended, a test of a standby that does not exist, and a system in use after its retirement. Others remain.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for (endpoint, _) in context.estate.endpoints_in_use() {
        let found = contradictions(context, endpoint);
        if !found.is_empty() {
            verdicts.findings.push(finding(context, endpoint, found));
        }
    }
    verdicts
}

/// Two facts that exclude each other: in words, and what says so.
struct Contradiction {
    words: String,
    evidence: Vec<Evidence>,
}

fn contradictions(context: &Context<'_>, endpoint: Endpoint) -> Vec<Contradiction> {
    let components = context.lifecycles.of(endpoint).iter();
    let mut found: Vec<Contradiction> =
        components.filter_map(|component| other_end(context, component)).collect();
    found.extend(supported_without_contract(context, endpoint));
    found.extend(tested_without_standby(context, endpoint));
    found.extend(in_use_after_retirement(context, endpoint));
    found
}

/// Its own last day of support is not the catalogue's, and no bought
/// extension says why.
fn other_end(context: &Context<'_>, component: &ComponentStanding) -> Option<Contradiction> {
    let record = context.component(component);
    let own = record.supported_until.get()?;
    let found = context.lifecycles.product(component);
    let theirs = found.end_of_support?;
    let is_explained = record.support.is_known() && own.last_day() > theirs;
    let is_extension = found.end_of_extension.is_some_and(|end| is_near(context, own, end));
    if is_explained || is_extension || is_near(context, own, theirs) {
        return None;
    }
    let label = record.product_name();
    let place = context.estate.origin(component.owner.into());
    let stated = Evidence::Inventory {
        place: place.field(format!("components[{}].supported_until", component.index)),
        statement: format!("support of {label} ends {own}"),
    };
    let catalogue = Evidence::Catalogue {
        product: found.product.clone()?,
        cycle: found.cycle.clone()?,
        statement: format!("support of {} ends on {theirs}", found.cycle_name),
        source: found.source.clone(),
        matched: found.matched.clone(),
    };
    Some(Contradiction {
        words: format!("support of {label} ends {own} by the inventory and on {theirs} by the catalogue"),
        evidence: vec![stated, catalogue],
    })
}

/// Whether a day lies in what a date may mean, or close beside it: then the
/// two are one end, written differently.
fn is_near(context: &Context<'_>, stated: PartialDate, day: Day) -> bool {
    is_within(stated, day, context.threshold(Threshold::SameEndDays))
}

fn is_within(stated: PartialDate, day: Day, days: f64) -> bool {
    let apart = days_between(day, stated.first_day()).max(days_between(stated.last_day(), day));
    f64::from(apart) < days
}

fn supported_without_contract(context: &Context<'_>, endpoint: Endpoint) -> Option<Contradiction> {
    let Endpoint::System(index) = endpoint else { return None };
    let entry = &context.estate.systems[index.at()];
    let contract = &entry.record.contract;
    let ends = contract.then(|contract| &contract.ends)?.last_day();
    let is_supported = entry.record.people.then(|people| &people.supplier_support) == Some(&true);
    let renews = contract.then(|contract| &contract.auto_renews) == Some(&true);
    if !is_supported || renews || ends >= context.today {
        return None;
    }
    let line =
        |field: &'static str, statement: String| Evidence::Inventory { place: entry.field(field), statement };
    Some(Contradiction {
        words: format!("the supplier supports it, and its contract ended on {ends}"),
        evidence: vec![
            line("people.supplier_support", "the supplier supports it".to_owned()),
            line("contract.ends", format!("the contract ended on {ends}")),
        ],
    })
}

fn tested_without_standby(context: &Context<'_>, endpoint: Endpoint) -> Option<Contradiction> {
    let record = context.estate.endpoint(endpoint).record.resilience;
    let tested = record.then(|resilience| &resilience.failover_tested)?;
    let failover = record.then(|resilience| &resilience.failover)?;
    let said = match failover {
        Failover::None => "nothing takes over when it fails",
        Failover::Untested => "its standby was never tried",
        Failover::Tested => return None,
    };
    let place = context.estate.origin(endpoint.into());
    let line =
        |field: &'static str, statement: String| Evidence::Inventory { place: place.field(field), statement };
    Some(Contradiction {
        words: format!("{said}, and failover was tested {tested}"),
        evidence: vec![
            line("resilience.failover", said.to_owned()),
            line("resilience.failover_tested", format!("failover was tested {tested}")),
        ],
    })
}

/// Devices past their retirement are hardware past its life, another rule.
fn in_use_after_retirement(context: &Context<'_>, endpoint: Endpoint) -> Option<Contradiction> {
    let Endpoint::System(index) = endpoint else { return None };
    let entry = &context.estate.systems[index.at()];
    let planned = entry.record.planned_retirement.get()?;
    (planned.last_day() < context.today).then(|| Contradiction {
        words: format!("it was to be retired by {planned}, and is in use"),
        evidence: vec![Evidence::Inventory {
            place: entry.field("planned_retirement"),
            statement: format!("to be retired by {planned}"),
        }],
    })
}

fn finding(context: &Context<'_>, endpoint: Endpoint, found: Vec<Contradiction>) -> Finding {
    let words: Vec<String> = found.iter().map(|contradiction| contradiction.words.clone()).collect();
    let headline = format!("{}: {}", context.name(endpoint), words.join("; "));
    let count = found.len() as f64;
    let mut evidence = found.into_iter().flat_map(|contradiction| contradiction.evidence);
    let place = context.estate.origin(endpoint.into()).field("");
    let first = evidence.next().unwrap_or(Evidence::Inventory { place, statement: headline.clone() });
    let mut draft = Draft::new(context, &RULE.meta, endpoint, headline, first);
    draft.add_all(evidence);
    let unknown = draft.value(&scale::CONTRADICTIONS, count);
    let fact = capitalised(&words.join("; "));
    unsure::complete(draft, endpoint, &weighing::CONTRADICTING_FACTS, unknown, fact)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_within_a_month_are_one_end() {
        let own: crate::date::PartialDate = "2026-10".parse().unwrap();
        let near = |day| is_within(own, day, Threshold::SameEndDays.default_value());
        assert!(near(Day::constant(2026, 10, 14)) && near(Day::constant(2026, 11, 30)));
        assert!(!near(Day::constant(2026, 12, 1)) && !near(Day::constant(2026, 8, 31)));
    }
}
