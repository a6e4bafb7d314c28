//! Where a symbolic place stands: line, column and bytes.
//!
//! Only files that are cited are parsed again, each once, in parallel.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::diagnostic::LabelPlace;
use crate::source::{FileId, Place, Sources};
use crate::yaml::path::{self, Step};
use crate::yaml::tree::{self, Node};

/// Where something stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The file.
    pub file: FileId,
    /// The line of its beginning, from 1.
    pub line: usize,
    /// The column of its beginning in characters, from 1.
    pub column: usize,
    /// The line of its end, from 1.
    pub end_line: usize,
    /// Its bytes in the file's text.
    pub bytes: Range<usize>,
}

/// Finds places in files.
#[derive(Clone, Copy, Debug)]
pub struct Locator<'a> {
    sources: &'a Sources,
}

impl<'a> Locator<'a> {
    /// A locator for places in these files.
    pub fn new(sources: &'a Sources) -> Self {
        Self { sources }
    }

    /// Where each place stands, in the order asked. A field that is not
    /// written stands where its nearest written parent does; one that a
    /// scenario states stands there.
    ///
    /// Each file that is named is parsed once, in parallel.
    pub fn locate(&self, places: &[Place]) -> Vec<Located> {
        let spots: Vec<LabelPlace> =
            places.iter().map(|place| self.settled(&LabelPlace::Value(place.clone()))).collect();
        self.locate_spots(&spots)
    }

    /// The same spot, in a scenario's file where that states the value.
    pub fn settled(self, spot: &LabelPlace) -> LabelPlace {
        let (LabelPlace::Value(place) | LabelPlace::Key(place)) = spot else { return spot.clone() };
        match (self.sources.restated(place), spot) {
            (Some((file, path)), LabelPlace::Key(_)) => LabelPlace::SettingKey(file, path),
            (Some((file, path)), _) => LabelPlace::Setting(file, path),
            (None, _) => spot.clone(),
        }
    }

    /// Where each spot stands, in the order asked.
    pub fn locate_spots(&self, spots: &[LabelPlace]) -> Vec<Located> {
        let mut by_file: BTreeMap<FileId, Vec<usize>> = BTreeMap::new();
        for (index, spot) in spots.iter().enumerate() {
            by_file.entry(spot.file()).or_default().push(index);
        }
        let by_file: Vec<(FileId, Vec<usize>)> = by_file.into_iter().collect();
        let found: Vec<Vec<(usize, Located)>> =
            by_file.par_iter().map(|(file, indices)| self.in_file(*file, indices, spots)).collect();
        let mut located: Vec<Option<Located>> = vec![None; spots.len()];
        for (index, place) in found.into_iter().flatten() {
            located[index] = Some(place);
        }
        let start =
            |spot: &LabelPlace| Located { file: spot.file(), line: 1, column: 1, end_line: 1, bytes: 0..0 };
        located.into_iter().zip(spots).map(|(place, spot)| place.unwrap_or_else(|| start(spot))).collect()
    }

    fn in_file(self, file: FileId, indices: &[usize], spots: &[LabelPlace]) -> Vec<(usize, Located)> {
        let text = self.sources.text(file);
        let lines = Lines::new(text);
        let needs_tree =
            indices.iter().any(|&index| !matches!(spots[index], LabelPlace::Bytes(..) | LabelPlace::File(_)));
        let root = if needs_tree { tree::parse(text).ok().flatten() } else { None };
        indices
            .iter()
            .map(|&index| {
                let bytes = match &spots[index] {
                    LabelPlace::Bytes(_, bytes) => bytes.start.min(text.len())..bytes.end.min(text.len()),
                    LabelPlace::File(_) => 0..0,
                    LabelPlace::Value(place) => {
                        root.as_ref().map_or(0..0, |root| bytes_of(root, place, false))
                    }
                    LabelPlace::Key(place) => root.as_ref().map_or(0..0, |root| bytes_of(root, place, true)),
                    LabelPlace::Setting(_, path) => {
                        root.as_ref().map_or(0..0, |root| bytes_at(root, path, false))
                    }
                    LabelPlace::SettingKey(_, path) => {
                        root.as_ref().map_or(0..0, |root| bytes_at(root, path, true))
                    }
                };
                (index, lines.locate(file, text, bytes))
            })
            .collect()
    }
}

/// The bytes of a place's value, or of its key.
fn bytes_of(root: &Node, place: &Place, wants_key: bool) -> Range<usize> {
    let entity =
        root.get(place.origin.list.key()).and_then(|(_, list)| list.item(place.origin.index as usize));
    let Some(entity) = entity else { return root.span.start..root.span.start };
    bytes_at(entity, &place.field, wants_key)
}

/// The bytes of the value at a path under a node, or of its key. Where the
/// path ends early, those of the last node on it.
fn bytes_at(node: &Node, path: &str, wants_key: bool) -> Range<usize> {
    let steps: Vec<Step> = path::steps(path).collect();
    let (mut current, mut rest) = (node, steps.as_slice());
    let mut key = None;
    while let Some(step) = rest.first() {
        let next = match step {
            Step::Item(index) => current.item(*index).map(|node| (node, 1)),
            Step::Key(_) => entry(current, rest).map(|(name, node, taken)| {
                key = Some(name.span.clone());
                (node, taken)
            }),
        };
        let Some((node, taken)) = next else { break };
        (current, rest) = (node, &rest[taken..]);
    }
    match key {
        Some(span) if wants_key => span,
        _ => current.span.clone(),
    }
}

/// Key and value of a mapping that the first steps name, and how many of them:
/// a key may hold dots itself, as that of a factor's weight does.
fn entry<'a>(map: &'a Node, steps: &[Step]) -> Option<(&'a Node, &'a Node, usize)> {
    let mut name = String::new();
    for (at, step) in steps.iter().enumerate() {
        let Step::Key(part) = step else { return None };
        if at > 0 {
            name.push('.');
        }
        name.push_str(part);
        if let Some((key, value)) = map.get(&name) {
            return Some((key, value, at + 1));
        }
    }
    None
}

/// The byte at which each line begins.
struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    fn new(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(breaks).collect() }
    }

    fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte)
    }

    fn locate(&self, file: FileId, text: &str, bytes: Range<usize>) -> Located {
        let line = self.line(bytes.start);
        let start = self.starts[line - 1];
        let column = text.get(start..bytes.start).map_or(1, |before| before.chars().count() + 1);
        let last = bytes.end.saturating_sub(1).max(bytes.start);
        Located { file, line, column, end_line: self.line(last), bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{List, Origin, SourceFile};

    const TEXT: &str = "systems:\n  - id: pas\n    name: é Admin\n    components:\n      - {product: Windows, version: 7.10}\n    contract:\n      ends: 2027\n";

    fn locate(field: &'static str) -> Located {
        let mut sources = Sources::default();
        let file = sources.add(SourceFile { path: "a.yaml".into(), text: TEXT.into() });
        let place = Origin { file, list: List::Systems, index: 0 }.field(field);
        Locator::new(&sources).locate(&[place]).remove(0)
    }

    #[test]
    fn a_symbolic_place_becomes_line_and_column() {
        let version = locate("components[0].version");
        assert_eq!((version.line, version.column), (5, 37));
        assert_eq!(&TEXT[version.bytes], "7.10");
        let whole = locate("");
        assert_eq!((whole.line, whole.end_line), (2, 7));
    }

    #[test]
    fn what_is_not_written_stands_at_its_nearest_parent() {
        assert_eq!(locate("contract.notice_months").line, 7);
        assert_eq!(locate("people.supporters").line, 2);
    }
}
