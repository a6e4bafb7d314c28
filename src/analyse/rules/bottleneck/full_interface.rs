//! An interface carries nearly as much as it can.

use crate::analyse::confidence::{self, Ageing};
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Factor, Finding, Gap, Verdicts};
use crate::analyse::flows;
use crate::analyse::measure;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{InterfaceIndex, Subject};
use crate::method::Threshold;
use crate::model::vocabulary::ActionKind;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "full-interface",
        version: 1,
        family: Family::Bottleneck,
        title: "Interface near its capacity",
        question: "Which interfaces are nearly full?",
        why: "Queues grow long before an interface is full: 3.3 times at 70%, 6.7 times at 85%. A busy winter day does the rest.",
        needs: &[
            "interfaces[].capacity_per_second",
            "interfaces[].messages_per_day",
            "interfaces[].peak_hour_share",
            "interfaces[].data",
            "criticality",
        ],
        evidence: &[EvidenceKind::InventoryLine],
        thresholds: &[Threshold::UtilisationBusy, Threshold::UtilisationFull],
        sources: &["kleinrock-1975"],
        remediation: &[
            ActionKind::Optimise,
            ActionKind::Upgrade,
            ActionKind::Integrate,
            ActionKind::RePlatform,
        ],
        limits: "The factor 1/(1 − ρ) is that of one queue with random arrivals; it warns and does not forecast latency. Without the share of the busiest hour the day is taken as even, which is too kind. A capacity that nobody recorded is asked about only for mission-critical interfaces that state their volume.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for route in &context.views.routes {
        let flow = route.interface;
        match measure::utilisation_of(context.estate, flow) {
            Some(share) if share >= context.threshold(Threshold::UtilisationBusy) => {
                verdicts.findings.push(finding(context, flow, share));
            }
            None if is_asked(context, flow) => verdicts.gaps.push(gap(context, flow)),
            _ => {}
        }
    }
    verdicts
}

fn is_asked(context: &Context<'_>, flow: InterfaceIndex) -> bool {
    let record = &context.estate.interfaces[flow.at()].record;
    let is_own = record.criticality.get() == Some(crate::model::vocabulary::Criticality::MissionCritical);
    is_own && record.messages_per_day.is_known() && !record.is_manual()
}

fn gap(context: &Context<'_>, flow: InterfaceIndex) -> Gap {
    Gap {
        rule: &RULE.meta,
        subject: Subject::Interface(flow),
        headline: format!(
            "{} is mission-critical, and how much it can carry is not recorded",
            context.estate.name(Subject::Interface(flow))
        ),
        field: "interfaces[].capacity_per_second",
    }
}

fn finding(context: &Context<'_>, flow: InterfaceIndex, share: f64) -> Finding {
    let subject = Subject::Interface(flow);
    let entry = &context.estate.interfaces[flow.at()];
    let record = &entry.record;
    let has_peak = record.peak_hour_share.is_known();
    let queue = 1.0 / (1.0 - share.min(0.99));
    let statement = format!(
        "uses {:.0}% of its capacity {}; queues grow {queue:.1} times",
        share * 100.0,
        if has_peak { "in the busiest hour" } else { "over an even day" }
    );
    let place = entry.field("capacity_per_second");
    let first = Evidence::Inventory { place, statement: statement.clone() };
    let headline = format!("{} {statement}", context.estate.name(subject));
    let mut finding = Finding::new(&RULE.meta, subject, headline, first);
    let daily = factor::number(&record.messages_per_day).unwrap_or_default();
    let messages = format!("{daily} messages a day");
    let mut numbers = vec![0, finding.add(flows::line(context, flow, "messages_per_day", &messages))];
    if let Some(peak) = record.peak_hour_share.get() {
        let peak = format!("{:.0}% of them in the busiest hour", peak.value() * 100.0);
        numbers.push(finding.add(flows::line(context, flow, "peak_hour_share", &peak)));
    }
    let full = context.threshold(Threshold::UtilisationFull);
    let busy = context.threshold(Threshold::UtilisationBusy);
    // Busy counts 0.3, full 0.7, no room left 1.
    let value = if share >= full {
        0.7 + 0.3 * ((share - full) / (1.0 - full).max(f64::EPSILON)).min(1.0)
    } else {
        0.3 + 0.4 * (share - busy) / (full - busy).max(f64::EPSILON)
    };
    finding.touches = vec![entry.links.from.into(), entry.links.to.into()];
    finding.likelihood = vec![Factor {
        name: "Use of capacity",
        fact: statement,
        value: Bounds::exact(value),
        weight: 1.0,
        evidence: numbers,
    }];
    finding.impact = vec![
        flows::ends(context, &mut finding, entry.links.to, &[flow], 0.6),
        flows::carried(context, &mut finding, &[flow], 0.4),
    ];
    let lowest = context.belief(subject, Ageing::Volume);
    finding.confidence = confidence::of_finding(lowest, &finding.likelihood, &finding.impact);
    finding
}
