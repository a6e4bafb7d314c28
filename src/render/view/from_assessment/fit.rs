//! Keep, invest, migrate or eliminate: systems by their two fits.

use super::lifecycle::listing;
use super::scene::PageContext;
use crate::check::estate::{Endpoint, SystemIndex};
use crate::method::Threshold;
use crate::render::chart::{self, QuadrantPoint};
use crate::render::number;
use crate::render::view::{Cell, Listing, ViewColumn, ViewRow};
use crate::render::words::{of, sentence};
use crate::score::quadrant::{Quadrant, quadrant};

/// Rows of the table.
const MOST_ROWS: usize = 40;

struct Fitted {
    system: SystemIndex,
    quadrant: Quadrant,
    placed: QuadrantPoint,
}

/// The quadrants of what both fits are recorded of.
pub(super) fn fits(scene: &PageContext<'_>) -> Listing {
    let mut fitted: Vec<Fitted> =
        scene.systems_in_use().filter_map(|(system, _)| one(scene, system)).collect();
    // What should go first, then by how many use it.
    let order = |quadrant: Quadrant| Quadrant::ALL.iter().rev().position(|one| *one == quadrant);
    fitted.sort_by(|a, b| {
        order(a.quadrant)
            .cmp(&order(b.quadrant))
            .then(b.placed.users.cmp(&a.placed.users))
            .then(a.system.cmp(&b.system))
    });
    let missing = scene.systems().saturating_sub(fitted.len() as u64);
    let mut text = if fitted.is_empty() {
        "Of no system is it recorded how well it does its job and how well it is built.".to_owned()
    } else {
        let counts = Quadrant::ALL.map(|quadrant| {
            let count = fitted.iter().filter(|fitted| fitted.quadrant == quadrant).count() as u64;
            let count = number::count(count);
            match quadrant {
                Quadrant::Eliminate => format!("{count} of poor fit, to replace or retire"),
                other => format!("{count} to {}", other.word()),
            }
        });
        format!(
            "{}, by what people say of them. A fit is no decision: what the plan does stands beside it.",
            sentence(&crate::text::join_and(&counts))
        )
    };
    if !fitted.is_empty() && missing > 0 {
        crate::render::words::append(
            &mut text,
            &format!(" Of {} one or both fits are not recorded.", of(missing, "system", "systems")),
        );
    }
    if fitted.len() > MOST_ROWS {
        crate::render::words::append(&mut text, &format!(" The first {MOST_ROWS} are in the table."));
    }
    let rows = fitted.iter().take(MOST_ROWS).map(|one| {
        ViewRow::of(vec![
            Cell::new(one.placed.name.clone()).to(scene.row(Endpoint::System(one.system))),
            Cell::new(verdict(one.quadrant)),
            Cell::new(planned(scene, one.system)),
            Cell::new(number::decimal(one.placed.functional, 2)),
            Cell::new(number::decimal(one.placed.technical, 2)),
            Cell::new(match one.placed.users {
                0 => "Not recorded".to_owned(),
                users => number::count(users.into()),
            }),
        ])
    });
    let columns = vec![
        ViewColumn::head("System"),
        ViewColumn::text("Fit suggests"),
        ViewColumn::text("The plan"),
        ViewColumn::number("Business fit"),
        ViewColumn::number("Technical fit"),
        ViewColumn::number("Users"),
    ];
    let listing = listing(
        "Keep or go",
        "fits",
        text,
        "Systems by their fits, what should go first",
        columns,
        rows.collect(),
    );
    let placed: Vec<QuadrantPoint> = fitted.into_iter().map(|fitted| fitted.placed).collect();
    let drawing = chart::quadrants(
        &placed,
        scene.context.threshold(Threshold::FitCut),
        "Systems by technical fit, to the right, and business fit, upwards; the area is the number of users. The table below has the same figures.",
    );
    Listing { drawing, ..listing }
}

/// What the fits suggest; nobody is told to switch off what others need.
fn verdict(quadrant: Quadrant) -> String {
    match quadrant {
        Quadrant::Eliminate => "Poor fit: replace or retire".to_owned(),
        other => sentence(other.word()),
    }
}

/// The actions that the plan funds for a system, else what is recorded.
fn planned(scene: &PageContext<'_>, system: SystemIndex) -> String {
    let actions = &scene.assessment.actions.all;
    let is_for = |action: usize| {
        let options = actions[action].options.iter();
        options
            .map(|option| scene.estate.options[option.at()].subject)
            .any(|one| one == Endpoint::System(system))
    };
    let funded: Vec<&str> = scene
        .assessment
        .plan
        .funded()
        .filter(|chosen| is_for(chosen.action))
        .map(|chosen| actions[chosen.action].name.as_str())
        .collect();
    if !funded.is_empty() {
        return crate::text::join_and(&funded);
    }
    let is_recorded = (0..actions.len()).any(is_for);
    if is_recorded { "Recorded actions are not funded" } else { "No action is recorded" }.to_owned()
}

fn one(scene: &PageContext<'_>, system: SystemIndex) -> Option<Fitted> {
    let record = &scene.estate.systems[system.at()].record;
    let placed = QuadrantPoint {
        name: scene.system_name(system),
        functional: record.fit.then(|fit| &fit.functional)?.value(),
        technical: record.fit.then(|fit| &fit.technical)?.value(),
        users: record.users.get().unwrap_or(0),
    };
    Some(Fitted { system, quadrant: quadrant(record, scene.context.thresholds)?, placed })
}
