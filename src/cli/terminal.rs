//! The only file that prints.
//!
//! What was asked for goes to standard output; everything else, progress
//! included, to standard error. A reader that has gone away is no fault.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::GlobalArgs;
use super::exit::Exit;
use crate::files::Files;

/// Where and how to print, and the files of the run.
#[derive(Debug)]
pub struct Terminal {
    is_quiet: bool,
    has_colour: bool,
    files: Files,
}

impl Terminal {
    /// Settles quietness and colour from arguments and environment.
    pub fn new(args: &GlobalArgs) -> Self {
        let refused = args.no_color || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self {
            is_quiet: args.quiet,
            has_colour: !refused && io::stderr().is_terminal(),
            files: Files::default(),
        }
    }

    /// What the run read and wrote.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// Whether messages may be coloured.
    pub fn has_colour(&self) -> bool {
        self.has_colour
    }

    /// Columns of standard output; where it is no terminal what `COLUMNS`
    /// says, or 100.
    pub fn width(&self) -> usize {
        // The same library that clap wraps its help with.
        let measured = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let told = || std::env::var("COLUMNS").ok()?.trim().parse().ok().filter(|columns| *columns > 0);
        measured.or_else(told).map_or(100, |columns| columns.clamp(40, 160))
    }

    /// Prints what was asked for.
    pub fn output(&self, text: &str) -> Exit {
        self.output_bytes(text.as_bytes())
    }

    /// Prints what was asked for, and what may be no text; not into an input
    /// to which the shell joined the standard output.
    pub fn output_bytes(&self, bytes: &[u8]) -> Exit {
        if cfg!(unix)
            && let Err(clash) = self.files.may_write([Path::new("/dev/stdout")])
        {
            self.error(&clash.to_string());
            return Exit::WrongInput;
        }
        let mut out = io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Ok(()) => Exit::Done,
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
            Err(error) => {
                self.error(&format!("printing failed: {error}"));
                Exit::MachineFailed
            }
        }
    }

    /// Says something that is good to know; not when quiet.
    pub fn note(&self, text: &str) {
        if !self.is_quiet {
            Self::to_stderr(text);
        }
    }

    /// Says what went wrong.
    pub fn error(&self, text: &str) {
        let label = if self.has_colour { "\u{1b}[1;31merror\u{1b}[0m" } else { "error" };
        Self::to_stderr(&format!("{label}: {text}"));
    }

    /// Prints diagnostics that are laid out already.
    pub fn diagnostics(&self, text: &str) {
        if !text.is_empty() {
            Self::to_stderr(text);
        }
    }

    fn to_stderr(text: &str) {
        // Nothing can be said about a broken standard error.
        let _ = writeln!(io::stderr().lock(), "{text}");
    }

    /// Shows that something long is going on: on a terminal only, and only if
    /// it takes a while.
    pub fn progress(&self, what: &str) -> Progress {
        let shown = !self.is_quiet && io::stderr().is_terminal();
        let bar = ProgressBar::new_spinner();
        bar.set_draw_target(if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() });
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
            bar.set_style(style);
        }
        bar.set_message(what.to_owned());
        bar.enable_steady_tick(Duration::from_millis(120));
        Progress { bar }
    }
}

/// Progress that is shown until it is dropped.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Says what is going on now.
    pub fn step(&self, what: &str) {
        self.bar.set_message(what.to_owned());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
