//! Headings: which column means what, by what other tools write.
//!
//! Two lists stand beside the code: the headings that known tools export
//! (`data/headings.tsv`, with the publication of each in `data/sources.tsv`),
//! and phrases by meaning (`data/synonyms.txt`). A heading is compared without
//! case, spaces, hyphens, underscores and what stands in brackets.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::field::{Field, RowKind};

const HEADINGS: &str = include_str!("data/headings.tsv");
const SOURCES: &str = include_str!("data/sources.tsv");
const SYNONYMS: &str = include_str!("data/synonyms.txt");

/// A phrase as short as this counts at the end of a longer heading only where
/// it is a word of its own: `age` does not make an age of `storage`.
const SHORT_PHRASE: usize = 8;
/// How much the headings of a table must speak for a tool; one that no other
/// tool writes speaks 1.
const LEAST_WEIGHT: f64 = 3.0;
/// How many headings make a group, such as `cmms.state` and `cmms.model`.
const LEAST_GROUP: usize = 5;

/// A heading in the form in which it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceHeading {
    /// Its words, in lower case.
    pub words: Vec<String>,
    /// The words without anything between them.
    pub compact: String,
}

impl SourceHeading {
    /// The form of a heading as written.
    pub fn of(text: &str) -> Self {
        let mut words: Vec<String> = Vec::new();
        let bare = without_brackets(text);
        // Views of MECM end their columns so.
        let bare = bare.strip_suffix('0').filter(|rest| rest.ends_with(char::is_alphabetic)).unwrap_or(&bare);
        for part in bare.split(|c: char| !c.is_alphanumeric() && c != '#') {
            split_case(part, &mut words);
        }
        let compact = words.concat();
        Self { words, compact }
    }

    /// `cmms.state` as `state`, if several headings are of the group `cmms`.
    fn below_group(&self, all: &[Self]) -> Option<Self> {
        let (group, rest) = self.words.split_first().filter(|(_, rest)| !rest.is_empty())?;
        let size =
            all.iter().filter(|other| other.words.len() > 1 && other.words.first() == Some(group)).count();
        (size >= LEAST_GROUP).then(|| Self { words: rest.to_vec(), compact: rest.concat() })
    }

    /// `site_id` as `site`: the key of a record of another table.
    fn without_id(&self) -> Option<Self> {
        let (_, rest) = self.words.split_last().filter(|(last, rest)| *last == "id" && !rest.is_empty())?;
        Some(Self { words: rest.to_vec(), compact: rest.concat() })
    }

    /// Whether a phrase stands at its end, as words of its own.
    fn ends_with(&self, phrase: &Self) -> bool {
        if self.compact.len() <= phrase.compact.len() || !self.compact.ends_with(&phrase.compact) {
            return false;
        }
        let mut rest = self.compact.len() - phrase.compact.len();
        let is_at_word = self.words.iter().any(|word| {
            let here = rest == 0;
            rest = rest.wrapping_sub(word.len());
            here
        });
        is_at_word || phrase.compact.len() >= SHORT_PHRASE
    }
}

/// Text without what stands in brackets; a text of brackets alone stays.
fn without_brackets(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    let out = out.trim();
    if out.is_empty() { text.to_owned() } else { out.to_owned() }
}

/// `OSVersion` as `os`, `version`; `iOS` and `LeanIX` stay whole enough.
fn split_case(part: &str, words: &mut Vec<String>) {
    let letters: Vec<char> = part.chars().collect();
    let mut word = String::new();
    for (at, c) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let next_is_lower = letters.get(at + 1).is_some_and(|next| next.is_lowercase());
        let begins = c.is_uppercase()
            && before.is_some_and(|before| before.is_lowercase() || (before.is_uppercase() && next_is_lower));
        if begins && word.chars().count() > 1 {
            words.push(std::mem::take(&mut word));
        }
        match c {
            '#' => word.push_str("no"),
            _ => word.extend(c.to_lowercase()),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
}

/// How a column came to be understood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Why {
    /// A mapping file says so.
    Mapping,
    /// The tool whose headings fit the table best writes it so.
    Tool(&'static str),
    /// Known tools write it so.
    KnownHeading,
    /// It means the same.
    Synonym,
    /// The values are such.
    Values,
    /// A row kind's only column of names.
    Nothing,
}

/// What a heading means, and how sure that is, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Meaning {
    /// The field.
    pub field: Field,
    /// How sure.
    pub sure: f64,
    /// How it came about.
    pub why: Why,
}

