//! Workbooks: made here part by part, well and badly.

use crate::testing::{code, entries, read_bytes, read_with, refusal};
use crate::{Format, ReadOptions, Reading};
use flate2::{Compression, Crc, write::DeflateEncoder, write::GzEncoder};
use flow::Filter;
use std::io::Write;
use std::time::{Duration, Instant};

/// A part of an archive as it is written there.
struct Part {
    name: String,
    method: u16,
    packed: Vec<u8>,
    unpacked: u32,
    checksum: u32,
    flags: u16,
}

fn stored(name: &str, content: impl AsRef<[u8]>) -> Part {
    let content = content.as_ref();
    let mut crc = Crc::new();
    crc.update(content);
    let unpacked = content.len() as u32;
    let (name, checksum) = (name.to_owned(), crc.sum());
    Part { name, method: 0, packed: content.to_vec(), unpacked, checksum, flags: 0 }
}

fn deflated(name: &str, content: impl AsRef<[u8]>) -> Part {
    let mut encoder = DeflateEncoder::new(vec![], Compression::fast());
    encoder.write_all(content.as_ref()).unwrap();
    Part { packed: encoder.finish().unwrap(), method: 8, ..stored(name, content) }
}

/// `count` times the same bytes, packed without ever being whole.
fn deflated_many(name: &str, begin: &str, again: &str, count: usize) -> Part {
    let mut encoder = DeflateEncoder::new(vec![], Compression::default());
    let mut crc = Crc::new();
    let block = again.repeat(1000);
    for piece in std::iter::once(begin).chain(std::iter::repeat_n(&*block, count / 1000)) {
        encoder.write_all(piece.as_bytes()).unwrap();
        crc.update(piece.as_bytes());
    }
    let (unpacked, checksum) = (crc.amount(), crc.sum());
    let packed = encoder.finish().unwrap();
    Part { packed, method: 8, unpacked, checksum, ..stored(name, "") }
}

