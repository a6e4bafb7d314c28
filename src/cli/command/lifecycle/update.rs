//! `lifecycle update`: fetches the public lifecycle data.
//!
//! The one place that uses the network. What comes is checked before it
//! replaces what was there, and nothing reads it unless the call names it, so
//! that a report never depends on what a machine happens to have fetched.

use std::path::{Path, PathBuf};

use crate::catalogue::Catalogue;
use crate::cli::args::UpdateArgs;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::files::FileRole;
use crate::text::counted;

/// Fewer products than this are not the public data.
const LEAST_PRODUCTS: usize = 100;

pub(super) fn run(terminal: &Terminal, args: &UpdateArgs) -> Result<Exit, Exit> {
    let Some(path) = args.output.clone().or_else(cached) else {
        terminal.error("this machine names no cache folder; say where to keep it: `--output FILE`");
        return Err(Exit::WrongInput);
    };
    let old = last_time(terminal, &path)?;
    let progress = terminal.progress("Fetching the lifecycle data");
    let fetched = fetch(&args.from);
    drop(progress);
    let text = fetched.map_err(|reason| {
        terminal.error(&format!(
            "`{}` could not be fetched: {reason}; {} stays as it was",
            args.from,
            path.display()
        ));
        Exit::MachineFailed
    })?;
    let fresh = checked(&args.from, &text, old).map_err(|reason| {
        terminal.error(&format!("`{}` was refused: {reason}; {} stays as it was", args.from, path.display()));
        Exit::WrongInput
    })?;
    output::write_below(terminal, &path, text.as_bytes())?;
    let of = fresh.date().map_or_else(String::new, |day| format!(" of {day}"));
    terminal.note(&format!(
        "{}: {}{of}\nuse it with `--catalogue {}`",
        path.display(),
        counted(fresh.products().len(), "product"),
        path.display()
    ));
    Ok(Exit::Done)
}

/// The data of last time, which this one may replace; nothing where there is
/// no such file.
///
/// # Errors
///
/// With the exit status, if what stands there is something else.
fn last_time(terminal: &Terminal, path: &Path) -> Result<Option<Catalogue>, Exit> {
    if !path.exists() {
        return Ok(None);
    }
    let text = input::text(terminal, path, FileRole::LastTime)?;
    let is_ours = text.trim_start().starts_with('{');
    let old = is_ours.then(|| Catalogue::empty().with_file("", &text).ok()).flatten();
    if old.is_none() && !text.trim().is_empty() {
        terminal.error(&format!(
            "`{}` is there already and is no lifecycle data of last time, so it is not written over; name another file, or remove it first",
            path.display()
        ));
        return Err(Exit::WrongInput);
    }
    Ok(old)
}

/// What was fetched as a catalogue, if it may replace what is there.
fn checked(from: &str, text: &str, old: Option<Catalogue>) -> Result<Catalogue, String> {
    let fresh = Catalogue::empty().with_file(from, text).map_err(|error| error.reason)?;
    let count = fresh.products().len();
    if count < LEAST_PRODUCTS {
        return Err(format!(
            "it holds {}, which is too few to be the public data",
            counted(count, "product")
        ));
    }
    let Some(old) = old else { return Ok(fresh) };
    if count * 2 < old.products().len() {
        return Err(format!("it holds {count} products where the file there holds {}", old.products().len()));
    }
    match (fresh.date(), old.date()) {
        (Some(new), Some(there)) if new < there => {
            Err(format!("it is of {new} and the file there is of {there}"))
        }
        _ => Ok(fresh),
    }
}

/// The file in the user's cache folder.
fn cached() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = if cfg!(windows) {
        set("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        set("HOME").map(|home| home.join("Library").join("Caches"))
    } else {
        set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache")))
    };
    Some(folder?.join("techstrata").join("products-full.json"))
}

/// The body of an address, as text.
#[cfg(feature = "update")]
fn fetch(url: &str) -> Result<String, String> {
    const MOST_BYTES: u64 = 64 << 20;
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(std::time::Duration::from_mins(2)))
        // Where a safe address was asked for, no redirection leads to an unsafe one.
        .https_only(url.starts_with("https:"))
        .user_agent(concat!("techstrata/", env!("CARGO_PKG_VERSION")))
        .build()
        .into();
    let mut response = agent.get(url).call().map_err(|error| error.to_string())?;
    response.body_mut().with_config().limit(MOST_BYTES).read_to_string().map_err(|error| error.to_string())
}

#[cfg(not(feature = "update"))]
fn fetch(_: &str) -> Result<String, String> {
    Err("this build cannot use the network; fetch the file by other means and name it with `--catalogue`"
        .to_owned())
}
