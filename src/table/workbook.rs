//! Workbooks: every sheet as sparse rows, each text kept once.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Reader as _, SheetType, SheetVisible, Sheets, Xlsx,
    open_workbook_auto_from_rs,
};
use rustc_hash::FxHashMap;

use super::{Limits, Row, SheetHead, archive, open_document};
use crate::files;

/// Cells that merging copies at most.
const MOST_MERGED: u64 = 1_000_000;

/// A workbook as read.
#[derive(Debug, Default)]
pub(super) struct Workbook {
    pub(super) sheets: Vec<Sheet>,
    pub(super) notes: Vec<String>,
    texts: Texts,
}

/// One sheet: its rows with anything in them, as (column, text).
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) head: SheetHead,
    rows: BTreeMap<u32, Vec<(u32, u32)>>,
}

/// Each text once.
#[derive(Debug, Default)]
struct Texts {
    ids: FxHashMap<Arc<str>, u32>,
    texts: Vec<Arc<str>>,
}

impl Texts {
    fn id(&mut self, text: &str) -> u32 {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let (id, text) = (self.texts.len() as u32, Arc::<str>::from(text));
        self.texts.push(Arc::clone(&text));
        self.ids.insert(text, id);
        id
    }

    fn get(&self, id: u32) -> &str {
        self.texts.get(id as usize).map_or("", |text| text)
    }
}

/// Cells as they are read, within the limits.
struct Filling<'a> {
    texts: &'a mut Texts,
    rows: BTreeMap<u32, Vec<(u32, u32)>>,
    left: u64,
    limits: Limits,
    errors: u64,
}

impl Filling<'_> {
    fn put(&mut self, row: u32, column: u32, text: &str) -> Result<(), String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        if column as usize >= self.limits.columns {
            return Err(format!(
                "row {} has a cell in column {}; {} columns are read at most: delete what stands far to the \
                 right",
                row + 1,
                super::letters(column as usize),
                self.limits.columns
            ));
        }
        if text.len() > self.limits.cell_bytes {
            return Err(format!(
                "the cell in row {}, column {} is longer than {} kB, the most that is read",
                row + 1,
                super::letters(column as usize),
                self.limits.cell_bytes / 1024
            ));
        }
        self.left = self.left.checked_sub(1).ok_or_else(|| too_many(self.limits.cells))?;
        let id = self.texts.id(text);
        self.rows.entry(row).or_default().push((column, id));
        Ok(())
    }
}

fn too_many(limit: u64) -> String {
    format!("it has more than {limit} cells, the most that is read of a workbook: save its sheets as CSV")
}

impl Workbook {
    /// Reads a workbook of any maker.
    pub(super) fn read(path: &Path, start: &[u8], limits: Limits) -> Result<Self, String> {
        let file = files::open(path).map_err(|failure| failure.to_string())?;
        let bytes = files::up_to(file, limits.unpacked_bytes).map_err(|failure| match failure {
            files::ReadFailure::TooLarge(limit) => format!(
                "the workbook is larger than {} MiB, the most that is read: save its sheets as CSV",
                limit / (1024 * 1024)
            ),
            other => other.to_string(),
        })?;
        let mut book = Self::default();
        if start.starts_with(b"PK") {
            let parts = archive::check(&bytes, limits.unpacked_bytes)?;
            if parts.iter().any(|part| part == "xl/workbook.xml") {
                book.read_xlsx(bytes, limits)?;
                return Ok(book);
            }
            if let Some(content) = archive::part(&bytes, "content.xml")
                && open_document::cells(&content) > limits.cells
            {
                return Err(too_many(limits.cells));
            }
        }
        book.read_other(bytes, limits)?;
        Ok(book)
    }

    fn read_xlsx(&mut self, bytes: Vec<u8>, limits: Limits) -> Result<(), String> {
        let unreadable = |error: calamine::XlsxError| format!("the workbook cannot be read: {error}");
        let mut xlsx: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
        let is_1904 = xlsx.has_1904_epoch();
        let heads = xlsx.sheets_metadata().to_vec();
        let mut left = limits.cells;
        for head in heads.into_iter().filter(|head| head.typ == SheetType::WorkSheet) {
            let merged = xlsx.merge_cells_by_sheet_name(&head.name).unwrap_or_default();
            let mut filling =
                Filling { texts: &mut self.texts, rows: BTreeMap::new(), left, limits, errors: 0 };
            let place = |reason: String| format!("sheet `{}`: {reason}", head.name);
            {
                let mut cells =
                    xlsx.worksheet_cells_reader(&head.name).map_err(|error| place(unreadable(error)))?;
                while let Some(cell) = cells.next_cell().map_err(|error| place(unreadable(error)))? {
                    let (row, column) = cell.get_position();
                    let text = of_cell(cell.get_value(), &mut filling.errors);
                    filling.put(row, column, &text).map_err(place)?;
                }
            }
            left = filling.left;
            let (errors, mut rows) = (filling.errors, filling.rows);
            spread(&mut rows, &merged);
            self.keep(head.name, head.visible, is_1904, rows, errors);
        }
        Ok(())
    }

