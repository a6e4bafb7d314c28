//! One name looked up: the row, its dates, its state and how it was found.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalogue::{
    Bought, Candidate, Catalogue, Cycle, End, Match, Matcher, Query, SupportPosition, SupportQuestion,
    SupportState, VersionFit, support,
};
use crate::date::{Day, PartialDate};
use crate::model::component::label;
use crate::render::answer::{Answer, Column, Document, Envelope, Table, Value};
use crate::render::words::append;
use crate::sentence::{Sentence, say};
use crate::text;

/// Candidates that a terminal shows.
const MOST_CANDIDATES: usize = 12;

/// What was found of one name.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "techstrata lifecycle lookup")]
pub struct LookUp {
    /// The head of every document.
    #[serde(flatten)]
    pub envelope: Envelope,
    /// What was asked for.
    pub asked: String,
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
    pub support_ends_first: Option<PartialDate>,
    /// The last of them; nothing where one of them has no known end.
    pub support_ends_last: Option<PartialDate>,
    /// Days without support, the most that the facts allow.
    pub days_without_support: Option<i32>,
    /// The same, the least that the facts allow.
    pub least_days_without_support: Option<i32>,
    /// What would have to be known to be sure of the state.
    pub question: Option<Sentence>,
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
#[derive(Debug, Serialize, JsonSchema)]
pub struct NamedDate {
    /// What happens on it.
    pub what: &'static str,
    /// The date as precise as it is known, or words where no day is known.
    pub when: Sentence,
}

/// What else could be meant.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Runner {
    /// The product's id.
    pub product: String,
    /// The cycle.
    pub cycle: String,
    /// What people call it.
    pub name: String,
    /// The last day of support, or words.
    pub end_of_support: Sentence,
    /// Its state on the day.
    pub state: &'static str,
}

/// Looks one name up.
pub fn look_up(
    envelope: Envelope,
    catalogue: &Catalogue,
    query: Query<'_>,
    today: Day,
    horizon_months: u16,
) -> LookUp {
    let found = Matcher::new(catalogue).find(query);
    let judge = |cycle: &Cycle| {
        support::standing(Some(cycle), Bought::default(), today, i32::from(horizon_months)).state
    };
    let standing = support::resolve(&found, Bought::default(), today, i32::from(horizon_months));
    let runner = |candidate: &Candidate<'_>| Runner {
        product: candidate.product.id.to_string(),
        cycle: candidate.cycle.name.to_string(),
        name: label(&candidate.product.label, &candidate.cycle.label),
        end_of_support: end(candidate.cycle.end_of_support),
        state: judge(candidate.cycle).word(),
    };
    let asked = [query.vendor, Some(query.product), query.version];
    LookUp {
        envelope,
        asked: asked.into_iter().flatten().collect::<Vec<_>>().join(" "),
        product: found.product.map(|product| product.id.to_string()),
        product_name: found.product.map(|product| product.label.to_string()),
        cycle: found.cycle.map(|cycle| cycle.name.to_string()),
        cycle_name: found.cycle.map(|cycle| cycle.label.to_string()),
        dates: found.cycle.map_or_else(Vec::new, dates),
        state: standing.state.word(),
        best_state: standing.best.word(),
        worst_state: standing.worst.word(),
        support_ends_first: standing.ends.map(|ends| ends.first.into()),
        support_ends_last: standing.ends.and_then(|ends| ends.last).map(PartialDate::from),
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
    let released = cycle.released.known().map(|date| NamedDate { what: "released", when: say![*date] });
    let ends = [
        ("last day of sale", cycle.end_of_sale),
        ("last day of active support", cycle.end_of_active_support),
        ("last day of support", cycle.end_of_support),
        ("last day of paid extended support", cycle.end_of_extended_support),
    ];
    let known = ends.into_iter().filter(|(_, end)| *end != End::Unknown);
    released.into_iter().chain(known.map(|(what, when)| NamedDate { what, when: end(when) })).collect()
}

