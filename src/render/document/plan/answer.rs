//! The plan as a finance director reads it: what it comes to, what each year
//! buys, what is left undone and until when, and which dated ends nobody pays
//! for. Its tables are those of a spreadsheet too.

use super::document::{CliffRow, PlanDocument, PlannedAction, PriceRow, QuarterRow, UndoneRow, YearRow};
use super::table;
use crate::render::answer::{self, Answer, Column, Readers, Table, Value};
use crate::render::number::{count, decimal, money, percent, percent_fine};
use crate::sentence::{Sentence, say};
use crate::text::counted;

impl answer::Document for PlanDocument {
    fn answer(&self) -> Answer {
        let mut title = say![&self.estate_name];
        if let Some(day) = self.envelope.day {
            title.push(say![", as at ", day]);
        }
        let mut answer = Answer::new(self.envelope.clone(), title);
        if self.solution.is_feasible {
            self.head(&mut answer);
        } else {
            self.no_plan(&mut answer);
        }
        self.forced(&mut answer);
        answer.table(table::actions(self));
        if self.solution.is_feasible {
            self.years.iter().for_each(|year| self.year(&mut answer, year));
            self.brings(&mut answer);
        }
        answer.table(table::years(self));
        answer.table(table::teams(self));
        self.cliffs(&mut answer);
        self.undone(&mut answer);
        if self.solution.is_feasible {
            self.nothing(&mut answer);
            self.teams(&mut answer);
        }
        self.prices(&mut answer);
        self.proposals(&mut answer);
        if !self.assumptions.is_empty() {
            answer.section("Assumed");
        }
        let columns = vec![Column::sheet("assumption", |text: &String| Value::text(text))];
        answer.table(Table::new("Assumptions", &self.assumptions, columns).for_readers(Readers::Sheets));
        self.assumptions.iter().for_each(|assumption| answer.item(assumption));
        answer
    }
}

impl PlanDocument {
    fn money(&self, major: f64) -> String {
        money((major * 100.0).round() as i64, self.currency)
    }

    fn head(&self, answer: &mut Answer) {
        let (total, solution) = (&self.total, &self.solution);
        answer.paragraph(format!(
            "{} for {} in {} remove {} of the measured risk.",
            counted(total.actions, "action"),
            self.money(total.cost),
            counted(self.years.len(), "year"),
            percent_fine(total.removed_share)
        ));
        answer.paragraph(if solution.is_optimal {
            "No other plan within these limits removes more, sooner: proved.".to_owned()
        } else {
            format!(
                "No other plan within these limits can be better by more than {} (value {}, bound {}).",
                gap_percent(solution.gap.unwrap_or(1.0)),
                decimal(solution.value, 1),
                decimal(solution.bound.unwrap_or(solution.value), 1)
            )
        });
        let less = solution.greedy.filter(|greedy| *greedy < solution.value);
        let less = less.map_or_else(String::new, |greedy| {
            let share = percent(1.0 - greedy / solution.value);
            format!(" Taking the best value for money first would bring {share} less.")
        });
        answer.paragraph(format!(
            "Value is risk points removed × years, discounted at {}, counted over {} years.{less}",
            gap_percent(solution.discount_rate),
            solution.benefit_years
        ));
    }

    fn no_plan(&self, answer: &mut Answer) {
        answer.paragraph(if self.solution.status == "infeasible" {
            "No plan can do all that must be done."
        } else {
            "No plan that does all that must be done was found in time; none was ruled out either."
        });
        self.solution.clashes.iter().for_each(|clash| answer.item(clash));
    }

    /// What a scenario forces and the plan does not do.
    fn forced(&self, answer: &mut Answer) {
        if !self.forced_undone.is_empty() {
            answer.section(format!("Forced but not possible: {}", self.forced_undone.len()));
        }
        for forced in &self.forced_undone {
            answer.item(format!("{} (`{}`): {}", forced.name, forced.id, forced.why));
        }
    }

