//! The sections with drawings.

use super::*;
use crate::render::chart::{Layered, Line, Vertex};
use crate::render::view::{Net, Nets};

pub(super) fn lifecycle() -> LifecycleSection {
    let window = TimelineWindow::around(2026.83);
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
    LifecycleSection {
        title: "Sixteen products are out of support; Windows Server 2016 is next to go, on 22 systems".into(),
        note:
            "One row is one product version in use. The bar runs from 2016 to 2036. Sorted by end of cover."
                .into(),
        share: "61 systems run on something without support: 39% of 156 in use.".into(),
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
        areas: Listing::default(),
        calendar: Listing {
            title: "Support that ends in the next two years".into(),
            id: "calendar".into(),
            sentence: "27 systems lose support within 12 months, 22 of them in one quarter.".into(),
            table: Some(ViewTable {
                id: String::new(),
                caption: "Ends of support by quarter".into(),
                note: String::new(),
                columns: vec![
                    ViewColumn::head("Quarter"),
                    ViewColumn::text("Products"),
                    ViewColumn::number("Systems"),
                ],
                rows: vec![
                    ViewRow::of(vec![
                        Cell::new("October to December 2026"),
                        Cell::new("PostgreSQL 14"),
                        Cell::new("5"),
                    ]),
                    ViewRow::of(vec![
                        Cell::new("January to March 2027"),
                        Cell::new("Windows Server 2016"),
                        Cell::new("22"),
                    ]),
                ],
            }),
            ..Listing::default()
        },
        spread: Listing {
            title: "Products in many versions".into(),
            id: "spread".into(),
            sentence: "SQL Server is in use in nine versions.".into(),
            table: None,
            ..Listing::default()
        },
        capabilities: Listing {
            title: "What capabilities stand on".into(),
            id: "capabilities".into(),
            sentence: "No capability stands on something without support.".into(),
            table: None,
            ..Listing::default()
        },
        undated: Listing {
            title: "Products that we could not date".into(),
            id: "undated".into(),
            sentence: "Every product in use was found in the lifecycle catalogue or dated by its owner."
                .into(),
            table: None,
            ..Listing::default()
        },
    }
}

pub(super) fn integration() -> Integration {
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
        services: vec![HubBox {
            detail: "96,000 a year".into(),
            ..one("Emergency attendance", Tone::Low, 0)
        }],
        served: vec![(0, 0), (1, 0)],
        description:
            "44 interfaces lead to the engine, 53 lead away. The table below holds the same figures.".into(),
    };
    let areas = ["Engine", "Records", "Pathology", "Imaging"];
    let matrix_row = |name: &str, counts: [(&str, &'static str, bool); 4], sent: &str| MatrixRow {
        name: name.into(),
        cells: counts
            .map(|(count, shade, is_direct)| MatrixCell {
                count: count.into(),
                shade,
                is_direct,
                to: String::new(),
            })
            .into(),
        sent: sent.into(),
    };
    Integration {
        summary: "341 interfaces join 186 of 212 systems; 97 of them pass one hub.".into(),
        hubs: Listing { title: "What much passes through".into(), id: "hubs".into(), sentence: "One hub is a danger and one is healthy.".into(), table: Some(ViewTable { id: String::new(), caption: "Hubs by what they carry".into(), note: "Share of all interfaces.".into(), columns: vec![ViewColumn::head("System"), ViewColumn::number("Carries"), ViewColumn::text("Standby"), ViewColumn::text("Verdict")], rows: vec![ViewRow::of(vec![Cell::new("Trust integration engine").to("sys-tie"), Cell::new("97 of 341").bar(chart::share_bar(1.0)), Cell::new("None"), Cell::chip(Chip::new(Tone::Critical, "Dangerous"))])] }), ..Listing::default() },
        blast: Some(HubView { title: "If the engine stops, 34 clinical systems lose data".into(), note: "Line width shows the number of interfaces. Point at a box, or use the Tab key, to see only its connections.".into(), drawing: chart::hub_diagram(&hub), table: ViewTable { id: String::new(), caption: "Interfaces of the hub".into(), note: String::new(), columns: vec![ViewColumn::head("System"), ViewColumn::number("Sends"), ViewColumn::number("Receives")], rows: vec![ViewRow::of(vec![Cell::new("Patient administration"), Cell::new("12"), Cell::new("0")])] } }),
        matrix: Some(Matrix { title: "Pathology and imaging bypass the engine".into(), note: "Interfaces between service areas. Darker means more. A plum outline holds a direct feed that bypasses the hub. Grey is inside one area. An empty cell is none.".into(), list: None, columns: areas.map(|name| MatrixColumn { name: name.into(), short: name.into() }).into(), rows: vec![
            matrix_row("Engine", [("", "dg", false), ("14", "q4", false), ("5", "q3", false), ("6", "q3", false)], "25"),
            matrix_row("Records", [("12", "q4", false), ("31", "dg", false), ("", "z", false), ("5", "q3", true)], "48"),
            matrix_row("Pathology", [("8", "q4", false), ("6", "q3", true), ("14", "dg", false), ("", "z", false)], "28"),
            matrix_row("Imaging", [("6", "q3", false), ("3", "q2", true), ("", "z", false), ("18", "dg", false)], "27"),
        ] }),
        nets: nets(),
        listings: vec![
            Listing { title: "Islands".into(), id: "islands".into(), sentence: "26 systems have no live interface.".into(), table: None, ..Listing::default() },
            Listing { title: "Cycles".into(), id: "cycles".into(), sentence: "No cycle was found among 341 interfaces.".into(), table: None, ..Listing::default() },
        ],
    }
}

pub(super) fn time() -> Time {
    let step = |number: &str, name: &str, system: &str, detail: &str, chip: Option<Chip>| StepView {
        number: number.into(),
        name: name.into(),
        system: system.into(),
        detail: detail.into(),
        chips: chip.into_iter().collect(),
    };
    Time {
        summary: "One journey is recorded with minutes.".into(),
        journeys: vec![JourneyView {
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

fn nets() -> Nets {
    let vertex = |name: &str, tone| Vertex { name: name.into(), href: None, tone };
    let line = |from, to, interfaces, is_direct| Line { from, to, interfaces, is_direct };
    let drawing = chart::layered(&Layered {
        id: "net-pathology-drawing".into(),
        title: "Pathology: 6 interfaces between 5 systems, 2 of them past the hub".into(),
        description: "Analysers send to the laboratory system, which sends to the record.".into(),
        frames: vec![
            vec![vertex("Blood analysers", Tone::Medium)],
            vec![vertex("Laboratory system", Tone::High), vertex("Blood transfusion", Tone::Low)],
            vec![vertex("Patient record", Tone::Fine)],
            vec![vertex("Screening register", Tone::Unknown)],
        ],
        lines: vec![line(0, 1, 2, true), line(1, 2, 3, false), line(0, 3, 1, false), line(3, 2, 1, true)],
    });
    Nets {
        sentence: "What sends stands left of what receives.".into(),
        all: vec![Net {
            id: "net-pathology".into(),
            title: "Pathology: 6 interfaces between 5 systems, 2 of them past the hub".into(),
            note: "One circle is framed.".into(),
            drawing,
            table: ViewTable {
                id: String::new(),
                caption: "What sends to what in Pathology".into(),
                note: String::new(),
                columns: vec![ViewColumn::head("Sends"), ViewColumn::text("Receives")],
                rows: vec![ViewRow::of(vec![
                    Cell::new("Blood analysers"),
                    Cell::new("Laboratory system (2)"),
                ])],
            },
        }],
    }
}
