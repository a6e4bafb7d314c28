//! The document behind every format, by the published schema `plan`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::date::PartialDate;
use crate::money::Currency;
use crate::plan::portfolio::Proof;
use crate::render::answer::Envelope;

/// A plan.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "techstrata plan")]
pub struct PlanDocument {
    /// The head of every document.
    #[serde(flatten)]
    pub envelope: Envelope,
    /// What the estate is called.
    pub estate_name: String,
    /// The currency of every sum, in major units.
    pub currency: Currency,
    /// What the solver found.
    pub solution: SolutionRow,
    /// What it comes to.
    pub total: TotalRow,
    /// What each year holds.
    pub years: Vec<YearRow>,
    /// Teams whose days limit it.
    pub teams: Vec<TeamRow>,
    /// Actions that are done, by start.
    pub actions: Vec<PlannedAction>,
    /// Actions that are not done, most risk first.
    pub undone: Vec<UndoneRow>,
    /// Actions that a scenario forces and that are not done.
    pub forced_undone: Vec<ForcedRow>,
    /// Dated ends within the plan, by day.
    pub cliffs: Vec<CliffRow>,
    /// What each tight limit costs, dearest first.
    pub prices: Vec<PriceRow>,
    /// What the next money in the first year would buy.
    pub next_money: Vec<PriceRow>,
    /// How much that next money is.
    pub next_money_amount: f64,
    /// What could be done about findings that no recorded option clears; never priced.
    pub proposals: Vec<ProposalRow>,
    /// If nothing is done: today, then the end of each quarter ahead; empty
    /// for estates that are too large to be judged again.
    pub if_nothing_is_done: Vec<QuarterRow>,
    /// What was assumed.
    pub assumptions: Vec<String>,
}

/// The estate on a day, if nothing is done.
#[derive(Debug, Serialize, JsonSchema)]
pub struct QuarterRow {
    /// The day.
    pub day: PartialDate,
    /// Risk points of all open findings then.
    pub risk: f64,
    /// Systems whose worst open finding is high or critical.
    pub high_risk_systems: usize,
    /// Systems that stand on something without support.
    pub unsupported_systems: usize,
    /// Contracts that have ended by then.
    pub lapsed_contracts: usize,
    /// What loses support since the day before.
    pub loses_support: Vec<String>,
    /// Whose contract ends since the day before.
    pub contract_ends: Vec<String>,
}

/// What the solver found.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SolutionRow {
    /// optimal or feasible; infeasible where it is proved that not all that
    /// must be done can be; not-found where nothing was found in time.
    pub status: &'static str,
    /// Whether a plan was found.
    pub is_feasible: bool,
    /// What must be done and cannot be, as far as that is plain.
    pub clashes: Vec<String>,
    /// How it was found: greedy, search or branch-and-bound.
    pub method: &'static str,
    /// Σ risk points × years of benefit, discounted.
    pub value: f64,
    /// No plan has a higher value; nothing where no plan exists.
    pub bound: Option<f64>,
    /// (bound − value) / bound; nothing without a plan.
    pub gap: Option<f64>,
    /// Whether no plan is better, proved.
    pub is_optimal: bool,
    /// What the bound rests on.
    pub proof: Proof,
    /// The value of the greedy plan.
    pub greedy: Option<f64>,
    /// The yearly discount rate.
    pub discount_rate: f64,
    /// Up to how many years from the start benefits count.
    pub benefit_years: usize,
}

/// What a plan comes to.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TotalRow {
    /// What all of it costs.
    pub cost: f64,
    /// The same at the Treasury's upper bound for optimism.
    pub cost_at_upper_bound: f64,
    /// Risk points of all open findings.
    pub risk: f64,
    /// Risk points that are removed.
    pub removed: f64,
    /// The same as a share, 0 to 1.
    pub removed_share: f64,
    /// Hours of staff time a year that are saved in the end.
    pub hours_saved_per_year: f64,
    /// Running cost a year that options state as saved in the end.
    pub running_cost_saved_per_year: f64,
    /// Mean confidence of what is cleared, weighted by risk, 0 to 1.
    pub confidence: f64,
    /// Actions that are done.
    pub actions: usize,
    /// Recorded actions without a price, which stay out of every sum.
    pub not_costed: usize,
}

