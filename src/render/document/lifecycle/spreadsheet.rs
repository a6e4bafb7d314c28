//! A spreadsheet's names, matched: every row as it was, with what was found
//! appended.
//!
//! Rows are matched in parallel and written in their order. The columns of an
//! earlier run at the end are filled anew, so that a cleaned table can be
//! matched again; any other column is the user's and stays as it is, and ours
//! of that name takes a prefix. No cell is left that a spreadsheet would run.

use std::fmt;
use std::io;

use rayon::prelude::*;

use crate::catalogue::{Bought, End, Matcher, Query, support};
use crate::date::Day;
use crate::render::format::csv::harmless;
use crate::text;

/// The columns that are read.
const READ: [&str; 3] = ["raw_vendor", "raw_product", "raw_version"];

/// The columns that are appended.
pub const APPENDED: [&str; 12] = [
    "product",
    "cycle",
    "end_of_life",
    "state",
    "method",
    "confidence",
    "candidates",
    "best_state",
    "worst_state",
    "support_ends_first",
    "support_ends_last",
    "extension_ends",
];

/// What stands before a column of ours whose name the table has already.
const PREFIX: &str = "techstrata_";

/// How many rows got what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    /// Rows in all.
    pub rows: usize,
    /// Rows with product and cycle.
    pub with_cycle: usize,
    /// Rows with a product whose cycle is open.
    pub product_only: usize,
}

/// Why a spreadsheet cannot be matched.
#[derive(Debug)]
pub enum SpreadsheetError {
    /// It has no column of this name; the headings that it has, nearest first.
    NoColumn(&'static str, Vec<String>),
    /// It is no CSV, there, for this reason.
    NoTable(String),
    /// The answer cannot be written.
    Write(io::Error),
}

impl fmt::Display for SpreadsheetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoColumn(name, nearest) => {
                write!(f, "there is no column `{name}`; expected the columns {}", text::join_and(&READ))?;
                match nearest.first() {
                    Some(nearest) => write!(f, "; is it `{nearest}`?"),
                    None => Ok(()),
                }
            }
            Self::NoTable(reason) => write!(f, "this is no CSV in UTF-8: {reason}"),
            Self::Write(error) => write!(f, "the answer cannot be written: {error}"),
        }
    }
}

impl std::error::Error for SpreadsheetError {}

/// Writes the table of `text` to `out`, with the appended columns. The
/// separator is a comma, or a semicolon or tab if the headings have no comma.
///
/// # Errors
///
/// If the text is no such table or `out` cannot be written.
pub fn fill(
    text: &str,
    matcher: &Matcher<'_>,
    today: Day,
    horizon_months: u16,
    out: &mut impl io::Write,
) -> Result<Matched, SpreadsheetError> {
    let text = text.trim_start_matches('\u{feff}');
    let separator = separator(text);
    let no_table = |error: csv::Error| SpreadsheetError::NoTable(error.to_string());
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
    let headings = reader.headers().map_err(no_table)?.clone();
    let read = ReadColumns::find(&headings)?;
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().map_err(no_table)?;
    let own = own_columns(&headings);
    // A row may be longer than the headings; what it holds is kept.
    let longest = rows.iter().map(csv::StringRecord::len).max().unwrap_or(0).max(headings.len());
    let start = own.unwrap_or(longest);
    let theirs = headings.iter().take(start);
    let names: Vec<String> = APPENDED.iter().map(|name| name_beside(name, theirs.clone())).collect();
    let judge = Judge { matcher, today, horizon_months };
    let answers: Vec<Answered> = rows.par_iter().map(|row| judge.answer(row, &read)).collect();

    let mut table = csv::WriterBuilder::new().delimiter(separator).flexible(true).from_writer(out);
    let mut write = |cells: Vec<String>| {
        table.write_record(cells).map_err(|error| SpreadsheetError::Write(io::Error::other(error)))
    };
    write(with_appended(&headings, start, &names))?;
    let mut count = Matched { rows: rows.len(), ..Matched::default() };
    for (row, answer) in rows.iter().zip(&answers) {
        count.with_cycle += usize::from(!answer.cells[1].is_empty());
        count.product_only += usize::from(answer.cells[1].is_empty() && !answer.cells[0].is_empty());
        write(with_appended(row, start, &answer.cells))?;
    }
    table.flush().map_err(SpreadsheetError::Write)?;
    Ok(count)
}

