//! How good plans get in a given time: value, bound and gap on drawn
//! portfolios, beside the greedy plan.
//!
//! `cargo bench --bench portfolio` prints the table for 50, 100, 200 and 400
//! actions; other sizes and the seconds for each may follow `--`, as
//! `-- 60 50 100`. The portfolios: six to ten findings an action, 5 plan and
//! 10 benefit years, costs of 20 to 300 a year over one or two years, three
//! teams, a budget for about an eighth of all actions each year, one action in
//! four after another, one pair in ten exclusive; seed 1.

#![expect(clippy::expect_used, reason = "a benchmark that cannot run should stop")]
#![expect(clippy::print_stdout, reason = "printing the table is what it is for")]

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use techstrata::plan::portfolio::{Problem, SolveLimits, solve};
use techstrata::random::Random;

const YEARS: usize = 5;

fn main() {
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let (seconds, sizes) = match numbers.split_first() {
        Some((seconds, sizes)) if !sizes.is_empty() => (*seconds, sizes.to_vec()),
        _ => (60, vec![50, 100, 200, 400]),
    };
    println!(
        "| actions | findings | value | bound | gap | LP bound over value | greedy below value | nodes | seconds |"
    );
    println!("|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for actions in sizes {
        print_row(actions as usize, seconds);
    }
}

fn print_row(actions: usize, seconds: u64) {
    let findings = match actions {
        0..=50 => 6 * actions,
        51..=100 => 8 * actions,
        _ => 10 * actions,
    };
    let problem: Problem =
        serde_json::from_value(drawn(actions, findings)).expect("the portfolio is well formed");
    let portfolio = problem.compile().expect("the portfolio has no mistake");
    let started = Instant::now();
    let given = Duration::from_secs(seconds);
    let solution = solve(&portfolio, &SolveLimits::default(), &|| started.elapsed() >= given, &|_| {});
    let value = solution.objective;
    let over = |other: Option<f64>| {
        other.map_or_else(|| "–".to_owned(), |other| format!("{:.2}%", 100.0 * (other - value).abs() / value))
    };
    println!(
        "| {actions} | {findings} | {value:.1} | {:.1} | {:.2}% | {} | {} | {} | {:.0} |",
        solution.bound.unwrap_or(f64::NAN),
        100.0 * solution.gap.unwrap_or(f64::NAN),
        over(solution.lp_bound),
        over(solution.greedy),
        solution.nodes,
        started.elapsed().as_secs_f64()
    );
}

fn drawn(actions: usize, findings: usize) -> Value {
    let mut random = Random::new(1, actions as u64);
    let mut below = |limit: usize| random.below(limit as u32) as usize;
    let id = |number: usize| format!("A{number:03}");
    let mut rows = Vec::new();
    let mut total = 0;
    for number in 0..actions {
        let years = 1 + usize::from(below(5) == 0);
        let cost: Vec<usize> = (0..years).map(|_| 10 * (2 + below(29))).collect();
        total += cost.iter().sum::<usize>();
        let effort = |below: &mut dyn FnMut(usize) -> usize| -> Vec<usize> {
            (0..years).map(|_| if below(2) == 0 { 0 } else { 5 * (1 + below(4)) }).collect()
        };
        let teams = json!({"infra": effort(&mut below), "integration": effort(&mut below), "apps": effort(&mut below)});
        let after: Vec<String> =
            if number > 0 && below(4) == 0 { vec![id(below(number))] } else { Vec::new() };
        rows.push(json!({"id": id(number), "cost": cost, "effort": teams, "after": after, "earliest": 1 + usize::from(below(8) == 0)}));
    }
    let budget = vec![(total / 8 / 10) * 10; YEARS];
    let capacity = vec![actions * 6 / 8 / 5 * 5 + 20; YEARS];
    let exclusive: Vec<[String; 2]> =
        (0..actions / 20).map(|pair| [id(2 * pair), id(actions - 1 - pair)]).collect();
    let cleared: Vec<Value> = (0..findings)
        .map(|number| {
            let many = [1, 1, 1, 2, 2, 3][below(6)];
            let mut of: Vec<String> = (0..many).map(|_| id(below(actions))).collect();
            of.sort();
            of.dedup();
            let mode = if of.len() > 1 && below(5) == 0 { "all" } else { "any" };
            json!({"id": format!("F{number:04}"), "annual_value": 1 + below(30), "mode": mode, "actions": of})
        })
        .collect();
    json!({
        "format": "roadmap-oracle/1", "plan_years": YEARS, "benefit_years": 10, "discount_rate": 0.035,
        "budget": budget, "capacity": {"infra": capacity, "integration": capacity, "apps": capacity},
        "actions": rows, "exclusive": exclusive, "must_start_by": [], "findings": cleared,
    })
}
