//! A known product whose version does not say which release it is.

use super::unsure;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::finding::{Finding, Verdicts};
use crate::analyse::lifecycle::ComponentStanding;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::analyse::rules::outdated::component;
use crate::check::estate::Endpoint;
use crate::model::vocabulary::ActionKind;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "unknown-version",
        version: 1,
        family: Family::Quality,
        title: "Version is not known",
        question: "Of which products do we not know which release is in use?",
        why: "Without the release nobody can say whether it is supported. One look at the machine settles it.",
        needs: &["components[].version"],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::Assumption],
        thresholds: &[],
        sources: &["endoflife"],
        remediation: &[ActionKind::Optimise],
        limits: "A version that the catalogue does not list counts as not known.",
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

fn is_open(context: &Context<'_>, component: &ComponentStanding) -> bool {
    let found = context.lifecycles.product(component);
    let stated = context.component(component).supported_until.is_known();
    !stated && found.product.is_some() && found.cycle.is_none()
}

fn finding(context: &Context<'_>, of: usize, open: &[&ComponentStanding]) -> Finding {
    let owner: Endpoint = open[0].owner;
    let line = |component: &ComponentStanding| {
        let candidates = &context.lifecycles.product(component).candidates;
        let may_be = if candidates.is_empty() {
            String::new()
        } else {
            format!("; it may be {}", crate::text::join_or(candidates))
        };
        Evidence::Inventory {
            place: context.estate.origin(owner.into()).field(format!("components[{}]", component.index)),
            statement: format!("{}: release not known{may_be}", component::label(context, component)),
        }
    };
    let names = component::names(context, open);
    let headline = format!("{}: which release of {names} is in use is not known", context.name(owner));
    let mut finding = Finding::new(&RULE.meta, owner.into(), headline, line(open[0]));
    for component in &open[1..] {
        finding.add(line(component));
    }
    let fact = format!("release not known: {} of {}", open.len(), crate::text::counted(of, "component"));
    unsure::complete(context, finding, owner, open.len() as f64 / of as f64, fact)
}
