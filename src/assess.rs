//! Assess: an estate, judged on a day, and its plan. The stages in order.
//!
//! Here settings meet what they name: rules, thresholds, criteria and
//! findings. Everything that is shown later comes from the [`Assessment`].

mod switches;

use std::ops::Deref;
use std::sync::OnceLock;

use crate::analyse::context::Context;
use crate::analyse::finding::{Gap, Strength};
use crate::analyse::lifecycle::Lifecycles;
use crate::analyse::measure::Measures;
use crate::analyse::{registry, run};
use crate::catalogue::Catalogue;
use crate::check::Estate;
use crate::check::estate::{Entry, OrganisationLinks, Subject};
use crate::date::Day;
use crate::diagnostic::{Code, Diagnostic, LabelPlace};
use crate::graph::build::{self, Views};
use crate::method::{Thresholds, Weights};
use crate::model::{Lifecycle, Organisation};
use crate::plan::portfolio::Effort;
use crate::plan::roadmap::{self, Choices, Frame, PlanInput, Prices};
use crate::plan::{Actions, Plan};
use crate::score::firmness::{self, Firmness};
use crate::score::ranking;
use crate::score::risk;
use crate::score::verdict::{self, Verdict};
use crate::score::{Scored, Standings};
use crate::settings::{self, Settings, SettingsFile};
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
            horizon_months: self.settings.horizon_months,
            currency: self.settings.currency,
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
        self.settings.is_off(rule)
    }

    /// The ids of the rules that are switched off, in report order: what they
    /// ask is not judged.
    pub fn off(&self) -> Vec<&'static str> {
        registry::rules().map(|rule| rule.meta.id).filter(|rule| self.is_off(rule)).collect()
    }

    /// What some rules say of a subject, or of the whole estate where none is
    /// named. Linear in the findings.
    pub fn verdict(&self, rules: &[&str], about: Option<Subject>) -> Verdict {
        verdict::verdict(rules, about, &self.findings, &self.settings)
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

/// Settings as used, of settings as read and the rules that there are; and
/// everything that is wrong with them.
pub fn settle(read: &SettingsFile, file: Option<FileId>) -> (Settings, Vec<Diagnostic>) {
    let rules: Vec<&'static str> = registry::rules().map(|rule| rule.meta.id).collect();
    settings::settle(read, file, &rules)
}

/// Judges an estate on a day and plans for it. Also says which acceptances
/// match nothing.
///
/// Deterministic: the same estate, settings, catalogue and day give the same
/// assessment at any number of threads.
pub fn assess(
    estate: Estate,
    settings: Settings,
    catalogue: Catalogue,
    today: Day,
) -> (Assessment, Vec<Diagnostic>) {
    assess_with(estate, settings, catalogue, today, &Switches::default())
}

/// The same with what scenarios say that the plan must and must not do. Also
/// says which of that cannot be.
pub fn assess_with(
    estate: Estate,
    settings: Settings,
    catalogue: Catalogue,
    today: Day,
    switches: &Switches,
) -> (Assessment, Vec<Diagnostic>) {
    let (judgement, mut diagnostics) = judge(estate, settings, catalogue, today);
    let (choices, faults) = switches::choices(&judgement.actions.all, switches);
    diagnostics.extend(faults);
    (judgement.planned(&choices), diagnostics)
}

/// Judges an estate on a day. Also says which acceptances match nothing.
pub fn judge(
    estate: Estate,
    settings: Settings,
    catalogue: Catalogue,
    today: Day,
) -> (Judgement, Vec<Diagnostic>) {
    let own: Vec<Lifecycle> = estate.lifecycles.iter().map(|entry| entry.record.clone()).collect();
    let catalogue = catalogue.with_lifecycles(&own, "the inventory's own lifecycles");
    let views = build::build(&estate);
    let (measures, lifecycles) = rayon::join(
        || Measures::build(&estate, &views),
        || Lifecycles::build(&estate, &catalogue, today, settings.horizon_months),
    );
    let context = Context {
        estate: &estate,
        views: &views,
        today,
        horizon_months: settings.horizon_months,
        currency: settings.currency,
        thresholds: &settings.thresholds,
        lifecycles: &lifecycles,
        measures: &measures,
    };
    let said = run::run(&context, |rule| settings.is_off(rule));
    let findings = risk::score(said.findings, &estate, &settings, &settings.thresholds, today);
    let standings = ranking::rank(&context, &findings, &settings.weights);
    let actions = Actions::collect(&estate, &findings);
    let diagnostics = check_acceptances(&settings, &findings, today);
    let judgement = Judgement {
        thresholds: settings.thresholds.clone(),
        weights: settings.weights.clone(),
        settings,
        today,
        catalogue,
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
    (judgement, diagnostics)
}

/// Acceptances that match no finding, or whose date has passed.
fn check_acceptances(settings: &Settings, findings: &[Scored], today: Day) -> Vec<Diagnostic> {
    let ids: std::collections::BTreeSet<&str> = findings.iter().map(|finding| finding.id.as_str()).collect();
    let mut diagnostics = Vec::new();
    for (index, acceptance) in settings.accept.iter().enumerate() {
        let id = acceptance.finding.as_str();
        let rule = id.split(':').next().unwrap_or_default();
        let diagnostic = if settings.is_off(rule) {
            Diagnostic::new(
                Code::AcceptanceWithoutFinding,
                format!("`{id}` is accepted, and its rule is switched off, so it is not judged at all"),
            )
            .help("switch the rule on, or remove the acceptance")
        } else if !ids.contains(id) {
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
        let spot = settings.file.map(|file| LabelPlace::Setting(file, format!("accept[{index}].finding")));
        diagnostics.push(match spot {
            Some(spot) => diagnostic.at(spot, ""),
            None => diagnostic,
        });
    }
    diagnostics
}
