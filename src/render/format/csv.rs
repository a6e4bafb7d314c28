//! Findings as CSV, one row each, for spreadsheets.
//!
//! With a byte order mark and CRLF, as spreadsheets expect; a cell that a
//! spreadsheet would take for a formula gets an apostrophe.

use std::io;

use super::results::{EvidenceFacts, FindingFacts, Results};

const HEADINGS: [&str; 14] = [
    "rank",
    "finding",
    "severity",
    "risk",
    "risk_low",
    "risk_high",
    "confidence",
    "family",
    "rule",
    "subject",
    "name",
    "headline",
    "accepted_until",
    "evidence",
];

/// Writes the findings as CSV.
///
/// # Errors
///
/// If writing fails.
pub fn write(results: &Results, out: &mut impl io::Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    table.write_record(HEADINGS)?;
    for (index, finding) in results.findings.iter().enumerate() {
        table.write_record(row(index + 1, finding).iter().map(|cell| harmless(cell)))?;
    }
    table.flush()
}

fn row(rank: usize, finding: &FindingFacts) -> [String; 14] {
    [
        rank.to_string(),
        finding.id.clone(),
        finding.severity.to_owned(),
        format!("{:.2}", finding.risk.point),
        format!("{:.2}", finding.risk.low),
        format!("{:.2}", finding.risk.high),
        format!("{:.2}", finding.confidence),
        finding.family.to_owned(),
        finding.rule.to_owned(),
        finding.subject.key.clone(),
        finding.subject.name.clone(),
        finding.headline.clone(),
        finding.accepted.as_ref().map_or(String::new(), |accepted| accepted.until.clone()),
        finding.evidence.iter().filter_map(place).collect::<Vec<_>>().join("; "),
    ]
}

fn place(evidence: &EvidenceFacts) -> Option<String> {
    match evidence {
        EvidenceFacts::Inventory { file, line, .. } => Some(format!("{file}:{line}")),
        _ => None,
    }
}

/// A cell that no spreadsheet takes for a formula.
pub fn harmless(cell: &str) -> String {
    let visible = crate::text::visible(cell);
    if visible.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{visible}")
    } else {
        visible.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("@cmd"), "'@cmd");
        assert_eq!(harmless("a=b"), "a=b");
    }
}
