//! Names made from the catalogue: every release with a number, of every
//! product, with every decoration. A fix is tried on all products, not on
//! those of a list.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

use techstrata::catalogue::{Catalogue, Cycle, Match, Matcher, Product, Query};

/// A way to write one or two versions of a product.
struct Decoration {
    class: &'static str,
    write: fn(&str, &str) -> String,
    /// Whether both versions are meant.
    is_pair: bool,
    /// Whether the text leaves the release open.
    is_open: bool,
}

const DECORATIONS: &[Decoration] = &[
    Decoration { class: "version alone", write: |a, _| a.to_owned(), is_pair: false, is_open: false },
    Decoration { class: "with a v", write: |a, _| format!("v{a}"), is_pair: false, is_open: false },
    Decoration {
        class: "with a width",
        write: |a, _| format!("{a} (64-bit)"),
        is_pair: false,
        is_open: false,
    },
    Decoration { class: "remark", write: |a, b| format!("{a} (was {b})"), is_pair: false, is_open: false },
    Decoration { class: "open bound", write: |a, _| format!("{a} or later"), is_pair: false, is_open: true },
    Decoration { class: "open bound, sign", write: |a, _| format!("{a}+"), is_pair: false, is_open: true },
    Decoration { class: "doubt", write: |a, _| format!("{a}?"), is_pair: false, is_open: true },
    Decoration { class: "two releases", write: |a, b| format!("{a} / {b}"), is_pair: true, is_open: true },
    Decoration {
        class: "two releases, word",
        write: |a, b| format!("{a} oder {b}"),
        is_pair: true,
        is_open: true,
    },
];

/// How many of a class are right, missed and wrong.
#[derive(Clone, Copy, Default)]
struct Tally {
    right: usize,
    missed: usize,
    wrong: usize,
}

/// Releases whose name is a number: what may be written as a version.
fn numbered(product: &Product) -> Vec<&Cycle> {
    let is_number = |name: &str| name.chars().all(|c| c.is_ascii_digit() || c == '.');
    product.cycles.iter().filter(|cycle| is_number(&cycle.name)).collect()
}

fn holds(found: &Match<'_>, product: &Product, cycle: &Cycle) -> bool {
    let is_named = found.cycle.is_some_and(|own| own.name == cycle.name)
        && found.product.is_some_and(|own| own.id == product.id);
    let mut candidates = found.candidates.iter();
    is_named || candidates.any(|one| one.product.id == product.id && one.cycle.name == cycle.name)
}

/// Counted once for all tests: it takes seconds.
fn tallies() -> &'static BTreeMap<&'static str, Tally> {
    static ALL: OnceLock<BTreeMap<&'static str, Tally>> = OnceLock::new();
    ALL.get_or_init(count)
}

fn count() -> BTreeMap<&'static str, Tally> {
    let catalogue = Catalogue::built_in().unwrap();
    let matcher = Matcher::new(&catalogue);
    let mut all: BTreeMap<&str, Tally> = BTreeMap::new();
    for product in catalogue.products().iter().filter(|product| product.is_complete) {
        let cycles = numbered(product);
        for (at, cycle) in cycles.iter().enumerate() {
            let other = cycles[(at + 1) % cycles.len()];
            for decoration in DECORATIONS {
                if decoration.is_pair && other.name == cycle.name {
                    continue;
                }
                let version = (decoration.write)(&cycle.name, &other.name);
                let query = Query { product: &product.label, version: Some(&version), ..Query::default() };
                let found = matcher.find(query);
                let is_held =
                    holds(&found, product, cycle) && (!decoration.is_pair || holds(&found, product, other));
                let is_guess = found.cycle.is_some() && (!is_held || decoration.is_open);
                let tally = all.entry(decoration.class).or_default();
                match (is_guess, is_held) {
                    (true, _) => tally.wrong += 1,
                    (false, true) => tally.right += 1,
                    (false, false) => tally.missed += 1,
                }
            }
        }
    }
    all
}

/// The section of docs/matching.md.
pub(crate) fn section() -> String {
    let mut out = "\n## Every release of the catalogue, with every decoration\n\nMade from the built-in catalogue: all releases of the public data whose name is a number. *Right*: the release is among those that may be meant, and is named only where the text allows no other. *Wrong*: another is named, or one of several.\n\n| class | names | right | missed | wrong |\n|---|---:|---:|---:|---:|\n".to_owned();
    for (class, &Tally { right, missed, wrong }) in tallies() {
        let _ = writeln!(out, "| {class} | {} | {right} | {missed} | {wrong} |", right + missed + wrong);
    }
    out
}

#[test]
fn every_release_is_among_those_that_its_name_may_mean() {
    let all = tallies();
    assert_eq!(all.len(), DECORATIONS.len());
    for (class, &Tally { right, missed, wrong }) in all {
        let names = right + missed + wrong;
        assert!(names >= 800, "{class}: {names} names");
        assert!(right * 100 >= names * 97, "{class}: {right} of {names} right");
        assert!(wrong * 200 <= names, "{class}: {wrong} of {names} wrong");
    }
}
