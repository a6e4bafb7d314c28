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

fn on(cycle: &Cycle, today: &str, support: Option<&Support>) -> SupportPosition {
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
        // 18 months before the extension's last day.
        ("2025-04-12", Unsupported, Extended),
        ("2025-04-13", Unsupported, Ending),
        ("2026-10-13", Unsupported, Ending),
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
    let bounds = ShareBounds::of(30, 100, 15).unwrap();
    assert_eq!(format!("{:.1}", bounds.low * 100.0), "26.1");
    assert_eq!(format!("{:.1}", bounds.high * 100.0), "39.1");
    assert_eq!(format!("{:.1}", bounds.point * 100.0), "30.1");
    assert_eq!(ShareBounds::of(0, 0, 0), None);
}

/// What a text leads to, on a day.
fn text(product: &str, version: &str, today: &str) -> SupportPosition {
    let catalogue = Catalogue::built_in().unwrap();
    let matcher = crate::catalogue::Matcher::new(&catalogue);
    let query = crate::catalogue::Query { product, version: Some(version), ..Default::default() };
    resolve(&matcher.find(query), Bought::default(), day(today), HORIZON_MONTHS)
}

#[test]
fn releases_that_agree_give_a_firm_state_and_a_range_of_days() {
    // Service packs of 2008 R2 ended from 2012-07-10 (none) to 2019-07-09 (SP3).
    let all = text("SQL Server", "2008 R2", "2026-11-30");
    assert_eq!((all.state, all.best, all.worst), (Unsupported, Unsupported, Unsupported));
    let ends = all.ends.unwrap();
    assert_eq!((ends.first, ends.last), (day("2012-07-10"), Some(day("2019-07-09"))));
    assert_eq!(all.decided_by, Some(day("2012-07-10")));
    assert_eq!(all.debt_days, Some(days_between(day("2012-07-10"), day("2026-11-30"))));
    // The last one had an extension on sale to 2022-07-12, which proves nothing.
    assert_eq!(all.least_debt_days, Some(days_between(day("2019-07-09"), day("2026-11-30"))));
    assert_eq!(all.question, Some(SupportQuestion::WhichRelease));
}

#[test]
fn releases_that_differ_are_unknown_between_their_best_and_worst() {
    // 8.0 ended 2018-06-30, 8.5 2024-03-31: alike after that day, not before.
    let before = text("Tomcat", "8", "2024-03-31");
    assert_eq!((before.state, before.best, before.worst), (Unknown, Ending, Unsupported));
    assert!(before.may_be_unsupported() && !before.is_range());
    assert_eq!((before.decided_by, before.end_of_support, before.least_debt_days), (None, None, None));
    assert_eq!(before.debt_days, Some(days_between(day("2018-06-30"), day("2024-03-31"))));
    assert_eq!(text("Tomcat", "8", "2024-04-01").state, Unsupported);
}

#[test]
fn one_open_release_among_dead_ones_leaves_the_purchase_to_be_asked() {
    // SP3 of 2014 has updates on sale to 2027-07-12, the older packs have none.
    let open = text("SQL Server", "2014", "2026-11-30");
    assert_eq!((open.state, open.best), (Unsupported, Extended));
    assert_eq!(open.question, Some(SupportQuestion::WasExtensionBought(day("2027-07-12"))));
}

#[test]
fn a_list_that_is_not_whole_settles_nothing() {
    let one = crate::catalogue::Beyond::Anything;
    let catalogue = Catalogue::built_in().unwrap();
    let matcher = crate::catalogue::Matcher::new(&catalogue);
    let query = crate::catalogue::Query { product: "SQL Server 2005", ..Default::default() };
    let found = crate::catalogue::Match { beyond: one, ..matcher.find(query) };
    let standing = resolve(&found, Bought::default(), day("2026-11-30"), HORIZON_MONTHS);
    assert_eq!((standing.state, standing.best, standing.worst), (Unknown, Unknown, Unsupported));
}

#[test]
fn a_free_extension_is_in_use_and_a_bought_one_follows_it() {
    // Debian 12: support to 2026-06-10, free LTS to 2028-06-30.
    assert_eq!(text("Debian", "12", "2026-06-10").state, Ending);
    let free = text("Debian", "12", "2026-11-30");
    assert_eq!((free.state, free.best, free.question), (Extended, Extended, None));
    assert_eq!(text("Debian", "12", "2027-01-01").state, Ending);
    // After it, debt counts from its last day, and only ELTS helps.
    let after = text("Debian", "12", "2028-07-10");
    assert_eq!((after.state, after.debt_days), (Unsupported, Some(10)));
    let bought = text("Debian", "12 ELTS", "2028-07-10");
    assert_eq!((bought.state, bought.question), (Extended, Some(SupportQuestion::ExtendedUntilWhen)));
}

#[test]
fn an_extension_that_the_name_says_is_in_use_until_it_is_asked_when() {
    for name in ["Ubuntu Pro 20.04", "RHEL 7 ELS", "Windows 10 22H2 ESU"] {
        let named = text(name, "", "2026-11-30");
        let question = Some(SupportQuestion::ExtendedUntilWhen);
        assert_eq!((named.state, named.best, named.question), (Extended, Extended, question), "{name}");
    }
    let refused = text("Windows Server 2012 R2 (ESU declined)", "", "2026-08-22");
    assert_eq!((refused.state, refused.best), (Unsupported, Unsupported));
    // Past the last day on sale no name helps.
    assert_eq!(text("Windows Server 2012 R2 ESU", "", "2026-10-14").state, Unsupported);
    assert_eq!(text("Windows 10 Pro 22H2", "", "2026-11-30").best, Extended, "`Pro` is an edition there");
}
