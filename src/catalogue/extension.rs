//! Extended support that a text itself names: `RHEL 7 ELS`, `Ubuntu Pro
//! 20.04`, `Windows 10 22H2, no ESU`.
//!
//! A name is no purchase order, but whoever wrote it says that the extension
//! is in use; what is left to ask is until when.

use super::normalise::{Field, Parts};
use super::outcome::NamedExtension;

/// What makers call it, in words; those that name anything else beside other
/// products are left to the products below.
const NAMES: &[&[&str]] = &[
    &["elts"],
    &["els"],
    &["esm"],
    &["espos"],
    &["esu"],
    &["esus"],
    &["eus"],
    &["ltss"],
    &["extended", "security", "updates"],
    &["extended", "security", "update"],
    &["extended", "security", "maintenance"],
    &["expanded", "security", "maintenance"],
    &["extended", "lifecycle", "support"],
    &["extended", "life", "cycle", "support"],
    &["extended", "update", "support"],
    &["extended", "support"],
    &["long", "term", "service", "pack", "support"],
];

/// Names that are an extension for one product alone.
const OF_PRODUCT: &[(&str, &str)] = &[("ubuntu", "pro"), ("ubuntu", "advantage")];

/// Words before the name that say it is not in use.
const NOT: &[&str] =
    &["no", "not", "non", "without", "ohne", "kein", "keine", "sans", "sin", "senza", "sem", "zonder"];

/// Words after it that say so.
const REFUSED: &[&str] = &["declined", "refused", "expired", "lapsed", "ended", "not", "none", "no"];

/// What product and version say of the extension of a product; linear.
pub(super) fn named(parts: &Parts, product: &str) -> NamedExtension {
    let start = parts.list().iter().position(|part| part.field != Field::Vendor).unwrap_or(0);
    for at in start..parts.list().len() {
        let Some(length) = length_at(parts, at, product) else { continue };
        let before = if at == start { "" } else { parts.text(at - 1) };
        let is_refused = NOT.contains(&before) || REFUSED.contains(&parts.text(at + length));
        return if is_refused { NamedExtension::NotInUse } else { NamedExtension::InUse };
    }
    NamedExtension::Unsaid
}

/// How many words the name of an extension has that begins here.
fn length_at(parts: &Parts, at: usize, product: &str) -> Option<usize> {
    let first = parts.text(at);
    let is_said =
        |name: &&&[&str]| name.iter().enumerate().all(|(next, word)| parts.text(at + next) == *word);
    if let Some(name) = NAMES.iter().filter(|name| name.first() == Some(&first)).find(is_said) {
        return Some(name.len());
    }
    OF_PRODUCT.iter().any(|(own, word)| *own == product && *word == first).then_some(1)
}
