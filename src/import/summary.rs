//! What a run took and what it did not, gathered for people.

use std::collections::{BTreeMap, BTreeSet};

use super::collect::{Collected, CollectedTable};
use super::field::{Field, RowKind};
use super::heading::Why;
use super::make::DraftInventory;
use super::report::{
    ColumnReport, ConflictReport, ImportReport, TableReport, TroubleReport, UnconfirmedReport,
};
use super::thing::Thing;
use super::understand::{SourceColumn, Understanding};
use crate::date::{Day, PartialDate, days_between};
use crate::table::letters;

/// How many days before the latest of its source a device was last seen, so
/// that it counts as unconfirmed.
const UNSEEN_DAYS: i32 = 90;

/// The report of a run.
pub fn of(
    collected: &Collected,
    left: &[(String, Understanding)],
    notes: Vec<String>,
    draft: &mut DraftInventory,
    day: Day,
) -> ImportReport {
    let mut unconfirmed = unconfirmed(collected, &collected.systems.things, RowKind::Systems);
    unconfirmed.extend(unconfirmed_devices(collected));
    draft.unconfirmed.clone_from(&unconfirmed);
    let conflicts = collected.systems.conflicts.iter().chain(&collected.devices.conflicts);
    ImportReport {
        format: "techstrata-import-1",
        day: day.to_string(),
        tables: tables(collected, left),
        made: draft.made.clone(),
        notes,
        conflicts: conflicts
            .map(|conflict| ConflictReport {
                name: conflict.name.clone(),
                field: conflict.field.word(),
                taken: conflict.taken.0.clone(),
                taken_from: collected.words(conflict.taken.1),
                other: conflict.other.0.clone(),
                other_from: collected.words(conflict.other.1),
            })
            .collect(),
        joins: draft.joins.values().cloned().collect(),
        unconfirmed,
        troubles: collected
            .troubles
            .iter()
            .map(|(heading, what, trouble)| TroubleReport {
                heading: heading.to_owned(),
                what,
                cells: trouble.cells,
                first: trouble
                    .first
                    .iter()
                    .map(|(place, value)| (place.to_string(), value.clone()))
                    .collect(),
            })
            .collect(),
        noise_rows: collected.software.noise,
        personal_cells: collected.troubles.cut_contacts + collected.personal_names,
    }
}

fn tables(collected: &Collected, left: &[(String, Understanding)]) -> Vec<TableReport> {
    let taken = collected.tables.iter().map(|table| {
        let counts = table.counts;
        let left = [
            (counts.retired, "no longer in use: kept in devices/retired.csv"),
            (counts.removed, "deleted in the source"),
            (counts.empty, "without a name, a key or a serial number"),
            (counts.other, "of a kind that is not taken"),
        ];
        table_report(&table.file, &table.understood, counts.taken, &left)
    });
    let others = left.iter().map(|(file, understood)| {
        table_report(file, understood, 0, &[(understood.rows, "of a kind that is not taken")])
    });
    taken.chain(others).collect()
}

