//! Events in any order make a sound history, and none is lost.
#![no_main]

use flow::{HistoryBuilder, Instant};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut builder = HistoryBuilder::new(vec![]);
    let mut entered = 0;
    for event in bytes.chunks_exact(4) {
        let item = builder.item(&(event[0] % 8).to_string());
        let at = Instant::from_micros(i64::from(event[1]) * 7_200_000_000);
        match event[2] % 4 {
            0 => builder.block(item, at, None),
            1 => builder.block(item, at, Some(&(event[3] % 4).to_string())),
            kind => {
                let from = (kind == 2).then(|| builder.state(&(event[2] / 32).to_string()));
                let to = builder.state(&(event[3] % 8).to_string());
                builder.enter(item, at, from, to);
                entered += 1;
            }
        }
    }
    let history = builder.finish();
    let told: usize = history.items().map(|item| history.entries(item).count()).sum();
    assert_eq!((told, history.entry_count()), (entered, entered), "no entry is lost");
    fuzz::sound(&history);
});
