//! The rule for products that name cycles by the first components of the
//! version, by a code name, or by words.

use super::super::normalise::{Field, Parts};
use super::super::product::{Cycle, Product};
use super::super::version;
use super::said::{Said, choose};
use super::{Answer, Fit};

/// The cycle of a product without a rule of its own.
///
/// A number in the version's own field and one in the product's must agree;
/// if only one of them fits a cycle, that one counts. Linear in cycles times
/// numbers.
pub(super) fn resolve(said: &Said<'_>, id: &str) -> Answer {
    let Some(product) = said.catalogue.product(id) else {
        return said.none(id, Fit::Missing);
    };
    let of_version = first_fit(said, product, Field::Version);
    let of_name = first_fit(said, product, Field::Product);
    let fit = agree(of_version, of_name);
    match fit {
        Some(Fit::Cycle(cycle)) => said.none(id, refine(said, product, cycle)),
        Some(Fit::OneOf(found)) => said.none(id, narrow(said, product, found)),
        fit => {
            let named = by_words(said, product);
            if named.is_empty() {
                said.none(id, fit.unwrap_or(Fit::Missing))
            } else {
                said.none(id, choose(named))
            }
        }
    }
}

/// The fit of a field's numbers: the first that fits one cycle, else the first
/// that fits several. `None` where the field has no number.
fn first_fit(said: &Said<'_>, product: &Product, field: Field) -> Option<Fit> {
    let mut best: Option<Fit> = None;
    // The version's own field begins with the version; what follows is dates
    // and patch numbers.
    let most = if field == Field::Version { 1 } else { 4 };
    for number in said.versions(field, &product.id).take(most) {
        match (by_number(said, product, number), &best) {
            (Fit::Cycle(cycle), _) => return Some(Fit::Cycle(cycle)),
            (fit, None | Some(Fit::Absent)) => best = Some(fit),
            _ => {}
        }
    }
    best
}

/// The cycles of one number: the longest that is a prefix of it, else those
/// that it is a prefix of.
pub(super) fn by_number(said: &Said<'_>, product: &Product, number: &str) -> Fit {
    let fitting = said.find(&product.id, |cycle| {
        let (own, _) = version::split_cycle(&cycle.name);
        !own.is_empty() && version::is_prefix(own, number)
    });
    let longest = fitting.iter().filter_map(|(_, at)| product.cycles.get(*at)).map(cycle_length).max();
    if let Some(longest) = longest {
        return choose(
            fitting
                .into_iter()
                .filter(|(_, at)| product.cycles.get(*at).map(cycle_length) == Some(longest))
                .collect(),
        );
    }
    let below = said.find(&product.id, |cycle| {
        let (own, _) = version::split_cycle(&cycle.name);
        !own.is_empty() && version::is_prefix(number, own)
    });
    match below.as_slice() {
        [] => Fit::Absent,
        // `7` means `7.0` where nothing else begins with 7.
        [(_, at)] if product.cycles.get(*at).is_some_and(|c| adds_zeros(c, number)) => Fit::Cycle(*at),
        _ => Fit::OneOf(below),
    }
}

fn cycle_length(cycle: &Cycle) -> usize {
    version::length(version::split_cycle(&cycle.name).0)
}

fn adds_zeros(cycle: &Cycle, number: &str) -> bool {
    let (own, _) = version::split_cycle(&cycle.name);
    version::components(own).skip(version::length(number)).all(|part| part == 0)
}

/// One answer of two fields; where they contradict each other, both.
fn agree(of_version: Option<Fit>, of_name: Option<Fit>) -> Option<Fit> {
    match (of_version, of_name) {
        (Some(Fit::Cycle(a)), Some(Fit::Cycle(b))) if a != b => {
            Some(Fit::OneOf(vec![(usize::MAX, a), (usize::MAX, b)]))
        }
        (Some(Fit::Cycle(cycle)), _) | (_, Some(Fit::Cycle(cycle))) => Some(Fit::Cycle(cycle)),
        (Some(Fit::OneOf(found)), _) | (_, Some(Fit::OneOf(found))) => Some(Fit::OneOf(found)),
        (a, b) => a.or(b),
    }
}

