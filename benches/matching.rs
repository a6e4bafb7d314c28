//! How many names a second are matched: `cargo bench --bench matching`.
//!
//! 1,000,000 rows of vendor, product and version as synthetic estates write
//! them, matched without any cache, on one thread and on two, each in a process
//! of its own. Prints the table of docs/benchmarks.md.

#![expect(clippy::expect_used, reason = "a benchmark that cannot run should stop")]
#![expect(clippy::print_stdout, reason = "printing the table is what it is for")]
#![expect(dead_code, reason = "the estates are shared with the other benchmarks")]

mod estates;
mod memory;

use std::process::{Command, Stdio};
use std::time::Instant;

use rayon::prelude::*;
use techstrata::catalogue::{Catalogue, Matcher, Query};
use techstrata::model::{Component, Fact, Text};

const ROWS: usize = 1_000_000;
/// The argument that makes this program match instead.
const CHILD: &str = "--match";

/// Vendor, product and version of a row.
type Spelling = [String; 3];

fn main() {
    if std::env::args().any(|argument| argument == CHILD) {
        match_all();
        return;
    }
    println!("| threads | rows | distinct | index built in | matched in | rows a second | peak memory |");
    println!("|---:|---:|---:|---:|---:|---:|---:|");
    for threads in ["1", "2"] {
        let output = Command::new(std::env::current_exe().expect("this program has a path"))
            .arg(CHILD)
            .env("RAYON_NUM_THREADS", threads)
            .stderr(Stdio::inherit())
            .output()
            .expect("this program can be started");
        assert!(output.status.success(), "matching failed");
        print!("| {threads} {}", String::from_utf8_lossy(&output.stdout));
    }
}

fn match_all() {
    let written = estates::write(10_000);
    let spellings: Vec<Spelling> = estates::bare(&written.folder)
        .iter()
        .flat_map(|inventory| {
            let systems = inventory.systems.iter().flat_map(|system| &system.components);
            systems.chain(inventory.devices.iter().flat_map(|device| &device.components))
        })
        .map(spelling)
        .collect();
    let distinct = spellings.iter().collect::<std::collections::BTreeSet<_>>().len();
    let rows: Vec<&Spelling> = spellings.iter().cycle().take(ROWS).collect();
    let started = Instant::now();
    let catalogue = Catalogue::built_in().expect("the built-in catalogue can be read");
    let matcher = Matcher::new(&catalogue);
    let built = started.elapsed();
    let started = Instant::now();
    let found = rows.par_iter().filter(|row| matcher.find(query(row)).product.is_some()).count();
    let seconds = started.elapsed().as_secs_f64();
    assert!(found > ROWS / 2, "most synthetic names are known");
    println!(
        "| {ROWS} | {distinct} | {:.0} ms | {seconds:.2} s | {:.0} | {} MiB |",
        built.as_secs_f64() * 1000.0,
        ROWS as f64 / seconds,
        memory::high_water_mark()
            .map_or_else(|| "?".to_owned(), |kibibytes| kibibytes.div_ceil(1024).to_string())
    );
}

fn spelling(component: &Component) -> Spelling {
    let text = |fact: &Fact<Text>| fact.known().map(ToString::to_string).unwrap_or_default();
    [text(&component.vendor), text(&component.product), text(&component.version)]
}

fn query(row: &Spelling) -> Query<'_> {
    Query { vendor: Some(&row[0]), product: &row[1], version: Some(&row[2]), ..Query::default() }
}
