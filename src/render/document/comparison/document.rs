//! The document behind every format, by the published schema `comparison`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::ask::comparison::{self, Broken, Figures};
use crate::assess::Assessment;
use crate::money::Currency;
use crate::plan::Plan;
use crate::render::answer::Envelope;
use crate::render::document::plan::{ForcedRow, forced_undone};
use crate::source::Sources;
use crate::text::{counted, join_and};

/// What the estate without any scenario is called.
pub const AS_IT_IS: &str = "As it is";

/// Scenarios side by side.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "techstrata comparison")]
pub struct ComparisonDocument {
    /// The head of every document.
    #[serde(flatten)]
    pub envelope: Envelope,
    /// What the estate is called.
    pub estate_name: String,
    /// The currency of every sum, in major units.
    pub currency: Currency,
    /// Ids of rules that the settings switch off: what they ask is not judged.
    pub not_judged: Vec<&'static str>,
    /// The estate as it is, then each scenario in the order of the call.
    pub columns: Vec<ColumnRow>,
}

/// The estate as it is, or a scenario.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ColumnRow {
    /// What it is called.
    pub name: String,
    /// The file of the scenario; nothing for the estate as it is.
    pub file: Option<String>,
    /// What the scenario takes for granted: its own claims.
    pub assumes: Vec<String>,
    /// Figures.
    pub figures: FigureRow,
    /// The plan under it.
    pub plan: PlanRow,
    /// Open findings that are gone, worst first.
    pub gone: Vec<ComparedFinding>,
    /// Open findings that are new, worst first.
    pub new: Vec<ComparedFinding>,
    /// Open findings whose risk changed by half a point or more.
    pub changed: Vec<ChangedRow>,
    /// What it leaves without an end or a need.
    pub broken: Vec<BrokenRow>,
}

/// Figures of one estate.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FigureRow {
    pub systems: usize,
    pub devices: u64,
    pub interfaces: usize,
    /// Risk points of all open findings.
    pub risk: f64,
    pub critical: usize,
    pub high: usize,
    pub medium: usize,
    pub low: usize,
    pub high_risk_systems: usize,
    pub unsupported_systems: usize,
    /// Nothing where the settings switch the rule off that counts them.
    pub systems_without_interface: Option<usize>,
    pub hours_per_year: f64,
    /// Recorded running cost a year.
    pub running_cost_per_year: f64,
    pub without_recorded_cost: usize,
    pub cannot_be_judged: usize,
}

/// What the plan comes to.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlanRow {
    /// Actions that are done.
    pub actions: usize,
    /// What they cost.
    pub cost: f64,
    /// Risk points that they remove.
    pub removed: f64,
    /// The plan's value, discounted.
    pub value: f64,
    /// High-risk systems that are left after it.
    pub high_risk_systems: usize,
    /// Whether there is a plan that does all that must be done.
    pub is_feasible: bool,
    /// Actions that the scenario forces and that are not done, and why.
    pub forced_undone: Vec<ForcedRow>,
}

impl ColumnRow {
    /// How much it breaks: `91 interfaces and 2 needs`; nothing if nothing.
    /// Measured risk is then no measure of it: what lost its end is no longer
    /// judged.
    pub fn broken_in_words(&self) -> Option<String> {
        let interfaces = self.broken.iter().filter(|broken| broken.kind == "interface").count();
        let parts = [(interfaces, "interface"), (self.broken.len() - interfaces, "need")];
        let words: Vec<String> =
            parts.into_iter().filter(|(many, _)| *many > 0).map(|(many, noun)| counted(many, noun)).collect();
        (!words.is_empty()).then(|| join_and(&words))
    }
}

/// A finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ComparedFinding {
    /// Its id.
    pub id: String,
    /// Its risk.
    pub risk: f64,
}

/// A finding whose risk changed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChangedRow {
    /// Its id.
    pub id: String,
    /// The risk before.
    pub before: f64,
    /// The risk after.
    pub after: f64,
}

/// Something left hanging.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BrokenRow {
    /// interface or dependency.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What it lost.
    pub lost: String,
}

/// One estate with its plan, as it comes into the comparison.
#[derive(Debug)]
pub struct ComparedEstate<'a> {
    /// What it is called.
    pub name: String,
    /// The file of the scenario.
    pub file: Option<String>,
    /// What the scenario takes for granted.
    pub assumes: Vec<String>,
    /// Its assessment.
    pub assessment: &'a Assessment,
    /// Its plan.
    pub plan: &'a Plan,
}

/// Puts estates side by side; the first is the estate as it is.
pub fn document(columns: &[ComparedEstate<'_>], sources: &Sources) -> ComparisonDocument {
    let base = columns[0].assessment;
    ComparisonDocument {
        envelope: Envelope::new("techstrata-comparison/2", Some(base.today), Some(sources)),
        estate_name: base.name(),
        currency: base.settings.currency,
        not_judged: base.off(),
        columns: columns.iter().map(|column| row(base, column)).collect(),
    }
}

fn row(base: &Assessment, column: &ComparedEstate<'_>) -> ColumnRow {
    let compared = comparison::compare(base, column.assessment);
    let findings =
        |list: Vec<(String, f64)>| list.into_iter().map(|(id, risk)| ComparedFinding { id, risk }).collect();
    ColumnRow {
        name: column.name.clone(),
        file: column.file.clone(),
        assumes: column.assumes.clone(),
        figures: figures(&comparison::figures(column.assessment)),
        plan: plan(column),
        gone: findings(compared.gone),
        new: findings(compared.new),
        changed: compared
            .changed
            .into_iter()
            .map(|(id, before, after)| ChangedRow { id, before, after })
            .collect(),
        broken: compared.broken.into_iter().map(broken).collect(),
    }
}

fn plan(column: &ComparedEstate<'_>) -> PlanRow {
    let plan = column.plan;
    PlanRow {
        actions: plan.placed.len(),
        cost: major(plan.cost),
        removed: plan.removed(),
        value: plan.solution.objective,
        high_risk_systems: comparison::high_risk_after(column.assessment, plan),
        is_feasible: plan.solution.is_feasible,
        forced_undone: forced_undone(column.assessment, plan),
    }
}

fn broken(broken: Broken) -> BrokenRow {
    BrokenRow { kind: broken.kind, id: broken.key, name: broken.name, lost: broken.lost }
}

fn major(minor: i64) -> f64 {
    minor as f64 / 100.0
}

fn figures(figures: &Figures) -> FigureRow {
    let [critical, high, medium, low] = figures.findings;
    FigureRow {
        systems: figures.systems,
        devices: figures.devices,
        interfaces: figures.interfaces,
        risk: figures.risk,
        critical,
        high,
        medium,
        low,
        high_risk_systems: figures.high_risk_systems,
        unsupported_systems: figures.unsupported_systems,
        systems_without_interface: figures.unjoined_systems,
        hours_per_year: figures.hours_per_year,
        running_cost_per_year: major(figures.running_cost),
        without_recorded_cost: figures.without_cost,
        cannot_be_judged: figures.gaps,
    }
}
