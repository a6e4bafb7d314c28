//! The drawing of the busiest hub, and the same as a table.

use std::collections::BTreeMap;

use super::scene::{PageContext, tone};
use super::tile;
use crate::check::estate::{Endpoint, SystemIndex};
use crate::render::chart::{self, HubBox, MOST_BOXES, Tone};
use crate::render::number;
use crate::render::view::{Cell, HubView, ViewColumn, ViewRow, ViewTable};
use crate::render::words::of;

/// Rows of the table; the rest are counted in its caption.
const MOST_ROWS: usize = 60;

pub(super) fn drawing(scene: &PageContext<'_>) -> Option<HubView> {
    let (system, _) = tile::busiest_hub(scene)?;
    let hub = Endpoint::System(system);
    let (mut senders, mut receivers) = (BTreeMap::new(), BTreeMap::new());
    let (mut incoming, mut outgoing) = (0_u64, 0_u64);
    for route in &scene.context.views.routes {
        if !(route.hubs.contains(&system) || route.from == hub || route.to == hub) {
            continue;
        }
        if route.from != hub {
            *senders.entry(route.from).or_insert(0_u64) += 1;
            incoming += 1;
        }
        if route.to != hub {
            *receivers.entry(route.to).or_insert(0_u64) += 1;
            outgoing += 1;
        }
    }
    if senders.is_empty() && receivers.is_empty() {
        return None;
    }
    let name = scene.context.name(hub);
    let detail = format!("{} in, {} out", number::count(incoming), number::count(outgoing));
    let (services, served) = services(scene, &receivers);
    let ending = match services.len() {
        0 => String::new(),
        _ => format!(" The most frequent journey that uses a receiver is {}.", services[0].name),
    };
    let input = chart::Hub {
        id: "hub-drawing".to_owned(),
        hub: HubBox {
            name: name.clone(),
            detail: detail.clone(),
            href: href(scene, hub),
            tone: Tone::Critical,
            interfaces: 0,
        },
        senders: boxes(scene, &senders, "sender", "senders"),
        receivers: boxes(scene, &receivers, "receiver", "receivers"),
        services,
        served,
        description: format!("{name}: {detail}.{ending} The table below the drawing has the same figures."),
    };
    Some(HubView {
        title: title(scene, system, &name),
        note: "Line width shows the number of interfaces. Marks show the worst finding. Point at a box, or use the Tab key, to see only its connections.".to_owned(),
        drawing: chart::hub_diagram(&input),
        table: table(scene, &name, &senders, &receivers),
    })
}

/// Journeys with a step in a receiver, the most frequent first, and which
/// receiver's box serves which of them.
fn services(
    scene: &PageContext<'_>,
    receivers: &BTreeMap<Endpoint, u64>,
) -> (Vec<HubBox>, Vec<(usize, usize)>) {
    let order = ordered(receivers);
    let alone = if order.len() > MOST_BOXES { MOST_BOXES - 1 } else { order.len() };
    let box_of = |system: SystemIndex| {
        let at = order.iter().position(|(endpoint, _)| *endpoint == Endpoint::System(system))?;
        Some(at.min(alone))
    };
    let mut found: Vec<(usize, Vec<usize>)> = scene
        .estate
        .journeys
        .iter()
        .enumerate()
        .map(|(at, entry)| {
            let steps = entry.links.steps.iter().filter_map(|step| step.system);
            let mut boxes: Vec<usize> = steps.filter_map(box_of).collect();
            boxes.sort_unstable();
            boxes.dedup();
            (at, boxes)
        })
        .filter(|(_, boxes)| !boxes.is_empty())
        .collect();
    let times = |at: usize| scene.estate.journeys[at].record.per_year.get().map(|times| times.value() as u64);
    found.sort_by_key(|(at, _)| (std::cmp::Reverse(times(*at)), *at));
    let shown = if found.len() > MOST_BOXES { MOST_BOXES - 1 } else { found.len() };
    let (mut drawn, mut served) = (Vec::new(), Vec::new());
    for (at, boxes) in &found[..shown] {
        served.extend(boxes.iter().map(|receiver| (*receiver, drawn.len())));
        let detail = times(*at).map_or("how often is not recorded".to_owned(), |times| {
            format!("{} a year", number::count(times))
        });
        drawn.push(service(scene.estate.journeys[*at].record.name.as_str(), detail));
    }
    let rest = &found[shown..];
    if !rest.is_empty() {
        let mut boxes: Vec<usize> = rest.iter().flat_map(|(_, boxes)| boxes.clone()).collect();
        boxes.sort_unstable();
        boxes.dedup();
        served.extend(boxes.into_iter().map(|receiver| (receiver, drawn.len())));
        drawn.push(service(&format!("{} more journeys", rest.len()), "in the section on time".to_owned()));
    }
    (drawn, served)
}

