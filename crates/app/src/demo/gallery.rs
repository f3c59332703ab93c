//! The gallery: every part that pages are made of, in every state, on one page of the demo.

use crate::Error;
use crate::app::App;
use crate::peer_team::{Role, Seat};
use crate::people::{COLOURS, PersonId};
use crate::shell::{Frame, Html, Locale, Reading, Time};
use crate::today::drawn;
use askama::Template;
use axum::extract::State;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "demo/gallery.html")]
struct GalleryPage {
    frame: Frame,
    /// Each drawing of a table with what it shows.
    tables: Vec<(&'static str, String)>,
    colours: Vec<&'static str>,
    now: Time,
}

/// So many peers; the first is me, and the next so many are here.
fn seats(app: &App, count: usize, here: usize) -> Vec<Seat> {
    let names = ["Ana Novak", "Ben Ortiz", "Cho Adeyemi", "Wilhelmina-Charlotte Featherstonehaugh"];
    let seat = |place: usize| Seat {
        person: PersonId::known(place.to_string()),
        name: names[place % names.len()].to_owned(),
        short: format!("P{}", place + 1),
        colour: COLOURS[place % COLOURS.len()].0,
        role: Role::Peer,
        joined_at: app.clock.now(),
        is_here: (1..=here).contains(&place),
    };
    (0..count).map(seat).collect()
}

pub(super) async fn get_gallery(State(app): State<Arc<App>>) -> Result<Html, Error> {
    if !app.is_demo {
        return Err(Error::NotFound);
    }
    let me = PersonId::known("0".to_owned());
    let states = [
        ("Alone, with the empty chair", 1, 0, true),
        ("Two, one of them here", 2, 1, true),
        ("Six, as an observer sees them", 6, 2, false),
        ("Twelve", 12, 4, true),
    ];
    let table = |(words, count, here, chair): (&'static str, usize, usize, bool)| {
        (words, drawn((&seats(&app, count, here), &[]), &me, "/demo/gallery", chair))
    };
    let now = app.clock.now();
    let reading = Reading { zone: "UTC", locale: Locale::of_word("") };
    Html::of(&GalleryPage {
        frame: Frame { done: Some("Saved."), ..Frame::of_nobody(&app) },
        tables: states.map(table).into(),
        colours: COLOURS.iter().map(|it| it.1).collect(),
        now: Time::told(now, now, reading),
    })
}