fn zip(parts: &[Part]) -> Vec<u8> {
    let (mut file, mut directory) = (vec![], vec![]);
    for part in parts {
        let offset = file.len() as u32;
        let mut common = vec![];
        for number in [part.flags, part.method, 0, 0] {
            common.extend(number.to_le_bytes());
        }
        for number in [part.checksum, part.packed.len() as u32, part.unpacked] {
            common.extend(number.to_le_bytes());
        }
        common.extend([part.name.len() as u16, 0].map(u16::to_le_bytes).concat());
        file.extend([b"PK\x03\x04\x14\x00", &*common, part.name.as_bytes()].concat());
        file.extend(&part.packed);
        directory.extend([b"PK\x01\x02\x14\x00\x14\x00", &*common, &[0; 10]].concat());
        directory.extend(offset.to_le_bytes());
        directory.extend(part.name.as_bytes());
    }
    let at = file.len() as u32;
    file.extend(&directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend((parts.len() as u16).to_le_bytes().repeat(2));
    file.extend([directory.len() as u32, at].map(u32::to_le_bytes).concat());
    file.extend([0, 0]);
    file
}

const RELATIONS: &str = r#"<Relationships>
    <Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/>
    </Relationships>"#;
const BOOK_RELATIONS: &str = r#"<Relationships>
    <Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>
    <Relationship Id="r2" Type="http://x/worksheet" Target="/xl/worksheets/sheet2.xml"/>
    <Relationship Id="r3" Type="http://x/styles" Target="styles.xml"/>
    <Relationship Id="r4" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>
    </Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns:r="x"><sheets>
    <sheet name="Items" r:id="r1"/></sheets></workbook>"#;
/// Style 1 is a date, 2 a date of the workbook's own, 3 a price, 4 an elapsed time.
const STYLES: &str = r#"<styleSheet><numFmts count="3">
    <numFmt numFmtId="164" formatCode="[$-409]d\-mmm\-yy;@"/>
    <numFmt numFmtId="165" formatCode="[Red]0.00&quot; days&quot;"/>
    <numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts>
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>
    <xf numFmtId="166"/></cellXfs></styleSheet>"#;

/// A workbook with these cells and shared texts.
fn book(book: &str, rows: &str, strings: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData><x/></worksheet>");
    with_sheet(book, deflated("xl/worksheets/sheet1.xml", sheet), strings)
}

fn with_sheet(book: &str, sheet: Part, strings: &str) -> Vec<u8> {
    let strings = format!("<sst>{strings}</sst>");
    with_parts(book, vec![sheet, deflated("xl/sharedStrings.xml", strings)])
}

fn with_parts(book: &str, mut parts: Vec<Part>) -> Vec<u8> {
    parts.extend([
        stored("_rels/.rels", RELATIONS),
        stored("xl/workbook.xml", book),
        deflated("xl/_rels/workbook.xml.rels", BOOK_RELATIONS),
        deflated("xl/styles.xml", STYLES),
    ]);
    zip(&parts)
}

/// A row of cells, each a text or, with `@` and a style before it, a number.
fn row(number: u32, cells: &[&str]) -> String {
    let cell = |(column, text): (usize, &&str)| {
        let place = format!("{}{number}", char::from(b'A' + column as u8));
        match text.strip_prefix('@') {
            Some(number) => {
                format!("<c r=\"{place}\" s=\"{}\"><v>{}</v></c>", &number[..1], &number[1..])
            }
            None if text.is_empty() => format!("<c r=\"{place}\" s=\"1\"/>"),
            None => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        }
    };
    let cells: String = cells.iter().enumerate().map(cell).collect();
    format!("<row r=\"{number}\">{cells}</row>")
}

fn table(rows: &[&[&str]]) -> Vec<u8> {
    let rows: String = (1..).zip(rows).map(|(number, cells)| row(number, cells)).collect();
    book(BOOK, &rows, "")
}

#[track_caller]
fn read(bytes: Vec<u8>) -> Reading {
    read_bytes("t.xlsx", bytes).unwrap()
}

/// 2026-03-01, as Excel counts.
const FIRST: &str = "@146082";
/// 2026-03-05 at noon.
const FIFTH: &str = "@246086.5";

#[test]
fn a_sheet_reads_like_a_table_and_its_dates_are_exact() {
    let reading = read(table(&[
        &["ID", "Name", "Ready", "Doing", "Done", "Type"],
        &["A-1", "a, \"b\"; c", FIRST, "2026-03-02", FIFTH, "Bug"],
        &["@07", "", FIRST, "", "", "Story"],
    ]));
    assert_eq!(reading.format, Format::DatesPerStateCsv);
    assert!(reading.warnings.is_empty(), "{:?}", reading.warnings);
    assert_eq!(
        entries(&reading, "A-1"),
        ["2026-03-01T00:00:00Z Ready", "2026-03-02T00:00:00Z Doing", "2026-03-05T12:00:00Z Done"]
    );
    assert_eq!(entries(&reading, "7"), ["2026-03-01T00:00:00Z Ready"]);
}

#[test]
fn every_layout_of_a_table_may_come_in_a_workbook() {
    let bytes = table(&[&["ID", "Title", "Started", "Closed"], &["1", "x", FIRST, FIFTH]]);
    let mut packed = GzEncoder::new(vec![], Compression::fast());
    packed.write_all(&bytes).unwrap();
    assert_eq!(read(packed.finish().unwrap()).history.entry_count(), 2);
    let reading = read(bytes);
    assert_eq!(reading.format, Format::StartFinishCsv);
    assert_eq!(entries(&reading, "1")[1], "2026-03-05T12:00:00Z Closed");
    let reading = read(table(&[
        &["id", "at", "field", "from", "to"],
        &["1", "@246086.000011574", "status", "", "Doing"],
    ]));
    assert_eq!(reading.format, Format::EventsCsv);
    assert_eq!(entries(&reading, "1"), ["2026-03-05T00:00:01Z Doing"]);
}

#[test]
fn blocked_ranges_and_lists_work_in_a_workbook() {
    let bytes = table(&[
        &["ID", "Ready", "Doing", "Blocked Date Range", "Labels"],
        &["A-1", FIRST, FIFTH, "[02/03/2026-04/03/2026|05/03/2026-]", "[red|green]"],
    ]);
    let reading = read(bytes.clone());
    assert_eq!(reading.history.blocks()[0].from.to_string(), "2026-03-02T00:00:00Z");
    assert_eq!(reading.history.blocks()[1].until, None);
    let filter = Filter { column: "labels".into(), value: "green".into() };
    let options = ReadOptions { filters: vec![filter], ..ReadOptions::default() };
    assert_eq!(read_with("t.xlsx", bytes, &options).unwrap().history.len(), 1);
}

#[test]
fn both_calendars_of_excel_are_known_and_so_is_the_day_that_never_was() {
    let rows = [row(1, &["ID", "Start", "End"]), row(2, &["1", "@144620", "@244624.5"])].concat();
    let since_1904 = BOOK.replace("<sheets>", "<workbookPr date1904=\"1\"/><sheets>");
    let reading = read(book(&since_1904, &rows, ""));
    assert_eq!(entries(&reading, "1")[1], "2026-03-05T12:00:00Z End");
    let of_1900 = [("@11", "1900-01-01"), ("@159", "1900-02-28"), ("@161", "1900-03-01")];
    for (number, date) in of_1900 {
        let reading = read(table(&[&["ID", "Start", "End"], &["1", number, FIRST]]));
        assert_eq!(entries(&reading, "1")[0], format!("{date}T00:00:00Z Start"));
    }
    let rows: &[&[&str]] = &[&["ID", "Start", "End"], &["1", "@160", FIRST], &["2", FIRST, FIRST]];
    let reading = read(table(rows));
    assert_eq!((reading.items, code(&reading, "not_a_date")), (1, 1));
}

#[test]
fn a_number_is_a_date_only_where_its_format_shows_one() {
    for (number, text) in [
        ("@346082", "46082"),
        ("@346082.25", "46082.25"),
        ("@37.0000000000000001E-2", "0.07"),
        ("@046082", "46082"),
    ] {
        let said = refusal("t.xlsx", table(&[&["ID", "Start", "End"], &["1", number, FIRST]]));
        assert!(said.contains(&format!("column Start: \"{text}\" is no date")), "{said}");
    }
    let reading = read(table(&[&["ID", "Start", "End"], &["1", "@446082", FIFTH]]));
    assert_eq!(entries(&reading, "1")[0], "2026-03-01T00:00:00Z Start");
}

#[test]
fn a_formula_gives_its_stored_value_and_is_said_where_it_has_none() {
    let cell = |place: &str, inside: &str| format!("<c r=\"{place}\" s=\"1\"{inside}</c>");
    let rows = [
        row(1, &["ID", "Start", "End"]),
        format!(
            "<row r=\"2\"><c r=\"A2\"><v>1</v></c>{}</row>",
            cell("B2", "><f>TODAY()</f><v>46082</v>")
        ),
        format!("<row r=\"3\"><c r=\"A3\"><v>2</v></c>{}</row>", cell("B3", "><f>B2+1</f><v/>")),
        format!(
            "<row r=\"4\"><c r=\"A4\"><v>3</v></c>{}</row>",
            cell("B4", " t=\"e\"><f>1/0</f><v>#DIV/0!</v>")
        ),
        format!("<row r=\"5\"><c r=\"A5\"><v>4</v></c>{}</row>", cell("B5", " t=\"b\"><v>1</v>")),
    ];
    let reading = read(book(BOOK, &rows.concat(), ""));
    assert_eq!((reading.items, code(&reading, "not_a_date")), (1, 3));
    let said = reading.warnings.iter().find(|it| it.code == "not_a_date").unwrap();
    assert_eq!(said.example, "t.xlsx, line 3, column Start: \"=B2+1\"; row left out");
    let only = [&*rows[0], &*rows[3]].concat();
    assert!(refusal("t.xlsx", book(BOOK, &only, "")).contains("\"#DIV/0!\" is no date"));
}

#[test]
fn shared_texts_may_have_colours_reading_aids_entities_and_escapes() {
    let strings = "<si><t>ID</t></si><si><r><t>Sta</t></r><r><rPr/><t xml:space=\"preserve\">rt</t>\
        </r></si><si><t>End</t><rPh><t>ende</t></rPh></si>\
        <si><t>a&lt;&amp;&#98;_x000D_\nc_x005F_x_x</t></si><si/>";
    let text = |column: char, row: u32, number: u32| {
        format!("<c r=\"{column}{row}\" t=\"s\"><v>{number}</v></c>")
    };
    let rows = format!(
        "<row r=\"1\">{}{}{}</row><row r=\"2\">{}<c s=\"1\"><v>46082</v></c>{}</row>",
        text('A', 1, 0),
        text('B', 1, 1),
        text('C', 1, 2),
        text('A', 2, 3),
        text('C', 2, 4),
    );
    let reading = read(book(BOOK, &rows, strings));
    assert_eq!(entries(&reading, "a<&b  c_x_x"), ["2026-03-01T00:00:00Z Start"]);
    let missing = rows.replace("<v>3</v>", "<v>9</v>");
    assert_eq!(
        refusal("t.xlsx", book(BOOK, &missing, strings)),
        "t.xlsx: the workbook is damaged: row 2 has a text 9 that is not there. \
         Open it and save it again, or save the first sheet as CSV."
    );
}

#[test]
fn empty_rows_are_no_rows_and_a_doubt_names_the_sheets_own() {
    let rows = [
        row(3, &["ID", "Start", "End"]),
        "<row r=\"4\" hidden=\"1\" s=\"1\"><c r=\"A4\" s=\"1\"/><c r=\"B4\"/></row><row r=\"5\"/>"
            .into(),
        row(9, &["1", "soon", ""]),
        row(10, &["2", FIRST, ""]).replace("<row ", "<row hidden=\"1\" "),
    ];
    let reading = read(book(BOOK, &rows.concat(), ""));
    assert_eq!(reading.items, 1);
    let said = reading.warnings.iter().find(|it| it.code == "not_a_date").unwrap();
    assert_eq!(said.example, "t.xlsx, line 9, column Start: \"soon\"; row left out");
}

#[test]
fn the_first_sheet_that_shows_is_read_and_the_others_are_said() {
    let sheets = "<sheet name=\"Lists\" state=\"veryHidden\" r:id=\"r2\"/>\
        <sheet name=\"Chart\" r:id=\"r7\"/><sheet name=\"Items\" r:id=\"r1\"/>";
    let several = BOOK.replace("<sheet name=\"Items\" r:id=\"r1\"/>", sheets);
    let rows = [row(1, &["ID", "Title", "Start", "End"]), row(2, &["1", "x", FIRST, FIRST])];
    let reading = read(book(&several, &rows.concat(), ""));
    assert_eq!((reading.items, code(&reading, "other_sheets")), (1, 2));
    assert_eq!(
        reading.warnings[0].example,
        "t.xlsx: \"Items\" was read, and not \"Lists\", \"Chart\""
    );
}

#[test]
fn names_of_elements_may_have_prefixes_and_cells_and_rows_no_places() {
    let rows = "<x:row><x:c t=\"inlineStr\"><x:v>I</x:v><x:is><x:t>ID</x:t></x:is></x:c>\
        <x:c t=\"str\"><x:v>Start</x:v></x:c><x:c t=\"str\"><x:v>End</x:v></x:c></x:row>\
        <x:row><x:c><x:v>1</x:v></x:c><x:c t=\"d\"><x:v>2026-03-01T10:00:00</x:v></x:c></x:row>";
    let reading = read(book(BOOK, rows, ""));
    assert_eq!(entries(&reading, "1"), ["2026-03-01T10:00:00Z Start"]);
}

#[test]
fn parts_may_have_names_in_capitals_or_with_backslashes() {
    let bytes = table(&[&["ID", "Title", "Start", "End"], &["1", "x", FIRST, FIRST]]);
    let renamed = |from: &[u8], to: &[u8]| {
        let mut bytes = bytes.clone();
        for at in 0..bytes.len() {
            if bytes[at..].starts_with(from) {
                bytes[at..at + to.len()].copy_from_slice(to);
            }
        }
        bytes
    };
    assert_eq!(read(renamed(b"xl/worksheets/", b"XL\\Worksheets\\")).items, 1);
}

#[test]
fn a_workbook_lies_in_a_folder_among_other_exports() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = table(&[&["ID", "Title", "Start", "End"], &["1", "x", FIRST, FIRST]]);
    std::fs::write(folder.path().join("Items.XLSX"), bytes).unwrap();
    std::fs::write(folder.path().join("~$Items.xlsx"), "somebody").unwrap();
    let inputs = crate::open(&[folder.path().into()]).unwrap();
    let reading = crate::read(inputs, &ReadOptions::default(), &mut |_, _| ()).unwrap();
    assert_eq!((reading.items, reading.warnings.len()), (1, 0));
}

