//! Short rules: Oracle's letters, Solaris, forks, suites.

use super::super::version;
use super::said::{Said, choose};
use super::{Answer, Fit, general};

/// Oracle Database: `12cR1`, `11.2.0.4`, `19c`. A letter without a release is
/// a list.
pub(super) fn oracle_database(said: &Said<'_>) -> Answer {
    const ID: &str = "oracle-database";
    let Some(product) = said.catalogue.product(ID) else {
        return said.none(ID, Fit::Missing);
    };
    let numbers: Vec<&str> = said
        .all_versions(ID)
        .chain(name_number(said))
        .filter(|number| version::components(number).next().is_some_and(|n| (6..30).contains(&n)))
        .collect();
    let dotted = numbers.iter().find(|number| version::length(number) >= 2);
    if let Some(number) = dotted {
        return said.none(ID, general::by_number(said, product, number));
    }
    let Some(number) = numbers.first() else {
        return said.none(ID, Fit::Missing);
    };
    let release = said.number_after(&["r"]).or_else(|| stated_release(said));
    let first = version::components(number).next().unwrap_or(0);
    match release {
        Some(release @ 1..=3) if first < 18 => {
            // Release 1 of 9i is 9.0.
            let minor = if first == 9 { release - 1 } else { release };
            let minor = if (first, release) == (9, 2) { 2 } else { minor };
            said.none(ID, general::by_number(said, product, &format!("{first}.{minor}")))
        }
        _ => {
            let first = if first == 26 { 23 } else { first };
            said.none(ID, general::by_number(said, product, &first.to_string()))
        }
    }
}

/// The number in a name such as `oracle 12 c`.
fn name_number<'a>(said: &Said<'a>) -> impl Iterator<Item = &'a str> {
    let parts = said.parts;
    said.name
        .clone()
        .filter(move |at| parts.list().get(*at).is_some_and(|part| part.is_number))
        .map(move |at| parts.text(at))
}

/// `Release 2`, not `Release 11.2.0.4`.
fn stated_release(said: &Said<'_>) -> Option<u64> {
    let words = said.words();
    words.windows(2).find_map(|pair| match pair {
        ["release", number @ ("1" | "2" | "3")] => number.parse().ok(),
        _ => None,
    })
}

/// Solaris: `SunOS 5.10` is Solaris 10.
pub(super) fn solaris(said: &Said<'_>) -> Answer {
    const ID: &str = "oracle-solaris";
    let Some(product) = said.catalogue.product(ID) else {
        return said.none(ID, Fit::Missing);
    };
    let numbers: Vec<&str> = said.all_versions(ID).collect();
    let Some(number) = numbers
        .iter()
        .rev()
        .find(|number| version::components(number).next() == Some(11) && version::length(number) > 1)
        .or(numbers.first())
    else {
        return said.none(ID, Fit::Missing);
    };
    let mut parts = version::components(number);
    match (parts.next(), parts.next()) {
        (Some(5), Some(release @ 6..=10)) => said.one(ID, &release.to_string()),
        (Some(5), Some(11)) => said.all(ID, |cycle| version::is_prefix("11", &cycle.name)),
        _ => said.none(ID, general::by_number(said, product, number)),
    }
}

/// `MySQL`: its fork `MariaDB` keeps the names of its programs.
pub(super) fn mysql(said: &Said<'_>) -> Answer {
    if said.has("mariadb") {
        return general::resolve(said, "mariadb");
    }
    general::resolve(said, "mysql")
}

/// Angular 1 is `AngularJS`.
pub(super) fn angular(said: &Said<'_>) -> Answer {
    let first = said.all_versions("angular").next().and_then(|number| version::components(number).next());
    match first {
        Some(1) => general::resolve(said, "angularjs"),
        Some(_) => general::resolve(said, "angular"),
        None if said.has("angularjs") => said.none("angularjs", Fit::Missing),
        None => said.none("angular", Fit::Missing),
    }
}

/// vSphere is a suite: the host and its manager.
pub(super) fn vsphere(said: &Said<'_>) -> Answer {
    let mut found = Vec::new();
    let mut is_stated = false;
    for id in ["esxi", "vcenter"] {
        let answer = general::resolve(said, id);
        is_stated |= answer.fit != Fit::Missing;
        match (answer.product, answer.fit) {
            (Some(product), Fit::Cycle(cycle)) => found.push((product, cycle)),
            (_, Fit::OneOf(cycles)) => found.extend(cycles),
            _ => {}
        }
    }
    let fit = match (found.is_empty(), is_stated) {
        (false, _) => Fit::OneOf(found),
        (true, true) => Fit::Absent,
        (true, false) => Fit::Missing,
    };
    said.none("esxi", fit)
}

/// Citrix: `7 1912 LTSR` is 1912, the 7 belongs to the name.
pub(super) fn citrix(said: &Said<'_>) -> Answer {
    const ID: &str = "citrix-vad";
    let Some(product) = said.catalogue.product(ID) else {
        return said.none(ID, Fit::Missing);
    };
    let mut best = Fit::Missing;
    for number in said.all_versions(ID) {
        match general::by_number(said, product, number) {
            Fit::Cycle(cycle) => return said.none(ID, choose(vec![(0, cycle)])),
            Fit::OneOf(found) => best = Fit::OneOf(found),
            fit if best == Fit::Missing => best = fit,
            _ => {}
        }
    }
    said.none(ID, best)
}

/// Horizon 8 counts its releases by year and month: `8 2111` is 8.2111.
pub(super) fn horizon(said: &Said<'_>) -> Answer {
    const ID: &str = "horizon";
    let release = said
        .all_versions(ID)
        .filter_map(|number| version::components(number).next())
        .find(|number| (2000..3000).contains(number));
    match release {
        Some(release) => said.one(ID, &format!("8.{release}")),
        None => general::resolve(said, ID),
    }
}

/// Apple's iOS. `15.2(2)E7` is a version of Cisco's, which has no row here.
pub(super) fn ios(said: &Said<'_>) -> Answer {
    let list = said.parts.list();
    let is_bracketed = |at: usize| list.get(at).is_some_and(|part| part.in_brackets);
    let is_train = list.iter().enumerate().any(|(at, part)| {
        let alone = at > 0 && !is_bracketed(at - 1) && !is_bracketed(at + 1);
        part.is_number && part.in_brackets && alone && part.text_len() <= 2
    });
    if is_train {
        return said.none("ios", Fit::Absent);
    }
    general::resolve(said, "ios")
}
