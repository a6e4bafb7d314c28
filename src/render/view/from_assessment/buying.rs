//! Before you buy: licences, overlaps, contracts, suppliers.

use super::lifecycle::{listed, listing};
use super::scene::PageContext;
use crate::ask::buying::{self, Ending, MONTHS_AHEAD};
use crate::check::estate::{Endpoint, Subject, SystemIndex};
use crate::render::chart;
use crate::render::number;
use crate::render::view::{BuyingSection, Cell, Chip, Listing, Tone, ViewColumn, ViewRow};
use crate::render::words::{append, of, sentence, spelled_of};

/// Rows of any list of this section.
const MOST_ROWS: usize = 30;
/// Suppliers that are listed.
const MOST_SUPPLIERS: usize = 12;

pub(super) fn buying(scene: &PageContext<'_>) -> BuyingSection {
    let found = buying::buying(&scene.context);
    BuyingSection {
        summary: summary(scene, &found),
        listings: vec![
            unused(scene, &found),
            overlaps(scene, &found),
            contracts(scene, &found),
            suppliers(scene, &found),
        ],
    }
}

/// The list value of unused licences, and of how many systems it is; without
/// those that contradict the running cost on record.
fn wasted(found: &buying::Buying) -> (i64, usize) {
    let sound = found.unused.iter().filter(|unused| unused.contradicts.is_none());
    let costs: Vec<i64> = sound.filter_map(|unused| unused.cost).collect();
    (costs.iter().sum(), costs.len())
}

fn due(scene: &PageContext<'_>, found: &buying::Buying) -> usize {
    let soon = crate::date::add_months(scene.today, 6);
    found.contracts.iter().filter(|ending| ending.decide_by() <= soon).count()
}

fn summary(scene: &PageContext<'_>, found: &buying::Buying) -> String {
    let mut parts = Vec::new();
    let (cost, priced) = wasted(found);
    if priced > 0 {
        parts.push(format!(
            "licences that nobody uses have a list value of {} a year (unused × unit cost)",
            scene.money(cost)
        ));
    }
    if !found.overlaps.is_empty() {
        parts.push(of(
            found.overlaps.len() as u64,
            "capability is carried by several systems",
            "capabilities are carried by several systems",
        ));
    }
    let due = due(scene, found) as u64;
    if due > 0 {
        parts.push(
            format!(
                "{} to be decided on within six months or is past its day",
                of(due, "contract has", "contracts have")
            )
            .replace(
                "contracts have to be decided on within six months or is past its day",
                "contracts have to be decided on within six months or are past their day",
            ),
        );
    }
    if parts.is_empty() {
        return "Nothing on record speaks against buying, but little is on record: see what each list below lacks.".to_owned();
    }
    format!("First look at what is there: {}.", crate::text::join_and(&parts))
}

fn system(scene: &PageContext<'_>, system: SystemIndex) -> Cell {
    let organisation = scene.estate.systems[system.at()].organisation;
    Cell::new(scene.system_name(system))
        .to(scene.row(Endpoint::System(system)))
        .note(scene.organisation(organisation))
}

fn more(all: usize) -> String {
    if all > MOST_ROWS { format!(" The first {MOST_ROWS} of {all} are shown.") } else { String::new() }
}

/// What unused licences come to, what has no price, and what cannot be right.
fn list_value(scene: &PageContext<'_>, found: &buying::Buying) -> String {
    let (cost, priced) = wasted(found);
    let without = found.unused.iter().filter(|unused| unused.cost.is_none()).count() as u64;
    let wrong = found.unused.iter().filter(|unused| unused.contradicts.is_some()).count() as u64;
    let mut text = match priced {
        0 => " None of them adds to a list value.".to_owned(),
        some => format!(
            " At their unit cost those of {} have a list value of {} a year (unused × unit cost); what is really paid for them is not recorded.",
            spelled_of(some as u64, "system", "systems"),
            scene.money(cost)
        ),
    };
    if without > 0 {
        append(
            &mut text,
            &format!(" Those of {} have no unit cost on record.", spelled_of(without, "system", "systems")),
        );
    }
    if wrong > 0 {
        append(
            &mut text,
            &format!(
                " Those of {} would come to more than the whole recorded running cost: one of the two is wrong, and they stay out of the sum.",
                spelled_of(wrong, "system", "systems")
            ),
        );
    }
    text
}

