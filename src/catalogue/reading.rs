//! From a statement of several releases, a bound or a doubt to what it may
//! mean: each release is looked up by itself, and none is chosen.

use std::cmp::Ordering;

use super::matching::Matcher;
use super::normalise::Parts;
use super::outcome::{Beyond, Candidate, Match, VersionFit};
use super::product::Cycle;
use super::statement::{Bound, Statement};
use super::version;
use crate::date::PartialDate;

/// Releases of one field that are looked at.
const MOST_PIECES: usize = 8;

impl<'c> Matcher<'c> {
    /// What product and version say, of which at least one is a statement.
    pub(super) fn by_statement(
        &self,
        vendor: &str,
        product: (&str, Option<Statement>),
        version: (&str, Option<Statement>),
    ) -> Match<'c> {
        let plain = |text: &str| Statement { pieces: vec![text.to_owned()], bound: None, is_doubted: false };
        let is_given = [product.1.is_some(), version.1.is_some()];
        let of_product = product.1.unwrap_or_else(|| plain(product.0));
        let of_version = version.1.unwrap_or_else(|| plain(version.0));
        let bound = of_version.bound.or(of_product.bound);
        let is_doubted = of_product.is_doubted || of_version.is_doubted;
        let products = with_heads(&of_product.pieces);
        let is_list = [of_product.pieces.len() > 1, of_version.pieces.len() > 1];
        let is_number: Vec<bool> =
            of_product.pieces.iter().map(|piece| is_list[0] && is_bare_number(piece)).collect();
        let look_up = |product: &str, version: &str| self.by_name(Parts::of(vendor, product, version));
        let found: Vec<(bool, Match<'c>)> = products
            .iter()
            .zip(&is_number)
            .take(MOST_PIECES)
            .flat_map(|(product, is_number)| {
                of_version.pieces.iter().take(MOST_PIECES).map(move |version| (product, *is_number, version))
            })
            .map(|(product, is_number, version)| {
                (is_number || (is_list[1] && is_bare_number(version)), look_up(product, version))
            })
            .collect();
        let whole = || {
            let text =
                |is_given: bool, statement: &Statement, written: &str| match statement.pieces.as_slice() {
                    [only] if is_given => only.clone(),
                    _ => written.to_owned(),
                };
            look_up(&text(is_given[0], &of_product, product.0), &text(is_given[1], &of_version, version.0))
        };
        let answer = match bound {
            Some(bound) => bounded(&found, bound).unwrap_or_else(whole),
            None => one_of(found).unwrap_or_else(whole),
        };
        if is_doubted { doubted(answer) } else { answer }
    }
}

/// Pieces after the first that begin with a number take the first's name, up
/// to what they stand beside: `Windows 10 21H2` and `22H2`, `Windows 7` and
/// `10`; a single word takes all before the first's number.
fn with_heads(pieces: &[String]) -> Vec<String> {
    let first = pieces.first().map_or("", String::as_str);
    let words: Vec<&str> = first.split(' ').collect();
    let head_for = |piece: &str| {
        let own = shape(piece.split(' ').next().unwrap_or(""));
        let like = words.iter().rposition(|word| shape(word) == own && own.contains('0'));
        let number = words.iter().position(|word| word.contains(|c: char| c.is_ascii_digit()));
        let end = like.or(number).unwrap_or(words.len().saturating_sub(1));
        words.get(..end).unwrap_or(&[]).join(" ")
    };
    let follows = |piece: &String| piece.starts_with(|c: char| c.is_ascii_digit()) || !piece.contains(' ');
    pieces
        .iter()
        .enumerate()
        .map(
            |(at, piece)| {
                if at > 0 && follows(piece) { format!("{} {piece}", head_for(piece)) } else { piece.clone() }
            },
        )
        .collect()
}

/// The pattern of digits and letters: `22h2` is `0a0`, `8.1` is `0`.
fn shape(word: &str) -> String {
    let mut shape = String::new();
    for c in word.chars().filter(|c| *c != '.') {
        let kind = if c.is_ascii_digit() { '0' } else { 'a' };
        if !shape.ends_with(kind) {
            shape.push(kind);
        }
    }
    shape
}

/// Whether a piece is a number alone, which can only be a release; widths of
/// words are none.
fn is_bare_number(piece: &str) -> bool {
    let is_number = !piece.is_empty() && piece.chars().all(|c| c.is_ascii_digit() || c == '.');
    is_number && !matches!(piece, "32" | "64" | "86")
}

fn releases<'c>(found: &Match<'c>) -> Vec<Candidate<'c>> {
    match (found.product, found.cycle, found.version) {
        (Some(product), Some(cycle), _) => vec![Candidate { product, cycle }],
        (_, None, VersionFit::OneOf) => found.candidates.clone(),
        _ => Vec::new(),
    }
}

