//! The XML of one part, element by element: nothing in it is expanded, and each piece is bounded.

use super::archive::{Archive, Part};
use super::{damaged, too_large};
use crate::error::ReadError;
use crate::warnings::excerpt;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};
use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

/// The longest tag or text; Excel's longest text has 32,767 characters.
const LONGEST_PIECE: usize = 2 << 20;
/// Elements lie in each other; those of a workbook a dozen deep at most.
const DEEPEST: usize = 100;

/// One part of a workbook, read from its beginning to its end.
pub(super) struct Xml {
    file: String,
    part: String,
    reader: quick_xml::Reader<Metered>,
    buffer: Vec<u8>,
    depth: usize,
}

/// A piece of XML. An element that is empty begins and ends.
pub(super) enum Piece<'x> {
    Start(Element<'x>),
    End(End<'x>),
    Text(Cow<'x, str>),
    /// A comment and the like.
    Other,
}

/// The end of an element.
pub(super) struct End<'x>(BytesEnd<'x>);

impl End<'_> {
    /// The element's name, without what says whose name it is.
    pub(super) fn name(&self) -> &str {
        without_prefix(self.0.name().into_inner())
    }
}

/// The beginning of an element.
pub(super) struct Element<'x>(BytesStart<'x>);

impl Element<'_> {
    /// Its name, without what says whose name it is.
    pub(super) fn name(&self) -> &str {
        without_prefix(self.0.name().into_inner())
    }

    /// Its attribute of this name, prefix apart.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.0.attributes();
        let mut attributes = attributes.with_checks(false).filter_map(Result::ok);
        let found = attributes.find(|it| without_prefix(it.key.into_inner()) == name)?;
        found.normalized_value(XmlVersion::Explicit1_0).ok()
    }
}

fn without_prefix(name: &str) -> &str {
    let colon = name.bytes().position(|byte| byte == b':');
    colon.map_or(name, |colon| &name[colon + 1..])
}

impl Xml {
    /// Opens the part of this name, which unpacks to `most` bytes at most.
    pub(super) fn open(archive: &Archive, part: &str, most: u64) -> Result<Self, ReadError> {
        let missing = || damaged(&archive.file, format!("its part {part} is missing"));
        let content = archive.part(part, most)?.ok_or_else(missing)?;
        let metered = Metered {
            file: archive.file.clone(),
            part: part.to_owned(),
            content: BufReader::with_capacity(64 << 10, content),
            left: LONGEST_PIECE,
        };
        let mut reader = quick_xml::Reader::from_reader(metered);
        reader.config_mut().expand_empty_elements = true;
        let (file, part) = (archive.file.clone(), part.to_owned());
        Ok(Self { file, part, reader, buffer: vec![], depth: 0 })
    }

    /// The next piece; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'_>>, ReadError> {
        self.buffer.clear();
        self.reader.get_mut().left = LONGEST_PIECE;
        let wrong = |what: &str| damaged(&self.file, format!("its part {}: {what}", self.part));
        let event = self.reader.read_event_into(&mut self.buffer);
        Ok(Some(match event.map_err(|error| sentence(error, &wrong))? {
            Event::Start(_) if self.depth >= DEEPEST => {
                return Err(wrong(&format!("elements lie more than {DEEPEST} deep in each other")));
            }
            Event::Start(element) => {
                self.depth += 1;
                Piece::Start(Element(element))
            }
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                Piece::End(End(end))
            }
            Event::Text(text) => Piece::Text(text.xml10_content()),
            Event::CData(text) => Piece::Text(text.xml10_content()),
            Event::GeneralRef(name) => Piece::Text(Cow::Owned(match resolved(&name) {
                Some(text) => text,
                None => return Err(wrong(&format!("it refers to \"{}\"", excerpt(&name)))),
            })),
            Event::DocType(_) => return Err(wrong("it has a DOCTYPE, which no workbook has")),
            Event::Eof if self.depth > 0 => return Err(wrong("it is cut off")),
            Event::Eof => return Ok(None),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Empty(_) => Piece::Other,
        }))
    }
}

/// What `&lt;` and `&#65;` stand for. Other names would need a document type, and have none.
fn resolved(name: &BytesRef) -> Option<String> {
    match name.resolve_char_ref() {
        Ok(Some(character)) => Some(character.to_string()),
        Ok(None) => resolve_predefined_entity(name).map(str::to_owned),
        Err(_) => None,
    }
}

fn sentence(error: quick_xml::Error, wrong: &dyn Fn(&str) -> ReadError) -> ReadError {
    let quick_xml::Error::Io(error) = error else { return wrong(&excerpt(&error.to_string())) };
    match Arc::try_unwrap(error) {
        Ok(error) => ReadError::from_io("", error),
        Err(error) => wrong(&error.to_string()),
    }
}

/// Gives no more than a piece may have.
struct Metered {
    file: String,
    part: String,
    content: BufReader<Part>,
    left: usize,
}

impl BufRead for Metered {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let buffer = self.content.fill_buf()?;
        if self.left == 0 && !buffer.is_empty() {
            let most = LONGEST_PIECE >> 20;
            let problem =
                format!("a tag or text in its part {} has more than {most} MB", self.part);
            return Err(too_large(&self.file, problem).into_io());
        }
        Ok(&buffer[..buffer.len().min(self.left)])
    }

    fn consume(&mut self, count: usize) {
        self.left = self.left.saturating_sub(count);
        self.content.consume(count);
    }
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}
