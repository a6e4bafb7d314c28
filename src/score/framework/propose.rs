//! What the inventory proposes for an indicator that nobody answered.
//!
//! The bands of dates are the convention of methods §5 (already so 6; within
//! 12, 24, 36 months 5, 4, 3; later 1); all other bands are our default and
//! are printed with the answer.

use super::{Basis, IndicatorAnswer, place};
use crate::analyse::context::Context;
use crate::analyse::factor;
use crate::catalogue::SupportState;
use crate::check::estate::{Endpoint, SystemIndex};
use crate::date::{Day, add_months};
use crate::method::{Indicator, Threshold};
use crate::model::vocabulary::{Criticality, DeviceKind, Hosting, Sensitivity};
use crate::model::{Device, Quantity, System};

/// The proposal for one indicator, or what is missing for it.
pub(super) fn propose(context: &Context<'_>, system: SystemIndex, indicator: Indicator) -> IndicatorAnswer {
    let asked = Asked { context, system, record: &context.estate.systems[system.at()].record, indicator };
    match indicator {
        Indicator::L1 => asked.end_of_support(),
        Indicator::L2 => asked.contract(),
        Indicator::L5 => asked.hardware(),
        Indicator::L6 => asked.vulnerabilities(),
        Indicator::L7 => asked.incidents(),
        Indicator::C6 => asked.effect_on_others(),
        Indicator::L3 => asked.open_with(asked.skills()),
        Indicator::L4 => asked.open_with(asked.needs()),
        Indicator::C1 => asked.open_with(asked.safety()),
        Indicator::C2 => asked.open_with(asked.reputation()),
        Indicator::C5 => asked.open_with(asked.staff_hours()),
        Indicator::C3 | Indicator::C4 => asked.open_with(None),
    }
}

struct Asked<'a, 'b> {
    context: &'a Context<'b>,
    system: SystemIndex,
    record: &'a System,
    indicator: Indicator,
}

impl Asked<'_, '_> {
    fn settled(&self, score: u8, field: &str, fact: String) -> IndicatorAnswer {
        self.between(score, score, field, fact)
    }

    fn between(&self, least: u8, most: u8, field: &str, fact: String) -> IndicatorAnswer {
        IndicatorAnswer {
            indicator: self.indicator,
            least,
            most,
            basis: if least == most { Basis::Proposed } else { Basis::Open },
            fact,
            place: place(self.context, self.system, field.to_owned()),
            suggestion: None,
        }
    }

    fn open(&self, field: &str, missing: &str) -> IndicatorAnswer {
        self.between(1, self.indicator.highest(), field, format!("not recorded: {missing}"))
    }

    fn open_with(&self, suggestion: Option<(u8, String)>) -> IndicatorAnswer {
        let field = format!("assessment.{}", self.indicator.key());
        let answer = self.between(1, self.indicator.highest(), &field, "a person has to answer".to_owned());
        IndicatorAnswer { suggestion, ..answer }
    }

    /// The band of a day of end: 6 if past, then by year, 1 from three years.
    fn band(&self, end: Day) -> u8 {
        let today = self.context.today;
        match end {
            _ if end < today => 6,
            _ if end <= add_months(today, 12) => 5,
            _ if end <= add_months(today, 24) => 4,
            _ if end <= add_months(today, 36) => 3,
            _ => 1,
        }
    }

