//! How long it takes to say how firm an order is: 10,000 draws over lists of
//! 100, 200 and 1,000 alternatives with eight criteria, on one and two threads.
//!
//! `cargo bench --bench robustness` prints the table. A third of the values
//! are uncertain, as in an inventory of which a third is not recorded.

#![expect(clippy::expect_used, reason = "a benchmark that cannot run should stop")]
#![expect(clippy::print_stdout, reason = "printing the table is what it is for")]

use std::hint::black_box;
use std::time::Instant;

use techstrata::analyse::finding::Bounds;
use techstrata::random::Random;
use techstrata::score::robustness::{Draws, WeightSpace, rank_additive};

const CRITERIA: usize = 8;
const RUNS: usize = 5;

fn values(alternatives: usize) -> Vec<Vec<Bounds>> {
    let mut random = Random::new(1, 0);
    let mut value = || {
        let point = random.unit();
        if random.below(3) == 0 {
            Bounds::between(point / 2.0, f64::midpoint(point, 1.0))
        } else {
            Bounds::exact(point)
        }
    };
    (0..alternatives).map(|_| (0..CRITERIA).map(|_| value()).collect()).collect()
}

fn median_ms(alternatives: usize, threads: usize, space: WeightSpace) -> f64 {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    let values = values(alternatives);
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let started = Instant::now();
            pool.install(|| {
                black_box(rank_additive(&values, &[1.0 / CRITERIA as f64; CRITERIA], space, Draws::default()))
            });
            started.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

fn main() {
    println!("| Alternatives | Weights | 1 thread | 2 threads |\n|---:|---|---:|---:|");
    for alternatives in [100, 200, 1000] {
        for (name, space) in [("within 30%", WeightSpace::Around(0.3)), ("any", WeightSpace::Anything)] {
            let [one, two] = [1, 2].map(|threads| median_ms(alternatives, threads, space));
            println!("| {alternatives} | {name} | {one:.0} ms | {two:.0} ms |");
        }
    }
}
