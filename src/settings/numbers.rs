//! Thresholds and weights of the settings: known, within their range and in
//! order.

use std::collections::BTreeMap;

use super::read::SettingsFile;
use super::settle::Faults;
use crate::diagnostic::{Code, Diagnostic};
use crate::method::range::{Disorder, HORIZON, disorder, of_parameter};
use crate::method::scale::{self, Scale};
use crate::method::{Criterion, PairFault, Range, Threshold, Thresholds, Weights, weighing};

/// How many times as much one criterion may matter as another.
const TIMES: Range = Range { least: 0.001, most: 1000.0 };

/// The thresholds in force: what is out of range, or stands the wrong way
/// round, is said and left as it was.
pub(super) fn thresholds(read: &SettingsFile, horizon_months: u16, faults: &mut Faults) -> Thresholds {
    let mut sound: Vec<(&str, f64)> = Vec::new();
    for (key, value) in &read.thresholds {
        let path = format!("thresholds.{key}");
        let threshold = Threshold::ALL.iter().find(|threshold| threshold.key() == key);
        match threshold.map(|threshold| threshold.range()).or_else(|| of_parameter(key)) {
            None => faults.unknown("threshold", key, threshold_keys(), &path, true),
            Some(range) => {
                if faults.is_within(value.value(), range, &path) {
                    sound.push((key, value.value()));
                }
            }
        }
    }
    let mut thresholds = Thresholds::default().with_horizon(horizon_months);
    thresholds.replace(sound);
    let wrong = disorder(&thresholds);
    for found in &wrong {
        out_of_order(read, found, faults);
    }
    if !wrong.is_empty() {
        thresholds = Thresholds::default().with_horizon(horizon_months);
    }
    let of_factors = read.weights.iter().filter(|(key, _)| is_of_factor(key));
    thresholds.replace_weights(of_factors.map(|(key, value)| (key.as_str(), value.value())));
    weigh_something(read, &thresholds, faults);
    thresholds
}

fn threshold_keys() -> impl Iterator<Item = &'static str> {
    let parameters = scale::all().flat_map(Scale::parameters).map(|parameter| parameter.key);
    Threshold::ALL.iter().map(|threshold| threshold.key()).chain(parameters)
}

fn out_of_order(read: &SettingsFile, found: &Disorder, faults: &mut Faults) {
    let Disorder { lower, higher, may_be_equal } = found;
    let how = if *may_be_equal { "no more than" } else { "less than" };
    let message = format!("{}, and {}", stands(lower), stands(higher));
    let help = format!("`{}` must be {how} `{}`", lower.0, higher.0);
    let diagnostic = Diagnostic::new(Code::OutOfOrder, message).help(help);
    match (stated_at(read, lower.0), stated_at(read, higher.0)) {
        (Some(lower), Some(higher)) => {
            faults.at_both(&higher, (&lower, "must be the lower one"), diagnostic);
        }
        (Some(only), None) | (None, Some(only)) => faults.at(&only, diagnostic),
        (None, None) => faults.at_key("thresholds", diagnostic),
    }
}

fn stands((key, value): &(&str, f64)) -> String {
    if *key == HORIZON {
        format!("`{key}` puts the horizon at {value} years")
    } else {
        format!("`{key}` is {value}")
    }
}

/// Where the settings state a number; nothing where it is our default.
fn stated_at(read: &SettingsFile, key: &str) -> Option<String> {
    if key == HORIZON {
        return read.horizon_months.known().map(|_| key.to_owned());
    }
    read.thresholds.contains_key(key).then(|| format!("thresholds.{key}"))
}

/// Weights of factors are told by their dot: `rule.factor`.
fn is_of_factor(key: &str) -> bool {
    key.contains('.')
}

/// Factors of one side that all weigh nothing cannot be shared out.
fn weigh_something(read: &SettingsFile, thresholds: &Thresholds, faults: &mut Faults) {
    for weighing in weighing::ALL {
        let weights = weighing.parts.iter().map(|part| thresholds.weight(&part.weight));
        let stated = weighing.parts.iter().find(|part| read.weights.contains_key(part.weight.key));
        if let (Some(stated), true) = (stated, weights.sum::<f64>() <= 0.0) {
            let path = format!("weights.{}", stated.weight.key);
            let message = format!("no factor of `{}` weighs anything", weighing.key);
            faults.at(
                &path,
                Diagnostic::new(Code::OutOfRange, message).help("give one of them a weight above 0"),
            );
        }
    }
}

