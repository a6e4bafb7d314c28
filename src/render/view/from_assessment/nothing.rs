//! What doing nothing comes to, quarter by quarter.

use std::collections::BTreeSet;

use super::lifecycle::{Version, listed, listing, versions};
use super::scene::PageContext;
use crate::ask::ahead::{self, Quarter};
use crate::catalogue::SupportState;
use crate::check::estate::SystemIndex;
use crate::date::Day;
use crate::render::chart::{self, DayStep, Svg};
use crate::render::number;
use crate::render::view::{Cell, Listing, ViewColumn, ViewRow};
use crate::render::words::{append, spelled};
use crate::text::join_and;

/// Quarters that are looked ahead.
const QUARTERS: usize = 8;
/// What a cell names; the rest is counted.
const MOST_NAMED: usize = 3;

pub(super) fn nothing(scene: &PageContext<'_>) -> Listing {
    let quarters = ahead::quarters(scene.assessment, QUARTERS);
    let most =
        quarters.iter().map(|quarter| quarter.figures.unsupported_systems).max().unwrap_or(1).max(1) as f64;
    let rows = quarters.iter().map(|quarter| row(scene, quarter, most)).collect();
    let columns = vec![
        ViewColumn::head("On"),
        ViewColumn::text("Systems without support"),
        ViewColumn::number("High-risk systems"),
        ViewColumn::number("Risk points"),
        ViewColumn::number("Contracts ended"),
        ViewColumn::text("A product's support has ended since the day above"),
        ViewColumn::text("Newly without support"),
    ];
    let listing = listing(
        "If we do nothing, quarter by quarter",
        "nothing",
        text(scene, &quarters),
        "The same estate on later days",
        columns,
        rows,
    );
    Listing { drawing: delay(scene, &quarters), ..listing }
}

fn text(scene: &PageContext<'_>, quarters: &[Quarter]) -> String {
    let (Some(today), Some(last), true) = (quarters.first(), quarters.last(), quarters.len() > 1) else {
        return "The estate is too large to be judged again for each quarter.".to_owned();
    };
    let mut text = format!(
        "Systems on unsupported technology go from {} to {} by {}, and measured risk from {} to {} points. Each quarter is the whole estate judged again on its last day; dates pass and facts age, and nothing else changes. A system is newly without support when nothing that it ran on was out before; contracts that renew themselves are not counted as ended.",
        today.figures.unsupported_systems,
        last.figures.unsupported_systems,
        number::day(last.day),
        number::decimal(today.figures.risk, 0),
        number::decimal(last.figures.risk, 0)
    );
    append(&mut text, &eased(scene, quarters));
    text
}

/// Which systems are less at risk by waiting, and why that is no good news.
fn eased(scene: &PageContext<'_>, quarters: &[Quarter]) -> String {
    let named = |may_be_extended: bool| -> String {
        let of_quarter = |quarter: &Quarter| {
            let eased = quarter.eased.iter().filter(|one| one.may_be_extended == may_be_extended);
            let names: Vec<String> = eased.map(|one| scene.system_name(one.system)).collect();
            let day = number::day(quarter.day);
            (!names.is_empty()).then(|| format!("by {day} {}", join_and(&names)))
        };
        quarters.iter().filter_map(of_quarter).collect::<Vec<_>>().join("; ")
    };
    let mut out = String::new();
    let (open, passed) = (named(true), named(false));
    if !open.is_empty() {
        append(
            &mut out,
            &format!(
                " No longer counted as high-risk, only because a support end passes after which a paid extension is on sale, and whether it is bought is not recorded (the score becomes a range, and its middle counts): {open}."
            ),
        );
    }
    if !passed.is_empty() {
        append(&mut out, &format!(" No longer high-risk once a day has passed: {passed}."));
    }
    out
}

fn row(scene: &PageContext<'_>, quarter: &Quarter, most: f64) -> ViewRow {
    let unsupported = quarter.figures.unsupported_systems;
    let ends: Vec<String> = quarter.loses_support.iter().map(|subject| scene.estate.name(*subject)).collect();
    let newly: Vec<String> =
        quarter.newly_unsupported.iter().map(|system| scene.system_name(*system)).collect();
    ViewRow::of(vec![
        Cell::new(number::day_short(quarter.day)),
        Cell::new(unsupported.to_string())
            .bar(chart::share_bar(unsupported as f64 / most))
            .sort(unsupported as f64),
        Cell::new(quarter.figures.high_risk_systems.to_string()),
        Cell::new(number::decimal(quarter.figures.risk, 0)),
        Cell::new(quarter.lapsed.to_string()),
        Cell::new(named(&ends)).sort(ends.len() as f64),
        Cell::new(named(&newly)).sort(newly.len() as f64),
    ])
}

/// How many there are, and the first few by name.
fn named(names: &[String]) -> String {
    if names.is_empty() {
        return String::new();
    }
    let words: Vec<&str> = names.iter().map(String::as_str).collect();
    format!("{}: {}", names.len(), listed(&words, MOST_NAMED))
}

/// The line of systems without support, with the products that move it.
fn delay(scene: &PageContext<'_>, quarters: &[Quarter]) -> Svg {
    let versions = versions(scene);
    let steps: Vec<DayStep> = quarters
        .iter()
        .enumerate()
        .map(|(at, quarter)| DayStep {
            day: number::month(quarter.day),
            count: quarter.figures.unsupported_systems as u64,
            cause: at
                .checked_sub(1)
                .map_or_else(String::new, |last| cause(&versions, quarters[last].day, quarter)),
        })
        .collect();
    let description = "Systems on unsupported technology at the end of each quarter if nothing is done. The table below has the same figures.";
    chart::steps(&steps, description)
}

/// What systems newly without support ran on: the product that most of them
/// lost, and how many others.
fn cause(versions: &[Version<'_>], after: Day, quarter: &Quarter) -> String {
    let newly: BTreeSet<SystemIndex> = quarter.newly_unsupported.iter().copied().collect();
    let mut lost: Vec<(usize, &str)> = versions
        .iter()
        .filter(|version| {
            let is_covered = version.first.standing.state != SupportState::Unsupported;
            let end = PageContext::end_of_cover(version.first).filter(|_| is_covered);
            end.is_some_and(|day| day >= after && day < quarter.day)
        })
        .map(|version| (version.systems.intersection(&newly).count(), version.name.as_str()))
        .filter(|(systems, _)| *systems > 0)
        .collect();
    lost.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    match lost.as_slice() {
        [] => String::new(),
        [(_, only)] => (*only).to_owned(),
        [(_, first), others @ ..] => format!("{first} and {} more", spelled(others.len() as u64)),
    }
}
