//! A system is fed through interfaces that nobody has written down.

use crate::analyse::context::Context;
use crate::analyse::finding::Verdicts;
use crate::analyse::flows::{self, Flaw};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::InterfaceIndex;
use crate::method::weighing;
use crate::model::Interface;
use crate::model::vocabulary::ActionKind;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "undocumented-interface",
        version: 1,
        family: Family::Bottleneck,
        title: "Undocumented interfaces",
        question: "Which systems are fed through interfaces that nobody has written down?",
        why: "What is not written down is known to whoever built it. Replacing either end then begins with finding out what would break.",
        needs: &[
            "interfaces[].documented",
            "interfaces[].data",
            "interfaces[].messages_per_day",
            "data_entities[].sensitivity",
            "criticality",
        ],
        evidence: &[EvidenceKind::InventoryLine],
        weighings: &[&weighing::UNDOCUMENTED_INTERFACE, &weighing::LOSS_OF_FEEDS],
        thresholds: &[],
        sources: &["tcop"],
        remediation: &[
            ActionKind::Optimise,
            ActionKind::Integrate,
            ActionKind::Consolidate,
            ActionKind::Retire,
        ],
        limits: "There is one finding for each receiver, whose evidence lists the interfaces. Whether a document is right cannot be seen. What nobody recorded is asked about only where an end is mission-critical.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let flaw = Flaw {
        meta: &RULE.meta,
        field: "documented",
        lacks,
        is_asked,
        word: "undocumented",
        says: "not documented",
        weighing: &weighing::UNDOCUMENTED_INTERFACE,
    };
    flows::judge(context, &flaw)
}

fn lacks(_: &Context<'_>, _: InterfaceIndex, record: &Interface) -> Option<bool> {
    record.documented.get().map(|documented| !documented)
}

fn is_asked(context: &Context<'_>, flow: InterfaceIndex, _: &Interface) -> bool {
    flows::is_mission_critical(context, flow)
}
