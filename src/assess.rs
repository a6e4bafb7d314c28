//! Assess: an estate, judged on a day, and its plan. The stages in order.
//!
//! Here settings meet what they name: rules, thresholds, criteria and
//! findings. Everything that is shown later comes from the [`Assessment`].

mod switches;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::OnceLock;

use crate::analyse::context::Context;
use crate::analyse::finding::{Gap, Strength};
use crate::analyse::lifecycle::Lifecycles;
use crate::analyse::measure::Measures;
use crate::analyse::{registry, run};
use crate::catalogue::Catalogue;
use crate::check::Estate;
use crate::check::estate::{Entry, OrganisationLinks};
use crate::date::Day;
use crate::diagnostic::{Code, Diagnostic, Spot};
use crate::graph::build::{self, Views};
use crate::method::{Criterion, PairFault, Scale, Threshold, Thresholds, Weights, scale, weighing};
use crate::model::{Lifecycle, Organisation};
use crate::plan::portfolio::Effort;
use crate::plan::roadmap::{self, Choices, Frame, PlanInput, Prices};
use crate::plan::{Actions, Plan};
use crate::score::firmness::{self, Firmness};
use crate::score::ranking;
use crate::score::risk;
use crate::score::{Scored, Standings};
use crate::settings::Settings;
use crate::source::FileId;
use crate::text;

pub use switches::{Switch, Switches};

/// An estate, judged on a day: what can be said of any day, without drawing or
/// planning anything.
#[derive(Debug)]
pub struct Judgement {
    /// The estate.
    pub estate: Estate,
    /// The settings.
    pub settings: Settings,
    /// The day.
    pub today: Day,
    /// The lifecycle catalogue in force: built in, given and the inventory's own.
    pub catalogue: Catalogue,
    /// The thresholds in force.
    pub thresholds: Thresholds,
    /// The weights in force.
    pub weights: Weights,
    /// The graphs.
    pub views: Views,
    /// Measures of the graphs.
    pub measures: Measures,
    /// Support of every component in use.
    pub lifecycles: Lifecycles,
    /// Every finding, highest risk first.
    pub findings: Vec<Scored>,
    /// What is well although it looks otherwise.
    pub strengths: Vec<Strength>,
    /// What cannot be judged.
    pub gaps: Vec<Gap>,
    /// Where every system and device in use stands.
    pub standings: Standings,
    /// What could be done.
    pub actions: Actions,
}

/// An estate, judged on a day, with its plan: made once, so that all that is
/// shown says the same of it. Reads like its [`Judgement`].
#[derive(Debug)]
pub struct Assessment {
    /// What was found.
    pub judgement: Judgement,
    /// How firm the order is, once somebody asked.
    firmness: OnceLock<Firmness>,
    /// What to do first, and how good that is known to be.
    pub plan: Plan,
}

impl Deref for Assessment {
    type Target = Judgement;

    fn deref(&self) -> &Judgement {
        &self.judgement
    }
}

impl Judgement {
    /// What a rule may read; also what views read, so that no number is
    /// computed twice.
    pub fn context(&self) -> Context<'_> {
        Context {
            estate: &self.estate,
            views: &self.views,
            today: self.today,
            horizon_months: self.settings.horizon_months(),
            currency: self.settings.currency(),
            thresholds: &self.thresholds,
            lifecycles: &self.lifecycles,
            measures: &self.measures,
        }
    }

    /// The years of a plan and their money, as the settings state them.
    pub fn frame(&self) -> Frame {
        Frame::new(&self.settings, &[], self.today, &self.thresholds)
    }

    /// The judgement with its plan.
    pub fn planned(self, choices: &Choices) -> Assessment {
        Assessment { plan: self.plan(choices), judgement: self, firmness: OnceLock::new() }
    }

    /// What to do first with the money that the settings state.
    pub fn plan(&self, choices: &Choices) -> Plan {
        self.plan_in(self.frame(), choices, None, &Effort::USUAL)
    }

    fn plan_in(&self, frame: Frame, choices: &Choices, known: Option<&Plan>, effort: &Effort<'_>) -> Plan {
        let context = self.context();
        roadmap::plan(self.input(&context, choices), frame, known, effort)
    }

    fn input<'a>(&'a self, context: &'a Context<'a>, choices: &'a Choices) -> PlanInput<'a> {
        PlanInput { context, actions: &self.actions, scored: &self.findings, choices }
    }

    /// What the estate is called.
    pub fn name(&self) -> String {
        estate_name(&self.estate, &self.settings)
    }

    /// Whether a rule is switched off.
    pub fn is_off(&self, rule: &str) -> bool {
        is_off(&self.settings, rule)
    }
}

