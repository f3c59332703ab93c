//! Pure drawing: figures in, accessible SVG out.
//!
//! A chart is a struct of plain numbers, dates and names that can be drawn ([`Chart`]). A
//! [`Figure`] gives it what belongs to it, the same on every page: the finding as its title, how to
//! read it, the rules and doubts below, and the same numbers as a table. Colours are the page's
//! ([`tokens_css`] where it has none). Nothing here knows where the numbers come from.
//!
//! Every word is placed where there is room for it, so no label overlaps another. Each drawing is
//! made twice, wide and narrow, and the style sheet ([`CSS`]) shows the one that fits. It is one
//! tab stop; the script ([`SCRIPT`]) lets the arrow keys walk the rows of its table.

mod ageing;
mod bars;
mod colour;
mod columns;
mod cumulative_flow;
mod dots;
mod figure;
mod histogram;
mod labels;
mod lags;
mod multiples;
mod over_time;
mod plot;
mod process_behaviour;
mod quantile_dots;
mod run_chart;
pub mod samples;
mod scale;
mod scatterplot;
mod sparkline;
mod survival;
mod svg;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod tokens;

pub use ageing::{Ageing, OpenItem, StateColumn};
pub use bars::{Bar, Bars};
pub use columns::{Column, Columns};
pub use cumulative_flow::CumulativeFlow;
pub use figure::{CSS, Chart, Figure, SCRIPT};
pub use histogram::Histogram;
pub use lags::{Lag, Lags};
pub use multiples::Multiples;
pub use over_time::{OverTime, Series};
pub use plot::{Annotation, AnnotationKind, Drawing, Width};
pub use process_behaviour::{Limits, ProcessBehaviour, Signal};
pub use quantile_dots::QuantileDots;
pub use run_chart::RunChart;
pub use scale::{DayKind, count_words, date_words, days_words};
pub use scatterplot::{Dot, Level, Scatterplot};
pub use sparkline::sparkline;
pub use survival::{Survival, SurvivalCurve, SurvivalStep, SurvivalWords};
pub use table::Table;
pub use text::{escape, grouped, number};
pub use tokens::css as tokens_css;