    fn read_other(&mut self, bytes: Vec<u8>, limits: Limits) -> Result<(), String> {
        let mut book = open_workbook_auto_from_rs(Cursor::new(bytes))
            .map_err(|error| format!("it is no workbook that can be read: {error}"))?;
        let is_1904 = match &book {
            Sheets::Xls(xls) => xls.has_1904_epoch(),
            _ => false,
        };
        let mut left = limits.cells;
        for head in book.sheets_metadata().to_vec() {
            if head.typ != SheetType::WorkSheet {
                continue;
            }
            let range = book
                .worksheet_range(&head.name)
                .map_err(|error| format!("sheet `{}` cannot be read: {error}", head.name))?;
            let (first_row, first_column) = range.start().unwrap_or_default();
            let mut filling =
                Filling { texts: &mut self.texts, rows: BTreeMap::new(), left, limits, errors: 0 };
            for (row, column, data) in range.used_cells() {
                let text = of_data(data, &mut filling.errors);
                filling
                    .put(first_row + row as u32, first_column + column as u32, &text)
                    .map_err(|reason| format!("sheet `{}`: {reason}", head.name))?;
            }
            left = filling.left;
            let (errors, rows) = (filling.errors, filling.rows);
            self.keep(head.name, head.visible, is_1904, rows, errors);
        }
        Ok(())
    }

    fn keep(
        &mut self,
        name: String,
        visible: SheetVisible,
        counts_from_1904: bool,
        rows: BTreeMap<u32, Vec<(u32, u32)>>,
        errors: u64,
    ) {
        if errors > 0 {
            self.notes.push(format!(
                "sheet `{name}`: {errors} cells hold an error such as #N/A and are read as empty"
            ));
        }
        let is_hidden = visible != SheetVisible::Visible;
        self.sheets.push(Sheet { head: SheetHead { name: Some(name), is_hidden, counts_from_1904 }, rows });
    }

    /// Each row of a sheet with anything in it.
    pub(super) fn rows(&self, sheet: usize, visit: &mut dyn FnMut(Row<'_>) -> ControlFlow<()>) {
        let Some(sheet) = self.sheets.get(sheet) else { return };
        let mut cells: Vec<&str> = Vec::new();
        for (number, row) in &sheet.rows {
            cells.clear();
            for (column, text) in row {
                cells.resize((*column as usize + 1).max(cells.len()), "");
                if let Some(cell) = cells.get_mut(*column as usize) {
                    *cell = self.texts.get(*text);
                }
            }
            if visit(Row { number: u64::from(*number) + 1, cells: &cells }).is_break() {
                return;
            }
        }
    }
}

/// Writes the text of a merged cell into each cell that it covers.
fn spread(rows: &mut BTreeMap<u32, Vec<(u32, u32)>>, merged: &[Dimensions]) {
    let mut left = MOST_MERGED;
    for region in merged {
        let (first, last) = (region.start, region.end);
        let text = rows
            .get(&first.0)
            .and_then(|row| row.iter().find(|(column, _)| *column == first.1))
            .map(|(_, text)| *text);
        let Some(text) = text else { continue };
        // A title across a thousand rows is no fact of each of them: only
        // rows that hold something else take it over.
        let covered: Vec<u32> = rows.range(first.0..=last.0).map(|(row, _)| *row).collect();
        for row in covered {
            let cells = rows.entry(row).or_default();
            for column in first.1..=last.1.min(first.1.saturating_add(256)) {
                if (row, column) == first || cells.iter().any(|(there, _)| *there == column) {
                    continue;
                }
                let Some(less) = left.checked_sub(1) else { return };
                left = less;
                cells.push((column, text));
            }
        }
    }
}

fn of_cell(data: &DataRef<'_>, errors: &mut u64) -> String {
    match data {
        DataRef::Empty => String::new(),
        DataRef::Error(_) => {
            *errors += 1;
            String::new()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(moment) => of_moment(*moment),
    }
}

fn of_data(data: &Data, errors: &mut u64) -> String {
    match data {
        Data::Empty => String::new(),
        Data::Error(_) => {
            *errors += 1;
            String::new()
        }
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(yes) => yes.to_string(),
        Data::DateTime(moment) => of_moment(*moment),
    }
}

/// A moment as an ISO date, with the time of day where there is one.
fn of_moment(moment: ExcelDateTime) -> String {
    let serial = moment.as_f64();
    if moment.is_duration() || serial < 1.0 {
        return serial.to_string();
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if serial.fract() == 0.0 { date } else { format!("{date} {hour:02}:{minute:02}:{second:02}") }
}
