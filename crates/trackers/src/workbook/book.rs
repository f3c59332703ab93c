//! What a workbook says of itself: its sheets, where its parts are, and which cells show dates.

use super::archive::Archive;
use super::damaged;
use super::numbers::{Epoch, Shows};
use super::xml::{Element, Piece, Xml};
use crate::error::ReadError;
use std::collections::HashMap;

/// What each of these parts may unpack to.
const MOST_BYTES: u64 = 16 << 20;
/// Excel's own limit is 65,490.
const MOST_STYLES: usize = 100_000;

/// A workbook, its cells apart.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) epoch: Epoch,
    /// The name of the first sheet, and of all others.
    pub(super) sheet: String,
    pub(super) others: Vec<String>,
    /// The parts with the cells of the first sheet and with the texts that cells share.
    pub(super) cells: String,
    pub(super) strings: Option<String>,
    /// What the cells of each style show.
    pub(super) styles: Vec<Shows>,
}

/// A part that another refers to.
struct Relation {
    id: String,
    /// The last word of its type: `worksheet`, `styles`.
    kind: String,
    target: String,
}

/// Finds the parts and reads all but the cells and their texts.
pub(super) fn read(archive: &Archive) -> Result<Book, ReadError> {
    let part = match relations(archive, "")?.into_iter().find(|it| it.kind == "officeDocument") {
        Some(found) => found.target,
        None => "xl/workbook.xml".to_owned(),
    };
    if part.ends_with(".bin") || !archive.has(&part) {
        return Err(no_workbook(archive));
    }
    let relations = relations(archive, &part)?;
    let target = |kind: &str| relations.iter().find(|it| it.kind == kind).map(|it| &it.target);
    let mut book = Book { strings: target("sharedStrings").cloned(), ..Book::default() };
    let mut sheets = sheets(archive, &part, &mut book)?;
    // Charts and macros have sheets, too, and what is hidden is nobody's first sheet.
    let cells = |sheet: &Sheet| {
        let relation = relations.iter().find(|it| it.id == sheet.id && it.kind == "worksheet");
        relation.map(|it| it.target.clone())
    };
    let first = sheets.iter().position(|sheet| !sheet.hidden && cells(sheet).is_some());
    let first = first.or_else(|| sheets.iter().position(|sheet| cells(sheet).is_some()));
    let first = first.ok_or_else(|| damaged(&archive.file, "it has no sheet"))?;
    let sheet = sheets.remove(first);
    book.cells = cells(&sheet).unwrap_or_default();
    book.sheet = sheet.name;
    book.others = sheets.into_iter().map(|sheet| sheet.name).collect();
    if let Some(part) = target("styles").filter(|part| archive.has(part)) {
        book.styles = styles(archive, part)?;
    }
    book.strings = book.strings.filter(|part| archive.has(part));
    Ok(book)
}

fn no_workbook(archive: &Archive) -> ReadError {
    let (what, remedy) = if archive.has("xl/workbook.bin") {
        ("a binary Excel workbook", "Save it as .xlsx, or its first sheet as CSV")
    } else if archive.has("content.xml") {
        ("an OpenDocument file", "Save it as .xlsx, or its first sheet as CSV")
    } else {
        ("a zip archive without an Excel workbook", "Unpack it and name the files in it")
    };
    ReadError::new(&archive.file, format!("this is {what}, which cannot be read here"), remedy)
}

struct Sheet {
    name: String,
    id: String,
    hidden: bool,
}

/// The sheets in their order, and from which day the workbook counts.
fn sheets(archive: &Archive, part: &str, book: &mut Book) -> Result<Vec<Sheet>, ReadError> {
    let mut sheets = vec![];
    each(archive, part, |element, _| match element.name() {
        "workbookPr" if matches!(&*own(element, "date1904"), "1" | "true") => {
            book.epoch = Epoch::Of1904;
        }
        "sheet" => sheets.push(Sheet {
            name: own(element, "name"),
            id: own(element, "id"),
            hidden: own(element, "state").to_lowercase().ends_with("hidden"),
        }),
        _ => {}
    })?;
    Ok(sheets)
}

/// What a part refers to; of the workbook as a whole, the name is empty.
fn relations(archive: &Archive, part: &str) -> Result<Vec<Relation>, ReadError> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    let file = format!("{folder}{slash}_rels/{name}.rels");
    let mut relations = vec![];
    if !archive.has(&file) {
        return Ok(relations);
    }
    each(archive, &file, |element, _| {
        if element.name() == "Relationship" {
            let kind = own(element, "Type");
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let target = own(element, "Target");
            let target = match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None => format!("{folder}{slash}{target}"),
            };
            relations.push(Relation { id: own(element, "Id"), kind, target });
        }
    })?;
    Ok(relations)
}

/// What the cells of each style show.
fn styles(archive: &Archive, part: &str) -> Result<Vec<Shows>, ReadError> {
    let mut formats: HashMap<u32, Shows> = HashMap::new();
    let mut styles = vec![];
    each(archive, part, |element, within| {
        let number = own(element, "numFmtId").parse().unwrap_or_default();
        match element.name() {
            "numFmt" => {
                formats.insert(number, Shows::of(&own(element, "formatCode")));
            }
            "xf" if within == "cellXfs" && styles.len() < MOST_STYLES => {
                let own = formats.get(&number).copied();
                styles.push(own.unwrap_or_else(|| Shows::built_in(number)));
            }
            _ => {}
        }
    })?;
    Ok(styles)
}

/// Looks at each element of a part, told the name of the one that it lies in.
fn each(
    archive: &Archive,
    part: &str,
    mut look: impl FnMut(&Element, &str),
) -> Result<(), ReadError> {
    let mut xml = Xml::open(archive, part, MOST_BYTES)?;
    let mut within = vec![];
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Start(element) => {
                look(&element, within.last().map_or("", String::as_str));
                within.push(element.name().to_owned());
            }
            Piece::End(_) => {
                within.pop();
            }
            _ => {}
        }
    }
    Ok(())
}

fn own(element: &Element, name: &str) -> String {
    element.attribute(name).unwrap_or_default().into_owned()
}
