//! Words of other tools for the words of our closed lists.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::is_blank;

const WORDS: &str = include_str!("../data/words.txt");

/// The closed lists that cells are read into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the list of the same name in data/words.txt")]
pub enum WordList {
    Criticality,
    Status,
    Environment,
    Hosting,
    Yes,
    DeviceKind,
    SystemKind,
    Protocol,
    Frequency,
    ComponentRole,
    Sensitivity,
    Class,
}

impl WordList {
    /// Its name in the data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Criticality => "criticality",
            Self::Status => "status",
            Self::Environment => "environment",
            Self::Hosting => "hosting",
            Self::Yes => "yes",
            Self::DeviceKind => "device-kind",
            Self::SystemKind => "system-kind",
            Self::Protocol => "protocol",
            Self::Frequency => "frequency",
            Self::ComponentRole => "component-role",
            Self::Sensitivity => "sensitivity",
            Self::Class => "class",
        }
    }
}

#[derive(Debug, Default)]
struct Known {
    whole: BTreeMap<&'static str, BTreeMap<String, &'static str>>,
    within: BTreeMap<&'static str, Vec<(String, &'static str)>>,
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let mut known = Known::default();
        for line in WORDS.lines().filter(|line| !line.starts_with('#')) {
            let Some((head, spellings)) = line.split_once(": ") else { continue };
            let Some((list, word)) = head.split_once(' ') else { continue };
            let whole = known.whole.entry(list).or_default();
            whole.entry(spelling(word)).or_insert(word);
            for text in spellings.split(", ") {
                match text.strip_prefix('*') {
                    Some(part) => known.within.entry(list).or_default().push((spaced(part), word)),
                    None => {
                        whole.entry(spelling(text)).or_insert(word);
                    }
                }
            }
        }
        for parts in known.within.values_mut() {
            parts.sort_by_key(|(part, _)| std::cmp::Reverse(part.len()));
        }
        known
    })
}

/// The word of a list that a cell means; nothing for a word nobody knows.
pub fn read(list: WordList, text: &str) -> Option<&'static str> {
    if is_blank(text) || text.len() > 80 {
        return None;
    }
    let known = known();
    let whole = known.whole.get(list.name())?;
    if let Some(word) = whole.get(&spelling(text)) {
        return Some(*word);
    }
    // `2 - Somewhat critical`, `Live (since 2019)`: what stands in brackets
    // or behind a number says no other thing.
    let without = text.split(['(', '[']).next().unwrap_or(text);
    let bare = without.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | ':'));
    for part in [without, bare] {
        if let Some(word) = whole.get(&spelling(part)).filter(|_| !part.trim().is_empty()) {
            return Some(*word);
        }
    }
    let spaced = spaced(text);
    let within = known.within.get(list.name())?;
    within
        .iter()
        .find(|(part, _)| format!(" {spaced} ").contains(&format!(" {part} ")))
        .map(|(_, word)| *word)
}

/// Yes or no, in any spelling.
pub fn yes(text: &str) -> Option<bool> {
    read(WordList::Yes, text).map(|word| word == "yes")
}

/// A criticality by a bare number, 1 the most critical unless the heading
/// speaks of importance, impact or a score.
pub fn criticality_number(text: &str, highest_is_most: bool) -> Option<&'static str> {
    let number: u32 = text.trim().parse().ok()?;
    let number = if highest_is_most { 6_u32.checked_sub(number)? } else { number };
    match number {
        0 | 1 => Some("mission-critical"),
        2 => Some("business-critical"),
        3 => Some("business-operational"),
        4 | 5 => Some("administrative"),
        _ => None,
    }
}

fn spelling(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '✓' | '✔' | '✗' | '✘'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Words apart by single spaces, so that a phrase is found between them.
fn spaced(text: &str) -> String {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::vocabulary::{
        ComponentRole, Criticality, DeviceKind, Hosting, Protocol, Status, SystemKind,
    };

    #[test]
    fn criticality_in_the_words_of_several_tools() {
        for (text, word) in [
            ("1 - most critical", "mission-critical"),
            ("2 - somewhat critical", "business-critical"),
            ("VERY_HIGH", "mission-critical"),
            ("Gold", "mission-critical"),
            ("Tier 0", "mission-critical"),
            ("Medium", "business-operational"),
            ("4 - not critical", "administrative"),
            ("missionCritical", "mission-critical"),
            ("Administrative Service", "administrative"),
        ] {
            assert_eq!(read(WordList::Criticality, text), Some(word), "{text}");
        }
        assert_eq!(read(WordList::Criticality, "purple"), None);
        assert_eq!(criticality_number("5", false), Some("administrative"));
        assert_eq!(criticality_number("5", true), Some("mission-critical"));
    }

    #[test]
    fn kinds_and_states_in_the_words_of_several_tools() {
        assert_eq!(read(WordList::DeviceKind, "Windows Server"), Some("server"));
        assert_eq!(read(WordList::DeviceKind, "Infusion Pump (Syringe)"), Some("infusion-pump"));
        assert_eq!(read(WordList::Status, "In-service"), Some("live"));
        assert_eq!(read(WordList::Status, "DECOMMISSIONED"), Some("retired"));
        assert_eq!(read(WordList::Environment, "UAT"), Some("pre-production"));
        assert_eq!(read(WordList::Hosting, "Microsoft Azure (UK South)"), Some("public-cloud"));
        assert_eq!(read(WordList::Protocol, "HL7 v2.4 over MLLP"), Some("hl7v2"));
        assert_eq!((yes("Y"), yes("FALSE"), yes("perhaps")), (Some(true), Some(false), None));
    }

    #[test]
    fn every_word_that_is_given_is_one_of_the_model() {
        let words =
            |list: &str| -> Vec<&str> { known().whole.get(list).unwrap().values().copied().collect() };
        let all = |list: &str, known: Vec<&str>| {
            for word in words(list) {
                assert!(known.contains(&word), "{list}: {word}");
            }
        };
        all("criticality", Criticality::ALL.iter().map(|word| word.word()).collect());
        all("status", Status::ALL.iter().map(|word| word.word()).collect());
        all("hosting", Hosting::ALL.iter().map(|word| word.word()).collect());
        all("protocol", Protocol::ALL.iter().map(|word| word.word()).collect());
        all("system-kind", SystemKind::ALL.iter().map(|word| word.word()).collect());
        all("component-role", ComponentRole::ALL.iter().map(|word| word.word()).collect());
        let mut kinds: Vec<&str> = DeviceKind::ALL.iter().map(|word| word.word()).collect();
        // Not in the model yet; written as `network` until they are.
        kinds.extend([
            "firewall",
            "switch",
            "router",
            "access-point",
            "load-balancer",
            "vpn-gateway",
            "hypervisor",
            "power",
        ]);
        all("device-kind", kinds);
    }
}
