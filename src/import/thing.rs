//! Things: what several rows of several sources say of one system or device,
//! put together. The source that is named first wins; what others say
//! otherwise is kept as a conflict with both places.

use std::collections::{BTreeMap, BTreeSet};

use super::field::Field;
use super::record::{Record, RecordPlace, as_reference};

/// Two sources that disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The name of the thing.
    pub name: String,
    /// About what.
    pub field: Field,
    /// What was taken, and where it stands.
    pub taken: (String, RecordPlace),
    /// What was not, and where it stands.
    pub other: (String, RecordPlace),
}

/// One system or device, of all its rows.
#[derive(Clone, Debug, Default)]
pub struct Thing {
    /// What is taken.
    pub facts: Record,
    /// Every row that speaks of it.
    pub places: Vec<RecordPlace>,
    /// Its keys by table.
    pub keys: Vec<(u32, String)>,
    /// Where each fact stands that is not of the first row.
    origins: BTreeMap<Field, RecordPlace>,
}

/// Fields of which a thing can have several values.
const SEVERAL: &[Field] = &[
    Field::Alias,
    Field::Capability,
    Field::Server,
    Field::Application,
    Field::DependsOn,
    Field::Covers,
    Field::InterfaceData,
    Field::DataEntity,
    Field::Database,
    Field::Stack,
    Field::Key,
    Field::Mac,
];

impl Thing {
    /// A thing of which one row speaks.
    pub fn of(record: Record) -> Self {
        let mut thing = Self { places: vec![record.place], ..Self::default() };
        thing.keys.extend(record.get(Field::Key).map(|key| (record.place.table, key.to_owned())));
        thing.facts = record;
        thing
    }

    /// The tables that speak of it.
    pub fn tables(&self) -> BTreeSet<u32> {
        self.places.iter().map(|place| place.table).collect()
    }

    /// What people call it, as far as anything is known.
    pub fn name(&self) -> &str {
        [Field::Name, Field::Alias, Field::Serial, Field::AssetTag, Field::Key]
            .into_iter()
            .find_map(|field| self.facts.get(field))
            .unwrap_or("unnamed")
    }

    /// Adds what another row says.
    pub fn add(&mut self, record: &Record, conflicts: &mut Vec<Conflict>) {
        self.places.push(record.place);
        self.keys.extend(record.get(Field::Key).map(|key| (record.place.table, key.to_owned())));
        let fields: BTreeSet<Field> = record.fields().map(|(field, _)| field).collect();
        for field in fields {
            if SEVERAL.contains(&field) {
                record.all(field).for_each(|value| self.facts.put(field, value));
                continue;
            }
            let Some(value) = record.get(field) else { continue };
            match self.facts.get(field).map(str::to_owned) {
                None => {
                    record.all(field).for_each(|value| self.facts.put(field, value));
                    self.origins.insert(field, record.place);
                }
                // The last time that anybody saw it.
                Some(mine) if field == Field::Verified => {
                    if value > mine.as_str() {
                        self.facts.set(field, value);
                    }
                }
                // Another name is no contradiction.
                Some(mine) if field == Field::Name && !is_same(&mine, value) => {
                    self.facts.put(Field::Alias, value);
                }
                Some(mine) if is_same(&mine, value) => {}
                Some(mine) => conflicts.push(Conflict {
                    name: self.name().to_owned(),
                    field,
                    taken: (mine, self.origins.get(&field).copied().unwrap_or(self.facts.place)),
                    other: (value.to_owned(), record.place),
                }),
            }
        }
        for (heading, value) in &record.extra {
            if !self.facts.extra.iter().any(|(known, _)| known == heading) {
                self.facts.extra.push((heading.clone(), value.clone()));
            }
        }
    }
}

/// Whether two values say the same, or one says it more exactly.
fn is_same(one: &str, other: &str) -> bool {
    let form = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .filter(|word| {
                !matches!(
                    word.as_str(),
                    "microsoft"
                        | "inc"
                        | "ltd"
                        | "limited"
                        | "corporation"
                        | "corp"
                        | "plc"
                        | "the"
                        | "llc"
                        | "gmbh"
                )
            })
            .collect()
    };
    let (one, other) = (form(one), form(other));
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    short == long || (!short.is_empty() && short.iter().all(|word| long.contains(word)))
}

/// Things under construction, found again by what identifies them.
#[derive(Debug, Default)]
pub struct Things {
    /// The things, in the order in which they were first met.
    pub things: Vec<Thing>,
    /// Where sources disagree.
    pub conflicts: Vec<Conflict>,
    by_mark: BTreeMap<(Field, String), Vec<usize>>,
}