/// One heading of one tool.
#[derive(Debug)]
pub struct KnownHeading {
    /// The tool.
    pub tool: &'static str,
    /// Its table.
    pub table: &'static str,
    /// The heading as written.
    pub written: &'static str,
    /// What it means.
    pub field: Field,
    /// Whether that is certain, or one of several things that it may mean.
    pub is_firm: bool,
    compact: String,
}

/// What is known of headings; a tool can be left out, to see how the rest do
/// without it.
#[derive(Debug)]
pub struct Headings {
    known: Vec<KnownHeading>,
    by_compact: BTreeMap<String, Vec<usize>>,
    tables: BTreeMap<(&'static str, &'static str), RowKind>,
    synonyms: Vec<Synonym>,
    by_phrase: BTreeMap<String, Vec<usize>>,
}

#[derive(Debug)]
struct Synonym {
    field: Field,
    kinds: Option<Vec<RowKind>>,
    is_for_others: bool,
    phrase: SourceHeading,
    counts_at_end: bool,
}

impl Synonym {
    fn fits(&self, kind: Option<RowKind>) -> bool {
        match (&self.kinds, kind) {
            (None, _) | (_, None) => true,
            (Some(kinds), Some(kind)) => {
                kinds.contains(&kind) || (self.is_for_others && kind == RowKind::Other)
            }
        }
    }
}

