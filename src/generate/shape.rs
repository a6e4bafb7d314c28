//! The shape of an estate: which organisation has how much of what, and which
//! id the n-th of anything has.
//!
//! Ids are functions of organisation and number, so that a reference can be
//! written without the file that it leads to.

use std::ops::Range;

use super::plan::EstatePlan;
use super::random::{Random, Stream};
use super::vocabulary::{
    APPLICATIONS, Application, Area, DEPARTMENTS, DEVICES, DeviceType, EVERYWHERE, HUBS, PLACES, PLATFORMS,
    Platform, SITES, WORKPLACES,
};

/// What kind of organisation it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sector {
    Region,
    Acute,
    Community,
    Shared,
    Council,
    Specialist,
}

impl Sector {
    /// The areas of its applications.
    fn areas(self) -> &'static [Area] {
        match self {
            Self::Region => &[Area::Regional, Area::Corporate],
            Self::Acute => &[Area::Clinical, Area::Diagnostics, Area::Corporate],
            Self::Community => &[Area::Community, Area::Corporate],
            Self::Shared => &[Area::Corporate, Area::Diagnostics],
            Self::Council => &[Area::Council, Area::Corporate],
            Self::Specialist => &[Area::Clinical, Area::Corporate],
        }
    }

    /// How large one of its kind is beside the others.
    fn weight(self) -> u32 {
        match self {
            Self::Region => 4,
            Self::Acute => 30,
            Self::Community => 16,
            Self::Shared => 8,
            Self::Council => 12,
            Self::Specialist => 7,
        }
    }
}

/// The sectors of the first organisations, and again of those after them.
const SECTORS: &[Sector] = &[
    Sector::Acute,
    Sector::Community,
    Sector::Shared,
    Sector::Council,
    Sector::Acute,
    Sector::Specialist,
    Sector::Council,
    Sector::Acute,
    Sector::Community,
    Sector::Council,
];

/// An organisation and how much it has.
#[derive(Debug)]
pub(super) struct Organisation {
    /// Its number; the region is 0.
    pub(super) number: u32,
    pub(super) sector: Sector,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) systems: u32,
    pub(super) devices: u32,
    pub(super) interfaces: u32,
    /// How many systems those before it have.
    systems_before: u32,
}

