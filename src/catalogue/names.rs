//! The index of all names: of the catalogue's products, and of those that
//! are easily mistaken for them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::identifier;
use super::layers::Catalogue;
use super::lexicon::{Lexicon, Names};
use super::normalise::Parts;
use super::phrases::{Named, Phrases, WordId};
use super::product::Product;
use super::spelling::Spelling;

/// What a name stands for.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// The product's id; empty for one that is only known to be another.
    pub(super) id: Box<str>,
    /// Whether the catalogue holds it.
    pub(super) is_held: bool,
    /// Words of its vendors' names.
    pub(super) vendors: FxHashSet<WordId>,
    /// Words that may stand beside its name.
    pub(super) words: FxHashSet<WordId>,
}

/// All names, ready to be looked up.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    /// The names.
    pub(super) phrases: Phrases,
    /// What they stand for.
    pub(super) entries: Vec<Entry>,
    /// Words that never name a product.
    pub(super) noise: FxHashSet<WordId>,
    /// Words of vendors' names.
    pub(super) makers: FxHashSet<WordId>,
    /// Known words, for mistyped ones.
    pub(super) spelling: Spelling,
    by_id: FxHashMap<Box<str>, u32>,
    by_identifier: FxHashMap<Box<str>, u32>,
    same_vendor: FxHashMap<WordId, WordId>,
    guarded: FxHashSet<Box<str>>,
}

/// Entries that stand for several products of the catalogue.
const FAMILIES: &[&str] = &["openjdk-any", "vsphere-any", "windows"];

impl NameIndex {
    /// Indexes a catalogue; linear in its names.
    pub(super) fn of(catalogue: &Catalogue) -> Self {
        let lexicon = Lexicon::built_in();
        let mut index = Self::default();
        index.guarded = lexicon
            .guarded
            .iter()
            .map(|name| Parts::of_name(name).texts().collect::<Vec<_>>().join(" ").into())
            .collect();
        index.noise = lexicon.noise.iter().flat_map(|w| index.ids(w)).collect();
        index.makers = lexicon.makers.iter().flat_map(|w| index.ids(w)).collect();
        for group in &lexicon.vendors {
            let ids: Vec<WordId> = group.iter().flat_map(|word| index.ids(word)).collect();
            for id in ids.iter().skip(1) {
                index.same_vendor.insert(*id, ids.first().copied().unwrap_or(*id));
            }
        }
        let is_held = |id: &str| catalogue.product(id).is_some() || FAMILIES.contains(&id);
        let (held, missing): (Vec<&Names>, Vec<&Names>) =
            lexicon.names.iter().partition(|names| is_held(&names.product));
        for (key, product) in &lexicon.cpes {
            if is_held(product) {
                let at = index.entry(product, true);
                index.by_identifier.insert(key.as_str().into(), at);
            }
        }
        for names in held {
            index.add_names(names, true);
        }
        for product in catalogue.products() {
            index.add_product(product);
        }
        for names in missing {
            index.add_names(names, false);
        }
        for name in &lexicon.others {
            let entry = index.entries.len() as u32;
            index.entries.push(Entry::default());
            index.add_phrase(name, entry);
        }
        index.add_spellings(&lexicon, catalogue);
        index
    }

    /// The product of a CPE's `vendor:product` or of a package URL.
    pub(super) fn identified(&self, key: &str) -> Option<&Entry> {
        let at = self.by_identifier.get(key)?;
        self.entries.get(*at as usize)
    }

    /// One word for all spellings of a vendor.
    pub(super) fn vendor(&self, word: WordId) -> WordId {
        self.same_vendor.get(&word).copied().unwrap_or(word)
    }

    fn ids(&mut self, text: &str) -> Vec<WordId> {
        let parts = Parts::of_name(text);
        parts.texts().map(|word| self.phrases.intern(word)).collect()
    }

    fn entry(&mut self, id: &str, is_held: bool) -> u32 {
        if let Some(at) = self.by_id.get(id) {
            return *at;
        }
        let at = self.entries.len() as u32;
        self.entries.push(Entry { id: id.into(), is_held, ..Entry::default() });
        self.by_id.insert(id.into(), at);
        at
    }

