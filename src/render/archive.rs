//! Several files in one archive, for mail that lets no HTML through.

use std::io::{self, Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A file by name.
pub type Named = (String, Vec<u8>);

/// Packs files, in their order and without a date, so that equal files give
/// equal bytes.
///
/// # Errors
///
/// If two files have one name, or one is too large for the form.
pub fn zip(files: &[Named]) -> io::Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name.as_str(), options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_is_packed_comes_back_the_same_each_time() {
        let files = [("a.csv".to_owned(), b"1".to_vec()), ("b.html".to_owned(), vec![b'x'; 9000])];
        let bytes = zip(&files).unwrap();
        assert_eq!(bytes, zip(&files).unwrap());
        assert!(bytes.len() < 1000);
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut back = Vec::new();
        archive.by_name("b.html").unwrap().read_to_end(&mut back).unwrap();
        assert_eq!(back, files[1].1);
    }
}