/// The sentence with which a workbook is refused, without its end.
#[track_caller]
fn refused(bytes: Vec<u8>, expected: &str) {
    let began = Instant::now();
    let said = refusal("t.xlsx", bytes);
    assert!(said.starts_with(&format!("t.xlsx: {expected}.")), "{said}");
    assert!(began.elapsed() < Duration::from_secs(100), "it took {:?}", began.elapsed());
}

#[test]
fn what_is_a_zip_archive_and_no_workbook_is_named() {
    refused(zip(&[]), "this is a zip archive without an Excel workbook, which cannot be read here");
    let nested = zip(&[stored("t.xlsx", table(&[&["ID"]]))]);
    refused(nested, "this is a zip archive without an Excel workbook, which cannot be read here");
    let names = ["../../etc/passwd", "/etc/passwd", "C:\\x"].map(|name| stored(name, "x"));
    refused(
        zip(&names),
        "this is a zip archive without an Excel workbook, which cannot be read here",
    );
    let open = zip(&[stored("mimetype", "x"), stored("content.xml", "<x/>")]);
    refused(open, "this is an OpenDocument file, which cannot be read here");
    let binary = zip(&[stored("xl/workbook.bin", "x")]);
    refused(binary, "this is a binary Excel workbook, which cannot be read here");
}

