//! Parts that several sections share: chips, links, tables.

use serde::{Serialize, Serializer};

use super::Packed;

use crate::render::chart::Svg;
pub use crate::render::chart::Tone;

/// A severity or state: shape, colour and word.
#[derive(Clone, Debug, Serialize)]
pub struct Chip {
    /// Which shape and colour.
    pub tone: Tone,
    /// The word.
    pub word: String,
}

impl Chip {
    /// A chip.
    pub fn new(tone: Tone, word: impl Into<String>) -> Self {
        Self { tone, word: word.into() }
    }
}

/// A link into the page.
#[derive(Clone, Debug, Serialize)]
pub struct ViewLink {
    /// The id that it leads to, without `#`.
    pub to: String,
    /// What it says.
    pub text: String,
    /// The view of a table that it leads to where scripts run, such as
    /// `systems?sev=c,h`; may be empty.
    pub view: String,
}

/// The id of something on the page: a prefix and any text, reduced to what an
/// id may hold, such as `sys-riverside--tie` of `riverside/tie`.
///
/// Texts that differ only in what is dropped get the same id, so that keys
/// should be ids of the inventory, which are kebab-case.
pub fn anchor(prefix: &str, key: &str) -> String {
    let mut out = String::with_capacity(prefix.len() + key.len() + 2);
    out.push_str(prefix);
    out.push('-');
    for letter in key.chars() {
        match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' => out.push(letter),
            '/' | ':' => out.push_str("--"),
            '.' => out.push('_'),
            other if other.is_alphanumeric() => out.push(other),
            _ => out.push('-'),
        }
    }
    out
}

/// JSON that may stand in a script element: nothing in it can end the element
/// or be taken for markup. Only this makes one, so a template may print it as
/// it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct ScriptData(String);

impl ScriptData {
    /// A value as such JSON; empty if it has no JSON, which no value of ours is.
    pub fn of(value: &impl Serialize) -> Self {
        let json = serde_json::to_string(value).unwrap_or_default();
        let mut out = String::with_capacity(json.len());
        for letter in json.chars() {
            match letter {
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                    crate::render::words::append(&mut out, &format!("\\u{:04x}", letter as u32));
                }
                other => out.push(other),
            }
        }
        Self(out)
    }

    /// The JSON.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A table. On a phone each row becomes a labelled block.
#[derive(Clone, Debug, Serialize)]
pub struct ViewTable {
    /// Its id; empty if nothing leads to it.
    pub id: String,
    /// What it shows, as a sentence.
    pub caption: String,
    /// Measure, period, units; may be empty.
    pub note: String,
    /// The columns; the one that is [`ColumnKind::Head`] names the row.
    pub columns: Vec<ViewColumn>,
    /// The rows, each with one cell a column.
    pub rows: Vec<ViewRow>,
}

/// A column.
#[derive(Clone, Debug, Serialize)]
pub struct ViewColumn {
    /// Its heading.
    pub title: String,
    /// What it holds.
    pub kind: ColumnKind,
}

impl ViewColumn {
    /// A column that names its rows.
    pub fn head(title: &str) -> Self {
        Self { title: title.to_owned(), kind: ColumnKind::Head }
    }

    /// A column of text.
    pub fn text(title: &str) -> Self {
        Self { title: title.to_owned(), kind: ColumnKind::Text }
    }

    /// A column of figures, set right.
    pub fn number(title: &str) -> Self {
        Self { title: title.to_owned(), kind: ColumnKind::Number }
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnKind {
    /// The row's name.
    Head,
    /// Text.
    Text,
    /// Figures.
    Number,
}

/// A row.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ViewRow {
    /// Its id; empty if nothing leads to it.
    pub id: String,
    /// Its worst severity, for the filter; empty if it has none.
    pub severity: String,
    /// Whether it adds up the rows above.
    pub is_total: bool,
    /// One a column.
    pub cells: Vec<Cell>,
}

impl ViewRow {
    /// A row of cells.
    pub fn of(cells: Vec<Cell>) -> Self {
        Self { cells, ..Self::default() }
    }
}

/// `2` in place of `2.0`: there are thousands of these on a page.
#[expect(clippy::ref_option, reason = "the signature is serde's")]
fn without_idle_zeros<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) if value.fract() == 0.0 && value.abs() < 1e15 => serializer.serialize_i64(*value as i64),
        value => value.serialize(serializer),
    }
}

