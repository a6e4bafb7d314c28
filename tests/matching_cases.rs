//! Inventory spellings with the right answer, scored by the rules of
//! `../shared/lifecycle/README.md`: a wrong match is worse than a miss.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says why it skips and stops where it fails"
)]
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests: a bad fixture fails the test, scores are printed"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use techstrata::catalogue::{Catalogue, Match, Matcher, Method, Query};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Score {
    Correct,
    Missed,
    Wrong,
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

    fn score(&self, found: &Match<'_>) -> Score {
        let expects_cycle = self.expected.iter().any(|(_, cycle)| cycle != "none");
        let named =
            found.cycle.and_then(|cycle| found.product.map(|p| (p.id.to_string(), cycle.name.to_string())));
        match named {
            Some(pair) if self.expected.contains(&pair) => Score::Correct,
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

fn shared(name: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/lifecycle").join(name);
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) => {
            println!("skipped: {} is not there ({error})", path.display());
            None
        }
    }
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

fn score_all(catalogue: &Catalogue, cases: &[Case], label: &str) -> BTreeMap<Score, usize> {
    let matcher = Matcher::new(catalogue);
    let mut total: BTreeMap<Score, usize> = BTreeMap::new();
    let mut classes: BTreeMap<&str, BTreeMap<Score, usize>> = BTreeMap::new();
    println!("--- {label}");
    for case in cases {
        let found = matcher.find(Query {
            vendor: Some(&case.vendor),
            product: &case.product,
            version: Some(&case.version),
            ..Query::default()
        });
        let score = case.score(&found);
        *total.entry(score).or_default() += 1;
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
    for (class, scores) in &classes {
        println!("{class:22} {scores:?}");
    }
    println!("{label}: {total:?} of {}", cases.len());
    total
}

#[test]
fn the_snapshot_answers_at_least_97_in_100_and_at_most_1_wrongly() {
    let (Some(csv), Some(json)) = (shared("matching-cases.csv"), shared("endoflife-products-full.json"))
    else {
        return;
    };
    let cases = cases(&csv);
    let catalogue = Catalogue::empty().with_file("products-full.json", &json).unwrap();
    let total = score_all(&catalogue, &cases, "snapshot");
    let count = |score| total.get(&score).copied().unwrap_or(0) as f64 / cases.len() as f64;
    assert!(count(Score::Correct) >= 0.97, "{total:?}");
    assert!(count(Score::Wrong) <= 0.01, "{total:?}");
}

/// The built-in facts know rows that the snapshot lacks, so a cycle named
/// where the cases expect none is printed for a person to judge, not counted.
#[test]
fn the_built_in_catalogue_contradicts_no_expected_cycle() {
    let Some(csv) = shared("matching-cases.csv") else {
        return;
    };
    let cases = cases(&csv);
    let total = score_all(&Catalogue::built_in().unwrap(), &cases, "built-in");
    assert!(total.get(&Score::Correct).copied().unwrap_or(0) * 100 >= cases.len() * 80);
}

fn ask<'c>(matcher: &Matcher<'c>, vendor: &str, product: &str, version: &str) -> (Match<'c>, String) {
    let found =
        matcher.find(Query { vendor: Some(vendor), product, version: Some(version), ..Query::default() });
    let cycle = found.cycle.map_or("none", |cycle| &*cycle.name).to_owned();
    (found, cycle)
}

#[test]
fn sql_server_2014_sp3_has_the_dates_of_the_method_page() {
    let catalogue = Catalogue::built_in().unwrap();
    let matcher = Matcher::new(&catalogue);
    let (found, cycle) = ask(&matcher, "Microsoft", "SQL Server 2014 SP3", "");
    assert_eq!(cycle, "12.0-sp3");
    assert!(found.is_firm());
    let cycle = found.cycle.unwrap();
    assert_eq!(cycle.end_of_support.to_string(), "2024-07-09");
    assert_eq!(cycle.end_of_extended_support.to_string(), "2027-07-12");
}

#[test]
fn a_release_is_not_the_one_that_its_name_begins_with() {
    let catalogue = Catalogue::built_in().unwrap();
    let matcher = Matcher::new(&catalogue);
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
    let catalogue = Catalogue::built_in().unwrap();
    let matcher = Matcher::new(&catalogue);
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
    let catalogue = Catalogue::built_in().unwrap();
    let matcher = Matcher::new(&catalogue);
    let (found, cycle) = ask(&matcher, "", "Windws Server 2003 SP2", "");
    assert_eq!((found.method, &*cycle), (Method::Probable, "2003-sp2"));
    assert!((0.92..1.0).contains(&found.confidence));
    assert!(!found.is_firm());
}

#[test]
fn hostile_texts_neither_panic_nor_take_long() {
    let catalogue = Catalogue::built_in().unwrap();
    let matcher = Matcher::new(&catalogue);
    let long = "Windows Server 2012 ".repeat(100_000);
    let brackets = "(".repeat(1_000_000);
    let numbers = "99999999999999999999.".repeat(10_000);
    let start = std::time::Instant::now();
    for text in [
        &long,
        &brackets,
        &numbers,
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
    let catalogue = Catalogue::built_in().unwrap().with_lifecycles(&own, "systems.yaml");
    let matcher = Matcher::new(&catalogue);
    let (found, cycle) = ask(&matcher, "Northern Imaging", "CV PACS", "7.10.2");
    assert_eq!(cycle, "7.10");
    let source = found.cycle.unwrap().source.to_string();
    assert_eq!(source, "the inventory's lifecycles: systems.yaml");
}
