//! The files of one run: what it read, what it wrote, and that no output ever
//! takes the place of an input.
//!
//! Everything that is read passes through [`Files`], with a limit and a kind;
//! everything that is to be written is asked for here first. Files are told
//! apart by what they are, not by how they are called: links, `..` and second
//! names of one file lead nobody astray.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 256 << 20;
/// How many links are followed, one behind the other.
const MOST_LINKS: usize = 40;

/// What an input is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileRole {
    /// A file of the inventory.
    Inventory,
    /// The settings.
    Settings,
    /// A scenario.
    Scenario,
    /// A catalogue of lifecycle facts.
    Catalogue,
    /// A spreadsheet.
    Sheet,
    /// An export to be imported.
    Export,
    /// What tables of exports mean.
    Mapping,
    /// A portfolio to be solved.
    Portfolio,
    /// The logo that the settings name.
    Logo,
    /// A template or style of the call.
    Template,
    /// What the run wrote last time and may write again.
    LastTime,
}

impl FileRole {
    /// What a person calls it.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Inventory => "the inventory",
            Self::Settings => "the settings",
            Self::Scenario => "a scenario",
            Self::Catalogue => "a catalogue",
            Self::Sheet => "a spreadsheet",
            Self::Export => "an export to be imported",
            Self::Mapping => "the mapping",
            Self::Portfolio => "a portfolio",
            Self::Logo => "the logo",
            Self::Template => "the templates",
            Self::LastTime => "what was written last time",
        }
    }
}

/// Why a file gave nothing.
#[derive(Debug)]
pub enum ReadFailure {
    /// The machine refused.
    Machine(io::Error),
    /// It is larger than so many bytes.
    TooLarge(u64),
    /// It is no file but this.
    NoFile(&'static str),
}

impl fmt::Display for ReadFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Machine(error) => write!(f, "{error}"),
            Self::TooLarge(limit) if *limit < 1 << 20 => {
                write!(f, "it is larger than {} kB, the most that is read of it", limit >> 10)
            }
            Self::TooLarge(limit) => {
                write!(f, "it is larger than {} MiB, the most that is read of it", limit >> 20)
            }
            Self::NoFile(kind) => write!(f, "it is {kind}, and a file was expected"),
        }
    }
}

impl std::error::Error for ReadFailure {}

/// Why a file may not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// What was to be written, as named.
    pub output: PathBuf,
    /// What stands in the way.
    pub with: ClashWith,
}

/// What stands in the way of an output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClashWith {
    /// It is this file, which is read.
    Input(PathBuf, FileRole),
    /// It would be read next time, as it stands below this folder.
    Folder(PathBuf, FileRole),
    /// It is this other output.
    Output(PathBuf),
}

impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let output = self.output.display();
        match &self.with {
            ClashWith::Input(input, role) if *input == self.output => {
                write!(f, "`{output}` is read as {}, so it is not written over", role.noun())?;
            }
            ClashWith::Input(input, role) => write!(
                f,
                "`{output}` is the same file as `{}`, which is read as {}, so it is not written over",
                input.display(),
                role.noun()
            )?,
            ClashWith::Folder(folder, role) => write!(
                f,
                "`{output}` stands in `{}` and would be read as {} next time, so it is not written",
                folder.display(),
                role.noun()
            )?,
            ClashWith::Output(other) if *other == self.output => {
                write!(f, "`{output}` would be written twice")?;
            }
            ClashWith::Output(other) => {
                write!(
                    f,
                    "`{output}` and `{}` are the same file, and both would be written",
                    other.display()
                )?;
            }
        }
        f.write_str("; name another file")
    }
}

impl std::error::Error for Clash {}

/// What makes a file that one and no other.
#[cfg(unix)]
type Identity = (u64, u64);
#[cfg(not(unix))]
type Identity = PathBuf;

