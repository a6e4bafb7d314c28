//! The plan of any portfolio: what `plan solve` prints.

use schemars::JsonSchema;
use serde::Serialize;

use crate::plan::portfolio::Solution;
use crate::render::answer::{Answer, Column, Document, Envelope, Table, Value};
use crate::render::number::{decimal, percent_fine};
use crate::text::counted;

/// A portfolio's plan.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "techstrata portfolio solution")]
pub struct Solved {
    /// The head of every document.
    #[serde(flatten)]
    pub envelope: Envelope,
    /// The plan.
    #[serde(flatten)]
    pub solution: Solution,
}

type Start<'a> = (&'a String, &'a usize);

impl Document for Solved {
    fn answer(&self) -> Answer {
        let solution = &self.solution;
        let title = format!("Plan of a portfolio: {}", counted(solution.schedule.len(), "action"));
        let mut answer = Answer::new(self.envelope.clone(), title);
        answer.fact("Status", solution.status.word());
        answer.fact("Method", solution.method.word());
        if solution.is_feasible {
            answer.fact("Value", decimal(solution.objective, 2));
            answer.fact("Undiscounted", decimal(solution.undiscounted, 2));
        }
        answer.fact("Bound", solution.bound.map_or_else(String::new, |bound| decimal(bound, 2)));
        answer.fact("Gap", solution.gap.map_or_else(String::new, percent_fine));
        solution.clashes.iter().for_each(|clash| answer.item(clash));
        let starts: Vec<Start<'_>> = solution.schedule.iter().collect();
        let columns = vec![
            Column::new("action", |row: &Start<'_>| Value::id(row.0)),
            Column::new("start_year", |row: &Start<'_>| *row.1),
        ];
        answer.section("Actions by the year in which they start");
        answer.table(Table::new("Actions", &starts, columns));
        let spent: Vec<(usize, f64)> = (1..).zip(solution.year_spend.iter().copied()).collect();
        let columns = vec![
            Column::new("year", |row: &(usize, f64)| row.0),
            Column::new("spent", |row: &(usize, f64)| Value::Decimal(row.1, 2)),
        ];
        answer.section("What is spent");
        answer.table(Table::new("Years", &spent, columns));
        answer
    }
}
