//! Staff time: journeys, data carried by hand, what people say, sites.

use super::lifecycle::listing;
use super::scene::PageContext;
use super::tile;
use crate::analyse::registry;
use crate::analyse::rule::Family;
use crate::ask::by_hand::by_hand as by_hand_of;
use crate::check::estate::{DeviceIndex, Endpoint, Subject};
use crate::model::{Fact, Quantity};
use crate::render::number;
use crate::render::view::{
    Cell, Chip, JourneyView, Listing, StepView, Time, Tone, ViewColumn, ViewRow, anchor,
};
use crate::render::words::{self, of, sentence, spelled_of, with_days};

/// Journeys that are drawn; the rest are rows.
const MOST_DRAWN: usize = 5;
const MOST_ROWS: usize = 40;

pub(super) fn time(scene: &PageContext<'_>) -> Option<Time> {
    let people = people(scene);
    let manual = by_hand(scene);
    let sites = sites(scene);
    if scene.estate.journeys.is_empty()
        && manual.table.is_none()
        && people.table.is_none()
        && sites.table.is_none()
    {
        return None;
    }
    let mut order: Vec<usize> = (0..scene.estate.journeys.len()).collect();
    let hours = |index: usize| scene.estate.journeys[index].record.hours_by_hand().unwrap_or(-1.0);
    order.sort_by(|a, b| hours(*b).total_cmp(&hours(*a)).then(a.cmp(b)));
    let (first, rest) = order.split_at(order.len().min(MOST_DRAWN));
    let mut listings = vec![manual, people, sites];
    if !rest.is_empty() {
        listings.insert(0, other_journeys(scene, rest));
    }
    Some(Time {
        summary: summary(scene),
        journeys: first.iter().map(|index| journey(scene, *index)).collect(),
        listings,
    })
}

fn summary(scene: &PageContext<'_>) -> String {
    let journeys = scene.estate.journeys.len() as u64;
    let sum = by_hand_of(scene.estate);
    let mut text = match journeys {
        0 => "No journey is recorded.".to_owned(),
        _ => format!("{} recorded.", sentence(&spelled_of(journeys, "journey is", "journeys are"))),
    };
    if sum.timed > 0 {
        words::append(
            &mut text,
            &format!(
                " People spend {} a year carrying data between systems by hand{}",
                of(sum.hours.round() as u64, "hour", "hours"),
                tile::staff_cost(scene, &sum).map_or_else(|| ".".to_owned(), |cost| format!(": {cost}"))
            ),
        );
    }
    if sum.journey_hours > 0.0 {
        words::append(
            &mut text,
            &format!(
                " Steps of journeys that are typed again or on paper take up to {} a year; part of that is the same work recorded twice, so the two are never added.",
                of(sum.journey_hours.round() as u64, "hour", "hours")
            ),
        );
    }
    text
}

/// Minutes, where they are recorded.
fn minutes(fact: &Fact<Quantity>) -> Option<f64> {
    fact.get().map(Quantity::value)
}

/// What a journey comes to, in one sentence: the hours of its finding.
fn title(scene: &PageContext<'_>, index: usize) -> String {
    let entry = &scene.estate.journeys[index];
    let record = &entry.record;
    let name = record.name.as_str();
    let by_hand = record.steps.iter().filter(|step| step.is_by_hand()).count() as u64;
    let Some(hours) = record.hours_by_hand() else {
        return match by_hand {
            0 => format!("{name}: nothing typed again or on paper"),
            _ => format!(
                "{name}: {} typed again or on paper, hours not recorded",
                of(by_hand, "step", "steps")
            ),
        };
    };
    let hourly = scene.estate.organisations[entry.organisation.at()].record.hourly_staff_cost.get();
    let cost = hourly.map_or_else(String::new, |hourly| {
        format!(", {} of staff time,", scene.money((hours * hourly.minor as f64).round() as i64))
    });
    format!(
        "{name}: {} a year{cost} in steps typed again or on paper",
        of(hours.round() as u64, "hour", "hours")
    )
}

