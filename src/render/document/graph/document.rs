//! The document behind every format: nodes, edges and measures, by the
//! published schema `graph`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::answer::Envelope;

/// A view of an estate with every measure of its graph.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "techstrata graph")]
pub struct GraphDocument {
    /// The head of every document.
    #[serde(flatten)]
    pub envelope: Envelope,
    /// What the estate is called.
    pub estate_name: String,
    /// The seed of every draw.
    pub seed: u64,
    /// The view: dependency, integration, route or organisation.
    pub view: &'static str,
    /// How an edge u → v reads.
    pub edge_reads: &'static str,
    /// Measures of the whole.
    pub estate: Whole,
    /// The nodes; only what is in use.
    pub nodes: Vec<NodeMeasures>,
    /// The edges as recorded, repeats included.
    pub edges: Vec<EdgeRow>,
}

/// Measures of the whole graph. All use the simple graph: repeated edges
/// merged, self-loops dropped.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Whole {
    /// Nodes and edges.
    pub counts: Counts,
    /// Reach.
    pub visibility: Visibility,
    /// Strongly connected components.
    pub cycles: Cycles,
    /// Type and roles.
    pub architecture: ArchitectureRow,
    /// What ignores direction.
    pub undirected: UndirectedRow,
    /// Nodes that point at others while nothing points at them.
    pub entry_nodes: Vec<String>,
    /// How betweenness was computed.
    pub betweenness: BetweennessRow,
    /// How much goes through hubs.
    pub traffic: TrafficRow,
    /// Mission-critical systems between which data flows, and how many
    /// failures each connection stands; the first 200.
    pub critical_pairs: Vec<CriticalPairRow>,
    /// How many critical pairs there are.
    pub critical_pairs_in_all: usize,
    /// The grouping by organisation; absent in the organisation view.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub org_partition: Option<Partition>,
    /// Communities, as advice and never a finding; absent in the organisation
    /// view and for the largest graphs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub communities: Option<CommunityRow>,
}

/// Nodes and edges.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Counts {
    /// Nodes.
    pub nodes: usize,
    /// Systems among them.
    pub systems: usize,
    /// Devices and fleets among them.
    pub devices: usize,
    /// Edges as recorded.
    pub edges_raw: usize,
    /// Edges of the simple directed graph.
    pub edges_simple_directed: usize,
    /// Edges of the simple graph without direction.
    pub edges_simple_undirected: usize,
    /// Simple directed edges over n².
    pub density: f64,
}

/// Reach: who can affect whom.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Visibility {
    /// Ordered pairs of which the first reaches the second, each node with
    /// itself included.
    pub visible_pairs: u64,
    /// Visible pairs over n², 0 to 1. It falls when edges go unrecorded.
    pub propagation_cost: f64,
    /// (Visible pairs − n) over n(n − 1).
    pub propagation_cost_without_diagonal: f64,
    /// Propagation cost over systems and the edges between them alone.
    pub propagation_cost_systems_only: f64,
    /// Dependency view: the propagation cost if an engine needed all that it
    /// carries, as the wires alone would have it. Too high; shown to compare.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub propagation_cost_physical: Option<f64>,
}

/// Strongly connected components.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Cycles {
    /// How many components, single nodes included.
    pub components: usize,
    /// The size of the largest.
    pub largest: u32,
    /// The size of the second largest.
    pub second_largest: u32,
    /// Those with more than one member, largest first.
    pub nontrivial: Vec<CyclicGroup>,
}

/// Nodes that all need each other, directly or not.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CyclicGroup {
    /// Its number in the nodes' `component`.
    pub component: u32,
    /// Its members.
    pub members: Vec<String>,
    /// Edges, as [from, to], whose removal leaves no cycle in it; found
    /// greedily, so a smaller set may exist.
    pub breaking_edges: Vec<[String; 2]>,
    /// The interfaces that make those edges.
    pub breaking_interfaces: Vec<String>,
}

/// Type and roles of the architecture.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ArchitectureRow {
    /// hierarchical, multi-core, borderline core-periphery or core-periphery.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The view in which roles should be read: core or median.
    pub view: &'static str,
    /// VFI of the largest cyclic group; absent without a cycle.
    pub core_vfi: Option<f64>,
    /// VFO of the largest cyclic group; absent without a cycle.
    pub core_vfo: Option<f64>,
    /// Median VFI.
    pub median_vfi: f64,
    /// Median VFO.
    pub median_vfo: f64,
    /// Share of nodes that are not periphery in the core view; absent without
    /// a cycle.
    pub flow_through: Option<f64>,
    /// How many nodes have each role, in the view named above.
    pub roles: std::collections::BTreeMap<&'static str, usize>,
}

/// Measures that ignore direction.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct UndirectedRow {
    /// Connected components.
    pub components: usize,
    /// Their sizes, largest first.
    pub component_sizes: Vec<u32>,
    /// Nodes without any edge.
    pub isolated_nodes: Vec<String>,
    /// Nodes whose loss parts what is connected.
    pub articulation_points: Vec<String>,
    /// Edges whose loss parts what is connected.
    pub bridges: Vec<[String; 2]>,
    /// Freeman's degree centralisation: 1 a star, 0 a ring.
    pub degree_centralisation: Option<f64>,
    /// Joined pairs over n(n − 1)/2.
    pub mesh_share: Option<f64>,
}

