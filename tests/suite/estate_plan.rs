//! The roadmap of an estate, done again from its own document: sums add up,
//! nothing starts before what it needs, no limit is passed, and nothing that
//! is not funded is hidden.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;
use techstrata::generate::{EstatePlan, files};
use techstrata::render::write::{make_folder_of, write};

use crate::runs::ran;

fn south_vale() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("inventories/south-vale")
}

fn run(inventory: &Path, arguments: &[&str]) -> Output {
    ran(&[&["plan", inventory.to_str().unwrap(), "--quiet"], arguments].concat())
}

fn plan(inventory: &Path, arguments: &[&str]) -> Value {
    let mut all = vec!["--format", "json", "--gap", "0.02"];
    all.extend(arguments);
    let output = run(inventory, &all);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn results(inventory: &Path, arguments: &[&str]) -> Value {
    let inventory = inventory.to_str().unwrap();
    let output = ran(&[&["analyse", inventory, "--format", "json", "--quiet"], arguments].concat());
    serde_json::from_slice(&output.stdout).unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn assert_same(found: f64, expected: f64, what: &str) {
    assert!((found - expected).abs() < 1e-6 * expected.abs().max(1.0), "{what}: {found} is not {expected}");
}

/// Everything that can be done again from the document and the results.
fn check(plan: &Value, results: &Value) {
    let years: Vec<&str> = list(&plan["years"]).iter().map(|year| text(&year["name"])).collect();
    let year_of = |name: &Value| years.iter().position(|year| *year == text(name)).unwrap();
    let actions = list(&plan["actions"]);
    let by_id: BTreeMap<&str, &Value> = actions.iter().map(|action| (text(&action["id"]), action)).collect();
    let recorded: BTreeMap<&str, &Value> =
        list(&results["actions"]).iter().map(|action| (text(&action["id"]), action)).collect();

    // Every recorded action is done or named as undone, once.
    let undone: BTreeSet<&str> = list(&plan["undone"]).iter().map(|undone| text(&undone["id"])).collect();
    let all: BTreeSet<&str> = by_id.keys().copied().chain(undone.iter().copied()).collect();
    assert_eq!(all, recorded.keys().copied().collect());
    assert!(by_id.keys().all(|id| !undone.contains(id)));

    // Sums.
    let cost: f64 = actions.iter().map(|action| number(&action["cost"])).sum();
    assert_same(number(&plan["total"]["cost"]), cost, "cost");
    let removed: f64 = actions.iter().map(|action| number(&action["removes"])).sum();
    assert_same(number(&plan["total"]["removed"]), removed, "risk removed");
    let by_year: f64 = list(&plan["years"]).iter().map(|year| number(&year["removes"])).sum();
    assert_same(by_year, removed, "risk removed by year");
    let spent: f64 = list(&plan["years"])
        .iter()
        .flat_map(|year| list(&year["money"]))
        .map(|money| number(&money["spent"]))
        .sum();
    if !list(&plan["years"][0]["money"]).is_empty() {
        // Each year's pennies are rounded on their own.
        assert!((spent - cost).abs() < 0.05, "spent {spent}, costs {cost}");
    }

    // No finding is counted twice, and its risk is that of the results.
    let risks: BTreeMap<&str, f64> = list(&results["findings"])
        .iter()
        .map(|finding| (text(&finding["id"]), number(&finding["risk"]["point"])))
        .collect();
    let mut cleared = BTreeSet::new();
    for action in actions {
        let own: f64 = list(&action["clears"]).iter().map(|finding| risks[text(finding)]).sum();
        assert_same(number(&action["removes"]), own, text(&action["id"]));
        for finding in list(&action["clears"]) {
            assert!(cleared.insert(text(finding)), "{finding} is cleared twice");
        }
    }

    // Order, exclusion and limits.
    for action in actions {
        for before in list(&recorded[text(&action["id"])]["after"]) {
            let first = by_id.get(text(before)).unwrap_or_else(|| panic!("{before} is not done"));
            assert!(
                year_of(&first["completes"]) < year_of(&action["starts"]),
                "{before} is not complete in time"
            );
        }
        for other in list(&recorded[text(&action["id"])]["excludes"]) {
            assert!(!by_id.contains_key(text(other)), "{other} is ruled out");
        }
    }
    for year in list(&plan["years"]) {
        for money in list(&year["money"]) {
            assert!(number(&money["spent"]) <= number(&money["available"]) + 0.01, "{year}");
        }
    }
    for team in list(&plan["teams"]) {
        for (days, available) in list(&team["days"]).iter().zip(list(&team["available"])) {
            assert!(number(days) <= number(available) + 1e-6, "{team}");
        }
    }

    // Value and bound.
    let solution = &plan["solution"];
    assert!(number(&solution["value"]) <= number(&solution["bound"]) + 1e-6);
    let rate: f64 = 1.0 + number(&solution["discount_rate"]);
    let horizon = solution["benefit_years"].as_u64().unwrap() as i32;
    let value: f64 = actions
        .iter()
        .map(|action| {
            let done = year_of(&action["completes"]) as i32 + 1;
            number(&action["removes"]) * (done + 1..=horizon).map(|year| rate.powi(-year)).sum::<f64>()
        })
        .sum();
    assert_same(number(&solution["value"]), value, "value");

    // Quarters change no year.
    for team in list(&plan["teams"]) {
        for (by_quarter, by_year) in [("days_by_quarter", "days"), ("available_by_quarter", "available")] {
            let quarters: Vec<f64> = list(&team[by_quarter]).iter().map(number).collect();
            for (year, days) in list(&team[by_year]).iter().enumerate() {
                let sum: f64 = quarters[4 * year..4 * year + 4].iter().sum();
                assert_same(sum, number(days), by_quarter);
            }
        }
    }
    for action in actions {
        // A financial year begins on 1 April.
        let year = |name: &Value| text(name)[..4].parse::<i32>().unwrap();
        let (from, until) = (text(&action["works_from"]), text(&action["works_until"]));
        assert!(from >= format!("{}-04-01", year(&action["starts"])).as_str(), "{action}");
        assert!(until <= format!("{}-03-31", year(&action["completes"]) + 1).as_str(), "{action}");
        assert!(from < until, "{action}");
    }

    // Dated ends.
    for cliff in list(&plan["cliffs"]) {
        if let Some(finding) = cliff["finding"].as_str() {
            assert_eq!(cleared.contains(finding), !cliff["cleared_by"].is_null(), "{cliff}");
        }
        if let Some(day) = cliff["cleared_by"].as_str() {
            assert!(actions.iter().any(|action| text(&action["works_until"]) == day), "{cliff}");
        }
        let is_met = cliff["cleared_by"].as_str().is_some_and(|day| day <= text(&cliff["day"]));
        assert_eq!(cliff["is_met"].as_bool(), Some(is_met));
    }
}

#[test]
fn the_plan_of_the_region_adds_up() {
    let plan = plan(&south_vale(), &[]);
    check(&plan, &results(&south_vale(), &[]));
    assert_eq!(list(&plan["years"]).len(), 3, "as many as there are budgets");
    assert!(!list(&plan["cliffs"]).is_empty() && !list(&plan["proposals"]).is_empty());
    let not_costed = list(&plan["undone"]).iter().filter(|undone| undone["cost"].is_null()).count();
    assert_eq!(plan["total"]["not_costed"].as_u64(), Some(not_costed as u64));
}

#[test]
fn other_budgets_give_other_plans_that_add_up() {
    let kinds = |plan: &Value, year: usize| -> Vec<String> {
        list(&plan["years"][year]["money"]).iter().map(|money| text(&money["kind"]).to_owned()).collect()
    };
    // The named year is replaced, by a sum that may be spent as either; the others stay.
    let little = plan(&south_vale(), &["--budget", "2027=200000"]);
    check(&little, &results(&south_vale(), &[]));
    assert_eq!(list(&little["years"]).len(), 3);
    assert_eq!(
        (kinds(&little, 0), kinds(&little, 1)),
        (vec!["money".into()], vec!["capital".into(), "revenue".into()])
    );
    assert!(number(&little["years"][0]["money"][0]["spent"]) > 0.0, "one sum pays for revenue too");
    let more = plan(&south_vale(), &["--budget", "2027=200000", "--budget", "2028=600000/100000"]);
    check(&more, &results(&south_vale(), &[]));
    assert!(number(&more["total"]["removed"]) > 0.0);
    let nothing = plan(&south_vale(), &["--budget", "2027=0", "--budget", "2028=0", "--budget", "2029=0"]);
    assert!(list(&nothing["actions"]).is_empty());
    check(&nothing, &results(&south_vale(), &[]));
    let written = serde_json::to_string(&nothing).unwrap();
    assert!(!written.contains("-0.0"), "the sum of nothing has no sign");
}

#[test]
fn budgets_that_contradict_or_come_too_late_are_refused() {
    for (arguments, said) in [
        (&["--budget", "2027=1", "--budget", "2027=2"][..], "names 2027 twice"),
        (&["--budget", "2020=1"], "has ended by 2026-10-31"),
        (&["--budget", "2027=-5"], "a sum from 0 to 1,000,000,000,000"),
    ] {
        let output = run(&south_vale(), arguments);
        assert_eq!(output.status.code(), Some(2));
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.contains(said), "{error}");
    }
}

const OWN_DAYS: &str = r#"
systems:
  - id: labs
    name: Labs
    components: [{product: PostgreSQL, version: "17"}]
    modernisation:
      - {id: network, kind: upgrade, cost: 90000, months: 20, earliest: 2027-10, resolves: all}
  - id: pas
    name: PAS
    modernisation:
      - {id: server, kind: upgrade, cost: 1000, months: 3, start_by: 2027-12, resolves: [unsupported-component]}
"#;

#[test]
fn an_action_keeps_to_its_own_days() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("estate.yaml"), OWN_DAYS.as_bytes()).unwrap();
    let budgets: Vec<String> = (2027..2030).map(|year| format!("--budget={year}=100000")).collect();
    let mut arguments: Vec<&str> = budgets.iter().map(String::as_str).collect();
    arguments.extend(["--as-of", "2026-10-31"]);
    let plan = plan(folder.path(), &arguments);
    let action = |id: &str| list(&plan["actions"]).iter().find(|action| text(&action["id"]) == id).unwrap();
    // 20 months from October 2027 are seven quarters, to June 2029.
    let network = action("network");
    assert_eq!((text(&network["works_from"]), text(&network["works_until"])), ("2027-10-01", "2029-06-30"));
    assert_eq!((text(&network["starts"]), text(&network["completes"])), ("2027/28", "2029/30"));
    // What must start by a day is a must, though it clears no finding yet.
    let server = action("server");
    assert!(list(&server["clears"]).is_empty() && text(&server["works_from"]) <= "2027-12-31", "{server}");
    // PostgreSQL 17 ends in November 2029: within the plan, though beyond the horizon.
    let ends: Vec<&Value> = list(&plan["cliffs"]).iter().filter(|cliff| cliff["finding"].is_null()).collect();
    assert_eq!((ends.len(), text(&ends[0]["subject"])), (1, "labs"));
    assert_eq!((text(&ends[0]["day"]), text(&ends[0]["cleared_by"])), ("2029-11-08", "2029-06-30"));
    assert_eq!(ends[0]["is_met"], true);
}

