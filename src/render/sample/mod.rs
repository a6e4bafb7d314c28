//! A report written by hand, for tests and for looking at: an invented trust
//! whose figures agree with each other.

mod chart_section;
mod finding_section;

use chart_section::{integration, lifecycle, time};
use finding_section::findings;

use super::chart::{
    self, Curve as CurveInput, CurvePoint, Hub as HubInput, HubBox, Span, TimelineWindow, Tone, Width,
};
use super::number;
use super::view::*;
use crate::money::Currency;
use crate::settings::Section;

/// Actions in plan order: title, subject, cost in pounds, risk removed.
const ACTIONS: [(&str, &str, f64, f64); 12] = [
    ("Record versions for 31 systems", "Estate", 15_000.0, 0.0215),
    ("Retire the document store into the record archive", "PHP document store", 45_000.0, 0.0368),
    ("Rebuild the ward gateway on a supported release", "Ward device gateway", 70_000.0, 0.0476),
    ("Rebuild the engine as a resilient pair", "Trust integration engine", 410_000.0, 0.1300),
    ("Route pathology feeds through the engine", "Pathology LIMS", 150_000.0, 0.0523),
    ("Connect maternity to the engine", "Maternity", 130_000.0, 0.0450),
    ("Move nine databases off SQL Server 2014", "Clinical database cluster", 240_000.0, 0.0681),
    ("Move the image archive to a supported Linux", "Imaging (PACS)", 180_000.0, 0.0295),
    ("Replace or isolate 41 imaging workstations", "Imaging workstations", 390_000.0, 0.0608),
    ("Upgrade the patient administration database", "Patient administration", 620_000.0, 0.0682),
    ("Move from Windows Server 2016", "Windows estate", 430_000.0, 0.0370),
    ("One master for patient demographics", "Patient record (EPR)", 340_000.0, 0.0347),
];
const FUNDED: usize = 7;

/// The report.
pub(crate) fn report() -> Report {
    Report {
        header: header(),
        shown: Section::ALL.iter().map(|section| section.word()).collect(),
        left_out: None,
        board: board(),
        plan: Some(plan()),
        scenarios: None,
        lifecycle: lifecycle(),
        integration: integration(),
        time: Some(time()),
        buying: BuyingSection { summary: "First look at what is there.".into(), listings: Vec::new() },
        findings: findings(),
        register: register(),
        evidence: evidence(),
        method: method(),
        footer: Footer {
            version: "0.1.0".into(),
            input_hash: "sha256:5d1c0f2a9b77e07a".into(),
            catalogue: "with the lifecycle catalogue of 3 October 2026".into(),
        },
    }
}

fn pounds(amount: f64) -> String {
    number::money((amount * 100.0) as i64, Currency::GBP)
}

fn header() -> Header {
    Header {
        estate: "Westmarch Hospitals (fictional)".into(),
        marking: Some(Marking {
            text: "OFFICIAL-SENSITIVE".into(),
            handling: "Do not share with suppliers.".into(),
        }),
        notice: None,
        as_at: "31 October 2026".into(),
        as_at_iso: "2026-10-31".into(),
        covers: "212 systems, 1,386 devices, 341 interfaces".into(),
        previous: Some("8 May 2026".into()),
        report_line_percent: TimelineWindow::around(2026.83).place(2026.83) * 100.0,
    }
}

fn board() -> Board {
    Board {
        lead: "Seven actions costing £1.06m would remove 40% of our measured technology risk and cut high-risk systems from 23 to 8.".into(),
        sub: "The largest risk is one integration engine. It carries 97 of our 341 interfaces, has no standby, and its operating system left paid support on 13 October 2026.".into(),
        tiles: tiles(),
        decisions: decisions(),
        curve: Some(curve()),
        beside: None,
        notes: vec![
            Note { title: "If we do nothing".into(), text: "Systems on unsupported technology rise from 61 to 88 by October 2027. 22 change on one day, 12 January 2027 (Windows Server 2016). This plan does not fund them; paid cover is on sale until January 2030.".into() },
            Note { title: "How sure we are".into(), text: "82% of the score rests on dated vendor or owner evidence. Recording 31 missing versions would raise this to 93%.".into() },
            Note { title: "What changed".into(), text: "No earlier report was given, so nothing can be compared yet.".into() },
        ],
        organisations: Some(organisations()),
    }
}

