//! The page of the measures of asks, and the same as CSV.

use super::super::model::State as Stands;
use super::super::pages::{Chip, chips};
use super::model::{FEWEST, OfKind, STATES, WITHIN_DAYS, Waiting, by_kind, observations, open};
use crate::Error;
use crate::app::App;
use crate::peer_team::Member;
use crate::shell::{Frame, Html};
use crate::wording::counted;
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;
use std::fmt::Write;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/peer-teams/{team}/asks/measures", get(get_measures))
        .route("/peer-teams/{team}/asks/measures.csv", get(get_csv))
}

#[derive(Template)]
#[template(path = "ask/measures/measures.html")]
struct MeasuresPage {
    frame: Frame,
    url: String,
    chips: Vec<Chip>,
    finding: String,
    /// Why the figure of those that are answered alone is another.
    beside: Option<String>,
    /// What is measured, and the figure.
    rows: Vec<(String, String)>,
    fates: String,
    kinds: Vec<(&'static str, [usize; 7])>,
    rule: String,
}

impl MeasuresPage {
    fn states(&self) -> [&'static str; 7] {
        STATES.map(|it| it.1)
    }
}

async fn figures(app: &App, member: &Member) -> Result<(Waiting, Vec<OfKind>), Error> {
    let (asks, moment) = super::super::of_team(app, &member.team).await?;
    let waiting = Waiting::of(&observations(&asks, &moment), open(&asks, &moment));
    Ok((waiting, by_kind(&asks, &moment)))
}

/// A length of time as people say it.
fn in_words(days: f64) -> String {
    let hours = (days * 24.0).round();
    match days {
        _ if hours < 1.0 => "less than an hour".to_owned(),
        _ if hours == 1.0 => "1 hour".to_owned(),
        days if days < 2.0 => format!("{hours} hours"),
        days => format!("{days:.1} days"),
    }
}

fn share(share: Option<f64>) -> String {
    match share {
        Some(share) => format!("{:.0} in 100", share * 100.0),
        None => "not known yet: none has been open for so long".to_owned(),
    }
}

fn finding(waiting: &Waiting) -> String {
    if !waiting.is_enough() {
        return format!(
            "How long answers take cannot be said yet: it needs {FEWEST}; you have {}.",
            waiting.answered
        );
    }
    match waiting.median_days {
        Some(days) => format!("Half of the answers come within {}.", in_words(days)),
        None => "Fewer than half of the asks have been answered so far.".to_owned(),
    }
}

/// The figure of the answered ones alone, beside the one that counts all.
fn beside(waiting: &Waiting) -> Option<String> {
    let days = waiting.answered_median_days.filter(|_| waiting.is_enough())?;
    let alone = format!("Of the answered ones alone it would be {}", in_words(days));
    Some(match waiting.median_days {
        Some(median) if median <= days => format!("{alone}, too."),
        _ => format!("{alone}: lower, because what takes long is still open and not among them."),
    })
}

fn rows(waiting: &Waiting) -> Vec<(String, String)> {
    let mut rows = vec![
        ("Answers".to_owned(), waiting.answered.to_string()),
        ("Still waited for".to_owned(), waiting.open.to_string()),
    ];
    if waiting.is_enough() {
        let half = waiting.median_days.map_or_else(|| "not reached".to_owned(), in_words);
        rows.push(("Half are answered within".to_owned(), half));
        for (days, within) in WITHIN_DAYS.into_iter().zip(waiting.within) {
            let name = format!("Answered within {}", counted(days.unsigned_abs(), "day"));
            rows.push((name, share(within)));
        }
        let alone = waiting.answered_median_days.map_or_else(String::new, in_words);
        rows.push(("Half, of the answered ones alone".to_owned(), alone));
    }
    rows
}

fn total(kinds: &[OfKind], state: Stands) -> usize {
    let place = STATES.iter().position(|it| it.0 == state);
    place.map_or(0, |place| kinds.iter().map(|it| it.counts[place]).sum())
}

/// What became of what was accepted, in a sentence.
fn fates(kinds: &[OfKind]) -> String {
    let [kept, not, open] =
        [Stands::Kept, Stands::NotKept, Stands::Accepted].map(|it| total(kinds, it));
    if kept + not + open == 0 {
        return "Nothing has been accepted yet.".to_owned();
    }
    format!(
        "Of what was accepted, {kept} kept, {not} not kept, {open} still open, as the askers say."
    )
}

async fn get_measures(State(app): State<Arc<App>>, member: Member) -> Result<Html, Error> {
    let (waiting, kinds) = figures(&app, &member).await?;
    Html::of(&MeasuresPage {
        frame: member.frame(&app, "/asks").await?,
        url: member.team.url(""),
        chips: chips(&app, &member, "measures").await?,
        finding: finding(&waiting),
        beside: beside(&waiting),
        rows: rows(&waiting),
        fates: fates(&kinds),
        kinds: kinds.iter().map(|it| (it.kind.in_words(), it.counts)).collect(),
        rule: rule(&waiting, &member.time(app.clock.now(), &app).words),
    })
}

fn rule(waiting: &Waiting, now: &str) -> String {
    format!(
        "The clock starts when an ask is stated or put in other words, and stops at the first \
         answer, whichever it is. An ask to all counts once for each who is asked. Exact days, \
         nights and weekends among them; unanswered ones counted by Kaplan and Meier, until it \
         is put in other words, one of the two leaves, the ask ends, or now. {} and {} still \
         waited for, {now}. No figure is by person.",
        counted(waiting.answered as u64, "answer"),
        waiting.open
    )
}

async fn get_csv(State(app): State<Arc<App>>, member: Member) -> Result<impl IntoResponse, Error> {
    let (waiting, kinds) = figures(&app, &member).await?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"asks.csv\""),
    ];
    Ok((headers, csv(&waiting, &kinds)))
}

/// The figures with their exact values.
fn csv(waiting: &Waiting, kinds: &[OfKind]) -> String {
    let mut text = String::from("figure,of,value\n");
    let mut line = |figure: &str, of: &str, value: &str| {
        let _ = writeln!(text, "{figure},{of},{value}");
    };
    line("answers", "all", &waiting.answered.to_string());
    line("open", "all", &waiting.open.to_string());
    if waiting.is_enough() {
        let exact = |value: Option<f64>| value.map_or_else(String::new, |it| it.to_string());
        line("median_days", "open counted", &exact(waiting.median_days));
        line("median_days", "answered alone", &exact(waiting.answered_median_days));
        for (days, within) in WITHIN_DAYS.into_iter().zip(waiting.within) {
            line(&format!("share_within_{days}_days"), "open counted", &exact(within));
        }
    }
    for it in kinds {
        for ((_, state), count) in STATES.iter().zip(it.counts) {
            line(&format!("\"{state}\""), it.kind.in_words(), &count.to_string());
        }
    }
    text
}