/// What a system is for its organisation.
pub(super) enum Role {
    /// An integration engine.
    Hub(u32),
    /// What others run on.
    Platform(&'static Platform, u32),
    /// What people work with.
    Application(&'static Application, u32),
}

impl Organisation {
    /// Whether it is the region that the others are part of.
    pub(super) fn is_region(&self) -> bool {
        self.number == 0
    }

    /// How many of its first systems are integration engines.
    pub(super) fn hubs(&self) -> u32 {
        if self.systems < 8 { 0 } else { 1 + self.systems / 250 }
    }

    /// The systems that others run on.
    pub(super) fn platforms(&self) -> Range<u32> {
        let count = if self.systems < 5 { 0 } else { 1 + self.systems / 16 };
        self.hubs()..self.hubs() + count
    }

    /// The applications that interfaces join.
    pub(super) fn joined(&self) -> Range<u32> {
        let start = self.platforms().end;
        let end = self.systems - self.systems / 12;
        if end < start + 2 { 0..self.systems } else { start..end }
    }

    /// The applications that stand apart: some reached by hand alone, some
    /// joined to their neighbours only, some not at all.
    pub(super) fn apart(&self) -> Range<u32> {
        self.joined().end..self.systems
    }

    /// What a system is.
    pub(super) fn role(&self, system: u32) -> Role {
        let platforms = self.platforms();
        if system < platforms.start {
            return Role::Hub(system);
        }
        if system < platforms.end {
            let at = system - platforms.start;
            let (platform, round) = at_round(PLATFORMS, at);
            return Role::Platform(platform, round);
        }
        let areas = self.sector.areas();
        let at = system - platforms.end;
        let (area, at) = at_round(areas, at);
        let applications: &[Application] =
            APPLICATIONS.iter().find(|(of, _)| of == area).map_or(&[], |(_, applications)| applications);
        let (application, round) = at_round(applications, at);
        Role::Application(application, round)
    }

    /// The area whose file holds a system.
    pub(super) fn area(&self, system: u32) -> Area {
        let platforms = self.platforms();
        if system < platforms.start {
            Area::Integration
        } else if system < platforms.end {
            Area::Infrastructure
        } else {
            *at_round(self.sector.areas(), system - platforms.end).0
        }
    }

    /// The id of a system.
    pub(super) fn system_id(&self, system: u32) -> String {
        match self.role(system) {
            Role::Hub(at) => {
                let (hub, round) = at_round(HUBS, at);
                numbered(hub.slug, round)
            }
            Role::Platform(platform, round) => numbered(platform.slug, round),
            Role::Application(application, 0) => application.slug.to_owned(),
            Role::Application(application, round) => {
                let (department, again) = at_round(DEPARTMENTS, round - 1);
                numbered(&format!("{}-{}", application.slug, department.0), again)
            }
        }
    }

    /// What people call a system.
    pub(super) fn system_name(&self, system: u32) -> String {
        match self.role(system) {
            Role::Hub(at) => {
                let (hub, round) = at_round(HUBS, at);
                counted(hub.name, round)
            }
            Role::Platform(platform, round) => counted(platform.name, round),
            Role::Application(application, 0) => application.name.to_owned(),
            Role::Application(application, round) => {
                let (department, again) = at_round(DEPARTMENTS, round - 1);
                counted(&format!("{} for {}", application.name, department.1), again)
            }
        }
    }

    /// The kind of a device or fleet, and how many of its kind came before.
    pub(super) fn device_type(&self, device: u32) -> (&'static DeviceType, u32) {
        at_round(self.device_types(), device)
    }

    fn device_types(&self) -> &'static [DeviceType] {
        match self.sector {
            Sector::Region | Sector::Shared | Sector::Council => &DEVICES[..EVERYWHERE],
            Sector::Acute | Sector::Community | Sector::Specialist => DEVICES,
        }
    }

    /// A device or fleet that people work at, the first ones most. There must
    /// be one at all.
    pub(super) fn workplace(&self, random: &mut Random) -> u32 {
        let kinds = self.device_types().len() as u32;
        let any = random.early(self.devices);
        any / kinds * kinds + any % kinds % WORKPLACES
    }

    /// The id of a device or fleet.
    pub(super) fn device_id(&self, device: u32) -> String {
        let (kind, round) = self.device_type(device);
        let (site, again) = at_round(&SITES[..self.sites()], round);
        numbered(&format!("{}-{}", kind.slug, site.0), again)
    }

    /// How many of the named sites it has.
    pub(super) fn sites(&self) -> usize {
        let sites = 1 + (self.systems / 20 + self.devices / 20) as usize;
        sites.min(SITES.len())
    }

    /// The id of the site of a device or fleet.
    pub(super) fn device_site(&self, device: u32) -> &'static str {
        let (_, round) = self.device_type(device);
        at_round(&SITES[..self.sites()], round).0.0
    }
}

/// The item at a position of a list that begins again at its end, and how
/// often it has begun again.
pub(super) fn at_round<T>(list: &[T], at: u32) -> (&T, u32) {
    let length = list.len() as u32;
    (&list[(at % length) as usize], at / length)
}

fn numbered(slug: &str, round: u32) -> String {
    if round == 0 { slug.to_owned() } else { format!("{slug}-{}", round + 1) }
}

fn counted(name: &str, round: u32) -> String {
    if round == 0 { name.to_owned() } else { format!("{name} {}", round + 1) }
}

/// A plan, shared out over organisations.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) plan: EstatePlan,
    pub(super) organisations: Vec<Organisation>,
}

impl Shape {
    /// Shares a plan out: by sector and by luck, exactly as many as asked for.
    pub(super) fn new(plan: EstatePlan) -> Self {
        let mut organisations: Vec<Organisation> =
            (0..=plan.organisations).map(|number| organisation(&plan, number)).collect();
        let weights: Vec<u32> =
            organisations.iter().map(|organisation| weight(&plan, organisation)).collect();
        let systems = shares(plan.systems, &weights);
        let devices = shares(plan.devices, &weights);
        // Interfaces are where systems are, so that each finds its two ends.
        let interfaces = shares(if plan.systems < 2 { 0 } else { plan.interfaces }, &systems);
        let mut before = 0;
        for (at, organisation) in organisations.iter_mut().enumerate() {
            organisation.systems = systems[at];
            organisation.devices = devices[at];
            organisation.interfaces = interfaces[at];
            organisation.systems_before = before;
            before += systems[at];
        }
        Self { plan, organisations }
    }

    /// The sequence of random numbers of an entity.
    pub(super) fn random(&self, stream: Stream, organisation: &Organisation, index: u32) -> Random {
        Random::of(self.plan.seed, stream, organisation.number, index)
    }

