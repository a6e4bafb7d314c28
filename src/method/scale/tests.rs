//! Scales compute what they print.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::method::Thresholds;

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-12, "{found}, not {expected}");
}

#[test]
fn a_line_is_straight_between_its_points_and_flat_beyond_them() {
    let thresholds = Thresholds::default();
    // The horizon is 18 months; debt counts fully after 3 years.
    let figures = [(-9.0, 0.3), (-1.5, 0.3), (-0.75, 0.5), (0.0, 0.7), (1.5, 0.85), (3.0, 1.0), (30.0, 1.0)];
    for (years, expected) in figures {
        near(LIFECYCLE.value(years, &thresholds), expected);
    }
    for (people, expected) in [(0.0, 1.0), (1.0, 0.9), (2.0, 0.6), (3.0, 0.3), (4.0, 0.0), (40.0, 0.0)] {
        near(SKILLS.value(people, &thresholds), expected);
    }
}

#[test]
fn a_word_that_a_scale_lacks_counts_as_its_worst() {
    let thresholds = Thresholds::default();
    near(SENSITIVITY.word("personal", &thresholds), 0.7);
    near(DEVICE_KIND.word("nonsense", &thresholds), 1.0);
}

#[test]
fn a_scale_prints_what_it_computes_with_the_numbers_in_force() {
    let mut thresholds = Thresholds::default();
    assert_eq!(HARDWARE_AGE.formula(&thresholds), "years past its time: 0 → 0.4, 5 → 1; straight between");
    assert!(
        thresholds.replace([("hardware-age-worst", 8.0), ("aged-hardware.age.first-day", 0.5)]).is_empty()
    );
    assert_eq!(HARDWARE_AGE.formula(&thresholds), "years past its time: 0 → 0.5, 8 → 1; straight between");
    near(HARDWARE_AGE.value(4.0, &thresholds), 0.75);
    assert_eq!(
        UNPROVEN_LIFECYCLE.formula(&thresholds),
        "bought 0.2; else years since the last day of support: −1.5 → 0.3, 0 → 0.7, 3 → 1; straight between"
    );
    assert_eq!(
        HANDOFFS.formula(&thresholds),
        "0.3 × hand-off-without-flow + 0.05 × change-of-device, at most 1"
    );
    assert!(USERS.formula(&thresholds).contains("1,000 → 1"));
}

#[test]
fn a_horizon_of_nothing_is_a_step_and_no_number_that_is_none() {
    let thresholds = Thresholds::default().with_horizon(0);
    for (years, expected) in [(-0.1, 0.3), (0.0, 0.7), (3.0, 1.0)] {
        near(LIFECYCLE.value(years, &thresholds), expected);
    }
}

#[test]
fn every_key_is_unique_kebab_case_and_begins_with_its_scale() {
    let mut keys: BTreeSet<&str> = Threshold::ALL.iter().map(|threshold| threshold.key()).collect();
    for scale in all() {
        assert!(keys.insert(scale.key), "{} is there twice", scale.key);
        for parameter in scale.parameters() {
            assert!(parameter.key.starts_with(scale.key), "{}", parameter.key);
            assert!(crate::text::is_kebab_case(parameter.key), "{}", parameter.key);
            assert!(keys.insert(parameter.key), "{} is there twice", parameter.key);
        }
        assert!(scale.why.ends_with('.') && scale.title.len() > 2, "{}", scale.key);
    }
}

#[test]
fn every_line_rises_with_its_figures() {
    let thresholds = Thresholds::default();
    for scale in all() {
        let Shape::Line { points, .. } = &scale.shape else { continue };
        let figures: Vec<f64> = points.iter().map(|point| point.at.figure(&thresholds)).collect();
        assert!(points.len() > 1 && figures.is_sorted(), "{}: {figures:?}", scale.key);
    }
}

proptest! {
    #[test]
    fn a_value_is_a_share_whatever_the_figure_and_the_settings(
        figure in proptest::num::f64::ANY,
        set in proptest::num::f64::ANY,
        other in proptest::num::f64::ANY,
    ) {
        let mut thresholds = Thresholds::default();
        let keys = all().flat_map(|scale| scale.parameters()).map(|parameter| (parameter.key, set));
        thresholds.replace(keys);
        thresholds.replace(Threshold::ALL.iter().map(|threshold| (threshold.key(), other)));
        for scale in all() {
            let value = scale.value(figure, &thresholds);
            prop_assert!((0.0..=1.0).contains(&value), "{}: {value}", scale.key);
            let word = scale.word("nonsense", &thresholds);
            prop_assert!((0.0..=1.0).contains(&word), "{}: {word}", scale.key);
            let sum = scale.sum(&[("nonsense", 3)], &thresholds).max(scale.together(&[figure], &thresholds));
            prop_assert!((0.0..=1.0).contains(&sum), "{}: {sum}", scale.key);
        }
    }
}
