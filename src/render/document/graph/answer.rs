//! The measures as an answer: what shape the estate has, where it would part,
//! and what to read the figures with; every node and edge as tables.

use super::document::{CyclicGroup, EdgeRow, GraphDocument, NodeMeasures, UnitRow};
use crate::render::answer::{self, Answer, Column, Readers, Table, Value};
use crate::render::format::drawing::{Arrow, Drawing, DrawnNode, NodeShape};
use crate::render::format::network::Network;
use crate::render::number::{count, decimal, percent};
use crate::render::words::append;
use crate::text::counted;

/// Rows of each list.
const SHOWN: usize = 12;
/// Members of a group, and interfaces that break it, that are named.
const NAMED: usize = 6;

impl answer::Document for GraphDocument {
    fn answer(&self) -> Answer {
        let title = format!("{}: {} view", self.estate_name, self.view);
        let mut answer = Answer::new(self.envelope.clone(), title);
        answer.paragraph(self.head());
        answer.table(nodes(&self.nodes));
        answer.table(edges(&self.edges));
        self.shape(&mut answer);
        self.cycles(&mut answer);
        self.parting(&mut answer);
        self.leaning(&mut answer);
        self.joining(&mut answer);
        self.organisations(&mut answer);
        self.communities(&mut answer);
        self.caution(&mut answer);
        answer
    }

    fn drawing(&self) -> Option<Drawing> {
        let numbers: std::collections::BTreeMap<&str, usize> =
            self.nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect();
        // An edge to what the view leaves out is not drawn.
        let arrow = |edge: &EdgeRow| {
            let (from, to) = (*numbers.get(edge.from.as_str())?, *numbers.get(edge.to.as_str())?);
            let note = edge.interface.clone().unwrap_or_else(|| edge.why.to_owned());
            Some(Arrow { from, to, label: String::new(), note })
        };
        Some(Drawing {
            comment: format!("{}: {}", self.view, self.edge_reads),
            nodes: self.nodes.iter().map(drawn).collect(),
            arrows: self.edges.iter().filter_map(arrow).collect(),
        })
    }

    fn network(&self) -> Option<Network> {
        Some(Network { name: self.view.to_owned(), nodes: nodes(&self.nodes), edges: edges(&self.edges) })
    }
}

/// A node by its role as a shape; with a thick line where it would part the
/// estate.
fn drawn(node: &NodeMeasures) -> DrawnNode {
    DrawnNode {
        label: node.name.clone(),
        group: node.organisation.clone(),
        shape: match node.kind {
            "integration-engine" => NodeShape::Hexagon,
            "product" => NodeShape::Note,
            _ => NodeShape::Box,
        },
        is_strong: node.articulation_point,
    }
}

fn nodes(nodes: &[NodeMeasures]) -> Table {
    let exact = |value: f64| Value::Decimal(value, 6);
    let columns = vec![
        Column::sheet("id", |node: &NodeMeasures| Value::id(&node.id)),
        Column::sheet("name", |node: &NodeMeasures| Value::text(&node.name)),
        Column::sheet("kind", |node: &NodeMeasures| node.kind),
        Column::sheet("organisation", |node: &NodeMeasures| node.organisation.clone().map(Value::Id)),
        Column::sheet("criticality", |node: &NodeMeasures| node.criticality),
        Column::sheet("vfi", |node: &NodeMeasures| node.vfi),
        Column::sheet("vfo", |node: &NodeMeasures| node.vfo),
        Column::sheet("role", |node: &NodeMeasures| node.role),
        Column::sheet("component", |node: &NodeMeasures| node.component),
        Column::sheet("betweenness_directed", move |node: &NodeMeasures| exact(node.betweenness_directed)),
        Column::sheet("betweenness_undirected", move |node: &NodeMeasures| {
            exact(node.betweenness_undirected)
        }),
        Column::sheet("articulation_point", |node: &NodeMeasures| node.articulation_point),
        Column::sheet("separation", |node: &NodeMeasures| Value::Share(node.separation)),
        Column::sheet("core_number", |node: &NodeMeasures| node.core_number),
        Column::sheet("immediate_dominator", |node: &NodeMeasures| {
            node.immediate_dominator.clone().map(Value::Id)
        }),
        Column::sheet("blast_radius", |node: &NodeMeasures| node.blast_radius as usize),
    ];
    Table::new("Nodes", nodes, columns).for_readers(Readers::Sheets)
}

fn edges(edges: &[EdgeRow]) -> Table {
    let columns = vec![
        Column::sheet("from", |edge: &EdgeRow| Value::id(&edge.from)),
        Column::sheet("to", |edge: &EdgeRow| Value::id(&edge.to)),
        Column::sheet("why", |edge: &EdgeRow| edge.why),
        Column::sheet("interface", |edge: &EdgeRow| edge.interface.clone().map(Value::Id)),
        Column::sheet("messages_per_day", |edge: &EdgeRow| {
            edge.messages_per_day.map(|volume| Value::Decimal(volume, 0))
        }),
        Column::sheet("data", |edge: &EdgeRow| edge.data.join(" ")),
        Column::sheet("interfaces", |edge: &EdgeRow| edge.interfaces),
        Column::sheet("is_bridge", |edge: &EdgeRow| edge.is_bridge),
    ];
    Table::new("Edges", edges, columns).for_readers(Readers::Sheets)
}

