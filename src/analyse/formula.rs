//! How each factor's fact becomes its value between the anchors, in words and
//! figures, so that a reader can recompute it.
//!
//! One table, by the factor's name and, where rules differ, by the rule. Kept
//! out of the factors, of which a large estate has millions. `{key}` stands
//! for a threshold in force.

use crate::method::{Threshold, Thresholds};

/// How a factor of a rule is computed, with the thresholds in force; nothing
/// for a name that no rule uses.
pub fn how(rule: &str, factor: &str, thresholds: &Thresholds) -> Option<String> {
    let of_rule = FORMULAS.iter().find(|(of, name, _)| *of == rule && *name == factor);
    let (_, _, words) =
        of_rule.or_else(|| FORMULAS.iter().find(|(of, name, _)| of.is_empty() && *name == factor))?;
    let mut words = (*words).to_owned();
    for threshold in Threshold::ALL {
        let key = format!("{{{}}}", threshold.key());
        if words.contains(&key) {
            words = words.replace(&key, &thresholds.get(*threshold).to_string());
        }
    }
    Some(words)
}

const DEBT: &str = "0.7 + 0.3 × years without support ÷ {debt-age-worst}, at most 1";
const ENDING: &str = "0.3 at the horizon, rising to 0.7 on the last day";
const CRITICALITY: &str = "administrative 0, operational 0.25, business 0.75, mission 1";
const CARRIED_OVER: &str = "0.4 + 0.6 × hours ÷ {rekeying-hours-worst}, at most 1";
const PER_JOURNEY: &str = "0.2 to 0.2 + 0.8 × hours ÷ {journey-hours-worst}; the middle";

