//! Charts of what comes next: twenty futures each.

use super::{Charts, Question, Show, Told};
use crate::flow_page::findings;
use crate::flow_page::wording::items;
use crate::wording::counted;
use chart::{QuantileDots, date_words};
use flow::forecast::date_after;

impl Charts<'_> {
    pub(super) fn what_next(&self, show: Show<'_>) {
        let forecast = &self.summary.forecast;
        let says = vec![format!(
            "Exact odds from what was finished in the last {}; they hold if it goes on as it did \
             then.",
            counted(forecast.history_days as u64, "whole day")
        )];
        let too_few = || {
            // Of "forecast.p70, p95" only those two are withheld.
            let all = |figure: &str| ["forecast", "forecast.when"].contains(&figure);
            let reason = self.summary.withheld.iter().rfind(|it| all(it.figure));
            let reason = reason.map_or("there is too little to go by", |it| it.reason.as_str());
            format!("No forecast: {reason}.")
        };
        let told = &forecast.how_many;
        let futures: Vec<(f64, String)> =
            told.futures.iter().map(|it| (f64::from(*it), items(*it as usize))).collect();
        let finding = findings::how_many(self.summary).unwrap_or_else(too_few);
        let of = format!("items finished in the next {}", counted(u64::from(told.days), "day"));
        let words = told.p85.map(|it| format!("{} or more", items(it as usize)));
        let promise = told.p85.filter(|it| *it > 0).map(f64::from).zip(words.as_deref());
        let chart = QuantileDots { futures: &futures, promise, kept_from: true, of: &of };
        let question = Question::WhatNext;
        let heading = Told { question, id: "how-many", finding, says: says.clone() };
        self.show(show, heading, &chart);

        let told = &forecast.when;
        let on =
            |days: u32| date_words(date_after(&self.record.calendar, self.record.whole.last, days));
        let futures: Vec<(f64, String)> =
            told.futures.iter().map(|it| (f64::from(*it), on(*it))).collect();
        let finding = findings::when(self.summary).unwrap_or_else(too_few);
        let of = format!("the day when the next {} are done", items(told.items as usize));
        let words = told.p85.map(|it| format!("by {}", on(it)));
        let promise = told.p85.map(f64::from).zip(words.as_deref());
        let chart = QuantileDots { futures: &futures, promise, kept_from: false, of: &of };
        self.show(show, Told { question, id: "when", finding, says }, &chart);
    }
}
