//! Inventory spellings with the right answer, scored by the rules of
//! `../shared/lifecycle/README.md`: a wrong match is worse than a miss.

use std::collections::BTreeMap;
use std::path::PathBuf;

use techstrata::catalogue::{Catalogue, Match, Matcher, Query};

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
