//! A number carries its working: every finding of the fixtures and of the
//! bundled inventories is whole.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use techstrata::analyse::confidence::Belief;
use techstrata::analyse::finding::Factor;
use techstrata::analyse::{Evidence, EvidenceKind, registry};
use techstrata::assess::{Assessment, assess, settle};
use techstrata::catalogue::Catalogue;
use techstrata::check;
use techstrata::date::Day;
use techstrata::files::Files;
use techstrata::load::{SettingsFrom, load};
use techstrata::method::weighing::Side;
use techstrata::method::{scale, weighing};
use techstrata::score::Scored;
use techstrata::settings::SettingsFile;

const TODAY: Day = Day::constant(2026, 10, 31);

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The bundled inventories and every fixture of a rule.
fn inventories() -> Vec<PathBuf> {
    let bundled = ["inventories/south-vale", "inventories/brackwater-council", "inventories/minimal"];
    let mut all: Vec<PathBuf> = bundled.iter().map(|name| root().join(name)).collect();
    for rule in std::fs::read_dir(root().join("tests/rules")).unwrap() {
        let rule = rule.unwrap().path();
        all.extend(["fires.yaml", "silent.yaml", "unknown.yaml"].map(|file| rule.join(file)));
    }
    all
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::built_in().unwrap());

fn judged(path: &Path, change: impl Fn(&mut SettingsFile)) -> Assessment {
    let mut loaded = load(&Files::default(), path, SettingsFrom::Folder).unwrap();
    change(&mut loaded.settings);
    let estate = check::resolve(loaded.files, false).estate;
    assess(estate, settle(&loaded.settings, None).0, CATALOGUE.clone(), TODAY).0
}

/// Every finding of them, judged once for all tests.
fn all_findings() -> &'static [Scored] {
    static ALL: LazyLock<Vec<Scored>> = LazyLock::new(|| {
        inventories().iter().flat_map(|path| judged(path, |_| {}).findings.clone()).collect()
    });
    &ALL
}

#[test]
fn every_side_of_a_finding_is_one_weighing_of_its_rule_and_all_of_it() {
    for scored in all_findings() {
        let (finding, id) = (&scored.finding, &scored.id);
        for (side, factors) in [(Side::Likelihood, &finding.likelihood), (Side::Impact, &finding.impact)] {
            let given: Vec<&str> = factors.iter().map(|factor| factor.part.scale.key).collect();
            let declared = finding.rule.weighings.iter().filter(|weighing| weighing.side == side);
            let is_whole = declared.into_iter().any(|weighing| {
                let parts: Vec<&str> = weighing.parts.iter().map(|part| part.scale.key).collect();
                parts == given
            });
            assert!(is_whole, "{id}, {}: {given:?}", side.word());
            let sum: f64 = factors.iter().map(|factor| factor.weight).sum();
            assert!((sum - 1.0).abs() < 1e-12, "{id}: weights sum to {sum}");
            assert!(factors.iter().all(|factor| is_shown(factor, finding.evidence().len())), "{id}");
        }
    }
}

/// Whether a factor names evidence that is there.
fn is_shown(factor: &Factor, evidence: usize) -> bool {
    !factor.evidence.is_empty() && factor.evidence.iter().all(|number| *number < evidence)
}

