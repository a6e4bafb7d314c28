//! A table of plain values, as the formats that spreadsheets read.
//!
//! CSV has a byte order mark and CRLF; workbooks have a frozen heading, a
//! filter and no date of their own, so that the same table gives the same
//! bytes. No cell is ever a formula.

use std::fmt::Write as _;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::csv::harmless;
use crate::date::Day;

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing: not known, or it does not apply.
    Empty,
    /// Text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number with its places after the point.
    Decimal(f64, usize),
    /// A day.
    Day(Day),
}

impl Cell {
    /// A cell of text; an empty one is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// `yes`, `no`, or nothing if not known.
    pub fn yes_no(value: Option<bool>) -> Self {
        value.map_or(Self::Empty, |yes| Self::Text(if yes { "yes" } else { "no" }.to_owned()))
    }

    fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Whole(number) => number.to_string(),
            Self::Decimal(number, places) => format!("{number:.places$}"),
            Self::Day(day) => day.to_string(),
        }
    }
}

/// A column: its heading and how wide it is in a workbook.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// The heading.
    pub title: &'static str,
    /// Its width in characters.
    pub width: u16,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it is, also the name of its sheet; 31 letters at most count.
    pub name: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with one cell a column.
    pub rows: Vec<Vec<Cell>>,
}

/// Writes a table as CSV.
pub fn csv(table: &Table) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(table.columns.iter().map(|column| column.title));
    for row in &table.rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Text(text) => harmless(text),
            other => other.plain(),
        });
        let _ = writer.write_record(cells);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

/// Writes tables as Markdown, a heading each if there are several.
pub fn markdown(tables: &[Table]) -> String {
    let mut out = String::new();
    for table in tables {
        if tables.len() > 1 {
            let _ = writeln!(out, "{}## {}\n", if out.is_empty() { "" } else { "\n" }, table.name);
        }
        let titles: Vec<&str> = table.columns.iter().map(|column| column.title).collect();
        let _ = writeln!(out, "| {} |", titles.join(" | "));
        let _ = writeln!(out, "|{}", "---|".repeat(titles.len()));
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(|cell| escaped(&cell.plain())).collect();
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        }
    }
    out
}

/// Text that stays in its cell.
fn escaped(text: &str) -> String {
    crate::text::visible(text).replace('|', "\\|").replace('\n', " ")
}

/// Writes tables as one workbook, a sheet each.
///
/// # Errors
///
/// If a sheet has more rows, columns or letters in a cell than the format
/// holds.
pub fn workbook(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The format wants a day of creation; the clock would change the bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let heading = Format::new().set_bold().set_text_wrap();
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(&table.name))?;
        for (at, column) in table.columns.iter().enumerate() {
            let at = at as u16;
            sheet.write_string_with_format(0, at, column.title, &heading)?;
            sheet.set_column_width(at, f64::from(column.width))?;
        }
        for (row, cells) in (1u32..).zip(&table.rows) {
            for (column, cell) in (0u16..).zip(cells) {
                write_cell(sheet, row, column, cell)?;
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        if !table.rows.is_empty() {
            sheet.autofilter(0, 0, table.rows.len() as u32, table.columns.len() as u16 - 1)?;
        }
    }
    workbook.save_to_buffer()
}

fn write_cell(
    sheet: &mut rust_xlsxwriter::Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            let wrapped = Format::new().set_text_wrap();
            sheet.write_string_with_format(row, column, crate::text::visible(text), &wrapped)?;
        }
        Cell::Whole(number) => {
            sheet.write_number(row, column, *number as f64)?;
        }
        Cell::Decimal(number, places) => {
            let format = Format::new().set_num_format(format!("0.{}", "0".repeat(*places)));
            sheet.write_number_with_format(row, column, *number, &format)?;
        }
        Cell::Day(day) => {
            let format = Format::new().set_num_format("yyyy-mm-dd");
            let date = ExcelDateTime::from_ymd(day.year() as u16, day.month() as u8, day.day() as u8)?;
            sheet.write_datetime_with_format(row, column, &date, &format)?;
        }
    }
    Ok(())
}

/// A name that a sheet may have: 31 letters, without `[]:*?/\`.
fn sheet_name(name: &str) -> String {
    name.chars().filter(|letter| !"[]:*?/\\".contains(*letter)).take(31).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        Table {
            name: "A table: of [two] rows".to_owned(),
            columns: vec![Column { title: "name", width: 20 }, Column { title: "figure", width: 10 }],
            rows: vec![
                vec![Cell::text("=1+1"), Cell::Decimal(0.5, 2)],
                vec![Cell::text("a | b"), Cell::Day(Day::constant(2027, 3, 31))],
            ],
        }
    }

    #[test]
    fn csv_is_what_spreadsheets_expect() {
        assert_eq!(csv(&table()), "\u{feff}name,figure\r\n'=1+1,0.50\r\na | b,2027-03-31\r\n");
    }

    #[test]
    fn a_bar_stays_in_its_cell() {
        assert!(markdown(&[table()]).contains("| a \\| b | 2027-03-31 |"));
    }

    #[test]
    fn a_workbook_holds_the_same_values_and_the_same_bytes() {
        use calamine::{Data, Reader as _, Xlsx};
        let bytes = workbook(&[table()]).unwrap();
        assert_eq!(bytes, workbook(&[table()]).unwrap());
        let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range("A table of two rows").unwrap();
        assert_eq!(sheet.get((1, 0)), Some(&Data::String("=1+1".to_owned())), "text, not a formula");
        assert_eq!(sheet.get((1, 1)), Some(&Data::Float(0.5)));
    }
}
