//! A spreadsheet as text cells: CSV, the first sheet of a workbook, or the
//! first table of a Markdown text.
//!
//! Which of them is told by the bytes, never by the name. Dates become
//! ISO dates and whole numbers stay whole, as a person sees them.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};

use super::markdown;

/// A sheet: headings and rows below them, each as long as the headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The first row.
    pub headings: Vec<String>,
    /// All other rows with anything in them, with their numbers from 1.
    pub rows: Vec<(usize, Vec<String>)>,
}

impl Sheet {
    /// Which column has a heading; case and spaces around it do not count.
    pub fn column(&self, heading: &str) -> Option<usize> {
        self.headings.iter().position(|known| known.trim().eq_ignore_ascii_case(heading))
    }
}

/// Reads a sheet; of Markdown, its first table.
///
/// # Errors
///
/// With the reason, if it is neither CSV nor a workbook or has no heading.
pub fn read(bytes: &[u8]) -> Result<Sheet, String> {
    let rows = match bytes {
        _ if bytes.starts_with(b"PK") => workbook(bytes)?,
        _ => match std::str::from_utf8(bytes).ok().and_then(markdown::table) {
            Some(rows) => rows,
            None => csv(bytes)?,
        },
    };
    let mut rows = rows.into_iter().enumerate().map(|(index, row)| (index + 1, row));
    let (_, headings) = rows.next().ok_or("it is empty")?;
    let width = headings.len();
    let rows = rows
        .map(|(number, mut row)| {
            row.resize(width, String::new());
            (number, row)
        })
        .filter(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()))
        .collect();
    Ok(Sheet { headings, rows })
}

fn csv(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let text =
        std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8 text; save it as `CSV UTF-8`".to_owned())?;
    let first = text.lines().next().unwrap_or("");
    // Where the comma is the decimal sign, spreadsheets write semicolons.
    let delimiter = if first.matches(';').count() > first.matches(',').count() { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let rows = reader.records().map(|record| {
        let record = record.map_err(|error| error.to_string())?;
        Ok(record.iter().map(str::to_owned).collect())
    });
    rows.collect()
}

fn workbook(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
    let mut book: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|error| format!("it is no workbook: {error}"))?;
    let range = book
        .worksheet_range_at(0)
        .ok_or("it has no sheet")?
        .map_err(|error| format!("its first sheet cannot be read: {error}"))?;
    Ok(range.rows().map(|row| row.iter().map(cell).collect()).collect())
}

fn cell(data: &Data) -> String {
    match data {
        Data::Empty | Data::Error(_) => String::new(),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Bool(yes) => yes.to_string(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_with_commas_or_semicolons() {
        for text in ["\u{feff}a,b\r\n1,\"x, y\"\r\n,\r\n3\r\n", "a;b\n1;x, y\n;\n3\n"] {
            let sheet = read(text.as_bytes()).unwrap();
            assert_eq!(sheet.headings, ["a", "b"]);
            assert_eq!(sheet.rows[0].1, ["1", "x, y"]);
            assert_eq!(
                sheet.rows[1],
                (4, vec!["3".to_owned(), String::new()]),
                "blank rows keep their number"
            );
        }
    }

    #[test]
    fn what_is_no_sheet_says_so() {
        assert!(read(b"PK\x03\x04nonsense").is_err());
        assert!(read(b"").is_err());
        assert!(read(b"\xff\xfe").is_err());
    }
}
