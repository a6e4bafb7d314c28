//! Ids that people can read, each of its own.

use std::collections::BTreeSet;

use crate::text;

/// The longest that an id is made.
const LONGEST: usize = 48;

/// Ids of one list.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids {
    taken: BTreeSet<String>,
}

impl Ids {
    /// An id for a name, told apart from those before it by a number.
    pub(super) fn of(&mut self, name: &str, fallback: &str) -> String {
        let slug = text::to_kebab_case(&plain(name));
        let mut slug: String = slug.chars().take(LONGEST).collect();
        slug.truncate(slug.trim_end_matches('-').len());
        if slug.is_empty() {
            fallback.clone_into(&mut slug);
        }
        let mut id = slug.clone();
        let mut number = 2;
        while !self.taken.insert(id.clone()) {
            id = format!("{slug}-{number}");
            number += 1;
        }
        id
    }
}

/// Letters with marks as letters without, so that `Café` is `cafe`.
fn plain(name: &str) -> String {
    name.chars()
        .map(|c| match c {
            'à'..='å' | 'À'..='Å' => 'a',
            'è'..='ë' | 'È'..='Ë' => 'e',
            'ì'..='ï' | 'Ì'..='Ï' => 'i',
            'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' => 'o',
            'ù'..='ü' | 'Ù'..='Ü' => 'u',
            'ç' | 'Ç' => 'c',
            'ñ' | 'Ñ' => 'n',
            'ß' => 's',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_readable_and_each_of_its_own() {
        let mut ids = Ids::default();
        assert_eq!(ids.of("Café Booking (new)", "system"), "cafe-booking-new");
        assert_eq!(ids.of("Cafe booking new", "system"), "cafe-booking-new-2");
        assert_eq!(ids.of("系統", "system"), "system");
        assert_eq!(ids.of("系", "system"), "system-2");
    }
}
