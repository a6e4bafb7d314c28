//! A system. A third of them lack some of the facts that judging needs, and
//! any may lack the rest.

use super::product::{self, Part};
use super::random::{Random, Stream};
use super::shape::{Organisation, Role, Shape};
use super::vocabulary::{Area, SHARED_TEAM, TEAMS};
use super::yaml::{Yaml, flow, tenths, version};

/// The last year of the synthetic present.
pub(super) const THIS_YEAR: u32 = 2026;

/// The facts that judging needs most.
#[derive(Clone, Copy)]
enum Needed {
    Components,
    Version,
    Criticality,
    Owner,
    Contract,
    Resilience,
    People,
    Data,
    Cost,
    Verified,
}

/// Which of the needed facts a system lacks, as bits.
struct Gaps(u32);

impl Gaps {
    /// A third of the systems lack about three of the ten.
    fn draw(random: &mut Random) -> Self {
        let bits = (0..10).map(|bit| u32::from(random.chance(32)) << bit).sum();
        Self(if random.chance(34) { bits } else { 0 })
    }

    fn has(&self, fact: Needed) -> bool {
        self.0 >> fact as u32 & 1 == 0
    }
}

/// A system that is being written.
struct Draft<'a> {
    shape: &'a Shape,
    organisation: &'a Organisation,
    index: u32,
    role: Role,
    gaps: Gaps,
    /// When it came into use.
    introduced: u32,
    /// When it was last put on a new machine.
    built: u32,
    users: u32,
    annual_cost: u32,
    random: Random,
}

/// Writes a system.
pub(super) fn write(shape: &Shape, organisation: &Organisation, index: u32, yaml: &mut Yaml) {
    let mut random = shape.random(Stream::System, organisation, index);
    let introduced = if random.chance(12) { random.between(1995, 2004) } else { random.between(2005, 2025) };
    let built = if random.chance(55) { random.between(introduced, 2025) } else { introduced };
    let mut draft = Draft {
        shape,
        organisation,
        index,
        role: organisation.role(index),
        gaps: Gaps::draw(&mut random),
        introduced,
        built,
        users: 0,
        annual_cost: 0,
        random,
    };
    draft.draw_size();
    draft.write(yaml);
}

