//! How long the exact forecasts take: `forecast_time DAYS ITEMS COUNT…`, with the daily counts of
//! the sampled days. Prints the median of 101 runs of both forecasts together, in milliseconds.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]

use flow::forecast::{how_many, when};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let numbers: Result<Vec<u32>, _> = std::env::args().skip(1).map(|text| text.parse()).collect();
    let numbers = numbers?;
    let [days, items, history @ ..] = numbers.as_slice() else {
        return Err("forecast_time DAYS ITEMS COUNT…".into());
    };
    let mut taken_ms: Vec<f64> = (0..101)
        .map(|_| {
            let begun = Instant::now();
            let many = how_many(history, *days).and_then(|outcomes| outcomes.at_least(0.85));
            let by = when(history, *items).by(0.85);
            std::hint::black_box((many, by));
            begun.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    taken_ms.sort_by(f64::total_cmp);
    println!("{:.3}", taken_ms[50]);
    Ok(())
}
