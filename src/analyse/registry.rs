//! Every rule, in report order: the families' lists, joined.

use super::rule::{Family, Rule};
use super::rules::{bottleneck, commercial, outdated, people, quality, silo};

/// Every rule, in report order.
pub static RULES: &[&[&Rule]] =
    &[outdated::RULES, bottleneck::RULES, silo::RULES, people::RULES, commercial::RULES, quality::RULES];

/// Every rule, in report order.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().flat_map(|family| family.iter().copied())
}

/// The rule of an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.meta.id == id)
}

/// The rules of a family, in report order.
pub fn family(family: Family) -> impl Iterator<Item = &'static Rule> {
    rules().filter(move |rule| rule.meta.family == family)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::publication::publication;
    use crate::text::is_kebab_case;

    #[test]
    fn every_rule_has_an_id_of_its_own_and_stands_in_its_family() {
        let mut ids: Vec<_> = rules().map(|rule| rule.meta.id).collect();
        assert!(ids.iter().all(|id| is_kebab_case(id)));
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), rules().count());
        let families: Vec<Family> = rules().map(|rule| rule.meta.family).collect();
        assert!(families.is_sorted(), "families stand in report order");
    }

    #[test]
    fn every_rule_says_what_it_needs_to_say() {
        for rule in rules() {
            let meta = &rule.meta;
            for text in [meta.title, meta.question, meta.why, meta.limits] {
                assert!(text.len() > 10, "{}: {text:?}", meta.id);
            }
            assert!(meta.question.ends_with('?'), "{}", meta.id);
            assert!(!meta.needs.is_empty() && !meta.evidence.is_empty() && !meta.remediation.is_empty());
            for key in meta.sources {
                assert!(publication(key).is_some(), "{} names the unknown publication {key}", meta.id);
            }
        }
    }
}