impl Headings {
    /// All that is known.
    pub fn all() -> &'static Self {
        static ALL: OnceLock<Headings> = OnceLock::new();
        ALL.get_or_init(|| Self::without(None))
    }

    /// All but what is known of one tool.
    pub fn without(tool: Option<&str>) -> Self {
        let known: Vec<KnownHeading> = rows(HEADINGS)
            .filter(|row| Some(row[0]) != tool)
            .filter_map(|row| {
                Some(KnownHeading {
                    tool: row[0],
                    table: row[1],
                    written: row[2],
                    field: row[3].parse().ok()?,
                    is_firm: row[4] == "firm",
                    compact: SourceHeading::of(row[2]).compact,
                })
            })
            .collect();
        let mut by_compact: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, heading) in known.iter().enumerate() {
            by_compact.entry(heading.compact.clone()).or_default().push(index);
        }
        let tables = rows(SOURCES)
            .filter(|row| Some(row[0]) != tool)
            .filter_map(|row| Some(((row[0], row[1]), row[2].parse().ok()?)))
            .collect();
        let synonyms: Vec<Synonym> = SYNONYMS.lines().flat_map(synonyms).collect();
        let mut by_phrase: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, synonym) in synonyms.iter().enumerate() {
            by_phrase.entry(synonym.phrase.compact.clone()).or_default().push(index);
        }
        Self { known, by_compact, tables, synonyms, by_phrase }
    }

    /// Every heading of every tool.
    pub fn known(&self) -> &[KnownHeading] {
        &self.known
    }

    /// Whether a text is, from end to end, a heading that somebody writes.
    pub fn is_written(&self, text: &str) -> bool {
        let compact = SourceHeading::of(text).compact;
        self.by_compact.contains_key(&compact) || self.by_phrase.contains_key(&compact)
    }

    /// Whether a text is a heading that somebody writes, or ends as one does.
    pub fn is_known(&self, text: &str) -> bool {
        let heading = SourceHeading::of(text);
        !heading.compact.is_empty()
            && (self.by_compact.contains_key(&heading.compact)
                || self.by_phrase.contains_key(&heading.compact)
                || self.at_end(&heading, None).is_some())
    }

    /// The tool and table whose headings fit best, if most of the columns are
    /// theirs and at least three.
    pub fn best_tool(&self, headings: &[SourceHeading]) -> Option<(&'static str, &'static str, RowKind)> {
        let named = headings.iter().filter(|heading| !heading.compact.is_empty()).count();
        let mut best: Option<(f64, (&'static str, &'static str))> = None;
        for key in self.tables.keys() {
            let hits: Vec<f64> =
                headings.iter().filter_map(|heading| self.weight_for(heading, *key)).collect();
            let weight: f64 = hits.iter().sum();
            let fits = weight >= LEAST_WEIGHT && hits.len() * 10 >= named * 6;
            if fits && best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, *key));
            }
        }
        let (_, key) = best?;
        Some((key.0, key.1, self.tables.get(&key).copied()?))
    }

    /// How much a heading speaks for a table of a tool: all of it if no other
    /// tool writes it, the less the more do.
    fn weight_for(&self, heading: &SourceHeading, key: (&'static str, &'static str)) -> Option<f64> {
        let known: Vec<&KnownHeading> = self
            .by_compact
            .get(&heading.compact)?
            .iter()
            .filter_map(|index| self.known.get(*index))
            .collect();
        let tools: BTreeSet<&str> = known.iter().map(|known| known.tool).collect();
        known.iter().any(|known| (known.tool, known.table) == key).then(|| 1.0 / tools.len().max(1) as f64)
    }

    /// What each heading of a table means, each in the light of the others.
    pub fn meanings(
        &self,
        headings: &[SourceHeading],
        kind: RowKind,
        tool: Option<(&'static str, &'static str)>,
    ) -> Vec<Option<Meaning>> {
        let mut meanings: Vec<Option<Meaning>> = headings
            .iter()
            .map(|heading| {
                self.meaning(heading, Some(kind), tool)
                    .or_else(|| self.meaning(&heading.below_group(headings)?, Some(kind), None))
                    .or_else(|| self.meaning(&heading.without_id()?, Some(kind), None))
            })
            .collect();
        settle_together(headings, kind, &mut meanings);
        meanings
    }

    /// What a heading means in a table of a kind; without a kind, what it
    /// means in any.
    pub fn meaning(
        &self,
        heading: &SourceHeading,
        kind: Option<RowKind>,
        tool: Option<(&'static str, &'static str)>,
    ) -> Option<Meaning> {
        if heading.compact.is_empty() {
            return None;
        }
        let known: Vec<&KnownHeading> = self
            .by_compact
            .get(&heading.compact)
            .into_iter()
            .flatten()
            .filter_map(|index| self.known.get(*index))
            .collect();
        if let Some(tool) = tool
            && let Some(known) = known.iter().find(|known| (known.tool, known.table) == tool)
        {
            let sure = if known.is_firm { 1.0 } else { 0.8 };
            return Some(Meaning { field: known.field, sure, why: Why::Tool(known.tool) });
        }
        self.exact(heading, kind).or_else(|| self.agreed(&known, kind)).or_else(|| self.at_end(heading, kind))
    }

    /// What the tools that write a heading agree on, among tables of a kind.
    fn agreed(&self, known: &[&KnownHeading], kind: Option<RowKind>) -> Option<Meaning> {
        let of_kind: Vec<&&KnownHeading> = known
            .iter()
            .filter(|known| kind.is_none() || self.tables.get(&(known.tool, known.table)).copied() == kind)
            .collect();
        let first = of_kind.first()?;
        let agree = of_kind.iter().all(|known| known.field == first.field);
        agree.then_some(Meaning { field: first.field, sure: 0.9, why: Why::KnownHeading })
    }

    fn exact(&self, heading: &SourceHeading, kind: Option<RowKind>) -> Option<Meaning> {
        let fits: Vec<&Synonym> = self
            .by_phrase
            .get(&heading.compact)?
            .iter()
            .filter_map(|index| self.synonyms.get(*index))
            .filter(|synonym| synonym.fits(kind))
            .collect();
        let best = fits.iter().find(|synonym| synonym.kinds.is_some()).or(fits.first())?;
        Some(Meaning { field: best.field, sure: 0.9, why: Why::Synonym })
    }

    /// The longest phrase at the end of a longer heading.
    fn at_end(&self, heading: &SourceHeading, kind: Option<RowKind>) -> Option<Meaning> {
        let best = self
            .synonyms
            .iter()
            .filter(|synonym| {
                synonym.counts_at_end && synonym.fits(kind) && heading.ends_with(&synonym.phrase)
            })
            .max_by_key(|synonym| (synonym.phrase.compact.len(), synonym.kinds.is_some()))?;
        Some(Meaning { field: best.field, sure: 0.75, why: Why::Synonym })
    }
}

