//! Why not everything that must be done can be: the clashes that are plain
//! without solving anything.

use super::compiled::{Compiled, CompiledAction, ROOM, Window};

/// Clashes between what must be done and what there is, one sentence each.
/// Empty does not mean that a plan exists.
pub(super) fn clashes(portfolio: &Compiled, windows: &[Window]) -> Vec<String> {
    let mut found: Vec<String> = (0..portfolio.actions.len())
        .filter(|&action| portfolio.actions[action].deadline.is_some() && !windows[action].is_open())
        .map(|action| shut(portfolio, windows, action))
        .collect();
    // Where a chain cannot be in time, its end says so.
    if found.is_empty() {
        let lost = |action: &usize| windows[*action].is_needed && !windows[*action].is_open();
        found.extend((0..portfolio.actions.len()).filter(lost).map(|action| {
            let id = &portfolio.actions[action].id;
            format!("`{id}` cannot be complete in time for what must wait for it")
        }));
    }
    found.extend(portfolio.exclusive.iter().filter_map(|&(one, other)| {
        let are_needed = windows[one].is_needed && windows[other].is_needed;
        let (one, other) = (&portfolio.actions[one].id, &portfolio.actions[other].id);
        are_needed.then(|| format!("`{one}` and `{other}` must both be done, and rule each other out"))
    }));
    found.extend(too_much(portfolio, windows));
    found
}

/// Why an action that must start by a year cannot start at all.
fn shut(portfolio: &Compiled, windows: &[Window], action: usize) -> String {
    let row = &portfolio.actions[action];
    let (id, years) = (&row.id, row.years);
    let end = (portfolio.years + 1).saturating_sub(years);
    let last = row.deadline.into_iter().chain(row.latest).fold(end, usize::min);
    if end == 0 {
        return format!("`{id}` must be done, and takes {years} years of a plan of {}", portfolio.years);
    }
    let must = format!("`{id}` must start by year {last}");
    if row.earliest > last {
        return format!("{must}, and may start only in year {}", row.earliest);
    }
    let done = |before: &usize| windows[*before].first + portfolio.actions[*before].years;
    if let Some(before) =
        row.after.iter().filter(|before| done(before) > last).max_by_key(|before| done(before))
    {
        let name = &portfolio.actions[*before].id;
        if done(before) > portfolio.years + 1 {
            return format!("{must}, and waits for `{name}`, which cannot be done in time");
        }
        return format!(
            "{must}, and waits for `{name}`, which is complete at the end of year {} at the earliest",
            done(before) - 1
        );
    }
    let scarce = portfolio
        .resources
        .iter()
        .enumerate()
        .find(|(number, _)| (row.earliest..=last).all(|start| !fits(portfolio, row, *number, start)));
    match scarce {
        Some((_, resource)) => {
            format!("{must}, and takes more of `{}` than any year until then has", resource.name)
        }
        None => format!("{must}, and no year until then has all that it takes"),
    }
}

fn fits(portfolio: &Compiled, row: &CompiledAction, resource: usize, start: usize) -> bool {
    let limit = &portfolio.resources[resource].limit;
    let within =
        |(k, amount): (usize, &f64)| limit.get(start - 1 + k).is_some_and(|limit| *amount <= limit + ROOM);
    let demand = row.demand.iter().find(|demand| demand.resource == resource);
    demand.is_none_or(|demand| demand.by_year.iter().enumerate().all(within))
}

/// Resources of which what must be done takes more than all years have.
fn too_much<'a>(portfolio: &'a Compiled, windows: &[Window]) -> impl Iterator<Item = String> + use<'a> {
    let mut needed = vec![0.0; portfolio.resources.len()];
    for (row, _) in portfolio.actions.iter().zip(windows).filter(|(_, window)| window.is_needed) {
        for demand in &row.demand {
            needed[demand.resource] += demand.by_year.iter().sum::<f64>();
        }
    }
    portfolio.resources.iter().zip(needed).filter_map(|(resource, needed)| {
        let has: f64 = resource.limit.iter().sum();
        (needed > has + 1e-6 * has.max(1.0)).then(|| {
            let name = &resource.name;
            format!("what must be done takes {needed} of `{name}`, of which there is {has} in all years")
        })
    })
}
