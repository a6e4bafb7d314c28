//! Findings: the list, and a drill-down for each of Medium and above.

use std::collections::{BTreeMap, BTreeSet};

use super::explanation::{details, packed};
use super::scene::{PageContext, score, severity_chip, severity_word, tone};
use crate::analyse::finding::Severity;
use crate::analyse::rule::Family;
use crate::check::estate::{Endpoint, OrganisationIndex, Subject};
use crate::render::number;
use crate::render::view::{Area, Cell, Findings, Group, Packed, ViewColumn, ViewRow, ViewTable};
use crate::render::words::{self, of, sentence, with_days};
use crate::score::{Scored, confidence_word};

/// Findings that the list names; the rest are in the CSV.
const MOST_LISTED: usize = 5000;
/// Findings that stand before the list.
const MOST_WORST: usize = 10;
/// Steps of the index.
const LIKELIHOODS: usize = 6;
const IMPACTS: usize = 5;

pub(super) fn findings(scene: &PageContext<'_>) -> Findings {
    let all = &scene.assessment.findings;
    let counts = by_likelihood_and_impact(all);
    Findings {
        summary: summary(scene),
        index: (!all.is_empty()).then(|| index(all)),
        grid: (!all.is_empty()).then(|| grid(scene, &counts)),
        worst: worst(scene),
        register: (!all.is_empty()).then(|| register(scene, &counts)),
        details: details(scene, 0..scene.written),
        packed: Packed::of(&packed(scene)),
        rest: rest(scene),
    }
}

/// The worst of all areas, where the list is one table an area.
fn worst(scene: &PageContext<'_>) -> Option<ViewTable> {
    let all = &scene.assessment.findings;
    if scene.estate.organisations.len() < 2 || all.len() <= MOST_WORST {
        return None;
    }
    let open = all.iter().enumerate().filter(|(_, scored)| scored.is_open());
    let rows = open.take(MOST_WORST).map(|(at, scored)| {
        let place = scene.estate.organisation_of(scored.finding.subject);
        ViewRow::of(vec![
            Cell::new(with_days(&scored.finding.headline)).to(scene.explanation(at as u32)),
            Cell::chip(severity_chip(scored.severity)),
            Cell::new(score(scored.risk.point(), scene.context.thresholds)),
            Cell::new(scene.organisation(place)),
        ])
    });
    Some(ViewTable {
        id: "worst".to_owned(),
        caption: "The ten findings of most risk".to_owned(),
        note: "Open findings of the whole estate; those of each organisation follow.".to_owned(),
        columns: vec![
            ViewColumn::head("Finding"),
            ViewColumn::text("Severity"),
            ViewColumn::number("Score"),
            ViewColumn::text("Organisation"),
        ],
        rows: rows.collect(),
    })
}

/// The id of a finding's line in the list.
pub(super) fn line_id(at: usize) -> String {
    format!("l{}", at + 1)
}

fn count(all: &[Scored], severity: Severity) -> u64 {
    all.iter().filter(|scored| scored.severity == severity).count() as u64
}

fn summary(scene: &PageContext<'_>) -> String {
    let all = &scene.assessment.findings;
    if all.is_empty() {
        let none = match scene.off.is_empty() {
            true => "No finding: nothing that is recorded is wrong by any rule.",
            false if scene.is_all_off() => "",
            false => "No finding: nothing that is recorded is wrong by any rule that was judged.",
        };
        let none = words::and_not_judged(none, &scene.off);
        return format!("{none} What is not recorded is under Evidence and gaps.");
    }
    let words: Vec<String> = Severity::ALL
        .iter()
        .map(|severity| format!("{} {}", number::count(count(all, *severity)), severity_word(*severity)))
        .collect();
    let accepted = all.iter().filter(|scored| !scored.is_open()).count() as u64;
    let mut text =
        format!("{}: {}.", of(all.len() as u64, "finding", "findings"), crate::text::join_and(&words));
    if accepted > 0 {
        words::append(
            &mut text,
            &format!(" {} accepted and not counted as risk.", of(accepted, "is", "are")),
        );
    }
    words::and_not_judged(&text, &scene.off)
}

