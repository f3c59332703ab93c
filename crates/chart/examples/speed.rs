//! How long a chart of 100,000 items takes to draw, and how large it is: median of 21 drawings.
#![allow(clippy::print_stdout, reason = "an example talks")]

use chart::samples::{Size, Team};
use chart::{Chart, DayKind, Figure, Scatterplot, Width};
use std::time::{Duration, Instant};

fn main() -> std::io::Result<()> {
    let team = Team::new(1, Size::Large);
    let (dots, levels) = (team.dots(), team.levels());
    let chart = Scatterplot {
        dots: &dots,
        levels: &levels,
        days: team.days(),
        kind: DayKind::Calendar,
        annotations: &[],
    };
    for (width, name) in [(Width::Wide, "wide"), (Width::Narrow, "narrow")] {
        let took = median(|| drop(chart.draw(width)));
        let figure = Figure { id: "dots", finding: "Dots.", footer: &[], chart: &chart };
        println!(
            "{} dots, {name}: {:.2} ms; as a file {} KB",
            dots.len(),
            took.as_secs_f64() * 1e3,
            figure.svg_file().len() / 1_000
        );
    }
    Ok(())
}

fn median(mut draw: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..21)
        .map(|_| {
            let begun = Instant::now();
            draw();
            begun.elapsed()
        })
        .collect();
    times.sort();
    times[10]
}
