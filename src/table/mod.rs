//! Tables of any maker, as rows of text cells with their places.
//!
//! CSV in any delimiter and encoding, and workbooks of Excel, `LibreOffice` and
//! the like. What a file is, its bytes tell, never its name. Delimited text
//! streams, so that a table of any length is read in bounded memory; a
//! workbook is read once, each text kept once. Nothing here knows what a
//! column means. Every limit is named in its message.

mod archive;
mod delimited;
mod encoding;
mod open_document;
mod workbook;

use std::fmt;
use std::ops::ControlFlow;
use std::path::Path;

use delimited::Delimited;
use workbook::Workbook;

/// What is read at most, so that no small file costs gigabytes.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a workbook when unpacked.
    pub unpacked_bytes: u64,
    /// Cells of a workbook with anything in them.
    pub cells: u64,
    /// Columns of a table.
    pub columns: usize,
    /// Bytes of one cell.
    pub cell_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { unpacked_bytes: 1 << 30, cells: 20_000_000, columns: 2_000, cell_bytes: 1 << 20 }
    }
}

/// A place in a table, as a person finds it: rows from 1, columns by letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellPlace {
    /// The file's name.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The row, from 1, as a spreadsheet shows it.
    pub row: Option<u64>,
    /// The column, from 0.
    pub column: Option<usize>,
}

impl fmt::Display for CellPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, ", sheet `{sheet}`")?;
        }
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        match self.column {
            Some(column) => write!(f, ", column {}", letters(column)),
            None => Ok(()),
        }
    }
}

/// A column as spreadsheets name it: `A`, `B`, and `AA` after `Z`.
pub fn letters(column: usize) -> String {
    let mut left = column + 1;
    let mut out = Vec::new();
    while left > 0 {
        out.push(char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    out.iter().rev().collect()
}

/// Why a table cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFault {
    /// Where.
    pub place: CellPlace,
    /// What is wrong and what to do, in words.
    pub message: String,
}

impl fmt::Display for TableFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for TableFault {}

/// One sheet of a file; delimited text is one sheet without a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetHead {
    /// The sheet's name.
    pub name: Option<String>,
    /// Whether the workbook hides it.
    pub is_hidden: bool,
    /// Whether numbers count days from 1904 where they mean dates.
    pub counts_from_1904: bool,
}

/// One row with anything in it.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Its number, from 1, as a spreadsheet shows it.
    pub number: u64,
    /// Its cells as a person reads them, trimmed, from the first column on.
    pub cells: &'a [&'a str],
}

/// A file of tables, opened.
#[derive(Debug)]
pub struct Book {
    file: String,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Delimited(Delimited),
    Workbook(Workbook),
}

impl Book {
    /// Opens a file; a workbook is read, delimited text looked over once.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is no table or is beyond a limit.
    pub fn open(path: &Path, name: &str, limits: Limits) -> Result<Self, TableFault> {
        let fault = |message: String| TableFault {
            place: CellPlace { file: name.to_owned(), ..CellPlace::default() },
            message,
        };
        let start = encoding::first_bytes(path).map_err(|error| fault(error.to_string()))?;
        let content = if start.starts_with(b"PK\x03\x04") || start.starts_with(b"\xD0\xCF\x11\xE0") {
            Content::Workbook(Workbook::read(path, &start, limits).map_err(fault)?)
        } else {
            Content::Delimited(Delimited::open(path, limits).map_err(fault)?)
        };
        Ok(Self { file: name.to_owned(), content })
    }

    /// The file's name, as given.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Its sheets, in order.
    pub fn sheets(&self) -> Vec<SheetHead> {
        match &self.content {
            Content::Delimited(_) => {
                vec![SheetHead { name: None, is_hidden: false, counts_from_1904: false }]
            }
            Content::Workbook(book) => book.sheets.iter().map(|sheet| sheet.head.clone()).collect(),
        }
    }

    /// What is worth saying about how the file was read: its encoding, its
    /// delimiter, cells that hold an error.
    pub fn notes(&self) -> Vec<String> {
        match &self.content {
            Content::Delimited(text) => text.notes(),
            Content::Workbook(book) => book.notes.clone(),
        }
    }

    /// Hands each row with anything in it to `visit`, until it breaks.
    ///
    /// # Errors
    ///
    /// If the file cannot be read further, or is beyond a limit.
    pub fn rows(
        &self,
        sheet: usize,
        visit: &mut dyn FnMut(Row<'_>) -> ControlFlow<()>,
    ) -> Result<(), TableFault> {
        match &self.content {
            Content::Delimited(text) => text.rows(visit).map_err(|(row, message)| TableFault {
                place: CellPlace { file: self.file.clone(), row, ..CellPlace::default() },
                message,
            }),
            Content::Workbook(book) => {
                book.rows(sheet, visit);
                Ok(())
            }
        }
    }
}

/// Writes a file in a test; the one that `render` has lies above this room.
#[cfg(test)]
pub(crate) fn tests_write(path: &Path, bytes: &[u8]) {
    use std::io::Write as _;
    std::fs::File::options()
        .write(true)
        .create(true)
        .truncate(true)
        .open(path)
        .unwrap()
        .write_all(bytes)
        .unwrap();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_spreadsheets() {
        let names: Vec<String> = [0, 25, 26, 701, 702].map(letters).to_vec();
        assert_eq!(names, ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn a_place_names_file_sheet_row_and_column() {
        let place = CellPlace {
            file: "cmdb.xlsx".into(),
            sheet: Some("Servers".into()),
            row: Some(12),
            column: Some(2),
        };
        assert_eq!(place.to_string(), "cmdb.xlsx, sheet `Servers`, row 12, column C");
    }
}
