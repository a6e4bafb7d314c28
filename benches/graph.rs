//! Every measure of a graph, each in a process of its own: time and peak
//! memory on one and two threads.
//!
//! `cargo bench --bench graph` prints the table for 1,000, 10,000 and 100,000
//! nodes with four edges a node; numbers after `--` choose other sizes.
//! `--edges N FILE` writes the same graph as lines of `u v`, and `--json`
//! prints one line of JSON a figure, both for `benches/graph_peers.py`.
//!
//! The graph: node v needs four nodes, drawn by a split-mix generator.
//! Three of four edges lead to a lower number, half of those to one of the
//! lowest hundredth, the hubs; the fourth leads anywhere, so that cycles form.
//! Medians of three runs, of one at 100,000 nodes.

#![expect(clippy::expect_used, reason = "a benchmark that cannot run should stop")]
#![expect(clippy::print_stdout, reason = "printing the table is what it is for")]

mod memory;

use std::hint::black_box;
use std::io::Write as _;
use std::process::Command;
use std::time::Instant;

use techstrata::graph::adjacency::{Adjacency, Undirected};
use techstrata::graph::architecture::architecture;
use techstrata::graph::betweenness::{self, Sampling};
use techstrata::graph::blast::blast_radius;
use techstrata::graph::closure::reach;
use techstrata::graph::community::{Search, communities};
use techstrata::graph::core_number::core_numbers;
use techstrata::graph::cut::cuts;
use techstrata::graph::cycle::{breaking_edges, groups};
use techstrata::graph::dominator::immediate_dominators;
use techstrata::graph::{flow, partition};

/// The argument that makes this program run one measure.
const CHILD: &str = "--measure";
const ORGANISATIONS: u32 = 24;

/// A measure: its name, and what it does with the graph.
type Measure = (&'static str, fn(&Adjacency, &Undirected));

const MEASURES: &[Measure] = &[
    ("strongly connected components", |graph, _| {
        black_box(groups(graph));
    }),
    ("reach (VFI and VFO)", |graph, _| {
        black_box(reach(graph, &groups(graph)));
    }),
    ("roles and type", |graph, _| {
        let groups = groups(graph);
        black_box(architecture(&groups, &reach(graph, &groups)));
    }),
    ("edges that break cycles", |graph, _| {
        let groups = groups(graph);
        for group in groups.cyclic() {
            black_box(breaking_edges(graph, groups.members(group)));
        }
    }),
    ("blast radius", |graph, _| {
        black_box(blast_radius(graph, &groups(graph), &vec![3; graph.node_count()]));
    }),
    ("articulation points and bridges", |_, graph| {
        black_box(cuts(graph));
    }),
    ("core numbers", |_, graph| {
        black_box(core_numbers(graph));
    }),
    ("immediate dominators", |graph, _| {
        black_box(immediate_dominators(graph));
    }),
    ("betweenness, undirected", |_, graph| {
        black_box(betweenness::undirected(graph, Sampling::default()));
    }),
    ("betweenness, directed", |graph, _| {
        black_box(betweenness::directed(graph, Sampling::default()));
    }),
    ("edge-disjoint paths, 20 pairs", |_, graph| {
        let last = graph.node_count() as u32 - 1;
        for pair in 0..20 {
            black_box(flow::edge_disjoint_paths(graph, last - pair, pair));
        }
    }),
    ("modularity and E–I of 24 units", |_, graph| {
        let units = units(graph.node_count());
        black_box(partition::modularity(graph, &units, 1.0));
        black_box(partition::links(graph, &units).ei_index());
    }),
    ("999 shuffles of the units", |_, graph| {
        black_box(partition::inwardness(graph, &units(graph.node_count()), 999, 1));
    }),
    ("communities", |_, graph| {
        black_box(communities(graph, Search::for_edges(graph.edge_count())));
    }),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [CHILD, measure, nodes] => {
            run_one(measure.parse().expect("a number"), nodes.parse().expect("a number"));
        }
        ["--edges", nodes, file] => write_edges(nodes.parse().expect("a number"), file),
        ["--json", sizes @ ..] => print_all(sizes, true),
        sizes => print_all(sizes, false),
    }
}