impl Assessment {
    /// How firm the order is. Drawn when it is first asked for, which takes as
    /// long as everything else; not to be asked for within parallel work.
    pub fn firmness(&self) -> &Firmness {
        self.firmness.get_or_init(|| firmness::measure(&self.standings, &self.findings, &self.weights))
    }

    /// Another plan for the same estate and the same choices: with other money,
    /// or looked for longer. It goes on from the plan.
    pub fn other_plan(&self, frame: Frame, effort: &Effort<'_>) -> Plan {
        self.plan_in(frame, &self.plan.choices, Some(&self.plan), effort)
    }

    /// What limits of a plan cost and what more money would bring. Solves it
    /// again for each.
    pub fn prices(&self, plan: &Plan, is_over: &(dyn Fn() -> bool + Sync)) -> Prices {
        let context = self.context();
        roadmap::prices(self.input(&context, &plan.choices), plan, is_over)
    }
}

/// What an estate is called: as the settings say, else after its topmost
/// organisation.
pub fn estate_name(estate: &Estate, settings: &Settings) -> String {
    let topmost = || {
        let organisations = &estate.organisations;
        let top = organisations
            .iter()
            .find(|entry| entry.links.part_of.is_none() && has_parts(organisations, entry));
        top.or(organisations.first())
            .map_or_else(|| "Estate".to_owned(), |entry| entry.record.name.to_string())
    };
    settings.estate.known().map_or_else(topmost, ToString::to_string)
}

type OrganisationEntry = Entry<Organisation, OrganisationLinks>;

fn has_parts(organisations: &[OrganisationEntry], entry: &OrganisationEntry) -> bool {
    organisations.iter().any(|other| other.links.part_of == Some(entry.organisation))
}

fn is_off(settings: &Settings, rule: &str) -> bool {
    settings.rules.off.iter().any(|off| off.as_str() == rule)
}

/// Judges an estate on a day and plans for it. Also says which settings name
/// nothing.
///
/// Deterministic: the same estate, settings, catalogue and day give the same
/// assessment at any number of threads.
pub fn assess(
    estate: Estate,
    settings: Settings,
    settings_file: Option<FileId>,
    catalogue: Catalogue,
    today: Day,
) -> (Assessment, Vec<Diagnostic>) {
    assess_with(estate, settings, settings_file, catalogue, today, &Switches::default())
}

/// The same with what scenarios say that the plan must and must not do. Also
/// says which of that cannot be.
pub fn assess_with(
    estate: Estate,
    settings: Settings,
    settings_file: Option<FileId>,
    catalogue: Catalogue,
    today: Day,
    switches: &Switches,
) -> (Assessment, Vec<Diagnostic>) {
    let (judgement, mut diagnostics) = judge(estate, settings, settings_file, catalogue, today);
    let (choices, faults) = switches::choices(&judgement.actions.all, switches);
    diagnostics.extend(faults);
    (judgement.planned(&choices), diagnostics)
}

