//! Much of the estate leans on a system that may break.
//!
//! An integration engine is meant to be central, so being central alone never
//! raises a finding: importance × fragility decides.

use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Draft, Finding, Gap, Rated, Strength, Verdicts, Weighed};
use crate::analyse::hub::{self, Fragility, Importance};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, SystemIndex};
use crate::method::{Threshold, scale, weighing};
use crate::model::vocabulary::ActionKind;
use crate::text::{counted, percent_with};

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "dangerous-hub",
        version: 2,
        family: Family::Bottleneck,
        title: "Dangerous bottleneck",
        question: "Where does much of the estate lean on something that may break?",
        why: "When such a place stops, much else stops with it. Being central is a hub's job; being central, unsupported and alone is a danger.",
        needs: &[
            "interfaces[].via",
            "interfaces[].messages_per_day",
            "depends_on",
            "criticality",
            "resilience.failover",
            "people.supporters",
            "contract",
            "components",
        ],
        evidence: &[EvidenceKind::GraphFact, EvidenceKind::InventoryLine],
        weighings: &[&weighing::DANGEROUS_HUB, &weighing::LOSS_OF_HUB],
        thresholds: &[
            Threshold::ImportanceCritical,
            Threshold::HubFew,
            Threshold::FragilityHealthy,
            Threshold::FragilityDangerous,
            Threshold::FragilityUnsupported,
            Threshold::FragilityExtended,
            Threshold::FragilityNoFailover,
            Threshold::FragilityUntestedFailover,
            Threshold::UtilisationBusy,
            Threshold::UtilisationFull,
            Threshold::FragilityBusy,
            Threshold::FragilityFull,
            Threshold::FragilitySupplierExit,
            Threshold::FragilityFewSkilled,
            Threshold::FragilityNoSource,
        ],
        sources: &["freeman-1977", "brandes-2001", "kleinrock-1975"],
        remediation: &[ActionKind::Upgrade, ActionKind::RePlatform, ActionKind::Replace, ActionKind::Contain],
        limits: "Interfaces that nobody recorded are not counted. Betweenness is shown and never counted: it counts a canteen like an emergency department.",
    },
    judge,
};

const REACH: &str = "criticality reach";

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    let critical = context.threshold(Threshold::ImportanceCritical);
    for (system, entry) in context.estate.systems() {
        if !entry.record.is_in_use() {
            continue;
        }
        let importance = hub::importance(context, system);
        if importance.value() < critical || !hub::is_leaned_on(context, system, importance) {
            continue;
        }
        let fragility = hub::fragility(context, system);
        if fragility.value.low() >= context.threshold(Threshold::FragilityDangerous) {
            verdicts.findings.push(finding(context, system, importance, &fragility));
        } else if fragility.value.high() < context.threshold(Threshold::FragilityHealthy) {
            verdicts.strengths.push(strength(context, system, importance, &fragility));
        } else {
            verdicts.gaps.extend(gap(context, system, &fragility));
        }
    }
    verdicts
}

/// What shows that the system is important: the largest share first.
fn importance_evidence(context: &Context<'_>, system: SystemIndex, importance: Importance) -> Vec<Evidence> {
    let measures = context.measures;
    let endpoint = Endpoint::System(system);
    let mut shown = Vec::new();
    let routed = measures.routed(system);
    if let (Some(share), true) = (importance.messages, routed > 0) {
        shown.push((
            share,
            "message share",
            format!(
                "{routed} of {} in use {} through it, with {} of all messages whose number is recorded",
                counted(measures.routes, "interface"),
                if routed == 1 { "passes" } else { "pass" },
                percent_with(share, 0)
            ),
        ));
    }
    let reach = measures.reach(context.views.number(endpoint));
    let at_least = if reach.is_capped { "at least " } else { "" };
    shown.push((
        importance.reach,
        REACH,
        format!(
            "{at_least}{} without it, {at_least}{} of the estate's criticality with it",
            match reach.dependents {
                1 => "1 system or device stops or loses data".to_owned(),
                n => format!("{n} systems and devices stop or lose data"),
            },
            percent_with(importance.reach, 0)
        ),
    ));
    shown.push((
        importance.separation,
        "separation",
        format!(
            "without it {} of the other connected pairs are cut off from each other",
            percent_with(importance.separation, 0)
        ),
    ));
    shown.sort_by(|a, b| b.0.total_cmp(&a.0));
    let example = measures.example_dependent(context.views, endpoint);
    let ways = measures.betweenness(context.views.number(endpoint));
    shown.extend(ways.map(|statement| (f64::EPSILON, "betweenness", statement)));
    shown
        .into_iter()
        .filter(|(share, _, _)| *share > 0.0)
        .map(|(_, measure, statement)| {
            // A chain of needs explains the reach, not the flow or the cut.
            let example = if measure == REACH { example.clone() } else { Vec::new() };
            Evidence::Graph { measure, statement, example }
        })
        .collect()
}

