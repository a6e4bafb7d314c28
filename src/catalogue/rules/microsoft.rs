//! Microsoft products whose cycles are years and whose versions are builds.

use super::super::normalise::Field;
use super::super::version;
use super::said::{Said, choose};
use super::{Answer, Fit, general};

/// Internet Explorer: the host decides the end of 11, and the registry writes
/// 11 as `9.11`.
pub(super) fn internet_explorer(said: &Said<'_>) -> Answer {
    const ID: &str = "internet-explorer";
    let Some(number) =
        said.all_versions(ID).find(|number| version::components(number).next().is_some_and(|n| n < 12))
    else {
        return said.none(ID, Fit::Missing);
    };
    let mut parts = version::components(number);
    let release = match (parts.next(), parts.next()) {
        (Some(9), Some(minor @ (10 | 11))) => minor,
        (Some(major), _) => major,
        _ => return said.none(ID, Fit::Missing),
    };
    let host = [("-server", "server"), ("-ltsc", "ltsc"), ("-ltsb", "ltsb"), ("-embedded", "embedded")]
        .into_iter()
        .find(|(_, word)| said.has(word))
        .map_or("", |(suffix, _)| suffix);
    if release == 11 && !host.is_empty() {
        let of_host = said.one(ID, &format!("11{host}"));
        if of_host.fit != Fit::Absent {
            return of_host;
        }
    }
    said.one(ID, &release.to_string())
}

/// The year in the name, or what a version stands for.
fn by_year(
    said: &Said<'_>,
    id: &str,
    years: &[&str],
    of_version: impl Fn(&str) -> Option<&'static [&'static str]>,
) -> Answer {
    let words = said.words();
    if let Some(year) = years.iter().find(|year| words.contains(year)) {
        return said.one(id, year);
    }
    let Some(number) = said.versions(Field::Version, id).next().or_else(|| said.all_versions(id).next())
    else {
        return said.none(id, Fit::Missing);
    };
    match of_version(number) {
        Some([only]) => said.one(id, only),
        Some(several) => {
            let found = said.find(id, |cycle| several.contains(&&*cycle.name));
            said.none(id, choose(found))
        }
        None => said.none(id, Fit::Absent),
    }
}

/// Exchange Server.
pub(super) fn exchange(said: &Said<'_>) -> Answer {
    const ID: &str = "msexchange";
    if said.has("subscription") || said.has("se") {
        return said.one(ID, "subscription");
    }
    let years = ["2000", "2003", "2007", "2010", "2013", "2016", "2019"];
    by_year(said, ID, &years, |number| {
        let mut parts = version::components(number);
        Some(match (parts.next()?, parts.next(), parts.next()) {
            (15, Some(2), Some(2562..)) => &["subscription"],
            (15, Some(2), Some(_)) => &["2019"],
            (15, Some(2), None) => &["2019", "subscription"],
            (15, Some(1), _) => &["2016"],
            (15, Some(0), _) => &["2013"],
            (14, _, _) => &["2010"],
            (8, _, _) => &["2007"],
            (6, Some(5), _) => &["2003"],
            (6, Some(0), _) => &["2000"],
            (5, Some(5), _) => &["5.5"],
            _ => return None,
        })
    })
}

/// Office for Windows and for Mac, which share years and not ends.
pub(super) fn office(said: &Said<'_>) -> Answer {
    const ID: &str = "office";
    let words = said.words();
    let years =
        ["2000", "2003", "2004", "2007", "2008", "2010", "2011", "2013", "2016", "2019", "2021", "2024"];
    let is_mac = said.has_any(&["mac", "macos", "osx"]);
    if is_mac || words.contains(&"2011") || words.contains(&"2008") {
        return match years.iter().find(|year| words.contains(year)) {
            Some(year) => said.one(ID, &format!("{year}-for-mac")),
            None => said.none(ID, Fit::Missing),
        };
    }
    if said.has("xp") || words.contains(&"2002") {
        return said.one(ID, "xp");
    }
    if said.has("ltsc") && words.contains(&"2024") {
        let long_term = said.one(ID, "2024-ltsc");
        if long_term.fit != Fit::Absent {
            return long_term;
        }
    }
    by_year(said, ID, &years, |number| {
        Some(match version::components(number).next()? {
            16 => &["2016", "2019", "2021", "2024"],
            15 => &["2013"],
            14 => &["2010"],
            12 => &["2007"],
            11 => &["2003"],
            10 => &["xp"],
            9 => &["2000"],
            _ => return None,
        })
    })
}

/// The server product called `SharePoint`.
pub(super) fn sharepoint(said: &Said<'_>) -> Answer {
    const ID: &str = "sharepoint";
    if said.has("subscription") {
        return said.one(ID, "subscription");
    }
    let years = ["2003", "2007", "2010", "2013", "2016", "2019"];
    by_year(said, ID, &years, |number| {
        let mut parts = version::components(number);
        Some(match (parts.next()?, parts.next(), parts.next()) {
            (16, _, Some(14_326..)) => &["subscription"],
            (16, _, Some(10_000..)) => &["2019"],
            (16, _, Some(_)) => &["2016"],
            (16, _, None) => &["2016", "2019", "subscription"],
            (15, _, _) => &["2013"],
            (14, _, _) => &["2010"],
            (12, _, _) => &["2007"],
            _ => return None,
        })
    })
}

/// Visual Studio: from 2017 every minor version has an end of its own.
pub(super) fn visual_studio(said: &Said<'_>) -> Answer {
    const ID: &str = "visual-studio";
    const YEARS: &[(&str, u64)] = &[
        ("2003", 7),
        ("2005", 8),
        ("2008", 9),
        ("2010", 10),
        ("2012", 11),
        ("2013", 12),
        ("2015", 14),
        ("2017", 15),
        ("2019", 16),
        ("2022", 17),
        ("2026", 18),
    ];
    let words = said.words();
    let year = YEARS.iter().find(|(year, _)| words.contains(year));
    let number = said
        .all_versions(ID)
        .find(|number| version::components(number).next().is_some_and(|n| n < 30) && !words.is_empty());
    let Some(product) = said.catalogue.product(ID) else {
        return said.none(ID, Fit::Missing);
    };
    match (year, number) {
        (Some((_, major)), Some(number)) if version::components(number).next() == Some(*major) => {
            said.none(ID, general::by_number(said, product, number))
        }
        (Some((_, major)), _) => {
            said.all(ID, |cycle| version::components(&cycle.name).next() == Some(*major))
        }
        (None, Some(number)) => said.none(ID, general::by_number(said, product, number)),
        (None, None) => said.none(ID, Fit::Missing),
    }
}