/// A folder of which every file with one of these endings is read.
#[derive(Debug)]
struct Folder {
    named: PathBuf,
    real: PathBuf,
    endings: &'static [&'static str],
    role: FileRole,
}

#[derive(Debug, Default)]
struct Register {
    inputs: BTreeMap<Identity, (PathBuf, FileRole)>,
    folders: Vec<Folder>,
    /// By where they really stand, and by what they are.
    outputs: BTreeMap<PathBuf, PathBuf>,
    written: BTreeMap<Identity, PathBuf>,
}

/// The files of one run. Threads may share it.
#[derive(Debug, Default)]
pub struct Files {
    register: Mutex<Register>,
}

impl Files {
    /// Reads a file whole, as what `role` says, up to `limit` bytes.
    ///
    /// # Errors
    ///
    /// If the machine refuses, the file is larger, or it is no plain file:
    /// from a folder, a device or a pipe nothing is read, so that nothing
    /// waits for ever. What the shell hands over as a pipe of its own is read.
    pub fn read(&self, path: &Path, role: FileRole, limit: u64) -> Result<Vec<u8>, ReadFailure> {
        let metadata = fs::metadata(path).map_err(ReadFailure::Machine)?;
        if let Some(kind) = no_file(path, &metadata) {
            return Err(ReadFailure::NoFile(kind));
        }
        if role != FileRole::LastTime {
            self.keep(path, role);
        }
        let file = fs::File::open(path).map_err(ReadFailure::Machine)?;
        up_to(file, limit)
    }

    /// Keeps a file from being written over without reading it. What does not
    /// exist needs no keeping.
    pub fn keep(&self, path: &Path, role: FileRole) {
        if let Some(identity) = identity(path) {
            self.register().inputs.entry(identity).or_insert_with(|| (path.to_owned(), role));
        }
    }

    /// Keeps a folder free of new files that would be read with those there:
    /// those with one of the `endings` that are not hidden.
    pub fn keep_folder(&self, path: &Path, role: FileRole, endings: &'static [&'static str]) {
        let (named, real) = (path.to_owned(), settled(path, MOST_LINKS));
        self.register().folders.push(Folder { named, real, endings, role });
    }

    /// Whether a file was read as what `role` says.
    pub fn is_read_as(&self, path: &Path, role: FileRole) -> bool {
        let known = identity(path);
        known.is_some_and(|identity| {
            self.register().inputs.get(&identity).is_some_and(|(_, own)| *own == role)
        })
    }

    /// Whether all of these files may be written, one beside the other.
    ///
    /// # Errors
    ///
    /// With the first that may not.
    pub fn may_write<'a>(&self, outputs: impl IntoIterator<Item = &'a Path>) -> Result<(), Clash> {
        let mut planned: Vec<(&Path, PathBuf, Option<Identity>)> = Vec::new();
        for path in outputs {
            self.is_free(path)?;
            let (real, own) = (settled(path, MOST_LINKS), identity(path));
            let same = |(_, other, theirs): &&(&Path, PathBuf, Option<Identity>)| {
                *other == real || own.is_some() && *theirs == own
            };
            if let Some((first, ..)) = planned.iter().find(same) {
                return Err(Clash { output: path.to_owned(), with: ClashWith::Output((*first).to_owned()) });
            }
            planned.push((path, real, own));
        }
        Ok(())
    }

    /// Notes that a file was written, so that no other output replaces it.
    pub fn wrote(&self, path: &Path) {
        let (real, own) = (settled(path, MOST_LINKS), identity(path));
        let mut register = self.register();
        register.outputs.insert(real, path.to_owned());
        if let Some(identity) = own {
            register.written.insert(identity, path.to_owned());
        }
    }

    fn is_free(&self, path: &Path) -> Result<(), Clash> {
        let clash = |with| Err(Clash { output: path.to_owned(), with });
        let (real, own) = (settled(path, MOST_LINKS), identity(path));
        let register = self.register();
        if let Some((input, role)) = own.as_ref().and_then(|identity| register.inputs.get(identity)) {
            return clash(ClashWith::Input(input.clone(), *role));
        }
        if let Some(folder) = register.folders.iter().find(|folder| folder.would_read(&real)) {
            return clash(ClashWith::Folder(folder.named.clone(), folder.role));
        }
        let again = own.as_ref().and_then(|identity| register.written.get(identity));
        match again.or_else(|| register.outputs.get(&real)) {
            Some(other) => clash(ClashWith::Output(other.clone())),
            None => Ok(()),
        }
    }

    fn register(&self) -> MutexGuard<'_, Register> {
        // A thread that panicked while it noted a file leaves the rest true.
        self.register.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Folder {
    fn would_read(&self, real: &Path) -> bool {
        let Ok(below) = real.strip_prefix(&self.real) else { return false };
        let is_hidden = below.iter().any(|part| part.to_string_lossy().starts_with('.'));
        let has_ending =
            |ending: &&str| below.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending));
        !is_hidden && self.endings.iter().any(has_ending)
    }
}

