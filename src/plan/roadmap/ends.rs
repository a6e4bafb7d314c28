//! Dated ends within the plan, and whether the plan meets them.
//!
//! What ends soon is an open finding. What ends later, but within the plan, is
//! none yet; it is read from the dates of components and contracts in use,
//! matched firmly, so that a plan of many years is held to all of its ends.

use std::collections::BTreeMap;

use super::quarters::quarterly;
use super::{Plan, PlanInput};
use crate::analyse::contract::notice_day;
use crate::analyse::lifecycle::ComponentStanding;
use crate::check::estate::{Endpoint, Subject};
use crate::date::{Day, add_months};
use crate::method::Threshold;
use crate::model::Resolves;

/// A dated end within the plan, and whether the plan meets it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cliff {
    /// The finding that speaks of it, by its index; nothing where it lies too
    /// far ahead to be one.
    pub finding: Option<u32>,
    /// What it is about.
    pub subject: Subject,
    /// What ends, in words.
    pub headline: String,
    /// The day.
    pub day: Day,
    /// The last day of the quarter in which it is cleared; nothing if it is
    /// not.
    pub cleared: Option<Day>,
}

impl Cliff {
    /// Whether it is cleared before its day.
    pub fn is_met(&self) -> bool {
        self.cleared.is_some_and(|cleared| cleared <= self.day)
    }
}

/// Rules that speak of ends of support, and of contracts.
const OF_SUPPORT: [&str; 5] =
    ["ending-component", "unsupported-component", "ending-devices", "unsupported-devices", "shared-platform"];
const OF_CONTRACTS: [&str; 2] = ["notice-deadline", "lapsed-contract"];

/// Every dated end from today to the end of the plan, by day.
pub(super) fn cliffs(input: PlanInput<'_>, plan: &Plan) -> Vec<Cliff> {
    let by_quarter = quarterly(plan, |action| input.actions.all[action].months);
    let done = plan.placed.iter().zip(&by_quarter.spans);
    let done: BTreeMap<usize, Day> = done
        .map(|(placed, (begins, lasts))| (placed.action, plan.frame.quarter_end(begins + lasts - 1)))
        .collect();
    let last = plan.frame.last_day(plan.frame.years - 1);
    let looking = Looking { input, done, last };
    let mut cliffs = looking.findings();
    cliffs.extend(looking.support());
    cliffs.extend(looking.contracts());
    cliffs.sort_by(|a, b| {
        (a.day, a.finding.is_none(), a.finding).cmp(&(b.day, b.finding.is_none(), b.finding))
    });
    cliffs
}

struct Looking<'a> {
    input: PlanInput<'a>,
    /// By action that is done: the last day of the quarter in which it ends.
    done: BTreeMap<usize, Day>,
    last: Day,
}

