//! A known product whose version does not say which release it is.

use crate::analyse::confidence::Belief;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Draft, Finding, Rated, Verdicts, Weighed};
use crate::analyse::lifecycle::ComponentStanding;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::analyse::rules::outdated::{component, devices};
use crate::catalogue::SupportState;
use crate::check::estate::Endpoint;
use crate::method::scale::OPEN_LIFECYCLE;
use crate::method::weighing;
use crate::model::vocabulary::ActionKind;
use crate::text::counted;

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
        weighings: &[
            &weighing::UNKNOWN_VERSION,
            &weighing::UNKNOWN_VERSION_DEVICES,
            &weighing::LOSS_OF_SYSTEM,
            &weighing::LOSS_OF_FLEET,
        ],
        thresholds: &[],
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
    let mut draft = Draft::new(context, &RULE.meta, owner, headline, line(open[0]));
    draft.add_all(open[1..].iter().map(|component| line(component)));
    let mut rated = vec![lifecycle(&mut draft, of, open)];
    let (likelihood, impact) = match owner {
        Endpoint::System(system) => {
            rated.extend([
                factor::resilience(&mut draft, owner),
                factor::exposure(&mut draft, owner),
                factor::skills(&mut draft, system),
            ]);
            (Weighed(&weighing::UNKNOWN_VERSION, rated), factor::impact_of_loss(&mut draft, owner))
        }
        Endpoint::Device(device) => {
            rated.push(factor::exposure(&mut draft, owner));
            (Weighed(&weighing::UNKNOWN_VERSION_DEVICES, rated), devices::impact(&mut draft, device))
        }
    };
    let certain = "that a release is not known is certain, however old the rest is";
    draft.finish(likelihood, impact, Belief::Certain(certain))
}

/// From the best to the worst that the releases which may be meant would
/// count: a vaguer text is never milder than the release that it hides.
fn lifecycle(draft: &mut Draft<'_>, of: usize, open: &[&ComponentStanding]) -> Rated {
    let context = draft.context;
    let mut evidence = draft.add_all(open.iter().filter_map(|one| component::catalogue_row(context, one)));
    let (least, most) = open
        .iter()
        .map(|one| bounds(context, one))
        .fold((0.0, 0.0), |(low, high), one| (f64::max(low, one.0), f64::max(high, one.1)));
    let assumed = format!(
        "anything from {least:.2} to {most:.2} is possible with the releases that may be in use; the middle is counted"
    );
    let place = context.estate.origin(open[0].owner.into());
    evidence.push(draft.add(Evidence::Missing {
        place: place.field(format!("components[{}]", open[0].index)),
        field: "components[].version",
        assumed: assumed.into(),
    }));
    Rated {
        scale: &OPEN_LIFECYCLE,
        fact: format!("release not known: {} of {}", open.len(), counted(of, "component")),
        value: Bounds::between(least, most),
        evidence,
    }
}

/// What one component counts at best and at worst.
fn bounds(context: &Context<'_>, component: &ComponentStanding) -> (f64, f64) {
    let standing = &component.standing;
    let word = |word| OPEN_LIFECYCLE.word(word, context.thresholds);
    let line = |years| OPEN_LIFECYCLE.value(years, context.thresholds);
    let least = match standing.best {
        SupportState::Unsupported => component::debt_value(context, standing.least_debt_days),
        SupportState::Ending => line(f64::NEG_INFINITY),
        SupportState::Extended => word("extended"),
        SupportState::Supported | SupportState::SecurityOnly | SupportState::Unknown => word("supported"),
    };
    let most = match standing.worst {
        SupportState::Unsupported => component::debt_value(context, standing.debt_days),
        SupportState::Ending | SupportState::Extended => line(0.0),
        SupportState::Supported | SupportState::SecurityOnly => word("supported"),
        SupportState::Unknown => word("not-known"),
    };
    (least, most)
}
