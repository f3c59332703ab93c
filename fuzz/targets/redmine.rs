//! Whatever stands in a `redmine` file, reading it ends in a sound history or a refusal.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::read_as(trackers::Format::RedmineJson, bytes));