/// A node as people read it.
fn named(node: &NodeMeasures) -> Vec<Value> {
    vec![Value::text(&node.name), Value::id(&node.id)]
}

impl GraphDocument {
    fn is_of_organisations(&self) -> bool {
        self.view == "organisation"
    }

    fn head(&self) -> String {
        let counts = &self.estate.counts;
        let others = counts.nodes - counts.systems - counts.devices;
        let noun = if self.is_of_organisations() { "organisation" } else { "product" };
        let parts = [(counts.systems, "system"), (counts.devices, "device fleet"), (others, noun)];
        let parts = parts.into_iter().filter(|(many, _)| *many > 0).map(|(many, noun)| counted(many, noun));
        format!(
            "{} in use; {}, {} of them different; u → v: {}",
            parts.collect::<Vec<_>>().join(", "),
            counted(counts.edges_raw, "edge"),
            count(counts.edges_simple_directed as u64),
            self.edge_reads
        )
    }

    fn shape(&self, answer: &mut Answer) {
        let (architecture, reach) = (&self.estate.architecture, &self.estate.visibility);
        answer.section("Hidden structure");
        let says = match architecture.kind {
            "hierarchical" => "no group that all need each other is large enough to be a core",
            "multi-core" => "several groups of about the same size need each other",
            "borderline core-periphery" => "one small group that all need each other stands at the centre",
            _ => "one large group that all need each other stands at the centre",
        };
        answer.fact("Type", format!("{}: {says}", architecture.kind));
        let physical = reach.propagation_cost_physical;
        let physical = physical
            .map_or_else(String::new, |cost| format!("; {} if one followed the wires alone", percent(cost)));
        let systems = if self.is_of_organisations() {
            String::new()
        } else {
            format!(" ({} between systems only{physical})", percent(reach.propagation_cost_systems_only))
        };
        let cost = percent(reach.propagation_cost);
        answer.fact(
            "Propagation cost",
            format!("{cost}: a change at one place can touch so much of the estate on average{systems}"),
        );
        let roles: Vec<String> =
            architecture.roles.iter().map(|(role, many)| format!("{many} {role}")).collect();
        let flow = architecture.flow_through;
        let flow = flow.map_or_else(String::new, |share| format!("; flow-through {}", percent(share)));
        answer.fact("Roles", format!("{} ({} view){flow}", roles.join(", "), architecture.view));
        let undirected = &self.estate.undirected;
        if let Some(share) = undirected.degree_centralisation {
            answer.fact("Centralisation", format!("{} (0 a ring, 1 a star)", decimal(share, 2)));
        }
        answer.fact(
            "Connected groups",
            format!(
                "{}, the largest of {}; {} joined to nothing",
                counted(undirected.components, "group"),
                undirected.component_sizes.first().copied().unwrap_or(0),
                undirected.isolated_nodes.len()
            ),
        );
    }

    fn cycles(&self, answer: &mut Answer) {
        let groups = &self.estate.cycles.nontrivial;
        if groups.is_empty() {
            return;
        }
        answer.section("Groups in which each needs every other, directly or not");
        let columns = vec![
            Column::new("members", |group: &CyclicGroup| group.members.len()),
            Column::people("Which", |group: &CyclicGroup| some(&group.members)),
            Column::people("Broken by ending", |group: &CyclicGroup| match group.breaking_interfaces.len() {
                1..=NAMED => some(&group.breaking_interfaces),
                _ => counted(group.breaking_edges.len(), "edge"),
            }),
            Column::sheet("which", |group: &CyclicGroup| group.members.join(" ")),
            Column::sheet("breaking_edges", |group: &CyclicGroup| group.breaking_edges.len()),
            Column::sheet("breaking_interfaces", |group: &CyclicGroup| group.breaking_interfaces.join(" ")),
        ];
        answer.table(Table::new("Cycles", groups, columns).most(SHOWN, "`--format json`"));
    }

    /// The first nodes by a measure, highest first, equals by id.
    fn highest(&self, measure: impl Fn(&NodeMeasures) -> f64) -> Vec<&NodeMeasures> {
        let mut nodes: Vec<&NodeMeasures> = self.nodes.iter().filter(|node| measure(node) > 0.0).collect();
        nodes.sort_by(|a, b| measure(b).total_cmp(&measure(a)).then_with(|| a.id.cmp(&b.id)));
        nodes.truncate(SHOWN);
        nodes
    }

