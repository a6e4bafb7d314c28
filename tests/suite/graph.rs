//! `graph` as others see it: each oracle graph is written as an inventory, the
//! command measures it, and every measure is held against the known value.
//!
//! `tests/suite/oracle_graphs.rs` tests the measures themselves; this tests that the
//! inventory, the view and the document in between lose nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use techstrata::render::write::write;

use crate::oracles::oracles;

/// A graph with known answers, as the README of the oracle files defines it.
const TWO_TRIANGLES: &str = r#"{"format": "estate-graph-oracle/1",
  "nodes": {"id": ["a0", "a1", "a2", "b0", "b1", "b2"], "org": ["a", "a", "a", "b", "b", "b"]},
  "edges": [[0, 1], [1, 2], [2, 0], [0, 1], [2, 2], [3, 4], [4, 5], [5, 3], [0, 3]],
  "expected": {
    "counts": {"nodes": 6, "edges_simple_directed": 7, "edges_simple_undirected": 7, "density": 0.19444444444444445},
    "visibility": {"vfo": [6, 6, 6, 3, 3, 3], "vfi": [3, 3, 3, 6, 6, 6], "visible_pairs": 27,
      "propagation_cost": 0.75, "propagation_cost_without_diagonal": 0.7},
    "cycles": {"components": 2, "largest": 3, "second_largest": 3},
    "architecture": {"type": "multi-core", "view": "median", "core_view": "CCCSSS", "median_view": "TTTSSS"},
    "undirected": {"betweenness": [6, 0, 0, 6, 0, 0], "articulation_points": [0, 3], "bridges": [[0, 3]],
      "core_number": [2, 2, 2, 2, 2, 2], "component_sizes": [6], "isolated_nodes": []},
    "directed": {"immediate_dominator": [-2, -2, -2, -2, -2, -2], "entry_nodes": []},
    "org_partition": {"modularity": 0.35714285714285715, "internal_edges": 6, "external_edges": 1, "ei_index": -0.7142857142857143}
  }}"#;

/// An inventory whose dependency view is the oracle's graph. Numbers lead the
/// ids, so that the order of nodes is the oracle's.
fn inventory(oracle: &Value) -> BTreeMap<String, String> {
    let orgs = oracle["nodes"]["org"].as_array().unwrap();
    let mut needs: Vec<Vec<u64>> = vec![Vec::new(); orgs.len()];
    for edge in oracle["edges"].as_array().unwrap() {
        needs[edge[0].as_u64().unwrap() as usize].push(edge[1].as_u64().unwrap());
    }
    let org = |node: usize| orgs[node].as_str().unwrap().to_lowercase();
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for (node, needs) in needs.iter().enumerate() {
        let own = org(node);
        let file = files.entry(format!("{own}.yaml")).or_insert_with(|| {
            format!("organisation: {own}\norganisations: [{{id: {own}, name: {own}}}]\nsystems:\n")
        });
        let list: Vec<String> =
            needs.iter().map(|&need| format!("\"{}/n{need:05}\"", org(need as usize))).collect();
        writeln!(file, "  - {{id: n{node:05}, name: N, depends_on: [{}]}}", list.join(", ")).unwrap();
    }
    files
}