/// Judges an estate on a day. Also says which settings name nothing.
pub fn judge(
    estate: Estate,
    settings: Settings,
    settings_file: Option<FileId>,
    catalogue: Catalogue,
    today: Day,
) -> (Judgement, Vec<Diagnostic>) {
    let mut settled = settle(&settings, settings_file);
    let own: Vec<Lifecycle> = estate.lifecycles.iter().map(|entry| entry.record.clone()).collect();
    let catalogue = catalogue.with_lifecycles(&own, "the inventory's own lifecycles");
    let views = build::build(&estate);
    let (measures, lifecycles) = rayon::join(
        || Measures::build(&estate, &views),
        || Lifecycles::build(&estate, &catalogue, today, settings.horizon_months()),
    );
    let context = Context {
        estate: &estate,
        views: &views,
        today,
        horizon_months: settings.horizon_months(),
        currency: settings.currency(),
        thresholds: &settled.thresholds,
        lifecycles: &lifecycles,
        measures: &measures,
    };
    let said = run::run(&context, |rule| is_off(&settings, rule));
    let findings = risk::score(said.findings, &estate, &settings, &settled.thresholds, today);
    let standings = ranking::rank(&context, &findings, &settled.weights);
    let actions = Actions::collect(&estate, &findings);
    settled.diagnostics.extend(check_acceptances(&settings, settings_file, &findings, today));
    let judgement = Judgement {
        settings,
        today,
        catalogue,
        thresholds: settled.thresholds,
        weights: settled.weights,
        findings,
        strengths: said.strengths,
        gaps: said.gaps,
        standings,
        actions,
        measures,
        lifecycles,
        views,
        estate,
    };
    (judgement, settled.diagnostics)
}

/// Thresholds and weights of a run, and what is wrong with their settings.
struct Settled {
    thresholds: Thresholds,
    weights: Weights,
    diagnostics: Vec<Diagnostic>,
}

fn settle(settings: &Settings, file: Option<FileId>) -> Settled {
    let mut thresholds = Thresholds::default().with_horizon(settings.horizon_months());
    let values = settings.thresholds.iter().map(|(key, value)| (key.as_str(), value.value()));
    let unknown_thresholds = thresholds.replace(values);
    // Weights of factors are told by their dot: `rule.factor`.
    let (of_factors, of_criteria): (BTreeMap<String, f64>, BTreeMap<String, f64>) = settings
        .weights
        .iter()
        .map(|(key, value)| (key.clone(), value.value()))
        .partition(|(key, _)| key.contains('.'));
    let (weights_in_force, mut unknown_weights) = Weights::from_settings(&of_criteria);
    let values = of_factors.iter().map(|(key, value)| (key.as_str(), *value));
    unknown_weights.extend(thresholds.replace_weights(values));
    let rules: Vec<&str> = registry::rules().map(|rule| rule.meta.id).collect();
    let off = settings.rules.off.iter().map(|text| text.as_str());
    let parameter_keys = || scale::all().flat_map(Scale::parameters).map(|parameter| parameter.key);
    let threshold_keys = || Threshold::ALL.iter().map(|threshold| threshold.key()).chain(parameter_keys());
    let factor_keys = || weighing::ALL.iter().flat_map(|weighing| weighing.parts).map(|part| part.weight.key);
    let weight_keys = || Criterion::ALL.iter().map(|criterion| criterion.key()).chain(factor_keys());
    let mut diagnostics = Vec::new();
    let weights_in_force = if settings.pairwise.is_empty() {
        weights_in_force
    } else {
        let pairs = settings.pairwise.iter().map(|(one, others)| {
            (one.clone(), others.iter().map(|(other, times)| (other.clone(), times.value())).collect())
        });
        Weights::from_pairs(&pairs.collect()).unwrap_or_else(|fault| {
            diagnostics.push(bad_comparisons(&fault, file));
            weights_in_force
        })
    };
    for key in unknown_thresholds {
        let spot = |file| Spot::SettingKey(file, format!("thresholds.{key}"));
        diagnostics.push(unknown("threshold", key, threshold_keys(), file.map(spot)));
    }
    for key in &unknown_weights {
        let spot = |file| Spot::SettingKey(file, format!("weights.{key}"));
        diagnostics.push(unknown("criterion", key, weight_keys(), file.map(spot)));
    }
    for (index, key) in off.enumerate().filter(|(_, id)| !rules.contains(id)) {
        let spot = |file| Spot::Setting(file, format!("rules.off[{index}]"));
        diagnostics.push(unknown("rule", key, rules.iter().copied(), file.map(spot)));
    }
    Settled { thresholds, weights: weights_in_force, diagnostics }
}

