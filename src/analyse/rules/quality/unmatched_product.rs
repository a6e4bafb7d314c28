//! A product of which no lifecycle is known.

use super::unsure;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::finding::{Draft, Finding, Verdicts};
use crate::analyse::lifecycle::ComponentStanding;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::Endpoint;
use crate::method::weighing;
use crate::model::vocabulary::ActionKind;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "unmatched-product",
        version: 1,
        family: Family::Quality,
        title: "Product of unknown lifecycle",
        question: "Which products are in no catalogue, so that nobody knows when their support ends?",
        why: "Clinical and business applications publish their dates to customers only. Until somebody asks the supplier, their support is unknown.",
        needs: &["components", "components[].supported_until", "lifecycles"],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::Assumption, EvidenceKind::GraphFact],
        weighings: &[&weighing::NOT_KNOWN, &weighing::LOSS_OF_SYSTEM, &weighing::LOSS_OF_DEVICE],
        thresholds: &[],
        sources: &["endoflife"],
        remediation: &[ActionKind::Optimise],
        limits: "An unusual spelling can hide a product that is known. `supported_until` or an own `lifecycles:` entry settles it.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for components in context.lifecycles.all().chunk_by(|a, b| a.owner == b.owner) {
        let unmatched: Vec<&ComponentStanding> =
            components.iter().filter(|component| is_unmatched(context, component)).collect();
        if !unmatched.is_empty() {
            verdicts.findings.push(finding(context, components.len(), &unmatched));
        }
    }
    verdicts
}

fn is_unmatched(context: &Context<'_>, component: &ComponentStanding) -> bool {
    let record = context.component(component);
    let stated = record.supported_until.is_known() || record.support.then(|support| &support.until).is_some();
    !stated && context.lifecycles.product(component).product.is_none()
}

fn finding(context: &Context<'_>, of: usize, unmatched: &[&ComponentStanding]) -> Finding {
    let owner: Endpoint = unmatched[0].owner;
    let names = crate::analyse::rules::outdated::component::names(context, unmatched);
    let line = |component: &ComponentStanding| Evidence::Inventory {
        place: context.estate.origin(owner.into()).field(format!("components[{}]", component.index)),
        statement: format!(
            "{}: in no catalogue",
            crate::analyse::rules::outdated::component::label(context, component)
        ),
    };
    let headline = format!("{}: no lifecycle is known for {names}", context.name(owner));
    let mut draft = Draft::new(context, &RULE.meta, owner, headline, line(unmatched[0]));
    for component in &unmatched[1..] {
        draft.add(line(component));
    }
    let fact = format!("in no catalogue: {} of {}", unmatched.len(), crate::text::counted(of, "component"));
    unsure::of_share(draft, owner, unmatched.len() as f64 / of as f64, fact)
}
