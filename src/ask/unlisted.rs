//! How many assets neither of two lists names: the inventory held against
//! another list of the same estate, such as what a network scan found.
//!
//! Source: Chapman (1951), as recommended by Seber (1982): with n1 and n2
//! entries of which m are on both, N = (n1 + 1)(n2 + 1) / (m + 1) − 1. Both
//! lists must be made independently of each other; a list copied from the
//! other makes N too low.

use std::collections::BTreeMap;

use crate::check::estate::{Estate, Subject};

/// An estimate of how many there are in all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// Chapman's N.
    pub all: f64,
    /// The lower end of its 95% interval, never below what is on the lists.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// Chapman's estimate from two lists of `first` and `second` entries with
/// `both` on both, and its 95% interval by the normal approximation.
pub fn estimate(first: u32, second: u32, both: u32) -> Estimate {
    let (n1, n2, m) = (f64::from(first), f64::from(second), f64::from(both));
    let all = (n1 + 1.0) * (n2 + 1.0) / (m + 1.0) - 1.0;
    let variance = (n1 + 1.0) * (n2 + 1.0) * (n1 - m) * (n2 - m) / ((m + 1.0).powi(2) * (m + 2.0));
    let half = 1.96 * variance.max(0.0).sqrt();
    Estimate { all, low: (all - half).max(n1 + n2 - m), high: all + half }
}

/// What a comparison of the inventory with another list gave.
#[derive(Clone, Debug, PartialEq)]
pub struct ListComparison {
    /// Entries of the inventory in use that were compared.
    pub ours: u32,
    /// Distinct entries of the other list.
    pub theirs: u32,
    /// Entries on both, as the other list writes them, with what they were
    /// found to be.
    pub both: Vec<(String, Subject)>,
    /// Entries of the other list that the inventory lacks.
    pub only_theirs: Vec<String>,
    /// Entries of the inventory that the other list lacks.
    pub only_ours: Vec<Subject>,
    /// How many there are in all.
    pub estimate: Estimate,
}

impl ListComparison {
    /// The share of all that the inventory names, 0 to 1.
    pub fn coverage(&self) -> f64 {
        (f64::from(self.ours) / self.estimate.all.max(1.0)).min(1.0)
    }
}

/// Holds systems, or device fleets, in use against names of another list.
///
/// Names and ids match when they are the same but for case, spaces and
/// punctuation. O(n log n).
pub fn compare(estate: &Estate, names: &[String], is_of_devices: bool) -> ListComparison {
    let ours = in_use(estate, is_of_devices);
    let mut known: BTreeMap<String, Subject> = BTreeMap::new();
    for subject in &ours {
        let name = estate.name(*subject);
        for spelling in [estate.key(*subject).to_string(), estate.id(*subject).to_owned(), name] {
            known.entry(plain(&spelling)).or_insert(*subject);
        }
    }
    let mut theirs: BTreeMap<String, &String> = BTreeMap::new();
    for name in names.iter().filter(|name| !plain(name).is_empty()) {
        theirs.entry(plain(name)).or_insert(name);
    }
    let mut found: BTreeMap<Subject, String> = BTreeMap::new();
    let mut only_theirs = Vec::new();
    let mut repeated = 0;
    for (spelling, name) in &theirs {
        match known.get(spelling) {
            Some(subject) if found.contains_key(subject) => repeated += 1,
            Some(subject) => {
                found.insert(*subject, (*name).clone());
            }
            None => only_theirs.push((*name).clone()),
        }
    }
    let only_ours: Vec<Subject> =
        ours.iter().copied().filter(|subject| !found.contains_key(subject)).collect();
    let theirs_count = (theirs.len() - repeated) as u32;
    let estimate = estimate(ours.len() as u32, theirs_count, found.len() as u32);
    ListComparison {
        ours: ours.len() as u32,
        theirs: theirs_count,
        both: found.into_iter().map(|(subject, name)| (name, subject)).collect(),
        only_theirs,
        only_ours,
        estimate,
    }
}

fn in_use(estate: &Estate, is_of_devices: bool) -> Vec<Subject> {
    let all = estate.endpoints_in_use().map(|(endpoint, _)| endpoint);
    all.filter(|endpoint| endpoint.device().is_some() == is_of_devices).map(Subject::from).collect()
}

/// Letters and digits alone, in lower case.
fn plain(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example_of_the_method_page() {
        // methods §8: lists of 120 and 90 sharing 72: 149.8, 95% 140.2 to 159.5.
        let found = estimate(120, 90, 72);
        assert!((found.all - 149.835_616_438_356_16).abs() < 1e-9);
        assert!((found.low - 140.2).abs() < 0.05 && (found.high - 159.5).abs() < 0.05, "{found:?}");
    }

    #[test]
    fn equal_lists_leave_nothing_unlisted() {
        let found = estimate(50, 50, 50);
        assert!((found.all - 50.0).abs() < 1e-12 && (found.high - 50.0).abs() < 1e-12);
    }

    #[test]
    fn spaces_case_and_punctuation_do_not_tell_names_apart() {
        assert_eq!(plain("E-Rostering (v2)"), plain("e rostering V2"));
        assert_ne!(plain("PACS"), plain("PAS"));
    }
}