    fn end_of_support(&self) -> IndicatorAnswer {
        let components = self.context.lifecycles.of(Endpoint::System(self.system));
        let mut worst: Option<(u8, u32, String)> = None;
        let mut unknown: Vec<String> = Vec::new();
        for component in components {
            let name = self.context.component(component).product_name().to_owned();
            let standing = &component.standing;
            let (band, fact) = match (standing.state, standing.decided_by) {
                (SupportState::Unknown, _) => {
                    // What is asked for is what would settle it.
                    let is_release = self.context.lifecycles.has_open_release(component);
                    let leaf = if is_release { "version" } else { "supported_until" };
                    unknown.push(format!("components[{}].{leaf}", component.index));
                    continue;
                }
                (SupportState::Unsupported, day) => {
                    let since = day.map_or_else(String::new, |day| format!(" since {day}"));
                    (6, format!("{name} is out of support{since}"))
                }
                (_, Some(day)) => (self.band(day), format!("support of {name} ends on {day}")),
                (_, None) => (1, format!("{name} is supported without a known end")),
            };
            if worst.as_ref().is_none_or(|(known, ..)| band > *known) {
                worst = Some((band, component.index, fact));
            }
        }
        match worst {
            None => match unknown.first() {
                Some(field) => self.open(field, "the support of what it is built on"),
                None => self.open("components", "the products and versions that it is built on"),
            },
            Some((6, index, fact)) => self.settled(6, &format!("components[{index}]"), fact),
            Some((band, _, fact)) if !unknown.is_empty() => {
                let fact = format!("{fact}; the support of {} more is not known", unknown.len());
                self.between(band, 6, &unknown[0], fact)
            }
            Some((band, index, fact)) => self.settled(band, &format!("components[{index}]"), fact),
        }
    }

    fn contract(&self) -> IndicatorAnswer {
        let Some(ends) = self.record.contract.then(|contract| &contract.ends) else {
            return self.open("contract.ends", "the end of the contract");
        };
        if self.record.contract.then(|contract| &contract.auto_renews) == Some(&true) {
            return self.settled(1, "contract.auto_renews", "the contract goes on by itself".to_owned());
        }
        let day = ends.last_day();
        let verb = if day < self.context.today { "ended" } else { "ends" };
        self.settled(self.band(day), "contract.ends", format!("the contract {verb} on {day}"))
    }

    /// Machines that it is recorded to need, against their expected life.
    fn hardware(&self) -> IndicatorAnswer {
        if matches!(
            self.record.hosting.get(),
            Some(Hosting::Saas | Hosting::HostedBySupplier | Hosting::PublicCloud)
        ) {
            return self.settled(1, "hosting", "others keep the hardware".to_owned());
        }
        let links = &self.context.estate.systems[self.system.at()].links;
        let needed = links.depends_on.iter().flat_map(|link| &link.any_of);
        let machines = needed.filter_map(|endpoint| endpoint.device());
        let machines = machines.map(|device| &self.context.estate.devices[device.at()].record);
        let dated = machines.filter_map(|device| {
            let bought = device.purchased.get()?;
            Some((self.past_life(device, bought.last_day()), device.name.to_string()))
        });
        match dated.max() {
            None => self.open("depends_on", "the hardware under it, and when that was bought"),
            Some((band, name)) => {
                let fact = match band {
                    6 => format!("{name} is past twice its expected life"),
                    5 => format!("{name} is past its expected life"),
                    3 => format!("{name} reaches its expected life within a year"),
                    _ => format!("{name}, the oldest machine under it, is within its expected life"),
                };
                self.settled(band, "depends_on", fact)
            }
        }
    }

    fn past_life(&self, device: &Device, bought: Day) -> u8 {
        let life = match device.kind.get() {
            Some(
                DeviceKind::Workstation
                | DeviceKind::Laptop
                | DeviceKind::Tablet
                | DeviceKind::Phone
                | DeviceKind::Kiosk,
            ) => Threshold::LifeEndUserDevice,
            _ => Threshold::LifeInfrastructure,
        };
        let months = (12.0 * self.context.threshold(life)) as i32;
        let today = self.context.today;
        match today {
            _ if add_months(bought, 2 * months) < today => 6,
            _ if add_months(bought, months) < today => 5,
            _ if add_months(bought, months - 12) < today => 3,
            _ => 1,
        }
    }

    fn vulnerabilities(&self) -> IndicatorAnswer {
        let security = &self.record.security;
        let exploited = security.then(|facts| &facts.known_exploited_vulnerabilities).copied();
        let patched = security.then(|facts| &facts.patched_within_days).copied();
        let by_patching = patched.map(|days| match days {
            0..=14 => 2,
            15..=30 => 3,
            31..=90 => 4,
            _ => 5,
        });
        match (exploited, by_patching, patched) {
            (Some(count @ 1..), ..) => self.settled(
                6,
                "security.known_exploited_vulnerabilities",
                format!(
                    "{} known to be exploited",
                    crate::text::counted(count as usize, "open vulnerability")
                ),
            ),
            (Some(_), Some(band), Some(days)) => self.settled(
                band,
                "security.patched_within_days",
                format!("none known to be exploited; fixes within {days} days"),
            ),
            (None, Some(band), Some(days)) => self.between(
                band,
                6,
                "security.known_exploited_vulnerabilities",
                format!("fixes within {days} days; not recorded: vulnerabilities known to be exploited"),
            ),
            (Some(_), ..) => self.between(
                1,
                5,
                "security.patched_within_days",
                "none known to be exploited; not recorded: how fast fixes are applied".to_owned(),
            ),
            _ => self.open("security", "open vulnerabilities and how fast fixes are applied"),
        }
    }

