//! A system in use of which several needed facts are missing.

use super::unsure;
use crate::analyse::completeness::{self, Needed};
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::finding::{Draft, Finding, Verdicts};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, SystemIndex};
use crate::method::{Threshold, weighing};
use crate::model::vocabulary::ActionKind;
use crate::text::percent_with;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "missing-facts",
        version: 1,
        family: Family::Quality,
        title: "Several facts are missing",
        question: "Of which systems do we know too little to judge them?",
        why: "What is missing is unknown, never fine. A short survey often changes the order of a whole plan.",
        needs: &["owner", "criticality", "components", "contract"],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::Assumption, EvidenceKind::GraphFact],
        weighings: &[&weighing::NOT_KNOWN, &weighing::LOSS_OF_SYSTEM],
        thresholds: &[Threshold::MissingFacts],
        sources: &["gdqf-2020"],
        remediation: &[ActionKind::Optimise],
        limits: "It counts fields, not truth: a field that is filled may still be wrong.",
    },
    judge,
};

/// At least two of the four that every judgement needs.
const FIELDS: &[&str] = &["owner", "criticality", "components", "contract.ends"];

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for (system, entry) in context.estate.systems() {
        if !entry.record.is_in_use() {
            continue;
        }
        let fields = completeness::of_system(&entry.record, context.thresholds);
        let missing: Vec<&Needed> =
            fields.iter().filter(|needed| !needed.is_filled && FIELDS.contains(&needed.field)).collect();
        if missing.len() as f64 >= context.threshold(Threshold::MissingFacts) {
            verdicts.findings.push(finding(context, system, &fields, &missing));
        }
    }
    verdicts
}

fn finding(context: &Context<'_>, system: SystemIndex, fields: &[Needed], missing: &[&Needed]) -> Finding {
    let endpoint = Endpoint::System(system);
    let origin = context.estate.origin(endpoint.into());
    let names: Vec<&str> = missing.iter().map(|needed| plain(needed.field)).collect();
    let headline = format!("{}: no {} recorded", context.name(endpoint), crate::text::join_or(&names));
    let line = |needed: &Needed| Evidence::Missing {
        place: origin.field(""),
        field: needed.field,
        assumed: "nothing is assumed".into(),
    };
    let mut draft = Draft::new(context, &RULE.meta, endpoint, headline, line(missing[0]));
    for needed in &missing[1..] {
        draft.add(line(needed));
    }
    let share = completeness::completeness(fields);
    let fact = format!("{} of what is needed is recorded", percent_with(share, 0));
    unsure::of_share(draft, endpoint, 1.0 - share, fact)
}

fn plain(field: &str) -> &str {
    match field {
        "contract.ends" => "contract end",
        other => other,
    }
}
