//! Graphs with known answers: every measure against every oracle file.
//!
//! Our answers are built in the same shape as `expected` and compared field by
//! field, so that a field we do not answer fails.

#[cfg(test)]
mod oracle {
    use std::collections::{BTreeMap, BTreeSet};

    use serde_json::{Value, json};
    use techstrata::graph::adjacency::{Adjacency, Undirected};
    use techstrata::graph::architecture::{Role, Roles, architecture, matrix_order};
    use techstrata::graph::betweenness::{self, Sampling};
    use techstrata::graph::closure::{ReachBits, reach};
    use techstrata::graph::community::{Search, communities};
    use techstrata::graph::core_number::core_numbers;
    use techstrata::graph::cut::{Cuts, cuts};
    use techstrata::graph::cycle::{Groups, breaking_edges, groups};
    use techstrata::graph::dominator::{Dominator, entries, immediate_dominators};
    use techstrata::graph::{blast, flow, partition};

    use crate::oracles::oracles;

    /// The files hold exact values at every size.
    const EXACT: Sampling = Sampling { exact_up_to: usize::MAX, sources: 0, seed: 0 };

    #[test]
    fn every_measure_agrees_with_every_oracle_graph() {
        for (file, oracle) in oracles("estate-graph-oracle/1") {
            let mut wrong = Vec::new();
            compare("", &oracle["expected"], &answers(&oracle), &mut wrong);
            assert!(wrong.is_empty(), "{}:\n{}", file.display(), wrong.join("\n"));
        }
    }

