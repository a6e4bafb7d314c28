//! Each chart as it is drawn from figures that anybody can check, held against
//! a stored drawing. `TECHSTRATA_UPDATE=1 cargo test charts::` writes the
//! drawings anew; then open them and look.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test stops where it fails")]

use std::path::Path;

use techstrata::money::Currency;
use techstrata::render::chart::{
    self, Curve, CurvePoint, DayStep, Frame, Hub, HubBox, Layered, Line, QuadrantPoint, Span, Svg,
    TimelineWindow, Tone, Vertex, Width, Win,
};

fn assert_drawn(name: &str, svg: &Svg) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/charts").join(format!("{name}.svg"));
    let drawn = format!("{}\n", svg.as_str());
    if std::env::var_os("TECHSTRATA_UPDATE").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, &drawn).unwrap();
    }
    let stored = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(stored == drawn, "{name} is drawn otherwise; look at it with TECHSTRATA_UPDATE=1:\n{drawn}");
}

fn curve() -> Curve {
    let point = |spent, removed, is_funded| CurvePoint { spent, removed, is_funded };
    Curve {
        points: vec![
            point(100_000.0, 0.12, true),
            point(300_000.0, 0.2, true),
            point(900_000.0, 0.26, false),
        ],
        budget: Some((400_000.0, "Budget £400k".to_owned())),
        funded_label: Some("2 actions: £300k, 20%".to_owned()),
        total_label: Some("All 3: £900k, 26%".to_owned()),
        description: "Two actions of £300k remove 20% of measured risk.".to_owned(),
        currency: Currency::GBP,
    }
}

#[test]
fn risk_against_spend() {
    assert_drawn("curve-wide", &chart::risk_curve(&curve(), Width::Wide));
    assert_drawn("curve-narrow", &chart::risk_curve(&curve(), Width::Narrow));
}

#[test]
fn above_25_actions_only_the_ends_have_dots() {
    let many = |count: u32| {
        let points = (1..=count).map(|at| CurvePoint {
            spent: f64::from(at) * 1000.0,
            removed: f64::from(at) * 0.01,
            is_funded: at <= 20,
        });
        let drawn = chart::risk_curve(&Curve { points: points.collect(), ..curve() }, Width::Wide);
        drawn.as_str().matches("<circle").count()
    };
    assert_eq!([many(25), many(26)], [25, 2]);
}

#[test]
fn what_a_hub_feeds() {
    let one = |name: &str, interfaces| HubBox {
        name: name.to_owned(),
        detail: format!("{interfaces} interfaces"),
        href: Some("#sys-a".to_owned()),
        tone: Tone::Medium,
        interfaces,
    };
    let hub = Hub {
        id: "hub".to_owned(),
        hub: one("Engine", 5),
        senders: vec![one("Admissions", 3), one("Laboratory", 1)],
        receivers: vec![one("Record", 2), one("Bed board", 2)],
        services: vec![one("Emergency attendance", 0)],
        served: vec![(0, 0)],
        description: "Four in, four out.".to_owned(),
    };
    assert_drawn("hub", &chart::hub_diagram(&hub));
}

#[test]
fn what_sends_to_what() {
    let one = |name: &str| Vertex { name: name.to_owned(), href: None, tone: Tone::Low };
    let frames: Vec<Frame> =
        vec![vec![one("Analysers")], vec![one("Laboratory"), one("Transfusion")], vec![one("Record")]];
    let line = |from, to, is_direct| Line { from, to, interfaces: 1, is_direct };
    let net = Layered {
        id: "net".to_owned(),
        title: "Pathology".to_owned(),
        description: "Analysers feed the laboratory, which feeds the record.".to_owned(),
        frames,
        lines: vec![line(0, 1, true), line(1, 2, false), line(0, 2, false)],
    };
    assert_drawn("layered", &chart::layered(&net));
}

#[test]
fn quick_wins() {
    let win = |number: &str, months, removed, cost, is_quick_win| Win {
        number: number.to_owned(),
        months,
        removed,
        cost,
        is_quick_win,
    };
    let wins = [
        win("1", 2.0, 3.0, 20_000.0, true),
        win("2", 12.0, 4.0, 400_000.0, false),
        win("3", 6.0, 1.0, 0.0, false),
    ];
    assert_drawn("quick-wins", &chart::win_matrix(&wins, "Action 1 is a quick win."));
}

#[test]
fn keep_or_go() {
    let system = |name: &str, functional, technical, users| QuadrantPoint {
        name: name.to_owned(),
        functional,
        technical,
        users,
    };
    let systems =
        [system("Record", 0.9, 0.8, 2400), system("Bed board", 0.8, 0.2, 600), system("Fax", 0.1, 0.1, 0)];
    assert_drawn(
        "keep-or-go",
        &chart::quadrants(&systems, 0.5, "One to invest in, one to migrate, one to go."),
    );
}

#[test]
fn at_most_twenty_systems_are_named() {
    let spread = |count: u32| -> Vec<QuadrantPoint> {
        let place = |at: u32| (f64::from(at % 7) / 7.0, f64::from(at / 7) / 7.0);
        (0..count)
            .map(|at| QuadrantPoint {
                name: format!("S{at}"),
                functional: place(at).0,
                technical: place(at).1,
                users: 1,
            })
            .collect()
    };
    assert!(chart::quadrants(&spread(45), 0.5, "").as_str().matches(">S").count() <= 20);
}

#[test]
fn the_cost_of_delay() {
    let step =
        |day: &str, count, cause: &str| DayStep { day: day.to_owned(), count, cause: cause.to_owned() };
    let steps = [step("Dec 26", 61, ""), step("Mar 27", 83, "Windows Server 2016"), step("Jun 27", 84, "")];
    assert_drawn("cost-of-delay", &chart::steps(&steps, "61 systems become 84."));
}

#[test]
fn rows_of_the_timeline() {
    let window = TimelineWindow::around(2026.8);
    let span =
        |normal_end, bought_end| Span { released: Some(2016.0), normal_end, bought_end, is_in_use: true };
    assert_drawn("timeline-extended", &chart::timeline_row(&window, &span(Some(2024.5), Some(2027.5))));
    assert_drawn("timeline-unsupported", &chart::timeline_row(&window, &span(Some(2023.8), None)));
    assert_drawn("timeline-supported", &chart::timeline_row(&window, &span(Some(2029.0), None)));
}

#[test]
fn bars_in_cells() {
    assert_drawn("tile-bar", &chart::tile_bar(0.3, Some(0.1), Tone::High));
    assert_drawn("share-bar", &chart::share_bar(0.25));
    assert_drawn("budget-bar", &chart::budget_bar(0.25));
    assert_drawn("factor-bar", &chart::factor_bar(0.4, 0.5));
    assert_drawn("quarter-bar", &chart::quarter_bar(1, 3, 12));
    assert_drawn("stacked-bar", &chart::stacked_bar(&[(10, Tone::Critical), (30, Tone::Fine)], 40));
}
