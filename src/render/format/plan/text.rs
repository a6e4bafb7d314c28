//! The plan as a finance director reads it: what it comes to, what each
//! year buys, what is left undone and until when, and which dated ends nobody
//! pays for.

use std::fmt::Write as _;

use super::document::{ActionRow, Document, PriceRow, YearRow};
use crate::money::Currency;
use crate::render::format::text::wrapped;
use crate::render::number::{count, decimal, money_round, percent};
use crate::text::{counted, visible};

/// Rows that are shown of each list below the years.
const SHOWN: usize = 10;

// Writing to a String cannot fail, so results of `writeln!` are dropped here.

/// The plan as text, `width` columns wide where lines can be broken.
pub fn text(document: &Document, currency: Currency, width: usize) -> String {
    let mut page = Page { out: String::new(), width, currency };
    page.head(document);
    page.forced(document);
    if !document.solution.is_feasible {
        return page.out;
    }
    for year in &document.years {
        page.year(document, year);
    }
    page.brings(document);
    page.cliffs(document);
    page.undone(document);
    page.nothing(document);
    page.teams(document);
    page.prices(document);
    page.proposals(document);
    page.assumptions(document);
    page.out
}

struct Page {
    out: String,
    width: usize,
    currency: Currency,
}

impl Page {
    fn money(&self, major: f64) -> String {
        money_round((major * 100.0).round() as i64, self.currency)
    }

    fn line(&mut self, text: &str, indent: usize) {
        let _ = writeln!(self.out, "{}", wrapped(text, self.width, indent));
    }

    fn head(&mut self, document: &Document) {
        let total = &document.total;
        let day = document.envelope.day.map_or_else(String::new, |day| day.to_string());
        let _ = writeln!(self.out, "{}, as at {day}\n", visible(&document.estate_name));
        if !document.solution.is_feasible {
            self.no_plan(document);
            return;
        }
        let years = counted(document.years.len(), "year");
        self.line(
            &format!(
                "{} for {} in {years} remove {} of the measured risk.",
                counted(total.actions, "action"),
                self.money(total.cost),
                percent(total.removed_share)
            ),
            0,
        );
        let solution = &document.solution;
        let proof = if solution.is_optimal {
            "No other plan within these limits removes more, sooner: proved.".to_owned()
        } else {
            format!(
                "No other plan within these limits can be better by more than {} (value {}, bound {}).",
                gap_percent(solution.gap.unwrap_or(1.0)),
                decimal(solution.value, 1),
                decimal(solution.bound.unwrap_or(solution.value), 1)
            )
        };
        self.line(&proof, 0);
        let greedy = solution.greedy.filter(|greedy| *greedy < solution.value).map(|greedy| {
            format!(
                " Taking the best value for money first would bring {} less.",
                percent(1.0 - greedy / solution.value)
            )
        });
        self.line(
            &format!(
                "Value is risk points removed × years, discounted at {}, counted over {} years.{}",
                gap_percent(solution.discount_rate),
                solution.benefit_years,
                greedy.unwrap_or_default()
            ),
            0,
        );
    }

    /// What a scenario forces and the plan does not do.
    fn forced(&mut self, document: &Document) {
        if document.forced_undone.is_empty() {
            return;
        }
        let _ = writeln!(self.out, "\nForced but not possible: {}", document.forced_undone.len());
        for forced in &document.forced_undone {
            let line = format!("  {} ({}): {}", visible(&forced.name), visible(&forced.id), forced.why);
            self.line(&line, 4);
        }
    }

    fn no_plan(&mut self, document: &Document) {
        let is_proved = document.solution.status == "infeasible";
        self.line(
            if is_proved {
                "No plan can do all that must be done."
            } else {
                "No plan that does all that must be done was found in time; none was ruled out either."
            },
            0,
        );
        for clash in &document.solution.clashes {
            self.line(&format!("  {}", visible(clash)), 4);
        }
    }

    fn year(&mut self, document: &Document, year: &YearRow) {
        let money: Vec<String> = year
            .money
            .iter()
            .map(|money| {
                format!("{} of {} {}", self.money(money.spent), self.money(money.available), money.kind)
            })
            .collect();
        let _ = writeln!(self.out, "\n{}  {}", year.name, money.join(", "));
        for action in document.actions.iter().filter(|action| action.starts == year.name) {
            self.action(document, action);
        }
        if year.starts.is_empty() {
            self.line("  nothing starts", 2);
        }
        self.line(
            &format!(
                "  At its end {} of the risk is left; {} complete.",
                percent(year.risk_left_share),
                if year.completes.len() == 1 {
                    "1 action is".to_owned()
                } else {
                    format!("{} actions are", year.completes.len())
                }
            ),
            2,
        );
    }

