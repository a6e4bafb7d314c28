//! A summary for the terminal: counts, the first findings, what is not known.

use std::fmt::Write as _;

use crate::analyse::{Family, Severity};
use crate::assess::Assessment;
use crate::score::confidence_word;
use crate::text::{counted, visible};

/// How many findings the summary names.
const SHOWN: usize = 12;

/// The summary, `width` columns wide where lines can be broken.
pub fn summary(assessment: &Assessment, width: usize) -> String {
    let mut out = String::new();
    head(&mut out, assessment, width);
    severities(&mut out, assessment, width);
    families(&mut out, assessment);
    first_findings(&mut out, assessment, width);
    strengths(&mut out, assessment, width);
    gaps(&mut out, assessment);
    out
}

// Writing to a String cannot fail, so results of `writeln!` are dropped here.

fn head(out: &mut String, assessment: &Assessment, width: usize) {
    let estate = &assessment.estate;
    let title = format!("{}, as at {}", visible(&assessment.name()), assessment.today);
    let _ = writeln!(out, "{}", wrapped(&title, width, 2));
    let counts = format!(
        "{}, {}, {} in {}, {}, {}",
        counted(estate.organisations.len(), "organisation"),
        counted(estate.systems.len(), "system"),
        counted(estate.device_count() as usize, "device"),
        counted(estate.devices.len(), "fleet"),
        counted(estate.interfaces.len(), "interface"),
        counted(estate.journeys.len(), "journey")
    );
    let _ = writeln!(out, "{}\n", wrapped(&counts, width, 2));
}

fn severities(out: &mut String, assessment: &Assessment, width: usize) {
    let open = || assessment.findings.iter().filter(|finding| finding.is_open());
    let counts: Vec<String> = Severity::ALL
        .iter()
        .map(|&severity| {
            let count = open().filter(|finding| finding.severity == severity).count();
            format!("{count} {}", severity.word())
        })
        .collect();
    let accepted = assessment.findings.len() - open().count();
    let line = format!("{} findings: {}; {accepted} accepted", open().count(), counts.join(", "));
    let _ = writeln!(out, "{}", wrapped(&line, width, 2));
    let _ = writeln!(
        out,
        "{} of {} systems in use are high-risk\n",
        assessment.standings.high_risk_systems(),
        assessment.measures.systems_in_use
    );
}

fn families(out: &mut String, assessment: &Assessment) {
    for family in Family::ALL {
        let count = assessment
            .findings
            .iter()
            .filter(|finding| finding.is_open() && finding.finding.rule.family == family)
            .count();
        let _ = writeln!(out, "  {:<22}{count:>6}", family.title());
    }
    out.push('\n');
}

fn first_findings(out: &mut String, assessment: &Assessment, width: usize) {
    let open: Vec<_> = assessment.findings.iter().filter(|finding| finding.is_open()).collect();
    if open.is_empty() {
        let _ = writeln!(out, "No rule found anything.\n");
        return;
    }
    let _ = writeln!(out, "Highest risk first:");
    for finding in open.iter().take(SHOWN) {
        let confidence = confidence_word(finding.finding.confidence, &assessment.thresholds);
        let line = format!(
            "  {:>3.0}  {:<9}{} (confidence {confidence})",
            finding.risk.point,
            finding.severity.word(),
            visible(&finding.finding.headline)
        );
        let _ = writeln!(out, "{}", wrapped(&line, width, 16));
    }
    if open.len() > SHOWN {
        let _ = writeln!(out, "       and {} more; `--format csv` lists them all", open.len() - SHOWN);
    }
    out.push('\n');
}

fn strengths(out: &mut String, assessment: &Assessment, width: usize) {
    for strength in assessment.strengths.iter().take(5) {
        let line = format!("  well: {}", visible(&strength.headline));
        let _ = writeln!(out, "{}", wrapped(&line, width, 8));
    }
    if assessment.strengths.len() > 5 {
        let _ = writeln!(
            out,
            "  and {} more that are well although they look otherwise",
            assessment.strengths.len() - 5
        );
    }
}

fn gaps(out: &mut String, assessment: &Assessment) {
    match assessment.gaps.len() {
        0 => {}
        1 => out.push_str("1 thing cannot be judged for want of a fact\n"),
        n => {
            let _ = writeln!(out, "{n} things cannot be judged for want of a fact");
        }
    }
}

/// A line broken at spaces to fit `width`, later lines indented.
pub fn wrapped(line: &str, width: usize, indent: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in line.split_inclusive(' ') {
        let length = word.trim_end().chars().count();
        if column > indent && column + length > width {
            out.truncate(out.trim_end().len());
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            column = indent;
        }
        out.push_str(word);
        column += word.chars().count();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn long_lines_break_at_spaces_and_keep_their_indent() {
        assert_eq!(wrapped("  85  one two three", 12, 6), "  85  one\n      two\n      three");
    }
}
