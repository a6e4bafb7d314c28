//! The worked example of methods §6, what must hold of every plan, and every
//! plan of small portfolios tried out.

use super::compiled::Compiled;
use super::problem::Problem;
use super::schedule::{fault, value};
use super::solve::{Limits, Proof, Solution, solve};
use crate::random::Random;

fn compiled(json: &str) -> Compiled {
    Problem::read(json).unwrap().compile().unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn solved(portfolio: &Compiled) -> Solution {
    let solution = solve(portfolio, &Limits::default(), &|| false, &|_| {});
    if solution.is_feasible {
        assert_eq!(fault(portfolio, &solution.start), None);
        assert!(solution.bound >= solution.objective - 1e-9);
    }
    solution
}

fn near(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-4
}

const EXAMPLE: &str = r#"{"format": "roadmap-oracle/1", "plan_years": 2, "benefit_years": 3, "discount_rate": 0.035,
  "budget": [100, 100],
  "actions": [{"id": "E", "cost": [80]}, {"id": "X", "cost": [100], "after": ["E"]}, {"id": "O", "cost": [20]}, {"id": "Q", "cost": [50]}],
  "findings": [{"id": "e", "annual_value": 10, "mode": "any", "actions": ["E"]}, {"id": "x", "annual_value": 30, "mode": "all", "actions": ["X"]},
    {"id": "o", "annual_value": 20, "mode": "any", "actions": ["O"]}, {"id": "q", "annual_value": 12, "mode": "any", "actions": ["Q"]}]}"#;

#[test]
fn the_worked_example_of_the_method_page() {
    // E and O in year 1, X in year 2: 10 and 20 over years 2 and 3, 30 over year 3.
    let solution = solved(&compiled(EXAMPLE));
    assert!(near(solution.objective, 82.1219), "{solution:?}");
    assert!(near(solution.lp_bound.unwrap(), 85.3092), "{solution:?}");
    assert!(near(solution.greedy.unwrap(), 67.7539), "{solution:?}");
    let starts: Vec<(&str, usize)> =
        solution.schedule.iter().map(|(id, year)| (id.as_str(), *year)).collect();
    assert_eq!(starts, [("E", 1), ("O", 1), ("X", 2)]);
    assert_eq!(solution.year_spend, [100.0, 100.0]);
    assert!((solution.undiscounted - 90.0).abs() < 1e-9);
    assert!(solution.is_optimal && solution.proof == Proof::Optimal);
}

#[test]
fn what_must_be_done_is_done_in_time_even_at_a_loss() {
    let json = EXAMPLE.replace("\"findings\"", "\"must_start_by\": [[\"Q\", 1]], \"findings\"");
    let solution = solved(&compiled(&json));
    assert_eq!(solution.schedule.get("Q"), Some(&1), "{solution:?}");
    for form in
        ["[{\"action\": \"Q\", \"year\": 1}]", "{\"Q\": 1}", "[{\"Q\": 1}]", "[{\"id\": \"Q\", \"by\": 1}]"]
    {
        let json = EXAMPLE.replace("\"findings\"", &format!("\"must_start_by\": {form}, \"findings\""));
        assert!(near(solved(&compiled(&json)).objective, solution.objective), "{form}");
    }
}

#[test]
fn a_plan_that_cannot_be_is_said_to_be_none() {
    // X costs 100 and waits for E, so it cannot start in year 1.
    let json = EXAMPLE.replace("\"findings\"", "\"must_start_by\": [[\"X\", 1]], \"findings\"");
    let solution = solved(&compiled(&json));
    assert!(!solution.is_feasible && solution.schedule.is_empty(), "{solution:?}");
}

#[test]
fn nothing_to_do_and_nothing_to_spend_are_plans() {
    let empty = compiled(
        r#"{"format": "roadmap-oracle/1", "plan_years": 2, "benefit_years": 3, "discount_rate": 0.035, "budget": [0, 0], "actions": [], "findings": []}"#,
    );
    let solution = solved(&empty);
    assert!(solution.is_optimal && solution.objective == 0.0 && solution.gap == 0.0);
    let free = EXAMPLE.replace("[100, 100]", "[0, 0]").replace("\"cost\": [20]", "\"cost\": [0]");
    let solution = solved(&compiled(&free));
    assert_eq!(solution.schedule.keys().collect::<Vec<_>>(), ["O"]);
    assert!(solution.is_optimal);
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let json = r#"{"format": "other/1", "plan_years": 2, "benefit_years": 1, "discount_rate": 0.035, "budget": [1],
      "capacity": {"t": [1, -1]}, "exclusive": [["A", "A"]], "must_start_by": [["Z", 1]],
      "actions": [{"id": "A", "cost": [], "after": ["B"], "earliest": 0, "effort": {"u": [1]}}, {"id": "A", "cost": [1]}, {"id": "B", "cost": [1], "after": ["B"]}],
      "findings": [{"id": "f", "annual_value": -1, "mode": "any", "actions": ["Y"]}]}"#;
    let faults = Problem::read(json).unwrap().compile().unwrap_err();
    assert!(faults.len() >= 12, "{faults:#?}");
    let circle = EXAMPLE.replace("\"id\": \"E\", ", "\"id\": \"E\", \"after\": [\"X\"], ");
    assert_eq!(Problem::read(&circle).unwrap().compile().unwrap_err(), ["`after` leads in a circle"]);
    assert!(Problem::read("{").is_err());
    assert!(Problem::read(&EXAMPLE.replace("plan_years", "plan_yaers")).is_err());
}