/// The weights of the criteria in force.
pub(super) fn weights(read: &SettingsFile, faults: &mut Faults) -> Weights {
    let factors = || weighing::ALL.iter().flat_map(|weighing| weighing.parts).map(|part| part.weight.key);
    let mut of_criteria: BTreeMap<String, f64> = BTreeMap::new();
    for (key, value) in &read.weights {
        if criterion(key).is_some() {
            of_criteria.insert(key.clone(), value.value());
        } else if !factors().any(|known| known == key) {
            let (noun, known): (_, Vec<&str>) = if is_of_factor(key) {
                ("factor", factors().collect())
            } else {
                ("criterion", criteria().chain(factors()).collect())
            };
            faults.unknown(noun, key, known.into_iter(), &format!("weights.{key}"), true);
        }
    }
    let is_nothing =
        of_criteria.len() == Criterion::ALL.len() && of_criteria.values().all(|value| *value <= 0.0);
    if is_nothing && read.pairwise.is_empty() {
        let diagnostic =
            Diagnostic::new(Code::OutOfRange, "every criterion weighs 0, so nothing can be ranked");
        faults.at_key("weights", diagnostic.help("give one of them a weight above 0"));
    }
    let (stated, _) = Weights::from_settings(&of_criteria);
    if read.pairwise.is_empty() { stated } else { pairwise(read, faults).unwrap_or(stated) }
}

fn criteria() -> impl Iterator<Item = &'static str> {
    Criterion::ALL.iter().map(|criterion| criterion.key())
}

fn criterion(key: &str) -> Option<Criterion> {
    Criterion::ALL.iter().copied().find(|criterion| criterion.key() == key)
}

/// Weights from comparisons in pairs; nothing where they give none.
fn pairwise(read: &SettingsFile, faults: &mut Faults) -> Option<Weights> {
    let before = faults.found.len();
    let mut pairs: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
    for (one, others) in &read.pairwise {
        if criterion(one).is_none() {
            faults.unknown("criterion", one, criteria(), &format!("pairwise.{one}"), true);
        }
        for (other, times) in others {
            let path = format!("pairwise.{one}.{other}");
            if criterion(other).is_none() {
                faults.unknown("criterion", other, criteria(), &path, true);
            }
            if one == other {
                let message = format!("`{one}` is compared with itself");
                faults.at_key(&path, Diagnostic::new(Code::BadComparisons, message).help("leave it out"));
            }
            faults.is_within(times.value(), TIMES, &path);
            pairs.entry(one.clone()).or_default().insert(other.clone(), times.value());
        }
    }
    if faults.found.len() > before {
        return None;
    }
    Weights::from_pairs(&pairs).map_err(|fault| bad_comparisons(&fault, faults)).ok()
}

fn bad_comparisons(fault: &PairFault, faults: &mut Faults) {
    let wrong = |message: String| Diagnostic::new(Code::BadComparisons, message);
    match fault {
        // Said before, with its place.
        PairFault::Unknown(_) => {}
        PairFault::Missing(one, other) => {
            let message = format!("`pairwise` does not compare `{}` with `{}`", one.key(), other.key());
            let help = "compare every pair of the criteria that are named once, in one direction";
            faults.at_key("pairwise", wrong(message).help(help));
        }
        PairFault::Twice(one, other) => {
            let message =
                format!("`pairwise` compares `{}` with `{}` both ways round", one.key(), other.key());
            let path = |one: &Criterion, other: &Criterion| format!("pairwise.{}.{}", one.key(), other.key());
            let diagnostic = wrong(message).help("state one of the two; the other follows from it");
            faults.at_both(&path(one, other), (&path(other, one), "and the other way round"), diagnostic);
        }
        PairFault::Inconsistent(ratio) => {
            let message = format!(
                "the comparisons under `pairwise` contradict each other: consistency ratio {ratio:.2}, below 0.10 is needed"
            );
            let help = "look for a circle: a more than b, b more than c, and c more than a";
            faults.at_key("pairwise", wrong(message).help(help));
        }
    }
}
