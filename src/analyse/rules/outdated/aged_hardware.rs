//! A device fleet in use is older than its kind is expected to last, or is
//! still in use after the day on which it was to go.

use super::devices;
use crate::analyse::confidence::Ageing;
use crate::analyse::context::Context;
use crate::analyse::evidence::Evidence;
use crate::analyse::factor;
use crate::analyse::finding::{Bounds, Draft, Finding, Gap, Rated, Verdicts, Weighed};
use crate::analyse::rule::{EvidenceKind, Family, Rule, RuleMeta};
use crate::check::estate::{DeviceIndex, Endpoint};
use crate::date::{Day, PartialDate, days_between, years_between};
use crate::method::{Threshold, scale, weighing};
use crate::model::Device;
use crate::model::vocabulary::{ActionKind, DeviceKind};
use crate::text::days_words;

/// The rule.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        id: "aged-hardware",
        version: 1,
        family: Family::Outdated,
        title: "Hardware past its expected life",
        question: "Which devices are in use beyond their expected life or their planned retirement?",
        why: "Old hardware fails more often, and parts and warranties for it run out. It also holds back the software on it, which asks for newer machines.",
        needs: &[
            "purchased",
            "planned_retirement",
            "kind",
            "count",
            "resilience.failover",
            "criticality",
            "runs",
        ],
        evidence: &[EvidenceKind::InventoryLine, EvidenceKind::GraphFact],
        weighings: &[&weighing::AGED_HARDWARE, &weighing::AGED_HARDWARE_LOSS],
        thresholds: &[
            Threshold::LifeEndUserDevice,
            Threshold::LifeInfrastructure,
            Threshold::LifeMedicalDevice,
        ],
        sources: &[],
        remediation: &[ActionKind::Replace, ActionKind::Retire, ActionKind::Contain],
        limits: "Age is no fault by itself: repairs, spares and a maker's promise of a longer life are not in the inventory. A fleet that was bought over years has one date only. Where only the year is recorded, its last day counts; where the kind is not recorded, the longest expected life does.",
    },
    judge,
};

fn judge(context: &Context<'_>) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for (device, entry) in context.estate.devices() {
        if !entry.record.is_in_use() {
            continue;
        }
        let overdue = overdue(context, &entry.record);
        if !overdue.is_empty() {
            verdicts.findings.push(finding(context, device, &overdue));
        }
        verdicts.gaps.extend(gap(context, device));
    }
    verdicts
}

/// One way in which a fleet outlived its time.
struct Overdue {
    field: &'static str,
    /// As in `bought in 2014, ...`; without the name of the fleet.
    fact: String,
    /// The same, shorter; follows the name of the fleet.
    headline: String,
    /// Years past the end; a range where the date is a month or a year.
    years: Bounds,
}

fn overdue(context: &Context<'_>, record: &Device) -> Vec<Overdue> {
    let mut found = Vec::new();
    if let Some(purchased) = record.purchased.get() {
        let (life, whose) = expected_life(context, record.kind.get());
        let age = age(purchased, context.today);
        if age.low() > life {
            found.push(Overdue {
                field: "purchased",
                fact: format!(
                    "bought {}, {} ago; {whose} expected to last {}",
                    when(purchased),
                    years_words(age),
                    years(life)
                ),
                headline: format!("bought {}, {} ago", when(purchased), years_words(age)),
                years: age.map(|years| years - life),
            });
        }
    }
    if let Some(planned) = record.planned_retirement.get()
        && planned.last_day() < context.today
    {
        let past = years_between(planned.last_day(), context.today);
        let days = days_words(days_between(planned.last_day(), context.today));
        found.push(Overdue {
            field: "planned_retirement",
            fact: format!("to be retired by {planned}, {days} ago, and still in use"),
            headline: format!("to be retired by {planned}, and still in use"),
            years: Bounds::exact(past),
        });
    }
    found
}

/// Years that a kind of device is expected to last, and how to speak of it.
fn expected_life(context: &Context<'_>, kind: Option<DeviceKind>) -> (f64, String) {
    match kind {
        Some(kind) => {
            (context.threshold(life_of(kind)), format!("a device of its kind ({}) is", kind.word()))
        }
        None => (longest_life(context), "its kind is not recorded, and the longest-lived kind is".to_owned()),
    }
}

fn life_of(kind: DeviceKind) -> Threshold {
    match kind {
        DeviceKind::Workstation
        | DeviceKind::Laptop
        | DeviceKind::Tablet
        | DeviceKind::Phone
        | DeviceKind::Kiosk => Threshold::LifeEndUserDevice,
        DeviceKind::Server | DeviceKind::Network | DeviceKind::Printer | DeviceKind::Storage => {
            Threshold::LifeInfrastructure
        }
        DeviceKind::ImagingModality
        | DeviceKind::BedsideMonitor
        | DeviceKind::InfusionPump
        | DeviceKind::Analyser
        | DeviceKind::OtherMedical => Threshold::LifeMedicalDevice,
    }
}

const LIVES: &[Threshold] =
    &[Threshold::LifeEndUserDevice, Threshold::LifeInfrastructure, Threshold::LifeMedicalDevice];

fn longest_life(context: &Context<'_>) -> f64 {
    LIVES.iter().map(|life| context.threshold(*life)).fold(0.0, f64::max)
}