    /// Any system of another organisation, or none if no other has systems.
    /// The region and shared services are asked for most.
    pub(super) fn elsewhere(&self, from: &Organisation, random: &mut Random) -> Option<(&Organisation, u32)> {
        let is_other = |other: &&Organisation| other.number != from.number && other.systems > 0;
        let favourite = match random.below(10) {
            0..4 => self.organisations.first().filter(is_other),
            4..6 => self.organisations.iter().take(4).filter(is_other).find(|o| o.sector == Sector::Shared),
            _ => None,
        };
        let others = self.plan.systems - from.systems;
        let other = match favourite {
            Some(favourite) => favourite,
            None if others == 0 => return None,
            None => {
                let nth = random.below(others);
                self.owner(if nth < from.systems_before { nth } else { nth + from.systems })?
            }
        };
        let joined = other.joined();
        Some((other, joined.start + random.early(joined.end - joined.start)))
    }

    /// Whose system the `nth` of the whole estate is.
    fn owner(&self, nth: u32) -> Option<&Organisation> {
        let after = self.organisations.partition_point(|organisation| organisation.systems_before <= nth);
        self.organisations.get(after.checked_sub(1)?)
    }
}

fn organisation(plan: &EstatePlan, number: u32) -> Organisation {
    let sector = if number == 0 { Sector::Region } else { *at_round(SECTORS, number - 1).0 };
    let (id, name) = called(plan.seed, number, sector);
    Organisation { number, sector, id, name, systems: 0, devices: 0, interfaces: 0, systems_before: 0 }
}

/// The id and the name of an organisation: each has another place, and after
/// all places the places are numbered.
fn called(seed: u64, number: u32, sector: Sector) -> (String, String) {
    let (starts, ends) = PLACES;
    let places = (starts.len() * ends.len()) as u32;
    let turn = Random::of(seed, Stream::Organisation, 0, 0).below(places);
    // 97 has no factor in common with the number of places, so that none
    // comes twice in a round.
    let (round, place) = (number / places, (number % places * 97 + turn) % places);
    let (end, start) = (place as usize % ends.len(), place as usize / ends.len());
    let place = format!("{}{}", starts[start], ends[end]);
    let (id, name) = match sector {
        Sector::Region => ("region", "region"),
        Sector::Acute => ("hospitals", "Hospitals NHS Foundation Trust"),
        Sector::Community => ("community", "Community and Mental Health NHS Trust"),
        Sector::Shared => ("shared-services", "Shared Services"),
        Sector::Council => ("council", "Council"),
        Sector::Specialist => ("specialist", "Specialist Hospital NHS Trust"),
    };
    let id = numbered(&format!("{}-{id}", place.to_lowercase()), round);
    (id, format!("{} (synthetic)", counted(&format!("{place} {name}"), round)))
}

/// How much of everything an organisation has beside the others: by sector,
/// and from half to three times that by luck.
fn weight(plan: &EstatePlan, organisation: &Organisation) -> u32 {
    let mut random = Random::of(plan.seed, Stream::Organisation, organisation.number, 1);
    organisation.sector.weight() * random.magnitude(10, 60) / 2
}

/// Shares a number out by weight. The parts add up to it, unless no weight
/// is above 0.
fn shares(number: u32, weights: &[u32]) -> Vec<u32> {
    let whole: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
    let mut sum = 0;
    let mut given = 0;
    weights
        .iter()
        .map(|weight| {
            sum += u64::from(*weight);
            // Both factors fit in 32 and less than 64 bits.
            let until = u128::from(number) * u128::from(sum) / u128::from(whole.max(1));
            let share = until as u32 - given;
            given = until as u32;
            share
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up() {
        assert_eq!(shares(10, &[1, 1, 1]), [3, 3, 4]);
        assert_eq!(shares(10, &[0, 5]), [0, 10]);
        assert_eq!(shares(10, &[0, 0]), [0, 0]);
    }

    #[test]
    fn no_two_organisations_share_an_id() {
        let plan = EstatePlan { organisations: 3000, systems: 0, devices: 0, interfaces: 0, seed: 3 };
        let shape = Shape::new(plan);
        let mut ids: Vec<&str> = shape.organisations.iter().map(|o| o.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 3001);
    }

    #[test]
    fn an_owner_is_found_past_organisations_without_systems() {
        let plan = EstatePlan { organisations: 40, systems: 9, devices: 0, interfaces: 0, seed: 3 };
        let shape = Shape::new(plan);
        for nth in 0..9 {
            assert!(shape.owner(nth).is_some_and(|owner| owner.systems > 0));
        }
    }
}
