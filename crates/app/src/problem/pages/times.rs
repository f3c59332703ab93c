//! The times of a table: when silence escalates, by size, and how long a solution is watched.

use super::super::size::SIZES;
use super::super::store;
use super::super::times::LONGEST_DAYS;
use super::super::{Refusal, Times};
use super::{Page, pages};
use crate::Error;
use crate::app::App;
use crate::peer_team::{Member, Peer};
use crate::people;
use crate::shell::{Done, Form, Frame, Html, Led, Time};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "problem/times.html")]
struct TimesPage {
    frame: Frame,
    url: String,
    pages: Vec<Page>,
    can_change: bool,
    version: i32,
    sizes: Vec<Row>,
    watched: String,
    /// Who changed them last, and when.
    changed: Option<(String, Time)>,
    refusal: Option<Refusal>,
}

/// What stands in the fields of a size: its reply and its solving time.
struct Row {
    word: &'static str,
    words: &'static str,
    reply: String,
    solving: String,
    /// Whether they are why the form was refused.
    is_wrong: bool,
}

/// Whether these two are why the form was refused.
fn is_wrong(refusal: Refusal, fields: [&String; 2]) -> bool {
    let [reply, solving] = fields.map(|it| it.trim().parse::<u16>().unwrap_or(0));
    let fits = |days| (1..=LONGEST_DAYS).contains(&days);
    match refusal {
        Refusal::Times => !(fits(reply) && fits(solving)),
        Refusal::LateReply => reply > solving,
        _ => false,
    }
}

/// The fields of the form, as they are kept or as they were typed.
struct Fields {
    reply: [String; 4],
    solving: [String; 4],
    watched: String,
}

impl Fields {
    fn of(times: &Times) -> Self {
        Self {
            reply: times.reply_days.map(|days| days.to_string()),
            solving: times.solving_days.map(|days| days.to_string()),
            watched: times.watched_days.to_string(),
        }
    }

    fn typed(form: &Form) -> Self {
        let of =
            |what: &str| SIZES.map(|(_, word, _)| form.one(&format!("{what}-{word}")).to_owned());
        Self { reply: of("reply"), solving: of("solving"), watched: form.one("watched").to_owned() }
    }

    /// What was typed as days; what is no number is no time.
    fn times(&self) -> Times {
        let days = |typed: &String| typed.trim().parse().unwrap_or(0);
        Times {
            reply_days: [0, 1, 2, 3].map(|place| days(&self.reply[place])),
            solving_days: [0, 1, 2, 3].map(|place| days(&self.solving[place])),
            watched_days: days(&self.watched),
        }
    }
}

async fn times_page(
    app: &App,
    member: &Member,
    (fields, refusal): (Option<Fields>, Option<Refusal>),
) -> Result<TimesPage, Error> {
    let versions = store::times(app.store.reader(), &member.team.id).await?;
    let latest = versions.first();
    let fields =
        fields.unwrap_or_else(|| Fields::of(&latest.map_or_else(Times::default, |it| it.0)));
    let changed = match latest {
        Some((_, row)) => {
            let name = people::names(app, &[&row.kept_by]).await?.remove(0);
            Some((name, member.time(flow::Instant::from_micros(row.kept_at), app)))
        }
        None => None,
    };
    let size = |(place, (_, word, words)): (usize, (_, &'static str, &'static str))| {
        let (reply, solving) = (fields.reply[place].clone(), fields.solving[place].clone());
        let is_wrong = refusal.is_some_and(|it| is_wrong(it, [&reply, &solving]));
        Row { word, words, reply, solving, is_wrong }
    };
    Ok(TimesPage {
        frame: member.frame(app, "/problems").await?,
        url: member.team.url(""),
        pages: pages(member, "/problems/times"),
        can_change: member.can_change(),
        version: latest.map_or(0, |it| it.1.version),
        sizes: SIZES.into_iter().enumerate().map(size).collect(),
        watched: fields.watched.clone(),
        changed,
        refusal,
    })
}

pub(super) async fn get_times(State(app): State<Arc<App>>, member: Member) -> Result<Html, Error> {
    Html::of(&times_page(&app, &member, (None, None)).await?)
}

pub(super) async fn post_times(
    State(app): State<Arc<App>>,
    Peer(member): Peer,
    form: Form,
) -> Result<Response, Error> {
    let fields = Fields::typed(&form);
    let version = form.one("version").parse().unwrap_or(-1);
    let set = super::super::set_times(&app, &member.team, &member.me, (fields.times(), version));
    match set.await {
        Ok(()) => Ok(Led::to(&member.team.url("/problems/times"), Done::Settled).into_response()),
        Err(Error::Problem(refusal)) => {
            let page = times_page(&app, &member, (Some(fields), Some(refusal))).await?;
            Ok(Html::refused(&page)?.into_response())
        }
        Err(error) => Err(error),
    }
}
