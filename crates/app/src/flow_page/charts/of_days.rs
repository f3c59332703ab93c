//! Charts of days: work in progress and its age, the cumulative flow, and where the items are.

use super::{Charts, Question, Show, Told};
use crate::flow_page::findings;
use chart::{CumulativeFlow, Multiples, OverTime, Series};
use jiff::civil::Date;

impl Charts<'_> {
    pub(super) fn in_progress(&self, show: Show<'_>) {
        let wip = self.summary.wip.per_day.iter().map(|day| f64::from(day.1)).collect();
        let age = self.summary.age_days.total_per_day.iter().map(|day| day.1 as f64).collect();
        let series = [
            Series { name: "open items".to_owned(), values: wip },
            Series { name: "days, the ages of all open items together".to_owned(), values: age },
        ];
        let finding = findings::in_progress(self.summary);
        let says = vec![
            "An item counts on the day it starts and on the day it ends; ages are those at the \
             end of the day."
                .to_owned(),
        ];
        let told = Told { question: Question::OpenNow, id: "in-progress", finding, says };
        let (dates, annotations) = (&self.dates, &self.annotations);
        self.show(show, told, &OverTime { dates, series: &series, annotations });
    }

    pub(super) fn where_it_waits(&self, show: Show<'_>) {
        if !self.summary.blocked.is_empty() {
            self.blocked(show);
        }
        let (names, per_day) = self.lines();
        let paces = &self.summary.ageing.states;
        let annotations = &self.annotations;
        // With one state there is nothing to compare, and nowhere else to wait.
        let many = paces.len() > 1;
        let question = if many { Question::WhereItWaits } else { Question::HowMuch };
        if many {
            let panel = |(state, pace): (usize, &crate::flow_page::summary::Pace)| Series {
                name: pace.state.clone(),
                values: per_day
                    .iter()
                    .map(|day| f64::from(day.1[state] - day.1[state + 1]))
                    .collect(),
            };
            let panels: Vec<Series> = paces.iter().enumerate().map(panel).collect();
            let finding = findings::states(self.summary);
            let told = Told { question, id: "states", finding, says: vec![] };
            let dates = &self.dates;
            let caption = "open items in the state";
            self.show(show, told, &Multiples { dates, panels: &panels, caption, annotations });
        }
        let finding = findings::cumulative_flow(self.summary);
        let told = Told { question, id: "cumulative-flow", finding, says: vec![] };
        self.show(show, told, &CumulativeFlow { states: &names, days: &per_day, annotations });
    }

    /// The lines from the start of the work to its end. Dropped items leave the state that they
    /// were in; where there are any, they have a band of their own before the finished ones.
    fn lines(&self) -> (Vec<String>, Vec<(Date, Vec<u32>)>) {
        let told = &self.summary.cumulative_flow;
        let started = self.record.workflow.started();
        let done = started + self.summary.ageing.states.len();
        let dropped = told.dropped.last().is_some_and(|day| day.1 > 0);
        let mut names: Vec<String> = told.states[started..done].to_vec();
        if dropped {
            names.push("Dropped".to_owned());
        }
        names.push("Finished".to_owned());
        let days = told.per_day.iter().zip(&told.dropped_before).zip(&self.dates);
        let per_day = days.map(|(((_, reached), (_, left)), date)| {
            let with_left = |state: usize| reached[state] + left[state];
            let mut lines: Vec<u32> = (started..done).map(with_left).collect();
            lines.extend(dropped.then(|| with_left(done)));
            lines.push(reached[done]);
            // A finished item that was finished anew may have crossed lines in another order.
            for index in (1..lines.len()).rev() {
                lines[index - 1] = lines[index - 1].max(lines[index]);
            }
            (*date, lines)
        });
        (names, per_day.collect())
    }
}
