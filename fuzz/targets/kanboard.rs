//! Whatever stands in `kanboard` files, which end at a zero, reading them ends in a sound history
//! or a refusal.
#![no_main]

use trackers::Format;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let files: Vec<&[u8]> = bytes.splitn(3, |byte| *byte == 0).collect();
    fuzz::read_files(Some(Format::KanboardCsv), &files);
});
