//! Charts of weeks: how much gets finished, and whether that is more than the usual ups and downs.

use super::{Charts, Question, Show, Told};
use crate::flow_page::findings;
use crate::wording::counted;
use chart::{Histogram, Limits, ProcessBehaviour, RunChart, Signal};
use jiff::civil::Date;
use std::collections::BTreeMap;

impl Charts<'_> {
    pub(super) fn how_much(&self, show: Show<'_>) {
        let finding = findings::throughput(self.summary);
        let whole = counted(self.summary.throughput.whole_weeks as u64, "whole week");
        let says = vec![format!("{whole}, from Monday to Sunday.")];
        let told = Told { question: Question::HowMuch, id: "throughput", finding, says };
        let median = self.summary.throughput.median_per_week.map(f64::from);
        let (weeks, annotations) = (&self.weeks, &self.annotations);
        self.show(show, told, &RunChart { weeks, median, annotations });
        self.weeks_by_count(show);
        self.behaviour(show);
    }

    fn weeks_by_count(&self, show: Show<'_>) {
        let mut counts = BTreeMap::<u32, u32>::new();
        let whole = self.weeks.iter().filter(|week| week.2);
        whole.for_each(|week| *counts.entry(week.1).or_default() += 1);
        let counts: Vec<(u32, u32)> = counts.into_iter().collect();
        let finding = findings::weeks(&counts);
        let says = vec!["Whole weeks only.".to_owned()];
        let told = Told { question: Question::HowMuch, id: "weeks", finding, says };
        let chart =
            Histogram { counts: &counts, levels: &[], of: "week", unit: "item", verb: "finished" };
        self.show(show, told, &chart);
    }

    fn behaviour(&self, show: Show<'_>) {
        let told = &self.summary.process_behaviour;
        let whole = self.weeks.iter().filter(|week| week.2);
        let weeks: Vec<(Date, f64)> = whole.map(|week| (week.0, f64::from(week.1))).collect();
        let limits = || {
            Some(Limits {
                mean: told.mean?,
                upper: told.upper?,
                lower: told.lower,
                range_upper: told.range_upper?,
                mean_range: told.mean_moving_range?,
            })
        };
        let told_in_words = findings::process(self.summary);
        let enough = told_in_words.is_some();
        let signal = |it: &crate::flow_page::summary::Signal| {
            let index = weeks.iter().position(|week| week.0.to_string() == it.at)?;
            let on_range = it.on == "range";
            let rule = if on_range { "the change is outside its limit" } else { rule(it.rule) };
            Some(Signal { index, on_range, run: it.rule != 1, rule: rule.to_owned() })
        };
        let signals: Vec<Signal> =
            told.signals.iter().filter(|_| enough).filter_map(signal).collect();
        let finding = told_in_words.unwrap_or_else(|| findings::no_process(self.summary));
        let says = vec![format!(
            "Limits from the first {}: the mean ± 2.66 times the mean change from week to week.",
            counted(told.baseline_weeks as u64, "whole week")
        )];
        let question = Question::HowMuch;
        let heading = Told { question, id: "process-behaviour", finding, says };
        let chart = ProcessBehaviour {
            weeks: &weeks,
            baseline: told.baseline_weeks,
            limits: limits().filter(|_| enough),
            signals: &signals,
            annotations: &self.annotations,
        };
        self.show(show, heading, &chart);
    }
}

/// A rule in words.
fn rule(number: u8) -> &'static str {
    match number {
        1 => "outside the limits",
        2 => "three of four nearer a limit than the mean",
        _ => "eight in a row on one side of the mean",
    }
}