/// A cell: text, and what may stand with it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Cell {
    /// The text; may be empty.
    pub text: String,
    /// A second, quieter line; may be empty.
    pub note: String,
    /// The id that the text leads to; empty if it leads nowhere.
    pub to: String,
    /// A chip before the text.
    pub chip: Option<Chip>,
    /// A small bar after the text.
    pub bar: Option<Svg>,
    /// The figure by which the column sorts, if the text is not it.
    #[serde(serialize_with = "without_idle_zeros")]
    pub sort: Option<f64>,
    /// What opens below the text: terms and what they say.
    pub more: Vec<super::Term>,
}

impl Cell {
    /// A cell of text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A cell that is a chip.
    pub fn chip(chip: Chip) -> Self {
        Self { chip: Some(chip), ..Self::default() }
    }

    /// With a quieter line below.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Leading to an id on the page.
    #[must_use]
    pub fn to(mut self, id: impl Into<String>) -> Self {
        self.to = id.into();
        self
    }

    /// With a bar.
    #[must_use]
    pub fn bar(mut self, bar: Svg) -> Self {
        self.bar = Some(bar);
        self
    }

    /// Sorted by a figure.
    #[must_use]
    pub fn sort(mut self, value: f64) -> Self {
        // What a reader cannot see need not order a table, nor fill the page.
        self.sort = Some((value * 1000.0).round() / 1000.0);
        self
    }
}

/// Tables of the same columns that find, filter and CSV treat as one: at most
/// 200 rows each, so that a browser lays out only what is in view.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Its id, also the name of its CSV file.
    pub id: String,
    /// What its rows are, in the plural: `findings`.
    pub noun: String,
    /// The tables, one an area.
    pub areas: Vec<Area>,
    /// Whether rows have a severity to filter by.
    pub has_severity: bool,
    /// The rows beyond those of the tables; empty if there are none.
    pub packed: Packed,
}

/// One table of a group.
#[derive(Clone, Debug, Serialize)]
pub struct Area {
    /// The organisation or department; may be empty.
    pub name: String,
    /// About how tall it is, for the browser: empty, `some` or `many`.
    pub size: &'static str,
    /// Its table.
    pub table: ViewTable,
}

impl Area {
    /// An area with a table.
    pub fn new(name: &str, table: ViewTable) -> Self {
        let size = match table.rows.len() {
            0..40 => "",
            40..110 => "some",
            _ => "many",
        };
        Self { name: name.to_owned(), size, table }
    }
}

impl Group {
    /// The most rows of one table.
    pub const MOST_ROWS: usize = 200;
    /// Up to this many rows are all written out.
    pub const MOST_WRITTEN: usize = 1000;
    /// How many are written out where there are more; the rest is packed.
    pub const FIRST_WRITTEN: usize = 500;

    /// How many of so many rows are written out.
    pub fn written(rows: usize) -> usize {
        if rows > Self::MOST_WRITTEN { Self::FIRST_WRITTEN } else { rows }
    }
}

/// A sentence, and a table if there is more to say.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Listing {
    /// Its heading.
    pub title: String,
    /// Its id.
    pub id: String,
    /// What it comes to, in one sentence.
    pub sentence: String,
    /// A drawing of the same; may be empty.
    pub drawing: Svg,
    /// The rows behind the sentence.
    pub table: Option<ViewTable>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn script_data_cannot_end_its_element() {
        let hostile = ScriptData::of(&["</script><script>alert(1)</script>", "a & b\u{2028}", "<!--"]);
        assert!(!hostile.as_str().contains(['<', '>', '&', '\u{2028}']));
        let back: Vec<String> = serde_json::from_str(hostile.as_str()).unwrap();
        assert_eq!(back[0], "</script><script>alert(1)</script>");
    }

    #[test]
    fn an_anchor_holds_only_what_an_id_may_hold() {
        assert_eq!(anchor("sys", "riverside/tie"), "sys-riverside--tie");
        assert_eq!(anchor("f", "dangerous-hub:riverside/v1.2"), "f-dangerous-hub--riverside--v1_2");
        assert_eq!(anchor("x", "a b\"<c>"), "x-a-b--c-");
    }
}
