//! The register of systems and devices.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::finding::{owner, pack, split, subject};
use super::scene::{PageContext, in_the_first_ten, score, support_chip, tone};
use crate::analyse::finding::Bounds;
use crate::check::estate::{Endpoint, OrganisationIndex, SystemIndex};
use crate::render::number;
use crate::render::view::{
    Cell, Chip, Group, Indicator, Packed, RegisterSection, Term, Tone, ViewColumn, ViewRow,
};
use crate::render::words::{self, of, product_version, sentence, with_days};
use crate::score::{RankPosition, framework};

/// Lines of any one term; the rest are counted.
const MOST_LINES: usize = 12;

pub(super) fn register(scene: &PageContext<'_>) -> RegisterSection {
    let systems: Vec<&RankPosition> = scene.assessment.standings.systems().collect();
    let devices: Vec<&RankPosition> = scene.assessment.standings.devices().collect();
    let not_in_use = scene.estate.systems.len() - systems.len();
    let mut summary = format!(
        "{} and {} with {} are in use.",
        of(systems.len() as u64, "system", "systems"),
        of(devices.len() as u64, "device or fleet", "devices or fleets"),
        of(scene.context.measures.device_count, "device", "devices"),
    );
    if not_in_use > 0 {
        words::append(
            &mut summary,
            &format!(
                " {} planned or retired and not judged.",
                of(not_in_use as u64, "system is", "systems are")
            ),
        );
    }
    if systems.iter().chain(&devices).any(|standing| !standing.range.reads_as_one(0)) {
        words::append(
            &mut summary,
            " Two figures in brackets are the least and the most that a priority may be, since facts are missing.",
        );
    }
    let mut opened = Vec::new();
    RegisterSection {
        summary,
        rest: [rest(systems.len(), "systems"), rest(devices.len(), "devices and fleets")].concat(),
        systems: group(scene, &systems, "systems-list", ("system", "systems"), &mut opened),
        devices: group(
            scene,
            &devices,
            "devices-list",
            ("device or fleet", "devices or fleets"),
            &mut opened,
        ),
        opened: Packed::of(&opened),
        fits: super::fit::fits(scene),
    }
}

fn rest(count: usize, noun: &str) -> String {
    let written = Group::written(count);
    if count <= written {
        return String::new();
    }
    format!(
        "The {} {noun} that most deserve attention are written out, of {}; the others are found where scripts run, and `techstrata analyse --format csv` writes them all. ",
        number::count(written as u64),
        number::count(count as u64)
    )
}

/// What opens below a row: its id and its terms.
#[derive(Serialize)]
struct Opened(String, Vec<Term>);

fn group(
    scene: &PageContext<'_>,
    standings: &[&RankPosition],
    id: &str,
    (one, many): (&str, &str),
    opened: &mut Vec<Opened>,
) -> Option<Group> {
    let written = Group::written(standings.len());
    let mut rows: Vec<(OrganisationIndex, ViewRow)> = standings
        .par_iter()
        .enumerate()
        .map(|(at, standing)| {
            let mut row = row(scene, standing);
            if let (Some(name), true) = (row.cells.first_mut(), at < written) {
                name.more = more(scene, standing);
            }
            (scene.estate.organisation_of(standing.subject.into()), row)
        })
        .collect();
    let packed = pack(scene, &rows.split_off(written));
    let mut by_organisation: BTreeMap<_, Vec<ViewRow>> = BTreeMap::new();
    for (at, (organisation, mut row)) in rows.into_iter().enumerate() {
        if at >= RegisterSection::MOST_OPENED
            && let Some(name) = row.cells.first_mut()
        {
            opened.push(Opened(row.id.clone(), std::mem::take(&mut name.more)));
        }
        by_organisation.entry(organisation).or_default().push(row);
    }
    let head = sentence(one);
    let columns = || {
        vec![
            ViewColumn::head(&head),
            ViewColumn::text("Worst finding"),
            ViewColumn::number("Priority"),
            ViewColumn::text("Support"),
            ViewColumn::text("Criticality"),
            ViewColumn::text("Owner"),
        ]
    };
    let areas: Vec<_> = by_organisation
        .into_iter()
        .flat_map(|(organisation, rows)| split(scene.organisation(organisation), one, many, rows, columns))
        .collect();
    (!areas.is_empty()).then(|| Group {
        id: id.to_owned(),
        noun: many.to_owned(),
        areas,
        has_severity: true,
        packed,
    })
}

