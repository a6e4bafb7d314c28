//! Versions of vendors, compared by components.
//!
//! A cycle fits a version if it is a prefix of it, component by component:
//! `2.12` fits `2.12.4` and not `2.121`; of several the longest fits, and none
//! is ever chosen for being near. Semantic versioning is no help: `12c`,
//! `7.10`, `2019-ltsc` and `V5R4` are not of that form.

/// The components of a version: numbers, leading zeros dropped. Stops at the
/// first thing that is none.
pub(super) fn components(text: &str) -> impl Iterator<Item = u64> + '_ {
    text.split('.').map_while(|part| {
        let digits =
            part.find(|c: char| !c.is_ascii_digit()).map_or(part, |end| part.get(..end).unwrap_or(""));
        digits.parse().ok()
    })
}

/// Whether `prefix` equals the first components of `version`.
pub(super) fn is_prefix(prefix: &str, version: &str) -> bool {
    let mut of_version = components(version);
    components(prefix).all(|part| of_version.next() == Some(part))
}

/// How many components a version has.
pub(super) fn length(version: &str) -> usize {
    components(version).count()
}

/// A cycle's name cut into its number and the rest: `13.0-sp3` is `13.0` and
/// `-sp3`; `r77.30` is a rest alone.
pub(super) fn split_cycle(cycle: &str) -> (&str, &str) {
    let end = cycle.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(cycle.len());
    cycle.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_go_by_component_and_number() {
        assert!(is_prefix("16.12", "16.12.04"));
        assert!(is_prefix("17.2", "17.02.1"));
        assert!(!is_prefix("2.12", "2.121"));
        assert!(!is_prefix("7.10", "7.1"));
        assert!(is_prefix("1.0.2", "1.0.2k"));
    }

    #[test]
    fn a_cycle_falls_into_number_and_rest() {
        assert_eq!(split_cycle("13.0-sp3"), ("13.0", "-sp3"));
        assert_eq!(split_cycle("r77.30"), ("", "r77.30"));
        assert_eq!(length("10.0.17763"), 3);
    }
}
