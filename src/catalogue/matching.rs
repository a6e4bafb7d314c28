//! From the names that inventories hold to a product and a cycle.
//!
//! Strictest first (methods §4): CPE or package URL; a known name in full,
//! longest phrase first, behind a vendor gate; a name that is mistyped by a
//! letter; nothing. A word that belongs to no known name means that another
//! product is named: "SQL Server" is not the "SQL Server Profiler". A wrong
//! match puts a false date into a report, so no match is better.

use super::extension;
use super::identifier::{self, Identified};
use super::layers::Catalogue;
use super::names::{Entry, NameIndex};
use super::normalise::{Field, Parts};
use super::outcome::{Beyond, Candidate, Match, MatchMethod, Query, VersionFit};
use super::phrases::{Named, WordId};
use super::product::Product;
use super::rules::{self, Answer, Fit, Said};
use super::statement;

/// Matches names against a catalogue. Building it indexes all names; a look-up
/// then costs time linear in the text, of which at most
/// [`super::LONGEST_TEXT`] characters per field count.
#[derive(Debug)]
pub struct Matcher<'c> {
    catalogue: &'c Catalogue,
    index: NameIndex,
}

/// A known name found in a text.
#[derive(Clone, Copy)]
struct Hit {
    start: usize,
    end: usize,
    named: Named,
}

impl<'c> Matcher<'c> {
    /// Indexes the catalogue.
    pub fn new(catalogue: &'c Catalogue) -> Self {
        Self { catalogue, index: NameIndex::of(catalogue) }
    }

    /// The product and cycle that a query names.
    pub fn find(&self, query: Query<'_>) -> Match<'c> {
        let product = query.product.trim();
        let by_identifier = [query.cpe, query.purl, Some(product)]
            .into_iter()
            .flatten()
            .find_map(|text| identifier::cpe(text).or_else(|| identifier::purl(text)));
        if let Some(identified) = by_identifier {
            let found = self.by_identifier(&identified, query.version);
            let has_name = !product.is_empty() && !is_identifier(product);
            if found.product.is_some() || !has_name {
                return found;
            }
        }
        let vendor = query.vendor.unwrap_or("");
        let (product, version) = (statement::start(product), statement::start(query.version.unwrap_or("")));
        match (statement::read(product), statement::read(version)) {
            (None, None) => self.by_name(Parts::of(vendor, product, version)),
            (of_product, of_version) => {
                self.by_statement(vendor, (product, of_product), (version, of_version))
            }
        }
    }

    fn by_identifier(&self, identified: &Identified, version: Option<&str>) -> Match<'c> {
        let stated = if identified.version.is_empty() { version.unwrap_or("") } else { &identified.version };
        let library = identified.key.replacen("pkg:docker/", "pkg:docker/library/", 1);
        let entry = self.index.identified(&identified.key).or_else(|| self.index.identified(&library));
        let product = format!("{} {}", identified.product, identified.qualifiers);
        if let Some(entry) = entry {
            let parts = Parts::of("", &product, stated);
            let name = 0..Parts::of_name(&identified.product).list().len();
            return self.answer(&parts, name, entry, MatchMethod::Identifier, 1.0);
        }
        if let Some(image) = official_image(&identified.key) {
            // Official images bear the product's name; probable at best.
            let found = self.by_name(Parts::of("", image, stated));
            return Match { method: found.method.max(MatchMethod::Probable), ..found };
        }
        if identified.vendor.is_empty() {
            return Match::unmatched(MatchMethod::Unmatched, "the package URL is not in the catalogue");
        }
        // Many CPE names carry the version in the product's name; they are
        // read as names, and are as firm, being a controlled vocabulary.
        let found = self.by_name(Parts::of(&identified.vendor, &product, stated));
        match found.method {
            MatchMethod::ExactName => Match { method: MatchMethod::Identifier, ..found },
            _ => found,
        }
    }

