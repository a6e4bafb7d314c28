//! From settings as read to settings as used. Everything that is wrong is said
//! at once, with its place; what is wrong is left out, so that the rest can be
//! used.

use std::collections::BTreeMap;

use super::numbers;
use super::read::{Acceptance, Budget, ChangeFreeze, SettingsFile};
use super::{DISCOUNT_RATE, Settings};
use crate::diagnostic::{Code, Diagnostic, LabelPlace};
use crate::method::threshold::HORIZON_MONTHS;
use crate::method::{Range, RuleId};
use crate::model::{Fact, Share, Text};
use crate::money::Currency;
use crate::source::FileId;
use crate::text;

/// Years that a budget may be of.
const YEARS: Range = Range { least: 1900.0, most: 2200.0 };
/// Months within which support may count as ending.
const HORIZON: Range = Range { least: 1.0, most: 600.0 };

/// Makes of what was read what is used; `rules` are the ids of the rules that
/// there are.
pub fn settle(
    read: &SettingsFile,
    file: Option<FileId>,
    rules: &[&'static str],
) -> (Settings, Vec<Diagnostic>) {
    let mut faults = Faults { file, found: Vec::new() };
    let horizon_months = read.horizon_months.get().unwrap_or(HORIZON_MONTHS);
    let is_within = faults.is_within(f64::from(horizon_months), HORIZON, "horizon_months");
    let horizon_months = if is_within { horizon_months } else { HORIZON_MONTHS };
    let currency = read.currency();
    let thresholds = numbers::thresholds(read, horizon_months, &mut faults);
    let settings = Settings {
        file,
        estate: read.estate.clone(),
        currency,
        classification: read.classification.clone(),
        handling: read.handling.clone(),
        assessment_date: read.assessment_date.clone(),
        horizon_months,
        branding: branding(read, &mut faults),
        targets: read.targets.clone(),
        budgets: budgets(&read.budgets, currency, &mut faults),
        change_freezes: change_freezes(read, &mut faults),
        discount_rate: read.discount_rate.get().map_or(DISCOUNT_RATE, Share::value),
        weights: numbers::weights(read, &mut faults),
        thresholds,
        rules_off: rules_off(read, rules, &mut faults),
        sections_off: read.sections.off.iter().copied().collect(),
        accept: accept(read, rules, &mut faults),
    };
    (settings, faults.found)
}

impl Settings {
    /// Takes other budgets in place of their own: those of a scenario, which
    /// stand in its `file`. Gives back what is wrong with them.
    pub fn take_budgets(&mut self, given: &[Budget], file: FileId) -> Vec<Diagnostic> {
        let mut faults = Faults { file: Some(file), found: Vec::new() };
        self.budgets = budgets(given, self.currency, &mut faults);
        faults.found
    }
}

/// What is wrong with the settings so far, and where they stand.
pub(super) struct Faults {
    file: Option<FileId>,
    pub(super) found: Vec<Diagnostic>,
}

impl Faults {
    /// Says something of the value at a path.
    pub(super) fn at(&mut self, path: &str, diagnostic: Diagnostic) {
        let spot = self.file.map(|file| LabelPlace::Setting(file, path.to_owned()));
        self.put(spot, diagnostic);
    }

    /// Says something of the key at a path.
    pub(super) fn at_key(&mut self, path: &str, diagnostic: Diagnostic) {
        let spot = self.file.map(|file| LabelPlace::SettingKey(file, path.to_owned()));
        self.put(spot, diagnostic);
    }

    /// Says something of the value at a path, which another explains.
    pub(super) fn at_both(&mut self, path: &str, other: (&str, &str), diagnostic: Diagnostic) {
        let Some(file) = self.file else { return self.found.push(diagnostic) };
        let spot = |path: &str| LabelPlace::Setting(file, path.to_owned());
        self.found.push(diagnostic.at(spot(path), "").at(spot(other.0), other.1));
    }

    fn put(&mut self, spot: Option<LabelPlace>, diagnostic: Diagnostic) {
        self.found.push(match spot {
            Some(spot) => diagnostic.at(spot, ""),
            None => diagnostic,
        });
    }

    /// Whether a number lies within a range; says so if not.
    pub(super) fn is_within(&mut self, number: f64, range: Range, path: &str) -> bool {
        let is_within = range.contains(number);
        if !is_within {
            let message = format!("{number} is out of range: expected {range}");
            self.at(path, Diagnostic::new(Code::OutOfRange, message));
        }
        is_within
    }

    /// Says that the key at a path names nothing.
    pub(super) fn unknown<'a>(
        &mut self,
        noun: &str,
        name: &str,
        known: impl Iterator<Item = &'a str>,
        path: &str,
        is_key: bool,
    ) {
        let nearest = text::nearest(name, known, 3);
        let message = format!("the settings name the {noun} `{}`, which does not exist", text::visible(name));
        let diagnostic = Diagnostic::new(Code::UnknownSetting, message).suggest(&nearest);
        if is_key { self.at_key(path, diagnostic) } else { self.at(path, diagnostic) }
    }
}