impl Things {
    /// Adds a device's row: to the thing with its serial number, else its
    /// asset tag, else its card's address, else its host name where nothing
    /// contradicts. A model joins nothing.
    pub fn add_device(&mut self, record: Record) {
        let found = [Field::Serial, Field::AssetTag, Field::Mac]
            .into_iter()
            .find_map(|field| record.all(field).find_map(|value| self.only(field, &mark(value))))
            .filter(|at| {
                self.things
                    .get(*at)
                    .is_some_and(|thing| !contradicts(&thing.facts, &record, &[Field::Serial]))
            })
            .or_else(|| self.by_host(&record));
        self.place(found, record, &[Field::Serial, Field::AssetTag, Field::Mac, Field::Name]);
    }

    fn by_host(&self, record: &Record) -> Option<usize> {
        let at = self.only(Field::Name, &mark(record.get(Field::Name)?))?;
        let thing = self.things.get(at)?;
        if contradicts(&thing.facts, record, &[Field::Serial, Field::AssetTag, Field::Domain]) {
            return None;
        }
        // Two rows of one table are two machines unless all else agrees.
        let is_same_table = thing.places.iter().any(|place| place.table == record.place.table);
        let agrees = !contradicts(
            &thing.facts,
            record,
            &[Field::Model, Field::Os, Field::OsVersion, Field::Site, Field::Key],
        );
        (!is_same_table || agrees).then_some(at)
    }

    /// Adds a system's row: to the thing with its key in the same table, else
    /// with its name or another name of it, where that is one thing's alone.
    pub fn add_system(&mut self, record: Record) {
        let by_key = record
            .get(Field::Key)
            .and_then(|key| self.only(Field::Key, &format!("{}\u{0}{}", record.place.table, mark(key))));
        let by_name = || {
            let at = self.only(Field::Name, &mark(record.get(Field::Name)?))?;
            let thing = self.things.get(at)?;
            let is_same_table = thing.places.iter().any(|place| place.table == record.place.table);
            let says_otherwise = contradicts(&thing.facts, &record, &[Field::Environment]);
            (!says_otherwise && (!is_same_table || record.get(Field::Key).is_none())).then_some(at)
        };
        let found = by_key.or_else(by_name);
        self.place(found, record, &[Field::Name]);
    }

    fn place(&mut self, found: Option<usize>, record: Record, marks: &[Field]) {
        let at = found.unwrap_or(self.things.len());
        for field in marks {
            for value in record.all(*field) {
                let known = self.by_mark.entry((*field, mark(value))).or_default();
                if !known.contains(&at) {
                    known.push(at);
                }
            }
        }
        if let Some(key) = record.get(Field::Key) {
            let mark = format!("{}\u{0}{}", record.place.table, mark(key));
            self.by_mark.entry((Field::Key, mark)).or_default().push(at);
        }
        match self.things.get_mut(at) {
            Some(thing) => thing.add(&record, &mut self.conflicts),
            None => self.things.push(Thing::of(record)),
        }
    }

    fn only(&self, field: Field, mark: &str) -> Option<usize> {
        match self.by_mark.get(&(field, mark.to_owned()))?.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }
}

/// Whether two records state one of some fields differently.
fn contradicts(one: &Record, other: &Record, fields: &[Field]) -> bool {
    fields.iter().any(|field| match (one.get(*field), other.get(*field)) {
        (Some(mine), Some(theirs)) => !is_same(mine, theirs),
        _ => false,
    })
}

/// A mark in the form in which it is compared.
pub fn mark(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Names and keys to things; what fits two things fits none.
#[derive(Debug, Default)]
pub struct Names {
    known: BTreeMap<String, BTreeSet<usize>>,
    /// Things by key, with the name of the table that the key is of.
    keys: BTreeMap<String, BTreeSet<(String, usize)>>,
}

/// What a name leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// One thing.
    One(usize),
    /// Several: it joins none.
    Several,
    /// None.
    None,
}

impl Names {
    /// Indexes things by name, other name and marks, and by key within the
    /// table that the key is of. A key that is more than a number is as good
    /// as a name.
    pub fn of(things: &[Thing], tables: &[String]) -> Self {
        let mut names = Self::default();
        for (at, thing) in things.iter().enumerate() {
            for field in [Field::Name, Field::Alias, Field::Serial, Field::AssetTag] {
                for value in thing.facts.all(field) {
                    names.add(value, at);
                }
            }
            for (table, key) in &thing.keys {
                if !key.bytes().all(|byte| byte.is_ascii_digit()) {
                    names.add(key, at);
                }
                let table = tables.get(*table as usize).cloned().unwrap_or_default();
                names.keys.entry(mark(key)).or_default().insert((table, at));
            }
        }
        names
    }

    /// Adds a name of a thing.
    pub fn add(&mut self, name: &str, at: usize) {
        self.known.entry(mark(name)).or_default().insert(at);
    }

