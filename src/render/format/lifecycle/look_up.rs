//! One name looked up: the row, its dates, its state and how it was found.

use std::fmt::Write as _;

use serde::Serialize;

use crate::catalogue::{
    Bought, Candidate, Catalogue, Cycle, End, Match, Matcher, Query, Standing, SupportQuestion, SupportState,
    VersionFit, support,
};
use crate::date::Day;
use crate::text::{self, visible};

/// Candidates that are shown at most.
const MOST_CANDIDATES: usize = 12;

/// The answer to one look-up.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The product's id; nothing if it is in no catalogue.
    pub product: Option<String>,
    /// What people call the product.
    pub product_name: Option<String>,
    /// The cycle; only where nothing is left to guess.
    pub cycle: Option<String>,
    /// What people call the cycle.
    pub cycle_name: Option<String>,
    /// The cycle's dates in order of time, each with what it means.
    pub dates: Vec<NamedDate>,
    /// The state on the day: that of every release that may be meant, or
    /// unknown where they differ.
    pub state: &'static str,
    /// The best state that the facts allow.
    pub best_state: &'static str,
    /// The worst state that the facts allow.
    pub worst_state: &'static str,
    /// The first end of support of the releases that may be meant.
    pub support_ends_first: Option<String>,
    /// The last of them; nothing where one of them has no known end.
    pub support_ends_last: Option<String>,
    /// The day of the state.
    pub as_of: String,
    /// Days without support, the most that the facts allow.
    pub days_without_support: Option<i32>,
    /// The same, the least that the facts allow.
    pub least_days_without_support: Option<i32>,
    /// What would have to be known to be sure of the state.
    pub question: Option<String>,
    /// How it was found: identifier, exact name, probable, another product, unmatched.
    pub method: &'static str,
    /// How sure the product is, 0 to 1.
    pub confidence: f64,
    /// Why, in a sentence.
    pub note: String,
    /// What else could be meant.
    pub candidates: Vec<Runner>,
    /// Products of a like name, where none was found.
    pub nearest: Vec<String>,
    /// Where the dates come from.
    pub source: Option<String>,
}

/// A date of a cycle.
#[derive(Debug, Serialize)]
pub struct NamedDate {
    /// What happens on it.
    pub what: &'static str,
    /// The date as precise as it is known, or words where no day is known.
    pub when: String,
}

/// What else could be meant.
#[derive(Debug, Serialize)]
pub struct Runner {
    /// The product's id.
    pub product: String,
    /// The cycle.
    pub cycle: String,
    /// What people call it.
    pub name: String,
    /// The last day of support, or words.
    pub end_of_support: String,
    /// Its state on the day.
    pub state: &'static str,
}

/// Looks one name up.
pub fn look_up(catalogue: &Catalogue, query: Query<'_>, today: Day, horizon_months: u16) -> Answer {
    let found = Matcher::new(catalogue).find(query);
    let judge = |cycle: &Cycle| {
        support::standing(Some(cycle), Bought::default(), today, i32::from(horizon_months)).state
    };
    let standing = support::resolve(&found, Bought::default(), today, i32::from(horizon_months));
    let runner = |candidate: &Candidate<'_>| Runner {
        product: candidate.product.id.to_string(),
        cycle: candidate.cycle.name.to_string(),
        name: named(&candidate.product.label, &candidate.cycle.label),
        end_of_support: candidate.cycle.end_of_support.to_string(),
        state: judge(candidate.cycle).word(),
    };
    Answer {
        product: found.product.map(|product| product.id.to_string()),
        product_name: found.product.map(|product| product.label.to_string()),
        cycle: found.cycle.map(|cycle| cycle.name.to_string()),
        cycle_name: found.cycle.map(|cycle| cycle.label.to_string()),
        dates: found.cycle.map_or_else(Vec::new, dates),
        state: standing.state.word(),
        best_state: standing.best.word(),
        worst_state: standing.worst.word(),
        support_ends_first: standing.ends.map(|ends| ends.first.to_string()),
        support_ends_last: standing.ends.and_then(|ends| ends.last).map(|day| day.to_string()),
        as_of: today.to_string(),
        days_without_support: standing.debt_days,
        least_days_without_support: standing.least_debt_days,
        question: question(&found, &standing),
        method: found.method.word(),
        confidence: found.confidence,
        note: found.note.to_owned(),
        candidates: found.candidates.iter().map(runner).collect(),
        nearest: if found.product.is_some() { Vec::new() } else { nearest(catalogue, query.product) },
        source: found.cycles().next().map(|cycle| cycle.source.to_string()),
    }
}

fn dates(cycle: &Cycle) -> Vec<NamedDate> {
    let released = cycle.released.known().map(|date| NamedDate { what: "released", when: date.to_string() });
    let ends = [
        ("last day of sale", cycle.end_of_sale),
        ("last day of active support", cycle.end_of_active_support),
        ("last day of support", cycle.end_of_support),
        ("last day of paid extended support", cycle.end_of_extended_support),
    ];
    let known = ends.into_iter().filter(|(_, end)| *end != End::Unknown);
    released.into_iter().chain(known.map(|(what, end)| NamedDate { what, when: end.to_string() })).collect()
}

