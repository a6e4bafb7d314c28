//! What is too much to write out: compressed JSON, which the page's script
//! unpacks when it is asked for.
//!
//! Without script it is not seen; the sentence beside it says how much there
//! is and which command writes it. Source of the form: zlib (RFC 1950) in
//! base64, as `DecompressionStream` reads it.

use std::io::Write as _;

use base64::Engine as _;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde::Serialize;

use super::{Cell, ViewRow};

/// Compressed JSON: letters, digits, `+`, `/` and `=` only, so that a template
/// may print it anywhere. Only this makes one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Packed(String);

impl Packed {
    /// Packs what there is to pack; empty for nothing. Linear.
    pub fn of<T: Serialize>(all: &[T]) -> Self {
        if all.is_empty() { Self::default() } else { Self::of_json(all) }
    }

    /// Packs rows of one table, each with its area; empty for none. Linear.
    pub(in crate::render) fn of_rows(rows: &[(&str, &ViewRow)]) -> Self {
        let Some((_, first)) = rows.first() else { return Self::default() };
        let column = |at: usize| rows.iter().filter_map(|(_, row)| row.cells.get(at).map(cell)).collect();
        Self::of_json(&Columns {
            i: rows.iter().map(|(_, row)| row.id.as_str()).collect(),
            s: rows.iter().map(|(_, row)| row.severity.as_str()).collect(),
            a: rows.iter().map(|(area, _)| *area).collect(),
            c: (0..first.cells.len()).map(column).collect(),
        })
    }

    fn of_json<T: Serialize + ?Sized>(all: &T) -> Self {
        let json = serde_json::to_vec(all).unwrap_or_default();
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        // Writing to memory cannot fail.
        let bytes = encoder.write_all(&json).and_then(|()| encoder.finish()).unwrap_or_default();
        Self(base64::engine::general_purpose::STANDARD.encode(bytes))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Rows as they are packed: column by column, since like packs best beside
/// like, with short names and nothing that is empty.
#[derive(Serialize)]
struct Columns<'a> {
    /// Ids.
    i: Vec<&'a str>,
    /// Severities.
    s: Vec<&'a str>,
    /// Areas.
    a: Vec<&'a str>,
    /// Cells.
    c: Vec<Vec<PackedCell<'a>>>,
}

#[derive(Debug, Serialize)]
struct PackedCell<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    t: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    n: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    to: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    k: Option<&'a super::Chip>,
    #[serde(skip_serializing_if = "Option::is_none")]
    v: Option<f64>,
    #[serde(skip_serializing_if = "<[super::Term]>::is_empty")]
    m: &'a [super::Term],
}

fn cell(cell: &Cell) -> PackedCell<'_> {
    PackedCell {
        t: &cell.text,
        n: &cell.note,
        to: &cell.to,
        k: cell.chip.as_ref(),
        v: cell.sort,
        m: &cell.more,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    /// The JSON that the page's script would read.
    fn unpacked(packed: &Packed) -> String {
        let bytes = base64::engine::general_purpose::STANDARD.decode(packed.as_str()).unwrap();
        let mut json = String::new();
        flate2::read::ZlibDecoder::new(&*bytes).read_to_string(&mut json).unwrap();
        json
    }

    #[test]
    fn what_is_packed_comes_back_and_holds_no_markup() {
        let packed = Packed::of(&["</script>", "a\u{202E}b"]);
        assert!(packed.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte)));
        assert_eq!(unpacked(&packed), "[\"</script>\",\"a\u{202E}b\"]");
        assert_eq!(Packed::of::<&str>(&[]).as_str(), "");
    }

    #[test]
    fn rows_are_packed_by_column() {
        let row = |text: &str| ViewRow {
            severity: "h".to_owned(),
            ..ViewRow::of(vec![Cell::new(text), Cell::new("7").sort(7.0)])
        };
        let (one, two) = (row("A"), row("B"));
        let packed = Packed::of_rows(&[("North", &one), ("South", &two)]);
        let back: serde_json::Value = serde_json::from_str(&unpacked(&packed)).unwrap();
        let wanted = serde_json::json!({
            "i": ["", ""], "s": ["h", "h"], "a": ["North", "South"],
            "c": [[{"t": "A"}, {"t": "B"}], [{"t": "7", "v": 7.0}, {"t": "7", "v": 7.0}]],
        });
        assert_eq!(back, wanted);
        assert_eq!(Packed::of_rows(&[]), Packed::default());
    }
}
