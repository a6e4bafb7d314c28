//! Importance and fragility of a system (methods §2, "Healthy hub or
//! dangerous bottleneck?").
//!
//! Importance I = max(φ, β, σ): the shares of messages that pass, of
//! criticality that depends, and of connected pairs that are held together.
//! Fragility F = 1 − Π(1 − f) over what could break it; what could be
//! learnt and is not stated (support, standby, skills) makes F an interval. A
//! contract, a capacity or a code source that nobody recorded adds nothing.

use super::confidence::{Ageing, Belief};
use super::context::Context;
use super::evidence::Evidence;
use super::factor;
use super::lifecycle::ComponentStanding;
use crate::catalogue::SupportState;
use crate::check::estate::{Endpoint, SystemIndex};
use crate::date::add_months;
use crate::method::{Bounds, Threshold};
use crate::model::vocabulary::{Failover, Possession};
use crate::text::percent_with;

/// Why a system is important, as shares of the estate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Importance {
    /// φ: the share of known message volume that passes through it.
    pub messages: Option<f64>,
    /// φ at its highest, where the volume of some interface is not recorded.
    pub most_messages: Option<f64>,
    /// β: the share of criticality that depends on it, itself included.
    pub reach: f64,
    /// β at its lowest and its highest, where criticality is not stated.
    pub reach_range: (f64, f64),
    /// σ: the share of other connected pairs that its loss separates.
    pub separation: f64,
}

impl Importance {
    /// I = max(φ, β, σ).
    pub fn value(self) -> f64 {
        self.messages.unwrap_or(0.0).max(self.reach).max(self.separation)
    }

    /// I with its bounds, where a criticality or a volume is not stated.
    pub fn bounds(self) -> Bounds {
        let with = |reach, messages| Self { messages, reach, ..self }.value();
        let (least, most) = self.reach_range;
        Bounds::new(
            with(least, self.messages),
            self.value(),
            with(most, self.most_messages.or(self.messages)),
        )
    }
}

/// Whether enough lean on a system to call it a hub: they stop, lose data or
/// are cut off without it, or pass through it. In a tiny estate a quarter of
/// everything is a single system.
pub fn is_leaned_on(context: &Context<'_>, system: SystemIndex, importance: Importance) -> bool {
    let number = context.views.number(Endpoint::System(system));
    let few = context.threshold(Threshold::HubFew);
    let is_enough = |count: u32| f64::from(count) >= few;
    is_enough(context.measures.reach(number).dependents)
        || is_enough(context.measures.routed(system))
        || (importance.separation > 0.0 && is_enough(context.measures.joined_to(number)))
}

/// How many people can support it, in words.
fn supporters(count: u32) -> String {
    match count {
        0 => "nobody can support it".to_owned(),
        1 => "one person can support it".to_owned(),
        n => format!("{n} people can support it"),
    }
}

/// How many times queues grow at a use of capacity: 1/(1 − ρ), at most a
/// hundredfold (Kleinrock).
pub fn queue_growth(share: f64) -> f64 {
    1.0 / (1.0 - share.min(0.99))
}

/// The importance of a system.
pub fn importance(context: &Context<'_>, system: SystemIndex) -> Importance {
    let number = context.views.number(Endpoint::System(system));
    let reach = context.measures.reach(number);
    Importance {
        messages: context.measures.message_share(system),
        most_messages: context.measures.most_message_share(system),
        reach: reach.share,
        reach_range: (reach.low, reach.high),
        separation: context.measures.separation(number),
    }
}

/// One thing that could break a system: f, and what says so.
#[derive(Clone, Debug)]
pub struct Weakness {
    /// f, the chance-like share that it adds; an interval if not stated.
    pub share: Bounds,
    /// What says so.
    pub evidence: Evidence,
    /// The field that would settle it, if it is not stated.
    pub missing: Option<&'static str>,
}

/// Everything that could break a system, and how fragile that makes it.
#[derive(Clone, Debug)]
pub struct Fragility {
    /// F = 1 − Π(1 − f).
    pub value: Bounds,
    /// Each f above nothing.
    pub weaknesses: Vec<Weakness>,
    /// What speaks for it.
    pub strengths: Vec<Evidence>,
    /// How far the stated facts are believed.
    pub belief: Belief,
}