#[test]
fn a_workbook_that_is_cut_off_or_damaged_is_refused() {
    let whole = table(&[&["ID", "Title", "Start", "End"], &["1", "x", FIRST, FIRST]]);
    refused(
        whole[..whole.len() / 2].to_vec(),
        "the workbook is damaged: it is cut off before its end",
    );
    let sheet = || stored("xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>");
    let part = |part| with_sheet(BOOK, part, "");
    let name = "the workbook is damaged: its part xl/worksheets/sheet1.xml";
    refused(part(Part { checksum: 1, ..sheet() }), &format!("{name} is not what was saved"));
    refused(part(Part { method: 8, ..sheet() }), &format!("{name} does not unpack"));
    refused(part(Part { method: 14, ..sheet() }), &format!("{name} is packed unusually"));
    refused(part(stored("xl/other.xml", "")), &format!("{name} is missing"));
    let cut = stored("xl/worksheets/sheet1.xml", "<worksheet><sheetData>");
    refused(part(cut), &format!("{name}: it is cut off"));
    refused(part(Part { flags: 1, ..sheet() }), "the workbook is locked by a password");
    refused(part(sheet()), "the first sheet is empty");
    let back = [row(5, &["ID"]), row(5, &["1"])].concat();
    refused(book(BOOK, &back, ""), "the workbook is damaged: what follows row 5 is out of order");
    let twice = "<row><c r=\"B1\"/><c r=\"B1\"/></row>";
    refused(book(BOOK, twice, ""), "the workbook is damaged: the cell B1 is out of order");
}

