//! Delimited text: which delimiter it has, and its rows as a stream.

use std::io::Read as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::Encoding;

use super::encoding::{self, Transcoder};
use super::{Limits, Row};

/// What may stand between two cells, likeliest first.
const DELIMITERS: &[(u8, &str)] = &[
    (b',', "comma"),
    (b';', "semicolon"),
    (b'\t', "tab"),
    (b'|', "bar"),
    (b'^', "caret"),
    (b'~', "tilde"),
    (0x1F, "unit separator"),
    (0x01, "control character 1"),
];

/// How many bytes and rows tell the delimiter.
const SAMPLE_BYTES: u64 = 256 * 1024;
const SAMPLE_ROWS: usize = 400;

/// A file of delimited text.
#[derive(Debug)]
pub(super) struct Delimited {
    path: PathBuf,
    encoding: &'static Encoding,
    dialect: Dialect,
    limits: Limits,
    /// Lines end with a return and a line feed.
    has_returns: bool,
}

/// How cells are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Dialect {
    delimiter: u8,
    /// Quotes inside quoted cells stand behind a backslash, not doubled.
    has_backslashes: bool,
    /// The first line says `sep=;` and is no row.
    has_hint: bool,
}

impl Delimited {
    /// Looks the file over: its encoding, its delimiter.
    pub(super) fn open(path: &Path, limits: Limits) -> Result<Self, String> {
        let encoding = encoding::of(path).map_err(|error| error.to_string())?;
        let mut sample = Vec::new();
        Transcoder::open(path, encoding)
            .and_then(|text| text.take(SAMPLE_BYTES).read_to_end(&mut sample))
            .map_err(|error| error.to_string())?;
        // The sample may end within a letter.
        let sample = String::from_utf8_lossy(&sample);
        if sample.contains('\0') {
            return Err("it is neither a table nor a workbook: it holds bytes that no text holds".to_owned());
        }
        if sample.trim().is_empty() {
            return Err("it is empty".to_owned());
        }
        let has_returns = sample.contains("\r\n");
        Ok(Self { path: path.to_owned(), encoding, dialect: Dialect::of(&sample), limits, has_returns })
    }

    pub(super) fn notes(&self) -> Vec<String> {
        let name = DELIMITERS
            .iter()
            .find(|(byte, _)| *byte == self.dialect.delimiter)
            .map_or("another character", |(_, name)| *name);
        vec![format!("{}, cells apart by {name}", self.encoding.name())]
    }

    /// Each row with anything in it.
    pub(super) fn rows(
        &self,
        visit: &mut dyn FnMut(Row<'_>) -> ControlFlow<()>,
    ) -> Result<(), (Option<u64>, String)> {
        let text = Transcoder::open(&self.path, self.encoding).map_err(|error| (None, error.to_string()))?;
        let mut reader = self.dialect.reader(text);
        let mut record = StringRecord::new();
        let mut count = RowCount { has_returns: self.has_returns, ..RowCount::default() };
        while reader
            .read_record(&mut record)
            .map_err(|error| (Some(count.number() + 1), format!("the row cannot be read: {error}")))?
        {
            count.step(&record, reader.position().line());
            if self.dialect.has_hint && count.records == 1 {
                continue;
            }
            self.check(&record).map_err(|message| (Some(count.number()), message))?;
            let row: Vec<&str> = record.iter().map(str::trim).collect();
            let has_anything = row.iter().any(|cell| !cell.is_empty());
            if has_anything && visit(Row { number: count.number(), cells: &row }).is_break() {
                return Ok(());
            }
        }
        Ok(())
    }

    fn check(&self, record: &StringRecord) -> Result<(), String> {
        if record.len() > self.limits.columns {
            return Err(format!(
                "it has {} cells; {} are read at most: cut the columns that nobody needs, or look for a \
                 delimiter that stands in the text",
                record.len(),
                self.limits.columns
            ));
        }
        match record.iter().position(|cell| cell.len() > self.limits.cell_bytes) {
            Some(column) => Err(format!(
                "the cell in column {} is longer than {} kB: a quotation mark that opens here is perhaps \
                 never closed",
                super::letters(column),
                self.limits.cell_bytes / 1024
            )),
            None => Ok(()),
        }
    }
}

/// The numbers of rows as spreadsheets show them: blank lines count, line
/// breaks inside cells do not. The reader tells lines alone, and passes over
/// blank ones; what its lines are more than the records explain is blank.
#[derive(Clone, Copy, Debug, Default)]
struct RowCount {
    records: u64,
    blanks: u64,
    explained: u64,
    has_returns: bool,
}

impl RowCount {
    fn step(&mut self, record: &StringRecord, line: u64) {
        self.records += 1;
        let inside = record.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
        self.explained += 1 + inside;
        // Of `\r\n` the reader counts the second half with the next record.
        let lines = line.saturating_sub(1) + u64::from(self.has_returns);
        self.blanks = self.blanks.max(lines.saturating_sub(self.explained));
    }