impl Fragility {
    /// The formula with its numbers: `1 − (1 − 0.50)(1 − 0.40) = 0.70`.
    pub fn formula(&self) -> String {
        let factors: Vec<String> = self
            .weaknesses
            .iter()
            .filter(|weakness| weakness.share.point() > 0.0)
            .map(|weakness| format!("(1 − {:.2})", weakness.share.point()))
            .collect();
        if factors.is_empty() {
            "nothing speaks against it: 0.00".to_owned()
        } else {
            format!("1 − {} = {:.2}", factors.join(" × "), self.value.point())
        }
    }
}

/// How fragile a system is.
pub fn fragility(context: &Context<'_>, system: SystemIndex) -> Fragility {
    let mut found = Found { context, system, weaknesses: Vec::new(), strengths: Vec::new() };
    found.support();
    found.failover();
    found.utilisation();
    found.supplier_exit();
    found.skills();
    found.custom_code();
    let whole = |pick: fn(Bounds) -> f64| {
        1.0 - found.weaknesses.iter().map(|weakness| 1.0 - pick(weakness.share)).product::<f64>()
    };
    let value = Bounds::new(whole(Bounds::low), whole(Bounds::point), whole(Bounds::high));
    let belief = context.belief(Endpoint::System(system), Ageing::Slow);
    Fragility { value, weaknesses: found.weaknesses, strengths: found.strengths, belief }
}

struct Found<'a, 'b> {
    context: &'a Context<'b>,
    system: SystemIndex,
    weaknesses: Vec<Weakness>,
    strengths: Vec<Evidence>,
}

impl Found<'_, '_> {
    fn stated(&self, field: &str, statement: impl Into<String>) -> Evidence {
        let origin = self.context.estate.systems[self.system.at()].origin;
        Evidence::Inventory { place: origin.field(field.to_owned()), statement: statement.into() }
    }

    fn weak(&mut self, threshold: Threshold, evidence: Evidence) {
        let share = Bounds::exact(self.context.threshold(threshold));
        self.weaknesses.push(Weakness { share, evidence, missing: None });
    }

    fn open(&mut self, threshold: Threshold, field: &'static str) {
        self.open_from(0.0, threshold, field);
    }

    /// Something that is not stated and adds anything from `least` up.
    fn open_from(&mut self, least: f64, threshold: Threshold, field: &'static str) {
        let most = self.context.threshold(threshold);
        let place = self.context.estate.systems[self.system.at()].origin.field("");
        let assumed =
            format!("adds anything from {least:.2} to {most:.2} to the fragility; the middle is counted");
        self.weaknesses.push(Weakness {
            share: Bounds::between(least, most),
            evidence: Evidence::Missing { place, field, assumed: assumed.into() },
            missing: Some(field),
        });
    }

    fn support(&mut self) {
        let components = self.context.lifecycles.of(Endpoint::System(self.system));
        let (firm, unsure): (Vec<&ComponentStanding>, Vec<&ComponentStanding>) =
            components.iter().partition(|component| self.context.is_firm(component));
        let find =
            |state: SupportState| firm.iter().filter(move |component| component.standing.state == state);
        let field = |component: &ComponentStanding| format!("components[{}]", component.index);
        let extended = find(SupportState::Extended).next();
        let bought =
            if extended.is_some() { self.context.threshold(Threshold::FragilityExtended) } else { 0.0 };
        if let Some(component) =
            find(SupportState::Unsupported).find(|component| !component.standing.is_range())
        {
            let evidence = self.stated(&field(component), "a component is out of support");
            self.weak(Threshold::FragilityUnsupported, evidence);
        } else if find(SupportState::Unsupported).next().is_some() {
            // It is extended at best: nobody recorded whether that was bought.
            let least = self.context.threshold(Threshold::FragilityExtended);
            self.open_from(least, Threshold::FragilityUnsupported, "components[].support");
        } else if components.is_empty() || !unsure.is_empty() {
            // A likely match settles nothing, and neither does a known one beside it.
            self.open_from(bought, Threshold::FragilityUnsupported, "components");
        } else if let Some(component) = extended {
            let evidence = self.stated(&field(component), "a component is in paid extended support only");
            self.weak(Threshold::FragilityExtended, evidence);
        } else {
            self.strengths.push(self.stated("components", "every component is supported"));
        }
    }

