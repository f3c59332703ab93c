//! What a reader of any chart may rely on: words that never overlap, the same numbers in the table,
//! marks that can be seen, drawings that stay small.

use crate::labels::{Anchor, Label, Rect, spread};
use crate::samples::{Size, Team};
use crate::scale::{Kind, Scale, days_between};
use crate::text::{escape, number, shortened, width, wrapped};
use crate::tokens::{Theme, colour};
use crate::{DayKind, Figure, Scatterplot, Width};
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::HashSet;

/// The value of an attribute in a tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let rest = &tag[tag.find(&format!(" {name}=\""))? + name.len() + 3..];
    rest.split('"').next()
}

/// The words of a drawing with the room they take, read back from its text.
fn words(svg: &str) -> Vec<(String, Rect)> {
    let texts = svg.split("<text").skip(1).map(|rest| {
        let (tag, rest) = rest.split_once('>').expect("a tag ends");
        let text = rest.split('<').next().expect("a text ends");
        let text = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"]
            .iter()
            .zip(["&", "<", ">", "\"", "'"])
            .rev()
            .fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain));
        let place = |name| attribute(tag, name).and_then(|it| it.parse().ok()).unwrap_or(0.0);
        let anchor = match attribute(tag, "text-anchor") {
            Some("middle") => Anchor::Middle,
            Some("end") => Anchor::End,
            _ => Anchor::Start,
        };
        let label =
            Label { x: place("x"), baseline: place("y"), anchor, text: text.clone(), class: "" };
        (text, label.rect())
    });
    texts.collect()
}

/// The ids of the elements of a page.
fn ids(html: &str) -> HashSet<&str> {
    html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn drawings(figure: &Figure) -> [(Width, crate::Drawing); 2] {
    [Width::Wide, Width::Narrow].map(|width| (width, figure.chart.draw(width)))
}

/// Rounding to a tenth may let two boxes touch.
const TOUCH: f64 = 0.11;

#[test]
fn no_word_overlaps_another_or_leaves_the_drawing_in_a_thousand_charts() {
    let (mut charts, mut count) = (0, 0);
    for seed in 0..30 {
        for size in [Size::Empty, Size::Tiny, Size::Typical, Size::Skewed] {
            Team::new(seed, size).figures(&mut |figure| {
                charts += 1;
                for (width, drawing) in drawings(figure) {
                    let words = words(&drawing.body);
                    count += words.len();
                    for (index, (text, rect)) in words.iter().enumerate() {
                        let inside = rect.left >= -TOUCH
                            && rect.top >= -TOUCH
                            && rect.right <= drawing.width + TOUCH
                            && rect.bottom <= drawing.height + TOUCH;
                        assert!(inside, "{seed} {size:?} {} {width:?}: “{text}”", figure.id);
                        for (other, its) in &words[..index] {
                            let apart = rect.left + TOUCH > its.right
                                || its.left + TOUCH > rect.right
                                || rect.top + TOUCH > its.bottom
                                || its.top + TOUCH > rect.bottom;
                            let both = format!("“{text}” on “{other}”");
                            assert!(apart, "{seed} {size:?} {} {width:?}: {both}", figure.id);
                        }
                    }
                }
            });
        }
    }
    assert!(charts > 1_000 && count > 20 * charts, "{count} words in {charts} charts");
}

#[test]
fn a_team_with_enough_items_sees_the_words_of_every_line() {
    Team::new(7, Size::Typical).figures(&mut |figure| {
        let wide = figure.chart.draw(Width::Wide).body;
        let said = match figure.id {
            "scatterplot" => "85 in 100 within",
            "throughput" => "half of the weeks",
            "behaviour" => "usually at most",
            "survival" => "before: half within",
            "cumulative-flow" => "Done · ",
            "wip" => " now",
            _ => return,
        };
        assert!(wide.contains(said), "{} does not say “{said}”", figure.id);
    });
}

#[test]
fn every_stop_of_the_arrow_keys_is_a_row_of_the_table_and_lies_in_the_drawing() {
    for size in [Size::Empty, Size::Tiny, Size::Typical, Size::Skewed, Size::Large] {
        Team::new(3, size).figures(&mut |figure| {
            let html = figure.html();
            let rows = ids(&html);
            for (_, drawing) in drawings(figure) {
                for (index, (x, y)) in drawing.stops.iter().enumerate() {
                    let row = format!("{}-{}", figure.id, index + 1);
                    assert!(rows.contains(row.as_str()), "{size:?}: there is no row {row}");
                    let inside = (-0.1..=drawing.width + 0.1).contains(x)
                        && (-0.1..=drawing.height + 0.1).contains(y);
                    assert!(inside, "{size:?} {}: stop {index} at {x}, {y}", figure.id);
                }
            }
        });
    }
}

#[test]
fn every_link_in_a_drawing_leads_to_a_row_that_is_there() {
    for size in [Size::Tiny, Size::Typical, Size::Skewed] {
        Team::new(5, size).figures(&mut |figure| {
            let html = figure.html();
            let rows = ids(&html);
            for link in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(rows.contains(link), "{}: #{link}", figure.id);
            }
        });
    }
}

