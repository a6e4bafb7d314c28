//! Every rule on three small inventories, and what a person reads of each.
//!
//! `tests/rules/RULE` holds `fires.yaml`, on which the rule fires about the
//! subject with the id `subject`; `silent.yaml`, a near miss; and
//! `unknown.yaml`, which lacks the deciding fact. `unknown.yaml` gives a gap of
//! the rule about `subject`, or says in its first lines what is seen instead:
//!
//! ```text
//! # expect: no gap
//! # expect: a gap about ID
//! # expect: a finding of RULE
//! ```
//!
//! `TECHSTRATA_UPDATE=1 cargo test rules::` writes `expected.txt` of each
//! rule anew; read it before you commit it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use techstrata::analyse::Evidence;
use techstrata::analyse::finding::{Bounds, Factor, Gap, Strength};
use techstrata::analyse::registry;
use techstrata::assess::{Assessment, assess, settle};
use techstrata::check;
use techstrata::check::estate::Subject;
use techstrata::cli::diagnostics::render;
use techstrata::date::Day;
use techstrata::diagnostic::error_count;
use techstrata::files::Files;
use techstrata::load::place::Locator;
use techstrata::load::{SettingsFrom, load};
use techstrata::score::{Scored, confidence_word};
use techstrata::source::{Place, Sources};

use crate::estates::BUILT_IN;

const TODAY: Day = Day::constant(2026, 10, 31);
const FILES: [&str; 3] = ["fires.yaml", "silent.yaml", "unknown.yaml"];
const HOW_TO_MAKE: &str = "\
    write tests/rules/RULE/fires.yaml (the rule fires about the id `subject`), silent.yaml (one fact differs and \
    it does not) and unknown.yaml (the deciding fact is missing), each with its purpose as a comment in the first \
    line; then run `TECHSTRATA_UPDATE=1 cargo test rules::` and read expected.txt";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules")
}

fn rules() -> impl Iterator<Item = &'static str> {
    registry::rules().map(|rule| rule.meta.id)
}

/// An inventory of one file, judged.
struct Judged {
    /// `RULE/FILE`, for messages.
    name: String,
    rule: &'static str,
    sources: Sources,
    assessment: Assessment,
}

impl Judged {
    fn new(rule: &'static str, file: &str) -> Self {
        let name = format!("{rule}/{file}");
        let mut loaded = load(&Files::default(), &folder().join(&name), SettingsFrom::Folder)
            .unwrap_or_else(|failure| panic!("{name}: {failure}; {HOW_TO_MAKE}"));
        let mut diagnostics = std::mem::take(&mut loaded.diagnostics);
        diagnostics.extend(check::check_files(&loaded));
        let sources = std::mem::take(&mut loaded.sources);
        let resolved = check::resolve(loaded.files, false);
        diagnostics.extend(resolved.diagnostics);
        assert_eq!(error_count(&diagnostics), 0, "{name}:\n{}", render(&diagnostics, &sources, false));
        let (assessment, _) =
            assess(resolved.estate, settle(&loaded.settings, None).0, BUILT_IN.clone(), TODAY);
        Self { name, rule, sources, assessment }
    }

    fn findings_of(&self, rule: &str) -> Vec<&Scored> {
        self.assessment.findings.iter().filter(|scored| scored.finding.rule.id == rule).collect()
    }

    /// Ids of the subjects that the rule found.
    fn found(&self) -> Vec<String> {
        let id = |scored: &&Scored| self.assessment.estate.id(scored.finding.subject).to_owned();
        self.findings_of(self.rule).iter().map(id).collect()
    }

    fn gaps(&self) -> Vec<&Gap> {
        self.assessment.gaps.iter().filter(|gap| gap.rule.id == self.rule).collect()
    }

    fn has_gap_about(&self, id: &str) -> bool {
        self.gaps().iter().any(|gap| self.key(gap.subject) == id)
    }

    fn strengths(&self) -> Vec<&Strength> {
        self.assessment.strengths.iter().filter(|strength| strength.rule.id == self.rule).collect()
    }

    fn key(&self, subject: Subject) -> String {
        self.assessment.estate.key(subject).to_string()
    }

    /// `system subject (Pathology results)`.
    fn call(&self, subject: Subject) -> String {
        format!("{} {} ({})", subject.noun(), self.key(subject), self.assessment.estate.name(subject))
    }

