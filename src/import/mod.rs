//! From the files that people have to an inventory.
//!
//! Importers write inventory YAML, never the model: one way in, and every fact
//! keeps a line that a person can correct. The way of a table: its cells
//! ([`crate::table`]), where its headings stand ([`layout`]), what its rows
//! and columns mean ([`understand`]), rows as records ([`record`]), records as
//! things ([`thing`]), things as entities ([`make`]), entities as text.

mod archimate;
mod backstage;
pub mod collect;
mod cyclonedx;
mod document;
pub mod field;
mod found;
pub mod heading;
pub mod layout;
pub mod make;
pub mod mapping;
pub mod product;
pub mod record;
pub mod report;
pub mod row_kind;
pub mod shape;
pub mod software;
pub mod summary;
pub mod thing;
pub mod understand;
pub mod value;
mod write;
mod xml;

use std::ops::ControlFlow;
use std::path::PathBuf;

use collect::Collected;
use document::Document;
use field::RowKind;
use heading::Headings;
use mapping::Mapping;
use product::Products;
use report::ImportReport;
use understand::{Help, Understanding};
use value::date::DateOrder;

use crate::catalogue::Catalogue;
use crate::date::Day;
use crate::table::{Book, CellPlace, Limits, TableFault};

/// What is asked for.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The files, the most trusted first, each with the name to show.
    pub files: &'a [(PathBuf, String)],
    /// What the organisation is called, if that is said.
    pub organisation: Option<&'a str>,
    /// The order of day and month where nothing settles it.
    pub dates: Option<DateOrder>,
    /// What a person says the tables mean.
    pub mapping: &'a Mapping,
    /// The products that are known.
    pub catalogue: &'a Catalogue,
    /// The day of the import.
    pub day: Day,
    /// What is read at most.
    pub limits: Limits,
    /// Hears what is being read, and how many rows so far.
    pub progress: &'a (dyn Fn(&str, u64) + Sync),
}

/// One file of the inventory that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeFile {
    /// Its path below the inventory's folder, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What an import made.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The inventory.
    pub files: Vec<MadeFile>,
    /// What was taken and what was not.
    pub report: ImportReport,
    /// What was understood, as a mapping file.
    pub mapping: String,
}

/// Reads all files and makes an inventory of them.
///
/// Reads each delimited file twice from end to end; memory grows with the
/// systems, the devices and the different pairs of host and software, not
/// with the rows.
///
/// # Errors
///
/// With every file that cannot be read. Nothing is made then.
pub fn run(request: Request<'_>) -> Result<Imported, Vec<TableFault>> {
    let products = Products::new(request.catalogue);
    let (inputs, mut faults) = open(request);
    let mut collected = Collected::default();
    let mut reading = Reading::default();
    for input in &inputs {
        let read = match input {
            Input::Table(book) => read_book(book, request, &products, &mut collected, &mut reading),
            Input::Document(name, document) => {
                collected.take_document(name, document, &products);
                Ok(())
            }
        };
        faults.extend(read.err());
    }
    if !reading.model_files.is_empty() {
        let name = reading.model_files.join(" + ");
        let model = Document::Model(std::mem::take(&mut reading.model).model());
        collected.take_document(&name, &model, &products);
    }
    let Reading { left, notes, .. } = reading;
    if !faults.is_empty() {
        return Err(faults);
    }
    collected.resolve();
    let mut draft = make::make(&mut collected, &products);
    let report = summary::of(&collected, &left, notes, &mut draft, request.day);
    let understood: Vec<(String, &Understanding)> = collected
        .tables
        .iter()
        .map(|table| (table.file.clone(), &table.understood))
        .chain(left.iter().map(|(file, table)| (file.clone(), table)))
        .collect();
    let mapping = mapping::write(&understood);
    let files = write::files(&draft, &collected, &products, &report, request);
    Ok(Imported { files, report, mapping })
}

/// A file of an import, opened.
enum Input {
    Table(Book),
    Document(String, Document),
}

/// What is gathered beside the records.
#[derive(Default)]
struct Reading {
    /// Tables that are not taken.
    left: Vec<(String, Understanding)>,
    /// What is worth knowing of files.
    notes: Vec<String>,
    /// A model that is written as three tables, and their names.
    model: archimate::Csv,
    model_files: Vec<String>,
}

fn open(request: Request<'_>) -> (Vec<Input>, Vec<TableFault>) {
    let mut faults = Vec::new();
    let mut inputs = Vec::new();
    for (path, name) in request.files {
        (request.progress)(name, 0);
        let opened = match Document::open(path) {
            Ok(Some(document)) => Ok(Input::Document(name.clone(), document)),
            Ok(None) => Book::open(path, name, request.limits).map(Input::Table),
            Err(message) => {
                let place = CellPlace { file: name.clone(), ..CellPlace::default() };
                Err(TableFault { place, message })
            }
        };
        match opened {
            Ok(input) => inputs.push(input),
            Err(fault) => faults.push(fault),
        }
    }
    (inputs, faults)
}

/// Takes every sheet of a book.
fn read_book(
    book: &Book,
    request: Request<'_>,
    products: &Products<'_>,
    collected: &mut Collected,
    reading: &mut Reading,
) -> Result<(), TableFault> {
    reading.notes.extend(book.notes().into_iter().map(|note| format!("{}: {note}", book.file())));
    for sheet in understood(book, request, products, &mut reading.notes)? {
        if archimate::Csv::is_one(&sheet.layout.headings) {
            reading.model_files.push(book.file().to_owned());
            book.rows(sheet.sheet, &mut |row| {
                if row.number > sheet.layout.last_row {
                    reading.model.take(&sheet.layout.headings, row.cells, row.number);
                }
                ControlFlow::Continue(())
            })?;
            continue;
        }
        let is_lookup =
            sheet.kind == RowKind::Other && sheet.has(field::Field::Key) && sheet.has(field::Field::Name);
        let is_nothing = matches!(sheet.kind, RowKind::Other | RowKind::People | RowKind::Properties);
        if is_nothing && !is_lookup {
            reading.left.push((book.file().to_owned(), sheet));
            continue;
        }
        let step = |rows: u64| (request.progress)(book.file(), rows);
        collected.take(book, sheet, &step)?;
    }
    Ok(())
}

/// Every sheet of a book that is not hidden and holds anything.
fn understood(
    book: &Book,
    request: Request<'_>,
    products: &Products<'_>,
    notes: &mut Vec<String>,
) -> Result<Vec<Understanding>, TableFault> {
    let mut sheets = Vec::new();
    for (index, head) in book.sheets().iter().enumerate() {
        if head.is_hidden {
            let name = head.name.as_deref().unwrap_or("");
            notes.push(format!("{}: sheet `{name}` is hidden and was not read", book.file()));
            continue;
        }
        let help = Help {
            headings: Headings::all(),
            product: &|text| products.names(text),
            order: request.dates,
            mapping: request.mapping.of(book.file(), head.name.as_deref()),
        };
        sheets.extend(understand::sheet(book, index, help)?);
    }
    Ok(sheets)
}
