//! A system or device fleet in use gets its fixes later than it should.

use super::patching;
use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Draft, Finding, Gap, Verdicts, Weighed};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::Endpoint;
use crate::method::{Threshold, scale, weighing};
use crate::model::vocabulary::ActionKind;
use crate::text::counted;

const FIELD: &str = "security.patched_within_days";

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "slow-patching",
        version: 1,
        family: Family::Outdated,
        title: "Fixes are applied late",
        question: "Which systems and devices wait too long for their fixes?",
        why: "A fix shows attackers what was wrong. Until it is applied, the way in is both known and open.",
        needs: &[
            FIELD,
            "security.internet_facing",
            "security.segmented",
            "network.segmented",
            "criticality",
            "data",
            "count",
            "kind",
        ],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::GraphFact],
        weighings: &[&weighing::SLOW_PATCHING, &weighing::LOSS_OF_SYSTEM, &weighing::LOSS_OF_FLEET],
        thresholds: &[Threshold::PatchDays],
        sources: &["cyber-essentials"],
        remediation: &[
            ActionKind::Optimise,
            ActionKind::Contain,
            ActionKind::Upgrade,
            ActionKind::RePlatform,
            ActionKind::Replace,
            ActionKind::Retire,
        ],
        limits: "Cyber Essentials asks for 14 days for fixes of critical and high-risk vulnerabilities; the inventory holds one number for all fixes. A medical device is to be contained and recorded: its maker decides on fixes. Where no number is recorded, only what faces the internet or is mission-critical is asked about.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    let limit = context.threshold(Threshold::PatchDays);
    for endpoint in patching::in_use(context) {
        let security = factor::security(context, endpoint);
        match security.then(|security| &security.patched_within_days).copied() {
            Some(days) if f64::from(days) > limit => {
                verdicts.findings.push(finding(context, endpoint, days, limit));
            }
            Some(_) => {}
            None => verdicts.gaps.extend(gap(context, endpoint)),
        }
    }
    verdicts
}

fn gap(context: &Context<'_>, endpoint: Endpoint) -> Option<Gap> {
    if patching::is_external(context, endpoint) {
        return None;
    }
    let why = if patching::faces_internet(context, endpoint) {
        "open to the internet"
    } else if patching::is_mission_critical(context, endpoint) {
        "mission-critical"
    } else {
        return None;
    };
    Some(Gap {
        rule: &RULE.meta,
        subject: endpoint.into(),
        headline: format!(
            "{}: {why}, and within how many days fixes are applied is not recorded",
            context.name(endpoint)
        ),
        field: FIELD,
    })
}

fn finding(context: &Context<'_>, endpoint: Endpoint, days: u32, limit: f64) -> Finding {
    let fact = format!("Fixes are applied within {}, not within {limit}", counted(days as usize, "day"));
    let first = Evidence::Inventory {
        place: context.estate.origin(endpoint.into()).field(FIELD),
        statement: fact.clone(),
    };
    let headline = format!(
        "{}: fixes are applied within {}, not within {limit}",
        context.name(endpoint),
        counted(days as usize, "day")
    );
    let mut draft = Draft::new(context, &RULE.meta, endpoint, headline, first);
    let value = draft.value(&scale::TIME_TO_FIX, f64::from(days));
    let likelihood = vec![
        draft.stated(&scale::TIME_TO_FIX, endpoint, FIELD, fact, value),
        factor::openness(&mut draft, endpoint),
    ];
    let impact = patching::impact(&mut draft, endpoint);
    let likelihood = Weighed(&weighing::SLOW_PATCHING, likelihood);
    draft.finish(likelihood, impact, context.belief(endpoint, Ageing::Slow))
}