fn table_report(
    file: &str,
    understood: &Understanding,
    taken: u64,
    left: &[(u64, &'static str)],
) -> TableReport {
    TableReport {
        file: file.to_owned(),
        sheet: understood.sheet_name.clone(),
        rows_are: understood.kind.word(),
        because: understood.kind_why.clone(),
        rows: understood.rows,
        taken,
        left: left.iter().filter(|(rows, _)| *rows > 0).copied().collect(),
        columns: understood.columns.iter().map(|one| column(one, understood.kind)).collect(),
    }
}

fn column(column: &SourceColumn, kind: RowKind) -> ColumnReport {
    // What is kept as written needs an entry of its own to stand in.
    let is_kept = |field: &Field| *field != Field::Extra || kind == RowKind::Systems;
    let field = column.field().filter(|field| field.is_taken()).filter(is_kept);
    ColumnReport {
        column: letters(column.index),
        heading: column.heading.clone(),
        taken_as: field.map(Field::word),
        sure: column.meaning.map_or(0.0, |meaning| meaning.sure),
        because: if column.field() == Some(Field::Extra) && field.is_none() {
            "of use to the source alone".to_owned()
        } else {
            because(column)
        },
        filled: column.filled,
    }
}

fn because(column: &SourceColumn) -> String {
    if let Some(refused) = &column.refused {
        return refused.clone();
    }
    let Some(meaning) = column.meaning else { return "not understood".to_owned() };
    let why = match meaning.why {
        Why::Mapping => "the mapping says so".to_owned(),
        Why::Tool(tool) => format!("{tool} writes it so"),
        Why::KnownHeading => "tools write it so".to_owned(),
        Why::Synonym => "by its heading".to_owned(),
        Why::Values | Why::Nothing => "by its values".to_owned(),
    };
    match meaning.field {
        Field::Personal => format!("about people: never taken ({why})"),
        field if !field.is_taken() => format!("{} ({why})", field.says()),
        field if field.is_date() && column.has_open_dates => {
            format!(
                "{why}; some dates can be read in two ways: say `--dates day-first` or `--dates month-first`"
            )
        }
        _ => why,
    }
}

/// Things that one source alone holds, where several hold such things.
fn unconfirmed(collected: &Collected, things: &[Thing], kind: RowKind) -> Vec<UnconfirmedReport> {
    let of_files = |thing: &Thing| -> BTreeSet<&str> {
        thing
            .tables()
            .iter()
            .filter_map(|table| collected.tables.get(*table as usize))
            .map(|table: &CollectedTable| table.file.as_str())
            .collect()
    };
    let overlapping = overlapping(collected, things, kind, &of_files);
    things
        .iter()
        .filter_map(|thing| {
            let of = of_files(thing);
            let only = of.first().filter(|only| of.len() == 1 && overlapping.contains(*only))?;
            Some(UnconfirmedReport {
                name: thing.name().to_owned(),
                because: format!("{only} alone holds it"),
                place: collected.words(thing.facts.place),
            })
        })
        .collect()
}

/// The files that hold the same things as another one does, as far as a
/// quarter of the smaller: two lists of different things confirm nothing.
fn overlapping<'a>(
    collected: &'a Collected,
    things: &[Thing],
    kind: RowKind,
    of_files: &dyn Fn(&Thing) -> BTreeSet<&'a str>,
) -> BTreeSet<&'a str> {
    let mut sizes: BTreeMap<&str, u64> = BTreeMap::new();
    let mut shared: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for thing in things {
        let of: Vec<&str> = of_files(thing).into_iter().collect();
        for (at, one) in of.iter().enumerate() {
            *sizes.entry(one).or_default() += 1;
            for other in of.iter().skip(at + 1) {
                *shared.entry((one, other)).or_default() += 1;
            }
        }
    }
    let is_list =
        |file: &str| collected.tables.iter().any(|table| table.file == file && table.understood.kind == kind);
    shared
        .into_iter()
        .filter(|((one, other), count)| {
            let smaller = sizes.get(one).min(sizes.get(other)).copied().unwrap_or(0);
            count * 4 >= smaller && is_list(one) && is_list(other)
        })
        .flat_map(|((one, other), _)| [one, other])
        .collect()
}

/// Devices that one source alone holds, or that were not seen for long before
/// their source was written.
fn unconfirmed_devices(collected: &Collected) -> Vec<UnconfirmedReport> {
    let mut found = unconfirmed(collected, &collected.devices.things, RowKind::Devices);
    let mut latest: BTreeMap<u32, Day> = BTreeMap::new();
    let seen = |thing: &Thing| -> Option<Day> {
        thing.facts.get(Field::Verified)?.parse::<PartialDate>().ok().map(PartialDate::last_day)
    };
    for thing in &collected.devices.things {
        if let Some(day) = seen(thing) {
            let known = latest.entry(thing.facts.place.table).or_insert(day);
            *known = day.max(*known);
        }
    }
    for thing in &collected.devices.things {
        let (Some(day), Some(last)) = (seen(thing), latest.get(&thing.facts.place.table)) else { continue };
        if days_between(day, *last) > UNSEEN_DAYS {
            found.push(UnconfirmedReport {
                name: thing.name().to_owned(),
                because: format!("last seen on {day}"),
                place: collected.words(thing.facts.place),
            });
        }
    }
    found
}