#[test]
fn what_a_file_holds_is_written_and_never_run() {
    for seed in 0..20 {
        Team::new(seed, Size::Typical).figures(&mut |figure| {
            let both = figure.html() + &figure.svg_file();
            assert!(!both.contains("<script>alert"), "{}", figure.id);
            assert!(!both.contains("<waiting>"), "{}", figure.id);
        });
    }
    assert_eq!(escape("a < b & \"c\"\u{1}\u{ffff}"), "a &lt; b &amp; &quot;c&quot;  ");
}

#[test]
fn a_chart_of_100_000_items_stays_below_200_kb() {
    Team::new(1, Size::Large).figures(&mut |figure| {
        for (width, drawing) in drawings(figure) {
            let bytes = drawing.body.len();
            assert!(bytes < 200_000, "{} {width:?}: {bytes} bytes", figure.id);
        }
    });
}

#[test]
fn of_many_items_the_longest_200_are_links_and_the_others_are_seen() {
    let team = Team::new(1, Size::Large);
    let (dots, levels) = (team.dots(), team.levels());
    let chart = Scatterplot {
        dots: &dots,
        levels: &levels,
        days: team.days(),
        kind: DayKind::Calendar,
        annotations: &[],
    };
    let body = crate::Chart::draw(&chart, Width::Wide).body;
    assert_eq!(body.matches("<a href=").count(), 200);
    assert!(body.contains("class=\"screen s0\"") && body.contains("class=\"screen s5\""));
    let longest = dots.iter().map(|dot| dot.days).fold(0.0, f64::max);
    assert!(body.contains(&format!("{} days, finished", number(longest))));
}

#[test]
fn marks_stand_out_from_paper_and_text_can_be_read_in_both_themes() {
    for theme in [Theme::Light, Theme::Dark] {
        for ground in ["paper", "leaf"] {
            let ground = colour(ground, theme);
            for (name, least) in [
                ("mark", 3.0),
                ("mark-2", 3.0),
                ("late", 3.0),
                ("accent", 4.5),
                ("ink", 7.0),
                ("ink-2", 4.5),
                ("ink-3", 4.5),
            ] {
                let contrast = colour(name, theme).contrast(ground);
                assert!(contrast >= least, "{name} in {theme:?}: {contrast:.2}");
            }
        }
        for ground in ["accent-soft", "area-1", "area-2"] {
            let ground = colour(ground, theme);
            assert!(colour("accent", theme).contrast(ground) >= 3.0, "accent in {theme:?}");
            assert!(colour("late", theme).contrast(ground) >= 3.0, "late in {theme:?}");
        }
        // Lines, dots and words stand on these, too.
        for ground in ["area-1", "area-other", "shade"] {
            let ground = colour(ground, theme);
            assert!(colour("mark", theme).contrast(ground) >= 2.9, "mark in {theme:?}");
            assert!(colour("ink-2", theme).contrast(ground) >= 4.5, "ink-2 in {theme:?}");
        }
    }
}

#[test]
fn colours_agree_with_published_ones() {
    // css-color-4, "OKLCH": white, and sRGB red as oklch(0.62796 0.25768 29.234).
    use crate::colour::Oklch;
    assert_eq!(Oklch::new(1.0, 0.0, 0.0).hex(), "#ffffff");
    assert_eq!(Oklch::new(0.627_955, 0.257_683, 29.234).hex(), "#ff0000");
    let (white, black) = (Oklch::new(1.0, 0.0, 0.0), Oklch::new(0.0, 0.0, 0.0));
    assert!((white.contrast(black) - 21.0).abs() < 0.01);
}

