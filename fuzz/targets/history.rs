//! Events in any order make a history whose entries stand by item and in order of time.
#![no_main]

use flow::{HistoryBuilder, Instant};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut builder = HistoryBuilder::new(vec![]);
    let mut entered = 0;
    for event in bytes.chunks_exact(4) {
        let item = builder.item(&(event[0] % 8).to_string());
        let at = Instant::from_micros(i64::from(event[1]));
        match event[2] % 4 {
            0 => builder.block(item, at, None),
            1 => builder.block(item, at, Some(&(event[3] % 4).to_string())),
            _ => {
                let from = (event[2] % 4 == 2).then(|| builder.state(&(event[2] / 32).to_string()));
                let to = builder.state(&(event[3] % 8).to_string());
                builder.enter(item, at, from, to);
                entered += 1;
            }
        }
    }
    let history = builder.finish();
    assert_eq!(history.entry_count(), entered, "no entry is lost");
    let told: usize = history.items().map(|item| history.entries(item).count()).sum();
    assert_eq!(told, entered, "each entry belongs to one item");
    for item in history.items() {
        let instants: Vec<_> = history.entries(item).map(|entry| entry.at).collect();
        assert!(instants.is_sorted(), "entries stand in order of time");
    }
    for block in history.blocks() {
        assert!(block.until.is_none_or(|until| block.from <= until), "a block ends after it began");
    }
});
