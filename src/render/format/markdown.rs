//! A summary for a wiki or a merge request.

use std::fmt::Write as _;

use super::results::Results;
use crate::text::visible;

/// How many findings the table names.
const SHOWN: usize = 50;

/// The summary as Markdown.
pub fn summary(results: &Results) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(out, "# {}\n", escaped(&results.estate.name));
    let _ = writeln!(
        out,
        "As at {}: {} systems, {} devices, {} interfaces. {} systems are high-risk. {} findings.\n",
        results.as_of,
        results.estate.systems,
        results.estate.devices,
        results.estate.interfaces,
        results.estate.high_risk_systems,
        results.findings.len()
    );
    out.push_str("| # | Severity | Risk | Finding | Confidence | Rule |\n|--:|---|--:|---|---|---|\n");
    for (index, finding) in results.findings.iter().take(SHOWN).enumerate() {
        let accepted = finding
            .accepted
            .as_ref()
            .map_or(String::new(), |accepted| format!(" (accepted until {})", accepted.until));
        let _ = writeln!(
            out,
            "| {} | {} | {:.0} | {}{accepted} | {} | `{}` |",
            index + 1,
            finding.severity,
            finding.risk.point,
            escaped(&finding.headline),
            finding.confidence_word,
            finding.rule
        );
    }
    if results.findings.len() > SHOWN {
        let _ = writeln!(out, "\n{} more findings are not shown.", results.findings.len() - SHOWN);
    }
    out
}

/// Text that Markdown shows as it is.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '|' | '*' | '_' | '`' | '[' | ']' | '#' | '\\' | '!' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn markdown_and_html_are_shown_as_text() {
        assert_eq!(escaped("a|b <script>"), "a\\|b &lt;script&gt;");
    }
}