fn tiles() -> Vec<Tile> {
    let link =
        |to: &str, text: &str| Some(ViewLink { to: to.into(), text: text.into(), view: String::new() });
    vec![
        Tile {
            title: "High-risk systems".into(),
            value: Some("23".into()),
            unit: "of 212".into(),
            bar: chart::tile_bar(23.0 / 212.0, Some(5.0 / 212.0), Tone::Critical),
            note: "Worst finding High or Critical. Target: 5 or fewer.".into(),
            chip: Chip::new(Tone::Critical, "Critical"),
            link: link("systems-list", "Show the 23 systems"),
        },
        Tile {
            title: "Systems on unsupported technology".into(),
            value: Some("61".into()),
            unit: "of 212".into(),
            bar: chart::tile_bar(61.0 / 212.0, Some(10.0 / 212.0), Tone::High),
            note: "27 more lose support within 12 months. Target: 10.".into(),
            chip: Chip::new(Tone::High, "High"),
            link: link("lifecycle", "See the support timeline"),
        },
        Tile {
            title: "Interfaces through one engine".into(),
            value: Some("97".into()),
            unit: "of 341".into(),
            bar: chart::tile_bar(97.0 / 341.0, None, Tone::Critical),
            note: "No standby. If it stops, 34 clinical systems are affected.".into(),
            chip: Chip::new(Tone::Critical, "Critical"),
            link: link("integration", "See what depends on it"),
        },
        Tile {
            title: "Systems with no live interface".into(),
            value: Some("26".into()),
            unit: "of 212".into(),
            bar: chart::tile_bar(26.0 / 212.0, Some(15.0 / 212.0), Tone::Medium),
            note: "Five islands. Largest: community services. Target: 15.".into(),
            chip: Chip::new(Tone::Medium, "Medium"),
            link: link("islands", "See the islands"),
        },
        Tile {
            title: "Staff time lost to re-keying".into(),
            value: None,
            unit: String::new(),
            bar: chart::empty_tile_bar(),
            note: "Record minutes and volume on journey steps to see it.".into(),
            chip: Chip::new(Tone::Unknown, "Not known"),
            link: link("time", "See the journeys"),
        },
    ]
}

fn decisions() -> Decisions {
    let one =
        |number: &str, title: &str, to: usize, note: &str, cost: &str, removed: &str, by: &str| Decision {
            number: number.into(),
            title: title.into(),
            to: format!("action-{to}"),
            note: note.into(),
            cost: cost.into(),
            removed: removed.into(),
            by: by.into(),
        };
    Decisions {
        title: "Four decisions for the board".into(),
        sentence: String::new(),
        gap: String::new(),
        rows: vec![
            one(
                "1",
                "Rebuild the integration engine as a resilient pair",
                4,
                "Ends the largest single risk; three other actions wait for it",
                "£410k",
                "13%",
                "15 Dec 2026",
            ),
            one(
                "2",
                "Move nine databases off SQL Server 2014",
                7,
                "Nine clinical systems, out of support since July 2024",
                "£240k",
                "7%",
                "15 Dec 2026",
            ),
            one(
                "3",
                "Release three quick wins",
                3,
                "The longest takes three months; no dependencies",
                "£130k",
                "10%",
                "30 Nov 2026",
            ),
            one(
                "4",
                "Connect pathology and maternity",
                5,
                "Removes 17 direct feeds and manual re-keying; after the engine",
                "£280k",
                "10%",
                "31 Jan 2027",
            ),
        ],
        total: Some(Decision {
            number: String::new(),
            title: "Total".into(),
            to: String::new(),
            note: String::new(),
            cost: "£1.06m".into(),
            removed: "40%".into(),
            by: String::new(),
        }),
    }
}