impl Looking<'_> {
    /// Open findings with a day.
    fn findings(&self) -> Vec<Cliff> {
        let mut cleared: BTreeMap<u32, Day> = BTreeMap::new();
        for (action, day) in &self.done {
            for finding in &self.input.actions.all[*action].clears {
                cleared.entry(*finding).and_modify(|known| *known = (*known).min(*day)).or_insert(*day);
            }
        }
        let open = self.input.scored.iter().enumerate().filter(|(_, scored)| scored.is_open());
        open.filter_map(|(index, scored)| {
            let day = scored.finding.due.filter(|day| self.is_within(*day))?;
            Some(Cliff {
                finding: Some(index as u32),
                subject: scored.finding.subject,
                headline: scored.finding.headline.clone(),
                day,
                cleared: cleared.get(&(index as u32)).copied(),
            })
        })
        .collect()
    }

    fn is_within(&self, day: Day) -> bool {
        day >= self.input.context.today && day <= self.last
    }

    /// Ends of support that no finding speaks of yet, one for each owner and
    /// day.
    fn support(&self) -> Vec<Cliff> {
        let context = self.input.context;
        let mut ends: BTreeMap<(Day, Endpoint), Vec<&ComponentStanding>> = BTreeMap::new();
        for component in context.lifecycles.all() {
            let end = component.covered_until();
            let end = end.filter(|day| self.is_within(*day) && context.is_firm(component));
            if let Some(day) = end {
                ends.entry((day, component.owner)).or_default().push(component);
            }
        }
        ends.into_iter()
            .map(|((day, owner), components)| {
                let mut names: Vec<String> = components.iter().map(|one| self.product(one)).collect();
                names.dedup();
                Cliff {
                    finding: None,
                    subject: owner.into(),
                    headline: format!(
                        "{} loses support for {}",
                        context.estate.name(owner.into()),
                        crate::text::join_and(&names)
                    ),
                    day,
                    // All of them must be left before the end is.
                    cleared: components
                        .iter()
                        .map(|component| self.cleared(owner, &self.tokens(component)))
                        .try_fold(Day::MIN, |last, day| day.map(|day| last.max(day))),
                }
            })
            .collect()
    }

    /// What people call a component.
    fn product(&self, component: &ComponentStanding) -> String {
        let found = self.input.context.lifecycles.product(component);
        if !found.cycle_name.is_empty() {
            return found.cycle_name.clone();
        }
        let written = self.input.context.component(component).product.known();
        written.map_or_else(|| "a component".to_owned(), ToString::to_string)
    }

    /// What an option may call what clears the end of a component.
    fn tokens(&self, component: &ComponentStanding) -> Vec<String> {
        let found = self.input.context.lifecycles.product(component);
        let written = self.input.context.component(component).product.known();
        let own = found.product.as_deref().map(str::to_owned);
        let written = written.map(|text| crate::text::to_kebab_case(text));
        OF_SUPPORT.iter().map(|rule| (*rule).to_owned()).chain(own).chain(written).collect()
    }

    /// Days of notice beyond the window of its rule, and ends of contracts
    /// whose notice is not recorded.
    fn contracts(&self) -> Vec<Cliff> {
        let context = self.input.context;
        let window = context.threshold(Threshold::NoticeWindowMonths) as i32;
        let horizon = add_months(context.today, window);
        let in_use = context.estate.systems().filter(|(_, entry)| entry.record.is_in_use());
        in_use
            .filter_map(|(system, entry)| {
                let contract = &entry.record.contract;
                let ends = contract.then(|contract| &contract.ends)?.last_day();
                let name = &entry.record.name;
                let (day, headline) = match contract.then(|contract| &contract.notice_months) {
                    Some(months) => {
                        let notice = notice_day(ends, *months);
                        let words =
                            format!("Notice for {name} is due by {notice}; its contract ends on {ends}");
                        (Some(notice).filter(|day| *day > horizon)?, words)
                    }
                    None => {
                        (ends, format!("The contract of {name} ends on {ends}; its notice is not recorded"))
                    }
                };
                let owner = Endpoint::System(system);
                self.is_within(day).then(|| Cliff {
                    finding: None,
                    subject: owner.into(),
                    headline,
                    day,
                    cleared: self.cleared(owner, &OF_CONTRACTS.map(str::to_owned)),
                })
            })
            .collect()
    }

    /// The day by which something about an owner is cleared that options may
    /// call by these words.
    fn cleared(&self, owner: Endpoint, words: &[String]) -> Option<Day> {
        let estate = self.input.context.estate;
        let clears = |action: &usize| {
            self.input.actions.all[*action].options.iter().any(|option| {
                estate.options[option.at()].subject == owner
                    && match estate.option(*option).resolves.known() {
                        None => false,
                        Some(Resolves::All) => true,
                        Some(Resolves::These(tokens)) => {
                            tokens.iter().any(|token| words.iter().any(|word| word == token.as_str()))
                        }
                    }
            })
        };
        self.done.iter().filter(|(action, _)| clears(action)).map(|(_, day)| *day).min()
    }
}