/// One year.
#[derive(Debug, Serialize, JsonSchema)]
pub struct YearRow {
    /// `2027/28`.
    pub name: String,
    /// What is spent of each kind of money that the year's budget states, and
    /// what there is.
    pub money: Vec<MoneyRow>,
    /// Actions that start.
    pub starts: Vec<String>,
    /// Actions that are complete at its end.
    pub completes: Vec<String>,
    /// Risk points that are cleared at its end.
    pub removes: f64,
    /// The share of all measured risk that is left then, 0 to 1.
    pub risk_left_share: f64,
}

/// One kind of money in one year.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MoneyRow {
    /// money, capital or revenue.
    pub kind: &'static str,
    /// What is spent.
    pub spent: f64,
    /// What there is.
    pub available: f64,
}

/// A team.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TeamRow {
    /// The team.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Days that it works in each year.
    pub days: Vec<f64>,
    /// Days that it can give in each year, change freezes taken off.
    pub available: Vec<f64>,
    /// Days that it works in each quarter of those years.
    pub days_by_quarter: Vec<f64>,
    /// Days that it can give in each quarter.
    pub available_by_quarter: Vec<f64>,
}

/// An action that is done.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlannedAction {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What is done.
    pub kind: &'static str,
    /// The year in which it starts.
    pub starts: String,
    /// The year in which it is complete.
    pub completes: String,
    /// The first day of the quarter in which it is laid to begin.
    pub works_from: PartialDate,
    /// The last day of the quarter in which it is laid to end.
    pub works_until: PartialDate,
    /// What it costs.
    pub cost: f64,
    /// How many months it takes, if recorded.
    pub months: Option<u16>,
    /// The last day on which it must have started, if its options name one.
    pub start_by: Option<PartialDate>,
    /// Actions that must be complete first.
    pub after: Vec<String>,
    /// Findings that it is the first to clear.
    pub clears: Vec<String>,
    /// Their risk points.
    pub removes: f64,
    /// Cost of delay over weeks of work; nothing where no duration is known.
    pub delay_cost_per_week: Option<f64>,
    /// Whether no other action beats it on risk, money and time together.
    pub is_on_front: bool,
    /// On the front, cheap, quick and sure enough.
    pub is_quick_win: bool,
    /// Whether it needs a clinical safety review.
    pub needs_clinical_safety_review: bool,
    /// Where the inventory states it.
    pub places: Vec<String>,
}

/// An action that is not done.
#[derive(Debug, Serialize, JsonSchema)]
pub struct UndoneRow {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What it costs; nothing where it is not costed.
    pub cost: Option<f64>,
    /// Why it is not done.
    pub why: String,
    /// Risk points that stay because of that.
    pub leaves: f64,
    /// Until when it can wait; nothing where no day is known.
    pub can_wait_until: Option<PartialDate>,
    /// Whether that day lies before the plan's first year.
    pub is_late: bool,
}

/// An action that a scenario forces and that is not done.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ForcedRow {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Why it is not done.
    pub why: String,
}

/// A dated end within the plan.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CliffRow {
    /// The day.
    pub day: PartialDate,
    /// The finding that speaks of it; nothing where the day lies too far ahead
    /// to be one yet.
    pub finding: Option<String>,
    /// What it is about: organisation and id.
    pub subject: String,
    /// What ends.
    pub headline: String,
    /// The last day of the quarter in which it is cleared; nothing if it is not.
    pub cleared_by: Option<PartialDate>,
    /// Whether it is cleared before its day.
    pub is_met: bool,
}

/// What a limit costs, or what more money brings.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PriceRow {
    /// The limit.
    pub limit: String,
    /// What the value gains, as a share.
    pub gain_share: f64,
    /// Risk points more that are removed.
    pub removes: f64,
    /// Actions more.
    pub actions: i64,
    /// Whether that is proved; else it is at least so much.
    pub is_proved: bool,
}

/// What could be done and nobody recorded.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ProposalRow {
    /// Its id.
    pub id: String,
    /// What to do.
    pub name: String,
    /// What is done.
    pub kind: &'static str,
    /// Findings that it would clear.
    pub clears: Vec<String>,
    /// Their risk points.
    pub risk: f64,
    /// small, medium or large, by how many things it touches.
    pub effort: &'static str,
    /// Proposals that should come first.
    pub after: Vec<String>,
}
