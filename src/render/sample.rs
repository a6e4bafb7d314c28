//! A report written by hand, for tests and for looking at: an invented trust
//! whose figures agree with each other.

use super::chart::{
    self, Curve as CurveInput, CurvePoint, Hub as HubInput, HubBox, Span, Tone, Width, Window,
};
use super::number;
use super::view::*;
use crate::money::Currency;

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
        board: board(),
        plan: Some(plan()),
        lifecycle: lifecycle(),
        integration: integration(),
        time: Some(time()),
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
        report_line_percent: Window::around(2026.83).place(2026.83) * 100.0,
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
    let link = |to: &str, text: &str| Some(Link { to: to.into(), text: text.into() });
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

fn curve() -> Curve {
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
    Curve {
        title: "The first £1.06m buys most of the benefit".into(),
        note: "Risk removed against total spend, in the order we recommend. One dot is one action.".into(),
        wide: chart::risk_curve(&input, Width::Wide),
        narrow: chart::risk_curve(&input, Width::Narrow),
    }
}

fn organisations() -> Table {
    let row = |name: &str, systems: f64, high: f64, out: f64| {
        Row::of(vec![
            Cell::new(name),
            Cell::new(number::count(systems as u64)),
            Cell::new(number::count(high as u64)).bar(chart::share_bar(high / 15.0)),
            Cell::new(number::count(out as u64)).bar(chart::share_bar(out / 40.0)),
        ])
    };
    Table {
        id: String::new(),
        caption: "Westmarch General has most of the high-risk systems".into(),
        note: "Bars share one scale within a column.".into(),
        columns: vec![
            Column::head("Organisation"),
            Column::number("Systems"),
            Column::number("High-risk"),
            Column::number("Unsupported"),
        ],
        rows: vec![row("Westmarch General", 140.0, 15.0, 40.0), row("Westmarch Community", 72.0, 8.0, 21.0)],
    }
}

fn plan() -> Plan {
    let actions = ACTIONS.iter().enumerate().map(|(index, (title, subject, cost, share))| Action {
        id: format!("action-{}", index + 1),
        order: (index + 1).to_string(),
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
        after: if index == 4 || index == 5 { "Rebuild the engine".into() } else { "Nothing".into() },
        fixes: if index == 3 {
            vec![Link { to: "f-dangerous-hub--tie".into(), text: "Dangerous hub".into() }]
        } else {
            Vec::new()
        },
        fixes_more: if index == 3 { "and 2 more".into() } else { String::new() },
        is_last_funded: index + 1 == FUNDED,
    });
    Plan {
        summary: "7 of 12 actions: £1.06m, removes 40% of measured risk; high-risk systems fall from 23 to 8.".into(),
        caption: "Costed actions, best value first".into(),
        note: "The dashed line marks the 2026/27 budget of £1.10m. Risk removed is what each action adds after those above it.".into(),
        actions: actions.collect(),
        undone: Listing {
            title: "Left undone".into(),
            id: "undone".into(),
            sentence: "Five actions costing £1.96m are not funded. The first to press is Windows Server 2016, which leaves support on 12 January 2027.".into(),
            table: None,
        },
    }
}