fn row(scene: &PageContext<'_>, standing: &RankPosition) -> ViewRow {
    let endpoint = standing.subject;
    let mut name = Cell::new(scene.context.name(endpoint));
    name.note = department(scene, endpoint);
    let criticality = scene.context.criticality(endpoint).map(|(criticality, whose)| {
        let through =
            if whose == endpoint { String::new() } else { format!("through {}", scene.context.name(whose)) };
        (sentence(criticality.word()), through, criticality.number())
    });
    let (critical, through, order) = criticality.unwrap_or(("Not recorded".to_owned(), String::new(), 0.0));
    ViewRow {
        id: scene.row(endpoint),
        severity: standing.worst.map(|worst| tone(worst).letter().to_owned()).unwrap_or_default(),
        ..ViewRow::of(vec![
            name,
            Cell::chip(scene.worst_chip(standing))
                .sort(standing.worst.map_or(9.0, |worst| 4.0 - f64::from(worst as u8))),
            Cell::new(format!("{:.0}", standing.priority)).sort(standing.priority),
            Cell::chip(standing.support.map_or(Chip::new(Tone::Unknown, "Not recorded"), support_chip)),
            Cell::new(critical).note(through).sort(-order),
            Cell::new(owner(scene, subject(endpoint)).unwrap_or_default()),
        ])
    }
}

fn department(scene: &PageContext<'_>, endpoint: Endpoint) -> String {
    let fact = scene.estate.endpoint(endpoint).record.department;
    let count = endpoint.device().and_then(|index| {
        let count = scene.estate.devices[index.at()].record.count_or_one();
        (count > 1).then(|| of(count.into(), "device", "devices"))
    });
    fact.known().map(|text| sentence(text)).into_iter().chain(count).collect::<Vec<_>>().join(", ")
}

/// What opens below a row.
fn more(scene: &PageContext<'_>, standing: &RankPosition) -> Vec<Term> {
    let endpoint = standing.subject;
    let mut terms = vec![Term::new("Id", scene.estate.key(endpoint.into()).to_string())];
    terms.extend(components(scene, endpoint));
    terms.extend(findings(scene, standing));
    terms.extend(interfaces(scene, endpoint));
    terms.extend(contract(scene, endpoint));
    let points: Vec<String> = standing
        .contributions
        .iter()
        .filter(|contribution| contribution.points() >= 0.05)
        .map(|contribution| {
            format!("{} {}", contribution.criterion.title(), number::decimal(contribution.points(), 1))
        })
        .collect();
    if !points.is_empty() {
        let range = if standing.range.reads_as_one(0) {
            String::new()
        } else {
            format!(" ({:.0} to {:.0})", standing.range.low(), standing.range.high())
        };
        let sum = plain(format!("{:.1}{range} = {}", standing.priority, points.join(" + ")));
        terms.push(Term { term: "Priority".to_owned(), lines: vec![plain(rank(scene, standing)), sum] });
    }
    terms.extend(endpoint.system().map(|system| framework_style(scene, system)));
    terms
}

/// The rank, and how firm it is.
fn rank(scene: &PageContext<'_>, standing: &RankPosition) -> String {
    let place = if standing.rank == 0 { "Not ranked".to_owned() } else { format!("Rank {}", standing.rank) };
    let index = (standing.rank as usize).checked_sub(1);
    let shares = index.and_then(|index| scene.firmness.standings.get(index));
    let firm = shares.map_or_else(String::new, |shares| in_the_first_ten(shares.within(10)));
    format!("{place}{firm}")
}

/// The government framework's score: one line, since the register holds the
/// answers.
fn framework_style(scene: &PageContext<'_>, system: SystemIndex) -> Term {
    let score = framework::score(&scene.context, system);
    let spread = |bounds: Bounds| {
        if bounds.reads_as_one(1) {
            number::decimal(bounds.point(), 1)
        } else {
            format!("{:.1} to {:.1}", bounds.low(), bounds.high())
        }
    };
    let open = score.open().count() as u64;
    let state = match (open, score.is_red()) {
        (0, Some(true)) => "16 or more".to_owned(),
        (0, _) => "below 16".to_owned(),
        (_, Some(true)) => {
            format!("16 or more whatever the {} turn out to be", of(open, "open answer", "open answers"))
        }
        (_, Some(false)) => {
            format!("below 16 whatever the {} turn out to be", of(open, "open answer", "open answers"))
        }
        (_, None) => format!("{open} of 13 answers open"),
    };
    Term::new("Framework-style score", format!("{} of 30: {state}", spread(score.overall)))
}

