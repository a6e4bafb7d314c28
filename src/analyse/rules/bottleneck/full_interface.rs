//! An interface carries nearly as much as it can.

use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Draft, Finding, Gap, Rated, Verdicts, Weighed};
use crate::analyse::flows;
use crate::analyse::hub::queue_growth;
use crate::analyse::measure;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{InterfaceIndex, Subject};
use crate::method::{Threshold, scale, weighing};
use crate::model::vocabulary::ActionKind;
use crate::text::percent_with;

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
        weighings: &[&weighing::FULL_INTERFACE, &weighing::FULL_INTERFACE_LOSS],
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
    let queue = queue_growth(share);
    let statement = format!(
        "uses {} of its capacity {}; queues grow {queue:.1} times",
        percent_with(share, 0),
        if has_peak { "in the busiest hour" } else { "over an even day" }
    );
    let place = entry.field("capacity_per_second");
    let first = Evidence::Inventory { place, statement: statement.clone() };
    let headline = format!("{} {statement}", context.estate.name(subject));
    let mut draft = Draft::new(context, &RULE.meta, subject, headline, first);
    let daily = factor::number(&record.messages_per_day).unwrap_or_default();
    let messages = format!("{daily} messages a day");
    let mut evidence = draft.add_all([flows::line(context, flow, "messages_per_day", &messages)]);
    if let Some(peak) = record.peak_hour_share.get() {
        let peak = format!("{} of them in the busiest hour", percent_with(peak.value(), 0));
        evidence.push(draft.add(flows::line(context, flow, "peak_hour_share", &peak)));
    }
    draft.touches = vec![entry.links.from.into(), entry.links.to.into()];
    let likelihood = vec![Rated {
        scale: &scale::USE_OF_CAPACITY,
        fact: statement,
        value: Bounds::exact(draft.value(&scale::USE_OF_CAPACITY, share)),
        evidence,
    }];
    let impact = vec![flows::ends(&mut draft, entry.links.to, &[flow]), flows::carried(&mut draft, &[flow])];
    draft.finish(
        Weighed(&weighing::FULL_INTERFACE, likelihood),
        Weighed(&weighing::FULL_INTERFACE_LOSS, impact),
        context.belief(subject, Ageing::Volume),
    )
}
