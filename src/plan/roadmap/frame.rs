//! The frame of a plan: its years and what there is in each.
//!
//! A year is a financial year, from 1 April. It is named by the year in
//! which it begins, as budgets are.

use crate::date::{Day, PartialDate, days_between};
use crate::method::{Threshold, Thresholds};
use crate::settings::Settings;

/// The most years that a plan has.
const MOST_YEARS: u16 = 30;

/// Money of one kind, in minor units, by year of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pot {
    /// Which money it is.
    pub kind: PotKind,
    /// What there is in each year; nothing where it bounds no year, because
    /// that year's budget is stated in the other form.
    pub by_year: Vec<Option<i64>>,
}

/// Kinds of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PotKind {
    /// One sum for everything.
    Money,
    /// For what lasts.
    Capital,
    /// For running.
    Revenue,
}

impl PotKind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Capital => "capital",
            Self::Revenue => "revenue",
        }
    }
}

/// One year's budget as a call states it: the year in which it begins, and
/// one sum, or capital and revenue apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearBudget {
    /// The year.
    pub year: u16,
    /// One sum, or capital, in minor units.
    pub first: i64,
    /// Revenue, if the two are apart.
    pub revenue: Option<i64>,
}

/// The years of a plan and what there is in each.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The year in which the first begins.
    pub first_year: u16,
    /// How many years are planned.
    pub years: usize,
    /// Up to how many years from the start benefits count.
    pub horizon: usize,
    /// The money; empty where no budget is set, and then nothing limits it.
    pub pots: Vec<Pot>,
    /// Years of the settings' budgets that have ended, and are left out.
    pub ended: Vec<u16>,
    /// The yearly discount rate.
    pub discount: f64,
    /// The share of each year's days on which something may be changed.
    pub workable: Vec<f64>,
    /// By year: the share of its workable days that each quarter has; alike
    /// where there is none.
    pub quarter_shares: Vec<[f64; 4]>,
}

impl Frame {
    /// The frame of an estate's settings; a given budget replaces theirs of
    /// its year. Budgets of years that have ended are left out where others
    /// are left: nothing is done in the past.
    pub fn new(settings: &Settings, given: &[YearBudget], today: Day, thresholds: &Thresholds) -> Self {
        let is_given = |budget: &YearBudget| given.iter().any(|other| other.year == budget.year);
        let mut budgets = stated(settings);
        budgets.retain(|budget| !is_given(budget));
        budgets.extend_from_slice(given);
        let mut ended: Vec<u16> =
            budgets.iter().map(|budget| budget.year).filter(|year| has_ended(*year, today)).collect();
        if ended.len() < budgets.len() {
            budgets.retain(|budget| !has_ended(budget.year, today));
        } else {
            ended.clear();
        }
        let first_year = budgets.iter().map(|budget| budget.year).min().unwrap_or_else(|| next_year(today));
        let last_year = budgets.iter().map(|budget| budget.year).max();
        let years = match last_year {
            Some(last) => usize::from((last - first_year).min(MOST_YEARS - 1)) + 1,
            None => thresholds.get(Threshold::PlanYears).clamp(1.0, f64::from(MOST_YEARS)) as usize,
        };
        let horizon = (thresholds.get(Threshold::BenefitYears).clamp(1.0, 100.0) as usize).max(years);
        let mut frame = Self {
            first_year,
            years,
            horizon,
            pots: pots(&budgets, first_year, years),
            ended,
            discount: settings.discount_rate,
            workable: Vec::new(),
            quarter_shares: Vec::new(),
        };
        frame.workable = (0..years).map(|year| frame.workable_share(settings, year)).collect();
        frame.quarter_shares = (0..years).map(|year| frame.shares_of(settings, year)).collect();
        frame
    }

    /// The same with so many times the money.
    #[must_use]
    pub fn with_money(mut self, times: f64) -> Self {
        for amount in self.pots.iter_mut().flat_map(|pot| pot.by_year.iter_mut().flatten()) {
            *amount = (*amount as f64 * times).round() as i64;
        }
        self
    }

    /// What a year of the plan is called, such as `2027/28`; years from 0.
    pub fn name(&self, year: usize) -> String {
        let begins = self.begins(year);
        format!("{begins}/{:02}", (begins + 1) % 100)
    }

    fn begins(&self, year: usize) -> i32 {
        i32::from(self.first_year) + year as i32
    }

