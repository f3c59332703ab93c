//! Whatever stands in a workbook, reading it ends in a sound history or a refusal: an archive as it
//! is, or else the parts of one, which end at a zero.
#![no_main]

const RELATIONS: &[u8] = b"<Relationships>\
    <Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"sheet.xml\"/>\
    <Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"strings.xml\"/>\
    <Relationship Id=\"r3\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>";
const NAMES: [&str; 5] = [
    "xl/sheet.xml",
    "xl/strings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        return fuzz::read_files(None, &[bytes]);
    }
    let mut parts: Vec<&[u8]> = bytes.splitn(5, |byte| *byte == 0).collect();
    if parts.len() == 3 {
        parts.push(b"<workbook><sheets><sheet name=\"x\" id=\"r1\"/></sheets></workbook>");
    }
    if parts.len() == 4 {
        parts.push(RELATIONS);
    }
    let parts: Vec<_> = NAMES.into_iter().zip(parts).collect();
    fuzz::read_files(None, &[&fuzz::zip(&parts)]);
});