fn is_same(a: &Candidate<'_>, b: &Candidate<'_>) -> bool {
    a.product.id == b.product.id && a.cycle.name == b.cycle.name
}

/// All that the pieces of a list lead to; nothing where they agree, or where
/// fewer than two say a release.
fn one_of<'c>(found: Vec<(bool, Match<'c>)>) -> Option<Match<'c>> {
    let is_list = found.len() > 1;
    let mut all: Vec<Candidate<'c>> = Vec::new();
    let mut base: Option<Match<'c>> = None;
    let (mut is_split, mut has_unfound) = (false, false);
    for (is_number, one) in found {
        let set = releases(&one);
        if set.is_empty() {
            has_unfound |= is_number && one.version == VersionFit::Absent;
            continue;
        }
        let is_apart = !all.is_empty() && !set.iter().any(|new| all.iter().any(|old| is_same(old, new)));
        is_split |= is_apart;
        for new in set {
            if !all.iter().any(|old| is_same(old, &new)) {
                all.push(new);
            }
        }
        base = Some(match base {
            None => one,
            Some(first) => merged(first, &one),
        });
    }
    let base = base?;
    (is_list && (is_split || has_unfound))
        .then(|| open(&base, all, if has_unfound { Beyond::Anything } else { Beyond::Nothing }))
}

fn merged<'c>(first: Match<'c>, other: &Match<'c>) -> Match<'c> {
    let is_one = first.product.map(|product| &product.id) == other.product.map(|product| &product.id);
    Match {
        product: first.product.filter(|_| is_one),
        method: first.method.max(other.method),
        confidence: first.confidence.min(other.confidence),
        ..first
    }
}

/// The releases of the product from, up to or between those that are named.
fn bounded<'c>(found: &[(bool, Match<'c>)], bound: Bound) -> Option<Match<'c>> {
    let (_, first) = found.first()?;
    let (_, last) = found.last()?;
    let (low, high) = (releases(first), releases(last));
    let (product, last_product) = (low.first()?.product, high.first()?.product);
    if product.id != last_product.id {
        return None;
    }
    let oldest = low.iter().map(|one| one.cycle).min_by(|a, b| by_age(a, b))?;
    let newest = high.iter().map(|one| one.cycle).max_by(|a, b| by_age(a, b))?;
    // `11.2.0.4 - 64bit` is no range: its ends are one release.
    if bound == Bound::Between && by_age(oldest, newest) != Ordering::Less {
        return None;
    }
    let is_within = |cycle: &&Cycle| {
        let is_late = bound == Bound::AtMost || by_age(cycle, oldest) != Ordering::Less;
        let is_early = bound == Bound::AtLeast || by_age(cycle, newest) != Ordering::Greater;
        let is_channel = cycle.name.ends_with("-sac") || cycle.name.ends_with("-ac");
        is_late && is_early && (!is_channel || std::ptr::eq(*cycle, oldest) || std::ptr::eq(*cycle, newest))
    };
    let all: Vec<Candidate<'c>> =
        product.cycles.iter().filter(is_within).map(|cycle| Candidate { product, cycle }).collect();
    let beyond = if bound == Bound::AtLeast { Beyond::Newer } else { Beyond::Nothing };
    Some(open(&Match { product: Some(product), ..first.clone() }, all, beyond))
}

/// By the numbers that the names begin with, then by the day of release.
fn by_age(a: &Cycle, b: &Cycle) -> Ordering {
    let numbers = |cycle: &Cycle| -> Vec<u64> {
        let start = cycle.name.find(|c: char| c.is_ascii_digit()).unwrap_or(cycle.name.len());
        version::components(cycle.name.get(start..).unwrap_or("")).collect()
    };
    let day = |cycle: &Cycle| cycle.released.get().map(PartialDate::first_day);
    let of_numbers = numbers(a).cmp(&numbers(b));
    of_numbers.then_with(|| day(a).zip(day(b)).map_or(Ordering::Equal, |(a, b)| a.cmp(&b)))
}

fn open<'c>(base: &Match<'c>, candidates: Vec<Candidate<'c>>, beyond: Beyond) -> Match<'c> {
    Match {
        cycle: None,
        candidates,
        beyond,
        version: VersionFit::OneOf,
        note: "the text names several releases, or a bound",
        ..base.clone()
    }
}

/// The text says itself that it is not sure.
fn doubted(found: Match<'_>) -> Match<'_> {
    let candidates = releases(&found);
    if candidates.is_empty() {
        return found;
    }
    Match { note: "the text itself is not sure", ..open(&found, candidates, Beyond::Anything) }
}