    pub(super) fn by_name(&self, mut parts: Parts) -> Match<'c> {
        let mut likeness = 1.0_f64;
        let mut hit = self.best_hit(&parts);
        if hit.is_none_or(|hit| !self.is_whole_name(&parts, hit)) {
            likeness = self.respell(&mut parts);
            if likeness < 1.0 {
                hit = self.best_hit(&parts);
            }
        }
        let Some(hit) = hit else {
            return Match::unmatched(MatchMethod::Unmatched, "no known name");
        };
        let Some(entry) = self.index.entries.get(hit.named.entry as usize) else {
            return Match::unmatched(MatchMethod::Unmatched, "no known name");
        };
        if !entry.is_held {
            return Match::unmatched(
                MatchMethod::OtherProduct,
                "a known product that is not in the catalogue",
            );
        }
        if !self.is_whole_name(&parts, hit) {
            return Match::unmatched(
                MatchMethod::Unmatched,
                "words beside the known name: perhaps another product",
            );
        }
        if hit.named.is_guarded && !self.vendor_agrees(&parts, entry) {
            return Match::unmatched(MatchMethod::Unmatched, "the name fits, the vendor does not");
        }
        let method = if likeness < 1.0 { MatchMethod::Probable } else { MatchMethod::ExactName };
        self.answer(&parts, hit.start..hit.end, entry, method, likeness)
    }

    /// The longest known name; of equals the less common word, then the first.
    fn best_hit(&self, parts: &Parts) -> Option<Hit> {
        let (order, words) = self.named_words(parts);
        let limit = Self::connector(parts);
        let mut best: Option<Hit> = None;
        for start in 0..words.len() {
            let Some((length, named)) = self.index.phrases.longest(&words, start) else {
                continue;
            };
            let (first, last) = (order.get(start)?, order.get(start + length - 1)?);
            let all = parts.list();
            let ends_in_product = all.get(*last).is_some_and(|p| p.field == Field::Product);
            let is_aside = all.get(*first).is_some_and(|p| p.in_brackets);
            if !ends_in_product || is_aside || *first >= limit {
                continue;
            }
            let hit = Hit { start: *first, end: *last + 1, named };
            if best.is_none_or(|best| Self::rank(parts, hit) > Self::rank(parts, best)) {
                best = Some(hit);
            }
        }
        best
    }

    /// Words of the product in the name, words in all, and being no common
    /// word.
    fn rank(parts: &Parts, hit: Hit) -> (usize, usize, bool) {
        let of_product = parts
            .list()
            .get(hit.start..hit.end)
            .unwrap_or(&[])
            .iter()
            .filter(|part| part.field == Field::Product)
            .count();
        (of_product, hit.end - hit.start, !hit.named.is_guarded)
    }

    /// The words in which names are looked for: vendor and product, without
    /// the legal forms in a vendor's name.
    fn named_words(&self, parts: &Parts) -> (Vec<usize>, Vec<WordId>) {
        let mut order = Vec::new();
        let mut words = Vec::new();
        for (at, part) in parts.list().iter().enumerate() {
            let text = parts.text(at);
            let is_form = part.field == Field::Vendor && LEGAL_FORMS.binary_search(&text).is_ok();
            if part.field != Field::Version && !is_form {
                order.push(at);
                words.push(self.index.phrases.word(text).unwrap_or(0));
            }
        }
        (order, words)
    }

    /// Where the name of what this is for begins: "IE11 on Windows Server".
    fn connector(parts: &Parts) -> usize {
        let list = parts.list();
        let first = list.iter().position(|part| part.field == Field::Product).unwrap_or(0);
        (first + 1..list.len())
            .find(|at| {
                let outside = list.get(*at).is_some_and(|p| p.field == Field::Product && !p.in_brackets);
                outside && matches!(parts.text(*at), "on" | "for" | "with" | "without" | "under" | "via")
            })
            .unwrap_or(list.len())
    }

    /// Whether every word of the product belongs to the name, to its cycles,
    /// to the vendor, or says nothing.
    fn is_whole_name(&self, parts: &Parts, hit: Hit) -> bool {
        self.strange_words(parts, Some(hit)).is_empty()
    }

    fn strange_words(&self, parts: &Parts, hit: Option<Hit>) -> Vec<usize> {
        let limit = Self::connector(parts);
        let entry = hit.and_then(|hit| self.index.entries.get(hit.named.entry as usize));
        let is_of_vendor = |text: &str| {
            let mut vendor = parts.list().iter().enumerate();
            vendor.any(|(at, part)| part.field == Field::Vendor && parts.text(at) == text)
        };
        let mut strange = Vec::new();
        for (at, part) in parts.list().iter().enumerate() {
            let in_name = hit.is_some_and(|hit| (hit.start..hit.end).contains(&at));
            if part.field != Field::Product || part.is_number || in_name || at >= limit {
                continue;
            }
            let text = parts.text(at);
            let is_known = self.index.phrases.word(text).is_some_and(|word| {
                let is_before = hit.is_none_or(|hit| at < hit.start);
                self.index.noise.contains(&word)
                    || (is_before && self.index.makers.contains(&word))
                    || entry.is_some_and(|entry| {
                        entry.words.contains(&word) || entry.vendors.contains(&self.index.vendor(word))
                    })
            });
            if !is_known && !part.in_brackets && !is_of_vendor(text) {
                strange.push(at);
            }
        }
        strange
    }

    /// Corrects mistyped words; the least likeness, or 1 if none was.
    fn respell(&self, parts: &mut Parts) -> f64 {
        let mut least = 1.0_f64;
        for at in 0..parts.list().len() {
            let Some(part) = parts.list().get(at).copied() else {
                continue;
            };
            let text = parts.text(at);
            if part.field == Field::Version || self.index.phrases.word(text).is_some() {
                continue;
            }
            if let Some((word, likeness)) = self.index.spelling.correct(text) {
                parts.respell(at, word);
                if part.field == Field::Product {
                    least = least.min(likeness);
                }
            }
        }
        least
    }

    /// Whether a stated vendor is one of the product's.
    fn vendor_agrees(&self, parts: &Parts, entry: &Entry) -> bool {
        let mut stated = (0..parts.list().len())
            .filter(|at| parts.list().get(*at).is_some_and(|p| p.field == Field::Vendor))
            .map(|at| parts.text(at))
            .filter(|text| LEGAL_FORMS.binary_search(text).is_err())
            .peekable();
        if stated.peek().is_none() {
            return true;
        }
        let words: Vec<&str> = stated.collect();
        words.iter().any(|text| {
            self.index.phrases.word(text).is_some_and(|word| entry.vendors.contains(&self.index.vendor(word)))
                || self
                    .index
                    .spelling
                    .correct(text)
                    .and_then(|(word, _)| self.index.phrases.word(word))
                    .is_some_and(|word| entry.vendors.contains(&self.index.vendor(word)))
        })
    }

    fn answer(
        &self,
        parts: &Parts,
        name: std::ops::Range<usize>,
        entry: &Entry,
        method: MatchMethod,
        confidence: f64,
    ) -> Match<'c> {
        let said = Said { parts, name, catalogue: self.catalogue };
        let Answer { product, fit } = rules::resolve(&said, &entry.id);
        let product = product.and_then(|place| self.catalogue.products().get(place));
        let fit = whole(product).filter(|_| matches!(fit, Fit::Absent | Fit::Missing)).unwrap_or(fit);
        let cycle = match fit {
            Fit::Cycle(at) => product.and_then(|p| p.cycles.get(at)),
            _ => None,
        };
        let (candidates, beyond) = match &fit {
            Fit::Cycle(_) => (Vec::new(), Beyond::Nothing),
            // What is meant is not the only row that comes near.
            Fit::OneOf(found) if found.len() == 1 => (self.candidates(found), Beyond::Anything),
            Fit::OneOf(found) => (self.candidates(found), Beyond::Nothing),
            Fit::Absent => (Vec::new(), Beyond::Anything),
            Fit::Missing => Self::any_of(product),
        };
        let (version, note) = match fit {
            Fit::Cycle(_) => (VersionFit::Cycle, "product and version fit one cycle"),
            Fit::OneOf(_) => {
                (VersionFit::OneOf, "edition, service pack, release or distributor is not stated")
            }
            Fit::Absent => (VersionFit::Absent, "the catalogue has no cycle for this version"),
            Fit::Missing => (VersionFit::Missing, "no version is stated"),
        };
        let extension = extension::named(parts, product.map_or("", |product| &product.id));
        Match { product, cycle, candidates, beyond, extension, method, version, confidence, note }
    }

    /// Every cycle of a product, and whether those are all that there are.
    fn any_of(product: Option<&'c Product>) -> (Vec<Candidate<'c>>, Beyond) {
        let Some(product) = product else { return (Vec::new(), Beyond::Anything) };
        let candidates = product.cycles.iter().map(|cycle| Candidate { product, cycle }).collect();
        (candidates, if product.is_complete { Beyond::Nothing } else { Beyond::Anything })
    }

    fn candidates(&self, found: &[(usize, usize)]) -> Vec<Candidate<'c>> {
        found
            .iter()
            .filter_map(|(place, at)| {
                let product = self.catalogue.products().get(*place)?;
                let cycle = product.cycles.get(*at)?;
                Some(Candidate { product, cycle })
            })
            .collect()
    }
}

/// The cycle that stands for every release of a product, if it has one.
fn whole(product: Option<&Product>) -> Option<Fit> {
    let at = product?.cycles.iter().position(|cycle| &*cycle.name == "all")?;
    Some(Fit::Cycle(at))
}

/// Legal forms and the like in vendors' names.
const LEGAL_FORMS: &[&str] = &[
    "ag",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "inc",
    "limited",
    "llc",
    "ltd",
    "oy",
    "plc",
    "sa",
    "systems",
    "technologies",
    "the",
];

/// The name of an official container image, or of a generic package.
fn official_image(key: &str) -> Option<&str> {
    let path = key.strip_prefix("pkg:docker/").or_else(|| key.strip_prefix("pkg:generic/"))?;
    let name = path.strip_prefix("library/").unwrap_or(path);
    (!name.contains('/')).then_some(name)
}

fn is_identifier(text: &str) -> bool {
    text.starts_with("cpe:") || text.starts_with("pkg:")
}
