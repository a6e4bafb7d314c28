//! Section 7: why is each score what it is, and what would change it?

use serde::Serialize;

use super::{Chip, Group, Packed, ViewTable};
use crate::render::chart::Svg;

/// The findings.
#[derive(Clone, Debug, Serialize)]
pub struct Findings {
    /// What they come to, in one sentence.
    pub summary: String,
    /// How many by family and severity.
    pub index: Option<ViewTable>,
    /// How many by likelihood and impact.
    pub grid: Option<ViewTable>,
    /// The worst of the whole estate, where the list is one table an
    /// organisation.
    pub worst: Option<ViewTable>,
    /// All of them in one list.
    pub register: Option<Group>,
    /// One drill-down each: the worst of Medium and above.
    pub details: Vec<FindingDetail>,
    /// Further drill-downs of Medium and above.
    pub packed: Packed,
    /// Why some have no drill-down; may be empty.
    pub rest: String,
}

impl Findings {
    /// The most drill-downs.
    pub const MOST_DETAILS: usize = 300;
    /// So many are written out; the others are packed.
    pub const FIRST_WRITTEN: usize = 50;
}

/// One finding, explained.
#[derive(Clone, Debug, Serialize)]
pub struct FindingDetail {
    /// Its id on the page.
    pub id: String,
    /// Its full id, such as `dangerous-hub:riverside/tie`.
    pub key: String,
    /// The rule's family.
    pub family: String,
    /// What is wrong.
    pub headline: String,
    /// Its severity.
    pub chip: Chip,
    /// Its score, whole.
    pub score: String,
    /// `confidence high`.
    pub confidence: String,
    /// What the score could be if unknown facts were at their best and worst;
    /// may be empty.
    pub range: String,
    /// Why it matters.
    pub why: String,
    /// The sum with its figures.
    pub formula: Formula,
    /// The factors, with a total for each side.
    pub factors: Vec<FactorRow>,
    /// Subject, owner, what fixes it, rule, what would change the score.
    pub facts: Vec<Term>,
    /// The facts under it.
    pub evidence: Vec<Article>,
    /// The lines of the inventory that they cite, one a file.
    pub excerpts: Vec<Code>,
}

/// `Risk = 100 × likelihood 0.905 × impact 0.940 = 85`.
#[derive(Clone, Debug, Serialize)]
pub struct Formula {
    /// Three decimals.
    pub likelihood: String,
    /// Three decimals.
    pub impact: String,
    /// Whole.
    pub result: String,
}

/// A row of the table of factors.
#[derive(Clone, Debug, Serialize)]
pub struct FactorRow {
    /// Factor or total.
    pub kind: FactorKind,
    /// Its name.
    pub name: String,
    /// The fact in words.
    pub fact: String,
    /// Its value, 0 to 1; empty for a total.
    pub value: String,
    /// Its weight; empty for a total.
    pub weight: String,
    /// What it adds.
    pub adds: String,
    /// The same as a bar.
    pub bar: Option<Svg>,
    /// The evidence that it rests on.
    pub marks: Vec<Mark>,
}

/// Factor or total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FactorKind {
    /// One factor.
    Factor,
    /// The sum of one side.
    Total,
}

/// A reference to evidence: `[1]`.
#[derive(Clone, Debug, Serialize)]
pub struct Mark {
    /// From 1.
    pub number: usize,
    /// Its id on the page.
    pub to: String,
}

/// A term and what it says, with links into the page.
#[derive(Clone, Debug, Serialize)]
pub struct Term {
    /// The term.
    pub term: String,
    /// One a line.
    pub lines: Vec<Indicator>,
}

/// A line of a term.
#[derive(Clone, Debug, Serialize)]
pub struct Indicator {
    /// The text.
    pub text: String,
    /// The id that it leads to; may be empty.
    pub to: String,
}

impl Term {
    /// A term of one plain line.
    pub fn new(term: &str, text: impl Into<String>) -> Self {
        Self { term: term.to_owned(), lines: vec![Indicator { text: text.into(), to: String::new() }] }
    }

    /// A term of one line that leads to an id on the page.
    pub fn link(term: &str, text: impl Into<String>, to: impl Into<String>) -> Self {
        Self { term: term.to_owned(), lines: vec![Indicator { text: text.into(), to: to.into() }] }
    }
}

/// One fact under a finding.
#[derive(Clone, Debug, Serialize)]
pub struct Article {
    /// Its id on the page.
    pub id: String,
    /// From 1.
    pub number: usize,
    /// `Inventory`, `Not recorded`, `Lifecycle`, `Graph`, `Assumption`.
    pub kind: &'static str,
    /// What it says.
    pub text: String,
    /// The file, if it stands in the inventory; else empty.
    pub path: String,
    /// `line 213`; empty if it stands nowhere.
    pub place: String,
}

/// Lines of one file of the inventory, around each that is cited.
#[derive(Clone, Debug, Serialize)]
pub struct Code {
    /// The file.
    pub path: String,
    /// The lines; one without a number stands for those left out.
    pub lines: Vec<CodeLine>,
}

/// One line.
#[derive(Clone, Debug, Serialize)]
pub struct CodeLine {
    /// Its number, padded.
    pub number: String,
    /// Its text.
    pub text: String,
    /// Whether it is the one that is meant.
    pub is_meant: bool,
}