#[test]
fn nothing_in_the_xml_is_expanded() {
    let lol = "<!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><worksheet/>";
    let name = "the workbook is damaged: its part xl/worksheets/sheet1.xml";
    let part = stored("xl/worksheets/sheet1.xml", lol);
    refused(
        with_sheet(BOOK, part, ""),
        &format!("{name}: it has a DOCTYPE, which no workbook has"),
    );
    let rows = "<row><c t=\"str\"><v>&b;</v></c></row>";
    refused(book(BOOK, rows, ""), &format!("{name}: it refers to \"b\""));
    let deep = "<a>".repeat(200);
    refused(
        book(BOOK, &deep, ""),
        &format!("{name}: elements lie more than 100 deep in each other"),
    );
}

mod bombs {
    use super::*;

    const SHEET: &str = "xl/worksheets/sheet1.xml";
    const HEADER: &[&str] = &["ID", "Title", "Start", "End"];

    #[test]
    fn a_part_that_says_that_it_is_huge_is_not_even_unpacked() {
        let mut part = deflated(SHEET, "<worksheet/>");
        part.unpacked = 0xfff0_0000;
        let expected = format!("its part {SHEET} unpacks to more than 64 MB");
        refused(with_sheet(BOOK, part, ""), &expected);
    }

    #[test]
    fn a_part_that_lies_about_its_size_is_stopped_as_it_unpacks() {
        let again = format!("<x>{}</x>", "x".repeat(797));
        let mut part = deflated_many(SHEET, "<worksheet>", &again, 100_000);
        part.unpacked = 1000;
        let expected = format!("its part {SHEET} unpacks to more than 64 MB");
        refused(with_sheet(BOOK, part, ""), &expected);
    }

