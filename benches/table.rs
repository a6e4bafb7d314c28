//! The table of docs/benchmarks.md: time and peak memory of each stage and of
//! whole runs, on one and two threads.
//!
//! `cargo bench --bench table` prints it for 1,000, 10,000 and 100,000
//! entities; numbers after `--` choose other sizes. Each figure comes from
//! processes of their own: this program starts itself to run the stages one
//! after the other, and the techstrata command for the whole run. Times are
//! medians. Peak memory is the high-water mark of the process at the end of
//! a stage, so it holds everything up to there.

#![expect(clippy::expect_used, reason = "a benchmark that cannot run should stop")]
#![expect(clippy::print_stdout, reason = "printing the table is what it is for")]

mod estates;
mod memory;

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use estates::{Judging, Written};

/// The argument that makes this program run stages instead.
const CHILD: &str = "--stages-of";
/// The argument that makes this program run the baseline instead.
const BARE_CHILD: &str = "--bare-of";
const WHOLE: &str = "whole run";
const BARE: &str = "bare deserialisation";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.as_slice() {
        [mode, folder] if mode == CHILD => run_stages(Path::new(folder)),
        [mode, folder] if mode == BARE_CHILD => run_bare(Path::new(folder)),
        sizes => {
            let mut sizes: Vec<u32> = sizes.iter().filter_map(|size| size.parse().ok()).collect();
            if sizes.is_empty() {
                sizes = vec![1000, 10_000, 100_000];
            }
            for entities in sizes {
                print_table(entities);
            }
        }
    }
}

/// A measured stage.
struct Measured {
    stage: String,
    seconds: f64,
    /// The high-water mark in KiB, where the system tells it.
    peak: Option<u64>,
}

fn print_table(entities: u32) {
    let started = Instant::now();
    let written = estates::write(entities);
    let megabytes = written.bytes as f64 / 1e6;
    println!(
        "\n### {} entities\n\n{megabytes:.1} MB in {} files, {:.0} bytes per entity; generated in {:.2} s.\n",
        thousands(entities),
        estates::paths(&written.folder).len(),
        written.bytes as f64 / f64::from(entities),
        started.elapsed().as_secs_f64(),
    );
    let samples = if entities < 50_000 {
        5
    } else if entities < 500_000 {
        3
    } else {
        1
    };
    let one = measure(&written, 1, samples);
    let two = measure(&written, 2, samples);
    println!("| Stage | 1 thread | of bare | 2 threads | of bare | Peak memory, 1 thread | 2 threads |");
    println!("|---|---:|---:|---:|---:|---:|---:|");
    for (first, second) in one.iter().zip(&two) {
        let mut row = format!("| {} |", first.stage);
        for (measured, all) in [(first, &one), (second, &two)] {
            let bare =
                all.iter().find(|measured| measured.stage == BARE).map_or(f64::NAN, |bare| bare.seconds);
            // Writing to a String cannot fail.
            let _ = write!(row, " {} | {:.2} |", seconds(measured.seconds), measured.seconds / bare);
        }
        println!("{row} {} | {} |", memory(first.peak), memory(second.peak));
    }
    if one.iter().all(|measured| measured.stage != WHOLE) {
        println!("\nNo whole run: the command made no report.");
    }
}

/// The medians of several runs.
fn measure(written: &Written, threads: usize, samples: usize) -> Vec<Measured> {
    let runs: Vec<Vec<Measured>> = (0..samples).map(|_| measure_once(written, threads)).collect();
    let Some(first) = runs.first() else { return Vec::new() };
    first
        .iter()
        .enumerate()
        .map(|(at, measured)| {
            let mut seconds: Vec<f64> =
                runs.iter().filter_map(|run| run.get(at)).map(|run| run.seconds).collect();
            seconds.sort_by(f64::total_cmp);
            let peak = runs.iter().filter_map(|run| run.get(at)?.peak).max();
            Measured { stage: measured.stage.clone(), seconds: seconds[seconds.len() / 2], peak }
        })
        .collect()
}

