//! The page of the measures of problems, each time of each problem as CSV, and the charts as files.

use super::super::pages::{Page, pages};
use super::charts::{CHARTS, Drawn, Shown, away_rows, finding, stays_away};
use super::life::{Life, lives};
use super::model::{CLOCKS, Clock, Taken, blocked_days_of, by_size};
use crate::Error;
use crate::app::App;
use crate::peer_team::Member;
use crate::shell::{Frame, Html, date_in};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use chart::days_words;
use flow::Instant;
use jiff::civil::Date;
use std::fmt::Write;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/peer-teams/{team}/problems/measures", get(get_measures))
        .route("/peer-teams/{team}/problems/measures.csv", get(get_csv))
        .route("/peer-teams/{team}/problems/measures/{chart}", get(get_chart))
}

#[derive(Template)]
#[template(path = "problem/measures/measures.html")]
struct MeasuresPage {
    frame: Frame,
    url: String,
    pages: Vec<Page>,
    finding: String,
    /// Why the figure of those that are done alone is another.
    beside: String,
    charts: Vec<Shown>,
    /// How long it takes: a row for each clock, with the days of each.
    clocks: Vec<(&'static str, Vec<String>)>,
    /// The shares that are done within so many days, a row for each clock.
    within: Vec<(&'static str, Vec<String>)>,
    sizes: Vec<(&'static str, Vec<String>)>,
    away: String,
    away_rows: Vec<(String, String)>,
    /// What is not drawn yet, and why.
    withheld: Vec<String>,
}

fn drawn<'d>(lives: &'d [Life], now: Instant, (zone, url): (&'d str, &'d str)) -> Drawn<'d> {
    Drawn { lives, now, zone, url }
}

async fn get_measures(State(app): State<Arc<App>>, member: Member) -> Result<Html, Error> {
    let lives = lives(&app, &member.team).await?;
    let now = app.clock.now();
    let url = member.team.url("/problems");
    let drawn = drawn(&lives, now, (&member.team.settings.time_zone, &url));
    let taken = CLOCKS.map(|it| Taken::of(&lives, it.0, now));
    let (away, recurrence) = stays_away(&lives, now);
    let clocks = CLOCKS.iter().zip(&taken).map(|(it, taken)| (it.3, row(taken)));
    let sizes =
        by_size(&lives, now).into_iter().map(|(size, taken)| (size.in_words(), row(&taken)));
    let few = CLOCKS.iter().zip(&taken).filter(|it| !it.1.is_enough());
    Html::of(&MeasuresPage {
        frame: member.frame(&app, "/problems").await?,
        url: member.team.url(""),
        pages: pages(&member, "/problems/measures"),
        finding: finding(CLOCKS[0].0, &taken[0]),
        beside: beside(&taken[0]),
        charts: drawn.all(),
        clocks: clocks.collect(),
        within: CLOCKS.iter().zip(&taken).map(|(it, taken)| (it.3, within(it.0, taken))).collect(),
        sizes: sizes.collect(),
        away,
        away_rows: away_rows(&recurrence),
        withheld: few
            .filter(|(it, _)| it.0 != CLOCKS[0].0)
            .map(|(it, taken)| finding(it.0, taken))
            .chain(drawn.withheld())
            .collect(),
    })
}

/// The figure of the finished ones alone, beside the one that counts all.
fn beside(taken: &Taken) -> String {
    let Some(days) = taken.done_median_days.filter(|_| taken.is_enough()) else {
        return String::new();
    };
    let alone = format!("Of the solved ones alone it would be {}", days_words(days));
    match taken.median_days {
        Some(median) if median <= days => format!("{alone}, too."),
        _ => format!(
            "{alone}: lower, because what takes long is still open, or was dropped, and is not \
             among them."
        ),
    }
}

/// Counts and days: done, open, dropped, half within, 85 in 100 within, half of those done alone.
fn row(taken: &Taken) -> Vec<String> {
    let days = |days: Option<f64>| match days {
        _ if !taken.is_enough() => format!("needs {}", super::model::FEWEST),
        Some(days) => days_words(days),
        None => "not reached".to_owned(),
    };
    let within = |share: f64| {
        let words = days(taken.curve.age_by_which(share));
        match taken.between(share).filter(|_| taken.is_enough()) {
            Some((low, Some(high))) => {
                format!("{words} ({} to {})", days_words(low), days_words(high))
            }
            Some((low, None)) => format!("{words} ({} or more)", days_words(low)),
            None => words,
        }
    };
    let counts = [taken.done, taken.open, taken.dropped].map(|it| it.to_string());
    let shares = [within(0.5), within(0.85), days(taken.done_median_days)];
    counts.into_iter().chain(shares).collect()
}

/// The shares that are done within the days of a clock, and how long they are open on average,
/// counting so many days at most.
fn within(clock: Clock, taken: &Taken) -> Vec<String> {
    let shares = clock.days().into_iter().zip(taken.within).map(|(days, share)| match share {
        _ if !taken.is_enough() => String::new(),
        Some(share) => format!("{:.0} in 100 within {days} d", share * 100.0),
        None => format!("within {days} d not known yet"),
    });
    let longest = clock.days()[3] as f64;
    let mean = taken.curve.restricted_mean(longest).mean_days;
    let mean = match taken.is_enough() && taken.curve.at_risk(longest) > 0 {
        true => format!("{} of {longest}", days_words(mean)),
        false => String::new(),
    };
    shares.chain([mean]).collect()
}

async fn get_chart(
    State(app): State<Arc<App>>,
    member: Member,
    Path((_, chart)): Path<(String, String)>,
) -> Result<Response, Error> {
    let lives = lives(&app, &member.team).await?;
    let url = member.team.url("/problems");
    let drawn = drawn(&lives, app.clock.now(), (&member.team.settings.time_zone, &url));
    let id = chart.strip_suffix(".svg").ok_or(Error::NotFound)?;
    match drawn.all().into_iter().find(|it| it.id == id) {
        Some(it) => Ok(([(CONTENT_TYPE, "image/svg+xml")], it.svg).into_response()),
        // One that is not drawn yet: the page says what it needs.
        None if CHARTS.contains(&id) => {
            Ok(Redirect::to(&format!("{url}/measures")).into_response())
        }
        None => Err(Error::NotFound),
    }
}

async fn get_csv(State(app): State<Arc<App>>, member: Member) -> Result<impl IntoResponse, Error> {
    let lives = lives(&app, &member.team).await?;
    let today = date_in(app.clock.now(), &member.team.settings.time_zone);
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"problems.csv\""),
    ];
    let blocked: Vec<usize> = lives.iter().map(|it| blocked_days_of(it, today)).collect();
    Ok((headers, csv(&lives, &blocked)))
}

