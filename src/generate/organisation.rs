//! An organisation, its sites and its teams.

use super::random::Stream;
use super::shape::{Organisation, Sector, Shape};
use super::vocabulary::{SHARED_TEAM, SITES, TEAMS};
use super::yaml::{Yaml, flow};

/// Writes an organisation with its sites and teams. The head of the first
/// list stands already.
pub(super) fn write(shape: &Shape, organisation: &Organisation, yaml: &mut Yaml) {
    let mut random = shape.random(Stream::Organisation, organisation, 2);
    yaml.entity(&organisation.id);
    yaml.field("name", &organisation.name);
    if !organisation.is_region() {
        yaml.field("part_of", &shape.organisations[0].id);
    }
    let letters =
        [organisation.number / 26, organisation.number % 26].map(|at| char::from(b'A' + (at % 26) as u8));
    if organisation.sector != Sector::Council && organisation.number < 26 * 26 {
        yaml.field("ods_code", format_args!("R{}{}", letters[0], letters[1]));
    }
    let staff = 40 + organisation.systems * 30;
    yaml.field("staff", staff);
    if random.chance(80) {
        yaml.field("hourly_staff_cost", format_args!("{}.50", random.between(19, 27)));
    }
    if random.chance(50) {
        yaml.field("annual_budget", u64::from(staff) * 68_000);
    }
    write_sites(shape, organisation, yaml);
    write_teams(shape, organisation, yaml);
}

fn write_sites(shape: &Shape, organisation: &Organisation, yaml: &mut Yaml) {
    let mut random = shape.random(Stream::Organisation, organisation, 3);
    yaml.list("sites");
    for (id, name) in &SITES[..organisation.sites()] {
        yaml.entity(id);
        yaml.field("name", name);
        if !random.chance(75) {
            continue;
        }
        let (technology, speed) =
            *random.pick(&[("fibre", 1000), ("ethernet", 200), ("vdsl", 40), ("adsl", 8), ("mpls", 100)]);
        let spots: &[&str] = if random.chance(30) { &["basement", "stairwells"] } else { &[] };
        yaml.map("connectivity")
            .and("wan_mbps", speed)
            .and("wan_technology", technology)
            .and("wifi_coverage_percent", random.between(35, 100))
            .maybe("dead_spots", (!spots.is_empty()).then(|| flow(spots)))
            .end();
    }
}

fn write_teams(shape: &Shape, organisation: &Organisation, yaml: &mut Yaml) {
    let mut random = shape.random(Stream::Organisation, organisation, 4);
    yaml.list("teams");
    for (id, name, _) in TEAMS {
        let days = random.chance(85).then(|| random.magnitude(60, 900));
        yaml.short_entity().and("id", id).and("name", name).maybe("capacity_days_per_year", days).end();
    }
    if organisation.is_region() {
        let (id, name) = SHARED_TEAM;
        yaml.short_entity().and("id", id).and("name", name).and("capacity_days_per_year", 400).end();
    }
}
