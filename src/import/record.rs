//! Records: rows whose cells are read into the forms of the inventory, each
//! with the place where it stands.

use std::collections::BTreeMap;

use super::field::{Field, RowKind};
use super::heading::SourceHeading;
use super::understand::{SourceColumn, Understanding};
use super::value::date::{self, Reading, Serials};
use super::value::word::{self, WordList};
use super::value::{is_blank, number, person, quantity};
use crate::table::{CellPlace, Row};

/// How many places of one trouble are named.
const NAMED: usize = 5;
/// The longest text that is kept of a cell, in characters.
const LONGEST: usize = 600;

/// A row's place: which table, which row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordPlace {
    /// Which of the tables that were taken.
    pub table: u32,
    /// The row, from 1.
    pub row: u64,
}

/// One row, read.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Where it stands.
    pub place: RecordPlace,
    values: Vec<(Field, Box<str>)>,
    /// What is kept beside the fields, by heading.
    pub extra: Vec<(Box<str>, Box<str>)>,
}

impl Record {
    /// A row that says nothing yet.
    pub fn at(place: RecordPlace) -> Self {
        Self { place, ..Self::default() }
    }

    /// The first value of a field.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.values.iter().find(|(known, _)| *known == field).map(|(_, value)| &**value)
    }

    /// Every value of a field.
    pub fn all(&self, field: Field) -> impl Iterator<Item = &str> {
        self.values.iter().filter(move |(known, _)| *known == field).map(|(_, value)| &**value)
    }

    /// Every field with its value.
    pub fn fields(&self) -> impl Iterator<Item = (Field, &str)> {
        self.values.iter().map(|(field, value)| (*field, &**value))
    }

    /// Adds a value.
    pub fn put(&mut self, field: Field, value: &str) {
        if !self.values.iter().any(|(known, other)| *known == field && &**other == value) {
            self.values.push((field, value.into()));
        }
    }

    /// Replaces all values of a field by one.
    pub fn set(&mut self, field: Field, value: &str) {
        self.values.retain(|(known, _)| *known != field);
        self.values.push((field, value.into()));
    }

    /// Drops a field.
    pub fn drop_field(&mut self, field: Field) {
        self.values.retain(|(known, _)| *known != field);
    }
}

/// What could not be read in a column, counted, with the first places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trouble {
    /// How many cells.
    pub cells: u64,
    /// The first of them, each with its value.
    pub first: Vec<(CellPlace, String)>,
}

/// All troubles of a run, by file, sheet, column and what is wrong.
#[derive(Clone, Debug, Default)]
pub struct Troubles {
    troubles: BTreeMap<(String, Option<String>, String, &'static str), Trouble>,
    /// Cells that held an e-mail address or a telephone number, which was cut.
    pub cut_contacts: u64,
}

impl Troubles {
    /// Each trouble with its heading and what is wrong.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &'static str, &Trouble)> {
        self.troubles.iter().map(|((_, _, heading, what), trouble)| (heading.as_str(), *what, trouble))
    }

    fn add(&mut self, place: CellPlace, heading: &str, what: &'static str, value: &str) {
        let key = (place.file.clone(), place.sheet.clone(), heading.to_owned(), what);
        let trouble = self.troubles.entry(key).or_default();
        trouble.cells += 1;
        if trouble.first.len() < NAMED {
            trouble.first.push((place, value.chars().take(80).collect()));
        }
    }
}

/// What reading a row needs to know of its table.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// The table's number.
    pub table: u32,
    /// The file's name.
    pub file: &'a str,
    /// The table.
    pub understood: &'a Understanding,
    /// What its rows are; a class column may say otherwise for a row.
    pub kind: RowKind,
}

