//! People in cells: what names, reaches or identifies a person is not taken.

use std::collections::BTreeSet;
use std::sync::OnceLock;

const GIVEN_NAMES: &str = include_str!("../data/given-names.txt");
const ROLE_WORDS: &[&str] = &[
    "head",
    "manager",
    "lead",
    "director",
    "officer",
    "team",
    "analyst",
    "owner",
    "administrator",
    "engineer",
    "consultant",
    "nurse",
    "pharmacist",
    "clinician",
    "service",
    "services",
    "chief",
    "deputy",
    "assistant",
    "coordinator",
    "co-ordinator",
    "architect",
    "supervisor",
    "specialist",
    "executive",
    "secretary",
    "desk",
    "department",
    "group",
    "support",
    "developer",
    "operations",
    "lead,",
    "matron",
    "registrar",
    "governance",
    "programme",
    "project",
    "president",
    "cio",
    "cto",
    "ciso",
    "ccio",
    "cnio",
    "technician",
    "controller",
    "professional",
    "partner",
    "principal",
    "systems",
    "applications",
    "it",
    "ict",
    "digital",
    "informatics",
    "infrastructure",
    "networks",
    "trust",
    "council",
    "board",
    "office",
    "unit",
    "finance",
    "pathology",
    "radiology",
    "pharmacy",
    "clinical",
    "integration",
    "platform",
    "data",
    "security",
    "estates",
    "supplier",
];

/// Whether a text names a role or a team and no person.
pub fn is_role(text: &str) -> bool {
    !is_person(text)
        && text
            .to_lowercase()
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .any(|word| ROLE_WORDS.contains(&word))
}

/// Whether a text is likely a person: an e-mail address, a telephone number,
/// or a given name with a surname.
pub fn is_person(text: &str) -> bool {
    has_address(text) || is_telephone(text) || is_full_name(text)
}

/// Whether an e-mail address stands in the text.
pub fn has_address(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | ',' | ';' | '"'))
        .any(is_address)
}

fn is_address(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty() && domain.contains('.') && !domain.contains('@') && !domain.starts_with('.')
    })
}

/// Whether the text is a telephone number: ten to fifteen digits, and a plus
/// or a nought before them or gaps between them.
pub fn is_telephone(text: &str) -> bool {
    let text = text.trim();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_form = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '(' | ')' | '-' | '.'));
    let has_gap = text.contains(' ') || text.contains('(');
    is_form
        && (10..=15).contains(&digits)
        && (text.starts_with('+') || (text.starts_with(['0', '(']) && (has_gap || digits == 11)))
}

/// Forms of address.
const TITLES: &[&str] = &["mr", "mrs", "ms", "miss", "dr", "prof", "sir", "dame"];

fn is_full_name(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 60 || text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let (surname_first, names) = match text.split_once(',') {
        Some((surname, rest)) if !rest.contains(',') => (true, format!("{} {}", rest.trim(), surname.trim())),
        Some(_) => return false,
        None => (false, text.to_owned()),
    };
    let words: Vec<String> = names
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphabetic()).to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    let titled = words.first().is_some_and(|word| TITLES.contains(&word.to_lowercase().as_str()));
    let names: &[String] = if titled { words.get(1..).unwrap_or(&[]) } else { &words };
    let is_written_so = |word: &String| word.chars().next().is_some_and(char::is_uppercase) || surname_first;
    if !names.iter().all(is_written_so)
        || names.iter().any(|word| ROLE_WORDS.contains(&word.to_lowercase().as_str()))
    {
        return false;
    }
    let first_is_given = names.first().is_some_and(|first| is_given_name(first));
    let is_initial = names.first().is_some_and(|first| first.chars().count() == 1);
    match names.len() {
        1 => titled,
        2 | 3 => titled || first_is_given || (is_initial && names.len() == 2),
        4 => titled || first_is_given,
        _ => false,
    }
}

fn is_given_name(word: &str) -> bool {
    static NAMES: OnceLock<BTreeSet<&'static str>> = OnceLock::new();
    NAMES.get_or_init(|| GIVEN_NAMES.split_whitespace().collect()).contains(word.to_lowercase().as_str())
}

/// A text without the e-mail addresses and telephone numbers that stand in
/// it, and whether there were any.
pub fn without_contacts(text: &str) -> (String, bool) {
    let mut found = false;
    let kept: Vec<&str> = text
        .split(' ')
        .filter(|word| {
            let bare =
                word.trim_matches(|c: char| matches!(c, '<' | '>' | '(' | ')' | ',' | ';' | '"' | '.' | ':'));
            let is_contact = is_address(bare) || is_telephone(bare);
            found |= is_contact;
            !is_contact
        })
        .collect();
    let kept = kept.join(" ");
    let (kept, had_numbers) = without_spaced_numbers(&kept);
    (kept.trim().to_owned(), found || had_numbers)
}

/// Telephone numbers with gaps, such as `0161 496 0000`.
fn without_spaced_numbers(text: &str) -> (String, bool) {
    let words: Vec<&str> = text.split(' ').collect();
    let mut out: Vec<&str> = Vec::new();
    let (mut at, mut found) = (0, false);
    while at < words.len() {
        let run = (2..=5).rev().find(|length| {
            words.get(at..at + length).is_some_and(|run| {
                is_telephone(run.join(" ").trim_matches(|c: char| matches!(c, ',' | ';' | '.' | ':')))
            })
        });
        match run {
            Some(length) => {
                found = true;
                at += length;
            }
            None => {
                out.extend(words.get(at));
                at += 1;
            }
        }
    }
    (out.join(" "), found)
}

/// Whether the name of a device is that of its owner: `Jane's iPhone`.
pub fn is_personal_device_name(text: &str) -> bool {
    let text = text.replace('’', "'").to_lowercase();
    text.split_whitespace().take(3).any(|word| word.ends_with("'s") || word.ends_with("s'"))
        || text.split_whitespace().next().is_some_and(is_given_name) && text.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_from_roles_and_teams() {
        for text in [
            "Jane Smith",
            "Smith, Jane",
            "Dr A Patel",
            "j.smith@example.nhs.uk",
            "Mr Jones",
            "0161 496 0000",
            "+44 20 7946 0000",
            "Mohammed Ali Khan",
            "SMITH, Sarah",
        ] {
            assert!(is_person(text), "{text}");
        }
        for text in [
            "Head of Clinical Systems",
            "Integration Team",
            "Networks",
            "Clinical Safety Officer",
            "Service Desk",
            "Windows Server",
            "CMDB 2024",
            "Grace Systems",
            "ICT",
        ] {
            assert!(!is_person(text), "{text}");
        }
        assert!(is_role("Head of Clinical Systems"));
        assert!(!is_role("Jane Smith"));
    }

    #[test]
    fn contacts_are_cut_out_of_sentences() {
        let (text, found) =
            without_contacts("Call 0161 496 0000 or jane@example.org for access, v2.3 of 2021");
        assert_eq!(text, "Call or for access, v2.3 of 2021");
        assert!(found);
        assert_eq!(without_contacts("Order 12345 in 2024"), ("Order 12345 in 2024".to_owned(), false));
    }

    #[test]
    fn a_device_named_after_its_owner_is_told() {
        assert!(is_personal_device_name("Jane’s iPhone"));
        assert!(is_personal_device_name("sarah macbook"));
        assert!(!is_personal_device_name("LT-00123"));
        assert!(!is_personal_device_name("WARD7-PC01"));
    }
}
