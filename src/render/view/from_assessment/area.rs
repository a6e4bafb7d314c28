//! The estate by area: systems of each organisation or department by the
//! support that they stand on.

use std::collections::BTreeMap;

use super::lifecycle::listing;
use super::scene::PageContext;
use crate::catalogue::SupportState;
use crate::render::chart::{self, Tone};
use crate::render::number;
use crate::render::view::{Cell, Listing, ViewColumn, ViewRow};
use crate::render::words::{of, sentence};

/// Areas that stand alone; the rest are one.
const MOST_AREAS: usize = 20;
/// The states that are told apart, worst first.
const STATES: [(&str, Tone); 4] = [
    ("Unsupported", Tone::Critical),
    ("Ending", Tone::High),
    ("Covered", Tone::Fine),
    ("Not known", Tone::Unknown),
];

type Counts = [u64; STATES.len()];

pub(super) fn areas(scene: &PageContext<'_>) -> Listing {
    let mut by_area: BTreeMap<String, Counts> = BTreeMap::new();
    let has_organisations = scene.estate.organisations.len() > 1;
    for (system, standing) in scene.systems_in_use() {
        let entry = &scene.estate.systems[system.at()];
        let area = if has_organisations {
            scene.organisation(entry.organisation).to_owned()
        } else {
            entry
                .record
                .department
                .known()
                .map_or("Department not recorded".to_owned(), |name| sentence(name))
        };
        let state = match standing.support {
            Some(SupportState::Unsupported) => 0,
            Some(SupportState::Ending | SupportState::Extended) => 1,
            Some(SupportState::Supported | SupportState::SecurityOnly) => 2,
            Some(SupportState::Unknown) | None => 3,
        };
        by_area.entry(area).or_default()[state] += 1;
    }
    let mut areas: Vec<(String, Counts)> = by_area.into_iter().collect();
    areas.sort_by(|a, b| b.1[0].cmp(&a.1[0]).then(sum(&b.1).cmp(&sum(&a.1))).then_with(|| a.0.cmp(&b.0)));
    if areas.len() > MOST_AREAS {
        let rest = areas.split_off(MOST_AREAS - 1);
        let mut others = Counts::default();
        for (other, count) in rest.iter().flat_map(|(_, counts)| counts.iter().enumerate()) {
            others[other] += count;
        }
        areas.push((format!("{} others", rest.len()), others));
    }
    let text = match areas.first().filter(|(_, counts)| counts[0] > 0) {
        None => "No area has a system that is known to be without support.".to_owned(),
        Some((name, counts)) => {
            format!(
                "{name} has most: {} without support of {}.",
                of(counts[0], "system", "systems"),
                sum(counts)
            )
        }
    };
    let most = areas.iter().map(|(_, counts)| sum(counts)).max().unwrap_or(1);
    let rows = areas.iter().map(|(name, counts)| {
        let parts: Vec<(u64, Tone)> =
            counts.iter().zip(STATES).map(|(count, (_, tone))| (*count, tone)).collect();
        let mut cells = vec![
            Cell::new(name.clone()),
            Cell::new(String::new()).bar(chart::stacked_bar(&parts, most)).sort(sum(counts) as f64),
        ];
        cells.extend(counts.iter().map(|count| Cell::new(number::count(*count))));
        ViewRow::of(cells)
    });
    let mut columns = vec![ViewColumn::head("Area"), ViewColumn::text("Systems")];
    columns.extend(STATES.iter().map(|(word, _)| ViewColumn::number(word)));
    listing(
        "The estate by area",
        "estate-by-area",
        text,
        "Systems by the support that they stand on, in the order of the columns; the longest bar is the largest area",
        columns,
        rows.collect(),
    )
}

fn sum(counts: &Counts) -> u64 {
    counts.iter().sum()
}