/// Opens a plain file that is read in parts, perhaps more than once. Whoever
/// does keeps it ([`Files::keep`]).
///
/// # Errors
///
/// If the machine refuses, or it is no plain file.
pub fn open(path: &Path) -> Result<fs::File, ReadFailure> {
    let metadata = fs::metadata(path).map_err(ReadFailure::Machine)?;
    if !metadata.is_file() {
        return Err(ReadFailure::NoFile(no_file(path, &metadata).unwrap_or("a pipe")));
    }
    fs::File::open(path).map_err(ReadFailure::Machine)
}

/// Reads what is left of a stream, up to `limit` bytes.
///
/// # Errors
///
/// If the machine refuses, or there is more.
pub fn up_to(stream: impl io::Read, limit: u64) -> Result<Vec<u8>, ReadFailure> {
    let mut bytes = Vec::new();
    stream.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(ReadFailure::Machine)?;
    if bytes.len() as u64 > limit { Err(ReadFailure::TooLarge(limit)) } else { Ok(bytes) }
}

/// What something is that is no plain file.
fn no_file(path: &Path, metadata: &fs::Metadata) -> Option<&'static str> {
    // Already open: nothing has to be waited for to begin.
    const HANDED_OVER: [&str; 3] = ["/dev/fd", "/dev/stdin", "/proc/self/fd"];
    if metadata.is_file() {
        return None;
    }
    if metadata.is_dir() {
        return Some("a folder");
    }
    let kind = special(metadata);
    let is_open = kind == "a pipe" && HANDED_OVER.iter().any(|place| path.starts_with(place));
    (!is_open).then_some(kind)
}

#[cfg(unix)]
fn special(metadata: &fs::Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    let kind = metadata.file_type();
    match () {
        () if kind.is_fifo() => "a pipe",
        () if kind.is_socket() => "a socket",
        () => "a device",
    }
}

#[cfg(not(unix))]
fn special(_: &fs::Metadata) -> &'static str {
    "a device"
}

/// What makes a file that one; nothing of what is no plain file, for writing
/// into a device or a pipe destroys nothing.
#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt as _;
    let metadata = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<Identity> {
    fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    fs::canonicalize(path).ok()
}

/// Where a path leads when its links are followed, as far as anything stands
/// there; the rest is kept as written.
fn settled(path: &Path, links: usize) -> PathBuf {
    if let Ok(real) = fs::canonicalize(path) {
        return real;
    }
    let above = match path.parent() {
        Some(above) if above.as_os_str().is_empty() => Path::new("."),
        Some(above) => above,
        None => return path.to_owned(),
    };
    match (fs::read_link(path), links.checked_sub(1)) {
        (Ok(link), Some(left)) => settled(&above.join(link), left),
        _ => {
            let above = settled(above, links);
            path.file_name().map_or(above.clone(), |name| above.join(name))
        }
    }
}