fn question(found: &Match<'_>, standing: &Standing) -> Option<String> {
    match found.version {
        VersionFit::NoProduct => return None,
        VersionFit::Absent => {
            return Some(
                "When does its support end? Add the release under `lifecycles:` with its source.".to_owned(),
            );
        }
        VersionFit::Cycle | VersionFit::OneOf | VersionFit::Missing => {}
    }
    standing.question.map(|question| match question {
        SupportQuestion::WasExtensionBought(until) => {
            format!("Was the paid extension bought that is on sale until {until}?")
        }
        SupportQuestion::ExtendedUntilWhen => "Until when was extended support bought?".to_owned(),
        SupportQuestion::WhichRelease => "Which release is it?".to_owned(),
        SupportQuestion::WhenDoesSupportEnd => "When does support end? Nobody has published it.".to_owned(),
    })
}

/// Ids and names of products like the one that was asked for.
fn nearest(catalogue: &Catalogue, product: &str) -> Vec<String> {
    let names = catalogue.products().iter().flat_map(|product| [&*product.label, &*product.id]);
    let mut nearest: Vec<String> = Vec::new();
    for name in text::nearest(product, names, 6) {
        let product =
            catalogue.products().iter().find(|product| *product.label == *name || *product.id == *name);
        let label = product.map_or(name, |product| &*product.label);
        if !nearest.iter().any(|known| known == label) {
            nearest.push(label.to_owned());
        }
    }
    nearest.truncate(3);
    nearest
}

/// Product and cycle in words; some labels of cycles hold the product already.
fn named(product: &str, cycle: &str) -> String {
    let repeats = product.split(' ').next_back().is_some_and(|last| cycle.contains(last));
    if repeats { cycle.to_owned() } else { format!("{product} {cycle}") }
}

/// The answer as one JSON document.
pub fn json(answer: &Answer) -> String {
    // Plain text, numbers and lists can always be written.
    serde_json::to_string_pretty(answer).unwrap_or_default() + "\n"
}

/// The answer for a terminal.
pub fn text(answer: &Answer, asked: &str) -> String {
    // Writing to a String cannot fail, so results of `writeln!` are dropped.
    let mut out = String::new();
    let _ = writeln!(out, "{}", heading(answer, asked));
    let mut line = |name: &str, value: &str| {
        let _ = writeln!(out, "  {name:<36}{}", visible(value));
    };
    line("found by", &found_by(answer));
    for date in &answer.dates {
        line(date.what, &date.when);
    }
    if let Some(range) = range(answer) {
        line("last day of support", &range);
    }
    if answer.product.is_some() {
        line(&format!("state on {}", answer.as_of), &state(answer));
    }
    if let Some(question) = &answer.question {
        line("to find out", question);
    }
    if let Some(source) = &answer.source {
        line("source", source);
    }
    candidates(&mut out, answer);
    if !answer.nearest.is_empty() {
        let names: Vec<String> = answer.nearest.iter().map(|name| format!("`{name}`")).collect();
        let _ = writeln!(out, "\nDid you mean {}?", text::join_or(&names));
    }
    out
}

fn heading(answer: &Answer, asked: &str) -> String {
    match (&answer.product_name, &answer.cycle_name, &answer.product, &answer.cycle) {
        (Some(product), Some(cycle), Some(id), Some(release)) => {
            format!("{} ({id} {release})", named(product, cycle))
        }
        (Some(product), _, Some(id), _) => format!("{product} ({id}), release not known"),
        _ => format!("{}: in no catalogue", visible(asked)),
    }
}

fn found_by(answer: &Answer) -> String {
    let sure = if answer.product.is_some() {
        format!(", confidence {:.2}", answer.confidence)
    } else {
        String::new()
    };
    let note = if answer.note.is_empty() { String::new() } else { format!("; {}", answer.note) };
    format!("{}{sure}{note}", answer.method)
}

fn state(answer: &Answer) -> String {
    let mut words = answer.state.to_owned();
    let is_unknown = answer.state == SupportState::Unknown.word();
    match (answer.days_without_support, answer.least_days_without_support) {
        (Some(most), Some(least)) if least < most => {
            let _ = write!(words, " for {least} to {}", text::counted(most.max(0) as usize, "day"));
        }
        (Some(days), _) if !is_unknown => {
            let _ = write!(words, " for {}", text::counted(days.max(0) as usize, "day"));
        }
        _ => {}
    }
    if answer.best_state != answer.state {
        let _ = write!(words, ", {} at best", answer.best_state);
    }
    if answer.worst_state != answer.state {
        let _ = write!(words, ", {} at worst", answer.worst_state);
    }
    if is_unknown {
        words.push_str(", which is neither fine nor bad");
    }
    words
}

/// When the releases that may be meant lose support: nothing for one release,
/// whose dates are shown.
fn range(answer: &Answer) -> Option<String> {
    let first = answer.support_ends_first.as_ref().filter(|_| answer.cycle.is_none())?;
    Some(match &answer.support_ends_last {
        Some(last) if last == first => first.clone(),
        Some(last) => format!("{first} to {last}"),
        None => format!("{first} or later"),
    })
}

fn candidates(out: &mut String, answer: &Answer) {
    if answer.candidates.is_empty() {
        return;
    }
    let shown = || answer.candidates.iter().take(MOST_CANDIDATES);
    let name = |runner: &Runner| format!("{} ({} {})", runner.name, runner.product, runner.cycle);
    let width = shown().map(|runner| name(runner).chars().count()).max().unwrap_or(0);
    let _ = writeln!(out, "\nIt may be one of these:");
    for runner in shown() {
        let end = format!("support to {}", runner.end_of_support);
        let _ = writeln!(out, "  {:<width$}   {end:<24}{}", name(runner), runner.state);
    }
    let more = answer.candidates.len().saturating_sub(MOST_CANDIDATES);
    if more > 0 {
        let _ = writeln!(out, "  and {more} more");
    }
}
