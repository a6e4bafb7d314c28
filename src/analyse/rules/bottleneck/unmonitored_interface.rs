//! An important feed could stop without anybody noticing.

use crate::analyse::context::Context;
use crate::analyse::finding::Verdicts;
use crate::analyse::flows::{self, Flaw};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::InterfaceIndex;
use crate::method::weighing;
use crate::model::Interface;
use crate::model::vocabulary::{ActionKind, Criticality};

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "unmonitored-interface",
        version: 1,
        family: Family::Bottleneck,
        title: "Unwatched interfaces",
        question: "Which important feeds could stop without anybody noticing?",
        why: "A feed that nobody watches stops silently. The first to notice is a member of staff who misses a result.",
        needs: &[
            "interfaces[].monitored",
            "interfaces[].criticality",
            "interfaces[].data",
            "interfaces[].messages_per_day",
            "data_entities[].sensitivity",
            "criticality",
        ],
        evidence: &[EvidenceKind::InventoryLine],
        weighings: &[&weighing::UNMONITORED_INTERFACE, &weighing::LOSS_OF_FEEDS],
        thresholds: &[],
        sources: &["tcop"],
        remediation: &[ActionKind::Optimise, ActionKind::Integrate, ActionKind::Consolidate],
        limits: "Only interfaces with a mission-critical end, or that are themselves mission- or business-critical, are judged and asked about. There is one finding for each receiver.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let flaw = Flaw {
        meta: &RULE.meta,
        field: "monitored",
        lacks,
        is_asked,
        word: "unmonitored",
        says: "not monitored",
        weighing: &weighing::UNMONITORED_INTERFACE,
    };
    flows::judge(context, &flaw)
}

fn lacks(context: &Context<'_>, flow: InterfaceIndex, record: &Interface) -> Option<bool> {
    if !is_asked(context, flow, record) {
        return None;
    }
    record.monitored.get().map(|monitored| !monitored)
}

fn is_asked(context: &Context<'_>, flow: InterfaceIndex, record: &Interface) -> bool {
    let own = record.criticality.get();
    matches!(own, Some(Criticality::MissionCritical | Criticality::BusinessCritical))
        || flows::is_mission_critical(context, flow)
}
