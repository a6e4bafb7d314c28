//! Values of methods.md §4, worked by hand.

use super::SupportState::{Ending, Extended, SecurityOnly, Supported, Unknown, Unsupported};
use super::*;
use crate::catalogue::Catalogue;

fn day(text: &str) -> Day {
    text.parse::<PartialDate>().unwrap().last_day()
}

fn server_2012_r2() -> Cycle {
    let catalogue = Catalogue::built_in().unwrap();
    let product = catalogue.product("windows-server").unwrap();
    product.cycle("2012-r2").unwrap().clone()
}

fn on(cycle: &Cycle, today: &str, support: Option<&Support>) -> Standing {
    let facts = Bought { support, supported_until: None };
    standing(Some(cycle), facts, day(today), HORIZON_MONTHS)
}

#[test]
fn windows_server_2012_r2_at_the_days_of_the_method_page() {
    let cycle = server_2012_r2();
    let esu = bought(SupportKind::Extended, None);
    for (today, nothing, paid) in [
        ("2018-10-09", Supported, Supported),
        ("2018-10-10", SecurityOnly, SecurityOnly),
        ("2022-06-01", Ending, Ending),
        ("2023-10-10", Ending, Ending),
        ("2023-10-11", Unsupported, Extended),
        ("2026-10-13", Unsupported, Extended),
        ("2026-10-14", Unsupported, Unsupported),
    ] {
        assert_eq!(on(&cycle, today, None).state, nothing, "{today}");
        assert_eq!(on(&cycle, today, Some(&esu)).state, paid, "{today}");
    }
    // 2022-06-01 to 2023-10-10: 496 days left.
    let ending = on(&cycle, "2022-06-01", None);
    assert_eq!(days_between(day("2022-06-01"), ending.decided_by.unwrap()), 496);
}

#[test]
fn an_extension_on_sale_without_proof_is_a_range_with_a_question() {
    let cycle = server_2012_r2();
    let open = on(&cycle, "2026-08-22", None);
    assert!(open.is_range());
    assert_eq!((open.best, open.state), (Extended, Unsupported));
    assert_eq!(open.question, Some(SupportQuestion::WasExtensionBought(day("2026-10-13"))));
    let none = bought(SupportKind::None, None);
    assert!(!on(&cycle, "2026-08-22", Some(&none)).is_range());
    assert!(!on(&cycle, "2026-10-14", None).is_range());
}

#[test]
fn debt_age_counts_from_the_last_day_that_somebody_fixed_it() {
    let cycle = server_2012_r2();
    let today = day("2026-08-22");
    let open = on(&cycle, "2026-08-22", None);
    assert_eq!(open.debt_days, Some(1047));
    assert!((open.debt_years(today).unwrap() - 2.87).abs() < 0.005);
    let lapsed = bought(SupportKind::Extended, "2024-10-08".parse().ok());
    let debt = on(&cycle, "2026-08-22", Some(&lapsed));
    // 2024-10-08 to 2026-08-22: 365 + 318 = 683 days.
    assert_eq!((debt.state, debt.debt_days), (Unsupported, Some(683)));
}

#[test]
fn the_inventory_s_own_date_wins_over_the_catalogue() {
    let cycle = server_2012_r2();
    let facts = Bought { support: None, supported_until: "2030".parse().ok() };
    let own = standing(Some(&cycle), facts, day("2026-08-22"), HORIZON_MONTHS);
    assert_eq!(own.end_of_support, Some(day("2030-12-31")));
    assert_eq!(own.state, SecurityOnly);
    let unmatched = standing(None, facts, day("2026-08-22"), HORIZON_MONTHS);
    assert_eq!(unmatched.state, Supported);
}

#[test]
fn no_facts_are_unknown_and_never_fine() {
    let nothing = standing(None, Bought::default(), day("2026-08-22"), HORIZON_MONTHS);
    assert_eq!(nothing.state, Unknown);
    assert_eq!(nothing.question, Some(SupportQuestion::WhenDoesSupportEnd));
}

#[test]
fn an_end_on_an_unknown_day_is_unsupported_without_an_age() {
    let mut cycle = server_2012_r2();
    cycle.end_of_support = End::Ended;
    cycle.end_of_extended_support = End::Unknown;
    let answer = on(&cycle, "2026-08-22", None);
    assert_eq!((answer.state, answer.debt_days), (Unsupported, None));
    cycle.end_of_support = End::NotAnnounced;
    assert_eq!(on(&cycle, "2026-08-22", None).state, SecurityOnly);
}

#[test]
fn bounds_of_the_method_page() {
    // 30 of 100 known are bad, 15 unknown: 30/115, 45/115, (30 + 15·31/102)/115.
    let bounds = Bounds::of(30, 100, 15).unwrap();
    assert_eq!(format!("{:.1}", bounds.low * 100.0), "26.1");
    assert_eq!(format!("{:.1}", bounds.high * 100.0), "39.1");
    assert_eq!(format!("{:.1}", bounds.point * 100.0), "30.1");
    assert_eq!(Bounds::of(0, 0, 0), None);
}
