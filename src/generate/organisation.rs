//! An organisation, its sites and its teams.

use super::random::{Random, Stream};
use super::shape::{Organisation, Sector, Shape};
use super::vocabulary::{SHARED_TEAM, SITES, TEAMS};
use crate::source::List;
use crate::yaml::{Facts, Writer};

/// Writes an organisation with its sites and teams.
pub(super) fn write(shape: &Shape, organisation: &Organisation, yaml: &mut Writer) {
    let mut random = shape.random(Stream::Organisation, organisation, 2);
    let mut facts = Facts::new().and("id", organisation.id.as_str()).and("name", organisation.name.as_str());
    if !organisation.is_region() {
        facts.set("part_of", shape.organisations[0].id.as_str());
    }
    let letters =
        [organisation.number / 26, organisation.number % 26].map(|at| char::from(b'A' + (at % 26) as u8));
    if organisation.sector != Sector::Council && organisation.number < 26 * 26 {
        facts.set("ods_code", format!("R{}{}", letters[0], letters[1]));
    }
    let staff = 40 + organisation.systems * 30;
    facts.set("staff", staff);
    if random.chance(80) {
        facts.set("hourly_staff_cost", f64::from(random.between(19, 27)) + 0.5);
    }
    if random.chance(50) {
        facts.set("annual_budget", u64::from(staff) * 68_000);
    }
    yaml.entity(List::Organisations, &facts.into());
    write_sites(shape, organisation, yaml);
    write_teams(shape, organisation, yaml);
}

fn write_sites(shape: &Shape, organisation: &Organisation, yaml: &mut Writer) {
    let mut random = shape.random(Stream::Organisation, organisation, 3);
    for (id, name) in &SITES[..organisation.sites()] {
        let facts = Facts::new().and("id", *id).and("name", *name);
        let connectivity = random.chance(75).then(|| connectivity(&mut random));
        yaml.entity(List::Sites, &facts.maybe("connectivity", connectivity).into());
    }
}

fn connectivity(random: &mut Random) -> Facts {
    let (technology, speed) =
        *random.pick(&[("fibre", 1000), ("ethernet", 200), ("vdsl", 40), ("adsl", 8), ("mpls", 100)]);
    let spots: &[&str] = if random.chance(30) { &["basement", "stairwells"] } else { &[] };
    let mut facts = Facts::new()
        .and("wan_mbps", speed)
        .and("wan_technology", technology)
        .and("wifi_coverage_percent", random.between(35, 100));
    facts.list("dead_spots", spots.iter().copied());
    facts
}

fn write_teams(shape: &Shape, organisation: &Organisation, yaml: &mut Writer) {
    let mut random = shape.random(Stream::Organisation, organisation, 4);
    let mut write = |id: &str, name: &str, days: Option<u32>| {
        let team = Facts::new().and("id", id).and("name", name).maybe("capacity_days_per_year", days);
        yaml.entity(List::Teams, &team.into());
    };
    for (id, name, _) in TEAMS {
        write(id, name, random.chance(85).then(|| random.magnitude(60, 900)));
    }
    if organisation.is_region() {
        let (id, name) = SHARED_TEAM;
        write(id, name, Some(400));
    }
}