fn branding(read: &SettingsFile, faults: &mut Faults) -> super::Branding {
    let mut branding = read.branding.clone();
    let is_colour = |text: &str| {
        let digits = text.strip_prefix('#');
        digits.is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    if let Some(accent) = branding.accent.known().filter(|accent| !is_colour(accent)) {
        let message = format!("`{}` is no colour: write it as `#RRGGBB`", text::visible(accent));
        faults.at("branding.accent", Diagnostic::new(Code::BadValue, message));
        branding.accent = Fact::Unknown;
    }
    branding
}

/// Budgets whose year is stated once and can be planned, in the estate's
/// currency.
fn budgets(read: &[Budget], currency: Currency, faults: &mut Faults) -> Vec<Budget> {
    let mut first: BTreeMap<u16, usize> = BTreeMap::new();
    let mut kept = Vec::new();
    for (number, budget) in read.iter().enumerate() {
        let path = format!("budgets[{number}].year");
        let mut is_sound = faults.is_within(f64::from(budget.year), YEARS, &path);
        if let Some(known) = first.get(&budget.year) {
            let message = format!("the budget of {} is stated twice", budget.year);
            let diagnostic =
                Diagnostic::new(Code::DuplicateId, message).help("keep one of them, with the whole sum");
            faults.at_both(&path, (&format!("budgets[{known}].year"), "first here"), diagnostic);
            is_sound = false;
        }
        first.entry(budget.year).or_insert(number);
        for (key, amount) in [("capital", &budget.capital), ("revenue", &budget.revenue)] {
            let other = amount.get().and_then(|money| money.currency).filter(|other| *other != currency);
            if let Some(other) = other {
                let message = format!(
                    "an amount in {}, and the estate's currency is {}",
                    other.code(),
                    currency.code()
                );
                let diagnostic = Diagnostic::new(Code::ForeignCurrency, message).help(
                    "there are no exchange rates here: convert it, or set `currency` in techstrata.yaml",
                );
                faults.at(&format!("budgets[{number}].{key}"), diagnostic);
                is_sound = false;
            }
        }
        kept.extend(is_sound.then(|| budget.clone()));
    }
    kept
}

fn change_freezes(read: &SettingsFile, faults: &mut Faults) -> Vec<ChangeFreeze> {
    let mut kept = Vec::new();
    for (number, freeze) in read.change_freezes.iter().enumerate() {
        if freeze.to.last_day() >= freeze.from.first_day() {
            kept.push(freeze.clone());
            continue;
        }
        let message = format!("a change freeze ends on {}, before it begins on {}", freeze.to, freeze.from);
        let (from, to) = (format!("change_freezes[{number}].from"), format!("change_freezes[{number}].to"));
        faults.at_both(&to, (&from, "begins here"), Diagnostic::new(Code::EndBeforeStart, message));
    }
    kept
}

fn rules_off(
    read: &SettingsFile,
    rules: &[&'static str],
    faults: &mut Faults,
) -> std::collections::BTreeSet<RuleId> {
    let mut off = std::collections::BTreeSet::new();
    for (number, name) in read.rules.off.iter().enumerate() {
        match RuleId::find(name, rules) {
            Some(rule) => {
                off.insert(rule);
            }
            None => {
                faults.unknown("rule", name, rules.iter().copied(), &format!("rules.off[{number}]"), false);
            }
        }
    }
    off
}

/// Acceptances of findings that can be: of a rule that there is, each once.
fn accept(read: &SettingsFile, rules: &[&'static str], faults: &mut Faults) -> Vec<Acceptance> {
    let mut first: BTreeMap<&Text, usize> = BTreeMap::new();
    let mut kept = Vec::new();
    for (number, acceptance) in read.accept.iter().enumerate() {
        let path = format!("accept[{number}].finding");
        let finding = &acceptance.finding;
        let known = *first.entry(finding).or_insert(number);
        match finding.split_once(':') {
            Some((rule, subject)) if !subject.is_empty() => match RuleId::find(rule, rules) {
                Some(_) if known == number => kept.push(acceptance.clone()),
                Some(_) => {
                    let message = format!("`{finding}` is accepted twice");
                    let diagnostic = Diagnostic::new(Code::DuplicateId, message).help("keep one of them");
                    faults.at_both(&path, (&format!("accept[{known}].finding"), "first here"), diagnostic);
                }
                None => faults.unknown("rule", rule, rules.iter().copied(), &path, false),
            },
            _ => {
                let message = format!("`{}` is no finding", text::visible(finding));
                let diagnostic = Diagnostic::new(Code::BadValue, message)
                    .help("write it as `rule:subject`, such as `dangerous-hub:riverside/tie`; `analyse --format csv` lists them");
                faults.at(&path, diagnostic);
            }
        }
    }
    kept
}
