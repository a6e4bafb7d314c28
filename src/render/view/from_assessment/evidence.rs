//! Evidence and gaps: how complete, how fresh, what to find out first.

use std::collections::BTreeMap;

use super::lifecycle::listing;
use super::note::completeness_of_all;
use super::scene::PageContext;
use crate::analyse::completeness;
use crate::analyse::finding::Gap;
use crate::check::estate::{Endpoint, OrganisationIndex};
use crate::date::{PartialDate, add_months};
use crate::method::Threshold;
use crate::render::chart;
use crate::render::number;
use crate::render::view::{Cell, EvidenceSection, Listing, ViewColumn, ViewRow};
use crate::render::words::{and_not_judged, append, field_words, of, sentence, spelled_of, with_days};

const MOST_ROWS: usize = 40;

pub(super) fn evidence(scene: &PageContext<'_>) -> EvidenceSection {
    let gaps = scene.assessment.gaps.len() as u64;
    let said = format!(
        "{} of the facts that we need of systems and devices are recorded. {} could not be answered for lack of a fact.",
        number::percent(completeness_of_all(scene)),
        of(gaps, "question", "questions")
    );
    EvidenceSection {
        summary: and_not_judged(&said, &scene.off),
        listings: vec![questions(scene), by_area(scene), by_field(scene), stale(scene), accepted(scene)],
    }
}

/// Fields that are missing, by how many questions they would settle.
fn questions(scene: &PageContext<'_>) -> Listing {
    let mut by_field: BTreeMap<&str, Vec<&Gap>> = BTreeMap::new();
    for gap in &scene.assessment.gaps {
        by_field.entry(gap.field).or_default().push(gap);
    }
    let mut order: Vec<_> = by_field.into_iter().collect();
    order.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(b.0)));
    let said = match order.first() {
        None if scene.is_all_off() => and_not_judged("", &scene.off),
        None => "No rule lacked a fact.".to_owned(),
        Some((field, gaps)) => {
            format!(
                "{} would settle most: {}.",
                sentence(&field_words(field)),
                of(gaps.len() as u64, "question", "questions")
            )
        }
    };
    let rows = order
        .iter()
        .take(MOST_ROWS)
        .filter_map(|(field, gaps)| {
            let first = gaps.first()?;
            Some(ViewRow::of(vec![
                Cell::new(*field),
                Cell::new(number::count(gaps.len() as u64)),
                Cell::new(with_days(&first.headline)).to(scene.subject_row(first.subject)),
            ]))
        })
        .collect();
    let columns =
        vec![ViewColumn::head("Field"), ViewColumn::number("Questions"), ViewColumn::text("Example")];
    listing(
        "What to find out first",
        "questions",
        said,
        "Missing fields, by how many questions they would settle",
        columns,
        rows,
    )
}

fn needed(scene: &PageContext<'_>, endpoint: Endpoint) -> Vec<completeness::Needed> {
    completeness::needed(scene.estate, endpoint, scene.context.thresholds)
}

/// Completeness by organisation, least complete first.
fn by_area(scene: &PageContext<'_>) -> Listing {
    let mut areas: BTreeMap<OrganisationIndex, (f64, u64)> = BTreeMap::new();
    for standing in &scene.assessment.standings.all {
        let area = areas.entry(scene.estate.organisation_of(standing.subject.into())).or_default();
        area.0 += completeness::completeness(&needed(scene, standing.subject));
        area.1 += 1;
    }
    let mut order: Vec<_> =
        areas.into_iter().map(|(area, (sum, count))| (area, sum / count as f64, count)).collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    let sentence = match order.first() {
        None => "Nothing is recorded.".to_owned(),
        Some(_) if order.len() == 1 => "There is one organisation.".to_owned(),
        Some((area, share, _)) => {
            format!("{} records least: {}.", scene.organisation(*area), number::percent(*share))
        }
    };
    let rows = order
        .iter()
        .map(|(area, share, count)| {
            let name = scene.organisation(*area);
            ViewRow::of(vec![
                Cell::new(if name.is_empty() { "The organisation" } else { name }),
                Cell::new(number::count(*count)),
                Cell::new(number::percent(*share)).bar(chart::share_bar(*share)),
            ])
        })
        .collect();
    let columns = vec![
        ViewColumn::head("Organisation"),
        ViewColumn::number("Systems and fleets"),
        ViewColumn::number("Complete"),
    ];
    listing(
        "How complete each organisation is",
        "completeness",
        sentence,
        "Weighted share of the needed fields that are recorded",
        columns,
        rows,
    )
}