    /// The first day of a year of the plan, from 0.
    pub fn first_day(&self, year: usize) -> Day {
        Day::constant(self.begins(year) as i16, 4, 1)
    }

    /// The last day of a year of the plan, from 0.
    pub fn last_day(&self, year: usize) -> Day {
        Day::constant((self.begins(year) + 1) as i16, 3, 31)
    }

    /// The year of the plan, from 0, that holds a day: negative before it.
    pub fn year_of(&self, day: Day) -> i32 {
        let begins = i32::from(day.year()) - i32::from(day.month() < 4);
        begins - i32::from(self.first_year)
    }

    /// The quarter of the plan, from 0, that holds a day: negative before it.
    pub fn quarter_of(&self, day: Day) -> i32 {
        4 * self.year_of(day) + (i32::from(day.month()) + 8) % 12 / 3
    }

    /// The first day of a quarter of the plan, from 0.
    pub fn quarter_day(&self, quarter: usize) -> Day {
        crate::date::add_months(self.first_day(quarter / 4), 3 * (quarter % 4) as i32)
    }

    /// The last day of a quarter of the plan, from 0.
    pub fn quarter_end(&self, quarter: usize) -> Day {
        let next = self.quarter_day(quarter + 1);
        next.yesterday().unwrap_or(next)
    }

    fn shares_of(&self, settings: &Settings, year: usize) -> [f64; 4] {
        let days = [0, 1, 2, 3].map(|quarter| {
            let quarter = 4 * year + quarter;
            let (from, to) = (self.quarter_day(quarter), self.quarter_end(quarter));
            let frozen: i32 =
                settings.change_freezes.iter().map(|freeze| overlap(freeze.from, freeze.to, from, to)).sum();
            f64::from((days_between(from, to) + 1 - frozen).max(0))
        });
        let all: f64 = days.iter().sum();
        if all > 0.0 { days.map(|days| days / all) } else { [0.25; 4] }
    }

    fn workable_share(&self, settings: &Settings, year: usize) -> f64 {
        let (from, to) = (self.first_day(year), self.last_day(year));
        let all = days_between(from, to) + 1;
        let frozen: i32 =
            settings.change_freezes.iter().map(|freeze| overlap(freeze.from, freeze.to, from, to)).sum();
        1.0 - f64::from(frozen.min(all)) / f64::from(all)
    }
}

/// Days that a freeze shares with a year.
fn overlap(from: PartialDate, to: PartialDate, first: Day, last: Day) -> i32 {
    let (from, to) = (from.first_day().max(first), to.last_day().min(last));
    (days_between(from, to) + 1).max(0)
}

/// The financial year after the one that holds a day.
fn next_year(today: Day) -> u16 {
    (today.year() + i16::from(today.month() >= 4)) as u16
}

/// Whether the financial year that begins in a year is over on a day.
pub fn has_ended(year: u16, today: Day) -> bool {
    i32::from(today.year()) - i32::from(today.month() < 4) > i32::from(year)
}

fn stated(settings: &Settings) -> Vec<YearBudget> {
    settings
        .budgets
        .iter()
        .map(|budget| YearBudget {
            year: budget.year,
            first: budget.capital.get().map_or(0, |money| money.minor),
            revenue: Some(budget.revenue.get().map_or(0, |money| money.minor)),
        })
        .collect()
}

