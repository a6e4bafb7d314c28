//! What several rules together say of something.
//!
//! The one place that tells a rule that found nothing from one that was not
//! asked: what is switched off is not judged, and never reads as accepted or
//! as fine. Pages, documents and texts read it from here.

use super::Scored;
use crate::analyse::finding::Severity;
use crate::check::estate::Subject;
use crate::settings::Settings;

/// The rules that say of a system that something in it has no support.
pub const UNSUPPORTED: &[&str] = &["unsupported-component", "shared-platform", "unproven-extension"];
/// The rule that says of a system that nothing joins it to others.
pub const UNJOINED: &[&str] = &["isolated-system"];
/// The rules that say what stands apart: systems, and groups of them.
pub const APART: &[&str] = &["isolated-system", "isolated-island"];
/// The rule that says what people type again.
pub const REKEYED: &[&str] = &["manual-rekeying"];
/// The rule that says which hubs are dangerous.
pub const HUB: &[&str] = &["dangerous-hub"];

/// What several rules together say of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The worst of their open findings.
    Open(Severity),
    /// Nothing open, and some of the rules are switched off.
    NotJudged,
    /// All that they found is accepted.
    Accepted,
    /// All were asked, and none found anything.
    Nothing,
}

/// What some rules say of a subject, or of the whole estate where none is
/// named. Linear in the findings.
pub fn verdict(rules: &[&str], about: Option<Subject>, findings: &[Scored], settings: &Settings) -> Verdict {
    let is_asked = |scored: &&Scored| {
        let finding = &scored.finding;
        rules.contains(&finding.rule.id) && about.is_none_or(|subject| subject == finding.subject)
    };
    let found = || findings.iter().filter(is_asked);
    let worst = found().filter(|scored| scored.is_open()).map(|scored| scored.severity).max();
    match worst {
        Some(severity) => Verdict::Open(severity),
        None if rules.iter().any(|rule| settings.is_off(rule)) => Verdict::NotJudged,
        None if found().next().is_some() => Verdict::Accepted,
        None => Verdict::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::registry;

    #[test]
    fn every_rule_that_is_asked_exists() {
        for rule in [UNSUPPORTED, UNJOINED, APART, REKEYED, HUB].concat() {
            assert!(registry::rule(rule).is_some(), "{rule}");
        }
    }
}
