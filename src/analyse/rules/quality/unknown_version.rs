//! A known product whose version does not say which release it is.

use crate::analyse::confidence;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Factor, Finding, Verdicts};
use crate::analyse::lifecycle::ComponentStanding;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::analyse::rules::outdated::{component, devices};
use crate::catalogue::SupportState;
use crate::check::estate::Endpoint;
use crate::method::Threshold;
use crate::model::vocabulary::ActionKind;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "unknown-version",
        version: 2,
        family: Family::Quality,
        title: "Version is not known",
        question: "Of which products do we not know which release is in use?",
        why: "Without the release nobody can say whether it is supported. One look at the machine settles it.",
        needs: &[
            "components[].version",
            "criticality",
            "resilience.failover",
            "security",
            "people.supporters",
            "data",
        ],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::CatalogueRow, EvidenceKind::GraphFact],
        thresholds: &[Threshold::DebtAgeWorst, Threshold::ReachWorst, Threshold::FleetWorst],
        sources: &["endoflife"],
        remediation: &[ActionKind::Optimise],
        limits: "Where every release that may be meant is in one state, the finding about that state stands instead. A version that the catalogue does not list counts as not known.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for components in context.lifecycles.all().chunk_by(|a, b| a.owner == b.owner) {
        let open: Vec<&ComponentStanding> =
            components.iter().filter(|component| is_open(context, component)).collect();
        if !open.is_empty() {
            verdicts.findings.push(finding(context, components.len(), &open));
        }
    }
    verdicts
}

/// Several releases may be meant, or one that the catalogue lacks, and they
/// differ in support. Where they agree, the finding about that state stands.
fn is_open(context: &Context<'_>, component: &ComponentStanding) -> bool {
    let stated = context.component(component).supported_until.is_known();
    let is_settled = component.standing.state != SupportState::Unknown;
    !stated && !is_settled && context.lifecycles.has_open_release(component)
}

fn finding(context: &Context<'_>, of: usize, open: &[&ComponentStanding]) -> Finding {
    let owner: Endpoint = open[0].owner;
    let line = |component: &ComponentStanding| Evidence::Inventory {
        place: context.estate.origin(owner.into()).field(format!("components[{}]", component.index)),
        statement: format!("{}: release not known", component::label(context, component)),
    };
    let names = component::names(context, open);
    let headline = format!("{}: which release of {names} is in use is not known", context.name(owner));
    let mut finding = Finding::new(&RULE.meta, owner.into(), headline, line(open[0]));
    for component in &open[1..] {
        finding.add(line(component));
    }
    match owner {
        Endpoint::System(system) => {
            let [of_lifecycle, resilience, exposure, skills] = component::SYSTEM_WITHOUT_SUPPORT;
            finding.likelihood = vec![
                lifecycle(context, &mut finding, of, open, of_lifecycle),
                factor::resilience(context, &mut finding, owner, resilience),
                factor::exposure(context, &mut finding, owner, exposure),
                factor::skills(context, &mut finding, system, skills),
            ];
            finding.impact = factor::impact_of_loss(context, &mut finding, owner);
        }
        Endpoint::Device(device) => {
            let [of_lifecycle, exposure] = component::DEVICES_WITHOUT_SUPPORT;
            finding.likelihood = vec![
                lifecycle(context, &mut finding, of, open, of_lifecycle),
                factor::exposure(context, &mut finding, owner, exposure),
            ];
            finding.impact = devices::impact(context, &mut finding, device);
        }
    }
    // That a release is not known is certain, however old the rest is.
    finding.confidence = confidence::of_finding(1.0, &finding.likelihood, &finding.impact);
    finding
}

/// From the best to the worst that the releases which may be meant would
/// count: a vaguer text is never milder than the release that it hides.
fn lifecycle(
    context: &Context<'_>,
    finding: &mut Finding,
    of: usize,
    open: &[&ComponentStanding],
    weight: f64,
) -> Factor {
    let mut evidence: Vec<usize> = (0..open.len()).collect();
    evidence.extend(
        open.iter()
            .filter_map(|one| component::catalogue_row(context, one))
            .map(|row| finding.add(row))
            .collect::<Vec<_>>(),
    );
    let (least, most) = open
        .iter()
        .map(|one| bounds(context, one))
        .fold((0.0, 0.0), |(low, high), one| (f64::max(low, one.0), f64::max(high, one.1)));
    let assumed = format!(
        "anything from {least:.2} to {most:.2} is possible with the releases that may be in use; the middle is counted"
    );
    let place = context.estate.origin(open[0].owner.into());
    evidence.push(finding.add(Evidence::Missing {
        place: place.field(format!("components[{}]", open[0].index)),
        field: "components[].version",
        assumed: assumed.into(),
    }));
    Factor {
        name: "Lifecycle",
        fact: format!("release not known: {} of {}", open.len(), crate::text::counted(of, "component")),
        value: Bounds::between(least, most),
        weight,
        evidence,
    }
}

/// What one component counts at best and at worst.
fn bounds(context: &Context<'_>, component: &ComponentStanding) -> (f64, f64) {
    let standing = &component.standing;
    let least = match standing.best {
        SupportState::Unsupported => component::debt_value(context, standing.least_debt_days),
        SupportState::Ending => component::ENDING_AT_HORIZON,
        SupportState::Extended => component::BOUGHT,
        SupportState::Supported | SupportState::SecurityOnly | SupportState::Unknown => 0.0,
    };
    let most = match standing.worst {
        SupportState::Unsupported => component::debt_value(context, standing.debt_days),
        SupportState::Ending | SupportState::Extended => component::ENDING_ON_THE_LAST_DAY,
        SupportState::Supported | SupportState::SecurityOnly => 0.0,
        SupportState::Unknown => 1.0,
    };
    (least, most)
}
