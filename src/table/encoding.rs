//! Text in any of the encodings that exports come in, as UTF-8.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::files;

/// How many bytes say what a file is.
const LOOK: usize = 64 * 1024;

fn open(path: &Path) -> io::Result<File> {
    files::open(path).map_err(|failure| io::Error::other(failure.to_string()))
}

/// The first bytes of a file, as far as it has them.
pub(super) fn first_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(LOOK);
    open(path)?.take(LOOK as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The encoding of a file: by its mark, by its noughts, else UTF-8 where the
/// whole file is that, else Windows-1252, in which every byte is a letter.
///
/// Reads the file once.
pub(super) fn of(path: &Path) -> io::Result<&'static Encoding> {
    let start = first_bytes(path)?;
    if let Some((encoding, _)) = Encoding::for_bom(&start) {
        return Ok(encoding);
    }
    if let Some(encoding) = by_noughts(&start) {
        return Ok(encoding);
    }
    Ok(if is_utf_8(path)? { UTF_8 } else { WINDOWS_1252 })
}

/// UTF-16 without a mark: Latin text has a nought in every second byte.
fn by_noughts(start: &[u8]) -> Option<&'static Encoding> {
    let pairs = start.len() / 2;
    let noughts = |offset: usize| start.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    match (noughts(0) * 3 > pairs * 2, noughts(1) * 3 > pairs * 2) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

fn is_utf_8(path: &Path) -> io::Result<bool> {
    let mut file = open(path)?;
    let mut buffer = vec![0; LOOK];
    let mut kept = 0;
    loop {
        let count = file.read(&mut buffer[kept..])?;
        let filled = kept + count;
        if count == 0 {
            return Ok(kept == 0);
        }
        kept = match std::str::from_utf8(&buffer[..filled]) {
            Ok(_) => 0,
            // A letter that the next bytes complete.
            Err(error) if error.error_len().is_none() => {
                buffer.copy_within(error.valid_up_to()..filled, 0);
                filled - error.valid_up_to()
            }
            Err(_) => return Ok(false),
        };
    }
}

/// A file as UTF-8, whatever it is written in, without its mark.
pub(super) struct Transcoder {
    file: BufReader<File>,
    decoder: Decoder,
    bytes: Vec<u8>,
    /// What was decoded and not yet handed out, from `at` on.
    text: String,
    at: usize,
    is_done: bool,
}

impl Transcoder {
    /// Opens a file that is written in an encoding.
    pub(super) fn open(path: &Path, encoding: &'static Encoding) -> io::Result<Self> {
        Ok(Self {
            file: BufReader::new(open(path)?),
            decoder: encoding.new_decoder_with_bom_removal(),
            bytes: vec![0; LOOK],
            text: String::new(),
            at: 0,
            is_done: false,
        })
    }

    fn refill(&mut self) -> io::Result<()> {
        let count = self.file.read(&mut self.bytes)?;
        self.is_done = count == 0;
        self.text.clear();
        self.at = 0;
        let room = self.decoder.max_utf8_buffer_length(count).unwrap_or(LOOK * 4);
        self.text.reserve(room);
        let bytes = self.bytes.get(..count).unwrap_or_default();
        // The room is enough for all of it, so nothing is left over.
        let _ = self.decoder.decode_to_string(bytes, &mut self.text, self.is_done);
        Ok(())
    }
}

impl Read for Transcoder {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.at >= self.text.len() {
            if self.is_done {
                return Ok(0);
            }
            self.refill()?;
        }
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let count = rest.len().min(out.len());
        out[..count].copy_from_slice(&rest[..count]);
        self.at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, &'static str) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.csv");
        crate::table::tests_write(&path, bytes);
        let encoding = of(&path).unwrap();
        let mut text = String::new();
        Transcoder::open(&path, encoding).unwrap().read_to_string(&mut text).unwrap();
        (text, encoding.name())
    }

    #[test]
    fn one_text_in_every_encoding_reads_the_same() {
        let text = "Name,Café\r\nWard £1,naïve – yes\r\n".repeat(3);
        let mut utf_16: Vec<u8> = vec![0xFF, 0xFE];
        utf_16.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let (windows, _, _) = WINDOWS_1252.encode(&text);
        let marked = format!("\u{feff}{text}");
        for (bytes, name) in [
            (text.as_bytes(), "UTF-8"),
            (marked.as_bytes(), "UTF-8"),
            (&utf_16, "UTF-16LE"),
            (&big, "UTF-16BE"),
            (&*windows, "windows-1252"),
        ] {
            assert_eq!(read(bytes), (text.clone(), name));
        }
    }

    #[test]
    fn a_letter_across_two_reads_is_one_letter() {
        let text = format!("{}é{}", "a".repeat(LOOK - 1), "b".repeat(10));
        assert_eq!(read(text.as_bytes()), (text.clone(), "UTF-8"));
        assert_eq!(read(b""), (String::new(), "UTF-8"));
    }
}
