//! Before you buy: what is paid for and not used, what does the same already,
//! which contracts must be decided on by when, and who holds how much.
//!
//! Only what is recorded is added up; how much is not recorded is counted.

use std::collections::{BTreeMap, BTreeSet};

use crate::analyse::context::Context;
use crate::analyse::contract::{concentration, is_supplier_recorded, notice_day, supplier};
use crate::check::estate::{CapabilityIndex, Endpoint, SystemIndex};
use crate::date::{Day, add_months};
use crate::model::System;
use crate::model::vocabulary::Criticality;

/// How far ahead contracts are looked at, in months.
pub const MONTHS_AHEAD: i32 = 24;

/// What can be said before anything is bought.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Buying {
    /// Licences of which some are not used, dearest first.
    pub unused: Vec<Unused>,
    /// Systems in use whose licences, bought and used, are not recorded.
    pub without_licences: usize,
    /// Capabilities that several systems carry, the most systems first.
    pub overlaps: Vec<Overlap>,
    /// Systems in use that name no capability.
    pub without_capability: usize,
    /// Contracts that have ended or end within [`MONTHS_AHEAD`], by the day
    /// on which one must have decided.
    pub contracts: Vec<Ending>,
    /// Systems in use whose contract has no end on record.
    pub without_end: usize,
    /// Who holds how much of what cannot be done without, most first.
    pub suppliers: Vec<Supplier>,
    /// The concentration index of those shares, if any is known.
    pub concentration: Option<f64>,
    /// Mission- and business-critical systems without a recorded supplier.
    pub without_supplier: usize,
}

/// Licences of which some are not used.
#[derive(Clone, Debug, PartialEq)]
pub struct Unused {
    /// The system.
    pub system: SystemIndex,
    /// How many were bought.
    pub purchased: u32,
    /// How many are in use.
    pub in_use: u32,
    /// What those that are not used come to a year at their list price, in
    /// minor units: their number times the price of one.
    pub cost: Option<i64>,
    /// The recorded running cost of the system a year, in minor units, where
    /// the unused licences alone would come to more: one of the two is wrong.
    pub contradicts: Option<i64>,
}

impl Unused {
    /// How many are not used.
    pub fn count(&self) -> u32 {
        self.purchased - self.in_use
    }
}

/// A capability that several systems carry.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlap {
    /// The capability.
    pub capability: CapabilityIndex,
    /// The systems, in order.
    pub systems: Vec<SystemIndex>,
    /// How many organisations they belong to.
    pub organisations: usize,
    /// What they cost to run a year in minor units, as far as recorded.
    pub running_cost: i64,
    /// How many of them have no running cost on record.
    pub without_cost: usize,
}

/// A contract that ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Ending {
    /// The system.
    pub system: SystemIndex,
    /// Its last day.
    pub ends: Day,
    /// The last day of notice, if its months are recorded.
    pub notice: Option<Day>,
    /// Whether it goes on by itself, if recorded.
    pub auto_renews: Option<bool>,
    /// What the system costs to run a year, in minor units, if recorded.
    pub running_cost: Option<i64>,
}

impl Ending {
    /// The day on which one must have decided: of notice, else of the end.
    pub fn decide_by(&self) -> Day {
        self.notice.unwrap_or(self.ends)
    }
}

/// A supplier of what cannot be done without.
#[derive(Clone, Debug, PartialEq)]
pub struct Supplier {
    /// Its name as written.
    pub name: String,
    /// The systems.
    pub systems: Vec<SystemIndex>,
    /// Its share of the points of criticality of those with a known supplier.
    pub share: f64,
    /// What they cost to run a year in minor units, as far as recorded.
    pub running_cost: i64,
}

/// Asks. O(n log n).
pub fn buying(context: &Context<'_>) -> Buying {
    let in_use: Vec<SystemIndex> = context
        .estate
        .systems()
        .filter(|(_, entry)| entry.record.is_in_use())
        .map(|(index, _)| index)
        .collect();
    let mut found = Buying::default();
    licences(context, &in_use, &mut found);
    overlaps(context, &in_use, &mut found);
    contracts(context, &in_use, &mut found);
    suppliers(context, &in_use, &mut found);
    found
}

fn record<'a>(context: &'a Context<'_>, system: SystemIndex) -> &'a System {
    &context.estate.systems[system.at()].record
}

fn running_cost(context: &Context<'_>, system: SystemIndex) -> Option<i64> {
    record(context, system).cost.then(|cost| &cost.annual).map(|money| money.minor)
}

