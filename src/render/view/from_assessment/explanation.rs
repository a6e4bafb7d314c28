//! A finding taken apart: formula, factors, facts, evidence and its lines.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::Excerpt;
use super::finding::{line_id, owner};
use super::scene::{PageContext, in_the_first_ten, score, severity_chip};
use crate::analyse::evidence::Evidence;
use crate::analyse::finding;
use crate::check::estate::Subject;
use crate::date::PartialDate;
use crate::render::chart;
use crate::render::number;
use crate::render::view::{
    Article, Code, CodeLine, FactorKind, FactorRow, FindingDetail, Formula, Indicator, Mark, Term, anchor,
};
use crate::render::words::{of, sentence, with_days};
use crate::score::{Scored, change, confidence_word};
use crate::source::Place;

pub(super) fn details(scene: &PageContext<'_>, range: Range<usize>) -> Vec<FindingDetail> {
    range.filter_map(|at| Some(detail(scene, at as u32, scene.finding(at as u32)?))).collect()
}

/// A drill-down for the script, with the number of the line that leads to it.
#[derive(Serialize)]
pub(super) struct PackedDetail {
    row: String,
    #[serde(flatten)]
    detail: FindingDetail,
}

pub(super) fn packed(scene: &PageContext<'_>) -> Vec<PackedDetail> {
    let range = scene.written..scene.explained;
    let numbered = range.clone().zip(details(scene, range));
    let mut packed: Vec<PackedDetail> = numbered
        .map(|(at, mut detail)| {
            // The script draws its own bars from the figures.
            detail.factors.iter_mut().for_each(|factor| factor.bar = None);
            PackedDetail { row: line_id(at), detail }
        })
        .collect();
    // Like beside like packs a fifth smaller; the script looks them up by id.
    packed.sort_by(|a, b| a.detail.key.cmp(&b.detail.key));
    packed
}

fn detail(scene: &PageContext<'_>, at: u32, scored: &Scored) -> FindingDetail {
    let id = anchor("f", &scored.id);
    let found = &scored.finding;
    FindingDetail {
        key: scored.id.clone(),
        family: found.rule.family.title().to_owned(),
        headline: with_days(&found.headline),
        chip: severity_chip(scored.severity),
        score: score(scored.risk.point(), &scene.assessment.thresholds),
        confidence: format!("confidence {}", confidence_word(found.confidence, &scene.assessment.thresholds)),
        range: range(scored),
        why: found.rule.why.to_owned(),
        formula: Formula {
            likelihood: number::decimal(scored.likelihood.point(), 3),
            impact: number::decimal(scored.impact.point(), 3),
            result: score(scored.risk.point(), &scene.assessment.thresholds),
        },
        factors: factors(at, scored),
        facts: facts(scene, at, scored),
        excerpts: excerpts(scene, found),
        evidence: found
            .evidence()
            .iter()
            .enumerate()
            .map(|(index, one)| article(scene, at, index, one))
            .collect(),
        id,
    }
}

fn range(scored: &Scored) -> String {
    if scored.risk.reads_as_one(0) {
        return String::new();
    }
    let (low, high) = (format!("{:.0}", scored.risk.low()), format!("{:.0}", scored.risk.high()));
    let firm = if scored.is_firm { "The band stays the same." } else { "The band may change." };
    format!("Facts are missing: the score lies between {low} and {high}. {firm}")
}

fn factors(at: u32, scored: &Scored) -> Vec<FactorRow> {
    let found = &scored.finding;
    let greatest = found
        .likelihood
        .iter()
        .chain(&found.impact)
        .map(|factor| factor.weight)
        .fold(0.0, f64::max)
        .max(1e-9);
    let mut rows = Vec::new();
    for (side, total, name) in [
        (&found.likelihood, scored.likelihood.point(), "Likelihood"),
        (&found.impact, scored.impact.point(), "Impact"),
    ] {
        rows.extend(side.iter().map(|factor| factor_row(at, factor, greatest)));
        rows.push(FactorRow {
            kind: FactorKind::Total,
            name: name.to_owned(),
            fact: String::new(),
            value: String::new(),
            weight: String::new(),
            adds: number::decimal(total, 3),
            bar: None,
            marks: Vec::new(),
        });
    }
    rows
}