    fn action(&mut self, document: &Document, action: &ActionRow) {
        let mut notes = Vec::new();
        if action.completes != action.starts {
            notes.push(format!("until {}", action.completes));
        }
        let is_needed = document.actions.iter().any(|other| other.after.contains(&action.id));
        if action.clears.is_empty() && !is_needed {
            notes.push("clears nothing that is a finding yet".to_owned());
        } else if action.clears.is_empty() {
            notes.push("clears nothing itself; others need it".to_owned());
        } else {
            notes.push(format!(
                "clears {}, {} points",
                counted(action.clears.len(), "finding"),
                decimal(action.removes, 0)
            ));
        }
        if !action.after.is_empty() {
            notes.push(format!("after {}", action.after.join(", ")));
        }
        if let Some(day) = &action.start_by {
            notes.push(format!("must start by {day}"));
        }
        if action.is_quick_win {
            notes.push("quick win".to_owned());
        }
        if action.needs_clinical_safety_review {
            notes.push("needs a clinical safety review".to_owned());
        }
        let line = format!(
            "  {:>7}  {} ({}): {}",
            self.money(action.cost),
            visible(&action.name),
            visible(&action.id),
            notes.join("; ")
        );
        self.line(&line, 11);
    }

    fn brings(&mut self, document: &Document) {
        let total = &document.total;
        let _ = writeln!(self.out, "\nWhat it brings in the end");
        self.line(
            &format!(
                "  {} of {} risk points, resting on facts of {} mean confidence",
                decimal(total.removed, 0),
                decimal(total.risk, 0),
                decimal(total.confidence, 2)
            ),
            4,
        );
        self.line(
            &format!(
                "  {} hours of staff time a year, as recorded",
                count(total.hours_saved_per_year.round() as u64)
            ),
            4,
        );
        self.line(
            &format!(
                "  {} a year of running cost, as its options state",
                self.money(total.running_cost_saved_per_year)
            ),
            4,
        );
        self.line(
            &format!(
                "  It costs {} as recorded, and {} at the Treasury's upper bound for optimism",
                self.money(total.cost),
                self.money(total.cost_at_upper_bound)
            ),
            4,
        );
        if total.not_costed > 0 {
            let are = if total.not_costed == 1 { "action is" } else { "actions are" };
            self.line(
                &format!("  {} recorded {are} not costed and stay out of every sum", total.not_costed),
                4,
            );
        }
    }

    fn cliffs(&mut self, document: &Document) {
        let unmet: Vec<_> = document.cliffs.iter().filter(|cliff| !cliff.is_met).collect();
        if document.cliffs.is_empty() {
            return;
        }
        let _ = writeln!(
            self.out,
            "\nDated ends that this plan does not meet: {} of {}, {} of them not funded at all",
            unmet.len(),
            document.cliffs.len(),
            unmet.iter().filter(|cliff| cliff.cleared_by.is_none()).count()
        );
        for cliff in unmet.iter().take(SHOWN) {
            let cleared = cliff
                .cleared_by
                .as_ref()
                .map_or("not funded".to_owned(), |day| format!("cleared by {day}, after it"));
            self.line(&format!("  {}  {} ({cleared})", cliff.day, visible(&cliff.headline)), 14);
        }
        self.rest(unmet.len());
    }

    fn undone(&mut self, document: &Document) {
        let all = document.undone.len();
        if all == 0 {
            return;
        }
        let worth = document.undone.iter().filter(|undone| undone.leaves > 0.0).count();
        let which =
            if worth < all { format!(", {worth} of them with risk of their own") } else { String::new() };
        let _ = writeln!(self.out, "\nLeft undone, most risk first: {all}{which}");
        for undone in document.undone.iter().take(SHOWN) {
            let cost = undone.cost.map_or_else(|| "not costed".to_owned(), |cost| self.money(cost));
            let wait = match (&undone.can_wait_until, undone.is_late) {
                (Some(day), true) => format!("its day was {day}"),
                (Some(day), false) => format!("can wait until {day}"),
                (None, _) => "no day is known".to_owned(),
            };
            let line = format!(
                "  {cost:>10}  {} ({}): {}; leaves {} points; {wait}",
                visible(&undone.name),
                visible(&undone.id),
                undone.why,
                decimal(undone.leaves, 0)
            );
            self.line(&line, 14);
        }
        self.rest(all);
    }

