//! The solver on threads of its own, so that whoever waits for it can stop
//! waiting: one call of it may hear no clock for many seconds.
//!
//! A thread that is left alone ends with the slice that it is in, and nobody
//! reads what it says.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::Builder;
use std::time::Duration;

use super::compiled::{Compiled, Window};
use super::relaxation::{Formulation, Relaxed, Turn};

/// How long to wait between two looks at the clock.
const PATIENCE: Duration = Duration::from_millis(20);
/// As much as the first thread of a process usually has.
const STACK: usize = 8 << 20;

/// What a formulation is made from, to be shared between threads.
#[derive(Clone)]
pub(super) struct Shared {
    portfolio: Arc<Compiled>,
    windows: Arc<[Window]>,
}

impl Shared {
    pub(super) fn new(portfolio: &Compiled, windows: &[Window]) -> Self {
        Self { portfolio: Arc::new(portfolio.clone()), windows: Arc::from(windows) }
    }

    fn formulation(&self, is_whole: bool) -> Formulation {
        Formulation::new(&self.portfolio, &self.windows, is_whole)
    }
}

/// Waits for a word; nothing where it is over first or none will come.
fn wait<T>(said: &Receiver<T>, is_over: &(dyn Fn() -> bool + Sync)) -> Option<T> {
    loop {
        match said.recv_timeout(PATIENCE) {
            Ok(word) => return Some(word),
            Err(RecvTimeoutError::Disconnected) => return None,
            Err(RecvTimeoutError::Timeout) if is_over() => return None,
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// The linear relaxation, under way.
pub(super) struct Relaxing {
    said: Receiver<Relaxed>,
    is_left: Arc<AtomicBool>,
}

impl Relaxing {
    /// Begins; nothing where the machine gives no thread.
    pub(super) fn begin(shared: &Shared, slice: Option<Duration>) -> Option<Self> {
        let (say, said) = channel();
        let is_left = Arc::new(AtomicBool::new(false));
        let (shared, left) = (shared.clone(), Arc::clone(&is_left));
        let work = move || {
            let found = shared.formulation(false).relaxed(slice, &left);
            // Nobody may be listening any more.
            let _ = say.send(found);
        };
        Builder::new().stack_size(STACK).spawn(work).ok()?;
        Some(Self { said, is_left })
    }

    /// What came of it, at the latest when it is over.
    pub(super) fn end(self, is_over: &(dyn Fn() -> bool + Sync)) -> Relaxed {
        wait(&self.said, is_over).unwrap_or(Relaxed::GivenUp)
    }
}

impl Drop for Relaxing {
    fn drop(&mut self) {
        self.is_left.store(true, Ordering::Relaxed);
    }
}

/// Branch and bound, under way. Dropped, it ends with the turn that it is in.
pub(super) struct Branching {
    go: Sender<()>,
    said: Receiver<Turn>,
}

impl Branching {
    /// Begins from a known plan, in turns of so many nodes.
    pub(super) fn begin(
        shared: &Shared,
        known: Vec<usize>,
        nodes: u64,
        slice: Option<Duration>,
    ) -> Option<Self> {
        let (say, said) = channel();
        let (go, went) = channel();
        let shared = shared.clone();
        let work = move || {
            let formulation = shared.formulation(true);
            let mut outcome = formulation.begin(&known, nodes, slice);
            loop {
                let is_heard = say.send(formulation.turn(&outcome)).is_ok();
                let Ok(current) = outcome else { return };
                if !is_heard || current.is_optimal() || went.recv().is_err() {
                    return;
                }
                outcome = current.resume();
            }
        };
        Builder::new().stack_size(STACK).spawn(work).ok()?;
        Some(Self { go, said })
    }

    /// What came of the turn; nothing where it is over before that.
    pub(super) fn end_of_turn(&self, is_over: &(dyn Fn() -> bool + Sync)) -> Option<Turn> {
        wait(&self.said, is_over)
    }

    /// Begins the next turn.
    pub(super) fn resume(&self) {
        // A thread that has ended says so at the end of the turn.
        let _ = self.go.send(());
    }
}