/// How much goes through hubs: electronic flows from end to end.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TrafficRow {
    /// All flows.
    pub flows: usize,
    /// Those that pass a hub or end at one.
    pub through_hubs: usize,
    /// Their share, 0 to 1.
    pub hub_share: Option<f64>,
    /// Pairs that the other flows join directly.
    pub point_to_point_pairs: usize,
    /// n(n − 1)/2 of the systems and devices that flows join.
    pub possible_pairs: usize,
}

/// Two mission-critical systems between which data flows.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CriticalPairRow {
    /// Where the data comes from.
    pub from: String,
    /// Where it goes.
    pub to: String,
    /// Ways that share no link.
    pub edge_disjoint_paths: u32,
    /// Ways that share no system between the two; a direct link is one.
    pub node_disjoint_paths: u32,
    /// What several ways all stand on, so that they are one.
    pub shared_ground: Option<String>,
    /// Single failures of others that the connection stands.
    pub failures_stood: u32,
}

/// How betweenness was computed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BetweennessRow {
    /// Whether every source was used.
    pub is_exact: bool,
    /// Sources used where it was sampled.
    pub sources: Option<usize>,
    /// With 95% probability every normalised score is within this of the truth.
    pub error_bound: Option<f64>,
}

/// The grouping of systems and devices by organisation.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Partition {
    /// Newman–Girvan modularity at resolution 1.
    pub modularity: f64,
    /// Edges inside organisations.
    pub internal_edges: u32,
    /// Edges between organisations.
    pub external_edges: u32,
    /// (external − internal) / (external + internal).
    pub ei_index: Option<f64>,
    /// The share of 999 label shuffles that look as inward or more.
    pub p_value: Option<f64>,
    /// Each organisation.
    pub per_org: Vec<UnitRow>,
}

/// The links of one organisation.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct UnitRow {
    /// Its id.
    pub org: String,
    /// Its systems and devices.
    pub nodes: u32,
    /// Edges between two of them.
    pub internal: u32,
    /// Edges to other organisations.
    pub external: u32,
    /// Its E–I index.
    pub ei: Option<f64>,
    /// External edges over the smaller volume.
    pub conductance: Option<f64>,
    /// The share of 999 label shuffles in which it looks as inward or more.
    pub p_value: Option<f64>,
}

/// Communities, as advice.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CommunityRow {
    /// How many at resolution 1.
    pub count: u32,
    /// Their modularity.
    pub modularity: f64,
    /// Agreement with the organisations: 1 the same, 0 chance.
    pub adjusted_rand_index: f64,
    /// Groups that stand unchanged at resolutions 0.5, 1 and 2.
    pub persisting: Vec<Vec<String>>,
}

/// A node with its measures.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NodeMeasures {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What kind of thing it is.
    pub kind: &'static str,
    /// Whose it is; absent for a product.
    pub organisation: Option<String>,
    /// Its criticality in points, 5 to 1, if it is stated.
    pub criticality: Option<u32>,
    /// Nodes that reach it, itself included.
    pub vfi: u32,
    /// Nodes that it reaches, itself included.
    pub vfo: u32,
    /// Its role in the view that the architecture names.
    pub role: &'static str,
    /// Core view: C core, L core-like, S shared, T control, P periphery;
    /// absent without a cycle.
    pub core_view: Option<char>,
    /// Median view: M central, S shared, T control, P periphery.
    pub median_view: char,
    /// The number of its strongly connected component.
    pub component: u32,
    /// The number of its component without direction.
    pub undirected_component: u32,
    /// Neighbours without direction.
    pub degree: u32,
    /// Along edges, unnormalised, ordered pairs.
    pub betweenness_directed: f64,
    /// Without direction, unnormalised, each pair once.
    pub betweenness_undirected: f64,
    /// Whether its loss parts what is connected.
    pub articulation_point: bool,
    /// The share of other connected pairs that its loss separates.
    pub separation: f64,
    /// Its k-core number.
    pub core_number: u32,
    /// The id of its immediate dominator; absent where ways in meet at no
    /// single node, or none leads here.
    pub immediate_dominator: Option<String>,
    /// Whether any way from an entry node leads here.
    pub is_reached_from_entries: bool,
    /// How many nodes cannot be reached from the entries but through it.
    pub dominated: u32,
    /// Its stated criticality and that of all that needs it, in points; what
    /// states none adds nothing.
    pub blast_radius: u64,
    /// The number of its community at resolution 1, as advice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub community: Option<u32>,
}

/// An edge as recorded.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EdgeRow {
    /// u.
    pub from: String,
    /// v.
    pub to: String,
    /// depends-on, depends-on-any, interface, component, runs or exchange.
    pub why: &'static str,
    /// The interface that makes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interface: Option<String>,
    /// Messages per day, if they are recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub messages_per_day: Option<f64>,
    /// The data that it carries.
    pub data: Vec<String>,
    /// Organisation view: how many interfaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interfaces: Option<u32>,
    /// Organisation view: how many of them people carry by hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_hand: Option<u32>,
    /// Whether its loss parts what is connected.
    pub is_bridge: bool,
}
