//! Mapping files: what a person says a table means, over what was understood.
//!
//! `--write-mapping` writes what was understood as such a file, `--mapping`
//! reads it. Tables are named by file and sheet, columns by their heading.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;

use super::field::{Field, RowKind};
use super::heading::{Meaning, Why};
use super::understand::{SourceColumn, Understanding};
use super::value::date::DateOrder;
use crate::text;

/// A mapping file.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    tables: Vec<(String, Option<String>, TableMapping)>,
}

/// What is said of one table.
#[derive(Clone, Debug, Default)]
pub struct TableMapping {
    /// What its rows are.
    pub kind: Option<RowKind>,
    columns: BTreeMap<String, Field>,
    dates: BTreeMap<String, DateOrder>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    tables: Vec<WrittenTable>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTable {
    file: String,
    #[serde(default)]
    sheet: Option<String>,
    #[serde(default)]
    rows: Option<String>,
    #[serde(default)]
    columns: BTreeMap<String, String>,
    #[serde(default)]
    dates: BTreeMap<String, String>,
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    ///
    /// With every word that is none, and the nearest that is.
    pub fn read(text: &str) -> Result<Self, Vec<String>> {
        let written: Written = serde_yaml::from_str(text).map_err(|error| vec![error.to_string()])?;
        let mut faults = Vec::new();
        let mut tables = Vec::new();
        for table in written.tables {
            let mapping = TableMapping {
                kind: table
                    .rows
                    .as_deref()
                    .and_then(|word| parse(word, RowKind::ALL, RowKind::word, &mut faults)),
                columns: table
                    .columns
                    .iter()
                    .filter_map(|(heading, word)| {
                        Some((heading.to_lowercase(), parse(word, Field::ALL, Field::word, &mut faults)?))
                    })
                    .collect(),
                dates: table
                    .dates
                    .iter()
                    .filter_map(|(heading, word)| {
                        let orders = &[DateOrder::DayFirst, DateOrder::MonthFirst];
                        Some((heading.to_lowercase(), parse(word, orders, DateOrder::word, &mut faults)?))
                    })
                    .collect(),
            };
            tables.push((table.file, table.sheet, mapping));
        }
        if faults.is_empty() { Ok(Self { tables }) } else { Err(faults) }
    }

    /// What is said of a sheet of a file.
    pub fn of(&self, file: &str, sheet: Option<&str>) -> Option<&TableMapping> {
        self.tables
            .iter()
            .find(|(known, of_sheet, _)| {
                known == file && (of_sheet.is_none() || of_sheet.as_deref() == sheet)
            })
            .map(|(.., mapping)| mapping)
    }
}

impl TableMapping {
    /// Lays what is said over what was understood.
    pub(super) fn apply(&self, columns: &mut [SourceColumn]) {
        for column in columns {
            let heading = column.heading.to_lowercase();
            if let Some(field) = self.columns.get(&heading) {
                column.meaning = Some(Meaning { field: *field, sure: 1.0, why: Why::Mapping });
                column.refused = None;
            }
            if let Some(order) = self.dates.get(&heading) {
                column.order = Some(*order);
                column.has_open_dates = false;
            }
        }
    }
}

fn parse<T: Copy>(
    word: &str,
    all: &[T],
    words: fn(T) -> &'static str,
    faults: &mut Vec<String>,
) -> Option<T> {
    let found = all.iter().copied().find(|one| words(*one) == word);
    if found.is_none() {
        let near = text::nearest(word, all.iter().map(|one| words(*one)), 3);
        let hint =
            if near.is_empty() { String::new() } else { format!("; did you mean {}?", text::join_or(&near)) };
        faults.push(format!("there is no `{word}`{hint}"));
    }
    found
}

/// What was understood, as a mapping file.
pub fn write(tables: &[(String, &Understanding)]) -> String {
    let mut out = String::from(
        "# What `techstrata import` understood. Change what is wrong and give the file back\n# with `--mapping`. A column that is `nothing` or `personal` is not taken.\ntables:\n",
    );
    let quoted = |text: &str| serde_json::Value::String(text.to_owned()).to_string();
    for (file, table) in tables {
        let _ = writeln!(out, "  - file: {}", quoted(file));
        if let Some(sheet) = &table.sheet_name {
            let _ = writeln!(out, "    sheet: {}", quoted(sheet));
        }
        let _ = writeln!(out, "    rows: {}", table.kind);
        out.push_str("    columns:\n");
        for column in &table.columns {
            let field = column.field().unwrap_or(Field::Nothing);
            let note = match column.meaning {
                Some(meaning) if column.refused.is_none() => format!("{:.0}% sure", meaning.sure * 100.0),
                Some(_) => column.refused.clone().unwrap_or_default(),
                None => "not understood".to_owned(),
            };
            let _ = writeln!(out, "      {}: {field}  # {note}", quoted(&column.heading));
        }
        let dated: Vec<&SourceColumn> =
            table.columns.iter().filter(|column| column.field().is_some_and(Field::is_date)).collect();
        let settled: Vec<(&str, &str)> =
            dated.iter().filter_map(|column| Some((column.heading.as_str(), column.order?.word()))).collect();
        if !settled.is_empty() {
            out.push_str("    dates:\n");
        }
        for (heading, order) in settled {
            let _ = writeln!(out, "      {}: {order}", quoted(heading));
        }
    }
    out
}
