//! Values that no single field can judge: licences, judgements, codes and
//! currencies.

use crate::diagnostic::{Code, Diagnostic, LabelPlace};
use crate::load::LoadedFile;
use crate::model::endpoint::EndpointRecord;
use crate::model::system::{Cost, FrameworkJudgement, Licences};
use crate::model::{Fact, ModernisationOption, Organisation, System};
use crate::money::{Currency, Money};
use crate::source::{List, Origin, Place};

/// Everything in the files that is out of range beside other values.
pub(super) fn check(files: &[LoadedFile], currency: Currency) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for file in files {
        for (index, organisation) in file.inventory.organisations.iter().enumerate() {
            let origin = file.origin(List::Organisations, index);
            found.extend(ods_code(origin, organisation));
            found.extend(foreign(&organisation.hourly_staff_cost, currency, || {
                origin.field("hourly_staff_cost")
            }));
            found.extend(foreign(&organisation.annual_budget, currency, || origin.field("annual_budget")));
        }
        for (index, system) in file.inventory.systems.iter().enumerate() {
            let origin = file.origin(List::Systems, index);
            found.extend(system_faults(origin, system, currency));
            found.extend(endpoint(origin, system.into(), currency));
        }
        for (index, device) in file.inventory.devices.iter().enumerate() {
            found.extend(endpoint(file.origin(List::Devices, index), device.into(), currency));
        }
    }
    found
}

fn system_faults(origin: Origin, system: &System, currency: Currency) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    found.extend(system.licences.known().and_then(|licences| overused(origin, licences)));
    if let Some(licences) = system.licences.known() {
        found.extend(foreign(&licences.unit_cost, currency, || origin.field("licences.unit_cost")));
    }
    found.extend(judgements(origin, system));
    found
}

/// Foreign money of a system or device.
fn endpoint(origin: Origin, record: EndpointRecord<'_>, currency: Currency) -> Vec<Diagnostic> {
    let costs = costs(origin, record.cost, currency).into_iter();
    costs.chain(options(origin, record.modernisation, currency)).collect()
}

fn overused(origin: Origin, licences: &Licences) -> Option<Diagnostic> {
    let (bought, used) = (licences.purchased.get()?, licences.in_use.get()?);
    (used > bought).then(|| {
        Diagnostic::new(
            Code::OverusedLicences,
            format!("{used} licences are in use, and {bought} were bought"),
        )
        .at(LabelPlace::Value(origin.field("licences.in_use")), "more than were bought")
        .at(LabelPlace::Value(origin.field("licences.purchased")), "bought")
    })
}

/// Likelihood is judged from 1 to 6, impact from 1 to 5.
fn judgements(origin: Origin, system: &System) -> Vec<Diagnostic> {
    let Some(assessment) = system.assessment.known() else { return Vec::new() };
    let likelihood: [(&str, &Fact<FrameworkJudgement>); 7] = [
        ("l1", &assessment.l1),
        ("l2", &assessment.l2),
        ("l3", &assessment.l3),
        ("l4", &assessment.l4),
        ("l5", &assessment.l5),
        ("l6", &assessment.l6),
        ("l7", &assessment.l7),
    ];
    let impact: [(&str, &Fact<FrameworkJudgement>); 6] = [
        ("c1", &assessment.c1),
        ("c2", &assessment.c2),
        ("c3", &assessment.c3),
        ("c4", &assessment.c4),
        ("c5", &assessment.c5),
        ("c6", &assessment.c6),
    ];
    let unreasoned = likelihood.iter().chain(&impact).filter_map(|(name, judgement)| {
        let judgement = judgement.known().filter(|judgement| judgement.reason.is_unknown())?;
        let message = format!("`{name}` is judged {}, and no reason is recorded", judgement.score);
        let place = origin.field(format!("assessment.{name}"));
        let found = Diagnostic::new(Code::JudgementWithoutReason, message)
            .at(LabelPlace::Value(place), "expected `reason:` beside the score");
        Some(found.help(
            "a judgement that nobody can follow counts for little: say in a few words what it rests on",
        ))
    });
    let unreasoned: Vec<Diagnostic> = unreasoned.collect();
    let of = |most: u16| {
        move |(name, judgement): (&'static str, &Fact<FrameworkJudgement>)| {
            let score = judgement.known()?.score;
            (!(1..=most).contains(&score)).then(|| {
                Diagnostic::new(
                    Code::BadJudgement,
                    format!("`{name}` is judged {score}, and goes from 1 to {most}"),
                )
                .at(LabelPlace::Value(origin.field(format!("assessment.{name}.score"))), "")
            })
        }
    };
    let low = likelihood.into_iter().filter_map(of(6));
    low.chain(impact.into_iter().filter_map(of(5))).chain(unreasoned).collect()
}

/// Codes have three to nine letters and digits; the present form is five, of
/// letter and digit in turn. Nothing is read from them.
fn ods_code(origin: Origin, organisation: &Organisation) -> Option<Diagnostic> {
    let code = organisation.ods_code.known()?;
    let has_form = (3..=9).contains(&code.len())
        && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    (!has_form).then(|| {
        Diagnostic::new(Code::BadOdsCode, format!("`{code}` has not the form of an ODS code"))
            .at(LabelPlace::Value(origin.field("ods_code")), "expected 3 to 9 capital letters and digits")
    })
}

fn costs(origin: Origin, cost: &Fact<Box<Cost>>, currency: Currency) -> Vec<Diagnostic> {
    let Some(cost) = cost.known() else { return Vec::new() };
    let annual = foreign(&cost.annual, currency, || origin.field("cost.annual"));
    let one_off = foreign(&cost.one_off, currency, || origin.field("cost.one_off"));
    annual.into_iter().chain(one_off).collect()
}

fn options(origin: Origin, options: &[ModernisationOption], currency: Currency) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (index, option) in options.iter().enumerate() {
        let place = |field: &str| origin.field(format!("modernisation[{index}].{field}"));
        found.extend(foreign(&option.saves_per_year, currency, || place("saves_per_year")));
        let years = option.cost.known().map_or(&[][..], |cost| cost.years());
        found.extend(years.iter().find_map(|money| foreign_amount(*money, currency, || place("cost"))));
    }
    found
}

fn foreign(fact: &Fact<Money>, currency: Currency, place: impl Fn() -> Place) -> Option<Diagnostic> {
    fact.get().and_then(|money| foreign_amount(money, currency, place))
}

fn foreign_amount(money: Money, currency: Currency, place: impl Fn() -> Place) -> Option<Diagnostic> {
    let other = money.currency.filter(|other| *other != currency)?;
    let message = format!("an amount in {}, and the estate's currency is {}", other.code(), currency.code());
    Some(
        Diagnostic::new(Code::ForeignCurrency, message)
            .at(LabelPlace::Value(place()), "")
            .help("there are no exchange rates here: convert it, or set `currency` in techstrata.yaml"),
    )
}
