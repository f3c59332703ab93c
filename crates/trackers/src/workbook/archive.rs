//! The zip archive around a workbook: finds a part by its name and unpacks it, both within limits.

use super::{damaged, too_large};
use crate::error::ReadError;
use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

/// More parts than any workbook has.
const MOST_ENTRIES: u32 = 10_000;
/// A part may unpack to this size whatever its packed size, ...
const UNPACKED_ALWAYS: u64 = 64 << 20;
/// ... and beyond that to so many times that size. Real sheets have five to fifteen times.
const UNPACKED_RATIO: u64 = 30;
/// What stands in place of a number that has no room in four bytes.
const ELSEWHERE: u64 = 0xffff_ffff;

/// A zip archive in memory. Its directory is looked through for each part: nothing is kept of it.
pub(super) struct Archive {
    pub(super) file: String,
    bytes: Rc<Vec<u8>>,
    directory: usize,
}

/// What the directory says of one part.
struct Entry {
    flags: u64,
    method: u64,
    checksum: u32,
    packed: u64,
    unpacked: u64,
    offset: u64,
}

impl Archive {
    /// Finds the directory at the end of the archive, and counts its entries.
    pub(super) fn open(file: &str, bytes: Vec<u8>) -> Result<Self, ReadError> {
        const SHORTEST: usize = 22;
        let cut_off = || damaged(file, "it is cut off before its end");
        let last = bytes.len().checked_sub(SHORTEST).ok_or_else(cut_off)?;
        let first = last.saturating_sub(usize::from(u16::MAX));
        let end = (first..=last).rev().find(|at| bytes[*at..].starts_with(b"PK\x05\x06"));
        let end = end.ok_or_else(cut_off)?;
        let directory = number(&bytes, end + 16, 4).filter(|at| *at <= end as u64);
        let directory = directory.ok_or_else(|| damaged(file, "its directory is nowhere"))?;
        let bytes = Rc::new(bytes);
        let archive = Self { file: file.to_owned(), bytes, directory: directory as usize };
        let mut entries = 0;
        archive.each(|_| {
            entries += 1;
            entries > MOST_ENTRIES
        })?;
        if entries > MOST_ENTRIES {
            let problem = format!("there are more than {MOST_ENTRIES} files in the archive");
            return Err(too_large(file, problem));
        }
        Ok(archive)
    }

    /// Looks at the directory's entries up to one for which `stop` is true, and gives that one.
    fn each(&self, mut stop: impl FnMut(&[u8]) -> bool) -> Result<Option<Entry>, ReadError> {
        let mut at = self.directory;
        while self.bytes[at..].starts_with(b"PK\x01\x02") {
            let broken = || damaged(&self.file, "its directory is broken");
            let get = |from: usize, size| number(&self.bytes, at + from, size).ok_or_else(broken);
            let (name, extra, comment) = (get(28, 2)?, get(30, 2)?, get(32, 2)?);
            let extra_at = at + 46 + name as usize;
            let name = self.bytes.get(at + 46..extra_at).ok_or_else(broken)?;
            let next = extra_at + extra as usize + comment as usize;
            if next > self.bytes.len() {
                return Err(broken());
            }
            if stop(name) {
                let entry = Entry {
                    flags: get(8, 2)?,
                    method: get(10, 2)?,
                    checksum: get(16, 4)? as u32,
                    packed: get(20, 4)?,
                    unpacked: get(24, 4)?,
                    offset: get(42, 4)?,
                };
                return Ok(Some(entry.completed(&self.bytes[extra_at..extra_at + extra as usize])));
            }
            at = next;
        }
        Ok(None)
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        matches!(self.each(|known| is_same(known, name)), Ok(Some(_)))
    }

