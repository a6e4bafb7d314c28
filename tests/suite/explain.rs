//! Every number can be traced: a walk over what `explain` prints, with each
//! sum done again from its own figures and each place opened.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::runs::ran;

fn inventory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("inventories/south-vale")
}

fn run(arguments: &[&str]) -> String {
    let output = ran(&[arguments, &["--quiet"]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn explained(subject: &str) -> Value {
    let inventory = inventory();
    let text = run(&["explain", inventory.to_str().unwrap(), subject, "--format", "json"]);
    let document: Value = serde_json::from_str(&text).unwrap();
    document["explained"].clone()
}

fn results() -> Value {
    let inventory = inventory();
    serde_json::from_str(&run(&["analyse", inventory.to_str().unwrap(), "--format", "json"])).unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn assert_same(found: f64, expected: f64, what: &str) {
    assert!((found - expected).abs() < 1e-9 * expected.abs().max(1.0), "{what}: {found} is not {expected}");
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

/// Keys of all numbers of a document, without the indices of lists.
fn number_keys(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Number(_) => {
            found.insert(path.to_owned());
        }
        Value::Array(items) => items.iter().for_each(|item| number_keys(item, &format!("{path}[]"), found)),
        Value::Object(entries) => {
            for (key, value) in entries {
                number_keys(value, &format!("{path}.{key}"), found);
            }
        }
        _ => {}
    }
}

/// 100 × Σ weight × value on both sides, bound by bound; every factor rests on
/// evidence that is there.
fn check_sum(finding: &Value) {
    let id = finding["id"].as_str().unwrap();
    let evidence = list(&finding["evidence"]).len();
    assert!(evidence > 0, "{id} rests on nothing");
    for side in ["likelihood", "impact"] {
        let factors = list(&finding[side]["factors"]);
        let weights: f64 = factors.iter().map(|factor| number(&factor["weight"])).sum();
        assert_same(weights, 1.0, &format!("{id}: weights of {side}"));
        for bound in ["low", "point", "high"] {
            let sum: f64 = factors
                .iter()
                .map(|factor| number(&factor["weight"]) * number(&factor["value"][bound]))
                .sum();
            assert_same(number(&finding[side]["value"][bound]), sum, &format!("{id}: {side} {bound}"));
        }
        for factor in factors {
            let marks = list(&factor["evidence"]);
            assert!(!marks.is_empty(), "{id}: {} rests on nothing", factor["name"]);
            for mark in marks {
                assert!(
                    (1..=evidence as u64).contains(&mark.as_u64().unwrap()),
                    "{id}: no evidence [{mark}]"
                );
            }
        }
    }
    for bound in ["low", "point", "high"] {
        let product = 100.0
            * number(&finding["likelihood"]["value"][bound])
            * number(&finding["impact"]["value"][bound]);
        assert_same(number(&finding["risk"][bound]), product, &format!("{id}: risk {bound}"));
    }
}

/// Each place is opened: the line is there, and names the field.
fn check_places(evidence: &[Value]) {
    for fact in evidence {
        let Some(file) = fact["file"].as_str() else { continue };
        let text = std::fs::read_to_string(inventory().join(file)).unwrap();
        let line =
            text.lines().nth(fact["line"].as_u64().unwrap() as usize - 1).unwrap_or_else(|| panic!("{fact}"));
        assert!(!line.trim().is_empty(), "{fact} points at a blank line");
        if fact["kind"] == "inventory" {
            let path = fact["path"].as_str().unwrap();
            let last = path.rsplit(['.', ']']).next().unwrap();
            // What is implied, such as a status that is not stated, stands at its entity.
            assert!(
                last.is_empty() || line.contains(last) || line.contains("id:"),
                "{path} is not on: {line}"
            );
        }
    }
}

#[test]
fn every_number_of_a_finding_leads_to_its_evidence() {
    let results = results();
    let findings = list(&results["findings"]);
    for finding in findings {
        check_sum(finding);
        check_places(list(&finding["evidence"]));
    }
    for (rank, finding) in findings.iter().enumerate().take(10) {
        let id = finding["id"].as_str().unwrap();
        let explained = explained(id);
        assert_eq!(explained["kind"], "finding");
        assert_eq!(&explained["finding"], finding, "explain and analyse agree");
        assert_eq!(explained["rank"].as_u64(), Some(rank as u64 + 1));
        assert_eq!(explained["of"].as_u64(), Some(findings.len() as u64));
        check_confidence(&explained);
        check_formulas(&explained);
        check_changes(&explained);
        check_excerpts(&explained);
        let formula = explained["formula"].as_str().unwrap();
        assert!(formula.ends_with(&format!("= {:.2}", number(&finding["risk"]["point"]))), "{formula}");
    }
}

fn check_confidence(explained: &Value) {
    let confidence = &explained["confidence"];
    let factors = ["likelihood", "impact"].map(|side| list(&explained["finding"][side]["factors"]).to_vec());
    let open: f64 = factors
        .iter()
        .flatten()
        .map(|factor| {
            number(&factor["weight"]) * (number(&factor["value"]["high"]) - number(&factor["value"]["low"]))
        })
        .sum::<f64>()
        / 2.0;
    assert_same(number(&confidence["open"]), open, "what is left open");
    let product = number(&confidence["lowest_belief"]) * (1.0 - open);
    assert_same(number(&confidence["confidence"]), product, "confidence");
    assert_same(number(&explained["finding"]["confidence"]), product, "confidence of the finding");
    let belief = &confidence["rests_on"];
    if belief.is_null() {
        return;
    }
    if belief["is_floor"] == false {
        let halved = number(&belief["age_days"]) / number(&belief["half_life_days"]);
        assert_same(number(&belief["freshness"]), (-halved).exp2(), "freshness");
    }
    let product = ["reliability", "freshness", "matched"].map(|part| number(&belief[part])).iter().product();
    assert_same(number(&confidence["lowest_belief"]), product, "belief");
}

/// The printed formula of each factor names its side, its weight and how a
/// value comes from a fact.
fn check_formulas(explained: &Value) {
    for formula in list(&explained["formulas"]) {
        let factors = &explained["finding"][formula["side"].as_str().unwrap()]["factors"];
        let factor = list(factors).iter().find(|factor| factor["name"] == formula["factor"]).unwrap();
        assert_same(number(&formula["weight"]), number(&factor["weight"]), "weight of a formula");
        assert!(!formula["how"].as_str().unwrap().is_empty(), "{formula}");
    }
}

/// The score with a factor at its best, done again.
fn check_changes(explained: &Value) {
    let finding = &explained["finding"];
    let impact = number(&finding["impact"]["value"]["point"]);
    for change in list(&explained["changes"]) {
        let left: f64 = list(&finding["likelihood"]["factors"])
            .iter()
            .filter(|factor| change["factor"] != "all" && factor["name"] != change["factor"])
            .map(|factor| number(&factor["weight"]) * number(&factor["value"]["point"]))
            .sum();
        assert_same(number(&change["risk"]), 100.0 * left * impact, "what would change the score");
    }
}

fn check_excerpts(explained: &Value) {
    for excerpt in list(&explained["excerpts"]) {
        let text = std::fs::read_to_string(inventory().join(excerpt["file"].as_str().unwrap())).unwrap();
        let first = excerpt["first_line"].as_u64().unwrap() as usize;
        for (offset, line) in list(&excerpt["lines"]).iter().enumerate() {
            assert_eq!(text.lines().nth(first - 1 + offset), line.as_str());
        }
        let fact = &explained["finding"]["evidence"][excerpt["evidence"].as_u64().unwrap() as usize - 1];
        assert_eq!(fact["line"], excerpt["line"]);
    }
}

#[test]
fn every_figure_of_a_standing_leads_to_its_evidence() {
    let results = results();
    for standing in list(&results["standings"]).iter().take(12) {
        let key = standing["subject"]["key"].as_str().unwrap();
        let kind = standing["subject"]["kind"].as_str().unwrap();
        let explained = explained(&format!("{kind}:{key}"));
        assert_eq!(&explained["standing"], standing, "explain and analyse agree");
        let risks = |id: &Value| {
            let findings = list(&results["findings"]);
            number(&findings.iter().find(|finding| finding["id"] == *id).unwrap()["risk"]["point"])
        };
        for bound in ["low", "point", "high"] {
            let sum: f64 = list(&standing["contributions"])
                .iter()
                .map(|each| 100.0 * number(&each["weight"]) * number(&each["value"][bound]))
                .sum();
            assert_same(number(&standing["priority"][bound]), sum, &format!("{key}: priority {bound}"));
        }
        for (each, rests) in list(&standing["contributions"]).iter().zip(list(&explained["rests"])) {
            assert_eq!(each["criterion"], rests["criterion"]);
            let points = 100.0 * number(&each["weight"]) * number(&each["value"]["point"]);
            assert_same(number(&each["points"]), points, key);
            check_places(list(&rests["evidence"]));
            let count = list(&rests["findings"]).len() + list(&rests["evidence"]).len();
            assert!(points <= 0.0 || count > 0, "{key}: {} rests on nothing", each["criterion"]);
            if let Some(raw) = each["raw"].as_f64() {
                let (best, worst) = (number(&rests["best"]), number(&rests["worst"]));
                let value = ((raw - best) / (worst - best)).clamp(0.0, 1.0);
                assert_same(number(&each["value"]["point"]), value, &format!("{key}: {}", each["criterion"]));
            }
            if each["criterion"] == "worst-finding" {
                assert_same(number(&each["raw"]), risks(&rests["findings"][0]), "the worst finding");
            }
        }
        if !explained["framework"].is_null() {
            check_framework(&explained["framework"]);
        }
    }
}

/// (mean + highest) / 2 of each side, and their product, done again.
fn check_framework(score: &Value) {
    let answers = list(&score["answers"]);
    assert_eq!(answers.len(), 13);
    check_places(answers);
    for (bound, of_answer) in [("low", "least"), ("high", "most")] {
        let side = |letter: &str| {
            let scores: Vec<f64> = answers
                .iter()
                .filter(|answer| answer["indicator"].as_str().unwrap().starts_with(letter))
                .map(|answer| number(&answer[of_answer]))
                .collect();
            let mean = scores.iter().sum::<f64>() / scores.len() as f64;
            f64::midpoint(mean, scores.iter().copied().fold(0.0, f64::max))
        };
        assert_same(number(&score["likelihood"][bound]), side("l"), "likelihood");
        assert_same(number(&score["impact"][bound]), side("c"), "impact");
        assert_same(number(&score["overall"][bound]), side("l") * side("c"), "overall");
    }
    let is_red = match (number(&score["overall"]["low"]) >= 16.0, number(&score["overall"]["high"]) >= 16.0) {
        (true, true) => Value::Bool(true),
        (false, false) => Value::Bool(false),
        _ => Value::Null,
    };
    assert_eq!(score["is_red"], is_red);
}

/// A number that no check above knows cannot slip in.
#[test]
fn no_number_is_left_unchecked() {
    let checked_elsewhere = [
        // Whole numbers that are their own evidence: places and counts.
        ".finding.rule_version",
        ".finding.evidence[].line",
        ".finding.likelihood.factors[].evidence[]",
        ".finding.impact.factors[].evidence[]",
        ".excerpts[].evidence",
        ".excerpts[].first_line",
        ".excerpts[].line",
        ".rank",
        ".of",
        // Sums, each done again above.
        ".finding.risk.low",
        ".finding.risk.point",
        ".finding.risk.high",
        ".finding.likelihood.value.low",
        ".finding.likelihood.value.point",
        ".finding.likelihood.value.high",
        ".finding.impact.value.low",
        ".finding.impact.value.point",
        ".finding.impact.value.high",
        ".finding.likelihood.factors[].value.low",
        ".finding.likelihood.factors[].value.point",
        ".finding.likelihood.factors[].value.high",
        ".finding.likelihood.factors[].weight",
        ".finding.impact.factors[].value.low",
        ".finding.impact.factors[].value.point",
        ".finding.impact.factors[].value.high",
        ".finding.impact.factors[].weight",
        ".finding.confidence",
        ".finding.hours_per_year",
        ".confidence.confidence",
        ".confidence.lowest_belief",
        ".confidence.open",
        ".confidence.rests_on.age_days",
        ".confidence.rests_on.freshness",
        ".confidence.rests_on.half_life_days",
        ".confidence.rests_on.matched",
        ".confidence.rests_on.reliability",
        ".formulas[].weight",
        ".changes[].risk",
        // Draws: tested in `score::robustness` against published shares.
        ".finding.firmness.first",
        ".finding.firmness.top_five",
        ".finding.firmness.top_ten",
        ".finding.firmness.best_rank",
        ".finding.firmness.worst_rank",
        // As the inventory states them.
        ".fixed_by[].cost",
        ".fixed_by[].months",
    ];
    let mut found = BTreeSet::new();
    for finding in list(&results()["findings"]).iter().step_by(40) {
        number_keys(&explained(finding["id"].as_str().unwrap()), "", &mut found);
    }
    let known: BTreeSet<String> = checked_elsewhere.iter().map(|key| (*key).to_owned()).collect();
    let unknown: Vec<&String> = found.difference(&known).collect();
    assert!(unknown.is_empty(), "numbers that no test does again: {unknown:?}");
}

#[test]
fn what_is_asked_for_may_be_anything_of_the_inventory() {
    for (asked, kind) in [
        ("tie", "subject"),
        ("action:riverside/tie-lift", "action"),
        ("rule:dangerous-hub", "rule"),
        ("riverside/tie-lift", "action"),
        ("dangerous-hub", "rule"),
    ] {
        assert_eq!(explained(asked)["kind"], kind, "{asked}");
    }
    let inventory = inventory();
    let output = Command::new(env!("CARGO_BIN_EXE_techstrata"))
        .args(["explain", inventory.to_str().unwrap(), "dangerous-hub:riverside/tye"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("did you mean `dangerous-hub:riverside/tie`"), "{said}");
}

/// What a person reads of the first finding, line by line.
#[test]
#[expect(clippy::disallowed_methods, reason = "writes the expected answer into the source tree")]
fn the_dangerous_hub_reads_as_an_audit_trail() {
    let inventory = inventory();
    let said = run(&["explain", inventory.to_str().unwrap(), "dangerous-hub:riverside/tie"]);
    let (said, _) = said.split_once("\nMade from").unwrap();
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/explain/dangerous-hub.txt");
    if std::env::var_os("TECHSTRATA_UPDATE").is_some() {
        std::fs::write(&expected, said).unwrap();
    }
    assert_eq!(std::fs::read_to_string(expected).unwrap(), said);
}