fn measure_once(written: &Written, threads: usize) -> Vec<Measured> {
    let mut all = own_child(BARE_CHILD, written, threads);
    all.extend(own_child(CHILD, written, threads));
    all.extend(whole_run(written, threads));
    all
}

/// Starts this program again and reads what it measured.
fn own_child(mode: &str, written: &Written, threads: usize) -> Vec<Measured> {
    let program = std::env::current_exe().expect("this program has a path");
    let output = Command::new(program)
        .arg(mode)
        .arg(&written.folder)
        .env("RAYON_NUM_THREADS", threads.to_string())
        .stderr(Stdio::inherit())
        .output()
        .expect("this program can be started");
    assert!(output.status.success(), "measuring failed");
    String::from_utf8_lossy(&output.stdout).lines().filter_map(read_line).collect()
}

fn read_line(line: &str) -> Option<Measured> {
    let mut parts = line.split('\t');
    let (stage, seconds, peak) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Measured { stage: stage.to_owned(), seconds: seconds.parse().ok()?, peak: peak.parse().ok() })
}

/// Runs the command from a folder to a report. Peak memory needs `time -v`.
fn whole_run(written: &Written, threads: usize) -> Option<Measured> {
    let time = Path::new("/usr/bin/time");
    let report = written.folder.with_extension("html");
    if report.exists() {
        std::fs::remove_file(&report).expect("the old report can be removed");
    }
    let program = env!("CARGO_BIN_EXE_techstrata");
    let mut command = if time.exists() {
        let mut command = Command::new(time);
        command.arg("-v").arg(program);
        command
    } else {
        Command::new(program)
    };
    command.arg("report").arg(&written.folder).arg("-o").arg(&report);
    command.args(["--as-of", "2026-10-31", "--threads", &threads.to_string()]);
    let started = Instant::now();
    let output = command.stdout(Stdio::null()).output().expect("the command can be started");
    let seconds = started.elapsed().as_secs_f64();
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() || !report.exists() {
        return None;
    }
    let peak = said
        .lines()
        .find_map(|line| line.trim().strip_prefix("Maximum resident set size (kbytes): "))
        .and_then(|kibibytes| kibibytes.parse().ok());
    Some(Measured { stage: WHOLE.to_owned(), seconds, peak })
}

/// Times one stage and prints it with the memory so far.
fn time<T>(stage: &str, run: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let made = run();
    let seconds = started.elapsed().as_secs_f64();
    let peak = memory::high_water_mark().map_or_else(String::new, |kibibytes| kibibytes.to_string());
    println!("{stage}\t{seconds}\t{peak}");
    made
}

fn run_bare(folder: &Path) {
    let inventories = time(BARE, || estates::bare(folder));
    // Giving the memory back is no part of the work.
    std::mem::forget(inventories);
}

fn run_stages(folder: &Path) {
    let loaded = time("load", || estates::load(folder));
    let sources = loaded.sources.clone();
    let estate = time("check", || estates::check(loaded));
    let graph = time("graph", || estates::graph(&estate));
    let lifecycle = time("lifecycle", || estates::lifecycle(&estate));
    let judging = Judging { estate, graph, lifecycle };
    let said = time("rules", || judging.rules());
    let score = time("score", || judging.score(said.findings));
    let judgement = judging.finish(said.strengths, said.gaps, score);
    let assessment = time("plan", || estates::plan_for(judgement));
    let report = time("render", || estates::render(&assessment, &sources));
    std::mem::forget((assessment, report));
}

fn memory(kibibytes: Option<u64>) -> String {
    kibibytes
        .map_or_else(|| "not measured".to_owned(), |kibibytes| format!("{} MiB", kibibytes.div_ceil(1024)))
}

fn seconds(seconds: f64) -> String {
    if seconds < 1.0 { format!("{:.1} ms", seconds * 1000.0) } else { format!("{seconds:.2} s") }
}

fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| std::str::from_utf8(group).unwrap_or_default())
        .collect();
    groups.join(",")
}
