//! Inventory spellings with the right answer, scored by the rules of
//! `tests/matching/README.md`: a wrong match is worse than a miss.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests: a bad fixture fails the test, scores are printed"
)]

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::PathBuf;
use std::sync::LazyLock;

use flate2::read::GzDecoder;
use techstrata::catalogue::{Catalogue, Match, MatchMethod, Matcher, Query};

use crate::estates::BUILT_IN;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Score {
    Correct,
    /// A release that the snapshot, from which the cases were made, lacks.
    Beyond,
    Missed,
    Wrong,
}

impl Score {
    const ALL: [Self; 4] = [Self::Correct, Self::Beyond, Self::Missed, Self::Wrong];
}

struct Case {
    vendor: String,
    product: String,
    version: String,
    expected: Vec<(String, String)>,
    note: String,
}

impl Case {
    fn class(&self) -> &'static str {
        let note = &self.note;
        if note.starts_with("ambiguous") {
            "ambiguous"
        } else if note.starts_with("confusable") {
            "confusable"
        } else if note.starts_with("cycle-absent") {
            "cycle absent"
        } else if note.starts_with("version-missing") {
            "version missing"
        } else if self.expected.first().is_some_and(|(product, _)| product == "none") {
            "not in the catalogue"
        } else if note.contains("typo") {
            "typo"
        } else if self.product.starts_with("cpe:") || self.product.starts_with("pkg:") {
            "identifier"
        } else {
            "plain"
        }
    }

    fn score(&self, found: &Match<'_>, snapshot: &Catalogue) -> Score {
        let expects_cycle = self.expected.iter().any(|(_, cycle)| cycle != "none");
        let named =
            found.cycle.and_then(|cycle| found.product.map(|p| (p.id.to_string(), cycle.name.to_string())));
        match named {
            Some(pair) if self.expected.contains(&pair) => Score::Correct,
            Some((product, cycle))
                if snapshot.product(&product).and_then(|product| product.cycle(&cycle)).is_none() =>
            {
                Score::Beyond
            }
            Some(_) => Score::Wrong,
            None if !expects_cycle => Score::Correct,
            None if self.class() == "ambiguous" => {
                let has_right = found.candidates.iter().any(|candidate| {
                    self.expected.iter().any(|(product, cycle)| {
                        **product == *candidate.product.id && **cycle == *candidate.cycle.name
                    })
                });
                if has_right { Score::Correct } else { Score::Missed }
            }
            None => Score::Missed,
        }
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/matching")
}

/// endoflife.date's data of 22 August 2026, from which the cases were made.
fn snapshot() -> Catalogue {
    let packed = std::fs::File::open(folder().join("endoflife-products-full.json.gz")).unwrap();
    let mut json = String::new();
    GzDecoder::new(packed).read_to_string(&mut json).unwrap();
    Catalogue::empty().with_file("products-full.json", &json).unwrap()
}

fn cases(text: &str) -> Vec<Case> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            let field = |at: usize| record.get(at).unwrap_or("").to_owned();
            let products: Vec<String> = field(3).split('|').map(str::to_owned).collect();
            let cycles: Vec<String> = field(4).split('|').map(str::to_owned).collect();
            let length = products.len().max(cycles.len());
            let nth = |list: &[String], at: usize| list.get(at).or(list.first()).cloned().unwrap();
            Case {
                vendor: field(0),
                product: field(1),
                version: field(2),
                expected: (0..length).map(|at| (nth(&products, at), nth(&cycles, at))).collect(),
                note: field(6),
            }
        })
        .collect()
}

/// How many cases of each class got each score.
type Scores = BTreeMap<&'static str, BTreeMap<Score, usize>>;

fn score_all(catalogue: &Catalogue, snapshot: &Catalogue, cases: &[Case]) -> Scores {
    let matcher = Matcher::new(catalogue);
    let mut classes = Scores::new();
    for case in cases {
        let found = matcher.find(Query {
            vendor: Some(&case.vendor),
            product: &case.product,
            version: Some(&case.version),
            ..Query::default()
        });
        let score = case.score(&found, snapshot);
        *classes.entry(case.class()).or_default().entry(score).or_default() += 1;
        if score != Score::Correct {
            println!(
                "{score:?}: {} | {} | {} -> {:?} {:?} [{}] {:?} {}; expected {:?}",
                case.vendor,
                case.product,
                case.version,
                found.product.map(|p| &p.id),
                found.cycle.map(|c| &c.name),
                found.candidates.iter().map(|c| &*c.cycle.name).collect::<Vec<_>>().join(" "),
                found.method,
                found.note,
                case.expected,
            );
        }
    }
    classes
}

fn total(scores: &Scores, score: Score) -> usize {
    scores.values().filter_map(|counts| counts.get(&score)).sum()
}

/// How the snapshot alone and the built-in catalogue alone score.
struct Scored {
    cases: usize,
    snapshot: Scores,
    built_in: Scores,
}

