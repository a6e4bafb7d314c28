//! The lines of the inventory under the findings that are explained.

use std::collections::BTreeMap;

use super::Excerpt;
use crate::analyse::evidence::Evidence;
use crate::assess::Assessment;
use crate::load::place::{Located, Locator};
use crate::render::view::Findings;
use crate::source::{Place, Sources};

/// Lines that are shown before the one that is meant, and after it.
const AROUND: (usize, usize) = (1, 1);

/// Places of evidence with their lines, found in one go: each file is read
/// once.
pub(super) struct Excerpts<'a> {
    sources: &'a Sources,
    located: BTreeMap<Place, Located>,
}

impl<'a> Excerpts<'a> {
    pub(super) fn new(assessment: &Assessment, sources: &'a Sources) -> Self {
        let explained = assessment.findings.iter().take(Findings::MOST_DETAILS);
        let mut places: Vec<Place> = explained
            .flat_map(|scored| scored.finding.evidence())
            .filter_map(|evidence| match evidence {
                Evidence::Inventory { place, .. } | Evidence::Missing { place, .. } => Some(place.clone()),
                _ => None,
            })
            .collect();
        places.sort();
        places.dedup();
        let located = Locator::new(sources).locate(&places);
        Self { sources, located: places.into_iter().zip(located).collect() }
    }

    pub(super) fn of(&self, place: &Place) -> Option<Excerpt> {
        let located = self.located.get(place)?;
        let (file, meant) = (self.sources.get(located.file)?, located.line);
        // From the place outwards: a file may be long, and places are many.
        let start_of_line = |at: usize| file.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let (mut from, mut first) = (start_of_line(located.bytes.start), meant);
        while from > 0 && meant - first < AROUND.0 {
            from = start_of_line(from - 1);
            first -= 1;
        }
        let lines: Vec<String> =
            file.text[from..].lines().take(meant - first + 1 + AROUND.1).map(str::to_owned).collect();
        (!lines.is_empty()).then(|| Excerpt { path: file.path.clone(), first, lines, meant })
    }
}
