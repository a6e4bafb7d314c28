//! The measures for people: what shape the estate has, where it would part,
//! and what to read the figures with.

use std::fmt::Write as _;

use super::document::{Document, NodeMeasures};
use crate::render::format::text::wrapped;
use crate::render::number::{count, decimal, percent};
use crate::text::{counted, visible};

/// Rows of each list.
const SHOWN: usize = 12;

// Writing to a String cannot fail, so results of `writeln!` are dropped here.

/// The measures as text, `width` columns wide where lines can be broken.
pub fn text(document: &Document, width: usize) -> String {
    let mut out = String::new();
    head(&mut out, document);
    shape(&mut out, document, width);
    cycles(&mut out, document, width);
    parting(&mut out, document);
    leaning(&mut out, document);
    joining(&mut out, document, width);
    organisations(&mut out, document);
    communities(&mut out, document, width);
    caution(&mut out, document, width);
    out
}

fn head(out: &mut String, document: &Document) {
    let counts = &document.estate.counts;
    let _ = writeln!(out, "{}: {} view", visible(&document.estate_name), document.view);
    let others = counts.nodes - counts.systems - counts.devices;
    let mut parts = Vec::new();
    for (number, noun) in [(counts.systems, "system"), (counts.devices, "device fleet")] {
        if number > 0 {
            parts.push(counted(number, noun));
        }
    }
    if others > 0 {
        parts.push(counted(others, if document.view == "organisation" { "organisation" } else { "product" }));
    }
    let _ = writeln!(
        out,
        "{} in use; {}, {} of them different; u → v: {}\n",
        parts.join(", "),
        counted(counts.edges_raw, "edge"),
        count(counts.edges_simple_directed as u64),
        document.edge_reads
    );
}

fn shape(out: &mut String, document: &Document, width: usize) {
    let (architecture, reach) = (&document.estate.architecture, &document.estate.visibility);
    let _ = writeln!(out, "Hidden structure");
    let says = match architecture.kind {
        "hierarchical" => "no group that all need each other is large enough to be a core",
        "multi-core" => "several groups of about the same size need each other",
        "borderline core-periphery" => "one small group that all need each other stands at the centre",
        _ => "one large group that all need each other stands at the centre",
    };
    let _ = writeln!(out, "  {:<18}{}: {says}", "Type", architecture.kind);
    let physical: String = reach
        .propagation_cost_physical
        .map_or_else(String::new, |cost| format!("; {} if one followed the wires alone", percent(cost)));
    let systems = if document.view == "organisation" {
        String::new()
    } else {
        format!(" ({} between systems only{physical})", percent(reach.propagation_cost_systems_only))
    };
    let cost = format!(
        "  {:<18}{}: a change at one place can touch so much of the estate on average{systems}",
        "Propagation cost",
        percent(reach.propagation_cost),
    );
    let _ = writeln!(out, "{}", wrapped(&cost, width, 20));
    let roles: Vec<String> = architecture.roles.iter().map(|(role, many)| format!("{many} {role}")).collect();
    let flow = architecture
        .flow_through
        .map_or_else(String::new, |share| format!("; flow-through {}", percent(share)));
    let _ = writeln!(out, "  {:<18}{} ({} view){flow}", "Roles", roles.join(", "), architecture.view);
    let undirected = &document.estate.undirected;
    if let Some(share) = undirected.degree_centralisation {
        let _ = writeln!(out, "  {:<18}{} (0 a ring, 1 a star)", "Centralisation", decimal(share, 2));
    }
    let _ = writeln!(
        out,
        "  {:<18}{}, the largest of {}; {} joined to nothing\n",
        "Connected groups",
        counted(undirected.components, "group"),
        undirected.component_sizes.first().copied().unwrap_or(0),
        undirected.isolated_nodes.len()
    );
}

fn cycles(out: &mut String, document: &Document, width: usize) {
    let groups = &document.estate.cycles.nontrivial;
    if groups.is_empty() {
        return;
    }
    let _ = writeln!(out, "Groups in which each needs every other, directly or not");
    for group in groups.iter().take(SHOWN) {
        let mut members: Vec<String> =
            group.members.iter().take(6).map(|id| visible(id).into_owned()).collect();
        if group.members.len() > members.len() {
            members.push(format!("and {} more", group.members.len() - members.len()));
        }
        let mut line = format!("  {:>4}  {}", group.members.len(), members.join(", "));
        if !group.breaking_interfaces.is_empty() && group.breaking_interfaces.len() <= 6 {
            let _ = write!(line, "; broken by ending {}", group.breaking_interfaces.join(", "));
        } else {
            let _ = write!(line, "; broken by ending {}", counted(group.breaking_edges.len(), "edge"));
        }
        let _ = writeln!(out, "{}", wrapped(&line, width, 8));
    }
    out.push('\n');
}

