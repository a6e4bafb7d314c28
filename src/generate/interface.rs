//! An interface: through a hub, direct, from a device, by hand, or between
//! organisations.
//!
//! One end goes round all joined applications, the other is mostly a central
//! one: degrees get a heavy tail, and nothing that is joined stays without.

use super::random::{Random, Stream, tenths};
use super::shape::{Organisation, Role, Sector, Shape};
use super::system::month;
use crate::source::List;
use crate::yaml::{Facts, Writer};

/// How an interface runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// From application to application, by way of a hub.
    ThroughHub,
    /// A hub is one of its ends.
    AtHub,
    /// From application to application, without a hub.
    Direct,
    FromDevice,
    /// People carry the data.
    Manual,
    BetweenOrganisations,
}

/// How an interface runs, where the organisation has what that needs.
pub(super) fn kind(shape: &Shape, organisation: &Organisation, index: u32) -> Kind {
    let mut random = shape.random(Stream::InterfaceKind, organisation, index);
    let has_hub = organisation.hubs() > 0;
    let kind = match random.below(100) {
        0..55 if has_hub => Kind::ThroughHub,
        55..61 if has_hub => Kind::AtHub,
        61..67 if organisation.devices > 0 => Kind::FromDevice,
        67..75 => Kind::Manual,
        75..82 if shape.plan.systems > organisation.systems => Kind::BetweenOrganisations,
        _ => Kind::Direct,
    };
    if organisation.systems < 2 { Kind::BetweenOrganisations } else { kind }
}

/// The two ends, the hub between and whose data it is.
struct Ends {
    from: String,
    to: String,
    via: Option<String>,
    /// The data entity.
    entity: &'static str,
}

/// Writes an interface.
pub(super) fn write(shape: &Shape, organisation: &Organisation, index: u32, yaml: &mut Writer) {
    let mut random = shape.random(Stream::Interface, organisation, index);
    let kind = kind(shape, organisation, index);
    let ends = ends(shape, organisation, kind, index, &mut random);
    let verb = match kind {
        Kind::ThroughHub => "feed",
        Kind::AtHub => "route",
        Kind::Direct => "link",
        Kind::FromDevice => "device",
        Kind::Manual => "by-hand",
        Kind::BetweenOrganisations => "shared",
    };
    let mut facts = Facts::new()
        .and("id", format!("{}-{verb}-{}", ends.entity, index + 1))
        .and("from", ends.from)
        .and("to", ends.to)
        .maybe("via", ends.via.map(|hub| vec![hub]));
    let protocol = protocol(organisation, kind, &mut random);
    if !random.chance(4) {
        facts.set("protocol", protocol);
    }
    if protocol == "hl7v2" && random.chance(30) {
        facts.set("version", *random.pick(&["2.3", "2.4", "2.5.1"]));
    }
    if !random.chance(10) {
        facts.set("data", vec![ends.entity]);
    }
    if kind == Kind::Manual {
        state_manual(&mut random, &mut facts);
    } else {
        state_automatic(&mut random, &mut facts);
    }
    if random.chance(8) {
        let words = ["mission-critical", "business-critical", "business-operational", "administrative"];
        facts.set("criticality", *random.pick(&words));
        facts.set("tolerance_hours", random.magnitude(1, 96));
        facts.set("fallback", *random.pick(&["none", "none", "manual", "automatic"]));
    }
    if random.chance(12) {
        facts.set("verified", month(&mut random));
    }
    yaml.entity(List::Interfaces, &facts.into());
}

fn state_manual(random: &mut Random, facts: &mut Facts) {
    facts.set("mode", "manual");
    if random.chance(75) {
        facts.set("records_per_year", random.magnitude(200, 40_000));
    }
    if random.chance(75) {
        facts.set("minutes_per_transaction", random.between(1, 12));
    }
    if random.chance(45) {
        facts.set("fields", random.between(3, 30));
    }
}

fn state_automatic(random: &mut Random, facts: &mut Facts) {
    if random.chance(45) {
        facts.set("mode", *random.pick(&["real-time", "real-time", "near-real-time", "batch", "on-demand"]));
    }
    if random.chance(55) {
        let messages = random.magnitude(20, 90_000);
        facts.set("messages_per_day", messages);
        if random.chance(20) {
            facts.set("capacity_per_second", tenths(1 + messages / random.between(400, 6000)));
            facts.set("peak_hour_share", f64::from(random.between(11, 25)) / 100.0);
        }
    }
    if random.chance(18) {
        facts.set("failures_per_month", random.early(40));
    }
    if random.chance(35) {
        facts.set("owner", Facts::new().and("team", "integration"));
    }
    for (fact, known, yes) in [("monitored", 45, 65), ("documented", 40, 60), ("encrypted", 30, 55)] {
        if random.chance(known) {
            facts.set(fact, random.chance(yes));
        }
    }
    if random.chance(6) {
        facts.set("skilled_people", random.between(0, 4));
    }
}