fn bad_comparisons(fault: &PairFault, file: Option<FileId>) -> Diagnostic {
    let spot = file.map(|file| Spot::SettingKey(file, "pairwise".to_owned()));
    let wrong = |message: String| Diagnostic::new(Code::BadComparisons, message);
    let diagnostic = match fault {
        PairFault::Unknown(key) => {
            let known = Criterion::ALL.iter().map(|criterion| criterion.key());
            let nearest = text::nearest(key, known, 3);
            wrong(format!("`pairwise` names the criterion `{key}`, which does not exist")).suggest(&nearest)
        }
        PairFault::Missing(one, other) => {
            wrong(format!("`pairwise` does not compare `{}` with `{}`", one.key(), other.key()))
                .help("compare every pair of the criteria that are named once, in one direction")
        }
        PairFault::Twice(one, other) => {
            wrong(format!("`pairwise` compares `{}` with `{}` both ways round", one.key(), other.key()))
                .help("state one of the two; the other follows from it")
        }
        PairFault::Inconsistent(ratio) => wrong(format!(
            "the comparisons under `pairwise` contradict each other: consistency ratio {ratio:.2}, below 0.10 is needed"
        ))
        .help("look for a circle: a more than b, b more than c, and c more than a"),
    };
    at(diagnostic, spot)
}

fn unknown<'a>(
    noun: &str,
    key: &str,
    known: impl Iterator<Item = &'a str>,
    spot: Option<Spot>,
) -> Diagnostic {
    let nearest = text::nearest(key, known, 3);
    let diagnostic = Diagnostic::new(
        Code::UnknownSetting,
        format!("the settings name the {noun} `{key}`, which does not exist"),
    )
    .suggest(&nearest);
    at(diagnostic, spot)
}

fn at(diagnostic: Diagnostic, spot: Option<Spot>) -> Diagnostic {
    match spot {
        Some(spot) => diagnostic.at(spot, ""),
        None => diagnostic,
    }
}

/// Acceptances that match no finding, or whose date has passed.
fn check_acceptances(
    settings: &Settings,
    file: Option<FileId>,
    findings: &[Scored],
    today: Day,
) -> Vec<Diagnostic> {
    let ids: std::collections::BTreeSet<&str> = findings.iter().map(|finding| finding.id.as_str()).collect();
    let mut diagnostics = Vec::new();
    for (index, acceptance) in settings.accept.iter().enumerate() {
        let id = acceptance.finding.as_str();
        let diagnostic = if !ids.contains(id) {
            let nearest = text::nearest(id, ids.iter().copied(), 3);
            Diagnostic::new(
                Code::AcceptanceWithoutFinding,
                format!("the acceptance of `{id}` matches no finding"),
            )
            .suggest(&nearest)
            .help("remove it if the finding is gone")
        } else if acceptance.until.last_day() < today {
            Diagnostic::new(
                Code::AcceptanceExpired,
                format!("the acceptance of `{id}` ended on {}; the finding counts again", acceptance.until),
            )
        } else {
            continue;
        };
        let spot = file.map(|file| Spot::Setting(file, format!("accept[{index}].finding")));
        diagnostics.push(at(diagnostic, spot));
    }
    diagnostics
}