fn factor_row(at: u32, factor: &finding::Factor, greatest: f64) -> FactorRow {
    let value = if factor.value.reads_as_one(2) {
        number::decimal(factor.value.point(), 2)
    } else {
        format!("{:.2} ({:.2} to {:.2})", factor.value.point(), factor.value.low(), factor.value.high())
    };
    FactorRow {
        kind: FactorKind::Factor,
        name: factor.name().to_owned(),
        fact: with_days(&factor.fact),
        value,
        weight: number::decimal(factor.weight, 2),
        adds: number::decimal(factor.weight * factor.value.point(), 3),
        bar: Some(chart::factor_bar(factor.weight / greatest, factor.value.point())),
        marks: factor
            .evidence
            .iter()
            .map(|index| Mark { number: index + 1, to: evidence_id(at, index + 1) })
            .collect(),
    }
}

/// The id of a fact under a finding: short, since there are many, and good for
/// this page only.
fn evidence_id(finding: u32, number: usize) -> String {
    format!("e{}-{number}", finding + 1)
}

/// Subject, owner, what fixes it, rank, rule, what would change the score.
fn facts(scene: &PageContext<'_>, at: u32, scored: &Scored) -> Vec<Term> {
    let subject = scored.finding.subject;
    let noun = sentence(subject.noun());
    let name = format!("{} ({})", scene.estate.name(subject), scene.estate.key(subject));
    let mut facts = vec![Term::link(&noun, name, scene.subject_row(subject))];
    let organisation = scene.organisation(scene.estate.organisation_of(subject));
    if !organisation.is_empty() {
        facts.push(Term::new("Organisation", organisation));
    }
    if let Some(owner) = owner(scene, subject) {
        facts.push(Term::new("Owner", owner));
    }
    if let Some(verified) = verified(scene, subject) {
        facts.push(Term::new("Facts checked", verified));
    }
    facts.push(fixed_by(scene, at));
    facts.push(Term::new("Rank", rank(scene, at)));
    let rule = scored.finding.rule;
    facts.push(Term::link("Rule", format!("{}, version {}: {}", rule.id, rule.version, rule.title), "rules"));
    if let Some(hours) = scored.finding.hours_per_year {
        facts.push(Term::new("Staff time", format!("{} a year", of(hours.round() as u64, "hour", "hours"))));
    }
    facts.extend(changes(scored));
    facts
}

/// `5 of 591 findings; almost certain (100%) to be in the first ten`.
fn rank(scene: &PageContext<'_>, at: u32) -> String {
    let rank = format!("{} of {}", at + 1, of(scene.assessment.findings.len() as u64, "finding", "findings"));
    match scene.firmness.of_finding(at) {
        None => rank,
        Some(shares) => rank + &in_the_first_ten(shares.within(10)),
    }
}

fn verified(scene: &PageContext<'_>, subject: Subject) -> Option<String> {
    // Whoever answers for it can have it checked.
    scene.estate.owner(subject)?;
    let record = scene.estate.subject(subject).record;
    let day = record
        .verified
        .get()
        .map_or_else(|| "No day recorded".to_owned(), |date: PartialDate| number::partial(date));
    Some(match record.source.known() {
        Some(source) => format!("{day}; source: {source}"),
        None => day,
    })
}

fn fixed_by(scene: &PageContext<'_>, at: u32) -> Term {
    let plan = &scene.assessment.plan;
    let clears = |action: &usize| scene.assessment.actions.all[*action].clears.binary_search(&at).is_ok();
    let lines: Vec<Indicator> = (0..scene.assessment.actions.all.len())
        .filter(clears)
        .map(|index| {
            let action = &scene.assessment.actions.all[index];
            let cost = action.cost.map_or_else(|| "not costed".to_owned(), |cost| scene.money(cost));
            let months = action
                .months
                .map(|months| format!(", {}", of(months.into(), "month", "months")))
                .unwrap_or_default();
            let is_listed = plan.chosen.iter().any(|chosen| chosen.action == index);
            Indicator {
                text: format!("{}, {cost}{months}", action.name),
                to: if is_listed { crate::render::view::anchor("action", &action.id) } else { String::new() },
            }
        })
        .collect();
    if lines.is_empty() {
        return Term::new("Fixed by", "No recorded action");
    }
    Term { term: "Fixed by".to_owned(), lines }
}