/// How many by family and severity.
fn index(all: &[Scored]) -> ViewTable {
    let rows = Family::ALL.iter().filter_map(|family| {
        let of_family = |severity: Severity| {
            all.iter()
                .filter(|scored| scored.finding.rule.family == *family && scored.severity == severity)
                .count()
        };
        let counts: Vec<usize> = Severity::ALL.iter().map(|severity| of_family(*severity)).collect();
        let sum: usize = counts.iter().sum();
        (sum > 0).then(|| {
            let mut cells = vec![Cell::new(family.title())];
            cells.extend(counts.iter().map(|count| Cell::new(number::count(*count as u64))));
            cells.push(Cell::new(number::count(sum as u64)));
            ViewRow::of(cells)
        })
    });
    let mut columns = vec![ViewColumn::head("Family")];
    columns.extend(Severity::ALL.iter().map(|severity| ViewColumn::number(severity_word(*severity))));
    columns.push(ViewColumn::number("All"));
    ViewTable {
        id: String::new(),
        caption: "Findings by family and severity".to_owned(),
        note: String::new(),
        columns,
        rows: rows.collect(),
    }
}

/// How many findings by likelihood and impact, and the worst of each cell.
type Index = [[(u64, Option<u32>); IMPACTS]; LIKELIHOODS];

fn by_likelihood_and_impact(all: &[Scored]) -> Index {
    let step = |value: f64, steps: usize| ((value * steps as f64) as usize).min(steps - 1);
    let mut counts = Index::default();
    for (at, scored) in all.iter().enumerate() {
        let (likelihood, impact) =
            (step(scored.likelihood.point(), LIKELIHOODS), step(scored.impact.point(), IMPACTS));
        let (count, first) = &mut counts[likelihood][impact];
        *count += 1;
        first.get_or_insert(at as u32);
    }
    counts
}

/// Where a finding is explained, else its line in the list; empty if it has
/// neither.
fn place(scene: &PageContext<'_>, at: u32) -> String {
    let listed = Group::written(scene.assessment.findings.len().min(MOST_LISTED));
    match scene.explanation(at) {
        none if none.is_empty() && (at as usize) < listed => line_id(at as usize),
        explanation => explanation,
    }
}

/// How many by likelihood, in sixths, and impact, in fifths: an index to look
/// things up by. Ranks come from the scores, for a grid orders few pairs
/// rightly (Cox 2008).
fn grid(scene: &PageContext<'_>, counts: &Index) -> ViewTable {
    let cut = |at: usize, steps: usize| number::decimal(at as f64 / steps as f64, 2);
    let range = |at: usize, steps: usize| format!("{} to {}", cut(at, steps), cut(at + 1, steps));
    let rows = (0..LIKELIHOODS).rev().map(|likelihood| {
        let mut cells = vec![Cell::new(format!("Likelihood {}", range(likelihood, LIKELIHOODS)))];
        cells.extend(counts[likelihood].iter().map(|(count, first)| match (count, first) {
            (0, _) | (_, None) => Cell::new("0"),
            (_, Some(first)) => Cell::new(number::count(*count)).to(place(scene, *first)),
        }));
        ViewRow::of(cells)
    });
    let mut columns = vec![ViewColumn::head("Likelihood by impact")];
    columns
        .extend((0..IMPACTS).map(|impact| ViewColumn::number(&format!("Impact {}", range(impact, IMPACTS)))));
    ViewTable {
        id: "risk-index".to_owned(),
        caption: "Findings by likelihood and impact".to_owned(),
        note: "An index, no ranking: a count leads to the worst finding of its cell.".to_owned(),
        columns,
        rows: rows.collect(),
    }
}

fn rest(scene: &PageContext<'_>) -> String {
    let all = scene.assessment.findings.len();
    let mut text = String::new();
    if all > scene.written {
        words::append(
            &mut text,
            &format!(
                "The worst {} of {} findings are explained below; the rest are one line each.",
                number::count(scene.written as u64),
                number::count(all as u64)
            ),
        );
        let more = scene.explained - scene.written;
        if more > 0 {
            words::append(
                &mut text,
                &format!(
                    " {} more are packed into this page and open from their line where scripts run; the command “techstrata explain” prints any.",
                    number::count(more as u64)
                ),
            );
        } else {
            words::append(&mut text, " The command “techstrata explain” prints any.");
        }
    }
    let written = Group::written(all.min(MOST_LISTED));
    if all > written {
        words::append(
            &mut text,
            &format!(
                " The list shows the worst {}{}; the command “techstrata analyse --format csv” writes them all.",
                number::count(written as u64),
                match all.min(MOST_LISTED) {
                    known if known > written =>
                        format!(", and up to {} where scripts run", number::count(known as u64)),
                    _ => String::new(),
                }
            ),
        );
    }
    text
}

