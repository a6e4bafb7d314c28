//! .NET Framework and .NET: file versions are not product versions.

use super::super::normalise::Field;
use super::super::version;
use super::said::Said;
use super::{Answer, Fit, general};

/// The registry's `Release` values, lowest per version (Microsoft Learn,
/// "Determine which .NET Framework versions are installed").
const RELEASE_KEYS: &[(u64, &str)] = &[
    (533_320, "4.8.1"),
    (528_040, "4.8"),
    (461_808, "4.7.2"),
    (461_308, "4.7.1"),
    (460_798, "4.7"),
    (394_802, "4.6.2"),
    (394_254, "4.6.1"),
    (393_295, "4.6"),
    (379_893, "4.5.2"),
    (378_675, "4.5.1"),
    (378_389, "4.5"),
];

/// File versions `4.x.build`, the lowest build per version.
const FILE_BUILDS: &[(u64, u64, &str)] = &[
    (8, 9032, "4.8.1"),
    (8, 3000, "4.8"),
    (7, 3056, "4.7.2"),
    (7, 2556, "4.7.1"),
    (7, 2046, "4.7"),
    (6, 1586, "4.6.2"),
    (6, 1038, "4.6.1"),
    (6, 79, "4.6"),
    (5, 51209, "4.5.2"),
    (5, 50938, "4.5.1"),
    (5, 50709, "4.5"),
];

/// The cycle of either; the number in the name counts before the version.
pub(super) fn resolve(said: &Said<'_>, id: &str) -> Answer {
    let numbers: Vec<&str> =
        said.versions(Field::Product, id).chain(said.versions(Field::Version, id)).collect();
    if id == "dotnet" {
        return core(said, &numbers);
    }
    if let Some(cycle) = numbers.iter().find_map(|number| by_release_key(number)) {
        return said.one(id, cycle);
    }
    let Some(number) = numbers.first() else {
        return said.none(id, Fit::Missing);
    };
    if let Some(cycle) = by_file_build(number) {
        return said.one(id, cycle);
    }
    let mut parts = version::components(number);
    match (parts.next(), parts.next()) {
        (Some(3), Some(5)) => said.all(id, |cycle| cycle.name.starts_with("3.5")),
        (Some(4), None | Some(0)) => said.one(id, "4.0"),
        (Some(major @ 1..=3), Some(minor)) => said.one(id, &format!("{major}.{minor}")),
        // The four-part forms of 4.x are exact or file versions.
        (Some(4), Some(_)) => {
            let wanted = trimmed(number);
            said.all(id, |cycle| *cycle.name == *wanted)
        }
        _ => said.none(id, Fit::Absent),
    }
}

/// `4.6.2.0` and `4.6.2` are 4.6.2; `4.7.0` is 4.7.
fn trimmed(number: &str) -> String {
    let mut parts: Vec<String> = version::components(number).take(3).map(|part| part.to_string()).collect();
    while parts.len() > 2 && parts.last().is_some_and(|part| part == "0") {
        parts.pop();
    }
    parts.join(".")
}

fn by_release_key(number: &str) -> Option<&'static str> {
    let key: u64 = number.parse().ok().filter(|key| *key > 378_000)?;
    RELEASE_KEYS.iter().find(|(lowest, _)| key >= *lowest).map(|(_, cycle)| *cycle)
}

fn by_file_build(number: &str) -> Option<&'static str> {
    let mut parts = version::components(number);
    let (4, minor, build) = (parts.next()?, parts.next()?, parts.next()?) else {
        return None;
    };
    FILE_BUILDS.iter().find(|(own, lowest, _)| *own == minor && build >= *lowest).map(|(_, _, cycle)| *cycle)
}

/// .NET and .NET Core: the first number that has a cycle.
fn core(said: &Said<'_>, numbers: &[&str]) -> Answer {
    let Some(product) = said.catalogue.product("dotnet") else {
        return said.none("dotnet", Fit::Missing);
    };
    let fit = numbers.first().map_or(Fit::Missing, |number| general::by_number(said, product, number));
    said.none("dotnet", fit)
}