/// Completeness by field, least complete first.
fn by_field(scene: &PageContext<'_>) -> Listing {
    let mut fields: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for standing in &scene.assessment.standings.all {
        for needed in needed(scene, standing.subject) {
            let field = fields.entry(needed.field).or_default();
            field.0 += u64::from(needed.is_filled);
            field.1 += 1;
        }
    }
    let mut order: Vec<_> = fields.into_iter().collect();
    let share = |filled: u64, all: u64| filled as f64 / all.max(1) as f64;
    order.sort_by(|a, b| share(a.1.0, a.1.1).total_cmp(&share(b.1.0, b.1.1)).then(a.0.cmp(b.0)));
    let said = match order.first() {
        None => "Nothing is recorded.".to_owned(),
        Some((field, (filled, all))) => {
            format!(
                "{} is missing most often: in {} of {}.",
                sentence(&field_words(field)),
                number::count(all - filled),
                number::count(*all)
            )
        }
    };
    let rows = order
        .iter()
        .map(|(field, (filled, all))| {
            ViewRow::of(vec![
                Cell::new(*field),
                Cell::new(format!("{} of {}", number::count(*filled), number::count(*all))),
                Cell::new(number::percent_of(*filled, *all)).bar(chart::share_bar(share(*filled, *all))),
            ])
        })
        .collect();
    let columns =
        vec![ViewColumn::head("Field"), ViewColumn::number("Recorded"), ViewColumn::number("Share")];
    listing(
        "Which fields are recorded",
        "fields",
        said,
        "Needed fields of systems and devices in use",
        columns,
        rows,
    )
}

/// Systems and devices whose facts were last checked long ago, or never.
fn stale(scene: &PageContext<'_>) -> Listing {
    let months = scene.context.threshold(Threshold::StaleMonths).round() as i32;
    let limit = add_months(scene.today, -months);
    let verified = |endpoint: Endpoint| scene.estate.endpoint(endpoint).record.verified.get();
    let all = &scene.assessment.standings.all;
    let mut old: Vec<(Endpoint, PartialDate)> = all
        .iter()
        .filter_map(|standing| Some((standing.subject, verified(standing.subject)?)))
        .filter(|(_, date)| date.last_day() < limit)
        .collect();
    old.sort_by_key(|(endpoint, date)| (date.last_day(), *endpoint));
    let never = all.iter().filter(|standing| verified(standing.subject).is_none()).count() as u64;
    let mut said = format!(
        "{} last checked more than {} ago",
        sentence(&spelled_of(old.len() as u64, "system or fleet was", "systems or fleets were")),
        of(months.unsigned_abs().into(), "month", "months"),
    );
    if never > 0 {
        append(&mut said, &format!("; of {} no check is recorded", number::count(never)));
    }
    append(&mut said, ".");
    let rows = old
        .iter()
        .take(MOST_ROWS)
        .map(|(endpoint, date)| {
            ViewRow::of(vec![
                Cell::new(scene.context.name(*endpoint)).to(scene.row(*endpoint)),
                Cell::new(number::partial_short(*date)),
            ])
        })
        .collect();
    let columns = vec![ViewColumn::head("System or fleet"), ViewColumn::text("Last checked")];
    listing("Facts that have aged", "stale", said, "Oldest checks first", columns, rows)
}

/// Findings that somebody accepted, and until when.
fn accepted(scene: &PageContext<'_>) -> Listing {
    let accepted = scene.assessment.findings.iter().enumerate().filter_map(|(at, scored)| {
        let acceptance = scene.assessment.settings.accept.get(scored.accepted?)?;
        Some((at as u32, scored, acceptance))
    });
    let rows: Vec<ViewRow> = accepted
        .map(|(at, scored, acceptance)| {
            ViewRow::of(vec![
                Cell::new(with_days(&scored.finding.headline)).to(scene.explanation(at)),
                Cell::new(number::partial_short(acceptance.until)),
                Cell::new(acceptance.by.as_str()),
                Cell::new(acceptance.reason.as_str()),
            ])
        })
        .collect();
    let sentence = match rows.len() {
        0 => "No finding is accepted.".to_owned(),
        count => format!(
            "{} accepted and stay out of measured risk until the date given.",
            sentence(&spelled_of(count as u64, "finding is", "findings are"))
        ),
    };
    let columns = vec![
        ViewColumn::head("Finding"),
        ViewColumn::text("Until"),
        ViewColumn::text("By"),
        ViewColumn::text("Why"),
    ];
    listing("Accepted findings", "accepted", sentence, "Accepted findings", columns, rows)
}