    fn rest(&mut self, all: usize) {
        if all > SHOWN {
            let _ =
                writeln!(self.out, "  and {} more; `--format xlsx -o plan.xlsx` lists them all", all - SHOWN);
        }
    }

    fn nothing(&mut self, document: &Document) {
        let Some(today) = document.if_nothing_is_done.first() else { return };
        let _ = writeln!(self.out, "\nIf nothing is done");
        for quarter in &document.if_nothing_is_done {
            let change = quarter.risk - today.risk;
            let more = if change.abs() < 0.5 {
                String::new()
            } else {
                format!(" ({}{})", if change > 0.0 { "+" } else { "" }, decimal(change, 0))
            };
            let line = format!(
                "  {}  {} risk points{more}; {} without support, {}; {}",
                quarter.day,
                decimal(quarter.risk, 0),
                counted(quarter.unsupported_systems, "system"),
                counted(quarter.high_risk_systems, "high-risk system"),
                counted(quarter.lapsed_contracts, "lapsed contract")
            );
            self.line(&line, 14);
        }
    }

    fn teams(&mut self, document: &Document) {
        let busy = document.teams.iter().filter(|team| team.days.iter().any(|days| *days > 0.0));
        let rows: Vec<String> = busy
            .map(|team| {
                let years: Vec<String> = team
                    .days
                    .iter()
                    .zip(&team.available)
                    .map(|(days, limit)| {
                        let share = if *limit > 0.0 { percent(days / limit) } else { "–".to_owned() };
                        format!("{share:>5}")
                    })
                    .collect();
                format!("  {:<34} {}", visible(&team.id), years.join("  "))
            })
            .collect();
        if rows.is_empty() {
            return;
        }
        let names: Vec<&str> = document.years.iter().map(|year| year.name.as_str()).collect();
        let _ = writeln!(self.out, "\nTeams, of the days that they can give ({})", names.join(", "));
        for row in rows {
            let _ = writeln!(self.out, "{row}");
        }
    }

    fn prices(&mut self, document: &Document) {
        if document.prices.is_empty() && document.next_money.is_empty() {
            return;
        }
        let _ = writeln!(self.out, "\nWhat the limits cost");
        for price in &document.prices {
            let line = format!("  Without the limit of {}: {}", visible(&price.limit), brought(price));
            self.line(&line, 4);
        }
        for price in &document.next_money {
            let more = self.money(document.next_money_amount);
            let line = format!("  With {more} more {} in the first year: {}", price.limit, brought(price));
            self.line(&line, 4);
        }
    }

    fn proposals(&mut self, document: &Document) {
        if document.proposals.is_empty() {
            return;
        }
        let _ = writeln!(
            self.out,
            "\nNobody recorded what to do about the rest; proposals, never priced: {}",
            document.proposals.len()
        );
        for proposal in document.proposals.iter().take(SHOWN) {
            let after = if proposal.after.is_empty() {
                String::new()
            } else {
                format!("; after {}", proposal.after.join(", "))
            };
            let line = format!(
                "  {:>5}  {}: {} effort, {}{after}",
                decimal(proposal.risk, 0),
                visible(&proposal.name),
                proposal.effort,
                counted(proposal.clears.len(), "finding")
            );
            self.line(&line, 9);
        }
        self.rest(document.proposals.len());
    }

    fn assumptions(&mut self, document: &Document) {
        if document.assumptions.is_empty() {
            return;
        }
        let _ = writeln!(self.out, "\nAssumed");
        for assumption in &document.assumptions {
            self.line(&format!("  {}", visible(assumption)), 4);
        }
    }
}

/// What a lifted limit or more money brings, in words.
fn brought(price: &PriceRow) -> String {
    if price.gain_share <= 0.0 {
        return "nothing more was found".to_owned();
    }
    format!(
        "value + {}, {} risk points {}",
        gap_percent(price.gain_share),
        decimal(price.removes.abs(), 0),
        if price.removes < 0.0 { "fewer but sooner" } else { "more" }
    )
}

/// A share with one place.
fn gap_percent(share: f64) -> String {
    format!("{}%", decimal(share * 100.0, 1))
}