    #[test]
    fn every_kind_of_difference_is_noticed() {
        let expected = json!({"list": [1, 2], "share": 0.5, "letters": "CC", "more": null});
        let actual = json!({"list": [1, 3], "share": 0.500_000_01, "letters": "CT"});
        let mut wrong = Vec::new();
        compare("", &expected, &actual, &mut wrong);
        assert_eq!(wrong.len(), 4, "{wrong:?}");
        wrong.clear();
        compare("", &json!([1.0, 0.333_333_333_333]), &json!([1, 1.0 / 3.0]), &mut wrong);
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    /// Notes every field of `expected` from which `actual` differs. Whole
    /// numbers must be equal, others within 1e-9 of their size.
    fn compare(place: &str, expected: &Value, actual: &Value, wrong: &mut Vec<String>) {
        match (expected, actual) {
            (Value::Object(fields), Value::Object(_)) => {
                for (name, field) in fields {
                    match actual.get(name) {
                        Some(found) => compare(&format!("{place}.{name}"), field, found, wrong),
                        None => wrong.push(format!("{place}.{name}: not answered")),
                    }
                }
            }
            (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
                for (at, (one, other)) in left.iter().zip(right).enumerate() {
                    compare(&format!("{place}[{at}]"), one, other, wrong);
                }
            }
            (Value::Number(left), Value::Number(right)) if left.is_f64() || right.is_f64() => {
                let (left, right) = (left.as_f64().unwrap(), right.as_f64().unwrap());
                if (left - right).abs() > 1e-9 * left.abs() + 1e-12 {
                    wrong.push(format!("{place}: expected {left}, found {right}"));
                }
            }
            _ if expected == actual => {}
            _ => wrong.push(format!("{place}: expected {}, found {}", brief(expected), brief(actual))),
        }
    }

    fn brief(value: &Value) -> String {
        value.to_string().chars().take(120).collect()
    }

    fn answers(oracle: &Value) -> Value {
        let number = |value: &Value| value.as_u64().unwrap() as u32;
        let nodes = oracle["nodes"]["org"].as_array().unwrap().len();
        let raw = oracle["edges"].as_array().unwrap();
        let edges: Vec<(u32, u32)> = raw.iter().map(|edge| (number(&edge[0]), number(&edge[1]))).collect();
        let criticality: Vec<u32> =
            oracle["nodes"]["criticality"].as_array().unwrap().iter().map(number).collect();

        let graph = Adjacency::directed(nodes, &edges);
        let undirected = graph.undirected();
        let groups = groups(&graph);
        let reach = reach(&graph, &groups);
        check_breaking_edges(&graph, &groups);
        json!({
            "counts": {
                "nodes": nodes,
                "edges_raw": raw.len(),
                "edges_simple_directed": graph.edge_count(),
                "edges_simple_undirected": undirected.edge_count(),
                "density": graph.density(),
            },
            "visibility": {
                "vfi": reach.into,
                "vfo": reach.out,
                "visible_pairs": reach.visible_pairs(),
                "propagation_cost": reach.propagation_cost(),
                "propagation_cost_without_diagonal": reach.propagation_cost_without_diagonal(),
            },
            "cycles": {
                "components": groups.count(),
                "nontrivial": groups.cyclic().iter().map(|&group| groups.members(group)).collect::<Vec<_>>(),
                "largest": groups.two_largest().0,
                "second_largest": groups.two_largest().1,
            },
            "architecture": structure(&groups, &reach),
            "undirected": without_direction(&undirected, &oracle["expected"]["undirected"]["removal"]),
            "directed": {
                "betweenness": betweenness::directed(&graph, EXACT).score,
                "blast_radius": blast::blast_radius(&graph, &groups, &criticality),
                "entry_nodes": entries(&graph),
                "immediate_dominator": dominator_codes(&graph),
            },
            "connectivity_pairs": disjoint(&undirected, &oracle["expected"]["connectivity_pairs"]),
            "org_partition": units(&undirected, &oracle["nodes"]["org"]),
            "communities": found_communities(&undirected, &oracle["expected"]["communities"]),
        })
    }

    fn structure(groups: &Groups, reach: &ReachBits) -> Value {
        let found = architecture(groups, reach);
        let letters = |roles: &Roles| roles.of.iter().map(|role| role.letter()).collect::<String>();
        let counts = |roles: &Roles| {
            json!({
                "core": roles.count(Role::Core),
                "core-like": roles.count(Role::CoreLike),
                "core_like": roles.count(Role::CoreLike),
                "central": roles.count(Role::Central),
                "shared": roles.count(Role::Shared),
                "control": roles.count(Role::Control),
                "periphery": roles.count(Role::Periphery),
            })
        };
        let order: BTreeSet<u32> = matrix_order(found.roles(), groups, reach).into_iter().collect();
        assert_eq!(order.len(), reach.out.len(), "the matrix shows every node once");
        json!({
            "type": found.kind.name(),
            "view": found.kind.view().name(),
            "core_vfi": found.core.as_ref().map(|roles| roles.pivot.into as u32),
            "core_vfo": found.core.as_ref().map(|roles| roles.pivot.out as u32),
            "median_vfi": found.median.pivot.into,
            "median_vfo": found.median.pivot.out,
            "core_view": found.core.as_ref().map(letters),
            "median_view": letters(&found.median),
            "core_view_counts": found.core.as_ref().map(counts),
            "median_view_counts": counts(&found.median),
            "flow_through": found.core.as_ref().map(Roles::flow_through),
        })
    }

    fn without_direction(graph: &Undirected, removal: &Value) -> Value {
        let cuts = cuts(graph);
        let score = betweenness::undirected(graph, EXACT).score;
        json!({
            "components": cuts.sizes().len(),
            "component_sizes": cuts.component_sizes(),
            "isolated_nodes": cuts.isolated(),
            "articulation_points": cuts.articulation_points,
            "bridges": cuts.bridges,
            "core_number": core_numbers(graph),
            "removal": removals(&cuts, &score, removal),
            "betweenness": score,
        })
    }

    /// The listed nodes in the listed order, since equal betweenness may be
    /// ranked either way; but they must be the ten highest.
    fn removals(cuts: &Cuts, score: &[f64], listed: &Value) -> Value {
        let listed: Vec<u32> =
            listed.as_array().unwrap().iter().map(|row| row["node"].as_u64().unwrap() as u32).collect();
        assert_eq!(listed.len(), cuts.articulation_points.len().min(10), "as many removals as listed");
        let least = listed.iter().map(|&node| score[node as usize]).fold(f64::INFINITY, f64::min);
        for &point in cuts.articulation_points.iter().filter(|point| !listed.contains(point)) {
            assert!(score[point as usize] <= least * (1.0 + 1e-9), "{point} belongs to the ten highest");
        }
        listed
            .iter()
            .map(|&node| {
                let removal = cuts.removal(node);
                json!({
                    "node": node,
                    "largest_component": removal.largest_component,
                    "components": removal.components,
                    "pairs_still_connected": removal.connected_pairs,
                })
            })
            .collect()
    }

    fn dominator_codes(graph: &Adjacency) -> Vec<i64> {
        let code = |dominator: &Dominator| match dominator {
            Dominator::Node(node) => i64::from(*node),
            Dominator::Root => -1,
            Dominator::Unreached => -2,
        };
        immediate_dominators(graph).iter().map(code).collect()
    }

    fn disjoint(graph: &Undirected, pairs: &Value) -> Value {
        let answer = |pair: &Value| {
            let (source, target) =
                (pair["source"].as_u64().unwrap() as u32, pair["target"].as_u64().unwrap() as u32);
            let adjacent = graph.neighbours().row(source).contains(&target);
            json!({
                "source": source,
                "target": target,
                "adjacent": adjacent,
                "edge_disjoint_paths": flow::edge_disjoint_paths(graph, source, target),
                "node_disjoint_paths":
                    (!adjacent).then(|| flow::node_disjoint_paths(graph, source, target)),
            })
        };
        pairs.as_array().unwrap().iter().map(answer).collect()
    }

    fn units(graph: &Undirected, org: &Value) -> Value {
        let org: Vec<&str> = org.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        let names: BTreeSet<&str> = org.iter().copied().collect();
        let numbers: BTreeMap<&str, u32> = names.into_iter().zip(0..).collect();
        let unit_of: Vec<u32> = org.iter().map(|name| numbers[name]).collect();
        let links = partition::links(graph, &unit_of);
        let per_org: Vec<Value> = numbers
            .iter()
            .map(|(name, &unit)| {
                let own = links.units[unit as usize];
                json!({
                    "org": name,
                    "nodes": own.nodes,
                    "internal": own.internal,
                    "external": own.external,
                    "ei": own.ei_index(),
                    "conductance": links.conductance(unit),
                })
            })
            .collect();
        json!({
            "modularity": partition::modularity(graph, &unit_of, 1.0),
            "internal_edges": links.internal,
            "external_edges": links.external,
            "ei_index": links.ei_index(),
            "per_org": per_org,
        })
    }

    /// What was expected, once our own search is seen to be good enough.
    fn found_communities(graph: &Undirected, expected: &Value) -> Value {
        let found = communities(graph, Search::for_edges(graph.edge_count()));
        let best = expected["leiden_best_modularity"].as_f64().unwrap();
        println!("modularity {} against {best}", found.modularity);
        assert!(
            found.modularity >= 0.98 * best - 1e-12,
            "modularity {} is too far below {best}",
            found.modularity
        );
        if let Some(optimum) = expected["optimal_modularity"].as_f64() {
            assert!(
                found.modularity <= optimum + 1e-9,
                "modularity {} is above the optimum",
                found.modularity
            );
        }
        let recomputed = partition::modularity(graph, &found.of, 1.0);
        assert!((recomputed - found.modularity).abs() < 1e-12);
        // Connected: cutting the edges between communities leaves as many
        // components as there are communities.
        let inside: Vec<(u32, u32)> =
            graph.edges().filter(|&(u, v)| found.of[u as usize] == found.of[v as usize]).collect();
        let parts = cuts(&Undirected::new(graph.node_count(), &inside));
        assert_eq!(parts.sizes().len(), found.count as usize, "every community is connected");
        expected.clone()
    }

    fn check_breaking_edges(graph: &Adjacency, found: &Groups) {
        let mut cut = BTreeSet::new();
        for group in found.cyclic() {
            cut.extend(breaking_edges(graph, found.members(group)));
        }
        let rest: Vec<(u32, u32)> = graph.successors().pairs().filter(|edge| !cut.contains(edge)).collect();
        let left = groups(&Adjacency::directed(graph.node_count(), &rest));
        assert!(left.cyclic().is_empty(), "no cycle is left");
    }
}
