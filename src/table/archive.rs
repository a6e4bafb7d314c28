//! The size of a zipped workbook when unpacked, counted before it is opened:
//! what the archive says of its own size may be a lie.

use std::io::{self, Cursor, Read};

/// Whether all parts unpacked stay within a limit, by unpacking them.
///
/// # Errors
///
/// With the reason, if they do not or the archive is broken.
pub(super) fn check(bytes: &[u8], limit: u64) -> Result<Vec<String>, String> {
    let broken = |error: &dyn std::fmt::Display| format!("the workbook is broken: {error}; save it again");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut left = limit;
    let mut names = Vec::new();
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| broken(&error))?;
        names.push(part.name().map_err(|error| broken(&error))?.into_owned());
        let size = io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(|error| broken(&error))?;
        if size > left {
            return Err(format!(
                "unpacked, the workbook is larger than {} MiB, the most that is read: save its sheets as \
                 CSV, which is read at any length",
                limit / (1024 * 1024)
            ));
        }
        left -= size;
    }
    Ok(names)
}

/// One part of the archive as text.
pub(super) fn part(bytes: &[u8], name: &str) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut text = String::new();
    archive.by_name(name).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}
