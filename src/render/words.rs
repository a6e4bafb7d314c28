//! The sentences of the report, in one place, so that another language can
//! follow. What a rule says comes from its metadata; the rest is here.

use super::number;
use crate::analyse::registry;
use crate::date::PartialDate;
use crate::model::component::label;
use crate::model::fact::{Fact, Text};
use crate::sentence::Sentence;
use crate::text::join_and;

const SMALL: [&str; 11] =
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// A count in words up to ten, in figures above.
pub fn spelled(value: u64) -> String {
    SMALL.get(value as usize).map_or_else(|| number::count(value), |word| (*word).to_owned())
}

/// A count with its noun: `1 system`, `212 systems`.
pub fn of(value: u64, one: &str, many: &str) -> String {
    format!("{}\u{A0}{}", number::count(value), if value == 1 { one } else { many })
}

/// The same with the count in words where it is small: `no systems`, `two
/// systems`.
pub fn spelled_of(value: u64, one: &str, many: &str) -> String {
    format!("{} {}", spelled(value), if value == 1 { one } else { many })
}

/// The text with its first letter as a capital.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// What is said below the first of a list: how many more there are, and where
/// they all are; nothing where all are shown.
pub fn more(all: usize, shown: usize, rest: &str) -> Sentence {
    match (all.saturating_sub(shown), rest) {
        (0, _) => Sentence::default(),
        (more, "") => format!("and {} more", number::count(more as u64)).into(),
        (more, rest) => format!("and {} more; {rest} lists them all", number::count(more as u64)).into(),
    }
}

/// Adds to a text that is being written.
pub(super) fn append(text: &mut String, more: &str) {
    text.push_str(more);
}

/// The text with every `2026-10-31` in it written as people write days.
pub fn with_days(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let end = rest[start..]
            .find(|letter: char| !(letter.is_ascii_digit() || letter == '-'))
            .map_or(rest.len(), |length| start + length);
        let (before, word) = (&rest[..start], &rest[start..end]);
        out.push_str(before);
        let follows_word =
            before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '-' || letter == '.');
        match word.parse::<PartialDate>() {
            Ok(date) if word.len() == 10 && !follows_word => out.push_str(&number::partial(date)),
            _ => out.push_str(word),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// Whether these are all the rules that there are.
pub fn is_every_rule(off: &[&str]) -> bool {
    off.len() == registry::rules().count()
}

/// That what some rules ask is not judged, since they are switched off; nothing
/// where none is.
pub fn not_judged(off: &[&str]) -> Option<String> {
    const NAMED: usize = 3;
    match off {
        [] => None,
        all if is_every_rule(all) => Some("Not judged: the settings switch every rule off.".to_owned()),
        few if few.len() <= NAMED => {
            Some(format!("Not judged: {}, which the settings switch off.", join_and(few)))
        }
        many => Some(format!("Not judged: {} rules that the settings switch off.", many.len())),
    }
}

/// A text, and after it what is not judged.
pub fn and_not_judged(text: &str, off: &[&str]) -> String {
    match not_judged(off) {
        None => text.to_owned(),
        Some(off) if text.is_empty() => off,
        Some(off) => format!("{text} {off}"),
    }
}

/// A product with its version, or with the words that it is not recorded.
pub fn product_version(product: &str, version: &Fact<Text>) -> String {
    match version.known() {
        Some(version) => label(product, version.as_str()),
        None => format!("{product}, version not recorded"),
    }
}

/// The path of a field in the inventory, in words: `contract.ends` is the
/// field “ends” of contract.
pub fn field_words(path: &str) -> String {
    let mut parts: Vec<String> =
        path.split('.').map(|part| part.trim_end_matches("[]").replace('_', " ")).collect();
    parts.reverse();
    match parts.split_first() {
        Some((field, [])) => format!("the field “{field}”"),
        Some((field, of)) => format!("the field “{field}” of {}", of.join(" of ")),
        None => String::new(),
    }
}

/// How much of the rules was asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RuleCoverage {
    /// Every rule.
    #[default]
    All,
    /// Not those that are switched off.
    Some,
    /// None: every rule is switched off.
    None,
}

impl RuleCoverage {
    /// Of the rules that are switched off.
    pub fn without(off: &[&str]) -> Self {
        match off {
            [] => Self::All,
            all if is_every_rule(all) => Self::None,
            _ => Self::Some,
        }
    }
}

/// What the lead sentence is chosen from.
#[derive(Clone, Debug, Default)]
pub struct Lead {
    /// How many actions the plan holds.
    pub actions: u64,
    /// What they cost together, written, if every one of them is costed.
    pub cost: Option<String>,
    /// The share of measured risk that they would remove, 0 to 1.
    pub risk_removed: f64,
    /// High-risk systems now.
    pub high_risk: u64,
    /// High-risk systems after the plan.
    pub high_risk_after: Option<u64>,
    /// Systems on unsupported technology now.
    pub unsupported: u64,
    /// Systems that lose support within 12 months.
    pub losing_support: u64,
    /// Systems whose technology could be judged.
    pub judged: u64,
    /// Every system in use.
    pub systems: u64,
    /// Systems that lack a version or a product that is known.
    pub lacking_version: u64,
    /// How much of the rules was asked.
    pub asked: RuleCoverage,
}

