//! People carry data from one system to another: re-keying, paper, fax.

use crate::analyse::confidence::{self, Ageing};
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Factor, Finding, Gap, Verdicts};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{InterfaceIndex, Subject};
use crate::method::Threshold;
use crate::model::vocabulary::{ActionKind, Protocol};
use crate::text::rounded;

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
        thresholds: &[Threshold::RekeyingHours, Threshold::RekeyingHoursWorst, Threshold::ErrorRatePerField],
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
    let mut finding = Finding::new(&RULE.meta, subject, headline, first);
    let minutes_line = finding.add(Evidence::Inventory {
        place: entry.field("minutes_per_transaction"),
        statement: format!("{minutes} minutes each"),
    });
    finding.hours_per_year = Some(hours);
    finding.touches = vec![entry.links.from.into(), entry.links.to.into()];
    finding.answers_to = vec![protocol.word().to_owned(), Protocol::ManualRekeying.word().to_owned()];
    finding.answers_to.dedup();
    finding.likelihood = vec![Factor {
        name: "Staff time",
        fact: statement,
        value: Bounds::exact(0.4 + 0.6 * (hours / context.threshold(Threshold::RekeyingHoursWorst)).min(1.0)),
        weight: 1.0,
        evidence: vec![0, minutes_line],
    }];
    finding.impact = vec![
        wrong_fields(context, &mut finding, interface, records, 0.4),
        factor::criticality(context, &mut finding, entry.links.to, 0.3),
        carried(context, &mut finding, interface, 0.3),
    ];
    let lowest = context.belief(subject, Ageing::Volume);
    finding.confidence = confidence::of_finding(lowest, &finding.likelihood, &finding.impact);
    finding
}

/// Expected wrong fields: records × fields × error rate, 2,000 a year or more
/// counted fully.
fn wrong_fields(
    context: &Context<'_>,
    finding: &mut Finding,
    interface: InterfaceIndex,
    records: f64,
    weight: f64,
) -> Factor {
    const NAME: &str = "Wrong fields";
    let entry = &context.estate.interfaces[interface.at()];
    let rate = context.threshold(Threshold::ErrorRatePerField);
    let Some(fields) = entry.record.fields.get() else {
        let number = finding.add(Evidence::Missing {
            place: entry.field(""),
            field: "fields",
            assumed: factor::ANYTHING.into(),
        });
        return Factor {
            name: NAME,
            fact: "Fields per record are not recorded".to_owned(),
            value: Bounds::between(0.0, 1.0),
            weight,
            evidence: vec![number],
        };
    };
    let wrong = records * f64::from(fields) * rate;
    let line = finding.add(Evidence::Inventory {
        place: entry.field("fields"),
        statement: format!("{fields} fields per record"),
    });
    let assumed = finding.add(Evidence::Assumption {
        statement: format!(
            "{:.2}% of fields typed by hand are wrong (95% CI 0.24% to 0.35%), pooled from clinical research by Garza et al. 2025",
            rate * 100.0
        ),
    });
    Factor {
        name: NAME,
        fact: format!(
            "{} records × {fields} fields × {:.2}% = {} wrong fields a year",
            rounded(records),
            rate * 100.0,
            rounded(wrong)
        ),
        value: Bounds::exact((wrong / 2000.0).min(1.0)),
        weight,
        evidence: vec![line, assumed],
    }
}

/// How sensitive the data is that is carried.
fn carried(context: &Context<'_>, finding: &mut Finding, interface: InterfaceIndex, weight: f64) -> Factor {
    let entry = &context.estate.interfaces[interface.at()];
    let worst = entry
        .links
        .data
        .iter()
        .filter_map(|entity| context.estate.data_entities[entity.at()].record.sensitivity.get())
        .max();
    let (fact, value, evidence) = match worst {
        Some(sensitivity) => (
            format!("Carries {} data", sensitivity.word()),
            Bounds::exact(factor::sensitivity_value(sensitivity)),
            Evidence::Inventory {
                place: entry.field("data"),
                statement: format!("carries {} data", sensitivity.word()),
            },
        ),
        None => (
            "Not recorded".to_owned(),
            Bounds::between(0.0, 1.0),
            Evidence::Missing { place: entry.field(""), field: "data", assumed: factor::ANYTHING.into() },
        ),
    };
    let number = finding.add(evidence);
    Factor { name: "Data sensitivity", fact, value, weight, evidence: vec![number] }
}
