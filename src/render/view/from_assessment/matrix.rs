//! Which areas send to which: organisations where there are several, else
//! departments. Integration engines are an area of their own.

use std::collections::BTreeMap;

use super::scene::Scene;
use crate::check::estate::Endpoint;
use crate::graph::adjacency::Adjacency;
use crate::graph::build::Route;
use crate::graph::cycle;
use crate::render::number;
use crate::render::view::{Matrix, MatrixCell, MatrixColumn, MatrixRow};

/// Areas that stand alone; the rest are one area.
const MOST_AREAS: usize = 20;
const ENGINES: &str = "Integration engines";
const REST: &str = "All others";

#[derive(Clone, Copy, Default)]
struct Flow {
    interfaces: u64,
    direct: u64,
}

pub(super) fn matrix(scene: &Scene<'_>) -> Option<Matrix> {
    let by_organisation = organisations_with_systems(scene) > 2;
    let area = |endpoint: Endpoint| area(scene, endpoint, by_organisation);
    let mut sizes: BTreeMap<String, u64> = BTreeMap::new();
    for route in &scene.context.views.routes {
        for end in [route.from, route.to] {
            *sizes.entry(area(end)).or_default() += 1;
        }
    }
    if sizes.len() < 3 {
        return None;
    }
    let names = partitioned(&ordered(&sizes), &scene.context.views.routes, &area);
    let place = |endpoint: Endpoint| {
        let name = area(endpoint);
        names.iter().position(|known| *known == name).unwrap_or(names.len() - 1)
    };
    let mut flows = vec![vec![Flow::default(); names.len()]; names.len()];
    let mut direct = 0_u64;
    for route in &scene.context.views.routes {
        let (from, to) = (place(route.from), place(route.to));
        let flow = &mut flows[from][to];
        flow.interfaces += 1;
        if route.hubs.is_empty() && !is_engine(scene, route.from) && !is_engine(scene, route.to) && from != to
        {
            flow.direct += 1;
            direct += 1;
        }
    }
    let all = scene.context.views.routes.len() as u64;
    let kind = if by_organisation { "organisations" } else { "departments" };
    Some(Matrix {
        title: format!(
            "{} of {} interfaces join two {kind} without passing a hub",
            number::count(direct),
            number::count(all)
        ),
        note: format!(
            "Interfaces between {kind}. Darker means more. A plum outline holds at least one direct feed that passes no hub. Grey is inside one area. An empty cell is none. Areas that feed each other in a circle stand together, before what they feed."
        ),
        columns: names
            .iter()
            .map(|name| MatrixColumn { name: name.clone(), short: short(name, names.len()) })
            .collect(),
        rows: rows(&names, &flows),
    })
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

fn organisations_with_systems(scene: &Scene<'_>) -> usize {
    let mut used: Vec<_> =
        scene.systems_in_use().map(|(system, _)| scene.estate.systems[system.at()].organisation).collect();
    used.sort_unstable();
    used.dedup();
    used.len()
}

fn is_engine(scene: &Scene<'_>, endpoint: Endpoint) -> bool {
    endpoint.system().is_some_and(|system| scene.estate.systems[system.at()].record.is_engine())
}

fn area(scene: &Scene<'_>, endpoint: Endpoint, by_organisation: bool) -> String {
    if is_engine(scene, endpoint) {
        return ENGINES.to_owned();
    }
    let (organisation, department) = match endpoint {
        Endpoint::System(index) => {
            let entry = &scene.estate.systems[index.at()];
            (entry.organisation, &entry.record.department)
        }
        Endpoint::Device(index) => {
            let entry = &scene.estate.devices[index.at()];
            (entry.organisation, &entry.record.department)
        }
    };
    if by_organisation {
        return scene.organisation(organisation).to_owned();
    }
    match department.known() {
        Some(name) => crate::render::words::sentence(name),
        None => "Department not recorded".to_owned(),
    }
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

fn rows(names: &[String], flows: &[Vec<Flow>]) -> Vec<MatrixRow> {
    let between = |(from, row): (usize, &Vec<Flow>)| {
        row.iter()
            .enumerate()
            .filter(|(to, _)| *to != from)
            .map(|(_, flow)| flow.interfaces)
            .max()
            .unwrap_or(0)
    };
    // A few interfaces are never dark, however few there are in all.
    let most = flows.iter().enumerate().map(between).max().unwrap_or(0).max(6);
    names
        .iter()
        .zip(flows)
        .enumerate()
        .map(|(from, (name, row))| MatrixRow {
            name: name.clone(),
            cells: row.iter().enumerate().map(|(to, flow)| cell(*flow, from == to, most)).collect(),
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
        is_direct: flow.direct > 0 && !is_inside,
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
