//! Which areas send to which, as a matrix and cell by cell: organisations where
//! there are several, else departments. Integration engines are an area of
//! their own.

use std::collections::BTreeMap;

use super::net::passes_no_hub;
use super::scene::PageContext;
use crate::check::estate::Endpoint;
use crate::graph::adjacency::Adjacency;
use crate::graph::build::Route;
use crate::graph::cycle;
use crate::render::number;
use crate::render::view::{
    Cell, Group, Matrix, MatrixCell, MatrixColumn, MatrixRow, ViewColumn, ViewRow, ViewTable,
};

/// Areas that stand alone; the rest are one area.
const MOST_AREAS: usize = 20;
const ENGINES: &str = "Integration engines";
const REST: &str = "All others";

#[derive(Clone, Copy, Default)]
struct Flow {
    interfaces: u64,
    direct: u64,
}

/// The interfaces of each cell off the diagonal: from, to.
type Between<'a> = BTreeMap<(usize, usize), Vec<&'a Route>>;

/// Interfaces that the list of a cell names; the rest are counted.
const MOST_NAMED: usize = 12;

pub(super) fn matrix(scene: &PageContext<'_>) -> Option<Matrix> {
    let areas = Areas::of(scene);
    let area = |endpoint: Endpoint| areas.area(endpoint);
    let routes = &scene.context.views.routes;
    let mut sizes: BTreeMap<String, u64> = BTreeMap::new();
    for route in routes {
        for end in [route.from, route.to] {
            *sizes.entry(area(end)).or_default() += 1;
        }
    }
    if sizes.len() < 3 {
        return None;
    }
    let names = partitioned(&ordered(&sizes), routes, &area);
    let place = |endpoint: Endpoint| {
        let name = area(endpoint);
        names.iter().position(|known| *known == name).unwrap_or(names.len() - 1)
    };
    let mut flows = vec![vec![Flow::default(); names.len()]; names.len()];
    let mut between = Between::new();
    for route in routes {
        let (from, to) = (place(route.from), place(route.to));
        let flow = &mut flows[from][to];
        flow.interfaces += 1;
        if from != to {
            flow.direct += u64::from(passes_no_hub(scene, route));
            between.entry((from, to)).or_default().push(route);
        }
    }
    keep_busiest(&mut between);
    let direct = flows.iter().flatten().map(|flow| flow.direct).sum();
    let kind = areas.kind();
    Some(Matrix {
        title: format!(
            "{} of {} interfaces join two {kind} without passing a hub",
            number::count(direct),
            number::count(routes.len() as u64)
        ),
        note: format!(
            "Interfaces between {kind}. Darker means more. A plum outline holds at least one direct feed that passes no hub. Grey is inside one area. An empty cell is none. Areas that feed each other in a circle stand together, before what they feed. A count leads to the list of its interfaces."
        ),
        columns: names
            .iter()
            .map(|name| MatrixColumn { name: name.clone(), short: short(name, names.len()) })
            .collect(),
        rows: rows(&names, &flows, &between),
        list: list(scene, &names, &between),
    })
}

/// Keeps the cells of most interfaces, so that their list is one table.
fn keep_busiest(between: &mut Between<'_>) {
    let mut order: Vec<(usize, (usize, usize))> =
        between.iter().map(|(cell, routes)| (routes.len(), *cell)).collect();
    order.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    for (_, cell) in order.iter().skip(Group::MOST_ROWS) {
        between.remove(cell);
    }
}

/// Which area a system or device belongs to.
pub(super) struct Areas<'a> {
    scene: &'a PageContext<'a>,
    by_organisation: bool,
}

impl<'a> Areas<'a> {
    pub(super) fn of(scene: &'a PageContext<'a>) -> Self {
        Self { scene, by_organisation: organisations_with_systems(scene) > 2 }
    }

    /// What the areas are, in the plural.
    fn kind(&self) -> &'static str {
        if self.by_organisation { "organisations" } else { "departments" }
    }

    /// The organisation or department.
    pub(super) fn home(&self, endpoint: Endpoint) -> String {
        let estate = self.scene.estate;
        let entry = estate.endpoint(endpoint);
        if self.by_organisation {
            return self.scene.organisation(entry.organisation).to_owned();
        }
        match entry.record.department.known() {
            Some(name) => crate::render::words::sentence(name),
            None => "Department not recorded".to_owned(),
        }
    }

    /// The same, with the engines apart.
    fn area(&self, endpoint: Endpoint) -> String {
        if is_engine(self.scene, endpoint) { ENGINES.to_owned() } else { self.home(endpoint) }
    }
}

/// The interfaces of each cell: what a count leads to.
fn list(scene: &PageContext<'_>, names: &[String], between: &Between<'_>) -> Option<ViewTable> {
    let rows: Vec<ViewRow> = between
        .iter()
        .map(|((from, to), routes)| {
            let called = |route: &&Route| {
                format!("{} to {}", scene.context.name(route.from), scene.context.name(route.to))
            };
            let mut called: Vec<String> = routes.iter().map(called).collect();
            called.sort();
            called.dedup();
            let more = called.len().saturating_sub(MOST_NAMED);
            called.truncate(MOST_NAMED);
            let mut text = called.join("; ");
            if more > 0 {
                crate::render::words::append(&mut text, &format!("; and {more} more"));
            }
            let direct = routes.iter().filter(|route| passes_no_hub(scene, route)).count() as u64;
            let cells = vec![
                Cell::new(format!("{} to {}", names[*from], names[*to])),
                Cell::new(number::count(routes.len() as u64)),
                Cell::new(number::count(direct)),
                Cell::new(text),
            ];
            ViewRow { id: cell_id(*from, *to), ..ViewRow::of(cells) }
        })
        .collect();
    (!rows.is_empty()).then(|| ViewTable {
        id: String::new(),
        caption: "Interfaces between areas, cell by cell".to_owned(),
        note: String::new(),
        columns: vec![
            ViewColumn::head("From and to"),
            ViewColumn::number("Interfaces"),
            ViewColumn::number("Past the hub"),
            ViewColumn::text("Which"),
        ],
        rows,
    })
}