    fn number(self) -> u64 {
        self.records + self.blanks
    }
}

impl Dialect {
    /// The dialect under which the sample's rows are of one width, and wide.
    fn of(sample: &str) -> Self {
        let has_backslashes = sample.contains("\\\"") && !sample.contains("\"\"");
        let first = sample.lines().next().unwrap_or("");
        if let Some(hint) = first.trim().trim_matches('"').strip_prefix("sep=")
            && let [delimiter] = hint.as_bytes()
        {
            return Self { delimiter: *delimiter, has_backslashes, has_hint: true };
        }
        let mut best = Self { delimiter: b',', has_backslashes, has_hint: false };
        let mut most = 0.0;
        for (delimiter, _) in DELIMITERS {
            let dialect = Self { delimiter: *delimiter, ..best };
            let evenness = dialect.evenness(sample);
            if evenness > most {
                most = evenness;
                best = dialect;
            }
        }
        best
    }

    fn reader<R: std::io::Read>(self, text: R) -> csv::Reader<R> {
        ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .escape(self.has_backslashes.then_some(b'\\'))
            .double_quote(!self.has_backslashes)
            .from_reader(text)
    }

    /// How even the rows are, times how wide, with less and less for width:
    /// a comma within sentences makes rows uneven, a true delimiter does not.
    fn evenness(self, sample: &str) -> f64 {
        let mut reader = self.reader(sample.as_bytes());
        let widths: Vec<usize> = reader
            .records()
            .take(SAMPLE_ROWS)
            .map_while(Result::ok)
            .filter(|record| record.iter().any(|cell| !cell.trim().is_empty()))
            .map(|record| record.len())
            .collect();
        let wide = widths.iter().filter(|width| **width > 1).count();
        let Some(most) = widths.iter().copied().filter(|width| *width > 1).max_by_key(|width| {
            (widths.iter().filter(|other| *other == width).count(), std::cmp::Reverse(*width))
        }) else {
            return 0.0;
        };
        let even = widths.iter().filter(|width| **width == most).count();
        let share = even as f64 / widths.len().max(1) as f64;
        let cover = wide as f64 / widths.len().max(1) as f64;
        share * cover * (most as f64).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_numbered_as_spreadsheets_show_them() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        for line_break in ["\n", "\r\n"] {
            let text = ["title", "", "a,b", "1,\"two", "lines\"", "", "", "3,4", "5,6"].join(line_break);
            crate::table::tests_write(&path, text.as_bytes());
            let table = Delimited::open(&path, Limits::default()).unwrap();
            let mut rows = Vec::new();
            table
                .rows(&mut |row| {
                    rows.push((row.number, row.cells.first().map_or("", |cell| cell).to_owned()));
                    ControlFlow::Continue(())
                })
                .unwrap();
            let firsts: Vec<(u64, &str)> = rows.iter().map(|(row, cell)| (*row, cell.as_str())).collect();
            assert_eq!(firsts, [(1, "title"), (3, "a"), (4, "1"), (7, "3"), (8, "5")], "{line_break:?}");
        }
    }

    #[test]
    fn the_delimiter_is_the_one_that_makes_rows_even() {
        let cases: [(&str, u8); 6] = [
            ("a,b,c\n1,2,3\n", b','),
            ("a;b\n1,5;2,5\n3,5;4,5\n", b';'),
            ("name\tnote\nx\tone, two, three\ny\tfour; five\n", b'\t'),
            ("a|b|c\n1|2|3\n", b'|'),
            ("Report, made on 3 May\n\na;b;c\n1;2;3\n4;5;6\n7;8;9\n", b';'),
            ("a^b\n\"x, y, z\"^2\n", b'^'),
        ];
        for (text, delimiter) in cases {
            assert_eq!(Dialect::of(text).delimiter, delimiter, "{text}");
        }
        let hinted = Dialect::of("sep=~\na~b\n");
        assert_eq!((hinted.delimiter, hinted.has_hint), (b'~', true));
    }
}