fn unused(scene: &PageContext<'_>, found: &buying::Buying) -> Listing {
    let count: u64 = found.unused.iter().map(|unused| u64::from(unused.count())).sum();
    let mut text = match found.unused.len() {
        0 => "No licence on record is unused.".to_owned(),
        some => {
            let mut text = format!(
                "{} of {} are not used.",
                sentence(&of(count, "licence", "licences")),
                of(some as u64, "system", "systems")
            );
            append(&mut text, &list_value(scene, found));
            text
        }
    };
    if found.without_licences > 0 {
        append(
            &mut text,
            &format!(
                " Of {} it is not recorded how many licences were bought and are used.",
                of(found.without_licences as u64, "system", "systems")
            ),
        );
    }
    append(&mut text, &more(found.unused.len()));
    let rows = found.unused.iter().take(MOST_ROWS).map(|unused| {
        let share = f64::from(unused.count()) / f64::from(unused.purchased.max(1));
        ViewRow::of(vec![
            system(scene, unused.system),
            Cell::new(number::count(unused.purchased.into())),
            Cell::new(number::count(unused.in_use.into())),
            Cell::new(number::count(unused.count().into()))
                .bar(chart::share_bar(share))
                .sort(unused.count().into()),
            money(scene, unused.cost).note(unused.contradicts.map_or_else(String::new, |annual| {
                format!("more than its whole running cost of {}: one is wrong", scene.money(annual))
            })),
        ])
    });
    let columns = vec![
        ViewColumn::head("System"),
        ViewColumn::number("Bought"),
        ViewColumn::number("Used"),
        ViewColumn::number("Unused"),
        ViewColumn::number("List value of the unused a year"),
    ];
    listing(
        "Licences that nobody uses",
        "licences",
        text,
        "Unused licences, dearest first",
        columns,
        rows.collect(),
    )
}

fn money(scene: &PageContext<'_>, minor: Option<i64>) -> Cell {
    match minor {
        Some(minor) => Cell::new(scene.money(minor)).sort(minor as f64 / 100.0),
        None => Cell::new("Not recorded"),
    }
}

fn overlaps(scene: &PageContext<'_>, found: &buying::Buying) -> Listing {
    let mut text = match found.overlaps.len() {
        0 => "No capability on record is carried by more than one system.".to_owned(),
        some => format!(
            "{} by more than one system. Some of that is meant: look here before buying another.",
            sentence(&of(some as u64, "capability is carried", "capabilities are carried"))
        ),
    };
    if found.without_capability > 0 {
        append(
            &mut text,
            &format!(
                " {} no capability and cannot be compared.",
                sentence(&of(found.without_capability as u64, "system names", "systems name"))
            ),
        );
    }
    append(&mut text, &more(found.overlaps.len()));
    let rows = found.overlaps.iter().take(MOST_ROWS).map(|overlap| {
        let names: Vec<String> = overlap.systems.iter().map(|system| scene.system_name(*system)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let cost = match overlap.systems.len() - overlap.without_cost {
            0 => Cell::new("Not recorded"),
            _ => Cell::new(scene.money(overlap.running_cost)).sort(overlap.running_cost as f64 / 100.0).note(
                match overlap.without_cost {
                    0 => String::new(),
                    some => format!("{} without a cost", number::count(some as u64)),
                },
            ),
        };
        ViewRow::of(vec![
            Cell::new(scene.estate.name(Subject::Capability(overlap.capability))),
            Cell::new(number::count(overlap.systems.len() as u64)),
            Cell::new(listed(&names, 5)),
            Cell::new(number::count(overlap.organisations as u64)),
            cost,
        ])
    });
    let columns = vec![
        ViewColumn::head("Capability"),
        ViewColumn::number("Systems"),
        ViewColumn::text("Which"),
        ViewColumn::number("Organisations"),
        ViewColumn::number("Running cost a year"),
    ];
    listing(
        "What several systems do",
        "overlaps",
        text,
        "Capabilities by the number of systems that carry them",
        columns,
        rows.collect(),
    )
}

/// How many deadlines have passed, by what followed.
fn passed(scene: &PageContext<'_>, found: &buying::Buying) -> String {
    let mut counts = [0_u64; 3];
    for ending in found.contracts.iter().filter(|ending| ending.decide_by() < scene.today) {
        let followed = match (ending.ends < scene.today, ending.auto_renews) {
            (true, Some(true)) => 1,
            (true, _) => 0,
            (false, _) => 2,
        };
        counts[followed] += 1;
    }
    let all: u64 = counts.iter().sum();
    if all == 0 {
        return String::new();
    }
    let of_them: Vec<String> = [
        (counts[0], "contract has ended", "contracts have ended"),
        (counts[1], "contract has renewed itself", "contracts have renewed themselves"),
        (
            counts[2],
            "contract is past its notice and still runs",
            "contracts are past their notice and still run",
        ),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, one, many)| of(count, one, many))
    .collect();
    format!(
        " {} passed: {}.",
        sentence(&of(all, "deadline has", "deadlines have")),
        crate::text::join_and(&of_them)
    )
}

