//! Windows Server, Server Core and Nano Server.

use super::super::{Answer, Fit};
use super::facts::{Facts, both};

/// The cycle of a server.
pub(super) fn resolve(facts: &Facts<'_>) -> Answer {
    let product = if facts.has("nano") {
        "windows-nano-server"
    } else if facts.said.has_sequence(&["windows", "server", "core"]) {
        "windows-server-core"
    } else {
        "windows-server"
    };
    if let [first, second, ..] = facts.years.as_slice() {
        // Two years contradict each other: either may be meant.
        let of = |year: &'static str| {
            let one = Facts {
                year: Some(year),
                years: vec![year],
                words: facts.words.clone(),
                feature: None,
                ..*facts
            };
            resolve(&one)
        };
        let place = facts.said.catalogue.place(product);
        return Answer { product: place, ..both(facts.said, of(first), of(second)) };
    }
    match facts.year {
        Some("2003") => of_2003(facts, product),
        Some("2008") => of_2008(facts, product),
        Some("2012") if facts.is_r2 => facts.said.one(product, "2012-r2"),
        Some(year) => facts.said.one(product, year),
        None if facts.has("nt") => facts.said.none("windows", Fit::Absent),
        None => by_feature(facts, product),
    }
}

/// Service packs of 2003 have ends of their own; R2 came with the first.
fn of_2003(facts: &Facts<'_>, product: &str) -> Answer {
    if facts.is_r2 {
        let r2 = facts.said.one(product, "2003-r2");
        if r2.fit != Fit::Absent {
            return r2;
        }
    }
    match facts.service_pack {
        Some(0) => facts.said.one(product, "2003"),
        Some(pack) => facts.said.one(product, &format!("2003-sp{pack}")),
        None => facts.said.all(product, |cycle| {
            cycle.name.starts_with("2003")
                && (!facts.is_r2 || &*cycle.name != "2003")
                && &*cycle.name != "2003-r2"
        }),
    }
}

/// The only rows are those of the last service pack, and stand for the
/// release unless the build or the text proves an older state.
fn of_2008(facts: &Facts<'_>, product: &str) -> Answer {
    let (release, last) = if facts.is_r2 { ("2008-r2", 1) } else { ("2008", 2) };
    let last_row = format!("{release}-sp{last}");
    match facts.service_pack {
        Some(pack) if pack < last => {
            let row = match pack {
                0 => release.to_owned(),
                _ => format!("{release}-sp{pack}"),
            };
            let older = facts.said.one(product, &row);
            if older.fit != Fit::Absent {
                return older;
            }
            let found = facts.said.find(product, |cycle| *cycle.name == *last_row);
            facts.said.none(product, Fit::OneOf(found))
        }
        _ => facts.said.one(product, &last_row),
    }
}

/// No year: a semi-annual release, or a build.
fn by_feature(facts: &Facts<'_>, product: &str) -> Answer {
    if let Some(feature) = super::facts::feature(&facts.words) {
        return by_feature_update(facts, product, &feature);
    }
    match facts.row().map(|row| row.3) {
        Some("2003") => of_2003(facts, product),
        Some("2008") => of_2008(&with_year(facts, false), product),
        Some("2008-r2") => of_2008(&with_year(facts, true), product),
        // 2019 and the release 1809 share a build and not an end.
        Some("2019") => facts.said.all(product, |cycle| matches!(&*cycle.name, "2019" | "1809-sac")),
        Some(release) if !release.is_empty() => facts.said.all(product, |cycle| {
            cycle.name.strip_prefix(release).is_some_and(|rest| matches!(rest, "" | "-sac" | "-ac"))
        }),
        _ if facts.build.is_some() => facts.said.none(product, Fit::Absent),
        _ => facts.said.none(product, Fit::Missing),
    }
}

/// A feature update leads to the long-term release that shares its number,
/// unless the text says the semi-annual channel, whose name is `Windows
/// Server, version 1809`; containers only where the name says so.
fn by_feature_update(facts: &Facts<'_>, product: &str, feature: &str) -> Answer {
    let said = facts.said;
    let is_container = product != "windows-server";
    let says_version = said.has_sequence(&["version", feature]);
    let says_channel = said.has_any(&["sac", "semi"]);
    let mut found = Vec::new();
    if is_container || facts.has("core") || facts.has("nano") {
        let container = if is_container { product } else { "windows-server-core" };
        found.extend(said.find(container, |cycle| *cycle.name == *feature));
    }
    let year = LONG_TERM.iter().find(|(update, _)| *update == feature).map(|(_, year)| *year);
    if !is_container
        && !says_channel
        && let Some(year) = year
    {
        found.extend(said.find("windows-server", |cycle| &*cycle.name == year));
    }
    if !is_container && (says_channel || says_version || year.is_none()) {
        found.extend(said.find("windows-server", |cycle| {
            cycle.name.strip_prefix(feature).is_some_and(|rest| matches!(rest, "-sac" | "-ac"))
        }));
    }
    match found.as_slice() {
        [] => said.none(product, Fit::Absent),
        [(place, cycle)] => Answer { product: Some(*place), fit: Fit::Cycle(*cycle) },
        _ => said.none("windows-server", Fit::OneOf(found)),
    }
}

/// Feature updates that a long-term release of the server shares.
const LONG_TERM: &[(&str, &str)] = &[("1607", "2016"), ("1809", "2019"), ("21h2", "2022"), ("24h2", "2025")];

fn with_year<'a>(facts: &Facts<'a>, is_r2: bool) -> Facts<'a> {
    Facts {
        year: Some("2008"),
        years: vec!["2008"],
        is_r2,
        words: facts.words.clone(),
        feature: None,
        ..*facts
    }
}