#[test]
fn every_rule_gives_the_kinds_of_evidence_that_it_promises_and_no_other() {
    let mut given: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for scored in all_findings() {
        let kinds = scored.finding.evidence().iter().map(|evidence| match evidence {
            // What is not stated is missing at a line of the inventory.
            Evidence::Inventory { .. } | Evidence::Missing { .. } => EvidenceKind::InventoryLine.title(),
            Evidence::Catalogue { .. } => EvidenceKind::CatalogueRow.title(),
            Evidence::Graph { .. } => EvidenceKind::GraphFact.title(),
            Evidence::Assumption { .. } => EvidenceKind::Assumption.title(),
        });
        given.entry(scored.finding.rule.id).or_default().extend(kinds);
    }
    let wrong: Vec<String> = registry::rules()
        .filter_map(|rule| {
            let promised: BTreeSet<&str> = rule.meta.evidence.iter().map(|kind| kind.title()).collect();
            let given = given.remove(rule.meta.id).unwrap_or_default();
            (promised != given).then(|| format!("{}: promised {promised:?}, gave {given:?}", rule.meta.id))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_confidence_is_its_belief_less_what_is_open() {
    for scored in all_findings() {
        let finding = &scored.finding;
        let factors = finding.likelihood.iter().chain(&finding.impact);
        let open: f64 = factors.map(|factor| factor.weight * factor.value.width()).sum::<f64>() / 2.0;
        let expected = finding.belief.value() * (1.0 - open);
        assert!((finding.confidence - expected).abs() < 1e-12, "{}", scored.id);
        if let Belief::Certain(why) = finding.belief {
            assert!(why.len() > 10, "{}: {why:?}", scored.id);
        }
    }
}

#[test]
fn every_weighing_and_every_scale_is_used() {
    let weighings: BTreeSet<(&str, &str)> = registry::rules()
        .flat_map(|rule| rule.meta.weighings)
        .map(|weighing| (weighing.key, weighing.side.word()))
        .collect();
    for weighing in weighing::ALL {
        assert!(weighings.contains(&(weighing.key, weighing.side.word())), "{} is unused", weighing.key);
    }
    let parts = weighing::ALL.iter().flat_map(|weighing| weighing.parts);
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for scale in parts.map(|part| part.scale) {
        used.insert(scale.key);
        match &scale.shape {
            scale::Shape::Unless { scale, .. } => drop(used.insert(scale.key)),
            scale::Shape::Worst { of, .. } => used.extend(of.iter().map(|scale| scale.key)),
            _ => {}
        }
    }
    for scale in scale::all() {
        assert!(used.contains(scale.key), "{} is unused", scale.key);
    }
}

#[test]
fn anchors_and_weights_of_the_settings_count() {
    let path = root().join("tests/rules/exploited-vulnerability/fires.yaml");
    let likelihood = |text: &str| {
        let assessment = judged(&path, |settings| *settings = serde_yaml::from_str(text).unwrap());
        let of_rule = |scored: &&Scored| scored.finding.rule.id == "exploited-vulnerability";
        assessment.findings.iter().find(of_rule).unwrap().likelihood.point()
    };
    // One vulnerability, in a segment of its own: 0.75 × 0.85 + 0.25 × 0.
    assert!((likelihood("{}") - 0.6375).abs() < 1e-12);
    let anchors = "{thresholds: {exploited-vulnerability.count.one: 0.4, openness.own-segment: 0.2}}";
    assert!((likelihood(anchors) - (0.75 * 0.4 + 0.25 * 0.2)).abs() < 1e-12);
    // A weight of 0.25 beside one of 0.25: half and half.
    let weights = "{weights: {exploited-vulnerability.count: 0.25}}";
    assert!((likelihood(weights) - 0.5 * 0.85).abs() < 1e-12);
}

/// Numbers other than 0 and 1 that rules may hold: file, number, why it is no
/// judgement of anybody's estate.
const NO_JUDGEMENT: &[(&str, &str, &str)] = &[
    ("false_redundancy.rs", "3", "how many names a sentence holds"),
    ("component.rs", "6", "how many names a sentence holds"),
    ("several_versions.rs", "4", "how many names a sentence holds"),
    ("shared_platform.rs", "5", "how many names a sentence holds"),
    ("supplier_concentration.rs", "12", "how many lines the evidence lists"),
    ("fragmented_entity.rs", "12", "how many lines the evidence lists"),
    ("manual_rekeying.rs", "2", "decimals of a per cent"),
    ("unfed_copy.rs", "2", "fewer than two share nothing"),
    ("likely_duplicate.rs", "8", "how many neighbours in sorted order are looked at"),
    ("likely_duplicate.rs", "2", "slips of the finger in one word"),
];

#[test]
fn no_rule_holds_a_number_that_is_a_judgement() {
    let mut wrong = Vec::new();
    for family in std::fs::read_dir(root().join("src/analyse/rules")).unwrap() {
        let family = family.unwrap().path();
        if !family.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(family).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            for (line, number) in numbers(&std::fs::read_to_string(&path).unwrap()) {
                let is_allowed = NO_JUDGEMENT.iter().any(|(of, one, _)| *of == name && *one == number);
                if !is_allowed {
                    wrong.push(format!("{name}:{line} holds {number}"));
                }
            }
        }
    }
    wrong.sort();
    assert!(
        wrong.is_empty(),
        "a judgement belongs to src/method, where it has a key and a reason:\n{}",
        wrong.join("\n")
    );
}

/// Number literals other than 0 and 1 with their lines, without tests,
/// comments, texts and the versions of rules.
fn numbers(source: &str) -> Vec<(usize, String)> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("version:"));
    let mut found = Vec::new();
    for (index, line) in lines {
        let code = line.split("//").next().unwrap_or_default();
        // Texts stand between quotes; none in a rule runs over a line.
        let outside: Vec<&str> = code.split('"').step_by(2).collect();
        for word in
            outside.join(" ").split(|letter: char| !letter.is_alphanumeric() && !"._".contains(letter))
        {
            let digits = word.trim_matches('.').replace('_', "");
            let is_number = word.starts_with(|letter: char| letter.is_ascii_digit());
            if is_number
                && digits.parse::<f64>().is_ok_and(|number| number != 0.0 && (number - 1.0).abs() > 0.0)
            {
                found.push((index + 1, digits));
            }
        }
    }
    found
}

#[test]
fn numbers_are_found_and_texts_are_not() {
    let source =
        "const A: f64 = 0.5; // 7\nlet b = \"3 of 4\"; let c = 1_000 + x2[1];\nversion: 3,\n#[cfg(test)]\n9";
    assert_eq!(numbers(source), [(1, "0.5".to_owned()), (2, "1000".to_owned())]);
}
