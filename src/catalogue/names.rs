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
    /// By word, the entries that have a longer name which ends in it.
    ends_of_names: FxHashMap<WordId, Vec<u32>>,
    /// Words that are the whole label of a product, or curated as its name.
    whole_names: FxHashSet<WordId>,
}

/// A word in which the names of so many products end is no name by itself,
/// unless it is all that a product is called: `Linux`, `Server` and `Database`
/// say what a thing is, not which.
const GENERIC_FROM: usize = 3;

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
        index.drop_generic_words();
        index.add_spellings(&lexicon, catalogue);
        index
    }

    /// Takes single words that could mean many products from the names.
    fn drop_generic_words(&mut self) {
        for (word, entries) in std::mem::take(&mut self.ends_of_names) {
            if self.whole_names.contains(&word) {
                continue;
            }
            let Some(named) = self.phrases.single(word) else { continue };
            let others = entries.iter().filter(|entry| named.is_none_or(|own| own.entry != **entry));
            if others.count() >= GENERIC_FROM {
                *named = None;
            }
        }
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
        if let (true, Some(last)) = (parts.list().len() > 1, parts.texts().last()) {
            let last = self.phrases.intern(last);
            let ends = self.ends_of_names.entry(last).or_default();
            if !ends.contains(&entry) {
                ends.push(entry);
            }
        }
        let key = parts.texts().collect::<Vec<_>>().join(" ");
        let is_short = parts.list().len() == 1 && key.len() <= 3;
        let named = Named { entry, is_guarded: is_short || self.guarded.contains(&*key) };
        self.phrases.add(&parts, named);
    }

    fn add_whole_name(&mut self, name: &str) {
        if let [word] = self.ids(name).as_slice() {
            self.whole_names.insert(*word);
        }
    }

    fn add_names(&mut self, names: &Names, is_held: bool) {
        let at = self.entry(&names.product, is_held);
        let vendors: Vec<WordId> = names.vendors.iter().flat_map(|v| self.ids(v)).collect();
        let words: Vec<WordId> = names.words.iter().flat_map(|w| self.ids(w)).collect();
        self.extend(at, vendors, words);
        for name in &names.spellings {
            self.add_phrase(name, at);
            self.add_whole_name(name);
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
        self.add_whole_name(&product.label);
        if let Some((first, rest)) = product.label.split_once(' ') {
            let maker = self.phrases.word(&first.to_lowercase());
            let is_word = !rest.contains(' ');
            // One word without its maker must be a name in the source itself.
            let is_name = || {
                let own = std::iter::once(&product.id).chain(&product.aliases);
                own.into_iter().any(|name| name.eq_ignore_ascii_case(rest))
            };
            let is_made = maker.is_some_and(|word| self.makers.contains(&word)) && rest.len() > 3;
            if is_made && (!is_word || is_name()) {
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