impl Draft<'_> {
    /// The first application of its kind is the one that most people use.
    fn draw_size(&mut self) {
        (self.users, self.annual_cost) = match self.role {
            Role::Application(_, 0) => {
                (self.random.magnitude(100, 6000), self.random.magnitude(9000, 700_000))
            }
            _ => (self.random.magnitude(4, 600), self.random.magnitude(800, 90_000)),
        };
    }

    fn write(mut self, yaml: &mut Yaml) {
        yaml.entity(self.organisation.system_id(self.index));
        yaml.field("name", self.organisation.system_name(self.index));
        self.write_identity(yaml);
        self.write_life(yaml);
        self.write_components(yaml);
        self.write_needs(yaml);
        self.write_data(yaml);
        self.write_commerce(yaml);
        self.write_operation(yaml);
        self.write_people(yaml);
        self.write_change(yaml);
        if self.gaps.has(Needed::Verified) {
            let oldest = if self.random.chance(70) { 2025 } else { 2021 };
            let (year, month) = (self.random.between(oldest, THIS_YEAR), self.random.between(1, 9));
            yaml.field("verified", format_args!("{year}-{month:02}"));
        }
    }

    fn write_identity(&mut self, yaml: &mut Yaml) {
        match &self.role {
            Role::Hub(_) => yaml.field("kind", "integration-engine"),
            Role::Platform(platform, _) => yaml.field("kind", platform.kind),
            Role::Application(application, _) => {
                if self.random.chance(30)
                    && let Some((maker, _)) = application.product.split_once(' ')
                {
                    yaml.field("vendor", format_args!("{maker} Systems"));
                }
                yaml.field("capabilities", format_args!("[{}]", application.capability));
            }
        }
        if self.gaps.has(Needed::Owner) {
            let (team, _, head) = *self.random.pick(TEAMS);
            let team = if self.random.chance(2) { SHARED_TEAM.0 } else { team };
            yaml.map("owner")
                .and("team", team)
                .maybe("person_role", self.random.chance(20).then_some(head))
                .end();
        }
        let criticality = self.criticality();
        if self.gaps.has(Needed::Criticality) {
            yaml.field("criticality", criticality);
        }
    }

    fn criticality(&mut self) -> &'static str {
        let luck = self.random.below(100);
        let rank = match &self.role {
            Role::Hub(_) => 0,
            Role::Platform(_, round) => u32::from(*round > 0),
            Role::Application(_, 0) => luck / 40,
            Role::Application(..) => 1 + luck / 35,
        };
        ["mission-critical", "business-critical", "business-operational", "administrative"]
            [rank.min(3) as usize]
    }

    fn write_life(&mut self, yaml: &mut Yaml) {
        let luck = self.random.below(100);
        match luck {
            0 => yaml.field("status", "pilot"),
            1 => yaml.field("status", "retired"),
            2..8 => {
                yaml.field("status", "retiring");
                yaml.field("planned_retirement", self.random.between(THIS_YEAR + 1, THIS_YEAR + 4));
            }
            8..20 => yaml.field("status", "live"),
            _ => {}
        }
        if !luck.is_multiple_of(4) {
            yaml.field("introduced", self.introduced);
        }
        if matches!(self.role, Role::Application(..)) && luck % 5 > 1 {
            yaml.field("users", self.users);
        }
        if luck.is_multiple_of(2) {
            let places = [
                "on-premises",
                "on-premises",
                "on-premises",
                "private-cloud",
                "hosted-by-supplier",
                "saas",
                "public-cloud",
            ];
            yaml.field("hosting", self.random.pick(&places));
        }
    }

    fn write_components(&mut self, yaml: &mut Yaml) {
        let parts = match &self.role {
            Role::Hub(_) => product::engine_stack(&mut self.random, self.built),
            Role::Platform(platform, _) => {
                product::platform_stack(&mut self.random, platform.stack, self.built)
            }
            Role::Application(..) => product::application_stack(&mut self.random, self.built),
        };
        if !self.gaps.has(Needed::Components) {
            return;
        }
        yaml.key("components");
        // An unrecorded version is mostly that of one component.
        let unversioned =
            if self.gaps.has(Needed::Version) { usize::MAX } else { self.index as usize % parts.len() };
        for (at, part) in parts.iter().enumerate() {
            write_part(yaml, part, at != unversioned);
        }
        if let Role::Application(application, _) = &self.role {
            let number = format!("{}.{}", self.random.between(1, 12), self.random.below(10));
            let ends = self.random.between(THIS_YEAR - 4, THIS_YEAR + 6);
            yaml.item()
                .and("product", application.product)
                .maybe("version", self.random.chance(85).then(|| version(&number)))
                .and("role", "application")
                .maybe("supported_until", self.random.chance(20).then(|| format!("{ends}-06")))
                .end();
        }
    }

    fn write_needs(&mut self, yaml: &mut Yaml) {
        let platforms = self.organisation.platforms();
        let count = platforms.end - platforms.start;
        let name = |at: u32| self.organisation.system_id(platforms.start + at);
        let mut needs = Vec::new();
        match self.role {
            Role::Platform(..) => {
                let own = self.index - platforms.start;
                if own > 0 && self.random.chance(70) {
                    needs.push(name(self.random.early(own)));
                }
                // Some stand on what stands on them.
                if own + 1 < count && self.random.chance(2) {
                    needs.push(name(own + 1));
                }
            }
            _ if count > 0 && self.random.chance(78) => {
                let first = self.random.early(count);
                needs.push(name(first));
                if count > 1 && self.random.chance(45) {
                    let (one, other) = ((first + 1) % count, (first + 2) % count);
                    let hours = self.random.between(1, 24);
                    needs.push(if other != first && self.random.chance(25) {
                        format!("{{any_of: [{}, {}], tolerance_hours: {hours}}}", name(one), name(other))
                    } else {
                        name(one)
                    });
                }
            }
            _ => {}
        }
        if self.random.chance(4)
            && let Some((owner, system)) = self.shape.elsewhere(self.organisation, &mut self.random)
        {
            needs.push(format!("{}/{}", owner.id, owner.system_id(system)));
        }
        yaml.words("depends_on", &needs);
        let apart = self.organisation.apart();
        if self.index >= apart.start + (apart.end - apart.start) / 3 * 2 && self.random.chance(15) {
            yaml.field("isolated_by_design", "kept apart from patient data on purpose");
        }
    }

    fn write_data(&mut self, yaml: &mut Yaml) {
        let Role::Application(application, round) = &self.role else { return };
        let role = match (round, self.random.below(100)) {
            (0, 0..90) | (_, 0..4) => "system-of-record",
            (_, 4..60) => "copy",
            (_, 60..85) => "view",
            _ => "origin",
        };
        if !self.gaps.has(Needed::Data) {
            return;
        }
        let own = format!("{{entity: {}, role: {role}}}", application.entity);
        let is_care = matches!(
            self.organisation.area(self.index),
            Area::Clinical | Area::Diagnostics | Area::Community
        );
        if is_care && application.entity != "patient" && self.random.chance(25) {
            yaml.words("data", &[own.as_str(), "{entity: patient, role: copy}"]);
        } else {
            yaml.words("data", &[own]);
        }
    }

    fn write_commerce(&mut self, yaml: &mut Yaml) {
        if self.gaps.has(Needed::Cost) {
            let once = self.random.chance(6).then(|| self.random.magnitude(2000, 900_000));
            yaml.map("cost").and("annual", self.annual_cost).maybe("one_off", once).end();
        }
        let ends = self.random.between(THIS_YEAR - 1, THIS_YEAR + 6);
        let day = *self.random.pick(&["03-31", "06-30", "09-30", "12-31"]);
        let starts = self.random.chance(15).then(|| ends - self.random.between(2, 7));
        let notice = self.random.chance(60).then(|| self.random.between(1, 12));
        let renews = self.random.chance(40).then(|| self.random.chance(50));
        if self.gaps.has(Needed::Contract) {
            yaml.map("contract")
                .maybe("starts", starts)
                .and("ends", format_args!("{ends}-{day}"))
                .maybe("notice_months", notice)
                .maybe("auto_renews", renews)
                .end();
        }
        if self.random.chance(16) {
            // More in use than bought is rare, and a warning.
            let share = if self.random.below(300) == 0 { 108 } else { self.random.between(20, 100) };
            let bought = self.users + self.users / 8 + 1;
            yaml.map("licences")
                .and("purchased", bought)
                .and("in_use", bought * share / 100)
                .maybe("unit_cost", self.random.chance(60).then(|| self.random.magnitude(10, 600)))
                .end();
        }
    }

    fn write_operation(&mut self, yaml: &mut Yaml) {
        let failover = match self.random.below(100) {
            0..45 => "none",
            45..70 => "untested",
            _ => "tested",
        };
        let tested =
            (failover == "tested" && self.random.chance(30)).then(|| self.random.between(2022, 2025));
        let hours = self.random.chance(35).then(|| self.random.magnitude(1, 72));
        if self.gaps.has(Needed::Resilience) {
            yaml.map("resilience")
                .and("failover", failover)
                .maybe("failover_tested", tested)
                .maybe("rto_hours", hours)
                .maybe("rpo_hours", hours.filter(|hours| *hours > 24))
                .end();
        }
        if self.random.chance(8) {
            let (job, build) = (self.random.between(2, 9), self.random.between(1, 9));
            yaml.map("fit").and("functional", tenths(job)).and("technical", tenths(build)).end();
        }
        if self.random.chance(12) {
            yaml.map("security")
                .and("mfa", self.random.chance(40))
                .maybe("patched_within_days", self.random.chance(50).then(|| self.random.magnitude(7, 365)))
                .maybe(
                    "known_exploited_vulnerabilities",
                    self.random.chance(30).then(|| self.random.early(6)),
                )
                .and("internet_facing", self.random.chance(20))
                .maybe("segmented", self.random.chance(50).then(|| self.random.chance(40)))
                .end();
        }
        if self.random.chance(14) {
            let (major, hours) = (self.random.early(9), self.random.early(90));
            yaml.map("incidents")
                .and("major_last_12_months", major)
                .and("downtime_hours_last_12_months", hours)
                .end();
        }
        if matches!(self.organisation.area(self.index), Area::Clinical) && self.random.chance(10) {
            let (log, review) = (self.random.chance(70), self.random.between(2019, THIS_YEAR - 1));
            yaml.map("clinical_safety").and("hazard_log", log).and("last_review", review).end();
        }
    }

    fn write_people(&mut self, yaml: &mut Yaml) {
        let supporters =
            if self.random.chance(30) { self.random.below(2) } else { self.random.between(2, 9) };
        let content = self.random.between(15, 48);
        let workaround = *self.random.pick(&["paper list", "own spreadsheet", "notes in e-mail"]);
        if self.gaps.has(Needed::People) {
            yaml.map("people")
                .and("supporters", supporters)
                .maybe("trained_percent", self.random.chance(25).then(|| self.random.between(20, 100)))
                .maybe("satisfaction", self.random.chance(40).then(|| tenths(content)))
                .maybe("workarounds", (content < 25 && self.random.chance(40)).then(|| flow(&[workaround])))
                .end();
        }
        if self.random.chance(2) {
            yaml.key("assessment");
            let score = self.random.between(1, 5);
            yaml.field("  l3", format_args!("{{score: {score}, reason: few people know it}}"));
        }
    }

    /// What could be done: more often the older the machine is.
    fn write_change(&mut self, yaml: &mut Yaml) {
        if !self.random.chance(if self.built < 2016 { 14 } else { 3 }) {
            return;
        }
        let target = self.random.between(THIS_YEAR + 1, THIS_YEAR + 4);
        yaml.map("remediation")
            .and("plan", true)
            .and("funded", self.random.chance(35))
            .and("target", target)
            .end();
        let id = self.organisation.system_id(self.index);
        let (cost, months) = (self.random.magnitude(4000, 90_000), self.random.between(2, 8));
        yaml.key("modernisation");
        yaml.item()
            .and("id", format_args!("{id}-upgrade"))
            .and("kind", "upgrade")
            .maybe("cost", self.random.chance(85).then_some(cost))
            .and("months", months)
            .and("resolves", "[unsupported-component]")
            .maybe("shared", self.random.chance(20).then_some("server-exit"))
            .end();
        if self.random.chance(40) {
            let days = self.random.magnitude(10, 200);
            yaml.item()
                .and("id", format_args!("{id}-replace"))
                .and("kind", "replace")
                .and("cost", cost * self.random.between(8, 30))
                .and("months", months * 2)
                .and("capacity", format_args!("{{applications: {days}}}"))
                .and("resolves", "all")
                .and("excludes", format_args!("[{id}-upgrade]"))
                .end();
        }
    }
}

/// Writes a component, with or without its version.
fn write_part(yaml: &mut Yaml, ((name, number), role): &Part, with_version: bool) {
    let number = (with_version && !number.is_empty()).then(|| version(number));
    yaml.item().and("product", name).maybe("version", number).and("role", role).end();
}