fn service(name: &str, detail: String) -> HubBox {
    HubBox { name: name.to_owned(), detail, href: Some("#time".to_owned()), tone: Tone::Low, interfaces: 0 }
}

fn title(scene: &PageContext<'_>, system: SystemIndex, name: &str) -> String {
    let reach = scene.context.measures.reach(scene.context.views.number(Endpoint::System(system)));
    let at_least = if reach.is_capped { "at least " } else { "" };
    match reach.dependents {
        0 => format!("What passes through {name}"),
        many => format!(
            "If {name} stops, {at_least}{} that {} it {} affected",
            of(u64::from(many), "system or device", "systems and devices"),
            if many == 1 { "needs" } else { "need" },
            if many == 1 { "is" } else { "are" }
        ),
    }
}

fn href(scene: &PageContext<'_>, endpoint: Endpoint) -> Option<String> {
    let row = scene.row(endpoint);
    (!row.is_empty()).then(|| format!("#{row}"))
}

fn ordered(counts: &BTreeMap<Endpoint, u64>) -> Vec<(Endpoint, u64)> {
    let mut order: Vec<_> = counts.iter().map(|(endpoint, count)| (*endpoint, *count)).collect();
    order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    order
}

fn boxes(scene: &PageContext<'_>, counts: &BTreeMap<Endpoint, u64>, one: &str, many: &str) -> Vec<HubBox> {
    let order = ordered(counts);
    let alone = if order.len() > MOST_BOXES { MOST_BOXES - 1 } else { order.len() };
    let (first, rest) = order.split_at(alone);
    let mut boxes: Vec<HubBox> = first
        .iter()
        .map(|(endpoint, count)| HubBox {
            name: scene.context.name(*endpoint),
            detail: of(*count, "interface", "interfaces"),
            href: href(scene, *endpoint),
            tone: box_tone(scene, *endpoint),
            interfaces: *count,
        })
        .collect();
    if !rest.is_empty() {
        let count: u64 = rest.iter().map(|(_, count)| count).sum();
        boxes.push(HubBox {
            name: format!(
                "{} more {}",
                number::count(rest.len() as u64),
                if rest.len() == 1 { one } else { many }
            ),
            detail: of(count, "interface", "interfaces"),
            href: None,
            tone: rest
                .iter()
                .map(|(endpoint, _)| box_tone(scene, *endpoint))
                .min_by_key(|tone| order_of(*tone))
                .unwrap_or(Tone::Unknown),
            interfaces: count,
        });
    }
    boxes
}

fn order_of(tone: Tone) -> u8 {
    match tone {
        Tone::Critical => 0,
        Tone::High => 1,
        Tone::Medium => 2,
        Tone::Low => 3,
        Tone::Unknown => 4,
        Tone::Fine => 5,
    }
}

pub(super) fn box_tone(scene: &PageContext<'_>, endpoint: Endpoint) -> Tone {
    match scene.standing(endpoint) {
        Some(standing) => standing.worst.map_or_else(|| scene.worst_chip(standing).tone, tone),
        None => Tone::Unknown,
    }
}

fn table(
    scene: &PageContext<'_>,
    name: &str,
    senders: &BTreeMap<Endpoint, u64>,
    receivers: &BTreeMap<Endpoint, u64>,
) -> ViewTable {
    let mut both: BTreeMap<Endpoint, (u64, u64)> = BTreeMap::new();
    for (endpoint, count) in senders {
        both.entry(*endpoint).or_default().0 += count;
    }
    for (endpoint, count) in receivers {
        both.entry(*endpoint).or_default().1 += count;
    }
    let mut order: Vec<_> = both.into_iter().collect();
    order.sort_by(|a, b| (b.1.0 + b.1.1).cmp(&(a.1.0 + a.1.1)).then(a.0.cmp(&b.0)));
    let all = order.len();
    let rows = order.into_iter().take(MOST_ROWS).map(|(endpoint, (sends, receives))| {
        ViewRow::of(vec![
            Cell::new(scene.context.name(endpoint)).to(scene.row(endpoint)),
            Cell::new(number::count(sends)),
            Cell::new(number::count(receives)),
        ])
    });
    ViewTable {
        id: String::new(),
        caption: format!("Interfaces through {name}"),
        note: if all > MOST_ROWS {
            format!("{MOST_ROWS} of {all} ends shown, busiest first.")
        } else {
            String::new()
        },
        columns: vec![
            ViewColumn::head("System or device"),
            ViewColumn::number("Sends"),
            ViewColumn::number("Receives"),
        ],
        rows: rows.collect(),
    }
}