fn journey(scene: &PageContext<'_>, index: usize) -> JourneyView {
    let entry = &scene.estate.journeys[index];
    let record = &entry.record;
    let timed = record.steps.iter().filter(|step| step.minutes.is_known()).count();
    let volume = match minutes(&record.per_year) {
        Some(per_year) => format!("{} a year.", of(per_year.round() as u64, "time", "times")),
        None => "How often it is made is not recorded.".to_owned(),
    };
    let known: Vec<f64> = record.steps.iter().filter_map(|step| minutes(&step.minutes)).collect();
    let by_hand = record.steps.iter().filter(|step| step.is_by_hand());
    let spent = if known.is_empty() {
        String::new()
    } else {
        format!(
            " It takes {} minutes, {} of them typed again or on paper.",
            number::short_decimal(known.iter().sum()),
            number::short_decimal(by_hand.filter_map(|step| minutes(&step.minutes)).sum())
        )
    };
    let missing = record.steps.len() - timed;
    let gap = if missing > 0 {
        format!(" {missing} of {} have no minutes.", of(record.steps.len() as u64, "step", "steps"))
    } else {
        String::new()
    };
    let key = scene.estate.key(Subject::Journey(crate::check::estate::JourneyIndex(index as u32)));
    JourneyView {
        id: anchor("journey", &key.to_string()),
        title: title(scene, index),
        note: format!("{volume}{spent}{gap} As recorded; how much would stay is not known."),
        steps: steps(scene, index),
    }
}

fn steps(scene: &PageContext<'_>, index: usize) -> Vec<StepView> {
    let entry = &scene.estate.journeys[index];
    let mut last: Option<DeviceIndex> = None;
    entry
        .record
        .steps
        .iter()
        .zip(&entry.links.steps)
        .enumerate()
        .map(|(place, (step, links))| {
            let mut chips = Vec::new();
            if let Some(from) = links.rekeyed_from {
                chips.push(Chip::new(Tone::High, format!("Re-keyed from {}", scene.system_name(from))));
            }
            if let (Some(before), Some(now)) = (last, links.device)
                && before != now
            {
                chips.push(Chip::new(Tone::Medium, "Device switch"));
            }
            if step.paper.get() == Some(true) {
                chips.push(Chip::new(Tone::Medium, "Paper"));
            }
            last = links.device.or(last);
            let device = links.device.map(|device| scene.context.name(Endpoint::Device(device)));
            let time =
                minutes(&step.minutes).map(|minutes| format!("{} min", number::short_decimal(minutes)));
            StepView {
                number: (place + 1).to_string(),
                name: step.name.to_string(),
                system: links.system.map(|system| scene.system_name(system)).unwrap_or_default(),
                detail: device.into_iter().chain(time).collect::<Vec<_>>().join(", "),
                chips,
            }
        })
        .collect()
}

fn other_journeys(scene: &PageContext<'_>, rest: &[usize]) -> Listing {
    let rows = rest
        .iter()
        .take(MOST_ROWS)
        .map(|index| {
            let record = &scene.estate.journeys[*index].record;
            let volume = minutes(&record.per_year)
                .map_or_else(|| "Not recorded".to_owned(), |per_year| number::count(per_year.round() as u64));
            ViewRow::of(vec![
                Cell::new(title(scene, *index)),
                Cell::new(number::count(record.steps.len() as u64)),
                Cell::new(volume),
            ])
        })
        .collect();
    let columns =
        vec![ViewColumn::head("Journey"), ViewColumn::number("Steps"), ViewColumn::number("Times a year")];
    let sentence = format!("{} more.", sentence(&spelled_of(rest.len() as u64, "journey", "journeys")));
    listing(
        "Other journeys",
        "journeys",
        sentence,
        "Journeys with fewer hours typed again or on paper",
        columns,
        rows,
    )
}

/// Interfaces that people carry.
fn by_hand(scene: &PageContext<'_>) -> Listing {
    let mut manual: Vec<_> = scene
        .estate
        .interfaces()
        .filter(|(_, entry)| entry.record.is_in_use() && entry.record.is_manual())
        .map(|(index, entry)| (index, entry, entry.record.manual_hours_per_year()))
        .collect();
    manual.sort_by(|a, b| b.2.unwrap_or(-1.0).total_cmp(&a.2.unwrap_or(-1.0)).then(a.0.cmp(&b.0)));
    let untimed = manual.iter().filter(|(_, _, hours)| hours.is_none()).count() as u64;
    let sentence = match manual.len() {
        0 => "No interface is recorded as carried by people.".to_owned(),
        count => {
            let mut text =
                format!("People carry the data of {}", of(count as u64, "interface", "interfaces"));
            if untimed > 0 {
                words::append(
                    &mut text,
                    &format!("; of {} the time is not recorded", number::count(untimed)),
                );
            }
            text + "."
        }
    };
    let rows =
        manual
            .iter()
            .take(MOST_ROWS)
            .map(|(index, entry, hours)| {
                let (from, to) = (entry.links.from, entry.links.to);
                ViewRow::of(vec![
                    Cell::new(scene.estate.name(Subject::Interface(*index))),
                    Cell::new(scene.context.name(from)).to(scene.row(from)),
                    Cell::new(scene.context.name(to)).to(scene.row(to)),
                    Cell::new(entry.record.protocol.get().map_or("Not recorded", |protocol| protocol.word())),
                    Cell::new(hours.map_or_else(
                        || "Not recorded".to_owned(),
                        |hours| number::count(hours.round() as u64),
                    )),
                ])
            })
            .collect();
    let columns = vec![
        ViewColumn::head("Interface"),
        ViewColumn::text("From"),
        ViewColumn::text("To"),
        ViewColumn::text("How"),
        ViewColumn::number("Hours a year"),
    ];
    listing(
        "Data carried by hand",
        "by-hand",
        sentence,
        "Interfaces that people carry, most hours first",
        columns,
        rows,
    )
}