    fn failover(&mut self) {
        let resilience = &self.context.estate.systems[self.system.at()].record.resilience;
        let tested = resilience.then(|record| &record.failover_tested).map(|date| date.last_day());
        match resilience.then(|record| &record.failover) {
            None => self.open(Threshold::FragilityNoFailover, "resilience.failover"),
            Some(Failover::None) => {
                let evidence = self.stated("resilience.failover", "nothing takes over when it fails");
                self.weak(Threshold::FragilityNoFailover, evidence);
            }
            Some(Failover::Untested) => {
                let evidence = self.stated("resilience.failover", "a standby exists, but was never tried");
                self.weak(Threshold::FragilityUntestedFailover, evidence);
            }
            // "Tested" needs a date (methods §2).
            Some(Failover::Tested) => match tested {
                Some(day) if factor::is_recent_test(self.context, day) => {
                    let evidence =
                        self.stated("resilience.failover_tested", format!("failover tested on {day}"));
                    self.strengths.push(evidence);
                }
                Some(day) => {
                    let words = format!("failover last tested on {day}, {}", factor::long_ago(self.context));
                    let evidence = self.stated("resilience.failover_tested", words);
                    self.weak(Threshold::FragilityUntestedFailover, evidence);
                }
                None => self.open(Threshold::FragilityUntestedFailover, "resilience.failover_tested"),
            },
        }
    }

    fn utilisation(&mut self) {
        let Some((share, interface)) = self.context.measures.utilisation(self.system) else { return };
        let (full, busy) = (Threshold::UtilisationFull, Threshold::UtilisationBusy);
        let place = self.context.estate.interfaces[interface.at()].origin.field("capacity_per_second");
        let statement = format!(
            "the busiest interface uses {} of its capacity in the busiest hour; queues grow {:.1} times",
            percent_with(share, 0),
            queue_growth(share)
        );
        let evidence = Evidence::Inventory { place, statement };
        if share >= self.context.threshold(full) {
            self.weak(Threshold::FragilityFull, evidence);
        } else if share >= self.context.threshold(busy) {
            self.weak(Threshold::FragilityBusy, evidence);
        } else {
            self.strengths.push(evidence);
        }
    }

    /// A recorded contract that does not renew itself and ends, or may end,
    /// soon.
    fn supplier_exit(&mut self) {
        let Some(contract) = self.context.estate.systems[self.system.at()].record.contract.known() else {
            return;
        };
        let ends = contract.ends.known().map(|date| date.last_day());
        let soon = self.context.threshold(Threshold::SupplierExitMonths) as i32;
        if ends.is_some_and(|ends| ends > add_months(self.context.today, soon)) {
            return;
        }
        match (contract.auto_renews.get(), ends) {
            (Some(true), _) => {}
            (Some(false), Some(ends)) => {
                let evidence = self.stated("contract.ends", format!("its contract ends on {ends}"));
                self.weak(Threshold::FragilitySupplierExit, evidence);
            }
            (_, None) => self.open(Threshold::FragilitySupplierExit, "contract.ends"),
            (None, Some(_)) => self.open(Threshold::FragilitySupplierExit, "contract.auto_renews"),
        }
    }

    fn skills(&mut self) {
        let people = &self.context.estate.systems[self.system.at()].record.people;
        match people.then(|record| &record.supporters) {
            None => self.open(Threshold::FragilityFewSkilled, "people.supporters"),
            Some(count) if f64::from(*count) < self.context.threshold(Threshold::FewSupporters) => {
                let evidence = self.stated("people.supporters", supporters(*count));
                self.weak(Threshold::FragilityFewSkilled, evidence);
            }
            Some(count) => {
                let evidence = self.stated("people.supporters", supporters(*count));
                self.strengths.push(evidence);
            }
        }
    }

    fn custom_code(&mut self) {
        let source = self.context.estate.systems[self.system.at()].record.custom_code_source.get();
        if source == Some(Possession::Missing) {
            let evidence = self.stated("custom_code_source", "the source of its custom code is missing");
            self.weak(Threshold::FragilityNoSource, evidence);
        }
    }
}