    #[test]
    fn shared_texts_that_unpack_to_gigabytes_are_refused() {
        let name = "xl/sharedStrings.xml";
        let expected = format!("its part {name} unpacks to more than 64 MB");
        let text = format!("<si><t>{}</t></si>", "x".repeat(10_000));
        let part = deflated_many(name, "<sst>", &text, 7000);
        refused(with_parts(BOOK, vec![part]), &expected);
        let part = Part { unpacked: 1000, ..deflated_many(name, "<sst>", &text, 7000) };
        refused(with_parts(BOOK, vec![part]), &expected);
    }

    #[test]
    fn one_text_that_a_million_cells_share_is_refused_when_it_comes_to_too_much() {
        let text = format!("<si><t>{}</t></si>", "x".repeat(30_000));
        let again = "<row><c t=\"s\"><v>0</v></c></row>";
        let begin = format!("<worksheet><sheetData>{}", row(1, HEADER));
        let part = deflated_many(SHEET, &begin, again, 100_000);
        refused(with_sheet(BOOK, part, &text), "its first sheet has more than 64 MB of text");
        let again = "<c t=\"s\"><v>0</v></c>";
        let part = deflated_many(SHEET, "<worksheet><sheetData><row>", again, 16_000);
        refused(with_sheet(BOOK, part, &text), "row 1 has more than 16 MB of text");
    }

    #[test]
    fn more_files_in_the_archive_than_any_workbook_has_are_refused() {
        let mut parts = vec![];
        parts.resize_with(200_000, || stored("x", ""));
        refused(zip(&parts), "there are more than 10000 files in the archive");
    }

    #[test]
    fn more_rows_and_columns_than_excel_has_are_refused() {
        let begin = format!("<worksheet><sheetData>{}", row(1, HEADER));
        let part = deflated_many(SHEET, &begin, "<row/>", 1_100_000);
        let expected = "its first sheet has more than 1048576 rows, Excel's limit";
        refused(with_sheet(BOOK, part, ""), expected);
        refused(book(BOOK, "<row r=\"1048577\"/>", ""), expected);
        let expected = "its first sheet has more than 16384 columns, Excel's limit";
        let part = deflated_many(SHEET, "<worksheet><sheetData><row>", "<c/>", 100_000);
        refused(with_sheet(BOOK, part, ""), expected);
        for place in ["XFE1", "ZZZZZZZZZZZZZZZZZZZZZZ1"] {
            refused(book(BOOK, &format!("<row><c r=\"{place}\"/></row>"), ""), expected);
        }
    }

    #[test]
    fn a_tag_or_text_without_end_is_refused() {
        let expected = format!("a tag or text in its part {SHEET} has more than 2 MB");
        for begin in ["<worksheet>", "<worksheet><x y=\"", "<worksheet><!--"] {
            let part = deflated_many(SHEET, begin, "abcdefghij", 1_000_000);
            refused(with_sheet(BOOK, part, ""), &expected);
        }
        let begin = "<worksheet><sheetData><row><c t=\"inlineStr\"><is>";
        let part = deflated_many(SHEET, begin, &format!("<t>{}</t>", "x".repeat(1000)), 20_000);
        refused(with_sheet(BOOK, part, ""), "a cell has more than 16 MB of text");
    }

    #[test]
    fn a_file_that_is_too_large_is_refused_before_it_is_looked_at() {
        let large = [&b"PK\x03\x04"[..], &vec![0; 65 << 20]].concat();
        refused(large, "it is larger than 64 MB");
    }
}

#[test]
fn no_byte_that_changes_makes_it_panic() {
    let bytes = table(&[&["ID", "Title", "Start", "End"], &["1", "x", FIRST, FIFTH]]);
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] = !changed[at];
        let _ = read_bytes("t.xlsx", changed);
    }
}