    fn incidents(&self) -> IndicatorAnswer {
        let Some(count) = self.record.incidents.then(|facts| &facts.major_last_12_months).copied() else {
            return self.open("incidents.major_last_12_months", "major incidents of the last 12 months");
        };
        let score = match count {
            0 => 1,
            1 => 3,
            2..=3 => 4,
            4..=6 => 5,
            _ => 6,
        };
        let fact = format!("{} in 12 months", crate::text::counted(count as usize, "major incident"));
        self.settled(score, "incidents.major_last_12_months", fact)
    }

    fn effect_on_others(&self) -> IndicatorAnswer {
        let number = self.context.views.number(Endpoint::System(self.system));
        let reach = self.context.measures.reach(number);
        if reach.dependents == 0 {
            return self.settled(1, "depends_on", "nothing else stops or loses data with it".to_owned());
        }
        // In fifths; a bound between two takes the upper, and so does what is not stated.
        let score = |share: f64| (share * 5.0).floor().clamp(0.0, 4.0) as u8 + 1;
        let fact = format!(
            "{} of the criticality of all that is joined stops or loses data with it",
            factor::share_words(reach.bounds())
        );
        self.settled(score(reach.high), "depends_on", fact)
    }

    fn skills(&self) -> Option<(u8, String)> {
        let supporters = self.record.people.then(|people| &people.supporters).copied()?;
        let score = match supporters {
            0 => 6,
            1 => 5,
            2 => 4,
            3 => 3,
            _ => 2,
        };
        Some((score, format!("{supporters} can support it")))
    }

    fn needs(&self) -> Option<(u8, String)> {
        let satisfaction = self.record.people.then(|people| &people.satisfaction)?.value();
        let score = match satisfaction {
            _ if satisfaction <= 2.0 => 5,
            _ if satisfaction <= self.context.threshold(Threshold::LowSatisfaction) => 4,
            _ if satisfaction <= 3.5 => 3,
            _ => 2,
        };
        Some((score, format!("its users rate it {satisfaction} of 5")))
    }

    fn safety(&self) -> Option<(u8, String)> {
        let criticality = self.record.criticality.get()?;
        let score = match criticality {
            Criticality::MissionCritical => 5,
            Criticality::BusinessCritical => 4,
            Criticality::BusinessOperational => 2,
            Criticality::Administrative => 1,
        };
        Some((score, format!("it is {}", criticality.word())))
    }

    fn reputation(&self) -> Option<(u8, String)> {
        let (sensitivity, _) = self.context.sensitivity(self.system)?;
        let score = match sensitivity {
            Sensitivity::Public => 1,
            Sensitivity::Internal => 2,
            Sensitivity::Personal => 3,
            Sensitivity::SpecialCategory => 4,
        };
        Some((score, format!("it holds {} data", sensitivity.word())))
    }

    /// Users × hours down in twelve months, in the framework's bands.
    fn staff_hours(&self) -> Option<(u8, String)> {
        let users = self.record.users.get()?;
        let down = self.record.incidents.then(|facts| &facts.downtime_hours_last_12_months).copied();
        let down = down.map(Quantity::value)?;
        let hours = f64::from(users) * down;
        let score = match hours {
            _ if hours <= 100.0 => 1,
            _ if hours <= 1_000.0 => 2,
            _ if hours <= 100_000.0 => 3,
            _ if hours <= 500_000.0 => 4,
            _ => 5,
        };
        Some((score, format!("{users} users × {down} hours down = {hours:.0} hours")))
    }
}
