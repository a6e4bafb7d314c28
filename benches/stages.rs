//! Time of each stage, by criterion: `cargo bench --bench stages`.
//!
//! Beside them stands the bare deserialisation of the same files. Memory and
//! whole runs are measured by `cargo bench --bench table`.

#![expect(clippy::expect_used, reason = "a benchmark that cannot run should stop")]

mod estates;

use std::time::Duration;

use criterion::{BatchSize, BenchmarkGroup, BenchmarkId, Criterion, criterion_group, criterion_main};
use criterion::{SamplingMode, Throughput, measurement::WallTime};
use rayon::{ThreadPool, ThreadPoolBuilder};
use techstrata::load::{Loaded, LoadedFile};
use techstrata::plan::roadmap::Choices;

use estates::{Judging, Written};

const SIZES: [u32; 3] = [1000, 10_000, 100_000];
const THREADS: [usize; 2] = [1, 2];

fn stages(criterion: &mut Criterion) {
    for entities in SIZES {
        let written = estates::write(entities);
        for threads in THREADS {
            let pool = ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be made");
            let mut group = criterion.benchmark_group(format!("{entities}-entities/{threads}-threads"));
            group.sample_size(10).sampling_mode(SamplingMode::Flat);
            group.warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(2));
            group.throughput(Throughput::Bytes(written.bytes as u64));
            measure(&mut group, &pool, &written);
            group.finish();
        }
    }
}

fn measure(group: &mut BenchmarkGroup<'_, WallTime>, pool: &ThreadPool, written: &Written) {
    let folder = &written.folder;
    stage(group, pool, "bare", || drop(estates::bare(folder)));
    stage(group, pool, "load", || drop(estates::load(folder)));
    let loaded = estates::load(folder);
    group.bench_function(BenchmarkId::from_parameter("check"), |bencher| {
        let run = |loaded| pool.install(|| estates::check(loaded));
        bencher.iter_batched(|| copy(&loaded), run, BatchSize::PerIteration);
    });
    let sources = loaded.sources.clone();
    let estate = estates::check(loaded);
    stage(group, pool, "graph", || drop(estates::graph(&estate)));
    stage(group, pool, "lifecycle", || drop(estates::lifecycle(&estate)));
    let graph = pool.install(|| estates::graph(&estate));
    let lifecycle = pool.install(|| estates::lifecycle(&estate));
    let judging = Judging { estate, graph, lifecycle };
    stage(group, pool, "rules", || drop(judging.rules()));
    group.bench_function(BenchmarkId::from_parameter("score"), |bencher| {
        let run = |findings| pool.install(|| judging.score(findings));
        bencher.iter_batched(|| judging.rules().findings, run, BatchSize::PerIteration);
    });
    let said = judging.rules();
    let score = judging.score(said.findings);
    let assessment = estates::plan_for(judging.finish(said.strengths, said.gaps, score));
    stage(group, pool, "plan", || drop(assessment.plan(&Choices::default())));
    stage(group, pool, "render", || drop(estates::render(&assessment, &sources)));
}

fn stage(
    group: &mut BenchmarkGroup<'_, WallTime>,
    pool: &ThreadPool,
    name: &str,
    mut run: impl FnMut() + Send,
) {
    group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
        bencher.iter(|| pool.install(&mut run));
    });
}

/// The same again: checking consumes what was loaded.
fn copy(loaded: &Loaded) -> Loaded {
    let file = |file: &LoadedFile| LoadedFile {
        file: file.file,
        owner: file.owner.clone(),
        inventory: file.inventory.clone(),
        kept: file.kept.clone(),
        broken: file.broken.clone(),
    };
    Loaded {
        sources: loaded.sources.clone(),
        files: loaded.files.iter().map(file).collect(),
        settings: loaded.settings.clone(),
        settings_file: loaded.settings_file,
        logo: loaded.logo.clone(),
        paths: loaded.paths.clone(),
        diagnostics: Vec::new(),
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