fn licences(context: &Context<'_>, in_use: &[SystemIndex], found: &mut Buying) {
    for &system in in_use {
        let licences = &record(context, system).licences;
        let purchased = licences.then(|licences| &licences.purchased).copied();
        let used = licences.then(|licences| &licences.in_use).copied();
        let (Some(purchased), Some(used)) = (purchased, used) else {
            found.without_licences += 1;
            continue;
        };
        if purchased > used {
            let unit = licences.then(|licences| &licences.unit_cost).map(|money| money.minor);
            let cost = unit.and_then(|unit| unit.checked_mul(i64::from(purchased - used)));
            let contradicts =
                running_cost(context, system).filter(|annual| cost.is_some_and(|cost| cost > *annual));
            found.unused.push(Unused { system, purchased, in_use: used, cost, contradicts });
        }
    }
    found
        .unused
        .sort_by(|a, b| b.cost.cmp(&a.cost).then(b.count().cmp(&a.count())).then(a.system.cmp(&b.system)));
}

fn overlaps(context: &Context<'_>, in_use: &[SystemIndex], found: &mut Buying) {
    let mut carried: BTreeMap<CapabilityIndex, Vec<SystemIndex>> = BTreeMap::new();
    for &system in in_use {
        let capabilities: BTreeSet<CapabilityIndex> =
            context.estate.systems[system.at()].links.capabilities.iter().copied().collect();
        found.without_capability += usize::from(capabilities.is_empty());
        for capability in capabilities {
            carried.entry(capability).or_default().push(system);
        }
    }
    found.overlaps = carried
        .into_iter()
        .filter(|(_, systems)| systems.len() > 1)
        .map(|(capability, systems)| {
            let costs: Vec<Option<i64>> =
                systems.iter().map(|system| running_cost(context, *system)).collect();
            let organisations: BTreeSet<_> =
                systems.iter().map(|system| context.estate.systems[system.at()].organisation).collect();
            Overlap {
                capability,
                organisations: organisations.len(),
                running_cost: costs.iter().flatten().sum(),
                without_cost: costs.iter().filter(|cost| cost.is_none()).count(),
                systems,
            }
        })
        .collect();
    found.overlaps.sort_by(|a, b| {
        b.systems
            .len()
            .cmp(&a.systems.len())
            .then(b.running_cost.cmp(&a.running_cost))
            .then(a.capability.cmp(&b.capability))
    });
}

fn contracts(context: &Context<'_>, in_use: &[SystemIndex], found: &mut Buying) {
    let horizon = add_months(context.today, MONTHS_AHEAD);
    for &system in in_use {
        let contract = &record(context, system).contract;
        let Some(ends) = contract.then(|contract| &contract.ends).map(|date| date.last_day()) else {
            found.without_end += 1;
            continue;
        };
        let notice =
            contract.then(|contract| &contract.notice_months).map(|months| notice_day(ends, *months));
        if notice.unwrap_or(ends).min(ends) <= horizon {
            found.contracts.push(Ending {
                system,
                ends,
                notice,
                auto_renews: contract.then(|contract| &contract.auto_renews).copied(),
                running_cost: running_cost(context, system),
            });
        }
    }
    found.contracts.sort_by_key(|ending| (ending.decide_by(), ending.ends, ending.system));
}

fn suppliers(context: &Context<'_>, in_use: &[SystemIndex], found: &mut Buying) {
    let is_needed = |system: &SystemIndex| {
        let stated = record(context, *system).criticality.get();
        matches!(stated, Some(Criticality::MissionCritical | Criticality::BusinessCritical))
    };
    let points = |system: SystemIndex| {
        context.criticality(Endpoint::System(system)).map_or(0.0, |(stated, _)| stated.number())
    };
    let mut held: BTreeMap<&str, Vec<SystemIndex>> = BTreeMap::new();
    let mut all = 0.0;
    for system in in_use.iter().copied().filter(is_needed) {
        if !is_supplier_recorded(context, system) {
            found.without_supplier += 1;
            continue;
        }
        all += points(system);
        if let Some(name) = supplier(context, system) {
            held.entry(name).or_default().push(system);
        }
    }
    if all <= 0.0 {
        return;
    }
    found.suppliers = held
        .into_iter()
        .map(|(name, systems)| Supplier {
            name: name.to_owned(),
            share: systems.iter().map(|system| points(*system)).sum::<f64>() / all,
            running_cost: systems.iter().filter_map(|system| running_cost(context, *system)).sum(),
            systems,
        })
        .collect();
    found.suppliers.sort_by(|a, b| b.share.total_cmp(&a.share).then_with(|| a.name.cmp(&b.name)));
    found.concentration = Some(concentration(found.suppliers.iter().map(|supplier| supplier.share)));
}