/// The score if one factor were at its best anchor, and if all were that can
/// change.
fn changes(scored: &Scored) -> Option<Term> {
    let name = |factor: Option<usize>| match factor {
        Some(index) => scored.finding.likelihood[index].name(),
        None => "All of these",
    };
    let lines: Vec<Indicator> = change::changes(scored)
        .into_iter()
        .map(|change| Indicator {
            text: format!("{} at its best: {:.0}", name(change.factor), change.risk)
                .replace("All of these at its best", "All of these"),
            to: String::new(),
        })
        .collect();
    (!lines.is_empty()).then(|| Term { term: "What would change this score".to_owned(), lines })
}

fn place_of(evidence: &Evidence) -> Option<&Place> {
    match evidence {
        Evidence::Inventory { place, .. } | Evidence::Missing { place, .. } => Some(place),
        _ => None,
    }
}

fn article(scene: &PageContext<'_>, at: u32, index: usize, evidence: &Evidence) -> Article {
    let number = index + 1;
    let (kind, text) = match evidence {
        Evidence::Inventory { statement, .. } => ("Inventory", statement.clone()),
        Evidence::Missing { field, assumed, .. } => ("Not recorded", format!("{field}; {assumed}")),
        Evidence::Catalogue { product, cycle, statement, source, matched } => {
            let date =
                scene.assessment.catalogue.date().map(|day| format!(", catalogue of {}", number::day(day)));
            let text = format!(
                "{product} {cycle}: {statement}. Source: {source}{}. Matched by {matched}.",
                date.unwrap_or_default()
            );
            ("Lifecycle", text)
        }
        Evidence::Graph { measure, statement, example } => {
            let names: Vec<String> = example.iter().map(|subject| scene.estate.name(*subject)).collect();
            let example = if names.is_empty() {
                String::new()
            } else {
                format!(" Example: {}.", names.join(" \u{2192} "))
            };
            ("Graph", format!("{statement} ({measure}).{example}"))
        }
        Evidence::Assumption { statement } => ("Assumption", statement.clone()),
    };
    let excerpt = place_of(evidence).and_then(|place| scene.excerpt(place));
    Article {
        id: evidence_id(at, number),
        number,
        kind,
        text: with_days(&text),
        place: excerpt.as_ref().map_or_else(String::new, |excerpt| format!("line {}", excerpt.meant)),
        path: excerpt.map_or_else(String::new, |excerpt| excerpt.path),
    }
}

/// Lines of one file by number, and whether each is cited.
type Lines = BTreeMap<usize, (String, bool)>;

/// The lines that a finding cites, one block a file: what is cited twice, or
/// stands beside what is cited, is shown once.
fn excerpts(scene: &PageContext<'_>, found: &finding::Finding) -> Vec<Code> {
    let mut files: BTreeMap<String, Lines> = BTreeMap::new();
    for excerpt in found.evidence().iter().filter_map(place_of).filter_map(|place| scene.excerpt(place)) {
        let Excerpt { path, first, lines, meant } = excerpt;
        let known = files.entry(path).or_default();
        for (index, text) in lines.into_iter().enumerate() {
            let line = known.entry(first + index).or_insert((text, false));
            line.1 |= first + index == meant;
        }
    }
    files.into_iter().map(|(path, lines)| Code { path, lines: code_lines(lines) }).collect()
}

fn code_lines(lines: Lines) -> Vec<CodeLine> {
    let width = lines.keys().last().map_or(1, |last| last.to_string().len());
    let mut shown = Vec::new();
    let mut before = None;
    for (number, (text, is_meant)) in lines {
        if before.is_some_and(|before| before + 1 < number) {
            shown.push(CodeLine { number: String::new(), text: "\u{22ef}".to_owned(), is_meant: false });
        }
        before = Some(number);
        shown.push(CodeLine { number: format!("{number:>width$}"), text, is_meant });
    }
    shown
}
