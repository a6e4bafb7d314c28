//! What the binary says, each run made once for the whole of the tests: the
//! same words about the same inventory get the same bytes, which tests in
//! `tests/suite/cli.rs` hold by runs of their own.

use std::collections::BTreeMap;
use std::process::{Command, Output};
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

type Runs = BTreeMap<Vec<String>, Arc<OnceLock<Output>>>;

static RUNS: LazyLock<Mutex<Runs>> = LazyLock::new(Mutex::default);

/// What the binary answers to these arguments. For a file that a test changes
/// between two runs with equal arguments, run the binary itself.
pub(crate) fn ran(arguments: &[&str]) -> Output {
    let key = arguments.iter().map(|&argument| argument.to_owned()).collect();
    let run = Arc::clone(RUNS.lock().unwrap().entry(key).or_default());
    run.get_or_init(|| {
        Command::new(env!("CARGO_BIN_EXE_techstrata")).args(arguments).output().expect("the binary runs")
    })
    .clone()
}