/// The separator of the first line.
fn separator(text: &str) -> u8 {
    let headings = text.lines().next().unwrap_or_default();
    let others = [(';', b';'), ('\t', b'\t')];
    let other = others.iter().find(|(sign, _)| !headings.contains(',') && headings.contains(*sign));
    other.map_or(b',', |(_, separator)| *separator)
}

struct ReadColumns {
    vendor: Option<usize>,
    product: usize,
    version: Option<usize>,
}

impl ReadColumns {
    /// Only the product's column must be there.
    fn find(headings: &csv::StringRecord) -> Result<Self, SpreadsheetError> {
        let at = |name: &str| headings.iter().position(|heading| heading.trim().eq_ignore_ascii_case(name));
        let [vendor, product, version] = READ;
        let nearest = || {
            let names = text::nearest(product, headings.iter(), 1);
            names.into_iter().map(str::to_owned).collect()
        };
        Ok(Self {
            vendor: at(vendor),
            product: at(product).ok_or_else(|| SpreadsheetError::NoColumn(product, nearest()))?,
            version: at(version),
        })
    }
}

/// Where the columns of an earlier run begin: all of them, at the end.
fn own_columns(headings: &csv::StringRecord) -> Option<usize> {
    let start = headings.len().checked_sub(APPENDED.len())?;
    let last = headings.iter().skip(start);
    let is_own =
        last.zip(APPENDED).all(|(heading, name)| heading.strip_prefix(PREFIX).unwrap_or(heading) == name);
    is_own.then_some(start)
}

/// A name of ours, with the prefix where the table has a column of that name.
fn name_beside<'a>(name: &str, mut theirs: impl Iterator<Item = &'a str>) -> String {
    let is_taken = theirs.any(|heading| heading.trim().eq_ignore_ascii_case(name));
    if is_taken { format!("{PREFIX}{name}") } else { name.to_owned() }
}

fn with_appended(row: &csv::StringRecord, start: usize, appended: &[String]) -> Vec<String> {
    let mut cells: Vec<String> = row.iter().take(start).map(safe).collect();
    cells.resize(start, String::new());
    cells.extend_from_slice(appended);
    cells
}

/// A cell as it was, unless a spreadsheet would run it; a number is none.
fn safe(cell: &str) -> String {
    let is_number = cell.trim().parse::<f64>().is_ok();
    let runs = cell.trim_start().starts_with(['=', '+', '-', '@']) || cell.starts_with(['\t', '\r']);
    if runs && !is_number { harmless(cell) } else { cell.to_owned() }
}

struct Answered {
    cells: [String; APPENDED.len()],
}

struct Judge<'a, 'c> {
    matcher: &'a Matcher<'c>,
    today: Day,
    horizon_months: u16,
}

impl Judge<'_, '_> {
    fn answer(&self, row: &csv::StringRecord, read: &ReadColumns) -> Answered {
        let cell = |at: usize| row.get(at).unwrap_or("");
        let found = self.matcher.find(Query {
            vendor: read.vendor.map(cell),
            product: cell(read.product),
            version: read.version.map(cell),
            ..Query::default()
        });
        let standing =
            support::resolve(&found, Bought::default(), self.today, i32::from(self.horizon_months));
        let candidates: Vec<String> = found
            .candidates
            .iter()
            .map(|candidate| format!("{} {}", candidate.product.id, candidate.cycle.name))
            .collect();
        Answered {
            cells: [
                found.product.map_or_else(String::new, |product| product.id.to_string()),
                found.cycle.map_or_else(String::new, |cycle| cycle.name.to_string()),
                found.cycle.map_or_else(String::new, |cycle| end_of_life(cycle.end_of_support)),
                standing.state.word().to_owned(),
                found.method.word().to_owned(),
                format!("{:.2}", found.confidence),
                candidates.join("|"),
                standing.best.word().to_owned(),
                standing.worst.word().to_owned(),
                day(standing.ends.map(|ends| ends.first)),
                day(standing.ends.and_then(|ends| ends.last)),
                day(standing.end_of_extension),
            ],
        }
    }
}

