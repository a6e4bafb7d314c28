//! The report as PDF, by a Chromium that the machine has: as the page prints
//! itself.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cli::exit::Exit;
use crate::cli::output;
use crate::cli::terminal::Terminal;

/// Programs that print as Chromium does, by name in the search path.
const NAMES: [&str; 7] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
];
/// How many names are tried for the profile.
const PROFILES: u32 = 100;
/// Where installers put them beside the search path.
const PLACES: [&str; 4] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/// Prints a page into a PDF file.
pub(super) fn print(terminal: &Terminal, page: &Path, pdf: &Path) -> Result<(), Exit> {
    let Some(browser) = browser() else {
        terminal.error("no Chromium was found, so the PDF cannot be made; the report itself is written");
        terminal.note("install Chromium, Chrome or Edge, or name the program in the environment variable `CHROMIUM`; any browser's own print dialogue makes the same PDF");
        return Err(Exit::MachineFailed);
    };
    let fail = |why: String| {
        terminal.error(&format!("`{}` made no PDF: {why}", browser.display()));
        Exit::MachineFailed
    };
    let page = page.canonicalize().map_err(|error| fail(error.to_string()))?;
    let folder = profile().map_err(|error| fail(error.to_string()))?;
    let printed = folder.join("report.pdf");
    let made = Command::new(&browser)
        .args(["--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking"])
        .args(["--disable-component-update", "--disable-sync", "--no-pdf-header-footer"])
        .args(is_root().then_some("--no-sandbox"))
        .arg(format!("--user-data-dir={}", folder.display()))
        .arg(format!("--print-to-pdf={}", printed.display()))
        .arg(address(&page))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .output();
    // Printed into the new folder, so that no older PDF is taken for this one.
    let bytes = std::fs::read(&printed);
    // A profile that cannot be removed is the machine's own litter.
    let _ = std::fs::remove_dir_all(&folder);
    let made = made.map_err(|error| fail(error.to_string()))?;
    if made.status.success()
        && let Ok(bytes) = bytes
        && bytes.starts_with(b"%PDF")
    {
        return output::write_file(terminal, pdf, &bytes);
    }
    let said = String::from_utf8_lossy(&made.stderr);
    Err(fail(said.lines().last().unwrap_or("it said nothing").to_owned()))
}

/// The browser that the environment names, else the first that is there.
fn browser() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Some(PathBuf::from(named));
    }
    let folders: Vec<PathBuf> = std::env::var_os("PATH").iter().flat_map(std::env::split_paths).collect();
    let in_path = NAMES.iter().flat_map(|name| {
        folders.iter().map(move |folder| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
    });
    in_path.chain(PLACES.iter().map(PathBuf::from)).find(|path| path.is_file())
}

/// An empty profile of its own, so that nobody's settings change the page.
fn profile() -> std::io::Result<PathBuf> {
    let folder =
        |number: u32| std::env::temp_dir().join(format!("techstrata-pdf-{}-{number}", std::process::id()));
    // One that is there already is somebody else's.
    for path in (0..PROFILES).map(folder) {
        match std::fs::create_dir(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            made => return made.map(|()| path),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// The address of a file. Of what a path may hold, `%`, `#` and `?` mean
/// something else in an address.
fn address(page: &Path) -> String {
    let path = page.display().to_string().replace('\\', "/");
    let path = path.replace('%', "%25").replace('#', "%23").replace('?', "%3F");
    format!("file://{}{path}", if path.starts_with('/') { "" } else { "/" })
}

/// Whether this is a Unix machine's root, for whom Chromium has no sandbox.
#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_what_a_path_holds() {
        assert_eq!(address(Path::new("/a b/100%#1?.html")), "file:///a b/100%25%231%3F.html");
    }
}