fn lifecycle() -> Lifecycle {
    let window = Window::around(2026.83);
    let row = |product: &str,
               systems: &str,
               devices: &str,
               span: [f64; 3],
               ends: &str,
               extension: &str,
               chip: Chip,
               when: &str| LifecycleRow {
        product: product.into(),
        id: anchor("product", &product.to_lowercase()),
        systems: systems.into(),
        devices: devices.into(),
        bar: chart::timeline_row(
            &window,
            &Span {
                released: Some(span[0]),
                normal_end: Some(span[1]).filter(|end| *end > 0.0),
                bought_end: Some(span[2]).filter(|end| *end > 0.0),
                is_in_use: true,
            },
        ),
        ends: ends.into(),
        extension: extension.into(),
        chip,
        when: when.into(),
    };
    let out = || Chip::new(Tone::Critical, "Unsupported");
    let fine = || Chip::new(Tone::Fine, "Supported");
    Lifecycle {
        title: "Sixteen products are out of support; Windows Server 2016 is next to go, on 22 systems".into(),
        note:
            "One row is one product version in use. The bar runs from 2016 to 2036. Sorted by end of cover."
                .into(),
        ticks: window.ticks().iter().map(ToString::to_string).collect(),
        today: "31 Oct 2026".into(),
        rows: vec![
            row(
                "Oracle Database 12.2",
                "3",
                "",
                [2017.2, 2022.25, 0.0],
                "31 Mar 2022",
                "",
                out(),
                "for 4 years 7 months",
            ),
            row(
                "Windows 7 SP1",
                "4",
                "41 devices",
                [2011.1, 2020.04, 2023.03],
                "14 Jan 2020",
                "Paid: 10 Jan 2023",
                out(),
                "for 3 years 9 months",
            ),
            row(
                "SQL Server 2014",
                "9",
                "",
                [2014.4, 2024.5, 0.0],
                "9 Jul 2024",
                "Paid option to 12 Jul 2027: not bought",
                out(),
                "for 2 years 3 months",
            ),
            row(
                "Windows Server 2012 R2",
                "14",
                "",
                [2013.9, 2023.77, 2026.78],
                "10 Oct 2023",
                "Paid: 13 Oct 2026",
                out(),
                "for 18 days",
            ),
            row(
                "Windows Server 2016",
                "22",
                "",
                [2016.8, 2027.03, 0.0],
                "12 Jan 2027",
                "Paid option to 12 Jan 2030: not bought",
                Chip::new(Tone::High, "Ending"),
                "in 2 months",
            ),
            row(
                "Windows 10 22H2",
                "19",
                "1,204 devices",
                [2022.8, 2025.8, 2028.8],
                "14 Oct 2025",
                "Paid: 10 Oct 2028",
                Chip::new(Tone::Medium, "Extended (paid)"),
                "23 months left",
            ),
            row(
                "Windows Server 2019",
                "38",
                "",
                [2018.9, 2029.02, 0.0],
                "9 Jan 2029",
                "",
                fine(),
                "2 years 2 months left",
            ),
            row(
                "Red Hat Enterprise Linux 8",
                "17",
                "",
                [2019.4, 2029.4, 0.0],
                "31 May 2029",
                "",
                fine(),
                "2 years 7 months left",
            ),
            row(
                "Ward gateway firmware",
                "1",
                "24 devices",
                [2020.0, 0.0, 0.0],
                "Not known",
                "",
                Chip::new(Tone::Unknown, "Not known"),
                "",
            ),
        ],
        rest: "9 of 74 product versions shown; the rest are in the register of systems.".into(),
        calendar: Listing {
            title: "Support that ends in the next two years".into(),
            id: "calendar".into(),
            sentence: "27 systems lose support within 12 months, 22 of them in one quarter.".into(),
            table: Some(Table {
                id: String::new(),
                caption: "Ends of support by quarter".into(),
                note: String::new(),
                columns: vec![Column::head("Quarter"), Column::text("Products"), Column::number("Systems")],
                rows: vec![
                    Row::of(vec![
                        Cell::new("October to December 2026"),
                        Cell::new("PostgreSQL 14"),
                        Cell::new("5"),
                    ]),
                    Row::of(vec![
                        Cell::new("January to March 2027"),
                        Cell::new("Windows Server 2016"),
                        Cell::new("22"),
                    ]),
                ],
            }),
        },
        spread: Listing {
            title: "Products in many versions".into(),
            id: "spread".into(),
            sentence: "SQL Server is in use in nine versions.".into(),
            table: None,
        },
        undated: Listing {
            title: "Products that we could not date".into(),
            id: "undated".into(),
            sentence: "Every product in use was found in the lifecycle catalogue or dated by its owner."
                .into(),
            table: None,
        },
    }
}

