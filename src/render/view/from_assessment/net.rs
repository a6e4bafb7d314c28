//! The systems of one area and what flows between them, drawn in layers; one
//! drawing an area, where an area is small enough to be read.

use std::collections::{BTreeMap, BTreeSet};

use super::hub::box_tone;
use super::matrix;
use super::scene::PageContext;
use crate::check::estate::Endpoint;
use crate::graph::adjacency::Adjacency;
use crate::graph::build::Route;
use crate::graph::cycle;
use crate::render::chart::{self, Layered, Line, Vertex};
use crate::render::number;
use crate::render::view::{Cell, Net, Nets, ViewColumn, ViewRow, ViewTable, anchor};
use crate::render::words::{self, of, spelled_of};

/// What one drawing may hold (Ghoniem et al. 2005: above that a matrix reads
/// better); larger areas are in the matrix alone.
const MOST_BOXES: usize = 150;
const MOST_LINES: usize = 400;
/// Boxes of all drawings together, so that the page stays small.
const MOST_IN_ALL: usize = 250;
/// Drawings.
const MOST_NETS: usize = 8;

pub(super) fn nets(scene: &PageContext<'_>) -> Nets {
    let mut by_area: BTreeMap<String, Vec<&Route>> = BTreeMap::new();
    let areas = matrix::Areas::of(scene);
    for route in &scene.context.views.routes {
        let area = areas.home(route.from);
        if route.from != route.to && area == areas.home(route.to) {
            by_area.entry(area).or_default().push(route);
        }
    }
    let mut order: Vec<(String, Vec<&Route>)> = by_area.into_iter().collect();
    order.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
    let (mut all, mut left_out, mut boxes) = (Vec::new(), 0_u64, 0);
    for (area, routes) in order {
        let ends: BTreeSet<Endpoint> = routes.iter().flat_map(|route| [route.from, route.to]).collect();
        let fits = ends.len() <= MOST_BOXES && boxes + ends.len() <= MOST_IN_ALL && all.len() < MOST_NETS;
        if fits && ends.len() > 2 {
            boxes += ends.len();
            all.extend(net(scene, &area, &routes, &ends.into_iter().collect::<Vec<_>>()));
        } else {
            left_out += u64::from(ends.len() > 2);
        }
    }
    Nets { sentence: sentence(&all, left_out), all }
}

fn sentence(all: &[Net], left_out: u64) -> String {
    if all.is_empty() && left_out == 0 {
        return "No area has more than two systems that send to each other.".to_owned();
    }
    let mut text = "What sends stands left of what receives. A plum line passes no hub; a frame holds systems that feed each other in a circle.".to_owned();
    if left_out > 0 {
        words::append(
            &mut text,
            &format!(
                " {} too large or too many to draw; the matrix counts them.",
                of(left_out, "area is", "areas are")
            ),
        );
    }
    text
}

