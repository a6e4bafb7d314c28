//! All rows of all tables, as things, links and lists, before anything is
//! joined across them.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::document::Document;
use super::field::{Field, RowKind};
use super::heading::SourceHeading;
use super::product::Products;
use super::record::{Reader, Record, RecordPlace, Troubles, as_reference};
use super::software::Software;
use super::thing::{self, Things};
use super::understand::Understanding;
use super::value::person;
use super::value::word::{self, WordList};
use crate::table::{Book, TableFault};

/// How many names of one table of keys and names are kept.
const MOST_LOOKED_UP: usize = 100_000;

/// A table that is taken.
#[derive(Clone, Debug)]
pub struct CollectedTable {
    /// The file's name.
    pub file: String,
    /// How the table is understood.
    pub understood: Understanding,
    /// The name under which its keys are kept: the tool's, else the file's.
    pub register: String,
    /// What became of its rows.
    pub counts: RowCounts,
    /// What its places count: rows, lines or entries.
    pub unit: &'static str,
}

/// What became of the rows of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowCounts {
    /// Rows that were taken.
    pub taken: u64,
    /// Rows that the source itself has deleted.
    pub removed: u64,
    /// Rows of devices that are no longer in use.
    pub retired: u64,
    /// Rows that say too little to be anything.
    pub empty: u64,
    /// Rows of a kind that is not taken.
    pub other: u64,
}

/// All rows, read.
#[derive(Debug, Default)]
pub struct Collected {
    /// The tables, in the order of the command line.
    pub tables: Vec<CollectedTable>,
    /// Systems.
    pub systems: Things,
    /// Devices in use.
    pub devices: Things,
    /// Devices that are no longer in use.
    pub retired: Vec<Record>,
    /// Software lists.
    pub software: Software,
    /// Flows of data.
    pub interfaces: Vec<Record>,
    /// Other links.
    pub relations: Vec<Record>,
    /// Contracts.
    pub contracts: Vec<Record>,
    /// Licences.
    pub licences: Vec<Record>,
    /// Databases.
    pub databases: Vec<Record>,
    /// Costs of years.
    pub costs: Vec<Record>,
    /// Sites.
    pub sites: Vec<Record>,
    /// Names of teams.
    pub teams: Vec<String>,
    /// Tables of nothing but keys and names, by the table's name.
    lookups: BTreeMap<String, BTreeMap<String, String>>,
    /// What could not be read.
    pub troubles: Troubles,
    /// Names of devices that were those of their owners.
    pub personal_names: u64,
}

impl Collected {
    /// Takes every row of a table. `step` hears how many rows were read.
    ///
    /// # Errors
    ///
    /// If the file cannot be read further, or is beyond a limit.
    pub fn take(
        &mut self,
        book: &Book,
        understood: Understanding,
        step: &dyn Fn(u64),
    ) -> Result<(), TableFault> {
        let table = self.tables.len() as u32;
        let register = register(book.file(), &understood);
        let mut counts = RowCounts::default();
        let mut rows = 0;
        book.rows(understood.sheet, &mut |row| {
            if row.number > understood.layout.last_row {
                rows += 1;
                if rows % 10_000 == 0 {
                    step(rows);
                }
                let reader =
                    Reader { table, file: book.file(), understood: &understood, kind: understood.kind };
                self.take_row(reader, row, &mut counts);
            }
            ControlFlow::Continue(())
        })?;
        self.tables.push(CollectedTable {
            file: book.file().to_owned(),
            understood,
            register,
            counts,
            unit: "row",
        });
        Ok(())
    }

    /// Takes all records of a document that is no table.
    pub(super) fn take_document(&mut self, file: &str, document: &Document, products: &Products<'_>) {
        let table = self.tables.len() as u32;
        let mut found = document.records(table, &SourceHeading::of(file).compact);
        let mut counts =
            RowCounts { taken: found.taken(), other: found.left.values().sum(), ..RowCounts::default() };
        let why = format!("it is {}", found.format);
        let understood = Understanding::of_document(why, counts.taken + counts.other);
        let software = found.by_machine();
        for record in std::mem::take(&mut found.systems) {
            self.take_system(record, &mut counts);
        }
        for mut record in std::mem::take(&mut found.devices) {
            let on = record.get(Field::Key).and_then(|key| software.get(key)).into_iter().flatten();
            for product in on {
                let is_system = products.names(product) == Some(true) && record.get(Field::Os).is_none();
                record.put(if is_system { Field::Os } else { Field::Product }, product);
            }
            self.take_device(record, &mut counts);
        }
        self.interfaces.extend(found.interfaces);
        self.relations.extend(found.relations);
        self.databases.extend(found.components);
        self.teams.extend(found.teams);
        let register = register(file, &understood);
        let file = file.to_owned();
        self.tables.push(CollectedTable { file, understood, register, counts, unit: found.unit });
    }