fn print_all(sizes: &[&str], is_json: bool) {
    let mut sizes: Vec<u32> = sizes.iter().filter_map(|size| size.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1000, 10_000, 100_000];
    }
    for nodes in sizes {
        if !is_json {
            println!("\n### {nodes} nodes, {} edges\n", 4 * nodes);
            println!("| Measure | 1 thread | 2 threads | Peak memory, 1 thread | 2 threads |");
            println!("|---|---:|---:|---:|---:|");
        }
        for (number, (name, _)) in MEASURES.iter().enumerate() {
            let [one, two] = [1, 2].map(|threads| median(number, nodes, threads));
            if is_json {
                println!(
                    "{{\"measure\": \"{name}\", \"nodes\": {nodes}, \"seconds\": {}, \"seconds_2\": {}, \"kib\": {}}}",
                    one.0, two.0, one.1
                );
            } else {
                println!(
                    "| {name} | {} | {} | {} | {} |",
                    time(one.0),
                    time(two.0),
                    memory(one.1),
                    memory(two.1)
                );
            }
        }
    }
}

/// Seconds and KiB.
fn median(measure: usize, nodes: u32, threads: usize) -> (f64, u64) {
    let runs = if nodes < 50_000 { 3 } else { 1 };
    let mut all: Vec<(f64, u64)> = (0..runs).map(|_| child(measure, nodes, threads)).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all[all.len() / 2]
}

fn child(measure: usize, nodes: u32, threads: usize) -> (f64, u64) {
    let output = Command::new(std::env::current_exe().expect("this program has a path"))
        .args([CHILD, &measure.to_string(), &nodes.to_string()])
        .env("RAYON_NUM_THREADS", threads.to_string())
        .output()
        .expect("this program can be started");
    assert!(output.status.success(), "measuring failed");
    let line = String::from_utf8_lossy(&output.stdout).into_owned();
    let (seconds, kibibytes) = line.trim().split_once('\t').expect("two figures");
    (seconds.parse().expect("seconds"), kibibytes.parse().unwrap_or(0))
}

fn run_one(measure: usize, nodes: u32) {
    let graph = Adjacency::directed(nodes as usize, &edges(nodes));
    let undirected = graph.undirected();
    let started = Instant::now();
    (MEASURES[measure].1)(&graph, &undirected);
    let seconds = started.elapsed().as_secs_f64();
    println!("{seconds}\t{}", memory::high_water_mark().unwrap_or(0));
}

fn write_edges(nodes: u32, file: &str) {
    let mut out = std::io::BufWriter::new(std::fs::File::create(file).expect("the file can be made"));
    for (from, to) in edges(nodes) {
        writeln!(out, "{from} {to}").expect("the file can be written");
    }
}

fn edges(nodes: u32) -> Vec<(u32, u32)> {
    let mut state = 1u64;
    let mut below = |limit: u32| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((u128::from(mixed ^ (mixed >> 31)) * u128::from(limit)) >> 64) as u32
    };
    let hubs = (nodes / 100).max(1);
    let mut edges = Vec::with_capacity(4 * nodes as usize);
    for node in 0..nodes {
        for draw in 0..4 {
            let to = match (draw, below(2)) {
                (3, _) => below(nodes),
                (_, 0) => below(hubs),
                _ => below(node.max(1)),
            };
            edges.push((node, to));
        }
    }
    edges
}

fn units(nodes: usize) -> Vec<u32> {
    (0..nodes as u32).map(|node| node % ORGANISATIONS).collect()
}

fn time(seconds: f64) -> String {
    if seconds < 1.0 { format!("{:.1} ms", seconds * 1000.0) } else { format!("{seconds:.2} s") }
}

fn memory(kibibytes: u64) -> String {
    format!("{} MiB", kibibytes.div_ceil(1024))
}