    fn parting(&self, answer: &mut Answer) {
        let undirected = &self.estate.undirected;
        if undirected.articulation_points.is_empty() {
            return;
        }
        answer.section(format!(
            "Where it would part: {}, {}",
            counted(undirected.articulation_points.len(), "place"),
            counted(undirected.bridges.len(), "bridge")
        ));
        let columns = vec![
            Column::people("Separates", |node: &&NodeMeasures| Value::Share(node.separation)),
            Column::people("Betweenness", |node: &&NodeMeasures| {
                Value::Decimal(node.betweenness_undirected, 1)
            }),
            Column::people("What", |node: &&NodeMeasures| named(node)),
        ];
        let parting = self.highest(|node| node.separation);
        answer.table(Table::new("Parting", &parting, columns).for_readers(Readers::People));
    }

    fn leaning(&self, answer: &mut Answer) {
        // Products are under everything; what leans on them is the business of
        // the rules about support.
        let reached = |node: &NodeMeasures| match node.kind {
            "product" => 0.0,
            _ => f64::from(node.vfi) - 1.0,
        };
        let nodes = self.highest(reached);
        if nodes.is_empty() || self.is_of_organisations() {
            return;
        }
        answer.section("Most reached, directly or not");
        let columns = vec![
            Column::people("By", |node: &&NodeMeasures| node.vfi - 1),
            Column::people("Criticality", |node: &&NodeMeasures| node.blast_radius as usize),
            Column::people("Role", |node: &&NodeMeasures| node.role),
            Column::people("What", |node: &&NodeMeasures| named(node)),
        ];
        answer.table(Table::new("Reached", &nodes, columns).for_readers(Readers::People));
    }

    /// How much goes through hubs, and what a single failure can part.
    fn joining(&self, answer: &mut Answer) {
        let (traffic, pairs) = (&self.estate.traffic, &self.estate.critical_pairs);
        if traffic.hub_share.is_some() || !pairs.is_empty() {
            answer.section("How it is joined");
        }
        if let Some(share) = traffic.hub_share {
            answer.fact(
                "Flows",
                format!(
                    "{} of {} go through a hub ({}); the others join {} of {} possible pairs directly",
                    traffic.through_hubs,
                    traffic.flows,
                    percent(share),
                    count(traffic.point_to_point_pairs as u64),
                    count(traffic.possible_pairs as u64)
                ),
            );
        }
        if !pairs.is_empty() {
            let standing = pairs.iter().filter(|pair| pair.failures_stood > 0).count();
            let grounded = pairs.iter().filter(|pair| pair.shared_ground.is_some()).count();
            answer.fact(
                "Critical pairs",
                format!(
                    "{standing} of {} connections between mission-critical systems stand the loss of any one other system; {grounded} have several ways that all stand on one thing",
                    pairs.len()
                ),
            );
        }
    }

    fn organisations(&self, answer: &mut Answer) {
        let partition = self.estate.org_partition.as_ref().filter(|found| found.per_org.len() > 1);
        let Some(partition) = partition else { return };
        answer.section(format!(
            "Organisations: modularity {}, E–I {} (−1 all inward, 1 all outward)",
            decimal(partition.modularity, 3),
            partition.ei_index.map_or_else(|| "–".to_owned(), |index| decimal(index, 2)),
        ));
        let number = |value: Option<f64>, places| value.map(|value| Value::Decimal(value, places));
        let columns = vec![
            Column::new("organisation", |unit: &UnitRow| Value::id(&unit.org)),
            Column::new("inside", |unit: &UnitRow| unit.internal),
            Column::new("across", |unit: &UnitRow| unit.external),
            Column::new("ei_index", move |unit: &UnitRow| number(unit.ei, 2)).titled("E–I"),
            Column::new("conductance", move |unit: &UnitRow| number(unit.conductance, 2)),
            Column::new("p_value", move |unit: &UnitRow| number(unit.p_value, 3)).titled("By chance"),
        ];
        answer.table(Table::new("Organisations", &partition.per_org, columns));
    }

    fn communities(&self, answer: &mut Answer) {
        let Some(found) = &self.estate.communities else { return };
        let stands = match found.persisting.len() {
            0 => "no group stands unchanged".to_owned(),
            1 => "1 group stands unchanged".to_owned(),
            n => format!("{n} groups stand unchanged"),
        };
        answer.section("Communities, as advice");
        answer.paragraph(format!(
            "{} found (modularity {}); agreement with the organisations {} (1 the same, 0 chance); {stands} at resolutions 0.5, 1 and 2",
            found.count,
            decimal(found.modularity, 3),
            decimal(found.adjusted_rand_index, 2)
        ));
    }

    fn caution(&self, answer: &mut Answer) {
        let sampled =
            self.estate.betweenness.sources.map_or_else(String::new, |sources| {
                format!(" Betweenness is estimated from {sources} starts.")
            });
        let edges = count(self.estate.counts.edges_raw as u64);
        answer.section("How to read it");
        answer.paragraph(format!(
            "Counted over {edges} recorded edges: what nobody recorded is not in these figures, and every share falls with it.{sampled} `--format json` holds every measure of every node."
        ));
    }
}

/// The first ids and how many more.
fn some(ids: &[String]) -> String {
    let mut shown = ids[..ids.len().min(NAMED)].join(", ");
    if ids.len() > NAMED {
        append(&mut shown, &format!(" and {} more", ids.len() - NAMED));
    }
    shown
}
