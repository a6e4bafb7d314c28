//! Files written whole or not at all: a temporary file in the same folder,
//! flushed to disk, then renamed over the old one. Links are followed first,
//! and what is no plain file is written into.

use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// How many links are followed, one behind the other.
const MOST_LINKS: usize = 40;

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

/// Writes `bytes` to `path`, replacing what is there. A link stays, and the
/// file that it leads to is replaced, with the permissions that it had. Into a
/// pipe or a device the bytes go as they are: neither can be replaced.
///
/// # Errors
///
/// Any failure of the machine. The temporary file is removed and an old file
/// stays as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), WriteFailure> {
    let fail = |source| WriteFailure { path: path.to_owned(), source };
    let old = fs::metadata(path).ok();
    if old.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(fail(io::ErrorKind::IsADirectory.into()));
    }
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        let opened = fs::OpenOptions::new().write(true).open(path);
        return opened.and_then(|mut there| there.write_all(bytes)).map_err(fail);
    }
    let target = behind_links(path).map_err(fail)?;
    let temporary = beside(&target).map_err(fail)?;
    let permissions = old.map(|old| old.permissions());
    let written = write_new(&temporary, bytes, permissions).and_then(|()| fs::rename(&temporary, &target));
    if let Err(source) = written {
        // What went wrong is worth more than a failure to tidy up after it.
        let _ = fs::remove_file(&temporary);
        return Err(fail(source));
    }
    Ok(())
}

/// Where a path leads when its links are followed; what stands there need not
/// exist.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::symlink_metadata(&target) {
            Ok(found) if found.is_symlink() => {
                let link = fs::read_link(&target)?;
                target = target.parent().unwrap_or(Path::new("")).join(link);
            }
            _ => return Ok(target),
        }
    }
    Err(io::Error::other("too many links, one behind the other"))
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

fn write_new(path: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    let mut file = File::create(path)?;
    // Before the bytes: nobody may read them who could not read the old ones.
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
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

    #[cfg(unix)]
    #[test]
    fn a_link_stays_and_what_it_leads_to_keeps_its_permissions() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("other")).unwrap();
        let real = folder.path().join("other").join("real.txt");
        write(&real, b"first").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o600)).unwrap();
        let link = folder.path().join("link.txt");
        symlink("other/real.txt", &link).unwrap();
        write(&link, b"second").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&real).unwrap(), b"second");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o600);
        let ahead = folder.path().join("ahead.txt");
        symlink("other/new.txt", &ahead).unwrap();
        write(&ahead, b"third").unwrap();
        assert_eq!(fs::read(folder.path().join("other").join("new.txt")).unwrap(), b"third");
        let circle = folder.path().join("circle.txt");
        symlink("circle.txt", &circle).unwrap();
        assert!(write(&circle, b"x").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_written_into_and_not_replaced() {
        use std::os::unix::fs::FileTypeExt as _;
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        if !made.is_ok_and(|status| status.success()) {
            return;
        }
        let reader = {
            let pipe = pipe.clone();
            std::thread::spawn(move || fs::read(pipe).unwrap())
        };
        write(&pipe, b"through").unwrap();
        assert_eq!(reader.join().unwrap(), b"through");
        assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
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
