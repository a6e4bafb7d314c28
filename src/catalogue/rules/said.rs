//! What an inventory said of one component, as the rules read it.

use std::ops::Range;

use super::super::layers::Catalogue;
use super::super::normalise::{Field, Parts};
use super::super::product::Cycle;
use super::super::version;
use super::{Answer, Fit};

/// Product and version in parts, and where the product's name stands in them.
#[derive(Clone, Debug)]
pub(in super::super) struct Said<'a> {
    /// All parts.
    pub(in super::super) parts: &'a Parts,
    /// The parts of the product's name.
    pub(in super::super) name: Range<usize>,
    /// The catalogue to answer from.
    pub(in super::super) catalogue: &'a Catalogue,
}

impl<'a> Said<'a> {
    /// The texts of product and version, in order.
    pub(super) fn words(&self) -> Vec<&'a str> {
        let parts = self.parts;
        (self.start()..parts.list().len()).map(|at| parts.text(at)).collect()
    }

    /// Whether product or version has this word.
    pub(super) fn has(&self, word: &str) -> bool {
        self.has_any(&[word])
    }

    /// Whether product or version has one of these words.
    pub(super) fn has_any(&self, words: &[&str]) -> bool {
        self.parts
            .list()
            .iter()
            .enumerate()
            .any(|(at, part)| part.field != Field::Vendor && words.contains(&self.parts.text(at)))
    }

    /// Whether the vendor has one of these words.
    pub(super) fn vendor_has(&self, words: &[&str]) -> bool {
        self.parts
            .list()
            .iter()
            .enumerate()
            .any(|(at, part)| part.field == Field::Vendor && words.contains(&self.parts.text(at)))
    }

    /// Whether a vendor is stated.
    pub(super) fn has_vendor(&self) -> bool {
        self.parts.list().first().is_some_and(|part| part.field == Field::Vendor)
    }

    /// Whether these words follow each other.
    pub(super) fn has_sequence(&self, sequence: &[&str]) -> bool {
        let length = self.parts.list().len();
        let start = self.start();
        (start..(length + 1).saturating_sub(sequence.len()))
            .any(|at| sequence.iter().enumerate().all(|(offset, word)| self.parts.text(at + offset) == *word))
    }

    /// How many words a name has, if they are said in order; else 0.
    pub(super) fn said_length(&self, name: &str) -> usize {
        if !self.may_say(name) {
            return 0;
        }
        let parts = Parts::of_name(name);
        let wanted: Vec<&str> = parts.texts().collect();
        if !wanted.is_empty() && self.has_sequence(&wanted) { wanted.len() } else { 0 }
    }

    /// Whether a name's first and last words are said: of most names they are
    /// not, and need no cutting.
    fn may_say(&self, name: &str) -> bool {
        if !name.is_ascii() {
            return true;
        }
        let name = name.trim_matches(|c: char| !c.is_alphanumeric());
        let kind = |c: char| match c {
            '0'..='9' | '.' => 0_u8,
            c if c.is_alphabetic() => 1,
            _ => 2,
        };
        let of_first = name.chars().next().map(kind);
        let of_last = name.chars().next_back().map(kind);
        let first =
            name.find(|c| Some(kind(c)) != of_first).map_or(name, |end| name.get(..end).unwrap_or(name));
        let last =
            name.rfind(|c| Some(kind(c)) != of_last).map_or(name, |at| name.get(at + 1..).unwrap_or(name));
        let is_said = |word: &str| {
            let word = word.trim_matches('.');
            (self.start()..self.parts.list().len()).any(|at| self.parts.text(at).eq_ignore_ascii_case(word))
        };
        is_said(last) && is_said(first)
    }

    /// The first part that is not the vendor's; vendors come first.
    fn start(&self) -> usize {
        self.parts
            .list()
            .iter()
            .position(|part| part.field != Field::Vendor)
            .unwrap_or(self.parts.list().len())
    }

    /// The number that follows one of these words: 3 in `SP3` and
    /// `Service Pack 3`.
    pub(super) fn number_after(&self, words: &[&str]) -> Option<u64> {
        (self.start()..self.parts.list().len()).find_map(|at| {
            words
                .contains(&self.parts.text(at))
                .then(|| version::components(self.parts.text(at + 1)).next())
                .flatten()
        })
    }

    /// The service pack, where one is stated.
    pub(super) fn service_pack(&self) -> Option<u64> {
        self.number_after(&["sp", "pack", "servicepack"])
    }

    /// The numbers of a field that may be a version, in order; numbers of the
    /// product's own name are left out if `product` has them in its id.
    pub(super) fn versions<'b>(
        &self,
        field: Field,
        product: &'b str,
    ) -> impl Iterator<Item = &'a str> + use<'a, 'b> {
        let parts = self.parts;
        let name = self.name.clone();
        parts.list().iter().enumerate().filter_map(move |(at, part)| {
            let text = parts.text(at);
            let is_version = part.field == field && part.is_number && !part.is_qualifier;
            let is_name = name.contains(&at) && (at + 1 != name.end || product.contains(text));
            (is_version && !is_name).then_some(text)
        })
    }

    /// All numbers that may be a version, the product's first.
    pub(super) fn all_versions<'b>(&self, product: &'b str) -> impl Iterator<Item = &'a str> + use<'a, 'b> {
        self.versions(Field::Product, product).chain(self.versions(Field::Version, product))
    }

    /// The answer that names no cycle.
    pub(super) fn none(&self, product: &str, fit: Fit) -> Answer {
        Answer { product: self.catalogue.place(product), fit }
    }

    /// The cycle of this name, or absent.
    pub(super) fn one(&self, product: &str, cycle: &str) -> Answer {
        self.all(product, |c| &*c.name == cycle)
    }

    /// The cycles that `wanted` accepts: the only one, a list, or absent.
    pub(super) fn all(&self, product: &str, wanted: impl FnMut(&Cycle) -> bool) -> Answer {
        let found = self.find(product, wanted);
        self.none(product, choose(found))
    }

    /// The places of the cycles that `wanted` accepts.
    pub(super) fn find(&self, product: &str, mut wanted: impl FnMut(&Cycle) -> bool) -> Vec<(usize, usize)> {
        let Some(place) = self.catalogue.place(product) else {
            return Vec::new();
        };
        let cycles = self.catalogue.products().get(place).map_or(&[][..], |product| &product.cycles);
        cycles.iter().enumerate().filter(|(_, cycle)| wanted(cycle)).map(|(at, _)| (place, at)).collect()
    }
}

/// One cycle, several, or none.
pub(super) fn choose(found: Vec<(usize, usize)>) -> Fit {
    match found.as_slice() {
        [] => Fit::Absent,
        [(_, cycle)] => Fit::Cycle(*cycle),
        _ => Fit::OneOf(found),
    }
}