fn contracts(scene: &PageContext<'_>, found: &buying::Buying) -> Listing {
    let mut text = match found.contracts.len() {
        0 => format!("No contract on record ends within {MONTHS_AHEAD} months."),
        some => format!(
            "{} to be decided on within {MONTHS_AHEAD} months.{}",
            sentence(&of(some as u64, "contract has", "contracts have")),
            passed(scene, found)
        ),
    };
    if found.without_end > 0 {
        append(
            &mut text,
            &format!(
                " {} no end of contract on record.",
                sentence(&of(found.without_end as u64, "system has", "systems have"))
            ),
        );
    }
    append(&mut text, &more(found.contracts.len()));
    let rows = found.contracts.iter().take(MOST_ROWS).map(|ending| {
        let supplier =
            crate::analyse::contract::supplier(&scene.context, ending.system).unwrap_or("Not recorded");
        ViewRow::of(vec![
            system(scene, ending.system),
            Cell::new(supplier),
            Cell { chip: day_chip(scene, ending), ..Cell::new(number::day_short(ending.decide_by())) }
                .note(if ending.notice.is_none() { "its notice is not recorded" } else { "" }),
            Cell::new(number::day_short(ending.ends)),
            Cell::new(match ending.auto_renews {
                Some(true) => "Renews itself",
                Some(false) => "Ends",
                None => "Not recorded",
            }),
            money(scene, ending.running_cost),
        ])
    });
    let columns = vec![
        ViewColumn::head("System"),
        ViewColumn::text("Supplier"),
        ViewColumn::text("Decide by"),
        ViewColumn::text("Ends"),
        ViewColumn::text("Then"),
        ViewColumn::number("Running cost a year"),
    ];
    listing(
        "Contracts, and when to decide",
        "contracts",
        text,
        "Contracts by the last day on which notice can be given",
        columns,
        rows.collect(),
    )
}

fn day_chip(scene: &PageContext<'_>, ending: &Ending) -> Option<Chip> {
    if ending.ends < scene.today && ending.auto_renews == Some(true) {
        Some(Chip::new(Tone::Medium, "Renewed itself"))
    } else if ending.ends < scene.today {
        Some(Chip::new(Tone::Critical, "Ended"))
    } else if ending.decide_by() < scene.today {
        Some(Chip::new(Tone::High, "Notice is past"))
    } else if ending.decide_by() <= crate::date::add_months(scene.today, 6) {
        Some(Chip::new(Tone::Medium, "Within six months"))
    } else {
        None
    }
}

fn suppliers(scene: &PageContext<'_>, found: &buying::Buying) -> Listing {
    let mut text = match (found.suppliers.first(), found.concentration) {
        (Some(first), Some(index)) => format!(
            "{} supplies the most: {} of the mission- and business-critical systems, the former counting more. Reliance is spread as if {} suppliers of equal size shared it (concentration index {}; 10,000 would be one supplier of everything).",
            first.name,
            number::percent(first.share),
            number::decimal(10_000.0 / index.max(1.0), 0),
            number::count(index.round() as u64)
        ),
        _ => "No supplier of a mission- or business-critical system is recorded.".to_owned(),
    };
    if found.without_supplier > 0 {
        append(
            &mut text,
            &format!(
                " Of {} the supplier is not recorded.",
                of(found.without_supplier as u64, "such system", "such systems")
            ),
        );
    }
    if found.suppliers.len() > MOST_SUPPLIERS {
        append(&mut text, &format!(" The first {MOST_SUPPLIERS} of {} are shown.", found.suppliers.len()));
    }
    let rows = found.suppliers.iter().take(MOST_SUPPLIERS).map(|supplier| {
        let names: Vec<String> = supplier.systems.iter().map(|system| scene.system_name(*system)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        ViewRow::of(vec![
            Cell::new(supplier.name.clone()),
            Cell::new(number::count(supplier.systems.len() as u64)),
            Cell::new(number::percent(supplier.share))
                .bar(chart::share_bar(supplier.share))
                .sort(supplier.share),
            Cell::new(scene.money(supplier.running_cost)).sort(supplier.running_cost as f64 / 100.0),
            Cell::new(listed(&names, 4)),
        ])
    });
    let columns = vec![
        ViewColumn::head("Supplier"),
        ViewColumn::number("Systems"),
        ViewColumn::number("Share"),
        ViewColumn::number("Recorded running cost a year"),
        ViewColumn::text("Which"),
    ];
    listing(
        "Reliance on suppliers",
        "suppliers",
        text,
        "Suppliers of mission- and business-critical systems",
        columns,
        rows.collect(),
    )
}