    /// `fires.yaml:7`.
    fn line(&self, place: &Place) -> String {
        let located = Locator::new(&self.sources).locate(std::slice::from_ref(place));
        format!("{}:{}", self.sources.path(place.origin.file), located[0].line)
    }
}

#[test]
fn every_rule_has_three_inventories_and_every_folder_a_rule() {
    let known: BTreeSet<String> = rules().map(str::to_owned).collect();
    let there: BTreeSet<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    let astray: Vec<&String> = there.difference(&known).collect();
    assert!(
        astray.is_empty(),
        "tests/rules holds {astray:?}, and no rule is called that: rename or remove it"
    );
    let missing: Vec<String> = rules()
        .flat_map(|rule| FILES.map(|file| format!("{rule}/{file}")))
        .filter(|name| !folder().join(name).is_file())
        .collect();
    assert!(missing.is_empty(), "tests/rules lacks {missing:?}: {HOW_TO_MAKE}");
}

#[test]
fn every_inventory_says_its_purpose_in_its_first_line() {
    for name in rules().flat_map(|rule| FILES.map(|file| format!("{rule}/{file}"))) {
        let text = std::fs::read_to_string(folder().join(&name)).unwrap();
        let first = text.lines().next().unwrap_or_default();
        assert!(first.starts_with("# ") && first.ends_with('.'), "{name}: no sentence, but {first:?}");
    }
}

#[test]
fn every_rule_fires_about_its_subject_and_nothing_else() {
    for rule in rules() {
        let judged = Judged::new(rule, "fires.yaml");
        assert_eq!(judged.found(), ["subject"], "{}", judged.name);
    }
}

#[test]
fn every_rule_stays_silent_about_a_near_miss() {
    for rule in rules() {
        let judged = Judged::new(rule, "silent.yaml");
        assert!(judged.found().is_empty(), "{}: {:?}", judged.name, judged.found());
        assert!(!judged.has_gap_about("subject"), "{}: it asks about what is recorded", judged.name);
    }
}

#[test]
fn a_missing_fact_raises_no_finding_but_a_question() {
    for rule in rules() {
        let judged = Judged::new(rule, "unknown.yaml");
        assert!(judged.found().is_empty(), "{}: {:?}", judged.name, judged.found());
        let text = std::fs::read_to_string(folder().join(&judged.name)).unwrap();
        let expected: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("# expect: ")).collect();
        if expected.is_empty() {
            assert!(judged.has_gap_about("subject"), "{}: no gap about `subject`", judged.name);
        }
        for expectation in expected {
            assert_holds(&judged, expectation);
        }
    }
}

