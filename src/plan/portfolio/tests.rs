//! The worked example of methods §6, what must hold of every plan, and every
//! plan of small portfolios tried out.

use super::compiled::Compiled;
use super::fault::{Fault, FaultPlace};
use super::problem::Problem;
use super::schedule::{fault, value};
use super::{Effort, Known, Proof, Solution, SolveLimits, SolveMethod, Status, solve};
use crate::random::Random;

fn compiled(json: &str) -> Compiled {
    Problem::read(json).unwrap().compile().unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn solved(portfolio: &Compiled) -> Solution {
    let solution = solve(portfolio, &SolveLimits::default(), &|| false, &|_| {});
    if solution.is_feasible {
        assert_eq!(fault(portfolio, &solution.start), None);
        assert!(solution.bound.unwrap() >= solution.objective - 1e-9);
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

/// The example with more of it, before its findings.
fn with(more: &str) -> Solution {
    solved(&compiled(&EXAMPLE.replace("\"findings\"", &format!("{more}, \"findings\""))))
}

#[test]
fn a_plan_that_cannot_be_is_said_to_be_none_and_why() {
    // X waits for E, which is complete at the end of year 1.
    let solution = with(r#""must_start_by": [["X", 1]]"#);
    assert!(!solution.is_feasible && solution.schedule.is_empty(), "{solution:?}");
    assert_eq!((solution.status, solution.proof), (Status::Infeasible, Proof::Infeasible));
    assert_eq!((solution.bound, solution.gap), (None, None));
    assert_eq!(
        solution.clashes,
        [
            "`X` must start by year 1, and waits for `E`, which is complete at the end of year 1 at the earliest"
        ]
    );
    let solution = with(r#""exclusive": [["O", "Q"]], "must_start_by": [["O", 2], ["Q", 2]]"#);
    assert_eq!(solution.clashes, ["`O` and `Q` must both be done, and rule each other out"]);
    // 80 + 20 + 100 + 50 of two years' 100.
    let solution = with(r#""must_start_by": {"O": 2, "Q": 2, "X": 2}"#);
    assert_eq!(
        solution.clashes,
        ["what must be done takes 250 of `budget`, of which there is 200 in all years"]
    );
    let dear = EXAMPLE
        .replace("[50]", "[101]")
        .replace("\"findings\"", "\"must_start_by\": [[\"Q\", 2]], \"findings\"");
    let said = solved(&compiled(&dear)).clashes;
    assert_eq!(said, ["`Q` must start by year 2, and takes more of `budget` than any year until then has"]);
}

#[test]
fn what_only_the_solver_can_rule_out_is_ruled_out_too() {
    // 80, 50 and 60 of two years' 100: any two of them are above 100.
    let json = EXAMPLE
        .replace("\"cost\": [20]", "\"cost\": [60]")
        .replace("\"findings\"", "\"must_start_by\": {\"E\": 2, \"O\": 2, \"Q\": 2}, \"findings\"");
    let solution = solved(&compiled(&json));
    assert_eq!((solution.status, solution.bound), (Status::Infeasible, None), "{solution:?}");
    assert!(solution.clashes.is_empty());
}

#[test]
fn where_time_ends_first_nothing_is_ruled_out() {
    let json = EXAMPLE
        .replace("\"cost\": [20]", "\"cost\": [60]")
        .replace("\"findings\"", "\"must_start_by\": {\"E\": 2, \"O\": 2, \"Q\": 2}, \"findings\"");
    let solution = solve(&compiled(&json), &SolveLimits::default(), &|| true, &|_| {});
    assert_eq!((solution.status, solution.gap), (Status::NotFound, None), "{solution:?}");
}

#[test]
fn a_plan_that_is_cut_short_is_still_greedy() {
    let solution = solve(&compiled(EXAMPLE), &SolveLimits::default(), &|| true, &|_| {});
    assert!(near(solution.objective, 67.7539) && solution.status == Status::Feasible, "{solution:?}");
}

#[test]
fn a_team_may_be_called_budget() {
    let json = EXAMPLE.replace(
        "\"actions\": [{\"id\": \"E\",",
        "\"capacity\": {\"budget\": [9, 9]}, \"actions\": [{\"id\": \"E\", \"effort\": {\"budget\": [4]},",
    );
    let solution = solved(&compiled(&json));
    assert_eq!(solution.year_spend, [100.0, 100.0]);
    assert_eq!(solution.team_effort["budget"], [4.0, 0.0]);
}

#[test]
fn nothing_to_do_and_nothing_to_spend_are_plans() {
    let empty = compiled(
        r#"{"format": "roadmap-oracle/1", "plan_years": 2, "benefit_years": 3, "discount_rate": 0.035, "budget": [0, 0], "actions": [], "findings": []}"#,
    );
    let solution = solved(&empty);
    assert!(solution.is_optimal && solution.objective == 0.0 && solution.gap == Some(0.0));
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
    let faults = Problem::read(&circle).unwrap().compile().unwrap_err();
    assert_eq!(faults, [at("actions[0].after", "`after` leads in a circle: `E` after `X` after `E`")]);
    assert!(Problem::read("{").is_err());
    assert!(Problem::read(&EXAMPLE.replace("plan_years", "plan_yaers")).is_err());
}

fn at(field: &str, words: &str) -> Fault {
    Fault { words: words.to_owned(), spot: FaultPlace::Field(field.to_owned()) }
}

fn faults(from: &str, to: &str) -> Vec<Fault> {
    Problem::read(&EXAMPLE.replace(from, to)).unwrap().compile().unwrap_err()
}

fn refusal(from: &str, to: &str) -> String {
    Problem::read(&EXAMPLE.replace(from, to)).unwrap_err().words
}

#[test]
fn what_stands_twice_or_is_beyond_counting_is_refused_at_its_place() {
    assert_eq!(
        faults("\"id\": \"x\"", "\"id\": \"e\""),
        [at("findings[1].id", "the finding `e` stands twice")]
    );
    let huge = faults("\"annual_value\": 30", "\"annual_value\": 1e308");
    assert_eq!(huge[0].spot, FaultPlace::Field("findings[1].annual_value".to_owned()));
    assert_eq!(faults("0.035", "-0.99")[0].spot, FaultPlace::Field("discount_rate".to_owned()));
    assert_eq!(
        faults("\"actions\": [\"X\"]", "\"actions\": [\"x\"]"),
        [at(
            "findings[1].actions[0]",
            "the finding `x` names the action `x`, which does not exist: did you mean `X`?"
        )]
    );
    let twice = "\"cost\": [20], \"effort\": {\"t\": [1], \"t\": [2]}";
    assert_eq!(refusal("\"cost\": [20]", twice), "`t` stands here twice");
}

#[test]
fn what_cannot_be_read_is_said_in_the_words_of_the_format() {
    let none = Problem::read("[]").unwrap_err();
    assert_eq!(
        (none.words.as_str(), &none.spot),
        ("here stands a list, expected is an object", &FaultPlace::At(1, 2))
    );
    assert_eq!(
        refusal("\"plan_years\": 2", "\"plan_years\": -2"),
        "here stands integer `-2`, expected is a whole number from 0"
    );
    for wrong in [
        "[[\"Q\"]]",
        "[[\"Q\", 1, 2]]",
        "[{\"action\": \"Q\"}]",
        "[{\"action\": \"Q\", \"year\": 1, \"odd\": 2}]",
        "7",
    ] {
        let said = refusal("\"findings\"", &format!("\"must_start_by\": {wrong}, \"findings\""));
        assert!(said.contains("`[id, year]`") && !said.contains("enum"), "{wrong}: {said}");
    }
    assert!(Problem::read(&format!("\u{feff}{EXAMPLE}")).is_ok(), "a byte order mark is passed over");
}

/// A portfolio drawn at random, small enough to try every plan of it.
pub(super) fn drawn(seed: u64) -> Compiled {
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

#[test]
fn a_plan_that_is_known_is_never_made_worse_and_one_that_is_not_sound_is_passed_over() {
    let greedy = SolveLimits { nodes: 0, moves: (0, 0), ..SolveLimits::default() };
    let effort = Effort { limits: Some(greedy), ..Effort::USUAL };
    let mut better = 0;
    for seed in 0..300 {
        let portfolio = drawn(seed);
        let best = solved(&portfolio);
        let alone = effort.solve(&portfolio, &[]);
        let from = effort.solve(&portfolio, &[Known::of(&best)]);
        assert!((from.objective - best.objective).abs() < 1e-9, "seed {seed}");
        better += usize::from(from.objective > alone.objective + 1e-9);
        // All at once takes more than there is, or rules itself out.
        let unsound = Known { start: vec![1; portfolio.actions.len()], method: SolveMethod::Search };
        if fault(&portfolio, &unsound.start).is_some() {
            assert_eq!(effort.solve(&portfolio, &[unsound]).start, alone.start, "seed {seed}");
        }
    }
    assert!(better > 3, "{better}");
}

#[test]
fn what_is_usual_proves_a_small_portfolio_and_does_less_for_a_larger_one() {
    let portfolio = compiled(EXAMPLE);
    let solution = Effort::USUAL.solve(&portfolio, &[]);
    assert!(solution.is_optimal && solution.method == SolveMethod::BranchAndBound, "{solution:?}");
    let mut many = portfolio.clone();
    let row = many.actions[3].clone();
    many.actions.resize(5_000, row);
    let limits = SolveLimits::usual(&many);
    assert_eq!((limits.nodes, limits.moves), (0, (0, 0)));
    let solution = Effort::USUAL.solve(&many, &[]);
    assert!((solution.method, solution.proof) == (SolveMethod::Greedy, Proof::EarliestYears), "{solution:?}");
}