/// What headings mean beside each other: a vendor beside a maker is a
/// supplier; a type beside a better word for it says nothing.
fn settle_together(headings: &[SourceHeading], kind: RowKind, meanings: &mut [Option<Meaning>]) {
    let is = |at: usize, words: &[&str]| {
        headings.get(at).is_some_and(|heading| words.contains(&heading.compact.as_str()))
    };
    let count = |meanings: &[Option<Meaning>], field: Field| {
        meanings.iter().flatten().filter(|meaning| meaning.field == field).count()
    };
    let by_tool = |meaning: &Option<Meaning>| matches!(meaning, Some(Meaning { why: Why::Tool(_), .. }));
    for at in 0..meanings.len() {
        let (has_maker, has_model) =
            (count(meanings, Field::Manufacturer) > 0, count(meanings, Field::Model) > 0);
        let (kinds, systems) = (count(meanings, Field::Kind), count(meanings, Field::Os));
        let (has_name, products) = (count(meanings, Field::Name) > 0, count(meanings, Field::Product));
        let vendors = count(meanings, Field::Vendor);
        let Some(Some(meaning)) = meanings.get_mut(at).filter(|meaning| !by_tool(meaning)) else { continue };
        let field = match meaning.field {
            Field::Supplier
                if kind == RowKind::Devices && !has_maker && is(at, &["vendor", "vendorname"]) =>
            {
                Field::Manufacturer
            }
            Field::Kind if is(at, &["devicetype", "hardwaretype"]) && kinds > 1 && !has_model => Field::Model,
            Field::Kind if kind == RowKind::Devices && is(at, &["type"]) && kinds > 1 => Field::Nothing,
            Field::Os if is(at, &["platform", "osplatform"]) && systems > 1 => Field::OsFamily,
            Field::Product if kind == RowKind::Software && !has_name && products > 1 && is(at, &["name"]) => {
                Field::Name
            }
            Field::Vendor if kind == RowKind::Software && vendors > 1 && is(at, &["manufacturer"]) => {
                Field::Manufacturer
            }
            other => other,
        };
        meaning.field = field;
    }
}

/// The rows of a small table of ours, of five cells each.
fn rows(text: &'static str) -> impl Iterator<Item = [&'static str; 5]> {
    text.lines().skip(1).filter(|line| !line.is_empty()).map(|line| {
        let mut cells = [""; 5];
        for (cell, text) in cells.iter_mut().zip(line.split('\t')) {
            *cell = text;
        }
        cells
    })
}

fn synonyms(line: &'static str) -> Vec<Synonym> {
    let Some((head, phrases)) = line.split_once(": ").filter(|_| !line.starts_with('#')) else {
        return Vec::new();
    };
    let (field, kinds) = match head.split_once(" @") {
        Some((field, kinds)) => (field, Some(kinds)),
        None => (head, None),
    };
    let Ok(field) = field.parse::<Field>() else { return Vec::new() };
    let is_for_others = kinds.is_some_and(|kinds| kinds.contains("others"));
    let kinds: Option<Vec<RowKind>> =
        kinds.map(|kinds| kinds.split(',').filter_map(|kind| kind.parse().ok()).collect());
    phrases
        .split(", ")
        .map(|phrase| Synonym {
            field,
            kinds: kinds.clone(),
            is_for_others,
            counts_at_end: phrase.starts_with('*'),
            phrase: SourceHeading::of(phrase.trim_start_matches('*')),
        })
        .collect()
}