fn plain(text: String) -> Indicator {
    Indicator { text, to: String::new() }
}

fn term(name: &str, mut lines: Vec<Indicator>) -> Option<Term> {
    if lines.is_empty() {
        return None;
    }
    let all = lines.len();
    if all > MOST_LINES {
        lines.truncate(MOST_LINES);
        lines.push(plain(format!("and {} more", all - MOST_LINES)));
    }
    Some(Term { term: name.to_owned(), lines })
}

fn components(scene: &PageContext<'_>, endpoint: Endpoint) -> Option<Term> {
    let records = scene.estate.endpoint(endpoint).record.components;
    let lines = scene
        .context
        .lifecycles
        .of(endpoint)
        .iter()
        .filter_map(|component| {
            let record = records.get(component.index as usize)?;
            let state = support_chip(component.standing.state).word;
            let until = PageContext::end_of_cover(component)
                .map(|day| format!(", {}", number::day_short(day)))
                .unwrap_or_default();
            Some(plain(format!(
                "{}: {state}{until}",
                product_version(record.product_name(), &record.version)
            )))
        })
        .collect();
    term("Components", lines).or_else(|| Some(Term::new("Components", "Not recorded")))
}

fn findings(scene: &PageContext<'_>, standing: &RankPosition) -> Option<Term> {
    let lines = standing
        .findings
        .iter()
        .filter_map(|finding| {
            let scored = scene.finding(*finding)?;
            Some(Indicator {
                text: format!(
                    "{}: {}",
                    score(scored.risk.point(), &scene.assessment.thresholds),
                    with_days(scored.finding.rule.title)
                ),
                to: scene.explanation(*finding),
            })
        })
        .collect();
    term("Findings", lines)
}

fn interfaces(scene: &PageContext<'_>, endpoint: Endpoint) -> Option<Term> {
    let routed = endpoint
        .system()
        .map(|system| u64::from(scene.context.measures.routed(system)))
        .filter(|routed| *routed > 0);
    let joined = endpoint.system().map(|system| u64::from(scene.context.measures.degree(system)));
    let reach = scene.context.measures.reach(scene.context.views.number(endpoint));
    let mut lines = Vec::new();
    lines.extend(
        joined.map(|joined| {
            plain(format!("Joined to {}", of(joined, "system or device", "systems and devices")))
        }),
    );
    lines.extend(
        routed.map(|routed| plain(format!("{} pass through it", of(routed, "interface", "interfaces")))),
    );
    if reach.dependents > 0 {
        let at_least = if reach.is_capped { "At least " } else { "" };
        lines.push(plain(format!(
            "{at_least}{} it",
            of(reach.dependents.into(), "other needs", "others need")
        )));
    }
    let lines: Vec<String> = lines.into_iter().map(|line| line.text).collect();
    (!lines.is_empty()).then(|| Term::new("Connections", lines.join(", ")))
}

fn contract(scene: &PageContext<'_>, endpoint: Endpoint) -> Option<Term> {
    let record = scene.estate.endpoint(endpoint).record;
    let (contract, cost) = (record.contract, record.cost);
    let mut lines: Vec<String> = Vec::new();
    lines.extend(contract.then(|contract| &contract.supplier).map(ToString::to_string));
    lines.extend(
        contract.then(|contract| &contract.ends).map(|ends| format!("ends {}", number::partial_short(*ends))),
    );
    lines.extend(
        contract
            .then(|contract| &contract.notice_months)
            .map(|months| format!("{} notice", of((*months).into(), "month's", "months'"))),
    );
    lines.extend(cost.then(|cost| &cost.annual).map(|money| format!("{} a year", scene.money(money.minor))));
    (!lines.is_empty()).then(|| Term::new("Contract and cost", lines.join(", ")))
}
