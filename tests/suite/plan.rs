//! `plan solve` as others use it: every plan with a known optimum, and what a
//! wrong portfolio gets.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use techstrata::render::write::write;

use crate::oracles::oracles;

fn solve(problem: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_techstrata"))
        .args(["plan", "solve"])
        .arg(problem)
        .args(arguments)
        .arg("--quiet")
        .output()
        .unwrap()
}

fn amounts(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|amount| amount.as_f64().unwrap()).collect()
}

/// Checks a schedule from the file alone, and gives back what it is worth.
fn worth(problem: &Value, schedule: &Value) -> f64 {
    let years = problem["plan_years"].as_u64().unwrap() as usize;
    let horizon = problem["benefit_years"].as_u64().unwrap();
    let rate = 1.0 + problem["discount_rate"].as_f64().unwrap();
    let actions = problem["actions"].as_array().unwrap();
    let start = |id: &Value| schedule[id.as_str().unwrap()].as_u64().map(|year| year as usize);
    let row = |id: &Value| actions.iter().find(|action| action["id"] == *id).unwrap();
    let length = |id: &Value| row(id)["cost"].as_array().unwrap().len();
    let mut spend = vec![0.0; years];
    let mut effort = std::collections::BTreeMap::<&str, Vec<f64>>::new();
    for action in actions {
        let Some(begun) = start(&action["id"]) else { continue };
        assert!(begun >= action["earliest"].as_u64().unwrap_or(1) as usize);
        for before in action["after"].as_array().unwrap() {
            assert!(
                start(before).unwrap() + length(before) <= begun,
                "{before} is complete before {}",
                action["id"]
            );
        }
        for (k, cost) in amounts(&action["cost"]).into_iter().enumerate() {
            spend[begun - 1 + k] += cost;
            for (team, row) in action["effort"].as_object().unwrap() {
                effort.entry(team).or_insert_with(|| vec![0.0; years])[begun - 1 + k] += amounts(row)[k];
            }
        }
    }
    let within = |used: &[f64], limit: &Value| {
        used.iter().zip(amounts(limit)).all(|(used, limit)| *used <= limit + 1e-6)
    };
    assert!(within(&spend, &problem["budget"]));
    assert!(effort.iter().all(|(team, used)| within(used, &problem["capacity"][team])));
    for pair in problem["exclusive"].as_array().unwrap() {
        assert!(start(&pair[0]).is_none() || start(&pair[1]).is_none());
    }
    let mut sum = 0.0;
    for finding in problem["findings"].as_array().unwrap() {
        let mut done =
            finding["actions"].as_array().unwrap().iter().map(|id| Some(start(id)? + length(id) - 1));
        let year = if finding["mode"] == "all" {
            done.try_fold(0, |last, year| Some(last.max(year?)))
        } else {
            done.flatten().min()
        };
        let Some(year) = year else { continue };
        let discounts = (year as u64 + 1..=horizon).map(|year| rate.powi(-(year as i32)));
        sum += finding["annual_value"].as_f64().unwrap() * discounts.sum::<f64>();
    }
    sum
}

#[test]
fn every_plan_with_a_known_optimum_is_solved_to_it() {
    for (path, problem) in oracles("roadmap-oracle/1") {
        let output = solve(&path, &["--time-limit", "600"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let solution: Value = serde_json::from_slice(&output.stdout).unwrap();
        let expected = &problem["expected"];
        for (field, known) in
            [("objective", "objective"), ("lp_bound", "lp_bound"), ("greedy", "reference_greedy")]
        {
            let (found, known) = (solution[field].as_f64().unwrap(), expected[known].as_f64().unwrap());
            assert!(
                (found - known).abs() <= 1e-6 * known.abs(),
                "{}: {field} {found} is not {known}",
                path.display()
            );
        }
        let objective = solution["objective"].as_f64().unwrap();
        assert!((worth(&problem, &solution["schedule"]) - objective).abs() < 1e-6);
        assert!(solution["is_optimal"] == true && solution["bound"].as_f64().unwrap() >= objective - 1e-9);
    }
}

const SMALL: &str = r#"{"format": "roadmap-oracle/1", "plan_years": 1, "benefit_years": 2, "discount_rate": 0,
  "budget": [10], "actions": [{"id": "a", "cost": [10]}], "findings": [{"id": "f", "annual_value": 3, "mode": "any", "actions": ["a"]}]}"#;

fn written(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("portfolio.json");
    write(&path, text.as_bytes()).unwrap();
    (folder, path)
}

#[test]
fn documents_fit_their_schemas() {
    let (_folder, path) = written(SMALL);
    let solution: Value = serde_json::from_slice(&solve(&path, &[]).stdout).unwrap();
    assert_eq!(solution["schedule"], serde_json::json!({"a": 1}));
    let problem: Value = serde_json::from_str(SMALL).unwrap();
    for (name, document) in [("solution", solution), ("portfolio", problem)] {
        let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schemas/{name}.schema.json"));
        let schema: Value = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        assert_eq!(validator.iter_errors(&document).next().map(|error| error.to_string()), None, "{name}");
    }
}

#[test]
fn a_wrong_portfolio_gets_every_mistake_and_status_2() {
    let (_folder, path) =
        written(&SMALL.replace("[\"a\"]", "[\"b\"]").replace("\"budget\": [10]", "\"budget\": []"));
    let output = solve(&path, &[]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("2 mistakes")
            && said.contains("portfolio.json:2:128: the finding `f` names the action `b`")
            && said.contains("portfolio.json:2:13: `budget` has 0 years"),
        "{said}"
    );
    let (_folder, path) = written("{\"format\": 1");
    assert_eq!(solve(&path, &[]).status.code(), Some(2));
}

#[test]
fn no_time_still_gives_a_plan() {
    let (_folder, path) = written(SMALL);
    let solution: Value = serde_json::from_slice(&solve(&path, &["--time-limit", "0"]).stdout).unwrap();
    assert_eq!(solution["schedule"], serde_json::json!({"a": 1}));
}

#[test]
fn a_portfolio_that_cannot_be_met_is_an_answer() {
    let (_folder, path) =
        written(&SMALL.replace("\"findings\"", "\"must_start_by\": {\"a\": 0}, \"findings\""));
    let output = solve(&path, &[]);
    assert_eq!(output.status.code(), Some(0));
    let solution: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&solution["status"], &solution["proof"]), (&"infeasible".into(), &"infeasible".into()));
    assert!(solution["bound"].is_null() && solution["gap"].is_null());
    assert_eq!(solution["clashes"][0], "`a` must start by year 0, and may start only in year 1");
}
