//! A system in use of which several needed facts are missing.

use super::unsure;
use crate::analyse::completeness::{self, Needed};
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::finding::{Finding, Verdicts};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, SystemIndex};
use crate::model::vocabulary::ActionKind;

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
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::Assumption],
        thresholds: &[],
        sources: &["gdqf-2020"],
        remediation: &[ActionKind::Optimise],
        limits: "It counts fields, not truth: a field that is filled may still be wrong.",
    },
    judge,
};

/// At least two of the four that every judgement needs.
const FIELDS: [&str; 4] = ["owner", "criticality", "components", "contract.ends"];

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for (system, entry) in context.estate.systems() {
        if !entry.record.is_in_use() {
            continue;
        }
        let fields = completeness::of_system(&entry.record);
        let missing: Vec<&Needed> =
            fields.iter().filter(|needed| !needed.is_filled && FIELDS.contains(&needed.field)).collect();
        if missing.len() >= 2 {
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
    let mut finding = Finding::new(&RULE.meta, endpoint.into(), headline, line(missing[0]));
    for needed in &missing[1..] {
        finding.add(line(needed));
    }
    let share = completeness::completeness(fields);
    let fact = format!("{:.0}% of what is needed is recorded", share * 100.0);
    unsure::complete(context, finding, endpoint, 1.0 - share, fact)
}

fn plain(field: &str) -> &str {
    match field {
        "contract.ends" => "contract end",
        other => other,
    }
}