#[test]
fn a_file_of_a_chart_needs_nothing_else() {
    Team::new(7, Size::Typical).figures(&mut |figure| {
        let file = figure.svg_file();
        assert!(!file.contains("var(--"), "{}: a colour is left to a page", figure.id);
        assert!(!file.contains("href"), "{}: a link leads nowhere", figure.id);
        assert_eq!(file.matches("<g").count(), file.matches("</g>").count(), "{}", figure.id);
        assert!(file.contains("prefers-color-scheme:dark"));
    });
}

#[test]
fn the_same_seed_gives_the_same_chart() {
    let drawn = || {
        let mut all = String::new();
        Team::new(11, Size::Typical).figures(&mut |figure| all += &figure.html());
        all
    };
    assert_eq!(drawn(), drawn());
}

#[test]
fn few_long_items_stretch_the_scale_and_usual_ones_do_not() {
    let scale = |usual, longest| Scale::of_durations(usual, longest, (0.0, 100.0)).kind();
    assert_eq!(scale(6.0, 70.0), Kind::Straight);
    assert_eq!(scale(6.0, 4_167.0), Kind::Stretched);
}

#[test]
fn the_steps_of_a_straight_scale_are_ones_twos_or_fives() {
    let ticks = |largest| {
        let scale = Scale::from_zero(largest, (0.0, 100.0));
        scale.ticks(5).into_iter().map(|tick| tick.1).collect::<Vec<_>>()
    };
    assert_eq!(ticks(9.0), ["0", "2", "4", "6", "8"]);
    assert_eq!(ticks(2_300.0), ["0", "500", "1,000", "1,500", "2,000"]);
    assert_eq!(ticks(1.0), ["0", "1"]);
}

#[test]
fn numbers_are_written_as_people_write_them() {
    assert_eq!(
        ["0", "12", "1,200", "2.2", "−3.5"],
        [0.0, 12.0, 1_200.0, 2.24, -3.5].map(number).each_ref().map(String::as_str)
    );
    assert_eq!(number(0.96), "1");
    assert_eq!(number(2.95), "3");
}

#[test]
fn what_does_not_fit_is_shortened_and_says_so() {
    assert_eq!(shortened("Waiting for release", 13.0, 400.0), "Waiting for release");
    let short = shortened("Waiting for release", 13.0, 100.0);
    assert!(short.ends_with('…') && width(&short, 13.0) <= 100.0, "{short}");
    assert_eq!(shortened("Waiting", 13.0, 5.0), "");
}

proptest! {
    #[test]
    fn labels_pushed_apart_keep_their_order_and_their_distance(
        wanted in prop::collection::vec(-50.0..450.0_f64, 0..12)
    ) {
        let places = spread(&wanted, 17.0, (0.0, 400.0)).expect("twelve labels fit");
        for (index, place) in places.iter().enumerate() {
            prop_assert!((-1e-9..=400.0 + 1e-9).contains(place));
            for other in 0..index {
                prop_assert!((place - places[other]).abs() >= 17.0 - 1e-9);
                if wanted[index] < wanted[other] {
                    prop_assert!(*place < places[other]);
                }
            }
        }
        // Where nothing collides, nothing is moved.
        let mut sorted = wanted.clone();
        sorted.sort_by(f64::total_cmp);
        let inside = wanted.iter().all(|it| (0.0..=400.0).contains(it));
        if inside && sorted.windows(2).all(|pair| pair[1] - pair[0] >= 17.0) {
            for (place, wanted) in places.iter().zip(&wanted) {
                prop_assert!((place - wanted).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn days_between_two_dates_are_those_of_the_library(
        a in -40_000..40_000_i32,
        b in -40_000..40_000_i32,
    ) {
        let day = |days: i32| date(2026, 1, 1).saturating_add(jiff::Span::new().days(days));
        prop_assert_eq!(days_between(day(a), day(b)), b - a);
    }

    #[test]
    fn wrapped_lines_hold_every_word_and_fit(text in "[a-z ]{0,200}") {
        let lines = wrapped(&text, 12.0, 200.0);
        let words: Vec<&str> = text.split_whitespace().collect();
        prop_assert_eq!(lines.join(" "), words.join(" "));
        for line in &lines {
            prop_assert!(width(line, 12.0) <= 200.0 || !line.contains(' '));
        }
    }
}