/// The first nodes by a measure, highest first, equals by id.
fn highest(document: &Document, measure: impl Fn(&NodeMeasures) -> f64) -> Vec<&NodeMeasures> {
    let mut nodes: Vec<&NodeMeasures> = document.nodes.iter().filter(|node| measure(node) > 0.0).collect();
    nodes.sort_by(|a, b| measure(b).total_cmp(&measure(a)).then_with(|| a.id.cmp(&b.id)));
    nodes.truncate(SHOWN);
    nodes
}

fn parting(out: &mut String, document: &Document) {
    let undirected = &document.estate.undirected;
    if undirected.articulation_points.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "Where it would part: {}, {}",
        counted(undirected.articulation_points.len(), "place"),
        counted(undirected.bridges.len(), "bridge")
    );
    let _ = writeln!(out, "  separates  betweenness  of");
    for node in highest(document, |node| node.separation) {
        let _ = writeln!(
            out,
            "  {:>9}  {:>11}  {} ({})",
            percent(node.separation),
            decimal(node.betweenness_undirected, 1),
            visible(&node.name),
            visible(&node.id)
        );
    }
    out.push('\n');
}

fn leaning(out: &mut String, document: &Document) {
    // Products are under everything; what leans on them is the business of the
    // rules about support.
    let nodes =
        highest(document, |node| if node.kind == "product" { 0.0 } else { f64::from(node.vfi) - 1.0 });
    if nodes.is_empty() || document.view == "organisation" {
        return;
    }
    let _ = writeln!(out, "Most reached, directly or not");
    let _ = writeln!(out, "  by    criticality  role        what");
    for node in nodes {
        let _ = writeln!(
            out,
            "  {:<6}{:>11}  {:<11} {} ({})",
            node.vfi - 1,
            node.blast_radius,
            node.role,
            visible(&node.name),
            visible(&node.id)
        );
    }
    out.push('\n');
}

fn organisations(out: &mut String, document: &Document) {
    let Some(partition) = document.estate.org_partition.as_ref().filter(|found| found.per_org.len() > 1)
    else {
        return;
    };
    let _ = writeln!(
        out,
        "Organisations: modularity {}, E–I {} (−1 all inward, 1 all outward)",
        decimal(partition.modularity, 3),
        partition.ei_index.map_or_else(|| "–".to_owned(), |index| decimal(index, 2)),
    );
    let _ = writeln!(out, "  inside  across    E–I  conductance  by chance  of");
    let number =
        |value: Option<f64>, places| value.map_or_else(|| "–".to_owned(), |value| decimal(value, places));
    for unit in &partition.per_org {
        let _ = writeln!(
            out,
            "  {:>6}  {:>6}  {:>5}  {:>11}  {:>9}  {}",
            unit.internal,
            unit.external,
            number(unit.ei, 2),
            number(unit.conductance, 2),
            number(unit.p_value, 3),
            visible(&unit.org)
        );
    }
    out.push('\n');
}

/// How much goes through hubs, and what a single failure can part.
fn joining(out: &mut String, document: &Document, width: usize) {
    let (traffic, pairs) = (&document.estate.traffic, &document.estate.critical_pairs);
    if let Some(share) = traffic.hub_share {
        let line = format!(
            "Flows: {} of {} go through a hub ({}); the others join {} of {} possible pairs directly",
            traffic.through_hubs,
            traffic.flows,
            percent(share),
            count(traffic.point_to_point_pairs as u64),
            count(traffic.possible_pairs as u64)
        );
        let _ = writeln!(out, "{}", wrapped(&line, width, 0));
    }
    if !pairs.is_empty() {
        let standing = pairs.iter().filter(|pair| pair.failures_stood > 0).count();
        let grounded = pairs.iter().filter(|pair| pair.shared_ground.is_some()).count();
        let line = format!(
            "Critical pairs: {standing} of {} connections between mission-critical systems stand the loss of any one other system; {grounded} have several ways that all stand on one thing",
            pairs.len()
        );
        let _ = writeln!(out, "{}", wrapped(&line, width, 0));
    }
    out.push('\n');
}

fn communities(out: &mut String, document: &Document, width: usize) {
    let Some(found) = &document.estate.communities else { return };
    let line = format!(
        "Communities, as advice: {} found (modularity {}); agreement with the organisations {} (1 the same, 0 chance); {} at resolutions 0.5, 1 and 2",
        found.count,
        decimal(found.modularity, 3),
        decimal(found.adjusted_rand_index, 2),
        match found.persisting.len() {
            0 => "no group stands unchanged".to_owned(),
            1 => "1 group stands unchanged".to_owned(),
            n => format!("{n} groups stand unchanged"),
        }
    );
    let _ = writeln!(out, "{}\n", wrapped(&line, width, 0));
}

fn caution(out: &mut String, document: &Document, width: usize) {
    let sampled = document
        .estate
        .betweenness
        .sources
        .map_or_else(String::new, |sources| format!(" Betweenness is estimated from {sources} starts."));
    let line = format!(
        "Counted over {} recorded edges: what nobody recorded is not in these figures, and every share falls with it.{sampled} `--format json` holds every measure of every node.",
        count(document.estate.counts.edges_raw as u64)
    );
    let _ = writeln!(out, "{}", wrapped(&line, width, 0));
}