static SCORED: LazyLock<Scored> = LazyLock::new(|| {
    let cases = cases(&std::fs::read_to_string(folder().join("matching-cases.csv")).unwrap());
    let snapshot = snapshot();
    Scored {
        cases: cases.len(),
        snapshot: score_all(&snapshot, &snapshot, &cases),
        built_in: score_all(&BUILT_IN, &snapshot, &cases),
    }
});

#[test]
fn the_snapshot_answers_at_least_97_in_100_and_at_most_1_wrongly() {
    let Scored { cases, snapshot, .. } = &*SCORED;
    assert!(total(snapshot, Score::Correct) * 100 >= cases * 97, "{snapshot:?}");
    assert!(total(snapshot, Score::Wrong) * 100 <= *cases, "{snapshot:?}");
}

#[test]
fn the_built_in_catalogue_contradicts_no_expected_release() {
    let Scored { cases, built_in, .. } = &*SCORED;
    assert!(total(built_in, Score::Wrong) * 100 <= *cases, "{built_in:?}");
    let answered = total(built_in, Score::Correct) + total(built_in, Score::Beyond);
    assert!(answered * 100 >= cases * 97, "{built_in:?}");
}

#[test]
fn the_published_scores_are_fresh() {
    let page = page(&SCORED);
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/matching.md");
    if std::env::var_os("TECHSTRATA_UPDATE").is_some() {
        techstrata::render::write::write(&path, page.as_bytes()).unwrap();
    }
    let published = std::fs::read_to_string(&path).unwrap();
    assert!(published == page, "stale: TECHSTRATA_UPDATE=1 cargo test matching_cases::");
}

fn page(scored: &Scored) -> String {
    let head =
        format!("{HEAD}\n{} spellings as inventories hold them, each with what is right.\n", scored.cases);
    let of_snapshot = table("The public snapshot alone", OF_SNAPSHOT, &scored.snapshot);
    head + &of_snapshot
        + &table("The built-in catalogue alone", OF_BUILT_IN, &scored.built_in)
        + &crate::generated_names::section()
}

fn table(title: &str, note: &str, scores: &Scores) -> String {
    let of_class = |(class, counts): (&&str, &BTreeMap<Score, usize>)| {
        row(class, Score::ALL.map(|score| counts.get(&score).copied().unwrap_or(0)))
    };
    let rows: String = scores.iter().map(of_class).collect();
    let all = row("**all**", Score::ALL.map(|score| total(scores, score)));
    format!(
        "\n## {title}\n\n{note}\n\n| class | cases | correct | beyond | missed | wrong |\n|---|---:|---:|---:|---:|---:|\n{rows}{all}"
    )
}

fn row(class: &str, counts: [usize; 4]) -> String {
    let [correct, beyond, missed, wrong] = counts;
    let all: usize = counts.iter().sum();
    format!("| {class} | {all} | {correct} | {beyond} | {missed} | {wrong} |\n")
}

const HEAD: &str = "# How well names are matched

<!-- Written by a test: TECHSTRATA_UPDATE=1 cargo test matching_cases:: -->

A wrong match puts a false date before a board, so a wrong match is worse than none. Identifiers come first (CPE, package URL), then known names in full, the longest first, behind a vendor gate; a word beside the name that belongs to no known name means another product; then names mistyped by a letter, which are probable and never raise a finding alone. Where edition, service pack, release or distributor is missing, the candidates are listed and none is chosen.

*Correct*: the right release, or none where none is right, or a list that holds the right one where the spelling is ambiguous. *Missed*: no release where one is right. *Wrong*: another release than the right one. *Beyond*: a release that the snapshot lacks, so that the cases expect none; the built-in catalogue knows it from a vendor's page.
";
const OF_SNAPSHOT: &str = "`techstrata lifecycle match CASES.csv --catalogue products-full.json`, with endoflife.date's data of 22 August 2026: 464 products. A matcher by likeness of names alone gets 67% right and 17.5% wrong.";
const OF_BUILT_IN: &str = "`techstrata lifecycle match CASES.csv`, with the facts of public data and vendors' pages that are built in.";

fn ask<'c>(matcher: &Matcher<'c>, vendor: &str, product: &str, version: &str) -> (Match<'c>, String) {
    let found =
        matcher.find(Query { vendor: Some(vendor), product, version: Some(version), ..Query::default() });
    let cycle = found.cycle.map_or("none", |cycle| &*cycle.name).to_owned();
    (found, cycle)
}

#[test]
fn sql_server_2014_sp3_has_the_dates_of_the_method_page() {
    let matcher = Matcher::new(&BUILT_IN);
    let (found, cycle) = ask(&matcher, "Microsoft", "SQL Server 2014 SP3", "");
    assert_eq!(cycle, "12.0-sp3");
    assert!(found.is_firm());
    let cycle = found.cycle.unwrap();
    assert_eq!(cycle.end_of_support.to_string(), "2024-07-09");
    assert_eq!(cycle.end_of_extended_support.to_string(), "2027-07-12");
}