fn day(day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

/// The last day; `true` or `false` where only that is known; else empty.
fn end_of_life(end: End) -> String {
    match end {
        End::On(date) => date.to_string(),
        End::Ended => "true".to_owned(),
        End::NotAnnounced => "false".to_owned(),
        End::Unknown => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;

    const TODAY: Day = jiff::civil::date(2026, 11, 23);

    fn filled(text: &str) -> Result<(String, Matched), SpreadsheetError> {
        let catalogue = Catalogue::built_in().unwrap();
        let mut out = Vec::new();
        let matched = fill(text, &Matcher::new(&catalogue), TODAY, 18, &mut out)?;
        Ok((String::from_utf8(out).unwrap(), matched))
    }

    #[test]
    fn other_columns_pass_through_and_answers_stand_behind_them() {
        let text = "site,raw_vendor,raw_product,raw_version\nA,Microsoft,Windows Server 2012 R2,6.3\nB,,Ward Kettle,1\n";
        let (table, matched) = filled(text).unwrap();
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[0], format!("site,raw_vendor,raw_product,raw_version,{}", APPENDED.join(",")));
        assert_eq!(
            lines[1],
            "A,Microsoft,Windows Server 2012 R2,6.3,windows-server,2012-r2,2023-10-10,unsupported,exact name,1.00,,unsupported,unsupported,2023-10-10,2023-10-10,2026-10-13"
        );
        assert_eq!(lines[2], "B,,Ward Kettle,1,,,,unknown,unmatched,0.00,,unknown,unknown,,,");
        assert_eq!(matched, Matched { rows: 2, with_cycle: 1, product_only: 0 });
    }

    #[test]
    fn what_is_open_is_a_list_of_candidates() {
        let (table, matched) = filled("raw_product\nSQL Server 2014\n").unwrap();
        let line = table.lines().nth(1).unwrap();
        assert!(line.starts_with("SQL Server 2014,mssqlserver,,,"), "{line}");
        assert!(line.contains("mssqlserver 12.0-sp3"), "{line}");
        assert_eq!(matched.product_only, 1);
    }

    #[test]
    fn matching_the_answer_again_changes_nothing() {
        let text = "raw_product;raw_version;note\nTomcat;7.0.109;\"a; b\"\n";
        let (once, _) = filled(text).unwrap();
        let (twice, _) = filled(&once).unwrap();
        assert_eq!(once, twice);
        assert!(once.contains("\"a; b\""));
    }

    #[test]
    fn the_user_s_own_columns_stay_and_ours_take_a_prefix() {
        let text = "product,state,raw_product,raw_version\nkeep,keep2,Windows 10 Pro,22H2\n";
        let (once, _) = filled(text).unwrap();
        let lines: Vec<&str> = once.lines().collect();
        let start =
            "product,state,raw_product,raw_version,techstrata_product,cycle,end_of_life,techstrata_state,";
        assert!(lines[0].starts_with(start), "{once}");
        assert!(lines[1].starts_with("keep,keep2,Windows 10 Pro,22H2,windows,10-22h2,"), "{once}");
        assert_eq!(filled(&once).unwrap().0, once);
    }

    #[test]
    fn no_cell_is_left_that_a_spreadsheet_would_run() {
        let text = "raw_product,note\n\"=cmd|'/C calc'!A0\",-5\nTomcat,@SUM(A1)\n";
        let (table, _) = filled(text).unwrap();
        assert!(table.contains("\n'=cmd|'/C calc'!A0,-5,"), "{table}");
        assert!(table.contains("\nTomcat,'@SUM(A1),"), "{table}");
    }

    #[test]
    fn short_and_long_rows_keep_their_cells() {
        let (table, _) = filled("raw_product,raw_version\nTomcat\nTomcat,7.0.109,extra\n").unwrap();
        let lines: Vec<&str> = table.lines().collect();
        assert!(lines[0].starts_with("raw_product,raw_version,,product,"), "{table}");
        assert!(lines[1].starts_with("Tomcat,,,tomcat,"), "{table}");
        assert!(lines[2].starts_with("Tomcat,7.0.109,extra,tomcat,7,"), "{table}");
    }

    #[test]
    fn a_missing_column_is_named_with_the_nearest() {
        let error = filled("vendor,raw_produkt\nx,y\n").unwrap_err().to_string();
        assert!(
            error.contains("no column `raw_product`") && error.contains("is it `raw_produkt`?"),
            "{error}"
        );
    }
}
