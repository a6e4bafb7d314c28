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

use super::{Cell, Row};

/// Compressed JSON: letters, digits, `+`, `/` and `=` only, so that a template
/// may print it anywhere. Only this makes one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Packed(String);

impl Packed {
    /// Packs what there is to pack; empty for nothing. Linear.
    pub fn of<T: Serialize>(all: &[T]) -> Self {
        if all.is_empty() {
            return Self::default();
        }
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

/// A row as it is packed: short names, and nothing that is empty.
#[derive(Debug, Serialize)]
pub(in crate::render) struct PackedRow<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    i: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    s: &'a str,
    a: &'a str,
    c: Vec<PackedCell<'a>>,
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

impl<'a> PackedRow<'a> {
    /// A row of an area.
    pub(in crate::render) fn new(area: &'a str, row: &'a Row) -> Self {
        Self { i: &row.id, s: &row.severity, a: area, c: row.cells.iter().map(cell).collect() }
    }
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

    #[test]
    fn what_is_packed_comes_back_and_holds_no_markup() {
        let packed = Packed::of(&["</script>", "a\u{202E}b"]);
        assert!(packed.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte)));
        let bytes = base64::engine::general_purpose::STANDARD.decode(packed.as_str()).unwrap();
        let mut json = String::new();
        flate2::read::ZlibDecoder::new(&*bytes).read_to_string(&mut json).unwrap();
        assert_eq!(json, "[\"</script>\",\"a\u{202E}b\"]");
        assert_eq!(Packed::of::<&str>(&[]).as_str(), "");
    }
}