impl Reader<'_> {
    /// Reads a row. What cannot be read is counted in `troubles`, and the
    /// rest is kept.
    pub fn read(&self, row: Row<'_>, troubles: &mut Troubles) -> Record {
        let place = RecordPlace { table: self.table, row: row.number };
        let mut record = Record::at(place);
        for column in &self.understood.columns {
            let cell = row.cells.get(column.index).copied().unwrap_or("");
            let Some(field) = column.field() else { continue };
            if is_blank(cell) || !field.is_taken() {
                continue;
            }
            let from_1904 = self.understood.from_1904;
            match value_of(column, field, self.kind, from_1904, cell, troubles) {
                Ok(Some(value)) if field == Field::Extra => {
                    record.extra.push((column.heading.as_str().into(), value.into()));
                }
                Ok(Some(value)) => record.put(field, &value),
                Ok(None) => {}
                Err(what) => {
                    let place = CellPlace {
                        file: self.file.to_owned(),
                        sheet: self.understood.sheet_name.clone(),
                        row: Some(row.number),
                        column: Some(column.index),
                    };
                    troubles.add(place, &column.heading, what, cell);
                }
            }
        }
        record
    }
}

/// What a cell says of a field; nothing if it is not kept.
fn value_of(
    column: &SourceColumn,
    field: Field,
    kind: RowKind,
    from_1904: bool,
    cell: &str,
    troubles: &mut Troubles,
) -> Result<Option<String>, &'static str> {
    if field.is_date() {
        let serials = Serials { from_1904 };
        return match date::read(cell, serials) {
            Reading::Never => Ok(None),
            Reading::None => Err("is no date"),
            reading => match date::settled(reading, column.order) {
                Some(date) => Ok(Some(date.to_string())),
                None => Err("can be read as two dates: say `--dates day-first` or `--dates month-first`"),
            },
        };
    }
    match field {
        Field::Count
        | Field::Users
        | Field::LicencesPurchased
        | Field::LicencesInUse
        | Field::Supporters
        | Field::Messages => whole(cell, column),
        Field::PurchaseCost | Field::AnnualCost | Field::UnitCost | Field::ContractValue => {
            money(cell, column)
        }
        Field::Rto | Field::Rpo => quantity::hours(cell, &column.heading),
        Field::NoticeMonths => quantity::months(cell, &column.heading),
        Field::PatchedDays => quantity::days(cell),
        Field::FitFunctional | Field::FitTechnical => quantity::share(cell),
        Field::Life => quantity::years(cell, &column.heading),
        Field::Criticality => criticality(cell, column),
        _ if is_reference(field) && names_keys(&column.heading) => {
            Ok(Some(reference_of(&column.heading, cell)))
        }
        _ => match list_of(field, kind) {
            Some(list) => word_of(list, cell).map(Some),
            None => Ok(text(field, cell, troubles)),
        },
    }
}

/// What stands before a key of a record of another table, and between the
/// name of that table and the key.
pub const REFERENCE: char = '\u{1}';

/// Whether a field names another record.
fn is_reference(field: Field) -> bool {
    matches!(
        field,
        Field::From
            | Field::To
            | Field::Server
            | Field::Application
            | Field::DependsOn
            | Field::Host
            | Field::Department
            | Field::Site
            | Field::Team
            | Field::Covers
            | Field::Capability
            | Field::Database
            | Field::PartOf
    )
}

/// Whether a heading says that its cells are keys: `server_id`.
fn names_keys(heading: &str) -> bool {
    SourceHeading::of(heading).words.last().is_some_and(|word| word == "id")
}

/// A key with the name of the table whose record it names.
fn reference_of(heading: &str, key: &str) -> String {
    let words = SourceHeading::of(heading).words;
    let table: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !matches!(*word, "id" | "source" | "target" | "from" | "to" | "entity"))
        .collect();
    reference(&table.concat(), key)
}

/// A value that names the record of a key in a table.
pub fn reference(table: &str, key: &str) -> String {
    format!("{REFERENCE}{table}{REFERENCE}{key}")
}

/// The value of a property of an element, read as a cell below a heading is.
pub fn property(field: Field, kind: RowKind, heading: &str, value: &str) -> Option<String> {
    if is_blank(value) || !field.is_taken() || field == Field::Extra {
        return None;
    }
    let column = SourceColumn { heading: heading.to_owned(), ..SourceColumn::default() };
    value_of(&column, field, kind, false, value, &mut Troubles::default()).ok().flatten()
}

/// The table's name and the key of a reference.
pub fn as_reference(value: &str) -> Option<(&str, &str)> {
    value.strip_prefix(REFERENCE)?.split_once(REFERENCE)
}