/// One table an organisation, at most 200 rows each.
fn register(scene: &PageContext<'_>, counts: &Index) -> Group {
    let named: BTreeSet<u32> = counts.iter().flatten().filter_map(|(_, first)| *first).collect();
    let listed = scene.assessment.findings.iter().enumerate().take(MOST_LISTED);
    let mut rows: Vec<(OrganisationIndex, ViewRow)> = listed
        .map(|(at, scored)| {
            let mut row = line(scene, at as u32, scored);
            if named.contains(&(at as u32)) {
                row.id = line_id(at);
            }
            (scene.estate.organisation_of(scored.finding.subject), row)
        })
        .collect();
    let packed = pack(scene, &rows.split_off(Group::written(rows.len())));
    let mut by_organisation: BTreeMap<_, Vec<ViewRow>> = BTreeMap::new();
    for (organisation, row) in rows {
        by_organisation.entry(organisation).or_default().push(row);
    }
    let columns = || {
        vec![
            ViewColumn::head("Finding"),
            ViewColumn::text("Severity"),
            ViewColumn::number("Score"),
            ViewColumn::text("Confidence"),
            ViewColumn::text("Rule"),
        ]
    };
    let areas = by_organisation.into_iter().flat_map(|(organisation, rows)| {
        split(scene.organisation(organisation), "finding", "findings", rows, columns)
    });
    Group {
        id: "findings-list".to_owned(),
        noun: if scene.assessment.findings.len() > MOST_LISTED { "worst findings" } else { "findings" }
            .to_owned(),
        areas: areas.collect(),
        has_severity: true,
        packed,
    }
}

/// Rows for the script.
pub(super) fn pack(scene: &PageContext<'_>, rows: &[(OrganisationIndex, ViewRow)]) -> Packed {
    let rows: Vec<(&str, &ViewRow)> =
        rows.iter().map(|(organisation, row)| (scene.organisation(*organisation), row)).collect();
    Packed::of_rows(&rows)
}

/// Rows as tables of at most 200.
pub(super) fn split(
    name: &str,
    one: &str,
    many: &str,
    rows: Vec<ViewRow>,
    columns: impl Fn() -> Vec<ViewColumn>,
) -> Vec<Area> {
    let all = rows.len();
    let parts = all.div_ceil(Group::MOST_ROWS);
    let mut rows = rows.into_iter();
    (0..parts)
        .map(|part| {
            let mut caption = of(all as u64, one, many);
            if !name.is_empty() {
                caption = format!("{name}: {caption}");
            }
            if parts > 1 {
                words::append(&mut caption, &format!(", part {} of {parts}", part + 1));
            }
            let table = ViewTable {
                id: String::new(),
                caption: format!("{caption}, worst first"),
                note: String::new(),
                columns: columns(),
                rows: rows.by_ref().take(Group::MOST_ROWS).collect(),
            };
            Area::new(name, table)
        })
        .collect()
}

fn line(scene: &PageContext<'_>, at: u32, scored: &Scored) -> ViewRow {
    let mut headline = Cell::new(with_days(&scored.finding.headline)).to(scene.explanation(at));
    if let Some(acceptance) = scored.accepted.and_then(|index| scene.assessment.settings.accept.get(index)) {
        headline.note = format!(
            "Accepted until {} by {}: {}",
            number::partial(acceptance.until),
            acceptance.by,
            acceptance.reason
        );
    }
    let confidence = sentence(confidence_word(scored.finding.confidence, &scene.assessment.thresholds));
    ViewRow {
        id: if (scene.written..scene.explained).contains(&(at as usize)) {
            line_id(at as usize)
        } else {
            String::new()
        },
        severity: tone(scored.severity).letter().to_owned(),
        ..ViewRow::of(vec![
            headline,
            Cell::chip(severity_chip(scored.severity)).sort(4.0 - f64::from(scored.severity as u8)),
            Cell::new(score(scored.risk.point(), &scene.assessment.thresholds)).sort(scored.risk.point()),
            Cell::new(confidence).sort(scored.finding.confidence),
            Cell::new(scored.finding.rule.title),
        ])
    }
}

pub(super) fn owner(scene: &PageContext<'_>, subject: Subject) -> Option<String> {
    let (team, fact) = scene.estate.owner(subject)?;
    let team = team.map(|team| scene.estate.teams[team.at()].record.name.to_string());
    let role = fact.then(|owner| &owner.person_role).map(ToString::to_string);
    let parts: Vec<String> = team.into_iter().chain(role).collect();
    Some(if parts.is_empty() { "Not recorded".to_owned() } else { parts.join(", ") })
}

/// A system or device as a subject.
pub(super) fn subject(endpoint: Endpoint) -> Subject {
    Subject::from(endpoint)
}