    fn year(&self, answer: &mut Answer, year: &YearRow) {
        let money = year.money.iter().map(|money| {
            format!("{} of {} {}", self.money(money.spent), self.money(money.available), money.kind)
        });
        answer.section(format!("{}: {}", year.name, money.collect::<Vec<_>>().join(", ")));
        let starting: Vec<&PlannedAction> =
            self.actions.iter().filter(|action| action.starts == year.name).collect();
        if starting.is_empty() {
            answer.paragraph("nothing starts");
        }
        let columns = vec![
            Column::people("Cost", |action: &&PlannedAction| Value::Money(action.cost, self.currency)),
            Column::people("Action", |action: &&PlannedAction| {
                vec![Value::text(&action.name), Value::id(&action.id)]
            }),
            Column::people("What it does", |action: &&PlannedAction| self.notes(action)),
        ];
        answer.table(Table::new("Year", &starting, columns).for_readers(Readers::People));
        let are = if year.completes.len() == 1 { "action is" } else { "actions are" };
        answer.paragraph(format!(
            "At its end {} of the risk is left; {} {are} complete.",
            percent(year.risk_left_share),
            year.completes.len()
        ));
    }

    fn notes(&self, action: &PlannedAction) -> Sentence {
        let is_needed = || self.actions.iter().any(|other| other.after.contains(&action.id));
        let when = |holds: bool, words: &str| if holds { say![words] } else { Sentence::default() };
        let notes = [
            when(action.completes != action.starts, &format!("until {}", action.completes)),
            match action.clears.len() {
                0 if is_needed() => say!["clears nothing itself; others need it"],
                0 => say!["clears nothing that is a finding yet"],
                many => {
                    let points = decimal(action.removes, 0);
                    say![format!("clears {}, {points} points", counted(many, "finding"))]
                }
            },
            when(!action.after.is_empty(), &format!("after {}", action.after.join(", "))),
            action.start_by.map_or_else(Sentence::default, |day| say!["must start by ", day]),
            when(action.is_quick_win, "quick win"),
            when(action.needs_clinical_safety_review, "needs a clinical safety review"),
        ];
        Sentence::joined(notes, "; ")
    }

    fn brings(&self, answer: &mut Answer) {
        let total = &self.total;
        answer.section("What it brings in the end");
        answer.item(format!(
            "{} of {} risk points, resting on facts of {} mean confidence",
            decimal(total.removed, 0),
            decimal(total.risk, 0),
            decimal(total.confidence, 2)
        ));
        let hours = count(total.hours_saved_per_year.round() as u64);
        answer.item(format!("{hours} hours of staff time a year, as recorded"));
        let saved = self.money(total.running_cost_saved_per_year);
        answer.item(format!("{saved} a year of running cost, as its options state"));
        answer.item(format!(
            "It costs {} as recorded, and {} at the Treasury's upper bound for optimism",
            self.money(total.cost),
            self.money(total.cost_at_upper_bound)
        ));
        if total.not_costed > 0 {
            let are = if total.not_costed == 1 { "action is" } else { "actions are" };
            let many = total.not_costed;
            answer.item(format!("{many} recorded {are} not costed and stay out of every sum"));
        }
    }

    fn cliffs(&self, answer: &mut Answer) {
        let unmet: Vec<&CliffRow> = self.cliffs.iter().filter(|cliff| !cliff.is_met).collect();
        if !self.cliffs.is_empty() {
            answer.section(format!(
                "Dated ends that this plan does not meet: {} of {}, {} of them not funded at all",
                unmet.len(),
                self.cliffs.len(),
                unmet.iter().filter(|cliff| cliff.cleared_by.is_none()).count()
            ));
        }
        answer.table(table::unmet(&unmet));
        answer.table(table::cliffs(self));
    }