fn question(found: &Match<'_>, standing: &SupportPosition) -> Option<Sentence> {
    match found.version {
        VersionFit::NoProduct => return None,
        VersionFit::Absent => {
            return Some(say![
                "When does its support end? Add the release under `lifecycles:` with its source."
            ]);
        }
        VersionFit::Cycle | VersionFit::OneOf | VersionFit::Missing => {}
    }
    standing.question.map(|question| match question {
        SupportQuestion::WasExtensionBought(until) => {
            say!["Was the paid extension bought that is on sale until ", until, "?"]
        }
        SupportQuestion::ExtendedUntilWhen => say!["Until when was extended support bought?"],
        SupportQuestion::WhichRelease => say!["Which release is it?"],
        SupportQuestion::WhenDoesSupportEnd => say!["When does support end? Nobody has published it."],
    })
}

/// The last day, or words where no day is known.
fn end(end: End) -> Sentence {
    match end {
        End::On(date) => say![date],
        words => say![words.to_string()],
    }
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

impl Document for LookUp {
    fn answer(&self) -> Answer {
        let mut answer = Answer::new(self.envelope.clone(), self.title());
        answer.fact("found by", self.found_by());
        for date in &self.dates {
            answer.fact(date.what, &date.when);
        }
        answer.fact("last day of support", self.range());
        if self.product.is_some() {
            answer.fact("state", say![self.state_words(), self.on()]);
        }
        if let Some(question) = &self.question {
            answer.fact("to find out", question);
        }
        answer.fact("source", self.source.clone().unwrap_or_default());
        if !self.candidates.is_empty() {
            answer.section("It may be one of these");
            let columns = vec![
                Column::new("name", |runner: &Runner| Value::text(&runner.name)),
                Column::new("id", |runner: &Runner| {
                    Value::Id(format!("{} {}", runner.product, runner.cycle))
                }),
                Column::new("end_of_support", |runner: &Runner| runner.end_of_support.clone()),
                Column::new("state", |runner: &Runner| runner.state),
            ];
            answer.table(Table::new("Candidates", &self.candidates, columns).most(MOST_CANDIDATES, ""));
        }
        if !self.nearest.is_empty() {
            let names: Vec<String> = self.nearest.iter().map(|name| format!("`{name}`")).collect();
            answer.paragraph(format!("Did you mean {}?", text::join_or(&names)));
        }
        answer
    }
}

impl LookUp {
    fn title(&self) -> String {
        match (&self.product_name, &self.cycle_name, &self.product, &self.cycle) {
            (Some(product), Some(cycle), Some(id), Some(release)) => {
                format!("{} ({id} {release})", label(product, cycle))
            }
            (Some(product), _, Some(id), _) => format!("{product} ({id}), release not known"),
            _ => format!("{}: in no catalogue", self.asked),
        }
    }

    fn found_by(&self) -> String {
        let sure = match self.product {
            Some(_) => format!(", confidence {:.2}", self.confidence),
            None => String::new(),
        };
        let note = if self.note.is_empty() { String::new() } else { format!("; {}", self.note) };
        format!("{}{sure}{note}", self.method)
    }

    fn on(&self) -> Sentence {
        self.envelope.day.map_or_else(Sentence::default, |day| say![" (on ", day, ")"])
    }

    fn state_words(&self) -> String {
        let mut words = self.state.to_owned();
        let is_unknown = self.state == SupportState::Unknown.word();
        let counted = |days: i32| text::counted(days.max(0) as usize, "day");
        match (self.days_without_support, self.least_days_without_support) {
            (Some(most), Some(least)) if least < most => {
                append(&mut words, &format!(" for {least} to {}", counted(most)));
            }
            (Some(days), _) if !is_unknown => append(&mut words, &format!(" for {}", counted(days))),
            _ => {}
        }
        if self.best_state != self.state {
            append(&mut words, &format!(", {} at best", self.best_state));
        }
        if self.worst_state != self.state {
            append(&mut words, &format!(", {} at worst", self.worst_state));
        }
        if is_unknown {
            words += ", which is neither fine nor bad";
        }
        words
    }

    /// When the releases that may be meant lose support: nothing for one
    /// release, whose dates are shown.
    fn range(&self) -> Sentence {
        match (self.support_ends_first, self.support_ends_last) {
            _ if self.cycle.is_some() => say![],
            (Some(first), Some(last)) if first == last => say![first],
            (Some(first), Some(last)) => say![first, " to ", last],
            (Some(first), None) => say![first, " or later"],
            (None, _) => say![],
        }
    }
}