fn measured(oracle: &Value) -> Value {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in inventory(oracle) {
        write(&folder.path().join(name), text.as_bytes()).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_techstrata"))
        .args(["graph", "--format", "json", "--quiet"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The number in an id such as `org/n00012`.
fn number(id: &Value) -> i64 {
    id.as_str().unwrap().rsplit('n').next().unwrap().parse().unwrap()
}

fn numbers(ids: &Value) -> Value {
    let mut found: Vec<i64> = ids.as_array().unwrap().iter().map(number).collect();
    found.sort_unstable();
    found.into()
}

/// Nodes in the oracle's order: the document's are sorted by organisation.
fn in_order(document: &Value) -> Vec<&Value> {
    let mut nodes: Vec<&Value> = document["nodes"].as_array().unwrap().iter().collect();
    nodes.sort_by_key(|node| number(&node["id"]));
    nodes
}

fn assert_near(place: &str, expected: &Value, found: &Value) {
    match (expected, found) {
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            for (one, other) in left.iter().zip(right) {
                assert_near(place, one, other);
            }
        }
        (Value::Number(left), Value::Number(right)) => {
            let (left, right) = (left.as_f64().unwrap(), right.as_f64().unwrap());
            assert!((left - right).abs() <= 1e-9 * left.abs() + 1e-12, "{place}: {left} is not {right}");
        }
        _ => assert_eq!(expected, found, "{place}"),
    }
}

fn compare(name: &str, oracle: &Value) {
    let (document, expected) = (measured(oracle), &oracle["expected"]);
    let (estate, nodes) = (&document["estate"], in_order(&document));
    let column = |field: &str| Value::Array(nodes.iter().map(|node| node[field].clone()).collect());
    let letters = |field: &str| -> Value {
        nodes.iter().map(|node| node[field].as_str().unwrap_or("")).collect::<String>().into()
    };
    let check = |place: &str, expected: &Value, found: &Value| {
        if !expected.is_null() {
            assert_near(&format!("{name}: {place}"), expected, found);
        }
    };
    for (group, fields) in [
        ("counts", &["nodes", "edges_simple_directed", "edges_simple_undirected", "density"][..]),
        ("visibility", &["visible_pairs", "propagation_cost", "propagation_cost_without_diagonal"]),
        ("cycles", &["components", "largest", "second_largest"]),
        ("architecture", &["type", "view", "flow_through"]),
        ("undirected", &["component_sizes"]),
        ("org_partition", &["modularity", "internal_edges", "external_edges", "ei_index"]),
    ] {
        for field in fields {
            check(field, &expected[group][field], &estate[group][field]);
        }
    }
    let (with, without) = (&expected["directed"], &expected["undirected"]);
    check("vfi", &expected["visibility"]["vfi"], &column("vfi"));
    check("vfo", &expected["visibility"]["vfo"], &column("vfo"));
    check("core_view", &expected["architecture"]["core_view"], &letters("core_view"));
    check("median_view", &expected["architecture"]["median_view"], &letters("median_view"));
    check("betweenness_undirected", &without["betweenness"], &column("betweenness_undirected"));
    check("betweenness_directed", &with["betweenness"], &column("betweenness_directed"));
    check("core_number", &without["core_number"], &column("core_number"));
    let undirected = &estate["undirected"];
    check(
        "articulation_points",
        &without["articulation_points"],
        &numbers(&undirected["articulation_points"]),
    );
    check("isolated_nodes", &without["isolated_nodes"], &numbers(&undirected["isolated_nodes"]));
    check("entry_nodes", &with["entry_nodes"], &numbers(&estate["entry_nodes"]));
    let mut bridges: Vec<Value> = undirected["bridges"].as_array().unwrap().iter().map(numbers).collect();
    bridges.sort_by_key(|bridge| (bridge[0].as_i64(), bridge[1].as_i64()));
    check("bridges", &without["bridges"], &bridges.into());
    let dominators: Vec<i64> = nodes
        .iter()
        .map(|node| match (&node["immediate_dominator"], node["is_reached_from_entries"].as_bool()) {
            (Value::Null, Some(true)) => -1,
            (Value::Null, _) => -2,
            (id, _) => number(id),
        })
        .collect();
    check("immediate_dominator", &with["immediate_dominator"], &dominators.into());
}

#[test]
fn the_command_measures_two_triangles_as_worked_by_hand() {
    compare("two triangles", &serde_json::from_str(TWO_TRIANGLES).unwrap());
}

#[test]
fn the_command_measures_every_oracle_graph() {
    for (path, oracle) in oracles("estate-graph-oracle/1") {
        compare(&path.display().to_string(), &oracle);
    }
}

/// Every format of a view whose names try to break out of it.
fn hostile(format: &str, view: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let yaml = r#"systems:
  - {id: a, name: "</text><script>\"];x -> y; {{ %% #quot; \u202e\u0007 & `", kind: integration-engine}
  - {id: b, name: "B"}
interfaces: [{id: f, from: a, to: b, name: "<f>"}]
"#;
    write(&folder.path().join("a.yaml"), yaml.as_bytes()).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_techstrata"))
        .args(["graph", "--quiet", "--format", format, "--view", view])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn hostile_names_stay_text_in_every_format() {
    for view in ["dependency", "integration", "route", "organisation"] {
        for format in ["text", "json", "graphml", "dot", "mermaid", "gexf"] {
            let text = hostile(format, view);
            assert!(!text.contains('\u{202e}') || format == "json", "{format} {view}: {text}");
            assert!(!text.contains('\u{7}'), "{format} {view}");
            if matches!(format, "graphml" | "gexf") {
                assert!(!text.contains("<script>"), "{format} {view}: {text}");
            }
        }
    }
    assert!(hostile("dot", "dependency").contains(r#"script>\"];x -> y;"#));
    assert!(hostile("mermaid", "dependency").contains("#lt;/text#gt;#lt;script#gt;#quot;];x"));
}

#[test]
fn the_same_seed_gives_the_same_bytes_at_any_number_of_threads() {
    let inventory = Path::new(env!("CARGO_MANIFEST_DIR")).join("inventories/south-vale");
    let run = |threads: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_techstrata"))
            .args(["graph", "--format", "json", "--view", "integration", "--threads", threads, "--quiet"])
            .arg(&inventory)
            .output()
            .unwrap();
        assert!(output.status.success());
        output.stdout
    };
    assert_eq!(run("1"), run("7"));
}
