//! Reference pages from the rules' own data: nothing is written twice.

use std::fmt::Write as _;

use crate::analyse::registry;
use crate::analyse::{Family, RuleMeta};
use crate::method::publication::publication;

/// The heads of `docs/rules.md`.
const HEAD: &str = "# Rules\n\n<!-- Generated from the rules' own data. `TECHSTRATA_UPDATE=1 cargo test` rewrites it. -->\n\nEach rule answers one question about an estate. Ids name the condition, never the cure, and never change meaning.\n";

/// Every rule by family, one line each, for the terminal.
pub fn list() -> String {
    let mut out = String::new();
    for family in Family::ALL {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{}", family.title());
        for rule in registry::family(family) {
            let _ = writeln!(out, "  {:<26}{}", rule.meta.id, rule.meta.question);
        }
        out.push('\n');
    }
    out.push_str("`techstrata rules RULE` shows a rule's page.\n");
    out
}

/// The pages of all rules, as `docs/rules.md` holds them.
pub fn all_pages() -> String {
    let mut out = HEAD.to_owned();
    for family in Family::ALL {
        let _ = writeln!(out, "\n## {}", family.title());
        for rule in registry::family(family) {
            let _ = write!(out, "\n{}", page(&rule.meta));
        }
    }
    out
}

/// A rule's page as Markdown.
pub fn page(meta: &RuleMeta) -> String {
    let mut out = format!("### `{}`: {}\n\n**{}** {}\n\n", meta.id, meta.title, meta.question, meta.why);
    for (title, text) in rows(meta) {
        let _ = writeln!(out, "- {title}: {text}");
    }
    out
}

/// A rule's page for the terminal.
pub fn text_page(meta: &RuleMeta, width: usize) -> String {
    let mut out = format!(
        "{} (version {})\n{}\n\n{}\n{}\n\n",
        meta.id, meta.version, meta.title, meta.question, meta.why
    );
    for (title, text) in rows(meta) {
        let _ = writeln!(
            out,
            "{}",
            super::format::text::wrapped(&format!("{title:<12}{}", text.replace('`', "")), width, 12)
        );
    }
    out
}

/// Every rule with its thresholds and sources, as the last section of
/// `docs/methods.md` holds them.
pub fn rule_table() -> String {
    let mut out = String::from("\n| rule | thresholds | sources |\n|---|---|---|\n");
    for rule in registry::rules() {
        let meta = &rule.meta;
        let thresholds: Vec<String> = meta
            .thresholds
            .iter()
            .map(|t| format!("`{}` {} [{}]", t.key(), t.default_value(), t.tag().letter()))
            .collect();
        let sources: Vec<&str> =
            meta.sources.iter().filter_map(|key| publication(key)).map(|p| p.citation).collect();
        // Writing to a String cannot fail.
        let _ = writeln!(out, "| `{}` | {} | {} |", meta.id, thresholds.join("; "), sources.join("; "));
    }
    out
}

fn rows(meta: &RuleMeta) -> Vec<(&'static str, String)> {
    let needs: Vec<String> = meta.needs.iter().map(|field| format!("`{field}`")).collect();
    let evidence: Vec<&str> = meta.evidence.iter().map(|kind| kind.title()).collect();
    let thresholds: Vec<String> = meta
        .thresholds
        .iter()
        .map(|t| format!("`{}` {} {} [{}]", t.key(), t.default_value(), t.unit(), t.tag().letter()))
        .collect();
    let sources: Vec<&str> =
        meta.sources.iter().filter_map(|key| publication(key)).map(|p| p.citation).collect();
    let remediation: Vec<&str> = meta.remediation.iter().map(|kind| kind.word()).collect();
    let mut rows = vec![
        ("Version", meta.version.to_string()),
        ("Reads", needs.join(", ")),
        ("Evidence", evidence.join(", ")),
    ];
    if !thresholds.is_empty() {
        rows.push(("Thresholds", thresholds.join("; ")));
    }
    if !sources.is_empty() {
        rows.push(("Sources", sources.join("; ")));
    }
    rows.push(("Cleared by", remediation.join(", ")));
    rows.push(("Limits", meta.limits.to_owned()));
    rows
}
