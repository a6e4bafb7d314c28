//! Tables as one workbook, a sheet each: a frozen heading, a filter, typed
//! cells of which none is a formula, and no date of its own, so that the same
//! tables give the same bytes.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::render::answer::{Table, Value};
use crate::text::visible;

/// How wide a column is at least and at most, in letters.
const WIDTHS: (usize, usize) = (9, 60);

/// The tables as a workbook.
///
/// # Errors
///
/// If a sheet has more rows, columns or letters in a cell than the format
/// holds.
pub(super) fn workbook<'a>(tables: impl IntoIterator<Item = &'a Table>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The format wants a day of creation; the clock would change the bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for table in tables {
        sheet(workbook.add_worksheet(), table)?;
    }
    workbook.save_to_buffer()
}

fn sheet(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let heading = Format::new().set_bold().set_text_wrap();
    let columns = table.for_sheets();
    sheet.set_name(sheet_name(table.name))?;
    for (column, at) in (0u16..).zip(&columns) {
        sheet.write_string_with_format(0, column, table.columns[*at].name(), &heading)?;
        let longest = table.rows.iter().map(|row| row[*at].words().chars().count()).max().unwrap_or(0);
        let widest = table.columns[*at].key.split('_').map(str::len).max().unwrap_or(0);
        sheet.set_column_width(column, longest.max(widest + 2).clamp(WIDTHS.0, WIDTHS.1) as f64)?;
    }
    for (number, row) in (1u32..).zip(&table.rows) {
        for (column, at) in (0u16..).zip(&columns) {
            cell(sheet, number, column, &row[*at])?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if !table.rows.is_empty() {
        sheet.autofilter(0, 0, table.rows.len() as u32, columns.len() as u16 - 1)?;
    }
    Ok(())
}

fn cell(sheet: &mut Worksheet, row: u32, column: u16, value: &Value) -> Result<(), XlsxError> {
    let text = |sheet: &mut Worksheet, text: &str| {
        let wrapped = Format::new().set_text_wrap();
        sheet.write_string_with_format(row, column, visible(text), &wrapped).map(|_| ())
    };
    let number = |sheet: &mut Worksheet, number: f64, format: &str| {
        sheet.write_number_with_format(row, column, number, &Format::new().set_num_format(format)).map(|_| ())
    };
    match value {
        Value::Missing => Ok(()),
        // A range of one number is that number.
        Value::Range(low, high, places) if low.total_cmp(high).is_eq() => {
            number(sheet, *low, &places_format(*places))
        }
        Value::Whole(whole) => number(sheet, *whole as f64, "0"),
        Value::Decimal(decimal, places) => number(sheet, *decimal, &places_format(*places)),
        Value::Money(major, _) => number(sheet, *major, "#,##0.00"),
        Value::Marked(value, _) => cell(sheet, row, column, value),
        Value::Share(share) => number(sheet, *share, "0.0%"),
        Value::Day(date) => match date.parts() {
            (year, Some(month), Some(day)) => {
                let format = Format::new().set_num_format("yyyy-mm-dd");
                let date = ExcelDateTime::from_ymd(year as u16, month as u8, day as u8)?;
                sheet.write_datetime_with_format(row, column, &date, &format).map(|_| ())
            }
            _ => text(sheet, &date.to_string()),
        },
        words => text(sheet, &words.words()),
    }
}

fn places_format(places: usize) -> String {
    if places == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(places)) }
}

/// A name that a sheet may have: 31 letters, without `[]:*?/\`.
fn sheet_name(name: &str) -> String {
    name.chars().filter(|letter| !"[]:*?/\\".contains(*letter)).take(31).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::answer::Column;

    #[test]
    fn a_workbook_holds_the_same_values_and_the_same_bytes() {
        use calamine::{Data, Reader as _, Xlsx};
        let rows = [("=1+1", 0.5)];
        let columns = vec![
            Column::new("name", |row: &(&str, f64)| row.0),
            Column::new("figure", |row: &(&str, f64)| Value::Decimal(row.1, 2)),
        ];
        let table = Table::new("A table: of [two] columns", &rows, columns);
        let bytes = workbook([&table]).unwrap();
        assert_eq!(bytes, workbook([&table]).unwrap());
        let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range("A table of two columns").unwrap();
        assert_eq!(sheet.get((1, 0)), Some(&Data::String("=1+1".to_owned())), "text, not a formula");
        assert_eq!(sheet.get((1, 1)), Some(&Data::Float(0.5)));
    }
}