fn shortest_life(context: &Context<'_>) -> f64 {
    LIVES.iter().map(|life| context.threshold(*life)).fold(f64::INFINITY, f64::min)
}

/// Years since a purchase: from the last day that its date can mean to the
/// first.
fn age(purchased: PartialDate, today: Day) -> Bounds {
    let least = years_between(purchased.last_day(), today);
    let most = years_between(purchased.first_day(), today);
    Bounds::between(least, most)
}

/// `7.5 years`, or `11.8 to 12.8 years` where only the year is recorded.
fn years_words(age: Bounds) -> String {
    let (least, most) = (format!("{:.1}", age.low()), format!("{:.1}", age.high()));
    if least == most { format!("{least} years") } else { format!("{least} to {most} years") }
}

/// `in 2014`, `in 2014-03` or `on 2014-03-01`.
fn when(date: PartialDate) -> String {
    let (_, _, day) = date.parts();
    if day.is_some() { format!("on {date}") } else { format!("in {date}") }
}

fn years(years: f64) -> String {
    if (years - 1.0).abs() < f64::EPSILON { "1 year".to_owned() } else { format!("{years} years") }
}

fn finding(context: &Context<'_>, device: DeviceIndex, overdue: &[Overdue]) -> Finding {
    let owner = Endpoint::Device(device);
    let entry = &context.estate.devices[device.at()];
    let line = |overdue: &Overdue| Evidence::Inventory {
        place: entry.field(overdue.field),
        statement: factor::capitalised(&overdue.fact),
    };
    let fleet = match entry.record.count_or_one() {
        1 => context.name(owner),
        count => format!("{} ({count} devices)", context.name(owner)),
    };
    let ways: Vec<&str> = overdue.iter().map(|overdue| overdue.headline.as_str()).collect();
    let headline = format!("{fleet}: {}", ways.join("; "));
    let mut draft = Draft::new(context, &RULE.meta, owner, headline, line(&overdue[0]));
    let evidence = draft.add_all(overdue.iter().map(line));
    let likelihood = vec![age_of(&draft, overdue, evidence), factor::resilience(&mut draft, owner)];
    let impact = vec![
        factor::criticality(&mut draft, owner),
        devices::fleet(&mut draft, device),
        factor::reach(&mut draft, owner),
    ];
    draft.finish(
        Weighed(&weighing::AGED_HARDWARE, likelihood),
        Weighed(&weighing::AGED_HARDWARE_LOSS, impact),
        context.belief(owner, Ageing::Slow),
    )
}

/// How long it is past its time; of several ways the worst.
fn age_of(draft: &Draft<'_>, overdue: &[Overdue], evidence: Vec<usize>) -> Rated {
    let facts: Vec<&str> = overdue.iter().map(|overdue| overdue.fact.as_str()).collect();
    let values =
        overdue.iter().map(|overdue| overdue.years.map(|years| draft.value(&scale::HARDWARE_AGE, years)));
    Rated {
        scale: &scale::HARDWARE_AGE,
        fact: factor::capitalised(&facts.join("; ")),
        value: values.reduce(|one, other| one.with(other, f64::max)).unwrap_or_default(),
        evidence,
    }
}

/// What is asked of a fleet whose age cannot be judged. The age of its
/// components is another matter: a young system runs on an old device.
fn gap(context: &Context<'_>, device: DeviceIndex) -> Option<Gap> {
    let owner = Endpoint::Device(device);
    let record = &context.estate.devices[device.at()].record;
    let name = context.name(owner);
    let Some(purchased) = record.purchased.get() else {
        let headline = format!("{name}: the date of purchase is not recorded, so the age cannot be judged");
        return Some(Gap { rule: &RULE.meta, subject: owner.into(), headline, field: "purchased" });
    };
    let age = age(purchased, context.today);
    let is_open = |shortest: f64, longest: f64| age.low() <= longest && age.high() > shortest;
    let (field, headline) = match record.kind.get() {
        None if is_open(shortest_life(context), longest_life(context)) => (
            "kind",
            format!(
                "{name}: bought {}, but the kind, and so the expected life, is not recorded",
                when(purchased)
            ),
        ),
        Some(kind) if is_open(context.threshold(life_of(kind)), context.threshold(life_of(kind))) => {
            let life = years(context.threshold(life_of(kind)));
            (
                "purchased",
                format!(
                    "{name}: bought {}, and without the day it cannot be said whether that is more than {life} ago",
                    when(purchased)
                ),
            )
        }
        _ => return None,
    };
    Some(Gap { rule: &RULE.meta, subject: owner.into(), headline, field })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_means_a_range_of_ages_and_a_day_means_one() {
        let today = Day::constant(2026, 10, 31);
        // 2014-01-01 and 2014-12-31 to 2026-10-31 are 4,686 and 4,322 days.
        let of_year = age("2014".parse().unwrap(), today);
        assert!((of_year.low() - 4322.0 / 365.25).abs() < 1e-9);
        assert!((of_year.high() - 4686.0 / 365.25).abs() < 1e-9);
        assert_eq!(years_words(of_year), "11.8 to 12.8 years");
        let of_day = age("2021-10-31".parse().unwrap(), today);
        assert!(of_day.is_exact() && (of_day.low() - 1826.0 / 365.25).abs() < 1e-9);
    }
}