#[test]
fn plans_of_synthetic_estates_add_up() {
    for seed in 1..4 {
        let made = EstatePlan { organisations: 2, systems: 60, devices: 20, interfaces: 90, seed };
        let folder = tempfile::tempdir().unwrap();
        for file in files(&made) {
            let path = folder.path().join(&file.path);
            make_folder_of(&path).unwrap();
            write(&path, file.text.as_bytes()).unwrap();
        }
        let day = ["--as-of", "2026-10-31"];
        let arguments = [&["--budget", "2027=300000", "--budget", "2028=300000"], &day[..]].concat();
        check(&plan(folder.path(), &arguments), &results(folder.path(), &day));
    }
}

#[test]
fn the_same_plan_at_any_number_of_threads() {
    let bytes = |threads: &str| {
        let output = run(&south_vale(), &["--format", "json", "--threads", threads]);
        output.stdout
    };
    assert_eq!(bytes("1"), bytes("3"));
}

#[test]
fn every_format_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.xlsx");
    let output = run(&south_vale(), &["--gap", "0.02", "--format", "xlsx", "-o", path.to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let sheet = techstrata::load::sheet::read(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(&sheet.headings[..3], ["starts", "completes", "action"]);
    assert!(sheet.rows.len() > 10);
    let csv = run(&south_vale(), &["--gap", "0.02", "--format", "csv"]);
    assert_eq!(techstrata::load::sheet::read(&csv.stdout).unwrap().rows.len(), sheet.rows.len());
    let said = String::from_utf8(run(&south_vale(), &["--gap", "0.02"]).stdout).unwrap();
    for heading in ["What it brings", "Dated ends", "Left undone", "What the limits cost", "Assumed"] {
        assert!(said.contains(heading), "{heading} is missing:\n{said}");
    }
}

#[test]
fn a_budget_that_is_none_says_how_to_write_one() {
    let output = run(&south_vale(), &["--budget", "400000"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("2027=400000/60000"));
}