    fn add_phrase(&mut self, name: &str, entry: u32) {
        let parts = Parts::of_name(name);
        let key = parts.texts().collect::<Vec<_>>().join(" ");
        let is_short = parts.list().len() == 1 && key.len() <= 3;
        let named = Named { entry, is_guarded: is_short || self.guarded.contains(&*key) };
        self.phrases.add(&parts, named);
    }

    fn add_names(&mut self, names: &Names, is_held: bool) {
        let at = self.entry(&names.product, is_held);
        let vendors: Vec<WordId> = names.vendors.iter().flat_map(|v| self.ids(v)).collect();
        let words: Vec<WordId> = names.words.iter().flat_map(|w| self.ids(w)).collect();
        self.extend(at, vendors, words);
        for name in &names.spellings {
            self.add_phrase(name, at);
        }
    }

    fn extend(&mut self, at: u32, vendors: Vec<WordId>, words: Vec<WordId>) {
        let vendors: Vec<WordId> = vendors.into_iter().map(|v| self.vendor(v)).collect();
        if let Some(entry) = self.entries.get_mut(at as usize) {
            entry.vendors.extend(vendors);
            entry.words.extend(words);
        }
    }

    /// The names that a product has in the catalogue itself.
    fn add_product(&mut self, product: &Product) {
        // The Windows family shares names; its rule tells them apart.
        let is_windows = product.id.starts_with("windows-")
            && ["windows-server", "windows-embedded", "windows-server-core", "windows-nano-server"]
                .contains(&&*product.id);
        let at = if is_windows { self.entry("windows", true) } else { self.entry(&product.id, true) };
        self.add_phrase(&product.id, at);
        self.add_phrase(&product.label, at);
        if let Some((first, rest)) = product.label.split_once(' ') {
            let maker = self.phrases.word(&first.to_lowercase());
            if maker.is_some_and(|word| self.makers.contains(&word)) && rest.len() > 3 {
                self.add_phrase(rest, at);
            }
        }
        for alias in product.aliases.iter().filter(|alias| alias.len() >= 3) {
            let is_maker = self.phrases.word(alias).is_some_and(|word| self.makers.contains(&word));
            if !is_maker {
                self.add_phrase(alias, at);
            }
        }
        let mut vendors = self.ids(product.vendor.known().map_or("", |v| v.as_str()));
        vendors.extend(self.ids(product.label.split(' ').next().unwrap_or("")));
        for identifier in &product.identifiers {
            if let Some(key) = identifier::key(identifier) {
                if let (false, Some((vendor, _))) = (key.starts_with("pkg:"), key.split_once(':')) {
                    vendors.extend(self.ids(vendor));
                }
                self.by_identifier.entry(key.into()).or_insert(at);
            }
        }
        let words = self.cycle_words(product, at);
        self.extend(at, vendors, words);
    }

    /// Words of cycles may stand beside the name: code names, models.
    fn cycle_words(&mut self, product: &Product, at: u32) -> Vec<WordId> {
        let mut words = self.ids(&product.label);
        for cycle in &product.cycles {
            words.extend(self.ids(&cycle.codename));
            words.extend(self.ids(&cycle.name));
            words.extend(self.ids(&cycle.label));
            for alias in &cycle.aliases {
                words.extend(self.ids(alias));
                self.add_phrase(alias, at);
            }
        }
        words
    }

    fn add_spellings(&mut self, lexicon: &Lexicon, catalogue: &Catalogue) {
        let curated = lexicon.names.iter().flat_map(|names| names.spellings.iter().chain(&names.words));
        let all = curated
            .chain(&lexicon.makers)
            .chain(&lexicon.noise)
            .chain(&lexicon.others)
            .map(String::as_str)
            .chain(catalogue.products().iter().map(|product| &*product.label));
        let mut seen: FxHashSet<String> = FxHashSet::default();
        for text in all {
            for word in Parts::of_name(text).texts() {
                if seen.insert(word.to_owned()) {
                    self.spelling.add(word);
                }
            }
        }
    }
}
