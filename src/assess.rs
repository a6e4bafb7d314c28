//! Assess: an estate, judged on a day. The stages in order.
//!
//! Here settings meet what they name: rules, thresholds, criteria and
//! findings. Everything that is shown later comes from the [`Assessment`].

use std::collections::BTreeMap;

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
use crate::plan::portfolio::Limits;
use crate::plan::roadmap::{Frame, Given, Roadmap, roadmap};
use crate::plan::{Actions, Plan, greedy};
use crate::score::firmness::{self, Firmness};
use crate::score::ranking;
use crate::score::risk;
use crate::score::{Scored, Standings};
use crate::settings::Settings;
use crate::source::FileId;
use crate::text;

/// An estate, judged on a day.
#[derive(Debug)]
pub struct Assessment {
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
    /// How firm the order is.
    pub firmness: Firmness,
    /// What could be done.
    pub actions: Actions,
    /// What to do first: by value for money, or by the roadmap where one was
    /// made.
    pub plan: Plan,
    /// The roadmap, where [`Assessment::with_roadmap`] made one.
    pub roadmap: Option<Roadmap>,
    /// Why no roadmap can do all that a scenario forces, as far as that is
    /// plain; nothing where one was made or none was tried.
    pub impossible: Option<Vec<String>>,
}

/// The most costed actions for which a roadmap is made beside a report.
const MOST_FOR_ROADMAP: usize = 120;

/// What the solver may do beside a report: nothing that hangs on time, so that
/// the same input gives the same bytes.
const BESIDE_A_REPORT: Limits = Limits { gap: 0.005, nodes: 2_000, slice: None, seed: 1 };

/// Actions that a plan must and must not do, by their indices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Switches {
    /// Those that must be done.
    pub forced: Vec<usize>,
    /// Those that may not be done.
    pub forbidden: Vec<usize>,
}

impl Assessment {
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

    /// The same with a roadmap, and the plan that it makes, where budgets are
    /// set and the actions are few enough to be solved beside a report. The
    /// same at any number of threads.
    #[must_use]
    pub fn with_roadmap(mut self, switches: &Switches) -> Self {
        match self.tried(switches, 1.0) {
            Some(found) if !found.solution.is_feasible => self.impossible = Some(found.solution.clashes),
            Some(found) if !found.placed.is_empty() => {
                self.plan = greedy::of_roadmap(&found, &self.plan, &self.actions, &self.findings);
                self.roadmap = Some(found);
            }
            _ => {}
        }
        self
    }

    /// The roadmap at so many times the settings' money, where one can be made
    /// beside a report and does anything.
    pub fn solved(&self, switches: &Switches, money: f64) -> Option<Roadmap> {
        self.tried(switches, money).filter(|found| found.solution.is_feasible && !found.placed.is_empty())
    }

    fn tried(&self, switches: &Switches, money: f64) -> Option<Roadmap> {
        let costed = self.actions.all.iter().filter(|action| action.cost.is_some()).count();
        if self.plan.budget.is_none() || costed == 0 || costed > MOST_FOR_ROADMAP {
            return None;
        }
        let context = self.context();
        let given = Given {
            context: &context,
            actions: &self.actions,
            scored: &self.findings,
            forced: &switches.forced,
            forbidden: &switches.forbidden,
        };
        let frame = Frame::new(&self.settings, &[], self.today, &self.thresholds).with_money(money);
        Some(roadmap(given, frame, &BESIDE_A_REPORT, &|| false, &|_| {}))
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

/// Judges an estate on a day. Also says which settings name nothing.
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
    let firmness = firmness::measure(&standings, &findings, &settled.weights);
    let actions = Actions::collect(&estate, &findings);
    let plan = greedy::plan(&actions, &findings, budget(&settings));
    settled.diagnostics.extend(check_acceptances(&settings, settings_file, &findings, today));
    let assessment = Assessment {
        settings,
        today,
        catalogue,
        thresholds: settled.thresholds,
        weights: settled.weights,
        findings,
        strengths: said.strengths,
        gaps: said.gaps,
        standings,
        firmness,
        actions,
        plan,
        roadmap: None,
        impossible: None,
        measures,
        lifecycles,
        views,
        estate,
    };
    (assessment, settled.diagnostics)
}

/// All money of the settings' budgets in minor units, if any is set.
fn budget(settings: &Settings) -> Option<i64> {
    let amounts: Vec<i64> = settings
        .budgets
        .iter()
        .flat_map(|budget| [budget.capital.get(), budget.revenue.get()])
        .flatten()
        .map(|money| money.minor)
        .collect();
    (!amounts.is_empty()).then(|| amounts.iter().sum())
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