fn ends(shape: &Shape, organisation: &Organisation, kind: Kind, index: u32, random: &mut Random) -> Ends {
    let joined = organisation.joined();
    let count = joined.end - joined.start;
    let near = joined.start + index % count;
    let central = joined.start + random.early(count);
    let far = if random.chance(55) { central } else { joined.start + (index + random.between(1, 9)) % count };
    let far = if far == near { joined.start + (near - joined.start + 1) % count } else { far };
    let hub = || organisation.system_id(index % organisation.hubs().max(1));
    let id = |system: u32| organisation.system_id(system);
    let either = |one: String, other: String, first: bool| if first { (one, other) } else { (other, one) };
    let is_outward = random.chance(45);
    let entity = entity(organisation, if is_outward { near } else { far });
    let ((from, to), via) = match kind {
        Kind::ThroughHub => (either(id(near), id(far), is_outward), Some(busy_hub(organisation, random))),
        Kind::AtHub => (either(id(near), hub(), is_outward), None),
        Kind::Direct => match island(organisation, random) {
            Some((one, other)) => ((id(one), id(other)), None),
            None => (either(id(near), id(far), is_outward), None),
        },
        Kind::FromDevice => ((organisation.device_id(random.below(organisation.devices)), id(near)), None),
        Kind::Manual => match by_hand(organisation, random) {
            Some(lonely) => ((id(near), id(lonely)), None),
            None => (either(id(near), id(far), is_outward), None),
        },
        Kind::BetweenOrganisations => {
            let other = match shape.elsewhere(organisation, random) {
                Some((owner, system)) => format!("{}/{}", owner.id, owner.system_id(system)),
                None => id(far),
            };
            let passes = organisation.hubs() > 0 && random.chance(50);
            (either(id(near), other, is_outward), passes.then(|| busy_hub(organisation, random)))
        }
    };
    Ends { from, to, via, entity }
}

/// The first hub carries most.
fn busy_hub(organisation: &Organisation, random: &mut Random) -> String {
    organisation.system_id(random.early(organisation.hubs()))
}

/// Two neighbours of an island of three, if there are islands and luck wants
/// one.
fn island(organisation: &Organisation, random: &mut Random) -> Option<(u32, u32)> {
    let apart = organisation.apart();
    let third = (apart.end - apart.start) / 3;
    let islands = third / 3;
    if islands == 0 || !random.chance(10) {
        return None;
    }
    let start = apart.start + third + 3 * random.below(islands);
    let one = random.below(3);
    Some((start + one, start + (one + 1) % 3))
}

/// A system that only people reach, if there is one and luck wants it.
fn by_hand(organisation: &Organisation, random: &mut Random) -> Option<u32> {
    let apart = organisation.apart();
    let third = (apart.end - apart.start) / 3;
    (third > 0 && random.chance(35)).then(|| apart.start + random.below(third))
}

/// What a system has to tell.
fn entity(organisation: &Organisation, system: u32) -> &'static str {
    match organisation.role(system) {
        Role::Application(application, _) => application.entity,
        Role::Hub(_) | Role::Platform(..) => "document",
    }
}

fn protocol(organisation: &Organisation, kind: Kind, random: &mut Random) -> &'static str {
    let is_care = organisation.sector != Sector::Council;
    let protocols: &[&str] = match kind {
        Kind::ThroughHub | Kind::AtHub if is_care => {
            &["hl7v2", "hl7v2", "hl7v2", "hl7v2", "hl7v2", "fhir", "fhir", "rest", "mesh", "soap"]
        }
        Kind::ThroughHub | Kind::AtHub => &["rest", "rest", "soap", "amqp", "kafka", "sftp"],
        Kind::Direct if is_care => &[
            "sftp",
            "database-link",
            "file-share",
            "soap",
            "hl7v2",
            "dicom",
            "ftp",
            "proprietary",
            "csv-email",
        ],
        Kind::Direct => &[
            "sftp",
            "database-link",
            "shared-database",
            "file-share",
            "csv-email",
            "ftp",
            "rest",
            "screen-scraping",
        ],
        Kind::FromDevice => &["hl7v2", "dicom", "proprietary", "file-share"],
        Kind::Manual => &["manual-rekeying", "manual-rekeying", "manual-rekeying", "paper", "fax"],
        Kind::BetweenOrganisations => &["mesh", "fhir", "rest", "sftp", "csv-email", "ihe-xds", "edifact"],
    };
    let protocol: &&str = random.pick(protocols);
    protocol
}