/// What people say and can: satisfaction, training, skills.
fn people(scene: &PageContext<'_>) -> Listing {
    let rows: Vec<ViewRow> = scene
        .assessment
        .findings
        .iter()
        .enumerate()
        .filter(|(_, scored)| scored.finding.rule.family == Family::People && scored.is_open())
        .take(MOST_ROWS)
        .map(|(index, scored)| {
            ViewRow::of(vec![
                Cell::new(with_days(&scored.finding.headline)).to(scene.explanation(index as u32)),
                Cell::new(scored.finding.rule.title),
                Cell::chip(super::scene::severity_chip(scored.severity)),
            ])
        })
        .collect();
    let asked: Vec<&str> = registry::family(Family::People).map(|rule| rule.meta.id).collect();
    let off = scene.not_judged(&asked);
    let first = match (rows.is_empty(), &off) {
        (false, _) => "What is recorded of satisfaction, training and skills, worst first.",
        (true, None) => "Nothing recorded about satisfaction, training or skills stands out.",
        (true, Some(_)) => "",
    };
    let said = [first, &off.unwrap_or_default()].join(" ").trim().to_owned();
    let columns = vec![
        ViewColumn::head("What people say or lack"),
        ViewColumn::text("Rule"),
        ViewColumn::text("Severity"),
    ];
    listing("People", "people", said, "Findings about people, worst first", columns, rows)
}

/// Sites with dead spots or weak coverage.
fn sites(scene: &PageContext<'_>) -> Listing {
    let mut weak: Vec<_> = scene
        .estate
        .sites
        .iter()
        .filter_map(|entry| {
            let connectivity = entry.record.connectivity.known()?;
            let coverage = connectivity.wifi_coverage_percent.get().map(crate::model::fact::Percent::share);
            let is_weak = !connectivity.dead_spots.is_empty() || coverage.is_some_and(|share| share < 0.9);
            is_weak.then_some((entry, connectivity, coverage))
        })
        .collect();
    weak.sort_by(|a, b| {
        a.2.unwrap_or(1.0)
            .total_cmp(&b.2.unwrap_or(1.0))
            .then(a.0.record.name.as_str().cmp(b.0.record.name.as_str()))
    });
    let sentence = match weak.len() {
        0 => "No site is recorded with dead spots or with wireless coverage under 90%.".to_owned(),
        count => format!(
            "{} dead spots or wireless coverage under 90%.",
            sentence(&spelled_of(count as u64, "site has", "sites have"))
        ),
    };
    let rows = weak
        .iter()
        .take(MOST_ROWS)
        .map(|(entry, connectivity, coverage)| {
            let spots: Vec<&str> = connectivity.dead_spots.iter().map(crate::model::Text::as_str).collect();
            ViewRow::of(vec![
                Cell::new(entry.record.name.as_str()).note(scene.organisation(entry.organisation)),
                Cell::new(coverage.map_or_else(|| "Not recorded".to_owned(), number::percent)),
                Cell::new(if spots.is_empty() {
                    "None recorded".to_owned()
                } else {
                    super::lifecycle::listed(&spots, 6)
                }),
            ])
        })
        .collect();
    let columns = vec![
        ViewColumn::head("Site"),
        ViewColumn::number("Wireless coverage"),
        ViewColumn::text("Dead spots"),
    ];
    listing(
        "Sites where signal fails",
        "sites",
        sentence,
        "Sites by wireless coverage, weakest first",
        columns,
        rows,
    )
}