fn curve() -> CurveView {
    let (mut spent, mut removed) = (0.0, 0.0);
    let points = ACTIONS
        .iter()
        .enumerate()
        .map(|(index, (_, _, cost, share))| {
            spent += cost;
            removed += share;
            CurvePoint { spent, removed, is_funded: index < FUNDED }
        })
        .collect();
    let input = CurveInput {
        points,
        budget: Some((1_100_000.0, "2026/27 budget £1.10m".into())),
        funded_label: Some("7 actions: £1.06m, 40%".into()),
        total_label: Some("All 12: £3.02m, 63%".into()),
        description: "Seven actions costing £1.06m remove 40% of measured risk. All twelve cost £3.02m and remove 63%. The same values are in the table of actions.".into(),
        currency: Currency::GBP,
    };
    CurveView {
        title: "The first £1.06m buys most of the benefit".into(),
        note: "Risk removed against total spend, in the order we recommend. One dot is one action.".into(),
        wide: chart::risk_curve(&input, Width::Wide),
        narrow: chart::risk_curve(&input, Width::Narrow),
    }
}

fn organisations() -> ViewTable {
    let row = |name: &str, systems: f64, high: f64, out: f64| {
        ViewRow::of(vec![
            Cell::new(name),
            Cell::new(number::count(systems as u64)),
            Cell::new(number::count(high as u64)).bar(chart::share_bar(high / 15.0)),
            Cell::new(number::count(out as u64)).bar(chart::share_bar(out / 40.0)),
        ])
    };
    ViewTable {
        id: String::new(),
        caption: "Westmarch General has most of the high-risk systems".into(),
        note: "Bars share one scale within a column.".into(),
        columns: vec![
            ViewColumn::head("Organisation"),
            ViewColumn::number("Systems"),
            ViewColumn::number("High-risk"),
            ViewColumn::number("Unsupported"),
        ],
        rows: vec![row("Westmarch General", 140.0, 15.0, 40.0), row("Westmarch Community", 72.0, 8.0, 21.0)],
    }
}

fn plan() -> PlanSection {
    let actions = ACTIONS.iter().enumerate().map(|(index, (title, subject, cost, share))| ActionView {
        id: format!("action-{}", index + 1),
        order: (index + 1).to_string(),
        starts: String::new(),
        title: (*title).into(),
        subject: (*subject).into(),
        to: if index == 3 { "sys-tie".into() } else { String::new() },
        cost: pounds(*cost),
        cost_sort: Some(*cost),
        removed: format!("{:.1}%", share * 100.0),
        removed_bar: chart::share_bar(share / 0.13),
        removed_sort: *share,
        cost_per_point: pounds(cost / (share * 100.0)),
        months: (index % 7 + 1).to_string(),
        after: if index == 4 || index == 5 { "Rebuild the engine".into() } else { String::new() },
        fixes: if index == 3 {
            vec![ViewLink {
                to: "f-dangerous-hub--tie".into(),
                text: "Dangerous hub".into(),
                view: String::new(),
            }]
        } else {
            Vec::new()
        },
        fixes_more: if index == 3 { "and 2 more".into() } else { String::new() },
        is_last_funded: index + 1 == FUNDED,
    });
    PlanSection {
        summary: "7 of 12 actions: £1.06m, removes 40% of measured risk; high-risk systems fall from 23 to 8.".into(),
        caption: "Costed actions, best value first".into(),
        note: "The dashed line marks the 2026/27 budget of £1.10m. Risk removed is what each action adds after those above it.".into(),
        actions: actions.collect(),
        has_years: false,
        has_order: true,
        wins: None,
        what_if: ScriptData::default(),
        sign: "£".into(),
        roadmap: Vec::new(),
        undone: Listing {
            title: "Left undone".into(),
            id: "undone".into(),
            sentence: "Five actions costing £1.96m are not funded. The first to press is Windows Server 2016, which leaves support on 12 January 2027.".into(),
            table: None, ..Listing::default() },
    }
}