fn pots(budgets: &[YearBudget], first_year: u16, years: usize) -> Vec<Pot> {
    if budgets.is_empty() {
        return Vec::new();
    }
    // A sum without a split may be spent as either, so it bounds both together.
    let bounds = |kind: PotKind, budget: &YearBudget| match (kind, budget.revenue) {
        (PotKind::Money, None) | (PotKind::Capital, Some(_)) => Some(budget.first),
        (PotKind::Revenue, Some(revenue)) => Some(revenue),
        (PotKind::Money, Some(_)) | (PotKind::Capital | PotKind::Revenue, None) => None,
    };
    let by_year = |kind: PotKind| -> Vec<Option<i64>> {
        (0..years)
            .map(|year| {
                let mut of_year =
                    budgets.iter().filter(|budget| usize::from(budget.year - first_year) == year).peekable();
                // A year without a budget between others has no money.
                if of_year.peek().is_none() {
                    Some(0)
                } else {
                    of_year.map(|budget| bounds(kind, budget)).sum()
                }
            })
            .collect()
    };
    [PotKind::Capital, PotKind::Revenue, PotKind::Money]
        .into_iter()
        .filter(|kind| budgets.iter().any(|budget| bounds(*kind, budget).is_some()))
        .map(|kind| Pot { kind, by_year: by_year(kind) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(yaml: &str) -> Settings {
        crate::settings::settle(&serde_yaml::from_str(yaml).unwrap(), None, &[]).0
    }

    #[test]
    fn budgets_make_the_years_and_the_pots() {
        let settings = settings(
            "{budgets: [{year: 2028, capital: 10, revenue: 5}, {year: 2027, capital: 7}], change_freezes: [{from: 2027-12-13, to: 2028-01-09}]}",
        );
        let frame = Frame::new(&settings, &[], Day::constant(2026, 10, 31), &Thresholds::default());
        assert_eq!((frame.first_year, frame.years, frame.name(0).as_str()), (2027, 2, "2027/28"));
        assert_eq!(frame.pots[0].by_year, [Some(700), Some(1000)]);
        assert_eq!(frame.pots[1].by_year, [Some(0), Some(500)]);
        // 28 of the 366 days from 1 April 2027 to 31 March 2028.
        assert!((frame.workable[0] - (1.0 - 28.0 / 366.0)).abs() < 1e-12);
        assert!((frame.workable[1] - 1.0).abs() < 1e-12);
        // Of the last two quarters 19 and 9 days are frozen.
        assert!((frame.quarter_shares[0][2] - (92.0 - 19.0) / 338.0).abs() < 1e-12);
        assert!((frame.quarter_shares[0][3] - (91.0 - 9.0) / 338.0).abs() < 1e-12);
        assert_eq!(frame.quarter_day(5), Day::constant(2028, 7, 1));
        assert_eq!(frame.year_of(Day::constant(2027, 3, 31)), -1);
        assert_eq!(frame.year_of(Day::constant(2028, 4, 1)), 1);
        assert_eq!(frame.last_day(0), Day::constant(2028, 3, 31));
    }

    const TODAY: Day = Day::constant(2026, 10, 31);

    #[test]
    fn a_call_replaces_the_budget_of_its_year_and_may_name_one_sum() {
        let given = [YearBudget { year: 2027, first: 40_000_000, revenue: None }];
        let frame = Frame::new(&Settings::default(), &given, TODAY, &Thresholds::default());
        assert_eq!(frame.pots, [Pot { kind: PotKind::Money, by_year: vec![Some(40_000_000)] }]);
        // 2028 keeps its own, and one sum bounds capital and revenue together.
        let settings =
            settings("{budgets: [{year: 2027, capital: 1}, {year: 2028, capital: 10, revenue: 5}]}");
        let frame = Frame::new(&settings, &given, TODAY, &Thresholds::default());
        let pots: Vec<(PotKind, &[Option<i64>])> =
            frame.pots.iter().map(|pot| (pot.kind, pot.by_year.as_slice())).collect();
        assert_eq!(
            pots,
            [
                (PotKind::Capital, &[None, Some(1000)][..]),
                (PotKind::Revenue, &[None, Some(500)][..]),
                (PotKind::Money, &[Some(40_000_000), None][..]),
            ]
        );
    }

    #[test]
    fn nothing_is_planned_in_years_that_have_ended() {
        let settings = settings("{budgets: [{year: 2025, capital: 7}, {year: 2026, capital: 1}]}");
        let frame = Frame::new(&settings, &[], TODAY, &Thresholds::default());
        assert_eq!((frame.first_year, frame.years, frame.ended.as_slice()), (2026, 1, &[2025][..]));
        assert!(!has_ended(2026, Day::constant(2027, 3, 31)) && has_ended(2026, Day::constant(2027, 4, 1)));
    }

    #[test]
    fn quarters_count_from_april() {
        let settings = settings("{budgets: [{year: 2027, capital: 7}]}");
        let frame = Frame::new(&settings, &[], TODAY, &Thresholds::default());
        let of = |year, month| frame.quarter_of(Day::constant(year, month, 15));
        assert_eq!((of(2027, 3), of(2027, 4), of(2027, 12), of(2028, 1), of(2028, 6)), (-1, 0, 2, 3, 4));
    }

    #[test]
    fn without_a_budget_nothing_limits_the_money() {
        let frame = Frame::new(&Settings::default(), &[], Day::constant(2026, 3, 31), &Thresholds::default());
        assert_eq!((frame.first_year, frame.years, frame.pots.len()), (2026, 5, 0));
    }
}
