//! People carry data from one system to another: re-keying, paper, fax.

use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Draft, Finding, Gap, Rated, Verdicts, Weighed};
use crate::analyse::flows;
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{InterfaceIndex, Subject};
use crate::method::{Threshold, scale, weighing};
use crate::model::vocabulary::{ActionKind, Protocol};
use crate::text::{percent_with, rounded};

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "manual-rekeying",
        version: 1,
        family: Family::Silo,
        title: "Data carried by hand",
        question: "Where do people type in again what another system already holds?",
        why: "Every record typed twice costs time and some of it is typed wrongly. An interface does neither.",
        needs: &[
            "interfaces[].protocol",
            "interfaces[].records_per_year",
            "interfaces[].minutes_per_transaction",
            "interfaces[].fields",
        ],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::Assumption],
        weighings: &[&weighing::MANUAL_REKEYING, &weighing::MANUAL_REKEYING_LOSS],
        thresholds: &[Threshold::RekeyingHours, Threshold::ErrorRatePerField],
        sources: &["garza-2025"],
        remediation: &[ActionKind::Integrate, ActionKind::Consolidate, ActionKind::Optimise],
        limits: "Minutes and records are as recorded. The error rate is pooled from clinical research; a local measurement should replace it.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for (interface, entry) in context.estate.interfaces() {
        if !entry.record.is_in_use() || !entry.record.is_manual() {
            continue;
        }
        match entry.record.manual_hours_per_year() {
            None => verdicts.gaps.push(gap(context, interface)),
            Some(hours) if hours >= context.threshold(Threshold::RekeyingHours) => {
                verdicts.findings.push(finding(context, interface, hours));
            }
            Some(_) => {}
        }
    }
    verdicts
}

fn gap(context: &Context<'_>, interface: InterfaceIndex) -> Gap {
    let record = &context.estate.interfaces[interface.at()].record;
    let field =
        if record.records_per_year.is_unknown() { "records_per_year" } else { "minutes_per_transaction" };
    Gap {
        rule: &RULE.meta,
        subject: Subject::Interface(interface),
        headline: format!(
            "{} is carried by people, and how much of their time it takes is not recorded",
            context.estate.name(Subject::Interface(interface))
        ),
        field,
    }
}

fn finding(context: &Context<'_>, interface: InterfaceIndex, hours: f64) -> Finding {
    let subject = Subject::Interface(interface);
    let entry = &context.estate.interfaces[interface.at()];
    let record = &entry.record;
    let protocol = record.protocol.get().unwrap_or(Protocol::ManualRekeying);
    let records = factor::number(&record.records_per_year).unwrap_or_default();
    let minutes = factor::number(&record.minutes_per_transaction).unwrap_or_default();
    let statement = format!(
        "{} records a year × {minutes} minutes / 60 = {} hours a year",
        rounded(records),
        rounded(hours)
    );
    let first = Evidence::Inventory { place: entry.field("records_per_year"), statement: statement.clone() };
    let headline = format!(
        "{}: {} takes {} hours of staff time a year",
        context.estate.name(subject),
        match protocol {
            Protocol::Paper => "carrying paper",
            Protocol::Fax => "faxing",
            _ => "re-keying",
        },
        rounded(hours)
    );
    let mut draft = Draft::new(context, &RULE.meta, subject, headline, first);
    let evidence = draft.add_all([Evidence::Inventory {
        place: entry.field("minutes_per_transaction"),
        statement: format!("{minutes} minutes each"),
    }]);
    draft.hours_per_year = Some(hours);
    draft.touches = vec![entry.links.from.into(), entry.links.to.into()];
    draft.answers_to = vec![protocol.word().to_owned(), Protocol::ManualRekeying.word().to_owned()];
    draft.answers_to.dedup();
    let likelihood = vec![Rated {
        scale: &scale::REKEYING_TIME,
        fact: statement,
        value: Bounds::exact(draft.value(&scale::REKEYING_TIME, hours)),
        evidence,
    }];
    let impact = vec![
        wrong_fields(&mut draft, interface, records),
        factor::criticality(&mut draft, entry.links.to),
        carried(&mut draft, interface),
    ];
    draft.finish(
        Weighed(&weighing::MANUAL_REKEYING, likelihood),
        Weighed(&weighing::MANUAL_REKEYING_LOSS, impact),
        context.belief(subject, Ageing::Volume),
    )
}

/// Expected wrong fields: records × fields × error rate.
fn wrong_fields(draft: &mut Draft<'_>, interface: InterfaceIndex, records: f64) -> Rated {
    let scale = &scale::WRONG_FIELDS;
    let entry = &draft.context.estate.interfaces[interface.at()];
    let rate = draft.context.threshold(Threshold::ErrorRatePerField);
    let Some(fields) = entry.record.fields.get() else {
        return draft.missing(scale, entry.field(""), "fields", "Fields per record are not recorded");
    };
    let wrong = records * f64::from(fields) * rate;
    let line = Evidence::Inventory {
        place: entry.field("fields"),
        statement: format!("{fields} fields per record"),
    };
    let percent = percent_with(rate, PLACES);
    let assumed = Evidence::Assumption {
        statement: format!(
            "{percent} of fields typed by hand are wrong (95% CI 0.24% to 0.35%), pooled from clinical research by Garza et al. 2025"
        ),
    };
    Rated {
        scale,
        fact: format!(
            "{} records × {fields} fields × {percent} = {} wrong fields a year",
            rounded(records),
            rounded(wrong)
        ),
        value: Bounds::exact(draft.value(scale, wrong)),
        evidence: vec![draft.add(line), draft.add(assumed)],
    }
}

/// Decimals of a rate in per cent.
const PLACES: usize = 2;

/// How sensitive the data is that is carried.
fn carried(draft: &mut Draft<'_>, interface: InterfaceIndex) -> Rated {
    let scale = &scale::SENSITIVITY;
    let entry = &draft.context.estate.interfaces[interface.at()];
    let Some(sensitivity) = flows::sensitivity(draft.context, interface) else {
        return draft.missing(scale, entry.field(""), "data", "Not recorded");
    };
    let what = format!("carries {} data", sensitivity.word());
    let fact = factor::capitalised(&what);
    let line = Evidence::Inventory { place: entry.field("data"), statement: what };
    let value = Bounds::exact(draft.word(scale, sensitivity.word()));
    Rated { scale, fact, value, evidence: vec![draft.add(line)] }
}
