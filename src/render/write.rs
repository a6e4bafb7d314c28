//! Files written whole or not at all: a temporary file in the same folder,
//! flushed to disk, then renamed over the old one.

use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// A file could not be written; the old one, if there was one, is whole.
#[derive(Debug)]
pub struct WriteFailure {
    /// The file that was wanted.
    pub path: PathBuf,
    /// What the machine said.
    pub source: io::Error,
}

impl WriteFailure {
    /// What can be done about it.
    pub fn remedy(&self) -> &'static str {
        match self.source.kind() {
            io::ErrorKind::NotFound => "make the folder first, or name one that exists",
            io::ErrorKind::PermissionDenied => {
                "choose a folder that you may write to, or close the program that has the file open"
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "make room on the disk, or choose another one"
            }
            io::ErrorKind::IsADirectory => "name a file, not a folder",
            io::ErrorKind::ReadOnlyFilesystem => "choose a folder on a disk that can be written",
            _ => "check the path, or choose another folder",
        }
    }
}

impl fmt::Display for WriteFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot write `{}`: {}; {}", self.path.display(), self.source, self.remedy())
    }
}

impl std::error::Error for WriteFailure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Writes `bytes` to `path`, replacing what is there.
///
/// # Errors
///
/// Any failure of the machine. The temporary file is removed and an old file
/// stays as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), WriteFailure> {
    let fail = |source| WriteFailure { path: path.to_owned(), source };
    if path.is_dir() {
        return Err(fail(io::ErrorKind::IsADirectory.into()));
    }
    let temporary = beside(path).map_err(fail)?;
    let written = write_new(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
    if let Err(source) = written {
        // What went wrong is worth more than a failure to tidy up after it.
        let _ = fs::remove_file(&temporary);
        return Err(fail(source));
    }
    Ok(())
}

/// Makes the folder that `path` stands in, and those above it.
///
/// # Errors
///
/// Any failure of the machine.
pub fn make_folder_of(path: &Path) -> Result<(), WriteFailure> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(|source| WriteFailure { path: folder.to_owned(), source })
}

/// The temporary name, in the same folder: a rename between disks would copy.
fn beside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    let mut temporary = OsString::from(".");
    temporary.push(name);
    temporary.push(format!(".{}.partial", std::process::id()));
    Ok(path.with_file_name(temporary))
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_stays_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.html");
        write(&path, b"first").unwrap();
        write(&path, b"second").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_failure_names_the_path_and_a_way_out() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("none").join("report.html");
        let failure = write(&path, b"x").unwrap_err().to_string();
        assert!(failure.contains("report.html"), "{failure}");
        assert!(failure.ends_with("make the folder first, or name one that exists"), "{failure}");
        let failure = write(folder.path(), b"x").unwrap_err();
        assert_eq!(failure.remedy(), "name a file, not a folder");
    }
}
