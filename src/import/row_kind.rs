//! What the rows of a table are: by the tool whose headings fit, else by what
//! the headings speak for together, and what file and sheet are called.

use super::field::{Field, RowKind};
use super::heading::{Headings, SourceHeading};

/// What the rows of a table with such headings and such a title are, and why.
pub fn of_headings(headings: &[SourceHeading], title: &str, known: &Headings) -> (RowKind, String) {
    of_table(headings, known.best_tool(headings), title, known)
}

/// What the rows are, and why, where the tool is known whose headings fit.
pub(super) fn of_table(
    headings: &[SourceHeading],
    best: Option<(&'static str, &'static str, RowKind)>,
    title: &str,
    known: &Headings,
) -> (RowKind, String) {
    if let Some((tool, table, kind)) = best.filter(|(.., kind)| *kind != RowKind::Other) {
        return (kind, format!("its headings are those of {tool}, {table}"));
    }
    let mut votes: Vec<(f64, RowKind)> =
        RowKind::ALL.iter().map(|kind| (votes_for(*kind, headings, known), *kind)).collect();
    for (votes, kind) in &mut votes {
        *votes += title_votes(*kind, title);
    }
    let (most, kind) = votes
        .iter()
        .copied()
        .fold((0.0, RowKind::Other), |best, vote| if vote.0 > best.0 { vote } else { best });
    if most < 3.0 {
        return (RowKind::Other, "its headings say nothing that is known".to_owned());
    }
    (kind, "its headings are those of such records".to_owned())
}

/// How much each field speaks for a kind of rows.
const WEIGHTS: &[(RowKind, &[(Field, f64)])] = &[
    (
        RowKind::Devices,
        &[
            (Field::Serial, 3.0),
            (Field::AssetTag, 2.0),
            (Field::Manufacturer, 1.0),
            (Field::Model, 2.0),
            (Field::Os, 2.0),
            (Field::OsVersion, 2.0),
            (Field::Mac, 2.0),
            (Field::Firmware, 1.0),
            (Field::WarrantyUntil, 2.0),
            (Field::Purchased, 1.0),
            (Field::HardwareEnd, 1.0),
            (Field::Virtual, 1.5),
            (Field::Ip, 2.0),
            (Field::Domain, 1.0),
            (Field::OsBuild, 1.0),
        ],
    ),
    (
        RowKind::Software,
        &[(Field::Product, 3.0), (Field::Version, 4.0), (Field::Vendor, 2.0), (Field::Name, 3.0)],
    ),
    (
        RowKind::Systems,
        &[
            (Field::Criticality, 2.0),
            (Field::Hosting, 2.0),
            (Field::Users, 1.5),
            (Field::Capability, 2.0),
            (Field::Introduced, 1.0),
            (Field::OwnerRole, 1.5),
            (Field::Rto, 2.0),
            (Field::Stack, 1.5),
            (Field::Description, 1.0),
            (Field::Name, 1.0),
            (Field::Vendor, 1.0),
            (Field::Department, 1.0),
            (Field::AnnualCost, 1.0),
            (Field::PlannedRetirement, 1.0),
            (Field::Status, 0.5),
            (Field::Server, 1.0),
            (Field::Database, 1.0),
            (Field::Product, 0.5),
            (Field::Version, 0.5),
            (Field::Team, 1.0),
        ],
    ),
    (
        RowKind::Databases,
        &[(Field::Product, 4.0), (Field::Version, 2.0), (Field::Name, 2.0), (Field::SupportedUntil, 1.0)],
    ),
    (
        RowKind::Interfaces,
        &[
            (Field::Protocol, 4.0),
            (Field::Frequency, 2.0),
            (Field::InterfaceData, 3.0),
            (Field::Messages, 2.0),
        ],
    ),
    (RowKind::Relations, &[(Field::Relation, 3.0), (Field::EndKind, 1.0)]),
    (
        RowKind::Contracts,
        &[
            (Field::ContractEnd, 4.0),
            (Field::Supplier, 3.0),
            (Field::ContractReference, 2.0),
            (Field::ContractValue, 2.0),
            (Field::NoticeMonths, 3.0),
            (Field::ContractStart, 2.0),
            (Field::Covers, 1.0),
            (Field::AutoRenews, 2.0),
            (Field::Framework, 2.0),
        ],
    ),
    (
        RowKind::Licences,
        &[(Field::LicencesPurchased, 3.0), (Field::LicencesInUse, 3.0), (Field::UnitCost, 1.0)],
    ),
    (RowKind::Findings, &[(Field::CheckId, 4.0), (Field::Cve, 4.0)]),
    (RowKind::Lifecycles, &[(Field::LifecyclePhase, 4.0)]),
    (RowKind::Sites, &[(Field::Name, 3.0), (Field::Organisation, 0.5)]),
];