/// Rule (empty for all others), factor, formula.
const FORMULAS: &[(&str, &str, &str)] = &[
    ("", "Age", "0.4 + 0.6 × years past ÷ {hardware-age-worst}, at most 1"),
    ("", "Blast radius", "share of criticality ÷ {reach-worst}, at most 1"),
    ("", "Carries", "systems and devices ÷ 40, at most 1"),
    ("", "Connection", "0.8: a group with no way to the rest"),
    ("isolated-system", "Connection", "1: joined to nothing"),
    ("", "Contract", "0.7 + 0.3 × years since its end ÷ 2, at most 1"),
    ("", "Criticality", CRITICALITY),
    ("", "Criticality of the ends", CRITICALITY),
    ("", "Data sensitivity", "public 0, internal 0.25, personal 0.7, special-category 1"),
    ("", "Devices", "devices ÷ 1,000, at most 1"),
    ("", "Documentation", "0.05 + 0.25 × share undocumented"),
    ("", "Encryption", "0 if encrypted, 1 if any is not"),
    ("unencrypted-interface", "Encryption", "0.15 + 0.35 × share not encrypted"),
    ("", "Expected link", "0.2 + 0.25 × Σ 1 ÷ ln(holders), at most 0.9"),
    ("", "Exploited vulnerabilities", "0.8 + 0.05 × count, at most 1"),
    ("", "Exposure", "own segment 0, not on the internet 0.4, no segment 0.6, else 1"),
    ("", "E–I index", "−0.7 × index, from 0 to 1"),
    ("", "Feeds alike", "0.3 + 0.2 × (feeds − 1), at most 0.9"),
    ("", "Feeds past the hub", "0.1 + 0.4 × feeds ÷ {bypass-worst}, at most 0.5"),
    ("", "Fleet size", "share of all devices ÷ {fleet-worst}, at most 1"),
    ("", "Fragility", "1 − Π (1 − weakness)"),
    ("", "Fragmentation", "(parts − 1) ÷ (holders − 1)"),
    ("", "Hand-offs", "0.3 × without a flow + 0.05 × changes, at most 1"),
    ("", "How often", "times a year ÷ 50,000, at most 1"),
    ("", "Importance", "largest share that leans on it ÷ 0.5, at most 1"),
    ("", "Kind of device", "medical 1, other 0.3"),
    ("", "Lifecycle", DEBT),
    ("ending-component", "Lifecycle", ENDING),
    ("ending-devices", "Lifecycle", ENDING),
    ("shared-platform", "Lifecycle", "ended: 0.7 to 1 in {debt-age-worst} years; ending: 0.3 to 0.7"),
    ("unproven-extension", "Lifecycle", "bought 0.2; else 0.7 to 1 in {debt-age-worst} years; middle"),
    ("", "Master", "0.8: copies without a record"),
    ("", "Monitoring", "0.1 + 0.35 × share unmonitored"),
    ("", "Network", "worst weakness + 0.1 × each other one, at most 1"),
    ("", "Notice", "0.3 + 0.5 × (1 − days left ÷ window); 1 if past"),
    ("", "People", "0.2 + 0.8 × referrals ÷ {referrals-worst}, at most 1"),
    ("", "Protocol", "e-mail, FTP 0.8; screens 0.7; file share 0.5; database 0.4"),
    ("", "Releases", "0.2 at {several-versions} releases to 0.6 at {several-versions-worst}"),
    ("", "Renewal", "1 if it does not renew by itself"),
    ("", "Resilience", "tested 0, undated 0.3, old 0.4, untested 0.6, none 1"),
    ("", "Rival masters", "0.4 + 0.2 × (rivals − 1), at most 1"),
    ("", "Satisfaction", "0.5 at {low-satisfaction} of 5 to 1 at 1"),
    ("", "Separation", "share of pairs cut off ÷ 0.5, at most 1"),
    ("", "Share of one supplier", "0.3 + 0.7 × share, at most 1"),
    ("", "Shared data", "1 if another holds it too, else 0"),
    ("", "Shared ground", "0.7: both ways stand on one thing"),
    ("", "Skills", "nobody 1, one 0.9, two 0.6, three 0.3, more 0"),
    ("", "Spread", "holders ÷ 10, at most 1"),
    ("", "Staff time", CARRIED_OVER),
    ("broken-journey", "Staff time", PER_JOURNEY),
    ("", "Supplier support", "supported 0.2, not supported 1"),
    ("", "Systems", "systems ÷ 20, at most 1"),
    ("", "Systems concerned", "systems ÷ {several-versions-systems}, at most 1"),
    ("", "Time to fix", "0.2 at {patch-days} days to 0.6 at {patch-days-worst}"),
    ("", "Training", "0.4 at a share of {low-training} to 1 at none"),
    ("", "Unknown", "0.5 × share that is not known"),
    ("", "Use of capacity", "0.3 at {utilisation-busy}, 0.7 at {utilisation-full}, 1 at full"),
    ("", "Users", "users ÷ 1,000, at most 1"),
    ("", "Volume", "messages a day ÷ {legacy-volume-worst}, at most 1"),
    ("", "Way for the data", "nothing recorded 0.8, else 0.6"),
    ("", "Workarounds", "one 0.5, more 1"),
    ("", "Wrong fields", "wrong fields a year ÷ 2,000, at most 1"),
    ("", "Yearly cost", "cost a year ÷ 500,000, at most 1"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_may_have_its_own_and_thresholds_are_those_in_force() {
        let thresholds = Thresholds::default();
        let of = |rule, factor| how(rule, factor, &thresholds);
        assert_eq!(
            of("unsupported-component", "Lifecycle").as_deref(),
            Some("0.7 + 0.3 × years without support ÷ 3, at most 1")
        );
        assert_eq!(of("ending-devices", "Lifecycle").as_deref(), Some(ENDING));
        assert_eq!(of("x", "Nonsense"), None);
    }

    #[test]
    fn each_is_short_and_names_thresholds_that_exist() {
        for (_, factor, words) in FORMULAS {
            assert!(words.chars().count() <= 70, "{factor}: {words}");
            let filled = how("", factor, &Thresholds::default()).unwrap();
            assert!(!filled.contains('{'), "{factor}: {filled}");
        }
    }
}