#[test]
fn a_release_is_not_the_one_that_its_name_begins_with() {
    let matcher = Matcher::new(&BUILT_IN);
    for (product, version, want) in [
        ("Windows Server 2012 R2", "", "2012-r2"),
        ("Windows Server 2012", "", "2012"),
        ("Windows Server 2003 R2", "SP2", "2003-r2"),
        ("Windows 10 Enterprise LTSC 2019", "", "10-1809-e-lts"),
        ("Windows 10 Pro", "22H2", "10-22h2"),
        ("HP-UX 11i v3", "B.11.31", "11.31"),
        ("Red Hat Linux 9 (Shrike)", "9", "9"),
    ] {
        assert_eq!(ask(&matcher, "", product, version).1, want, "{product}");
    }
}

#[test]
fn what_is_not_stated_is_a_list_and_never_a_guess() {
    let matcher = Matcher::new(&BUILT_IN);
    for (product, version) in [
        ("SQL Server 2014", ""),
        ("Oracle 12c", ""),
        ("Win10 20H2", ""),
        ("openjdk", "11.0.22"),
        ("VMware vSphere 7.0 U3", ""),
        ("Tomcat 8", ""),
    ] {
        let (found, cycle) = ask(&matcher, "", product, version);
        assert_eq!(cycle, "none", "{product}");
        assert!(found.candidates.len() > 1, "{product}: {found:?}");
        assert!(!found.is_firm());
    }
}

#[test]
fn a_mistyped_name_is_probable_and_not_firm() {
    let matcher = Matcher::new(&BUILT_IN);
    let (found, cycle) = ask(&matcher, "", "Windws Server 2003 SP2", "");
    assert_eq!((found.method, &*cycle), (MatchMethod::Probable, "2003-sp2"));
    assert!((0.92..1.0).contains(&found.confidence));
    assert!(!found.is_firm());
}

#[test]
fn hostile_texts_neither_panic_nor_take_long() {
    let matcher = Matcher::new(&BUILT_IN);
    let long = "Windows Server 2012 ".repeat(100_000);
    let brackets = "(".repeat(1_000_000);
    let numbers = "99999999999999999999.".repeat(10_000);
    let lists = "1/2,3 or ".repeat(100_000);
    let remarks = "(was ".repeat(100_000);
    let start = std::time::Instant::now();
    for text in [
        &long,
        &brackets,
        &numbers,
        &lists,
        &remarks,
        "cpe:2.3:",
        "cpe:/",
        "pkg:",
        "pkg:a/%",
        "é🦀\u{202e}",
        "\\:\\",
        "cpe:2.3:a:b:c\\",
        "1.2.3.4.5.6.7",
        "Windows 10 10.0.",
        "SQL Server 2k",
        "V R M",
    ] {
        for product in [text, "Windows", "SQL Server", "Oracle"] {
            let _ = ask(&matcher, text, product, text);
        }
    }
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}

#[test]
fn the_inventory_s_own_lifecycles_are_found_by_their_aliases() {
    let own: Vec<techstrata::model::Lifecycle> = serde_yaml::from_str(
        "- product: careview\n  name: CareView PACS\n  vendor: Northern Imaging\n  \
         aliases: [CV PACS]\n  releases:\n  - {cycle: 7.10, end_of_support: 2027-03}\n",
    )
    .unwrap();
    let catalogue = BUILT_IN.clone().with_lifecycles(&own, "systems.yaml");
    let matcher = Matcher::new(&catalogue);
    let (found, cycle) = ask(&matcher, "Northern Imaging", "CV PACS", "7.10.2");
    assert_eq!(cycle, "7.10");
    let source = found.cycle.unwrap().source.to_string();
    assert_eq!(source, "the inventory's lifecycles: systems.yaml");
}

/// The releases that a row of `kinds.csv` calls right.
fn right(cell: &str) -> Vec<&str> {
    if cell == "none" { Vec::new() } else { cell.split('|').collect() }
}

#[test]
fn every_kind_of_name_is_read_as_its_row_says() {
    let catalogue = Catalogue::built_in().unwrap();
    let matcher = Matcher::new(&catalogue);
    let mut reader = csv::Reader::from_path(folder().join("kinds.csv")).unwrap();
    let mut wrong = Vec::new();
    for row in reader.records().map(Result::unwrap) {
        let right = right(&row[4]);
        let (found, _) = ask(&matcher, &row[1], &row[2], &row[3]);
        let all: Vec<String> = match (found.product, found.cycle) {
            (Some(product), Some(cycle)) => vec![format!("{}/{}", product.id, cycle.name)],
            _ => {
                found.candidates.iter().map(|one| format!("{}/{}", one.product.id, one.cycle.name)).collect()
            }
        };
        let is_named = found.cycle.is_some();
        let is_right = match right.as_slice() {
            [] => found.product.is_none() && all.is_empty(),
            [only] => is_named && all == [*only],
            several => !is_named && several.iter().all(|one| all.iter().any(|found| found == one)),
        };
        if !is_right {
            wrong.push(format!("{row:?} -> {all:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
