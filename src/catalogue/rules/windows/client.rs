//! Windows on desktops and laptops.

use super::super::super::version;
use super::super::{Answer, Fit};
use super::facts::Facts;

const ID: &str = "windows";

/// The cycle of a client.
pub(super) fn resolve(facts: &Facts<'_>) -> Answer {
    match facts.client {
        Some(number @ ("10" | "11")) => feature_update(facts, number),
        Some("8.1") => facts.said.one(ID, "8.1"),
        Some("8") => facts.said.one(ID, if facts.build == Some(9600) { "8.1" } else { "8" }),
        Some("7") => by_service_pack(facts, "7", 1),
        Some("vista") => by_service_pack(facts, "6", 2),
        Some("xp-x64") => facts.said.one(ID, "xp-x64-sp2"),
        Some("xp") if is_x64(facts) && facts.service_pack != Some(3) => facts.said.one(ID, "xp-x64-sp2"),
        Some("xp") => by_service_pack(facts, "5", 3),
        Some("millennium" | "me") => facts.said.one(ID, "me"),
        Some(name @ ("98" | "95")) => facts.said.one(ID, name),
        Some(_) => facts.said.none(ID, Fit::Absent),
        None => of_2000(facts),
    }
}

/// XP's 64-bit edition is another product; it shares its build with 2003.
fn is_x64(facts: &Facts<'_>) -> bool {
    facts.build == Some(3790) || (facts.has("x") && facts.has("64"))
}

/// Server and client of 2000 are told apart by the edition.
fn of_2000(facts: &Facts<'_>) -> Answer {
    if facts.has("professional") || facts.has("pro") {
        return facts.said.one(ID, "2000");
    }
    let mut found = facts.said.find("windows-server", |cycle| &*cycle.name == "2000");
    found.extend(facts.said.find(ID, |cycle| &*cycle.name == "2000"));
    facts.said.none(ID, Fit::OneOf(found))
}

/// The last service pack's row stands for the release, unless an older state
/// is stated or proved by the build.
fn by_service_pack(facts: &Facts<'_>, release: &str, last: u64) -> Answer {
    match facts.service_pack {
        Some(0) => {
            let first = facts.said.one(ID, release);
            if first.fit != Fit::Absent {
                return first;
            }
            let row = format!("{release}-sp{last}");
            let found = facts.said.find(ID, |cycle| *cycle.name == *row);
            facts.said.none(ID, Fit::OneOf(found))
        }
        Some(pack) => facts.said.one(ID, &format!("{release}-sp{pack}")),
        None => facts.said.one(ID, &format!("{release}-sp{last}")),
    }
}

fn feature_update(facts: &Facts<'_>, number: &str) -> Answer {
    // A build of 11 under the name of 10 is the build's.
    let number =
        facts.row().map(|row| row.1).filter(|client| matches!(*client, "10" | "11")).unwrap_or(number);
    let stated = if facts.is_long_term {
        long_term_feature(facts).or(facts.feature.as_deref())
    } else {
        facts.feature.as_deref()
    };
    let Some(feature) = stated else {
        return without_feature(facts, number);
    };
    let start = format!("{number}-{feature}");
    let variants = |rest: &'static [&'static str]| {
        facts
            .said
            .find(ID, |cycle| cycle.name.strip_prefix(&*start).is_some_and(|suffix| rest.contains(&suffix)))
    };
    let first_found = |choices: &[&'static [&'static str]]| {
        choices.iter().map(|rest| variants(rest)).find(|found| !found.is_empty()).unwrap_or_default()
    };
    let is_iot = facts.has("iot");
    let found = if facts.is_long_term && is_iot {
        first_found(&[&["-iot-lts"], &["-e-lts"]])
    } else if facts.is_long_term && facts.is_enterprise() {
        first_found(&[&["-e-lts"]])
    } else if facts.is_long_term {
        first_found(&[&["-e-lts", "-iot-lts"]])
    } else if facts.is_enterprise() {
        // Which channel it is on is not said: both stay open.
        let mut found = first_found(&[&["-e"], &[""]]);
        if facts.is_short_term() {
            return facts.said.none(ID, super::super::said::choose(found));
        }
        found.extend(first_found(&[if is_iot { &["-e-lts", "-iot-lts"] } else { &["-e-lts"] }]));
        found
    } else if facts.is_home_or_pro() {
        first_found(&[&["-w"], &[""]])
    } else if facts.is_short_term() {
        first_found(&[&["", "-e", "-w"]])
    } else {
        first_found(&[&["", "-e", "-w", "-e-lts", "-iot-lts"]])
    };
    facts.said.none(ID, super::super::said::choose(found))
}

/// LTSB 2015 and 2016, LTSC 2019, 2021 and 2024 are feature updates.
fn long_term_feature(facts: &Facts<'_>) -> Option<&'static str> {
    [("2015", "1507"), ("2016", "1607"), ("2019", "1809"), ("2021", "21h2"), ("2024", "24h2")]
        .into_iter()
        .find(|(year, _)| facts.has(year))
        .map(|(_, feature)| feature)
}

/// No feature update is said: what it could be.
fn without_feature(facts: &Facts<'_>, number: &str) -> Answer {
    let is_unknown_build =
        facts.words.iter().any(|word| version::length(word) >= 3 && version::is_prefix("10.0", word));
    if is_unknown_build {
        return facts.said.none(ID, Fit::Absent);
    }
    let found = facts.said.find(ID, |cycle| {
        let fits = version::is_prefix(number, version::split_cycle(&cycle.name).0);
        let is_long_term = cycle.name.ends_with("-lts");
        let channel = if facts.is_long_term { is_long_term } else { !is_long_term || !facts.is_short_term() };
        let edition = if facts.is_enterprise() {
            !cycle.name.ends_with("-w")
        } else if facts.is_home_or_pro() {
            !cycle.name.ends_with("-e")
        } else {
            true
        };
        fits && channel && edition && !cycle.name.ends_with("-iot")
    });
    facts.said.none(ID, Fit::OneOf(found))
}
