//! The findings, and one of them in full.

use super::*;

pub(super) fn findings() -> Findings {
    let row = |id: &str, headline: &str, tone: Tone, word: &str, score: &str| ViewRow {
        severity: tone.letter().into(),
        ..ViewRow::of(vec![
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
        grid: None,
        worst: None,
        register: Some(Group {
            id: "findings-list".into(),
            noun: "findings".into(),
            has_severity: true,
            packed: Packed::default(),
            areas: vec![Area::new(
                "Westmarch General",
                ViewTable {
                    id: String::new(),
                    caption: "Westmarch General: 2 findings, worst first".into(),
                    note: String::new(),
                    columns: vec![
                        ViewColumn::head("Finding"),
                        ViewColumn::text("Severity"),
                        ViewColumn::number("Score"),
                        ViewColumn::text("Confidence"),
                        ViewColumn::text("Family"),
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
        packed: Packed::default(),
        rest: "12 Low findings have no drill-down here.".into(),
    }
}

fn detail() -> FindingDetail {
    let id = "f-dangerous-hub--tie";
    let mark = |number: usize| Mark { number, to: format!("e1-{number}") };
    let factor = |name: &str, fact: &str, value: f64, weight: f64, most: f64, marks: &[usize]| FactorRow {
        kind: FactorKind::Factor,
        name: name.into(),
        fact: fact.into(),
        value: format!("{value:.2}"),
        weight: format!("{weight:.2}"),
        adds: format!("{:.3}", value * weight),
        bar: Some(chart::factor_bar(weight / most, value)),
        marks: marks.iter().map(|number| mark(*number)).collect(),
    };
    let total = |name: &str, adds: &str| FactorRow {
        kind: FactorKind::Total,
        name: name.into(),
        fact: String::new(),
        value: String::new(),
        weight: String::new(),
        adds: adds.into(),
        bar: None,
        marks: Vec::new(),
    };
    let article = |number: usize, kind, text: &str, path: &str| Article {
        id: format!("e1-{number}"),
        number,
        kind,
        text: text.into(),
        path: path.into(),
        place: if path.is_empty() { String::new() } else { "line 214".into() },
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
        evidence: vec![
            article(1, "Inventory", "The engine has no failover.", "systems/integration.yaml"),
            article(2, "Lifecycle", "Windows Server 2012 R2: normal support ended 10 October 2023; paid support ended 13 October 2026. Source: vendor lifecycle page. Matched by alias.", ""),
            article(3, "Graph", "97 of 341 interfaces (28%) pass through it, rank 1 of 212. Example: Pathology LIMS → engine → patient record.", ""),
        ],
        excerpts: vec![Code {
            path: "systems/integration.yaml".into(),
            lines: yaml.iter().enumerate().map(|(index, text)| CodeLine { number: (208 + index).to_string(), text: (*text).into(), is_meant: index == 6 }).collect(),
        }],
    }
}