fn cell_id(from: usize, to: usize) -> String {
    format!("cell-{}-{}", from + 1, to + 1)
}

/// The same names, so that areas which feed each other in a circle stand
/// together, and before what they feed: engines stay first and the rest last.
/// Source: partitioning of a design structure matrix (Steward 1981), by the
/// strongly connected groups in topological order.
fn partitioned(names: &[String], routes: &[Route], area: &dyn Fn(Endpoint) -> String) -> Vec<String> {
    let number: BTreeMap<&str, u32> =
        names.iter().enumerate().map(|(at, name)| (name.as_str(), at as u32)).collect();
    let is_fixed = |name: &str| name == ENGINES || name == REST;
    let edges: Vec<(u32, u32)> = routes
        .iter()
        .filter_map(|route| {
            let (from, to) = (area(route.from), area(route.to));
            let is_counted = from != to && !is_fixed(&from) && !is_fixed(&to);
            is_counted.then_some(())?;
            Some((*number.get(from.as_str())?, *number.get(to.as_str())?))
        })
        .collect();
    let groups = cycle::groups(&Adjacency::directed(names.len(), &edges));
    let mut order: Vec<usize> = (0..names.len()).collect();
    // Groups come out sinks first; within one the largest stays first.
    order.sort_by_key(|at| {
        let place = match names[*at].as_str() {
            ENGINES => 0,
            REST => 2,
            _ => 1,
        };
        (place, std::cmp::Reverse(groups.of(*at as u32)), *at)
    });
    order.into_iter().map(|at| names[at].clone()).collect()
}

fn organisations_with_systems(scene: &PageContext<'_>) -> usize {
    let mut used: Vec<_> =
        scene.systems_in_use().map(|(system, _)| scene.estate.systems[system.at()].organisation).collect();
    used.sort_unstable();
    used.dedup();
    used.len()
}

pub(super) fn is_engine(scene: &PageContext<'_>, endpoint: Endpoint) -> bool {
    endpoint.system().is_some_and(|system| scene.estate.systems[system.at()].record.is_engine())
}

/// Engines first, then by size; what is too many is the last.
fn ordered(sizes: &BTreeMap<String, u64>) -> Vec<String> {
    let mut names: Vec<(&String, u64)> = sizes.iter().map(|(name, size)| (name, *size)).collect();
    names.sort_by(|a, b| (b.0 == ENGINES).cmp(&(a.0 == ENGINES)).then(b.1.cmp(&a.1)).then(a.0.cmp(b.0)));
    let mut names: Vec<String> = names.into_iter().map(|(name, _)| name.clone()).collect();
    if names.len() > MOST_AREAS {
        names.truncate(MOST_AREAS - 1);
        names.push(REST.to_owned());
    }
    names
}

fn rows(names: &[String], flows: &[Vec<Flow>], listed: &Between<'_>) -> Vec<MatrixRow> {
    let busiest = |(from, row): (usize, &Vec<Flow>)| {
        row.iter()
            .enumerate()
            .filter(|(to, _)| *to != from)
            .map(|(_, flow)| flow.interfaces)
            .max()
            .unwrap_or(0)
    };
    // A few interfaces are never dark, however few there are in all.
    let most = flows.iter().enumerate().map(busiest).max().unwrap_or(0).max(6);
    names
        .iter()
        .zip(flows)
        .enumerate()
        .map(|(from, (name, row))| MatrixRow {
            name: name.clone(),
            cells: row
                .iter()
                .enumerate()
                .map(|(to, flow)| MatrixCell {
                    to: if listed.contains_key(&(from, to)) { cell_id(from, to) } else { String::new() },
                    ..cell(*flow, from == to, most)
                })
                .collect(),
            sent: number::count(row.iter().map(|flow| flow.interfaces).sum()),
        })
        .collect()
}

fn cell(flow: Flow, is_inside: bool, most: u64) -> MatrixCell {
    let share = flow.interfaces as f64 / most as f64;
    let class = match flow.interfaces {
        _ if is_inside => "dg",
        0 => "z",
        _ if share > 0.66 => "q4",
        _ if share > 0.33 => "q3",
        _ if share > 0.12 => "q2",
        _ => "q1",
    };
    MatrixCell {
        count: if flow.interfaces == 0 { String::new() } else { number::count(flow.interfaces) },
        shade: class,
        is_direct: flow.direct > 0,
        to: String::new(),
    }
}

/// A heading that fits a narrow column.
fn short(name: &str, columns: usize) -> String {
    let most = if columns <= 8 { 28 } else { 12 };
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let cut: String = name.chars().take(most - 1).collect();
    format!("{}…", cut.trim_end())
}
