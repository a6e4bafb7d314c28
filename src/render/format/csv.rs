//! A table as spreadsheets read it: a byte order mark, CRLF, exact values, and
//! no cell that is a formula.

use crate::render::answer::{Table, Value};

/// The table as CSV.
pub fn csv(table: &Table) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let columns = table.for_sheets();
    // Writing to memory cannot fail.
    let _ = writer.write_record(columns.iter().map(|at| table.columns[*at].name()));
    for row in &table.rows {
        let _ = writer.write_record(columns.iter().map(|at| cell(&row[*at])));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

fn cell(value: &Value) -> String {
    match value {
        Value::Whole(number) => number.to_string(),
        Value::Decimal(number, _) => exact(*number),
        Value::Money(major, _) => rounded(*major, 2),
        Value::Marked(value, _) => cell(value),
        Value::Share(share) => exact(*share),
        // A minus of a range would be taken for a formula too.
        other => harmless(&other.words()),
    }
}

/// A number as it is: to a millionth, and without the places that say nothing.
fn exact(number: f64) -> String {
    rounded(number, 6).trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A number with so many places; what rounds to nothing has no sign.
fn rounded(number: f64, places: usize) -> String {
    let text = format!("{number:.places$}");
    match text.strip_prefix('-') {
        Some(rest) if rest.bytes().all(|byte| matches!(byte, b'0' | b'.')) => rest.to_owned(),
        _ => text,
    }
}

/// A cell that no spreadsheet takes for a formula.
pub(in crate::render) fn harmless(cell: &str) -> String {
    let visible = crate::text::visible(cell);
    if visible.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{visible}")
    } else {
        visible.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use crate::render::answer::Column;

    #[test]
    fn values_are_exact_and_units_stand_in_the_heading() {
        type Row = (&'static str, f64, Option<jiff::civil::Date>);
        let rows: [Row; 2] = [("=1+1", 1234.5, Some(jiff::civil::date(2027, 3, 31))), ("a,b", -0.0001, None)];
        let columns = vec![
            Column::new("name", |row: &Row| row.0),
            Column::new("cost", |row: &Row| Value::Money(row.1, Currency::GBP)).in_unit("GBP"),
            Column::people("About", |row: &Row| row.0),
            Column::sheet("share", |row: &Row| Value::Share(row.1 / 1000.0)),
            Column::new("ends", |row: &Row| row.2),
        ];
        assert_eq!(
            csv(&Table::new("Rows", &rows, columns)),
            "\u{feff}name,cost (GBP),share,ends\r\n'=1+1,1234.50,1.2345,2027-03-31\r\n\"a,b\",0.00,0,\r\n"
        );
    }

    #[test]
    fn formulas_become_text() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("@cmd"), "'@cmd");
        assert_eq!(harmless("a=b"), "a=b");
    }
}