    /// What a name leads to: as written, else as a host name without domain;
    /// a key within its table leads to the record of that table.
    pub fn find(&self, name: &str) -> Joined {
        if let Some((table, key)) = as_reference(name) {
            return self.find_key(table, key);
        }
        let wanted = mark(name);
        let found = self.known.get(&wanted).or_else(|| self.known.get(&mark(&host(&wanted).0)));
        match found.map(|found| (found.len(), found.first())) {
            Some((1, Some(only))) => Joined::One(*only),
            Some(_) => Joined::Several,
            None => Joined::None,
        }
    }
}

impl Names {
    fn find_key(&self, table: &str, key: &str) -> Joined {
        let Some(found) = self.keys.get(&mark(key)) else { return Joined::None };
        let fitting: BTreeSet<usize> = found
            .iter()
            .filter(|(known, _)| table.is_empty() || known.contains(table))
            .map(|(_, at)| *at)
            .collect();
        match (fitting.len(), fitting.first()) {
            (1, Some(only)) => Joined::One(*only),
            (0, _) => Joined::None,
            _ => Joined::Several,
        }
    }
}

/// A host name and its domain: `pc1.ward.example.org`, `WARD\pc1`.
pub fn host(name: &str) -> (String, Option<String>) {
    if let Some((domain, host)) = name.split_once('\\') {
        return (host.trim_end_matches('$').to_owned(), Some(domain.to_owned()));
    }
    let is_address = name.parse::<std::net::IpAddr>().is_ok();
    match name.split_once('.') {
        Some((host, domain))
            if !is_address && !name.contains(' ') && domain.contains('.') && !host.is_empty() =>
        {
            (host.to_owned(), Some(domain.to_owned()))
        }
        _ => (name.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(table: u32, row: u64, facts: &[(Field, &str)]) -> Record {
        let mut record = Record::at(RecordPlace { table, row });
        for (field, value) in facts {
            record.put(*field, value);
        }
        record
    }

    #[test]
    fn a_device_is_joined_by_serial_then_tag_then_host_and_never_by_model() {
        let mut things = Things::default();
        things.add_device(record(0, 2, &[(Field::Name, "PC1"), (Field::Serial, "A1"), (Field::Model, "X")]));
        things.add_device(record(
            1,
            2,
            &[(Field::Name, "PC-ONE"), (Field::Serial, "a1"), (Field::Site, "North")],
        ));
        things.add_device(record(1, 3, &[(Field::Name, "pc1"), (Field::Serial, "B2"), (Field::Model, "X")]));
        things.add_device(record(2, 2, &[(Field::Name, "PC-ONE")]));
        things.add_device(record(2, 3, &[(Field::Model, "X")]));
        let rows: Vec<usize> = things.things.iter().map(|thing| thing.places.len()).collect();
        assert_eq!(
            rows,
            [3, 1, 1],
            "A1 three times; PC1 with another serial is another; a model joins nothing"
        );
        assert_eq!(things.things[0].facts.get(Field::Site), Some("North"));
    }

    #[test]
    fn the_first_source_wins_and_the_other_is_kept_as_a_conflict() {
        let mut things = Things::default();
        things.add_device(record(
            0,
            2,
            &[(Field::Serial, "A1"), (Field::Os, "Windows 10"), (Field::Site, "North")],
        ));
        things.add_device(record(
            1,
            9,
            &[(Field::Serial, "A1"), (Field::Os, "Microsoft Windows 10 Enterprise"), (Field::Site, "South")],
        ));
        assert_eq!(things.things[0].facts.get(Field::Site), Some("North"));
        assert_eq!(things.conflicts.len(), 1, "the more exact system contradicts nothing");
        assert_eq!(things.conflicts[0].other, ("South".to_owned(), RecordPlace { table: 1, row: 9 }));
    }

    #[test]
    fn a_name_that_fits_two_things_joins_neither() {
        let mut things = Things::default();
        for (row, name) in [(2, "Ledger"), (3, "ledger"), (4, "srv1.example.org")] {
            things.add_system(record(0, row, &[(Field::Name, name), (Field::Key, &row.to_string())]));
        }
        let names = Names::of(&things.things, &[]);
        assert_eq!(names.find("LEDGER"), Joined::Several);
        assert_eq!(names.find("srv1.example.org"), Joined::One(2));
        assert_eq!(names.find("nothing"), Joined::None);
    }

    #[test]
    fn host_names_shed_their_domain() {
        assert_eq!(host("pc1.ward.example.org"), ("pc1".to_owned(), Some("ward.example.org".to_owned())));
        assert_eq!(host("WARD\\pc1"), ("pc1".to_owned(), Some("WARD".to_owned())));
        assert_eq!(host("10.1.2.3").1, None);
        assert_eq!(host("Node.js").1, None);
    }
}