/// A portfolio drawn at random, small enough to try every plan of it.
fn drawn(seed: u64) -> Compiled {
    let mut random = Random::new(seed, 0);
    let mut below = |limit: u32| random.below(limit) as usize;
    let (years, actions) = (1 + below(3), 1 + below(5));
    let rows: Vec<String> = (0..actions)
        .map(|number| {
            let length = 1 + below(years.min(2) as u32);
            let amounts = |below: &mut dyn FnMut(u32) -> usize, limit| {
                (0..length).map(|_| below(limit).to_string()).collect::<Vec<_>>().join(", ")
            };
            let after = if number > 0 && below(3) == 0 { format!("\"A{}\"", below(number as u32)) } else { String::new() };
            format!(
                r#"{{"id": "A{number}", "cost": [{}], "effort": {{"t": [{}]}}, "after": [{after}], "earliest": {}}}"#,
                amounts(&mut below, 9),
                amounts(&mut below, 4),
                1 + usize::from(below(5) == 0)
            )
        })
        .collect();
    let findings: Vec<String> = (0..=below(6))
        .map(|number| {
            let wanted: Vec<String> =
                (0..=below(3)).map(|_| format!("\"A{}\"", below(actions as u32))).collect();
            let mode = if below(3) == 0 { "all" } else { "any" };
            format!(
                r#"{{"id": "F{number}", "annual_value": {}, "mode": "{mode}", "actions": [{}]}}"#,
                below(20),
                wanted.join(", ")
            )
        })
        .collect();
    let must = if below(4) == 0 {
        format!("[\"A{}\", {}]", below(actions as u32), 1 + below(years as u32))
    } else {
        String::new()
    };
    let exclusive = if actions > 1 && below(3) == 0 { "[\"A0\", \"A1\"]" } else { "" };
    let limits = |below: &mut dyn FnMut(u32) -> usize, limit| {
        (0..years).map(|_| below(limit).to_string()).collect::<Vec<_>>().join(", ")
    };
    compiled(&format!(
        r#"{{"format": "roadmap-oracle/1", "plan_years": {years}, "benefit_years": {}, "discount_rate": 0.035, "budget": [{}],
          "capacity": {{"t": [{}]}}, "actions": [{}], "exclusive": [{exclusive}], "must_start_by": [{must}], "findings": [{}]}}"#,
        years + below(4),
        limits(&mut below, 16),
        limits(&mut below, 7),
        rows.join(", "),
        findings.join(", ")
    ))
}

/// The best of all plans, if there is any.
fn best_of_all(portfolio: &Compiled) -> Option<f64> {
    let mut start = vec![0; portfolio.actions.len()];
    let mut best: Option<f64> = None;
    loop {
        if fault(portfolio, &start).is_none() {
            let found = value(portfolio, &start, &portfolio.worth);
            best = Some(best.map_or(found, |known: f64| known.max(found)));
        }
        let Some(at) = start.iter().position(|year| *year < portfolio.years) else { return best };
        start[at] += 1;
        start[..at].fill(0);
    }
}

#[test]
fn no_plan_of_a_small_portfolio_is_better() {
    let mut feasible = 0;
    for seed in 0..300 {
        let portfolio = drawn(seed);
        let solution = solved(&portfolio);
        match best_of_all(&portfolio) {
            Some(best) => {
                feasible += 1;
                assert!(
                    (solution.objective - best).abs() < 1e-6,
                    "seed {seed}: {} is not {best}",
                    solution.objective
                );
                assert!(solution.is_optimal, "seed {seed}: {solution:?}");
                assert!(solution.lp_bound.is_none_or(|bound| bound >= best - 1e-6));
            }
            None => assert!(!solution.is_feasible, "seed {seed}"),
        }
    }
    assert!(feasible > 200, "{feasible}");
}

#[test]
fn the_same_seed_gives_the_same_plan() {
    let portfolio = drawn(7);
    assert_eq!(solved(&portfolio).start, solved(&portfolio).start);
}