/// Fails unless an expectation of an `unknown.yaml` holds.
fn assert_holds(judged: &Judged, expectation: &str) {
    let name = &judged.name;
    if expectation == "no gap" {
        assert!(judged.gaps().is_empty(), "{name}: there is a gap; remove `# expect: no gap`");
    } else if let Some(id) = expectation.strip_prefix("a gap about ") {
        assert!(judged.has_gap_about(id), "{name}: no gap about `{id}`");
    } else if let Some(other) = expectation.strip_prefix("a finding of ") {
        let subjects: Vec<String> =
            judged.findings_of(other).iter().map(|scored| judged.key(scored.finding.subject)).collect();
        assert_eq!(subjects, ["subject"], "{name}: findings of {other}");
    } else {
        panic!(
            "{name}: `# expect: {expectation}` is not understood; the head of tests/suite/rules.rs lists what is"
        );
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "writes the expected answers into the source tree")]
fn what_a_person_reads_is_as_expected() {
    let mut stale = Vec::new();
    for rule in rules() {
        let said: Vec<String> = FILES.iter().map(|file| said_of(&Judged::new(rule, file))).collect();
        let said = said.join("\n");
        let expected = folder().join(rule).join("expected.txt");
        if std::env::var_os("TECHSTRATA_UPDATE").is_some() {
            std::fs::write(&expected, &said).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != said {
            stale.push(format!("{rule}/expected.txt should be:\n{said}"));
        }
    }
    assert!(
        stale.is_empty(),
        "these answers changed; run `TECHSTRATA_UPDATE=1 cargo test rules::` and read them:\n{}",
        stale.join("\n")
    );
}

/// Everything that a rule says of an inventory, as plain text.
fn said_of(judged: &Judged) -> String {
    let (_, file) = judged.name.split_once('/').unwrap();
    let mut text = format!("{file}\n");
    let (findings, strengths, gaps) = (judged.findings_of(judged.rule), judged.strengths(), judged.gaps());
    if findings.is_empty() && strengths.is_empty() && gaps.is_empty() {
        text.push_str("  the rule says nothing\n");
    }
    for finding in findings {
        write_finding(&mut text, judged, finding);
    }
    for strength in strengths {
        writeln!(text, "  strength: {}", judged.call(strength.subject)).unwrap();
        writeln!(text, "    {}", strength.headline).unwrap();
        write_evidence(&mut text, judged, &strength.evidence);
    }
    for gap in gaps {
        writeln!(text, "  gap: {}", judged.call(gap.subject)).unwrap();
        writeln!(text, "    {}", gap.headline).unwrap();
        writeln!(text, "    settled by: {}", gap.field).unwrap();
    }
    text
}

fn write_finding(text: &mut String, judged: &Judged, scored: &Scored) {
    let finding = &scored.finding;
    let confidence = confidence_word(finding.confidence, &judged.assessment.thresholds);
    writeln!(text, "  finding, {}: {}", scored.severity.word(), judged.call(finding.subject)).unwrap();
    writeln!(text, "    {}", finding.headline).unwrap();
    writeln!(
        text,
        "    risk {}, confidence {confidence} ({:.2})",
        bounds(scored.risk, 0),
        finding.confidence
    )
    .unwrap();
    write_factors(text, "likelihood", scored.likelihood, &finding.likelihood);
    write_factors(text, "impact", scored.impact, &finding.impact);
    if !finding.touches.is_empty() {
        let touched: Vec<String> = finding.touches.iter().map(|subject| judged.call(*subject)).collect();
        writeln!(text, "    touches {}", touched.join(", ")).unwrap();
    }
    write_evidence(text, judged, finding.evidence());
}

fn write_factors(text: &mut String, side: &str, whole: Bounds, factors: &[Factor]) {
    writeln!(text, "    {side} {}", bounds(whole, 3)).unwrap();
    for factor in factors {
        let value = bounds(factor.value, 3);
        write!(text, "      {} {value} × {:.2}: {}", factor.name(), factor.weight, factor.fact).unwrap();
        for number in &factor.evidence {
            write!(text, " [{}]", number + 1).unwrap();
        }
        text.push('\n');
    }
}

/// `0.500`, or `0.500 (0.000 to 1.000)` where it is not known.
fn bounds(bounds: Bounds, places: usize) -> String {
    if bounds.is_exact() {
        format!("{:.places$}", bounds.point())
    } else {
        format!("{:.places$} ({:.places$} to {:.places$})", bounds.point(), bounds.low(), bounds.high())
    }
}

fn write_evidence(text: &mut String, judged: &Judged, evidence: &[Evidence]) {
    for (index, fact) in evidence.iter().enumerate() {
        writeln!(text, "    [{}] {}", index + 1, fact_words(judged, fact)).unwrap();
    }
}

/// One fact in words. The source of a catalogue row names the day of the
/// catalogue, so it is left out: a newer catalogue changes no answer here
/// unless it changes a date.
fn fact_words(judged: &Judged, fact: &Evidence) -> String {
    match fact {
        Evidence::Inventory { place, statement } => format!("{} {statement}", judged.line(place)),
        Evidence::Missing { place, field, assumed } => {
            format!("{} does not record {field}: {assumed}", judged.line(place))
        }
        Evidence::Catalogue { product, cycle, statement, matched, .. } => {
            format!("catalogue, {product} {cycle}: {statement} (matched by {matched})")
        }
        Evidence::Graph { measure, statement, example } => {
            let path: Vec<String> = example.iter().map(|subject| judged.key(*subject)).collect();
            let example =
                if path.is_empty() { String::new() } else { format!(" (such as {})", path.join(" -> ")) };
            format!("graph, {measure}: {statement}{example}")
        }
        Evidence::Assumption { statement } => format!("assumed: {statement}"),
    }
}
