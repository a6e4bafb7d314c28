//! `lifecycle update`: fetches the public lifecycle data.
//!
//! The one place that uses the network. What comes is checked before it
//! replaces what was there, and nothing reads it unless the call names it, so
//! that a report never depends on what a machine happens to have fetched.

use std::path::{Path, PathBuf};

use crate::catalogue::Catalogue;
use crate::cli::args::UpdateArgs;
use crate::cli::exit::Exit;
use crate::cli::terminal::Terminal;
use crate::render::write;
use crate::text::counted;

/// Fewer products than this are not the public data.
const LEAST_PRODUCTS: usize = 100;

pub(super) fn run(terminal: &Terminal, args: &UpdateArgs) -> Result<Exit, Exit> {
    let Some(path) = args.output.clone().or_else(cached) else {
        terminal.error("this machine names no cache folder; say where to keep it: `--output FILE`");
        return Err(Exit::WrongInput);
    };
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
    let fresh = checked(&args.from, &text, &path).map_err(|reason| {
        terminal.error(&format!("`{}` was refused: {reason}; {} stays as it was", args.from, path.display()));
        Exit::WrongInput
    })?;
    let written = write::make_folder_of(&path).and_then(|()| write::write(&path, text.as_bytes()));
    written.map_err(|failure| {
        terminal.error(&failure.to_string());
        Exit::MachineFailed
    })?;
    let of = fresh.date().map_or_else(String::new, |day| format!(" of {day}"));
    terminal.note(&format!(
        "{}: {}{of}\nuse it with `--catalogue {}`",
        path.display(),
        counted(fresh.products().len(), "product"),
        path.display()
    ));
    Ok(Exit::Done)
}

/// What was fetched as a catalogue, if it may replace what is there.
fn checked(from: &str, text: &str, path: &Path) -> Result<Catalogue, String> {
    let fresh = Catalogue::empty().with_file(from, text).map_err(|error| error.reason)?;
    let count = fresh.products().len();
    if count < LEAST_PRODUCTS {
        return Err(format!(
            "it holds {}, which is too few to be the public data",
            counted(count, "product")
        ));
    }
    let old = std::fs::read_to_string(path).ok();
    let old = old.and_then(|text| Catalogue::empty().with_file("", &text).ok());
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
