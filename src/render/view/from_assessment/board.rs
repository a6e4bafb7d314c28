//! The board's page.

use super::scene::PageContext;
use super::{decision, note, tile};
use crate::check::estate::OrganisationIndex;
use crate::render::chart;
use crate::render::number;
use crate::render::view::{Board, Cell, ViewColumn, ViewRow, ViewTable};
use crate::render::words::{self, Lead, RuleCoverage};

pub(super) fn board(scene: &PageContext<'_>) -> Board {
    let curve = decision::curve(scene);
    Board {
        lead: words::lead(&lead(scene)),
        sub: sub(scene),
        tiles: tile::tiles(scene),
        decisions: decision::decisions(scene),
        beside: if curve.is_none() { attention(scene) } else { None },
        curve,
        notes: note::notes(scene),
        organisations: organisations(scene),
    }
}

fn lead(scene: &PageContext<'_>) -> Lead {
    let plan = &scene.assessment.plan;
    let actions = plan.funded().count() as u64;
    let systems = scene.systems();
    let judged = scene.judged();
    let mut lead = Lead {
        actions,
        cost: (actions > 0).then(|| scene.money(plan.cost)),
        risk_removed: plan.removed_share(),
        high_risk: scene.assessment.standings.high_risk_systems() as u64,
        high_risk_after: Some(decision::high_risk_after(scene)),
        unsupported: scene.unsupported(),
        losing_support: scene.losing_support(12),
        judged,
        systems,
        lacking_version: systems.saturating_sub(judged),
        asked: RuleCoverage::without(&scene.off),
    };
    if actions == 0 {
        // Nothing is costed: what the recorded actions would clear all the same.
        let uncosted = decision::uncosted(scene);
        lead.actions = uncosted.actions;
        lead.risk_removed = uncosted.share;
        lead.high_risk_after = None;
    }
    lead
}

/// The largest single risk, and what is not judged.
fn sub(scene: &PageContext<'_>) -> String {
    let worst = scene.assessment.findings.iter().find(|scored| scored.is_open()).map(|worst| {
        format!(
            "The largest single risk scores {} of 100: {}.",
            super::scene::score(worst.risk.point(), &scene.assessment.thresholds),
            words::with_days(worst.finding.headline.trim_end_matches('.'))
        )
    });
    words::and_not_judged(&worst.unwrap_or_default(), &scene.off)
}

/// The systems that deserve attention first, where there is no curve.
fn attention(scene: &PageContext<'_>) -> Option<ViewTable> {
    let rows: Vec<ViewRow> = scene
        .systems_in_use()
        .filter(|(_, standing)| standing.rank > 0)
        .take(5)
        .map(|(system, standing)| {
            ViewRow::of(vec![
                Cell::new(scene.system_name(system)).to(scene.row(standing.subject)),
                Cell::chip(scene.worst_chip(standing)),
                Cell::new(format!("{:.0}", standing.priority)),
            ])
        })
        .collect();
    (!rows.is_empty()).then(|| ViewTable {
        id: String::new(),
        caption: "Systems that deserve attention first".to_owned(),
        note: "Priority adds up the weighted criteria of the method section, 0 to 100.".to_owned(),
        columns: vec![
            ViewColumn::head("System"),
            ViewColumn::text("Worst finding"),
            ViewColumn::number("Priority"),
        ],
        rows,
    })
}

/// What one organisation has.
#[derive(Clone, Copy, Default)]
struct Counts {
    systems: u64,
    high: u64,
    unsupported: u64,
    risk: f64,
}

/// One row an organisation, if several have systems.
fn organisations(scene: &PageContext<'_>) -> Option<ViewTable> {
    let mut counts = vec![Counts::default(); scene.estate.organisations.len()];
    for (system, standing) in scene.systems_in_use() {
        let own = &mut counts[scene.estate.systems[system.at()].organisation.at()];
        own.systems += 1;
        own.high += u64::from(standing.is_high_risk());
        own.unsupported += u64::from(standing.support == Some(crate::catalogue::SupportState::Unsupported));
    }
    for scored in scene.assessment.findings.iter().filter(|scored| scored.is_open()) {
        counts[scene.estate.organisation_of(scored.finding.subject).at()].risk += scored.risk.point();
    }
    let mut order: Vec<usize> = (0..counts.len()).filter(|index| counts[*index].systems > 0).collect();
    if order.len() < 2 {
        return None;
    }
    order.sort_by(|a, b| {
        counts[*b].high.cmp(&counts[*a].high).then(counts[*b].risk.total_cmp(&counts[*a].risk))
    });
    let worst = scene.organisation(OrganisationIndex(order[0] as u32));
    let caption = format!(
        "{worst} has {} of {} high-risk systems",
        number::count(counts[order[0]].high),
        number::count(counts.iter().map(|one| one.high).sum())
    );
    Some(ViewTable {
        id: String::new(),
        caption,
        note: words::and_not_judged(
            "Systems in use. Bars share one scale within a column. Risk is the sum of the scores of open findings.",
            &scene.off,
        ),
        columns: vec![
            ViewColumn::head("Organisation"),
            ViewColumn::number("Systems"),
            ViewColumn::number("High-risk"),
            ViewColumn::number("Unsupported"),
            ViewColumn::number("Share of measured risk"),
        ],
        rows: organisation_rows(scene, &counts, &order),
    })
}

fn organisation_rows(scene: &PageContext<'_>, counts: &[Counts], order: &[usize]) -> Vec<ViewRow> {
    let most = |pick: fn(&Counts) -> f64| counts.iter().map(pick).fold(0.0, f64::max).max(1e-9);
    let (high, unsupported, risk) =
        (most(|one| one.high as f64), most(|one| one.unsupported as f64), most(|one| one.risk));
    let whole: f64 = counts.iter().map(|one| one.risk).sum::<f64>().max(1e-9);
    let shares =
        number::whole_shares(&order.iter().map(|index| counts[*index].risk / whole).collect::<Vec<_>>());
    order
        .iter()
        .zip(shares)
        .map(|(index, share)| {
            let one = &counts[*index];
            let bar = |value: f64, most: f64| chart::share_bar(value / most);
            ViewRow::of(vec![
                Cell::new(scene.organisation(OrganisationIndex(*index as u32))),
                Cell::new(number::count(one.systems)),
                Cell::new(number::count(one.high)).bar(bar(one.high as f64, high)),
                Cell::new(number::count(one.unsupported)).bar(bar(one.unsupported as f64, unsupported)),
                Cell::new(format!("{share}%")).bar(bar(one.risk, risk)),
            ])
        })
        .collect()
}