    /// The part of this name, which unpacks to `most` bytes at most; none if it is not there.
    pub(super) fn part(&self, name: &str, most: u64) -> Result<Option<Part>, ReadError> {
        let Some(entry) = self.each(|known| is_same(known, name))? else { return Ok(None) };
        if entry.flags & 1 != 0 {
            let remedy = "Save it without a password";
            return Err(ReadError::new(&self.file, "the workbook is locked by a password", remedy));
        }
        let most = most.min(UNPACKED_ALWAYS.max(entry.packed.saturating_mul(UNPACKED_RATIO)));
        if entry.unpacked != ELSEWHERE && entry.unpacked > most {
            return Err(unpacks_to_more(&self.file, name, most));
        }
        let broken = || damaged(&self.file, format!("its part {name} is not where it should be"));
        let at = usize::try_from(entry.offset).map_err(|_| broken())?;
        if !self.bytes.get(at..).is_some_and(|bytes| bytes.starts_with(b"PK\x03\x04")) {
            return Err(broken());
        }
        let length = |from| number(&self.bytes, at + from, 2).ok_or_else(broken);
        let from = at + 30 + (length(26)? + length(28)?) as usize;
        let until = from.saturating_add(usize::try_from(entry.packed).map_err(|_| broken())?);
        if until > self.bytes.len() {
            return Err(broken());
        }
        let slice = Slice { bytes: Rc::clone(&self.bytes), at: from, until };
        let content = match entry.method {
            0 => Content::Stored(slice),
            8 => Content::Deflated(DeflateDecoder::new(slice)),
            _ => return Err(damaged(&self.file, format!("its part {name} is packed unusually"))),
        };
        let (file, name) = (self.file.clone(), name.to_owned());
        Ok(Some(Part { file, name, content, most, crc: Crc::new(), checksum: entry.checksum }))
    }
}

impl Entry {
    /// Takes the numbers that had no room from the field that follows the name.
    fn completed(mut self, mut extra: &[u8]) -> Self {
        while let (Some(id), Some(size)) = (number(extra, 0, 2), number(extra, 2, 2)) {
            let Some(field) = extra.get(4..4 + size as usize) else { break };
            extra = &extra[4 + field.len()..];
            if id == 1 {
                let mut at = 0;
                for value in [&mut self.unpacked, &mut self.packed, &mut self.offset] {
                    if let Some(told) = (*value == ELSEWHERE).then(|| number(field, at, 8)) {
                        *value = told.unwrap_or(ELSEWHERE);
                        at += 8;
                    }
                }
            }
        }
        self
    }
}

/// Parts have names regardless of case, and some programs write them with backslashes.
fn is_same(known: &[u8], name: &str) -> bool {
    let plain =
        known.iter().map(|byte| if *byte == b'\\' { b'/' } else { byte.to_ascii_lowercase() });
    plain.eq(name.bytes().map(|byte| byte.to_ascii_lowercase()))
}

/// A number of so many bytes, the lowest first.
fn number(bytes: &[u8], at: usize, size: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(size)?)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

fn unpacks_to_more(file: &str, name: &str, most: u64) -> ReadError {
    too_large(file, format!("its part {name} unpacks to more than {} MB", most >> 20))
}

/// A part as it unpacks. It ends with an error where it grows beyond its limit, and where its
/// checksum is not what the directory says.
pub(super) struct Part {
    file: String,
    name: String,
    content: Content,
    most: u64,
    crc: Crc,
    checksum: u32,
}

enum Content {
    Stored(Slice),
    Deflated(DeflateDecoder<Slice>),
}

impl Read for Part {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match &mut self.content {
            Content::Stored(slice) => slice.read(buffer)?,
            Content::Deflated(decoder) => decoder.read(buffer).map_err(|_| {
                damaged(&self.file, format!("its part {} does not unpack", self.name)).into_io()
            })?,
        };
        self.crc.update(&buffer[..count]);
        let end = count == 0 && !buffer.is_empty();
        if end && self.crc.sum() != self.checksum {
            let what = format!("its part {} is not what was saved", self.name);
            return Err(damaged(&self.file, what).into_io());
        }
        if u64::from(self.crc.amount()) > self.most {
            return Err(unpacks_to_more(&self.file, &self.name, self.most).into_io());
        }
        Ok(count)
    }
}

/// Some of the archive's bytes.
struct Slice {
    bytes: Rc<Vec<u8>>,
    at: usize,
    until: usize,
}

impl BufRead for Slice {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        Ok(&self.bytes[self.at..self.until])
    }

    fn consume(&mut self, count: usize) {
        self.at += count;
    }
}

impl Read for Slice {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = (&self.bytes[self.at..self.until]).read(buffer)?;
        self.at += count;
        Ok(count)
    }
}
