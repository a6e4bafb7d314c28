//! SQL Server: years, builds, service packs.
//!
//! The service pack decides support, so it must be stated or follow from the
//! build; a year alone is a list unless the year has a single cycle.

use super::super::version;
use super::said::{Said, choose};
use super::{Answer, Fit};

const ID: &str = "mssqlserver";

/// Year, `R2`, and the version that the cycles are named by.
const YEARS: &[(&str, bool, (u64, u64))] = &[
    ("2000", false, (8, 0)),
    ("2005", false, (9, 0)),
    ("2008", true, (10, 50)),
    ("2008", false, (10, 0)),
    ("2012", false, (11, 0)),
    ("2014", false, (12, 0)),
    ("2016", false, (13, 0)),
    ("2017", false, (14, 0)),
    ("2019", false, (15, 0)),
    ("2022", false, (16, 0)),
    ("2025", false, (17, 0)),
];

/// The first build of each service pack, by version (Microsoft's build list).
const PACKS: &[((u64, u64), &[u64])] = &[
    ((7, 0), &[623, 689, 835, 961, 1063]),
    ((8, 0), &[194, 384, 534, 760, 2039]),
    ((9, 0), &[1399, 2047, 3042, 4035, 5000]),
    ((10, 0), &[1600, 2531, 4000, 5500, 6000]),
    ((10, 50), &[1600, 2500, 4000, 6000]),
    ((11, 0), &[2100, 3000, 5058, 6020, 7001]),
    ((12, 0), &[2000, 4100, 5000, 6024]),
    ((13, 0), &[1601, 4001, 5026, 6300]),
];

/// The first build of the Azure Connect Pack of 2016 SP3.
const CONNECT_PACK: u64 = 7000;

/// The cycle of an instance.
pub(super) fn resolve(said: &Said<'_>) -> Answer {
    let words = said.words();
    let build = build(&words);
    let by_year = by_year(said, &words);
    let version = build
        .map(|(version, _)| version)
        .filter(|version| by_year.is_none_or(|year| year == *version))
        .or(by_year);
    let Some(version) = version else {
        let has_number = said.all_versions(ID).next().is_some();
        let fit = if has_number { Fit::Absent } else { Fit::Missing };
        return said.none(ID, fit);
    };
    let number = build.filter(|(own, _)| *own == version).and_then(|(_, number)| number);
    let pack = number
        .map(|number| pack_of(version, number))
        .or_else(|| said.service_pack())
        .or_else(|| said.has("rtm").then_some(0));
    let is_connect = said.has_any(&["acp"])
        || said.has_sequence(&["azure", "connect"])
        || (version == (13, 0) && number.is_some_and(|number| number >= CONNECT_PACK));
    let found = said.find(ID, |cycle| version_of(&cycle.name) == Some(version));
    let fitting: Vec<_> = found
        .iter()
        .copied()
        .filter(|(place, at)| {
            let name = name_at(said, *place, *at);
            let fits = pack.is_none_or(|pack| pack_in(name) == pack);
            fits && (name.ends_with("-acp") == is_connect || (pack.is_none() && !is_connect))
        })
        .collect();
    let is_only = found.len() == 1;
    if fitting.is_empty() && is_only && pack.is_none_or(|pack| pack == 0 && version >= (14, 0)) {
        return said.none(ID, choose(found));
    }
    if pack.is_none() && !is_only {
        return said.none(ID, Fit::OneOf(fitting));
    }
    said.none(ID, choose(fitting))
}

fn name_at<'a>(said: &Said<'a>, place: usize, at: usize) -> &'a str {
    said.catalogue
        .products()
        .get(place)
        .and_then(|product| product.cycles.get(at))
        .map_or("", |cycle| &cycle.name)
}

fn by_year(said: &Said<'_>, words: &[&str]) -> Option<(u64, u64)> {
    let is_r2 = said.has_sequence(&["r", "2"]);
    let short =
        words.windows(2).position(|pair| pair == ["2", "k"]).map(|at| match words.get(at + 2).copied() {
            Some("5") => "2005",
            Some("8") => "2008",
            Some("12") => "2012",
            Some("14") => "2014",
            Some("16") => "2016",
            Some("17") => "2017",
            Some("19") => "2019",
            Some("22") => "2022",
            _ => "2000",
        });
    YEARS
        .iter()
        .filter(|(_, needs_r2, _)| is_r2 || !needs_r2)
        .find(|(year, _, _)| short.map_or_else(|| words.contains(year), |short| short == *year))
        .map(|(_, _, version)| *version)
}

/// Version and build number of `13.0.6300.2`; `13.0` or `13` has no build.
fn build(words: &[&str]) -> Option<((u64, u64), Option<u64>)> {
    words.iter().find_map(|word| {
        let mut parts = version::components(word);
        let major = parts.next().filter(|major| (8..=17).contains(major))?;
        let minor = parts.next()?;
        let minor = match (major, minor) {
            (10, 25 | 50) => 50,
            _ => 0,
        };
        Some(((major, minor), parts.next()))
    })
}

fn pack_of(version: (u64, u64), build: u64) -> u64 {
    PACKS
        .iter()
        .find(|(own, _)| *own == version)
        .map_or(0, |(_, first)| first.iter().rposition(|start| *start <= build).unwrap_or(0) as u64)
}

fn version_of(cycle: &str) -> Option<(u64, u64)> {
    let mut parts = version::components(version::split_cycle(cycle).0);
    Some((parts.next()?, parts.next()?))
}

fn pack_in(cycle: &str) -> u64 {
    cycle.split("-sp").nth(1).and_then(|rest| version::components(rest).next()).unwrap_or(0)
}