fn register() -> RegisterSection {
    let mut engine = Cell::new("Trust integration engine");
    engine.more = vec![
        Term::new("Components", "Windows Server 2012 R2: Unsupported"),
        Term::new("Interfaces", "97"),
        Term::link("Findings", "Dangerous hub", "f-dangerous-hub--tie"),
    ];
    let columns = || {
        vec![
            ViewColumn::head("System"),
            ViewColumn::text("Worst finding"),
            ViewColumn::number("Score"),
            ViewColumn::text("Support"),
            ViewColumn::text("Criticality"),
            ViewColumn::number("Interfaces"),
            ViewColumn::text("Owner"),
        ]
    };
    RegisterSection {
        summary: "212 systems and 38 fleets with 1,386 devices.".into(),
        opened: Packed::default(),
        fits: Listing::default(),
        rest: String::new(),
        systems: Some(Group {
            id: "systems-list".into(),
            noun: "systems".into(),
            has_severity: true,
            packed: Packed::default(),
            areas: vec![Area::new(
                "Westmarch General",
                ViewTable {
                    id: String::new(),
                    caption: "Westmarch General: 2 systems, worst first".into(),
                    note: "A row opens what is known of it.".into(),
                    columns: columns(),
                    rows: vec![
                        ViewRow {
                            id: "sys-tie".into(),
                            severity: "c".into(),
                            ..ViewRow::of(vec![
                                engine,
                                Cell::chip(Chip::new(Tone::Critical, "Critical")).sort(1.0),
                                Cell::new("85"),
                                Cell::chip(Chip::new(Tone::Critical, "Unsupported")),
                                Cell::new("Mission-critical"),
                                Cell::new("97"),
                                Cell::new("Integration team"),
                            ])
                        },
                        ViewRow {
                            id: "sys-gateway".into(),
                            severity: "l".into(),
                            ..ViewRow::of(vec![
                                Cell::new("Ward device gateway"),
                                Cell::chip(Chip::new(Tone::Low, "Low")).sort(4.0),
                                Cell::new("32"),
                                Cell::chip(Chip::new(Tone::Unknown, "Not known")),
                                Cell::new("Not recorded"),
                                Cell::new("0"),
                                Cell::new("Not recorded"),
                            ])
                        },
                    ],
                },
            )],
        }),
        devices: None,
    }
}

fn evidence() -> EvidenceSection {
    EvidenceSection {
        summary: "71% of what the rules need is recorded; versions are missing most often.".into(),
        listings: vec![Listing {
            title: "What to find out first".into(),
            id: "questions".into(),
            sentence: "31 versions would settle 40 open questions.".into(),
            table: Some(ViewTable {
                id: String::new(),
                caption: "Fields that are missing, by how much they would settle".into(),
                note: String::new(),
                columns: vec![
                    ViewColumn::head("Field"),
                    ViewColumn::number("Missing"),
                    ViewColumn::text("Example"),
                ],
                rows: vec![ViewRow::of(vec![
                    Cell::new("components.version"),
                    Cell::new("31"),
                    Cell::new("Ward device gateway").to("sys-gateway"),
                ])],
            }),
            ..Listing::default()
        }],
    }
}

fn method() -> MethodSection {
    MethodSection {
        paragraphs: vec!["A finding's score is 100 × likelihood × impact. Each side is a sum of factors; each factor has a value from 0 to 1 and a weight.".into()],
        listings: vec![Listing { title: "Rules".into(), id: "rules".into(), sentence: "18 rules were run.".into(), table: Some(ViewTable { id: String::new(), caption: "Rules".into(), note: String::new(), columns: vec![ViewColumn::head("Rule"), ViewColumn::text("Question"), ViewColumn::number("Version"), ViewColumn::number("Findings")], rows: vec![ViewRow::of(vec![Cell::new("dangerous-hub"), Cell::new("Which hub would take much down with it?"), Cell::new("1"), Cell::new("1")])] }), ..Listing::default() }],
        glossary: vec![Definition { word: "Finding".into(), meaning: "What a rule says of a system, device, interface or journey.".into() }],
    }
}
