//! Personal data travels unencrypted.

use crate::analyse::context::Context;
use crate::analyse::finding::Verdicts;
use crate::analyse::flows::{self, Flaw};
use crate::analyse::protocol::{ProtocolClass, class_of};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::InterfaceIndex;
use crate::method::weighing;
use crate::model::Interface;
use crate::model::vocabulary::{ActionKind, Sensitivity};

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "unencrypted-interface",
        version: 1,
        family: Family::Bottleneck,
        title: "Personal data sent in the clear",
        question: "Where does personal data travel unencrypted?",
        why: "Whoever listens on the network reads it. Cyber insurers and the data protection regulator ask about it first.",
        needs: &[
            "interfaces[].encrypted",
            "interfaces[].protocol",
            "interfaces[].data",
            "interfaces[].messages_per_day",
            "data_entities[].sensitivity",
            "criticality",
        ],
        evidence: &[EvidenceKind::InventoryLine],
        weighings: &[&weighing::UNENCRYPTED_INTERFACE, &weighing::LOSS_OF_FEEDS],
        thresholds: &[],
        sources: &["tcop"],
        remediation: &[ActionKind::Optimise, ActionKind::Integrate, ActionKind::Upgrade, ActionKind::Contain],
        limits: "Judged are interfaces that are recorded to carry personal or special-category data; those over legacy protocols belong to `legacy-protocol`, which counts encryption among its factors. A network that is encrypted as a whole is not seen.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let flaw = Flaw {
        meta: &RULE.meta,
        field: "encrypted",
        lacks,
        is_asked,
        word: "unencrypted",
        says: "not encrypted",
        weighing: &weighing::UNENCRYPTED_INTERFACE,
    };
    flows::judge(context, &flaw)
}

fn lacks(context: &Context<'_>, flow: InterfaceIndex, record: &Interface) -> Option<bool> {
    if !is_asked(context, flow, record) {
        return None;
    }
    record.encrypted.get().map(|encrypted| !encrypted)
}

fn is_asked(context: &Context<'_>, flow: InterfaceIndex, record: &Interface) -> bool {
    let is_legacy =
        record.protocol.get().is_some_and(|protocol| matches!(class_of(protocol), ProtocolClass::Legacy));
    let carried = flows::sensitivity(context, flow);
    !is_legacy && matches!(carried, Some(Sensitivity::Personal | Sensitivity::SpecialCategory))
}