    fn undone(&self, answer: &mut Answer) {
        let all = self.undone.len();
        if all > 0 {
            let worth = self.undone.iter().filter(|undone| undone.leaves > 0.0).count();
            let which =
                if worth < all { format!(", {worth} of them with risk of their own") } else { String::new() };
            answer.section(format!("Left undone, most risk first: {all}{which}"));
        }
        answer.table(table::undone(self));
    }

    fn nothing(&self, answer: &mut Answer) {
        let Some(today) = self.if_nothing_is_done.first() else { return };
        answer.section("If nothing is done");
        let columns = vec![
            Column::new("day", |quarter: &QuarterRow| quarter.day),
            Column::new("risk", |quarter: &QuarterRow| Value::Decimal(quarter.risk, 0)).titled("Risk points"),
            Column::people("More than today", |quarter: &QuarterRow| {
                Value::Decimal(quarter.risk - today.risk, 0)
            }),
            Column::new("unsupported_systems", |quarter: &QuarterRow| quarter.unsupported_systems)
                .titled("Systems without support"),
            Column::new("high_risk_systems", |quarter: &QuarterRow| quarter.high_risk_systems)
                .titled("High-risk systems"),
            Column::new("lapsed_contracts", |quarter: &QuarterRow| quarter.lapsed_contracts),
        ];
        answer.table(Table::new("If nothing is done", &self.if_nothing_is_done, columns));
    }

    fn teams(&self, answer: &mut Answer) {
        let busy = self.teams.iter().filter(|team| team.days.iter().any(|days| *days > 0.0));
        let rows: Vec<Vec<Value>> = busy
            .map(|team| {
                let share = |(days, limit): (&f64, &f64)| (*limit > 0.0).then(|| Value::Share(days / limit));
                let shares = team.days.iter().zip(&team.available).map(|each| share(each).into());
                std::iter::once(Value::id(&team.id)).chain(shares).collect()
            })
            .collect();
        if rows.is_empty() {
            return;
        }
        answer.section("Teams, of the days that they can give");
        let years = self.years.iter().map(|year| year.name.clone());
        let columns = std::iter::once("team".to_owned()).chain(years).map(answer::Heading::named).collect();
        let shares = Table { columns, rows, ..Table::empty("Shares of teams") };
        answer.table(shares.for_readers(Readers::People));
    }

    fn prices(&self, answer: &mut Answer) {
        if self.solution.is_feasible && !(self.prices.is_empty() && self.next_money.is_empty()) {
            answer.section("What the limits cost");
        }
        let more = self.money(self.next_money_amount);
        for price in &self.prices {
            answer.item(format!("Without the limit of {}: {}", price.limit, brought(price)));
        }
        for price in &self.next_money {
            let limit = &price.limit;
            answer.item(format!("With {more} more {limit} in the first year: {}", brought(price)));
        }
        answer.table(table::prices(self));
    }

    fn proposals(&self, answer: &mut Answer) {
        if !self.proposals.is_empty() {
            answer.section(format!(
                "Nobody recorded what to do about the rest; proposals, never priced: {}",
                self.proposals.len()
            ));
        }
        answer.table(table::proposals(self));
    }
}

/// Until when what is undone can wait.
pub(super) fn wait(undone: &UndoneRow) -> Sentence {
    match (undone.can_wait_until, undone.is_late) {
        (Some(day), true) => say!["its day was ", day],
        (Some(day), false) => say!["until ", day],
        (None, _) => say!["no day is known"],
    }
}

/// What a lifted limit or more money brings, in words.
fn brought(price: &PriceRow) -> String {
    if price.gain_share <= 0.0 {
        return "nothing more was found".to_owned();
    }
    let which = if price.removes < 0.0 { "fewer but sooner" } else { "more" };
    let points = decimal(price.removes.abs(), 0);
    format!("value + {}, {points} risk points {which}", gap_percent(price.gain_share))
}

/// A share with one place.
fn gap_percent(share: f64) -> String {
    format!("{}%", decimal(share * 100.0, 1))
}