fn finding(
    context: &Context<'_>,
    system: SystemIndex,
    importance: Importance,
    fragility: &Fragility,
) -> Finding {
    let endpoint = Endpoint::System(system);
    let mut shown = importance_evidence(context, system, importance).into_iter();
    // Importance is at least the critical share, so something shows it.
    let first =
        shown.next().unwrap_or(Evidence::Assumption { statement: "important by its place".to_owned() });
    let headline =
        format!("{} is a dangerous bottleneck: {}", context.name(endpoint), headline_reason(&first));
    let mut draft = Draft::new(context, &RULE.meta, endpoint, headline, first);
    let of_importance = draft.add_all(shown);
    let weak = fragility.weaknesses.iter().map(|weakness| draft.add(weakness.evidence.clone())).collect();
    let likelihood = vec![Rated {
        scale: &scale::FRAGILITY,
        fact: fragility.formula(),
        value: fragility.value,
        evidence: weak,
    }];
    let leans = Rated {
        scale: &scale::IMPORTANCE,
        fact: format!("{} of the estate leans on it", percent_with(importance.value(), 0)),
        value: importance.bounds().map(|share| draft.value(&scale::IMPORTANCE, share)),
        evidence: of_importance,
    };
    let impact = vec![leans, factor::criticality(&mut draft, endpoint)];
    let products = context.lifecycles.of(endpoint).iter();
    draft.answers_to = products
        .filter_map(|component| context.lifecycles.product(component).product.as_deref().map(str::to_owned))
        .collect();
    draft.finish(
        Weighed(&weighing::DANGEROUS_HUB, likelihood),
        Weighed(&weighing::LOSS_OF_HUB, impact),
        fragility.belief.min(context.belief(endpoint, Ageing::Volume)),
    )
}

fn headline_reason(first: &Evidence) -> String {
    match first {
        Evidence::Graph { statement, .. } => statement.clone(),
        _ => "much of the estate leans on it".to_owned(),
    }
}

fn strength(
    context: &Context<'_>,
    system: SystemIndex,
    importance: Importance,
    fragility: &Fragility,
) -> Strength {
    let endpoint = Endpoint::System(system);
    let mut evidence = importance_evidence(context, system, importance);
    evidence.extend(fragility.strengths.iter().cloned());
    Strength {
        rule: &RULE.meta,
        subject: endpoint.into(),
        headline: format!(
            "{} is a healthy hub: {} of the estate leans on it, and its fragility is {:.2} at most",
            context.name(endpoint),
            percent_with(importance.value(), 0),
            fragility.value.high()
        ),
        evidence,
    }
}

/// What would clear or convict a hub in between, if anything is missing.
fn gap(context: &Context<'_>, system: SystemIndex, fragility: &Fragility) -> Option<Gap> {
    let endpoint = Endpoint::System(system);
    let field = fragility.weaknesses.iter().find_map(|weakness| weakness.missing)?;
    Some(Gap {
        rule: &RULE.meta,
        subject: endpoint.into(),
        headline: format!(
            "{} is central and cannot be cleared: its fragility lies between {:.2} and {:.2}",
            context.name(endpoint),
            fragility.value.low(),
            fragility.value.high()
        ),
        field,
    })
}
