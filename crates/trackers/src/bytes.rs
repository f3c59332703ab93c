//! From the bytes of a file to its text: gzip, workbooks, byte order marks, UTF-16, and what is no
//! text.
//! Everything streams; nothing here holds more than a few buffers, or a workbook.

use crate::collector::Collector;
use crate::error::ReadError;
use crate::workbook::first_sheet;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::read::MultiGzDecoder;
use std::cell::Cell;
use std::io::{self, Cursor, Read};
use std::rc::Rc;

/// How much of a file is looked at to recognise it.
const HEAD: u64 = 64 << 10;
/// A gzip file may unpack to this many bytes whatever its own size, ...
const UNPACKED_ALWAYS: u64 = 256 << 20;
/// ... and beyond that to so many times its own size.
const UNPACKED_RATIO: u64 = 200;

/// A file's text, unpacked and (UTF-16 apart, which is converted) in its own encoding.
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) text: Box<dyn Read>,
    /// The beginning of `text`, for recognising; `text` still holds it.
    pub(crate) head: Vec<u8>,
}

/// Opens the text behind a reader, and counts the bytes that are taken from it.
pub(crate) fn source(
    name: String,
    reader: Box<dyn Read + Send>,
    collector: &mut Collector,
) -> Result<Source, ReadError> {
    let counter = collector.bytes();
    let before = counter.get();
    let counted = Counted { reader, counter: Rc::clone(&counter) };
    let fail = |error| ReadError::from_io(&name, error);
    let (magic, raw) = peek(Box::new(counted), 512).map_err(fail)?;
    if let Some(error) = refuse_by_magic(&name, &magic) {
        return Err(error);
    }
    let unpacked: Box<dyn Read> = if magic.starts_with(&[0x1f, 0x8b]) {
        let decoder = MultiGzDecoder::new(raw);
        Box::new(Unpacked { name: name.clone(), decoder, counter, before, unpacked: 0 })
    } else {
        raw
    };
    let (mut start, mut unpacked) = peek(unpacked, HEAD).map_err(fail)?;
    let is_workbook = is_zip(&start);
    if is_workbook {
        let workbook = first_sheet(&name, unpacked)?;
        if let Some((count, example)) = workbook.others {
            collector.warnings.add_many("other_sheets", count, || example);
        }
        (start, unpacked) = peek(workbook.text, HEAD).map_err(fail)?;
    }
    let decoded: Box<dyn Read> = match utf_16(&start) {
        Some(encoding) => {
            Box::new(DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(unpacked))
        }
        None => Box::new(
            DecodeReaderBytesBuilder::new().utf8_passthru(true).strip_bom(true).build(unpacked),
        ),
    };
    let checked = Checked { name: name.clone(), text: decoded, line: 1 };
    let (head, text) = peek(Box::new(checked), HEAD).map_err(fail)?;
    if head.iter().all(u8::is_ascii_whitespace) {
        let what = if is_workbook { "first sheet" } else { "file" };
        return Err(ReadError::new(&name, format!("the {what} is empty"), "Export it again"));
    }
    Ok(Source { name, text, head })
}

/// Reads up to `length` bytes and gives them back together with a reader that begins with them.
fn peek(mut reader: Box<dyn Read>, length: u64) -> io::Result<(Vec<u8>, Box<dyn Read>)> {
    let mut head = vec![];
    reader.by_ref().take(length).read_to_end(&mut head)?;
    Ok((head.clone(), Box::new(Cursor::new(head).chain(reader))))
}

/// Files that are no text at all, by their first bytes.
fn refuse_by_magic(name: &str, magic: &[u8]) -> Option<ReadError> {
    const KNOWN: [(&[u8], &str, &str); 6] = [
        (
            b"\xd0\xcf\x11\xe0",
            "an old Excel workbook, or one with a password",
            "Save it as .xlsx without a password, or its first sheet as CSV",
        ),
        (b"%PDF", "a PDF", "Export CSV or JSON instead"),
        (b"\x28\xb5\x2f\xfd", "compressed with zstd", "Unpack it, or compress it with gzip"),
        (b"BZh", "compressed with bzip2", "Unpack it, or compress it with gzip"),
        (b"\xfd7zXZ", "compressed with xz", "Unpack it, or compress it with gzip"),
        (b"SQLite format 3", "a SQLite database", "Export CSV or JSON instead"),
    ];
    let (_, what, remedy) = KNOWN.iter().find(|known| magic.starts_with(known.0))?;
    Some(ReadError::new(name, format!("this is {what}, which cannot be read here"), *remedy))
}

/// A workbook is a zip archive; so is one without anything in it.
fn is_zip(start: &[u8]) -> bool {
    start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06")
}

/// UTF-16 without a byte order mark: every other byte of Latin text is zero. (With a mark, the
/// decoder sees it by itself.)
fn utf_16(start: &[u8]) -> Option<&'static Encoding> {
    let marked = start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]);
    let sample = &start[..start.len().min(512) & !1];
    if marked || sample.len() < 4 {
        return None;
    }
    let zeros = |from: usize| sample[from..].iter().step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), sample.len() / 2);
    if odd * 4 > pairs * 3 && even == 0 {
        Some(UTF_16LE)
    } else if even * 4 > pairs * 3 && odd == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Counts the bytes that pass.
struct Counted {
    reader: Box<dyn Read + Send>,
    counter: Rc<Cell<u64>>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.counter.set(self.counter.get() + count as u64);
        Ok(count)
    }
}

/// Unpacks gzip, and stops where a small file unpacks to something absurdly large.
struct Unpacked {
    name: String,
    decoder: MultiGzDecoder<Box<dyn Read>>,
    counter: Rc<Cell<u64>>,
    before: u64,
    unpacked: u64,
}

impl Read for Unpacked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.decoder.read(buffer).map_err(|error| self.sentence(error))?;
        self.unpacked += count as u64;
        let packed = self.counter.get() - self.before;
        if self.unpacked > UNPACKED_ALWAYS && self.unpacked / UNPACKED_RATIO > packed {
            let problem = format!(
                "it unpacks to more than {UNPACKED_RATIO} times its size and more than {} MB",
                UNPACKED_ALWAYS >> 20
            );
            let remedy = "Unpack it yourself if you trust it, and read the unpacked file";
            return Err(ReadError::new(&self.name, problem, remedy).into_io());
        }
        Ok(count)
    }
}

impl Unpacked {
    fn sentence(&self, error: io::Error) -> io::Error {
        let problem = match error.kind() {
            io::ErrorKind::UnexpectedEof => "the gzip file is cut off before its end",
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => "the gzip file is damaged",
            _ => return error,
        };
        ReadError::new(&self.name, problem, "Copy or download it again").into_io()
    }
}

/// Refuses NUL bytes, which no text holds.
struct Checked {
    name: String,
    text: Box<dyn Read>,
    line: u64,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.text.read(buffer)?;
        let chunk = &buffer[..count];
        let nul = memchr::memchr(0, chunk);
        self.line += memchr::memchr_iter(b'\n', &chunk[..nul.unwrap_or(count)]).count() as u64;
        if nul.is_some() {
            let problem = "there is a NUL byte";
            let remedy = "The file is damaged, or no text; export it again as UTF-8";
            return Err(ReadError::new(&self.name, problem, remedy).at_line(self.line).into_io());
        }
        Ok(count)
    }
}
