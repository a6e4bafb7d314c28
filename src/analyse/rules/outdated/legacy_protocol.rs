//! A system takes in data over protocols that are to be left.
//!
//! One finding per receiver, not per interface: a warehouse that is fed by ten
//! database links has one problem, and one team that can mend it.

use std::collections::BTreeMap;

use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{ANYTHING, Bounds, Draft, Finding, Gap, Rated, Verdicts, Weighed};
use crate::analyse::flows;
use crate::analyse::protocol::{ProtocolClass, class_of, plain_words};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{Endpoint, InterfaceIndex, Subject};
use crate::method::{scale, weighing};
use crate::model::vocabulary::{ActionKind, Protocol};
use crate::text::{counted, join_and};

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "legacy-protocol",
        version: 1,
        family: Family::Outdated,
        title: "Fed over legacy protocols",
        question: "Which systems take in data over protocols that are to be left?",
        why: "Files by e-mail, FTP, shared folders and screens that are read by robots can lose data without anybody noticing. Links into another system's database can break when either side changes.",
        needs: &[
            "interfaces[].protocol",
            "interfaces[].encrypted",
            "interfaces[].messages_per_day",
            "interfaces[].data",
            "data_entities[].sensitivity",
            "criticality",
        ],
        evidence: &[EvidenceKind::InventoryLine],
        weighings: &[&weighing::LEGACY_PROTOCOLS, &weighing::LEGACY_PROTOCOLS_LOSS],
        thresholds: &[],
        sources: &["tcop"],
        remediation: &[
            ActionKind::Integrate,
            ActionKind::Upgrade,
            ActionKind::Replace,
            ActionKind::Consolidate,
            ActionKind::Retire,
        ],
        limits: "Legacy are FTP, files on a shared folder, CSV files by e-mail, screen scraping, database links and shared databases; the list is our default. HL7 v2, SOAP, X12, EDIFACT and SFTP are tolerated, inside an organisation and between two. A maker's own format is not judged. Re-keying, paper and fax belong to `manual-rekeying`, which counts the time that they take. There is one finding for each receiver, whose evidence lists the interfaces; volumes are added up, and every other factor takes the worst of them, which need not be the same one.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    let mut legacy: BTreeMap<Endpoint, Vec<InterfaceIndex>> = BTreeMap::new();
    let mut unknown: BTreeMap<Endpoint, usize> = BTreeMap::new();
    for (interface, entry) in context.estate.interfaces().filter(|(_, entry)| entry.record.is_in_use()) {
        match entry.record.protocol.get().map(class_of) {
            Some(ProtocolClass::Legacy) => legacy.entry(entry.links.to).or_default().push(interface),
            None => *unknown.entry(entry.links.to).or_default() += 1,
            Some(_) => {}
        }
    }
    verdicts
        .findings
        .extend(legacy.iter().filter_map(|(receiver, flows)| finding(context, *receiver, flows)));
    verdicts.gaps.extend(unknown.into_iter().map(|(receiver, count)| gap(context, receiver, count)));
    verdicts
}

fn gap(context: &Context<'_>, receiver: Endpoint, count: usize) -> Gap {
    Gap {
        rule: &RULE.meta,
        subject: receiver.into(),
        headline: format!(
            "{} takes in data through {}, of which the protocol is not recorded",
            context.name(receiver),
            counted(count, "interface")
        ),
        field: "interfaces[].protocol",
    }
}

fn finding(context: &Context<'_>, receiver: Endpoint, flows: &[InterfaceIndex]) -> Option<Finding> {
    let mut protocols: Vec<Protocol> =
        flows.iter().filter_map(|flow| context.estate.interfaces[flow.at()].record.protocol.get()).collect();
    // The weakest first, then in the order of the vocabulary.
    protocols.sort_by(|a, b| weakness(context, *b).total_cmp(&weakness(context, *a)).then(a.cmp(b)));
    protocols.dedup();
    let words: Vec<&str> = protocols.iter().map(|protocol| plain_words(*protocol)).collect();
    let of = match flows.len() {
        1 => String::new(),
        count => format!(" ({})", counted(count, "interface")),
    };
    let headline = format!("{} takes in data through {}{of}", context.name(receiver), join_and(&words));
    let mut lines = flows.iter().map(|flow| protocol_line(context, *flow));
    let mut draft = Draft::new(context, &RULE.meta, receiver, headline, lines.next()?);
    let evidence = draft.add_all(lines);
    draft.answers_to = protocols.iter().map(|protocol| protocol.word().to_owned()).collect();
    draft.touches = flows::touched(context, receiver, flows);
    let worst = protocols.first().map_or(0.0, |worst| weakness(context, *worst));
    let protocol = Rated {
        scale: &scale::LEGACY_PROTOCOL,
        fact: factor::capitalised(&join_and(&words)),
        value: Bounds::exact(worst),
        evidence,
    };
    let likelihood = vec![protocol, encryption(&mut draft, flows)];
    let impact = vec![
        flows::ends(&mut draft, receiver, flows),
        flows::carried(&mut draft, flows),
        flows::volume(&mut draft, flows),
    ];
    Some(draft.finish(
        Weighed(&weighing::LEGACY_PROTOCOLS, likelihood),
        Weighed(&weighing::LEGACY_PROTOCOLS_LOSS, impact),
        flows::belief(context, flows),
    ))
}

fn weakness(context: &Context<'_>, protocol: Protocol) -> f64 {
    scale::LEGACY_PROTOCOL.word(protocol.word(), context.thresholds)
}

fn protocol_line(context: &Context<'_>, flow: InterfaceIndex) -> Evidence {
    let entry = &context.estate.interfaces[flow.at()];
    let word = entry.record.protocol.get().map_or("", plain_words);
    Evidence::Inventory {
        place: entry.field("protocol"),
        statement: format!("{}: {word}", context.estate.name(Subject::Interface(flow))),
    }
}

/// Whether the data is encrypted on its way.
fn encryption(draft: &mut Draft<'_>, flows: &[InterfaceIndex]) -> Rated {
    let context = draft.context;
    let encrypted = |flow: &InterfaceIndex| context.estate.interfaces[flow.at()].record.encrypted.get();
    let open: Vec<InterfaceIndex> =
        flows.iter().copied().filter(|flow| encrypted(flow) == Some(false)).collect();
    let mut lines = |flows: &[InterfaceIndex], what: &str| -> Vec<usize> {
        flows.iter().map(|flow| draft.add(flows::line(context, *flow, "encrypted", what))).collect()
    };
    let scale = &scale::LEGACY_ENCRYPTION;
    let unrecorded = flows.iter().find(|flow| encrypted(flow).is_none());
    let (fact, word, evidence) = match (open.len(), unrecorded) {
        (0, None) => ("Encrypted on the way".to_owned(), "all-encrypted", lines(flows, "encrypted")),
        (0, Some(flow)) => {
            let evidence = vec![draft.add(flows::missing(context, *flow, "encrypted", ANYTHING))];
            let value = Bounds::between(0.0, 1.0);
            return Rated { scale, fact: "Not recorded".to_owned(), value, evidence };
        }
        (some, _) => {
            let fact = match flows.len() {
                1 => "Not encrypted on the way".to_owned(),
                all => format!("{some} of {all} interfaces not encrypted"),
            };
            (fact, "some-not-encrypted", lines(&open, "not encrypted"))
        }
    };
    Rated { scale, fact, value: Bounds::exact(draft.word(scale, word)), evidence }
}