fn net(scene: &PageContext<'_>, area: &str, routes: &[&Route], ends: &[Endpoint]) -> Option<Net> {
    let number = |endpoint: Endpoint| ends.binary_search(&endpoint).ok().map(|at| at as u32);
    let pairs: Vec<(u32, u32)> =
        routes.iter().filter_map(|route| Some((number(route.from)?, number(route.to)?))).collect();
    let groups = cycle::groups(&Adjacency::directed(ends.len(), &pairs));
    // Groups come sinks first; drawn, what sends comes first.
    let frame_of = |node: u32| groups.count() - 1 - groups.of(node) as usize;
    let mut merged: BTreeMap<(usize, usize), (u64, bool)> = BTreeMap::new();
    let (mut direct, mut inside) = (0_u64, 0_u64);
    for (route, (from, to)) in routes.iter().zip(&pairs) {
        let is_direct = passes_no_hub(scene, route);
        direct += u64::from(is_direct);
        let (from, to) = (frame_of(*from), frame_of(*to));
        if from == to {
            inside += 1;
            continue;
        }
        let (count, any_direct) = merged.entry((from, to)).or_default();
        *count += 1;
        *any_direct |= is_direct;
    }
    if merged.len() > MOST_LINES {
        return None;
    }
    let lines: Vec<Line> = merged
        .into_iter()
        .map(|((from, to), (interfaces, is_direct))| Line { from, to, interfaces, is_direct })
        .collect();
    let frames = (0..groups.count()).rev().map(|group| {
        let members = groups.members(group as u32).iter();
        members.map(|member| vertex(scene, ends[*member as usize])).collect()
    });
    let circles = groups.cyclic().len() as u64;
    let title = title(area, ends.len() as u64, routes.len() as u64, direct);
    let mut note = match circles {
        0 => "No system feeds itself by way of others.".to_owned(),
        _ => format!(
            "{} framed, with {} inside that are not drawn.",
            words::sentence(&spelled_of(circles, "circle is", "circles are")),
            of(inside, "interface", "interfaces")
        ),
    };
    words::append(&mut note, " Line width shows the number of interfaces; marks show the worst finding.");
    let id = anchor("net", area);
    let drawing = chart::layered(&Layered {
        id: format!("{id}-drawing"),
        title: title.clone(),
        description: "Systems left to right, from what sends to what receives. The table below the drawing has the same interfaces.".to_owned(),
        frames: frames.collect(),
        lines,
    });
    Some(Net { id, title, note, drawing, table: table(scene, area, routes) })
}

fn title(area: &str, systems: u64, interfaces: u64, direct: u64) -> String {
    let joined = format!(
        "{area}: {} between {}",
        of(interfaces, "interface", "interfaces"),
        of(systems, "system or device", "systems and devices")
    );
    match direct {
        0 => format!("{joined}, all through a hub"),
        all if all == interfaces => format!("{joined}, none through a hub"),
        _ => format!("{joined}, {} of them past the hub", number::count(direct)),
    }
}

/// Whether a flow between two systems passes no hub.
pub(super) fn passes_no_hub(scene: &PageContext<'_>, route: &Route) -> bool {
    let is_engine = |endpoint: Endpoint| matrix::is_engine(scene, endpoint);
    route.hubs.is_empty() && !is_engine(route.from) && !is_engine(route.to)
}

fn vertex(scene: &PageContext<'_>, endpoint: Endpoint) -> Vertex {
    let row = scene.row(endpoint);
    Vertex {
        name: scene.context.name(endpoint),
        href: (!row.is_empty()).then(|| format!("#{row}")),
        tone: box_tone(scene, endpoint),
    }
}

/// The same as a table: one row a system that sends.
fn table(scene: &PageContext<'_>, area: &str, routes: &[&Route]) -> ViewTable {
    let mut by_sender: BTreeMap<Endpoint, Vec<&Route>> = BTreeMap::new();
    for route in routes {
        by_sender.entry(route.from).or_default().push(route);
    }
    let rows = by_sender.into_iter().map(|(from, routes)| {
        let mut receivers: BTreeMap<String, u64> = BTreeMap::new();
        for route in &routes {
            *receivers.entry(scene.context.name(route.to)).or_default() += 1;
        }
        let names: Vec<String> = receivers
            .into_iter()
            .map(|(name, count)| if count > 1 { format!("{name} ({count})") } else { name })
            .collect();
        let direct = routes.iter().filter(|route| passes_no_hub(scene, route)).count() as u64;
        ViewRow::of(vec![
            Cell::new(scene.context.name(from)).to(scene.row(from)),
            Cell::new(names.join("; ")),
            Cell::new(number::count(routes.len() as u64)),
            Cell::new(number::count(direct)),
        ])
    });
    ViewTable {
        id: String::new(),
        caption: format!("What sends to what in {area}"),
        note: "A figure in brackets counts interfaces between the same two.".to_owned(),
        columns: vec![
            ViewColumn::head("Sends"),
            ViewColumn::text("Receives"),
            ViewColumn::number("Interfaces"),
            ViewColumn::number("Past the hub"),
        ],
        rows: rows.collect(),
    }
}
