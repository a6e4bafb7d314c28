//! Windows in devices: their dates are never those of the client.

use super::super::super::version;
use super::super::{Answer, Fit};
use super::facts::Facts;

const ID: &str = "windows-embedded";

/// Whether anything says that it is an embedded edition.
pub(super) fn is_embedded(facts: &Facts<'_>) -> bool {
    let says = [
        "embedded",
        "xpe",
        "wes",
        "posready",
        "wepos",
        "wince",
        "compact",
        "fundamentals",
        "winflp",
        "handheld",
        "thin",
    ]
    .iter()
    .any(|word| facts.has(word));
    says || facts.has("ce")
        || facts.said.has_sequence(&["pos", "ready"])
        || facts.said.has_sequence(&["we", "8"])
}

/// The cycle of an embedded edition.
pub(super) fn resolve(facts: &Facts<'_>) -> Answer {
    if facts.has("posready") || facts.has("ready") {
        return numbered(facts, "posready", &["2009", "7"]);
    }
    if facts.has("wepos") || facts.said.has_sequence(&["point", "of", "service"]) {
        return packed(facts, "wepos");
    }
    if facts.has("fundamentals") || facts.has("winflp") {
        return packed(facts, "flp");
    }
    if facts.has("xp") || facts.has("xpe") {
        let is_full = facts.said.has_sequence(&["for", "embedded"]);
        return packed(facts, if is_full { "xp-professional" } else { "xp-embedded" });
    }
    if facts.has("compact") {
        return numbered(facts, "compact", &["2013", "7"]);
    }
    if facts.has("ce") || facts.has("wince") {
        return windows_ce(facts);
    }
    if facts.client == Some("8.1") {
        return eight_one(facts);
    }
    if facts.client == Some("8") {
        let is_standard = facts.has("standard") || facts.said.has_sequence(&["we", "8"]);
        return facts.said.one(ID, if is_standard { "8-standard" } else { "8-industry" });
    }
    if facts.has("2009") {
        return facts.said.one(ID, "standard-2009");
    }
    seven(facts)
}

fn seven(facts: &Facts<'_>) -> Answer {
    if facts.client != Some("7") {
        let says_version = facts.client.is_some() || facts.year.is_some();
        let fit = if says_version { Fit::Absent } else { Fit::Missing };
        return facts.said.none(ID, fit);
    }
    if facts.has("standard") || facts.has("wes") {
        return match facts.service_pack {
            Some(0) => facts.said.none(ID, Fit::Absent),
            _ => facts.said.one(ID, "standard-7-sp1"),
        };
    }
    if facts.said.has_sequence(&["for", "embedded"]) || facts.has("thin") {
        return facts.said.none(ID, Fit::Absent);
    }
    let found =
        facts.said.find(ID, |cycle| matches!(&*cycle.name, "standard-7-sp1" | "posready-7" | "compact-7"));
    facts.said.none(ID, Fit::OneOf(found))
}

fn eight_one(facts: &Facts<'_>) -> Answer {
    if facts.has("industry") {
        facts.said.one(ID, "8.1-industry")
    } else if facts.has("pro") {
        facts.said.one(ID, "8.1-pro")
    } else {
        let found = facts.said.find(ID, |cycle| cycle.name.starts_with("8.1-"));
        facts.said.none(ID, Fit::OneOf(found))
    }
}

fn windows_ce(facts: &Facts<'_>) -> Answer {
    let number = facts.words.iter().find(|word| version::components(word).next().is_some());
    let Some(number) = number else {
        return facts.said.none(ID, Fit::Missing);
    };
    let major = version::components(number).next().unwrap_or(0);
    if major == 7 {
        return facts.said.one(ID, "compact-7");
    }
    facts.said.one(ID, &format!("ce-{major}.0"))
}

/// Editions whose only row is the one of service pack 3.
fn packed(facts: &Facts<'_>, name: &str) -> Answer {
    match facts.service_pack {
        Some(3) | None => facts.said.one(ID, &format!("{name}-sp3")),
        Some(_) => facts.said.none(ID, Fit::Absent),
    }
}

fn numbered(facts: &Facts<'_>, name: &str, numbers: &[&str]) -> Answer {
    if let Some(number) = numbers.iter().find(|number| facts.has(number)) {
        return facts.said.one(ID, &format!("{name}-{number}"));
    }
    let found = facts.said.find(ID, |cycle| cycle.name.starts_with(name));
    facts.said.none(ID, Fit::OneOf(found))
}
