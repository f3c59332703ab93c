//! How people show and read: letters, colours that can be told and read, dates in their English.

use super::*;
use crate::testing::{Browser, House};

async fn describes(browser: &mut Browser, fields: &[(&str, &str)]) -> crate::testing::Answer {
    let form: Vec<(&str, &str)> = [("name", "Ana Novak"), ("time_zone", "UTC")]
        .into_iter()
        .chain(fields.iter().copied())
        .collect();
    browser.post("/account", &form).await
}

#[tokio::test]
async fn a_name_and_a_time_zone_can_be_changed() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    let form = [("name", "  Ana  Lind "), ("time_zone", "America/New_York")];
    ana.post("/account", &form).await.leads_to("/account");
    ben.get("/peer-teams/north-group/seats").await.says("Ana Lind");
    let page = ana.get("/account").await;
    page.says(">today at 4:00<");
    page.says("You changed how you are called.");
    ben.get("/account").await.is_silent_about("changed how");
    let form = [("name", "Ana"), ("time_zone", "Moon/Base")];
    let refused = ana.post("/account", &form).await;
    refused.says("There is no such time zone.");
    refused.says("value=\"Moon/Base\"");
}

#[tokio::test]
async fn letters_and_a_colour_are_seen_wherever_somebody_is() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    describes(&mut ana, &[("short", "bo"), ("colour", "plum")]).await.leads_to("/account");
    let seats = ben.get("/peer-teams/north-group/seats").await;
    seats.says("<span class=\"disc tint-plum\" aria-hidden=\"true\">BO</span>");
    // Ben came later: his letters get a number, so that each seat has its own.
    let form = [("name", "Ben Ortiz"), ("time_zone", "UTC"), ("short", "bo")];
    ben.post("/account", &form).await.leads_to("/account");
    ben.get("/peer-teams/north-group/seats").await.says("aria-hidden=\"true\">BO2</span>");
    let today = ben.get("/peer-teams/north-group").await;
    today.says("<a class=\"seat tint-plum\"");
    today.says("<span class=\"disc tint-plum\"");
    describes(&mut ana, &[("short", ""), ("colour", "plum")]).await;
    ben.get("/peer-teams/north-group/seats").await.says("aria-hidden=\"true\">AN</span>");
}

#[tokio::test]
async fn letters_that_are_none_or_too_many_come_back_with_the_reason() {
    let house = House::new().await;
    let mut ana = house.ana().await;
    for short in ["anna", "a1", "<b>", "a b"] {
        let page = describes(&mut ana, &[("short", short), ("colour", "rust")]).await;
        assert_eq!(page.status, 422, "{short}");
        page.says("Take one letter, two or three");
        page.says("value=\"rust\" checked");
    }
}

#[tokio::test]
async fn dates_are_told_in_the_english_of_who_reads_them() {
    let house = House::new().await;
    let (mut ana, mut ben) = house.ana_and_ben().await;
    describes(&mut ana, &[("locale", "en-US")]).await.leads_to("/account");
    house.app.clock.advance(2 * 86_400);
    ana.get("/peer-teams/north-group/seats").await.says("since <time datetime=");
    ana.get("/peer-teams/north-group/seats").await.says(">Mar 2, 2026<");
    ben.get("/peer-teams/north-group/seats").await.says(">2 Mar 2026<");
}

#[tokio::test]
async fn the_page_offers_places_as_time_zones() {
    let house = House::new().await;
    let page = house.ana().await.get("/account").await;
    page.says("<option value=\"Europe/Berlin\">");
    page.says("<option value=\"UTC\">");
    page.is_silent_about("<option value=\"EST5EDT\">");
    assert!(time_zones().len() > 300);
}

#[test]
fn a_short_form_is_made_of_the_first_and_the_last_name() {
    let forms = ["Ana Novak", "Anton von Nagy", "cho", ""].map(short_form);
    assert_eq!(forms, ["AN", "AN", "CH", ""]);
}

/// Relative luminance of an OKLCH colour (CSS Color 4 and WCAG 2.2), worked out once more.
fn luminance([lightness, chroma, hue]: [f64; 3]) -> f64 {
    let (sin, cos) = hue.to_radians().sin_cos();
    let (a, b) = (chroma * cos, chroma * sin);
    let cubed = |ka: f64, kb: f64| (lightness + ka * a + kb * b).powi(3);
    let long = cubed(0.396_337_777_4, 0.215_803_757_3);
    let middle = cubed(-0.105_561_345_8, -0.063_854_172_8);
    let short = cubed(-0.089_484_177_5, -1.291_485_548);
    let red = 4.076_741_662_1 * long - 3.307_711_591_3 * middle + 0.230_969_929_2 * short;
    let green = -1.268_438_004_6 * long + 2.609_757_401_1 * middle - 0.341_319_396_5 * short;
    let blue = -0.004_196_086_3 * long - 0.703_418_614_7 * middle + 1.707_614_701 * short;
    let [red, green, blue] = [red, green, blue].map(|it| it.clamp(0.0, 1.0));
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The two colours of a declaration, light and dark.
fn colours(css: &str, name: &str) -> [[f64; 3]; 2] {
    let after = css.split(name).nth(1).expect(name).split(')').take(2);
    let read = |text: &str| -> [f64; 3] {
        let numbers = text.split("oklch(").nth(1).expect(text).replace('%', "");
        let numbers: Vec<f64> = numbers.split(' ').map(|it| it.parse().expect(text)).collect();
        [numbers[0] / 100.0, numbers[1], numbers[2]]
    };
    let both: Vec<[f64; 3]> = after.map(read).collect();
    [both[0], both[1]]
}

#[test]
fn every_colour_is_seen_on_the_page_and_its_letters_are_read() {
    let tokens = chart::tokens_css();
    let discs = crate::shell::DISCS;
    for (_, word) in COLOURS {
        let tints = colours(discs, &format!(".tint-{word}{{--tint:"));
        for ground in ["paper", "leaf", "shade"] {
            let grounds = colours(&tokens, &format!("--{ground}:"));
            for (tint, ground) in tints.into_iter().zip(grounds) {
                assert!(contrast(tint, ground) >= 3.0, "{word}: {}", contrast(tint, ground));
            }
        }
        for (tint, letters) in tints.into_iter().zip(colours(&tokens, "--paper:")) {
            assert!(contrast(tint, letters) >= 4.5, "{word}: {}", contrast(tint, letters));
        }
    }
}