/// A cycle without a suffix is asked for; one with a suffix needs its words.
fn refine(said: &Said<'_>, product: &Product, cycle: usize) -> Fit {
    let Some(found) = product.cycles.get(cycle) else {
        return Fit::Absent;
    };
    let suffix = version::split_cycle(&found.name).1;
    if suffix.is_empty() || suffix_is_said(said, suffix) || !suffix_decides(suffix) {
        return Fit::Cycle(cycle);
    }
    let place = said.catalogue.place(&product.id).unwrap_or(usize::MAX);
    Fit::OneOf(vec![(place, cycle)])
}

/// Of several cycles, those whose suffix is said; else the one without.
fn narrow(said: &Said<'_>, product: &Product, found: Vec<(usize, usize)>) -> Fit {
    let place = said.catalogue.place(&product.id).unwrap_or(usize::MAX);
    let found: Vec<(usize, usize)> = found.into_iter().map(|(_, at)| (place, at)).collect();
    let suffix = |at: usize| product.cycles.get(at).map_or("", |cycle| version::split_cycle(&cycle.name).1);
    let said_so: Vec<_> = found
        .iter()
        .copied()
        .filter(|(_, at)| !suffix(*at).is_empty() && suffix_is_said(said, suffix(*at)))
        .collect();
    if let [(_, only)] = said_so.as_slice() {
        return Fit::Cycle(*only);
    }
    let lengths: Vec<usize> =
        found.iter().filter_map(|(_, at)| product.cycles.get(*at)).map(cycle_length).collect();
    let same = lengths.windows(2).all(|pair| pair.first() == pair.last());
    let plain: Vec<_> = found.iter().copied().filter(|(_, at)| suffix(*at).is_empty()).collect();
    match plain.as_slice() {
        [(_, only)] if same && plain.len() < found.len() => Fit::Cycle(*only),
        _ => choose(found),
    }
}

/// Whether a suffix tells service packs or editions apart, unlike `-lts`.
fn suffix_decides(suffix: &str) -> bool {
    !(suffix.contains("lts") || suffix.contains("sp"))
}

fn suffix_is_said(said: &Said<'_>, suffix: &str) -> bool {
    let parts = Parts::of_name(suffix);
    let wanted: Vec<&str> = parts.texts().collect();
    !wanted.is_empty() && said.has_sequence(&wanted)
}

/// Cycles by code name, alias or a name made of words; the longest wins.
fn by_words(said: &Said<'_>, product: &Product) -> Vec<(usize, usize)> {
    let mut longest = 0;
    let mut found = Vec::new();
    let place = said.catalogue.place(&product.id).unwrap_or(usize::MAX);
    for (at, cycle) in product.cycles.iter().enumerate() {
        let length = words_said(said, cycle);
        if length == 0 || length < longest {
            continue;
        }
        if length > longest {
            longest = length;
            found.clear();
        }
        found.push((place, at));
    }
    found
}

/// How many words of a cycle's names are said, 0 if none of them fully.
fn words_said(said: &Said<'_>, cycle: &Cycle) -> usize {
    let codename = cycle.codename.split(['/', '(']).next().unwrap_or("").trim();
    let first = codename.split(' ').next().unwrap_or("");
    let by_name = !version::split_cycle(&cycle.name).1.is_empty();
    [(codename, true), (first, first.len() > 3), (&*cycle.name, by_name)]
        .into_iter()
        .chain(cycle.aliases.iter().map(|alias| (&**alias, true)))
        .filter(|(text, counts)| *counts && !text.is_empty())
        .map(|(text, _)| said.said_length(text))
        .max()
        .unwrap_or(0)
}
