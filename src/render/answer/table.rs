//! A table: its columns are declared once, for people, spreadsheets and
//! programs alike.

use std::borrow::Cow;
use std::fmt;

use super::Value;
use crate::money::Currency;
use crate::sentence::Sentence;

/// How many rows a page has room for.
const MOST_OF_A_PAGE: usize = 50;

/// Who sees a table or a column of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Everybody.
    All,
    /// People: terminal and pages.
    People,
    /// Everybody but a terminal.
    Pages,
    /// Spreadsheets and programs.
    Sheets,
}

/// A table of values.
#[derive(Clone, Debug)]
pub struct Table {
    /// What it holds: the name of its sheet.
    pub name: &'static str,
    /// Who sees it.
    pub readers: Readers,
    /// The columns.
    pub columns: Vec<Heading>,
    /// The rows, each with one value a column.
    pub rows: Vec<Vec<Value>>,
    /// Whether a terminal shows each row as a block of its own.
    pub is_records: bool,
    /// How many rows a terminal shows.
    pub most: usize,
    /// Where the others are, for whoever was not shown them.
    pub rest: &'static str,
}

/// The heading of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// Its name in spreadsheets and programs, such as `risk_removed`.
    pub key: Cow<'static, str>,
    /// Its heading for people, where the key in words would not do.
    pub title: Option<&'static str>,
    /// The unit of its values, where the key does not name it.
    pub unit: String,
    /// Who sees it.
    pub readers: Readers,
}

impl Heading {
    /// A heading that everybody reads alike.
    pub fn named(name: impl Into<Cow<'static, str>>) -> Self {
        let key = name.into();
        Self { key, title: None, unit: String::new(), readers: Readers::All }
    }

    /// The heading in spreadsheets: `cost (GBP)`.
    pub fn name(&self) -> String {
        if self.unit.is_empty() { self.key.to_string() } else { format!("{} ({})", self.key, self.unit) }
    }

    /// The heading for people: `Risk removed`.
    pub fn title(&self) -> String {
        match self.title {
            Some(title) => title.to_owned(),
            None => crate::render::words::sentence(&self.key.replace('_', " ")),
        }
    }
}

/// A column of rows of one type: its heading, and its value in each.
pub struct Column<'a, T: ?Sized> {
    heading: Heading,
    value: Box<dyn Fn(&T) -> Value + 'a>,
}

impl<T: ?Sized> fmt::Debug for Column<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.heading.fmt(f)
    }
}

impl<'a, T: ?Sized> Column<'a, T> {
    /// A column that everybody sees.
    pub fn new<V: Into<Value>>(key: &'static str, value: impl Fn(&T) -> V + 'a) -> Self {
        Self { heading: Heading::named(key), value: Box::new(move |row| value(row).into()) }
    }

    /// A column for spreadsheets and programs.
    pub fn sheet<V: Into<Value>>(key: &'static str, value: impl Fn(&T) -> V + 'a) -> Self {
        Self::new(key, value).for_readers(Readers::Sheets)
    }

    /// A column of sums for spreadsheets and programs, its currency in the
    /// heading.
    pub fn money(key: &'static str, currency: Currency, value: impl Fn(&T) -> Option<f64> + 'a) -> Self {
        let sum = move |row: &T| value(row).map(|sum| Value::Money(sum, currency));
        Self::sheet(key, sum).in_unit(currency.code())
    }

    /// A column for all but a terminal.
    pub fn page<V: Into<Value>>(key: &'static str, value: impl Fn(&T) -> V + 'a) -> Self {
        Self::new(key, value).for_readers(Readers::Pages)
    }

    /// A column for people.
    pub fn people<V: Into<Value>>(title: &'static str, value: impl Fn(&T) -> V + 'a) -> Self {
        Self::new(title, value).titled(title).for_readers(Readers::People)
    }

    /// The same with another heading for people.
    #[must_use]
    pub fn titled(mut self, title: &'static str) -> Self {
        self.heading.title = Some(title);
        self
    }

    /// The same in a unit that spreadsheets cannot see.
    #[must_use]
    pub fn in_unit(mut self, unit: &str) -> Self {
        unit.clone_into(&mut self.heading.unit);
        self
    }

    fn for_readers(mut self, readers: Readers) -> Self {
        self.heading.readers = readers;
        self
    }
}

impl Table {
    /// A table with a row of each of these.
    pub fn new<'r, T: 'r>(
        name: &'static str,
        rows: impl IntoIterator<Item = &'r T>,
        columns: Vec<Column<'_, T>>,
    ) -> Self {
        let row = |row: &T| columns.iter().map(|column| (column.value)(row)).collect();
        let rows = rows.into_iter().map(row).collect();
        let columns = columns.into_iter().map(|column| column.heading).collect();
        Self { columns, rows, ..Self::empty(name) }
    }

    /// A table without columns yet.
    pub fn empty(name: &'static str) -> Self {
        let (columns, rows) = (Vec::new(), Vec::new());
        Self { name, readers: Readers::All, columns, rows, is_records: false, most: usize::MAX, rest: "" }
    }

    /// The same for these readers only.
    #[must_use]
    pub fn for_readers(mut self, readers: Readers) -> Self {
        self.readers = readers;
        self
    }

    /// The same, each row a block of its own at a terminal.
    #[must_use]
    pub fn as_records(mut self) -> Self {
        self.is_records = true;
        self
    }

    /// The same with so many rows at a terminal, and where the others are; a
    /// page has room for at least 50.
    #[must_use]
    pub fn most(mut self, most: usize, rest: &'static str) -> Self {
        (self.most, self.rest) = (most, rest);
        self
    }

    /// The columns of a page, or of a terminal, by their place.
    pub fn for_people(&self, is_page: bool) -> Vec<usize> {
        let is_shown = |at: &usize| match self.columns[*at].readers {
            Readers::All | Readers::People => true,
            Readers::Pages => is_page,
            Readers::Sheets => false,
        };
        (0..self.columns.len()).filter(is_shown).collect()
    }

    /// The columns of a spreadsheet, by their place.
    pub fn for_sheets(&self) -> Vec<usize> {
        let all = 0..self.columns.len();
        all.filter(|at| self.columns[*at].readers != Readers::People).collect()
    }

    /// The rows that a terminal shows, or a page.
    pub fn shown(&self, is_page: bool) -> &[Vec<Value>] {
        let most = if is_page { self.most.max(MOST_OF_A_PAGE) } else { self.most };
        &self.rows[..self.rows.len().min(most)]
    }

    /// How many rows are not among those shown, and where they are.
    pub fn more(&self, shown: &[Vec<Value>]) -> Sentence {
        crate::render::words::more(self.rows.len(), shown.len(), self.rest)
    }

    /// Whether a column is of figures: most of what is known in it.
    pub fn is_figures(&self, column: usize) -> bool {
        let known = self.rows.iter().map(|row| &row[column]).filter(|value| **value != Value::Missing);
        let (figures, words): (Vec<_>, Vec<_>) = known.partition(|value| value.is_figure());
        figures.len() > words.len()
    }
}
