//! SUSE's service packs, AIX's technology levels, and the `V7R3M0` of IBM i.

use super::super::normalise::Field;
use super::super::version;
use super::said::{Said, choose};
use super::{Answer, Fit, general};

/// SUSE Linux Enterprise Server: a service pack is the minor number.
pub(super) fn sles(said: &Said<'_>) -> Answer {
    const ID: &str = "sles";
    let numbers: Vec<&str> = said.all_versions(ID).collect();
    let full = numbers
        .iter()
        .find(|number| version::length(number) >= 2 && version::components(number).next() >= Some(9));
    let Some(number) = full.or(numbers.first()) else {
        return said.none(ID, Fit::Missing);
    };
    let major = version::components(number).next().unwrap_or(0);
    let minor = said.service_pack().or_else(|| version::components(number).nth(1));
    if let Some(minor) = minor {
        return said.one(ID, &format!("{major}.{minor}"));
    }
    let found = said.find(ID, |cycle| version::components(&cycle.name).next() == Some(major));
    said.none(ID, open(found))
}

/// AIX: `7.1 TL5` and `7100-05-08-2114` are 7.1.5.
pub(super) fn aix(said: &Said<'_>) -> Answer {
    const ID: &str = "ibm-aix";
    let words = said.words();
    let level = words.iter().enumerate().find_map(|(at, word)| {
        let packed: u64 = word.parse().ok().filter(|n| (4000..8000).contains(n))?;
        let level = words.get(at + 1).and_then(|next| next.parse::<u64>().ok());
        Some((packed / 1000, packed / 100 % 10, level))
    });
    let stated = said.number_after(&["tl"]);
    let numbered = || {
        let number = said.all_versions(ID).find(|n| version::length(n) >= 2)?;
        let mut parts = version::components(number);
        let (major, minor) = (parts.next()?, parts.next()?);
        let level = stated.or_else(|| parts.next().filter(|level| *level > 0));
        Some((major, minor, level))
    };
    let packed = level.map(|(major, minor, level)| (major, minor, level.or(stated)));
    let Some((major, minor, level)) = packed.or_else(numbered) else {
        return general::resolve(said, ID);
    };
    let release = format!("{major}.{minor}");
    let whole = said.find(ID, |cycle| *cycle.name == *release);
    if !whole.is_empty() {
        return said.none(ID, choose(whole));
    }
    if let Some(level) = level {
        return said.one(ID, &format!("{release}.{level}"));
    }
    let found = said.find(ID, |cycle| version::is_prefix(&release, &cycle.name));
    said.none(ID, open(found))
}

/// A list, even of one: what would decide is not stated.
fn open(found: Vec<(usize, usize)>) -> Fit {
    if found.is_empty() { Fit::Absent } else { Fit::OneOf(found) }
}

/// IBM i: `V7R3M0`, or a number.
pub(super) fn ibm_i(said: &Said<'_>) -> Answer {
    const ID: &str = "ibm-i";
    let words = said.words();
    let coded = words.windows(4).find_map(|window| match window {
        ["v", version, "r", release] => {
            Some((version.parse::<u64>().ok()?, version::components(release).next()?))
        }
        _ => None,
    });
    if let Some((version, release)) = coded {
        return said.one(ID, &format!("{version}.{release}"));
    }
    let number = said
        .versions(Field::Version, ID)
        .chain(said.versions(Field::Product, ID))
        .find(|number| version::length(number) >= 2);
    match (number, said.catalogue.product(ID)) {
        (Some(number), Some(product)) => said.none(ID, general::by_number(said, product, number)),
        _ => said.none(ID, Fit::Missing),
    }
}
