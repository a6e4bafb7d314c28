//! Reference pages from the rules' own data: nothing is written twice.

use std::fmt::Write as _;

use super::document::rules;
use super::format;
use crate::analyse::registry;
use crate::method::indicator::RULE_SET;
use crate::method::publication::publication;
use crate::method::{Criterion, Indicator, Threshold, Thresholds, scale, weighing};

/// The pages of all rules, as `docs/rules.md` holds them.
pub fn rule_pages() -> String {
    const MADE: &str =
        "<!-- Generated from the rules' own data. `TECHSTRATA_UPDATE=1 cargo test` rewrites it. -->";
    let pages = format::markdown(&rules::pages());
    pages.replacen("# Rules\n", &format!("# Rules\n\n{MADE}\n"), 1)
}

/// Every rule with its thresholds and sources, as the last section of
/// `docs/methods.md` holds them.
pub fn rule_table() -> String {
    let mut out = String::from("\n| rule | thresholds | sources |\n|---|---|---|\n");
    for rule in registry::rules() {
        let meta = &rule.meta;
        let thresholds: Vec<String> = meta
            .all_thresholds()
            .into_iter()
            .map(|t| format!("`{}` {} [{}]", t.key(), t.default_value(), t.tag().letter()))
            .collect();
        let sources: Vec<&str> =
            meta.sources.iter().filter_map(|key| publication(key)).map(|p| p.citation).collect();
        // Writing to a String cannot fail.
        let _ = writeln!(out, "| `{}` | {} | {} |", meta.id, thresholds.join("; "), sources.join("; "));
    }
    out
}

/// Every weight, threshold and indicator with its reason, as
/// `docs/defaults.md` holds them.
pub fn defaults() -> String {
    let mut out = String::from(
        "# Defaults and their reasons\n\n<!-- Generated from the program's own data. `TECHSTRATA_UPDATE=1 cargo test house::` rewrites it. -->\n\nLetters say where a value comes from: S is set by a standard or by government guidance, P is taken from a paper, D is our default. Weights and thresholds can be changed in the settings, by key; each change is marked in the report.\n\n## Weights of the ranking\n\nEach criterion runs on a straight line from the figure that counts 0 to the one that counts 1.\n\n| key | criterion | unit | 0 at | 1 at | weight [D] | why |\n|---|---|---|---:|---:|---:|---|\n",
    );
    // Writing to a String cannot fail.
    for criterion in Criterion::ALL {
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | {} | {} |",
            criterion.key(),
            criterion.title(),
            criterion.unit(),
            criterion.best(),
            criterion.worst(),
            criterion.default_weight(),
            criterion.why()
        );
    }
    out.push_str("\n## Thresholds\n\n| key | value | unit | from | why |\n|---|---:|---|---|---|\n");
    for threshold in Threshold::ALL {
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} |",
            threshold.key(),
            threshold.default_value(),
            threshold.unit(),
            threshold.tag().letter(),
            threshold.why()
        );
    }
    out.push_str(&scales());
    out.push_str(&weights_of_factors());
    let _ = writeln!(
        out,
        "\n## Indicators of the government framework\n\nRule set `{RULE_SET}`; likelihood from 1 to 6, impact from 1 to 5. Who answers is in section 9 of [methods.md](methods.md).\n\n| key | indicator | question | answered by |\n|---|---|---|---|"
    );
    for indicator in Indicator::ALL {
        let by = if indicator.is_asked() { "a person" } else { "the inventory, unless a person does" };
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {by} |",
            indicator.key(),
            indicator.title(),
            indicator.question()
        );
    }
    out
}

fn scales() -> String {
    let thresholds = Thresholds::default();
    let mut out = String::from(
        "\n## Scales of factors [D]\n\nHow a fact becomes a value from 0 (best) to 1 (worst). `a → b` says that the figure a counts b; between two figures the value lies on a straight line, and beyond the outermost ones it stays as it is. Keys go under `thresholds:`; where a figure stands at a threshold above, that is its key.\n\n| scale | factor | how a fact counts | keys | why |\n|---|---|---|---|---|\n",
    );
    for scale in scale::all() {
        let keys: Vec<String> = scale.parameters().iter().map(|one| format!("`{}`", one.key)).collect();
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} |",
            scale.key,
            scale.title,
            scale.formula(&thresholds),
            keys.join(", "),
            scale.why
        );
    }
    out
}

fn weights_of_factors() -> String {
    let mut out = String::from(
        "\n## Weights of factors [D]\n\nEach side of a score is Σ weight × value over the factors of one weighing; weights are shared out so that those of a weighing sum to 1. Keys go under `weights:`.\n\n| key | side | scale | weight | of what |\n|---|---|---|---:|---|\n",
    );
    for weighing in weighing::ALL {
        for part in weighing.parts {
            // Writing to a String cannot fail.
            let _ = writeln!(
                out,
                "| `{}` | {} | `{}` | {} | {} |",
                part.weight.key,
                weighing.side.word(),
                part.scale.key,
                part.weight.default,
                weighing.what
            );
        }
    }
    out
}
