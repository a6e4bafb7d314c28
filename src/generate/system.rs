//! A system. A third of them lack some of the facts that judging needs, and
//! any may lack the rest.

use serde_json::{Value, json};

use super::product::{self, Part};
use super::random::{Random, Stream, tenths};
use super::shape::{Organisation, Role, Shape};
use super::vocabulary::{Area, SHARED_TEAM, TEAMS};
use crate::source::List;
use crate::yaml::{Facts, Writer};

/// The last year of the synthetic present.
pub(super) const THIS_YEAR: u32 = 2026;

/// A month in which something was last looked at.
pub(super) fn month(random: &mut Random) -> String {
    format!("{}-{:02}", random.between(2023, THIS_YEAR), random.between(1, 9))
}

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
pub(super) fn write(shape: &Shape, organisation: &Organisation, index: u32, yaml: &mut Writer) {
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
    yaml.entity(List::Systems, &draft.facts().into());
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

    fn facts(mut self) -> Facts {
        let mut facts = Facts::new()
            .and("id", self.organisation.system_id(self.index))
            .and("name", self.organisation.system_name(self.index));
        self.state_identity(&mut facts);
        self.state_life(&mut facts);
        self.state_components(&mut facts);
        self.state_needs(&mut facts);
        self.state_data(&mut facts);
        self.state_commerce(&mut facts);
        self.state_operation(&mut facts);
        self.state_people(&mut facts);
        self.state_change(&mut facts);
        if self.gaps.has(Needed::Verified) {
            let oldest = if self.random.chance(70) { 2025 } else { 2021 };
            let (year, month) = (self.random.between(oldest, THIS_YEAR), self.random.between(1, 9));
            facts.set("verified", format!("{year}-{month:02}"));
        }
        facts
    }

    fn state_identity(&mut self, facts: &mut Facts) {
        match &self.role {
            Role::Hub(_) => facts.set("kind", "integration-engine"),
            Role::Platform(platform, _) => facts.set("kind", platform.kind),
            Role::Application(application, _) => {
                if self.random.chance(30)
                    && let Some((maker, _)) = application.product.split_once(' ')
                {
                    facts.set("vendor", format!("{maker} Systems"));
                }
                facts.set("capabilities", json!([application.capability]));
            }
        }
        if self.gaps.has(Needed::Owner) {
            let (team, _, head) = *self.random.pick(TEAMS);
            let team = if self.random.chance(2) { SHARED_TEAM.0 } else { team };
            let owner =
                Facts::new().and("team", team).maybe("person_role", self.random.chance(20).then_some(head));
            facts.set("owner", owner);
        }
        let criticality = self.criticality();
        if self.gaps.has(Needed::Criticality) {
            facts.set("criticality", criticality);
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

    fn state_life(&mut self, facts: &mut Facts) {
        let luck = self.random.below(100);
        match luck {
            0 => facts.set("status", "pilot"),
            1 => facts.set("status", "retired"),
            2..8 => {
                facts.set("status", "retiring");
                facts.set("planned_retirement", self.random.between(THIS_YEAR + 1, THIS_YEAR + 4));
            }
            8..20 => facts.set("status", "live"),
            _ => {}
        }
        if !luck.is_multiple_of(4) {
            facts.set("introduced", self.introduced);
        }
        if matches!(self.role, Role::Application(..)) && luck % 5 > 1 {
            facts.set("users", self.users);
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
            facts.set("hosting", *self.random.pick(&places));
        }
    }

    fn state_components(&mut self, facts: &mut Facts) {
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
        // An unrecorded version is mostly that of one component.
        let unversioned =
            if self.gaps.has(Needed::Version) { usize::MAX } else { self.index as usize % parts.len() };
        let mut components: Vec<Facts> =
            parts.iter().enumerate().map(|(at, part)| component(part, at != unversioned)).collect();
        if let Role::Application(application, _) = &self.role {
            let number = format!("{}.{}", self.random.between(1, 12), self.random.below(10));
            let ends = self.random.between(THIS_YEAR - 4, THIS_YEAR + 6);
            let own = Facts::new()
                .and("product", application.product)
                .maybe("version", self.random.chance(85).then_some(number))
                .and("role", "application")
                .maybe("supported_until", self.random.chance(20).then(|| format!("{ends}-06")));
            components.push(own);
        }
        facts.list("components", components);
    }

    fn state_needs(&mut self, facts: &mut Facts) {
        let platforms = self.organisation.platforms();
        let count = platforms.end - platforms.start;
        let name = |at: u32| self.organisation.system_id(platforms.start + at);
        let mut needs: Vec<Value> = Vec::new();
        match self.role {
            Role::Platform(..) => {
                let own = self.index - platforms.start;
                if own > 0 && self.random.chance(70) {
                    needs.push(json!(name(self.random.early(own))));
                }
                // Some stand on what stands on them.
                if own + 1 < count && self.random.chance(2) {
                    needs.push(json!(name(own + 1)));
                }
            }
            _ if count > 0 && self.random.chance(78) => {
                let first = self.random.early(count);
                needs.push(json!(name(first)));
                if count > 1 && self.random.chance(45) {
                    let (one, other) = ((first + 1) % count, (first + 2) % count);
                    let hours = self.random.between(1, 24);
                    needs.push(if other != first && self.random.chance(25) {
                        json!({"any_of": [name(one), name(other)], "tolerance_hours": hours})
                    } else {
                        json!(name(one))
                    });
                }
            }
            _ => {}
        }
        if self.random.chance(4)
            && let Some((owner, system)) = self.shape.elsewhere(self.organisation, &mut self.random)
        {
            needs.push(json!(format!("{}/{}", owner.id, owner.system_id(system))));
        }
        facts.list("depends_on", needs);
        let apart = self.organisation.apart();
        if self.index >= apart.start + (apart.end - apart.start) / 3 * 2 && self.random.chance(15) {
            facts.set("isolated_by_design", "kept apart from patient data on purpose");
        }
    }

    fn state_data(&mut self, facts: &mut Facts) {
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
        let mut data = vec![json!({"entity": application.entity, "role": role})];
        let is_care = matches!(
            self.organisation.area(self.index),
            Area::Clinical | Area::Diagnostics | Area::Community
        );
        if is_care && application.entity != "patient" && self.random.chance(25) {
            data.push(json!({"entity": "patient", "role": "copy"}));
        }
        facts.list("data", data);
    }

    fn state_commerce(&mut self, facts: &mut Facts) {
        if self.gaps.has(Needed::Cost) {
            let once = self.random.chance(6).then(|| self.random.magnitude(2000, 900_000));
            let cost = Facts::new().and("annual", self.annual_cost).maybe("one_off", once);
            facts.set("cost", cost);
        }
        let ends = self.random.between(THIS_YEAR - 1, THIS_YEAR + 6);
        let day = *self.random.pick(&["03-31", "06-30", "09-30", "12-31"]);
        let starts = self.random.chance(15).then(|| ends - self.random.between(2, 7));
        let notice = self.random.chance(60).then(|| self.random.between(1, 12));
        let renews = self.random.chance(40).then(|| self.random.chance(50));
        if self.gaps.has(Needed::Contract) {
            let contract = Facts::new()
                .maybe("starts", starts)
                .and("ends", format!("{ends}-{day}"))
                .maybe("notice_months", notice)
                .maybe("auto_renews", renews);
            facts.set("contract", contract);
        }
        if self.random.chance(16) {
            // More in use than bought is rare, and a warning.
            let share = if self.random.below(300) == 0 { 108 } else { self.random.between(20, 100) };
            let bought = self.users + self.users / 8 + 1;
            let licences = Facts::new()
                .and("purchased", bought)
                .and("in_use", bought * share / 100)
                .maybe("unit_cost", self.random.chance(60).then(|| self.random.magnitude(10, 600)));
            facts.set("licences", licences);
        }
    }

    fn state_operation(&mut self, facts: &mut Facts) {
        let failover = match self.random.below(100) {
            0..45 => "none",
            45..70 => "untested",
            _ => "tested",
        };
        let tested =
            (failover == "tested" && self.random.chance(30)).then(|| self.random.between(2022, 2025));
        let hours = self.random.chance(35).then(|| self.random.magnitude(1, 72));
        if self.gaps.has(Needed::Resilience) {
            let resilience = Facts::new()
                .and("failover", failover)
                .maybe("failover_tested", tested)
                .maybe("rto_hours", hours)
                .maybe("rpo_hours", hours.filter(|hours| *hours > 24));
            facts.set("resilience", resilience);
        }
        if self.random.chance(8) {
            let (job, build) = (self.random.between(2, 9), self.random.between(1, 9));
            let fit = Facts::new().and("functional", tenths(job)).and("technical", tenths(build));
            facts.set("fit", fit);
        }
        if self.random.chance(12) {
            let security = Facts::new()
                .and("mfa", self.random.chance(40))
                .maybe("patched_within_days", self.random.chance(50).then(|| self.random.magnitude(7, 365)))
                .maybe(
                    "known_exploited_vulnerabilities",
                    self.random.chance(30).then(|| self.random.early(6)),
                )
                .and("internet_facing", self.random.chance(20))
                .maybe("segmented", self.random.chance(50).then(|| self.random.chance(40)));
            facts.set("security", security);
        }
        if self.random.chance(14) {
            let (major, hours) = (self.random.early(9), self.random.early(90));
            let incidents =
                Facts::new().and("major_last_12_months", major).and("downtime_hours_last_12_months", hours);
            facts.set("incidents", incidents);
        }
        if matches!(self.organisation.area(self.index), Area::Clinical) && self.random.chance(10) {
            let (log, review) = (self.random.chance(70), self.random.between(2019, THIS_YEAR - 1));
            let clinical_safety = Facts::new().and("hazard_log", log).and("last_review", review);
            facts.set("clinical_safety", clinical_safety);
        }
    }

    fn state_people(&mut self, facts: &mut Facts) {
        let supporters =
            if self.random.chance(30) { self.random.below(2) } else { self.random.between(2, 9) };
        let content = self.random.between(15, 48);
        let workaround = *self.random.pick(&["paper list", "own spreadsheet", "notes in e-mail"]);
        if self.gaps.has(Needed::People) {
            let people = Facts::new()
                .and("supporters", supporters)
                .maybe("trained_percent", self.random.chance(25).then(|| self.random.between(20, 100)))
                .maybe("satisfaction", self.random.chance(40).then(|| tenths(content)))
                .maybe("workarounds", (content < 25 && self.random.chance(40)).then(|| json!([workaround])));
            facts.set("people", people);
        }
        if self.random.chance(2) {
            let score = self.random.between(1, 5);
            facts.set("assessment", json!({"l3": {"score": score, "reason": "few people know it"}}));
        }
    }

    /// What could be done: more often the older the machine is.
    fn state_change(&mut self, facts: &mut Facts) {
        if !self.random.chance(if self.built < 2016 { 14 } else { 3 }) {
            return;
        }
        let target = self.random.between(THIS_YEAR + 1, THIS_YEAR + 4);
        let remediation =
            Facts::new().and("plan", true).and("funded", self.random.chance(35)).and("target", target);
        facts.set("remediation", remediation);
        let id = self.organisation.system_id(self.index);
        let (cost, months) = (self.random.magnitude(4000, 90_000), self.random.between(2, 8));
        let upgrade = Facts::new()
            .and("id", format!("{id}-upgrade"))
            .and("kind", "upgrade")
            .maybe("cost", self.random.chance(85).then_some(cost))
            .and("months", months)
            .and("resolves", json!(["unsupported-component"]))
            .maybe("shared", self.random.chance(20).then_some("server-exit"));
        let mut options = vec![upgrade];
        if self.random.chance(40) {
            let days = self.random.magnitude(10, 200);
            let replace = Facts::new()
                .and("id", format!("{id}-replace"))
                .and("kind", "replace")
                .and("cost", cost * self.random.between(8, 30))
                .and("months", months * 2)
                .and("capacity", json!({"applications": days}))
                .and("resolves", "all")
                .and("excludes", json!([format!("{id}-upgrade")]));
            options.push(replace);
        }
        facts.list("modernisation", options);
    }
}

/// A component, with or without its version.
fn component(((name, number), role): &Part, with_version: bool) -> Facts {
    let number = (with_version && !number.is_empty()).then_some(*number);
    Facts::new().and("product", *name).maybe("version", number).and("role", *role)
}