/// The closed list that a field's words are of.
fn list_of(field: Field, kind: RowKind) -> Option<WordList> {
    Some(match field {
        Field::Status => WordList::Status,
        Field::Environment => WordList::Environment,
        Field::Hosting => WordList::Hosting,
        Field::Protocol => WordList::Protocol,
        Field::Frequency => WordList::Frequency,
        Field::ComponentRole => WordList::ComponentRole,
        Field::Sensitivity => WordList::Sensitivity,
        Field::Kind if kind == RowKind::Systems => WordList::SystemKind,
        Field::Kind if kind == RowKind::Devices => WordList::DeviceKind,
        Field::Virtual
        | Field::Removed
        | Field::Retired
        | Field::Mfa
        | Field::InternetFacing
        | Field::AutoRenews
        | Field::RemediationPlan => WordList::Yes,
        _ => return None,
    })
}

fn word_of(list: WordList, cell: &str) -> Result<String, &'static str> {
    if list == WordList::Yes && cell.eq_ignore_ascii_case("virtual") {
        return Ok("yes".to_owned());
    }
    if list == WordList::Yes && cell.eq_ignore_ascii_case("physical") {
        return Ok("no".to_owned());
    }
    word::read(list, cell).map(str::to_owned).ok_or("is a word that is not known here")
}

fn criticality(cell: &str, column: &SourceColumn) -> Result<Option<String>, &'static str> {
    let word = word::criticality_number(cell, column.highest_is_most())
        .or_else(|| word::read(WordList::Criticality, cell));
    word.map(|word| Some(word.to_owned())).ok_or("is a word that is not known here")
}

fn figure(cell: &str, column: &SourceColumn) -> Result<number::ReadNumber, &'static str> {
    number::read(cell, column.sign).ok_or("is no number, or one that can be read in two ways")
}

fn whole(cell: &str, column: &SourceColumn) -> Result<Option<String>, &'static str> {
    let figure = figure(cell, column)?;
    if figure.value < 0.0 || figure.value > f64::from(u32::MAX) {
        return Err("is no count");
    }
    Ok(Some(format!("{:.0}", figure.value)))
}

fn money(cell: &str, column: &SourceColumn) -> Result<Option<String>, &'static str> {
    let figure = figure(cell, column)?;
    if figure.value < 0.0 {
        return Err("is less than nothing");
    }
    let amount = quantity::plain(figure.value);
    Ok(Some(match figure.currency {
        Some(currency) => format!("{amount} {currency}"),
        None => amount,
    }))
}

/// Text as it is kept: on one line, of bounded length, without the contacts
/// of people. A person where a team or a role belongs is nothing.
fn text(field: Field, cell: &str, troubles: &mut Troubles) -> Option<String> {
    let mut line = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > LONGEST {
        line = line.chars().take(LONGEST - 1).collect();
        line.push('…');
    }
    let is_about_people = matches!(field, Field::OwnerRole);
    if is_about_people && !person::is_role(&line) {
        troubles.cut_contacts += 1;
        return None;
    }
    if matches!(field, Field::Team | Field::Department | Field::Supplier | Field::Vendor)
        && person::is_person(&line)
    {
        troubles.cut_contacts += 1;
        return None;
    }
    let (line, had_contacts) = match field {
        Field::Serial
        | Field::AssetTag
        | Field::Key
        | Field::Mac
        | Field::Version
        | Field::OsVersion
        | Field::ContractReference
        | Field::Identifier => (line, false),
        _ => person::without_contacts(&line),
    };
    troubles.cut_contacts += u64::from(had_contacts);
    (!is_blank(&line)).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_where_a_role_belongs_is_left_out() {
        let mut troubles = Troubles::default();
        assert_eq!(text(Field::OwnerRole, "Jane Smith", &mut troubles), None);
        assert_eq!(text(Field::OwnerRole, "Head of IT", &mut troubles), Some("Head of IT".to_owned()));
        assert_eq!(
            text(Field::Description, "Ask a.b@example.org first", &mut troubles),
            Some("Ask first".to_owned())
        );
        assert_eq!(troubles.cut_contacts, 2);
    }
}