fn integration() -> Integration {
    let one = |name: &str, tone, interfaces: u64| HubBox {
        name: name.into(),
        detail: format!("{interfaces} interfaces"),
        href: Some("#sys-tie".into()),
        tone,
        interfaces,
    };
    let hub = HubInput {
        id: "hub".into(),
        hub: HubBox { detail: "44 in, 53 out".into(), ..one("Trust integration engine", Tone::Critical, 97) },
        senders: vec![
            one("Patient administration", Tone::High, 12),
            one("Pathology LIMS", Tone::Medium, 8),
            one("Radiology system", Tone::Low, 6),
            one("E-prescribing", Tone::High, 5),
            one("Emergency department", Tone::Low, 4),
            one("Theatres", Tone::Low, 3),
            one("3 more senders", Tone::Low, 6),
        ],
        receivers: vec![
            one("Patient record (EPR)", Tone::Low, 14),
            one("E-prescribing", Tone::High, 7),
            one("Imaging (PACS)", Tone::Medium, 6),
            one("Letters and discharge", Tone::Low, 6),
            one("Emergency department information and bed tracking board", Tone::Low, 5),
            one("5 more receivers", Tone::Low, 15),
        ],
        description:
            "44 interfaces lead to the engine, 53 lead away. The table below holds the same figures.".into(),
    };
    let areas = ["Engine", "Records", "Pathology", "Imaging"];
    let matrix_row = |name: &str, counts: [(&str, &'static str, bool); 4], sent: &str| MatrixRow {
        name: name.into(),
        cells: counts
            .map(|(count, shade, is_direct)| MatrixCell { count: count.into(), shade, is_direct })
            .into(),
        sent: sent.into(),
    };
    Integration {
        summary: "341 interfaces join 186 of 212 systems; 97 of them pass one hub.".into(),
        hubs: Listing { title: "What much passes through".into(), id: "hubs".into(), sentence: "One hub is a danger and one is healthy.".into(), table: Some(Table { id: String::new(), caption: "Hubs by what they carry".into(), note: "Share of all interfaces.".into(), columns: vec![Column::head("System"), Column::number("Carries"), Column::text("Standby"), Column::text("Verdict")], rows: vec![Row::of(vec![Cell::new("Trust integration engine").to("sys-tie"), Cell::new("97 of 341").bar(chart::share_bar(1.0)), Cell::new("None"), Cell::chip(Chip::new(Tone::Critical, "Dangerous"))])] }) },
        blast: Some(Hub { title: "If the engine stops, 34 clinical systems lose data".into(), note: "Line width shows the number of interfaces. Point at a box, or use the Tab key, to see only its connections.".into(), drawing: chart::hub_diagram(&hub), table: Table { id: String::new(), caption: "Interfaces of the hub".into(), note: String::new(), columns: vec![Column::head("System"), Column::number("Sends"), Column::number("Receives")], rows: vec![Row::of(vec![Cell::new("Patient administration"), Cell::new("12"), Cell::new("0")])] } }),
        matrix: Some(Matrix { title: "Pathology and imaging bypass the engine".into(), note: "Interfaces between service areas. Darker means more. A plum outline holds a direct feed that bypasses the hub. Grey is inside one area. An empty cell is none.".into(), columns: areas.map(|name| MatrixColumn { name: name.into(), short: name.into() }).into(), rows: vec![
            matrix_row("Engine", [("", "dg", false), ("14", "q4", false), ("5", "q3", false), ("6", "q3", false)], "25"),
            matrix_row("Records", [("12", "q4", false), ("31", "dg", false), ("", "z", false), ("5", "q3", true)], "48"),
            matrix_row("Pathology", [("8", "q4", false), ("6", "q3", true), ("14", "dg", false), ("", "z", false)], "28"),
            matrix_row("Imaging", [("6", "q3", false), ("3", "q2", true), ("", "z", false), ("18", "dg", false)], "27"),
        ] }),
        listings: vec![
            Listing { title: "Islands".into(), id: "islands".into(), sentence: "26 systems have no live interface.".into(), table: None },
            Listing { title: "Cycles".into(), id: "cycles".into(), sentence: "No cycle was found among 341 interfaces.".into(), table: None },
        ],
    }
}

fn time() -> Time {
    let step = |number: &str, name: &str, system: &str, detail: &str, chip: Option<Chip>| Step {
        number: number.into(),
        name: name.into(),
        system: system.into(),
        detail: detail.into(),
        chips: chip.into_iter().collect(),
    };
    Time {
        summary: "One journey is recorded with minutes.".into(),
        journeys: vec![Journey {
            id: "journey-emergency".into(),
            title: "Emergency attendance: 27 minutes in systems, 11 of them after data is re-keyed".into(),
            note: "96,000 attendances a year. Minutes are from the inventory.".into(),
            steps: vec![
                step("1", "Book in", "PAS", "Desktop, 4 min", None),
                step(
                    "2",
                    "Triage",
                    "ED system",
                    "Tablet, 6 min",
                    Some(Chip::new(Tone::High, "Re-keyed from PAS")),
                ),
                step(
                    "3",
                    "Order bloods",
                    "Pathology",
                    "Desktop, 3 min",
                    Some(Chip::new(Tone::Medium, "Device switch")),
                ),
                step("4", "Read results", "Pathology", "Desktop, 2 min", None),
                step(
                    "5",
                    "Prescribe",
                    "E-prescribing",
                    "Ward cart, 5 min",
                    Some(Chip::new(Tone::High, "Re-keyed from ED system")),
                ),
                step(
                    "6",
                    "Discharge letter",
                    "EPR",
                    "Desktop, 7 min",
                    Some(Chip::new(Tone::Fine, "By interface")),
                ),
            ],
        }],
        listings: Vec::new(),
    }
}

fn findings() -> Findings {
    let row = |id: &str, headline: &str, tone: Tone, word: &str, score: &str| Row {
        severity: tone.letter().into(),
        ..Row::of(vec![
            Cell::new(headline).to(id),
            Cell::chip(Chip::new(tone, word)).sort(100.0 - score.parse::<f64>().unwrap()),
            Cell::new(score),
            Cell::new("High"),
            Cell::new("Bottlenecks"),
        ])
    };
    Findings {
        summary: "57 findings: 4 Critical, 21 High, 20 Medium and 12 Low.".into(),
        index: None,
        register: Some(Group {
            id: "findings-list".into(),
            noun: "findings".into(),
            has_severity: true,
            areas: vec![Area::new(
                "Westmarch General",
                Table {
                    id: String::new(),
                    caption: "Westmarch General: 2 findings, worst first".into(),
                    note: String::new(),
                    columns: vec![
                        Column::head("Finding"),
                        Column::text("Severity"),
                        Column::number("Score"),
                        Column::text("Confidence"),
                        Column::text("Family"),
                    ],
                    rows: vec![
                        row(
                            "f-dangerous-hub--tie",
                            "Trust integration engine carries 97 of 341 interfaces on an unsupported operating system",
                            Tone::Critical,
                            "Critical",
                            "85",
                        ),
                        row("", "Ward device gateway has no standby", Tone::Low, "Low", "32"),
                    ],
                },
            )],
        }),
        details: vec![detail()],
        rest: "12 Low findings have no drill-down here.".into(),
    }
}

fn detail() -> FindingDetail {
    let id = "f-dangerous-hub--tie";
    let mark = |number: usize| Mark { number, to: format!("{id}-e{number}") };
    let factor = |name: &str, fact: &str, value: f64, weight: f64, most: f64, marks: &[usize]| Factor {
        kind: FactorKind::Factor,
        name: name.into(),
        fact: fact.into(),
        value: format!("{value:.2}"),
        weight: format!("{weight:.2}"),
        adds: format!("{:.3}", value * weight),
        bar: Some(chart::factor_bar(weight / most, value)),
        marks: marks.iter().map(|number| mark(*number)).collect(),
    };
    let total = |name: &str, adds: &str| Factor {
        kind: FactorKind::Total,
        name: name.into(),
        fact: String::new(),
        value: String::new(),
        weight: String::new(),
        adds: adds.into(),
        bar: None,
        marks: Vec::new(),
    };
    let article = |number: usize, kind, text: &str, code| Article {
        id: format!("{id}-e{number}"),
        number,
        kind,
        text: text.into(),
        code,
    };
    let yaml = [
        "  - id: tie",
        "    name: Trust integration engine",
        "    kind: integration-engine",
        "    criticality: mission-critical",
        "    components:",
        "      - {product: Windows Server, version: 2012 R2, role: operating-system}",
        "    resilience: {failover: none, rto_hours: 12}",
    ];
    FindingDetail {
        id: id.into(),
        key: "dangerous-hub:tie".into(),
        family: "Bottlenecks".into(),
        headline: "Trust integration engine carries 97 of 341 interfaces on an unsupported operating system".into(),
        chip: Chip::new(Tone::Critical, "Critical"),
        score: "85".into(),
        confidence: "confidence high".into(),
        range: "Between 81 and 88, depending on one fact that is not recorded.".into(),
        why: "Everything that passes through it stops when it stops. Being central is its job; being central, unsupported and alone is not.".into(),
        formula: Formula { likelihood: "0.905".into(), impact: "0.940".into(), result: "85".into() },
        factors: vec![
            factor("Lifecycle", "18 days past the end of paid support; 3 years past normal support", 1.0, 0.5, 0.5, &[2]),
            factor("Resilience", "No standby; no failover test on record", 0.85, 0.3, 0.5, &[1, 3]),
            factor("Skills", "Two people can support it; one is on contract", 0.75, 0.2, 0.5, &[1]),
            total("Likelihood", "0.905"),
            factor("Criticality", "Mission-critical: 12 hours to recover", 1.0, 0.4, 0.5, &[1]),
            factor("Blast radius", "34 of 40 mission- and business-critical systems within two steps", 0.85, 0.4, 0.5, &[3]),
            factor("Data sensitivity", "Carries special-category patient data", 1.0, 0.2, 0.5, &[1]),
            total("Impact", "0.940"),
        ],
        facts: vec![Term::link("System", "Trust integration engine (tie)", "sys-tie"), Term::new("Owner", "Integration team"), Term::link("Fixed by", "Rebuild the engine as a resilient pair, £410k", "action-4"), Term::new("Rank", "1 of 57"), Term::new("Rule", "dangerous-hub, version 1")],
        changes: vec![Change { condition: "Resilience".into(), score: "61".into() }, Change { condition: "Lifecycle".into(), score: "38".into() }, Change { condition: "Everything that can be fixed".into(), score: "14".into() }],
        evidence: vec![
            article(1, "Inventory", "The engine has no failover.", Some(Code { path: "systems/integration.yaml".into(), place: "lines 208 to 214".into(), lines: yaml.iter().enumerate().map(|(index, text)| CodeLine { number: (208 + index).to_string(), text: (*text).into(), is_meant: index == 6 }).collect() })),
            article(2, "Lifecycle", "Windows Server 2012 R2: normal support ended 10 October 2023; paid support ended 13 October 2026. Source: vendor lifecycle page. Matched by alias.", None),
            article(3, "Graph", "97 of 341 interfaces (28%) pass through it, rank 1 of 212. Example: Pathology LIMS → engine → patient record.", None),
        ],
        disagree: "Correct the inventory line and run the report again, or accept the finding in the settings with a reason and a date.".into(),
    }
}

fn register() -> Register {
    let mut engine = Cell::new("Trust integration engine");
    engine.more = vec![
        Term::new("Components", "Windows Server 2012 R2: Unsupported"),
        Term::new("Interfaces", "97"),
        Term::link("Findings", "Dangerous hub", "f-dangerous-hub--tie"),
    ];
    let columns = || {
        vec![
            Column::head("System"),
            Column::text("Worst finding"),
            Column::number("Score"),
            Column::text("Support"),
            Column::text("Criticality"),
            Column::number("Interfaces"),
            Column::text("Owner"),
        ]
    };
    Register {
        summary: "212 systems and 38 fleets with 1,386 devices.".into(),
        rest: String::new(),
        systems: Some(Group {
            id: "systems-list".into(),
            noun: "systems".into(),
            has_severity: true,
            areas: vec![Area::new(
                "Westmarch General",
                Table {
                    id: String::new(),
                    caption: "Westmarch General: 2 systems, worst first".into(),
                    note: "A row opens what is known of it.".into(),
                    columns: columns(),
                    rows: vec![
                        Row {
                            id: "sys-tie".into(),
                            severity: "c".into(),
                            ..Row::of(vec![
                                engine,
                                Cell::chip(Chip::new(Tone::Critical, "Critical")).sort(1.0),
                                Cell::new("85"),
                                Cell::chip(Chip::new(Tone::Critical, "Unsupported")),
                                Cell::new("Mission-critical"),
                                Cell::new("97"),
                                Cell::new("Integration team"),
                            ])
                        },
                        Row {
                            id: "sys-gateway".into(),
                            severity: "l".into(),
                            ..Row::of(vec![
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

fn evidence() -> Evidence {
    Evidence {
        summary: "71% of what the rules need is recorded; versions are missing most often.".into(),
        listings: vec![Listing {
            title: "What to find out first".into(),
            id: "questions".into(),
            sentence: "31 versions would settle 40 open questions.".into(),
            table: Some(Table {
                id: String::new(),
                caption: "Fields that are missing, by how much they would settle".into(),
                note: String::new(),
                columns: vec![Column::head("Field"), Column::number("Missing"), Column::text("Example")],
                rows: vec![Row::of(vec![
                    Cell::new("components.version"),
                    Cell::new("31"),
                    Cell::new("Ward device gateway").to("sys-gateway"),
                ])],
            }),
        }],
    }
}

fn method() -> Method {
    Method {
        paragraphs: vec!["A finding's score is 100 × likelihood × impact. Each side is a sum of factors; each factor has a value from 0 to 1 and a weight.".into()],
        listings: vec![Listing { title: "Rules".into(), id: "rules".into(), sentence: "18 rules were run.".into(), table: Some(Table { id: String::new(), caption: "Rules".into(), note: String::new(), columns: vec![Column::head("Rule"), Column::text("Question"), Column::number("Version"), Column::number("Findings")], rows: vec![Row::of(vec![Cell::new("dangerous-hub"), Cell::new("Which hub would take much down with it?"), Cell::new("1"), Cell::new("1")])] }) }],
        glossary: vec![Definition { word: "Finding".into(), meaning: "What a rule says of a system, device, interface or journey.".into() }],
    }
}
