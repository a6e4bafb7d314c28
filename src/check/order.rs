//! Ends that lie before their start.

use crate::date::PartialDate;
use crate::diagnostic::{Code, Diagnostic, LabelPlace};
use crate::load::LoadedFile;
use crate::model::endpoint::EndpointRecord;
use crate::model::system::Contract;
use crate::model::{Fact, ModernisationOption, Release};
use crate::source::{List, Origin};

/// Everything in the files that ends before it starts.
pub(super) fn check(files: &[LoadedFile]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for file in files {
        for (index, system) in file.inventory.systems.iter().enumerate() {
            let start = ("introduced", system.introduced.get());
            found.extend(endpoint(file.origin(List::Systems, index), start, system.into()));
        }
        for (index, device) in file.inventory.devices.iter().enumerate() {
            let start = ("purchased", device.purchased.get());
            found.extend(endpoint(file.origin(List::Devices, index), start, device.into()));
        }
        for (index, lifecycle) in file.inventory.lifecycles.iter().enumerate() {
            let origin = file.origin(List::Lifecycles, index);
            let releases = lifecycle.releases.iter().enumerate();
            found.extend(releases.flat_map(|(number, release)| release_order(origin, number, release)));
        }
    }
    found
}

/// The spans of a system or device; its own starts with its own field.
fn endpoint(
    origin: Origin,
    start: (&str, Option<PartialDate>),
    record: EndpointRecord<'_>,
) -> Vec<Diagnostic> {
    let life = (start.0, start.1, "planned_retirement", record.planned_retirement.get());
    let single = before(origin, "", life).into_iter().chain(contract(origin, record.contract));
    single.chain(options(origin, record.modernisation)).collect()
}

/// Start and end: each its field and its date.
type Span<'a> = (&'a str, Option<PartialDate>, &'a str, Option<PartialDate>);

/// A start is its first day and an end its last: only what cannot be right in
/// any reading is reported.
fn before(origin: Origin, within: &str, span: Span<'_>) -> Option<Diagnostic> {
    let (start_field, Some(start), end_field, Some(end)) = span else { return None };
    (end.last_day() < start.first_day()).then(|| {
        let message = format!("`{end_field}` is {end}, before `{start_field}`, which is {start}");
        Diagnostic::new(Code::EndBeforeStart, message)
            .at(LabelPlace::Value(origin.field(format!("{within}{end_field}"))), "ends here")
            .at(LabelPlace::Value(origin.field(format!("{within}{start_field}"))), "starts here")
    })
}

fn contract(origin: Origin, contract: &Fact<Box<Contract>>) -> Option<Diagnostic> {
    let contract = contract.known()?;
    before(origin, "contract.", ("starts", contract.starts.get(), "ends", contract.ends.get()))
}

fn options(origin: Origin, options: &[ModernisationOption]) -> Vec<Diagnostic> {
    let spans = options.iter().enumerate().filter_map(|(index, option)| {
        let span = ("earliest", option.earliest.get(), "start_by", option.start_by.get());
        before(origin, &format!("modernisation[{index}]."), span)
    });
    spans.collect()
}

fn release_order(origin: Origin, number: usize, release: &Release) -> Vec<Diagnostic> {
    let within = format!("releases[{number}].");
    let released = ("released", release.released.get());
    let support = ("end_of_support", release.end_of_support.get());
    let extended = ("end_of_extended_support", release.end_of_extended_support.get());
    [(released, support), (support, extended)]
        .into_iter()
        .filter_map(|(start, end)| before(origin, &within, (start.0, start.1, end.0, end.1)))
        .collect()
}