/// The sentence with which the report begins: the first that holds of what
/// the plan buys, how little is known, what is high-risk and what is ending.
/// "Nothing is high-risk" is said only where most of the estate was judged, and
/// only of the rules that were.
pub fn lead(lead: &Lead) -> String {
    if lead.systems == 0 {
        return "The inventory holds no system, so there is nothing to score yet.".to_owned();
    }
    if lead.actions > 0 && lead.risk_removed > 0.0 {
        return plan_sentence(lead);
    }
    if lead.judged * 2 < lead.systems {
        return format!(
            "We can score only {} of {}: {} product version that we can date.",
            number::count(lead.judged),
            of(lead.systems, "system", "systems"),
            if lead.lacking_version == 1 {
                "1 has no".to_owned()
            } else {
                format!("{} have no", number::count(lead.lacking_version))
            },
        );
    }
    if lead.high_risk > 0 {
        return format!(
            "{} of {} {} high-risk, and no action is recorded that would change it.",
            sentence(&spelled(lead.high_risk)),
            of(lead.systems, "system", "systems"),
            if lead.high_risk == 1 { "is" } else { "are" },
        );
    }
    let losing = spelled_of(lead.losing_support, "system loses", "systems lose");
    let high = match lead.asked {
        RuleCoverage::All => "No system is high-risk.",
        RuleCoverage::Some => "No system is high-risk by the rules that were asked.",
        RuleCoverage::None => "Whether a system is high-risk is not judged.",
    };
    format!("{high} {} support within 12 months.", sentence(&losing))
}

fn plan_sentence(lead: &Lead) -> String {
    let actions = sentence(&spelled_of(lead.actions, "action", "actions"));
    let share = number::percent_fine(lead.risk_removed);
    let mut out = if let Some(cost) = &lead.cost {
        format!("{actions} costing {cost} would remove {share} of our measured technology risk")
    } else {
        let verb = if lead.actions == 1 { "addresses" } else { "address" };
        format!("{actions} {verb} {share} of our measured technology risk")
    };
    match lead.high_risk_after {
        Some(after) if after < lead.high_risk => {
            append(
                &mut out,
                &format!(
                    " and cut high-risk systems from {} to {}",
                    number::count(lead.high_risk),
                    number::count(after),
                ),
            );
        }
        _ => {}
    }
    out.push('.');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estate() -> Lead {
        Lead { systems: 212, judged: 180, lacking_version: 32, ..Lead::default() }
    }

    #[test]
    fn a_costed_plan_leads_with_cost_and_benefit() {
        let text = lead(&Lead {
            actions: 7,
            cost: Some("£1.06m".to_owned()),
            risk_removed: 0.40,
            high_risk: 23,
            high_risk_after: Some(8),
            ..estate()
        });
        assert_eq!(
            text,
            "Seven actions costing £1.06m would remove 40% of our measured technology risk and cut high-risk systems from 23 to 8."
        );
    }

    #[test]
    fn a_plan_that_cuts_no_system_does_not_claim_to() {
        let text = lead(&Lead {
            actions: 1,
            cost: None,
            risk_removed: 0.05,
            high_risk: 3,
            high_risk_after: Some(3),
            ..estate()
        });
        assert_eq!(text, "One action addresses 5% of our measured technology risk.");
    }

    #[test]
    fn without_anything_high_it_says_what_is_ending() {
        let text = lead(&Lead { losing_support: 4, ..estate() });
        assert_eq!(text, "No system is high-risk. Four systems lose support within 12 months.");
    }

    #[test]
    fn no_risk_is_claimed_only_of_rules_that_were_asked() {
        for (asked, high) in [
            (RuleCoverage::Some, "No system is high-risk by the rules that were asked."),
            (RuleCoverage::None, "Whether a system is high-risk is not judged."),
        ] {
            let text = lead(&Lead { losing_support: 4, asked, ..estate() });
            assert_eq!(text, format!("{high} Four systems lose support within 12 months."));
        }
    }

    #[test]
    fn what_is_switched_off_is_named_where_it_is_little() {
        assert_eq!(not_judged(&[]), None);
        let said = |off: &[&str]| not_judged(off).unwrap();
        assert_eq!(said(&["a"]), "Not judged: a, which the settings switch off.");
        assert_eq!(said(&["a", "b", "c"]), "Not judged: a, b and c, which the settings switch off.");
        assert_eq!(said(&["a", "b", "c", "d"]), "Not judged: 4 rules that the settings switch off.");
        let all: Vec<&str> = registry::rules().map(|rule| rule.meta.id).collect();
        assert_eq!(said(&all), "Not judged: the settings switch every rule off.");
    }

    #[test]
    fn little_evidence_is_never_called_no_risk() {
        let text = lead(&Lead { judged: 60, lacking_version: 152, ..estate() });
        assert_eq!(
            text.replace('\u{A0}', " "),
            "We can score only 60 of 212 systems: 152 have no product version that we can date."
        );
    }

    #[test]
    fn days_in_sentences_are_written_out_and_versions_are_not() {
        let text = with_days("support ended 2024-07-09; version 12-2024-07 of 2012-10 and v2024-07-09");
        assert_eq!(
            text.replace('\u{A0}', " "),
            "support ended 9 July 2024; version 12-2024-07 of 2012-10 and v2024-07-09"
        );
    }

    #[test]
    fn fields_are_named_in_words() {
        assert_eq!(field_words("components"), "the field “components”");
        assert_eq!(
            field_words("interfaces[].records_per_year"),
            "the field “records per year” of interfaces"
        );
        assert_eq!(field_words("journeys[].steps[].minutes"), "the field “minutes” of steps of journeys");
    }

    #[test]
    fn small_counts_are_words() {
        assert_eq!(spelled_of(1, "system", "systems"), "one system");
        assert_eq!(spelled_of(0, "system", "systems"), "no systems");
        assert_eq!(of(1204, "device", "devices"), "1,204\u{A0}devices");
        assert_eq!(sentence("écran"), "Écran");
    }
}