/// A row for each time of each problem, so that every figure can be worked out again.
pub(super) fn csv(lives: &[Life], blocked: &[usize]) -> String {
    let mut text = String::from(
        "number,time,words,began_first,began_last,from,replied_at,contained_at,solved_at,\
         verified_at,dropped_at,\
         size_when_seen,size_when_solved,cause,blocked_days\n",
    );
    for (life, blocked) in lives.iter().zip(blocked) {
        for (place, spell) in life.spells.iter().enumerate() {
            let at = |at: Option<Instant>| at.map_or_else(String::new, |at| at.to_string());
            let solved = life.size_when_solved.map_or("", |it| it.word());
            let cells = [
                life.number.to_string(),
                (place + 1).to_string(),
                cell(&life.words),
                began(life, |it| it.0),
                began(life, |it| it.1),
                spell.from.to_string(),
                at(spell.replied_at),
                at(spell.contained_at),
                at(spell.solved_at),
                at(spell.verified_at),
                at(spell.dropped_at),
                life.size_when_seen.word().to_owned(),
                solved.to_owned(),
                cell(life.cause.as_deref().unwrap_or_default()),
                // Those of the problem stand once, so that a sum counts none twice.
                if place == 0 { blocked.to_string() } else { String::new() },
            ];
            let _ = writeln!(text, "{}", cells.join(","));
        }
    }
    text
}

fn began(life: &Life, of: fn((Date, Date)) -> Date) -> String {
    life.began.map_or_else(String::new, |it| of(it).to_string())
}

/// A text between quotes; one that a table program would take for a formula is none.
fn cell(text: &str) -> String {
    let quote = if text.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
    format!("\"{quote}{}\"", text.replace('"', "\"\""))
}