    fn take_row(&mut self, reader: Reader<'_>, row: crate::table::Row<'_>, counts: &mut RowCounts) {
        let kind = row_kind(&reader, row);
        let record = Reader { kind, ..reader }.read(row, &mut self.troubles);
        let is = |field: Field| record.get(field) == Some("yes");
        if is(Field::Removed) {
            counts.removed += 1;
            return;
        }
        if record.fields().next().is_none() {
            counts.empty += 1;
            return;
        }
        counts.taken += 1;
        match kind {
            RowKind::Systems => self.take_system(record, counts),
            RowKind::Devices => self.take_device(record, counts),
            RowKind::Software => self.software.add(&record),
            RowKind::Interfaces => self.interfaces.push(record),
            RowKind::Relations => self.relations.push(record),
            RowKind::Contracts => self.contracts.push(record),
            RowKind::Licences => self.licences.push(record),
            RowKind::Databases => self.databases.push(record),
            RowKind::Costs => self.costs.push(record),
            RowKind::Sites => self.sites.push(record),
            RowKind::Other => {
                counts.taken -= 1;
                counts.other += 1;
                self.look_up(reader, &record);
            }
            RowKind::Findings | RowKind::Lifecycles | RowKind::Properties | RowKind::People => {
                counts.taken -= 1;
                counts.other += 1;
            }
        }
    }

    fn look_up(&mut self, reader: Reader<'_>, record: &Record) {
        let (Some(key), Some(name)) = (record.get(Field::Key), record.get(Field::Name)) else { return };
        let sheet = reader.understood.sheet_name.as_deref().unwrap_or("");
        let table = SourceHeading::of(&format!("{} {sheet}", reader.file)).compact;
        let names = self.lookups.entry(table).or_default();
        if names.len() < MOST_LOOKED_UP {
            names.insert(key.to_owned(), name.to_owned());
        }
    }

    fn take_system(&mut self, record: Record, counts: &mut RowCounts) {
        if [Field::Name, Field::Alias, Field::Path].iter().all(|field| record.get(*field).is_none()) {
            counts.taken -= 1;
            counts.empty += 1;
            return;
        }
        self.systems.add_system(record);
    }

    fn take_device(&mut self, mut record: Record, counts: &mut RowCounts) {
        if let Some(name) = record.get(Field::Name).map(str::to_owned) {
            if person::is_personal_device_name(&name) {
                record.drop_field(Field::Name);
                self.personal_names += 1;
            } else if let (host, Some(domain)) = thing::host(&name) {
                record.set(Field::Name, &host);
                record.put(Field::Domain, &domain);
            }
        }
        let marks = [Field::Name, Field::Serial, Field::AssetTag, Field::Key, Field::Model];
        if marks.iter().all(|field| record.get(*field).is_none()) {
            counts.taken -= 1;
            counts.empty += 1;
            return;
        }
        let is_retired =
            record.get(Field::Status) == Some("retired") || record.get(Field::Retired) == Some("yes");
        if is_retired {
            counts.taken -= 1;
            counts.retired += 1;
            self.retired.push(record);
            return;
        }
        self.devices.add_device(record);
    }

    /// The names of the tables, as references name them: file, sheet and kind
    /// without anything between the words.
    pub fn table_names(&self) -> Vec<String> {
        let name = |table: &CollectedTable| {
            let sheet = table.understood.sheet_name.as_deref().unwrap_or("");
            SourceHeading::of(&format!("{} {sheet} {}", table.file, table.understood.kind)).compact
        };
        self.tables.iter().map(name).collect()
    }

    /// Writes names in place of keys that lead to records of tables that are
    /// nothing but keys and names. A key that leads to none is no name.
    pub fn resolve(&mut self) {
        let lookups = std::mem::take(&mut self.lookups);
        let find = |value: &str| -> Option<String> {
            let (table, key) = as_reference(value)?;
            let lookup = lookups.iter().find(|(name, _)| !table.is_empty() && name.contains(table))?;
            lookup.1.get(key).cloned()
        };
        let things = self.systems.things.iter_mut().chain(&mut self.devices.things);
        for thing in things {
            for field in [Field::Department, Field::Site, Field::Team, Field::Capability] {
                let Some(value) = thing.facts.get(field).filter(|value| as_reference(value).is_some()) else {
                    continue;
                };
                match find(value) {
                    Some(name) => thing.facts.set(field, &name),
                    None => thing.facts.drop_field(field),
                }
            }
        }
    }

    /// A place in words: `cmdb.xlsx, Servers, row 12`.
    pub fn words(&self, place: RecordPlace) -> String {
        let Some(table) = self.tables.get(place.table as usize) else { return String::new() };
        match &table.understood.sheet_name {
            Some(sheet) => format!("{}, {sheet}, {} {}", table.file, table.unit, place.row),
            None => format!("{}, {} {}", table.file, table.unit, place.row),
        }
    }
}

/// What a row is: what its class column says, else what the table is.
fn row_kind(reader: &Reader<'_>, row: crate::table::Row<'_>) -> RowKind {
    let class = reader.understood.of(Field::Class).find_map(|column| row.cells.get(column.index));
    let by_class = class
        .and_then(|class| word::read(WordList::Class, class))
        .and_then(|word| word.parse::<RowKind>().ok());
    by_class.unwrap_or(reader.kind)
}

/// The name under which keys of a table are kept.
fn register(file: &str, understood: &Understanding) -> String {
    let name = match understood.tool {
        Some((tool, _)) if !tool.starts_with("Home-made") && tool != "Axonius" => tool.to_owned(),
        _ => {
            let stem = file.rsplit('/').next().unwrap_or(file);
            let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
            match &understood.sheet_name {
                Some(sheet) => format!("{stem} {sheet}"),
                None => stem.to_owned(),
            }
        }
    };
    let slug = crate::text::to_kebab_case(&name);
    if slug.is_empty() { "source".to_owned() } else { slug }
}