/// How much the headings speak for a kind of rows.
fn votes_for(kind: RowKind, headings: &[SourceHeading], known: &Headings) -> f64 {
    let fields: Vec<Field> =
        known.meanings(headings, kind, None).into_iter().flatten().map(|meaning| meaning.field).collect();
    let weights = WEIGHTS.iter().find(|(known, _)| *known == kind).map_or(&[][..], |(_, weights)| weights);
    let sum: f64 = weights.iter().filter(|(field, _)| fields.contains(field)).map(|(_, weight)| weight).sum();
    base(kind, headings, &fields).map_or(0.0, |base| base + sum)
}

/// What must hold of a kind at all, and what that alone speaks for it;
/// nothing if it does not hold.
fn base(kind: RowKind, headings: &[SourceHeading], fields: &[Field]) -> Option<f64> {
    let has = |field: Field| fields.contains(&field);
    let word = |words: &[&str]| {
        headings.iter().any(|heading| words.iter().any(|word| heading.compact.contains(word)))
    };
    let ends = has(Field::From) && has(Field::To);
    let when = |holds: bool, votes: f64| holds.then_some(votes);
    match kind {
        RowKind::Devices => {
            let names_hosts = word(&["hostname", "devicename", "computername", "machinename", "servername"]);
            Some(if names_hosts { 3.0 } else { 0.0 })
        }
        RowKind::Systems => {
            let names_systems = word(&["application", "systemname", "appname", "service", "nameofsystem"]);
            Some(if names_systems { 2.0 } else { 0.0 })
        }
        RowKind::Software => {
            let has_host = word(&["device", "host", "computer", "machine", "endpoint", "asset", "netbios"]);
            let is_list = has(Field::Product) && (has(Field::Version) || word(&["software"]));
            when(is_list && has_host && !has(Field::Model), 0.0)
        }
        RowKind::Databases => when(word(&["database", "dbms"]), 0.0),
        RowKind::Interfaces => when(ends, 5.0),
        RowKind::Relations => when(ends, 6.0),
        RowKind::Contracts => when(word(&["contract", "agreement", "supplier", "renewal", "notice"]), 0.0),
        RowKind::Lifecycles => {
            let is_list = has(Field::SupportedUntil) && has(Field::Product) && !has(Field::Serial);
            Some(if is_list && headings.len() <= 8 { 4.0 } else { 0.0 })
        }
        RowKind::Costs => when(has(Field::Year) && has(Field::AnnualCost), 8.0),
        RowKind::Properties => when(has(Field::PropertyKey) && has(Field::PropertyValue), 6.0),
        RowKind::Sites => when(word(&["site", "building", "location"]) && headings.len() <= 6, 0.0),
        RowKind::People => {
            let personal = fields.iter().filter(|field| **field == Field::Personal).count();
            when(personal * 2 > headings.len(), 6.0)
        }
        RowKind::Licences | RowKind::Findings => Some(0.0),
        RowKind::Other => None,
    }
}

/// What file and sheet names say.
fn title_votes(kind: RowKind, title: &str) -> f64 {
    let heading = SourceHeading::of(title).compact;
    let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    let says = match kind {
        RowKind::Devices => has(&[
            "server",
            "device",
            "laptop",
            "desktop",
            "computer",
            "hardware",
            "asset",
            "intune",
            "lansweeper",
            "machine",
            "network",
            "medical",
        ]),
        RowKind::Software => has(&["software", "installed", "programs"]),
        RowKind::Systems => has(&["application", "systems", "apps", "portfolio", "services"]),
        RowKind::Interfaces => has(&["interface", "flow", "integration"]),
        RowKind::Relations => has(&["relation", "cirel", "dependenc", "mapping", "usage", "links"]),
        RowKind::Contracts => has(&["contract", "supplier", "agreement"]),
        RowKind::Licences => has(&["licence", "license"]),
        RowKind::Databases => has(&["database"]),
        RowKind::Sites => has(&["sites", "locations", "buildings"]),
        RowKind::Findings => has(&["nessus", "qualys", "vulnerabilit"]),
        RowKind::Costs => has(&["cost", "spend", "budget"]),
        RowKind::Lifecycles => has(&["lifecycle", "endoflife"]),
        RowKind::People => has(&["people", "staff", "contacts", "users", "involvement"]),
        RowKind::Properties | RowKind::Other => false,
    };
    if says { 2.5 } else { 0.0 }
}
